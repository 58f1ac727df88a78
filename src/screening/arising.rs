//! Which questions can still matter, given the answers so far.

use std::collections::BTreeSet;

use super::entries::{guards, status};
use super::model::Status;
use super::settle::settle;
use crate::condition::{Bindings, Node, Truth, evaluate};
use crate::facts::{AnswerTable, Fact, FactIndex, Kind, Record};
use crate::pack::Pack;
use crate::profile::Profile;

/// Returns the facts whose questions arise and can still matter: a rule that may be raised, a ground, a conflict, the
/// scope, an action or another such question reads them, or nothing tests them, as names and places.
///
/// Facts of records count where they matter for a record that nobody has entered yet.
#[must_use]
pub fn arising(pack: &Pack, profile: &Profile) -> BTreeSet<FactIndex> {
    let table = settle(pack, profile).table;
    let mut read: BTreeSet<FactIndex> = BTreeSet::new();
    let mut add = |node: &Node| read.extend(node.facts(&pack.facts));
    for node in always_asked(pack) {
        add(node);
    }
    for rule in &pack.rules {
        let bindings = rule.each.map(|list| Bindings::new(list, Record::Others));
        let status = status(rule, &table, bindings.as_ref());
        if matches!(status, Status::Open | Status::Raised) {
            rule.applies.iter().chain([&rule.when]).for_each(&mut add);
        }
    }
    for action in &pack.actions {
        if let Some(when) = &action.suggest_when
            && evaluate(when, &table, None) != Truth::False
        {
            add(when);
        }
    }
    add_what_they_hang_on(pack, &mut read);
    let arises = |index: &FactIndex| may_arise(pack, &table, *index);
    pack.facts
        .iter()
        .filter(|(index, fact)| {
            let matters = match fact.kind {
                Kind::Text | Kind::Date | Kind::Place => true,
                // What was answered may be what put a rule outside scope.
                _ => read.contains(index) || profile.answers.contains_key(index),
            };
            matters && arises(index)
        })
        .map(|(index, _)| index)
        .collect()
}

/// Returns the conditions that speak at every stage of a link.
fn always_asked(pack: &Pack) -> impl Iterator<Item = &Node> {
    let scope = pack.scope.iter().map(|rule| &rule.outside_when);
    let grounds = pack.grounds.iter().map(|ground| &ground.when);
    scope.chain(grounds)
}

/// Adds the lists that facts stand in, and the facts that guards and lookups read.
fn add_what_they_hang_on(pack: &Pack, read: &mut BTreeSet<FactIndex>) {
    let mut waiting: Vec<FactIndex> = read.iter().copied().collect();
    while let Some(index) = waiting.pop() {
        let list = pack
            .facts
            .get(index)
            .and_then(Fact::list)
            .and_then(|list| pack.facts.list(list));
        let more = guards(pack, index)
            .flat_map(|guard| guard.facts(&pack.facts))
            .chain(list.map(|(list, _)| list));
        for fact in more {
            if read.insert(fact) {
                waiting.push(fact);
            }
        }
    }
}

/// Tells whether the question of a fact may still arise.
fn may_arise(pack: &Pack, table: &AnswerTable, index: FactIndex) -> bool {
    let list = pack.facts.get(index).and_then(Fact::list);
    let bindings = list.map(|list| Bindings::new(list, Record::Others));
    guards(pack, index).all(|guard| evaluate(guard, table, bindings.as_ref()) != Truth::False)
}
