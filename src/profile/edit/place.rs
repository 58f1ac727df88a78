//! Where in a profile an answer stands, or would stand.

use super::no_safe_place;
use super::target::{Questionnaire, Target};
use super::write::spliced;
use crate::facts::{FactIndex, Spot};
use crate::text::bilingual;
use crate::yaml::edit::{self, EntryValue, Splice};
use crate::yaml::{Document, Entry, Node, Problem, nearest};

impl Questionnaire<'_> {
    /// Returns the entry of a target in a document, if there is one.
    pub(super) fn entry<'d>(
        &self,
        document: &'d Document,
        target: &Target,
    ) -> Result<Option<&'d Entry>, Problem> {
        let Some(root) = &document.root else {
            return Err(no_safe_place());
        };
        Ok(match target {
            Target::Top(index) | Target::List(index) | Target::Complete(index) => {
                self.at_top(root, *index)?
            }
            Target::InRecord(list, fact, id) => {
                let fact = self.fact(*fact)?;
                let entries = self.record(root, *list, id)?.as_mapping();
                let entries = entries.unwrap_or_default().iter();
                let mut now = entries.clone().filter(|entry| entry.key == fact.key());
                let mut before = entries.filter(|entry| fact.had_key(&entry.key));
                now.next().or_else(|| before.next())
            }
        })
    }

    /// Returns the entry of a fact outside records, under its name of today or one of before.
    fn at_top<'d>(&self, root: &'d Node, index: FactIndex) -> Result<Option<&'d Entry>, Problem> {
        let fact = self.fact(index)?;
        let mut names = [&fact.id].into_iter().chain(&fact.replaces);
        Ok(names.find_map(|id| located(root, "", id).0))
    }

    /// Returns a record by its id.
    fn record<'d>(&self, root: &'d Node, list: FactIndex, id: &str) -> Result<&'d Node, Problem> {
        let value = self.at_top(root, list)?.map(|entry| &entry.value);
        let list = &self.fact(list)?.id;
        let items = value.and_then(|value| match value.get("records") {
            Some(records) => records.value.as_sequence(),
            None => value.as_sequence(),
        });
        let id_of = |item: &&Node| {
            let scalar = item.get("id").and_then(|entry| entry.value.as_scalar());
            scalar.is_some_and(|scalar| scalar.text == id)
        };
        items.unwrap_or_default().iter().find(id_of).ok_or_else(|| {
            let ids = items
                .unwrap_or_default()
                .iter()
                .filter_map(|item| Some(item.get("id")?.value.as_scalar()?.text.as_str()));
            let near = nearest(id, ids);
            let problem = Problem::whole(
                "unknown-record",
                bilingual!(
                    "`{list}` heeft geen onderdeel `{id}`",
                    "`{list}` has no record `{id}`"
                ),
            );
            match near {
                Some(_) => problem.did_you_mean(near),
                None => problem.help(bilingual!(
                    "voeg het toe: `add … {list} --id {id}`",
                    "add it: `add … {list} --id {id}`"
                )),
            }
        })
    }

    pub(super) fn insert(
        &self,
        text: &str,
        document: &Document,
        target: &Target,
        line: &str,
    ) -> Result<String, Problem> {
        self.insert_value(text, document, target, &EntryValue::Line(line))
    }

    /// Adds the key of a target with a value, behind what comes before it in the questionnaire.
    pub(super) fn insert_value(
        &self,
        text: &str,
        document: &Document,
        target: &Target,
        value: &EntryValue<'_>,
    ) -> Result<String, Problem> {
        let root = document.root.as_ref().ok_or_else(no_safe_place)?;
        if let Target::InRecord(list, fact, id) = target {
            let record = self.record(root, *list, id)?;
            let key = self.fact(*fact)?.key();
            let after = record.as_mapping().and_then(<[Entry]>::last);
            return spliced(text, edit::add_entry(text, record, after, key, value));
        }
        let (Target::Top(index) | Target::List(index) | Target::Complete(index)) = target else {
            return Err(no_safe_place());
        };
        let id = &self.fact(*index)?.id;
        let (_, parent, prefix) = located(root, "", id);
        let rest = id
            .strip_prefix(&prefix)
            .unwrap_or(id)
            .trim_start_matches('.');
        let keys: Vec<&str> = rest.split('.').collect();
        let Some((first, inner)) = keys.split_first() else {
            return Err(no_safe_place());
        };
        // From the inside out: each outer key is a group around the rest.
        let mut groups: Vec<&str> = inner.to_vec();
        let splice = nest(value, &mut groups, &mut |value| match parent {
            Parent::Empty(entry) => edit::add_first_entry(text, entry, first, value),
            Parent::Mapping(mapping) => {
                let entries = mapping.as_mapping().unwrap_or_default();
                let before =
                    |entry: &&Entry| self.rank(&joined(&prefix, &entry.key)) <= Some(*index);
                let after = entries.iter().rfind(before).or(entries.last());
                edit::add_entry(text, mapping, after, first, value)
            }
        });
        spliced(text, splice)
    }

    /// Returns the first fact that stands under a key; `None` comes before all facts.
    fn rank(&self, path: &str) -> Option<FactIndex> {
        let prefix = format!("{path}.");
        self.facts
            .iter()
            .find(|(_, fact)| {
                fact.spot == Spot::Top && (fact.id == path || fact.id.starts_with(&prefix))
            })
            .map(|(index, _)| index)
    }
}

/// Where the deepest group around a path stands that is there already.
#[derive(Debug, Clone, Copy)]
enum Parent<'d> {
    Mapping(&'d Node),
    Empty(&'d Entry),
}

/// Looks for the entry of a path, whose keys may be joined with dots; returns it, the deepest group around it that is
/// there, and the path of that group.
fn located<'d>(
    mapping: &'d Node,
    prefix: &str,
    path: &str,
) -> (Option<&'d Entry>, Parent<'d>, String) {
    let mut best = (None, Parent::Mapping(mapping), prefix.to_owned());
    for entry in mapping.as_mapping().unwrap_or_default() {
        let full = joined(prefix, &entry.key);
        if full == path {
            return (Some(entry), Parent::Mapping(mapping), prefix.to_owned());
        }
        if !path
            .strip_prefix(&full)
            .is_some_and(|rest| rest.starts_with('.'))
        {
            continue;
        }
        let inner = if entry.value.as_mapping().is_some() {
            located(&entry.value, &full, path)
        } else if entry.value.is_empty() {
            (None, Parent::Empty(entry), full)
        } else {
            continue;
        };
        if inner.0.is_some() {
            return inner;
        }
        if inner.2.len() > best.2.len() {
            best = inner;
        }
    }
    best
}

fn joined(prefix: &str, key: &str) -> String {
    if prefix.is_empty() {
        key.to_owned()
    } else {
        format!("{prefix}.{key}")
    }
}

/// Puts a value into groups, the innermost last in `keys`, and hands the whole on.
fn nest(
    value: &EntryValue<'_>,
    keys: &mut Vec<&str>,
    done: &mut dyn FnMut(&EntryValue<'_>) -> Option<Splice>,
) -> Option<Splice> {
    match keys.pop() {
        Some(key) => nest(&EntryValue::Group(key, value), keys, done),
        None => done(value),
    }
}
