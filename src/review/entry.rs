//! One thing that was decided, as it is stored: entries are added and never changed.

use serde::{Deserialize, Serialize};

use super::Ground;

/// One thing that was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
        ground: Ground,
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
        ground: Ground,
    },
    /// To do an action.
    Plan {
        /// The action's id.
        action: String,
        /// The last day to have it done.
        due: String,
        /// The answers it was made on.
        ground: Ground,
    },
    /// A remark.
    Note {
        /// The key of a finding or contradiction.
        key: String,
        /// What it says.
        text: String,
        /// The answers it was made on.
        ground: Ground,
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
    pub fn ground(&self) -> Option<&Ground> {
        match self {
            Self::Accept { ground, .. }
            | Self::AcceptUnknown { ground, .. }
            | Self::Plan { ground, .. }
            | Self::Note { ground, .. } => Some(ground),
            Self::Withdraw { .. } => None,
        }
    }

    /// Returns the words that must not be empty.
    pub(super) fn words(&self) -> Option<&str> {
        match self {
            Self::Accept { reason, .. }
            | Self::AcceptUnknown { reason, .. }
            | Self::Withdraw { reason, .. } => Some(reason),
            Self::Note { text, .. } => Some(text),
            Self::Plan { .. } => None,
        }
    }

    /// Returns whether a later entry of this kind on the same subject takes the place of an earlier one.
    pub(super) fn replaces(&self, earlier: &Self) -> bool {
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
