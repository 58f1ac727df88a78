//! Brackets that are not closed, and what is wrong between brackets.

use super::scene::{Scene, Start};
use super::words::{quote_it, start_character};
use super::{Failure, indentation, one, stretch};
use crate::text::bilingual;
use crate::yaml::{Problem, Span};

/// Returns the bracket that closes another.
fn closing(open: char) -> char {
    if open == '[' { ']' } else { '}' }
}

/// Says what is wrong where something stands between brackets that cannot.
pub(super) fn inside(scene: Scene<'_>, failure: &Failure<'_>) -> Option<Problem> {
    let at = failure.at;
    let brackets = failure.brackets(scene.text, at);
    let inner = *brackets.open.last()?;
    let open = scene.character(inner)?;
    if let Some(wrong) = brackets.wrong {
        return Some(mismatch(scene, inner, open, wrong));
    }
    let Some(c) = scene.character(at).filter(|_| at < failure.range.end) else {
        return Some(unclosed(scene, inner, open));
    };
    if begins_anew(scene, inner, at) {
        return Some(unclosed(scene, inner, open));
    }
    if matches!(c, ']' | '}') && c != closing(open) {
        return Some(mismatch(scene, inner, open, at));
    }
    if c == '-' {
        let close = closing(open);
        return Some(
            Problem::at(
                one(scene.text, at),
                "dash-in-brackets",
                bilingual!(
                    "tussen `{open}` en `{close}` begint een onderdeel niet met een streepje",
                    "between `{open}` and `{close}` an item does not begin with a hyphen"
                ),
            )
            .help(bilingual!(
                "haal het streepje weg en scheid de onderdelen met komma's",
                "remove the hyphen and separate the items with commas"
            )),
        );
    }
    let text = failure.last;
    if c == ':' && text.end == at {
        let (first, line) = (scene.line_at(text.start), scene.line_at(at));
        if first.number < line.number {
            let (end, last) = scene.before(line.start)?;
            return Some(missing_comma(scene, end + last.len_utf8()));
        }
        let before = scene.text.get(text.start..at)?;
        if let Some(space) = before.rfind(' ') {
            let whole = before.get(..space)?.trim_end();
            let key = before.get(space + 1..)?;
            let gap = text.start + whole.len();
            return Some(
                Problem::at(
                    Span {
                        start: gap,
                        end: text.start + space + 1,
                    },
                    "missing-comma",
                    bilingual!(
                        "voor `{key}:` ontbreekt een komma, of dit is een tekst met een dubbele punt",
                        "a comma is missing before `{key}:`, or this is a text with a colon"
                    ),
                )
                .help(bilingual!(
                    "schrijf `{whole}, {key}:`, of zet de hele tekst tussen aanhalingstekens",
                    "write `{whole}, {key}:`, or put the whole text in quotes"
                )),
            );
        }
    }
    if c == ':' {
        return Some(
            Problem::at(
                one(scene.text, at),
                "colon-in-text",
                bilingual!(
                    "hier staat een dubbele punt te veel",
                    "here is one colon too many"
                ),
            )
            .help(bilingual!(
                "hoort hij bij een tekst? zet die dan tussen aanhalingstekens",
                "does it belong to a text? then put that in quotes"
            )),
        );
    }
    let (end, last) = scene.before(at)?;
    Some(missing_comma(scene, end + last.len_utf8()))
}

/// Tells whether a line after that of an open bracket begins with a question or an item of its own.
fn begins_anew(scene: Scene<'_>, bracket: usize, at: usize) -> bool {
    let (first, line) = (scene.line_at(bracket), scene.line_at(at));
    first.number < line.number && line.indent() <= first.indent() && line.first().1 != Start::Other
}

fn unclosed(scene: Scene<'_>, at: usize, open: char) -> Problem {
    let close = closing(open);
    Problem::at(
        one(scene.text, at),
        "unclosed-bracket",
        bilingual!(
            "deze `{open}` wordt niet gesloten",
            "this `{open}` is not closed"
        ),
    )
    .help(bilingual!(
        "zet `{close}` achter het laatste onderdeel; begint hier een tekst, zet die dan tussen aanhalingstekens",
        "put `{close}` behind the last item; if a text begins here, put it in quotes"
    ))
}

