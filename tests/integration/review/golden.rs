//! Whole outputs with decisions of every kind, in both languages.

use unicode_width::UnicodeWidthStr;

use super::{desk, done, keep, sample};
use crate::common::{Folder, program, text};
use crate::golden::golden;

/// When what was decided has lapsed in part.
const LATER: &str = "2027-01-15";

/// A profile on which everything was decided that can be.
fn decided(name: &str) -> Folder {
    let folder = desk(name);
    let decide = |arguments: &[&str]| done(&folder, &[&["review", "a.yaml"], arguments].concat());
    let reason = "De raad weet dit (brief 12, écht).";
    for (key, until) in [
        ("companies-duty-of-care", "2026-12-31"),
        ("human-rights-in-link", "2027-01-31"),
        ("agenda-of-contacts", "2027-12-31"),
        ("companies-not-guided", "2027-12-31"),
        ("plan-local", "2027-12-31"),
        ("plan-local", "2028-12-31"),
    ] {
        decide(&[
            "accept", key, "--reason", reason, "--until", until, "--role", "college",
        ]);
    }
    for (action, due) in [("ask-wish", "2027-01-01"), ("look-back", "2027-03-01")] {
        decide(&["plan", action, "--due", due, "--role", "beleidsmedewerker"]);
    }
    decide(&[
        "note",
        "exchange-civil-society-wish@handelsmissie-2026",
        "Eerst navragen bij de partner",
        "--role",
        "beleidsmedewerker",
    ]);
    decide(&[
        "withdraw",
        "3",
        "--reason",
        "Toch eerst bespreken",
        "--role",
        "college",
    ]);
    let profile = sample("guangdong-running");
    folder.write(
        "a.yaml",
        profile
            .replace("duty_of_care: some", "duty_of_care: none")
            .replace("guided: some", "guided: all"),
    );
    folder
}

#[test]
fn reports_with_decisions_print_what_they_should() {
    let folder = decided("review-golden");
    folder.write("x.yaml", sample("xian-just-begun"));
    done(
        &folder,
        &[
            "review",
            "x.yaml",
            "accept-unknown",
            "approval-claimed",
            "theme-not-researched@*",
            "--reason",
            "Niemand kan het weten",
            "--until",
            "2027-06-01",
            "--role",
            "college",
        ],
    );
    keep(&folder, "then.json");
    let mut wrong = Vec::new();
    let outputs: [(&str, &[&str]); 8] = [
        ("list", &["review", "a.yaml", "list"]),
        ("screen", &["screen", "a.yaml"]),
        ("screen-open", &["screen", "x.yaml"]),
        ("overview", &["screen", "."]),
        ("plan", &["plan", "a.yaml"]),
        ("questions", &["questions", "x.yaml"]),
        ("explain", &["explain", "a.yaml", "human-rights-in-link"]),
        ("compare", &["compare", "then.json", "a.yaml"]),
    ];
    for (name, arguments) in outputs {
        for lang in ["nl", "en"] {
            for width in ["40", "80", "100", "140"] {
                let mut all = arguments.to_vec();
                all.extend(["--lang", lang, "--width", width, "--as-of", LATER]);
                if name.starts_with("screen") || name == "overview" {
                    all.push("--no-record");
                }
                let output = program(&folder.0, &all);
                assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
                let shown = text(&output.stdout);
                for line in shown.lines() {
                    let most: usize = width.parse().unwrap();
                    assert!(line.width() <= most, "{name} {lang} {width}: {line}");
                    assert_eq!(line, line.trim_end());
                }
                // The overview repeats every report; what it adds stands at its top.
                let shown = match name {
                    "overview" => top(&shown),
                    _ => shown,
                };
                wrong.extend(golden(&format!("review/{name}.{lang}.{width}.txt"), &shown));
            }
            let markdown = ["--format", "markdown", "--lang", lang, "--as-of", LATER];
            if name == "compare" {
                let all = [arguments, &markdown[..]].concat();
                let shown = text(&program(&folder.0, &all).stdout);
                wrong.extend(golden(&format!("review/compare.{lang}.md"), &shown));
            }
        }
    }
    let exported = done(&folder, &["review", ".", "export"]);
    wrong.extend(golden("review/export.yaml", &exported));
    let listed = done(&folder, &["review", "a.yaml", "list", "--format", "json"]);
    let hash = crate::common::PACK.hash.as_str();
    wrong.extend(golden(
        "review/list.json",
        &listed.replace(hash, "HASHOFPACK"),
    ));
    assert!(wrong.is_empty(), "changed: {wrong:#?}");
}

/// Returns the overview, without the reports below it.
fn top(shown: &str) -> String {
    let reports = ["Provincie Duinoord – Guangdong", "Voorbeelddam – Xi'an"];
    let begins = reports.map(|name| shown.find(&format!("\n\n{name}\nScreening ")).unwrap());
    shown[..*begins.iter().min().unwrap()].to_owned()
}
