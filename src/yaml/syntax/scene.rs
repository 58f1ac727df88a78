//! What stands around a place: lines, what they begin with, and brackets that are open.

use std::ops::Range;

/// Bytes of a line that a message is made of at most.
const LONGEST_REST: usize = 240;

/// A text by its lines, with the means to look around in it.
#[derive(Clone, Copy)]
pub(in crate::yaml) struct Scene<'a> {
    pub(in crate::yaml) text: &'a str,
    /// Where each line begins.
    pub(in crate::yaml) starts: &'a [usize],
}

/// One line, as a reader of YAML sees it.
#[derive(Clone, Copy)]
pub(in crate::yaml) struct Line<'a> {
    /// Its number, from 0.
    pub(in crate::yaml) number: usize,
    /// Where it begins.
    pub(in crate::yaml) start: usize,
    /// Its text without the line break.
    pub(in crate::yaml) text: &'a str,
}

/// What a line begins with: a key, an item of a list, or something else.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::yaml) enum Start {
    Key,
    Item,
    Other,
}

impl<'a> Scene<'a> {
    pub(in crate::yaml) fn line_at(self, offset: usize) -> Line<'a> {
        let number = self
            .starts
            .partition_point(|start| *start <= offset)
            .saturating_sub(1);
        self.line(number)
    }

    pub(super) fn line(self, number: usize) -> Line<'a> {
        let start = self.starts.get(number).copied().unwrap_or_default();
        let end = self
            .starts
            .get(number + 1)
            .copied()
            .unwrap_or(self.text.len());
        Line {
            number,
            start,
            text: self
                .text
                .get(start..end)
                .unwrap_or_default()
                .trim_end_matches(['\r', '\n']),
        }
    }

    /// Returns the lines above one that hold more than remarks, the nearest first.
    pub(super) fn above(self, line: Line<'a>) -> impl Iterator<Item = Line<'a>> {
        (0..line.number)
            .rev()
            .map(move |number| self.line(number))
            .filter(|line| !line.is_blank())
    }

    /// Returns the lines from one place to another.
    pub(in crate::yaml) fn lines(self, range: Range<usize>) -> impl Iterator<Item = Line<'a>> {
        let (first, last) = (
            self.line_at(range.start).number,
            self.line_at(range.end).number,
        );
        (first..=last).map(move |number| self.line(number))
    }

    /// Returns the character at a place.
    pub(in crate::yaml) fn character(self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// Returns the place of the last character before another place that is no white space.
    pub(super) fn before(self, at: usize) -> Option<(usize, char)> {
        self.text
            .get(..at)?
            .char_indices()
            .rev()
            .find(|(_, c)| !c.is_whitespace())
    }

    /// Returns where the `-` stands that begins a line at or above a place.
    pub(in crate::yaml) fn dash_before(self, at: usize) -> usize {
        let line = self.line_at(at);
        std::iter::once(line)
            .chain(self.above(line))
            .map(Line::content)
            .find(|content| self.character(*content) == Some('-'))
            .unwrap_or(at)
    }

    /// Returns where the value begins that stands behind the names (`&x`) and tags (`!x`) at a place, or at it.
    pub(in crate::yaml) fn behind_properties(self, mut at: usize) -> usize {
        while let Some(rest) = self.text.get(at..) {
            let skipped = match rest.chars().next() {
                Some('&' | '!') => rest.find(char::is_whitespace).unwrap_or(rest.len()),
                Some('#') => rest.find(['\n', '\r']).unwrap_or(rest.len()),
                Some(c) if c.is_whitespace() => c.len_utf8(),
                _ => break,
            };
            at += skipped;
        }
        at
    }

    /// Returns what stands from a place to the end of its line, without a remark and white space at the end; of a
    /// very long line, the first part.
    pub(in crate::yaml) fn rest(self, at: usize) -> &'a str {
        let line = self.line_at(at);
        let rest = line
            .text
            .get(at.saturating_sub(line.start)..)
            .unwrap_or_default();
        let mut end = rest.len().min(LONGEST_REST);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let rest = rest.get(..end).unwrap_or_default();
        let end = rest.find(" #").unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default().trim_end()
    }
}

impl<'a> Line<'a> {
    /// Tells whether nothing stands in it but perhaps a remark.
    pub(super) fn is_blank(self) -> bool {
        let text = self.text.trim_start();
        text.is_empty() || text.starts_with('#')
    }

