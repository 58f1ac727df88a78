//! A comparison on a page: tables where there is room for them, else cards.

use super::cause::Told;
use super::content::{Block, Entry};
use crate::report::columns::{Cell, table};
use crate::report::layout::Page;
use crate::report::rich::{Ink, Rich};
use crate::report::words::Words;

/// Four columns need at least this much.
const TABLE_WIDTH: usize = 90;

/// Writes the pieces of a comparison.
pub(super) fn write(page: &mut Page, words: Words, blocks: Vec<Block>) {
    for block in blocks {
        match block {
            Block::Heading(text) => page.heading(&text),
            Block::Text(text) => page.text(2, &text),
            Block::Field(label, value) => page.field(2, &label, &value),
            Block::Cause(told) => because(page, words, 2, &told),
            Block::Items(items) => {
                for item in items {
                    page.item(2, "- ", &item);
                }
            }
            Block::Group { cause, items } => {
                page.blank();
                for item in items {
                    page.item(2, "- ", &item);
                }
                because(page, words, 4, &cause);
            }
            Block::Entries(entries) => list(page, words, entries),
        }
    }
}

fn list(page: &mut Page, words: Words, entries: Vec<Entry>) {
    if page.width >= TABLE_WIDTH {
        let header = [
            words.column_priority(),
            words.column_what(),
            words.column_change(),
            words.column_cause(),
        ];
        let rows: Vec<Vec<Cell>> = entries.iter().map(row).collect();
        if let Some(lines) = table(&header, &rows, page.width, page.color) {
            page.table(&lines);
            page.blank();
            return;
        }
    }
    for entry in entries {
        page.blank();
        card(page, words, &entry);
    }
}

fn row(entry: &Entry) -> Vec<Cell> {
    let key = Rich::inked(Ink::Faint, format!("[{}]", entry.key));
    let what = [&entry.title]
        .into_iter()
        .chain(&entry.details)
        .chain([&key]);
    vec![
        Cell::stack(vec![entry.rank.clone()]),
        Cell::stack(what.cloned().collect()),
        Cell::stack(vec![entry.change.clone()]),
        cell(&entry.cause),
    ]
}

fn card(page: &mut Page, words: Words, entry: &Entry) {
    let between = if entry.rank.is_empty() { "" } else { ": " };
    let title = entry.rank.clone().with(Ink::Plain, between);
    page.text(2, &title.join(entry.title.clone()));
    page.field(4, &words.label_change(), &entry.change);
    let details: Vec<Rich> = entry.details.clone();
    page.fields(4, &words.label_what(), &details);
    because(page, words, 4, &entry.cause);
    let key = Rich::inked(Ink::Faint, &entry.key);
    page.field(4, &words.label_key(), &key);
}

/// Writes why something differs: behind the label, or as a list below it.
fn because(page: &mut Page, words: Words, indent: usize, told: &Told) {
    let label = words.label_cause();
    match (told.lead.is_empty(), told.items.as_slice()) {
        (true, items) => page.fields(indent, &label, items),
        (false, items) => {
            page.field(indent, &label, &told.lead);
            for item in items {
                page.item(indent + 2, "- ", item);
            }
        }
    }
    page.text(indent + 2, &told.tail);
}

/// Returns why something differs as a cell of a table.
fn cell(told: &Told) -> Cell {
    let items = if told.lead.is_empty() {
        Cell::list(told.items.clone())
    } else {
        Cell::points(told.items.clone())
    };
    Cell::stack(vec![told.lead.clone()])
        .then(items)
        .then(Cell::stack(vec![told.tail.clone()]))
}
