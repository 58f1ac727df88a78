//! The whole report of one screening.

use std::io::{self, Write};

use super::layout::{Layout, Page};
use super::words::Words;
use super::{findings, outcome, plan, questions};
use crate::screening::model::{Applies, Screening};

/// Writes the report of one screening, for people to read.
///
/// What the source itself decides on comes before the tool's own level, and where the advisory does not apply
/// nothing else is said: no clean result can come of it.
pub fn screen(screening: &Screening, layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
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
    if screening.scope.applies != Applies::No {
        outcome::grounds(&mut page, words, &screening.grounds);
        outcome::outcome(&mut page, words, screening, layout);
        findings::contradictions(&mut page, words, screening);
        findings::findings(&mut page, words, screening, layout);
        questions::section(&mut page, words, screening, layout);
        plan::section(&mut page, words, screening, layout.all);
    }
    outcome::counts(&mut page, words, screening);
    if screening.scope.applies != Applies::No {
        outcome::receipt(&mut page, words, screening);
    }
    outcome::disclaimer(&mut page, words, screening);
    page.finish(out)
}
