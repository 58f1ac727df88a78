//! Cells: beside each other in columns of given widths, or in a table whose columns are as wide as their text needs.

use tabled::builder::Builder;
use tabled::settings::style::HorizontalLine;
use tabled::settings::{Padding, Style};
use unicode_width::UnicodeWidthStr;

use super::rich::{Ink, Line, Rich};
use super::wrap::{Needs, needs, wrap};

/// Between two columns.
pub(super) const GAP: usize = 2;

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

    /// Makes a cell with a list of which also a single entry is marked.
    pub(super) fn points(texts: Vec<Rich>) -> Self {
        Self::marked("- ", texts)
    }

    /// Puts another cell below it.
    pub(super) fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    fn marked(marker: &'static str, texts: Vec<Rich>) -> Self {
        let paragraph = |text: Rich| Paragraph { marker, text };
        Self(
            texts
                .into_iter()
                .filter(|text| !text.is_empty())
                .map(paragraph)
                .collect(),
        )
    }

    /// Returns what each paragraph needs, with its marker.
    fn needs(&self) -> impl Iterator<Item = Needs> {
        self.0.iter().map(|paragraph| {
            let marker = paragraph.marker.width();
            let Needs { least, word, line } = needs(&paragraph.text);
            Needs {
                least: marker + least,
                word: marker + word,
                line: marker + line,
            }
        })
    }

    /// Returns the lines of the cell, each with the marker or margin before it.
    fn lines(&self, width: usize) -> Vec<(&'static str, usize, Line)> {
        let mut lines = Vec::new();
        for Paragraph { marker, text } in &self.0 {
            let mut before = (*marker, 0);
            for line in wrap(text, width.saturating_sub(marker.width())) {
                lines.push((before.0, before.1, line));
                before = ("", marker.width());
            }
        }
        lines
    }

    fn render(&self, width: usize, color: bool) -> String {
        let mut cell = String::new();
        for (marker, margin, line) in self.lines(width) {
            if !cell.is_empty() {
                cell.push('\n');
            }
            cell.push_str(marker);
            cell.extend(std::iter::repeat_n(' ', margin));
            line.paint(color, &mut cell);
        }
        cell
    }
}

/// Lays cells beside each other, each wrapped to its width.
pub(super) fn beside(cells: &[(usize, Cell)], color: bool) -> Vec<String> {
    let columns: Vec<(usize, Vec<_>)> = cells
        .iter()
        .map(|(width, cell)| (*width, cell.lines(*width)))
        .collect();
    let height = columns.iter().map(|(_, lines)| lines.len()).max();
    let row = |at: usize| {
        let mut row = String::new();
        let mut missing = 0;
        for (width, lines) in &columns {
            let mut left = *width;
            if let Some((marker, margin, line)) = lines.get(at) {
                row.extend(std::iter::repeat_n(' ', missing + margin));
                row.push_str(marker);
                line.paint(color, &mut row);
                left = width.saturating_sub(marker.width() + margin + line.width());
                missing = 0;
            }
            missing += left + GAP;
        }
        row
    };
    (0..height.unwrap_or(0)).map(row).collect()
}

/// What is known of a column before it gets its width.
struct Column {
    /// The widest word: narrower breaks ids and compounds at their joints.
    fair: usize,
    /// The widest paragraph: wider is waste.
    most: usize,
    /// Of each row, the columns its paragraphs would take on one line.
    rows: Vec<Vec<usize>>,
    /// What it gets: at first the widest stretch without a joint, since narrower would cut a word.
    width: usize,
    /// How much lower its cells would be with one column more.
    gain: u128,
}

impl Column {
    fn new(at: usize, title: &Cell, rows: &[Vec<Cell>]) -> Self {
        let cells: Vec<Vec<Needs>> = rows
            .iter()
            .filter_map(|row| row.get(at))
            .chain([title])
            .map(|cell| cell.needs().collect())
            .collect();
        let most = |need: fn(&Needs) -> usize| cells.iter().flatten().map(need).max();
        let mut column = Self {
            fair: most(|needs| needs.word).unwrap_or(0).max(1),
            most: most(|needs| needs.line).unwrap_or(0).max(1),
            rows: cells
                .iter()
                .map(|cell| cell.iter().map(|needs| needs.line).collect())
                .collect(),
            width: most(|needs| needs.least).unwrap_or(0).max(1),
            gain: 0,
        };
        column.gain = column
            .burden(column.width)
            .saturating_sub(column.burden(column.width + 1));
        column
    }

    /// Makes the column one wider.
    fn widen(&mut self) {
        self.width += 1;
        self.gain = self
            .burden(self.width)
            .saturating_sub(self.burden(self.width + 1));
    }

    /// Returns how high the cells would be at a width. High cells weigh far more than low ones, because the highest
    /// cell makes the row.
    fn burden(&self, width: usize) -> u128 {
        let height = |cell: &Vec<usize>| -> u128 {
            // In hundredths of a line: a whole line more or less would take several columns.
            cell.iter()
                .map(|text| (text * 100 / width).max(100) as u128)
                .sum()
        };
        self.rows
            .iter()
            .map(|cell| height(cell).saturating_pow(4))
            .fold(0, u128::saturating_add)
    }
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
        .map(|(at, title)| Column::new(at, title, rows))
        .collect();
    let mut left = space.checked_sub(columns.iter().map(|column| column.width).sum())?;
    // First whole words everywhere, then room where it makes the rows lower.
    for goal in [|column: &Column| column.fair, |column: &Column| column.most] {
        while left > 0 {
            let neediest = columns
                .iter_mut()
                .filter(|column| column.width < goal(column))
                .max_by_key(|column| column.gain);
            let Some(column) = neediest else { break };
            column.widen();
            left -= 1;
        }
    }
    Some(columns.iter().map(|column| column.width).collect())
}

#[cfg(test)]
mod tests {
    use super::{Cell, Rich, beside};

    fn cell(texts: &[&str]) -> Cell {
        Cell::list(texts.iter().map(Rich::plain).collect())
    }

    #[test]
    fn cells_stand_beside_each_other_whatever_their_height_and_script() {
        let cells = [
            (7, cell(&["喀什市 e\u{301}"])),
            (8, cell(&["een twee", "drie"])),
            (3, cell(&[])),
            (4, cell(&["a bc de"])),
        ];
        assert_eq!(
            beside(&cells, false),
            [
                "喀什市   - een          a bc",
                "e\u{301}          twee         de",
                "         - drie",
            ]
        );
        assert!(beside(&[], false).is_empty());
    }
}
