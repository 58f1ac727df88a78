//! Which decisions stand: the one place that decides it.

use super::{Critical, SOON_DAYS, day, ground_of, shows};
use crate::pack::Priority;
use crate::screening::model::{
    Applies, Decision, Decisions, Entry, Screening, Standing, Status, What,
};

/// Judges decisions on a day against a screening, in the order of their numbers; withdrawals are part of what they
/// withdraw. A day that is not written as one (`2026-11-24`) makes a decision count as lapsed, never as standing.
#[must_use]
pub fn judge(
    entries: &[Entry],
    screening: &Screening,
    as_of: &str,
    critical: Critical,
) -> Vec<Decision> {
    let mut made: Vec<Decision> = entries
        .iter()
        .filter(|entry| entry.what.subject().is_some())
        .map(|entry| Decision {
            number: entry.number,
            day: entry.day.clone(),
            role: entry.role.clone(),
            what: entry.what.clone(),
            standing: standing(entry, entries, screening, as_of, critical),
        })
        .collect();
    made.sort_by_key(|one| one.number);
    made
}

/// Puts into a screening what was decided about it, judged on its own day.
pub fn attach(screening: &mut Screening, entries: &[Entry], critical: Critical) {
    let made = judge(entries, screening, &screening.as_of, critical);
    screening.decisions = Some(Decisions::new(made));
}

fn standing(
    entry: &Entry,
    entries: &[Entry],
    screening: &Screening,
    as_of: &str,
    critical: Critical,
) -> Standing {
    // Days are compared as days: a malformed one is never taken for an early one.
    let made = |entry: &Entry| match (day(&entry.day), day(as_of)) {
        (Some(made), Some(today)) => made <= today,
        _ => true,
    };
    if !made(entry) {
        return Standing::NotYet;
    }
    let later = || {
        entries
            .iter()
            .filter(|other| made(other) && other.number > entry.number)
    };
    // Of several the first counts, whatever order they come in.
    let withdrawal = later()
        .filter_map(|other| match &other.what {
            What::Withdraw { number, reason } if *number == entry.number => Some((other, reason)),
            _ => None,
        })
        .min_by_key(|(other, _)| other.number);
    if let Some((by, reason)) = withdrawal {
        return Standing::Withdrawn {
            by: by.number,
            day: by.day.clone(),
            role: by.role.clone(),
            reason: reason.clone(),
        };
    }
    // What was withdrawn itself took nobody's place; the earlier decision does not come back to life by it either,
    // because somebody had put it aside.
    let replaced = later()
        .filter(|other| other.what.replaces(&entry.what))
        .min_by_key(|other| other.number);
    if let Some(by) = replaced {
        return Standing::Replaced { by: by.number };
    }
    if let Some(unmatched) = unmatched(&entry.what, screening) {
        return unmatched;
    }
    // What is over stays over, whatever else changed: another answer does not bring it back.
    let left = left(&entry.what, as_of);
    if left.is_some_and(|days| days < 0) {
        return Standing::Lapsed;
    }
    if accepts_critical(&entry.what, screening) && critical == Critical::PlanOnly {
        return Standing::OnlyPlanned;
    }
    let changed = changed(&entry.what, screening);
    if !changed.is_empty() || other_kind(&entry.what, screening) {
        return Standing::GroundChanged { facts: changed };
    }
    match left {
        Some(days) if days <= SOON_DAYS => Standing::EndsSoon { days },
        _ => Standing::Stands,
    }
}

/// Returns for how many days more a decision holds, today left out; `None` where it has no last day. A day that is not
/// written as one is over.
fn left(what: &What, as_of: &str) -> Option<i32> {
    let last = what.last_day()?;
    Some(match (day(last), day(as_of)) {
        (Some(last), Some(today)) => (last - today).get_days(),
        _ => -1,
    })
}

fn unmatched(what: &What, screening: &Screening) -> Option<Standing> {
    let subject = what.subject()?;
    if screening.scope.applies == Applies::No {
        return Some(Standing::OutsideScope);
    }
    if let What::Plan { .. } = what {
        let known = screening
            .actions
            .iter()
            .chain(&screening.suggestions)
            .any(|action| action.id == subject);
        return (!known).then_some(Standing::Gone);
    }
    if shows(screening, subject) {
        return None;
    }
    Some(match screening.statuses.get(subject) {
        Some(Status::OutsideScope) => Standing::OutsideScope,
        Some(_) => Standing::NotRaised,
        None => Standing::Gone,
    })
}

fn accepts_critical(what: &What, screening: &Screening) -> bool {
    let (What::Accept { key, .. } | What::AcceptUnknown { key, .. }) = what else {
        return false;
    };
    screening
        .findings
        .iter()
        .any(|finding| &finding.key == key && finding.priority == Priority::Critical)
}

/// Returns the facts whose answer differs from the one the decision was made on.
fn changed(what: &What, screening: &Screening) -> Vec<String> {
    let Some(before) = what.ground() else {
        return Vec::new();
    };
    let now = ground_of(what, screening);
    let mut names: Vec<String> = before
        .keys()
        .chain(now.keys())
        .filter(|name| before.get(*name) != now.get(*name))
        .cloned()
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Returns whether what was accepted as raised is open now, or the reverse: a new pack can do that.
fn other_kind(what: &What, screening: &Screening) -> bool {
    let (key, wanted) = match what {
        What::Accept { key, .. } => (key, Status::Raised),
        What::AcceptUnknown { key, .. } => (key, Status::Open),
        _ => return false,
    };
    screening
        .findings
        .iter()
        .any(|finding| &finding.key == key && finding.status != wanted)
}
