//! `history` and `verify`: what the dossier holds, shown again and done again.

use std::fs;

use partnerscreen::dossier::Dossier;
use partnerscreen::dossier::history::History;
use partnerscreen::dossier::verify::{Verdict, Verification};
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use super::recording::folder;
use super::{KASHGAR, follows, said, tamper};
use crate::common::{Folder, program, root, text};
use crate::golden::golden;

fn run(folder: &Folder, arguments: &[&str]) -> (Option<i32>, String, String) {
    said(&program(&folder.0, arguments))
}

/// Makes a dossier with five screenings of two profiles over two years.
fn years(name: &str) -> Folder {
    let folder = folder(name);
    let sample = |name: &str| fs::read(root().join(format!("profiles/{name}.yaml"))).unwrap();
    folder.write("chengdu.yaml", sample("chengdu-contradictory"));
    let steps: [(&str, Vec<u8>, &str, &str); 5] = [
        (
            "kashgar.yaml",
            KASHGAR.as_bytes().to_vec(),
            "2025-01-15",
            "nl",
        ),
        (
            "chengdu.yaml",
            sample("chengdu-contradictory"),
            "2025-02-03",
            "nl",
        ),
        (
            "kashgar.yaml",
            sample("kashgar-research-done"),
            "2025-06-30",
            "nl",
        ),
        (
            "kashgar.yaml",
            sample("kashgar-research-done"),
            "2026-06-30",
            "en",
        ),
        ("kashgar.yaml", sample("tainan-outside"), "2026-11-24", "nl"),
    ];
    for (profile, bytes, day, lang) in steps {
        folder.write(profile, bytes);
        let (code, _, err) = run(
            &folder,
            &["screen", profile, "--as-of", day, "--lang", lang],
        );
        assert_eq!(code, Some(0), "{err}");
    }
    folder
}

#[test]
fn a_history_prints_what_it_should_at_every_width_in_both_languages() {
    let folder = years("history-golden");
    let mut wrong = Vec::new();
    for (name, arguments) in [
        ("all", ["history", "."].as_slice()),
        ("one", &["history", "kashgar.yaml"]),
        ("verify", &["verify"]),
    ] {
        for lang in ["nl", "en"] {
            for width in ["40", "80", "100", "140"] {
                let mut all = arguments.to_vec();
                all.extend(["--lang", lang, "--width", width]);
                let (code, out, err) = run(&folder, &all);
                assert_eq!((code, err.as_str()), (Some(0), ""));
                let most: usize = width.parse().unwrap();
                for line in out.lines() {
                    assert!(line.width() <= most, "{name} {lang} {width}: {line}");
                    assert_eq!(line, line.trim_end(), "{name} {lang} {width}");
                }
                assert!(!out.contains('\u{1b}'));
                wrong.extend(golden(&format!("history/{name}.{lang}.{width}.txt"), &out));
            }
        }
    }
    assert!(wrong.is_empty(), "changed: {wrong:#?}");
}

#[test]
fn the_json_of_a_history_follows_its_schema_and_says_what_changed() {
    let folder = years("history-json");
    let arguments = [
        "history",
        "kashgar.yaml",
        "--format",
        "json",
        "--lang",
        "en",
    ];
    let (code, out, _) = run(&folder, &arguments);
    assert_eq!(code, Some(0));
    let value: Value = serde_json::from_str(&out).unwrap();
    follows("history", &value);
    let history: History = serde_json::from_value(value).unwrap();
    let numbers: Vec<i64> = history.screenings.iter().map(|one| one.number).collect();
    assert_eq!(numbers, [1, 3, 4, 5]);
    let changes: Vec<_> = history
        .screenings
        .iter()
        .map(|one| one.changes.as_ref())
        .collect();
    assert!(changes[0].is_none());
    let second = changes[1].unwrap();
    assert_eq!((second.since, second.outcome), (1, true));
    assert_eq!(second.raised[0].key, "advise-against");
    assert_eq!(second.grounds[0].key, "advise-against");
    let third = changes[2].unwrap();
    assert!(third.is_empty() && third.made_of.is_empty(), "{third:?}");
    // Outside scope there is no outcome, and nothing is raised.
    let last = &history.screenings[3];
    assert_eq!((last.outcome.as_ref(), last.raised.len()), (None, 0));
    let recorded = &last.recorded;
    assert_eq!(
        (recorded.len(), recorded.ends_with('Z')),
        (20, true),
        "{recorded}"
    );
}

