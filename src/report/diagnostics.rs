//! What is wrong with a file, with the line it stands in and a caret.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::visible::visible;
use super::words::Words;
use crate::text::Lang;
use crate::yaml::{Problem, Source, Span};

/// So many characters of a line are shown at most, around the place concerned.
const EXCERPT: usize = 70;
/// So many of them stand before the place, to recognise the line by.
const BEFORE: usize = 24;

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
    };
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
            excerpt = Excerpt::cut(source, span);
            let origin = Origin::path(&*name)
                .line(excerpt.line)
                .char_column(excerpt.column);
            group = group.element(origin).element(
                Snippet::source(&*excerpt.text)
                    .line_start(excerpt.line)
                    .annotation(AnnotationKind::Primary.span(excerpt.mark.clone())),
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

/// A line cut to what is around a place.
struct Excerpt {
    line: usize,
    column: usize,
    text: String,
    /// The place within `text`.
    mark: Range<usize>,
}

impl Excerpt {
    /// Cuts a span's first line to what is around the span.
    ///
    /// Each character is made visible by exactly one other, so columns stay what they are in the file.
    fn cut(source: &Source, span: Span) -> Self {
        let at = source.position(span.start);
        let line = source.text.split('\n').nth(at.line - 1).unwrap_or_default();
        let characters: Vec<char> = visible(line.trim_end_matches('\r')).chars().collect();
        let start = (at.column - 1).min(characters.len());
        let end = source.position(span.end.max(span.start));
        // A place over several lines is marked to the end of its first: the others are not shown.
        let end = if end.line == at.line {
            (end.column - 1).clamp(start, characters.len())
        } else {
            characters.len()
        };
        let first = if characters.len() > EXCERPT {
            start.saturating_sub(BEFORE)
        } else {
            0
        };
        let last = characters.len().min(first + EXCERPT);

        let mut text = String::new();
        if first > 0 {
            text.push('…');
        }
        text.extend(characters.get(first..start).unwrap_or_default());
        let mark_start = text.len();
        text.extend(characters.get(start..end.min(last)).unwrap_or_default());
        let mark = mark_start..text.len();
        text.extend(characters.get(end.min(last)..last).unwrap_or_default());
        if last < characters.len() {
            text.push('…');
        }
        Self {
            line: at.line,
            column: at.column,
            text,
            mark,
        }
    }
}
