//! Bytes → tree, within limits.

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::{Document, Entry, Node, Problem, Scalar, Source, Span, Value};
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

enum Frame {
    Seq(Vec<Node>, usize),
    Map(Vec<Entry>, usize, Option<(String, Span)>),
}

/// Reads one YAML document.
#[must_use]
pub fn read(name: &str, bytes: &[u8], _limits: Limits) -> Document {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let offsets: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let at = |index: usize| offsets.get(index).copied().unwrap_or(text.len());
    let mut stack: Vec<Frame> = Vec::new();
    let mut root = None;
    let mut problems = Vec::new();
    for event in Parser::new_from_str(&text) {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => {
                let offset = at(error.marker().index());
                problems.push(Problem::at(
                    Span {
                        start: offset,
                        end: offset,
                    },
                    "syntax",
                    bilingual!("dit is geen YAML: {error}", "this is no YAML: {error}"),
                ));
                break;
            }
        };
        let span = Span {
            start: at(span.start.index()),
            end: at(span.end.index()),
        };
        let done = match event {
            Event::Scalar(value, style, ..) => Node {
                value: Value::Scalar(Scalar {
                    text: value.into_owned(),
                    quoted: style != ScalarStyle::Plain,
                }),
                span,
            },
            Event::SequenceStart(..) => {
                stack.push(Frame::Seq(Vec::new(), span.start));
                continue;
            }
            Event::MappingStart(..) => {
                stack.push(Frame::Map(Vec::new(), span.start, None));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match stack.pop() {
                Some(Frame::Seq(items, start)) => {
                    let end = items.last().map_or(span.end, |n| {
                        n.span
                            .end
                            .max(if span.end > span.start { span.end } else { 0 })
                    });
                    Node {
                        value: Value::Sequence(items),
                        span: Span { start, end },
                    }
                }
                Some(Frame::Map(entries, start, _)) => {
                    let end = entries.last().map_or(span.end, |n| {
                        n.value
                            .span
                            .end
                            .max(if span.end > span.start { span.end } else { 0 })
                    });
                    Node {
                        value: Value::Mapping(entries),
                        span: Span { start, end },
                    }
                }
                None => continue,
            },
            _ => continue,
        };
        match stack.last_mut() {
            None => root = Some(done),
            Some(Frame::Seq(items, _)) => items.push(done),
            Some(Frame::Map(entries, _, key)) => match key.take() {
                None => {
                    *key = Some((
                        done.as_scalar().map(|s| s.text.clone()).unwrap_or_default(),
                        done.span,
                    ));
                }
                Some((key, key_span)) => entries.push(Entry {
                    key,
                    key_span,
                    value: done,
                }),
            },
        }
    }
    Document {
        source: Source {
            name: name.to_owned(),
            text,
        },
        root,
        problems,
    }
}
