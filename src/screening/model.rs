//! The result of one screening, as `--format json` prints it; every other format renders from it.
//!
//! All texts stand in the language of the run (`lang`). No free text of the profile is in it, but for the
//! partnership's name and, in a contradiction, the sources that contradict each other. A place counts as free text
//! where the gazetteer does not know it. `answers` holds enough to screen the same answers again.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::compare::model::Comparison;
pub use super::decisions::{
    Decision, DecisionGround, Decisions, Entry, Known, Standing, Tally, What,
};
pub use super::said::{Answer, ListSaid, RecordSaid, RecordsSaid, Said, SaidKind};
use crate::pack::Priority;
pub use crate::pack::Timing;
use crate::text::{Lang, Phrase};

/// The format's name and version.
pub const FORMAT: &str = "partnerscreen.screening/1";

/// One screening of one profile against one pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Screening {
    /// Always `partnerscreen.screening/1`.
    pub format: String,
    /// The program that screened.
    pub tool: Tool,
    /// The rule pack that was screened against.
    pub pack: PackReceipt,
    /// The profile that was screened.
    pub profile: ProfileReceipt,
    /// The day the screening is dated, `2026-11-24`; it changes no rule.
    pub as_of: String,
    /// The language of every text in the result.
    pub lang: Lang,
    /// Whether the advisory speaks about this partnership at all.
    pub scope: Scope,
    /// What the pack's source itself decides on, stated before any level; empty where the advisory does not apply.
    pub grounds: Vec<Ground>,
    /// The advice level as an interval; null where the advisory does not apply.
    pub outcome: Option<Outcome>,
    /// What is raised or may be raised, in the order to read it.
    pub findings: Vec<Finding>,
    /// Answers that cannot all be right, in the order to read them; listed also where the advisory does not apply.
    pub contradictions: Vec<Contradiction>,
    /// What is not known yet and would settle something, decisive ones first.
    pub questions: Vec<Question>,
    /// What to do: first what a met ground asks for, if it sets that apart; then most pressing first.
    pub actions: Vec<Action>,
    /// What the advisory offers as a possibility: leaving it out is no failing.
    pub suggestions: Vec<Action>,
    /// The status of every rule, and of every rule for every record.
    pub statuses: BTreeMap<String, Status>,
    /// Every answer that was given, without free text.
    pub answers: Vec<Answer>,
    /// The parts of the questionnaire and whether anything in them was answered.
    pub sections: Vec<SectionState>,
    /// How many there are of each.
    pub counts: Counts,
    /// What this result is not.
    pub disclaimer: String,
    /// What changed since an earlier screening, where one was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changes: Option<Box<Comparison>>,
    /// What people decided about it, where there is a dossier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decisions: Option<Decisions>,
}

/// The program that screened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The rule pack that was screened against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PackReceipt {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 over its files, in hexadecimal.
    pub hash: String,
    /// Its title.
    pub title: String,
    /// What it speaks for.
    pub source: PackSource,
    /// Its advice levels, from low to high.
    pub levels: Vec<Level>,
    /// Its topics, in reading order.
    pub topics: Vec<Topic>,
}

/// The document that a pack puts into rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PackSource {
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When, as the document says: `2021-03`.
    pub date: String,
    /// The language it is written in.
    pub language: String,
}

/// An advice level: the tool's own, not the source's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Id.
    pub id: String,
    /// Name.
    pub title: String,
    /// What it means, in a sentence.
    pub meaning: String,
}

/// A topic of findings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Id.
    pub id: String,
    /// Name.
    pub title: String,
}

/// The profile that was screened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProfileReceipt {
    /// The partnership's name, or the file's name where it has none.
    pub name: String,
    /// The path as it was given; `-` for standard input.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub hash: String,
}

/// Whether the advisory speaks about a partnership.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Applies {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// An answer is missing that decides it.
    Open,
}

/// Whether the advisory speaks about this partnership, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// Whether it does.
    pub applies: Applies,
    /// The reasons in words; empty where it applies.
    pub texts: Vec<String>,
    /// The answers that decide, or are missing.
    pub because: Vec<Reason>,
}

