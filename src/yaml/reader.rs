//! Bytes → tree, within limits.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::{Document, Entry, Node, Problem, Scalar, Source, Span, Value, guard, line_starts};
use crate::text::bilingual;

/// How much a file may hold before it is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size in bytes.
    pub bytes: usize,
    /// Lists and mappings inside one another.
    pub depth: usize,
    /// Keys and values, those that aliases repeat included.
    pub values: usize,
}

impl Limits {
    /// What a profile may hold.
    pub const PROFILE: Self = Self {
        bytes: 256 * 1024,
        depth: 64,
        values: 20_000,
    };
    /// What one file of a rule pack may hold.
    pub const PACK: Self = Self {
        bytes: 8 * 1024 * 1024,
        depth: 64,
        values: 1_000_000,
    };
}

/// The most problems that are reported of one file.
const MOST_PROBLEMS: usize = 100;

/// Reads one YAML document.
#[must_use]
pub fn read(name: &str, bytes: &[u8], limits: Limits) -> Document {
    let mut document = Document {
        source: Source {
            name: name.to_owned(),
            text: String::new(),
        },
        root: None,
        problems: Vec::new(),
    };
    match guard::decode(bytes, limits) {
        Ok(text) => document.source.text = text,
        Err(problem) => {
            document.problems.push(problem);
            return document;
        }
    }
    let mut problems = guard::characters(&document.source.text);
    // A parser need not see what is refused already: it would only say the same in stranger words.
    if problems.is_empty() {
        let mut builder = Builder::new(&document.source.text, limits);
        builder.run();
        document.root = builder.root;
        problems = builder.problems;
    }
    if document.root.is_none() && problems.is_empty() {
        problems.push(
            Problem::whole(
                "empty-file",
                bilingual!("dit bestand is leeg", "this file is empty"),
            )
            .help(bilingual!(
                "een profiel begint met `partnerscreen: 1`",
                "a profile begins with `partnerscreen: 1`"
            )),
        );
    }
    problems.sort_by_key(|problem| problem.span.map(|span| span.start));
    if problems.len() > MOST_PROBLEMS {
        let more = problems.len() - MOST_PROBLEMS;
        problems.truncate(MOST_PROBLEMS);
        problems.push(Problem::whole(
            "more-problems",
            bilingual!("en nog {more} andere fouten", "and {more} more problems"),
        ));
    }
    document.problems = problems;
    document
}

/// A list or mapping that is not closed yet.
enum Frame {
    Sequence {
        items: Vec<Node>,
        start: usize,
        anchor: usize,
    },
    Mapping {
        entries: Vec<Entry>,
        seen: BTreeMap<String, usize>,
        key: Option<(String, Span)>,
        start: usize,
        anchor: usize,
    },
}

