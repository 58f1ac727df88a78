//! The commands, without a terminal.

use partnerscreen::dossier::Dossier;

use super::{ACCEPT, FINDING, OTHER, accept, desk, done, json, run, sample};
use crate::common::{DAY, Folder, append, program, root, text};

#[test]
fn a_decision_is_recorded_with_its_number_and_told() {
    let folder = desk("review-record");
    let (code, out, err) = run(
        &folder,
        &[
            "review",
            "a.yaml",
            "accept",
            FINDING,
            OTHER,
            "--reason",
            " The council knows ",
            "--until",
            "2026-12-10",
            "--role",
            "college",
        ],
    );
    assert_eq!((code, out.as_str()), (Some(0), ""));
    assert_eq!(
        err,
        "Decision 1, 2026-11-24, college: accepted until 2026-12-10. Reason: The council knows. Now: holds, 16 more days.\n\
         Decision 2, 2026-11-24, college: accepted until 2026-12-10. Reason: The council knows. Now: holds, 16 more days.\n"
    );
    let plan = [
        "review",
        "a.yaml",
        "plan",
        "exchange-named-safety@missie-2025/look-back",
        OTHER,
        "inform-companies",
        "--due",
        "2027-06-01",
        "--role",
        "policy officer",
    ];
    let (_, _, err) = run(&folder, &plan);
    assert_eq!(
        err,
        "Decision 3, 2026-11-24, policy officer: action `look-back` planned, done by 2027-06-01. Now: holds.\n\
         Decision 4, 2026-11-24, policy officer: action `make-important-part` planned, done by 2027-06-01. Now: holds.\n\
         Decision 5, 2026-11-24, policy officer: action `inform-companies` planned, done by 2027-06-01. Now: holds.\n"
    );
    let note = [
        "review",
        "a.yaml",
        "note",
        FINDING,
        "Eerst navragen",
        "--role",
        "college",
        "--lang",
        "nl",
    ];
    let (_, _, err) = run(&folder, &note);
    assert_eq!(
        err,
        "Besluit 6, 2026-11-24, college: notitie: Eerst navragen. Nu: geldt.\n"
    );
    let withdraw = [
        "review",
        "a.yaml",
        "withdraw",
        "1",
        "--reason",
        "Seen again",
        "--role",
        "college",
    ];
    let (_, _, err) = run(&folder, &withdraw);
    assert_eq!(
        err,
        "Decision 1, 2026-11-24, college: accepted until 2026-12-10. Reason: The council knows. \
         Now: withdrawn with decision 7, 2026-11-24, college. Reason: Seen again.\n"
    );
    let again = run(&folder, &withdraw);
    assert_eq!(
        (again.0, again.2.as_str()),
        (Some(2), "error: decision 1 is withdrawn already\n")
    );
    let listed = json(&folder, DAY, &["review", "a.yaml", "list"]);
    let made = listed["decisions"]["made"].as_array().unwrap();
    let numbers: Vec<u64> = made
        .iter()
        .map(|one| one["number"].as_u64().unwrap())
        .collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
    assert_eq!(made[0]["standing"]["state"], "withdrawn");
    assert_eq!(made[1]["standing"]["days"], 16);
    assert_eq!(
        made[1]["what"]["accept"]["ground"]["link.human_rights"]["answers"][0],
        "token"
    );
    let counts = &listed["decisions"]["counts"];
    assert_eq!(
        (&counts["accepted"], &counts["planned"], &counts["noted"]),
        (&1.into(), &3.into(), &1.into())
    );
}

