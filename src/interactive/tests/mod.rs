//! The table as somebody at the keyboard sees it.

mod keys;
mod properties;
mod screens;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use unicode_width::UnicodeWidthStr;

use super::draw::draw;
use super::{Desk, Key, Request, State};
use crate::report::tests::fixtures;
use crate::review::{Critical, Entry, propose};
use crate::screening::model::{Screening, Topic};
use crate::text::Lang;

/// A table over a screening that nothing was decided on.
pub(super) fn state(screening: Screening, width: u16, height: u16) -> State {
    let desk = Desk {
        screening,
        entries: Vec::new(),
        critical: Critical::PlanOnly,
        closed: None,
    };
    State::new(desk, width, height)
}

pub(super) fn full(lang: Lang) -> State {
    state(screening(lang), 80, 24)
}

/// A screening with findings of several topics, and of two records with titles that differ only at the end.
pub(super) fn screening(lang: Lang) -> Screening {
    let mut screening = fixtures::full(lang);
    let topics = match lang {
        Lang::Nl => ["Onderzoek", "Contacten en uitwisselingen"],
        Lang::En => ["Research", "Contacts and exchanges"],
    };
    screening.pack.topics = ["research", "exchanges"]
        .into_iter()
        .zip(topics)
        .map(|(id, title)| Topic {
            id: id.to_owned(),
            title: title.to_owned(),
        })
        .collect();
    for finding in screening.findings.iter_mut().skip(4) {
        "exchanges".clone_into(&mut finding.topic);
    }
    let number = screening.findings.len();
    for record in ["bezoek-2026", "bezoek-2027"] {
        let mut finding = screening.findings[number - 1].clone();
        finding.key = format!("{}@{record}", finding.rule);
        finding.record = Some(record.to_owned());
        finding.title = match lang {
            Lang::Nl => format!(
                "Veiligheid van wie u noemt of laat spreken bij de gesprekken in het najaar van {record}"
            ),
            Lang::En => format!(
                "Safety of those you name or let speak in the talks of the autumn of {record}"
            ),
        };
        screening.findings.push(finding);
    }
    screening
}

/// Presses keys by their names, with spaces between them; other words are typed letter by letter, `_` as a space.
/// Carries out what is asked as the commands do, and returns whether the table was left.
pub(super) fn press(state: &mut State, keys: &str) -> bool {
    for name in keys.split_whitespace() {
        let key = match name {
            "Enter" => Key::Enter,
            "Escape" => Key::Escape,
            "Up" => Key::Up,
            "Down" => Key::Down,
            "Left" => Key::Left,
            "Right" => Key::Right,
            "PageUp" => Key::PageUp,
            "PageDown" => Key::PageDown,
            "Home" => Key::Home,
            "End" => Key::End,
            "Tab" => Key::Tab,
            "BackTab" => Key::BackTab,
            "Backspace" => Key::Backspace,
            "Delete" => Key::Delete,
            "Interrupt" => Key::Interrupt,
            letters => {
                for letter in letters.chars() {
                    let letter = if letter == '_' { ' ' } else { letter };
                    if send(state, &Key::Char(letter)) {
                        return true;
                    }
                }
                continue;
            }
        };
        if send(state, &key) {
            return true;
        }
    }
    false
}

/// Presses one key, and carries out what it asks.
pub(super) fn send(state: &mut State, key: &Key) -> bool {
    match state.press(key) {
        None => false,
        Some(Request::Leave) => true,
        Some(Request::Decide { what, role }) => {
            let desk = state.desk.clone();
            let as_of = &desk.screening.as_of;
            let made = propose(
                what,
                &role,
                &desk.entries,
                &desk.screening,
                as_of,
                desk.critical,
            );
            match made {
                Ok(entry) => {
                    let entries = [desk.entries, vec![entry]].concat();
                    state.recorded(Desk { entries, ..desk });
                }
                Err(refusals) => state.refused(refusals),
            }
            false
        }
    }
}

pub(super) fn entries(state: &State) -> &[Entry] {
    &state.desk.entries
}

/// Returns the key of the finding that is selected.
pub(super) fn selected(state: &State) -> String {
    state
        .selected_row()
        .map_or_else(String::new, |row| row.key.clone())
}

/// Returns the keys that are listed.
pub(super) fn listed(state: &State) -> Vec<&str> {
    state
        .listed
        .iter()
        .map(|number| state.rows[*number].key.as_str())
        .collect()
}

/// Draws a state in its own size.
pub(super) fn buffer(state: &State, color: bool) -> Buffer {
    let backend = TestBackend::new(state.size.width, state.size.height);
    let mut terminal = Terminal::new(backend).unwrap();
    terminal.draw(|frame| draw(state, color, frame)).unwrap();
    terminal.backend().buffer().clone()
}

/// Returns what the screen shows, line by line.
pub(super) fn shown(state: &State) -> String {
    let buffer = buffer(state, false);
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(symbol.width().max(1)).unwrap();
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
