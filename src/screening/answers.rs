//! What was answered: every answer without free text, and which parts of the questionnaire were touched.

use super::model::{
    Answer, AnswerState, AnswerValue, ListSaid, RecordSaid, RecordsSaid, Said, SaidKind,
    SectionState,
};
use super::reasons::{Known, Subject};
use crate::facts::{Cell, Fact, FactIndex, Kind, Record, Records, Spot, fold};
use crate::profile::{Given, GivenAnswer, ListState, Reading};

pub(super) fn sections(known: &Known<'_>) -> Vec<SectionState> {
    let touched = |number: u16| {
        let in_section = |index: &FactIndex| {
            known
                .pack
                .facts
                .get(*index)
                .is_some_and(|fact| fact.section == number)
        };
        known.profile.answers.keys().any(in_section)
            || known
                .pack
                .facts
                .lists()
                .iter()
                .zip(&known.profile.lists)
                .any(|(index, list)| list.state != ListState::Missing && in_section(index))
    };
    (0..)
        .zip(&known.pack.facts.sections)
        .map(|(number, section)| SectionState {
            id: section.id.clone(),
            title: section.title.get(known.lang).to_owned(),
            touched: touched(number),
        })
        .collect()
}

/// Lists every answer that was given, in questionnaire order, without free text but with all that rules can read.
pub(super) fn answers(known: &Known<'_>) -> Vec<Answer> {
    let mut found = Vec::new();
    for (index, fact) in known.pack.facts.iter() {
        match (&fact.kind, fact.spot) {
            (Kind::Records(records), _) => found.extend(list(known, index, fact, records)),
            (_, Spot::Top) => {
                let given = known.profile.answers.get(&index);
                found.extend(given.map(|given| answer(known, (index, None), fact, given)));
            }
            (_, Spot::InRecord { list, slot }) => {
                let list = known.profile.lists.get(usize::from(list.0));
                let records = list.map(|list| list.records.as_slice()).unwrap_or_default();
                for (number, record) in (0..).zip(records) {
                    let subject = (index, Some(Record::Given(number)));
                    let given = record.answers.get(usize::from(slot));
                    let given = given.and_then(Option::as_ref);
                    found.extend(given.map(|given| answer(known, subject, fact, given)));
                }
            }
        }
    }
    found
}

fn list(known: &Known<'_>, index: FactIndex, fact: &Fact, records: &Records) -> Option<Answer> {
    let list = known.profile.lists.get(usize::from(records.list.0))?;
    let state = match list.state {
        ListState::Missing => return None,
        ListState::Unknown => ListSaid::Unknown,
        ListState::Incomplete => ListSaid::Incomplete,
        ListState::Plain => ListSaid::Plain,
        ListState::Complete => ListSaid::Complete,
    };
    let reason = known.reason((index, None))?;
    Some(Answer {
        fact: fact.id.clone(),
        label: reason.label.into_owned(),
        list: None,
        record: None,
        state: reason.state,
        answer: reason.answer,
        line: list.line.unwrap_or_default(),
        given: Vec::new(),
        records: Some(RecordsSaid {
            state,
            given: list
                .records
                .iter()
                .map(|record| RecordSaid {
                    id: record.id.clone(),
                    line: record.line,
                })
                .collect(),
        }),
    })
}

fn answer(known: &Known<'_>, subject: Subject, fact: &Fact, given: &Given) -> Answer {
    let (state, answer) = state(known, subject, fact);
    Answer {
        fact: fact.id.clone(),
        label: fact.label.get(known.lang).to_owned(),
        list: fact
            .list()
            .and_then(|list| known.pack.facts.list(list))
            .and_then(|(at, _)| known.pack.facts.get(at))
            .map(|list| list.id.clone()),
        record: known.record_id(subject.0, subject.1),
        state,
        answer,
        line: given.line,
        given: given
            .answers
            .iter()
            .map(|answer| said(known, fact, answer))
            .collect(),
        records: None,
    }
}

/// Returns what is known of a fact, and its answer; contradicting ones joined.
fn state(known: &Known<'_>, subject: Subject, fact: &Fact) -> (AnswerState, Option<AnswerValue>) {
    let list = fact.list().and_then(|list| known.pack.facts.list(list));
    if list.is_some_and(|(at, _)| *known.cell((at, None)) == Cell::NotApplicable) {
        return (AnswerState::NotApplicable, None);
    }
    let Some(reason) = known.reason(subject) else {
        return (AnswerState::Unanswered, None);
    };
    let values: Vec<&AnswerValue> = match &reason.answer {
        Some(answer) => vec![answer],
        None => reason
            .candidates
            .iter()
            .map(|candidate| &candidate.answer)
            .collect(),
    };
    let joined = |text: fn(&AnswerValue) -> &String| {
        values
            .iter()
            .map(|value| text(value).as_str())
            .collect::<Vec<_>>()
            .join(" / ")
    };
    let answer = (!values.is_empty()).then(|| AnswerValue {
        id: joined(|value| &value.id),
        label: joined(|value| &value.label),
    });
    (reason.state, answer)
}

fn said(known: &Known<'_>, fact: &Fact, answer: &GivenAnswer) -> Said {
    let (kind, value) = match &answer.reading {
        Reading::Value(value) => (
            SaidKind::Value,
            Some(AnswerValue {
                id: fact.value_id(*value),
                label: fact.value_label(*value, known.lang),
            }),
        ),
        Reading::Unknown => (SaidKind::Unknown, None),
        Reading::Text(name) if known_place(known, fact, name) => {
            let name = fold(name);
            (
                SaidKind::Place,
                Some(AnswerValue {
                    id: name.clone(),
                    label: name,
                }),
            )
        }
        Reading::Text(_) => (SaidKind::Text, None),
    };
    Said {
        kind,
        value,
        line: answer.line,
    }
}

/// Tells whether a text is the name of a place: then it is one of a closed list, and no free text.
fn known_place(known: &Known<'_>, fact: &Fact, name: &str) -> bool {
    fact.kind == Kind::Place && known.pack.places.find(name).next().is_some()
}
