//! Mistakes that show at one place, each in its own words.

use super::scene::{Scene, word};
use super::{Failure, one};
use crate::text::{Text, bilingual};
use crate::yaml::{Problem, Span};

/// Characters of a text that a help line repeats at most.
const REPEATED: usize = 60;

/// Returns a text in quotes as YAML takes it, if it is short and needs no escapes.
pub(super) fn in_quotes(text: &str) -> Option<String> {
    let short = !text.is_empty() && text.chars().count() <= REPEATED;
    match (short, text.contains(['"', '\\']), text.contains('\'')) {
        (true, false, _) => Some(format!("\"{text}\"")),
        (true, true, false) => Some(format!("'{text}'")),
        _ => None,
    }
}

/// Returns the advice to put a text in quotes, with the text itself where it is short.
pub(in crate::yaml) fn quote_it(text: &str) -> Text {
    match in_quotes(text) {
        Some(quoted) => bilingual!(
            "zet de tekst tussen aanhalingstekens: `{quoted}`",
            "put the text in quotes: `{quoted}`"
        ),
        None => bilingual!(
            "zet de hele tekst tussen aanhalingstekens",
            "put the whole text in quotes"
        ),
    }
}

/// Says that a text begins with a character that means something else.
pub(in crate::yaml) fn start_character(scene: Scene<'_>, at: usize) -> Problem {
    cannot_begin(scene, at, scene.rest(at))
}

/// The same of a text whose end is known.
pub(in crate::yaml) fn cannot_begin(scene: Scene<'_>, at: usize, text: &str) -> Problem {
    let shown = match scene.character(at) {
        // A backtick would look odd between backticks.
        Some('`') | None => "«`»".to_owned(),
        Some(c) => format!("`{c}`"),
    };
    Problem::at(
        one(scene.text, at),
        "start-character",
        bilingual!(
            "een tekst kan niet met {shown} beginnen",
            "a text cannot begin with {shown}"
        ),
    )
    .help(quote_it(text))
}

/// Refuses a tag, which profiles and packs never need.
pub(in crate::yaml) fn tag(scene: Scene<'_>, at: usize) -> Problem {
    // An anchor can stand before it.
    let rest = scene.text.get(at..).unwrap_or_default();
    let at = at + rest.find('!').unwrap_or_default();
    Problem::at(
        one(scene.text, at),
        "tag",
        bilingual!(
            "een woord dat met `!` begint, leest als een label en niet als tekst",
            "a word that begins with `!` reads as a tag, not as text"
        ),
    )
    .help(quote_it(scene.rest(at)))
}

/// Says that an alias refers to nothing: most likely it is text.
pub(super) fn unknown_anchor(scene: Scene<'_>, at: usize) -> Problem {
    let name = word(scene.text.get(at + 1..).unwrap_or_default());
    Problem::at(
        Span {
            start: at,
            end: at + 1 + name.len(),
        },
        "alias",
        bilingual!(
            "`*{name}` verwijst naar een plaats die er niet is",
            "`*{name}` refers to a place that does not exist"
        ),
    )
    .help(quote_it(scene.rest(at)))
}

/// Says that text stands behind `|` or `>`.
pub(super) fn block_header(scene: Scene<'_>, at: usize) -> Problem {
    let header = scene.rest(at);
    let c = scene.character(at).unwrap_or_default();
    if header.chars().count() == 1 {
        // Nothing stands behind it, so the tab below it is what is wrong.
        return Problem::at(
            one(scene.text, at),
            "indentation",
            bilingual!(
                "de tekst onder deze `{c}` springt met een tab in",
                "the text below this `{c}` is indented with a tab"
            ),
        )
        .help(bilingual!("gebruik spaties", "use spaces"));
    }
    if header.chars().skip(1).all(|c| "0123456789+-".contains(c)) {
        return Problem::at(
            Span {
                start: at,
                end: at + header.len(),
            },
            "block-text",
            bilingual!(
                "`{header}` kan geen tekst van meer regels beginnen",
                "`{header}` cannot begin a text of several lines"
            ),
        )
        .help(bilingual!(
            "schrijf alleen `{c}`, en de tekst ingesprongen op de regels eronder",
            "write `{c}` alone, and the text indented on the lines below"
        ));
    }
    start_character(scene, at)
}

/// Says that a tab stands where a space should.
pub(super) fn tab_for_space(scene: Scene<'_>, at: usize) -> Problem {
    let tab = scene
        .text
        .get(..at)
        .unwrap_or_default()
        .rfind('\t')
        .unwrap_or(at);
    Problem::at(
        one(scene.text, tab),
        "tab",
        bilingual!("hier staat een tab", "here is a tab"),
    )
    .help(bilingual!("gebruik een spatie", "use a space"))
}

/// Refuses a key that begins with `?`, at or before a place.
pub(super) fn question(scene: Scene<'_>, at: usize) -> Option<Problem> {
    let mark = scene.text.get(..at)?.rfind('?')?;
    Some(question_key(scene, mark))
}

/// Refuses the `?` of a key.
pub(in crate::yaml) fn question_key(scene: Scene<'_>, at: usize) -> Problem {
    Problem::at(
        one(scene.text, at),
        "question-key",
        bilingual!(
            "een vraag begint hier niet met `?`",
            "a question does not begin with `?` here"
        ),
    )
    .help(bilingual!(
        "schrijf `vraag: antwoord` op één regel",
        "write `question: answer` on one line"
    ))
}

