//! Whole screens, compared with the files in `tests/data/interactive`.
//!
//! `UPDATE_GOLDEN=1 cargo test --lib interactive` writes them anew; read the difference before you commit it.

use std::fs;
use std::path::PathBuf;

use super::{press, screening, shown, state};
use crate::report::tests::fixtures;
use crate::review::{Refusal, SOON_DAYS};
use crate::screening::model::Screening;
use crate::text::{Lang, Text};

const SIZES: [(u16, u16); 3] = [(80, 24), (40, 12), (120, 40)];

/// Draws the screen after each step, in every size and both languages, and compares them all.
fn golden(name: &str, screening: fn(Lang) -> Screening, steps: &[&str]) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/interactive");
    let mut wrong = Vec::new();
    for (lang, code) in [(Lang::Nl, "nl"), (Lang::En, "en")] {
        for (width, height) in SIZES {
            let mut state = state(screening(lang), width, height);
            let mut text = shown(&state);
            for step in steps {
                assert!(!press(&mut state, step), "{step} leaves the table");
                text.push_str(&format!("──── {step}\n{}", shown(&state)));
            }
            let file = folder.join(format!("{name}.{code}.{width}x{height}.txt"));
            if std::env::var_os("UPDATE_GOLDEN").is_some() {
                fs::create_dir_all(&folder).unwrap();
                fs::write(&file, &text).unwrap();
            } else if fs::read_to_string(&file).ok().as_deref() != Some(text.as_str()) {
                wrong.push(format!("{} differs; now it is:\n{text}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn golden_reading() {
    golden(
        "reading",
        screening,
        &[
            "End",
            "Enter",
            "PageDown",
            "q",
            "Home Enter",
            "q i",
            "End",
            "q ?",
            "End",
        ],
    );
}

#[test]
fn golden_choosing() {
    golden(
        "choosing",
        screening,
        &[
            "s",
            "s s s u u",
            "c t",
            "c d d",
            "c o o",
            "c / plan",
            "Enter",
            "/ xyz",
        ],
    );
}

#[test]
fn golden_deciding() {
    golden(
        "deciding",
        screening,
        &[
            // A critical finding is not accepted, a contradiction neither.
            "/ example Enter a",
            "c a",
            "/ theme-not Enter a",
            "De_raad_weet_dit. Enter 2026-02-30 Enter Enter",
            "college Up Backspace Backspace Backspace Backspace Backspace Backspace Backspace 7-02-10 Enter Enter",
            "c n Eerst_navragen. Enter Enter",
            "d",
            "c / theme-not Enter p",
            "Right Enter 2027-06-01 Enter Enter",
            "Enter",
            "w",
            "Right Enter Toch_niet. Enter Enter",
        ],
    );
}

#[test]
fn golden_nothing_to_decide() {
    golden("outside", fixtures::outside, &["a", "Enter", "i"]);
    golden("empty", fixtures::empty, &["n", "?"]);
    golden(
        "hostile",
        fixtures::hostile,
        &["End", "Enter", "End", "q n"],
    );
    golden(
        "huge",
        fixtures::huge,
        &[
            "Down Down",
            "Enter",
            "n",
            "Een_hele_lange_notitie_die_niet_in_een_smal_venster_past_en_ook_niet_in_een_breed_venster,_want_zij_houdt_niet_op.",
        ],
    );
}

#[test]
fn what_was_decided_is_told_for_every_way_it_can_stand() {
    let as_of = "2026-11-24";
    let mut state = super::full(Lang::En);
    press(&mut state, "/ theme-not Enter a Known. Enter");
    press(&mut state, "2026-12-24 Enter council Enter");
    let line = |state: &crate::interactive::State| -> String {
        let shown = shown(state);
        let line = shown.lines().find(|line| line.starts_with('>')).unwrap();
        line.to_owned()
    };
    assert_eq!(SOON_DAYS, 30);
    assert_eq!(state.desk.screening.as_of, as_of);
    assert!(line(&state).ends_with("30 more days"), "{}", line(&state));
    assert!(line(&state).starts_with("> ! "), "{}", line(&state));
    let mut desk = state.desk.clone();
    for (day, expected, sign) in [
        ("2026-11-23", "", "> "),
        ("2026-11-24", "30 more days", "> !"),
        ("2026-12-23", "1 more day", "> !"),
        ("2026-12-24", "ends today", "> !"),
        ("2026-12-25", "lapsed", "> !"),
    ] {
        desk.screening.as_of = day.to_owned();
        state.recorded(desk.clone());
        assert!(line(&state).ends_with(expected), "{day}: {}", line(&state));
        assert!(line(&state).starts_with(sign), "{day}: {}", line(&state));
    }
    let found = desk
        .screening
        .findings
        .iter_mut()
        .find(|found| found.key == "theme-not-researched");
    found.unwrap().because.clear();
    desk.screening.as_of = as_of.to_owned();
    state.recorded(desk);
    assert!(line(&state).ends_with("answer changed"), "{}", line(&state));
    press(&mut state, "Enter");
    let told = "Now: the ground of this decision changed: research.theme.";
    let joined = shown(&state)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(joined.contains(told), "{joined}");
}

#[test]
fn where_nothing_can_be_kept_that_is_told_and_no_form_opens() {
    let mut state = super::full(Lang::En);
    state.desk.closed = Some(Refusal {
        message: Text::same("there is no dossier"),
        help: Text::same("make one"),
    });
    for letter in ["a", "p", "n", "w"] {
        press(&mut state, letter);
        assert!(shown(&state).contains("there is no dossier; make one."));
        assert!(matches!(
            state.mode,
            crate::interactive::state::Mode::Browse
        ));
    }
}
