//! The pages of a report, with their bold and colours, as text that can be drawn.
//!
//! Only what this program writes itself comes here: text of others has lost its escapes before.

use ratatui::style::{Color, Modifier, Style};

/// Splits a line into stretches of one style.
pub(super) fn spans(line: &str) -> Vec<(Style, &str)> {
    let mut spans = Vec::new();
    let mut style = Style::new();
    let mut parts = line.split('\u{1b}');
    if let Some(first) = parts.next().filter(|first| !first.is_empty()) {
        spans.push((style, first));
    }
    for part in parts {
        let (codes, text) = part
            .strip_prefix('[')
            .and_then(|part| part.split_once('m'))
            .unwrap_or(("", part));
        for code in codes.split(';') {
            style = changed(style, code);
        }
        if !text.is_empty() {
            spans.push((style, text));
        }
    }
    spans
}

fn changed(style: Style, code: &str) -> Style {
    match code {
        "0" | "" => Style::new(),
        "1" => style.add_modifier(Modifier::BOLD),
        "2" => style.add_modifier(Modifier::DIM),
        "34" => style.fg(Color::Blue),
        "35" => style.fg(Color::Magenta),
        "36" => style.fg(Color::Cyan),
        _ => style,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_last_until_they_are_reset() {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        assert_eq!(
            spans("a\u{1b}[1m\u{1b}[35mb\u{1b}[0mc\u{1b}[1md"),
            [
                (Style::new(), "a"),
                (bold.fg(Color::Magenta), "b"),
                (Style::new(), "c"),
                (bold, "d"),
            ]
        );
        assert_eq!(spans(""), []);
    }
}
