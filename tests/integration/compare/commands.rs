//! The command as people use it: whole outputs, exit codes, formats, and `screen` with a baseline.

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::common::{DAY, Folder, program, root, text};
use crate::golden::golden;

const BEFORE: &str = "profiles/kashgar-no-research.yaml";
const AFTER: &str = "profiles/kashgar-research-done.yaml";

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut all = arguments.to_vec();
    all.extend(["--as-of", DAY]);
    let output = program(&root(), &all);
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

fn shown(arguments: &[&str]) -> String {
    let (code, out, err) = run(arguments);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{arguments:?}");
    out
}

/// Returns a sample with its keys and records in another order, under another name.
fn renamed(folder: &Folder) -> String {
    let sample = std::fs::read_to_string(root().join(AFTER)).unwrap();
    let value: serde_yaml::Value = serde_yaml::from_str(&sample).unwrap();
    let serde_yaml::Value::Mapping(map) = value else {
        panic!("a profile is a mapping")
    };
    let mut entries: Vec<(serde_yaml::Value, serde_yaml::Value)> = map.into_iter().collect();
    entries.reverse();
    let turned: serde_yaml::Mapping = entries.into_iter().collect();
    folder.write("elders.yaml", serde_yaml::to_string(&turned).unwrap());
    folder.0.join("elders.yaml").display().to_string()
}

#[test]
fn comparisons_print_what_they_should_at_every_width_in_both_languages() {
    let mut wrong = Vec::new();
    for (name, before, after) in [
        ("kashgar", BEFORE, AFTER),
        ("kashgar-back", AFTER, BEFORE),
        ("out-of-scope", BEFORE, "profiles/tainan-outside.yaml"),
        (
            "contradictory",
            "profiles/nanjing-well-prepared.yaml",
            "profiles/chengdu-contradictory.yaml",
        ),
    ] {
        for lang in ["nl", "en"] {
            for width in ["40", "80", "100", "140"] {
                let out = shown(&["compare", before, after, "--lang", lang, "--width", width]);
                let most: usize = width.parse().unwrap();
                for line in out.lines() {
                    assert!(line.width() <= most, "{name} {lang} {width}: {line}");
                    assert_eq!(line, line.trim_end(), "{name} {lang} {width}");
                }
                assert!(!out.contains('\u{1b}'));
                wrong.extend(golden(&format!("compare/{name}.{lang}.{width}.txt"), &out));
            }
            let out = shown(&[
                "compare", before, after, "--lang", lang, "--format", "markdown",
            ]);
            wrong.extend(golden(&format!("compare/{name}.{lang}.md"), &out));
        }
    }
    assert!(wrong.is_empty(), "changed: {wrong:#?}");
}

#[test]
fn a_renamed_and_reordered_copy_shows_no_change_and_says_that_this_is_no_approval() {
    let folder = Folder::new("compare-renamed");
    let copy = renamed(&folder);
    let nl = shown(&["compare", AFTER, &copy, "--lang", "nl"]);
    assert!(nl.contains("\nNIETS VERANDERD\n"), "{nl}");
    assert!(nl.contains("Dat is geen goedkeuring."), "{nl}");
    assert!(nl.contains("De uitkomst staat vast: Afgeraden."), "{nl}");
    assert!(nl.contains("alleen in volgorde, regelnummers"), "{nl}");
    let en = shown(&["compare", AFTER, AFTER, "--lang", "en"]);
    assert!(en.contains("\nNOTHING CHANGED\n") && en.contains("That is no approval."));
    assert!(!en.contains("another file"), "{en}");
    let value: Value =
        serde_json::from_str(&shown(&["compare", AFTER, &copy, "--format", "json"])).unwrap();
    assert_eq!(value["changed"], false);
    assert_eq!(value["transitions"], serde_json::json!([]));
    assert_eq!(value["inputs"], serde_json::json!([]));
}

