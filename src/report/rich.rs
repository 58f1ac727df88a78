//! Text with ink: what a line says, and how it looks where colour is on.

use anstyle::{AnsiColor, Style};

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
    runs: Vec<(Ink, String)>,
}

impl Line {
    /// Adds text of one ink; no run ends or begins where the ink stays the same.
    pub(super) fn push(&mut self, ink: Ink, text: &str) {
        match self.runs.last_mut() {
            Some((last, run)) if *last == ink => run.push_str(text),
            _ => self.runs.push((ink, text.to_owned())),
        }
    }

    /// Adds a space: in the ink of its left side if the right side has the same.
    pub(super) fn push_space(&mut self, next: Ink) {
        let ink = self.runs.last().map_or(
            Ink::Plain,
            |(ink, _)| if *ink == next { next } else { Ink::Plain },
        );
        self.push(ink, " ");
    }

    /// Returns the line as it is printed; with escapes only where `color` is true.
    pub(super) fn paint(&self, color: bool) -> String {
        let mut painted = String::new();
        for (at, (ink, text)) in self.runs.iter().enumerate() {
            // Within the report the space that forbids a line break has done its work; readers search for plain ones.
            let mut text = text.replace('\u{a0}', " ");
            if at + 1 == self.runs.len() {
                text.truncate(text.trim_end().len());
            }
            let style = ink.style();
            if color && style != Style::new() && !text.is_empty() {
                painted.extend([
                    style.render().to_string(),
                    text,
                    style.render_reset().to_string(),
                ]);
            } else {
                painted.push_str(&text);
            }
        }
        painted
    }
}
