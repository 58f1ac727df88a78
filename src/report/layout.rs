//! Lines under headings, within a width.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::columns::{Cell, beside};
use super::rich::{Ink, Rich};
use super::wrap::wrap_hanging;
use crate::screening::model::Status;

/// How a report is laid out, and what of it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Columns of a line; less than 20 counts as 20.
    pub width: usize,
    /// Whether priorities and headings get a colour. It is never all that tells them apart.
    pub color: bool,
    /// Whether every open finding and question is listed, also where a part of the questionnaire is still empty.
    pub all: bool,
    /// The one status whose findings are listed; `None` lists all. Counts are never filtered.
    pub status: Option<Status>,
}

impl Default for Layout {
    /// As for a pipe: 100 columns, no colour.
    fn default() -> Self {
        Self {
            width: 100,
            color: false,
            all: false,
            status: None,
        }
    }
}

/// The narrowest page; below this not even a label fits beside its value.
const LEAST_WIDTH: usize = 20;
/// Beyond this the eye loses the line, so only tables use more.
pub(super) const PROSE_WIDTH: usize = 100;

/// A page that is being written.
pub(super) struct Page {
    /// Columns of a table.
    pub(super) width: usize,
    pub(super) color: bool,
    text: String,
    /// Whether the last line is a heading or the rule below one, which its text follows at once.
    headed: bool,
}

impl Page {
    pub(super) fn new(layout: &Layout) -> Self {
        Self {
            width: layout.width.max(LEAST_WIDTH),
            color: layout.color,
            text: String::new(),
            headed: false,
        }
    }

    /// Adds an empty line, but never two, and none at the top or below a heading.
    pub(super) fn blank(&mut self) {
        if !self.headed && !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Adds a heading. Capitals set it apart also where there is no colour.
    pub(super) fn heading(&mut self, text: &str) {
        self.blank();
        self.write(0, "", 0, &Rich::inked(Ink::Strong, text.to_uppercase()));
        self.headed = true;
    }

    /// Adds a text, indented.
    pub(super) fn text(&mut self, indent: usize, text: &Rich) {
        self.write(indent, "", 0, text);
    }

    /// Adds a text behind a marker such as `- `, whose further lines stand below the text.
    pub(super) fn item(&mut self, indent: usize, marker: &str, text: &Rich) {
        self.write(indent, marker, marker.width(), text);
    }

    /// Adds `label: value`; nothing where there is no value.
    pub(super) fn field(&mut self, indent: usize, label: &str, value: &Rich) {
        if !value.is_empty() {
            let text = Rich::inked(Ink::Strong, format!("{label}:")).with(Ink::Plain, " ");
            // Further lines stand deeper, so that the eye finds the next label.
            self.write(indent, "", 2, &text.join(value.clone()));
        }
    }

    /// Adds `label: value`, or where there are several values a list below the label.
    pub(super) fn fields(&mut self, indent: usize, label: &str, values: &[Rich]) {
        match values {
            [] => {}
            [value] => self.field(indent, label, value),
            values => {
                self.text(indent, &Rich::inked(Ink::Strong, format!("{label}:")));
                for value in values {
                    self.item(indent + 2, "- ", value);
                }
            }
        }
    }

    /// Adds cells beside each other, each in its width.
    pub(super) fn beside(&mut self, indent: usize, cells: &[(usize, Cell)]) {
        for line in beside(cells, self.color) {
            self.text.extend(std::iter::repeat_n(' ', indent));
            self.ready(&line);
        }
    }

    /// Adds a rule from the indent to the end of the line.
    pub(super) fn rule(&mut self, indent: usize) {
        self.text.extend(std::iter::repeat_n(' ', indent));
        self.ready(&"─".repeat(self.width.saturating_sub(indent)));
        self.headed = true;
    }

    /// Adds a table, with room above it, also below a heading.
    pub(super) fn table(&mut self, lines: &[String]) {
        self.headed = false;
        self.blank();
        for line in lines {
            self.ready(line);
        }
    }

    /// Adds a line that is laid out already.
    fn ready(&mut self, line: &str) {
        self.text.push_str(line);
        self.end_line();
    }

    /// Wraps a text; its first line stands behind the marker, the others `hang` columns behind the indent.
    fn write(&mut self, indent: usize, marker: &str, hang: usize, text: &Rich) {
        let columns = self.width.min(PROSE_WIDTH);
        // Deep indents on a narrow page would leave no room for the words themselves.
        let indent = indent.min(columns / 4);
        let hang = indent + hang;
        let first = columns.saturating_sub(indent + marker.width());
        let lines = wrap_hanging(text, first, columns.saturating_sub(hang));
        for (at, line) in lines.iter().enumerate() {
            if at == 0 {
                self.text.extend(std::iter::repeat_n(' ', indent));
                self.text.push_str(marker);
            } else {
                self.text.extend(std::iter::repeat_n(' ', hang));
            }
            line.paint(self.color, &mut self.text);
            self.end_line();
        }
    }

    fn end_line(&mut self) {
        self.headed = false;
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push('\n');
    }

    /// Writes the page, with exactly one final newline.
    pub(super) fn finish(mut self, out: &mut dyn Write) -> io::Result<()> {
        self.text.truncate(self.text.trim_end_matches('\n').len());
        if self.text.is_empty() {
            return Ok(());
        }
        self.text.push('\n');
        out.write_all(self.text.as_bytes())
    }
}
