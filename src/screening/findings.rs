//! One rule for one record, described: title, reasons, questions, actions.

use super::entries::Entry;
use super::model::{AnswerState, Finding, Remark, SectionState, Status};
use super::reasons::{Known, Subject, gather, witnesses};
use super::scope::as_subject;
use crate::condition::{Bindings, Blocker, Truth, evaluate};
use crate::facts::{Cell, Record};
use crate::pack::{self, ActionIndex, ActionRef, Pack, Placeholder, Rule, parts};
use crate::text::Lang;

/// Returns `rule`, `rule@record` or `rule@*`.
pub(super) fn key(known: &Known<'_>, entry: &Entry) -> String {
    let Some(rule) = known.pack.rules.get(entry.rule) else {
        return String::new();
    };
    match rule
        .each
        .and_then(|list| known.record_id_in(list, entry.record))
    {
        Some(record) => format!("{}@{record}", rule.id),
        None => rule.id.clone(),
    }
}

/// The total order of the design: doubtful ones without a ground last, then priority, raised before open, topic,
/// place in the pack, record.
pub(super) fn order(pack: &Pack, entry: &Entry) -> impl Ord + use<> {
    let rule = pack.rules.get(entry.rule);
    (
        entry.doubtful && !rule.is_some_and(|rule| rule.is_ground),
        rule.map(|rule| rule.priority),
        entry.status == Status::Open,
        rule.map(|rule| rule.topic),
        entry.rule,
        entry.record,
    )
}

pub(super) fn finding(
    known: &Known<'_>,
    key: &str,
    entry: &Entry,
    sections: &[SectionState],
) -> Option<Finding> {
    let pack = known.pack;
    let rule = pack.rules.get(entry.rule)?;
    let record = rule
        .each
        .and_then(|list| known.record_id_in(list, entry.record));
    let bindings = rule
        .each
        .zip(entry.record)
        .map(|(list, record)| Bindings::new(list, record));
    let subjects: Vec<Subject> = if entry.status == Status::Raised {
        witnesses(pack, &rule.when, &known.settled.table, bindings.as_ref())
    } else {
        entry
            .waits_for
            .iter()
            .filter_map(|blocker| as_subject(pack, *blocker))
            .collect()
    };
    let title = fill(known, rule.title.get(known.lang), rule, entry.record);
    let text = match entry.status {
        Status::Raised => fill(known, rule.finding.get(known.lang), rule, entry.record),
        _ => match known.lang {
            Lang::Nl => "Nog niet te zeggen: er ontbreken antwoorden.".to_owned(),
            Lang::En => "It cannot be said yet: answers are missing.".to_owned(),
        },
    };
    Some(Finding {
        key: key.to_owned(),
        rule: rule.id.clone(),
        record,
        topic: pack.topics.get(usize::from(rule.topic))?.id.clone(),
        status: entry.status,
        doubtful: entry.doubtful,
        priority: rule.priority,
        priority_because: rule
            .priority_because
            .as_ref()
            .map(|text| text.get(known.lang).to_owned()),
        level: pack.level(rule.level)?.id.clone(),
        title,
        text,
        remarks: remarks(known, rule, entry),
        because: gather(
            subjects.len(),
            subjects
                .into_iter()
                .filter_map(|subject| known.reason(subject)),
        ),
        asks: gather(
            entry.waits_for.len(),
            entry
                .waits_for
                .iter()
                .filter_map(|blocker| fact_key(known, *blocker)),
        ),
        untouched_section: untouched(known, entry, rule, sections),
        cites: known.citations(&rule.cites),
        why: known.citations(&rule.why),
        actions: entry_actions(known, rule, entry)
            .into_iter()
            .filter_map(|index| pack.action(index))
            .map(|action| action.id.clone())
            .collect(),
    })
}

/// Returns what a raised finding adds: each remark of its rule that certainly holds.
pub(super) fn remarks(known: &Known<'_>, rule: &Rule, entry: &Entry) -> Vec<Remark> {
    fitting_remarks(known, rule, entry)
        .map(|(_, remark)| Remark {
            text: fill(known, remark.text.get(known.lang), rule, entry.record),
            why: known.citations(&remark.why),
        })
        .collect()
}

