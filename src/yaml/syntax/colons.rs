//! Colons that are missing, glued to what follows, or too many.

use super::indentation::{content, put_spaces};
use super::scene::{Line, Scene, word};
use super::words::{no_space_after_colon, no_space_after_dash, quote_it, start_character};
use super::{Failure, Opened, one};
use crate::text::{Text, bilingual};
use crate::yaml::traps::{OPENING, smart_quote};
use crate::yaml::{Problem, Span};

/// Keys longer than this are not looked for.
const LONGEST_KEY: usize = 1024;

/// Says what is wrong where a `: ` stands that cannot belong to a key.
pub(super) fn second_colon(scene: Scene<'_>, failure: &Failure<'_>) -> Vec<Problem> {
    let (colon, text) = (failure.at, failure.last);
    let (line, first) = (scene.line_at(colon), scene.line_at(text.start));
    let is_text = text.end == colon && text.start < colon;
    if is_text
        && scene
            .character(text.start)
            .is_some_and(|c| OPENING.contains(&c))
    {
        return vec![smart_quote(scene, text.start)];
    }
    if is_text && first.number < line.number {
        return several_lines(scene, first, line, text, colon);
    }
    let column = first.columns().last().map_or(0, |(column, _)| column);
    if is_text && text.start == first.start + column && colon - text.start > LONGEST_KEY {
        return vec![
            Problem::at(
                Span {
                    start: text.start,
                    end: colon,
                },
                "key-too-long",
                bilingual!(
                    "wat hier voor de dubbele punt staat, is te lang",
                    "what stands before the colon here is too long"
                ),
            )
            .help(quote_it("")),
        ];
    }
    vec![if is_text {
        in_text(scene, text.start, colon)
    } else {
        extra_colon(scene, colon)
    }]
}

/// Says that a line has a colon that no text begins before.
pub(super) fn extra_colon(scene: Scene<'_>, at: usize) -> Problem {
    Problem::at(
        one(scene.text, at),
        "colon-in-text",
        bilingual!(
            "op deze regel staat een dubbele punt te veel",
            "this line has one colon too many"
        ),
    )
    .help(bilingual!(
        "zet één vraag met één antwoord op een regel; een tekst met `: ` hoort tussen aanhalingstekens",
        "put one question with one answer on a line; a text with `: ` belongs in quotes"
    ))
}

/// Says that a text holds a colon and a space.
fn in_text(scene: Scene<'_>, start: usize, colon: usize) -> Problem {
    Problem::at(
        one(scene.text, colon),
        "colon-in-text",
        bilingual!(
            "deze tekst bevat een dubbele punt met een spatie; zo leest het begin als een vraag",
            "this text holds a colon and a space, so that its beginning reads as a question"
        ),
    )
    .help(
        if scene.line_at(start).number == scene.line_at(colon).number {
            quote_it(scene.rest(start))
        } else {
            quote_it("")
        },
    )
}

/// The same where the text before the colon begins on a line above it.
fn several_lines(
    scene: Scene<'_>,
    first: Line<'_>,
    line: Line<'_>,
    text: Span,
    colon: usize,
) -> Vec<Problem> {
    let column = first.columns().last().map_or(0, |(column, _)| column);
    if text.start == first.start + column {
        // The text stands where a key should: each of its lines but the last lacks a colon.
        return scene
            .lines(text.start..line.start.saturating_sub(1))
            .filter(|line| !line.is_blank())
            .map(|line| colonless(scene, line))
            .collect();
    }
    let Some(next) = scene
        .lines(first.start..colon)
        .skip(1)
        .find(|line| !line.is_blank())
    else {
        return vec![in_text(scene, text.start, colon)];
    };
    let rest = first.text.trim_start();
    if rest.starts_with('-') && !rest.starts_with("- ") && next.indent() > first.indent() {
        return vec![no_space_after_dash(scene, first.content())];
    }
    if line.key().is_none() && next.key().is_none() {
        return vec![in_text(scene, text.start, colon)];
    }
    let (number, key) = (first.number + 1, first.key().unwrap_or_default());
    let Text { nl, en } = put_spaces(column);
    vec![
        Problem::at(
            content(next),
            "indentation",
            bilingual!(
                "deze regel springt te ver in: in regel {number} heeft `{key}` al een antwoord",
                "this line is indented too far: `{key}` has an answer already in line {number}"
            ),
        )
        .help(bilingual!(
            "{nl}, gelijk met `{key}`; is het een deel van dat antwoord, zet dat dan tussen aanhalingstekens",
            "{en}, level with `{key}`; if it is part of that answer, put that in quotes"
        )),
    ]
}

