//! Lists of records: plain ones, and those that say whether they are complete.

use std::collections::BTreeMap;

use super::answer::{glued_dash, renamed_problem};
use super::read::{First, GivenList, GivenRecord, ListState, Reading};
use crate::facts::{Fact, Records, Spot};
use crate::text::bilingual;
use crate::yaml::{self, Node, Problem, nearest, only_nearest};

impl<'a> Reading<'a> {
    pub(super) fn list(&mut self, path: &str, records: &Records, entry: &yaml::Entry) {
        let value = &entry.value;
        if value.is_empty() {
            return;
        }
        let says_unknown = value.as_scalar().is_some_and(|scalar| {
            scalar.text.eq_ignore_ascii_case("unknown")
                || scalar.text.eq_ignore_ascii_case("onbekend")
        });
        let (mut state, items) = if says_unknown {
            (ListState::Unknown, None)
        } else if value.as_mapping().is_some() {
            self.long_list(path, value)
        } else {
            (ListState::Plain, Some(value))
        };
        let mut given = Vec::new();
        match items.map(|items| (items, items.as_sequence())) {
            Some((_, Some(items))) => {
                for item in items {
                    match self.record(path, records, item, &given) {
                        Some(record) => given.push(record),
                        // A list that lost a record is not all there is.
                        None => state = ListState::Incomplete,
                    }
                }
            }
            Some((items, None)) if !items.is_empty() => {
                let record = &records.record;
                self.refuse(glued_dash(items).unwrap_or_else(|| {
                    Problem::at(
                        items.span,
                        "wrong-type",
                        bilingual!("`{path}` is een lijst", "`{path}` is a list"),
                    )
                    .help(bilingual!(
                        "begin elk onderdeel met `- id: {record}-1`, of schrijf `[]` als er geen zijn",
                        "begin each item with `- id: {record}-1`, or write `[]` if there are none"
                    ))
                }));
                // Without its records the list counts as not filled in, never as empty.
                return;
            }
            _ => {}
        }
        given.sort_by(|a, b| a.id.cmp(&b.id));
        let line = self.answers.line(entry.key_span.start);
        if let Some(list) = self.profile.lists.get_mut(usize::from(records.list.0)) {
            *list = GivenList {
                state,
                line: Some(line),
                records: given,
            };
        }
    }

