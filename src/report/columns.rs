//! A table whose columns are as wide as their text needs, or none at all.

use tabled::builder::Builder;
use tabled::settings::style::HorizontalLine;
use tabled::settings::{Padding, Style};
use unicode_width::UnicodeWidthStr;

use super::rich::{Ink, Rich};
use super::wrap::{full_width, least_width, word_width, wrap};

/// Between two columns.
const GAP: usize = 2;

/// One paragraph of a cell, with a marker such as `- ` where it is one of several.
#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    marker: &'static str,
    text: Rich,
}

/// The paragraphs of a cell.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell(Vec<Paragraph>);

impl Cell {
    /// Makes a cell with one paragraph under the other.
    pub(super) fn stack(texts: Vec<Rich>) -> Self {
        Self::marked("", texts)
    }

    /// Makes a cell with a list; a single entry needs no marker.
    pub(super) fn list(texts: Vec<Rich>) -> Self {
        Self::marked(if texts.len() > 1 { "- " } else { "" }, texts)
    }

    fn marked(marker: &'static str, texts: Vec<Rich>) -> Self {
        Self(
            texts
                .into_iter()
                .filter(|text| !text.is_empty())
                .map(|text| Paragraph { marker, text })
                .collect(),
        )
    }

    fn most(&self, measure: impl Fn(&Rich) -> usize) -> usize {
        self.0
            .iter()
            .map(|paragraph| paragraph.marker.width() + measure(&paragraph.text))
            .max()
            .unwrap_or(0)
    }

    fn render(&self, width: usize, color: bool) -> String {
        let mut lines = Vec::new();
        for Paragraph { marker, text } in &self.0 {
            let hang = marker.width();
            for (at, line) in wrap(text, width.saturating_sub(hang)).iter().enumerate() {
                let margin = if at == 0 {
                    (*marker).to_owned()
                } else {
                    " ".repeat(hang)
                };
                lines.push(format!("{margin}{}", line.paint(color)));
            }
        }
        lines.join("\n")
    }
}

/// What is known of a column before it gets its width.
struct Column {
    /// The widest word: narrower breaks ids and compounds at their joints.
    fair: usize,
    /// The widest paragraph: wider is waste.
    most: usize,
    /// How much text there is.
    load: usize,
    /// What it gets: at first the widest stretch without a joint, since narrower would cut a word.
    width: usize,
}

/// Lays out a table; `None` where a column would have to be narrower than its longest unbreakable word.
pub(super) fn table(
    header: &[String],
    rows: &[Vec<Cell>],
    width: usize,
    color: bool,
) -> Option<Vec<String>> {
    let header: Vec<Cell> = header
        .iter()
        .map(|title| Cell::stack(vec![Rich::inked(Ink::Strong, title)]))
        .collect();
    let widths = widths(
        &header,
        rows,
        width.checked_sub(GAP * header.len().saturating_sub(1))?,
    )?;
    let mut builder = Builder::default();
    for row in std::iter::once(&header).chain(rows) {
        builder.push_record(
            row.iter()
                .zip(&widths)
                .map(|(cell, width)| cell.render(*width, color)),
        );
    }
    // White space parts the columns: lines between them would cost words their room, and rules between the rows are
    // enough to follow a row by.
    let style = Style::empty()
        .vertical(' ')
        .horizontal('─')
        .intersection('─')
        .horizontals([(1, HorizontalLine::new('═').intersection('═'))]);
    let mut table = builder.build();
    table.with(style).with(Padding::new(0, GAP - 1, 0, 0));
    Some(table.to_string().lines().map(cut_padding).collect())
}

/// Cuts the padding of the last column, which would make a rule wider than the text above it.
fn cut_padding(line: &str) -> String {
    let rule = line.strip_suffix('─').or_else(|| line.strip_suffix('═'));
    rule.unwrap_or(line).trim_end().to_owned()
}

fn widths(header: &[Cell], rows: &[Vec<Cell>], space: usize) -> Option<Vec<usize>> {
    let mut columns: Vec<Column> = header
        .iter()
        .enumerate()
        .map(|(at, title)| column(at, title, rows))
        .collect();
    let mut left = space.checked_sub(columns.iter().map(|column| column.width).sum())?;
    // First whole words everywhere, then room where the most text is: that keeps the rows low.
    for goal in [|column: &Column| column.fair, |column: &Column| column.most] {
        while left > 0 {
            let fullest = columns
                .iter_mut()
                .rev()
                .filter(|column| column.width < goal(column))
                // load/width compared without fractions.
                .max_by(|one, other| (one.load * other.width).cmp(&(other.load * one.width)));
            let Some(column) = fullest else { break };
            column.width += 1;
            left -= 1;
        }
    }
    Some(columns.iter().map(|column| column.width).collect())
}

fn column(at: usize, title: &Cell, rows: &[Vec<Cell>]) -> Column {
    let cells = || rows.iter().filter_map(|row| row.get(at)).chain([title]);
    let most = |measure: fn(&Rich) -> usize| {
        cells()
            .map(|cell| cell.most(measure))
            .max()
            .unwrap_or(0)
            .max(1)
    };
    Column {
        fair: most(word_width),
        most: most(full_width),
        load: cells()
            .flat_map(|cell| &cell.0)
            .map(|paragraph| full_width(&paragraph.text))
            .sum(),
        width: most(least_width),
    }
}
