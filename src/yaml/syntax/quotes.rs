//! Quotes that do not close, close too early, or hold what they cannot.

use super::scene::{Line, Scene, Start, quoted};
use super::words::{in_quotes, quote_it};
use super::{Failure, between, one, stretch};
use crate::text::bilingual;
use crate::yaml::{Problem, Span};

/// Says what is wrong with a text in quotes that the parser could not read to its end.
pub(super) fn unclosed(scene: Scene<'_>, failure: &Failure<'_>) -> Option<Problem> {
    let open = failure.at;
    let quote = scene.character(open).filter(|c| is_quote(*c))?;
    if failure.info.contains("escape") || failure.info.contains("hexadecimal") {
        return Some(bad_escape(scene, open).unwrap_or_else(|| never_closed(scene, open, quote)));
    }
    if failure.info.contains("invalid indentation")
        && let Some(line) = going_on(scene, open, quote)
    {
        let (first, spaces) = (
            scene.line_at(open).number + 1,
            scene.line_at(open).indent() + 2,
        );
        return Some(
            Problem::at(
                one(scene.text, line.content()),
                "indentation",
                bilingual!(
                    "deze regel hoort bij de tekst die in regel {first} met `{quote}` opent, maar springt niet in",
                    "this line belongs to the text that opens with `{quote}` in line {first}, but is not indented"
                ),
            )
            .help(bilingual!(
                "zet er {spaces} spaties voor",
                "put {spaces} spaces before it"
            )),
        );
    }
    Some(never_closed(scene, open, quote))
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'')
}

/// Says that a quote is never closed.
fn never_closed(scene: Scene<'_>, open: usize, quote: char) -> Problem {
    let rest = scene.rest(open);
    // `'s-Hertogenbosch`: the mark belongs to the word.
    let is_apostrophe = quote == '\''
        && !rest.contains(": ")
        && rest.chars().nth(2).is_some_and(|c| !c.is_alphanumeric());
    let help = match in_quotes(rest) {
        Some(whole) if is_apostrophe => bilingual!(
            "hoort `{quote}` bij de tekst zelf? schrijf dan `{whole}`",
            "does `{quote}` belong to the text itself? then write `{whole}`"
        ),
        _ => bilingual!(
            "zet ook aan het eind van de tekst een `{quote}`",
            "put a `{quote}` at the end of the text as well"
        ),
    };
    Problem::at(
        one(scene.text, open),
        "unclosed-quote",
        bilingual!(
            "het aanhalingsteken dat hier opent, wordt niet gesloten",
            "the quote that opens here is not closed"
        ),
    )
    .help(help)
}

