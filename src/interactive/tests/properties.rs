//! Any keys, any size, any text: never a panic, never a selection outside the list, nothing that steers the terminal.

use proptest::prelude::*;
use proptest::sample::select;

use super::{buffer, send, state};
use crate::interactive::Key;
use crate::report::tests::fixtures;
use crate::report::tests::properties::text;
use crate::screening::model::Screening;
use crate::text::Lang;

#[derive(Debug, Clone)]
enum Event {
    Press(Key),
    Resize(u16, u16),
}

fn event() -> impl Strategy<Value = Event> {
    use Key::{
        BackTab, Backspace, Char, Delete, Down, End, Enter, Escape, Home, Left, PageDown, PageUp,
        Paste, Right, Tab, Up,
    };
    let named = select(vec![
        Up, Down, Left, Right, PageUp, PageDown, Home, End, Tab, BackTab, Backspace, Delete, Enter,
        Escape,
    ]);
    let letter = select("aapnwwsutTdoc/?iq2026-1-1".chars().collect::<Vec<_>>());
    prop_oneof![
        6 => named.prop_map(Event::Press),
        8 => letter.prop_map(|letter| Event::Press(Char(letter))),
        1 => any::<char>().prop_map(|letter| Event::Press(Char(letter))),
        1 => text().prop_map(|text| Event::Press(Paste(text))),
        1 => Just(Event::Press(Paste("2027-01-31".to_owned()))),
        1 => (0..140_u16, 0..50_u16).prop_map(|(width, height)| Event::Resize(width, height)),
        1 => (15..45_u16, 4..14_u16).prop_map(|(width, height)| Event::Resize(width, height)),
    ]
}

fn screening(which: usize, lang: Lang, filled: &str) -> Screening {
    let mut screening = match which {
        0 => fixtures::full(lang),
        1 => fixtures::hostile(lang),
        2 => fixtures::huge(lang),
        3 => fixtures::outside(lang),
        4 => fixtures::empty(lang),
        _ => fixtures::conflicting(lang),
    };
    filled.clone_into(&mut screening.profile.name);
    for finding in &mut screening.findings {
        finding.title.push_str(filled);
        finding.record = Some(filled.to_owned());
        finding.key = format!("{}@{filled}", finding.rule);
    }
    screening
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_keys_in_any_size_keep_the_selection_in_the_list_and_the_terminal_safe(
        which in 0..6_usize,
        lang in select(&[Lang::Nl, Lang::En][..]),
        filled in text(),
        size in (0..140_u16, 0..50_u16),
        events in proptest::collection::vec(event(), 0..60),
    ) {
        let mut state = state(screening(which, lang, &filled), size.0, size.1);
        for event in &events {
            match event {
                Event::Press(key) => {
                    if send(&mut state, key) {
                        break;
                    }
                }
                Event::Resize(width, height) => state.resize(*width, *height),
            }
            let many = state.listed.len();
            prop_assert!(state.selected < many.max(1));
            prop_assert!(state.top <= state.selected);
            if state.size.is_enough() {
                prop_assert!(state.selected < state.top + state.size.table_rows());
            }
            for cell in buffer(&state, true).content() {
                prop_assert!(
                    !cell.symbol().chars().any(crate::report::is_hazard),
                    "{:?}",
                    cell.symbol()
                );
            }
        }
    }
}
