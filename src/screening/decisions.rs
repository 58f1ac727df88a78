//! What people decided about the findings of a screening, and whether it stands, as a result holds it.
//!
//! Nothing is judged here: `review` does that, and every command and format shows what it found.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::AnswerState;

/// The answers that a decision was made on, by `fact` or `fact@record`.
pub type DecisionGround = BTreeMap<String, Known>;

/// What was known of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// Whether it was answered.
    pub state: AnswerState,
    /// The answer, or those that contradict each other, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<String>,
}

/// One thing that was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its number; later entries have higher ones.
    pub number: u64,
    /// The day it was made, `2026-11-24`.
    pub day: String,
    /// The function of who decided, such as «policy officer»; not a person's name.
    pub role: String,
    /// What was decided.
    pub what: What,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum What {
    /// To accept a raised finding.
    Accept {
        /// The finding's key.
        key: String,
        /// Why.
        reason: String,
        /// The last day on which it holds.
        until: String,
        /// The answers it was made on.
        ground: DecisionGround,
    },
    /// To accept that the answer to an open finding is not known.
    AcceptUnknown {
        /// The finding's key.
        key: String,
        /// Why.
        reason: String,
        /// The last day on which it holds.
        until: String,
        /// The answers it was made on.
        ground: DecisionGround,
    },
    /// To do an action.
    Plan {
        /// The action's id.
        action: String,
        /// The last day to have it done.
        due: String,
        /// The answers it was made on.
        ground: DecisionGround,
    },
    /// A remark.
    Note {
        /// The key of a finding or contradiction.
        key: String,
        /// What it says.
        text: String,
        /// The answers it was made on.
        ground: DecisionGround,
    },
    /// To take back an earlier entry, which stays in the history.
    Withdraw {
        /// The number of that entry.
        number: u64,
        /// Why.
        reason: String,
    },
}

impl What {
    /// Returns the key or action it is about; `None` for a withdrawal.
    #[must_use]
    pub fn subject(&self) -> Option<&str> {
        match self {
            Self::Accept { key, .. } | Self::AcceptUnknown { key, .. } | Self::Note { key, .. } => {
                Some(key)
            }
            Self::Plan { action, .. } => Some(action),
            Self::Withdraw { .. } => None,
        }
    }

    /// Returns the last day on which it holds, where it has one.
    #[must_use]
    pub fn last_day(&self) -> Option<&str> {
        match self {
            Self::Accept { until, .. } | Self::AcceptUnknown { until, .. } => Some(until),
            Self::Plan { due, .. } => Some(due),
            Self::Note { .. } | Self::Withdraw { .. } => None,
        }
    }

    /// Returns the answers it was made on; `None` for a withdrawal.
    #[must_use]
    pub fn ground(&self) -> Option<&DecisionGround> {
        match self {
            Self::Accept { ground, .. }
            | Self::AcceptUnknown { ground, .. }
            | Self::Plan { ground, .. }
            | Self::Note { ground, .. } => Some(ground),
            Self::Withdraw { .. } => None,
        }
    }

    /// Returns the words that must not be empty.
    pub(crate) fn words(&self) -> Option<&str> {
        match self {
            Self::Accept { reason, .. }
            | Self::AcceptUnknown { reason, .. }
            | Self::Withdraw { reason, .. } => Some(reason),
            Self::Note { text, .. } => Some(text),
            Self::Plan { .. } => None,
        }
    }

    /// Returns whether a later entry of this kind on the same subject takes the place of an earlier one.
    pub(crate) fn replaces(&self, earlier: &Self) -> bool {
        let kinds = matches!(
            (self, earlier),
            (
                Self::Accept { .. } | Self::AcceptUnknown { .. },
                Self::Accept { .. } | Self::AcceptUnknown { .. }
            ) | (Self::Plan { .. }, Self::Plan { .. })
        );
        kinds && self.subject() == earlier.subject()
    }
}

/// Whether a decision stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Standing {
    /// It does.
    Stands,
    /// It does, but not for long.
    EndsSoon {
        /// For how many days more; 0: today is the last one.
        days: i32,
    },
    /// Its last day is over: the finding is back, or the action is late.
    Lapsed,
    /// The answers it was made on are others now.
    GroundChanged {
        /// The facts that differ, as `fact` or `fact@record`; none where its finding was raised and is open now, or the
        /// reverse.
        facts: Vec<String>,
    },
    /// It accepts what now is critical, and that can only be planned for.
    OnlyPlanned,
    /// Its finding is not raised or open any more.
    NotRaised,
    /// The advisory, or the rule, does not speak about this partnership or record any more.
    OutsideScope,
    /// Nothing has its key any more.
    Gone,
    /// It is dated after the day that is asked about.
    NotYet,
    /// A later decision took its place.
    Replaced {
        /// The number of that decision.
        by: u64,
    },
    /// Somebody took it back.
    Withdrawn {
        /// The number of the entry that did.
        by: u64,
        /// The day of that.
        day: String,
        /// The function of who did.
        role: String,
        /// Why.
        reason: String,
    },
}

