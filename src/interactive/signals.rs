//! Signals that end the program, and a terminal that is gone.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

/// How often it is looked whether the program is to end.
const TICK: Duration = Duration::from_millis(100);

/// How long the loop has to end by itself.
const GRACE: Duration = Duration::from_secs(1);

/// Lets a signal do what it does by default, now that the terminal is restored: so that who sent it, and the shell, see
/// that the program was ended by it.
pub fn pass_on(signal: i32) {
    let _ = signal_hook::low_level::emulate_default_handler(signal);
}

/// Tells whether the terminal that keys come from is not there any more.
pub(super) fn is_gone() -> bool {
    !io::stdin().is_terminal()
}

/// Sees whether the program is told to end, or its terminal is gone.
pub(super) struct Signals {
    told: Arc<AtomicUsize>,
    /// Whether a signal does again what it does by default.
    is_over: Arc<AtomicBool>,
}

impl Signals {
    /// Begins to listen.
    pub(super) fn watch() -> io::Result<Self> {
        let signals = Self {
            told: Arc::default(),
            is_over: Arc::default(),
        };
        for signal in ENDING {
            signal_hook::flag::register_conditional_default(*signal, Arc::clone(&signals.is_over))?;
            let number = usize::try_from(*signal).unwrap_or_default();
            signal_hook::flag::register_usize(*signal, Arc::clone(&signals.told), number)?;
        }
        Ok(signals)
    }

    /// Ends the program where the loop does not: reading from a terminal that is gone never returns in crossterm 0.29,
    /// and would keep a processor busy for ever. `restore` gives the terminal back where it is still there.
    pub(super) fn end_where_the_loop_does_not(&self, restore: impl Fn() + Send + 'static) {
        let told = Arc::clone(&self.told);
        let is_over = Arc::clone(&self.is_over);
        std::thread::spawn(move || {
            while !is_over.load(Ordering::SeqCst) {
                std::thread::sleep(TICK);
                let number = number(&told);
                if number == 0 && !is_gone() {
                    continue;
                }
                // The loop ends by itself where it can, and what is being recorded is recorded.
                std::thread::sleep(GRACE);
                if is_over.load(Ordering::SeqCst) {
                    return;
                }
                if !is_gone() {
                    restore();
                }
                pass_on(if number == 0 { HANG_UP } else { number });
            }
        });
    }

    /// Returns the signal; 0 where there was none.
    pub(super) fn told(&self) -> i32 {
        number(&self.told)
    }
}

fn number(told: &AtomicUsize) -> i32 {
    i32::try_from(told.load(Ordering::SeqCst)).unwrap_or_default()
}

impl Drop for Signals {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::SeqCst);
    }
}

/// Standard output past its lock, which the loop's thread may hold.
pub(super) struct Unlocked;

impl Write for Unlocked {
    #[cfg(unix)]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        use std::os::fd::AsFd;
        let output = io::stdout().as_fd().try_clone_to_owned()?;
        std::fs::File::from(output).write(bytes)
    }

    #[cfg(not(unix))]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The signal that tells that the terminal is gone.
#[cfg(unix)]
pub(super) const HANG_UP: i32 = signal_hook::consts::SIGHUP;

/// The signal that comes nearest to a terminal that is gone.
#[cfg(not(unix))]
pub(super) const HANG_UP: i32 = signal_hook::consts::SIGTERM;

#[cfg(unix)]
const ENDING: &[i32] = &[
    signal_hook::consts::SIGTERM,
    signal_hook::consts::SIGINT,
    signal_hook::consts::SIGHUP,
    signal_hook::consts::SIGQUIT,
];

#[cfg(not(unix))]
const ENDING: &[i32] = &[signal_hook::consts::SIGTERM, signal_hook::consts::SIGINT];
