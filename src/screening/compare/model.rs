//! What differs between two screenings and why, as `--format json` prints it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::pack::Priority;
use crate::screening::model::{
    Applies, Decision, GroundState, ListSaid, Outcome, PackReceipt, ProfileReceipt, Said, Standing,
    Status, Tool,
};
use crate::text::Lang;

/// The format's name and version.
pub const FORMAT: &str = "partnerscreen.comparison/1";

/// What differs between an earlier screening and a later one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// Always `partnerscreen.comparison/1`.
    pub format: String,
    /// The program that compared.
    pub tool: Tool,
    /// The language of every text, but for texts of a stored result that could not be screened again.
    pub lang: Lang,
    /// The earlier screening.
    pub before: Side,
    /// The later screening.
    pub after: Side,
    /// Whether scope, grounds, outcome, an entry or a contradiction differs. If not, that is no approval.
    pub changed: bool,
    /// Whether the advisory speaks about the partnership, then and now.
    pub scope: ScopeChange,
    /// The outcome, then and now.
    pub outcome: OutcomeChange,
    /// The grounds whose state differs.
    pub grounds: Vec<GroundChange>,
    /// Every key whose status, priority or level differs, newly raised and most pressing first.
    pub transitions: Vec<Transition>,
    /// Contradictions that are new, gone or ranked otherwise.
    pub contradictions: Vec<ContradictionChange>,
    /// What was put in differently: rules, program, lists, records and answers, in that order.
    pub inputs: Vec<Part>,
    /// Earlier answers that the later rules refuse: they count as unanswered there.
    pub refused: Vec<Refused>,
    /// What a screening is not.
    pub disclaimer: String,
    /// The decisions that stand otherwise than then, or are new, in the order they were made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<DecisionChange>,
}

/// A decision that stands otherwise than then, or is new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionChange {
    /// The decision, as it stands now; as it stood then, where it is not there any more.
    pub decision: Decision,
    /// What it is about, in words; null where nothing has its key.
    pub title: Option<String>,
    /// The priority of that; null where nothing has its key, and for a suggestion.
    pub priority: Option<Priority>,
    /// How it stood then; null where it was not there.
    pub before: Option<Standing>,
    /// How it stands now; null where it is not there.
    pub after: Option<Standing>,
    /// Why.
    pub cause: DecisionCause,
}

/// Why a decision stands otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DecisionCause {
    /// It was made since.
    Made,
    /// Its last day is over.
    Lapsed,
    /// Its last day comes near, or is farther away again.
    Day,
    /// It was withdrawn.
    Withdrawn,
    /// Another took its place.
    Replaced,
    /// The answers it was made on are others now.
    Answers,
    /// The answers it was made on are the same again.
    AnswersAgain,
    /// What it is about changed: another status, priority or scope.
    Subject,
    /// It is not in the history any more.
    Missing,
}

/// What one of the two screenings was made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Side {
    /// Whether it was made for this comparison, or before.
    pub origin: Origin,
    /// The program that screened.
    pub tool: Tool,
    /// The rule pack.
    pub pack: PackReceipt,
    /// The profile.
    pub profile: ProfileReceipt,
    /// The day it is dated; no rule depends on it.
    pub as_of: String,
}

/// Where a screening comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// A profile that was screened for this comparison.
    Profile,
    /// A stored result whose answers, screened again with its rules, give the same.
    Result,
    /// A stored result whose answers, screened again with its rules, give something else.
    ResultNotReproduced,
    /// A stored result whose rules are not at hand.
    ResultWithoutRules,
}

/// Whether the advisory speaks about the partnership, then and now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScopeChange {
    /// Then.
    pub before: Applies,
    /// Now.
    pub after: Applies,
    /// Why it is otherwise now; null where it is the same.
    pub cause: Option<Cause>,
}

/// The outcome, then and now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutcomeChange {
    /// Then; null where the advisory did not apply.
    pub before: Option<Outcome>,
    /// Now; null where the advisory does not apply.
    pub after: Option<Outcome>,
    /// Why the levels are others now; null where they are the same.
    pub cause: Option<Cause>,
}

/// A ground whose state differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroundChange {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its state then; null where it was not there.
    pub before: Option<GroundState>,
    /// Its state now; null where it is not there.
    pub after: Option<GroundState>,
    /// What its state now means.
    pub text: Option<String>,
    /// Why.
    pub cause: Cause,
}

/// How an entry changed.
///
/// The order is that of reading: what is raised now first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum TransitionKind {
    /// Not raised, outside scope or not there → raised.
    NewlyRaised,
    /// Open → raised.
    OpenToRaised,
    /// Raised → open again.
    RaisedToOpen,
    /// Not raised, outside scope or not there → open.
    NowOpen,
    /// The same status, with another priority or level.
    RankChanged,
    /// Raised → not raised.
    RaisedToNotRaised,
    /// Open → not raised.
    OpenToNotRaised,
    /// There → not there any more: the record or the rule is gone.
    Vanished,
    /// Raised, open or not raised → outside scope.
    NowOutsideScope,
    /// Outside scope → not raised.
    NoLongerOutsideScope,
    /// Not there → not raised or outside scope: the record or the rule is new.
    New,
}

