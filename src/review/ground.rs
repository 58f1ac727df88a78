//! The answers a decision was made on: as values, so that moving a line changes nothing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::What;
use crate::screening::model::{AnswerState, Reason, Screening};

/// What was known of each fact, by `fact` or `fact@record`.
pub type Ground = BTreeMap<String, Said>;

/// What was known of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// Whether it was answered.
    pub state: AnswerState,
    /// The answer, or those that contradict each other, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<String>,
}

/// Returns the answers that a decision on this subject rests on now.
#[must_use]
pub fn ground_of(what: &What, screening: &Screening) -> Ground {
    let mut ground = Ground::new();
    match what {
        What::Plan { action, .. } => {
            let behind = screening
                .actions
                .iter()
                .chain(&screening.suggestions)
                .filter(|found| &found.id == action)
                .flat_map(|found| &found.behind);
            for key in behind {
                add(key, screening, &mut ground);
            }
        }
        _ => {
            if let Some(key) = what.subject() {
                add(key, screening, &mut ground);
            }
        }
    }
    ground
}

fn add(key: &str, screening: &Screening, ground: &mut Ground) {
    let findings = screening
        .findings
        .iter()
        .filter(|finding| finding.key == key)
        .flat_map(|finding| &finding.because);
    let contradictions = screening
        .contradictions
        .iter()
        .filter(|found| found.key == key)
        .flat_map(|found| &found.because);
    for reason in findings.chain(contradictions) {
        ground.insert(name(reason), said(reason));
    }
}

fn name(reason: &Reason) -> String {
    match &reason.record {
        Some(record) => format!("{}@{record}", reason.fact),
        None => reason.fact.clone(),
    }
}

fn said(reason: &Reason) -> Said {
    let candidates = reason.candidates.iter().map(|candidate| &candidate.answer);
    let mut answers: Vec<String> = reason
        .answer
        .iter()
        .chain(candidates)
        .map(|answer| answer.id.clone())
        .collect();
    answers.sort();
    Said {
        state: reason.state,
        answers,
    }
}