struct Builder<'a> {
    text: &'a str,
    limits: Limits,
    /// Byte offset of every character; the parser counts characters.
    offsets: Vec<usize>,
    stack: Vec<Frame>,
    anchors: BTreeMap<usize, (Node, usize)>,
    values: usize,
    root: Option<Node>,
    problems: Vec<Problem>,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, limits: Limits) -> Self {
        Self {
            text,
            limits,
            offsets: text
                .char_indices()
                .map(|(at, _)| at)
                .chain([text.len()])
                .collect(),
            stack: Vec::new(),
            anchors: BTreeMap::new(),
            values: 0,
            root: None,
            problems: Vec::new(),
        }
    }

    fn offset(&self, characters: usize) -> usize {
        self.offsets
            .get(characters)
            .copied()
            .unwrap_or(self.text.len())
    }

    fn refuse(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    fn run(&mut self) {
        let mut documents = 0;
        for event in Parser::new_from_str(self.text) {
            let (event, place) = match event {
                Ok(event) => event,
                Err(error) => {
                    let at = self.offset(error.marker().index());
                    let info = error.info();
                    // The parser has a limit of its own on brackets, which it may meet before ours.
                    if info.contains("recursion limit") {
                        self.too_deep(Span { start: at, end: at });
                        return;
                    }
                    self.refuse(
                        Problem::at(Span { start: at, end: at }, "syntax", bilingual!("hier klopt de vorm niet", "the form is not right here: {info}"))
                            .help(bilingual!(
                                "kijk hier en op de regel erboven: een aanhalingsteken dat niet sluit, een `:` of spatie die ontbreekt, een regel die niet gelijk inspringt",
                                "look here and at the line above: a quote that is not closed, a missing `:` or space, a line that is not indented like the others"
                            )),
                    );
                    return;
                }
            };
            let span = Span {
                start: self.offset(place.start.index()),
                end: self.offset(place.end.index()),
            };
            if matches!(event, Event::DocumentStart(_)) {
                documents += 1;
                if documents > 1 {
                    self.refuse(
                        Problem::at(
                            span,
                            "second-document",
                            bilingual!(
                                "hier begint een tweede document",
                                "a second document begins here"
                            ),
                        )
                        .help(bilingual!(
                            "één bestand is één profiel: haal de regel `---` weg",
                            "one file is one profile: remove the line `---`"
                        )),
                    );
                    return;
                }
            }
            if !self.event(event, span) {
                return;
            }
        }
    }

    /// Takes one event; `false` where a limit is broken and reading ends.
    fn event(&mut self, event: Event<'_>, span: Span) -> bool {
        let (node, anchor) = match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.tag(tag.is_some(), span);
                let scalar = Scalar {
                    text: text.into_owned(),
                    quoted: style != ScalarStyle::Plain,
                };
                (
                    Node {
                        value: Value::Scalar(scalar),
                        span: self.trimmed(span, style),
                    },
                    anchor,
                )
            }
            Event::SequenceStart(anchor, tag) => {
                self.tag(tag.is_some(), span);
                return self.open(
                    Frame::Sequence {
                        items: Vec::new(),
                        start: span.start,
                        anchor,
                    },
                    span,
                );
            }
            Event::MappingStart(anchor, tag) => {
                self.tag(tag.is_some(), span);
                let frame = Frame::Mapping {
                    entries: Vec::new(),
                    seen: BTreeMap::new(),
                    key: None,
                    start: span.start,
                    anchor,
                };
                return self.open(frame, span);
            }
            Event::SequenceEnd | Event::MappingEnd => match self.close(span) {
                Some(closed) => closed,
                None => return true,
            },
            Event::Alias(anchor) => match self.anchors.get(&anchor) {
                // The size of what it repeats counts, so that a few lines cannot become millions of values.
                Some((node, size)) => {
                    self.values += size;
                    (
                        Node {
                            value: node.value.clone(),
                            span,
                        },
                        0,
                    )
                }
                None => {
                    self.refuse(Problem::at(
                        span,
                        "alias",
                        bilingual!(
                            "deze verwijzing wijst nergens naar, of naar zichzelf",
                            "this alias refers to nothing, or to itself"
                        ),
                    ));
                    (
                        Node {
                            value: Value::Scalar(Scalar {
                                text: String::new(),
                                quoted: false,
                            }),
                            span,
                        },
                        0,
                    )
                }
            },
            _ => return true,
        };
        self.values += 1;
        if self.values > self.limits.values {
            let most = self.limits.values;
            self.refuse(Problem::at(
                span,
                "too-many-values",
                bilingual!(
                    "dit bestand bevat meer dan {most} waarden",
                    "this file has more than {most} values"
                ),
            ));
            self.root = None;
            return false;
        }
        if anchor > 0 {
            let size = size(&node);
            self.anchors.insert(anchor, (node.clone(), size));
        }
        self.place(node)
    }

    fn tag(&mut self, tagged: bool, span: Span) {
        if tagged {
            self.refuse(
                Problem::at(
                    span,
                    "tag",
                    bilingual!(
                        "een label met `!` kan hier niet",
                        "a tag with `!` is not used here"
                    ),
                )
                .help(bilingual!(
                    "haal het woord met `!` weg",
                    "remove the word with `!`"
                )),
            );
        }
    }

    /// Cuts trailing white space off the place of a plain or block scalar.
    fn trimmed(&self, span: Span, style: ScalarStyle) -> Span {
        let raw = self.text.get(span.start..span.end).unwrap_or_default();
        match style {
            // The parser places the end of a quoted text behind the comment that follows it.
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Span {
                start: span.start,
                end: span.start + quoted_length(raw),
            },
            _ => Span {
                start: span.start,
                end: span.start + raw.trim_end().len(),
            },
        }
    }

    fn open(&mut self, frame: Frame, span: Span) -> bool {
        self.stack.push(frame);
        if self.stack.len() <= self.limits.depth {
            return true;
        }
        self.too_deep(span);
        false
    }

    fn too_deep(&mut self, span: Span) {
        let most = self.limits.depth;
        self.refuse(Problem::at(
            span,
            "too-deep",
            bilingual!(
                "hier staan meer dan {most} lijsten of groepen in elkaar",
                "more than {most} lists or groups stand inside each other here"
            ),
        ));
    }

    fn close(&mut self, span: Span) -> Option<(Node, usize)> {
        let closed = self.stack.pop()?;
        // A block ends at its last child: the parser places its end behind comments and blank lines.
        let is_flow = self
            .text
            .get(span.start..span.end)
            .is_some_and(|text| text.starts_with([']', '}']));
        let end = |last: Option<usize>, start: usize| {
            if is_flow {
                // The parser places the end behind the comment that follows the bracket.
                span.start + 1
            } else {
                last.unwrap_or(start)
            }
        };
        Some(match closed {
            Frame::Sequence {
                items,
                start,
                anchor,
            } => {
                let end = end(items.last().map(|node| node.span.end), start);
                (
                    Node {
                        value: Value::Sequence(items),
                        span: Span { start, end },
                    },
                    anchor,
                )
            }
            Frame::Mapping {
                entries,
                start,
                anchor,
                ..
            } => {
                let end = end(entries.last().map(|entry| entry.value.span.end), start);
                (
                    Node {
                        value: Value::Mapping(entries),
                        span: Span { start, end },
                    },
                    anchor,
                )
            }
        })
    }

    fn place(&mut self, node: Node) -> bool {
        let mut trouble = None;
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some(Frame::Sequence { items, .. }) => items.push(node),
            Some(Frame::Mapping {
                entries, seen, key, ..
            }) => match key.take() {
                None => {
                    let name = match &node.value {
                        Value::Scalar(scalar) => scalar.text.clone(),
                        _ => {
                            trouble = Some(Problem::at(
                                node.span,
                                "key",
                                bilingual!(
                                    "een lijst of groep kan geen sleutel zijn",
                                    "a list or group cannot be a key"
                                ),
                            ));
                            String::new()
                        }
                    };
                    *key = Some((name, node.span));
                }
                Some((name, key_span)) => match seen.get(&name) {
                    Some(first) => trouble = Some(duplicate(self.text, &name, key_span, *first)),
                    None if name == "<<" => {
                        trouble = Some(Problem::at(
                            key_span,
                            "merge-key",
                            bilingual!("`<<` kan hier niet", "`<<` is not used here"),
                        ));
                    }
                    None => {
                        seen.insert(name.clone(), key_span.start);
                        entries.push(Entry {
                            key: name,
                            key_span,
                            value: node,
                        });
                    }
                },
            },
        }
        self.problems.extend(trouble);
        true
    }
}

