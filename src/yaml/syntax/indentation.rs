//! Lines that stand at the wrong column.

use super::colons::{colonless, extra_colon};
use super::scene::{Line, Scene, Start};
use super::words::{start_character, tag};
use super::{Failure, between};
use crate::text::{Text, bilingual};
use crate::yaml::{Problem, Span};

/// Returns the place of a line's content.
pub(super) fn content(line: Line<'_>) -> Span {
    Span {
        start: line.content(),
        end: line.start + line.text.trim_end().len(),
    }
}

/// Says what is wrong with a line that is neither a key nor an item where one was to come.
pub(super) fn does_not_fit(scene: Scene<'_>, failure: &Failure<'_>) -> Option<Problem> {
    let at = failure.at;
    let line = scene.line_at(at);
    let before = scene.text.get(line.start..at)?;
    if before.trim_matches([' ', '-']).is_empty() {
        return Some(mixed(scene, line).unwrap_or_else(|| misfit(scene, line)));
    }
    let (end, last) = scene.before(at)?;
    if matches!(last, ']' | '}') {
        return Some(between::text_after(scene, failure, end));
    }
    // The word before it: `*x` or `&x`, with more behind it.
    let word = before.trim_end();
    let start = line.start + word.rfind([' ', '\t']).map_or(0, |space| space + 1);
    match scene.character(start)? {
        '*' | '&' => Some(start_character(scene, start)),
        '!' => Some(tag(scene, start)),
        _ if scene.character(at) == Some(':') => Some(extra_colon(scene, at)),
        _ => None,
    }
}

/// Says that a list and keys stand at the same column.
fn mixed(scene: Scene<'_>, line: Line<'_>) -> Option<Problem> {
    let (column, start) = line.first();
    let beside = scene
        .above(line)
        .find(|above| above.indent() <= column)
        .filter(|above| above.indent() == column)?;
    let (_, other) = beside.first();
    if (start == Start::Item) == (other == Start::Item) {
        return None;
    }
    let number = beside.number + 1;
    let problem = Problem::at(
        content(line),
        "list-and-keys",
        bilingual!(
            "een lijst met streepjes en een `vraag: antwoord` staan hier op gelijke hoogte",
            "a list with hyphens and a `question: answer` stand at the same level here"
        ),
    );
    Some(problem.help(if start == Start::Item {
        bilingual!(
            "zet de lijst onder een eigen vraag, of haal `- ` weg als dit bij regel {number} hoort",
            "put the list below a question of its own, or remove `- ` if this belongs to line {number}"
        )
    } else {
        let deeper = beside.columns().nth(1).map_or(column + 2, |(at, _)| at);
        bilingual!(
            "hoort dit bij het onderdeel van regel {number}? zet er dan {deeper} spaties voor; begin een nieuw onderdeel met `- `",
            "does this belong to the item of line {number}? then put {deeper} spaces before it; begin a new item with `- `"
        )
    }))
}

/// Says that a line is not indented like any line it could belong to.
pub(super) fn misfit(scene: Scene<'_>, line: Line<'_>) -> Problem {
    let (column, start) = line.first();
    let fits = |above: Line<'_>| {
        above
            .columns()
            .filter(move |(_, kind)| *kind == start)
            .last()
            .map(|(column, _)| column)
    };
    // Deeper lines directly above, and the first line that is less deep: it belongs to one of these.
    let mut deeper = None;
    let mut shallower = None;
    for above in scene.above(line) {
        let Some(at) = fits(above) else { continue };
        if at > column && deeper.is_none() {
            deeper = Some((at, above));
        }
        if at < column {
            shallower = Some((at, above));
            break;
        }
        if above.indent() == 0 {
            break;
        }
    }
    let problem = Problem::at(
        content(line),
        "indentation",
        bilingual!(
            "deze regel springt anders in dan de regels waar hij bij kan horen",
            "this line is indented unlike the lines it could belong to"
        ),
    );
    match (deeper, shallower) {
        (Some((one, above)), Some((two, below))) => {
            let (first, second) = (level(one, above), level(two, below));
            let (nl, en) = (&first.nl, &first.en);
            let (or_nl, or_en) = (&second.nl, &second.en);
            problem.help(bilingual!("{nl}; of {or_nl}", "{en}; or {or_en}"))
        }
        (Some((column, line)), None) | (None, Some((column, line))) => {
            problem.help(level(column, line))
        }
        (None, None) => problem.help(bilingual!(
            "laat regels die bij elkaar horen evenveel inspringen",
            "indent lines that belong together by the same number of spaces"
        )),
    }
}

