//! Where the answers of a profile stand in its text.

use crate::facts::{Fact, FactIndex, Facts, Kind, Records, Spot};
use crate::yaml::{Entry, Node};

/// The place of one question in a profile, answered or not.
#[derive(Debug, Clone, Copy)]
pub struct Site<'d> {
    /// The question.
    pub fact: FactIndex,
    /// The id of the record it stands in.
    pub record: Option<&'d str>,
    /// Its key with all that stands under it.
    pub entry: &'d Entry,
}

/// Returns the places of all questions in a tree, those of records too; what is no question is left out.
#[must_use]
pub fn sites<'d>(root: &'d Node, facts: &Facts) -> Vec<Site<'d>> {
    let mut found = Vec::new();
    group(root, "", facts, &mut found);
    found
}

fn group<'d>(node: &'d Node, prefix: &str, facts: &Facts, found: &mut Vec<Site<'d>>) {
    for entry in node.as_mapping().unwrap_or_default() {
        let path = format!("{prefix}{}", entry.key);
        let is_top =
            |index: &FactIndex| facts.get(*index).is_some_and(|fact| fact.spot == Spot::Top);
        let fact = facts.find(&path).filter(is_top);
        let Some(fact) = fact.or_else(|| facts.find_renamed(&path)) else {
            if facts.is_group(&path) {
                group(&entry.value, &format!("{path}."), facts, found);
            }
            continue;
        };
        found.push(Site {
            fact,
            record: None,
            entry,
        });
        if let Some(Kind::Records(records)) = facts.get(fact).map(|fact| &fact.kind) {
            list(&entry.value, records, facts, found);
        }
    }
}

fn list<'d>(node: &'d Node, records: &Records, facts: &Facts, found: &mut Vec<Site<'d>>) {
    let items = node.get("records").map_or(node, |entry| &entry.value);
    for item in items.as_sequence().unwrap_or_default() {
        let id = item.get("id").and_then(|entry| entry.value.as_scalar());
        for entry in item.as_mapping().unwrap_or_default() {
            let is_it = |fact: &Fact| fact.key() == entry.key || fact.had_key(&entry.key);
            let mut known = records.facts.iter().copied();
            let fact = known.find(|index| facts.get(*index).is_some_and(is_it));
            found.extend(fact.map(|fact| Site {
                fact,
                record: id.map(|scalar| scalar.text.as_str()),
                entry,
            }));
        }
    }
}
