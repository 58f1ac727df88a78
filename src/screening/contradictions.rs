//! Answers that cannot all be right, as entries of their own.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{AnswerState, AnswerValue, Candidate, Contradiction, Reason};
use super::reasons::{Known, Subject, witnesses};
use super::settle::{Clash, settle};
use crate::facts::{Fact, FactIndex, Record};
use crate::pack::{GuidanceItem, LevelIndex, Pack, Priority};
use crate::profile::{Profile, Reading};
use crate::text::{Lang, bilingual};

/// A contradiction with what its order and the interval need.
#[derive(Debug, Clone)]
pub(super) struct Raised {
    pub(super) level: LevelIndex,
    pub(super) entry: Contradiction,
}

/// What is told of one fact: how its own answers clash, and which other facts it is at odds with.
#[derive(Debug, Default)]
struct AtOdds {
    own: Option<Clash>,
    with: Vec<FactIndex>,
    /// Facts that nobody answered and that two others say something different of.
    doubted: Vec<FactIndex>,
}

/// Returns the keys of the contradictions that are answers to questions that do not arise: `fact` or `fact@record`.
#[must_use]
pub fn not_arising(pack: &Pack, profile: &Profile) -> BTreeSet<String> {
    let clashes = settle(pack, profile).clashes;
    let keys = clashes.iter().filter_map(|clash| {
        let Clash::NotArising(index, record) = *clash else {
            return None;
        };
        let fact = pack.facts.get(index)?;
        let Some(Record::Given(number)) = record else {
            return Some(fact.id.clone());
        };
        let list = profile.lists.get(usize::from(fact.list()?.0))?;
        let record = &list.records.get(usize::from(number))?.id;
        Some(format!("{}@{record}", fact.id))
    });
    keys.collect()
}

/// Describes every contradiction, most pressing first, then the pack's own before those of single facts.
pub(super) fn contradictions(known: &Known<'_>) -> Vec<Raised> {
    let on_ground: BTreeSet<FactIndex> = known
        .pack
        .grounds
        .iter()
        .flat_map(|ground| ground.when.facts(&known.pack.facts))
        .collect();
    let clashes: BTreeSet<Clash> = known.settled.clashes.iter().copied().collect();
    let conflicts = clashes.iter().filter_map(|clash| match clash {
        Clash::Conflict(number) => conflict(known, *number),
        _ => None,
    });
    let facts = at_odds(&clashes);
    let facts = facts
        .iter()
        .filter_map(|(subject, told)| describe(known, &on_ground, *subject, told));
    let mut found: Vec<Raised> = conflicts.chain(facts).collect();
    found.sort_by_key(|raised| raised.entry.priority);
    found
}

/// Sorts clashes by the fact that tells them. Two facts at odds are told once, whichever of them is looked up from the
/// other: where both are, by the first of the questionnaire.
fn at_odds(clashes: &BTreeSet<Clash>) -> BTreeMap<Subject, AtOdds> {
    let mut told: BTreeMap<Subject, AtOdds> = BTreeMap::new();
    for clash in clashes {
        let (left, right, doubted) = match *clash {
            Clash::Conflict(_) => continue,
            Clash::Answers(index, record) | Clash::NotArising(index, record) => {
                told.entry((index, record))
                    .or_default()
                    .own
                    .get_or_insert(*clash);
                continue;
            }
            Clash::Lookup(fact, source) => (fact, source, None),
            Clash::Sources(doubted, left, right) => (left, right, Some(doubted)),
        };
        let looked_up = |fact, source| clashes.contains(&Clash::Lookup(fact, source));
        let (teller, other) = match (looked_up(left, right), looked_up(right, left)) {
            (true, false) => (left, right),
            (false, true) => (right, left),
            _ => (left.min(right), left.max(right)),
        };
        let entry = told.entry((teller, None)).or_default();
        if !entry.with.contains(&other) {
            entry.with.push(other);
        }
        entry.doubted.extend(doubted);
    }
    told
}

fn describe(
    known: &Known<'_>,
    on_ground: &BTreeSet<FactIndex>,
    subject: Subject,
    told: &AtOdds,
) -> Option<Raised> {
    let (index, record) = subject;
    let fact = known.pack.facts.get(index)?;
    let mut because = vec![reason(known, subject)?];
    if let Some(Clash::NotArising(..)) = told.own {
        because.extend(guard_reasons(known, index, record));
    }
    because.extend(
        told.with
            .iter()
            .filter_map(|other| known.reason((*other, None))),
    );
    let key = match known.record_id(index, record) {
        Some(record) => format!("{}@{record}", fact.id),
        None => fact.id.clone(),
    };
    let policy = &known.pack.contradictions;
    let concerned = || [index].into_iter().chain(told.with.iter().copied());
    let in_doubt = || concerned().chain(told.doubted.iter().copied());
    let level = if in_doubt().any(|fact| on_ground.contains(&fact)) {
        policy.level_on_ground
    } else {
        policy.level
    };
    let priority_of = |fact: FactIndex| *policy.priority_of_fact.get(usize::from(fact.0))?;
    let priority: Option<Priority> = in_doubt().filter_map(priority_of).min();
    let cited = |item: &GuidanceItem| {
        concerned()
            .filter_map(|fact| known.pack.facts.get(fact))
            .any(|fact| fact.cites.contains(&item.id))
    };
    let cites: Vec<_> = (0..)
        .map(crate::pack::GuidanceIndex)
        .zip(&known.pack.guidance)
        .filter(|(_, item)| cited(item))
        .map(|(index, _)| index)
        .collect();
    Some(Raised {
        level,
        entry: Contradiction {
            key,
            text: text(known, fact, told),
            priority: priority.unwrap_or(policy.priority),
            level: known.pack.level(level)?.id.clone(),
            because,
            cites: known.citations(&cites),
            actions: known
                .pack
                .action(policy.action)
                .map(|action| action.id.clone())
                .into_iter()
                .collect(),
        },
    })
}

