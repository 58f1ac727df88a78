//! What one more answer did: what is settled now, what is newly raised, and whether the outcome changed.

use super::model::{Screening, Status};

/// The difference that an answer made between two screenings of one profile.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Effect {
    /// Keys that are raised now and were not.
    pub raised: Vec<String>,
    /// Keys that were open and are not raised or outside scope now.
    pub cleared: Vec<String>,
    /// Keys that are open now and were not, or are new.
    pub opened: Vec<String>,
    /// Keys that were raised already, of which a finding now adds something else or asks for something else.
    pub refined: Vec<String>,
    /// Contradictions that were not there before.
    pub contradictions: Vec<String>,
    /// Whether what is certain or possible of the outcome, or whether the advisory applies, is another than before.
    pub outcome_changed: bool,
}

impl Effect {
    /// Compares two screenings, the one before an answer and the one after it.
    #[must_use]
    pub fn between(before: &Screening, after: &Screening) -> Self {
        let mut effect = Self {
            outcome_changed: levels(before) != levels(after)
                || before.scope.applies != after.scope.applies,
            ..Self::default()
        };
        for (key, status) in &after.statuses {
            let old = before.statuses.get(key);
            match status {
                Status::Raised if old != Some(&Status::Raised) => effect.raised.push(key.clone()),
                Status::Open if old != Some(&Status::Open) => effect.opened.push(key.clone()),
                Status::NotRaised | Status::OutsideScope if old == Some(&Status::Open) => {
                    effect.cleared.push(key.clone());
                }
                _ => {}
            }
        }
        // A key of records that nobody entered is settled when the list is said to be complete.
        effect.cleared.extend(
            before
                .statuses
                .iter()
                .filter(|(key, status)| {
                    **status == Status::Open && !after.statuses.contains_key(*key)
                })
                .map(|(key, _)| key.clone()),
        );
        effect.refined = refined(before, after);
        let known = |key: &str| before.contradictions.iter().any(|old| old.key == key);
        effect.contradictions = after
            .contradictions
            .iter()
            .filter(|contradiction| !known(&contradiction.key))
            .map(|contradiction| contradiction.key.clone())
            .collect();
        effect
    }
}

fn refined(before: &Screening, after: &Screening) -> Vec<String> {
    let old = |key: &str| {
        let mut findings = before.findings.iter();
        findings.find(|old| old.key == key && old.status == Status::Raised)
    };
    after
        .findings
        .iter()
        .filter(|new| new.status == Status::Raised)
        .filter(|new| {
            old(&new.key)
                .is_some_and(|old| old.remarks != new.remarks || old.actions != new.actions)
        })
        .map(|new| new.key.clone())
        .collect()
}

fn levels(screening: &Screening) -> Option<(Option<&str>, &str)> {
    let outcome = screening.outcome.as_ref()?;
    Some((outcome.lowest.as_deref(), outcome.highest.as_str()))
}
