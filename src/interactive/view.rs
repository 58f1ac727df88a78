//! Which rows are listed, and in what order.

use super::rows::{Matter, Row};
use crate::facts::fold;
use crate::pack::Priority;

/// Which rows are listed by what was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ByDecision {
    /// Those that nothing holds for.
    Not,
    /// Those that are accepted or planned.
    Decided,
    /// Those with a decision that does not hold any more, or not for long.
    Attention,
}

/// The order of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Order {
    /// As the report has them: most pressing first.
    #[default]
    Report,
    /// By topic, as the pack has them.
    Topic,
    /// By key.
    Key,
    /// By what was decided: what asks for attention first.
    Decision,
}

/// What is chosen to be seen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct View {
    /// Only rows of this kind.
    pub(super) matter: Option<Matter>,
    /// Only rows of this priority.
    pub(super) priority: Option<Priority>,
    /// Only rows of this topic.
    pub(super) topic: Option<usize>,
    /// Only rows that were decided on in this way.
    pub(super) decision: Option<ByDecision>,
    /// Only rows that have this text.
    pub(super) search: String,
    /// The order.
    pub(super) order: Order,
}

impl View {
    /// Returns the numbers of the rows that are listed, in order.
    pub(super) fn list(&self, rows: &[Row]) -> Vec<usize> {
        let wanted = fold(&self.search);
        let shown = |row: &Row| {
            self.matter.is_none_or(|matter| row.matter == matter)
                && self.priority.is_none_or(|rank| row.priority == rank)
                && self.topic.is_none_or(|topic| row.topic == Some(topic))
                && self.decision.is_none_or(|decision| match decision {
                    ByDecision::Not => !row.decided.holds,
                    ByDecision::Decided => row.decided.holds,
                    ByDecision::Attention => row.decided.mark <= super::decided::Mark::EndsSoon,
                })
                && row.has(&wanted)
        };
        let mut listed: Vec<(usize, &Row)> = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| shown(row))
            .collect();
        // Stable: within equals the order of the report stays.
        match self.order {
            Order::Report => {}
            Order::Topic => listed.sort_by_key(|(_, row)| row.topic),
            Order::Key => listed.sort_by_key(|(_, row)| row.key.as_str()),
            Order::Decision => listed.sort_by_key(|(_, row)| row.decided.mark),
        }
        listed.into_iter().map(|(number, _)| number).collect()
    }

    /// Tells whether rows may be left out.
    pub(super) fn is_filtered(&self) -> bool {
        self.matter.is_some()
            || self.priority.is_some()
            || self.topic.is_some()
            || self.decision.is_some()
            || !self.search.is_empty()
    }
}

/// Returns what comes after `now` in a cycle that begins and ends with everything.
pub(super) fn next<T: Copy + PartialEq>(now: Option<T>, all: &[T]) -> Option<T> {
    match now {
        None => all.first().copied(),
        Some(now) => {
            let at = all.iter().position(|one| *one == now)?;
            all.get(at + 1).copied()
        }
    }
}