#[test]
fn a_profile_and_the_result_kept_of_it_are_the_same_whatever_the_language_it_was_kept_in() {
    let folder = Folder::new("compare-kept");
    let samples = crate::common::samples();
    for (name, _) in &samples {
        let path = format!("profiles/{name}.yaml");
        let kept = folder.0.join(format!("{name}.json")).display().to_string();
        shown(&[
            "screen", &path, "--format", "json", "--lang", "nl", "--output", &kept,
        ]);
        let value: Value = serde_json::from_str(&shown(&[
            "compare", &kept, &path, "--format", "json", "--lang", "en",
        ]))
        .unwrap();
        assert_eq!(value["changed"], false, "{name}");
        assert_eq!(value["inputs"], serde_json::json!([]), "{name}");
        assert_eq!(value["before"]["origin"], "result", "{name}");
    }
    // The texts of a kept result come in the language that is asked for.
    let kept = folder
        .0
        .join("kashgar-no-research.json")
        .display()
        .to_string();
    let from_kept = shown(&["compare", &kept, AFTER, "--lang", "en"]);
    let from_profile = shown(&["compare", BEFORE, AFTER, "--lang", "en"]);
    let without_receipt = |text: &str| text.replace(" (stored result)", "");
    assert_eq!(
        without_receipt(&from_kept)
            .split_whitespace()
            .collect::<Vec<_>>(),
        from_profile.split_whitespace().collect::<Vec<_>>()
    );
}

#[test]
fn a_screening_with_a_baseline_shows_the_changes_and_then_everything_and_can_be_a_baseline_itself()
{
    let folder = Folder::new("compare-baseline");
    let kept = folder.0.join("kept.json").display().to_string();
    shown(&[
        "screen", BEFORE, "--format", "json", "--lang", "en", "--output", &kept,
    ]);
    let out = shown(&["screen", AFTER, "--baseline", &kept, "--lang", "en"]);
    let place = |part: &str| out.find(part).unwrap_or_else(|| panic!("{part}:\n{out}"));
    assert!(place("CHANGED SINCE 24 NOVEMBER 2026") < place("RAISED NOW"));
    assert!(place("RAISED NOW") < place("THE WHOLE SCREENING"));
    assert!(place("THE WHOLE SCREENING") < place("\nFINDINGS\n"));
    assert!(out.contains("rules then: ") && out.contains("profile now: "));
    assert_eq!(out.matches("WHAT THIS IS NOT").count(), 1);

    let next = folder.0.join("next.json").display().to_string();
    shown(&[
        "screen",
        AFTER,
        "--baseline",
        &kept,
        "--format",
        "json",
        "--output",
        &next,
    ]);
    let value: Value = serde_json::from_str(&std::fs::read_to_string(&next).unwrap()).unwrap();
    assert_eq!(value["changes"]["format"], "partnerscreen.comparison/1");
    assert_eq!(value["changes"]["changed"], true);
    let schema: Value =
        serde_json::from_str(&text(&program(&root(), &["schema", "screening"]).stdout)).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let problems: Vec<String> = validator
        .iter_errors(&value)
        .map(|error| error.to_string())
        .collect();
    assert!(problems.is_empty(), "{problems:?}");
    let again = shown(&["screen", AFTER, "--baseline", &next, "--lang", "nl"]);
    assert!(again.contains("NIETS VERANDERD"), "{again}");
}

#[test]
fn the_json_of_a_comparison_follows_the_published_schema() {
    let schema: Value =
        serde_json::from_str(&text(&program(&root(), &["schema", "comparison"]).stdout)).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let names: Vec<String> = crate::common::samples()
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    for (number, name) in names.iter().enumerate() {
        let other = &names[(number + 3) % names.len()];
        let (before, after) = (
            format!("profiles/{name}.yaml"),
            format!("profiles/{other}.yaml"),
        );
        let value: Value =
            serde_json::from_str(&shown(&["compare", &before, &after, "--format", "json"]))
                .unwrap();
        let problems: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| error.to_string())
            .collect();
        assert!(problems.is_empty(), "{name}: {problems:?}");
        let read: partnerscreen::screening::compare::model::Comparison =
            serde_json::from_value(value).unwrap();
        assert!(read.changed, "{name} and {other}");
    }
    assert!(!validator.is_valid(&serde_json::json!({"format": "x"})));
}

