//! What was answered, as a result keeps it: enough to screen it again, without free text.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{AnswerState, AnswerValue};

/// An answer that was given, or a list of records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The fact's id.
    pub fact: String,
    /// A few words that name it.
    pub label: String,
    /// The id of the list whose record it is about; null outside records.
    pub list: Option<String>,
    /// The record's id.
    pub record: Option<String>,
    /// What is known of it.
    pub state: AnswerState,
    /// The answer, where it is one that rules can read.
    pub answer: Option<AnswerValue>,
    /// The line it stands in.
    pub line: usize,
    /// What was written, one entry for each source, in the order of the file; empty for a list.
    pub given: Vec<Said>,
    /// What was written of a list; null for what is none.
    pub records: Option<RecordsSaid>,
}

/// What one source says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// What kind of answer it is.
    pub kind: SaidKind,
    /// The option, options, number or place; null for `unknown` and `text`.
    pub value: Option<AnswerValue>,
    /// The line it stands in.
    pub line: usize,
}

/// What kind of answer was written.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum SaidKind {
    /// One that rules can read.
    Value,
    /// «Asked, nobody knows».
    Unknown,
    /// The name of a place that the gazetteer of the rules knows. A name it does not know is `text`.
    Place,
    /// Text or a date: no rule reads it, so it is not kept.
    Text,
}

/// What was written of a list of records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordsSaid {
    /// Whether the list holds all there is.
    pub state: ListSaid,
    /// Its records, by id.
    pub given: Vec<RecordSaid>,
}

/// Whether a list holds all there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ListSaid {
    /// Somebody asked and nobody knows.
    Unknown,
    /// Said to have more than was given.
    Incomplete,
    /// A plain list, taken as all.
    Plain,
    /// Said to be complete.
    Complete,
}

/// One record of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordSaid {
    /// Its id.
    pub id: String,
    /// The line it begins in.
    pub line: usize,
}
