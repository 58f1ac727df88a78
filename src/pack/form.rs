//! The files of a pack as YAML has them, before anything in them is checked against anything else.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{self, IntoDeserializer, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::{Critical, GuidanceKind, Priority, Strength, Timing};
use crate::text::{Lang, Text};

/// A text as YAML has it: the texts of a [`Text`] that is read otherwise are borrowed from the program.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TextForm {
    nl: String,
    en: String,
}

impl From<TextForm> for Text {
    fn from(form: TextForm) -> Self {
        Self::new(form.nl, form.en)
    }
}

pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
    TextForm::deserialize(deserializer).map(Text::from)
}

fn optional_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Text>, D::Error> {
    let form: Option<TextForm> = Option::deserialize(deserializer)?;
    Ok(form.map(Text::from))
}

fn texts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Text>, D::Error> {
    let forms: Vec<TextForm> = Vec::deserialize(deserializer)?;
    Ok(forms.into_iter().map(Text::from).collect())
}

/// `pack.yaml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PackForm {
    pub(super) id: String,
    pub(super) version: String,
    #[serde(deserialize_with = "text")]
    pub(super) title: Text,
    pub(super) source: SourceForm,
    #[serde(deserialize_with = "text")]
    pub(super) disclaimer: Text,
    pub(super) topics: Vec<TitledForm>,
    pub(super) levels: Vec<LevelForm>,
    pub(super) priorities: Vec<PriorityForm>,
    pub(super) contradictions: ContradictionsForm,
    pub(super) open_actions: OpenActionsForm,
    #[serde(default)]
    pub(super) decisions: DecisionsForm,
    /// The facts that a new profile starts with.
    #[serde(default)]
    pub(super) first_questions: Vec<String>,
    pub(super) scope: Vec<ScopeForm>,
    pub(super) grounds: Vec<GroundForm>,
    #[serde(default)]
    pub(super) conflicts: Vec<ConflictForm>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceForm {
    pub(super) title: String,
    pub(super) publisher: String,
    pub(super) date: String,
    pub(super) language: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TitledForm {
    pub(super) id: String,
    #[serde(deserialize_with = "text")]
    pub(super) title: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LevelForm {
    pub(super) id: String,
    #[serde(deserialize_with = "text")]
    pub(super) title: Text,
    #[serde(deserialize_with = "text")]
    pub(super) meaning: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PriorityForm {
    pub(super) kind: Vec<GuidanceKind>,
    #[serde(default)]
    pub(super) strength: Option<Strength>,
    pub(super) priority: Priority,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ContradictionsForm {
    pub(super) level: String,
    pub(super) level_on_ground: String,
    pub(super) priority: Priority,
    pub(super) action: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OpenActionsForm {
    pub(super) unanswered: String,
    pub(super) unknown: String,
}

/// What people may decide.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DecisionsForm {
    #[serde(default)]
    pub(super) critical: Critical,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScopeForm {
    pub(super) outside_when: String,
    #[serde(deserialize_with = "text")]
    pub(super) text: Text,
    #[serde(default)]
    pub(super) cites: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GroundForm {
    pub(super) id: String,
    pub(super) rule: String,
    pub(super) when: String,
    #[serde(deserialize_with = "text")]
    pub(super) title: Text,
    #[serde(default)]
    pub(super) cites: Vec<String>,
    #[serde(deserialize_with = "text")]
    pub(super) met: Text,
    #[serde(deserialize_with = "text")]
    pub(super) not_met: Text,
    #[serde(deserialize_with = "text")]
    pub(super) open: Text,
    #[serde(deserialize_with = "text")]
    pub(super) conflicting: Text,
    #[serde(default, deserialize_with = "optional_text")]
    pub(super) others: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConflictForm {
    pub(super) id: String,
    pub(super) when: String,
    #[serde(deserialize_with = "text")]
    pub(super) text: Text,
    #[serde(default)]
    pub(super) unsettles: Vec<String>,
    pub(super) level: String,
    #[serde(default)]
    pub(super) cites: Vec<String>,
}

/// One section of `facts.yaml`, whose facts are read one by one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SectionForm {
    pub(super) id: String,
    #[serde(deserialize_with = "text")]
    pub(super) title: Text,
    #[serde(rename = "facts")]
    pub(super) _facts: serde::de::IgnoredAny,
}

/// One fact of `facts.yaml`; the facts of a list's records are read one by one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FactForm {
    pub(super) id: String,
    #[serde(rename = "type")]
    pub(super) kind: KindForm,
    #[serde(deserialize_with = "text")]
    pub(super) label: Text,
    #[serde(deserialize_with = "text")]
    pub(super) ask: Text,
    #[serde(deserialize_with = "text")]
    pub(super) help: Text,
    #[serde(default)]
    pub(super) options: Vec<OptionForm>,
    #[serde(default)]
    pub(super) cites: Vec<String>,
    #[serde(default)]
    pub(super) ask_when: Option<String>,
    #[serde(default)]
    pub(super) lookup: Option<OneOrMany<String, String>>,
    #[serde(default)]
    pub(super) record: Option<String>,
    #[serde(default, deserialize_with = "optional_text")]
    pub(super) others: Option<Text>,
    #[serde(default, rename = "facts")]
    pub(super) _facts: Option<serde::de::IgnoredAny>,
    #[serde(default)]
    pub(super) replaces: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum KindForm {
    YesNo,
    Choice,
    Choices,
    Integer,
    Date,
    Text,
    Place,
    Country,
    Records,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OptionForm {
    pub(super) id: String,
    pub(super) nl: String,
    pub(super) en: String,
    #[serde(default = "yes")]
    pub(super) settles: bool,
    #[serde(default)]
    pub(super) replaces: Vec<String>,
}

fn yes() -> bool {
    true
}

/// One entry of `conditions.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConditionForm {
    pub(super) id: String,
    #[serde(deserialize_with = "text")]
    pub(super) title: Text,
    pub(super) when: String,
}

/// One section of `guidance.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GuidanceSectionForm {
    pub(super) id: String,
    pub(super) number: String,
    #[serde(deserialize_with = "text")]
    pub(super) heading: Text,
}

/// One item of `guidance.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GuidanceForm {
    pub(super) id: String,
    pub(super) kind: GuidanceKind,
    #[serde(default)]
    pub(super) strength: Option<Strength>,
    pub(super) section: String,
    #[serde(deserialize_with = "text")]
    pub(super) summary: Text,
}

/// One action of `actions.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ActionForm {
    pub(super) id: String,
    #[serde(default)]
    pub(super) cites: Vec<String>,
    #[serde(default)]
    pub(super) why: Vec<String>,
    #[serde(deserialize_with = "text")]
    pub(super) title: Text,
    #[serde(deserialize_with = "texts")]
    pub(super) steps: Vec<Text>,
    pub(super) timing: OneOrMany<Timing, TimingForm>,
    #[serde(default)]
    pub(super) suggest_when: Option<String>,
}

/// One of the timings of an action; only the last may do without `when`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TimingForm {
    #[serde(default)]
    pub(super) when: Option<String>,
    pub(super) timing: Timing,
}

/// One rule of `rules/<topic>.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleForm {
    pub(super) id: String,
    #[serde(default)]
    pub(super) each: Option<String>,
    pub(super) cites: Vec<String>,
    #[serde(default)]
    pub(super) why: Vec<String>,
    #[serde(default)]
    pub(super) applies: Option<String>,
    pub(super) when: String,
    pub(super) level: String,
    #[serde(deserialize_with = "text")]
    pub(super) title: Text,
    #[serde(deserialize_with = "text")]
    pub(super) finding: Text,
    #[serde(default)]
    pub(super) remarks: Vec<RemarkForm>,
    pub(super) actions: Vec<ActionRefForm>,
    #[serde(default)]
    pub(super) when_open: Option<WhenOpenForm>,
    #[serde(default)]
    pub(super) priority: Option<Priority>,
    #[serde(default, deserialize_with = "optional_text")]
    pub(super) priority_because: Option<Text>,
    #[serde(default)]
    pub(super) replaces: Vec<String>,
}

/// One remark of a rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RemarkForm {
    pub(super) when: String,
    #[serde(deserialize_with = "text")]
    pub(super) text: Text,
    #[serde(default)]
    pub(super) why: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WhenOpenForm {
    pub(super) actions: Vec<ActionRefForm>,
}

/// An action of a rule: its id, or its id with a condition.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum ActionRefForm {
    Always(String),
    Conditional(ConditionalActionForm),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConditionalActionForm {
    pub(super) id: String,
    pub(super) when: String,
}

/// One word, or a list.
#[derive(Debug)]
pub(super) enum OneOrMany<One, Item> {
    One(One),
    Many(Vec<Item>),
}

impl<T: Clone> OneOrMany<T, T> {
    /// Returns the one, or all.
    pub(super) fn to_list(&self) -> Vec<T> {
        match self {
            Self::One(one) => vec![one.clone()],
            Self::Many(items) => items.clone(),
        }
    }
}

impl<'de, One: Deserialize<'de>, Item: Deserialize<'de>> Deserialize<'de> for OneOrMany<One, Item> {
    /// Reads by hand, because of an untagged enum the reader could only say that nothing fits.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<One, Item>(PhantomData<(One, Item)>);
        impl<'de, One: Deserialize<'de>, Item: Deserialize<'de>> Visitor<'de> for Either<One, Item> {
            type Value = OneOrMany<One, Item>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a word or a list")
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<Self::Value, E> {
                One::deserialize(word.into_deserializer()).map(OneOrMany::One)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Self::Value, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(items)).map(OneOrMany::Many)
            }
        }
        deserializer.deserialize_any(Either(PhantomData))
    }
}

/// One purpose of `wording.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PurposeForm {
    pub(super) id: String,
    #[serde(deserialize_with = "text")]
    pub(super) says: Text,
    #[serde(default, deserialize_with = "optional_text")]
    pub(super) not_by_words: Option<Text>,
}

/// The length of sentences in one language, of `wording.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SentenceForm {
    pub(super) language: Lang,
    pub(super) most_words: usize,
}

/// One pattern of `wording.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PatternForm {
    pub(super) id: String,
    pub(super) language: Lang,
    pub(super) serves: String,
    pub(super) pattern: String,
    #[serde(default)]
    pub(super) allowed: Vec<String>,
    #[serde(default)]
    pub(super) allowed_in: Vec<String>,
    #[serde(default)]
    pub(super) only_in: Vec<String>,
    #[serde(deserialize_with = "text")]
    pub(super) instead: Text,
    #[serde(default)]
    pub(super) refuses: Vec<String>,
    #[serde(default)]
    pub(super) allows: Vec<String>,
}
