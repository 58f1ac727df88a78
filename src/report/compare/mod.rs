//! What changed since an earlier screening, and why: on a page, as Markdown, or above the report of a screening.

mod cause;
mod content;
mod entries;
mod markdown;
mod page;
mod words;

use std::io::{self, Write};

use self::content::{body, receipts, top};
use super::layout::{Layout, Page};
use super::markdown::{Inline, Page as Markdown};
use super::outcome;
use super::rich::{Ink, Rich};
use super::words::Words;
use crate::screening::compare::model::Comparison;

/// Writes a comparison for people to read.
pub fn compare(comparison: &Comparison, layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
    let words = Words(comparison.lang);
    let mut page = Page::new(layout);
    page.text(0, &Rich::inked(Ink::Strong, &comparison.after.profile.name));
    page.text(0, &Rich::inked(Ink::Strong, words.compare_title()));
    for line in top(words, comparison) {
        page.text(0, &line);
    }
    page.blank();
    page::write(&mut page, words, body(words, comparison));
    receipt(&mut page, words, comparison);
    outcome::disclaimer(&mut page, words, &comparison.disclaimer);
    page.finish(out)
}

/// Writes a comparison as Markdown.
pub fn compare_markdown(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    let words = Words(comparison.lang);
    let mut page = Markdown::default();
    page.heading(1, &Inline::text(&comparison.after.profile.name));
    page.paragraph(&Inline::text(&words.compare_title()).strong());
    for line in top(words, comparison) {
        page.item(0, &markdown::inline(&line));
    }
    markdown::write(&mut page, words, body(words, comparison));
    page.heading(2, &Inline::text(&words.receipt_heading()));
    for line in receipts(words, comparison) {
        page.item(0, &markdown::inline(&line));
    }
    page.heading(2, &Inline::text(&words.disclaimer_heading()));
    page.paragraph(&Inline::text(&comparison.disclaimer));
    out.write_all(page.finish().as_bytes())
}

/// Writes what changed, above the whole report of a screening.
pub(super) fn changes(page: &mut Page, words: Words, comparison: &Comparison) {
    page.heading(&words.changes_since(&words.date(&comparison.before.as_of)));
    for line in top(words, comparison) {
        page.text(2, &line);
    }
    page.blank();
    page::write(page, words, body(words, comparison));
    page.heading(&words.whole_screening());
}

/// Writes what both screenings were made of.
pub(super) fn receipt(page: &mut Page, words: Words, comparison: &Comparison) {
    page.heading(&words.receipt_heading());
    for line in receipts(words, comparison) {
        page.text(2, &line);
    }
}
