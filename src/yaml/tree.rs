//! The tree of a YAML document, with the place of every key and value.

use super::Problem;

/// A stretch of a source text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset just behind the last byte.
    pub end: usize,
}

/// A place as people count: line and column from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line number, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// The text a document was read from, and what to call it in messages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// File name as the user gave it, or `-` for standard input.
    pub name: String,
    /// The text, without a byte-order mark. Spans are offsets into it.
    pub text: String,
}

impl Source {
    /// Returns line and column of a byte offset; an offset outside the text counts as its end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        self.position_by(&line_starts(&self.text), offset)
    }

    /// The same for whoever asks often, and so has found out by [`line_starts`] where the lines begin.
    #[must_use]
    pub fn position_by(&self, starts: &[usize], offset: usize) -> Position {
        let mut end = offset.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let line = starts.partition_point(|start| *start <= end);
        let start = line
            .checked_sub(1)
            .and_then(|before| starts.get(before))
            .copied()
            .unwrap_or_default();
        Position {
            line,
            column: self
                .text
                .get(start..end)
                .unwrap_or_default()
                .chars()
                .count()
                + 1,
        }
    }
}

/// Returns the offset of the first byte of every line. A line ends at LF, CR LF, or CR alone, as YAML has it.
#[must_use]
pub fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends = bytes.iter().enumerate().filter(|(at, byte)| match **byte {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    });
    std::iter::once(0)
        .chain(ends.map(|(at, _)| at + 1))
        .collect()
}

/// One document as it was read: its text, its tree, and what is wrong with it.
#[derive(Debug, Clone)]
pub struct Document {
    /// The text and its name.
    pub source: Source,
    /// The tree; `None` where the text is no YAML at all or breaks a limit.
    pub root: Option<Node>,
    /// Whether the tree holds all of the text. Where it does not, a key that is absent may still stand in the file.
    pub is_whole: bool,
    /// Everything that is wrong with the form, in file order.
    pub problems: Vec<Problem>,
    /// How many steps the parser took in all: a measure of the work that a text makes.
    pub events: usize,
}

/// A value and the place it stands at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What stands there.
    pub value: Value,
    /// Where it stands. An empty value has an empty span just behind its key.
    pub span: Span,
}

/// What can stand at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A scalar: text, number, date; an empty one too (see [`Scalar::is_empty`]).
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<Node>),
    /// A mapping, in the order of the file; no key stands in it twice.
    Mapping(Vec<Entry>),
}

/// A scalar as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// Its text, with quotes and escapes resolved.
    pub text: String,
    /// Whether it stood in quotes or in a block (`|`, `>`): then it is text, whatever it looks like.
    pub quoted: bool,
    /// Whether it stood in a block (`|`, `>`).
    pub block: bool,
}

impl Scalar {
    /// Tells whether nothing was filled in: no text at all, `~` or `null`, unquoted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.quoted && matches!(self.text.as_str(), "" | "~" | "null" | "Null" | "NULL")
    }
}

/// One key of a mapping with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key's text.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// What it holds.
    pub value: Node,
}

impl Node {
    /// Returns the entries if this is a mapping.
    #[must_use]
    pub fn as_mapping(&self) -> Option<&[Entry]> {
        match &self.value {
            Value::Mapping(entries) => Some(entries),
            _ => None,
        }
    }

    /// Returns the items if this is a list.
    #[must_use]
    pub fn as_sequence(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// Returns the scalar if this is one.
    #[must_use]
    pub fn as_scalar(&self) -> Option<&Scalar> {
        match &self.value {
            Value::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// Returns the entry with this key, if this is a mapping that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.as_mapping()?.iter().find(|entry| entry.key == key)
    }

    /// Tells whether nothing was filled in (see [`Scalar::is_empty`]).
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.as_scalar().is_some_and(Scalar::is_empty)
    }
}
