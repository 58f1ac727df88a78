//! What is not known yet, and what it would settle.

use std::collections::BTreeMap;

use super::entries::Entry;
use super::model::{AnswerState, AnswerValue, Question};
use super::reasons::{Known, Subject, gather};
use crate::condition::Blocker;
use crate::facts::{Cell, Fact, Kind, Record, Value};
use crate::pack::{LevelIndex, Pack, Priority};
use crate::text::Lang;

/// The key that stands for the question whether the advisory applies.
pub(crate) const SCOPE_KEY: &str = "scope";

/// What waits for one question.
#[derive(Debug, Default)]
struct Waiting {
    keys: Vec<String>,
    priority: Option<Priority>,
    decisive: bool,
}

/// Returns every question that keeps something open, and every one that nobody knows the answer to.
///
/// `lowest` is the level that is certain; an answer that may raise it is decisive.
pub(super) fn questions(
    known: &Known<'_>,
    entries: &[(String, &Entry)],
    scope: &[Blocker],
    lowest: LevelIndex,
) -> Vec<Question> {
    let pack = known.pack;
    let mut waiting: BTreeMap<Subject, Waiting> = BTreeMap::new();
    for blocker in scope {
        let slot = waiting.entry(subject(pack, *blocker)).or_default();
        slot.keys.push(SCOPE_KEY.to_owned());
        slot.priority = Some(Priority::Critical);
        slot.decisive = true;
    }
    for (key, entry) in entries {
        let Some(rule) = pack.rules.get(entry.rule) else {
            continue;
        };
        for blocker in &entry.waits_for {
            let slot = waiting.entry(subject(pack, *blocker)).or_default();
            slot.keys.push(key.clone());
            slot.priority = Some(
                slot.priority
                    .map_or(rule.priority, |best| best.min(rule.priority)),
            );
            slot.decisive |= rule.level > lowest;
        }
    }
    for subject in nobody_knows(known) {
        waiting.entry(subject).or_default();
    }
    let mut ordered: Vec<(Subject, Waiting)> = waiting.into_iter().collect();
    // The map is in questionnaire order, and the sort keeps it among equals.
    ordered.sort_by_key(|(_, waiting)| {
        (
            // Where the advisory turns out not to apply, nothing else needs an answer.
            !waiting.keys.iter().any(|key| key == SCOPE_KEY),
            !waiting.decisive,
            waiting.priority.is_none(),
            waiting.priority,
            std::cmp::Reverse(waiting.keys.len()),
        )
    });
    gather(
        ordered.len(),
        ordered
            .into_iter()
            .filter_map(|(subject, waiting)| question(known, subject, waiting)),
    )
}

fn subject(pack: &Pack, blocker: Blocker) -> Subject {
    match blocker {
        Blocker::Fact(fact, record) => (fact, record),
        Blocker::List(list) => (
            pack.facts
                .list(list)
                .map_or(crate::facts::FactIndex(u16::MAX), |(fact, _)| fact),
            None,
        ),
    }
}

/// Returns the facts that were asked without an answer that settles them.
fn nobody_knows(known: &Known<'_>) -> Vec<Subject> {
    let pack = known.pack;
    let open = |cell: &Cell| matches!(cell, Cell::Unknown | Cell::One(Value::Unsettling(_)));
    let mut found = Vec::new();
    for (index, fact) in pack.facts.iter() {
        match fact.list() {
            None if open(known.cell((index, None))) => found.push((index, None)),
            None => {}
            Some(list) => {
                for record in known
                    .settled
                    .table
                    .records(list)
                    .filter(|record| *record != Record::Others)
                {
                    if open(known.cell((index, Some(record)))) {
                        found.push((index, Some(record)));
                    }
                }
            }
        }
    }
    found
}

fn question(known: &Known<'_>, subject: Subject, waiting: Waiting) -> Option<Question> {
    let fact = known.pack.facts.get(subject.0)?;
    let state = known.state(subject);
    Some(Question {
        record: known.record_id(subject.0, subject.1),
        state,
        decisive: waiting.decisive,
        nobody_knows: state == AnswerState::Unknown,
        priority: waiting.priority,
        settles: waiting.keys,
        ..question_of(known.pack, fact, None, known.lang)
    })
}

/// Describes the question of a fact by itself, as `questions` does, for whoever asks it again.
#[must_use]
pub fn question_of(pack: &Pack, fact: &Fact, record: Option<&str>, lang: Lang) -> Question {
    Question {
        fact: fact.id.clone(),
        record: record.map(str::to_owned),
        label: fact.label.phrase(lang).clone(),
        ask: fact.ask.phrase(lang).clone(),
        help: fact.help.phrase(lang).clone(),
        options: options(lang, fact),
        section: section(pack, fact),
        state: AnswerState::Answered,
        decisive: true,
        nobody_knows: false,
        priority: None,
        settles: Vec::new(),
    }
}

fn section(pack: &Pack, fact: &Fact) -> String {
    let section = pack.facts.sections.get(usize::from(fact.section));
    section
        .map(|section| section.id.clone())
        .unwrap_or_default()
}

fn options(lang: Lang, fact: &Fact) -> Vec<AnswerValue> {
    let ids = match fact.kind {
        Kind::YesNo | Kind::Choice(_) | Kind::Choices(_) => fact.option_ids(),
        _ => fact
            .options()
            .iter()
            .map(|option| option.id.as_str())
            .collect(),
    };
    let option = |id: &str| {
        let number = fact.option_number(id)?;
        Some(AnswerValue {
            id: id.to_owned(),
            label: fact.value_label(Value::Option(number), lang),
        })
    };
    gather(ids.len(), ids.into_iter().filter_map(option))
}
