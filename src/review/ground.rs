//! The answers a decision was made on: as values, so that moving a line changes nothing.

use crate::screening::model::{DecisionGround, Known, Reason, Screening, What};

/// Returns the answers that a decision on this subject rests on now.
#[must_use]
pub fn ground_of(what: &What, screening: &Screening) -> DecisionGround {
    let mut ground = DecisionGround::new();
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

fn add(key: &str, screening: &Screening, ground: &mut DecisionGround) {
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

fn said(reason: &Reason) -> Known {
    let candidates = reason.candidates.iter().map(|candidate| &candidate.answer);
    let mut answers: Vec<String> = reason
        .answer
        .iter()
        .chain(candidates)
        .map(|answer| answer.id.clone())
        .collect();
    answers.sort();
    Known {
        state: reason.state,
        answers,
    }
}
