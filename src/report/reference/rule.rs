//! The page of one rule.

use super::{QUESTIONNAIRE, Reader, action_links, field, item_links, rule_page, sentence};
use crate::authoring::reference::{ActionAsked, Example, RemarkEntry, RuleEntry};
use crate::report::markdown::{Inline, Page};
use crate::screening::model::Status;

/// From a rule's page to the folder of its language.
const UP: &str = "../";

impl Reader<'_> {
    pub(super) fn rule(self, rule: &RuleEntry) -> String {
        let words = self.words;
        let mut page = self.begin(&Inline::text(&rule.title), &rule_page(&rule.id), UP);
        self.facts_of_rule(&mut page, rule);
        let heading = |page: &mut Page, text: &str| page.heading(2, &Inline::text(text));

        heading(&mut page, &words.reference_what());
        page.paragraph(&Inline::text(&rule.finding));
        self.remarks(&mut page, &rule.remarks);
        let remarks = rule.remarks.iter().map(|remark| &remark.text);
        let mut texts = [&rule.title, &rule.finding].into_iter().chain(remarks);
        if texts.any(|text| text.contains('{')) {
            page.paragraph(&Inline::text(&words.reference_braces()));
        }

        if let Some(applies) = &rule.applies {
            heading(&mut page, &words.applies_heading());
            sentence(&mut page, 0, applies);
        }
        heading(&mut page, &words.when_heading());
        sentence(&mut page, 0, &rule.when);

        heading(&mut page, &words.cites_heading());
        self.items(&mut page, &rule.cites, UP);
        if !rule.why.is_empty() {
            heading(&mut page, &words.why_heading());
            self.items(&mut page, &rule.why, UP);
        }

        heading(&mut page, &words.reference_questions());
        for (id, ask) in &rule.questions {
            let link = Inline::text(ask).link(&format!("{UP}{QUESTIONNAIRE}"), id);
            page.item(0, &link.plain(" (").then(&Inline::code(id)).plain(")"));
        }

        heading(&mut page, &words.reference_actions());
        self.asked(&mut page, &rule.actions);
        page.paragraph(&Inline::text(&words.reference_while_open()));
        self.asked(&mut page, &rule.open_actions);

        heading(&mut page, &words.reference_raised());
        self.example(&mut page, rule.raised.as_ref());
        heading(&mut page, &words.reference_not_raised());
        self.example(&mut page, rule.not_raised.as_ref());
        page.finish()
    }

    fn facts_of_rule(self, page: &mut Page, rule: &RuleEntry) {
        let words = self.words;
        page.item(0, &field(&words.label_key(), &Inline::code(&rule.id)));
        page.item(
            0,
            &field(&words.reference_topic(), &Inline::text(&rule.topic)),
        );
        let mut priority = Inline::text(words.priority(rule.priority));
        if let Some(because) = &rule.priority_because {
            priority = priority.plain(". ").plain(because);
        }
        page.item(0, &field(&words.column_priority(), &priority));
        page.item(
            0,
            &field(&words.level_settled(), &Inline::text(&rule.level)),
        );
        if let Some(list) = &rule.each {
            page.item(0, &field(&words.reference_each(), &Inline::text(list)));
        }
        if let Some(ground) = &rule.ground {
            page.item(0, &field(&words.reference_ground(), &Inline::text(ground)));
        }
        if !rule.replaces.is_empty() {
            let ids = Inline::joined(rule.replaces.iter().map(|id| Inline::code(id)), ", ");
            page.item(0, &field(&words.reference_replaces(), &ids));
        }
        page.paragraph(&Inline::text(&words.own_ranking()));
    }

    fn remarks(self, page: &mut Page, remarks: &[RemarkEntry]) {
        if remarks.is_empty() {
            return;
        }
        page.paragraph(&Inline::text(&self.words.reference_remarks()));
        for remark in remarks {
            let mut text = Inline::text(&remark.text);
            if !remark.why.is_empty() {
                text = text
                    .plain(" (")
                    .then(&item_links(&remark.why, UP))
                    .plain(")");
            }
            page.item(0, &text);
            page.item(1, &Inline::text(&self.words.reference_only_when()));
            sentence(page, 2, &remark.when);
        }
    }

    fn asked(self, page: &mut Page, actions: &[ActionAsked]) {
        for asked in actions {
            let pair = [(asked.id.clone(), asked.title.clone())];
            page.item(0, &action_links(&pair, UP));
            if let Some(when) = &asked.when {
                page.item(1, &Inline::text(&self.words.reference_unless_false()));
                sentence(page, 2, when);
            }
        }
    }

    fn example(self, page: &mut Page, example: Option<&Example>) {
        let Some(example) = example else {
            page.paragraph(&Inline::text(&self.words.reference_no_example()));
            return;
        };
        self.case(page, &example.case, &example.file, &example.profile);
        let status = Inline::code(&example.key)
            .plain(": ")
            .then(&Inline::text(self.words.status(example.status)).strong());
        page.paragraph(&status);
        if example.status == Status::Raised {
            for text in &example.finding {
                page.item(0, &Inline::text(text));
            }
        }
    }
}
