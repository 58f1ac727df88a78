//! Bytes → document: the whole text, or the parts of it that can be read.

use super::builder::{Builder, Malformed, Outcome};
use super::syntax::{self, Scene};
use super::{Document, Limits, Problem, Source, guard, line_starts, parts};
use crate::text::bilingual;

/// Reads one YAML document.
#[must_use]
pub fn read(name: &str, bytes: &[u8], limits: Limits) -> Document {
    read_parts(name, bytes, limits, &[])
}

/// Reads one YAML document; where the form of the text is wrong, what can be read of it.
///
/// `parts` are keys that begin a part of the document wherever they stand at the beginning of a line. The parts that
/// a mistake leaves alone are read all the same, so that their own mistakes are found in the same run.
#[must_use]
pub fn read_parts(name: &str, bytes: &[u8], limits: Limits, parts: &[&str]) -> Document {
    let mut document = Document {
        source: Source {
            name: name.to_owned(),
            text: String::new(),
        },
        root: None,
        is_whole: true,
        problems: Vec::new(),
        events: 0,
    };
    match guard::decode(bytes, limits) {
        Ok(text) => document.source.text = text,
        Err((text, problem)) => {
            document.source.text = text;
            document.problems.push(problem);
            return document;
        }
    }
    let text = &document.source.text;
    let lines = line_starts(text);
    let scene = Scene {
        text,
        starts: &lines,
    };
    let mut builder = Builder::new(scene, limits);
    let mut wrong = guard::characters(text);
    wrong.extend(syntax::directives(scene));
    // The parser need not see what is refused already: it would only say the same in stranger words.
    let outcome = if wrong.is_empty() {
        builder.read(&(0..text.len()))
    } else {
        Outcome::Malformed(Malformed {
            problems: wrong,
            sound_until: 0,
        })
    };
    let mut problems = std::mem::take(&mut builder.problems);
    match outcome {
        Outcome::Read(None) if problems.is_empty() => problems.push(empty()),
        Outcome::Read(root) => document.root = root,
        Outcome::Stopped => {}
        Outcome::Malformed(malformed) => {
            let (root, found) = parts::read(&mut builder, scene, parts, malformed, problems);
            problems = found;
            document.root = root;
            document.is_whole = false;
        }
    }
    problems.sort_by_key(|problem| problem.span.map(|span| span.start));
    document.events = builder.events;
    document.problems = problems;
    document
}

fn empty() -> Problem {
    Problem::whole(
        "empty-file",
        bilingual!("dit bestand is leeg", "this file is empty"),
    )
    .help(bilingual!(
        "een profiel begint met `partnerscreen: 1`",
        "a profile begins with `partnerscreen: 1`"
    ))
}

#[cfg(test)]
mod tests;
