//! A dossier that moves: the whole history as YAML, out of one and into another.

use partnerscreen::dossier::Dossier;

use super::{FINDING, OTHER, accept, desk, done, json, run, sample};
use crate::common::{Chance, DAY, Folder, program};

/// A folder with two profiles and decisions of every kind.
fn full(name: &str) -> Folder {
    let folder = desk(name);
    folder.write("ja.yaml", sample("xian-just-begun"));
    accept(&folder, FINDING, "2027-01-31");
    let unknown = [
        "review",
        "ja.yaml",
        "accept-unknown",
        "approval-claimed",
        "theme-not-researched@*",
        "--reason",
        "no: \"quoted\"\n# not a comment \u{1b}[31m {x} – 喀什",
        "--until",
        "2027-06-01",
        "--role",
        "yes",
    ];
    done(&folder, &unknown);
    accept(&folder, OTHER, "2027-01-31");
    let plan = [
        "review",
        "a.yaml",
        "plan",
        "look-back",
        "--due",
        "2027-01-01",
        "--role",
        "team",
    ];
    done(&folder, &plan);
    let note = [
        "review",
        "a.yaml",
        "note",
        OTHER,
        "12 - x: y",
        "--role",
        "12",
    ];
    done(&folder, &note);
    let withdraw = [
        "review", "a.yaml", "withdraw", "1", "--reason", "~", "--role", "null",
    ];
    done(&folder, &withdraw);
    folder
}

/// A folder with the same profiles and an empty dossier.
fn empty(name: &str) -> Folder {
    let folder = desk(name);
    folder.write("ja.yaml", sample("xian-just-begun"));
    folder
}

#[test]
fn what_is_exported_comes_back_byte_for_byte_and_twice_adds_nothing() {
    let from = full("review-export");
    let all = done(&from, &["review", ".", "export"]);
    let listed = json(&from, DAY, &["review", "ja.yaml", "list"]);
    let to = empty("review-import");
    to.write("besluiten.yaml", &all);
    let import = ["review", ".", "import", "besluiten.yaml"];
    let (code, out, err) = run(&to, &import);
    assert_eq!((code, out.as_str()), (Some(0), ""));
    assert_eq!(err, "Decisions imported: 7. Were there already: 0.\n");
    assert_eq!(done(&to, &["review", ".", "export"]), all);
    assert_eq!(json(&to, DAY, &["review", "ja.yaml", "list"]), listed);
    let bytes = std::fs::read(to.0.join(".partnerscreen/dossier.sqlite")).unwrap();
    let (code, _, err) = run(&to, &[&import[..], &["--lang", "nl"]].concat());
    assert_eq!(code, Some(0));
    assert_eq!(err, "Besluiten overgenomen: 0. Waren er al: 7.\n");
    assert_eq!(done(&to, &["review", ".", "export"]), all);
    let again = std::fs::read(to.0.join(".partnerscreen/dossier.sqlite")).unwrap();
    assert_eq!(bytes, again);
    // The next decision gets a number that none had.
    accept(&to, "plan-local", "2027-01-31");
    let made = json(&to, DAY, &["review", "a.yaml", "list"])["decisions"]["made"].clone();
    assert_eq!(made.as_array().unwrap().last().unwrap()["number"], 8);
}

#[test]
fn one_profile_moves_without_the_others() {
    let from = full("review-export-one");
    let one = done(&from, &["review", "a.yaml", "export"]);
    assert!(!one.contains("ja.yaml"));
    let all = done(&from, &["review", ".", "export"]);
    let to = empty("review-import-one");
    to.write("all.yaml", &all);
    to.write("one.yaml", &one);
    let (code, _, err) = run(&to, &["review", "a.yaml", "import", "all.yaml"]);
    assert_eq!(code, Some(2));
    assert_eq!(
        err.matches("these decisions are about `ja.yaml`, not about `a.yaml`")
            .count(),
        1
    );
    assert!(err.contains("all.yaml:"), "{err}");
    done(&to, &["review", "a.yaml", "import", "one.yaml"]);
    assert_eq!(done(&to, &["review", ".", "export"]), one);
    done(&to, &["review", ".", "import", "all.yaml"]);
    assert_eq!(done(&to, &["review", ".", "export"]), all);
}

