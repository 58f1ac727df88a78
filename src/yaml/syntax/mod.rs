//! What is wrong with the form of a text, in words for somebody who does not know YAML.
//!
//! The parser says where it could not go on, and in its own terms why. That place is often not the one that has to
//! change: a quote that is never closed is noticed far below it. So its message only tells which question to ask; what
//! is wrong, and where, is read from the text around the place. What nobody thought of is told as `syntax`.

mod between;
mod colons;
mod indentation;
mod quotes;
mod scene;
mod words;

use std::ops::Range;

use super::{Problem, Span};
use crate::text::bilingual;
use scene::{Brackets, brackets};

pub(super) use between::missing_comma;
pub(super) use scene::{Scene, quoted};
use words::start_character;
pub(super) use words::{
    cannot_begin, directives, no_space_after_colon, question_key, quote_it, second_document, tag,
};

/// A place where a list or mapping begins that was open when reading failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opened {
    /// A bracket, at this place.
    Flow(usize),
    /// The first key or item of a block, at this place.
    Block(usize),
}

/// Where and why the parser could not go on.
#[derive(Debug)]
pub(super) struct Failure<'a> {
    /// What it says itself.
    pub(super) info: &'a str,
    /// The place it names.
    pub(super) at: usize,
    /// The stretch of text that it read.
    pub(super) range: Range<usize>,
    /// The lists and mappings that were open.
    pub(super) open: Vec<Opened>,
    /// Where the text that it had understood ends.
    pub(super) reached: usize,
    /// The scalar that it read last.
    pub(super) last: Span,
}

impl Failure<'_> {
    /// Returns the brackets around a place.
    fn brackets(&self, text: &str, until: usize) -> Brackets {
        let flow = self.open.iter().filter_map(|opened| match opened {
            Opened::Flow(at) => Some(*at),
            Opened::Block(_) => None,
        });
        brackets(text, self.reached..until.max(self.reached), flow.collect())
    }
}

/// Returns what is wrong, at least one problem.
pub(super) fn explain(scene: Scene<'_>, failure: &Failure<'_>) -> Vec<Problem> {
    let (info, at) = (failure.info, failure.at);
    let says = |part: &str| info.contains(part);
    if says("mapping values are not allowed") {
        return colons::second_colon(scene, failure);
    }
    if says("simple key expect") {
        return colons::no_colon(scene, failure);
    }
    let problem = if says("trailing content after") {
        quotes::trailing(scene, failure)
    } else if says("quoted scalar") {
        quotes::unclosed(scene, failure)
    } else if says("unexpected character") || says("did not find expected alphabetic") {
        Some(start_character(scene, at))
    } else if says("unknown anchor") {
        Some(words::unknown_anchor(scene, at))
    } else if says("scanning a block scalar") || says("block scalar content") {
        Some(words::block_header(scene, at))
    } else if says("in block scalar") {
        Some(indentation::block_too_shallow(scene, at))
    } else if info == "expected whitespace" || says("tabs disallowed in this context") {
        words::question(scene, at)
    } else if says("mapping keys are not allowed") || says("expected node content") {
        between::nothing_here(scene, failure)
    } else if says("must be followed by a valid") {
        Some(words::tab_for_space(scene, at))
    } else if says("may not precede any of") {
        Some(words::no_space_after_colon(scene, at, true))
    } else if says("flow")
        || says("':' indicator")
        || says("only valid inside a block")
        || says("start with '-' followed by")
    {
        between::inside(scene, failure)
    } else if says("misplaced bracket") {
        Some(between::extra(scene, at))
    } else if says("sequence entries are not allowed") {
        Some(words::list_on_key_line(scene, at))
    } else if says("expected key") || says("expected '-'") {
        indentation::does_not_fit(scene, failure)
    } else if says("invalid indentation") {
        between::dedented(scene, failure)
    } else if says("comment intercepting") {
        Some(words::comment_in_text(scene, at))
    } else if says("comments must be separated") {
        Some(words::no_space_before_comment(scene, at))
    } else if says("tag") || says("handle") {
        Some(tag(scene, at))
    } else if says("directive") || says("document start") || says("document end") {
        words::outside_document(scene, failure)
    } else {
        None
    };
    vec![problem.unwrap_or_else(|| fallback(scene, at))]
}

/// Says that something is wrong without saying what.
fn fallback(scene: Scene<'_>, at: usize) -> Problem {
    let end = at + scene.character(at).map_or(0, char::len_utf8);
    Problem::at(
        Span { start: at, end },
        "syntax",
        bilingual!(
            "hier klopt de vorm niet",
            "the form is not right here"
        ),
    )
    .help(bilingual!(
        "kijk hier en op de regel erboven: een aanhalingsteken dat niet sluit, een `:` of spatie die ontbreekt, een regel die niet gelijk inspringt",
        "look here and at the line above: a quote that is not closed, a missing `:` or space, a line that is not indented like the others"
    ))
}

/// Returns the span of some text at a place, or of the character there if it is none.
fn stretch(scene: Scene<'_>, at: usize, text: &str) -> Span {
    if text.is_empty() {
        one(scene.text, at)
    } else {
        Span {
            start: at,
            end: at + text.len(),
        }
    }
}

/// Returns the span of one character.
pub(super) fn one(text: &str, at: usize) -> Span {
    let length = text
        .get(at..)
        .and_then(|rest| rest.chars().next())
        .map_or(0, char::len_utf8);
    Span {
        start: at,
        end: at + length,
    }
}