/// Says how a fact's own answers clash, and which other facts it is at odds with.
fn text(known: &Known<'_>, fact: &Fact, told: &AtOdds) -> String {
    let (nl, en) = (&fact.label.nl, &fact.label.en);
    let own = told.own.map(|clash| match clash {
        Clash::NotArising(..) => bilingual!(
            "«{nl}» is beantwoord, maar uit een ander antwoord volgt dat deze vraag niet speelt.",
            "«{en}» is answered, but by another answer this question does not arise."
        ),
        _ => bilingual!(
            "De bronnen bij «{nl}» spreken elkaar tegen.",
            "The sources for «{en}» contradict each other."
        ),
    });
    let labels = |lang: Lang| {
        let others = told
            .with
            .iter()
            .filter_map(|other| known.pack.facts.get(*other));
        let labels: Vec<String> = others
            .map(|other| format!("«{}»", other.label.get(lang)))
            .collect();
        labels.join(match lang {
            Lang::Nl => " en ",
            Lang::En => " and ",
        })
    };
    let (with_nl, with_en) = (labels(Lang::Nl), labels(Lang::En));
    let with = match told.with.len() {
        0 => None,
        1 => Some(bilingual!(
            "«{nl}» en {with_nl} spreken elkaar tegen.",
            "«{en}» and {with_en} contradict each other."
        )),
        _ => Some(bilingual!(
            "«{nl}» past niet bij {with_nl}.",
            "«{en}» does not agree with {with_en}."
        )),
    };
    let sentences: Vec<&str> = own
        .iter()
        .chain(&with)
        .map(|sentence| sentence.get(known.lang))
        .collect();
    sentences.join(" ")
}

fn conflict(known: &Known<'_>, number: usize) -> Option<Raised> {
    let conflict = known.pack.conflicts.get(number)?;
    // The answers as they were given: unsettled ones carry no value any more, but their text is what clashes.
    let subjects = witnesses_as_given(known, conflict);
    let policy = &known.pack.contradictions;
    Some(Raised {
        level: conflict.level,
        entry: Contradiction {
            key: conflict.id.clone(),
            text: conflict.text.get(known.lang).to_owned(),
            priority: conflict.priority,
            level: known.pack.level(conflict.level)?.id.clone(),
            because: subjects
                .into_iter()
                .filter_map(|subject| reason(known, subject))
                .collect(),
            cites: known.citations(&conflict.cites),
            actions: known
                .pack
                .action(policy.action)
                .map(|action| action.id.clone())
                .into_iter()
                .collect(),
        },
    })
}

fn witnesses_as_given(known: &Known<'_>, conflict: &crate::pack::Conflict) -> Vec<Subject> {
    let mut subjects = witnesses(known.pack, &conflict.when, &known.settled.table, None);
    for fact in conflict.when.facts(&known.pack.facts) {
        let top = known
            .pack
            .facts
            .get(fact)
            .is_some_and(|fact| fact.list().is_none());
        if top
            && !subjects.iter().any(|(index, _)| *index == fact)
            && known.given((fact, None)).is_some()
        {
            subjects.push((fact, None));
        }
    }
    subjects
}

/// Describes a fact with every answer given and its source, whatever force it has.
fn reason(known: &Known<'_>, subject: Subject) -> Option<Reason> {
    let mut reason = known.reason(subject)?;
    let fact = known.pack.facts.get(subject.0)?;
    if reason.candidates.is_empty() {
        let given = known
            .given(subject)
            .into_iter()
            .flat_map(|given| &given.answers);
        reason.candidates = given
            .filter_map(|answer| match answer.reading {
                Reading::Value(value) => Some(Candidate {
                    answer: AnswerValue {
                        id: fact.value_id(value),
                        label: fact.value_label(value, known.lang),
                    },
                    line: Some(answer.line),
                    source: answer.source.clone(),
                }),
                _ => None,
            })
            .collect();
    }
    if reason.state == AnswerState::NotApplicable && !reason.candidates.is_empty() {
        reason.state = AnswerState::Conflicting;
    }
    Some(reason)
}

fn guard_reasons(known: &Known<'_>, index: FactIndex, record: Option<Record>) -> Vec<Reason> {
    let list = known
        .pack
        .facts
        .get(index)
        .and_then(crate::facts::Fact::list);
    let bindings = list
        .zip(record)
        .map(|(list, record)| crate::condition::Bindings::new(list, record));
    let around = list
        .and_then(|list| known.pack.facts.list(list))
        .and_then(|(at, _)| known.pack.guard(at));
    known
        .pack
        .guard(index)
        .into_iter()
        .chain(around)
        .flat_map(|guard| witnesses(known.pack, guard, &known.settled.table, bindings.as_ref()))
        .filter_map(|subject| known.reason(subject))
        .collect()
}
