//! The result for people and programs: one format a file.
//!
//! Everything here renders a finished [`crate::screening::model::Screening`] or explanation; nothing here decides.
//! Writers take `out`, so that tests read what users see. Text that stems from a profile is data: it goes through one
//! door (`rich`, and for JSON and messages `visible`), and no line of a report is wider than the page.

mod check;
mod columns;
mod compare;
mod decisions;
mod diagnostics;
mod explain;
mod findings;
mod history;
mod interview;
mod json;
mod layout;
mod markdown;
mod outcome;
mod overview;
mod pack;
mod plan;
mod questions;
mod reason;
pub mod reference;
mod review;
mod rich;
mod rows;
mod table;
#[cfg(test)]
pub(crate) mod tests;
mod visible;
mod words;
mod wrap;

pub use check::{check, diff};
pub use compare::{compare, compare_markdown};
pub use decisions::decisions;
pub(crate) use decisions::{days_left, decision_line};
pub use diagnostics::diagnostics;
pub use explain::explain;
pub use history::{history, verification};
pub use interview::{asked, effect, said};
pub use json::json;
pub use layout::Layout;
pub use overview::overview;
pub use pack::{pack_check, pack_mutants, pack_tests};
pub use plan::plan;
pub use questions::questions;
pub(crate) use review::{brief_outcome, detail, priority_word, situation, status_word};
pub use table::screen;
#[cfg(test)]
pub(crate) use visible::is_hazard;
pub(crate) use visible::visible as harmless;
pub(crate) use words::words;