/// The state of a ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GroundState {
    /// All its parts hold.
    Met,
    /// A part of it does not hold. This is no approval.
    NotMet,
    /// An answer is missing that decides it.
    Open,
    /// Answers contradict each other.
    Conflicting,
}

/// What the source itself decides on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// Id.
    pub id: String,
    /// Name.
    pub title: String,
    /// Its state.
    pub state: GroundState,
    /// What the state means.
    pub text: String,
    /// Where it is met, what to say above the actions and suggestions that do not lift it; null where there is nothing.
    #[serde(default)]
    pub others: Option<String>,
    /// The answer to each of its parts.
    pub because: Vec<Reason>,
    /// The guidance.
    pub cites: Vec<Citation>,
}

/// The advice level as an interval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The level that is certain; null while it is open whether the advisory applies.
    pub lowest: Option<String>,
    /// The highest level that is still possible.
    pub highest: String,
    /// Whether both are the same, so that no answer can change the level.
    pub determined: bool,
    /// The interval in words, with its reason.
    pub text: String,
    /// The keys of the entries that fix the lowest level.
    pub lowest_because: Vec<String>,
    /// The keys of the open entries that could bring the highest level; empty where it is reached.
    pub highest_because: Vec<String>,
}

/// The status of a rule, or of a rule for a record.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It holds.
    Raised,
    /// An answer is missing that decides it.
    Open,
    /// It does not hold.
    NotRaised,
    /// It does not speak about this partnership or record.
    OutsideScope,
}

/// A rule that holds, or may hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// `rule`, or `rule@record`; `rule@*` for the records nobody entered.
    pub key: String,
    /// The rule's id.
    pub rule: String,
    /// The record's id, or `*`.
    pub record: Option<String>,
    /// The topic's id.
    pub topic: String,
    /// `raised` or `open`.
    pub status: Status,
    /// Open, and not even certain to be at issue.
    pub doubtful: bool,
    /// How soon to read it. The tool's own ranking.
    pub priority: Priority,
    /// Why the priority is not that of the guidance cited; null where it is.
    pub priority_because: Option<String>,
    /// The advice level it leads to when raised.
    pub level: String,
    /// What it is about.
    pub title: String,
    /// What is the matter, when raised; when open, that it is not known yet.
    pub text: String,
    /// What is added to that on the answers given, in order; empty unless raised.
    #[serde(default)]
    pub remarks: Vec<Remark>,
    /// The answers it rests on, or that are missing.
    pub because: Vec<Reason>,
    /// The questions that keep it open, as `fact` or `fact@record`.
    pub asks: Vec<String>,
    /// The section of the questionnaire that all its own questions lie in, where nothing in it was answered yet.
    pub untouched_section: Option<String>,
    /// The guidance whose neglect it is.
    pub cites: Vec<Citation>,
    /// Guidance to keep in mind.
    pub why: Vec<Citation>,
    /// Ids of its actions.
    pub actions: Vec<String>,
}

/// What a raised finding adds on the answers given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// What it says.
    pub text: String,
    /// The guidance it rests on.
    pub why: Vec<Citation>,
}

/// What is known of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerState {
    /// Answered.
    Answered,
    /// Asked, but nobody knows; or the answer draws no conclusion.
    Unknown,
    /// Not answered.
    Unanswered,
    /// Answered in ways that contradict each other.
    Conflicting,
    /// The question does not arise.
    NotApplicable,
}

impl AnswerState {
    /// Every state.
    pub const ALL: [Self; 5] = [
        Self::Answered,
        Self::Unknown,
        Self::Unanswered,
        Self::Conflicting,
        Self::NotApplicable,
    ];

    /// Returns the word for it in every format.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Unknown => "unknown",
            Self::Unanswered => "unanswered",
            Self::Conflicting => "conflicting",
            Self::NotApplicable => "not-applicable",
        }
    }
}

/// An answer that a result rests on, or misses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// The fact's id.
    pub fact: String,
    /// A few words that name it.
    pub label: Phrase,
    /// The record's id, or `*`.
    pub record: Option<String>,
    /// What is known of it.
    pub state: AnswerState,
    /// The answer, where there is one.
    pub answer: Option<AnswerValue>,
    /// The line it stands in; null where it was not answered or was looked up.
    pub line: Option<usize>,
    /// The answers that contradict each other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerValue {
    /// The option's id, several joined with a comma, or the number.
    pub id: String,
    /// What a reader sees.
    pub label: String,
}

