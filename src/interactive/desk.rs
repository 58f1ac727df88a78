//! What the table is about.

use crate::review::{Critical, Entry, Refusal};
use crate::screening::model::Screening;

/// A screening and what was decided about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    /// The screening; its language is that of the table, and its day the one that decisions are judged on.
    pub screening: Screening,
    /// Everything decided so far, in order.
    pub entries: Vec<Entry>,
    /// Whether critical findings can be accepted.
    pub critical: Critical,
    /// Why nothing can be decided here, such as that there is no dossier; `None` where it can.
    pub closed: Option<Refusal>,
}
