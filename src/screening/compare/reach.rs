//! Which answers a state can depend on at all, so that causes are looked for among those only.
//!
//! This only narrows the search. What is found is always tried, so a mistake here could cost time and never bring a
//! wrong cause.

use std::collections::BTreeSet;

use super::observed::Observable;
use crate::condition::Node;
use crate::facts::{Fact, FactIndex, Kind, ListIndex};
use crate::pack::Pack;

/// Where an answer stands in the profiles of one pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// The pack does not know it.
    Nowhere,
    /// Once in a profile.
    Top(FactIndex),
    /// In a record of a list, in this slot.
    InRecord {
        list: ListIndex,
        slot: u16,
        fact: FactIndex,
        record: String,
    },
    /// Whether a list holds all there is.
    List(ListIndex),
    /// A whole record.
    Record { list: ListIndex, record: String },
}

/// The answers that a state can depend on in one pack.
#[derive(Debug, Default)]
pub(super) struct Reach {
    everything: bool,
    facts: BTreeSet<FactIndex>,
    /// Lists that are read as a whole.
    lists: BTreeSet<ListIndex>,
    /// The list and record that it is about.
    own: Option<(ListIndex, String)>,
}

impl Reach {
    /// Returns what a state can depend on; nothing where the pack has no such rule, ground or conflict.
    pub(super) fn of(pack: &Pack, observable: &Observable) -> Self {
        let mut reach = Self::default();
        match observable {
            Observable::Outcome => reach.everything = true,
            Observable::Scope => {}
            Observable::Ground(id) => {
                for ground in pack.grounds.iter().filter(|ground| ground.id == *id) {
                    reach.node(pack, &ground.when);
                }
            }
            Observable::Key(key) => reach.key(pack, key),
            Observable::Contradiction(key) => reach.contradiction(pack, key),
        }
        // Where the advisory does not apply, nothing else counts.
        for rule in &pack.scope {
            reach.node(pack, &rule.outside_when);
        }
        reach
    }

    /// Tells whether an answer is among them.
    pub(super) fn touches(&self, place: &Place) -> bool {
        let own = |at: &ListIndex, id: &String| {
            self.own
                .as_ref()
                .is_some_and(|(list, record)| list == at && record == id)
        };
        match place {
            Place::Nowhere => false,
            _ if self.everything => true,
            Place::Top(fact) => self.facts.contains(fact),
            Place::InRecord {
                list, fact, record, ..
            } => self.lists.contains(list) || (own(list, record) && self.facts.contains(fact)),
            Place::List(at) => {
                self.lists.contains(at) || self.own.as_ref().is_some_and(|(list, _)| list == at)
            }
            Place::Record { list, record } => self.lists.contains(list) || own(list, record),
        }
    }

    fn key(&mut self, pack: &Pack, key: &str) {
        let (id, record) = match key.split_once('@') {
            Some((id, record)) => (id, Some(record)),
            None => (key, None),
        };
        let Some(rule) = pack.rules.iter().find(|rule| rule.id == id) else {
            return;
        };
        if let (Some(list), Some(record)) = (rule.each, record) {
            self.own = Some((list, record.to_owned()));
            if let Some((at, _)) = pack.facts.list(list) {
                self.guarded(pack, at);
            }
        }
        for node in rule.applies.iter().chain([&rule.when]) {
            self.node(pack, node);
        }
    }

    fn contradiction(&mut self, pack: &Pack, key: &str) {
        let conflict = pack.conflicts.iter().find(|conflict| conflict.id == key);
        if let Some(conflict) = conflict {
            return self.node(pack, &conflict.when);
        }
        let (id, record) = match key.split_once('@') {
            Some((id, record)) => (id, Some(record)),
            None => (key, None),
        };
        if let Some(index) = pack.facts.find(id) {
            let list = pack.facts.get(index).and_then(Fact::list);
            self.own = list.zip(record.map(str::to_owned));
            self.fact(pack, index);
            // Two facts at odds are told of one of them, and that may be about a third that both say something of.
            for (other, fact) in pack.facts.iter() {
                if fact.lookup.contains(&index) {
                    self.fact(pack, other);
                }
            }
        }
    }

    fn node(&mut self, pack: &Pack, node: &Node) {
        for fact in node.facts(&pack.facts) {
            self.fact(pack, fact);
        }
    }

    fn fact(&mut self, pack: &Pack, index: FactIndex) {
        if let Some(Kind::Records(records)) = pack.facts.get(index).map(|fact| &fact.kind) {
            self.lists.insert(records.list);
        }
        if !self.facts.insert(index) {
            return;
        }
        self.guarded(pack, index);
        let fact = pack.facts.get(index);
        for source in fact.iter().flat_map(|fact| &fact.lookup) {
            self.fact(pack, *source);
        }
        let list = fact
            .and_then(Fact::list)
            .and_then(|list| pack.facts.list(list));
        if let Some((at, _)) = list {
            self.guarded(pack, at);
        }
        // An answer loses its force by what contradicts it.
        let conflicts = pack.conflicts.iter();
        for conflict in conflicts.filter(|conflict| conflict.unsettles.contains(&index)) {
            self.node(pack, &conflict.when);
        }
    }

    /// Adds what decides whether a question arises.
    fn guarded(&mut self, pack: &Pack, index: FactIndex) {
        if let Some(guard) = pack.guard(index) {
            self.node(pack, guard);
        }
    }
}
