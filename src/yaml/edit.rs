//! Changes to a YAML text that leave every other byte as it is.
//!
//! Each function looks at the text and its tree and returns one [`Splice`], or `None` where the form of the text leaves
//! no safe place. Nothing here knows what the values mean; whoever applies a splice reads the new text back.

use super::{Entry, Node, Span};

/// One change: what stands in a stretch of the text is replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// The stretch; empty for an insertion.
    pub span: Span,
    /// What comes in its place.
    pub text: String,
}

impl Splice {
    /// Returns the text with this change made; `None` where the stretch does not lie in the text.
    #[must_use]
    pub fn apply(&self, text: &str) -> Option<String> {
        let before = text.get(..self.span.start)?;
        let after = text.get(self.span.end..)?;
        Some(format!("{before}{}{after}", self.text))
    }

    fn insert(at: usize, text: String) -> Self {
        Self {
            span: Span { start: at, end: at },
            text,
        }
    }
}

/// Puts a value on one line in the place of the value of an entry.
#[must_use]
pub fn replace(text: &str, entry: &Entry, value: &str) -> Option<Splice> {
    let colon = colon(text, entry)?;
    let node = &entry.value;
    if is_absent(entry) {
        return Some(Splice::insert(colon, format!(" {value}")));
    }
    let between = text.get(colon..node.span.start)?;
    let header = between.trim_start_matches([' ', '\t']);
    // The header of a block text goes with the text; a comment or a line break before the value stays.
    let start = if header.starts_with(['|', '>']) {
        colon + between.len() - header.len()
    } else {
        node.span.start
    };
    let end = start + text.get(start..node.span.end)?.trim_end().len();
    Some(Splice {
        span: Span { start, end },
        text: value.to_owned(),
    })
}

/// Takes the value of an entry away; its key and the comment behind it stay.
#[must_use]
pub fn clear(text: &str, entry: &Entry) -> Option<Splice> {
    let colon = colon(text, entry)?;
    if is_absent(entry) {
        return Some(Splice::insert(colon, String::new()));
    }
    let replaced = replace(text, entry, "")?;
    let before = text.get(colon..replaced.span.start)?;
    let start = if before.trim().is_empty() {
        colon
    } else {
        replaced.span.start
    };
    Some(Splice {
        span: Span {
            start,
            end: replaced.span.end,
        },
        // In braces a colon needs room behind it.
        text: if text.get(replaced.span.end..)?.starts_with([',', '}', ']']) {
            " ".to_owned()
        } else {
            String::new()
        },
    })
}

/// Adds an entry to a mapping, behind one of its entries or, in an empty one, as the first.
///
/// `value` is the text behind the colon: on one line, or lines of a block, each indented as seen from the key.
#[must_use]
pub fn add_entry(
    text: &str,
    mapping: &Node,
    after: Option<&Entry>,
    key: &str,
    value: &EntryValue<'_>,
) -> Option<Splice> {
    let Some(after) = after else {
        let open = flow_start(text, mapping, '{')?;
        return Some(Splice::insert(open, format!("{key}: {}", value.flow())));
    };
    if flow_start(text, mapping, '{').is_some() {
        let at = value_end(text, after)?;
        return Some(Splice::insert(at, format!(", {key}: {}", value.flow())));
    }
    let indent = column(text, after.key_span.start)?;
    let lines = value.block(key, indent);
    Some(below(text, value_end(text, after)?, &lines))
}

/// Adds an entry below a key that has no value yet.
#[must_use]
pub fn add_first_entry(
    text: &str,
    parent: &Entry,
    key: &str,
    value: &EntryValue<'_>,
) -> Option<Splice> {
    let indent = column(text, parent.key_span.start)? + 2;
    Some(below(text, colon(text, parent)?, &value.block(key, indent)))
}

/// Puts a list of which nobody has said that it is complete, with one record, below a key that has no value yet.
#[must_use]
pub fn open_list(text: &str, entry: &Entry, id: &str) -> Option<Splice> {
    let indent = column(text, entry.key_span.start)?;
    // The first line is the key itself, which stands there already.
    let lines = EntryValue::OpenList(id).block("", indent);
    Some(below(text, colon(text, entry)?, lines.get(1..)?))
}

