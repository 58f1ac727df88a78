//! What `check` says: the problems of files, the lines that were or would be repaired, and how many there are.

use std::io::{self, Write};

use similar::TextDiff;

use super::diagnostics::diagnostics;
use super::visible::visible;
use super::words::Words;
use crate::checking::Checked;
use crate::text::Lang;
use crate::yaml::{Problem, Severity, Source};

/// Lines around a changed one that are shown with it.
const AROUND: usize = 3;

/// Writes what was found in files, with last lines that count it and the repairs that were made.
pub fn check(
    checked: &[Checked],
    repaired: usize,
    lang: Lang,
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let words = Words(lang);
    let with_problems = checked
        .iter()
        .filter(|checked| !checked.problems.is_empty());
    let files: Vec<(&Source, &[Problem])> = with_problems
        .map(|checked| (&checked.source, checked.problems.as_slice()))
        .collect();
    diagnostics(&files, lang, color, out)?;
    if !files.is_empty() {
        writeln!(out)?;
    }
    if repaired > 0 {
        writeln!(out, "{}", words.check_repaired(repaired))?;
    }
    let count = |severity| checked.iter().map(|checked| checked.count(severity)).sum();
    let (errors, warnings): (usize, usize) = (count(Severity::Error), count(Severity::Warning));
    if errors > 0 {
        writeln!(out, "{}", words.check_not_compared())?;
    }
    let line = match (errors, warnings) {
        (0, 0) => words.check_nothing(),
        _ => words.check_count(&words.errors(errors), &words.warnings(warnings)),
    };
    if checked.len() == 1 {
        writeln!(out, "{line}.")
    } else {
        writeln!(out, "{}", words.check_files(checked.len(), &line))
    }
}

/// Writes the lines of a file that were or would be repaired, as a diff.
///
/// The texts must be masked: no data about persons are left in them.
pub fn diff(path: &str, before: &str, after: &str, out: &mut dyn Write) -> io::Result<()> {
    let path = visible(path);
    writeln!(out, "--- {path}")?;
    writeln!(out, "+++ {path}")?;
    let diff = TextDiff::from_lines(before, after);
    for hunk in diff.unified_diff().context_radius(AROUND).iter_hunks() {
        writeln!(out, "{}", hunk.header())?;
        for change in hunk.iter_changes() {
            let line = change.value().trim_end_matches(['\r', '\n']);
            writeln!(out, "{}{}", change.tag(), visible(line))?;
        }
    }
    Ok(())
}
