//! Decisions that stand otherwise than then, and why. Whether they stand was judged before; here it is compared.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{DecisionCause, DecisionChange};
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
    (!same).then(|| DecisionChange {
        decision: decision.clone(),
        title: title(&decision.what, after).or_else(|| title(&decision.what, before)),
        before: was.cloned(),
        after: is.cloned(),
        cause: cause(was, is),
    })
}

fn cause(was: Option<&Standing>, is: Option<&Standing>) -> DecisionCause {
    let Some(is) = is else {
        return DecisionCause::Missing;
    };
    match (was, is) {
        (_, Standing::Withdrawn { .. }) => DecisionCause::Withdrawn,
        (_, Standing::Replaced { .. }) => DecisionCause::Replaced,
        (_, Standing::Lapsed) => DecisionCause::Lapsed,
        (_, Standing::GroundChanged { .. }) => DecisionCause::Answers,
        (
            _,
            Standing::OnlyPlanned | Standing::NotRaised | Standing::OutsideScope | Standing::Gone,
        ) => DecisionCause::Subject,
        (None, _) => DecisionCause::Made,
        (Some(Standing::GroundChanged { .. }), _) => DecisionCause::AnswersAgain,
        (
            Some(
                Standing::OnlyPlanned
                | Standing::NotRaised
                | Standing::OutsideScope
                | Standing::Gone,
            ),
            _,
        ) => DecisionCause::Subject,
        _ => DecisionCause::Day,
    }
}

/// Returns what a decision is about, in words.
fn title(what: &What, screening: &Screening) -> Option<String> {
    let subject = what.subject()?;
    if let What::Plan { .. } = what {
        let mut all = screening.actions.iter().chain(&screening.suggestions);
        return Some(all.find(|action| action.id == subject)?.title.to_string());
    }
    let finding = screening.findings.iter().find(|one| one.key == subject);
    let mut clashes = screening.contradictions.iter();
    let clash = clashes.find(|one| one.key == subject);
    finding
        .map(|one| one.title.clone())
        .or_else(|| clash.map(|one| one.text.clone()))
}
