//! `screen` with a dossier: what is recorded, what is shown, what is said, and how the run ends.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use partnerscreen::dossier::Dossier;
use serde_json::Value;

use super::{KASHGAR, follows, said, walk};
use crate::common::{DAY, Folder, command, program, root, text};

/// Makes a folder with a dossier and a profile.
pub(super) fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("kashgar.yaml", KASHGAR.as_str());
    Dossier::create(&folder.0).unwrap();
    folder
}

fn screen(folder: &Folder, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut all = vec!["screen"];
    all.extend(arguments);
    if !arguments.contains(&"--as-of") {
        all.extend(["--as-of", DAY]);
    }
    said(&program(&folder.0, &all))
}

/// Returns the profile, day and number of every screening.
fn recorded(folder: &Folder) -> Vec<(i64, String, String)> {
    let dossier = Dossier::open(&folder.0).unwrap().unwrap();
    let stored = dossier.screenings(None).unwrap();
    let stored = stored.into_iter();
    stored
        .map(|one| (one.number, one.profile, one.as_of))
        .collect()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_screening_is_recorded_and_the_next_one_shows_what_changed_and_why() {
    let folder = folder("record");
    let bare = screen(&folder, &["kashgar.yaml", "--lang", "nl", "--no-record"]);
    assert_eq!((bare.0, bare.2.as_str()), (Some(0), ""));
    assert_eq!(recorded(&folder), []);
    let first = screen(&folder, &["kashgar.yaml", "--lang", "nl"]);
    assert_eq!(
        (first.0, first.2.as_str()),
        (
            Some(0),
            "`kashgar.yaml` is vastgelegd in het dossier, als screening 1.\n"
        )
    );
    assert!(
        first.1 == bare.1,
        "the first screening reads as without a dossier"
    );
    let without = KASHGAR.replace("  risks: not-done\n", "");
    assert_ne!(without, *KASHGAR);
    folder.write("kashgar.yaml", &without);
    let next = screen(
        &folder,
        &["kashgar.yaml", "--lang", "en", "--format", "json"],
    );
    assert_eq!(
        (next.0, next.2.as_str()),
        (
            Some(0),
            "`kashgar.yaml` is recorded in the dossier, as screening 2.\n"
        )
    );
    follows("screening", &json(&next.1));
    let bare = [
        "kashgar.yaml",
        "--lang",
        "en",
        "--format",
        "json",
        "--no-record",
    ];
    let mut bare = json(&screen(&folder, &bare).1);
    let changes = json(&next.1)["changes"].clone();
    bare["changes"] = changes.clone();
    assert_eq!(json(&next.1), bare);
    let transition = changes["transitions"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["key"] == "risks-not-set-out")
        .unwrap();
    assert_eq!(
        (
            &transition["before"],
            &transition["after"],
            &transition["cause"]["certainty"],
            &transition["cause"]["sets"][0][0]["fact"],
            &changes["before"]["origin"],
        ),
        (
            &Value::from("raised"),
            &Value::from("open"),
            &Value::from("exact"),
            &Value::from("authority.risks"),
            &Value::from("result"),
        )
    );
    let shown = screen(&folder, &["kashgar.yaml", "--lang", "nl"]);
    assert!(shown.1.contains("\nVERANDERD SINDS 24 NOVEMBER 2026\n"));
    assert!(shown.1.contains("\nDE HELE SCREENING\n"));
    let profile = "kashgar.yaml".to_owned();
    assert_eq!(
        recorded(&folder),
        [
            (1, profile.clone(), DAY.to_owned()),
            (2, profile, DAY.to_owned())
        ]
    );
}

#[test]
fn the_same_screening_is_recorded_once_and_one_that_comes_back_is_recorded_again() {
    let folder = folder("record-same");
    let changed = KASHGAR.replace("  risks: not-done\n", "");
    for (profile, day, number, is_new) in [
        (KASHGAR.as_str(), DAY, 1, true),
        (&KASHGAR, DAY, 1, false),
        (&changed, DAY, 2, true),
        (&changed, DAY, 2, false),
        (&changed, "2027-02-01", 3, true),
        (&KASHGAR, "2027-02-01", 4, true),
    ] {
        folder.write("kashgar.yaml", profile);
        let (code, out, err) = screen(
            &folder,
            &[
                "kashgar.yaml",
                "--lang",
                "en",
                "--as-of",
                day,
                "--format",
                "json",
            ],
        );
        let expected = if is_new {
            format!("`kashgar.yaml` is recorded in the dossier, as screening {number}.\n")
        } else {
            format!("`kashgar.yaml` was in the dossier like this already, as screening {number}.\n")
        };
        assert_eq!((code, err), (Some(0), expected));
        let changes = &json(&out)["changes"];
        // One that is in the dossier already is compared with the one before it, not with itself.
        assert_eq!(changes.is_null(), number == 1, "screening {number}");
        if number == 2 {
            assert_eq!(changes["changed"], true);
        }
    }
    let dossier = Dossier::open(&folder.0).unwrap().unwrap();
    let stored = dossier.screenings(None).unwrap();
    assert_eq!(stored.len(), 4);
    // Profiles and rules are kept once, by their hash.
    assert_eq!(stored[0].content, stored[3].content);
    assert_eq!(stored[1].content, stored[2].content);
    let path = folder.0.join(".partnerscreen/dossier.sqlite");
    let kept = rusqlite::Connection::open(path).unwrap();
    let count = |sql: &str| kept.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("SELECT count(*) FROM packs"), 1);
    let files = count("SELECT count(*) FROM pack_files");
    assert_eq!(count("SELECT count(*) FROM contents"), 2 + 4 + files);
}