    /// Reads `{complete: no, records: […]}`.
    fn long_list<'b>(&mut self, path: &str, value: &'b Node) -> (ListState, Option<&'b Node>) {
        for entry in value.as_mapping().unwrap_or_default() {
            let key = &entry.key;
            if !["complete", "records"].contains(&key.as_str()) {
                let problem = Problem::at(
                    entry.key_span,
                    "unknown-key",
                    bilingual!(
                        "`{key}` hoort niet bij de lijst `{path}`",
                        "`{key}` does not belong to the list `{path}`"
                    ),
                );
                let near = nearest(key, ["complete", "records"]);
                self.refuse(match near {
                    Some(_) => problem
                        .misspelt(key, near)
                        .repaired(only_nearest(key, ["complete", "records"])),
                    None => problem.help(bilingual!(
                        "schrijf een lijst met `- id: …`, of `complete: nee` met `records:`",
                        "write a list with `- id: …`, or `complete: no` with `records:`"
                    )),
                });
            }
        }
        let records = value.get("records").map(|entry| &entry.value);
        let state = match value.get("complete").map(|entry| &entry.value) {
            Some(complete) if !complete.is_empty() => {
                let text = complete
                    .as_scalar()
                    .map_or("", |scalar| scalar.text.trim())
                    .to_lowercase();
                match text.as_str() {
                    "yes" | "true" | "ja" => ListState::Complete,
                    "no" | "false" | "nee" | "unknown" | "onbekend" => ListState::Incomplete,
                    _ => {
                        self.refuse(
                            Problem::at(
                                complete.span,
                                "wrong-type",
                                bilingual!("`complete` is ja of nee", "`complete` is yes or no"),
                            )
                            .help(bilingual!(
                                "schrijf `ja` als dit alles is, `nee` als er meer zijn",
                                "write `yes` if this is all, `no` if there are more"
                            )),
                        );
                        ListState::Incomplete
                    }
                }
            }
            // Nobody said that it is all.
            _ => ListState::Incomplete,
        };
        (state, records)
    }

    fn record(
        &mut self,
        path: &str,
        records: &Records,
        item: &Node,
        before: &[GivenRecord],
    ) -> Option<GivenRecord> {
        let record = &records.record;
        let Some(entries) = item.as_mapping() else {
            self.refuse(
                Problem::at(
                    item.span,
                    "wrong-type",
                    bilingual!(
                        "elk onderdeel van `{path}` heeft een `id` en antwoorden",
                        "each item of `{path}` has an `id` and answers"
                    ),
                )
                .help(bilingual!(
                    "schrijf `- id: {record}-1`",
                    "write `- id: {record}-1`"
                )),
            );
            return None;
        };
        let id = self.record_id(path, records, item, before);
        let mut answers = vec![None; records.facts.len()];
        let mut keys = BTreeMap::new();
        for entry in entries.iter().filter(|entry| entry.key != "id") {
            let Some((fact, slot)) = self.in_record(records, &entry.key) else {
                self.unknown_in_record(records, entry);
                continue;
            };
            let (old, new) = (entry.key.as_str(), fact.key());
            let here = First {
                start: entry.key_span.start,
                old: (old != new).then(|| old.to_owned()),
            };
            if let Some(first) = keys.insert(slot, here) {
                self.twice((old, new), entry, &first);
                continue;
            }
            if old != new {
                let renamed = renamed_problem("renamed-fact", (old, new), entry.key_span);
                self.answers.warnings.push(renamed);
            }
            let given = self.answers.given(fact, &entry.value);
            if let Some(place) = answers.get_mut(usize::from(slot)) {
                *place = given;
            }
        }
        Some(GivenRecord {
            id: id?,
            line: self.answers.line(item.span.start),
            answers,
        })
    }

    /// Returns the fact of a record that a key means, today or in an earlier version of the pack, and its slot.
    fn in_record(&self, records: &Records, key: &str) -> Option<(&'a Fact, u16)> {
        let facts = self.facts;
        let of_list = || records.facts.iter().filter_map(|index| facts.get(*index));
        let fact = of_list()
            .find(|fact| fact.key() == key)
            .or_else(|| of_list().find(|fact| fact.had_key(key)))?;
        match fact.spot {
            Spot::InRecord { slot, .. } => Some((fact, slot)),
            Spot::Top => None,
        }
    }

    fn unknown_in_record(&mut self, records: &Records, entry: &yaml::Entry) {
        let (record, key) = (&records.record, &entry.key);
        let facts = self.facts;
        let keys: Vec<&str> = records
            .facts
            .iter()
            .filter_map(|index| facts.get(*index))
            .map(Fact::key)
            .chain(["id"])
            .collect();
        let problem = Problem::at(
            entry.key_span,
            "unknown-fact",
            bilingual!(
                "er is geen vraag `{record}.{key}`",
                "unknown fact `{record}.{key}`"
            ),
        );
        let near = nearest(key, keys.iter().copied());
        self.refuse(if near.is_some() {
            problem
                .misspelt(key, near)
                .repaired(only_nearest(key, keys.iter().copied()))
        } else {
            let listed = keys.join("`, `");
            problem.help(bilingual!(
                "kies uit: `{listed}`",
                "choose from: `{listed}`"
            ))
        });
    }

    fn record_id(
        &mut self,
        path: &str,
        records: &Records,
        item: &Node,
        before: &[GivenRecord],
    ) -> Option<String> {
        let record = &records.record;
        let Some(entry) = item.get("id").filter(|entry| !entry.value.is_empty()) else {
            self.refuse(
                Problem::at(
                    yaml::Span {
                        start: item.span.start,
                        end: item.span.start,
                    },
                    "missing-id",
                    bilingual!(
                        "dit onderdeel van `{path}` heeft geen `id`",
                        "this item of `{path}` has no `id`"
                    ),
                )
                .help(bilingual!(
                    "geef het een eigen, korte naam: `id: {record}-1`",
                    "give it a short name of its own: `id: {record}-1`"
                )),
            );
            return None;
        };
        let id = entry
            .value
            .as_scalar()
            .map_or("", |scalar| scalar.text.as_str());
        let well_formed = id.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
            && id
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !well_formed {
            self.refuse(
                Problem::at(
                    entry.value.span,
                    "bad-id",
                    bilingual!("`{id}` kan geen `id` zijn", "`{id}` cannot be an `id`"),
                )
                .help(bilingual!(
                    "gebruik kleine letters, cijfers en `-`, bijvoorbeeld `bezoek-2026`; geen namen van personen",
                    "use lower-case letters, digits and `-`, for example `visit-2026`; no names of persons"
                )),
            );
            return None;
        }
        if let Some(first) = before.iter().find(|known| known.id == id) {
            let line = first.line;
            self.refuse(
                Problem::at(
                    entry.value.span,
                    "duplicate-id",
                    bilingual!(
                        "de `id` `{id}` komt twee keer voor in `{path}`",
                        "the `id` `{id}` occurs twice in `{path}`"
                    ),
                )
                .help(bilingual!(
                    "de eerste staat in regel {line}",
                    "the first one is in line {line}"
                )),
            );
            return None;
        }
        Some(id.to_owned())
    }
}
