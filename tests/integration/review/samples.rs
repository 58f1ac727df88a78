//! Every sample: decided on in full, and without decisions byte for byte as without a dossier.

use serde_json::Value;

use super::{done, json, run};
use crate::common::{DAY, Folder, program, samples, text};

/// Every command that shows decisions, in each of its formats.
const SHOWN: [&[&str]; 9] = [
    &["screen", "a.yaml"],
    &["screen", "a.yaml", "--all", "--width", "60"],
    &["screen", "a.yaml", "--format", "json"],
    &["questions", "a.yaml"],
    &["questions", "a.yaml", "--format", "json"],
    &["plan", "a.yaml"],
    &["plan", "a.yaml", "--format", "json"],
    &["compare", "b.yaml", "a.yaml"],
    &["compare", "b.yaml", "a.yaml", "--format", "json"],
];

#[test]
fn everything_in_every_sample_can_be_decided_and_nothing_of_the_result_changes() {
    let mut decided = 0;
    for (name, profile) in samples() {
        let folder = Folder::new(&format!("review-sample-{name}"));
        folder.write("a.yaml", &profile);
        folder.write("b.yaml", "partnerscreen: 1\n");
        let before: Vec<String> = SHOWN.iter().map(|one| done(&folder, one)).collect();
        assert!(program(&folder.0, &["init"]).status.success());
        let screening = json(&folder, DAY, &["screen", "a.yaml"]);
        let keys = |status: &str| -> Vec<String> {
            let findings = screening["findings"].as_array().unwrap().iter();
            findings
                .filter(|one| one["status"] == status && one["priority"] != "critical")
                .map(|one| one["key"].as_str().unwrap().to_owned())
                .collect()
        };
        let (raised, open) = (keys("raised"), keys("open"));
        let all = [
            "--reason",
            "Gezien",
            "--until",
            "2027-06-01",
            "--role",
            "raad",
        ];
        for (act, keys) in [("accept", &raised), ("accept-unknown", &open)] {
            if keys.is_empty() {
                continue;
            }
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            let arguments = [&["review", "a.yaml", act], keys.as_slice(), &all].concat();
            let (code, _, err) = run(&folder, &arguments);
            assert_eq!(code, Some(0), "{name}: {err}");
            assert_eq!(err.lines().count(), keys.len());
            decided += keys.len();
        }
        let actions: Vec<&str> = screening["actions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|action| action["id"].as_str().unwrap())
            .collect();
        if !actions.is_empty() {
            let due = ["--due", "2027-06-01", "--role", "raad"];
            let arguments = [&["review", "a.yaml", "plan"], actions.as_slice(), &due].concat();
            assert_eq!(run(&folder, &arguments).0, Some(0), "{name}");
        }
        for (arguments, before) in SHOWN.iter().zip(&before) {
            let bare = done(&folder, &[*arguments, &["--no-decisions"]].concat());
            assert_eq!(bare, *before, "{name} {arguments:?}");
        }
        let mut with = json(&folder, DAY, &["screen", "a.yaml"]);
        let decisions = with.as_object_mut().unwrap().remove("decisions").unwrap();
        let before: Value = serde_json::from_str(&before[2]).unwrap();
        assert_eq!(with, before, "{name}");
        let counts = &decisions["counts"];
        let expected = [raised.len(), open.len(), actions.len(), 0, 0];
        for (key, expected) in [
            "accepted",
            "accepted_unknown",
            "planned",
            "lapsed",
            "unmatched",
        ]
        .iter()
        .zip(expected)
        {
            assert_eq!(counts[*key], expected, "{name} {key}");
        }
        // Each finding that was decided on is listed with its decision, whatever part it belongs to.
        let shown = done(&folder, &["screen", "a.yaml", "--lang", "nl"]);
        let beside = super::flat(&shown)
            .matches(", 2026-11-24, raad: geaccepteerd")
            .count();
        assert_eq!(beside, raised.len() + open.len(), "{name}");
        let listed = json(&folder, DAY, &["review", "a.yaml", "list"]);
        assert_eq!(listed["decisions"], decisions, "{name}");
    }
    assert!(decided > 100, "{decided}");
}

#[test]
fn standard_input_has_no_decisions() {
    let folder = super::desk("review-stdin");
    super::accept(&folder, super::FINDING, "2027-06-01");
    let mut child = crate::common::command(&folder.0, &["screen", "-", "--format", "json"])
        .stdin(std::fs::File::open(folder.0.join("a.yaml")).unwrap())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = Vec::new();
    std::io::Read::read_to_end(child.stdout.as_mut().unwrap(), &mut out).unwrap();
    assert!(child.wait().unwrap().success());
    let found: Value = serde_json::from_str(&text(&out)).unwrap();
    assert!(found.get("decisions").is_none());
}
