//! Answers that cannot all be right, as entries of their own.

use std::collections::BTreeSet;

use super::model::{AnswerState, AnswerValue, Candidate, Contradiction, Reason};
use super::reasons::{Known, Subject, witnesses};
use super::settle::Clash;
use crate::facts::{FactIndex, Record};
use crate::pack::{LevelIndex, Priority};
use crate::profile::Reading;
use crate::text::bilingual;

/// A contradiction with what its order and the interval need.
#[derive(Debug, Clone)]
pub(super) struct Raised {
    pub(super) level: LevelIndex,
    pub(super) entry: Contradiction,
}

/// Describes every contradiction, most pressing first, then the pack's own before those of single facts.
pub(super) fn contradictions(known: &Known<'_>) -> Vec<Raised> {
    let on_ground: BTreeSet<FactIndex> = known
        .pack
        .grounds
        .iter()
        .flat_map(|ground| ground.when.facts(&known.pack.facts))
        .collect();
    let mut clashes = known.settled.clashes.clone();
    clashes.sort_unstable();
    clashes.dedup();
    let mut found: Vec<Raised> = clashes
        .into_iter()
        .filter_map(|clash| describe(known, &on_ground, clash))
        .collect();
    found.sort_by_key(|raised| raised.entry.priority);
    found
}

fn describe(known: &Known<'_>, on_ground: &BTreeSet<FactIndex>, clash: Clash) -> Option<Raised> {
    let (index, record) = match clash {
        Clash::Conflict(number) => return conflict(known, number),
        Clash::Answers(index, record) | Clash::NotArising(index, record) => (index, record),
        Clash::Lookup(index) => (index, None),
    };
    let fact = known.pack.facts.get(index)?;
    let (label_nl, label_en) = (&fact.label.nl, &fact.label.en);
    let place = fact.lookup.and_then(|place| known.pack.facts.get(place));
    let (place_nl, place_en) = place.map_or(("", ""), |place| (&place.label.nl, &place.label.en));
    let text = match clash {
        Clash::NotArising(..) => bilingual!(
            "«{label_nl}» is beantwoord, maar uit een ander antwoord volgt dat deze vraag niet speelt.",
            "«{label_en}» is answered, but by another answer this question does not arise."
        ),
        Clash::Lookup(_) => bilingual!(
            "«{label_nl}» en «{place_nl}» spreken elkaar tegen.",
            "«{label_en}» and «{place_en}» contradict each other."
        ),
        _ => bilingual!(
            "De bronnen bij «{label_nl}» spreken elkaar tegen.",
            "The sources for «{label_en}» contradict each other."
        ),
    };
    let mut because = vec![reason(known, (index, record))?];
    match clash {
        Clash::NotArising(..) => because.extend(guard_reasons(known, index, record)),
        Clash::Lookup(_) => {
            because.extend(fact.lookup.and_then(|place| known.reason((place, None))));
        }
        _ => {}
    }
    let key = match known.record_id(index, record) {
        Some(record) => format!("{}@{record}", fact.id),
        None => fact.id.clone(),
    };
    let policy = &known.pack.contradictions;
    let level = if on_ground.contains(&index) {
        policy.level_on_ground
    } else {
        policy.level
    };
    let priority: Option<Priority> = policy
        .priority_of_fact
        .get(usize::from(index.0))
        .copied()
        .flatten();
    let cites: Vec<_> = (0..)
        .map(crate::pack::GuidanceIndex)
        .zip(&known.pack.guidance)
        .filter(|(_, item)| fact.cites.contains(&item.id))
        .map(|(index, _)| index)
        .collect();
    Some(Raised {
        level,
        entry: Contradiction {
            key,
            text: text.get(known.lang).to_owned(),
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
