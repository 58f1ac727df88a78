//! Puts text on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::interactive::frame::Size;
use crate::interactive::line;
use crate::pack::Priority;
use crate::report::harmless;

/// Writes on the screen; what does not fit is cut off, and nothing comes on it unharmed.
pub(super) struct Pen<'a> {
    pub(super) buffer: &'a mut Buffer,
    pub(super) size: Size,
    pub(super) color: bool,
    pub(super) cursor: Option<Position>,
}

impl Pen<'_> {
    /// Writes a text from a column on, and returns the column behind it.
    pub(super) fn text(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        self.limited(x, y, self.size.width.saturating_sub(x), text, style)
    }

    /// Writes a text in so many columns; where it is longer it ends with «…».
    pub(super) fn limited(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        if y >= self.size.height || x >= self.size.width {
            return x;
        }
        let text = harmless(text);
        let fitting = fit(&text, usize::from(width.min(self.size.width - x)));
        let style = if self.color { style } else { Style::new() };
        let (end, _) = self
            .buffer
            .set_stringn(x, y, fitting, usize::from(width), style);
        end
    }

    /// Gives a whole row a style.
    pub(super) fn row_style(&mut self, y: u16, style: Style) {
        if self.color && y < self.size.height {
            let area = ratatui::layout::Rect::new(0, y, self.size.width, 1);
            self.buffer.set_style(area, style);
        }
    }
}

pub(super) fn bold() -> Style {
    Style::new().add_modifier(Modifier::BOLD)
}

pub(super) fn dim() -> Style {
    Style::new().add_modifier(Modifier::DIM)
}

pub(super) fn rank_style(priority: Priority) -> Style {
    match priority {
        Priority::Critical => bold().fg(Color::Magenta),
        Priority::High => bold().fg(Color::Blue),
        Priority::Medium => Style::new().fg(Color::Cyan),
        Priority::Low => Style::new(),
    }
}

/// Cuts a text to so many columns.
pub(super) fn fit(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut fitting = String::new();
    let mut used = 0;
    for character in text.chars() {
        let columns = character.width().unwrap_or(0);
        if used + columns + 1 > width {
            break;
        }
        used += columns;
        fitting.push(character);
    }
    if width > 0 {
        fitting.push('…');
    }
    fitting
}

/// Cuts a text to so many columns in its middle, so that its beginning and end are seen.
pub(super) fn fit_middle(text: &str, width: usize) -> String {
    if text.width() <= width || width < 20 {
        return fit(text, width);
    }
    // Its last word, or as much of that as is no more than half.
    let mut end = text.rsplit(' ').next().unwrap_or_default();
    while end.width() > width / 2 {
        let mut rest = end.chars();
        rest.next();
        end = rest.as_str();
    }
    let start = fit(text, width - end.width());
    format!(
        "{}…{}",
        start.trim_end_matches('…').trim_end(),
        end.trim_start()
    )
}

/// Shows a line that is being typed, with the cursor in it; of a long one the part around the cursor.
pub(super) fn typed(line: &line::Line, x: u16, y: u16, pen: &mut Pen<'_>) {
    let room = usize::from(pen.size.width.saturating_sub(x + 1));
    let before = harmless(line.before());
    let mut from = before.as_ref();
    while from.width() > room {
        let mut rest = from.chars();
        rest.next();
        from = rest.as_str();
    }
    let end = pen.text(x, y, from, Style::new());
    pen.text(end, y, line.after(), Style::new());
    pen.cursor = Some(Position::new(end.min(pen.size.width.saturating_sub(1)), y));
}