impl Standing {
    /// Tells whether it stands.
    #[must_use]
    pub fn holds(&self) -> bool {
        matches!(self, Self::Stands | Self::EndsSoon { .. })
    }

    /// Tells whether another is of the same kind, however many days are left.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::EndsSoon { .. }, Self::EndsSoon { .. }) => true,
            _ => self == other,
        }
    }

    /// Tells whether it was put aside, or does not count yet: there is nothing to do about it.
    #[must_use]
    pub fn is_put_aside(&self) -> bool {
        matches!(
            self,
            Self::NotYet | Self::Replaced { .. } | Self::Withdrawn { .. }
        )
    }
}

/// A decision and whether it stands. A withdrawal is no decision of its own: it stands with what it took back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Its number; later ones have higher numbers.
    pub number: u64,
    /// The day it was made, `2026-11-24`.
    pub day: String,
    /// The function of who decided, such as «policy officer»; not a person's name.
    pub role: String,
    /// What was decided.
    pub what: What,
    /// Whether it stands.
    pub standing: Standing,
}

impl Decision {
    /// Tells whether it is about the finding or contradiction with a key: about itself, or about one of its actions.
    #[must_use]
    pub fn is_about(&self, key: &str, actions: &[String]) -> bool {
        match &self.what {
            What::Plan { action, .. } => actions.contains(action),
            what => what.subject() == Some(key),
        }
    }

    /// Tells whether somebody should look at it: it does not stand any more, or not for long.
    #[must_use]
    pub fn asks_attention(&self) -> bool {
        self.standing != Standing::Stands && !self.standing.is_put_aside()
    }
}

/// What was decided about a profile. None of it hides a finding or lowers a level.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decisions {
    /// How many there are of each.
    pub counts: Tally,
    /// Every decision in the order they were made, also those put aside.
    pub made: Vec<Decision>,
}

impl Decisions {
    /// Counts decisions.
    #[must_use]
    pub fn new(made: Vec<Decision>) -> Self {
        Self {
            counts: Tally::of(&made),
            made,
        }
    }

    /// Returns the entries they were made of, withdrawals too, in the order of their numbers.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Vec::new();
        for one in &self.made {
            entries.push(Entry {
                number: one.number,
                day: one.day.clone(),
                role: one.role.clone(),
                what: one.what.clone(),
            });
            if let Standing::Withdrawn {
                by,
                day,
                role,
                reason,
            } = &one.standing
            {
                entries.push(Entry {
                    number: *by,
                    day: day.clone(),
                    role: role.clone(),
                    what: What::Withdraw {
                        number: one.number,
                        reason: reason.clone(),
                    },
                });
            }
        }
        entries.sort_by_key(|entry| entry.number);
        entries
    }
}

/// How many decisions there are of each. Withdrawn, replaced and later ones are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// Raised findings that are accepted.
    pub accepted: usize,
    /// Open findings whose not knowing is accepted.
    pub accepted_unknown: usize,
    /// Actions that are planned.
    pub planned: usize,
    /// Notes.
    pub noted: usize,
    /// Of the first three, those that end soon.
    pub ends_soon: usize,
    /// Decisions whose last day is over.
    pub lapsed: usize,
    /// Decisions made on other answers, or that the pack does not allow any more.
    pub ground_changed: usize,
    /// Decisions that match nothing any more.
    pub unmatched: usize,
}

impl Tally {
    /// Counts decisions.
    #[must_use]
    pub fn of(made: &[Decision]) -> Self {
        let mut tally = Self::default();
        for one in made {
            let count = match (&one.standing, &one.what) {
                (Standing::Stands | Standing::EndsSoon { .. }, what) => match what {
                    What::Accept { .. } => &mut tally.accepted,
                    What::AcceptUnknown { .. } => &mut tally.accepted_unknown,
                    What::Plan { .. } => &mut tally.planned,
                    What::Note { .. } => &mut tally.noted,
                    What::Withdraw { .. } => continue,
                },
                (Standing::Lapsed, _) => &mut tally.lapsed,
                (Standing::GroundChanged { .. } | Standing::OnlyPlanned, _) => {
                    &mut tally.ground_changed
                }
                (Standing::NotRaised | Standing::OutsideScope | Standing::Gone, _) => {
                    &mut tally.unmatched
                }
                (Standing::NotYet | Standing::Replaced { .. } | Standing::Withdrawn { .. }, _) => {
                    continue;
                }
            };
            *count = count.saturating_add(1);
            if matches!(one.standing, Standing::EndsSoon { .. }) {
                tally.ends_soon = tally.ends_soon.saturating_add(1);
            }
        }
        tally
    }
}