/// Returns how many bytes of a text its quoted beginning takes, an anchor before it and both quotes included.
fn quoted_length(text: &str) -> usize {
    let Some(open) = text.find(['"', '\'']) else {
        return text.trim_end().len();
    };
    let quote = if text.get(open..).is_some_and(|rest| rest.starts_with('"')) {
        '"'
    } else {
        '\''
    };
    let mut inner = text
        .get(open + 1..)
        .unwrap_or_default()
        .char_indices()
        .peekable();
    while let Some((at, c)) = inner.next() {
        let doubled = quote == '\'' && inner.peek().is_some_and(|(_, next)| *next == quote);
        if c == '\\' && quote == '"' || c == quote && doubled {
            inner.next();
        } else if c == quote {
            return open + 1 + at + 1;
        }
    }
    text.trim_end().len()
}

fn duplicate(text: &str, name: &str, span: Span, first: usize) -> Problem {
    let line = line_starts(text).partition_point(|start| *start <= first);
    Problem::at(
        span,
        "duplicate-key",
        bilingual!(
            "`{name}` staat hier voor de tweede keer",
            "`{name}` stands here a second time"
        ),
    )
    .help(bilingual!(
        "de eerste staat in regel {line}; laat er één staan",
        "the first is in line {line}; keep one of them"
    ))
}

/// Returns how many keys and values a node holds.
fn size(node: &Node) -> usize {
    match &node.value {
        Value::Scalar(_) => 1,
        Value::Sequence(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Mapping(entries) => {
            1 + entries
                .iter()
                .map(|entry| 1 + size(&entry.value))
                .sum::<usize>()
        }
    }
}

#[cfg(test)]
mod tests;