#[test]
fn nothing_decided_is_a_file_too() {
    let folder = desk("review-export-none");
    let none = done(&folder, &["review", ".", "export"]);
    assert_eq!(none, "partnerscreen_decisions: 1\nprofiles: []\n");
    folder.write("none.yaml", none);
    let (code, _, err) = run(&folder, &["review", ".", "import", "none.yaml"]);
    assert_eq!(
        (code, err.as_str()),
        (Some(0), "Decisions imported: 0. Were there already: 0.\n")
    );
}

#[test]
fn export_and_import_refuse_what_they_cannot_do() {
    let folder = full("review-refuse");
    let (code, _, err) = run(&folder, &["review", ".", "export", "--format", "json"]);
    assert_eq!(code, Some(2));
    assert!(err.starts_with("error: `export` writes only YAML\n"));
    let (code, _, err) = run(&folder, &["review", "b.yaml", "export"]);
    assert_eq!(code, Some(2));
    assert!(
        err.starts_with("error: the file `b.yaml` does not exist\n"),
        "{err}"
    );
    let (code, _, err) = run(&folder, &["review", ".", "import", "a.yaml"]);
    assert_eq!(code, Some(2));
    assert!(
        err.contains("these are no decisions: `partnerscreen_decisions` is missing"),
        "{err}"
    );
    let (code, _, err) = run(&folder, &["review", ".", "list"]);
    assert_eq!(code, Some(2));
    assert!(
        err.starts_with("error: `.` is a folder, not a profile\n"),
        "{err}"
    );
    let without = Folder::new("review-refuse-none");
    without.write("d.yaml", "partnerscreen_decisions: 1\nprofiles: []\n");
    let (code, _, err) = run(&without, &["review", ".", "import", "d.yaml"]);
    assert_eq!(code, Some(2));
    assert!(err.starts_with("error: there is no dossier yet"), "{err}");
    assert!(!without.0.join(".partnerscreen").exists());
}

