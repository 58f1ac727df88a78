//! Whether the source speaks about a partnership at all, and what it decides on itself.

use super::entries::waits_for;
use super::model::{Applies, Ground, GroundState, Reason, Scope};
use super::reasons::{Known, Subject, witnesses};
use crate::condition::{Blocker, Node, Truth, evaluate};
use crate::facts::AnswerTable;
use crate::pack::Pack;

/// Decides whether the source speaks about this partnership: outside if any reason is true, else open if any is unknown.
pub(super) fn applies(pack: &Pack, table: &AnswerTable) -> Applies {
    let truths = pack
        .scope
        .iter()
        .map(|rule| evaluate(&rule.outside_when, table, None));
    match truths.max() {
        Some(Truth::True) => Applies::No,
        Some(Truth::Unknown) => Applies::Open,
        Some(Truth::False) | None => Applies::Yes,
    }
}

/// Says whether the source speaks about this partnership, and why.
pub(super) fn scope(known: &Known<'_>) -> Scope {
    let table = &known.settled.table;
    let of = |truth: Truth| {
        known
            .pack
            .scope
            .iter()
            .filter(move |rule| evaluate(&rule.outside_when, table, None) == truth)
    };
    let describe = |applies: Applies, truth: Truth| {
        let mut because: Vec<Reason> = Vec::new();
        for rule in of(truth) {
            let subjects: Vec<Subject> = if truth == Truth::True {
                witnesses(known.pack, &rule.outside_when, table, None)
            } else {
                waits_for(known.pack, table, &rule.outside_when, None)
                    .into_iter()
                    .filter_map(|blocker| as_subject(known.pack, blocker))
                    .collect()
            };
            for reason in subjects
                .into_iter()
                .filter_map(|subject| known.reason(subject))
            {
                if !because.contains(&reason) {
                    because.push(reason);
                }
            }
        }
        let texts = of(truth).map(|rule| rule.text.get(known.lang).to_owned());
        Scope {
            applies,
            // What is still open is told by its questions; the texts say what holds.
            texts: if truth == Truth::True {
                texts.collect()
            } else {
                Vec::new()
            },
            because,
        }
    };
    match applies(known.pack, table) {
        Applies::No => describe(Applies::No, Truth::True),
        Applies::Open => describe(Applies::Open, Truth::Unknown),
        Applies::Yes => Scope {
            applies: Applies::Yes,
            texts: Vec::new(),
            because: Vec::new(),
        },
    }
}

pub(super) fn scope_blockers(known: &Known<'_>) -> Vec<Blocker> {
    let mut found = Vec::new();
    for rule in &known.pack.scope {
        for blocker in waits_for(known.pack, &known.settled.table, &rule.outside_when, None) {
            if !found.contains(&blocker) {
                found.push(blocker);
            }
        }
    }
    found
}

pub(super) fn as_subject(pack: &Pack, blocker: Blocker) -> Option<Subject> {
    Some(match blocker {
        Blocker::Fact(fact, record) => (fact, record),
        Blocker::List(list) => (pack.facts.list(list)?.0, None),
    })
}

/// Returns what is known of a ground.
pub(super) fn ground_state(known: &Known<'_>, when: &Node) -> GroundState {
    match evaluate(when, &known.settled.table, None) {
        Truth::True => GroundState::Met,
        Truth::False => GroundState::NotMet,
        Truth::Unknown => {
            let mut facts = when.facts(&known.pack.facts).into_iter();
            if facts.any(|fact| known.is_conflicting((fact, None))) {
                GroundState::Conflicting
            } else {
                GroundState::Open
            }
        }
    }
}

pub(super) fn grounds(known: &Known<'_>) -> Vec<Ground> {
    known
        .pack
        .grounds
        .iter()
        .map(|ground| {
            let state = ground_state(known, &ground.when);
            let text = match state {
                GroundState::Met => &ground.met,
                GroundState::NotMet => &ground.not_met,
                GroundState::Conflicting => &ground.conflicting,
                GroundState::Open => &ground.open,
            };
            Ground {
                id: ground.id.clone(),
                title: ground.title.get(known.lang).to_owned(),
                state,
                text: text.get(known.lang).to_owned(),
                others: ground
                    .others
                    .as_ref()
                    .filter(|_| state == GroundState::Met)
                    .map(|others| others.get(known.lang).to_owned()),
                because: ground
                    .when
                    .facts(&known.pack.facts)
                    .into_iter()
                    .filter_map(|fact| known.reason((fact, None)))
                    .collect(),
                cites: known.citations(&ground.cites),
            }
        })
        .collect()
}
