//! What is wrong with a file, with the line it stands in and a caret.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::visible::visible;
use super::words::Words;
use crate::text::Lang;
use crate::yaml::{Position, Problem, Severity, Source, Span, line_starts};

/// Columns of a line of the file that are shown at most.
const EXCERPT: usize = 100;
/// Characters of it that are marked at most: the beginning of a long text is enough to find it by.
const MARKED: usize = 60;
/// Characters of a line that are looked at before and behind a place: more than are shown.
const AROUND: usize = 300;
/// The column from which on a line is not looked at from its beginning.
const FAR: usize = 2000;
/// Characters of a message that are shown: it can repeat what stands in the file.
const MESSAGE: usize = 4000;

/// Writes the problems of files, each with no more of the file than the line it stands in.
pub fn diagnostics(
    files: &[(&Source, &[Problem])],
    lang: Lang,
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let words = Words(lang);
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
    .term_width(EXCERPT);
    let mut first = true;
    for (source, problems) in files {
        let starts = line_starts(&source.text);
        for problem in *problems {
            if !std::mem::take(&mut first) {
                writeln!(out)?;
            }
            let text = render(source, &starts, problem, words, &renderer);
            for line in text.lines() {
                writeln!(out, "{}", line.trim_end())?;
            }
        }
    }
    Ok(())
}

fn render(
    source: &Source,
    starts: &[usize],
    problem: &Problem,
    words: Words,
    renderer: &Renderer,
) -> String {
    let help = words.help();
    let (level, kind) = match problem.severity {
        Severity::Error => (Level::ERROR, words.error()),
        Severity::Warning => (Level::WARNING, words.warning()),
    };
    let message = visible(cut(problem.message.get(words.0)));
    let name = visible(&source.name);
    let title = level
        .with_name(&*kind)
        .primary_title(&*message)
        .id(problem.code);
    let mut group = Group::with_title(title);
    let excerpt;
    match problem.span {
        // Only where it is, never what stands there.
        Some(span) if problem.is_private => {
            let at = source.position_by(starts, span.start);
            let origin = Origin::path(&*name).line(at.line);
            group = group.element(origin.char_column(at.column));
        }
        Some(span) => {
            excerpt = Excerpt::of(source, starts, span);
            let at = excerpt.at;
            let mark = AnnotationKind::Primary.span(excerpt.mark.clone());
            let snippet = Snippet::source(&*excerpt.text)
                .line_start(at.line)
                .annotation(mark);
            group = if excerpt.is_whole {
                group.element(snippet.path(&*name))
            } else {
                // The printer would count columns from where the excerpt begins.
                let origin = Origin::path(&*name).line(at.line);
                group
                    .element(origin.char_column(at.column))
                    .element(snippet)
            };
        }
        None => group = group.element(Origin::path(&*name)),
    }
    if let Some(text) = &problem.help {
        let text = visible(cut(text.get(words.0))).into_owned();
        group = group.element(Level::HELP.with_name(&*help).message(text));
    }
    renderer.render(&[group])
}

/// Returns as much of a message as is shown.
fn cut(text: &str) -> &str {
    match text.char_indices().nth(MESSAGE) {
        Some((end, _)) => text.get(..end).unwrap_or_default(),
        None => text,
    }
}

/// The line a problem stands in, as far as it is near. What is not so near is cut when it is printed.
struct Excerpt {
    at: Position,
    text: String,
    /// Whether the line begins where `text` does.
    is_whole: bool,
    /// The place within `text`.
    mark: Range<usize>,
}

impl Excerpt {
    /// Returns the first line of a span, and the part of it that the span covers.
    fn of(source: &Source, starts: &[usize], span: Span) -> Self {
        let at = source.position_by(starts, span.start);
        let start = starts.get(at.line - 1).copied().unwrap_or_default();
        let end = starts.get(at.line).copied().unwrap_or(source.text.len());
        let line = source.text.get(start..end).unwrap_or_default();
        let line = line.trim_end_matches(['\r', '\n']);
        let first = if at.column > FAR {
            at.column - AROUND
        } else {
            0
        };
        // Each character is made visible by exactly one other.
        let near: String = line.chars().take(at.column + AROUND).skip(first).collect();
        let text = visible(&near).into_owned();
        let offset = |column: usize| {
            text.char_indices()
                .nth(column.saturating_sub(1 + first))
                .map_or(text.len(), |(offset, _)| offset)
        };
        let end = source.position_by(starts, span.end.max(span.start));
        // A place over several lines is marked to the end of its first: the others are not shown.
        let end = if end.line == at.line {
            end.column
        } else {
            usize::MAX
        };
        let mark = offset(at.column)..offset(end.min(at.column.saturating_add(MARKED)));
        Self {
            at,
            text,
            is_whole: first == 0,
            mark,
        }
    }
}
