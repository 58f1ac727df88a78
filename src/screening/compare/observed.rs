//! What a comparison looks at: the states that a screening comes to, without its words.

use std::collections::{BTreeMap, BTreeSet};

use super::links::Links;
use crate::condition::Bindings;
use crate::pack::Pack;
use crate::profile::Profile;
use crate::screening::contradictions::contradictions;
use crate::screening::entries::status;
use crate::screening::model::{Applies, GroundState, Screening, Status};
use crate::screening::outcome::interval;
use crate::screening::reasons::Known;
use crate::screening::scope::{applies, ground_state};
use crate::screening::settle::settle;
use crate::text::Lang;

/// The levels of an outcome: lowest, highest, and whether no answer can change it.
type Levels = (Option<String>, String, bool);

/// The states that a screening comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Observed {
    pub(super) scope: Applies,
    pub(super) outcome: Option<Levels>,
    pub(super) grounds: BTreeMap<String, GroundState>,
    pub(super) statuses: BTreeMap<String, Status>,
    pub(super) contradictions: BTreeSet<String>,
}

/// One state among them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Observable {
    Scope,
    Outcome,
    Ground(String),
    Key(String),
    Contradiction(String),
}

impl Observed {
    /// Reads the states off a result.
    pub(super) fn of(screening: &Screening) -> Self {
        Self {
            scope: screening.scope.applies,
            outcome: screening.outcome.as_ref().map(|outcome| {
                (
                    outcome.lowest.clone(),
                    outcome.highest.clone(),
                    outcome.determined,
                )
            }),
            grounds: screening
                .grounds
                .iter()
                .map(|ground| (ground.id.clone(), ground.state))
                .collect(),
            statuses: screening.statuses.clone(),
            contradictions: screening
                .contradictions
                .iter()
                .map(|entry| entry.key.clone())
                .collect(),
        }
    }

    /// Screens a profile for its states only. A test holds that a whole screening comes to the same ones.
    pub(super) fn screen(pack: &Pack, profile: &Profile) -> Self {
        let settled = settle(pack, profile);
        let known = Known {
            pack,
            profile,
            settled: &settled,
            lang: Lang::En,
        };
        let scope = applies(pack, &settled.table);
        let mut statuses = BTreeMap::new();
        let (mut raised, mut open) = (Vec::new(), Vec::new());
        for rule in &pack.rules {
            let mut add = |key: String, status: Status| {
                match status {
                    _ if scope == Applies::No => {}
                    Status::Raised => raised.push(rule.level),
                    Status::Open => open.push(rule.level),
                    Status::NotRaised | Status::OutsideScope => {}
                }
                let outside = scope == Applies::No;
                statuses.insert(
                    key,
                    if outside {
                        Status::OutsideScope
                    } else {
                        status
                    },
                );
            };
            let Some(list) = rule.each else {
                add(rule.id.clone(), status(rule, &settled.table, None));
                continue;
            };
            for record in settled.table.records(list) {
                let id = known.record_id_in(list, Some(record)).unwrap_or_default();
                let bindings = Bindings::new(list, record);
                let status = status(rule, &settled.table, Some(&bindings));
                add(format!("{}@{id}", rule.id), status);
            }
        }
        let clashes = contradictions(&known);
        if scope == Applies::No {
            return Self {
                scope,
                outcome: None,
                grounds: BTreeMap::new(),
                statuses,
                contradictions: clashes.into_iter().map(|clash| clash.entry.key).collect(),
            };
        }
        let (lowest, highest) = interval(
            raised
                .into_iter()
                .chain(clashes.iter().map(|clash| clash.level)),
            open.into_iter(),
        );
        let levels = pack.level(lowest).zip(pack.level(highest));
        Self {
            scope,
            outcome: levels.map(|(low, high)| {
                (
                    (scope == Applies::Yes).then(|| low.id.clone()),
                    high.id.clone(),
                    scope == Applies::Yes && lowest == highest,
                )
            }),
            grounds: pack
                .grounds
                .iter()
                .map(|ground| (ground.id.clone(), ground_state(&known, &ground.when)))
                .collect(),
            statuses,
            contradictions: clashes.into_iter().map(|clash| clash.entry.key).collect(),
        }
    }

    /// Returns the same states under the ids that rules and facts have now.
    pub(super) fn renamed(self, rules: &Links, facts: &Links) -> Self {
        if rules.forward.is_empty() && facts.forward.is_empty() {
            return self;
        }
        Self {
            statuses: self
                .statuses
                .into_iter()
                .map(|(key, status)| (rules.key_now(&key), status))
                .collect(),
            contradictions: self
                .contradictions
                .iter()
                .map(|key| facts.key_now(key))
                .collect(),
            ..self
        }
    }

    /// Tells whether one state is the same in both.
    pub(super) fn agrees(&self, other: &Self, on: &Observable) -> bool {
        match on {
            Observable::Scope => self.scope == other.scope,
            Observable::Outcome => self.outcome == other.outcome,
            Observable::Ground(id) => self.grounds.get(id) == other.grounds.get(id),
            Observable::Key(key) => self.statuses.get(key) == other.statuses.get(key),
            Observable::Contradiction(key) => {
                self.contradictions.contains(key) == other.contradictions.contains(key)
            }
        }
    }

    /// Returns every state in which two differ.
    pub(super) fn differences(&self, other: &Self) -> Vec<Observable> {
        let union = |ours: Vec<&String>, theirs: Vec<&String>| -> BTreeSet<String> {
            ours.into_iter().chain(theirs).cloned().collect()
        };
        let grounds = union(
            self.grounds.keys().collect(),
            other.grounds.keys().collect(),
        );
        let keys = union(
            self.statuses.keys().collect(),
            other.statuses.keys().collect(),
        );
        let contradictions = union(
            self.contradictions.iter().collect(),
            other.contradictions.iter().collect(),
        );
        [Observable::Scope, Observable::Outcome]
            .into_iter()
            .chain(grounds.into_iter().map(Observable::Ground))
            .chain(contradictions.into_iter().map(Observable::Contradiction))
            .chain(keys.into_iter().map(Observable::Key))
            .filter(|observable| !self.agrees(other, observable))
            .collect()
    }
}
