//! The table of `review PROFILE` in a terminal: findings to filter, sort, search, read and decide on.
//!
//! [`State`] is a pure state machine: [`State::press`] takes a key and may hand back a [`Request`], which the caller
//! carries out with the same functions as the commands without a terminal. `draw` shows a state and changes nothing;
//! only `terminal` touches the terminal. Every text that is drawn goes through [`crate::report`]'s harmless form.

mod ansi;
mod decide;
mod decided;
mod desk;
mod draw;
mod form;
mod frame;
mod key;
mod line;
mod rows;
mod signals;
mod state;
mod terminal;
#[cfg(test)]
mod tests;
mod view;
mod words;

pub use desk::Desk;
pub use draw::draw;
pub use key::Key;
pub use signals::pass_on;
pub use state::{Request, State};
pub use terminal::{Left, run};