#[test]
fn nothing_is_recorded_unasked() {
    let folder = Folder::new("record-unasked");
    folder.write("kashgar.yaml", KASHGAR.as_str());
    let (code, _, err) = screen(&folder, &["kashgar.yaml"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(!folder.0.join(".partnerscreen").exists());
    // Standard input has no place, whatever folder somebody stands in.
    Dossier::create(&folder.0).unwrap();
    let mut child = command(&folder.0, &["screen", "-", "--as-of", DAY])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut typed = child.stdin.take().unwrap();
    typed.write_all(KASHGAR.as_bytes()).unwrap();
    drop(typed);
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        (output.status.code(), text(&output.stderr).as_str()),
        (Some(0), "")
    );
    // Nor is a profile that cannot be read.
    folder.write("wrong.yaml", "partnerscreen: 1\nnonsense: 1\n");
    assert_eq!(screen(&folder, &["wrong.yaml"]).0, Some(2));
    assert_eq!(recorded(&folder), []);
}

#[test]
fn several_profiles_are_each_recorded_in_the_dossier_of_their_folder_with_their_own_changes() {
    let folder = folder("record-several");
    folder.write(
        "sub/tainan.yaml",
        fs::read(root().join("profiles/tainan-outside.yaml")).unwrap(),
    );
    folder.write(
        "sub/xian.yaml",
        fs::read(root().join("profiles/xian-just-begun.yaml")).unwrap(),
    );
    folder.write(
        "none/xian.yaml",
        fs::read(root().join("profiles/xian-just-begun.yaml")).unwrap(),
    );
    Dossier::create(&folder.0.join("sub")).unwrap();
    let (code, _, err) = screen(&folder, &[".", "--lang", "en"]);
    assert_eq!(
        (code, err.as_str()),
        (
            Some(0),
            "`kashgar.yaml` is recorded in the dossier, as screening 1.\n`tainan.yaml` is recorded in the dossier, as screening 1.\n`xian.yaml` is recorded in the dossier, as screening 2.\n"
        )
    );
    folder.write("kashgar.yaml", KASHGAR.replace("  risks: not-done\n", ""));
    let (code, out, _) = screen(&folder, &[".", "--lang", "en", "--format", "json"]);
    assert_eq!(code, Some(0));
    let screenings = json(&out);
    let changed: Vec<(&str, Option<bool>)> = screenings["screenings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let path = one["profile"]["path"].as_str().unwrap();
            (path, one["changes"]["changed"].as_bool())
        })
        .collect();
    for (path, expected) in [
        ("./kashgar.yaml", Some(true)),
        ("./sub/tainan.yaml", None),
        ("./none/xian.yaml", None),
    ] {
        assert!(changed.contains(&(path, expected)), "{path}: {changed:?}");
    }
}