/// Returns the first line of a quoted text that is not indented, if that text seems to be meant to go on there.
fn going_on(scene: Scene<'_>, open: usize, quote: char) -> Option<Line<'_>> {
    let first = scene.line_at(open);
    let close = open + 1 + quoted(scene.text.get(open + 1..)?, quote);
    let closes = scene.text.get(..close)?.ends_with(quote) && close > open + 1;
    let line = scene
        .lines(first.start..scene.text.len())
        .skip(1)
        .find(|line| !line.is_blank() && line.indent() <= first.indent())?;
    // A line that looks like a question of its own was not meant to be part of the text.
    (closes && line.first().1 == Start::Other).then_some(line)
}

/// Finds the first `\` in a quoted text that means nothing.
fn bad_escape(scene: Scene<'_>, open: usize) -> Option<Problem> {
    let text = scene.text.get(open + 1..)?;
    let mut characters = text.char_indices();
    while let Some((at, c)) = characters.next() {
        if c != '\\' {
            continue;
        }
        let (_, kind) = characters.next()?;
        let digits = match kind {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            '0' | 'a' | 'b' | 't' | '\t' | 'n' | 'v' | 'f' | 'r' | 'e' | ' ' | '"' | '/' | '\\'
            | 'N' | '_' | 'L' | 'P' | '\n' | '\r' => 0,
            _ => return Some(escape(scene, open + 1 + at, kind)),
        };
        let start = at + 1 + kind.len_utf8();
        let is_character = digits == 0
            || text
                .get(start..start + digits)
                .and_then(|digits| u32::from_str_radix(digits, 16).ok())
                .and_then(char::from_u32)
                .is_some();
        if !is_character {
            return Some(escape(scene, open + 1 + at, kind));
        }
    }
    None
}

fn escape(scene: Scene<'_>, at: usize, kind: char) -> Problem {
    Problem::at(
        Span {
            start: at,
            end: at + 1 + one(scene.text, at + 1).end - (at + 1),
        },
        "escape",
        bilingual!(
            "`\\{kind}` betekent niets in een tekst tussen `\"…\"`",
            "`\\{kind}` means nothing in a text in `\"…\"`"
        ),
    )
    .help(bilingual!(
        "zet de tekst tussen enkele aanhalingstekens, `'…'`, of schrijf `\\\\` voor elke `\\`",
        "put the text in single quotes, `'…'`, or write `\\\\` for every `\\`"
    ))
}

/// Says that something stands behind a closing quote.
pub(super) fn trailing(scene: Scene<'_>, failure: &Failure<'_>) -> Option<Problem> {
    let at = failure.at;
    let (close, quote) = scene.before(at).filter(|(_, c)| is_quote(*c))?;
    let open = opening(scene, failure, close)?;
    let (first, last) = (scene.line_at(open), scene.line_at(close));
    if scene.character(at) == Some(':') {
        // A key in quotes that runs over several lines.
        return Some(never_closed(scene, open, quote));
    }
    // `a: "x` with `b: "y"` below it: what seems to close the first opens the second.
    let before = scene.text.get(last.start..close)?;
    if first.number != last.number && before.trim_end().ends_with([':', '-', '[', '{', ',']) {
        return Some(never_closed(scene, open, quote));
    }
    if !failure.brackets(scene.text, open).open.is_empty() {
        return Some(between::missing_comma(scene, close + 1));
    }
    let rest = scene.rest(at);
    // What stands on the line is one text with the quoted part: say how to write it.
    let whole = scene
        .text
        .get(open..at + rest.len())
        .filter(|_| first.number == last.number)
        .unwrap_or_default();
    let inner = whole.strip_prefix(quote).unwrap_or(whole);
    let inner = inner.strip_suffix(quote).unwrap_or(inner);
    let help = if whole.is_empty() {
        None
    } else if rest.ends_with(quote) {
        // Quotes inside quotes.
        match (quote, inner.contains('\'')) {
            ('"', false) => quote_it_so(&format!("'{inner}'")),
            ('\'', _) if !inner.contains(['"', '\\']) => quote_it_so(&format!("\"{inner}\"")),
            _ => None,
        }
    } else {
        in_quotes(whole).map(|_| quote_it(whole))
    };
    let help = help.unwrap_or_else(|| match quote {
        '"' => bilingual!(
            "schrijf `\\\"` voor een aanhalingsteken in de tekst, of zet alles tussen `'…'`",
            "write `\\\"` for a quote inside the text, or put everything in `'…'`"
        ),
        _ => bilingual!(
            "schrijf `''` voor een apostrof in de tekst, of zet alles tussen `\"…\"`",
            "write `''` for an apostrophe inside the text, or put everything in `\"…\"`"
        ),
    });
    Some(
        Problem::at(
            stretch(scene, at, rest),
            "text-after-quote",
            bilingual!(
                "achter het sluitende aanhalingsteken staat nog tekst",
                "text stands behind the closing quote"
            ),
        )
        .help(help),
    )
}

fn quote_it_so(whole: &str) -> Option<crate::text::Text> {
    (whole.chars().count() <= 60).then(|| {
        bilingual!(
            "kies de andere soort aanhalingstekens: `{whole}`",
            "use the other kind of quotes: `{whole}`"
        )
    })
}

/// Returns where the quoted text opens that closes at a place.
fn opening(scene: Scene<'_>, failure: &Failure<'_>, close: usize) -> Option<usize> {
    let quote = scene.character(close)?;
    // Behind what was understood, the first quote that reaches to the closing one is it.
    let mut at = failure.reached.min(close);
    while let Some(found) = scene
        .text
        .get(at..close)?
        .find(quote)
        .map(|found| at + found)
    {
        let end = found + quoted(scene.text.get(found + 1..)?, quote);
        if end == close {
            return Some(found);
        }
        at = if end < close { end + 1 } else { found + 1 };
    }
    // A quote in a remark has led astray.
    let line = scene.line_at(close);
    let before = scene.text.get(line.start..close)?;
    before.rfind(quote).map(|found| line.start + found)
}
