//! What was answered: every answer without free text, and which parts of the questionnaire were touched.

use super::model::{Answer, AnswerValue, SectionState};
use super::reasons::Known;
use crate::facts::{FactIndex, Record};
use crate::profile::ListState;

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

/// Lists every answer that was given, in questionnaire order, without free text.
pub(super) fn answers(known: &Known<'_>) -> Vec<Answer> {
    let mut found = Vec::new();
    for (index, fact) in known.pack.facts.iter() {
        let records: Vec<Option<Record>> = match fact.list() {
            None => vec![None],
            Some(list) => known
                .settled
                .table
                .records(list)
                .filter(|record| *record != Record::Others)
                .map(Some)
                .collect(),
        };
        for record in records {
            let Some(reason) = known.reason((index, record)) else {
                continue;
            };
            let Some(line) = reason.line else { continue };
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
            found.push(Answer {
                fact: fact.id.clone(),
                record: reason.record.clone(),
                state: reason.state,
                answer: (!values.is_empty()).then(|| AnswerValue {
                    id: joined(|value| &value.id),
                    label: joined(|value| &value.label),
                }),
                line,
            });
        }
    }
    found
}
