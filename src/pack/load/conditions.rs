//! Named conditions, and the compiling of every condition with the right place for its problems.

use super::{CONDITIONS, Loader, value_span};
use crate::condition::{ConditionIndex, NamedCondition, Node as Condition, compile};
use crate::facts::ListIndex;
use crate::pack::Named;
use crate::pack::form::ConditionForm;
use crate::text::bilingual;
use crate::yaml::{Node, Problem, Source, Span, nearest};

impl Loader<'_> {
    /// Reads `conditions.yaml`; a condition may use those above it.
    pub(super) fn conditions(&mut self) {
        for entry in self.list::<ConditionForm>(CONDITIONS, "conditions", &["conditions"]) {
            let form = entry.form;
            let span = value_span(&entry.node, "id");
            let id = form.id;
            let taken = self.named.contains_key(&id);
            let well_formed = id.starts_with(|c: char| c.is_ascii_lowercase())
                && id
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
                && !crate::condition::is_reserved(&id);
            if taken {
                self.refuse(
                    CONDITIONS,
                    Problem::at(
                        span,
                        "duplicate-id",
                        bilingual!("`{id}` bestaat al", "`{id}` exists already"),
                    ),
                );
            }
            if !well_formed {
                self.refuse(
                    CONDITIONS,
                    Problem::at(
                        span,
                        "bad-id",
                        bilingual!(
                            "`{id}` kan geen naam van een voorwaarde zijn",
                            "`{id}` cannot name a condition"
                        ),
                    )
                    .help(bilingual!(
                        "gebruik kleine letters, cijfers en `_`",
                        "use lower-case letters, digits and `_`"
                    )),
                );
            }
            self.check_text(
                CONDITIONS,
                value_span(&entry.node, "title"),
                &form.title,
                &[],
            );
            let Some(node) =
                self.condition(CONDITIONS, &entry.node, "when", &form.when, None, true)
            else {
                // Known by name all the same, so that one mistake is not reported again at every use.
                continue;
            };
            let Ok(number) = u16::try_from(self.pack.conditions.len()) else {
                continue;
            };
            self.pack.conditions.push(Named {
                id: id.clone(),
                title: form.title,
                node: node.clone(),
            });
            self.named.insert(
                id,
                NamedCondition {
                    index: ConditionIndex(number),
                    node,
                },
            );
        }
    }

    /// Compiles the condition under a key of a node; problems get their place in the file.
    pub(super) fn condition(
        &mut self,
        file: &str,
        node: &Node,
        key: &str,
        text: &str,
        each: Option<ListIndex>,
        unbound: bool,
    ) -> Option<Condition> {
        let compiled = compile(text, &self.scope(each, unbound));
        let scalar = value_span(node, key);
        match compiled {
            Ok(condition) => Some(condition),
            Err(problems) => {
                let source = self
                    .files
                    .get(file)
                    .map(|file| file.document.source.clone())
                    .unwrap_or_default();
                for mut problem in problems {
                    problem.span = problem.span.map(|span| place(&source, scalar, text, span));
                    self.refuse(file, problem);
                }
                None
            }
        }
    }

    /// Resolves the name of a list of records.
    pub(super) fn record_list(&mut self, file: &str, span: Span, id: &str) -> Option<ListIndex> {
        let facts = &self.pack.facts;
        let found = facts.find(id).and_then(|at| match &facts.get(at)?.kind {
            crate::facts::Kind::Records(records) => Some(records.list),
            _ => None,
        });
        if found.is_none() {
            let lists = facts.lists().iter().filter_map(|at| facts.get(*at));
            let near = nearest(id, lists.map(|fact| fact.id.as_str()));
            let problem = Problem::at(
                span,
                "not-a-list",
                bilingual!("`{id}` is geen lijst", "`{id}` is not a list"),
            )
            .did_you_mean(near);
            self.refuse(file, problem);
        }
        found
    }
}

/// Moves a stretch of a condition's text to its place in the file.
///
/// Text that stands in the file as it is read (plain, or in quotes without escapes) and `|` blocks map one to one;
/// for others the whole scalar is the place.
fn place(source: &Source, scalar: Span, text: &str, span: Span) -> Span {
    let raw = source
        .text
        .get(scalar.start..scalar.end)
        .unwrap_or_default();
    if let Some(at) = raw.find(text) {
        return Span {
            start: scalar.start + at + span.start,
            end: scalar.start + at + span.end,
        };
    }
    let line = text
        .get(..span.start)
        .unwrap_or_default()
        .matches('\n')
        .count();
    let line_start = text
        .get(..span.start)
        .unwrap_or_default()
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let wanted = text
        .get(line_start..)
        .unwrap_or_default()
        .lines()
        .next()
        .unwrap_or_default();
    // A block has its indicator on a line of its own before the text.
    let mut offset = scalar.start;
    for (number, raw_line) in raw.split_inclusive('\n').enumerate() {
        if number == line + 1
            && let Some(indent) = raw_line.find(wanted)
        {
            let start = offset + indent + (span.start - line_start);
            return Span {
                start,
                end: start + (span.end - span.start),
            };
        }
        offset += raw_line.len();
    }
    scalar
}
