//! `facts.yaml` and the gazetteer.

use std::collections::BTreeSet;

use super::{FACTS, Loader, PLACES, PLACES_OUTSIDE, item_span, value_span};
use crate::condition::is_reserved;
use crate::facts::{
    AnswerOption, Fact, FactIndex, Kind, ListIndex, Records, Section, Spot, is_country,
};
use crate::pack::entries::Entry;
use crate::pack::form::{FactForm, KindForm, SectionForm};
use crate::text::{Text, bilingual};
use crate::yaml::{Node, Problem, nearest};

/// A guard or lookup to be resolved when all facts are known.
struct Later {
    fact: FactIndex,
    node: Node,
    ask_when: Option<String>,
    lookup: Option<String>,
}

impl Loader<'_> {
    /// Reads the gazetteer; a pack may do without the places outside.
    pub(super) fn places(&mut self) {
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
                self.pack.places.add_outside(&text)
            } else {
                self.pack.places.add_provinces(&text)
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
            lookup: None,
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
            lookup: form.lookup,
        });
    }

    fn check_fact_id(&mut self, id: &str, node: &Node, list: Option<(FactIndex, ListIndex)>) {
        let span = value_span(node, "id");
        let well_formed = |segment: &str| {
            segment.starts_with(|c: char| c.is_ascii_lowercase())
                && segment
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        };
        let segments: Vec<&str> = id.split('.').collect();
        if segments.len() > 3 || !segments.iter().all(|segment| well_formed(segment)) {
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
            .is_some_and(|first| ["partnerscreen", "name"].contains(first))
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

    fn kind(&mut self, form: &FactForm, node: &Node, in_record: bool) -> Kind {
        let options = self.options(form, node);
        if form.kind != KindForm::Records && (form.record.is_some() || form.others.is_some()) {
            self.refuse(
                FACTS,
                Problem::at(
                    node.span,
                    "wrong-form",
                    bilingual!(
                        "`record` en `others` horen bij een lijst van records",
                        "`record` and `others` belong to a list of records"
                    ),
                ),
            );
        }
        match form.kind {
            KindForm::YesNo => Kind::YesNo,
            KindForm::Choice => Kind::Choice(options),
            KindForm::Choices => Kind::Choices(options),
            KindForm::Integer => Kind::Integer,
            KindForm::Date => Kind::Date,
            KindForm::Text => Kind::Text,
            KindForm::Place => Kind::Place,
            KindForm::Country => Kind::Country(options),
            KindForm::Records => {
                if in_record {
                    self.refuse(
                        FACTS,
                        Problem::at(
                            value_span(node, "type"),
                            "list-in-list",
                            bilingual!(
                                "een record kan geen lijst van records bevatten",
                                "a record cannot hold a list of records"
                            ),
                        ),
                    );
                }
                let (Some(record), Some(others)) = (form.record.clone(), form.others.clone())
                else {
                    self.refuse(
                        FACTS,
                        Problem::at(
                            node.span,
                            "missing-key",
                            bilingual!(
                                "een lijst van records heeft `record` en `others` nodig",
                                "a list of records needs `record` and `others`"
                            ),
                        ),
                    );
                    return Kind::Integer;
                };
                self.check_text(FACTS, value_span(node, "others"), &others, &[]);
                if self.pack.facts.list_of_record(&record).is_some() || is_reserved(&record) {
                    self.refuse(
                        FACTS,
                        Problem::at(
                            value_span(node, "record"),
                            "duplicate-id",
                            bilingual!(
                                "`{record}` is al in gebruik",
                                "`{record}` is in use already"
                            ),
                        ),
                    );
                }
                Kind::Records(Records {
                    list: ListIndex(u16::MAX),
                    record,
                    others,
                    facts: Vec::new(),
                })
            }
        }
    }

    fn options(&mut self, form: &FactForm, node: &Node) -> Vec<AnswerOption> {
        let wanted = matches!(
            form.kind,
            KindForm::Choice | KindForm::Choices | KindForm::Country
        );
        if wanted == form.options.is_empty() && form.kind != KindForm::Country {
            let message = if wanted {
                bilingual!("hier ontbreken de opties", "the options are missing here")
            } else {
                bilingual!("dit type heeft geen opties", "this type has no options")
            };
            self.refuse(
                FACTS,
                Problem::at(value_span(node, "type"), "options", message),
            );
        }
        let mut ids = BTreeSet::new();
        for (number, option) in form.options.iter().enumerate() {
            let span = item_span(node, "options", number);
            let id = &option.id;
            if !ids.insert(id.clone()) {
                self.refuse(
                    FACTS,
                    Problem::at(
                        span,
                        "duplicate-id",
                        bilingual!(
                            "de optie `{id}` staat er al",
                            "the option `{id}` stands here already"
                        ),
                    ),
                );
            }
            if matches!(id.as_str(), "unknown" | "onbekend") {
                self.refuse(
                    FACTS,
                    Problem::at(
                        span,
                        "reserved-word",
                        bilingual!(
                            "`{id}` heeft bij elk feit al een betekenis",
                            "`{id}` has a meaning for every fact already"
                        ),
                    ),
                );
            }
            if form.kind == KindForm::Country && !is_country(id) {
                self.refuse(
                    FACTS,
                    Problem::at(
                        span,
                        "unknown-country",
                        bilingual!("`{id}` is geen landcode", "`{id}` is no country code"),
                    ),
                );
            }
            if !option.settles && form.kind != KindForm::Choice {
                self.refuse(
                    FACTS,
                    Problem::at(
                        span,
                        "settles",
                        bilingual!(
                            "`settles: false` past alleen bij een `choice`",
                            "`settles: false` suits only a `choice`"
                        ),
                    ),
                );
            }
            self.check_text(
                FACTS,
                span,
                &Text::new(option.nl.as_str(), option.en.as_str()),
                &[],
            );
        }
        if form.kind == KindForm::Choices && form.options.len() > 64 {
            self.refuse(
                FACTS,
                Problem::at(
                    value_span(node, "options"),
                    "options",
                    bilingual!("hoogstens 64 opties", "at most 64 options"),
                ),
            );
        }
        form.options
            .iter()
            .map(|option| AnswerOption {
                id: option.id.clone(),
                label: Text::new(option.nl.as_str(), option.en.as_str()),
                settles: option.settles,
            })
            .collect()
    }

    fn guard_records_of_guarded_lists(&mut self) {
        let facts = &self.pack.facts;
        let inside: Vec<FactIndex> = self
            .guarded
            .iter()
            .filter_map(|index| match &facts.get(*index)?.kind {
                Kind::Records(records) => Some(records.facts.clone()),
                _ => None,
            })
            .flatten()
            .collect();
        self.guarded.extend(inside);
    }

    fn lookup(&mut self, item: &Later) {
        let Some(id) = &item.lookup else { return };
        let span = value_span(&item.node, "lookup");
        let facts = &self.pack.facts;
        let place = facts.find(id).filter(|at| {
            facts
                .get(*at)
                .is_some_and(|fact| fact.kind == Kind::Place && fact.spot == Spot::Top)
        });
        let own = facts.get(item.fact);
        let suits = own.is_some_and(|fact| {
            matches!(fact.kind, Kind::Choice(_) | Kind::Country(_)) && fact.spot == Spot::Top
        });
        match place {
            Some(place) if suits => self.pack.facts.set_lookup(item.fact, place),
            _ => {
                let places = facts
                    .iter()
                    .filter(|(_, fact)| fact.kind == Kind::Place)
                    .map(|(_, fact)| fact.id.as_str());
                let near = nearest(id, places);
                let problem = Problem::at(
                    span,
                    "lookup",
                    bilingual!(
                        "`lookup` verwijst van een keuze of land naar een plaats",
                        "`lookup` goes from a choice or country to a place"
                    ),
                )
                .did_you_mean(near);
                self.refuse(FACTS, problem);
            }
        }
    }

    fn guard(&mut self, item: &Later) {
        let Some(text) = &item.ask_when else { return };
        let each = self.pack.facts.get(item.fact).and_then(Fact::list);
        let Some(node) = self.condition(FACTS, &item.node, "ask_when", text, each, false) else {
            return;
        };
        for index in node.facts(&self.pack.facts) {
            let Some(fact) = self.pack.facts.get(index) else {
                continue;
            };
            if !fact.always_settles() {
                let id = fact.id.clone();
                self.refuse(
                    FACTS,
                    Problem::at(value_span(&item.node, "ask_when"), "unsettling-guard", bilingual!(
                        "`ask_when` mag `{id}` niet gebruiken: niet elk antwoord daarop geeft uitsluitsel",
                        "`ask_when` may not use `{id}`: not every answer to it settles the question"
                    )),
                );
            }
        }
        if let Some(guard) = self.pack.guards.get_mut(usize::from(item.fact.0)) {
            *guard = Some(node);
        }
    }

    /// Orders the facts so that none comes before what its guard, its lookup or its list reads.
    fn order(&mut self) {
        let facts = &self.pack.facts;
        let needs: Vec<BTreeSet<FactIndex>> = facts
            .iter()
            .map(|(index, fact)| {
                let mut needs: BTreeSet<FactIndex> = self
                    .pack
                    .guard(index)
                    .map(|guard| guard.facts(facts))
                    .into_iter()
                    .flatten()
                    .chain(fact.lookup)
                    .collect();
                needs.extend(
                    fact.list()
                        .and_then(|list| facts.list(list))
                        .map(|(at, _)| at),
                );
                needs
            })
            .collect();
        let mut order: Vec<FactIndex> = Vec::new();
        let mut done = BTreeSet::new();
        while order.len() < facts.len() {
            let next = facts.iter().map(|(index, _)| index).find(|index| {
                !done.contains(index)
                    && needs
                        .get(usize::from(index.0))
                        .is_some_and(|needs| needs.is_subset(&done))
            });
            let Some(next) = next else { break };
            done.insert(next);
            order.push(next);
        }
        let stuck = facts
            .iter()
            .find(|(index, _)| !done.contains(index))
            .map(|(_, fact)| fact.id.clone());
        if let Some(id) = stuck {
            self.refuse(FACTS, Problem::whole("guard-cycle", bilingual!(
                "de voorwaarden `ask_when` verwijzen in een kring naar elkaar, onder meer bij `{id}`",
                "the conditions `ask_when` refer to each other in a circle, at `{id}` among others"
            )));
        }
        self.pack.settling_order = order;
    }
}
