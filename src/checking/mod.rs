//! A profile checked without a screening: errors as the reader gives them, and what somebody should look at.
//!
//! In come the bytes of a profile; out come [`Checked`] problems, none of which shows what identifies a person.

mod answers;
pub mod model;
mod personal;
mod repair;
mod shielded;

pub use repair::{Repaired, repair};

use crate::pack::Pack;
use crate::profile;
use crate::yaml::{self, Limits, Problem, Severity, Source};

/// What is to be said of one profile.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The text that the places refer to.
    pub source: Source,
    /// The errors in file order, then the warnings in file order.
    pub problems: Vec<Problem>,
}

impl Checked {
    /// Returns how many problems of a kind there are.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let of_kind = |problem: &&Problem| problem.severity == severity;
        self.problems.iter().filter(of_kind).count()
    }
}

/// Returns the text of a profile with `…` for everything about persons; line breaks stay.
#[must_use]
pub fn masked(pack: &Pack, text: &str) -> String {
    let root = yaml::read("", text.as_bytes(), Limits::PROFILE).root;
    let mut shown = String::new();
    let mut from = 0;
    for place in personal::places(text, root.as_ref(), &pack.facts) {
        let hidden = text.get(place.span.start.max(from)..place.span.end);
        let Some(hidden) = hidden.filter(|hidden| !hidden.is_empty()) else {
            continue;
        };
        let end = place.span.end;
        shown.push_str(text.get(from..end - hidden.len()).unwrap_or_default());
        shown.push('…');
        shown.extend(hidden.chars().filter(|c| matches!(c, '\r' | '\n')));
        from = end;
    }
    shown.push_str(text.get(from..).unwrap_or_default());
    shown
}

/// Checks a profile on a day, `2026-05-01`.
///
/// Where it has errors, answers are not compared with each other: some may be missing only because they were misspelt.
#[must_use]
pub fn check(pack: &Pack, path: &str, bytes: &[u8], as_of: &str) -> Checked {
    let document = yaml::read(path, bytes, Limits::PROFILE);
    let (errors, mut warnings) = match profile::read(path, bytes, &pack.facts, &pack.places) {
        Ok(profile) => {
            let found = answers::warnings(pack, &profile, document.root.as_ref(), as_of);
            (Vec::new(), [profile.warnings, found].concat())
        }
        Err(error) => error
            .problems
            .into_iter()
            .partition(|problem| problem.severity == Severity::Error),
    };
    let source = document.source;
    let personal = personal::places(&source.text, document.root.as_ref(), &pack.facts);
    warnings.extend(personal.iter().map(personal::Place::warning));
    let mut problems = errors;
    problems.extend(yaml::in_order(warnings));
    shielded::shield(&mut problems, &source.text, &personal);
    Checked { source, problems }
}
