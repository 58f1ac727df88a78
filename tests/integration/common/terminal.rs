//! The program in a terminal of its own: keys go in, and what the screen shows comes out.
//!
//! ```ignore
//! let mut terminal = Terminal::open(&folder.0, &["ask", "a.yaml"], 80, 24);
//! terminal.wait_for("later");
//! terminal.press("s\r");
//! assert!(terminal.end().success());
//! ```

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::process::{Child, ExitStatus};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use pty_process::Size;
use pty_process::blocking::{Command, Pts, Pty, open};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{Termios, tcgetattr};

/// Longer than a busy machine needs; only a failing test waits for it.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) const UP: &str = "\u{1b}[A";
pub(crate) const DOWN: &str = "\u{1b}[B";
pub(crate) const ENTER: &str = "\r";
pub(crate) const ESCAPE: &str = "\u{1b}";
pub(crate) const CTRL_C: &str = "\u{3}";

/// The program in a terminal. Where a test ends early the program is ended too.
pub(crate) struct Terminal {
    pty: Option<Arc<Pty>>,
    // Kept open, so that the settings can be read after the program has ended.
    _pts: Pts,
    child: Child,
    reader: Option<JoinHandle<()>>,
    /// Tells the reader to end.
    over: Arc<AtomicBool>,
    bytes: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    /// Every byte the program wrote so far.
    pub(crate) written: Vec<u8>,
    /// The terminal's settings before the program began.
    before: String,
}

impl Terminal {
    /// Starts the program in a folder, in a terminal of so many columns and rows, without the caller's environment.
    pub(crate) fn open(folder: &Path, arguments: &[&str], columns: u16, rows: u16) -> Self {
        Self::open_with(folder, arguments, columns, rows, &[])
    }

    /// The same, with variables in the environment.
    pub(crate) fn open_with(
        folder: &Path,
        arguments: &[&str],
        columns: u16,
        rows: u16,
        variables: &[(&str, &str)],
    ) -> Self {
        let program = Path::new(env!("CARGO_BIN_EXE_partnerscreen"));
        Self::open_program(program, folder, arguments, columns, rows, variables)
    }

    /// The same, with another program.
    pub(crate) fn open_program(
        program: &Path,
        folder: &Path,
        arguments: &[&str],
        columns: u16,
        rows: u16,
        variables: &[(&str, &str)],
    ) -> Self {
        let (pty, pts) = open().unwrap();
        pty.resize(Size::new(rows, columns)).unwrap();
        let before = settings(&tcgetattr(&pty).unwrap());
        let mut command = Command::new(program)
            .current_dir(folder)
            .env_clear()
            .env("TERM", "xterm-256color")
            .envs(variables.iter().copied())
            .args(arguments);
        let child = command.spawn_borrowed(&pts).unwrap();
        let pty = Arc::new(pty);
        let (sender, bytes) = channel();
        let reading = Arc::clone(&pty);
        let over = Arc::new(AtomicBool::new(false));
        let is_over = Arc::clone(&over);
        // It never waits for long, so that the terminal can be taken away.
        let reader = std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while !is_over.load(Ordering::SeqCst) {
                let mut ready = [PollFd::new(&*reading, PollFlags::IN)];
                let wait = Timespec {
                    tv_sec: 0,
                    tv_nsec: 20_000_000,
                };
                if poll(&mut ready, Some(&wait)).unwrap_or(0) == 0 {
                    continue;
                }
                match (&*reading).read(&mut buffer) {
                    Ok(read @ 1..) if sender.send(buffer[..read].to_vec()).is_ok() => {}
                    _ => break,
                }
            }
        });
        Self {
            pty: Some(pty),
            reader: Some(reader),
            over,
            _pts: pts,
            child,
            bytes,
            parser: vt100::Parser::new(size(rows), size(columns), 0),
            written: Vec::new(),
            before,
        }
    }

    /// Types keys.
    pub(crate) fn press(&mut self, keys: &str) {
        let mut pty: &Pty = self.pty();
        pty.write_all(keys.as_bytes()).unwrap();
    }

    /// Gives the terminal another size; the program is told by the system.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.parser.screen_mut().set_size(size(rows), size(columns));
        self.pty().resize(Size::new(rows, columns)).unwrap();
    }

    /// Sends the program a signal.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Takes the terminal away, as closing its window does, and returns how the program ended.
    pub(crate) fn hang_up(mut self) -> ExitStatus {
        // With the reader ends the last hold on the terminal.
        self.over.store(true, Ordering::SeqCst);
        self.reader.take().unwrap().join().unwrap();
        drop(self.pty.take());
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(start.elapsed() < PATIENCE, "the program does not end");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn pty(&self) -> &Pty {
        self.pty.as_deref().unwrap()
    }

    /// Waits until the screen shows a text.
    pub(crate) fn wait_for(&mut self, text: &str) {
        self.wait_until(text, |screen| screen.contents().contains(text));
    }

    /// Waits until the screen does not show a text any more.
    pub(crate) fn wait_without(&mut self, text: &str) {
        self.wait_until(text, |screen| !screen.contents().contains(text));
    }

    /// Waits until something holds of the screen.
    pub(crate) fn wait_until(&mut self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        let start = Instant::now();
        while !holds(self.parser.screen()) {
            if let Ok(bytes) = self.bytes.recv_timeout(Duration::from_millis(100)) {
                self.take(&bytes);
                continue;
            }
            let ended = self.child.try_wait().unwrap();
            assert!(
                ended.is_none() && start.elapsed() < PATIENCE,
                "waiting for «{what}» (ended: {ended:?}); the screen shows:\n{}",
                self.shown()
            );
        }
    }

    /// Returns what the screen shows, line by line.
    pub(crate) fn shown(&self) -> String {
        self.screen().contents()
    }

    /// Returns the screen itself: cursor, alternate screen, colours.
    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// Waits for the end of the program, reads the rest of what it wrote, and returns how it ended.
    pub(crate) fn end(&mut self) -> ExitStatus {
        let start = Instant::now();
        loop {
            // Read on all the while: a program that nobody reads waits.
            while let Ok(bytes) = self.bytes.recv_timeout(Duration::from_millis(20)) {
                self.take(&bytes);
            }
            if let Some(status) = self.child.try_wait().unwrap() {
                while let Ok(bytes) = self.bytes.recv_timeout(Duration::from_millis(50)) {
                    self.take(&bytes);
                }
                return status;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "the program does not end; the screen shows:\n{}",
                self.shown()
            );
        }
    }

    /// Checks that the terminal is as it was before the program began: screen, cursor, pasting and settings.
    pub(crate) fn assert_restored(&self) {
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "still on the alternate screen");
        assert!(!screen.hide_cursor(), "the cursor is still hidden");
        assert!(!screen.bracketed_paste(), "pasting is still bracketed");
        let after = settings(&tcgetattr(self.pty()).unwrap());
        assert_eq!(after, self.before, "the settings of the terminal");
    }

    fn take(&mut self, bytes: &[u8]) {
        self.written.extend(bytes);
        self.parser.process(bytes);
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn size(of: u16) -> NonZeroU16 {
    NonZeroU16::new(of).unwrap()
}

/// What `stty -a` tells, in one line.
fn settings(termios: &Termios) -> String {
    format!(
        "{:?} {:?} {:?} {:?}",
        termios.input_modes, termios.output_modes, termios.control_modes, termios.local_modes
    )
}
