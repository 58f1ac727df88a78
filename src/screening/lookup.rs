//! What answers say of other facts by the gazetteer: the province of a place, the country of a province.
//!
//! Only answers as they were given are read, never what was looked up itself, so that two facts may say something of
//! each other.

use std::collections::BTreeSet;

use crate::facts::{Cell, Fact, FactIndex, Kind, Value};
use crate::pack::Pack;
use crate::profile::{Profile, Reading};

/// What the answers to one fact say of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// The fact that was answered.
    pub(super) source: FactIndex,
    /// The values it leaves possible, sorted; never empty.
    pub(super) values: Vec<Value>,
}

/// Returns what the facts that a fact is looked up from say of it; those that say nothing are left out.
pub(super) fn said(pack: &Pack, profile: &Profile, fact: &Fact) -> Vec<Said> {
    let mut all = Vec::new();
    for source in &fact.lookup {
        let values = values(pack, profile, fact, *source);
        if !values.is_empty() {
            all.push(Said {
                source: *source,
                values,
            });
        }
    }
    all
}

fn values(pack: &Pack, profile: &Profile, fact: &Fact, source: FactIndex) -> Vec<Value> {
    let (Some(from), Some(given)) = (pack.facts.get(source), profile.answers.get(&source)) else {
        return Vec::new();
    };
    let mut all = BTreeSet::new();
    for answer in &given.answers {
        let name = match &answer.reading {
            Reading::Text(text) => Some(text.as_str()),
            Reading::Value(Value::Option(number)) => from.option_id(*number),
            _ => None,
        };
        let places = name.into_iter().flat_map(|name| pack.places.find(name));
        let said: Vec<Value> = places
            .filter_map(|place| {
                fact.option_number(match fact.kind {
                    Kind::Country(_) => &place.country,
                    _ => &place.province,
                })
            })
            .map(Value::Option)
            .collect();
        if said.is_empty() {
            // Of several answers the one that says nothing may be the right one, so together they rule nothing out.
            return Vec::new();
        }
        all.extend(said);
    }
    all.into_iter().collect()
}

/// Combines what several facts say of one that nobody answered. Where they cannot all be right, every value stays
/// possible, and the pairs that differ are returned as well.
pub(super) fn combine(all: &[Said]) -> (Cell, Vec<(FactIndex, FactIndex)>) {
    let mut clashes = Vec::new();
    let Some((first, rest)) = all.split_first() else {
        return (Cell::Unanswered, clashes);
    };
    let mut common = first.values.clone();
    for (number, said) in (1..).zip(rest) {
        let mut narrower = common.clone();
        narrower.retain(|value| said.values.contains(value));
        if narrower.is_empty() {
            let apart =
                |other: &&Said| !other.values.iter().any(|value| said.values.contains(value));
            let earlier = all.iter().take(number);
            clashes.extend(
                earlier
                    .filter(apart)
                    .map(|other| (other.source, said.source)),
            );
            narrower = common;
            narrower.extend(&said.values);
            narrower.sort_unstable();
            narrower.dedup();
        }
        common = narrower;
    }
    let cell = match common.as_slice() {
        [one] => Cell::One(*one),
        _ => Cell::Many(common),
    };
    (cell, clashes)
}