#[test]
fn rules_that_changed_are_told_apart_from_answers_by_the_rules_in_the_dossier() {
    let folder = folder("record-rules");
    assert_eq!(screen(&folder, &["kashgar.yaml"]).0, Some(0));
    let from = root().join("rules/amnesty-nl-2021");
    for entry in walk(&from) {
        let path = entry.strip_prefix(&from).unwrap().display().to_string();
        let mut bytes = fs::read_to_string(&entry).unwrap();
        if path == "rules/research.yaml" {
            let changed = bytes.replacen(
                "research.effect in [\"begun\", \"not-done\"]",
                "research.effect in [\"begun\"]",
                1,
            );
            assert_ne!(changed, bytes);
            bytes = changed;
        }
        folder.write(&format!("new-rules/{path}"), bytes);
    }
    folder.write("kashgar.yaml", KASHGAR.replace("  risks: not-done\n", ""));
    let (code, out, err) = screen(
        &folder,
        &[
            "kashgar.yaml",
            "--rules",
            "new-rules",
            "--lang",
            "en",
            "--format",
            "json",
        ],
    );
    assert_eq!(
        (code, err.as_str()),
        (
            Some(0),
            "`kashgar.yaml` is recorded in the dossier, as screening 2.\n"
        )
    );
    let value = json(&out);
    follows("screening", &value);
    let cause = |key: &str| {
        let transitions = value["changes"]["transitions"].as_array().unwrap();
        let found = transitions.iter().find(|one| one["key"] == key).unwrap();
        let cause = &found["cause"];
        let part = &cause["sets"][0][0];
        let fact = part["fact"].as_str().unwrap_or_default().to_owned();
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        (word(&cause["certainty"]), word(&part["kind"]), fact)
    };
    let words =
        |one: &str, two: &str, three: &str| (one.to_owned(), two.to_owned(), three.to_owned());
    assert_eq!(cause("effect-not-researched"), words("exact", "rules", ""));
    assert_eq!(
        cause("risks-not-set-out"),
        words("exact", "answer", "authority.risks")
    );
    // Both packs are kept, so both screenings can be done again, the folder of the second gone.
    fs::remove_dir_all(folder.0.join("new-rules")).unwrap();
    let verified = program(&folder.0, &["verify", "--lang", "en"]);
    assert_eq!(
        verified.status.code(),
        Some(0),
        "{}",
        text(&verified.stdout)
    );
}

#[test]
fn a_baseline_takes_the_place_of_the_last_screening() {
    let folder = folder("record-baseline");
    folder.write("before.yaml", KASHGAR.replace("  risks: not-done\n", ""));
    assert_eq!(screen(&folder, &["kashgar.yaml"]).0, Some(0));
    let (code, out, err) = screen(
        &folder,
        &[
            "kashgar.yaml",
            "--baseline",
            "before.yaml",
            "--as-of",
            "2026-12-01",
            "--lang",
            "en",
            "--format",
            "json",
        ],
    );
    assert_eq!(
        (code, err.as_str()),
        (
            Some(0),
            "`kashgar.yaml` is recorded in the dossier, as screening 2.\n"
        )
    );
    assert_eq!(
        json(&out)["changes"]["before"]["profile"]["path"],
        "before.yaml"
    );
}

#[test]
fn a_screening_that_cannot_be_recorded_is_shown_and_the_run_ends_with_4_unless_more_is_wrong() {
    let folder = folder("record-fails");
    let bare = screen(&folder, &["kashgar.yaml", "--lang", "nl", "--no-record"]);
    folder.write(".partnerscreen/dossier.sqlite", "x".repeat(5000));
    let (code, out, err) = screen(&folder, &["kashgar.yaml", "--lang", "nl"]);
    assert_eq!(
        (code, err.as_str()),
        (
            Some(4),
            "fout: de screening van `kashgar.yaml` is niet vastgelegd, en besluiten staan er niet bij: het dossier `./.partnerscreen/dossier.sqlite` is beschadigd: dit is geen SQLite-database\n  = hulp: er is niets aan veranderd; zet een reservekopie terug\n"
        )
    );
    assert!(out == bare.1, "the screening is shown as without a dossier");
    let reached = ["kashgar.yaml", "--fail-on", "work-to-do"];
    assert_eq!(screen(&folder, &reached).0, Some(1));
    folder.write("wrong.yaml", "partnerscreen: 1\nnonsense: 1\n");
    assert_eq!(screen(&folder, &["kashgar.yaml", "wrong.yaml"]).0, Some(2));
    // What was decided is never left out without a word.
    let unrecorded = ["kashgar.yaml", "--no-record", "--lang", "en"];
    let (code, out, err) = screen(&folder, &unrecorded);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(
        err.ends_with("`--no-decisions` shows the result without decisions\n"),
        "{err}"
    );
    let bare = ["kashgar.yaml", "--no-record", "--no-decisions"];
    assert_eq!(screen(&folder, &bare).0, Some(0));
}

#[test]
fn a_last_screening_that_is_damaged_is_told_and_the_new_one_recorded_all_the_same() {
    let folder = folder("record-damaged-before");
    assert_eq!(screen(&folder, &["kashgar.yaml"]).0, Some(0));
    super::tamper(&folder, "result", |result| {
        result.replace("\"raised\"", "\"open\"")
    });
    let (code, _, err) = screen(
        &folder,
        &["kashgar.yaml", "--as-of", "2026-12-01", "--lang", "nl"],
    );
    assert_eq!(code, Some(4));
    let begin = "`kashgar.yaml` is vastgelegd in het dossier, als screening 2.\nfout: wat er sinds screening 1 veranderde, is niet te zeggen: het dossier `./.partnerscreen/dossier.sqlite` is beschadigd: de inhoud met SHA-256 ";
    assert!(err.starts_with(begin), "{err}");
    assert_eq!(recorded(&folder).len(), 2);
}
