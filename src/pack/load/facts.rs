//! `facts.yaml` and the gazetteer.

use super::{FACTS, Loader, PLACES, PLACES_OUTSIDE, value_span};
use crate::condition::is_reserved;
use crate::facts::{Fact, FactIndex, ListIndex, PlacesBuilder, Section, Spot};
use crate::pack::entries::Entry;
use crate::pack::form::{FactForm, KindForm, SectionForm};
use crate::text::bilingual;
use crate::yaml::{Node, Problem};

/// Keys that mean something else in every profile.
pub(super) const TOP_KEYS: [&str; 2] = ["partnerscreen", "name"];

/// Tells whether a text has the form of a fact's id: at most three parts, each of lower-case letters, digits and `_`.
pub(super) fn is_fact_id(id: &str) -> bool {
    let well_formed = |segment: &str| {
        segment.starts_with(|c: char| c.is_ascii_lowercase())
            && segment
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    };
    id.split('.').count() <= 3 && id.split('.').all(well_formed)
}

/// A guard or lookup to be resolved when all facts are known.
pub(super) struct Later {
    pub(super) fact: FactIndex,
    pub(super) node: Node,
    pub(super) ask_when: Option<String>,
    pub(super) lookup: Option<Vec<String>>,
}

impl Loader<'_> {
    /// Reads the gazetteer; a pack may do without the places outside.
    pub(super) fn places(&mut self) {
        let mut places = PlacesBuilder::default();
        for (name, outside) in [(PLACES, false), (PLACES_OUTSIDE, true)] {
            if !self.input.files.contains_key(name) {
                continue;
            }
            self.open(name);
            let text = self
                .files
                .get(name)
                .map(|file| file.document.source.text.clone())
                .unwrap_or_default();
            let read = if outside {
                places.add_outside(&text)
            } else {
                places.add_provinces(&text)
            };
            if let Err(error) = read {
                self.refuse(
                    name,
                    Problem::whole(
                        "bad-table",
                        bilingual!(
                            "deze tabel is niet te lezen: {error}",
                            "this table cannot be read: {error}"
                        ),
                    ),
                );
            }
        }
        self.pack.places = places.build();
    }

    /// Reads `facts.yaml`, then compiles guards and resolves lookups, and finds the order to settle facts in.
    pub(super) fn facts(&mut self) {
        let mut later = Vec::new();
        for section in self.list::<SectionForm>(FACTS, "sections", &["sections"]) {
            let taken = self
                .pack
                .facts
                .sections
                .iter()
                .any(|known| known.id == section.form.id);
            self.check_id(FACTS, &section.node, &section.form.id, taken);
            self.check_text(
                FACTS,
                value_span(&section.node, "title"),
                &section.form.title,
                &[],
            );
            let number = u16::try_from(self.pack.facts.sections.len()).unwrap_or(u16::MAX);
            self.pack.facts.sections.push(Section {
                id: section.form.id,
                title: section.form.title,
            });
            for entry in self.fact_entries(&section.node) {
                self.fact(entry, number, None, &mut later);
            }
        }
        self.replaces(&later);
        self.pack.guards = vec![None; self.pack.facts.len()];
        for item in &later {
            if item.ask_when.is_some() {
                self.guarded.insert(item.fact);
            }
        }
        self.guard_records_of_guarded_lists();
        for item in later {
            self.lookup(&item);
            self.guard(&item);
        }
        self.order();
    }

    fn fact_entries(&mut self, node: &Node) -> Vec<Entry<FactForm>> {
        self.files
            .get_mut(FACTS)
            .map(|file| file.items(node, "facts"))
            .unwrap_or_default()
    }

    fn fact(
        &mut self,
        entry: Entry<FactForm>,
        section: u16,
        list: Option<(FactIndex, ListIndex)>,
        later: &mut Vec<Later>,
    ) {
        let Entry { form, node } = entry;
        self.check_fact_id(&form.id, &node, list);
        for key in ["label", "ask", "help"] {
            let text = match key {
                "label" => &form.label,
                "ask" => &form.ask,
                _ => &form.help,
            };
            self.check_text(FACTS, value_span(&node, key), text, &[]);
        }
        self.guidance_refs(FACTS, &node, "cites", &form.cites);
        let kind = self.kind(&form, &node, list.is_some());
        let spot = match list {
            None => Spot::Top,
            Some((at, list)) => Spot::InRecord {
                list,
                slot: self.pack.facts.records_mut(at).map_or(0, |records| {
                    u16::try_from(records.facts.len()).unwrap_or(u16::MAX)
                }),
            },
        };
        let added = self.pack.facts.add(Fact {
            id: form.id.clone(),
            section,
            kind,
            label: form.label,
            ask: form.ask,
            help: form.help,
            cites: form.cites,
            lookup: Vec::new(),
            spot,
            replaces: form.replaces,
        });
        let Some(index) = added else {
            let id = form.id;
            self.refuse(
                FACTS,
                Problem::at(
                    value_span(&node, "id"),
                    "duplicate-id",
                    bilingual!(
                        "het feit `{id}` bestaat al",
                        "the fact `{id}` exists already"
                    ),
                ),
            );
            return;
        };
        if let Some((at, _)) = list
            && let Some(records) = self.pack.facts.records_mut(at)
        {
            records.facts.push(index);
        }
        if form.kind == KindForm::Records {
            let number =
                ListIndex(u16::try_from(self.pack.facts.lists().len() - 1).unwrap_or(u16::MAX));
            if let Some(records) = self.pack.facts.records_mut(index) {
                records.list = number;
            }
            for entry in self.fact_entries(&node) {
                self.fact(entry, section, Some((index, number)), later);
            }
        }
        later.push(Later {
            fact: index,
            node,
            ask_when: form.ask_when,
            lookup: form.lookup.map(|lookup| lookup.to_list()),
        });
    }

    fn check_fact_id(&mut self, id: &str, node: &Node, list: Option<(FactIndex, ListIndex)>) {
        let span = value_span(node, "id");
        let segments: Vec<&str> = id.split('.').collect();
        if !is_fact_id(id) {
            self.refuse(
                FACTS,
                Problem::at(span, "bad-id", bilingual!("`{id}` kan geen naam van een feit zijn", "`{id}` cannot name a fact")).help(bilingual!(
                    "hoogstens drie delen met een punt ertussen, elk van kleine letters, cijfers en `_`",
                    "at most three parts with a point between them, each of lower-case letters, digits and `_`"
                )),
            );
        }
        if let Some(word) = segments.iter().find(|segment| is_reserved(segment)) {
            self.refuse(
                FACTS,
                Problem::at(span, "reserved-word", bilingual!("`{word}` kan geen naam zijn: de taal van de voorwaarden gebruikt dat woord zelf", "`{word}` cannot be a name: the language of conditions uses that word itself")),
            );
        }
        let record = list.and_then(|(at, _)| {
            self.pack
                .facts
                .records_mut(at)
                .map(|records| records.record.clone())
        });
        if let Some(record) = record {
            if id
                .split_once('.')
                .is_none_or(|(first, rest)| first != record || rest.contains('.'))
            {
                self.refuse(
                    FACTS,
                    Problem::at(
                        span,
                        "bad-id",
                        bilingual!(
                            "een feit van een `{record}` heet `{record}.…`",
                            "a fact of a `{record}` is called `{record}.…`"
                        ),
                    ),
                );
            }
            if id.ends_with(".id") {
                self.refuse(
                    FACTS,
                    Problem::at(
                        span,
                        "bad-id",
                        bilingual!(
                            "`id` heeft elk record al",
                            "every record has an `id` already"
                        ),
                    ),
                );
            }
        } else if segments
            .first()
            .is_some_and(|first| TOP_KEYS.contains(first))
        {
            self.refuse(
                FACTS,
                Problem::at(
                    span,
                    "reserved-word",
                    bilingual!(
                        "`{id}` heeft in elk profiel al een betekenis",
                        "`{id}` has a meaning in every profile already"
                    ),
                ),
            );
        }
    }
}