#[test]
fn not_knowing_is_accepted_for_open_findings_only() {
    let folder = desk("review-unknown");
    folder.write("x.yaml", sample("xian-just-begun"));
    let accept = |what: &str, profile: &str, key: &str| {
        run(
            &folder,
            &[
                "review",
                profile,
                what,
                key,
                "--reason",
                "Nobody can know",
                "--until",
                "2027-06-01",
                "--role",
                "college",
            ],
        )
    };
    let (code, _, err) = accept("accept", "x.yaml", "approval-claimed");
    assert_eq!(
        (code, err.as_str()),
        (
            Some(2),
            "error: `approval-claimed` is still open\n  = help: with `accept-unknown` you accept that you do not know\n"
        )
    );
    let (code, _, err) = accept("accept-unknown", "a.yaml", FINDING);
    assert_eq!(code, Some(2));
    assert_eq!(
        err,
        format!("error: `{FINDING}` is not open any more\n  = help: use `accept`\n")
    );
    let (code, _, err) = accept("accept-unknown", "x.yaml", "approval-claimed");
    assert_eq!(
        (code, err.as_str()),
        (
            Some(0),
            "Decision 1, 2026-11-24, college: accepted that this is not known, until 2027-06-01. Reason: Nobody can know. Now: holds.\n"
        )
    );
}

#[test]
fn everything_wrong_is_told_at_once_and_nothing_is_written() {
    let folder = desk("review-wrong");
    let before = std::fs::read(folder.0.join(".partnerscreen/dossier.sqlite")).unwrap();
    let (code, out, err) = run(
        &folder,
        &[
            "review",
            "a.yaml",
            "accept",
            FINDING,
            "companies-duty-of-car",
            "exchange-named-wish@missie-2025",
            "plan-aims",
            "nope",
            "--reason",
            " ",
            "--until",
            "2026-11-23",
            "--role",
            "",
        ],
    );
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert_eq!(
        err,
        "error: the role is empty\n  \
           = help: name a function, such as `policy officer` or `college`; not a person's name\n\
         error: the text is empty\n  = help: write why\n\
         error: the last day, 2026-11-23, is before 2026-11-24\n  = help: choose a later day\n\
         error: there is no finding `companies-duty-of-car` for this profile\n  = help: did you mean `companies-duty-of-care`?\n\
         error: `exchange-named-wish@missie-2025` is critical: you cannot accept it, only plan what to do about it\n  = help: plan with `plan`: `look-back`\n\
         error: `plan-aims` is neither raised nor open for this profile\n  = help: there is nothing to decide\n\
         error: there is no finding `nope` for this profile\n  = help: `screen` shows the findings with their keys\n"
    );
    let plan = [
        "review",
        "a.yaml",
        "plan",
        "exchange-civil-society-wish@handelsmissie-2026",
        "exchange-civil-society-wish@handelsmissie-2026/ask-wis",
        "human-rights-in-lin/x",
        "look-bac",
        "nope",
        "--due",
        "soon",
        "--role",
        "college",
    ];
    let (code, _, err) = run(&folder, &plan);
    assert_eq!(code, Some(2));
    assert_eq!(
        err,
        "error: `exchange-civil-society-wish@handelsmissie-2026` asks for several actions\n  = help: choose from: `hold-until-sure`, `ask-wish`\n\
         error: `exchange-civil-society-wish@handelsmissie-2026` asks for no action `ask-wis`\n  = help: did you mean `ask-wish`?\n\
         error: there is no finding `human-rights-in-lin` for this profile\n  = help: did you mean `human-rights-in-link`?\n\
         error: `soon` is not a date\n  = help: write year-month-day, such as 2026-05-01\n\
         error: the plan has no action `look-bac`\n  = help: did you mean `look-back`?\n\
         error: the plan has no action `nope`\n  = help: name a finding by its key to see its actions\n"
    );
    // A mistake in Dutch, and one that the arguments themselves have.
    let withdraw = [
        "review", "a.yaml", "withdraw", "9", "--reason", "x", "--role", "college", "--lang", "nl",
    ];
    let (code, _, err) = run(&folder, &withdraw);
    assert_eq!(
        (code, err.as_str()),
        (
            Some(2),
            "fout: er is geen besluit 9\n  = hulp: `review PROFIEL list` toont de besluiten met hun nummer\n"
        )
    );
    let (code, _, err) = run(&folder, &["review", "a.yaml", "accept", FINDING]);
    assert_eq!(code, Some(2));
    for missing in ["--reason", "--until", "--role"] {
        assert!(err.contains(missing), "{err}");
    }
    let after = std::fs::read(folder.0.join(".partnerscreen/dossier.sqlite")).unwrap();
    assert_eq!(before, after);
}