/// A rule, or a rule for a record, whose status, priority or level differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Transition {
    /// `rule`, or `rule@record`; `rule@*` for the records nobody entered. As it is now, if it is there now.
    pub key: String,
    /// The key it had then, where its rule has another id now.
    pub old_key: Option<String>,
    /// How it changed.
    pub kind: TransitionKind,
    /// Its status then; null where it was not there.
    pub before: Option<Status>,
    /// Its status now; null where it is not there.
    pub after: Option<Status>,
    /// What it is about.
    pub title: String,
    /// What is the matter, where it is raised now.
    pub text: Option<String>,
    /// Priority and level then; null unless it was raised or open.
    pub rank_before: Option<Rank>,
    /// Priority and level now; null unless it is raised or open.
    pub rank_after: Option<Rank>,
    /// Why.
    pub cause: Cause,
}

/// How soon to read an entry, and the advice level it leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rank {
    /// The priority. The tool's own ranking.
    pub priority: Priority,
    /// The level's id.
    pub level: String,
}

/// How a contradiction changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ContradictionKind {
    /// It is new.
    New,
    /// It is gone.
    Gone,
    /// It has another priority or level.
    RankChanged,
}

/// A contradiction that is new, gone or ranked otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContradictionChange {
    /// The id of the pack's conflict, or the fact (`fact`, `fact@record`).
    pub key: String,
    /// How it changed.
    pub kind: ContradictionKind,
    /// What contradicts what.
    pub text: String,
    /// Priority and level then.
    pub rank_before: Option<Rank>,
    /// Priority and level now.
    pub rank_after: Option<Rank>,
    /// Why.
    pub cause: Cause,
}

/// How well a cause is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Each of `sets` was tried: by itself it brings the change about, and with any of its parts left out it does not.
    Exact,
    /// One or more of `among`; of all `inputs` where that is empty.
    Among,
    /// Answers or rules: which of them cannot be told without the earlier rules.
    NotSeparable,
    /// A stored result does not follow from its own answers and rules: another program made it, or it was changed.
    NotReproduced,
}

/// Why something differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cause {
    /// How well it is known.
    pub certainty: Certainty,
    /// The smallest sets found that each bring the change about, starting from what was put in then; the parts of one
    /// set only together.
    pub sets: Vec<Vec<Part>>,
    /// Whether the search ended before every set as small as these was tried.
    pub more: bool,
    /// What it may be, where it is not known exactly.
    pub among: Vec<Part>,
}

/// One thing that was put in differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Part {
    /// The rule pack.
    Rules(RulesChange),
    /// The program.
    Program(ProgramChange),
    /// Whether a list holds all there is.
    List(ListChange),
    /// A record that is new or gone, with all its answers.
    Record(RecordChange),
    /// An answer.
    Answer(AnswerChange),
}

/// The rule pack, then and now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RulesChange {
    /// Then.
    pub before: Version,
    /// Now.
    pub after: Version,
    /// What happened to the rule concerned; null where that is not asked or not known.
    pub rule: Option<RuleChange>,
}

/// A version of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// The pack's id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 over its files, in hexadecimal.
    pub hash: String,
}

/// What happened to a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RuleChange {
    /// It is new.
    New,
    /// It is gone.
    Gone,
    /// Its conditions, priority or level are others.
    Changed,
    /// It is the same; what it rests on is not: the questionnaire, a conflict, the scope or the gazetteer.
    Unchanged,
}

/// The program, then and now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgramChange {
    /// Its version then.
    pub before: String,
    /// Its version now.
    pub after: String,
}

/// Whether a list holds all there is, then and now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListChange {
    /// The list's id.
    pub list: String,
    /// A few words that name it.
    pub label: String,
    /// Then; null where it was not filled in.
    pub before: Option<ListAt>,
    /// Now; null where it is not filled in.
    pub after: Option<ListAt>,
}

/// What was written of a list, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListAt {
    /// Whether it holds all there is.
    pub state: ListSaid,
    /// How many records it has.
    pub records: usize,
    /// The line it stands in.
    pub line: usize,
}

/// A record that is new or gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordChange {
    /// The id of its list.
    pub list: String,
    /// A few words that name the list.
    pub label: String,
    /// Its own id.
    pub record: String,
    /// The line it stood in; null where it was not there.
    pub before: Option<usize>,
    /// The line it stands in; null where it is not there.
    pub after: Option<usize>,
}

/// An answer that differs. Free text is not compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerChange {
    /// The fact's id.
    pub fact: String,
    /// A few words that name it.
    pub label: String,
    /// The record's id.
    pub record: Option<String>,
    /// What was said then, one entry for each source; empty where nobody answered.
    pub before: Vec<Said>,
    /// What is said now.
    pub after: Vec<Said>,
}

/// An earlier answer that the later rules refuse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Refused {
    /// A stable slug: `unknown-fact`.
    pub code: String,
    /// What is wrong with it.
    pub why: String,
    /// The line it stands in.
    pub line: Option<usize>,
}
