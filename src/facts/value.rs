//! One answer, as conditions see it.

use serde::{Deserialize, Serialize};

/// A value a fact can have in a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Value {
    /// The option with this number, of a `yes_no`, `choice` or `country` fact.
    Option(u16),
    /// An option that does not settle its fact («no conclusion»): true for its own test, else unknown.
    Unsettling(u16),
    /// The options with these numbers, as bits, of a `choices` fact.
    Options(u64),
    /// A whole number.
    Integer(i64),
}
