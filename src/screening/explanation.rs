//! Why one rule has the status it has: the form that `explain` prints.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{
    Applies, Citation, Decision, PackReceipt, ProfileReceipt, Question, Reason, Remark, Status,
};
use crate::condition::Truth;
use crate::pack::Priority;
use crate::text::Lang;

/// The format's name and version.
pub const FORMAT: &str = "partnerscreen.explanation/1";

/// Why one rule has the status it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// Always `partnerscreen.explanation/1`.
    pub format: String,
    /// The rule pack.
    pub pack: PackReceipt,
    /// The profile.
    pub profile: ProfileReceipt,
    /// The day it is dated.
    pub as_of: String,
    /// The language of every text.
    pub lang: Lang,
    /// `rule`, `rule@record` or `rule@*`.
    pub key: String,
    /// What the rule is about.
    pub title: String,
    /// The status.
    pub status: Status,
    /// Open, and not even certain to be at issue.
    pub doubtful: bool,
    /// Whether the advisory speaks about this partnership; where it does not, every rule is outside scope.
    pub scope: Applies,
    /// The text of the finding where it is raised, else null.
    pub finding: Option<String>,
    /// What the finding adds on the answers given, in order; empty unless raised.
    #[serde(default)]
    pub remarks: Vec<Remark>,
    /// The rank of the finding.
    pub priority: Priority,
    /// Why the rank is not that of the guidance cited.
    pub priority_because: Option<String>,
    /// The name of the advice level it leads to.
    pub level: String,
    /// When the rule speaks at all; null where it always does.
    pub applies: Option<ExplainedNode>,
    /// When it is raised.
    pub when: ExplainedNode,
    /// What would have to be known to decide; empty where it is decided.
    pub needs: Vec<Question>,
    /// The guidance whose neglect it is, in full.
    pub cites: Vec<Citation>,
    /// Guidance to keep in mind, in full.
    pub why: Vec<Citation>,
    /// What this is not.
    pub disclaimer: String,
    /// What people decided about it or about its actions, where there is a dossier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decisions: Option<Vec<Decision>>,
}

/// How the parts of a condition hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Connective {
    /// A test of one answer; it has no parts.
    Test,
    /// All parts hold.
    All,
    /// At least one part holds.
    Any,
    /// The one part does not hold.
    Not,
    /// Over the records of a list; the parts are the records.
    Records,
    /// A condition with a name; its one part is what it stands for.
    Named,
}

/// A part of a condition with its truth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExplainedNode {
    /// How its parts hang together.
    pub connective: Connective,
    /// What it says, in words: «Research into the region is «not done»», «at least one of the exchanges».
    pub text: String,
    /// What is known of it.
    pub truth: Truth,
    /// Of a test: the answer, and where it stands.
    pub reason: Option<Reason>,
    /// Its parts.
    pub parts: Vec<ExplainedNode>,
}
