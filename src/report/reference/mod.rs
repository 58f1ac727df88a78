//! The reference of a pack as Markdown: one page a rule, the source by section, the questionnaire, the actions, and what of
//! the source is in use; in Dutch and English, each page with a link to the other language.

mod judgements;
mod overviews;
mod questionnaire;
mod rule;
mod words;

use std::collections::BTreeMap;

use super::markdown::{self, Inline, Page};
use super::reason::{capital, section};
use super::words::Words;
use crate::authoring::reference::{Reference, Sentence};
use crate::screening::model::Citation;
use crate::text::Lang;

/// The first line of every page, by which a folder of pages is known.
pub const MARK: &str = "<!-- partnerscreen pack doc -->";

/// Returns the pages of a reference in both languages, by their path within the folder.
#[must_use]
pub fn pages(nl: &Reference, en: &Reference) -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    let mut front = Page::new(MARK);
    front.heading(1, &Inline::text(&en.title));
    front.paragraph(&Inline::text(&en.version));
    for reference in [nl, en] {
        let folder = folder(reference.lang);
        let link = Inline::text(&reference.title).link(&format!("{folder}/README.md"), "");
        front.item(0, &link);
        let reader = Reader {
            reference,
            words: Words(reference.lang),
        };
        for (name, text) in reader.pages() {
            pages.insert(format!("{folder}/{name}"), text);
        }
    }
    pages.insert("README.md".to_owned(), front.finish());
    pages
}

fn folder(lang: Lang) -> &'static str {
    match lang {
        Lang::Nl => "nl",
        Lang::En => "en",
    }
}

const README: &str = "README.md";
const ADVISORY: &str = "advisory.md";
const QUESTIONNAIRE: &str = "questionnaire.md";
const ACTIONS: &str = "actions.md";
const GROUNDS: &str = "grounds.md";
const SCOPE: &str = "scope.md";
const CONFLICTS: &str = "conflicts.md";
const COVERAGE: &str = "coverage.md";

/// Writes the pages of one language.
#[derive(Debug, Clone, Copy)]
struct Reader<'a> {
    reference: &'a Reference,
    words: Words,
}

impl Reader<'_> {
    fn pages(self) -> Vec<(String, String)> {
        let mut pages = vec![
            (README.to_owned(), self.readme()),
            (ADVISORY.to_owned(), self.advisory()),
            (QUESTIONNAIRE.to_owned(), self.questionnaire()),
            (ACTIONS.to_owned(), self.actions()),
            (GROUNDS.to_owned(), self.grounds()),
            (SCOPE.to_owned(), self.scope()),
            (CONFLICTS.to_owned(), self.conflicts()),
            (COVERAGE.to_owned(), self.coverage()),
        ];
        for rule in &self.reference.rules {
            pages.push((rule_page(&rule.id), self.rule(rule)));
        }
        pages
    }

    /// Begins a page: its title, and the ways to the other language and back. `name` is its path within the language's
    /// folder, `up` leads from there to that folder.
    fn begin(self, title: &Inline, name: &str, up: &str) -> Page {
        let mut page = Page::new(MARK);
        page.heading(1, title);
        let other = match self.reference.lang {
            Lang::Nl => ("English", "en"),
            Lang::En => ("Nederlands", "nl"),
        };
        let mut ways = vec![Inline::text(other.0).link(&format!("{up}../{}/{name}", other.1), "")];
        if name != README {
            let home = Inline::text(&self.words.reference_home());
            ways.push(home.link(&format!("{up}{README}"), ""));
        }
        page.paragraph(&Inline::joined(ways, " · "));
        page
    }

    /// Writes a case of the pack's tests: its name, its file and its profile.
    fn case(self, page: &mut Page, name: &str, file: &str, profile: &str) {
        let case = Inline::text(&self.words.reference_case(name))
            .plain(" (")
            .then(&Inline::code(file))
            .plain(")");
        page.paragraph(&case);
        page.listing("yaml", profile);
    }

    /// Writes items with what they say.
    fn items(self, page: &mut Page, items: &[Citation], up: &str) {
        for item in items {
            let place = section(item);
            let kind = self.words.kind(&item.kind, item.strength.as_deref());
            let text = Inline::text(&place)
                .strong()
                .plain(": ")
                .plain(&item.summary)
                .plain(" (")
                .then(&item_link(item, up))
                .plain(&format!(", {kind})"));
            page.item(0, &text);
        }
    }
}

/// Returns the page of a rule, within the folder of a language.
fn rule_page(id: &str) -> String {
    format!("rules/{}.md", markdown::anchor(id))
}

/// Returns links to rules by their titles, one after the other.
fn rule_links(rules: &[(String, String)], up: &str) -> Inline {
    let link = |(id, title): &(String, String)| {
        Inline::text(title).link(&format!("{up}{}", rule_page(id)), "")
    };
    Inline::joined(rules.iter().map(link), ", ")
}

/// Returns links to actions by their titles, one after the other.
fn action_links(actions: &[(String, String)], up: &str) -> Inline {
    let link =
        |(id, title): &(String, String)| Inline::text(title).link(&format!("{up}{ACTIONS}"), id);
    Inline::joined(actions.iter().map(link), ", ")
}

/// Writes a condition as nested items.
fn sentence(page: &mut Page, depth: usize, condition: &Sentence) {
    page.item(depth, &Inline::text(&condition.text));
    for part in &condition.parts {
        sentence(page, depth + 1, part);
    }
}

/// Returns `Label: value`.
fn field(label: &str, value: &Inline) -> Inline {
    Inline::text(&capital(label))
        .strong()
        .plain(": ")
        .then(value)
}

/// Returns `B.b.research-region`, as a link to the item.
fn item_link(item: &Citation, up: &str) -> Inline {
    Inline::code(&item.id).link(&format!("{up}{ADVISORY}"), &item.id)
}

/// Returns items one after the other.
fn item_links(items: &[Citation], up: &str) -> Inline {
    Inline::joined(items.iter().map(|item| item_link(item, up)), ", ")
}
