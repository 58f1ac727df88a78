//! Parser events → tree, within limits.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::limits::Size;
use super::mapping::{Seen, enter};
use super::syntax::{self, Failure, Opened, Scene, quoted};
use super::{Entry, Limits, Node, Problem, Scalar, Span, Value, traps};
use crate::text::{Text, bilingual};

/// A list or mapping that is not closed yet.
struct Frame {
    content: Content,
    start: usize,
    anchor: usize,
    opened: Opened,
}

enum Content {
    Sequence(Vec<Node>),
    Mapping {
        entries: Vec<Entry>,
        seen: Seen,
        /// A key whose value comes next; without a name where it cannot be one.
        key: Option<(Option<String>, Span)>,
    },
}

/// A value that others may refer to.
struct Anchored {
    node: Node,
    size: Size,
    /// Where its name stands.
    span: Span,
    used: bool,
}

/// Builds trees from stretches of one text, and collects what is wrong with them.
pub(super) struct Builder<'a> {
    scene: Scene<'a>,
    limits: Limits,
    /// Byte offset of every character, and of the end: the parser counts characters.
    offsets: Vec<usize>,
    stack: Vec<Frame>,
    anchors: BTreeMap<usize, Anchored>,
    /// What was read so far, with all that aliases repeat.
    size: Size,
    /// Where the text that the parser has understood ends.
    reached: usize,
    /// The scalar that was read last.
    last: Span,
    /// The one before it.
    previous: Span,
    /// Names that were asked for inside of what they name.
    circular: BTreeSet<usize>,
    root: Option<Node>,
    pub(super) problems: Vec<Problem>,
    pub(super) events: usize,
}

/// How the reading of a stretch of text ended.
pub(super) enum Outcome {
    /// All of it was read; `None` where nothing stands in it.
    Read(Option<Node>),
    /// Its form is wrong from some place on.
    Malformed(Malformed),
    /// A limit is broken, or a second document begins: nothing more is to be read.
    Stopped,
}

/// What is wrong with the form of a text.
pub(super) struct Malformed {
    /// The problems, at least one.
    pub(super) problems: Vec<Problem>,
    /// Up to where the text was understood as it was meant; what stands just before the mistake may not be.
    pub(super) sound_until: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn new(scene: Scene<'a>, limits: Limits) -> Self {
        let text = scene.text;
        Self {
            scene,
            limits,
            offsets: text
                .char_indices()
                .map(|(at, _)| at)
                .chain([text.len()])
                .collect(),
            stack: Vec::new(),
            anchors: BTreeMap::new(),
            size: Size::default(),
            reached: 0,
            last: Span::default(),
            previous: Span::default(),
            circular: BTreeSet::new(),
            root: None,
            problems: Vec::new(),
            events: 0,
        }
    }