/// Adds an item `{id: …}` to a list that is not empty, or is `[]`.
#[must_use]
pub fn add_item(text: &str, list: &Node, id: &str) -> Option<Splice> {
    let items = list.as_sequence()?;
    if let Some(open) = flow_start(text, list, '[') {
        let item = format!("{{id: {id}}}");
        return Some(match items.last() {
            Some(last) => Splice::insert(last.span.end, format!(", {item}")),
            None => Splice::insert(open, item),
        });
    }
    let before = text.get(..items.first()?.span.start)?;
    // The dash of the first item may stand on a line of its own.
    let gap_is_white = |at: &usize| {
        before
            .get(at + 1..)
            .is_some_and(|gap| gap.trim().is_empty())
    };
    let dash = before.rfind('-').filter(gap_is_white)?;
    let indent = column(text, dash)?;
    let end = items.last()?.span.end;
    Some(below(
        text,
        end,
        &[format!("{}- id: {id}", " ".repeat(indent))],
    ))
}

/// Moves an entry out of the groups around it to the top of the document, below the part that it stands in, under
/// another key. Comments right above it go with it.
#[must_use]
pub fn move_to_top(text: &str, root: &Node, entry: &Entry, key: &str) -> Option<String> {
    let at = entry.key_span.start;
    let first = line_start(text, at);
    let indent = at - first;
    let is_indented = indent > 0 && text.get(first..at)?.bytes().all(|byte| byte == b' ');
    let is_around = |part: &&Entry| part.key_span.start <= at && at < part.value.span.end;
    let part = root.as_mapping()?.iter().find(is_around)?;
    if !is_indented || flow_start(text, root, '{').is_some() {
        return None;
    }
    let (end, last) = (line_end(text, entry)?, line_end(text, part)?);
    let start = comments_above(text, first, indent);
    let mut moved = String::new();
    for line in text.get(start..first)?.split_inclusive(['\n', '\r']) {
        moved.push_str(dedented(line, indent));
    }
    moved.push_str(key);
    for (number, line) in (0..).zip(text.get(entry.key_span.end..end)?.split_inclusive('\n')) {
        let indent = if number == 0 { 0 } else { indent };
        moved.push_str(dedented(line, indent));
    }
    let (before, between, after) = (text.get(..start)?, text.get(end..last)?, text.get(last..)?);
    let is_open = |text: &str| !text.is_empty() && !text.ends_with(['\n', '\r']);
    if is_open(between) {
        let moved = moved.trim_end_matches(['\n', '\r']);
        return Some(format!("{before}{between}{}{moved}", ending(text)));
    }
    Some(format!("{before}{between}{moved}{after}"))
}

/// Returns the place behind the last line of an entry; `None` where something else stands in that line.
fn line_end(text: &str, entry: &Entry) -> Option<usize> {
    let start = entry.key_span.start;
    let end = start + text.get(start..value_end(text, entry)?)?.trim_end().len();
    let rest = text.get(end..)?;
    let line = rest
        .split_inclusive(['\n', '\r'])
        .next()
        .unwrap_or_default();
    let is_free =
        line.trim().is_empty() || line.starts_with([' ', '\t']) && line.trim().starts_with('#');
    let is_pair = line.ends_with('\r') && rest.get(line.len()..)?.starts_with('\n');
    is_free.then_some(end + line.len() + usize::from(is_pair))
}

/// Returns where the comments begin that stand right above a line, indented as it is.
fn comments_above(text: &str, line: usize, indent: usize) -> usize {
    let mut start = line;
    while start > 0 {
        let before = text.get(..start).unwrap_or_default();
        let before = before.strip_suffix('\n').unwrap_or(before);
        let before = before.strip_suffix('\r').unwrap_or(before);
        let above = line_start(text, before.len());
        let is_comment = text.get(above..start).is_some_and(|line| {
            let content = line.trim_start_matches(' ');
            content.starts_with('#') && line.len() - content.len() == indent
        });
        if !is_comment {
            break;
        }
        start = above;
    }
    start
}

/// Returns a line without that much of the spaces before it, or as many as there are.
fn dedented(line: &str, indent: usize) -> &str {
    let spaces = line.len() - line.trim_start_matches(' ').len();
    line.get(spaces.min(indent)..).unwrap_or(line)
}

