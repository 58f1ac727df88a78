//! Three truth values, as in strong Kleene logic.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is known of a statement.
///
/// The order is that of truth, so that *and* is the least and *or* the greatest.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Truth {
    /// It does not hold, whatever is still answered.
    False,
    /// An answer is missing that decides it.
    Unknown,
    /// It holds, whatever is still answered.
    True,
}

impl Truth {
    /// Both hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// At least one holds.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }
}

/// The opposite; of unknown, unknown.
impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, False, True, Unknown};

    const ALL: [Truth; 3] = [False, Unknown, True];

    /// The tables of Kleene's strong logic, written out, rows and columns in the order of `ALL`.
    #[test]
    fn and_or_and_not_have_the_tables_of_strong_kleene_logic() {
        let and = [
            [False; 3],
            [False, Unknown, Unknown],
            [False, Unknown, True],
        ];
        let or = [[False, Unknown, True], [Unknown, Unknown, True], [True; 3]];
        for (row, a) in ALL.into_iter().enumerate() {
            for (column, b) in ALL.into_iter().enumerate() {
                assert_eq!(a.and(b), and[row][column], "{a:?} and {b:?}");
                assert_eq!(a.or(b), or[row][column], "{a:?} or {b:?}");
            }
        }
        assert_eq!(ALL.map(|a| !a), [True, Unknown, False]);
    }

    #[test]
    fn the_laws_of_de_morgan_distribution_absorption_and_double_negation_hold() {
        for a in ALL {
            assert_eq!(!!a, a);
            assert_eq!(a.and(a), a);
            assert_eq!(a.or(a), a);
            for b in ALL {
                assert_eq!(a.and(b), b.and(a));
                assert_eq!(a.or(b), b.or(a));
                assert_eq!(!(a.and(b)), (!a).or(!b));
                assert_eq!(!(a.or(b)), (!a).and(!b));
                assert_eq!(a.or(a.and(b)), a);
                assert_eq!(a.and(a.or(b)), a);
                for c in ALL {
                    assert_eq!(a.and(b).and(c), a.and(b.and(c)));
                    assert_eq!(a.or(b).or(c), a.or(b.or(c)));
                    assert_eq!(a.and(b.or(c)), a.and(b).or(a.and(c)));
                    assert_eq!(a.or(b.and(c)), a.or(b).and(a.or(c)));
                }
            }
        }
    }
}
