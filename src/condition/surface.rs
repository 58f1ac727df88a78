//! What a condition may not contain, refused before Rhai sees it: comments, and quotes other than `"`.
//!
//! YAML may fold the lines of a condition into one, and `//` would then swallow the rest of it without a word; Rhai
//! does the same where a `/*` is not closed. Text in other quotes is text for Rhai, code in it included.

use super::locator::quoted_length;
use crate::text::bilingual;
use crate::yaml::{Problem, Span};

/// Returns every comment, and every text in quotes other than `"`.
pub(super) fn problems(text: &str) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(rest) = text.get(start..)
        && let Some(first) = rest.chars().next()
    {
        let mut length = first.len_utf8();
        let mut span = |of: usize| {
            length = of;
            Span {
                start,
                end: start + of,
            }
        };
        match first {
            '"' => length = quoted_length(rest),
            '/' if rest.starts_with("//") => found.push(comment(span(line_length(rest)))),
            '/' if rest.starts_with("/*") => {
                let end = rest.find("*/").map_or(rest.len(), |at| at + 2);
                found.push(comment(span(end)));
            }
            '\'' => found.push(quotes_like(
                span(closed_length(rest, "'")),
                ("enkele aanhalingstekens", "single quotes"),
            )),
            '`' => found.push(quotes_like(
                span(closed_length(rest, "`")),
                ("accenttekens", "back quotes"),
            )),
            '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}' | '\u{201e}' => {
                found.push(other_quotes(span(first.len_utf8()), &first.to_string()));
            }
            '#' if rest.trim_start_matches('#').starts_with('"') => {
                let hashes = rest.len() - rest.trim_start_matches('#').len();
                let inner = rest.get(hashes..).unwrap_or_default();
                let close = format!("\"{}", "#".repeat(hashes));
                found.push(other_quotes(
                    span(hashes + closed_length(inner, &close)),
                    "#\"",
                ));
            }
            _ => {}
        }
        start += length;
    }
    found
}

/// Returns the length of the first line.
fn line_length(text: &str) -> usize {
    text.find(['\n', '\r']).unwrap_or(text.len())
}

/// Returns the length up to the closing quotes, which are looked for behind the first character; without any,
/// that of the first line.
fn closed_length(text: &str, close: &str) -> usize {
    text.get(1..)
        .and_then(|inner| inner.find(close))
        .map_or(line_length(text), |at| 1 + at + close.len())
}

fn comment(span: Span) -> Problem {
    Problem::at(
        span,
        "comment",
        bilingual!(
            "een voorwaarde heeft geen commentaar",
            "a condition has no comments"
        ),
    )
    .help(bilingual!(
        "zet het boven de sleutel, achter een `#`",
        "put it above the key, behind a `#`"
    ))
}

fn quotes_like(span: Span, (nl, en): (&str, &str)) -> Problem {
    in_double_quotes(Problem::at(
        span,
        "syntax",
        bilingual!("tekst staat hier tussen {nl}", "text stands in {en} here"),
    ))
}

fn other_quotes(span: Span, quotes: &str) -> Problem {
    in_double_quotes(Problem::at(
        span,
        "syntax",
        bilingual!(
            "`{quotes}` is hier geen aanhalingsteken",
            "`{quotes}` is no quotation mark here"
        ),
    ))
}

fn in_double_quotes(problem: Problem) -> Problem {
    problem.help(bilingual!(
        "zet tekst tussen dubbele aanhalingstekens: `\"…\"`",
        "put text in double quotes: `\"…\"`"
    ))
}
