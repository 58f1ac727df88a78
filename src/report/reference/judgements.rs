//! The pages of what decides beside the rules: grounds, whether the source applies, and contradictions.

use super::{
    CONFLICTS, GROUNDS, QUESTIONNAIRE, Reader, SCOPE, field, item_links, rule_links, sentence,
};
use crate::authoring::reference::{ConflictEntry, GroundEntry, Shown};
use crate::report::markdown::{Inline, Page};

impl Reader<'_> {
    pub(super) fn grounds(self) -> String {
        let words = self.words;
        let mut page = self.begin(&Inline::text(&words.reference_grounds()), GROUNDS, "");
        page.paragraph(&Inline::text(&words.reference_grounds_how()));
        for ground in &self.reference.grounds {
            self.ground(&mut page, ground);
        }
        page.finish()
    }

    fn ground(self, page: &mut Page, ground: &GroundEntry) {
        let words = self.words;
        page.place(2, &ground.id, &Inline::text(&ground.title));
        page.item(0, &field(&words.label_key(), &Inline::code(&ground.id)));
        if let Some(rule) = &ground.rule {
            let links = rule_links(std::slice::from_ref(rule), "");
            page.item(0, &field(&words.reference_rule(), &links));
        }
        page.item(0, &Inline::text(&words.reference_ground_met_when()));
        sentence(page, 1, &ground.when);
        page.item(
            0,
            &field(&words.label_guidance(), &item_links(&ground.cites, "")),
        );
        for (state, text) in &ground.states {
            page.item(0, &field(words.ground(*state), &Inline::text(text)));
        }
        if let Some(others) = &ground.others {
            page.item(0, &field(&words.reference_others(), &Inline::text(others)));
        }
        self.shown(page, ground.met.as_ref());
    }

    pub(super) fn scope(self) -> String {
        let words = self.words;
        let mut page = self.begin(&Inline::text(&words.reference_scope_title()), SCOPE, "");
        page.paragraph(&Inline::text(&words.reference_scope_how()));
        for entry in &self.reference.scope {
            // Its first sentence says which case it is.
            let first = entry.text.split_inclusive(". ").next().unwrap_or_default();
            page.heading(2, &Inline::text(first.trim_end_matches(['.', ' '])));
            page.paragraph(&Inline::text(&entry.text));
            page.item(0, &Inline::text(&words.reference_outside_when()));
            sentence(&mut page, 1, &entry.outside_when);
            page.item(
                0,
                &field(&words.label_guidance(), &item_links(&entry.cites, "")),
            );
            self.shown(&mut page, entry.outside.as_ref());
        }
        page.finish()
    }

    pub(super) fn conflicts(self) -> String {
        let words = self.words;
        let title = Inline::text(&words.contradictions_heading());
        let mut page = self.begin(&title, CONFLICTS, "");
        page.paragraph(&Inline::text(&words.reference_conflicts_how()));
        for conflict in &self.reference.conflicts {
            self.conflict(&mut page, conflict);
        }
        page.finish()
    }

    fn conflict(self, page: &mut Page, conflict: &ConflictEntry) {
        let words = self.words;
        page.place(2, &conflict.id, &Inline::code(&conflict.id));
        page.paragraph(&Inline::text(&conflict.text));
        page.item(
            0,
            &field(
                &words.column_priority(),
                &Inline::text(words.priority(conflict.priority)),
            ),
        );
        page.item(
            0,
            &field(&words.level_settled(), &Inline::text(&conflict.level)),
        );
        page.item(0, &Inline::text(&words.reference_conflict_when()));
        sentence(page, 1, &conflict.when);
        let facts = conflict
            .unsettles
            .iter()
            .map(|(id, label)| Inline::text(label).link(QUESTIONNAIRE, id));
        page.item(
            0,
            &field(&words.reference_unsettles(), &Inline::joined(facts, ", ")),
        );
        page.item(
            0,
            &field(&words.label_guidance(), &item_links(&conflict.cites, "")),
        );
        self.shown(page, conflict.shown.as_ref());
    }

    fn shown(self, page: &mut Page, shown: Option<&Shown>) {
        match shown {
            Some(shown) => self.case(page, &shown.case, &shown.file, &shown.profile),
            None => page.paragraph(&Inline::text(&self.words.reference_no_example())),
        }
    }
}