#[test]
fn without_a_dossier_or_a_file_nothing_is_decided() {
    let folder = Folder::new("review-none");
    folder.write("a.yaml", sample("guangdong-running"));
    let expected = "error: there is no dossier yet to keep decisions in\n  = help: make it with `partnerscreen init` in the folder of the profile\n";
    for arguments in [
        &ACCEPT[..],
        &["review", "a.yaml", "list"],
        &["review", "a.yaml"],
        &["review", "a.yaml", "export"],
    ] {
        let (code, out, err) = run(&folder, arguments);
        assert_eq!((code, out.as_str(), err.as_str()), (Some(2), "", expected));
    }
    assert!(!folder.0.join(".partnerscreen").exists());
    let (code, _, err) = run(&folder, &["review", "-", "list"]);
    assert_eq!(
        (code, err.as_str()),
        (
            Some(2),
            "error: a decision belongs to a file, not to standard input\n  = help: name a profile\n"
        )
    );
}

#[test]
fn without_a_terminal_the_review_is_the_list() {
    let folder = desk("review-list");
    let empty = done(&folder, &["review", "a.yaml"]);
    assert!(
        empty.contains("ALL DECISIONS\n  Nothing was decided yet.\n"),
        "{empty}"
    );
    accept(&folder, FINDING, "2027-06-01");
    for arguments in [
        &[][..],
        &["--format", "json"],
        &["--lang", "nl", "--width", "40"],
    ] {
        let plain = [&["review", "a.yaml"], arguments].concat();
        let listed = [&["review", "a.yaml", "list"], arguments].concat();
        assert_eq!(done(&folder, &plain), done(&folder, &listed));
    }
    assert!(done(&folder, &["review", "a.yaml"]).contains("Accepted until 2027-06-01. Reason:"));
}

#[test]
fn the_list_as_json_follows_the_schema_that_the_program_prints() {
    let folder = desk("review-schema");
    accept(&folder, FINDING, "2027-06-01");
    let withdraw = [
        "review", "a.yaml", "withdraw", "1", "--reason", "x", "--role", "college",
    ];
    done(&folder, &withdraw);
    accept(&folder, OTHER, "2026-12-01");
    for (schema, arguments) in [
        ("decisions", &["review", "a.yaml", "list"][..]),
        ("screening", &["screen", "a.yaml"]),
        ("explanation", &["explain", "a.yaml", OTHER]),
    ] {
        let schema = program(&root(), &["schema", schema]);
        let schema = serde_json::from_str(&text(&schema.stdout)).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let mut result = json(&folder, DAY, arguments);
        let problems: Vec<String> = validator
            .iter_errors(&result)
            .map(|error| error.to_string())
            .collect();
        assert!(problems.is_empty(), "{arguments:?}: {problems:?}");
        assert!(!result["decisions"].is_null());
        result["decisions"] = serde_json::json!([{"number": "one"}]);
        assert!(!validator.is_valid(&result), "{arguments:?}");
    }
}

/// Copies the built-in pack into a folder, with a line more in `pack.yaml`.
fn pack_with(folder: &Folder, line: &str) {
    let from = root().join("rules/amnesty-nl-2021");
    let mut folders = vec![from.clone()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(&from).unwrap().to_str().unwrap();
            if path.is_dir() {
                folders.push(path);
            } else {
                folder.write(&format!("pack/{name}"), std::fs::read(&path).unwrap());
            }
        }
    }
    let head = std::fs::read_to_string(from.join("pack.yaml")).unwrap();
    folder.write("pack/pack.yaml", format!("{line}\n{head}"));
}

