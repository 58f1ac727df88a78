//! Reads one file of a pack, each entry of its lists on its own, so that every entry with a mistake is reported.
//!
//! `serde_yaml` reads the entries; the tree of [`crate::yaml`] tells where they stand.

use serde::de::DeserializeOwned;

use crate::text::bilingual;
use crate::yaml::{Document, Limits, Node, Problem, Source, Span, nearest, read};

/// One file of a pack with what is wrong with it.
#[derive(Debug)]
pub(super) struct PackFile {
    pub(super) document: Document,
}

/// One entry with the tree it was read from.
#[derive(Debug)]
pub(super) struct Entry<T> {
    pub(super) form: T,
    pub(super) node: Node,
}

impl PackFile {
    pub(super) fn read(name: &str, bytes: &[u8]) -> Self {
        Self {
            document: read(name, bytes, Limits::PACK),
        }
    }

    /// Takes a file that is no YAML as it is.
    pub(super) fn text(name: &str, text: &str) -> Self {
        Self {
            document: Document {
                source: Source {
                    name: name.to_owned(),
                    text: text.to_owned(),
                },
                root: None,
                is_whole: true,
                problems: Vec::new(),
                events: 0,
            },
        }
    }

    pub(super) fn refuse(&mut self, problem: Problem) {
        self.document.problems.push(problem);
    }

    /// Reads the whole file as one form.
    pub(super) fn whole<T: DeserializeOwned>(&mut self) -> Option<Entry<T>> {
        let root = self.document.root.clone()?;
        self.form(root)
    }

    /// Reads the items of the list under a key at the top; other keys than `keys` are refused.
    pub(super) fn list<T: DeserializeOwned>(&mut self, key: &str, keys: &[&str]) -> Vec<Entry<T>> {
        // Lent for as long as its items are read, and then put back: a copy would be as large as the file.
        let Some(root) = self.document.root.take() else {
            return Vec::new();
        };
        if key == keys.first().copied().unwrap_or_default() {
            for entry in root.as_mapping().unwrap_or_default() {
                if !keys.contains(&entry.key.as_str()) {
                    self.refuse(unknown_key(&entry.key, entry.key_span, keys));
                }
            }
        }
        let items = self.items(&root, key);
        self.document.root = Some(root);
        items
    }

    /// Reads the items of the list under a key of a node.
    pub(super) fn items<T: DeserializeOwned>(&mut self, node: &Node, key: &str) -> Vec<Entry<T>> {
        let Some(items) = self.nodes(node, key) else {
            return Vec::new();
        };
        items
            .into_iter()
            .filter_map(|item| self.form(item))
            .collect()
    }

    fn nodes(&mut self, node: &Node, key: &str) -> Option<Vec<Node>> {
        let items = node.get(key).map(|entry| &entry.value);
        if let Some(items) = items.and_then(Node::as_sequence) {
            return Some(items.to_vec());
        }
        let span = items.map_or(node.span, |value| value.span);
        self.refuse(Problem::at(
            span,
            "list-expected",
            bilingual!(
                "hier hoort een lijst `{key}`",
                "a list `{key}` is expected here"
            ),
        ));
        None
    }

    /// Reads one node as a form, by `serde_yaml` on the very text of the node.
    pub(super) fn form<T: DeserializeOwned>(&mut self, node: Node) -> Option<Entry<T>> {
        let source = &self.document.source;
        let text = source
            .text
            .get(node.span.start..node.span.end)
            .unwrap_or_default();
        // The first line is moved to its column, so that block mappings keep their shape and places their columns.
        let before = source.text.get(..node.span.start).unwrap_or_default();
        let before = before.rsplit(['\n', '\r']).next().unwrap_or_default();
        let indented = format!("{}{text}", " ".repeat(before.chars().count()));
        match serde_yaml::from_str(&indented) {
            Ok(form) => Some(Entry { form, node }),
            Err(error) => {
                let span = error.location().map_or(node.span, |place| {
                    let first = source.position(node.span.start).line;
                    let line = first + place.line().saturating_sub(1);
                    offset(&source.text, line, place.column())
                });
                let problem = form_problem(&error.to_string(), span, &node);
                self.refuse(problem);
                None
            }
        }
    }
}

/// Returns the stretch of the word at a line and column.
fn offset(text: &str, line: usize, column: usize) -> Span {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let rest = text.get(start..).unwrap_or_default();
    let start = start
        + rest
            .char_indices()
            .nth(column.saturating_sub(1))
            .map_or(rest.len(), |(at, _)| at);
    let rest = text.get(start..).unwrap_or_default();
    let length = rest
        .find(|c: char| c.is_whitespace() || c == ':' || c == ',')
        .unwrap_or(rest.len());
    Span {
        start,
        end: start + length,
    }
}

fn unknown_key(key: &str, span: Span, keys: &[&str]) -> Problem {
    Problem::at(
        span,
        "unknown-key",
        bilingual!("`{key}` is hier geen sleutel", "`{key}` is not a key here"),
    )
    .did_you_mean(nearest(key, keys.iter().copied()))
}

/// Puts what `serde_yaml` says into words of both languages.
fn form_problem(message: &str, span: Span, node: &Node) -> Problem {
    let ticks: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let word = ticks.first().copied().unwrap_or_default();
    let known = ticks.get(1..).unwrap_or_default();
    if message.contains("unknown field") {
        let span = key_span(node, word).unwrap_or(span);
        return unknown_key(word, span, known);
    }
    if message.contains("missing field") {
        return Problem::at(
            Span {
                start: node.span.start,
                end: node.span.start,
            },
            "missing-key",
            bilingual!(
                "de sleutel `{word}` ontbreekt",
                "the key `{word}` is missing"
            ),
        );
    }
    if message.contains("unknown variant") {
        return Problem::at(
            span,
            "unknown-word",
            bilingual!("`{word}` kan hier niet staan", "`{word}` cannot stand here"),
        )
        .did_you_mean(nearest(word, known.iter().copied()));
    }
    let place = message.rfind(" at line ").unwrap_or(message.len());
    let said = message.get(..place).unwrap_or(message);
    Problem::at(
        span,
        "wrong-form",
        bilingual!(
            "dit heeft niet de juiste vorm: {said}",
            "this has not the right form: {said}"
        ),
    )
}

/// Returns the place of a key anywhere in a node; the first one in the order of the text.
fn key_span(node: &Node, key: &str) -> Option<Span> {
    if let Some(entries) = node.as_mapping() {
        return entries.iter().find_map(|entry| {
            if entry.key == key {
                Some(entry.key_span)
            } else {
                key_span(&entry.value, key)
            }
        });
    }
    node.as_sequence()?
        .iter()
        .find_map(|item| key_span(item, key))
}
