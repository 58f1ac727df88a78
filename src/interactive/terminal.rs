//! The terminal: keys in, drawings out, and back to what it was, however the table ends.

use std::io::{self, Stdout, Write};
use std::mem::ManuallyDrop;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{
    self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyEvent, KeyEventKind,
    KeyModifiers,
};
use ratatui::crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{execute, style};

use super::desk::Desk;
use super::draw::draw;
use super::key::Key;
use super::signals::{HANG_UP, Signals, Unlocked, is_gone};
use super::state::{Request, State};
use crate::review::{Refusal, What};

/// How long a key is waited for before it is seen whether the program was told to end.
const TICK: Duration = Duration::from_millis(100);

/// How the table was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// By a key.
    Asked,
    /// By a signal with this number: see [`super::pass_on`].
    Told(i32),
}

/// Shows the table in the terminal until it is left. Decisions are carried out by `decide`, which returns how things
/// stand afterwards, or why nothing was recorded.
///
/// # Errors
/// Reading from or writing to the terminal failed; it is restored as far as that can be done.
pub fn run(
    desk: Desk,
    color: bool,
    decide: &mut dyn FnMut(What, &str) -> Result<Desk, Vec<Refusal>>,
) -> io::Result<Left> {
    let signals = Signals::watch()?;
    let guard = Guard::enter()?;
    let held = Arc::clone(&guard.held);
    signals.end_where_the_loop_does_not(move || restore(&held, Unlocked));
    match keep(desk, color, decide, &signals) {
        // A terminal that is gone can fail anywhere, before the signal that tells so has come.
        Err(_) if is_gone() => Ok(Left::Told(HANG_UP)),
        left => left,
    }
}

fn keep(
    desk: Desk,
    color: bool,
    decide: &mut dyn FnMut(What, &str) -> Result<Desk, Vec<Refusal>>,
    signals: &Signals,
) -> io::Result<Left> {
    style::force_color_output(color);
    // Never dropped: where the terminal is gone, that would print a message to it, and panic because that fails too.
    // The guard shows the cursor again.
    let terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    let mut terminal = ManuallyDrop::new(terminal);
    let size = terminal.size()?;
    let mut state = State::new(desk, size.width, size.height);
    show(&mut terminal, &mut state, color)?;
    loop {
        // What came in one go is taken in one go: a held key or a paste is not drawn step by step.
        let mut event = match wait(signals)? {
            Woken::Told(signal) => return Ok(Left::Told(signal)),
            Woken::Event(event) => Some(event),
            Woken::Tick if has_other_size(&terminal, &state)? => None,
            Woken::Tick => continue,
        };
        while let Some(one) = event {
            if let Some(key) = key_of(&one) {
                match state.press(&key) {
                    Some(Request::Leave) => return Ok(Left::Asked),
                    Some(Request::Decide { what, role }) => match decide(what, &role) {
                        Ok(desk) => state.recorded(desk),
                        Err(refusals) => state.refused(refusals),
                    },
                    None => {}
                }
            }
            event = if event::poll(Duration::ZERO)? {
                Some(event::read()?)
            } else {
                None
            };
        }
        show(&mut terminal, &mut state, color)?;
    }
}

/// Tells whether the terminal got another size: it may have done so before anybody listened.
fn has_other_size(
    terminal: &Terminal<CrosstermBackend<Stdout>>,
    state: &State,
) -> io::Result<bool> {
    let size = terminal.size()?;
    Ok(!state.has_size(size.width, size.height))
}

fn show(
    terminal: &mut Terminal<CrosstermBackend<Stdout>>,
    state: &mut State,
    color: bool,
) -> io::Result<()> {
    terminal.autoresize()?;
    let size = terminal.size()?;
    state.resize(size.width, size.height);
    terminal.draw(|frame| draw(state, color, frame))?;
    Ok(())
}

/// What the wait for a key ended with.
enum Woken {
    Event(Event),
    Told(i32),
    /// Nothing happened for a while.
    Tick,
}

fn wait(signals: &Signals) -> io::Result<Woken> {
    let came = event::poll(TICK);
    // Looked at first: where the terminal is gone, waiting fails, and the signal says why.
    match signals.told() {
        0 => {}
        signal => return Ok(Woken::Told(signal)),
    }
    if came? {
        event::read().map(Woken::Event)
    } else {
        Ok(Woken::Tick)
    }
}

/// Returns the key that an event is; `None` for all that is none.
fn key_of(event: &Event) -> Option<Key> {
    match event {
        Event::Paste(text) => Some(Key::Paste(text.clone())),
        Event::Key(key) if key.kind != KeyEventKind::Release => pressed(*key),
        _ => None,
    }
}

fn pressed(key: KeyEvent) -> Option<Key> {
    let is_control = key.modifiers.contains(KeyModifiers::CONTROL);
    Some(match key.code {
        KeyCode::Char('c') if is_control => Key::Interrupt,
        KeyCode::Char(_) if is_control || key.modifiers.contains(KeyModifiers::ALT) => return None,
        KeyCode::Char(character) => Key::Char(character),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Escape,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        _ => return None,
    })
}

type Hook = dyn Fn(&std::panic::PanicHookInfo<'_>) + Send + Sync;

/// Holds the terminal in the table's mode, and gives it back when dropped; before the message of a panic too.
struct Guard {
    /// What was told of a panic before.
    hook: Arc<Hook>,
    /// Whether there is still something to give back: doing it twice would put the cursor over a panic's message.
    held: Arc<AtomicBool>,
}

impl Guard {
    fn enter() -> io::Result<Self> {
        let hook: Arc<Hook> = Arc::from(std::panic::take_hook());
        let held = Arc::new(AtomicBool::new(true));
        let (told, to_restore) = (Arc::clone(&hook), Arc::clone(&held));
        std::panic::set_hook(Box::new(move |panic| {
            restore(&to_restore, io::stdout());
            told(panic);
        }));
        // From here on: what fails half-way is undone too.
        let guard = Self { hook, held };
        enable_raw_mode()?;
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore(&self.held, io::stdout());
        if !std::thread::panicking() {
            let hook = Arc::clone(&self.hook);
            std::panic::set_hook(Box::new(move |panic| hook(panic)));
        }
    }
}

/// Gives the terminal back. A terminal that is gone needs no more, so failing is no error.
fn restore(held: &AtomicBool, mut out: impl Write) {
    if !held.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = execute!(out, DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}
