//! Where the tokens of a condition stand.
//!
//! Rhai gives a place as line and column in characters, and no end: the length of a token is read back from the
//! source.

use rhai::Position;

use crate::yaml::Span;

/// Turns Rhai's places into stretches of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Locator<'a> {
    text: &'a str,
}

impl<'a> Locator<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text }
    }

    /// Returns the byte offset of a place; the end of the text where there is none.
    fn offset(self, position: Position) -> usize {
        let (Some(line), Some(column)) = (position.line(), position.position()) else {
            return self.text.len();
        };
        let start: usize = self
            .text
            .split_inclusive('\n')
            .take(line.saturating_sub(1))
            .map(str::len)
            .sum();
        let rest = self.text.get(start..).unwrap_or_default();
        start
            + rest
                .char_indices()
                .nth(column.saturating_sub(1))
                .map_or(rest.len(), |(at, _)| at)
    }

    /// Returns the text of a stretch.
    pub(super) fn slice(self, span: Span) -> &'a str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    fn rest(self, position: Position) -> &'a str {
        self.text.get(self.offset(position)..).unwrap_or_default()
    }

    /// Tells whether this word stands at a place.
    pub(super) fn starts_with(self, position: Position, word: &str) -> bool {
        self.rest(position)
            .strip_prefix(word)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
    }

    /// Returns the stretch of the token at a place: a word, a text in quotes, or an operator.
    pub(super) fn token(self, position: Position) -> Span {
        let start = self.offset(position);
        let rest = self.text.get(start..).unwrap_or_default();
        let word = |c: char| c.is_alphanumeric() || c == '_';
        let length = match rest.chars().next() {
            None => 0,
            Some('"') => rest
                .get(1..)
                .and_then(|inner| inner.find('"'))
                .map_or(rest.len(), |end| end + 2),
            Some(first) if word(first) => rest.find(|c| !word(c)).unwrap_or(rest.len()),
            Some(_) => rest
                .find(|c: char| word(c) || c.is_whitespace() || c == '"')
                .unwrap_or(rest.len())
                .min(2),
        };
        Span {
            start,
            end: start + length,
        }
    }

    /// Returns the stretch of a chain of names; spaces in it are counted in.
    pub(super) fn path(self, position: Position, path: &str) -> Span {
        let token = self.token(position);
        let whole = self.rest(position).starts_with(path);
        Span {
            start: token.start,
            end: if whole {
                token.start + path.len()
            } else {
                token.end
            },
        }
    }
}