/// Returns the remarks of a raised finding that certainly hold, with their numbers from 1.
pub(super) fn fitting_remarks<'a>(
    known: &Known<'_>,
    rule: &'a Rule,
    entry: &Entry,
) -> impl Iterator<Item = (usize, &'a pack::Remark)> {
    let bindings = rule
        .each
        .zip(entry.record)
        .map(|(list, record)| Bindings::new(list, record));
    let table = &known.settled.table;
    let is_raised = entry.status == Status::Raised;
    (1..).zip(&rule.remarks).filter(move |(_, remark)| {
        is_raised && evaluate(&remark.when, table, bindings.as_ref()) == Truth::True
    })
}

pub(super) fn fact_key(known: &Known<'_>, blocker: Blocker) -> Option<String> {
    let (index, record) = as_subject(known.pack, blocker)?;
    let fact = known.pack.facts.get(index)?;
    Some(match known.record_id(index, record) {
        Some(record) => format!("{}@{record}", fact.id),
        None => fact.id.clone(),
    })
}

/// Returns the untouched section that all own questions of a doubtful finding lie in, if there is one.
pub(super) fn untouched(
    known: &Known<'_>,
    entry: &Entry,
    rule: &Rule,
    sections: &[SectionState],
) -> Option<String> {
    if !entry.doubtful || rule.is_ground {
        return None;
    }
    let mut found: Option<u16> = None;
    for blocker in &entry.own_questions {
        let (index, _) = as_subject(known.pack, *blocker)?;
        let section = known.pack.facts.get(index)?.section;
        if found.is_some_and(|found| found != section) {
            return None;
        }
        found = Some(section);
    }
    let section = sections.get(usize::from(found?))?;
    (!section.touched).then(|| section.id.clone())
}

/// Returns the actions that an entry asks for: its own, or those the pack has for open ones.
pub(super) fn entry_actions(known: &Known<'_>, rule: &Rule, entry: &Entry) -> Vec<ActionIndex> {
    let table = &known.settled.table;
    let bindings = rule
        .each
        .zip(entry.record)
        .map(|(list, record)| Bindings::new(list, record));
    let fitting = |refs: &[ActionRef]| {
        let holds = |item: &&ActionRef| {
            let when = item.when.as_ref();
            when.is_none_or(|when| evaluate(when, table, bindings.as_ref()) != Truth::False)
        };
        refs.iter()
            .filter(holds)
            .map(|item| item.action)
            .collect::<Vec<_>>()
    };
    if entry.status == Status::Raised {
        return fitting(&rule.actions);
    }
    let own = fitting(&rule.open_actions);
    if !own.is_empty() {
        return own;
    }
    let policy = &known.pack.open_actions;
    let mut found = Vec::new();
    for blocker in &entry.waits_for {
        let Some(subject) = as_subject(known.pack, *blocker) else {
            continue;
        };
        let action = match known.state(subject) {
            AnswerState::Conflicting => known.pack.contradictions.action,
            AnswerState::Unknown => policy.unknown,
            _ => policy.unanswered,
        };
        if !found.contains(&action) {
            found.push(action);
        }
    }
    found
}

/// Fills the placeholders of a text.
pub(super) fn fill(known: &Known<'_>, text: &str, rule: &Rule, record: Option<Record>) -> String {
    let list = rule
        .each
        .and_then(|list| Some((list, known.pack.facts.list(list)?.1)));
    let mut filled = String::new();
    for part in parts(text) {
        let name = match part {
            Placeholder::Literal(text) => {
                filled.push_str(text);
                continue;
            }
            Placeholder::Name(name) => name,
        };
        match list {
            Some((_, records)) if records.record == name && record == Some(Record::Others) => {
                filled.push_str(records.others.get(known.lang));
            }
            Some((list, records)) if records.record == name => {
                filled.push_str(&known.record_id_in(list, record).unwrap_or_default());
            }
            _ => filled.push_str(&answer_label(known, name, record)),
        }
    }
    filled
}

pub(super) fn answer_label(known: &Known<'_>, id: &str, record: Option<Record>) -> String {
    let Some(index) = known.pack.facts.find(id) else {
        return String::new();
    };
    let Some(fact) = known.pack.facts.get(index) else {
        return String::new();
    };
    let in_record = record.filter(|_| fact.list().is_some());
    match known.cell((index, in_record)) {
        Cell::One(value) => fact.value_label(*value, known.lang),
        Cell::Many(values) => {
            let labels: Vec<_> = values
                .iter()
                .map(|value| fact.value_label(*value, known.lang))
                .collect();
            labels.join(" / ")
        }
        _ => String::new(),
    }
}