    fn refuse(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Counts values anew, because what was read is read again.
    pub(super) fn forget(&mut self) {
        self.size = Size::default();
    }

    /// Reads the document in a stretch of the text.
    pub(super) fn read(&mut self, range: &Range<usize>) -> Outcome {
        let before = self.offsets.partition_point(|at| *at < range.start);
        let offset = |offsets: &[usize], index: usize| {
            offsets
                .get(before + index)
                .map_or(range.end, |at| (*at).min(range.end))
        };
        self.stack.clear();
        self.anchors.clear();
        self.circular.clear();
        self.root = None;
        self.reached = range.start;
        self.last = Span {
            start: range.start,
            end: range.start,
        };
        self.previous = self.last;
        let mut documents = 0;
        for event in Parser::new_from_str(self.scene.text.get(range.clone()).unwrap_or_default()) {
            let (event, place) = match event {
                Ok(event) => event,
                Err(error) => {
                    let at = offset(&self.offsets, error.marker().index());
                    // The parser has a limit of its own on brackets, which it may meet before ours.
                    if error.info().contains("recursion limit") {
                        self.too_deep(Span { start: at, end: at });
                        return Outcome::Stopped;
                    }
                    let failure = Failure {
                        info: error.info(),
                        at,
                        range: range.clone(),
                        open: self.stack.iter().map(|frame| frame.opened).collect(),
                        reached: self.reached,
                        last: self.last,
                    };
                    let problems = syntax::explain(self.scene, &failure);
                    let first = problems
                        .iter()
                        .filter_map(|problem| problem.span.map(|span| span.start));
                    return Outcome::Malformed(Malformed {
                        sound_until: first.chain([self.last.start]).min().unwrap_or_default(),
                        problems,
                    });
                }
            };
            self.events += 1;
            let span = Span {
                start: offset(&self.offsets, place.start.index()),
                end: offset(&self.offsets, place.end.index()),
            };
            if matches!(event, Event::DocumentStart(_)) {
                documents += 1;
                if documents > 1 {
                    self.refuse(syntax::second_document(self.scene, span.start));
                    return Outcome::Stopped;
                }
            }
            // The place of a document that begins without `---` is that of its first value.
            let is_content = !matches!(event, Event::DocumentStart(_));
            if !self.event(event, span) {
                return Outcome::Stopped;
            }
            if is_content {
                self.reached = self.reached.max(span.end);
            }
        }
        for (anchor, anchored) in std::mem::take(&mut self.anchors) {
            if !anchored.used && !self.circular.contains(&anchor) {
                self.refuse(traps::unused_anchor(self.scene, anchored.span));
            }
        }
        Outcome::Read(self.root.take())
    }

    /// Takes one event; `false` where a limit is broken and reading ends.
    fn event(&mut self, event: Event<'_>, span: Span) -> bool {
        let (node, anchor) = match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.tag(tag.is_some(), span);
                let scalar = Scalar {
                    text: text.into_owned(),
                    quoted: style != ScalarStyle::Plain,
                    block: matches!(style, ScalarStyle::Literal | ScalarStyle::Folded),
                };
                let span = self.exact(span, style);
                self.previous = std::mem::replace(&mut self.last, span);
                let is_flow = |frame: &Frame| matches!(frame.opened, Opened::Flow(_));
                let in_brackets = self.stack.iter().any(is_flow);
                self.problems
                    .extend(traps::scalar(self.scene, &scalar, span, in_brackets));
                (
                    Node {
                        value: Value::Scalar(scalar),
                        span,
                    },
                    anchor,
                )
            }
            Event::SequenceStart(anchor, tag) => {
                self.tag(tag.is_some(), span);
                return self.open(Content::Sequence(Vec::new()), span, anchor);
            }
            Event::MappingStart(anchor, tag) => {
                self.tag(tag.is_some(), span);
                let content = Content::Mapping {
                    entries: Vec::new(),
                    seen: BTreeMap::new(),
                    key: None,
                };
                return self.open(content, span, anchor);
            }
            Event::SequenceEnd | Event::MappingEnd => match self.close(span) {
                Some(closed) => closed,
                None => return true,
            },
            Event::Alias(anchor) => match self.alias(anchor, span) {
                Some(node) => (node, 0),
                None => return false,
            },
            _ => return true,
        };
        if !self.grow(
            Size {
                values: 1,
                bytes: 0,
            },
            span,
        ) {
            return false;
        }
        if anchor > 0 {
            let anchored = Anchored {
                size: Size::of(&node),
                span: node.span,
                node: node.clone(),
                used: false,
            };
            self.anchors.insert(anchor, anchored);
        }
        self.place(node);
        true
    }

    /// Counts what is read; `false` where a limit is broken, which is said.
    fn grow(&mut self, by: Size, span: Span) -> bool {
        self.size.values += by.values;
        self.size.bytes += by.bytes;
        if self.size.values > self.limits.values {
            let most = self.limits.values;
            self.refuse(
                Problem::at(
                    span,
                    "too-many-values",
                    bilingual!(
                        "dit bestand bevat meer dan {most} waarden",
                        "this file has more than {most} values"
                    ),
                )
                .help(check_the_file()),
            );
            return false;
        }
        if self.size.bytes > self.limits.bytes {
            self.refuse(
                Problem::at(
                    span,
                    "too-many-values",
                    bilingual!(
                        "verwijzingen herhalen in dit bestand te veel tekst",
                        "aliases repeat too much text in this file"
                    ),
                )
                .help(check_the_file()),
            );
            return false;
        }
        true
    }

    /// Returns what an alias stands for; `None` where that breaks a limit.
    fn alias(&mut self, anchor: usize, span: Span) -> Option<Node> {
        if let Some(size) = self.anchors.get(&anchor).map(|anchored| anchored.size) {
            // The size of what it repeats counts, so that a few lines cannot become millions of values.
            if !self.grow(size, span) {
                return None;
            }
            let anchored = self.anchors.get_mut(&anchor)?;
            anchored.used = true;
            return Some(Node {
                value: anchored.node.value.clone(),
                span,
            });
        }
        self.circular.insert(anchor);
        self.refuse(
            Problem::at(
                span,
                "alias",
                bilingual!(
                    "deze verwijzing staat in waar hij naar verwijst",
                    "this alias stands inside of what it refers to"
                ),
            )
            .help(bilingual!(
                "schrijf het antwoord zelf op",
                "write the answer itself"
            )),
        );
        Some(Node {
            value: Value::Scalar(Scalar {
                text: String::new(),
                quoted: false,
                block: false,
            }),
            span,
        })
    }

    fn tag(&mut self, tagged: bool, span: Span) {
        if tagged {
            self.refuse(syntax::tag(self.scene, span.start));
        }
    }

    /// Returns the place of a scalar without the white space and remarks that the parser counts to it.
    fn exact(&self, span: Span, style: ScalarStyle) -> Span {
        let text = self.scene.text;
        let quote = match style {
            ScalarStyle::SingleQuoted => Some('\''),
            ScalarStyle::DoubleQuoted => Some('"'),
            _ => None,
        };
        let end = match quote {
            Some(quote) => {
                let inside = self.scene.behind_properties(span.start) + 1;
                inside + quoted(text.get(inside..).unwrap_or_default(), quote)
            }
            None => {
                let raw = text.get(span.start..span.end).unwrap_or_default();
                span.start + raw.trim_end().len()
            }
        };
        Span {
            start: span.start,
            end,
        }
    }

    fn open(&mut self, content: Content, span: Span, anchor: usize) -> bool {
        // The place that the parser gives to a bracket goes on to what stands behind it, that of a block is empty.
        let at = self.scene.behind_properties(span.start);
        let opened = match self.scene.character(at) {
            Some('[' | '{') if at < span.end => Opened::Flow(at),
            _ => Opened::Block(span.end),
        };
        let mut start = span.start;
        let mut opened = opened;
        // A list level with its key has its place, for the parser, behind its first `- `.
        if let (Content::Sequence(_), Opened::Block(at), Some(parent)) =
            (&content, opened, self.stack.last())
            && matches!(parent.content, Content::Mapping { .. })
        {
            let dash = self.scene.dash_before(at);
            opened = Opened::Block(dash);
            start = start.min(dash);
        }
        self.stack.push(Frame {
            content,
            start,
            anchor,
            opened,
        });
        if self.stack.len() <= self.limits.depth {
            return true;
        }
        self.too_deep(span);
        false
    }

    fn too_deep(&mut self, span: Span) {
        let most = self.limits.depth;
        self.refuse(
            Problem::at(
                span,
                "too-deep",
                bilingual!(
                    "hier staan meer dan {most} lijsten of groepen in elkaar",
                    "more than {most} lists or groups stand inside each other here"
                ),
            )
            .help(check_the_file()),
        );
    }

    fn close(&mut self, span: Span) -> Option<(Node, usize)> {
        let frame = self.stack.pop()?;
        let (value, last) = match frame.content {
            Content::Sequence(items) => {
                let last = items.last().map(|node| node.span.end);
                (Value::Sequence(items), last)
            }
            Content::Mapping { entries, .. } => {
                let last = entries.last().map(|entry| entry.value.span.end);
                (Value::Mapping(entries), last)
            }
        };
        let end = match frame.opened {
            Opened::Flow(_) => span.start + 1,
            // A block ends at its last child: the parser places its end behind comments and blank lines.
            Opened::Block(_) => last.unwrap_or(frame.start),
        };
        let start = frame.start;
        Some((
            Node {
                value,
                span: Span { start, end },
            },
            frame.anchor,
        ))
    }

    fn place(&mut self, node: Node) {
        let mut trouble = None;
        match self.stack.last_mut().map(|frame| &mut frame.content) {
            None => self.root = Some(node),
            Some(Content::Sequence(items)) => items.push(node),
            Some(Content::Mapping { entries, seen, key }) => match key.take() {
                None => {
                    trouble = traps::key(self.scene, &node, self.previous);
                    let name = match node.value {
                        Value::Scalar(scalar) if trouble.is_none() => Some(scalar.text),
                        _ => None,
                    };
                    *key = Some((name, node.span));
                }
                Some((None, _)) => {}
                Some((Some(name), key_span)) => {
                    let entry = Entry {
                        key: name,
                        key_span,
                        value: node,
                    };
                    trouble = traps::entry(self.scene, &entry)
                        .or_else(|| enter(entry, entries, seen, self.scene.starts));
                }
            },
        }
        self.problems.extend(trouble);
    }
}

fn check_the_file() -> Text {
    bilingual!(
        "kijk of dit het goede bestand is",
        "check that this is the right file"
    )
}
