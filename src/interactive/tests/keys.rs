//! What keys do.

use super::{buffer, entries, full, listed, press, selected, send, shown};
use crate::interactive::{Key, Request};
use crate::review::What;
use crate::text::Lang;

#[test]
fn q_leaves_the_table_and_only_goes_back_elsewhere() {
    let mut state = full(Lang::En);
    for page in ["Enter", "i", "?"] {
        assert!(!press(&mut state, page));
        assert!(!press(&mut state, "q"));
    }
    assert_eq!(state.press(&Key::Escape), None);
    assert_eq!(state.press(&Key::Char('q')), Some(Request::Leave));
}

#[test]
fn ctrl_c_leaves_from_everywhere() {
    for keys in ["", "Enter", "?", "i", "/", "n", "n abc", "Enter n"] {
        let mut state = full(Lang::En);
        press(&mut state, keys);
        assert_eq!(state.press(&Key::Interrupt), Some(Request::Leave), "{keys}");
        assert!(entries(&state).is_empty());
    }
}

#[test]
fn filters_go_round_and_keep_the_selected_finding_where_they_can() {
    let mut state = full(Lang::En);
    let all: Vec<String> = listed(&state).into_iter().map(str::to_owned).collect();
    assert_eq!(
        all.len(),
        state.desk.screening.findings.len() + state.desk.screening.contradictions.len()
    );
    press(&mut state, "/ theme-not Enter c");
    assert_eq!(selected(&state), "theme-not-researched");
    press(&mut state, "s");
    assert_eq!(selected(&state), "theme-not-researched");
    for (keys, many) in [("s", true), ("s", true), ("s", true), ("u", true)] {
        press(&mut state, keys);
        assert_eq!(!listed(&state).is_empty(), many, "{keys}");
    }
    press(&mut state, "c");
    assert_eq!(listed(&state), all);
    press(&mut state, "t t");
    assert_eq!(listed(&state).len(), 7);
    assert!(listed(&state).contains(&"companies-not-informed@bezoek-2027"));
    // Back again is everything.
    press(&mut state, "T T");
    assert_eq!(listed(&state), all);
    press(&mut state, "o o");
    assert!(listed(&state).is_sorted());
    press(&mut state, "o o");
    assert_eq!(listed(&state), all);
}

#[test]
fn a_search_finds_titles_texts_and_keys_whatever_their_case_and_accents() {
    let mut state = full(Lang::Nl);
    for wanted in [
        "THEME-NOT",
        "onderzoek_naar_het_thema",
        "slim_verkeer",
        "slím",
    ] {
        press(&mut state, &format!("c / {wanted} Enter"));
        assert!(listed(&state).contains(&"theme-not-researched"), "{wanted}");
        assert!(listed(&state).len() < state.rows.len(), "{wanted}");
    }
    // Escape goes back to what was searched before.
    let before: Vec<String> = listed(&state).into_iter().map(str::to_owned).collect();
    press(&mut state, "/ zzz");
    assert!(listed(&state).is_empty());
    press(&mut state, "Escape");
    assert_eq!(listed(&state), before);
}

#[test]
fn a_decision_goes_out_only_when_it_can_be_recorded_and_nothing_typed_is_lost() {
    let mut state = full(Lang::En);
    press(&mut state, "/ theme-not Enter a Enter Enter");
    // Sent off empty: everything that is wrong is told.
    assert_eq!(state.press(&Key::Enter), None);
    let told = shown(&state)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    for wrong in ["the role is empty", "the text is empty", "`` is not a date"] {
        assert!(told.contains(wrong), "{told}");
    }
    press(&mut state, "Up Up Known._ Down 2027-11-24 Down council");
    let Some(Request::Decide { what, role }) = state.press(&Key::Enter) else {
        panic!("{}", shown(&state));
    };
    assert_eq!(role, "council");
    let What::Accept {
        key, reason, until, ..
    } = what
    else {
        panic!("{what:?}")
    };
    assert_eq!(
        [key.as_str(), &reason, &until],
        ["theme-not-researched", "Known.", "2027-11-24"]
    );
    // Refused later, by another program that was faster: what was typed is still there.
    state.refused(vec![crate::review::Refusal {
        message: crate::text::Text::same("the disk is full"),
        help: crate::text::Text::same(""),
    }]);
    let shown = shown(&state);
    for part in ["the disk is full.", "Known.", "2027-11-24", "council"] {
        assert!(shown.contains(part), "{shown}");
    }
}

