//! What can be read of a text whose form is wrong: the parts that a mistake leaves alone.
//!
//! A part begins with a key at the beginning of a line that stands nowhere else but at the top of a profile. YAML lets no
//! text and no bracket go on there, so whatever is wrong above such a line, a part can be read by itself. Nothing is
//! said of a part that the repair of another one could make untrue.

use std::ops::Range;

use super::builder::{Builder, Malformed, Outcome};
use super::mapping::{Seen, enter};
use super::syntax::Scene;
use super::{Entry, Node, Problem, Span, Value};

/// Names without use that are looked up elsewhere in the text; where there are more, nothing is said of any.
const MOST_NAMES: usize = 100;

/// Reads the parts of a text that hold none of the mistakes in its form.
///
/// Returns what they hold, and the problems of the text: those of its form, and of the others `before` what is certain.
pub(super) fn read(
    builder: &mut Builder<'_>,
    scene: Scene<'_>,
    keys: &[&str],
    malformed: Malformed,
    before: Vec<Problem>,
) -> (Option<Node>, Vec<Problem>) {
    let parts = split(scene, keys);
    let mut places: Vec<usize> = malformed
        .problems
        .iter()
        .filter_map(|problem| problem.span.map(|span| span.start))
        .collect();
    places.sort_unstable();
    let is_broken = |part: &Range<usize>| {
        let first = places.partition_point(|at| *at < part.start);
        // The end of the text belongs to its last part.
        places
            .get(first)
            .is_some_and(|at| *at < part.end || part.end == scene.text.len())
    };
    let mut problems = certain(before, malformed.sound_until);
    // Of the parts that are read again, everything is said again.
    problems.retain(|problem| {
        let holds = |part: &Part<'_>| {
            problem
                .span
                .is_some_and(|span| part.range.contains(&span.start))
        };
        parts.is_empty()
            || parts
                .iter()
                .any(|part| is_broken(&part.range) && holds(part))
    });
    problems.extend(malformed.problems);
    builder.forget();
    let mut entries: Vec<Entry> = Vec::new();
    let mut seen = Seen::new();
    for part in &parts {
        let outcome = if is_broken(&part.range) {
            None
        } else {
            Some(builder.read(&part.range))
        };
        let mut more = std::mem::take(&mut builder.problems);
        match outcome {
            Some(Outcome::Read(node)) => {
                if let Some(Node {
                    value: Value::Mapping(inner),
                    ..
                }) = node
                {
                    for entry in inner {
                        more.extend(enter(entry, &mut entries, &mut seen, scene.starts));
                    }
                }
            }
            Some(Outcome::Stopped) => {
                problems.append(&mut more);
                break;
            }
            Some(Outcome::Malformed(malformed)) => {
                more = certain(more, malformed.sound_until);
                more.extend(malformed.problems.into_iter().filter(|problem| {
                    let is_elsewhere =
                        problem.code == "alias" && occurs(scene.text, problem.span, '*', '&');
                    !is_elsewhere && !may_close(scene, problem, &problems)
                }));
                seen.extend(part.key.map(|key| (key.to_owned(), part.range.start)));
            }
            None => seen.extend(part.key.map(|key| (key.to_owned(), part.range.start))),
        }
        // What refers to a name may stand in another part.
        let is_unused = |problem: &&Problem| problem.code == "unused-anchor";
        let are_few = more.iter().filter(is_unused).count() <= MOST_NAMES;
        more.retain(|problem| {
            !is_unused(&problem) || are_few && !occurs(scene.text, problem.span, '&', '*')
        });
        problems.append(&mut more);
    }
    let root = parts.first().map(|part| Node {
        value: Value::Mapping(entries),
        span: Span {
            start: part.range.start,
            end: scene.text.len(),
        },
    });
    (root, problems)
}

/// Returns the problems that stand before a mistake in the form, so that it cannot have made them.
fn certain(mut problems: Vec<Problem>, until: usize) -> Vec<Problem> {
    problems.retain(|problem| problem.span.is_some_and(|span| span.end <= until));
    problems
}

/// Tells whether a problem may be the end of what one of the problems before it says was opened.
fn may_close(scene: Scene<'_>, problem: &Problem, before: &[Problem]) -> bool {
    let Some(span) = problem.span else {
        return false;
    };
    let line = scene.line_at(span.start);
    let is_open = |code| before.iter().any(|problem| problem.code == code);
    match problem.code {
        "extra-bracket" | "bracket-mismatch" => is_open("unclosed-bracket"),
        "unclosed-quote" => span.start == line.content() && is_open("unclosed-quote"),
        _ => false,
    }
}

/// Tells whether the name at a place stands anywhere in the text with another sign before it.
fn occurs(text: &str, place: Option<Span>, sign: char, other: char) -> bool {
    place
        .and_then(|span| text.get(span.start..span.end)?.strip_prefix(sign))
        .is_some_and(|name| text.contains(&format!("{other}{name}")))
}

/// A stretch of a text that can be read by itself.
struct Part<'a> {
    /// The key that it begins with; `None` for what stands before the first.
    key: Option<&'a str>,
    range: Range<usize>,
}

/// Cuts a text into parts before the first line that begins with each of the keys; no parts if there is no such line.
fn split<'a>(scene: Scene<'_>, keys: &[&'a str]) -> Vec<Part<'a>> {
    let text = scene.text;
    let mut left: Vec<&str> = keys.to_vec();
    let mut starts: Vec<(Option<&str>, usize)> = scene
        .starts
        .iter()
        .filter_map(|start| {
            let rest = text.get(*start..)?;
            let number = left.iter().position(|key| {
                rest.strip_prefix(*key)
                    .and_then(|rest| rest.strip_prefix(':'))
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r', '\n']))
            })?;
            Some((Some(left.swap_remove(number)), *start))
        })
        .collect();
    if starts.first().is_some_and(|(_, start)| *start > 0) {
        starts.insert(0, (None, 0));
    }
    let ends: Vec<usize> = starts
        .iter()
        .skip(1)
        .map(|(_, start)| *start)
        .chain([text.len()])
        .collect();
    starts
        .into_iter()
        .zip(ends)
        .map(|((key, start), end)| Part {
            key,
            range: start..end,
        })
        .collect()
}