    /// Returns the number of spaces it begins with.
    pub(super) fn indent(self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// Returns where its content begins.
    pub(in crate::yaml) fn content(self) -> usize {
        self.start + self.indent()
    }

    /// Returns the column, in spaces, of its first key and of what its `- ` begin.
    pub(super) fn columns(self) -> impl Iterator<Item = (usize, Start)> {
        let mut at = self.indent();
        let mut done = false;
        std::iter::from_fn(move || {
            let rest = self.text.get(at..).unwrap_or_default();
            if done || rest.is_empty() {
                return None;
            }
            let column = at;
            let after = rest.strip_prefix('-');
            Some(match after {
                Some(after) if after.is_empty() || after.starts_with(' ') => {
                    at += 1 + after.len() - after.trim_start_matches(' ').len();
                    (column, Start::Item)
                }
                _ => {
                    done = true;
                    let start = if key(rest).is_some() {
                        Start::Key
                    } else {
                        Start::Other
                    };
                    (column, start)
                }
            })
        })
    }

    /// Returns what it begins with, and at which column.
    pub(super) fn first(self) -> (usize, Start) {
        self.columns().next().unwrap_or((0, Start::Other))
    }

    /// Returns its first key: what stands before the first `:` that a space follows, behind any `- `.
    pub(super) fn key(self) -> Option<&'a str> {
        let (column, _) = self.columns().last()?;
        key(self.text.get(column..)?)
    }
}

/// Returns the key that a text begins with, if it begins with one that anybody would call a key: one word.
pub(super) fn key(text: &str) -> Option<&str> {
    let quoted = ['"', '\''].into_iter().find_map(|quote| {
        let inner = text.strip_prefix(quote)?;
        let end = inner.find(quote)?;
        text.get(..end + 2)
    });
    let word = quoted.unwrap_or_else(|| word(text));
    let rest = text.get(word.len()..)?.trim_start_matches(' ');
    let is_key = !word.is_empty()
        && rest
            .strip_prefix(':')
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    is_key.then_some(word)
}

/// Returns the letters, digits, `_`, `-` and `.` that a text begins with.
pub(super) fn word(text: &str) -> &str {
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.')))
        .unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// The brackets around a place.
pub(super) struct Brackets {
    /// Those that are open, the outermost first.
    pub(super) open: Vec<usize>,
    /// The first that closes another kind than the last of `open`.
    pub(super) wrong: Option<usize>,
}

/// Follows brackets from a place to another, `open` being those that are open at the first.
///
/// Quotes, remarks and the rest are read only as well as it takes to see which brackets count. Where a bracket closes
/// another kind than was opened, nothing more is followed.
pub(super) fn brackets(text: &str, range: Range<usize>, mut open: Vec<usize>) -> Brackets {
    let stretch = text.get(range.clone()).unwrap_or_default();
    let mut at = 0;
    // Whether a value may begin: behind white space or an indicator.
    let mut fresh = true;
    while let Some(c) = stretch.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = stretch.get(at + c.len_utf8()..).unwrap_or_default();
        let before = at;
        at += c.len_utf8();
        match c {
            '#' if fresh => at += rest.find(['\n', '\r']).unwrap_or(rest.len()),
            '"' | '\'' if fresh => at += quoted(rest, c),
            '[' | '{' if fresh || !open.is_empty() => {
                open.push(range.start + before);
                fresh = true;
                continue;
            }
            ']' | '}' if !open.is_empty() => {
                let opening = if c == ']' { "[" } else { "{" };
                let last = open.last().copied().unwrap_or_default();
                if !text
                    .get(last..)
                    .is_some_and(|text| text.starts_with(opening))
                {
                    let wrong = Some(range.start + before);
                    return Brackets { open, wrong };
                }
                open.pop();
            }
            ',' if !open.is_empty() => {
                fresh = true;
                continue;
            }
            _ => {}
        }
        fresh = c.is_whitespace();
    }
    Brackets { open, wrong: None }
}

/// Returns how long the rest of a quoted text is, its closing quote included.
pub(in crate::yaml) fn quoted(rest: &str, quote: char) -> usize {
    let mut characters = rest.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map(|(_, c)| *c);
        if (quote == '"' && c == '\\') || (quote == '\'' && c == quote && next == Some(quote)) {
            characters.next();
        } else if c == quote {
            return at + 1;
        }
    }
    rest.len()
}
