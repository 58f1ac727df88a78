//! A loaded pack: every id resolved to a number, every condition compiled.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Priority;
use crate::condition::{Node, print};
use crate::facts::{FactIndex, Facts, ListIndex, Places};
use crate::text::Text;

/// A rule pack that has been checked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Pack {
    /// Id.
    pub id: String,
    /// Version of the pack, not of its source.
    pub version: String,
    /// SHA-256 over the names and bytes of its files, in hexadecimal.
    pub hash: String,
    /// Title.
    pub title: Text,
    /// The document it puts into rules.
    pub source: Source,
    /// What a screening is not.
    pub disclaimer: Text,
    /// Topics, in reading order.
    pub topics: Vec<Titled>,
    /// Advice levels, from low to high.
    pub levels: Vec<Level>,
    /// The questionnaire.
    pub facts: Facts,
    /// The facts that are asked first of a new partnership.
    pub first_questions: Vec<FactIndex>,
    /// For each fact by number, the condition for its question to arise at all.
    pub guards: Vec<Option<Node>>,
    /// The order in which facts can be settled: none before those its guard reads.
    pub settling_order: Vec<FactIndex>,
    /// Named conditions, by number.
    pub conditions: Vec<Named>,
    /// Sections of the source.
    pub guidance_sections: Vec<GuidanceSection>,
    /// Items of the source, in order.
    pub guidance: Vec<GuidanceItem>,
    /// Actions and suggestions, in order.
    pub actions: Vec<Action>,
    /// Rules, in order of their topics and files.
    pub rules: Vec<Rule>,
    /// When the source does not speak about a partnership.
    pub scope: Vec<ScopeRule>,
    /// What the source itself decides on.
    pub grounds: Vec<Ground>,
    /// What no true profile can hold.
    pub conflicts: Vec<Conflict>,
    /// How answers that contradict each other are reported.
    pub contradictions: ContradictionPolicy,
    /// Actions of open findings that name none of their own.
    pub open_actions: OpenActions,
    /// Whether people may decide to accept critical findings.
    pub critical: Critical,
    /// The gazetteer.
    pub places: Places,
}

/// Whether findings of priority critical may be accepted, or only planned for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Critical {
    /// They can only be planned for.
    #[default]
    PlanOnly,
    /// The rule pack allows to accept them.
    Acceptable,
}

/// The document that a pack puts into rules.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Source {
    /// Title.
    pub title: String,
    /// Publisher.
    pub publisher: String,
    /// Date as the document gives it.
    pub date: String,
    /// Language, ISO 639-1.
    pub language: String,
}

/// Something with an id and a title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Titled {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Text,
}

/// An advice level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Level {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Text,
    /// What it means, in a sentence.
    pub meaning: Text,
}

/// A condition with a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Named {
    /// Id.
    pub id: String,
    /// What it says.
    pub title: Text,
    /// The condition.
    pub node: Node,
}

/// A section of the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct GuidanceSection {
    /// Id.
    pub id: String,
    /// Number, empty for the opening.
    pub number: String,
    /// Heading.
    pub heading: Text,
}

/// What kind of guidance an item is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum GuidanceKind {
    /// What the publisher does and does not pronounce on.
    Stance,
    /// What an authority is bound to.
    Duty,
    /// What to do.
    Advice,
    /// What must be so before something is done, to protect people.
    Safeguard,
    /// What to see through or avoid.
    Warning,
    /// A possible form: never a failing when absent.
    Option,
    /// An argument or fact that supports a conversation.
    Context,
}

/// How firmly the source words an item.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// Flatly, or as crucial.
    Firm,
    /// As an ordinary recommendation.
    Plain,
    /// Softened in the text itself.
    Soft,
}

/// An item of the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct GuidanceItem {
    /// Id.
    pub id: String,
    /// Kind.
    pub kind: GuidanceKind,
    /// Strength; none for stance, option and context.
    pub strength: Option<Strength>,
    /// Number of its section.
    pub section: u16,
    /// What it says, in the project's own words.
    pub summary: Text,
}

/// When an action fits.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Timing {
    /// Before anything is decided or signed.
    BeforeDecision,
    /// Before the next exchange.
    BeforeNextExchange,
    /// All the time.
    Ongoing,
    /// At the next review or evaluation.
    AtReview,
}

/// The number of a guidance item in its pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct GuidanceIndex(pub u16);

/// The number of an action in its pack.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct ActionIndex(pub u16);

/// The number of an advice level, from 0 (low) up.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct LevelIndex(pub u16);

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Action {
    /// Id.
    pub id: String,
    /// Guidance it carries out.
    pub cites: Vec<GuidanceIndex>,
    /// Guidance to keep in mind.
    pub why: Vec<GuidanceIndex>,
    /// What.
    pub title: Text,
    /// How, step by step.
    pub steps: Vec<Text>,
    /// When it fits, by circumstances: the first whose condition certainly holds.
    pub timings: Vec<TimingWhen>,
    /// When it fits where none of those does.
    pub timing: Timing,
    /// For a suggestion, when it is offered.
    pub suggest_when: Option<Node>,
}

/// When an action fits in some circumstances.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimingWhen {
    /// The circumstances.
    pub when: Node,
    /// When it fits in them.
    pub timing: Timing,
}

/// An action of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionRef {
    /// The action.
    pub action: ActionIndex,
    /// It is left out where this is false.
    pub when: Option<Node>,
}

