//! Decisions that stand otherwise than then, and why. Whether they stand was judged before; here it is compared.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{DecisionCause, DecisionChange};
use crate::pack::Priority;
use crate::screening::model::{Decision, Screening, Standing, What};

/// Returns the decisions that stand otherwise; none where one of the screenings tells nothing about decisions.
pub(super) fn changes(before: &Screening, after: &Screening) -> Vec<DecisionChange> {
    let (Some(then), Some(now)) = (&before.decisions, &after.decisions) else {
        return Vec::new();
    };
    let by_number = |made: &[Decision]| -> BTreeMap<u64, Decision> {
        made.iter().map(|one| (one.number, one.clone())).collect()
    };
    let (then, now) = (by_number(&then.made), by_number(&now.made));
    let numbers: BTreeSet<u64> = then.keys().chain(now.keys()).copied().collect();
    numbers
        .into_iter()
        .filter_map(|number| change(then.get(&number), now.get(&number), (before, after)))
        .collect()
}

fn change(
    then: Option<&Decision>,
    now: Option<&Decision>,
    (before, after): (&Screening, &Screening),
) -> Option<DecisionChange> {
    // What was made later was not there then.
    let standing = |one: &&Decision| one.standing != Standing::NotYet;
    let (then, now) = (then.filter(standing), now.filter(standing));
    let decision = now.or(then)?;
    let (was, is) = (then.map(|one| &one.standing), now.map(|one| &one.standing));
    let same = match (was, is) {
        (Some(was), Some(is)) => was.is_like(is),
        (was, is) => was.is_none() && is.is_none(),
    };
    if same {
        return None;
    }
    let subject = subject(&decision.what, after).or_else(|| subject(&decision.what, before));
    let (title, priority) = subject.unzip();
    Some(DecisionChange {
        decision: decision.clone(),
        title,
        priority: priority.flatten(),
        before: was.cloned(),
        after: is.cloned(),
        cause: cause(was, is),
    })
}

fn cause(was: Option<&Standing>, is: Option<&Standing>) -> DecisionCause {
    let Some(is) = is else {
        return DecisionCause::Missing;
    };
    match is {
        Standing::Withdrawn { .. } => DecisionCause::Withdrawn,
        Standing::Replaced { .. } => DecisionCause::Replaced,
        Standing::Lapsed => DecisionCause::Lapsed,
        Standing::GroundChanged { .. } => DecisionCause::Answers,
        is if is_about_subject(is) => DecisionCause::Subject,
        _ => match was {
            None => DecisionCause::Made,
            Some(Standing::GroundChanged { .. }) => DecisionCause::AnswersAgain,
            Some(was) if is_about_subject(was) => DecisionCause::Subject,
            Some(_) => DecisionCause::Day,
        },
    }
}

/// Tells whether a decision stands as it does because of what it is about, not of its day or its answers.
fn is_about_subject(standing: &Standing) -> bool {
    matches!(
        standing,
        Standing::OnlyPlanned | Standing::NotRaised | Standing::OutsideScope | Standing::Gone
    )
}

/// Returns what a decision is about, in words, and its priority.
fn subject(what: &What, screening: &Screening) -> Option<(String, Option<Priority>)> {
    let subject = what.subject()?;
    if let What::Plan { .. } = what {
        let mut all = screening.actions.iter().chain(&screening.suggestions);
        let action = all.find(|action| action.id == subject)?;
        return Some((action.title.to_string(), action.priority));
    }
    let finding = screening.findings.iter().find(|one| one.key == subject);
    let mut clashes = screening.contradictions.iter();
    let clash = clashes.find(|one| one.key == subject);
    finding
        .map(|one| (one.title.clone(), Some(one.priority)))
        .or_else(|| clash.map(|one| (one.text.clone(), Some(one.priority))))
}