#[test]
fn where_there_is_nothing_to_show_it_is_said() {
    let folder = folder("history-nothing");
    let (code, out, err) = run(&folder, &["history", "--lang", "nl"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert_eq!(
        out,
        "SCREENINGS IN HET DOSSIER\n  Er is nog niets vastgelegd. Dat gebeurt vanzelf bij de volgende screening.\n"
    );
    // A profile that stands in the folder is known, though nothing of it is recorded.
    let (code, out, _) = run(&folder, &["history", "kashgar.yaml", "--format", "json"]);
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (code, &value["screenings"]),
        (Some(0), &Value::Array(vec![]))
    );
    assert_eq!(run(&folder, &["verify"]).0, Some(0));
    assert_eq!(run(&folder, &["screen", "kashgar.yaml"]).0, Some(0));
    for (arguments, expected) in [
        (
            ["history", "kashgr.yaml"].as_slice(),
            "fout: het dossier kent geen profiel `kashgr.yaml`\n  = hulp: bedoelde u `kashgar.yaml`?\n",
        ),
        (
            &["history", "xian.yaml"],
            "fout: het dossier kent geen profiel `xian.yaml`\n  = hulp: het kent: `kashgar.yaml`\n",
        ),
        (
            &["history", "show", "7"],
            "fout: er is geen screening 7 in het dossier\n  = hulp: het eerste nummer is 1, het laatste 1; `partnerscreen history` toont ze\n",
        ),
        (
            &["verify", "7"],
            "fout: er is geen screening 7 in het dossier\n  = hulp: het eerste nummer is 1, het laatste 1; `partnerscreen history` toont ze\n",
        ),
        (
            &["history", "/"],
            "fout: er is geen dossier in de map `/`\n  = hulp: maak het met `partnerscreen init` in de map van de profielen\n",
        ),
    ] {
        let mut all = arguments.to_vec();
        all.extend(["--lang", "nl"]);
        let (code, out, err) = run(&folder, &all);
        assert_eq!(
            (code, out.as_str(), err.as_str()),
            (Some(2), "", expected),
            "{arguments:?}"
        );
    }
    // A profile that is gone from the folder is still known.
    fs::remove_file(folder.0.join("kashgar.yaml")).unwrap();
    let (code, out, _) = run(&folder, &["history", "kashgar.yaml", "--lang", "en"]);
    assert!(
        code == Some(0) && out.contains("First\n") || out.contains("First screening."),
        "{out}"
    );
}

#[test]
fn an_earlier_screening_is_shown_as_it_was_in_every_form_and_language() {
    let folder = years("history-show");
    folder.write("then.yaml", KASHGAR.as_str());
    for lang in ["nl", "en"] {
        for form in [
            ["--format", "table"],
            ["--format", "json"],
            ["--width", "60"],
        ] {
            let same = ["--lang", lang, form[0], form[1]];
            let show = [["history", "show", "1"].as_slice(), &same].concat();
            let (code, out, err) = run(&folder, &show);
            assert_eq!((code, err.as_str()), (Some(0), ""), "{same:?}");
            let screen = [
                [
                    "screen",
                    "then.yaml",
                    "--no-record",
                    "--as-of",
                    "2025-01-15",
                ]
                .as_slice(),
                &same,
            ]
            .concat();
            let expected = run(&folder, &screen).1.replace("then.yaml", "kashgar.yaml");
            assert_eq!(out, expected, "{same:?}");
        }
    }
    // The fourth was recorded in English.
    let (_, out, _) = run(&folder, &["history", "show", "4", "--lang", "nl"]);
    assert!(out.contains("\nScreening van 30 juni 2026\n"), "{out}");
    let elsewhere = [
        "history",
        "show",
        "4",
        "--folder",
        folder.0.to_str().unwrap(),
        "--lang",
        "en",
    ];
    let output = program(&root(), &elsewhere);
    assert!(text(&output.stdout).contains("\nScreening of 30 June 2026\n"));
}

fn verify(
    folder: &Folder,
    number: &str,
) -> (Option<i32>, partnerscreen::dossier::verify::Verified) {
    let (code, out, err) = run(
        folder,
        &["verify", number, "--format", "json", "--lang", "nl"],
    );
    assert_eq!(err, "");
    let value: Value = serde_json::from_str(&out).unwrap();
    follows("verification", &value);
    let mut found: Verification = serde_json::from_value(value).unwrap();
    assert_eq!(found.screenings.len(), 1);
    (code, found.screenings.remove(0))
}

#[test]
fn bytes_that_were_changed_in_the_dossier_are_noticed() {
    for (column, old, new) in [
        ("result", "\"raised\"", "\"open\""),
        ("content", "risks: not-done", "risks: done    "),
    ] {
        let folder = years(&format!("verify-tampered-{column}"));
        assert_eq!(verify(&folder, "1").1.verdict, Verdict::Same);
        tamper(&folder, column, |text| {
            assert!(text.contains(old));
            text.replace(old, new)
        });
        let (code, found) = verify(&folder, "1");
        assert_eq!((code, found.verdict), (Some(1), Verdict::Damaged));
        let problem = found.problem.unwrap();
        assert!(problem.starts_with("de inhoud met SHA-256 "), "{problem}");
        assert!(problem.ends_with(" is veranderd"), "{problem}");
        // The others are as they were.
        assert_eq!(verify(&folder, "3").1.verdict, Verdict::Same);
        let (code, out, _) = run(&folder, &["verify", "--lang", "nl"]);
        assert_eq!(code, Some(1));
        assert!(out.contains("\n  Niet hetzelfde: 1 van 5.\n"), "{out}");
    }
}

#[test]
fn a_file_of_the_rules_that_was_changed_is_noticed() {
    let folder = years("verify-rules");
    let path = folder.0.join(".partnerscreen/dossier.sqlite");
    let kept = rusqlite::Connection::open(path).unwrap();
    kept.execute_batch("DROP TRIGGER pack_files_stay").unwrap();
    let swapped = kept.execute(
        "UPDATE pack_files SET content = (SELECT content FROM pack_files WHERE name = 'rules/plan.yaml')
         WHERE name = 'rules/people.yaml'",
        [],
    );
    assert_eq!(swapped, Ok(1));
    drop(kept);
    let (code, found) = verify(&folder, "1");
    assert_eq!((code, found.verdict), (Some(1), Verdict::Damaged));
    let problem = found.problem.unwrap();
    assert!(
        problem.starts_with("het regelpakket met SHA-256 "),
        "{problem}"
    );
}

#[test]
fn a_result_that_does_not_follow_from_profile_and_rules_is_noticed_and_its_place_told() {
    let folder = years("verify-different");
    super::replace_result(&folder, |result| {
        let mut value: Value = serde_json::from_str(result).unwrap();
        value["outcome"]["highest"] = Value::from("work-to-do");
        value["tool"]["version"] = Value::from("0.0.9");
        value.to_string()
    });
    let (code, found) = verify(&folder, "1");
    assert_eq!((code, found.verdict), (Some(1), Verdict::Different));
    assert_eq!(found.differences, ["/tool/version", "/outcome/highest"]);
    // Shown in the other language it would be another result.
    let (code, out, err) = run(&folder, &["history", "show", "1", "--lang", "en"]);
    assert_eq!(
        (code, err.as_str()),
        (
            Some(0),
            "Screening 1 can be shown only as it was recorded, in Dutch: screening again does not give the same (`partnerscreen verify 1`).\n"
        )
    );
    assert!(out.contains("\nScreening van 15 januari 2025\n"), "{out}");
}

#[test]
fn rules_that_this_program_cannot_read_are_told_and_the_next_screening_is_compared_without_them() {
    let folder = years("verify-unreadable");
    let path = folder.0.join(".partnerscreen/dossier.sqlite");
    let mut files = Dossier::open(&folder.0)
        .unwrap()
        .map(|dossier| {
            let stored = dossier.screenings(None).unwrap();
            dossier.pack_files(&stored[0]).unwrap()
        })
        .unwrap();
    // As if a later program had dropped a form that these rules are written in.
    files
        .files
        .insert("facts.yaml".to_owned(), b"fragen: []\n".to_vec());
    let hash = files.hash();
    let kept = super::opened_to_tamper(&folder);
    kept.execute(
        "INSERT INTO packs (hash, id, version) VALUES (?1, 'of-before', '0.0.1')",
        [&hash],
    )
    .unwrap();
    for (name, bytes) in files.counted() {
        let content = partnerscreen::profile::hash(bytes);
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(bytes, 6);
        kept.execute(
            "INSERT OR IGNORE INTO contents (hash, packed) VALUES (?1, ?2)",
            rusqlite::params![content, packed],
        )
        .unwrap();
        kept.execute(
            "INSERT INTO pack_files (pack, name, content) VALUES (?1, ?2, ?3)",
            [&hash, name, &content],
        )
        .unwrap();
    }
    let changed = kept.execute(
        "UPDATE screenings SET pack = ?1 WHERE profile = 'kashgar.yaml'",
        [&hash],
    );
    assert_eq!(changed, Ok(4));
    drop(kept);
    assert!(path.exists());
    let (code, found) = verify(&folder, "5");
    assert_eq!((code, found.verdict), (Some(1), Verdict::Unreadable));
    assert_eq!(
        found.problem.as_deref(),
        Some("dit programma kan de regels of-before 0.0.1 van toen niet lezen")
    );
    super::replace_result_of(&folder, 5, |result| {
        let mut value: Value = serde_json::from_str(result).unwrap();
        value["pack"]["hash"] = Value::from(hash);
        value.to_string()
    });
    let arguments = [
        "screen",
        "kashgar.yaml",
        "--as-of",
        "2026-12-01",
        "--format",
        "json",
    ];
    let (code, out, err) = run(&folder, &arguments);
    assert_eq!(code, Some(0), "{err}");
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(value["changes"]["before"]["origin"], "result-without-rules");
}

#[test]
fn another_version_of_the_program_is_told_and_is_no_difference() {
    let folder = years("verify-version");
    super::replace_result(&folder, |result| {
        result.replace(
            "\"version\":\"0.1.0\"},\"pack\"",
            "\"version\":\"0.0.9\"},\"pack\"",
        )
    });
    let path = folder.0.join(".partnerscreen/dossier.sqlite");
    let kept = rusqlite::Connection::open(path).unwrap();
    kept.execute("UPDATE screenings SET tool = '0.0.9' WHERE number = 1", [])
        .unwrap();
    drop(kept);
    let (code, found) = verify(&folder, "1");
    assert_eq!(
        (code, found.verdict, found.tool.as_str()),
        (Some(0), Verdict::Same, "0.0.9")
    );
    let (_, out, _) = run(&folder, &["verify", "1", "--lang", "nl"]);
    assert!(
        out.contains("hetzelfde\n    Toen was dit versie 0.0.9 van het programma, nu 0.1.0.\n"),
        "{out}"
    );
    assert!(Dossier::open(&folder.0).unwrap().is_some());
}
