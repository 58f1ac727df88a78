//! What is not known yet, and what it would settle.

use std::collections::BTreeMap;

use super::entries::{Entry, waits_for};
use super::findings::entry_actions;
use super::model::{AnswerState, AnswerValue, Question, Status};
use super::reasons::{Known, Subject, gather};
use crate::condition::{Bindings, Blocker, Node, Truth, evaluate};
use crate::facts::{Cell, Fact, Kind, Record, Value};
use crate::pack::{LevelIndex, Pack, Priority, Rule};
use crate::text::Lang;

/// The key that stands for the question whether the advisory applies.
pub(crate) const SCOPE_KEY: &str = "scope";

/// What waits for one question.
#[derive(Debug, Default)]
struct Waiting {
    keys: Vec<String>,
    refines: Vec<String>,
    priority: Option<Priority>,
    decisive: bool,
}

/// Returns every question that keeps something open, every one that only says more about what is shown, and every one that
/// nobody knows the answer to.
///
/// `entries` are those that are raised or open. `lowest` is the level that is certain; an answer that may raise it is
/// decisive.
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
    for (key, entry) in entries {
        let Some(rule) = pack.rules.get(entry.rule) else {
            continue;
        };
        for blocker in says_more(known, rule, entry) {
            let slot = waiting.entry(subject(pack, blocker)).or_default();
            // One use is enough, and what it settles is the better reason to ask it.
            if slot.keys.is_empty() {
                slot.refines.push(key.clone());
                slot.priority = Some(
                    slot.priority
                        .map_or(rule.priority, |best| best.min(rule.priority)),
                );
            }
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
            waiting.keys.is_empty(),
            waiting.priority.is_none(),
            waiting.priority,
            std::cmp::Reverse(waiting.keys.len() + waiting.refines.len()),
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

/// Returns what keeps unknown whether an entry says more: a remark, one of its actions, or when that action fits.
///
/// Of records that nobody entered nothing is asked here: whether there are any comes first.
fn says_more(known: &Known<'_>, rule: &Rule, entry: &Entry) -> Vec<Blocker> {
    if entry.record == Some(Record::Others) {
        return Vec::new();
    }
    let (pack, table) = (known.pack, &known.settled.table);
    let bindings = rule
        .each
        .zip(entry.record)
        .map(|(list, record)| Bindings::new(list, record));
    let (remarks, actions) = if entry.status == Status::Raised {
        (rule.remarks.as_slice(), &rule.actions)
    } else {
        (&[][..], &rule.open_actions)
    };
    let own = remarks.iter().map(|remark| &remark.when);
    let own: Vec<&Node> = own
        .chain(actions.iter().filter_map(|action| action.when.as_ref()))
        .collect();
    let asked_for = entry_actions(known, rule, entry);
    let timings = asked_for
        .into_iter()
        .filter_map(|index| pack.action(index))
        .flat_map(|action| {
            let known_to_fit = |when: &Node| evaluate(when, table, None) == Truth::True;
            let mut decided = false;
            action.timings.iter().take_while(move |item| {
                let counts = !decided;
                decided |= known_to_fit(&item.when);
                counts
            })
        });
    let mut found: Vec<Blocker> = own
        .into_iter()
        .flat_map(|when| waits_for(pack, table, when, bindings.as_ref()))
        .collect();
    found.extend(timings.flat_map(|item| waits_for(pack, table, &item.when, None)));
    found.sort_unstable();
    found.dedup();
    found
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
        refines: waiting.refines,
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
        refines: Vec::new(),
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
