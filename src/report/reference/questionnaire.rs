//! The questionnaire, and the actions.

use super::markdown::{Inline, Page};
use super::{ACTIONS, QUESTIONNAIRE, Reader, field, item_links, rule_links, sentence};
use crate::authoring::reference::{ActionEntry, FactEntry};

impl Reader<'_> {
    pub(super) fn questionnaire(self) -> String {
        let words = self.words;
        let title = Inline::text(&words.reference_questionnaire());
        let mut page = self.begin(&title, QUESTIONNAIRE, "");
        page.paragraph(&Inline::text(&words.reference_unanswered()));
        for (heading, facts) in &self.reference.questionnaire {
            page.heading(2, &Inline::text(heading));
            for fact in facts {
                self.fact(&mut page, fact);
            }
        }
        page.finish()
    }

    fn fact(self, page: &mut Page, fact: &FactEntry) {
        let words = self.words;
        page.place(3, &fact.id, &Inline::text(&fact.label));
        page.paragraph(&Inline::text(&fact.ask).strong());
        page.paragraph(&Inline::text(&fact.help));
        page.item(0, &field(&words.label_fact(), &Inline::code(&fact.id)));
        page.item(
            0,
            &field(
                &words.reference_type(),
                &Inline::text(&words.fact_kind(fact.kind)),
            ),
        );
        if let Some(list) = &fact.list {
            page.item(0, &field(&words.reference_in_list(), &Inline::text(list)));
        }
        if !fact.lookup.is_empty() {
            let labels = Inline::joined(fact.lookup.iter().map(|label| Inline::text(label)), ", ");
            page.item(0, &field(&words.reference_lookup(), &labels));
        }
        if !fact.cites.is_empty() {
            let items = item_links(&fact.cites, "");
            page.item(0, &field(&words.label_guidance(), &items));
        }
        if !fact.rules.is_empty() {
            page.item(
                0,
                &field(&words.reference_read_by(), &rule_links(&fact.rules, "")),
            );
        }
        if let Some(ask_when) = &fact.ask_when {
            page.item(0, &Inline::text(&words.reference_ask_when()));
            sentence(page, 1, ask_when);
        }
        let rows: Vec<Vec<Inline>> = fact
            .options
            .iter()
            .map(|(id, label, settles)| {
                let mut meaning = Inline::text(label);
                if !settles {
                    meaning = meaning.plain(&format!(" ({})", words.still_open()));
                }
                vec![Inline::code(id), meaning]
            })
            .collect();
        let header = [words.reference_option(), words.reference_meaning()];
        page.table(&header.map(|text| Inline::text(&text)), &rows);
    }

    pub(super) fn actions(self) -> String {
        let words = self.words;
        let title = Inline::text(&words.reference_actions_title());
        let mut page = self.begin(&title, ACTIONS, "");
        for (heading, actions) in [
            (words.reference_actions(), &self.reference.actions),
            (words.reference_suggestions(), &self.reference.suggestions),
        ] {
            page.heading(2, &Inline::text(&heading));
            for action in actions {
                self.action(&mut page, action);
            }
        }
        page.finish()
    }

    fn action(self, page: &mut Page, action: &ActionEntry) {
        let words = self.words;
        page.place(3, &action.id, &Inline::text(&action.title));
        for step in &action.steps {
            page.item(0, &Inline::text(step));
        }
        page.paragraph(&field(&words.label_key(), &Inline::code(&action.id)));
        self.timings(page, action);
        if let Some(when) = &action.suggest_when {
            page.item(0, &Inline::text(&words.reference_suggest_when()));
            sentence(page, 1, when);
        }
        if !action.cites.is_empty() {
            let items = item_links(&action.cites, "");
            page.item(0, &field(&words.label_guidance(), &items));
        }
        if !action.why.is_empty() {
            let items = item_links(&action.why, "");
            page.item(0, &field(&words.label_mind(), &items));
        }
        if !action.rules.is_empty() {
            page.item(
                0,
                &field(&words.label_for(), &rule_links(&action.rules, "")),
            );
        }
    }

    fn timings(self, page: &mut Page, action: &ActionEntry) {
        let words = self.words;
        if let [(None, timing)] = action.timings.as_slice() {
            let timing = Inline::text(words.timing(*timing));
            page.item(0, &field(&words.reference_timing(), &timing));
            return;
        }
        page.item(0, &Inline::text(&words.reference_timings()));
        for (when, timing) in &action.timings {
            let timing = words.timing(*timing);
            match when {
                Some(when) => {
                    page.item(1, &Inline::text(&words.reference_timing_when(timing)));
                    sentence(page, 2, when);
                }
                None => page.item(1, &Inline::text(&words.reference_timing_else(timing))),
            }
        }
    }
}
