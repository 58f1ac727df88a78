//! What YAML reads otherwise than whoever wrote it will have meant, without calling it a mistake.
//!
//! Each of these loses part of an answer without a word, so each is refused here. What is meant as YAML reads it can be
//! written in another way that nobody can misread.

use super::syntax::{Scene, cannot_begin, missing_comma, one, question_key, quote_it};
use super::{Entry, Node, Problem, Scalar, Span};
use crate::text::{Text, bilingual};

/// Quotes from a text processor that open a text.
pub(super) const OPENING: [char; 3] = ['\u{201c}', '\u{201e}', '\u{ab}'];
/// Quotes that can close what one of those opens.
const CLOSING: [char; 4] = ['\u{201d}', '\u{201c}', '\u{bb}', '"'];

/// Finds what is lost of an unquoted value or key.
pub(super) fn scalar(
    scene: Scene<'_>,
    scalar: &Scalar,
    span: Span,
    in_brackets: bool,
) -> Option<Problem> {
    if scalar.quoted {
        return None;
    }
    // `{a: :b}` and `[?]` may be meant in several ways, and readers differ.
    if in_brackets && scalar.text.starts_with([':', '?']) {
        return Some(cannot_begin(scene, span.start, &scalar.text));
    }
    let mut characters = scalar.text.chars();
    let opens = characters.next().is_some_and(|c| OPENING.contains(&c));
    if opens && !characters.any(|c| CLOSING.contains(&c)) {
        return Some(smart_quote(scene, span.start));
    }
    number_sign(scene, span)
}

/// Says that a quote from a text processor holds no text together.
pub(super) fn smart_quote(scene: Scene<'_>, at: usize) -> Problem {
    let c = scene.character(at).unwrap_or_default();
    Problem::at(
        Span {
            start: at,
            end: at + c.len_utf8(),
        },
        "smart-quotes",
        bilingual!(
            "`{c}` houdt een tekst niet bij elkaar: dat doen alleen rechte aanhalingstekens",
            "`{c}` does not hold a text together: only straight quotes do"
        ),
    )
    .help(bilingual!(
        "gebruik `\"` aan het begin en aan het eind van de tekst",
        "use `\"` at the beginning and at the end of the text"
    ))
}

/// Finds `notitie #12`, where all from `#` on is lost as a remark.
fn number_sign(scene: Scene<'_>, span: Span) -> Option<Problem> {
    let line = scene.line_at(span.start);
    let at = if span.start < span.end {
        let rest = scene.text.get(span.end..)?;
        span.end + rest.len() - rest.trim_start_matches([' ', '\t']).len()
    } else {
        // The place of an empty value can be before the colon of its key, and behind a remark.
        let before = line.text.split_once(" #")?.0;
        line.start
            + before
                .trim_end()
                .ends_with([':', '-'])
                .then_some(before.len() + 1)?
    };
    let is_number = scene
        .text
        .get(at..)?
        .strip_prefix('#')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    (is_number && at > span.end.min(line.start)).then(|| {
        Problem::at(
            Span {
                start: at,
                end: at + 1,
            },
            "number-sign",
            bilingual!(
                "vanaf dit `#` leest alles als opmerking en telt het niet mee",
                "from this `#` on everything reads as a remark and does not count"
            ),
        )
        .help(bilingual!(
            "hoort het bij de tekst? zet die tussen aanhalingstekens; is het een opmerking? zet een spatie achter `#`",
            "does it belong to the text? put that in quotes; is it a remark? put a space behind `#`"
        ))
    })
}

/// Refuses what cannot be a key: a list, nothing at all, or one with `?` before it.
/// `previous` is the place of the scalar before it.
pub(super) fn key(scene: Scene<'_>, node: &Node, previous: Span) -> Option<Problem> {
    let Some(scalar) = node.as_scalar() else {
        return Some(
            Problem::at(
                node.span,
                "key",
                bilingual!(
                    "een lijst of groep kan geen sleutel zijn",
                    "a list or group cannot be a key"
                ),
            )
            .help(question_and_answer()),
        );
    };
    let start = node.span.start;
    let mark = scene
        .text
        .get(previous.end..start)?
        .rfind('?')
        .map(|at| previous.end + at);
    // A text with `|` can be a key in no other way.
    if let Some(at) = mark
        && (scalar.block
            || scalar.text.is_empty()
            || scene.text.get(at + 1..start)?.trim().is_empty())
    {
        return Some(question_key(scene, at));
    }
    let raw = scene.text.get(start..node.span.end)?;
    if !scalar.quoted
        && let Some(end) = raw.find(['\n', '\r'])
    {
        return Some(missing_comma(
            scene,
            start + raw.get(..end)?.trim_end().len(),
        ));
    }
    (scalar.text.is_empty() && !scalar.quoted).then(|| {
        Problem::at(
            one(scene.text, start),
            "empty-key",
            bilingual!(
                "voor deze dubbele punt staat niets",
                "nothing stands before this colon"
            ),
        )
        .help(question_and_answer())
    })
}

fn question_and_answer() -> Text {
    bilingual!("schrijf `vraag: antwoord`", "write `question: answer`")
}

/// Finds `{answer:yes}`, which reads as a key without an answer.
pub(super) fn entry(scene: Scene<'_>, entry: &Entry) -> Option<Problem> {
    let colon = entry.key.find(':')?;
    let is_plain = scene
        .text
        .get(entry.key_span.start..entry.key_span.end)
        .is_some_and(|raw| raw == entry.key);
    let is_alone = entry.value.is_empty() && entry.value.span.start >= entry.key_span.end;
    let follows = scene
        .text
        .get(entry.key_span.end..)
        .is_some_and(|rest| rest.trim_start().starts_with(':'));
    (is_plain && is_alone && !follows && entry.key.len() > colon + 1)
        .then(|| super::syntax::no_space_after_colon(scene, entry.key_span.start + colon, true))
}

/// Refuses a name for a value that nothing refers to: most likely it is the beginning of a text.
pub(super) fn unused_anchor(scene: Scene<'_>, span: Span) -> Problem {
    let rest = scene.rest(span.start);
    let name = rest.split([' ', '\t']).next().unwrap_or_default();
    Problem::at(
        Span {
            start: span.start,
            end: span.start + name.len(),
        },
        "unused-anchor",
        bilingual!(
            "`{name}` leest als de naam van een plaats, niet als tekst, en niets verwijst ernaar",
            "`{name}` reads as the name of a place, not as text, and nothing refers to it"
        ),
    )
    .help(quote_it(rest))
}
