//! What there is to say about a pack in one language: its rules with examples, its source by section, its questionnaire,
//! its actions, and what of the source is in use.
//!
//! Everything stems from the pack and its tests; how it looks is decided in [`crate::report`].

mod examples;
mod guidance;
mod judgements;
mod rules;

use crate::condition::Node;
use crate::facts::{Fact, FactIndex, Kind};
use crate::pack::{Action, Pack, PackFiles, Timing};
use crate::screening::model::{Citation, Level, Status};
use crate::screening::wording;
use crate::text::Lang;

use super::cases::TestError;
pub use guidance::{GuidanceEntry, SectionEntry, Tally};
pub use judgements::{ConflictEntry, GroundEntry, ScopeEntry, Shown};
pub use rules::{ActionAsked, RemarkEntry, RuleEntry};

/// The reference of a pack in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The language of every text.
    pub lang: Lang,
    /// Title of the pack.
    pub title: String,
    /// Id and version of the pack.
    pub version: String,
    /// Title, publisher and date of the source.
    pub source: [String; 3],
    /// What a screening is not.
    pub disclaimer: String,
    /// The advice levels, from low to high.
    pub levels: Vec<Level>,
    /// The rules, in order.
    pub rules: Vec<RuleEntry>,
    /// The grounds.
    pub grounds: Vec<GroundEntry>,
    /// In which circumstances the source does not apply.
    pub scope: Vec<ScopeEntry>,
    /// The contradictions that the pack looks for.
    pub conflicts: Vec<ConflictEntry>,
    /// The source by section, with what uses each item.
    pub sections: Vec<SectionEntry>,
    /// How much of the guidance of each kind is in use.
    pub tallies: Vec<Tally>,
    /// The questionnaire by section: its heading and its facts.
    pub questionnaire: Vec<(String, Vec<FactEntry>)>,
    /// Actions that rules ask for.
    pub actions: Vec<ActionEntry>,
    /// Actions that are only offered.
    pub suggestions: Vec<ActionEntry>,
}

/// A condition in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// What it says.
    pub text: String,
    /// What that is about, where it is made of parts.
    pub parts: Vec<Sentence>,
}

/// A question of the questionnaire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactEntry {
    /// Id.
    pub id: String,
    /// A few words that name it.
    pub label: String,
    /// The question.
    pub ask: String,
    /// Explanation with an example.
    pub help: String,
    /// The type, as packs write it.
    pub kind: &'static str,
    /// Id and label of each option, and whether choosing it answers the question.
    pub options: Vec<(String, String, bool)>,
    /// When the question arises; always where there is none.
    pub ask_when: Option<Sentence>,
    /// Labels of the facts that answer it when nobody did.
    pub lookup: Vec<String>,
    /// The label of the list whose records it is about.
    pub list: Option<String>,
    /// The guidance behind it.
    pub cites: Vec<Citation>,
    /// Ids and titles of the rules that read it.
    pub rules: Vec<(String, String)>,
}

/// An action or suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionEntry {
    /// Id.
    pub id: String,
    /// What.
    pub title: String,
    /// How, step by step.
    pub steps: Vec<String>,
    /// When it fits in which circumstances, and last, when in all others.
    pub timings: Vec<(Option<Sentence>, Timing)>,
    /// For a suggestion, when it is offered.
    pub suggest_when: Option<Sentence>,
    /// The guidance it carries out.
    pub cites: Vec<Citation>,
    /// Guidance to keep in mind.
    pub why: Vec<Citation>,
    /// Ids and titles of the rules that ask for it.
    pub rules: Vec<(String, String)>,
}

/// A profile of the pack's tests, and what screening it gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The file of the case.
    pub file: String,
    /// The name of the case.
    pub case: String,
    /// The profile, as YAML.
    pub profile: String,
    /// The key: the rule, or the rule for a record.
    pub key: String,
    /// The status that screening gave it.
    pub status: Status,
    /// The text of the finding and its remarks, where it is raised.
    pub finding: Vec<String>,
}

/// The reference cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceError {
    /// The tests cannot be read.
    #[error(transparent)]
    Tests(#[from] TestError),
    /// A case does not show what it says: it is no example.
    #[error("{file}: {case}: `{key}` does not come out as the case expects; run `pack test`")]
    Example {
        /// The file.
        file: String,
        /// The case.
        case: String,
        /// The key.
        key: String,
    },
}

/// Says in one language what there is to say about a pack; every example is screened.
///
/// # Errors
/// [`ReferenceError`] where the tests cannot be read, or an example does not come out as its case expects.
pub fn reference(pack: &Pack, files: &PackFiles, lang: Lang) -> Result<Reference, ReferenceError> {
    let describe = Describe { pack, lang };
    let (suggestions, actions) = describe
        .actions()
        .into_iter()
        .partition(|action| action.suggest_when.is_some());
    Ok(Reference {
        lang,
        title: pack.title.get(lang).to_owned(),
        version: format!("{} {}", pack.id, pack.version),
        source: [
            pack.source.title.clone(),
            pack.source.publisher.clone(),
            pack.source.date.clone(),
        ],
        disclaimer: pack.disclaimer.get(lang).to_owned(),
        levels: pack
            .levels
            .iter()
            .map(|level| Level {
                id: level.id.clone(),
                title: level.title.get(lang).to_owned(),
                meaning: level.meaning.get(lang).to_owned(),
            })
            .collect(),
        rules: describe.rules(files)?,
        grounds: describe.grounds(files)?,
        scope: describe.scope(files)?,
        conflicts: describe.conflicts(files)?,
        sections: describe.sections(),
        tallies: describe.tallies(),
        questionnaire: describe.questionnaire(),
        actions,
        suggestions,
    })
}