/// One of several answers that contradict each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// The answer.
    pub answer: AnswerValue,
    /// The line it stands in; null where it was looked up.
    pub line: Option<usize>,
    /// Where the profile says it comes from.
    pub source: Option<String>,
}

/// An item of the advisory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// Its id.
    pub id: String,
    /// What kind of guidance it is: `advice`, `safeguard`, …
    pub kind: Phrase,
    /// How firmly it is worded: `firm`, `plain`, `soft`; null for kinds without.
    pub strength: Option<Phrase>,
    /// The section's number; empty for the opening.
    pub section: String,
    /// The section's heading.
    pub heading: Phrase,
    /// What it says, in the project's own words.
    pub summary: Phrase,
}

/// Answers that cannot all be right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contradiction {
    /// The id of the pack's conflict, or the fact (`fact`, `fact@record`).
    pub key: String,
    /// What contradicts what.
    pub text: String,
    /// How soon to read it.
    pub priority: Priority,
    /// The advice level it leads to.
    pub level: String,
    /// The answers concerned.
    pub because: Vec<Reason>,
    /// The guidance.
    pub cites: Vec<Citation>,
    /// Ids of its actions; none where the advisory does not apply, since there is no plan then.
    pub actions: Vec<String>,
}

/// A question that is not settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The fact's id.
    pub fact: String,
    /// The record's id.
    pub record: Option<String>,
    /// A few words that name it.
    pub label: Phrase,
    /// The question.
    pub ask: Phrase,
    /// Explanation with an example.
    pub help: Phrase,
    /// The options that may be answered.
    pub options: Vec<AnswerValue>,
    /// The id of its section of the questionnaire.
    pub section: String,
    /// What is known of it.
    pub state: AnswerState,
    /// Whether an answer could raise the lowest level.
    pub decisive: bool,
    /// Whether it was asked and nobody knows, or the answer draws no conclusion.
    pub nobody_knows: bool,
    /// The priority of the most pressing entry that waits for it, or that it says more about.
    pub priority: Option<Priority>,
    /// The keys of the entries that wait for it; `scope` for the question whether the advisory applies.
    pub settles: Vec<String>,
    /// The keys of the entries that it only says more about: a remark, an action or when to act. None where it settles any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refines: Vec<String>,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Id.
    pub id: String,
    /// What.
    pub title: Phrase,
    /// How, step by step.
    pub steps: Vec<Phrase>,
    /// When.
    pub timing: Timing,
    /// The priority of the most pressing entry behind it; null for a suggestion.
    pub priority: Option<Priority>,
    /// The keys of the findings and contradictions behind it.
    #[serde(rename = "for")]
    pub behind: Vec<String>,
    /// The id of the ground that is met and that this does not lift, because its rule does not ask for it; null where
    /// no ground says so. Such actions come after the others, and stand in a part of their own.
    #[serde(default)]
    pub does_not_lift: Option<String>,
    /// The guidance.
    pub cites: Vec<Citation>,
    /// Guidance to keep in mind.
    pub why: Vec<Citation>,
}

/// A part of the questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SectionState {
    /// Id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Whether anything in it was answered.
    pub touched: bool,
}

/// How many keys have each status; the first four add up to `total`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Raised.
    pub raised: usize,
    /// Open.
    pub open: usize,
    /// Not raised.
    pub not_raised: usize,
    /// Outside scope.
    pub outside_scope: usize,
    /// All keys.
    pub total: usize,
    /// Contradictions, counted apart.
    pub contradictions: usize,
}

/// Several screenings of one run, as `--format json` prints them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Screenings {
    /// Always `partnerscreen.screenings/1`.
    pub format: String,
    /// The screenings, most pressing first.
    pub screenings: Vec<Screening>,
    /// The paths of profiles that could not be screened.
    pub failed: Vec<String>,
}

impl Screenings {
    /// Puts the screenings of one run together.
    #[must_use]
    pub fn new(screenings: Vec<Screening>, failed: Vec<String>) -> Self {
        Self {
            format: "partnerscreen.screenings/1".to_owned(),
            screenings,
            failed,
        }
    }
}