fn mismatch(scene: Scene<'_>, inner: usize, open: char, at: usize) -> Problem {
    let (close, line) = (closing(open), scene.line_at(inner).number + 1);
    Problem::at(
        one(scene.text, at),
        "bracket-mismatch",
        bilingual!(
            "hier hoort `{close}`: in regel {line} opent `{open}`",
            "`{close}` belongs here: `{open}` opens in line {line}"
        ),
    )
    .help(bilingual!(
        "schrijf `{close}`, of sluit eerst de `{open}`",
        "write `{close}`, or close the `{open}` first"
    ))
}

/// Says that two items are not separated.
pub(in crate::yaml) fn missing_comma(scene: Scene<'_>, at: usize) -> Problem {
    Problem::at(
        one(scene.text, at),
        "missing-comma",
        bilingual!("hier ontbreekt een komma", "a comma is missing here"),
    )
    .help(bilingual!(
        "zet een komma tussen twee onderdelen",
        "put a comma between two items"
    ))
}

/// Says that a bracket closes nothing.
pub(super) fn extra(scene: Scene<'_>, at: usize) -> Problem {
    let c = scene.character(at).unwrap_or_default();
    let open = if c == ']' { '[' } else { '{' };
    Problem::at(
        one(scene.text, at),
        "extra-bracket",
        bilingual!(
            "bij deze `{c}` opent geen `{open}`",
            "no `{open}` opens for this `{c}`"
        ),
    )
    .help(bilingual!(
        "haal hem weg; hoort hij bij een tekst, zet die dan tussen aanhalingstekens",
        "remove it; if it belongs to a text, put that in quotes"
    ))
}

/// Says that text stands behind a closing bracket.
pub(super) fn text_after(scene: Scene<'_>, failure: &Failure<'_>, close: usize) -> Problem {
    let rest = scene.rest(failure.at);
    let line = scene.line_at(close);
    // The whole text, if it begins on this line with a bracket.
    let before = scene.text.get(line.start..close).unwrap_or_default();
    let start = before
        .find(['[', '{'])
        .map_or(failure.at, |at| line.start + at);
    let c = scene.character(close).unwrap_or_default();
    Problem::at(
        stretch(scene, failure.at, rest),
        "text-after-bracket",
        bilingual!(
            "achter de sluitende `{c}` staat nog tekst",
            "text stands behind the closing `{c}`"
        ),
    )
    .help(quote_it(scene.rest(start)))
}

/// Says what is wrong where a value should begin and nothing can.
pub(super) fn nothing_here(scene: Scene<'_>, failure: &Failure<'_>) -> Option<Problem> {
    let at = failure.at;
    let open = failure.brackets(scene.text, at).open.last().copied();
    let Some(c) = scene.character(at).filter(|_| at < failure.range.end) else {
        let inner = open?;
        return Some(unclosed(scene, inner, scene.character(inner)?));
    };
    match (c, open) {
        (',', Some(_)) => Some(
            Problem::at(
                one(scene.text, at),
                "extra-comma",
                bilingual!("hier staat een komma te veel", "here is one comma too many"),
            )
            .help(bilingual!("haal hem weg", "remove it")),
        ),
        (']' | '}', Some(inner)) => {
            let open = scene.character(inner)?;
            (closing(open) != c).then(|| mismatch(scene, inner, open, at))
        }
        (',' | '?' | ']' | '}', _) => Some(start_character(scene, at)),
        _ => None,
    }
}

/// Says what is wrong with a line that is indented less than what it stands in.
pub(super) fn dedented(scene: Scene<'_>, failure: &Failure<'_>) -> Option<Problem> {
    let at = failure.at;
    let line = scene.line_at(at);
    let Some(inner) = failure.brackets(scene.text, at).open.last().copied() else {
        return Some(indentation::misfit(scene, line));
    };
    let open = scene.character(inner)?;
    if line.first().1 != Start::Other || at >= failure.range.end {
        return Some(unclosed(scene, inner, open));
    }
    let first = scene.line_at(inner);
    let (close, number, spaces) = (closing(open), first.number + 1, first.indent() + 2);
    Some(
        Problem::at(
            one(scene.text, at),
            "indentation",
            bilingual!(
                "deze regel hoort bij de `{open}` van regel {number}, maar springt niet in",
                "this line belongs to the `{open}` of line {number}, but is not indented"
            ),
        )
        .help(bilingual!(
            "zet {spaces} spaties voor elke regel tot en met de `{close}`",
            "put {spaces} spaces before every line up to the `{close}`"
        )),
    )
}