/// Says that a space is missing behind a colon, between brackets or not.
pub(in crate::yaml) fn no_space_after_colon(
    scene: Scene<'_>,
    at: usize,
    in_brackets: bool,
) -> Problem {
    let line = scene.line_at(at);
    let before = scene.text.get(line.start..at).unwrap_or_default();
    let key = before
        .rsplit([' ', ',', '{', '['])
        .next()
        .unwrap_or_default();
    let value = scene
        .rest(at + 1)
        .trim_start_matches(|c: char| c.is_whitespace());
    let value = if in_brackets {
        value.split([',', '}', ']']).next().unwrap_or_default()
    } else {
        value
    };
    let is_short = key.chars().count() + value.chars().count() <= REPEATED;
    let help = if is_short && !value.starts_with(['[', '{']) {
        bilingual!("schrijf `{key}: {value}`", "write `{key}: {value}`")
    } else {
        bilingual!(
            "zet een spatie achter de dubbele punt van `{key}`",
            "put a space behind the colon of `{key}`"
        )
    };
    Problem::at(
        one(scene.text, at),
        "space-after-colon",
        bilingual!(
            "na deze dubbele punt ontbreekt een spatie",
            "a space is missing behind this colon"
        ),
    )
    .help(help)
}

/// Says that a space is missing behind the `-` of a list.
pub(super) fn no_space_after_dash(scene: Scene<'_>, at: usize) -> Problem {
    let rest = scene.rest(at + 1);
    let help = if rest.chars().count() <= REPEATED {
        bilingual!("schrijf `- {rest}`", "write `- {rest}`")
    } else {
        bilingual!(
            "zet een spatie achter het streepje",
            "put a space behind the hyphen"
        )
    };
    Problem::at(
        one(scene.text, at),
        "space-after-dash",
        bilingual!(
            "na dit streepje ontbreekt een spatie",
            "a space is missing behind this hyphen"
        ),
    )
    .help(help)
}

/// Says that a list cannot begin on the line of its key.
pub(super) fn list_on_key_line(scene: Scene<'_>, at: usize) -> Problem {
    let rest = scene.rest(at);
    Problem::at(
        one(scene.text, at),
        "list-on-key-line",
        bilingual!(
            "een lijst met streepjes begint op een nieuwe regel",
            "a list with hyphens begins on a new line"
        ),
    )
    .help(match in_quotes(rest) {
        Some(quoted) => bilingual!(
            "zet `{rest}` op de regel eronder, ingesprongen; is het een tekst, schrijf dan `{quoted}`",
            "put `{rest}` on the line below, indented; if it is a text, write `{quoted}`"
        ),
        None => bilingual!(
            "zet de lijst op de regels eronder, ingesprongen; is het een tekst, zet die dan tussen aanhalingstekens",
            "put the list on the lines below, indented; if it is a text, put it in quotes"
        ),
    })
}

/// Says that a remark stands in the middle of a text.
pub(super) fn comment_in_text(scene: Scene<'_>, at: usize) -> Problem {
    Problem::at(
        one(scene.text, at),
        "comment-in-text",
        bilingual!(
            "deze opmerking staat midden in een tekst van meer regels",
            "this remark stands in the middle of a text of several lines"
        ),
    )
    .help(bilingual!(
        "zet de opmerking op een eigen regel boven de vraag, of zet de hele tekst tussen aanhalingstekens",
        "put the remark on a line of its own above the question, or put the whole text in quotes"
    ))
}

/// Says that `#` needs a space before it to begin a remark.
pub(super) fn no_space_before_comment(scene: Scene<'_>, at: usize) -> Problem {
    Problem::at(
        one(scene.text, at),
        "space-before-comment",
        bilingual!(
            "voor dit `#` ontbreekt een spatie",
            "a space is missing before this `#`"
        ),
    )
    .help(bilingual!(
        "begint hier een opmerking? zet er een spatie voor",
        "does a remark begin here? put a space before it"
    ))
}

/// Refuses a second document in the same file.
pub(in crate::yaml) fn second_document(scene: Scene<'_>, at: usize) -> Problem {
    let line = scene.line_at(at);
    // It begins with `---`, or with anything behind `...`.
    let mark = if line.text.starts_with("---") {
        "---"
    } else {
        "..."
    };
    Problem::at(
        Span {
            start: at,
            end: at + if mark == "---" { 3 } else { 0 },
        },
        "second-document",
        bilingual!(
            "hier begint een tweede document",
            "a second document begins here"
        ),
    )
    .help(bilingual!(
        "één bestand is één profiel: haal de regel `{mark}` weg",
        "one file is one profile: remove the line `{mark}`"
    ))
}

/// Says what is wrong where a document should begin.
pub(super) fn outside_document(scene: Scene<'_>, failure: &Failure<'_>) -> Option<Problem> {
    let line = scene.line_at(failure.at);
    if line.text.starts_with('%') {
        return Some(directive(scene, line.start));
    }
    super::indentation::behind_document(scene, failure)
}

/// Refuses lines before the document that give orders to the reader, but for the version of YAML.
pub(in crate::yaml) fn directives(scene: Scene<'_>) -> Vec<Problem> {
    scene
        .lines(0..scene.text.len())
        .take_while(|line| line.is_blank() || line.text.starts_with('%'))
        .filter(|line| line.text.starts_with('%'))
        .filter(|line| !matches!(line.text.trim_end(), "%YAML 1.1" | "%YAML 1.2"))
        .map(|line| directive(scene, line.start))
        .collect()
}

/// Refuses a line that would give orders to the reader.
fn directive(scene: Scene<'_>, at: usize) -> Problem {
    Problem::at(
        one(scene.text, at),
        "directive",
        bilingual!(
            "een regel kan hier niet met `%` beginnen",
            "a line cannot begin with `%` here"
        ),
    )
    .help(bilingual!(
        "haal de regel weg, of zet er `#` voor",
        "remove the line, or put `#` before it"
    ))
}