#[test]
fn critical_findings_are_accepted_only_where_the_pack_allows_it() {
    let folder = desk("review-critical");
    let key = "exchange-named-wish@missie-2025";
    let accept = |rules: &[&str]| {
        let base = [
            "review",
            "a.yaml",
            "accept",
            key,
            "--reason",
            "x",
            "--until",
            "2027-06-01",
            "--role",
            "college",
        ];
        run(&folder, &[&base[..], rules].concat())
    };
    pack_with(&folder, "decisions: {critical: plan-only}");
    assert_eq!(accept(&[]).0, Some(2));
    assert_eq!(accept(&["--rules", "pack"]).0, Some(2));
    pack_with(&folder, "decisions: {critical: acceptible}");
    let (code, _, err) = accept(&["--rules", "pack"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("pack.yaml:1:"), "{err}");
    pack_with(&folder, "decisions: {critical: acceptable}");
    let (code, _, err) = accept(&["--rules", "pack"]);
    assert_eq!(code, Some(0), "{err}");
    assert!(err.ends_with("Now: holds.\n"), "{err}");
    // Under rules that do not allow it, what was accepted does not stand.
    let standing = |rules: &[&str]| {
        let base = ["review", "a.yaml", "list", "--format", "json"];
        let listed = done(&folder, &[&base[..], rules].concat());
        let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
        listed["decisions"]["made"][0]["standing"]["state"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(standing(&["--rules", "pack"]), "stands");
    assert_eq!(standing(&[]), "only-planned");
}

#[test]
fn a_contradiction_can_be_noted_on_and_not_accepted() {
    let folder = desk("review-contradiction");
    folder.write("c.yaml", sample("chengdu-contradictory"));
    let screening = json(&folder, DAY, &["screen", "c.yaml"]);
    let key = screening["contradictions"][0]["key"]
        .as_str()
        .unwrap()
        .to_owned();
    let base = [
        "--reason",
        "x",
        "--until",
        "2027-06-01",
        "--role",
        "college",
    ];
    let (code, _, err) = run(
        &folder,
        &[&["review", "c.yaml", "accept", &key], &base[..]].concat(),
    );
    assert_eq!(code, Some(2));
    assert!(
        err.starts_with(&format!(
            "error: `{key}` is a contradiction: you cannot accept it\n"
        )),
        "{err}"
    );
    let note = [
        "review",
        "c.yaml",
        "note",
        &key,
        "Ask the partner",
        "--role",
        "college",
    ];
    done(&folder, &note);
    for arguments in [
        &["screen", "c.yaml"][..],
        &["screen", "c.yaml", "--width", "60"],
    ] {
        let shown = super::flat(&done(&folder, arguments));
        assert!(
            shown.contains("Decision 1, 2026-11-24, college: note: Ask the partner. Now: holds."),
            "{shown}"
        );
    }
}

#[test]
fn an_entry_that_cannot_be_read_is_told_by_every_command_and_left_alone() {
    let folder = desk("review-malformed");
    let mut dossier = Dossier::open(&folder.0).unwrap().unwrap();
    let entry = r#"{"number":1,"day":"2026-11-24","role":"college","what":{"bless":{}}}"#;
    append(&mut dossier, "a.yaml", &[entry.to_owned()]);
    drop(dossier);
    for arguments in [
        &ACCEPT[..],
        &["review", "a.yaml", "list"],
        &["review", "a.yaml", "export"],
        &["screen", "a.yaml"],
        &["questions", "a.yaml"],
        &["plan", "a.yaml"],
        &["explain", "a.yaml", FINDING],
        &["compare", "a.yaml", "a.yaml"],
    ] {
        let (code, out, err) = run(&folder, arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(
            err.starts_with(
                "error: decision 1 in the dossier cannot be read: unknown variant `bless`"
            ),
            "{arguments:?}: {err}"
        );
    }
    let bare = done(&folder, &["screen", "a.yaml", "--no-decisions"]);
    assert!(!bare.contains("DECISIONS"));
    let dossier = Dossier::open(&folder.0).unwrap().unwrap();
    assert_eq!(dossier.entries("a.yaml").unwrap()[0].entry, entry);
}
