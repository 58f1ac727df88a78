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

    /// Returns the stretch of the token at a place: a word, a number, a text in quotes, or an operator.
    pub(super) fn token(self, position: Position) -> Span {
        let start = self.offset(position);
        let rest = self.text.get(start..).unwrap_or_default();
        Span {
            start,
            end: start + token_length(rest),
        }
    }

    /// Returns the stretch of a chain of names, with the spaces in it; of its first name where it is broken up
    /// by something else.
    pub(super) fn path(self, position: Position, path: &str) -> Span {
        let token = self.token(position);
        let mut rest = self.rest(position);
        for (number, name) in path.split('.').enumerate() {
            if number > 0 {
                match rest.trim_start().strip_prefix('.') {
                    Some(behind) => rest = behind.trim_start(),
                    None => return token,
                }
            }
            match rest.strip_prefix(name) {
                Some(behind) => rest = behind,
                None => return token,
            }
        }
        Span {
            start: token.start,
            end: self.text.len() - rest.len(),
        }
    }
}

/// The operators of more than one character that Rhai reads as one token.
const OPERATORS: [&str; 17] = [
    "===", "!==", "..=", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "..", "::", "**", "=>",
    "->", ":=",
];

/// Returns the length in bytes of the token that a text begins with.
fn token_length(text: &str) -> usize {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let Some(first) = text.chars().next() else {
        return 0;
    };
    if first == '"' {
        return quoted_length(text);
    }
    if first.is_ascii_digit() {
        let is_digit = |c: char| c.is_ascii_digit();
        let whole = text.find(|c| !word(c)).unwrap_or(text.len());
        let decimals = text
            .get(whole..)
            .and_then(|rest| rest.strip_prefix('.'))
            .filter(|rest| rest.starts_with(is_digit))
            .map_or(0, |rest| 1 + rest.find(|c| !word(c)).unwrap_or(rest.len()));
        return whole + decimals;
    }
    if word(first) {
        return text.find(|c| !word(c)).unwrap_or(text.len());
    }
    if let Some(rest) = text.strip_prefix("!in")
        && !rest.starts_with(word)
    {
        return 3;
    }
    OPERATORS
        .iter()
        .find(|operator| text.starts_with(**operator))
        .map_or(first.len_utf8(), |operator| operator.len())
}

/// Returns the length in bytes of the text in double quotes that a text begins with, up to the end of
/// the line where the quotes are not closed.
///
/// As Rhai has it, `\"` and `""` stand for a quote within.
pub(super) fn quoted_length(text: &str) -> usize {
    let mut rest = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = rest.next() {
        match c {
            '\n' => return at,
            '\\' => {
                rest.next();
            }
            '"' if rest.next_if(|(_, next)| *next == '"').is_none() => return at + 1,
            _ => {}
        }
    }
    text.len()
}
