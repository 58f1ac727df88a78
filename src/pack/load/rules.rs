//! `actions.yaml` and `rules/<topic>.yaml`.

use super::{ACTIONS, Loader, item_span, value_span};
use crate::condition::Node as Condition;
use crate::facts::ListIndex;
use crate::pack::entries::Entry;
use crate::pack::form::{ActionForm, ActionRefForm, OneOrMany, RemarkForm, RuleForm, TimingForm};
use crate::pack::{
    Action, ActionIndex, ActionRef, GuidanceKind, Priority, Remark, Rule, Timing, TimingWhen,
};
use crate::text::bilingual;
use crate::yaml::{Node, Problem};

impl Loader<'_> {
    /// Reads `actions.yaml`.
    pub(super) fn actions(&mut self) {
        for entry in self.list::<ActionForm>(ACTIONS, "actions", &["actions"]) {
            let Entry { form, node } = entry;
            let taken = self.action_ids.contains_key(&form.id);
            self.check_id(ACTIONS, &node, &form.id, taken);
            self.check_text(ACTIONS, value_span(&node, "title"), &form.title, &[]);
            for (number, step) in form.steps.iter().enumerate() {
                self.check_text(ACTIONS, item_span(&node, "steps", number), step, &[]);
            }
            let cites = self.guidance_refs(ACTIONS, &node, "cites", &form.cites);
            let why = self.guidance_refs(ACTIONS, &node, "why", &form.why);
            let suggest_when = form.suggest_when.and_then(|text| {
                self.condition(ACTIONS, &node, "suggest_when", &text, None, false)
            });
            let (timings, timing) = self.timings(&node, &form.timing);
            let Ok(number) = u16::try_from(self.pack.actions.len()) else {
                continue;
            };
            self.action_ids.insert(form.id.clone(), ActionIndex(number));
            self.pack.actions.push(Action {
                id: form.id,
                cites,
                why,
                title: form.title,
                steps: form.steps,
                timings,
                timing,
                suggest_when,
            });
        }
    }

    /// Reads when an action fits: in which circumstances when, and when in all others.
    fn timings(
        &mut self,
        node: &Node,
        form: &OneOrMany<Timing, TimingForm>,
    ) -> (Vec<TimingWhen>, Timing) {
        let forms = match form {
            OneOrMany::One(timing) => return (Vec::new(), *timing),
            OneOrMany::Many(forms) => forms,
        };
        let items = node
            .get("timing")
            .and_then(|entry| entry.value.as_sequence())
            .unwrap_or_default();
        let mut timings = Vec::new();
        let mut otherwise = None;
        for (number, (form, item)) in (1..).zip(forms.iter().zip(items)) {
            let last = number == forms.len();
            match &form.when {
                Some(when) => {
                    let when = self.condition(ACTIONS, item, "when", when, None, false);
                    timings.extend(when.map(|when| TimingWhen {
                        when,
                        timing: form.timing,
                    }));
                }
                None if last => otherwise = Some(form.timing),
                None => self.refuse(
                    ACTIONS,
                    Problem::at(
                        item.span,
                        "timing",
                        bilingual!(
                            "zonder `when` geldt dit altijd, en wat hierna komt nooit",
                            "without `when` this always holds, and what comes after it never does"
                        ),
                    )
                    .help(bilingual!(
                        "geef het een `when`, of zet het als laatste",
                        "give it a `when`, or put it last"
                    )),
                ),
            }
        }
        let Some(otherwise) = otherwise else {
            let span = items
                .last()
                .map_or_else(|| value_span(node, "timing"), |item| item.span);
            self.refuse(
                ACTIONS,
                Problem::at(
                    span,
                    "timing",
                    bilingual!(
                        "hier ontbreekt wanneer de actie past als geen enkele `when` geldt",
                        "it is missing when the action fits where no `when` holds"
                    ),
                )
                .help(bilingual!(
                    "zet als laatste een `{{timing: …}}` zonder `when`",
                    "put a `{{timing: …}}` without `when` last"
                )),
            );
            return (timings, Timing::Ongoing);
        };
        (timings, otherwise)
    }

    /// Reads the rules of every topic, in the order of topics, and refuses rule files of no topic.
    pub(super) fn rules(&mut self) {
        let topics: Vec<String> = self
            .pack
            .topics
            .iter()
            .map(|topic| topic.id.clone())
            .collect();
        for (number, topic) in (0..).zip(&topics) {
            let file = format!("rules/{topic}.yaml");
            for entry in self.list::<RuleForm>(&file, "rules", &["rules"]) {
                self.rule(&file, number, entry);
            }
        }
        let strays: Vec<String> = self
            .input
            .files
            .keys()
            .filter(|name| {
                name.starts_with("rules/")
                    && !topics
                        .iter()
                        .any(|topic| **name == format!("rules/{topic}.yaml"))
            })
            .cloned()
            .collect();
        for name in strays {
            self.refuse(
                &name,
                Problem::whole(
                    "unknown-topic",
                    bilingual!(
                        "`{name}` hoort bij geen onderwerp in pack.yaml",
                        "`{name}` belongs to no topic of pack.yaml"
                    ),
                ),
            );
        }
    }

    fn rule(&mut self, file: &str, topic: u16, entry: Entry<RuleForm>) {
        let Entry { form, node } = entry;
        let taken = self.pack.rules.iter().any(|rule| rule.id == form.id);
        self.check_id(file, &node, &form.id, taken);
        let each = form
            .each
            .as_ref()
            .and_then(|id| self.record_list(file, value_span(&node, "each"), id));
        let cites = self.guidance_refs(file, &node, "cites", &form.cites);
        let why = self.guidance_refs(file, &node, "why", &form.why);
        let level = self.level(file, &node, "level", &form.level);
        let applies = form
            .applies
            .as_ref()
            .map(|text| self.condition(file, &node, "applies", text, each, false));
        let when = self.condition(file, &node, "when", &form.when, each, false);
        self.check_cites(file, &node, &form);
        let priority = self.rule_priority(file, &node, &form, &cites);
        let actions = self.action_refs(file, &node, &form.actions, each);
        let open_actions = match (&form.when_open, node.get("when_open")) {
            (Some(open), Some(entry)) => self.action_refs(file, &entry.value, &open.actions, each),
            _ => Vec::new(),
        };
        let (Some(when), false) = (when, matches!(applies, Some(None))) else {
            return;
        };
        let applies = applies.flatten();
        let settled = self.check_rule_texts(file, &node, &form, each, applies.as_ref(), &when);
        let remarks = self.remarks(file, &node, &form.remarks, each, &settled);
        self.pack.rules.push(Rule {
            is_ground: self.ground_rules.contains(&form.id),
            id: form.id,
            topic,
            each,
            cites,
            why,
            applies,
            when,
            level,
            priority,
            priority_because: form.priority_because,
            title: form.title,
            finding: form.finding,
            remarks,
            actions,
            open_actions,
            replaces: form.replaces,
        });
    }

    /// Refuses what a rule cannot be the neglect of: an option or an argument.
    fn check_cites(&mut self, file: &str, node: &Node, form: &RuleForm) {
        for (number, id) in form.cites.iter().enumerate() {
            let kind = self
                .guidance_ids
                .get(id)
                .and_then(|index| self.pack.guidance(*index))
                .map(|item| item.kind);
            if matches!(kind, Some(GuidanceKind::Option | GuidanceKind::Context)) {
                self.refuse(
                    file,
                    Problem::at(item_span(node, "cites", number), "cites", bilingual!(
                        "`{id}` is een mogelijkheid of een argument: het weglaten daarvan is geen tekort",
                        "`{id}` is an option or an argument: leaving it out is no failing"
                    ))
                    .help(bilingual!(
                        "zet het onder `why`, of bied het aan met een actie met `suggest_when`",
                        "put it under `why`, or offer it by an action with `suggest_when`"
                    )),
                );
            }
        }
    }

    fn rule_priority(
        &mut self,
        file: &str,
        node: &Node,
        form: &RuleForm,
        cites: &[crate::pack::GuidanceIndex],
    ) -> Priority {
        let follows = self.priority_of(cites);
        if form.priority.is_some() != form.priority_because.is_some() {
            self.refuse(
                file,
                Problem::at(
                    node.get("priority").map_or_else(
                        || value_span(node, "priority_because"),
                        |entry| entry.key_span,
                    ),
                    "priority",
                    bilingual!(
                        "`priority` en `priority_because` horen bij elkaar",
                        "`priority` and `priority_because` go together"
                    ),
                ),
            );
        }
        if form.priority.is_some() && form.priority == follows {
            self.refuse(
                file,
                Problem::at(
                    value_span(node, "priority"),
                    "priority",
                    bilingual!(
                        "deze prioriteit volgt al uit wat de regel aanhaalt",
                        "this priority follows already from what the rule cites"
                    ),
                )
                .help(bilingual!(
                    "laat `priority` en `priority_because` weg",
                    "leave out `priority` and `priority_because`"
                )),
            );
        }
        if let Some(priority) = form.priority.or(follows) {
            priority
        } else {
            self.refuse(
                file,
                Problem::at(value_span(node, "cites"), "priority", bilingual!(
                    "uit wat deze regel aanhaalt, volgt geen prioriteit",
                    "no priority follows from what this rule cites"
                ))
                .help(bilingual!(
                    "haal een plicht, advies, waarborg of waarschuwing aan, of geef `priority` met `priority_because`",
                    "cite a duty, advice, safeguard or warning, or give `priority` with `priority_because`"
                )),
            );
            Priority::Critical
        }
    }

    fn action_refs(
        &mut self,
        file: &str,
        node: &Node,
        forms: &[ActionRefForm],
        each: Option<ListIndex>,
    ) -> Vec<ActionRef> {
        let mut refs = Vec::new();
        for (number, form) in forms.iter().enumerate() {
            let span = item_span(node, "actions", number);
            let (id, when) = match form {
                ActionRefForm::Always(id) => (id, None),
                ActionRefForm::Conditional(form) => (&form.id, Some(&form.when)),
            };
            let action = self.action(file, span, id);
            if self
                .pack
                .action(action)
                .is_some_and(|action| action.suggest_when.is_some())
            {
                self.refuse(
                    file,
                    Problem::at(
                        span,
                        "suggestion",
                        bilingual!(
                            "`{id}` is een suggestie en kan geen actie van een regel zijn",
                            "`{id}` is a suggestion and cannot be an action of a rule"
                        ),
                    ),
                );
            }
            let item = node
                .get("actions")
                .and_then(|entry| entry.value.as_sequence()?.get(number));
            let when = match (when, item) {
                (Some(text), Some(item)) => self.condition(file, item, "when", text, each, false),
                _ => None,
            };
            refs.push(ActionRef { action, when });
        }
        refs
    }

    /// Reads the remarks of a rule; `settled` names what is certainly answered wherever the rule is raised.
    fn remarks(
        &mut self,
        file: &str,
        node: &Node,
        forms: &[RemarkForm],
        each: Option<ListIndex>,
        settled: &[String],
    ) -> Vec<Remark> {
        let items = node
            .get("remarks")
            .and_then(|entry| entry.value.as_sequence())
            .unwrap_or_default();
        let mut remarks = Vec::new();
        for (form, item) in forms.iter().zip(items) {
            let why = self.guidance_refs(file, item, "why", &form.why);
            let Some(when) = self.condition(file, item, "when", &form.when, each, false) else {
                continue;
            };
            let facts = &self.pack.facts;
            let own = when.settled_when(true);
            let own: Vec<String> = own
                .into_iter()
                .filter_map(|index| facts.get(index))
                .map(|fact| fact.id.clone())
                .collect();
            let allowed: Vec<&str> = settled.iter().chain(&own).map(String::as_str).collect();
            self.check_text(file, value_span(item, "text"), &form.text, &allowed);
            remarks.push(Remark {
                when,
                text: form.text.clone(),
                why,
            });
        }
        remarks
    }

    /// Checks the texts of a rule, and returns the names that stand for something wherever it is raised.
    fn check_rule_texts(
        &mut self,
        file: &str,
        node: &Node,
        form: &RuleForm,
        each: Option<ListIndex>,
        applies: Option<&Condition>,
        when: &Condition,
    ) -> Vec<String> {
        let facts = &self.pack.facts;
        let record = each
            .and_then(|list| facts.list(list))
            .map(|(_, records)| records.record.clone());
        let mut settled: Vec<String> = applies
            .map(|applies| applies.settled_when(true))
            .into_iter()
            .flatten()
            .chain(when.settled_when(true))
            .filter_map(|index| facts.get(index))
            .map(|fact| fact.id.clone())
            .collect();
        let named: Vec<&str> = record.as_deref().into_iter().collect();
        self.check_text(file, value_span(node, "title"), &form.title, &named);
        settled.extend(record.clone());
        let allowed: Vec<&str> = settled.iter().map(String::as_str).collect();
        self.check_text(file, value_span(node, "finding"), &form.finding, &allowed);
        if let Some(because) = &form.priority_because {
            self.check_text(file, value_span(node, "priority_because"), because, &[]);
        }
        settled
    }
}
