//! One checked profile and one loaded pack → one [`model::Screening`].
//!
//! Nothing is read or written here, and the date is an argument: same input, same result. A rule whose condition
//! is unknown becomes *open*. It is never dropped, because a reader must be able to tell «nothing found» from
//! «nobody asked».

mod answers;
mod arising;
pub mod compare;
mod contradictions;
mod decisions;
mod effect;
mod entries;
mod explain;
pub mod explanation;
mod findings;
mod lookup;
pub mod model;
mod outcome;
mod plan;
mod questions;
mod reasons;
mod receipt;
mod replay;
mod said;
mod scope;
mod screen;
mod settle;
mod stored;
mod verdict;
pub(crate) mod wording;

pub use arising::arising;
pub use contradictions::not_arising;
pub use effect::Effect;
pub use entries::status;
pub use explain::{ExplainError, explain};
pub(crate) use questions::SCOPE_KEY;
pub use questions::question_of;
pub(crate) use reasons::citation;
pub use replay::Refusal;
pub use screen::{answer_table, screen, statuses};
pub use stored::{MOST_BYTES, StoredError, looks_stored, read_stored};
pub use verdict::{Answers, Verdict};