#[test]
fn an_earlier_profile_with_questions_that_are_gone_is_compared_and_a_later_one_is_refused() {
    let folder = Folder::new("compare-earlier");
    folder.write(
        "old.yaml",
        "partnerscreen: 1\nname: x\npartner: {country: CN, place: Kashgar, kind: authority}\nauthority: {kind: municipality, motto: samen}\nresearch: {region: half}\nexchanges: geen idee\n",
    );
    folder.write(
        "new.yaml",
        "partnerscreen: 1\nname: x\npartner: {country: CN, place: Kashgar, kind: authority}\nauthority: {kind: municipality}\n",
    );
    let compare = |arguments: &[&str]| {
        let output = program(&folder.0, &[&["compare"], arguments].concat());
        (
            output.status.code(),
            text(&output.stdout),
            text(&output.stderr),
        )
    };
    let (code, out, err) = compare(&["old.yaml", "new.yaml", "--lang", "en"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let listed: Vec<&str> = out
        .split("ANSWERS OF THEN THAT THE RULES OF NOW REFUSE")
        .nth(1)
        .unwrap()
        .lines()
        .filter(|line| line.starts_with("  - "))
        .collect();
    assert_eq!(
        listed,
        [
            "  - unknown fact `authority.motto` (line 4)",
            "  - `half` is not an answer to `research.region` (line 5)",
            "  - `exchanges` is a list (line 6)",
            "  - profile then: SHA-256 x",
        ][..3]
    );
    // What was refused counts as unanswered, not as «none»: nothing changed.
    assert!(out.contains("NOTHING CHANGED"), "{out}");
    let (code, out, err) = compare(&["new.yaml", "old.yaml", "--lang", "en"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.contains("unknown fact `authority.motto`"), "{err}");
}

#[test]
fn other_rules_then_are_named_by_a_folder() {
    let folder = Folder::new("compare-rules");
    let copy = |name: &str| {
        let from = root().join("rules/amnesty-nl-2021");
        for entry in walk(&from) {
            let path = entry.strip_prefix(&from).unwrap();
            folder.write(
                &format!("{name}/{}", path.display()),
                std::fs::read(&entry).unwrap(),
            );
        }
    };
    copy("old");
    let pack = folder.0.join("old/pack.yaml");
    let text_of = std::fs::read_to_string(&pack).unwrap();
    let version = text_of
        .lines()
        .find(|line| line.starts_with("version:"))
        .unwrap();
    std::fs::write(&pack, text_of.replace(version, "version: 0.0.9")).unwrap();
    let old = folder.0.join("old").display().to_string();
    let kept = folder.0.join("kept.json").display().to_string();
    shown(&[
        "screen", BEFORE, "--rules", &old, "--format", "json", "--output", &kept,
    ]);
    // The rules differ by their version only: every change comes from the answers.
    let with = shown(&["compare", &kept, AFTER, "--old-rules", &old, "--lang", "en"]);
    assert!(
        with.contains("  - Rules: amnesty-nl-2021 0.0.9 → amnesty-nl-2021 "),
        "{with}"
    );
    assert!(!with.contains("not separable"), "{with}");
    let without = shown(&["compare", &kept, AFTER, "--lang", "en"]);
    assert!(
        without.contains("Answers or rules. Without the rules of then these are not separable.")
    );
    assert!(without.contains("With --old-rules DIR"), "{without}");
    // Rules that are not those of the result would tell nothing of it.
    std::fs::write(&pack, text_of.replace(version, "version: 0.0.8")).unwrap();
    let (code, out, err) = run(&["compare", &kept, AFTER, "--old-rules", &old, "--lang", "en"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(
        err.contains("names other rules than those of")
            && err.contains("amnesty-nl-2021 0.0.9, SHA-256 "),
        "{err}"
    );
    let without = shown(&["compare", &kept, AFTER, "--lang", "nl"]);
    assert!(without.contains("De regels van toen (amnesty-nl-2021 0.0.9) zijn er niet bij."));
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(walk(&path));
        } else {
            found.push(path);
        }
    }
    found
}

#[test]
fn wrong_use_is_refused_and_nothing_is_written() {
    for (arguments, message) in [
        (&["compare", "-", "-"][..], "standard input cannot be both"),
        (
            &["compare", BEFORE, "profiles/missing.yaml"],
            "does not exist",
        ),
        (
            &["compare", BEFORE, "profiles"],
            "is a folder, not a profile",
        ),
        (
            &["compare", BEFORE, AFTER, "--old-rules", "nowhere"],
            "nowhere",
        ),
        (
            &["screen", BEFORE, AFTER, "--baseline", BEFORE],
            "`--baseline` goes with one profile",
        ),
        (
            &["screen", BEFORE, "--format", "markdown"],
            "only `compare` has the format `markdown`",
        ),
        (
            &["screen", BEFORE, "--old-rules", "rules/amnesty-nl-2021"],
            "--baseline",
        ),
    ] {
        let (code, out, err) = run(&[arguments, &["--lang", "en"]].concat());
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(err.contains(message), "{arguments:?}: {err}");
    }
    // What is wrong with both is said in one go.
    let (code, _, err) = run(&[
        "compare",
        "profiles/one.yaml",
        "profiles/two.yaml",
        "--lang",
        "en",
    ]);
    assert_eq!(code, Some(2));
    assert!(
        err.contains("one.yaml") && err.contains("two.yaml"),
        "{err}"
    );
}
