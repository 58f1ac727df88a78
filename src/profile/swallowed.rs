//! Answers that disappear in the text above them because a space is missing behind their colon.
//!
//! ```yaml
//! partner:
//!   name: Kashgar
//!     place:Kashgar
//! ```
//! is, for YAML, one text: `Kashgar place:Kashgar`. No line of a text that is meant as one begins with a question of
//! the questionnaire and a colon, so this is refused.

use std::collections::BTreeSet;

use super::answer::LONG_FORM;
use crate::facts::Facts;
use crate::text::bilingual;
use crate::yaml::{Node, Problem, Span, Value};

/// Adds a problem for each answer that is lost in a text; what else was said of such a text is dropped.
pub(super) fn add(
    root: &Node,
    text: &str,
    lines: &[usize],
    facts: &Facts,
    problems: &mut Vec<Problem>,
) {
    let mut search = Search {
        text,
        lines,
        keys: facts
            .iter()
            .flat_map(|(_, fact)| fact.id.split('.'))
            .chain(LONG_FORM)
            .chain(["id", "complete", "records"])
            .collect(),
        found: Vec::new(),
        texts: BTreeSet::new(),
    };
    search.node(root);
    let texts = search.texts;
    problems.retain(|problem| problem.span.is_none_or(|span| !texts.contains(&span.start)));
    problems.extend(search.found);
}

struct Search<'a> {
    text: &'a str,
    lines: &'a [usize],
    keys: BTreeSet<&'a str>,
    found: Vec<Problem>,
    /// Where the texts begin that hold an answer.
    texts: BTreeSet<usize>,
}

impl Search<'_> {
    fn node(&mut self, node: &Node) {
        match &node.value {
            Value::Scalar(scalar) if !scalar.quoted => self.plain(node.span),
            Value::Scalar(_) => {}
            Value::Sequence(items) => items.iter().for_each(|item| self.node(item)),
            Value::Mapping(entries) => entries.iter().for_each(|entry| self.node(&entry.value)),
        }
    }

    /// Looks at the lines of an unquoted text that begin with it or go on with it.
    fn plain(&mut self, span: Span) {
        let first = self.lines.partition_point(|start| *start <= span.start);
        let last = self.lines.partition_point(|start| *start < span.end);
        for number in first.saturating_sub(1)..last {
            let start = self.lines.get(number).copied().unwrap_or_default();
            let end = self.lines.get(number + 1).copied().unwrap_or(span.end);
            let line = self.text.get(start..end.min(span.end)).unwrap_or_default();
            let content = start + line.len() - line.trim_start_matches(' ').len();
            // On the line of its key, a text stands where it should.
            if content < span.start {
                continue;
            }
            let line = self
                .text
                .get(content..start + line.len())
                .unwrap_or_default();
            let Some((key, value)) = line.trim_end().split_once(':') else {
                continue;
            };
            if self.keys.contains(key) && !value.starts_with("//") {
                let colon = content + key.len();
                self.texts.insert(span.start);
                self.found.push(
                    Problem::at(
                        Span {
                            start: colon,
                            end: colon + 1,
                        },
                        "space-after-colon",
                        bilingual!(
                            "na deze dubbele punt ontbreekt een spatie; zo hoort de regel bij de tekst erboven",
                            "a space is missing behind this colon, so that the line belongs to the text above it"
                        ),
                    )
                    .help(bilingual!(
                        "schrijf `{key}: …`; is het een tekst, zet die dan tussen aanhalingstekens",
                        "write `{key}: …`; if it is a text, put it in quotes"
                    )),
                );
            }
        }
    }
}