#[test]
fn every_kind_of_decision_is_made_in_the_table() {
    let mut state = full(Lang::En);
    press(
        &mut state,
        "/ theme-not Enter a Known. Enter 2027-11-24 Enter council Enter",
    );
    press(&mut state, "p Down 2027-06-01 Enter Enter");
    press(&mut state, "n Ask_again. Enter Enter");
    press(&mut state, "w Down Not_needed. Enter Enter");
    press(&mut state, "c s s u u");
    let open = selected(&state);
    press(&mut state, "a Nobody_knows. Enter 2027-01-01 Enter Enter");
    let made: Vec<String> = entries(&state)
        .iter()
        .map(|entry| match &entry.what {
            What::Accept { key, .. } => format!("accept {key}"),
            What::AcceptUnknown { key, .. } => format!("accept-unknown {key}"),
            What::Plan { action, .. } => format!("plan {action}"),
            What::Note { key, text, .. } => format!("note {key} {text}"),
            What::Withdraw { number, .. } => format!("withdraw {number}"),
        })
        .collect();
    assert_eq!(
        made,
        [
            "accept theme-not-researched".to_owned(),
            "plan research-theme".to_owned(),
            "note theme-not-researched Ask again.".to_owned(),
            "withdraw 3".to_owned(),
            format!("accept-unknown {open}"),
        ],
        "{}",
        shown(&state)
    );
    // The role is asked once: it stands there the next time.
    assert!(entries(&state).iter().all(|entry| entry.role == "council"));
    // Nothing is hidden by a decision.
    press(&mut state, "c");
    assert_eq!(listed(&state).len(), state.rows.len());
    press(&mut state, "d d");
    assert_eq!(listed(&state), ["theme-not-researched", open.as_str()]);
    press(&mut state, "d");
    assert!(listed(&state).is_empty());
}

#[test]
fn a_finding_that_is_no_longer_listed_gives_way_to_the_table_not_to_another() {
    let mut state = full(Lang::En);
    press(
        &mut state,
        "d / theme-not Enter Enter a Known. Enter 2027-11-24 Enter council Enter",
    );
    assert_eq!(entries(&state).len(), 1);
    assert!(shown(&state).contains("No finding fits this choice"));
}

#[test]
fn pasted_lines_stay_in_their_field() {
    let mut state = full(Lang::En);
    press(&mut state, "n");
    send(
        &mut state,
        &Key::Paste("one\r\ntwo\u{1b}[2J\u{7}".to_owned()),
    );
    assert!(
        shown(&state).contains("> Text: one  two[2J"),
        "{}",
        shown(&state)
    );
    assert!(entries(&state).is_empty());
}

#[test]
fn without_colour_no_cell_has_any_style_and_with_it_no_text_differs() {
    for keys in ["", "Enter", "i", "?", "n", "/ x"] {
        let mut state = full(Lang::Nl);
        press(&mut state, keys);
        let (plain, colored) = (buffer(&state, false), buffer(&state, true));
        let mut differ = 0;
        for (one, other) in plain.content().iter().zip(colored.content()) {
            assert_eq!(one.symbol(), other.symbol(), "{keys}");
            assert_eq!(
                one.style(),
                ratatui::buffer::Cell::default().style(),
                "{keys}"
            );
            differ += usize::from(one.style() != other.style());
        }
        assert!(differ > 0, "{keys}");
    }
}
