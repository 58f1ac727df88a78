//! Bytes of a stored result (`screen … --format json`) → [`Screening`], or everything that is wrong with them.
//!
//! Nobody vouches for such a file: it may be cut off, changed by hand, or made by a newer program. What does not
//! hold together is refused, because a comparison with half a result would look like one with a whole.

mod check;

use serde::Deserialize;

use super::model::{FORMAT, Screening};
use crate::text::{Text, bilingual};
use crate::yaml::{Problem, Source, Span, line_starts};

/// The most bytes that a stored result may have: more than the largest profile that can be read comes to.
pub const MOST_BYTES: usize = 256 * 1024 * 1024;

/// A stored result that cannot be used: its text, and what is wrong with it.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{} has {} problems", .source_text.name, .problems.len())]
pub struct StoredError {
    /// The text the places refer to.
    pub source_text: Source,
    /// The problems, at least one.
    pub problems: Vec<Problem>,
}

/// Tells whether bytes look like a result of this program, in whatever format or version.
#[must_use]
pub fn looks_stored(bytes: &[u8]) -> bool {
    /// The format stands at the top, so a glance is enough.
    const GLANCE: usize = 1000;
    let head = bytes.get(..GLANCE).unwrap_or(bytes);
    let head = head.strip_prefix(BOM).unwrap_or(head).trim_ascii_start();
    head.starts_with(b"{") && head.windows(NAME.len()).any(|part| part == NAME)
}

const BOM: &[u8] = b"\xef\xbb\xbf";
/// What every format of this program begins with.
const NAME: &[u8] = b"\"partnerscreen.";

/// The part of a result that says what it is.
#[derive(Deserialize)]
struct Head {
    format: Option<serde_json::Value>,
}

/// Reads a stored result.
///
/// # Errors
/// [`StoredError`] with what is wrong: the first mistake of form with its place, or everything in it that does not
/// hold together.
pub fn read_stored(name: &str, bytes: &[u8]) -> Result<Screening, StoredError> {
    let mut source = Source {
        name: name.to_owned(),
        text: String::new(),
    };
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(problem) => return Err(refuse(source, vec![problem])),
    };
    text.clone_into(&mut source.text);
    match parse(text) {
        Ok(screening) => {
            let problems = check::check(&screening);
            if problems.is_empty() {
                Ok(screening)
            } else {
                Err(refuse(source, problems))
            }
        }
        Err(problem) => Err(refuse(source, vec![problem])),
    }
}

fn refuse(source_text: Source, problems: Vec<Problem>) -> StoredError {
    StoredError {
        source_text,
        problems,
    }
}

fn decode(bytes: &[u8]) -> Result<&str, Problem> {
    if bytes.len() > MOST_BYTES {
        let most = MOST_BYTES / 1024 / 1024;
        return Err(Problem::whole(
            "too-large",
            bilingual!(
                "dit bestand is te groot: hoogstens {most} MiB",
                "this file is too large: at most {most} MiB"
            ),
        )
        .help(bilingual!(
            "kijk of dit het goede bestand is",
            "check that this is the right file"
        )));
    }
    let bytes = bytes.strip_prefix(BOM).unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|_| {
        Problem::whole(
            "not-utf8",
            bilingual!("dit bestand is geen UTF-8", "this file is not UTF-8"),
        )
        .help(make_anew())
    })
}

fn parse(text: &str) -> Result<Screening, Problem> {
    let head: Head = serde_json::from_str(text).map_err(|error| form_problem(text, &error))?;
    let format = head.format.as_ref().and_then(serde_json::Value::as_str);
    if format != Some(FORMAT) {
        return Err(format_problem(text, format));
    }
    serde_json::from_str(text).map_err(|error| form_problem(text, &error))
}

/// Says what is wrong with the form, where the reader stopped.
fn form_problem(text: &str, error: &serde_json::Error) -> Problem {
    let starts = line_starts(text);
    let line = starts.get(error.line().saturating_sub(1)).copied();
    let at = line
        .unwrap_or(text.len())
        .saturating_add(error.column().saturating_sub(1));
    let mut start = at.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let span = Span {
        start,
        end: (start + 1).min(text.len()),
    };
    let message = if error.is_data() {
        data_message(&error.to_string())
    } else if error.is_eof() {
        bilingual!("het bestand houdt hier op", "the file ends here")
    } else {
        bilingual!("dit is geen goede JSON", "this is no valid JSON")
    };
    Problem::at(span, "bad-result", message).help(make_anew())
}

/// Says in both languages what the reader of JSON says in English about a value that does not fit.
fn data_message(message: &str) -> Text {
    // The words in backticks are names of this format or stand in the file; the rest is for programmers.
    let named = message.split('`').nth(1).unwrap_or_default();
    for (start, text) in [
        (
            "missing field",
            bilingual!(
                "hier ontbreekt het veld `{named}`",
                "the field `{named}` is missing here"
            ),
        ),
        (
            "unknown field",
            bilingual!(
                "het veld `{named}` bestaat niet",
                "there is no field `{named}`"
            ),
        ),
        (
            "duplicate field",
            bilingual!(
                "het veld `{named}` staat hier twee keer",
                "the field `{named}` stands here twice"
            ),
        ),
        (
            "unknown variant",
            bilingual!(
                "`{named}` kan hier niet staan",
                "`{named}` cannot stand here"
            ),
        ),
    ] {
        if message.starts_with(start) {
            return text;
        }
    }
    bilingual!(
        "deze waarde kan hier niet staan",
        "this value cannot stand here"
    )
}

/// Says that a file is of another format, or of a version that is not known yet.
fn format_problem(text: &str, format: Option<&str>) -> Problem {
    let Some(format) = format else {
        return Problem::whole(
            "not-a-result",
            bilingual!(
                "dit is geen bewaard resultaat: `format` ontbreekt",
                "this is no stored result: `format` is missing"
            ),
        )
        .help(make_anew());
    };
    let quoted = serde_json::to_string(format).unwrap_or_default();
    let code = "unknown-format";
    let message = bilingual!(
        "dit programma vergelijkt alleen `{FORMAT}`, niet `{format}`",
        "this program compares only `{FORMAT}`, not `{format}`"
    );
    let problem = match text.find(&quoted) {
        Some(start) => Problem::at(
            Span {
                start,
                end: start + quoted.len(),
            },
            code,
            message,
        ),
        None => Problem::whole(code, message),
    };
    let family = FORMAT.split('/').next();
    let (name, version) = format.split_once('/').unwrap_or((format, ""));
    let newer = version.parse::<u64>().is_ok_and(|version| version > 1);
    problem.help(if Some(name) == family && newer {
        bilingual!(
            "het resultaat is van een nieuwere versie van dit programma",
            "the result is of a newer version of this program"
        )
    } else if name == "partnerscreen.screenings" {
        bilingual!(
            "dit zijn meer screenings in één bestand; screen één profiel en bewaar dat",
            "these are several screenings in one file; screen one profile and keep that"
        )
    } else {
        make_anew()
    })
}

fn make_anew() -> Text {
    bilingual!(
        "maak een resultaat met `partnerscreen screen PROFIEL --format json --output BESTAND`",
        "make a result with `partnerscreen screen PROFILE --format json --output FILE`"
    )
}