/// What is needed to describe anything of a pack.
#[derive(Debug, Clone, Copy)]
struct Describe<'a> {
    pack: &'a Pack,
    lang: Lang,
}

impl Describe<'_> {
    fn label(&self, index: FactIndex) -> String {
        let fact = self.pack.facts.get(index);
        fact.map_or_else(String::new, |fact| fact.label.get(self.lang).to_owned())
    }

    fn sentence(&self, node: &Node) -> Sentence {
        let (text, parts) = match node {
            Node::Leaf(leaf) => {
                return Sentence {
                    text: wording::test(&self.pack.facts, leaf, self.lang),
                    parts: Vec::new(),
                };
            }
            Node::And(parts) => (wording::all_hold(), parts.as_slice()),
            Node::Or(parts) => (wording::any_holds(), parts.as_slice()),
            Node::Not(body) => (wording::does_not_hold(), std::slice::from_ref(&**body)),
            Node::Named(index, body) => (
                self.pack
                    .conditions
                    .get(usize::from(index.0))
                    .map(|named| named.title.clone())
                    .unwrap_or_default(),
                std::slice::from_ref(&**body),
            ),
            Node::Records {
                list,
                quantifier,
                body,
            } => {
                let list = self.pack.facts.list(*list);
                let fact = list.and_then(|(at, _)| self.pack.facts.get(at));
                let label = fact.map(|fact| fact.label.clone()).unwrap_or_default();
                (
                    wording::quantified(*quantifier, &label),
                    std::slice::from_ref(&**body),
                )
            }
        };
        Sentence {
            text: text.get(self.lang).to_owned(),
            parts: parts.iter().map(|part| self.sentence(part)).collect(),
        }
    }

    fn questionnaire(&self) -> Vec<(String, Vec<FactEntry>)> {
        (0..)
            .zip(&self.pack.facts.sections)
            .map(|(number, section): (u16, _)| {
                let inside = self.pack.facts.iter();
                let facts = inside
                    .filter(|(_, fact)| fact.section == number)
                    .map(|(index, fact)| self.fact(index, fact));
                (section.title.get(self.lang).to_owned(), facts.collect())
            })
            .collect()
    }

    fn fact(&self, index: FactIndex, fact: &Fact) -> FactEntry {
        let list = fact.list().and_then(|list| self.pack.facts.list(list));
        let options = fact.options().iter();
        FactEntry {
            id: fact.id.clone(),
            label: self.label(index),
            ask: fact.ask.get(self.lang).to_owned(),
            help: fact.help.get(self.lang).to_owned(),
            kind: kind(&fact.kind),
            options: options
                .map(|option| {
                    let label = option.label.get(self.lang).to_owned();
                    (option.id.clone(), label, option.settles)
                })
                .collect(),
            ask_when: self.pack.guard(index).map(|guard| self.sentence(guard)),
            lookup: fact.lookup.iter().map(|at| self.label(*at)).collect(),
            list: list.map(|(at, _)| self.label(at)),
            cites: self.cited(&fact.cites),
            rules: self.rules_where(|rule| rules::reads(self.pack, rule).contains(&index)),
        }
    }

    fn actions(&self) -> Vec<ActionEntry> {
        self.pack
            .actions
            .iter()
            .map(|action| self.action(action))
            .collect()
    }

    fn action(&self, action: &Action) -> ActionEntry {
        let asks = |rule: &crate::pack::Rule| {
            let mut asked = rule.actions.iter().chain(&rule.open_actions);
            asked.any(|asked| {
                self.pack
                    .action(asked.action)
                    .is_some_and(|known| known.id == action.id)
            })
        };
        ActionEntry {
            id: action.id.clone(),
            title: action.title.get(self.lang).to_owned(),
            steps: action
                .steps
                .iter()
                .map(|step| step.get(self.lang).to_owned())
                .collect(),
            timings: action
                .timings
                .iter()
                .map(|item| (Some(self.sentence(&item.when)), item.timing))
                .chain([(None, action.timing)])
                .collect(),
            suggest_when: action.suggest_when.as_ref().map(|when| self.sentence(when)),
            cites: self.citations(&action.cites),
            why: self.citations(&action.why),
            rules: self.rules_where(asks),
        }
    }

    /// Returns id and title of the rules for which something holds.
    fn rules_where(&self, holds: impl Fn(&crate::pack::Rule) -> bool) -> Vec<(String, String)> {
        let rules = self.pack.rules.iter().filter(|rule| holds(rule));
        rules
            .map(|rule| (rule.id.clone(), rule.title.get(self.lang).to_owned()))
            .collect()
    }
}

/// Returns the name of a type, as packs write it.
fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::YesNo => "yes_no",
        Kind::Choice(_) => "choice",
        Kind::Choices(_) => "choices",
        Kind::Integer => "integer",
        Kind::Date => "date",
        Kind::Text => "text",
        Kind::Place => "place",
        Kind::Country(_) => "country",
        Kind::Records(_) => "records",
    }
}
