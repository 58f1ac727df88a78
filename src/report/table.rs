//! The whole report of one screening.

use std::io::{self, Write};

use super::layout::{Layout, Page};
use super::words::Words;
use super::{compare, decisions, findings, outcome, plan, questions};
use crate::screening::model::{Applies, Screening};

/// Writes the report of one screening, for people to read.
///
/// What the source itself decides on comes before the tool's own level. Where the advisory does not apply, only what
/// contradicts what is said besides: no clean result can come of it.
pub fn screen(screening: &Screening, layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
    framed(screening, layout, out, |page, words| {
        if let Some(comparison) = &screening.changes {
            compare::changes(page, words, comparison);
        }
        if screening.scope.applies == Applies::No {
            findings::contradictions(page, words, screening);
            decisions::section(page, words, screening);
        } else {
            outcome::grounds(page, words, &screening.grounds);
            outcome::outcome(page, words, screening, layout);
            decisions::section(page, words, screening);
            findings::contradictions(page, words, screening);
            findings::findings(page, words, screening, layout);
            questions::section(page, words, screening, layout);
            plan::section(page, words, screening, layout.all);
        }
        outcome::counts(page, words, screening);
        match &screening.changes {
            Some(comparison) => compare::receipt(page, words, comparison),
            None => outcome::receipt(page, words, screening),
        }
    })
}

/// Writes a report with what none may lack: whose it is, what it is tested against and of when, whether that applies
/// at all, and at the end what it is not (guidance N3, N15).
pub(super) fn framed(
    screening: &Screening,
    layout: &Layout,
    out: &mut dyn Write,
    body: impl FnOnce(&mut Page, Words),
) -> io::Result<()> {
    let words = Words(screening.lang);
    let mut page = Page::new(layout);
    outcome::title(
        &mut page,
        words,
        &screening.profile,
        &screening.pack,
        &screening.as_of,
    );
    outcome::scope(&mut page, words, screening);
    body(&mut page, words);
    outcome::disclaimer(&mut page, words, &screening.disclaimer);
    page.finish(out)
}
