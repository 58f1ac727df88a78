//! Draws a state. Nothing here changes it, and colour never tells what no word or sign tells.

mod bar;
mod form;
mod pen;
mod table;

use ratatui::Frame;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::ansi;
use super::frame::Size;
use super::state::{Mode, Page, State};
use super::words::Words;
use crate::report::harmless;
use bar::bar;
use form::form;
use pen::{Pen, bold, dim, typed};
use table::table;

/// Shows a state on the whole screen; with bold and colours only where `color` is true.
pub fn draw(state: &State, color: bool, frame: &mut Frame<'_>) {
    let area = frame.area();
    let size = Size {
        width: area.width,
        height: area.height,
    };
    let mut pen = Pen {
        buffer: frame.buffer_mut(),
        size,
        color,
        cursor: None,
    };
    if size.is_enough() {
        screen(state, &mut pen);
    } else {
        let words = state.words();
        let text = format!("{} {}", words.too_small(), words.leave_small());
        let lines = textwrap::wrap(&text, usize::from(size.width.max(1)));
        for (y, line) in (0..size.height).zip(&lines) {
            pen.text(0, y, line, Style::new());
        }
    }
    if let Some(cursor) = pen.cursor {
        frame.set_cursor_position(cursor);
    }
}

fn screen(state: &State, pen: &mut Pen<'_>) {
    match (&state.mode, state.page) {
        (Mode::Form(filled), _) => form(state, filled, pen),
        (_, Page::Table) => table(state, pen),
        _ => page(state, pen),
    }
    message(state, pen);
    bar(state, pen);
}

fn message(state: &State, pen: &mut Pen<'_>) {
    let y = pen.size.message();
    if let Mode::Search { line, .. } = &state.mode {
        let end = pen.text(0, y, "/", bold());
        typed(line, end, y, pen);
    } else {
        // What does not fit in its row takes the rows above it: a refusal is read whole.
        if state.message.is_empty() {
            position(state, y, pen);
            return;
        }
        let text = harmless(&state.message);
        let lines = textwrap::wrap(&text, usize::from(pen.size.width));
        let first = y.saturating_sub(u16::try_from(lines.len().saturating_sub(1)).unwrap_or(0));
        for (at, line) in (first..=y).zip(&lines) {
            pen.text(
                0,
                at,
                &" ".repeat(usize::from(pen.size.width)),
                Style::new(),
            );
            pen.text(0, at, line, bold());
        }
    }
}

/// Tells which lines of a page are seen, where there are more.
fn position(state: &State, y: u16, pen: &mut Pen<'_>) {
    let rows = pen.size.page_rows();
    let is_form = matches!(state.mode, Mode::Form(_));
    if state.page == Page::Table || is_form {
        return;
    }
    let all = state.lines(false).len();
    if all > rows {
        let last = (state.scrolled + rows).min(all);
        let text = state.words().lines_of(state.scrolled + 1, last, all);
        pen.text(0, y, &text, dim());
    }
}

/// Shows a page to read.
fn page(state: &State, pen: &mut Pen<'_>) {
    let lines = state.lines(pen.color);
    let rows = 0..pen.size.message();
    for (y, line) in rows.zip(lines.iter().skip(state.scrolled)) {
        let mut x = 0;
        for (style, text) in ansi::spans(line) {
            x = pen.text(x, y, text, style);
        }
    }
}

/// Returns the page that tells what the keys do.
pub(super) fn help(words: Words, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for (key, what) in words.help_page() {
        if key.is_empty() {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.extend(textwrap::wrap(what, width).into_iter().map(String::from));
            continue;
        }
        let first = format!(
            "  {key}{}",
            " ".repeat(11_usize.saturating_sub(key.width()))
        );
        let hang = " ".repeat(if width < 50 { 4 } else { first.width() });
        let options = textwrap::Options::new(width)
            .initial_indent(&first)
            .subsequent_indent(&hang);
        lines.extend(textwrap::wrap(what, options).into_iter().map(String::from));
    }
    lines
}