/// What a raised finding adds where its condition certainly holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Remark {
    /// Where it is shown; an unknown one is not shown, and asks nothing.
    pub when: Node,
    /// What it says.
    pub text: Text,
    /// Guidance that it rests on.
    pub why: Vec<GuidanceIndex>,
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Rule {
    /// Id.
    pub id: String,
    /// Number of its topic.
    pub topic: u16,
    /// The list it speaks about record by record.
    pub each: Option<ListIndex>,
    /// Guidance whose neglect it is.
    pub cites: Vec<GuidanceIndex>,
    /// Guidance to keep in mind.
    pub why: Vec<GuidanceIndex>,
    /// When it speaks at all; always where there is none.
    pub applies: Option<Node>,
    /// When it is raised.
    pub when: Node,
    /// The advice level it leads to.
    pub level: LevelIndex,
    /// How soon to read it.
    pub priority: Priority,
    /// Why that is not the priority of the guidance cited.
    pub priority_because: Option<Text>,
    /// What it is about; neutral.
    pub title: Text,
    /// What is the matter when it is raised.
    pub finding: Text,
    /// What to add to that, in order, each where its condition holds.
    pub remarks: Vec<Remark>,
    /// What to do when it is raised.
    pub actions: Vec<ActionRef>,
    /// What to do when it is open; none means the pack's own.
    pub open_actions: Vec<ActionRef>,
    /// Whether a ground rests on it.
    pub is_ground: bool,
    /// Ids it had in earlier versions.
    pub replaces: Vec<String>,
}

/// When the source does not speak about a partnership.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct ScopeRule {
    /// Outside where this is true.
    pub outside_when: Node,
    /// Why.
    pub text: Text,
    /// Guidance that it says.
    pub cites: Vec<GuidanceIndex>,
}

/// What the source itself decides on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Ground {
    /// Id.
    pub id: String,
    /// Id of the rule that rests on it.
    pub rule: String,
    /// The condition.
    pub when: Node,
    /// Name.
    pub title: Text,
    /// Guidance.
    pub cites: Vec<GuidanceIndex>,
    /// What it means that it is met.
    pub met: Text,
    /// What it means that it is not met: no approval.
    pub not_met: Text,
    /// What it means that it is open.
    pub open: Text,
    /// What it means that answers contradict each other.
    pub conflicting: Text,
    /// What stands, where it is met, above the actions that its rule does not ask for: that they do not lift it.
    pub others: Option<Text>,
}

/// What no true profile can hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Conflict {
    /// Id.
    pub id: String,
    /// The condition.
    pub when: Node,
    /// What contradicts what.
    pub text: Text,
    /// The facts whose answers lose their force.
    pub unsettles: Vec<FactIndex>,
    /// The advice level it leads to.
    pub level: LevelIndex,
    /// How soon to read it.
    pub priority: Priority,
    /// Guidance.
    pub cites: Vec<GuidanceIndex>,
}

/// How answers that contradict each other are reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContradictionPolicy {
    /// The advice level.
    pub level: LevelIndex,
    /// The advice level where a ground reads the fact.
    pub level_on_ground: LevelIndex,
    /// The priority where the fact cites no guidance.
    pub priority: Priority,
    /// For each fact by number, the priority of the guidance it cites, if it cites any that has one.
    pub priority_of_fact: Vec<Option<Priority>>,
    /// What to do.
    pub action: ActionIndex,
}

impl Default for ContradictionPolicy {
    fn default() -> Self {
        Self {
            level: LevelIndex::default(),
            level_on_ground: LevelIndex::default(),
            priority: Priority::Medium,
            priority_of_fact: Vec::new(),
            action: ActionIndex::default(),
        }
    }
}

/// Actions of open findings that name none of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OpenActions {
    /// Where nobody answered.
    pub unanswered: ActionIndex,
    /// Where somebody asked and nobody knows.
    pub unknown: ActionIndex,
}

impl GuidanceKind {
    /// Returns the word that packs and results have for it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Stance => "stance",
            Self::Duty => "duty",
            Self::Advice => "advice",
            Self::Safeguard => "safeguard",
            Self::Warning => "warning",
            Self::Option => "option",
            Self::Context => "context",
        }
    }
}

impl Strength {
    /// Returns the word that packs and results have for it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Firm => "firm",
            Self::Plain => "plain",
            Self::Soft => "soft",
        }
    }
}

impl Pack {
    /// Returns a guidance item.
    #[must_use]
    pub fn guidance(&self, index: GuidanceIndex) -> Option<&GuidanceItem> {
        self.guidance.get(usize::from(index.0))
    }

    /// Returns an action.
    #[must_use]
    pub fn action(&self, index: ActionIndex) -> Option<&Action> {
        self.actions.get(usize::from(index.0))
    }

    /// Returns an advice level.
    #[must_use]
    pub fn level(&self, index: LevelIndex) -> Option<&Level> {
        self.levels.get(usize::from(index.0))
    }

    /// Returns a condition as it could stand in the pack's files.
    #[must_use]
    pub fn condition(&self, node: &Node) -> String {
        print(node, &self.facts, &|index| {
            let named = self.conditions.get(usize::from(index.0))?;
            Some((named.id.as_str(), &named.node))
        })
    }

    /// Returns the guard of a fact, if it has one.
    #[must_use]
    pub fn guard(&self, fact: FactIndex) -> Option<&Node> {
        self.guards.get(usize::from(fact.0))?.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::{GuidanceKind, Strength};

    #[test]
    fn the_words_for_guidance_are_those_that_are_read() {
        let kinds = [
            GuidanceKind::Stance,
            GuidanceKind::Duty,
            GuidanceKind::Advice,
            GuidanceKind::Safeguard,
            GuidanceKind::Warning,
            GuidanceKind::Option,
            GuidanceKind::Context,
        ];
        for kind in kinds {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.id());
        }
        for strength in [Strength::Firm, Strength::Plain, Strength::Soft] {
            assert_eq!(serde_json::to_value(strength).unwrap(), strength.id());
        }
    }
}
