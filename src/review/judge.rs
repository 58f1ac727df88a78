//! Which decisions stand: the one place that decides it.

use super::{Critical, Entry, SOON_DAYS, What, day, ground_of, shows};
use crate::pack::Priority;
use crate::screening::model::{Applies, Screening, Status};

/// Whether a decision stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Stands,
    /// It does, for this many days more (0: today is the last one).
    EndsSoon(i32),
    /// Its last day is over: the finding is back, or the action is late.
    Lapsed,
    /// The answers it was made on are others now; these are the facts that differ, as `fact` or `fact@record`.
    GroundChanged(Vec<String>),
    /// It accepts what now is critical, and that can only be planned for.
    OnlyPlanned,
    /// Its finding is not raised or open any more.
    NotRaised,
    /// The advisory, or the rule, does not speak about this partnership or record any more.
    OutsideScope,
    /// Nothing has its key any more.
    Gone,
    /// It is dated after the day that is asked about.
    NotYet,
    /// The entry with this number took its place.
    Replaced(u64),
    /// The entry with this number took it back.
    Withdrawn(u64),
}

/// A decision and whether it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged<'a> {
    /// The decision.
    pub entry: &'a Entry,
    /// Whether it stands.
    pub standing: Standing,
}

/// How many decisions there are of each; withdrawn, replaced and later ones are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Raised findings that are accepted.
    pub accepted: usize,
    /// Open findings whose not knowing is accepted.
    pub accepted_unknown: usize,
    /// Actions that are planned.
    pub planned: usize,
    /// Notes.
    pub noted: usize,
    /// Decisions whose last day is over.
    pub lapsed: usize,
    /// Decisions made on other answers, or that the pack does not allow any more.
    pub ground_changed: usize,
    /// Decisions that match nothing any more.
    pub unmatched: usize,
}

/// Judges decisions on a day against a screening, in the order they were made; withdrawals are part of what they
/// withdraw. A day that is not written as one (`2026-11-24`) makes a decision count as lapsed, never as standing.
#[must_use]
pub fn judge<'a>(
    entries: &'a [Entry],
    screening: &Screening,
    as_of: &str,
    critical: Critical,
) -> Vec<Judged<'a>> {
    entries
        .iter()
        .filter(|entry| entry.what.subject().is_some())
        .map(|entry| Judged {
            entry,
            standing: standing(entry, entries, screening, as_of, critical),
        })
        .collect()
}

/// Counts decisions.
#[must_use]
pub fn tally(judged: &[Judged<'_>]) -> Tally {
    let mut tally = Tally::default();
    for one in judged {
        let count = match (&one.standing, &one.entry.what) {
            (Standing::Stands | Standing::EndsSoon(_), what) => match what {
                What::Accept { .. } => &mut tally.accepted,
                What::AcceptUnknown { .. } => &mut tally.accepted_unknown,
                What::Plan { .. } => &mut tally.planned,
                What::Note { .. } => &mut tally.noted,
                What::Withdraw { .. } => continue,
            },
            (Standing::Lapsed, _) => &mut tally.lapsed,
            (Standing::GroundChanged(_) | Standing::OnlyPlanned, _) => &mut tally.ground_changed,
            (Standing::NotRaised | Standing::OutsideScope | Standing::Gone, _) => {
                &mut tally.unmatched
            }
            (Standing::NotYet | Standing::Replaced(_) | Standing::Withdrawn(_), _) => continue,
        };
        *count = count.saturating_add(1);
    }
    tally
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
    let withdrawn = |what: u64| {
        entries.iter().filter(|other| made(other)).find(|other| {
            other.number > what
                && matches!(&other.what, What::Withdraw { number, .. } if *number == what)
        })
    };
    if let Some(by) = withdrawn(entry.number) {
        return Standing::Withdrawn(by.number);
    }
    // What was withdrawn itself took nobody's place; the earlier decision does not come back to life by it either,
    // because somebody had put it aside.
    if let Some(by) = later().find(|other| other.what.replaces(&entry.what)) {
        return Standing::Replaced(by.number);
    }
    if let Some(unmatched) = unmatched(&entry.what, screening) {
        return unmatched;
    }
    if accepts_critical(&entry.what, screening) && critical == Critical::PlanOnly {
        return Standing::OnlyPlanned;
    }
    let changed = changed(&entry.what, screening);
    if !changed.is_empty() || other_kind(&entry.what, screening) {
        return Standing::GroundChanged(changed);
    }
    let Some(last) = entry.what.last_day() else {
        return Standing::Stands;
    };
    let (Some(last), Some(today)) = (day(last), day(as_of)) else {
        return Standing::Lapsed;
    };
    match (last - today).get_days() {
        left if left < 0 => Standing::Lapsed,
        left if left <= SOON_DAYS => Standing::EndsSoon(left),
        _ => Standing::Stands,
    }
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
