//! The keys that can be pressed, at the bottom of every screen.

use unicode_width::UnicodeWidthStr;

use super::pen::{Pen, bold, dim};
use crate::interactive::form::{FieldName, Form};
use crate::interactive::state::{Mode, Page, State};
use crate::interactive::words::Words;

/// Shows the keys that can be pressed, the most needed first; those without room are on the page of `?`.
pub(super) fn bar(state: &State, pen: &mut Pen<'_>) {
    let words = state.words();
    let decide = [
        ("a", words.key_accept()),
        ("p", words.key_plan()),
        ("n", words.key_note()),
        ("w", words.key_withdraw()),
    ];
    let keys: Vec<(&str, String)> = match (&state.mode, state.page) {
        (Mode::Search { .. }, _) => vec![("Enter", words.key_keep()), ("Esc", words.key_cancel())],
        (Mode::Form(filled), _) => form_keys(words, filled),
        (_, Page::Table) => [
            ("q", words.key_leave()),
            ("?", words.key_help()),
            ("Enter", words.key_read()),
            ("/", words.key_search()),
        ]
        .into_iter()
        .chain(decide)
        .chain([
            ("s", words.key_status()),
            ("u", words.key_urgency()),
            ("t", words.key_topic()),
            ("d", words.key_decision()),
            ("o", words.key_order()),
            ("c", words.key_clear()),
            ("i", words.key_overview()),
        ])
        .collect(),
        (_, Page::Detail) => [
            ("q", words.key_back()),
            ("?", words.key_help()),
            ("↑↓", words.key_scroll()),
            ("←→", words.key_neighbour()),
        ]
        .into_iter()
        .chain(decide)
        .chain([("i", words.key_overview())])
        .collect(),
        (_, Page::Overview) => vec![
            ("q", words.key_back()),
            ("?", words.key_help()),
            ("↑↓", words.key_scroll()),
            ("w", words.key_withdraw()),
        ],
        (_, Page::Help) => vec![("q", words.key_back()), ("↑↓", words.key_scroll())],
    };
    let first = pen.size.message() + 1;
    let (mut x, mut y) = (0_u16, first);
    for (key, what) in keys {
        let width = u16::try_from(key.width() + 1 + what.width()).unwrap_or(u16::MAX);
        if x > 0 && x.saturating_add(width) > pen.size.width {
            x = 0;
            y += 1;
        }
        if y >= pen.size.height {
            return;
        }
        let end = pen.text(x, y, key, bold());
        x = pen.text(end + 1, y, &what, dim()) + 2;
    }
}

fn form_keys(words: Words, filled: &Form) -> Vec<(&'static str, String)> {
    let is_last = filled.focus + 1 >= filled.fields.len();
    let mut keys = vec![
        (
            "Enter",
            if is_last {
                words.key_send()
            } else {
                words.key_next_field()
            },
        ),
        ("Esc", words.key_cancel()),
    ];
    let name = filled.fields.get(filled.focus).map(|field| field.name);
    if filled.choices.len() > 1 && name.is_some_and(FieldName::is_choice) {
        keys.insert(1, ("←→", words.key_choose()));
    }
    keys.push(("↑↓", words.key_scroll()));
    keys
}