/// The value of an entry that is added.
#[derive(Debug, Clone, Copy)]
pub enum EntryValue<'a> {
    /// One line, which may stand in a block and in braces.
    Line(&'a str),
    /// A group with one entry.
    Group(&'a str, &'a EntryValue<'a>),
    /// A list of which nobody has said that it is complete, with one record.
    OpenList(&'a str),
}

impl EntryValue<'_> {
    fn flow(&self) -> String {
        match self {
            Self::Line(line) => (*line).to_owned(),
            Self::Group(key, value) => format!("{{{key}: {}}}", value.flow()),
            Self::OpenList(id) => format!("{{complete: no, records: [{{id: {id}}}]}}"),
        }
    }

    fn block(&self, key: &str, indent: usize) -> Vec<String> {
        let margin = " ".repeat(indent);
        match self {
            Self::Line(line) => vec![format!("{margin}{key}: {line}")],
            Self::Group(inner, value) => {
                let mut lines = vec![format!("{margin}{key}:")];
                lines.extend(value.block(inner, indent + 2));
                lines
            }
            Self::OpenList(id) => vec![
                format!("{margin}{key}:"),
                format!("{margin}  complete: no"),
                format!("{margin}  records:"),
                format!("{margin}    - id: {id}"),
            ],
        }
    }
}

/// Returns the place just behind the colon of an entry.
fn colon(text: &str, entry: &Entry) -> Option<usize> {
    let behind = text.get(entry.key_span.end..)?;
    let gap = behind.len() - behind.trim_start_matches([' ', '\t']).len();
    behind
        .get(gap..)?
        .starts_with(':')
        .then_some(entry.key_span.end + gap + 1)
}

/// Tells whether nothing stands behind the colon of an entry.
#[must_use]
pub fn is_absent(entry: &Entry) -> bool {
    entry.value.is_empty() && entry.value.span.start == entry.value.span.end
}

/// Returns the place behind the value of an entry, or behind its colon where there is none.
fn value_end(text: &str, entry: &Entry) -> Option<usize> {
    // The last key of a block may be without a value; then the block ends at that key's colon, not before it.
    let mut at = entry;
    while let Some(last) = at.value.as_mapping().and_then(<[Entry]>::last) {
        if flow_start(text, &at.value, '{').is_some() {
            return Some(at.value.span.end);
        }
        at = last;
    }
    if is_absent(at) {
        return colon(text, at);
    }
    Some(entry.value.span.end.max(at.value.span.end))
}

/// Returns the place behind the opening bracket of a node in brackets.
fn flow_start(text: &str, node: &Node, bracket: char) -> Option<usize> {
    let whole = text.get(node.span.start..node.span.end)?;
    // An anchor may stand before the bracket.
    let rest = match whole.strip_prefix('&') {
        Some(anchor) => anchor
            .trim_start_matches(|c: char| !c.is_whitespace())
            .trim_start(),
        None => whole,
    };
    rest.starts_with(bracket)
        .then(|| node.span.start + (whole.len() - rest.len()) + bracket.len_utf8())
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at)
        .and_then(|before| before.rfind(['\n', '\r']))
        .map_or(0, |end| end + 1)
}

/// Returns the column of a key, from 0; `None` where something else than spaces and dashes stands before it.
fn column(text: &str, at: usize) -> Option<usize> {
    let before = text.get(line_start(text, at)..at)?;
    before
        .chars()
        .all(|c| c == ' ' || c == '-')
        .then_some(before.len())
}

/// Inserts lines below the line in which a place lies, with the line ending that the text uses.
fn below(text: &str, at: usize, lines: &[String]) -> Splice {
    let rest = text.get(at..).unwrap_or_default();
    let ending = ending(text);
    match rest.find(['\n', '\r']) {
        Some(end) => {
            let width = if rest.get(end..).is_some_and(|rest| rest.starts_with("\r\n")) {
                2
            } else {
                1
            };
            let lines: String = lines.iter().map(|line| format!("{line}{ending}")).collect();
            Splice::insert(at + end + width, lines)
        }
        None => {
            let lines: String = lines.iter().map(|line| format!("{ending}{line}")).collect();
            Splice::insert(text.len(), lines)
        }
    }
}

/// Returns the line ending of the first line.
fn ending(text: &str) -> &'static str {
    match text.find(['\n', '\r']) {
        Some(at) if text.get(at..).is_some_and(|rest| rest.starts_with("\r\n")) => "\r\n",
        Some(at) if text.get(at..).is_some_and(|rest| rest.starts_with('\r')) => "\r",
        _ => "\n",
    }
}
