//! The front page, the source by section, and what of it is in use.

use super::{
    ACTIONS, ADVISORY, CONFLICTS, COVERAGE, GROUNDS, QUESTIONNAIRE, README, Reader, SCOPE,
    action_links, field, item_link, rule_links,
};
use crate::authoring::reference::{GuidanceEntry, SectionEntry};
use crate::report::markdown::Inline;

impl Reader<'_> {
    pub(super) fn readme(self) -> String {
        let words = self.words;
        let reference = self.reference;
        let mut page = self.begin(&Inline::text(&reference.title), README, "");
        let [title, publisher, date] = &reference.source;
        let source = words.reference_source(title, publisher, &words.date(date));
        page.paragraph(
            &Inline::text(&source)
                .plain(". ")
                .plain(&reference.version)
                .plain("."),
        );
        page.paragraph(&Inline::text(&reference.disclaimer));
        page.paragraph(&Inline::text(&words.reference_generated()));
        for (text, name) in [
            (words.reference_advisory(), ADVISORY),
            (words.reference_scope_title(), SCOPE),
            (words.reference_grounds(), GROUNDS),
            (words.reference_questionnaire(), QUESTIONNAIRE),
            (words.contradictions_heading(), CONFLICTS),
            (words.reference_actions_title(), ACTIONS),
            (words.reference_coverage(), COVERAGE),
        ] {
            page.item(0, &Inline::text(&text).link(name, ""));
        }
        page.heading(2, &Inline::text(&words.reference_levels()));
        page.paragraph(&Inline::text(&words.own_ranking()));
        for level in &reference.levels {
            page.item(0, &field(&level.title, &Inline::text(&level.meaning)));
        }
        page.heading(2, &Inline::text(&words.reference_rules()));
        let mut topic = None;
        let mut rows = Vec::new();
        let header = [
            words.reference_rule(),
            words.column_priority(),
            words.level_settled(),
        ]
        .map(|text| Inline::text(&text));
        for rule in &reference.rules {
            if topic != Some(&rule.topic) {
                page.table(&header, &rows);
                rows.clear();
                page.heading(3, &Inline::text(&rule.topic));
                topic = Some(&rule.topic);
            }
            let pair = [(rule.id.clone(), rule.title.clone())];
            rows.push(vec![
                rule_links(&pair, ""),
                Inline::text(words.priority(rule.priority)),
                Inline::text(&rule.level),
            ]);
        }
        page.table(&header, &rows);
        page.finish()
    }

    pub(super) fn advisory(self) -> String {
        let words = self.words;
        let title = Inline::text(&words.reference_advisory());
        let mut page = self.begin(&title, ADVISORY, "");
        page.paragraph(&Inline::text(&words.reference_own_words()));
        for section in &self.reference.sections {
            page.heading(2, &Inline::text(&heading(section)));
            for entry in &section.items {
                let item = &entry.item;
                page.place(3, &item.id, &Inline::code(&item.id));
                page.paragraph(&Inline::text(&item.summary));
                let kind = words.kind(&item.kind, item.strength.as_deref());
                page.item(0, &field(&words.reference_kind(), &Inline::text(&kind)));
                for (label, links) in self.uses(entry) {
                    page.item(0, &field(&label, &links));
                }
                if !entry.is_covered {
                    page.item(0, &Inline::text(&words.reference_not_used()).strong());
                }
            }
        }
        page.finish()
    }

    /// Returns what uses an item, by how, without what does not.
    fn uses(self, entry: &GuidanceEntry) -> Vec<(String, Inline)> {
        let words = self.words;
        let minded: Vec<Inline> = [
            (
                &entry.minded_by_rules,
                rule_links(&entry.minded_by_rules, ""),
            ),
            (
                &entry.minded_by_actions,
                action_links(&entry.minded_by_actions, ""),
            ),
        ]
        .into_iter()
        .filter(|(pairs, _)| !pairs.is_empty())
        .map(|(_, links)| links)
        .collect();
        let by = |pairs: &[(String, String)], links: Inline| (!pairs.is_empty()).then_some(links);
        let scope = entry
            .is_said_by_scope
            .then(|| Inline::text(&words.reference_scope()).link(SCOPE, ""));
        let rules = scope
            .into_iter()
            .chain(by(&entry.rules, rule_links(&entry.rules, "")));
        let rules: Vec<Inline> = rules.collect();
        let grounds = entry
            .grounds
            .iter()
            .map(|(id, title)| Inline::text(title).link(GROUNDS, id));
        let conflicts = entry
            .conflicts
            .iter()
            .map(|id| Inline::code(id).link(CONFLICTS, id));
        [
            (
                words.reference_grounds(),
                (!entry.grounds.is_empty()).then(|| Inline::joined(grounds, ", ")),
            ),
            (
                words.reference_rules(),
                (!rules.is_empty()).then(|| Inline::joined(rules, ", ")),
            ),
            (
                words.reference_actions(),
                by(&entry.actions, action_links(&entry.actions, "")),
            ),
            (
                words.reference_suggestions(),
                by(&entry.suggestions, action_links(&entry.suggestions, "")),
            ),
            (
                words.why_heading(),
                (!minded.is_empty()).then(|| Inline::joined(minded, ", ")),
            ),
            (
                words.contradictions_heading(),
                (!entry.conflicts.is_empty()).then(|| Inline::joined(conflicts, ", ")),
            ),
        ]
        .into_iter()
        .filter_map(|(label, links)| Some((label, links?)))
        .collect()
    }

    pub(super) fn coverage(self) -> String {
        let words = self.words;
        let title = Inline::text(&words.reference_coverage());
        let mut page = self.begin(&title, COVERAGE, "");
        page.paragraph(&Inline::text(&words.reference_coverage_how()));
        let texts = |texts: &[String]| {
            texts
                .iter()
                .map(|text| Inline::text(text))
                .collect::<Vec<_>>()
        };
        let rows: Vec<Vec<Inline>> = self
            .reference
            .tallies
            .iter()
            .map(|row| {
                texts(&[
                    words.kind(&row.kind, None),
                    row.used.to_string(),
                    row.items.to_string(),
                ])
            })
            .collect();
        let header = texts(&[
            words.reference_kind(),
            words.reference_used(),
            words.reference_items(),
        ]);
        page.table(&header, &rows);
        let header = texts(&[
            words.reference_item(),
            words.reference_kind(),
            words.reference_rules(),
            words.reference_actions(),
            words.reference_suggestions(),
            words.why_heading(),
        ]);
        for section in &self.reference.sections {
            page.heading(2, &Inline::text(&heading(section)));
            let rows: Vec<Vec<Inline>> = section
                .items
                .iter()
                .map(|entry| self.coverage_row(entry))
                .collect();
            page.table(&header, &rows);
        }
        page.finish()
    }

    fn coverage_row(self, entry: &GuidanceEntry) -> Vec<Inline> {
        let item = &entry.item;
        let mut first = item_link(item, "");
        if !entry.is_covered {
            let missing = Inline::text(&self.words.reference_not_used()).strong();
            first = first.plain(" ").then(&missing);
        }
        let kind = self.words.kind(&item.kind, item.strength.as_deref());
        let mut row = vec![first, Inline::text(&kind)];
        let uses = self.uses(entry);
        let columns = [
            self.words.reference_rules(),
            self.words.reference_actions(),
            self.words.reference_suggestions(),
            self.words.why_heading(),
        ];
        row.extend(columns.map(|column| {
            let found = uses.iter().find(|(label, _)| *label == column);
            found.map(|(_, links)| links.clone()).unwrap_or_default()
        }));
        row
    }
}

fn heading(section: &SectionEntry) -> String {
    format!("{} {}", section.number, section.heading)
        .trim()
        .to_owned()
}
