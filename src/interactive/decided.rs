//! What was decided on one finding, as the table shows it.

use super::words::Words;
use crate::review::{Decision, Standing, What};

/// How a finding stands with what was decided on it, in the order to look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// A decision does not hold any more.
    Attention,
    /// A decision holds, but not for long.
    EndsSoon,
    /// Nothing was decided.
    None,
    /// There is a note.
    Noted,
    /// An action is planned.
    Planned,
    /// It is accepted.
    Accepted,
}

/// What was decided on one finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decided {
    /// How it stands.
    pub(super) mark: Mark,
    /// Whether it is accepted, or an action of it is planned, and that holds.
    pub(super) holds: bool,
    /// The same in a few words.
    pub(super) short: String,
    /// The last day of what `short` tells, where it has one.
    pub(super) until: Option<String>,
}

impl Decided {
    /// Sums up the decisions on one finding.
    pub(super) fn of(words: Words, judged: &[&Decision]) -> Self {
        let mut marks: Vec<(Mark, &Decision)> = judged
            .iter()
            .filter_map(|one| Some((mark(one)?, *one)))
            .collect();
        // The most pressing one speaks for all; of equals the latest.
        marks.sort_by_key(|(mark, one)| (rank(*mark), std::cmp::Reverse(one.number)));
        let holds = judged
            .iter()
            .any(|one| one.standing.holds() && !matches!(one.what, What::Note { .. }));
        match marks.first() {
            None => Self {
                mark: Mark::None,
                holds,
                short: String::new(),
                until: None,
            },
            Some((mark, one)) => Self {
                mark: *mark,
                holds,
                short: words.short(one),
                until: one.what.last_day().map(str::to_owned),
            },
        }
    }
}

/// Returns which of several marks speaks for all: first what asks for attention, then the firmest.
fn rank(mark: Mark) -> u8 {
    match mark {
        Mark::Attention => 0,
        Mark::EndsSoon => 1,
        Mark::Accepted => 2,
        Mark::Planned => 3,
        Mark::Noted => 4,
        Mark::None => 5,
    }
}

/// Returns how a decision makes its finding stand; `None` where it is put aside.
fn mark(one: &Decision) -> Option<Mark> {
    let is_note = matches!(one.what, What::Note { .. });
    match &one.standing {
        standing if standing.is_put_aside() => None,
        _ if is_note => Some(Mark::Noted),
        Standing::Stands => Some(match one.what {
            What::Plan { .. } => Mark::Planned,
            _ => Mark::Accepted,
        }),
        Standing::EndsSoon { .. } => Some(Mark::EndsSoon),
        _ => Some(Mark::Attention),
    }
}
