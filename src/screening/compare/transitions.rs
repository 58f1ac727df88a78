//! Every key whose status, priority or level differs, in the order to read them.

use std::collections::{BTreeMap, BTreeSet};

use super::causes::{Causes, Renames};
use super::model::{ContradictionChange, ContradictionKind, Rank, Transition, TransitionKind};
use super::observed::{Observable, Observed};
use super::subject::Subject;
use crate::pack::{Pack, Placeholder, Priority, Rule, parts};
use crate::screening::model::{Contradiction, Finding, Screening, Status};
use crate::text::Lang;

/// Both sides, with what belongs to each key under its id of now.
pub(super) struct Both<'a> {
    then: &'a Observed,
    before: &'a Subject<'a>,
    after: &'a Subject<'a>,
    renames: &'a Renames,
    lang: Lang,
    found_then: BTreeMap<String, &'a Finding>,
    found_now: BTreeMap<String, &'a Finding>,
}

impl<'a> Both<'a> {
    pub(super) fn new(
        (before, after): (&'a Subject<'a>, &'a Subject<'a>),
        then: &'a Observed,
        renames: &'a Renames,
        lang: Lang,
    ) -> Self {
        let found = |screening: &'a Screening, key: &dyn Fn(&str) -> String| {
            let findings = screening.findings.iter();
            findings
                .map(|finding| (key(&finding.key), finding))
                .collect()
        };
        Self {
            then,
            found_then: found(&before.screening, &|key| renames.rules.key_now(key)),
            found_now: found(&after.screening, &str::to_owned),
            before,
            after,
            renames,
            lang,
        }
    }

    /// Returns the transitions in the order to read them, each with its cause.
    pub(super) fn transitions(&self, causes: &mut Causes<'_>) -> Vec<Transition> {
        let now = &self.after.observed;
        let keys: BTreeSet<&String> = self
            .then
            .statuses
            .keys()
            .chain(now.statuses.keys())
            .collect();
        let mut changed: Vec<(&String, TransitionKind)> = keys
            .into_iter()
            .filter_map(|key| Some((key, self.kind(key)?)))
            .collect();
        changed.sort_by_cached_key(|(key, kind)| self.order(key, *kind));
        changed
            .into_iter()
            .map(|(key, kind)| self.transition(key, kind, causes))
            .collect()
    }

    fn kind(&self, key: &str) -> Option<TransitionKind> {
        let before = self.then.statuses.get(key).copied();
        let after = self.after.observed.statuses.get(key).copied();
        if before != after {
            return Some(kind(before, after));
        }
        let ranks = |found: &BTreeMap<String, &Finding>| found.get(key).copied().map(rank);
        (ranks(&self.found_then) != ranks(&self.found_now)).then_some(TransitionKind::RankChanged)
    }

    /// Groups in the order of reading; within them what is pressing first, then as the pack has its rules.
    fn order(&self, key: &str, kind: TransitionKind) -> impl Ord + use<> {
        let group = match kind {
            // Raised is raised, whatever it was before: the most pressing comes first.
            TransitionKind::OpenToRaised => TransitionKind::NewlyRaised,
            TransitionKind::NowOpen => TransitionKind::RaisedToOpen,
            other => other,
        };
        let found = self.found_now.get(key).or_else(|| self.found_then.get(key));
        let (id, record) = match key.split_once('@') {
            Some((id, record)) => (id, Some(record.to_owned())),
            None => (key, None),
        };
        let place = |subject: &Subject<'_>, id: &str| {
            let rules = subject.pack.map(|pack| &pack.rules)?;
            rules.iter().position(|rule| rule.id == id)
        };
        let place = place(self.after, id)
            .map(|place| (0, place))
            .or_else(|| place(self.before, self.renames.rules.then(id)).map(|place| (1, place)));
        (
            group,
            found.is_none(),
            found.map(|finding| finding.priority),
            kind,
            place.is_none(),
            place,
            id.to_owned(),
            record.as_deref() == Some("*"),
            record,
        )
    }

    fn transition(&self, key: &str, kind: TransitionKind, causes: &mut Causes<'_>) -> Transition {
        let (then, now) = (self.found_then.get(key), self.found_now.get(key));
        let observable = Observable::Key(key.to_owned());
        let old_key = match key.split_once('@') {
            Some((id, record)) => format!("{}@{record}", self.renames.rules.then(id)),
            None => self.renames.rules.then(key).to_owned(),
        };
        Transition {
            key: key.to_owned(),
            old_key: (old_key != key).then_some(old_key),
            kind,
            before: self.then.statuses.get(key).copied(),
            after: self.after.observed.statuses.get(key).copied(),
            title: match now.or(then) {
                Some(finding) => finding.title.clone(),
                None => self.title(key),
            },
            text: now
                .filter(|finding| finding.status == Status::Raised)
                .map(|finding| finding.text.clone()),
            rank_before: then.copied().map(rank),
            rank_after: now.copied().map(rank),
            cause: if kind == TransitionKind::RankChanged {
                causes.of_rank(&observable)
            } else {
                causes.of(&observable)
            },
        }
    }

    /// Returns the title of a rule that is no finding on either side; its key where its pack is not at hand.
    fn title(&self, key: &str) -> String {
        let (id, record) = match key.split_once('@') {
            Some((id, record)) => (id, Some(record)),
            None => (key, None),
        };
        let find = |subject: &Subject<'a>, id: &str| {
            let pack = subject.pack?;
            let rule = pack.rules.iter().find(|rule| rule.id == id)?;
            Some(title(pack, rule, record, self.lang))
        };
        find(self.after, id)
            .or_else(|| find(self.before, self.renames.rules.then(id)))
            .unwrap_or_else(|| key.to_owned())
    }

    /// Returns the contradictions that are new, gone or ranked otherwise, each with its cause.
    pub(super) fn contradictions(&self, causes: &mut Causes<'_>) -> Vec<ContradictionChange> {
        let entries = |screening: &'a Screening| screening.contradictions.iter();
        let then: BTreeMap<String, &Contradiction> = entries(&self.before.screening)
            .map(|entry| (self.renames.facts.key_now(&entry.key), entry))
            .collect();
        let now: BTreeMap<String, &Contradiction> = entries(&self.after.screening)
            .map(|entry| (entry.key.clone(), entry))
            .collect();
        let keys: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
        let mut found: Vec<ContradictionChange> = keys
            .into_iter()
            .filter_map(|key| {
                let (then, now) = (then.get(key).copied(), now.get(key).copied());
                let ranks = (then.map(rank_of_clash), now.map(rank_of_clash));
                let kind = match &ranks {
                    (None, _) => ContradictionKind::New,
                    (_, None) => ContradictionKind::Gone,
                    (then, now) if then != now => ContradictionKind::RankChanged,
                    _ => return None,
                };
                let observable = Observable::Contradiction(key.clone());
                Some(ContradictionChange {
                    key: key.clone(),
                    kind,
                    text: now.or(then)?.text.clone(),
                    rank_before: ranks.0,
                    rank_after: ranks.1,
                    cause: if kind == ContradictionKind::RankChanged {
                        causes.of_rank(&observable)
                    } else {
                        causes.of(&observable)
                    },
                })
            })
            .collect();
        // Stable: among equals the keys stay in order.
        found.sort_by_key(|change| {
            let rank = change.rank_after.as_ref().or(change.rank_before.as_ref());
            (
                change.kind != ContradictionKind::New,
                rank.map(|rank| rank.priority),
            )
        });
        found
    }
}

