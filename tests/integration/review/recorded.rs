//! Decisions and the screenings that the dossier keeps: each earlier one shows what was decided then.

use serde_json::Value;

use super::{FINDING, accept, desk, done, flat, run};
use crate::common::{DAY, Folder, program, text};

/// Screens and records.
fn screen(folder: &Folder, day: &str, more: &[&str]) -> String {
    let base = ["screen", "a.yaml", "--as-of", day, "--lang", "en"];
    let output = program(&folder.0, &[&base[..], more].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    text(&output.stdout)
}

fn shown(folder: &Folder, number: &str) -> Value {
    let arguments = ["history", "show", number, "--format", "json"];
    serde_json::from_str(&done(folder, &arguments)).unwrap()
}

#[test]
fn an_earlier_screening_shows_the_decisions_as_they_stood_then() {
    let folder = desk("review-recorded");
    let first: Value = serde_json::from_str(&screen(&folder, DAY, &["--format", "json"])).unwrap();
    accept(&folder, FINDING, "2027-01-31");
    let second: Value =
        serde_json::from_str(&screen(&folder, "2027-01-05", &["--format", "json"])).unwrap();
    let withdraw = [
        "review", "a.yaml", "withdraw", "1", "--reason", "x", "--role", "college",
    ];
    done(&folder, &withdraw);
    // Withdrawn on the day of the first, but after it; the second was made before that.
    let then = shown(&folder, "1");
    assert_eq!(then, first);
    assert_eq!(then["decisions"]["made"], serde_json::json!([]));
    let then = shown(&folder, "2");
    assert_eq!(then["decisions"], second["decisions"]);
    assert_eq!(
        then["decisions"]["made"][0]["standing"]["state"],
        "ends-soon"
    );
    let told = "Decision 1, 2026-11-24, college: accepted until 2027-01-31. Reason: The council knows. Now: holds, 26 more days.";
    for lang in ["en", "nl"] {
        let page = flat(&done(&folder, &["history", "show", "2", "--lang", lang]));
        assert_eq!(page.contains(told), lang == "en");
        assert!(
            lang == "en" || page.contains("Nu: geldt, nog 26 dagen."),
            "{page}"
        );
    }
    let bare = done(&folder, &["history", "show", "2", "--no-decisions"]);
    assert!(!bare.contains("Decision 1"));
    // What is recorded does not hold decisions: it comes out the same again.
    let (code, out, err) = run(&folder, &["verify", "2"]);
    assert_eq!(code, Some(0), "{out}{err}");
}

#[test]
fn the_changes_since_the_last_screening_tell_what_lapsed() {
    let folder = desk("review-changes");
    accept(&folder, FINDING, "2027-01-31");
    screen(&folder, DAY, &[]);
    let later = flat(&screen(&folder, "2027-02-01", &["--width", "60"]));
    assert!(
        later.contains("holds → lapsed, the finding is back"),
        "{later}"
    );
    assert!(
        later.contains("the decision lapsed: its last day was 2027-01-31"),
        "{later}"
    );
    let withdraw = [
        "review", "a.yaml", "withdraw", "1", "--reason", "x", "--role", "college",
    ];
    let mut all = withdraw.to_vec();
    all.extend(["--as-of", "2027-02-02"]);
    assert!(program(&folder.0, &all).status.success());
    let json = screen(&folder, "2027-02-03", &["--format", "json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    let changes = &json["changes"]["decisions"];
    assert_eq!(changes[0]["cause"], "withdrawn");
    assert_eq!(changes[0]["before"]["state"], "lapsed");
    let bare = screen(&folder, "2027-02-04", &["--no-decisions"]);
    assert!(!bare.to_lowercase().contains("decision 1"), "{bare}");
}
