//! A comparison as Markdown, to put into a memo. No text of a profile can become markup.

use super::cause::Told;
use super::content::{Block, Entry};
use crate::report::markdown::{Inline, Page};
use crate::report::rich::{Ink, Rich};
use crate::report::words::Words;

/// Writes the pieces of a comparison.
pub(super) fn write(page: &mut Page, words: Words, blocks: Vec<Block>) {
    for block in blocks {
        match block {
            Block::Heading(text) => page.heading(2, &Inline::text(&text)),
            Block::Text(text) => page.paragraph(&inline(&text)),
            Block::Field(label, value) => page.paragraph(&labelled(&label, &value)),
            Block::Cause(told) => because(page, words, &told),
            Block::Items(items) => {
                for item in &items {
                    page.item(0, &inline(item));
                }
            }
            Block::Group { cause, items } => {
                for item in &items {
                    page.item(0, &inline(item));
                }
                because(page, words, &cause);
            }
            Block::Entries(entries) => {
                let header = [
                    words.column_priority(),
                    words.column_what(),
                    words.column_change(),
                    words.column_cause(),
                ];
                let header: Vec<Inline> = header.iter().map(|name| Inline::text(name)).collect();
                let rows: Vec<Vec<Inline>> = entries.iter().map(row).collect();
                page.table(&header, &rows);
            }
        }
    }
}

fn row(entry: &Entry) -> Vec<Inline> {
    let what = [&entry.title].into_iter().chain(&entry.details);
    let key = Inline::code(&entry.key);
    vec![
        inline(&entry.rank),
        Inline::joined([lines(what), key], "<br>"),
        inline(&entry.change),
        lines(
            [&entry.cause.lead]
                .into_iter()
                .chain(&entry.cause.items)
                .chain([&entry.cause.tail]),
        ),
    ]
}

/// Puts texts one below the other within a cell.
fn lines<'a>(texts: impl IntoIterator<Item = &'a Rich>) -> Inline {
    let texts = texts.into_iter().filter(|text| !text.is_empty());
    Inline::joined(texts.map(inline), "<br>")
}

/// Writes why something differs: behind the label, or as a list below it.
fn because(page: &mut Page, words: Words, told: &Told) {
    let label = words.label_cause();
    match (told.lead.is_empty(), told.items.as_slice()) {
        (true, [item]) => page.paragraph(&labelled(&label, item)),
        (_, items) => {
            page.paragraph(&labelled(&label, &told.lead));
            for item in items {
                page.item(0, &inline(item));
            }
        }
    }
    page.paragraph(&inline(&told.tail));
}

/// Returns `label: value`.
fn labelled(label: &str, value: &Rich) -> Inline {
    let label = Inline::text(&format!("{label}:")).strong();
    label.plain(" ").then(&inline(value))
}

/// Turns a text with ink into a stretch of Markdown.
pub(super) fn inline(text: &Rich) -> Inline {
    text.runs()
        .iter()
        .fold(Inline::default(), |line, (ink, run)| {
            // What forbids a line break has no meaning here, and readers search for plain spaces.
            let run = run.replace('\u{a0}', " ");
            match ink {
                Ink::Strong | Ink::Of(_) => line.then(&Inline::text(&run).strong()),
                Ink::Plain | Ink::Faint => line.plain(&run),
            }
        })
}
