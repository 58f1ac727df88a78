//! What is refused before a parser sees the text: size, encoding, characters, indentation.

use super::{Limits, Problem, Span};
use crate::text::bilingual;

/// Decodes the bytes of a file and refuses what no text file holds; a byte-order mark is dropped.
///
/// # Errors
/// The problem, with the text it refers to: as far as it can be read.
pub(super) fn decode(bytes: &[u8], limits: Limits) -> Result<String, (String, Problem)> {
    if bytes.len() > limits.bytes {
        let most = limits.bytes / 1024;
        let problem = Problem::whole(
            "too-large",
            bilingual!(
                "dit bestand is te groot: hoogstens {most} KiB",
                "this file is too large: at most {most} KiB"
            ),
        )
        .help(bilingual!(
            "kijk of dit het goede bestand is",
            "check that this is the right file"
        ));
        return Err((String::new(), problem));
    }
    let save_again = bilingual!("bewaar het opnieuw als «UTF-8»", "save it again as “UTF-8”");
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        let problem = Problem::whole(
            "not-utf8",
            bilingual!(
                "dit bestand is bewaard als UTF-16, niet als UTF-8",
                "this file was saved as UTF-16, not as UTF-8"
            ),
        );
        return Err((String::new(), problem.help(save_again)));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes)
        .map(str::to_owned)
        .map_err(|error| {
            let start = error.valid_up_to();
            let text = String::from_utf8_lossy(bytes).into_owned();
            let end = start + char::REPLACEMENT_CHARACTER.len_utf8();
            let problem = Problem::at(
                Span { start, end },
                "not-utf8",
                bilingual!(
                    "dit teken is geen UTF-8, en daarom niet te lezen",
                    "this character is not UTF-8, and so cannot be read"
                ),
            );
            (text, problem.help(save_again))
        })
}

/// Refuses control characters, and tabs or special spaces as indentation.
pub(super) fn characters(text: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut in_indentation = true;
    for (at, c) in text.char_indices() {
        let span = Span {
            start: at,
            end: at + c.len_utf8(),
        };
        match c {
            '\n' | '\r' => {
                in_indentation = true;
                continue;
            }
            '\t' if in_indentation => problems.push(
                Problem::at(
                    span,
                    "tab-indent",
                    bilingual!(
                        "deze regel is met een tab ingesprongen",
                        "this line is indented with a tab"
                    ),
                )
                .help(bilingual!("gebruik spaties", "use spaces")),
            ),
            '\u{a0}' | '\u{202f}' | '\u{3000}' | '\u{2007}' if in_indentation => problems.push(
                Problem::at(
                    span,
                    "space-indent",
                    bilingual!(
                        "deze regel begint met een bijzondere spatie",
                        "this line begins with a special space"
                    ),
                )
                .help(bilingual!("gebruik gewone spaties", "use ordinary spaces")),
            ),
            c if (c.is_control() && c != '\t')
                || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
            {
                let code = format!("U+{:04X}", u32::from(c));
                problems.push(
                    Problem::at(
                        span,
                        "control-character",
                        bilingual!(
                            "hier staat een onzichtbaar teken ({code})",
                            "an invisible character stands here ({code})"
                        ),
                    )
                    .help(bilingual!("haal het weg", "remove it")),
                );
            }
            _ => {}
        }
        in_indentation &= c == ' ';
    }
    problems
}