#[test]
fn every_mistake_in_a_file_is_told_with_its_place_and_nothing_is_written() {
    let folder = desk("review-malformed-file");
    let file = r#"partnerscreen_decisions: 1
profiles:
  - profile: ../a.yaml
    decisions:
      - number: 01
        day: 2026-13-01
        role: ""
        accept: {key: x, reason: r, until: soon, ground: []}
      - number: 2
        day: 2026-11-24
        role: college
      - number: 2
        day: 2026-11-24
        role: college
        note: {key: x, txt: y, ground: []}
        plan: {}
      - number: 3
        day: 2026-11-24
        role: college
        withdraw: {number: 0, reason: r}
      - number: 4
        day: 2026-11-24
        role: college
        plan:
          action: x
          due: 2027-01-01
          ground:
            - {fact: f, state: answerd}
            - {fact: f, state: answered, answers: x}
      - x
  - profile: b.yaml
    decisions: none
more: 1
"#;
    folder.write("d.yaml", file);
    let before = std::fs::read(folder.0.join(".partnerscreen/dossier.sqlite")).unwrap();
    let (code, out, err) = run(&folder, &["review", ".", "import", "d.yaml"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    for (place, message) in [
        ("3:14", "`../a.yaml` is not a file name"),
        ("5:17", "`01` is no number of a decision"),
        ("6:14", "`2026-13-01` is not a date"),
        ("7:9", "`role` needs a text"),
        ("8:44", "`soon` is not a date"),
        ("9:9", "what was decided is missing here"),
        (
            "15:9",
            "`note` does not go with what stands here: a decision is one",
        ),
        ("20:28", "`0` is no number of a decision"),
        ("28:32", "`answerd` is no state of an answer"),
        ("29:42", "`answers` is not a list"),
        ("30:9", "keys belong here: `number`, `day`, `role`"),
        ("32:5", "`decisions` is not a list"),
        ("33:1", "there is no key `more`"),
    ] {
        let at = err
            .find(message)
            .unwrap_or_else(|| panic!("no «{message}» in\n{err}"));
        let arrow = err[at..].lines().nth(1).unwrap();
        assert!(
            arrow.trim_end().ends_with(&format!("d.yaml:{place}")),
            "{message} at {arrow}, not at {place}"
        );
    }
    assert!(err.contains("did you mean `answered`?"));
    assert_eq!(err.matches("error").count(), 13, "{err}");
    let after = std::fs::read(folder.0.join(".partnerscreen/dossier.sqlite")).unwrap();
    assert_eq!(before, after);
}

#[test]
fn another_decision_with_the_same_number_is_refused_and_so_is_a_withdrawal_of_nothing() {
    let folder = full("review-conflict");
    let all = done(&folder, &["review", ".", "export"]);
    let import = |text: &str| {
        folder.write("d.yaml", text);
        run(&folder, &["review", ".", "import", "d.yaml"])
    };
    let (code, _, err) = import(&all.replace("reason: \"~\"", "reason: Seen"));
    assert_eq!(code, Some(2));
    assert!(
        err.contains("the dossier has another decision 7 already, on `a.yaml`"),
        "{err}"
    );
    assert!(err.contains("a decision is never replaced"));
    // The same decision on another profile is another decision too.
    let (code, _, err) = import(&all.replace("profile: a.yaml", "profile: c.yaml"));
    assert_eq!(code, Some(2));
    assert_eq!(
        err.matches("the dossier has another decision").count(),
        5,
        "{err}"
    );
    let entry = |number: u64, of: u64, profile: &str| {
        format!(
            "partnerscreen_decisions: 1\nprofiles:\n  - profile: {profile}\n    decisions:\n      - number: {number}\n        day: 2026-11-24\n        role: college\n        withdraw: {{number: {of}, reason: x}}\n"
        )
    };
    for (number, of, profile, message) in [
        (
            8,
            9,
            "a.yaml",
            "decision 8 withdraws decision 9, which this profile does not have",
        ),
        (
            8,
            8,
            "a.yaml",
            "decision 8 withdraws decision 8, which this profile does not have",
        ),
        (
            8,
            2,
            "a.yaml",
            "decision 8 withdraws decision 2, which this profile does not have",
        ),
        (
            8,
            7,
            "a.yaml",
            "decision 8 withdraws decision 7, which this profile does not have",
        ),
        (
            8,
            1,
            "a.yaml",
            "decision 8 withdraws decision 1, which was withdrawn already",
        ),
    ] {
        let (code, _, err) = import(&entry(number, of, profile));
        assert_eq!(code, Some(2), "{message}");
        assert!(err.contains(message), "{err}");
        assert!(err.contains("d.yaml:5:17"), "{err}");
    }
    assert_eq!(done(&folder, &["review", ".", "export"]), all);
    assert_eq!(import(&entry(8, 2, "ja.yaml")).0, Some(0));
}

#[test]
fn damaged_files_are_refused_or_read_and_never_do_harm() {
    let from = full("review-damage");
    let all = done(&from, &["review", ".", "export"]);
    let to = empty("review-damage-to");
    let mut chance = Chance(5);
    let (mut refused, mut read) = (0, 0);
    for _ in 0..60 {
        let mut bytes = all.clone().into_bytes();
        for _ in 0..=chance.below(3) {
            let at = chance.below(bytes.len());
            match chance.below(3) {
                0 => bytes.truncate(at.max(1)),
                1 => bytes[at] = *chance.pick(b"x:-#\"[]{}\n \x00\xff9"),
                _ => {
                    bytes.remove(at);
                }
            }
        }
        to.write("d.yaml", &bytes);
        let output = program(&to.0, &["review", ".", "import", "d.yaml", "--as-of", DAY]);
        match output.status.code() {
            Some(2) => {
                refused += 1;
                let dossier = Dossier::open(&to.0).unwrap().unwrap();
                assert_eq!(dossier.all_entries().unwrap(), []);
            }
            Some(0) => {
                read += 1;
                let exported = done(&to, &["review", ".", "export"]);
                to.write("again.yaml", &exported);
                let other = empty("review-damage-again");
                other.write("d.yaml", &exported);
                done(&other, &["review", ".", "import", "d.yaml"]);
                assert_eq!(done(&other, &["review", ".", "export"]), exported);
                std::fs::remove_dir_all(to.0.join(".partnerscreen")).unwrap();
                assert!(program(&to.0, &["init"]).status.success());
            }
            code => panic!("{code:?}"),
        }
    }
    assert!(refused > 20 && read > 2, "{refused} {read}");
}
