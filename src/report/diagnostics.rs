//! What is wrong with a file, with the line it stands in and a caret.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::visible::visible;
use super::words::Words;
use crate::text::Lang;
use crate::yaml::{Problem, Source, Span};

/// Columns of a line of the file that are shown at most.
const EXCERPT: usize = 100;
/// Characters of it that are marked at most: the beginning of a long text is enough to find it by.
const MARKED: usize = 60;

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
        for problem in *problems {
            if !std::mem::take(&mut first) {
                writeln!(out)?;
            }
            let text = render(source, problem, words, &renderer);
            for line in text.lines() {
                writeln!(out, "{}", line.trim_end())?;
            }
        }
    }
    Ok(())
}

fn render(source: &Source, problem: &Problem, words: Words, renderer: &Renderer) -> String {
    let (error, help) = (words.error(), words.help());
    let message = visible(problem.message.get(words.0));
    let name = visible(&source.name);
    let title = Level::ERROR
        .with_name(&*error)
        .primary_title(&*message)
        .id(problem.code);
    let mut group = Group::with_title(title);
    let excerpt;
    match problem.span {
        Some(span) => {
            excerpt = Excerpt::of(source, span);
            let mark = AnnotationKind::Primary.span(excerpt.mark.clone());
            group = group.element(
                Snippet::source(&*excerpt.text)
                    .path(&*name)
                    .line_start(excerpt.line)
                    .annotation(mark),
            );
        }
        None => group = group.element(Origin::path(&*name)),
    }
    if let Some(text) = &problem.help {
        let text = visible(text.get(words.0)).into_owned();
        group = group.element(Level::HELP.with_name(&*help).message(text));
    }
    renderer.render(&[group])
}

/// The line a problem stands in. What is far from the place is cut when it is printed.
struct Excerpt {
    line: usize,
    text: String,
    /// The place within `text`.
    mark: Range<usize>,
}

impl Excerpt {
    /// Returns the first line of a span, and the part of it that the span covers.
    ///
    /// Each character is made visible by exactly one other, so columns stay what they are in the file.
    fn of(source: &Source, span: Span) -> Self {
        let at = source.position(span.start);
        let line = source.text.split('\n').nth(at.line - 1).unwrap_or_default();
        let text = visible(line.trim_end_matches('\r')).into_owned();
        let offset = |column: usize| {
            text.char_indices()
                .nth(column - 1)
                .map_or(text.len(), |(offset, _)| offset)
        };
        let end = source.position(span.end.max(span.start));
        // A place over several lines is marked to the end of its first: the others are not shown.
        let end = if end.line == at.line {
            end.column
        } else {
            usize::MAX
        };
        let mark = offset(at.column)..offset(end.min(at.column.saturating_add(MARKED)));
        Self {
            line: at.line,
            text,
            mark,
        }
    }
}
