//! What in a text looks like an e-mail address, a telephone number or a citizen service number (BSN).
//!
//! The whole text of a profile is looked at, comments and keys too. What is found is told by its place only.

mod line;
mod number;

use std::ops::Range;

use line::{Line, folded};

use crate::facts::{Facts, Kind};
use crate::profile::sites;
use crate::text::bilingual;
use crate::yaml::{Node, Problem, Span, Value};

/// What a stretch of text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Personal {
    Email,
    Phone,
    Bsn,
}

/// Something about a person in the text of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// Where it stands; of a text over several lines, all of it.
    pub(super) span: Span,
    what: Personal,
}

impl Place {
    pub(super) fn warning(&self) -> Problem {
        let (code, message) = match self.what {
            Personal::Email => (
                "email-address",
                bilingual!(
                    "dit lijkt een e-mailadres",
                    "this looks like an e-mail address"
                ),
            ),
            Personal::Phone => (
                "phone-number",
                bilingual!(
                    "dit lijkt een telefoonnummer",
                    "this looks like a telephone number"
                ),
            ),
            Personal::Bsn => (
                "bsn",
                bilingual!(
                    "dit lijkt een burgerservicenummer (BSN)",
                    "this looks like a Dutch citizen service number (BSN)"
                ),
            ),
        };
        let mut problem = Problem::at(self.span, code, message)
            .help(bilingual!(
                "gegevens van personen horen niet in een profiel: haal het weg",
                "data about persons do not belong in a profile: take it away"
            ))
            .warning();
        problem.is_private = true;
        problem
    }
}

/// Returns the places of a profile's text, in order; a whole number that answers a question is no number of a person.
pub(super) fn places(text: &str, root: Option<&Node>, facts: &Facts) -> Vec<Place> {
    let mut numbers: Vec<Span> = Vec::new();
    if let Some(root) = root {
        for site in sites(root, facts) {
            if facts
                .get(site.fact)
                .is_some_and(|fact| fact.kind == Kind::Integer)
            {
                whole_numbers(&site.entry.value, &mut numbers);
            }
        }
    }
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        for (range, what) in find(line) {
            let span = Span {
                start: start + range.start,
                end: start + range.end,
            };
            if !numbers.contains(&span) {
                found.push(Place { span, what });
            }
        }
        start += line.len();
    }
    if let Some(root) = root {
        written_otherwise(root, text, &mut found);
    }
    found.sort_unstable();
    found
}

fn whole_numbers(node: &Node, found: &mut Vec<Span>) {
    match &node.value {
        Value::Scalar(scalar) if scalar.text.trim().parse::<i64>().is_ok() => found.push(node.span),
        Value::Scalar(_) => {}
        Value::Sequence(items) => items.iter().for_each(|item| whole_numbers(item, found)),
        Value::Mapping(entries) => {
            let is_answer = |key: &str| key == "answer" || key == "answers";
            let answers = entries.iter().filter(|entry| is_answer(&entry.key));
            answers.for_each(|entry| whole_numbers(&entry.value, found));
        }
    }
}

/// Adds texts that hold something only once their escapes and line breaks are resolved.
fn written_otherwise(node: &Node, text: &str, found: &mut Vec<Place>) {
    match &node.value {
        Value::Scalar(scalar) => {
            let Span { start, end } = node.span;
            let is_plain = text
                .get(start..end)
                .is_some_and(|raw| raw.contains(&*scalar.text));
            if is_plain {
                return;
            }
            for (_, what) in find(&scalar.text) {
                let is_known = |place: &Place| {
                    place.what == what && place.span.start >= start && place.span.end <= end
                };
                if !found.iter().any(is_known) {
                    found.push(Place {
                        span: node.span,
                        what,
                    });
                }
            }
        }
        Value::Sequence(items) => {
            for item in items {
                written_otherwise(item, text, found);
            }
        }
        Value::Mapping(entries) => {
            for entry in entries {
                written_otherwise(&entry.value, text, found);
            }
        }
    }
}

/// Returns a text in which everything about persons is `…`.
pub(super) fn masked(text: &str) -> String {
    let mut shown = String::new();
    let mut from = 0;
    for (range, _) in find(text) {
        shown.push_str(text.get(from..range.start).unwrap_or_default());
        shown.push('…');
        from = range.end;
    }
    shown.push_str(text.get(from..).unwrap_or_default());
    shown
}

/// Returns what a text holds about persons, in order and without overlap.
pub(super) fn find(text: &str) -> Vec<(Range<usize>, Personal)> {
    // Nearly every line of a profile is without.
    let may_hold = |c: char| matches!(folded(c), '@' | '0'..='9');
    if !text.chars().any(may_hold) {
        return Vec::new();
    }
    let line = Line::new(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.characters.len() {
        let hit = line
            .email(at)
            .map(|end| (end, Personal::Email))
            .or_else(|| line.number(at));
        let Some((end, what)) = hit else {
            at += 1;
            continue;
        };
        found.push((line.offset(at)..line.offset(end), what));
        at = end;
    }
    found
}

#[cfg(test)]
mod tests;
