//! What people decided about findings and actions, and whether it still stands.
//!
//! Nothing is read or written here, and the date is an argument. A decision never hides a finding and never moves a
//! level: [`judge`] reads a [`Screening`] and changes nothing in it. Every command and format asks [`judge`].

mod export;
mod ground;
mod import;
mod judge;
mod listed;
mod propose;
#[cfg(test)]
mod tests;

pub use export::export;
pub use ground::ground_of;
pub use import::{Imported, import, new_ones};
pub use judge::{attach, judge};
pub use listed::Listed;
pub use propose::{Refusal, action_named, propose};

pub use crate::pack::Critical;
use crate::screening::model::Screening;
pub use crate::screening::model::{
    Decision, DecisionGround as Ground, Decisions, Entry, Known, Standing, Tally, What,
};

/// How many days before its last day a decision is said to end soon.
pub const SOON_DAYS: i32 = 30;

/// Returns a day written as `2026-11-24`; `None` for anything else.
fn day(text: &str) -> Option<jiff::civil::Date> {
    (text.len() == 10).then(|| text.parse().ok()).flatten()
}

/// Returns whether a screening shows a finding or contradiction with this key.
fn shows(screening: &Screening, key: &str) -> bool {
    screening.findings.iter().any(|finding| finding.key == key)
        || screening
            .contradictions
            .iter()
            .any(|found| found.key == key)
}
