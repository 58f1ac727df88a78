//! `replaces` of facts and their options: what a profile of before may still say has one meaning.

use std::collections::BTreeMap;

use super::facts::{Later, TOP_KEYS, is_fact_id};
use super::{FACTS, Loader, item_span};
use crate::facts::{Fact, Spot};
use crate::text::{Text, bilingual};
use crate::yaml::{Node, Problem, Span};

impl Loader<'_> {
    /// Checks every `replaces` of the questionnaire.
    pub(super) fn replaces(&mut self, entries: &[Later]) {
        let mut found = Vec::new();
        // Old ids by what they replace: whole ids outside records, keys of a list's records.
        let mut claimed: BTreeMap<(Option<u16>, String), String> = BTreeMap::new();
        for Later { fact, node, .. } in entries {
            let Some(fact) = self.pack.facts.get(*fact) else {
                continue;
            };
            for (number, old) in fact.replaces.iter().enumerate() {
                let wrong = self.wrong_name(fact, old).or_else(|| {
                    let by = claimed.insert(claim(fact, old), fact.id.clone());
                    by.map(|by| claimed_already(old, &by))
                });
                found.extend(wrong.map(|text| (item_span(node, "replaces", number), text)));
            }
            options(fact, node, &mut found);
        }
        for (span, text) in found {
            self.refuse(FACTS, Problem::at(span, "replaces", text));
        }
    }

    /// Says why an id cannot be one that a fact had before.
    fn wrong_name(&self, fact: &Fact, old: &str) -> Option<Text> {
        if !is_fact_id(old) {
            return Some(bilingual!(
                "`{old}` kan geen naam van een feit zijn",
                "`{old}` cannot name a fact"
            ));
        }
        let facts = &self.pack.facts;
        if let Spot::InRecord { list, .. } = fact.spot {
            let Some((_, key)) = old.split_once('.').filter(|(_, key)| !key.contains('.')) else {
                return Some(bilingual!(
                    "`{old}` kan geen feit van een onderdeel zijn geweest: dat heeft twee delen met een punt ertussen",
                    "`{old}` cannot have been a fact of a record: that has two parts with a point between them"
                ));
            };
            let is_key = |fact: &&Fact| fact.list() == Some(list) && fact.key() == key;
            let is_taken = key == "id" || facts.iter().any(|(_, other)| is_key(&other));
            return is_taken.then(|| still_there(old));
        }
        if facts.find(old).is_some() || TOP_KEYS.contains(&old) {
            return Some(still_there(old));
        }
        let is_below = |id: &str, group: &str| {
            id.strip_prefix(group)
                .is_some_and(|rest| rest.starts_with('.'))
        };
        let other = facts.iter().find(|(_, other)| {
            other.spot == Spot::Top && (is_below(&other.id, old) || is_below(old, &other.id))
        });
        other.map(|(_, other)| {
            let id = &other.id;
            bilingual!(
                "`{old}` en `{id}` kunnen niet samen in een profiel staan",
                "`{old}` and `{id}` cannot stand in one profile"
            )
        })
    }
}

/// Returns what a profile of before would say for a fact.
fn claim(fact: &Fact, old: &str) -> (Option<u16>, String) {
    match fact.spot {
        Spot::Top => (None, old.to_owned()),
        Spot::InRecord { list, .. } => {
            let key = old.split_once('.').map_or(old, |(_, key)| key);
            (Some(list.0), key.to_owned())
        }
    }
}

/// Checks what the options of a fact replace.
fn options(fact: &Fact, node: &Node, found: &mut Vec<(Span, Text)>) {
    let items = node
        .get("options")
        .and_then(|options| options.value.as_sequence())
        .unwrap_or_default();
    let mut claimed: BTreeMap<&str, &str> = BTreeMap::new();
    for (option, item) in fact.options().iter().zip(items) {
        for (number, old) in option.replaces.iter().enumerate() {
            let is_word = matches!(old.as_str(), "" | "unknown" | "onbekend");
            let wrong = if is_word || fact.option_number(old).is_some() {
                Some(still_there(old))
            } else {
                let by = claimed.insert(old, &option.id);
                by.map(|by| claimed_already(old, by))
            };
            found.extend(wrong.map(|text| (item_span(item, "replaces", number), text)));
        }
    }
}

fn still_there(old: &str) -> Text {
    bilingual!(
        "`{old}` bestaat nog, dus niets kan het vervangen",
        "`{old}` still exists, so nothing can replace it"
    )
}

fn claimed_already(old: &str, by: &str) -> Text {
    bilingual!(
        "`{old}` wordt al vervangen door `{by}`",
        "`{old}` is replaced by `{by}` already"
    )
}