/// Returns how a key changed whose status is another one.
fn kind(before: Option<Status>, after: Option<Status>) -> TransitionKind {
    match (before, after) {
        (Some(Status::Open), Some(Status::Raised)) => TransitionKind::OpenToRaised,
        (_, Some(Status::Raised)) => TransitionKind::NewlyRaised,
        (Some(Status::Raised), Some(Status::Open)) => TransitionKind::RaisedToOpen,
        (_, Some(Status::Open)) => TransitionKind::NowOpen,
        (Some(Status::Raised), Some(Status::NotRaised)) => TransitionKind::RaisedToNotRaised,
        (Some(Status::OutsideScope), Some(Status::NotRaised)) => {
            TransitionKind::NoLongerOutsideScope
        }
        (Some(_), Some(Status::NotRaised)) => TransitionKind::OpenToNotRaised,
        (Some(_), Some(Status::OutsideScope)) => TransitionKind::NowOutsideScope,
        (Some(_), None) => TransitionKind::Vanished,
        (None, _) => TransitionKind::New,
    }
}

fn rank(finding: &Finding) -> Rank {
    make_rank(finding.priority, &finding.level)
}

fn rank_of_clash(entry: &Contradiction) -> Rank {
    make_rank(entry.priority, &entry.level)
}

fn make_rank(priority: Priority, level: &str) -> Rank {
    Rank {
        priority,
        level: level.to_owned(),
    }
}

/// Returns the title of a rule, with the name of its record.
fn title(pack: &Pack, rule: &Rule, record: Option<&str>, lang: Lang) -> String {
    let records = rule.each.and_then(|list| pack.facts.list(list));
    let record = match (record, records) {
        (Some("*"), Some((_, records))) => records.others.get(lang),
        (record, _) => record.unwrap_or_default(),
    };
    parts(rule.title.get(lang))
        .into_iter()
        .map(|part| match part {
            Placeholder::Literal(text) => text,
            // A title has no other placeholder than the record's name.
            Placeholder::Name(_) => record,
        })
        .collect()
}
