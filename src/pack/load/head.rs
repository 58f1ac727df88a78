//! `pack.yaml` and `guidance.yaml`.

use std::collections::BTreeSet;

use super::{GUIDANCE, HEAD, Loader, item_span, value_span};
use crate::facts::{Fact, Kind, Spot};
use crate::pack::entries::Entry;
use crate::pack::form::{GuidanceForm, GuidanceSectionForm, PackForm};
use crate::pack::{
    Conflict, ContradictionPolicy, Ground, GuidanceIndex, GuidanceItem, GuidanceSection, Level,
    OpenActions, Priority, ScopeRule, Source, Titled,
};
use crate::text::bilingual;
use crate::yaml::{Node, Problem, nearest};

impl Loader<'_> {
    /// Reads `guidance.yaml`.
    pub(super) fn guidance(&mut self) {
        for entry in self.list::<GuidanceSectionForm>(GUIDANCE, "sections", &["sections", "items"])
        {
            let form = entry.form;
            self.check_text(
                GUIDANCE,
                value_span(&entry.node, "heading"),
                &form.heading,
                &[],
            );
            self.pack.guidance_sections.push(GuidanceSection {
                id: form.id,
                number: form.number,
                heading: form.heading,
            });
        }
        for entry in self.list::<GuidanceForm>(GUIDANCE, "items", &["sections", "items"]) {
            let Entry { form, node } = entry;
            let id = form.id;
            if self.guidance_ids.contains_key(&id) {
                self.refuse(
                    GUIDANCE,
                    Problem::at(
                        value_span(&node, "id"),
                        "duplicate-id",
                        bilingual!("`{id}` bestaat al", "`{id}` exists already"),
                    ),
                );
                continue;
            }
            self.check_text(GUIDANCE, value_span(&node, "summary"), &form.summary, &[]);
            let section = self
                .pack
                .guidance_sections
                .iter()
                .position(|section| section.id == form.section);
            if section.is_none() {
                let name = &form.section;
                let near = nearest(
                    name,
                    self.pack
                        .guidance_sections
                        .iter()
                        .map(|section| section.id.as_str()),
                );
                let problem = Problem::at(
                    value_span(&node, "section"),
                    "unknown-section",
                    bilingual!(
                        "er is geen paragraaf `{name}`",
                        "there is no section `{name}`"
                    ),
                )
                .did_you_mean(near);
                self.refuse(GUIDANCE, problem);
            }
            let Ok(number) = u16::try_from(self.pack.guidance.len()) else {
                continue;
            };
            self.guidance_ids.insert(id.clone(), GuidanceIndex(number));
            self.pack.guidance.push(GuidanceItem {
                id,
                kind: form.kind,
                strength: form.strength,
                section: section
                    .and_then(|number| u16::try_from(number).ok())
                    .unwrap_or_default(),
                summary: form.summary,
            });
        }
    }

    /// Reads what of `pack.yaml` needs nothing else, and returns it for [`Loader::finish`].
    pub(super) fn head(&mut self) -> Option<Entry<PackForm>> {
        self.open(HEAD);
        let entry: Entry<PackForm> = self.files.get_mut(HEAD)?.whole()?;
        let form = &entry.form;
        let pack = &mut self.pack;
        pack.id.clone_from(&form.id);
        pack.version.clone_from(&form.version);
        pack.title = form.title.clone();
        pack.disclaimer = form.disclaimer.clone();
        pack.critical = form.decisions.critical;
        pack.source = Source {
            title: form.source.title.clone(),
            publisher: form.source.publisher.clone(),
            date: form.source.date.clone(),
            language: form.source.language.clone(),
        };
        pack.topics = form
            .topics
            .iter()
            .map(|topic| Titled {
                id: topic.id.clone(),
                title: topic.title.clone(),
            })
            .collect();
        pack.levels = form
            .levels
            .iter()
            .map(|level| Level {
                id: level.id.clone(),
                title: level.title.clone(),
                meaning: level.meaning.clone(),
            })
            .collect();
        self.ground_rules = form
            .grounds
            .iter()
            .map(|ground| ground.rule.clone())
            .collect();
        self.check_id(HEAD, &entry.node, &entry.form.id, false);
        for (key, text) in [
            ("title", &entry.form.title),
            ("disclaimer", &entry.form.disclaimer),
        ] {
            self.check_text(HEAD, value_span(&entry.node, key), text, &[]);
        }
        self.check_named_list(
            &entry.node,
            "topics",
            entry.form.topics.iter().map(|topic| topic.id.as_str()),
        );
        self.check_named_list(
            &entry.node,
            "levels",
            entry.form.levels.iter().map(|level| level.id.as_str()),
        );
        self.priorities = entry
            .form
            .priorities
            .iter()
            .map(|row| crate::pack::form::PriorityForm {
                kind: row.kind.clone(),
                strength: row.strength,
                priority: row.priority,
            })
            .collect();
        Some(entry)
    }

    /// Checks that a list has entries with different, well-formed ids.
    fn check_named_list<'b>(&mut self, node: &Node, key: &str, ids: impl Iterator<Item = &'b str>) {
        let mut seen = BTreeSet::new();
        for (number, id) in ids.enumerate() {
            let span = item_span(node, key, number);
            if !seen.insert(id) || !super::is_slug(id) {
                self.refuse(
                    HEAD,
                    Problem::at(
                        span,
                        "bad-id",
                        bilingual!(
                            "`{id}` kan hier geen id zijn, of staat er al",
                            "`{id}` cannot be an id here, or stands here already"
                        ),
                    ),
                );
            }
        }
        if seen.is_empty() {
            self.refuse(
                HEAD,
                Problem::at(
                    value_span(node, key),
                    "empty-list",
                    bilingual!("`{key}` is leeg", "`{key}` is empty"),
                ),
            );
        }
    }

    /// Reads what of `pack.yaml` speaks of facts, rules and actions.
    pub(super) fn finish(&mut self, entry: &Entry<PackForm>) {
        let Entry { form, node } = entry;
        self.policies(form, node);
        self.first_questions(form, node);
        for (number, scope) in form.scope.iter().enumerate() {
            let Some(item) = list_item(node, "scope", number) else {
                continue;
            };
            self.check_text(HEAD, value_span(item, "text"), &scope.text, &[]);
            let cites = self.guidance_refs(HEAD, item, "cites", &scope.cites);
            if let Some(outside_when) =
                self.condition(HEAD, item, "outside_when", &scope.outside_when, None, false)
            {
                self.pack.scope.push(ScopeRule {
                    outside_when,
                    text: scope.text.clone(),
                    cites,
                });
            }
        }
        for (number, ground) in form.grounds.iter().enumerate() {
            let Some(item) = list_item(node, "grounds", number) else {
                continue;
            };
            let taken = self.pack.grounds.iter().any(|known| known.id == ground.id);
            self.check_id(HEAD, item, &ground.id, taken);
            let texts = [
                ("title", &ground.title),
                ("met", &ground.met),
                ("not_met", &ground.not_met),
                ("open", &ground.open),
                ("conflicting", &ground.conflicting),
            ];
            let others = ground.others.as_ref().map(|text| ("others", text));
            for (key, text) in texts.into_iter().chain(others) {
                self.check_text(HEAD, value_span(item, key), text, &[]);
            }
            if !self.pack.rules.iter().any(|rule| rule.id == ground.rule) {
                let id = &ground.rule;
                let near = nearest(id, self.pack.rules.iter().map(|rule| rule.id.as_str()));
                let problem = Problem::at(
                    value_span(item, "rule"),
                    "unknown-rule",
                    bilingual!("er is geen regel `{id}`", "there is no rule `{id}`"),
                )
                .did_you_mean(near);
                self.refuse(HEAD, problem);
            }
            let cites = self.guidance_refs(HEAD, item, "cites", &ground.cites);
            if let Some(when) = self.condition(HEAD, item, "when", &ground.when, None, false) {
                self.pack.grounds.push(Ground {
                    id: ground.id.clone(),
                    rule: ground.rule.clone(),
                    when,
                    title: ground.title.clone(),
                    cites,
                    met: ground.met.clone(),
                    not_met: ground.not_met.clone(),
                    open: ground.open.clone(),
                    conflicting: ground.conflicting.clone(),
                    others: ground.others.clone(),
                });
            }
        }
        for (number, conflict) in form.conflicts.iter().enumerate() {
            let Some(item) = list_item(node, "conflicts", number) else {
                continue;
            };
            self.conflict(conflict, item);
        }
    }

    fn conflict(&mut self, conflict: &crate::pack::form::ConflictForm, item: &Node) {
        // A contradiction between answers to one fact has the fact's id as its key: the two must not meet.
        let taken = self
            .pack
            .conflicts
            .iter()
            .any(|known| known.id == conflict.id)
            || self.pack.facts.find(&conflict.id).is_some();
        self.check_id(HEAD, item, &conflict.id, taken);
        self.check_text(HEAD, value_span(item, "text"), &conflict.text, &[]);
        let cites = self.guidance_refs(HEAD, item, "cites", &conflict.cites);
        let level = self.level(HEAD, item, "level", &conflict.level);
        let mut unsettles = Vec::new();
        for (number, id) in conflict.unsettles.iter().enumerate() {
            let facts = &self.pack.facts;
            let found = facts.find(id).filter(|at| {
                facts
                    .get(*at)
                    .is_some_and(|fact| fact.spot == Spot::Top && fact.is_testable())
            });
            if let Some(fact) = found {
                unsettles.push(fact);
            } else {
                let near = nearest(id, facts.iter().map(|(_, fact)| fact.id.as_str()))
                    .filter(|near| near != id);
                let problem = Problem::at(
                    item_span(item, "unsettles", number),
                    "unknown-fact",
                    bilingual!(
                        "`{id}` is geen feit buiten een record dat een voorwaarde kan toetsen",
                        "`{id}` is no fact outside a record that a condition can test"
                    ),
                )
                .did_you_mean(near);
                self.refuse(HEAD, problem);
            }
        }
        let priority = self
            .priority_of(&cites)
            .unwrap_or(self.pack.contradictions.priority);
        if let Some(when) = self.condition(HEAD, item, "when", &conflict.when, None, false) {
            self.pack.conflicts.push(Conflict {
                id: conflict.id.clone(),
                when,
                text: conflict.text.clone(),
                unsettles,
                level,
                priority,
                cites,
            });
        }
    }

    /// Resolves the facts that a new profile starts with: outside records, and no lists.
    fn first_questions(&mut self, form: &PackForm, node: &Node) {
        for (number, id) in form.first_questions.iter().enumerate() {
            let facts = &self.pack.facts;
            let suits =
                |fact: &Fact| fact.spot == Spot::Top && !matches!(fact.kind, Kind::Records(_));
            let found = facts
                .find(id)
                .filter(|at| facts.get(*at).is_some_and(suits));
            if let Some(fact) = found {
                self.pack.first_questions.push(fact);
                continue;
            }
            let near = nearest(id, facts.iter().map(|(_, fact)| fact.id.as_str()))
                .filter(|near| near != id);
            let problem = Problem::at(
                item_span(node, "first_questions", number),
                "unknown-fact",
                bilingual!(
                    "`{id}` is geen feit dat één keer in een profiel staat",
                    "`{id}` is no fact that stands once in a profile"
                ),
            )
            .did_you_mean(near);
            self.refuse(HEAD, problem);
        }
    }

    fn policies(&mut self, form: &PackForm, node: &Node) {
        let Some(policy) = node.get("contradictions").map(|entry| &entry.value) else {
            return;
        };
        let level = self.level(HEAD, policy, "level", &form.contradictions.level);
        let level_on_ground = self.level(
            HEAD,
            policy,
            "level_on_ground",
            &form.contradictions.level_on_ground,
        );
        let action = self.action(
            HEAD,
            value_span(policy, "action"),
            &form.contradictions.action,
        );
        let priority_of_fact: Vec<Option<Priority>> = self
            .pack
            .facts
            .iter()
            .map(|(_, fact)| {
                let cites: Vec<GuidanceIndex> = fact
                    .cites
                    .iter()
                    .filter_map(|id| self.guidance_ids.get(id))
                    .copied()
                    .collect();
                self.priority_of(&cites)
            })
            .collect();
        self.pack.contradictions = ContradictionPolicy {
            level,
            level_on_ground,
            priority: form.contradictions.priority,
            priority_of_fact,
            action,
        };
        let Some(open) = node.get("open_actions").map(|entry| &entry.value) else {
            return;
        };
        self.pack.open_actions = OpenActions {
            unanswered: self.action(
                HEAD,
                value_span(open, "unanswered"),
                &form.open_actions.unanswered,
            ),
            unknown: self.action(
                HEAD,
                value_span(open, "unknown"),
                &form.open_actions.unknown,
            ),
        };
    }
}

fn list_item<'a>(node: &'a Node, key: &str, number: usize) -> Option<&'a Node> {
    node.get(key)?.value.as_sequence()?.get(number)
}
