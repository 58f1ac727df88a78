//! The type of a fact and its options.

use std::collections::BTreeSet;

use super::{FACTS, Loader, item_span, value_span};
use crate::condition::is_reserved;
use crate::facts::{AnswerOption, Kind, ListIndex, Records, is_country};
use crate::pack::form::{FactForm, KindForm};
use crate::text::{Text, bilingual};
use crate::yaml::{Node, Problem};

impl Loader<'_> {
    pub(super) fn kind(&mut self, form: &FactForm, node: &Node, in_record: bool) -> Kind {
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
                replaces: option.replaces.clone(),
            })
            .collect()
    }
}