/// Says what is missing in a line that should be a key with a value.
pub(super) fn colonless(scene: Scene<'_>, line: Line<'_>) -> Problem {
    let start = line.content();
    let text = scene.rest(start);
    if let Some(rest) = text.strip_prefix('-')
        && !rest.is_empty()
        && !rest.starts_with([' ', '-'])
    {
        return no_space_after_dash(scene, start);
    }
    if text.starts_with(['*', '&', '!', '@', '%', '`']) {
        return start_character(scene, start);
    }
    if text.starts_with(['|', '>']) {
        return Problem::at(
            one(scene.text, start),
            "block-text",
            bilingual!(
                "`{text}` hoort op de regel van de vraag erboven",
                "`{text}` belongs on the line of the question above"
            ),
        )
        .help(bilingual!(
            "schrijf `vraag: {text}`, en de tekst ingesprongen op de regels eronder",
            "write `question: {text}`, and the text indented on the lines below"
        ));
    }
    let name = word(text);
    let after = text.get(name.len()..).unwrap_or_default();
    let at = start + name.len();
    let next = after.chars().nth(1);
    if after.starts_with(':') && next.is_some_and(|c| c.is_whitespace() && c != ' ') {
        return special_space(scene, at + 1);
    }
    if after.starts_with(':') && !name.is_empty() {
        return no_space_after_colon(scene, at, false);
    }
    if after.starts_with('\u{ff1a}') {
        let value = after.trim_start_matches('\u{ff1a}').trim_start();
        return Problem::at(
            one(scene.text, at),
            "wide-colon",
            bilingual!(
                "dit is een brede dubbele punt, geen gewone",
                "this is a wide colon, not an ordinary one"
            ),
        )
        .help(bilingual!(
            "schrijf `{name}: {value}`",
            "write `{name}: {value}`"
        ));
    }
    let problem = Problem::at(
        Span {
            start,
            end: start + text.len(),
        },
        "missing-colon",
        bilingual!(
            "in deze regel ontbreekt een dubbele punt",
            "a colon is missing in this line"
        ),
    );
    if let Some(value) = after.trim_start().strip_prefix('=') {
        let value = value.trim_start();
        return problem.help(bilingual!(
            "schrijf `{name}: {value}`",
            "write `{name}: {value}`"
        ));
    }
    problem.help(bilingual!(
        "schrijf `vraag: antwoord`; hoort de regel bij de tekst erboven, laat hem dan verder inspringen",
        "write `question: answer`; if the line belongs to the text above, indent it further"
    ))
}

/// Says that the space behind a colon is not an ordinary one.
fn special_space(scene: Scene<'_>, at: usize) -> Problem {
    Problem::at(
        one(scene.text, at),
        "special-space",
        bilingual!(
            "na deze dubbele punt staat een bijzondere spatie",
            "a special space stands behind this colon"
        ),
    )
    .help(bilingual!(
        "gebruik een gewone spatie",
        "use an ordinary space"
    ))
}

/// Says what is wrong where a line below a key has no colon.
pub(super) fn no_colon(scene: Scene<'_>, failure: &Failure<'_>) -> Vec<Problem> {
    let line = scene.line_at(failure.at);
    let before = scene.text.get(line.start..failure.at).unwrap_or_default();
    let column = failure.open.iter().rev().find_map(|opened| match opened {
        Opened::Block(at) => Some(at - scene.line_at(*at).start),
        Opened::Flow(_) => None,
    });
    let itself = (!before.trim().is_empty()).then_some(line);
    let mut lines = itself.into_iter().chain(scene.above(line));
    let nearest = lines.next();
    let is_level = |line: &Line<'_>| column.is_none_or(|column| line.indent() <= column);
    let wrong = nearest
        .filter(is_level)
        .or_else(|| lines.find(is_level))
        .or(nearest);
    vec![wrong.map_or_else(
        || super::fallback(scene, failure.at),
        |line| colonless(scene, line),
    )]
}
