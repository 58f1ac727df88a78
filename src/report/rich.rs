//! Text with ink: what a line says, and how it looks where colour is on.

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::visible::visible;
use crate::pack::Priority;

/// How a stretch of text looks where colour is on. It never carries meaning of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Ink {
    /// As the terminal has it.
    #[default]
    Plain,
    /// Titles and headings.
    Strong,
    /// What a reader rarely needs: ids and paths.
    Faint,
    /// The word for a priority.
    Of(Priority),
}

impl Ink {
    fn style(self) -> Style {
        match self {
            Self::Plain | Self::Of(Priority::Low) => Style::new(),
            Self::Strong => Style::new().bold(),
            Self::Faint => Style::new().dimmed(),
            Self::Of(Priority::Critical) => AnsiColor::Magenta.on_default().bold(),
            Self::Of(Priority::High) => AnsiColor::Blue.on_default().bold(),
            Self::Of(Priority::Medium) => AnsiColor::Cyan.on_default(),
        }
    }
}

/// A text that is still to be wrapped.
///
/// INVARIANT: every run went through [`visible`]: this is the one door for text into whatever is printed as lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Rich {
    runs: Vec<(Ink, String)>,
}

impl Rich {
    /// Makes a text in plain ink.
    pub(super) fn plain(text: impl AsRef<str>) -> Self {
        Self::inked(Ink::Plain, text)
    }

    /// Makes a text in one ink.
    pub(super) fn inked(ink: Ink, text: impl AsRef<str>) -> Self {
        Self::default().with(ink, text)
    }

    /// Adds a stretch of text.
    pub(super) fn with(mut self, ink: Ink, text: impl AsRef<str>) -> Self {
        let text = visible(text.as_ref());
        if !text.is_empty() {
            self.runs.push((ink, text.into_owned()));
        }
        self
    }

    /// Adds another text.
    pub(super) fn join(mut self, other: Self) -> Self {
        self.runs.extend(other.runs);
        self
    }

    /// Tells whether there is nothing to print.
    pub(super) fn is_empty(&self) -> bool {
        self.runs.iter().all(|(_, text)| text.trim().is_empty())
    }

    /// Returns the text without its ink.
    pub(super) fn text(&self) -> String {
        self.runs.iter().map(|(_, text)| text.as_str()).collect()
    }

    /// Returns the stretches in order.
    pub(super) fn runs(&self) -> &[(Ink, String)] {
        &self.runs
    }
}

/// One line that fits.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    text: String,
    /// The inks of the text in order, each with where it ends.
    inks: Vec<(Ink, usize)>,
}

impl Line {
    /// Makes an empty line with room for so many bytes.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self {
            text: String::with_capacity(bytes),
            ..Self::default()
        }
    }

    /// Returns the columns it takes.
    pub(super) fn width(&self) -> usize {
        let text = self.text.trim_end_matches([' ', '\u{a0}']);
        if text.is_ascii() {
            text.len()
        } else {
            text.width()
        }
    }

    /// Adds text of one ink; no stretch ends or begins where the ink stays the same.
    pub(super) fn push(&mut self, ink: Ink, text: &str) {
        self.text.push_str(text);
        let end = self.text.len();
        match self.inks.last_mut() {
            Some((last, until)) if *last == ink => *until = end,
            _ => self.inks.push((ink, end)),
        }
    }

    /// Adds a space: in the ink of its left side if the right side has the same.
    pub(super) fn push_space(&mut self, next: Ink) {
        let ink = self.inks.last().map_or(
            Ink::Plain,
            |(ink, _)| if *ink == next { next } else { Ink::Plain },
        );
        self.push(ink, " ");
    }

    /// Writes the line as it is printed; with escapes only where `color` is true.
    pub(super) fn paint(&self, color: bool, out: &mut String) {
        let length = self.text.trim_end().len();
        let mut start = 0;
        for (ink, end) in &self.inks {
            let end = (*end).min(length);
            let text = self.text.get(start..end).unwrap_or_default();
            start = end;
            let style = ink.style();
            let inked = color && style != Style::new() && !text.is_empty();
            if inked {
                out.push_str(&style.render().to_string());
            }
            // Within the report the space that forbids a line break has done its work; readers search for plain ones.
            for (at, part) in text.split('\u{a0}').enumerate() {
                if at > 0 {
                    out.push(' ');
                }
                out.push_str(part);
            }
            if inked {
                out.push_str(&style.render_reset().to_string());
            }
        }
    }
}