/// Returns the advice to bring a line to the column of another.
fn level(column: usize, line: Line<'_>) -> Text {
    let number = line.number + 1;
    let Text { nl, en } = put_spaces(column);
    match line.key() {
        _ if line.first() == (column, Start::Item) => bilingual!(
            "{nl}, gelijk met het streepje in regel {number}",
            "{en}, level with the hyphen in line {number}"
        ),
        Some(key) => bilingual!(
            "{nl}, gelijk met `{key}` in regel {number}",
            "{en}, level with `{key}` in line {number}"
        ),
        None => bilingual!(
            "{nl}, gelijk met regel {number}",
            "{en}, level with line {number}"
        ),
    }
}

/// Returns the advice to put some spaces before a line.
pub(super) fn put_spaces(count: usize) -> Text {
    match count {
        0 => bilingual!("haal de spaties ervoor weg", "remove the spaces before it"),
        1 => bilingual!("zet er 1 spatie voor", "put 1 space before it"),
        _ => bilingual!(
            "zet er {count} spaties voor",
            "put {count} spaces before it"
        ),
    }
}

/// Says what is wrong where the document ended and something more follows.
pub(super) fn behind_document(scene: Scene<'_>, failure: &Failure<'_>) -> Option<Problem> {
    let line = scene.line_at(failure.at);
    let before = scene.text.get(line.start..failure.at)?;
    let (end, last) = scene.before(failure.at)?;
    if scene.character(failure.at) == Some(',') {
        return Some(start_character(scene, failure.at));
    }
    if matches!(last, ']' | '}') {
        return Some(between::text_after(scene, failure, end));
    }
    if !before.trim_matches([' ', '-']).is_empty() {
        return does_not_fit(scene, failure);
    }
    let above = scene.above(line).next()?;
    if above.indent() > line.indent() {
        let number = scene.above(line).last()?.number + 1;
        return Some(
            Problem::at(
                content(line),
                "indentation",
                bilingual!(
                    "deze regel springt minder ver in dan de eerste, regel {number}",
                    "this line is indented less than the first, line {number}"
                ),
            )
            .help(bilingual!(
                "laat de regels die niet onder een andere vallen, zonder spaties beginnen",
                "begin the lines that fall under no other without spaces"
            )),
        );
    }
    (above.key().is_none() && above.first().1 == Start::Other).then(|| colonless(scene, above))
}

/// Says that the text below `|` or `>` is indented too little, most likely less than a blank line above it.
pub(super) fn block_too_shallow(scene: Scene<'_>, at: usize) -> Problem {
    let line = scene.line_at(at);
    let blank = (0..line.number)
        .rev()
        .map(|number| scene.line(number))
        .find(|above| above.text.trim().is_empty() && above.indent() > line.indent());
    if let Some(blank) = blank {
        let number = blank.number + 1;
        return Problem::at(
            content(line),
            "indentation",
            bilingual!(
                "deze tekst springt minder ver in dan de lege regel {number}",
                "this text is indented less than the empty line {number}"
            ),
        )
        .help(bilingual!(
            "haal de spaties in regel {number} weg",
            "remove the spaces in line {number}"
        ));
    }
    Problem::at(
        content(line),
        "indentation",
        bilingual!(
            "deze tekst springt te weinig in",
            "this text is indented too little"
        ),
    )
    .help(bilingual!(
        "laat alle regels van de tekst evenveel inspringen, en verder dan de vraag",
        "indent all lines of the text by the same number of spaces, and further than the question"
    ))
}
