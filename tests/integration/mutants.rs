//! The alterations of a pack: which there are, which its tests notice, and what is said of the others.

use std::fmt::Write as _;

use partnerscreen::authoring::{Mutant, MutationReport, mutants, test};
use partnerscreen::pack::PackFiles;

use crate::common::{Folder, program, text};
use crate::small::{FACTS, HEAD, RULES, files, pack};

const FACTS_MORE: &str = "
      - {id: land, type: country, options: [{id: CN, nl: c, en: c}], label: {nl: t, en: t}, ask: {nl: t, en: t}, help: {nl: t, en: t}}
      - {id: people, type: integer, label: {nl: t, en: t}, ask: {nl: t, en: t}, help: {nl: t, en: t}}
      - {id: groups, type: choices, options: [{id: a, nl: a, en: a}, {id: b, nl: b, en: b}, {id: c, nl: c, en: c}], label: {nl: t, en: t}, ask: {nl: t, en: t}, help: {nl: t, en: t}}
      - {id: again, type: yes_no, label: {nl: t, en: t}, ask: {nl: t, en: t}, help: {nl: t, en: t}}
";

const NAMED: &str = "conditions:
  - {id: alive, title: {nl: t, en: t}, when: 'stage == \"running\" && done == \"yes\"'}
";

/// Returns the files of a pack with one rule, of which one key is given, and no tests.
fn one_rule(key: &str, condition: &str) -> PackFiles {
    let mut rule = "rules:
  - id: r
    cites: [g]
    level: low
    title: {nl: t, en: t}
    finding: {nl: t, en: t}
    actions: [do-it]
"
    .to_owned();
    let other = if key == "when" {
        ""
    } else {
        "    when: done == \"no\"\n"
    };
    writeln!(rule, "{other}    {key}: '{condition}'").unwrap();
    let facts = format!("{}{FACTS_MORE}", FACTS.trim_end());
    files(&[
        ("facts.yaml", &facts),
        ("conditions.yaml", NAMED),
        ("rules/t.yaml", &rule),
    ])
}

fn report(files: &PackFiles) -> MutationReport {
    let pack = partnerscreen::pack::load(files).unwrap();
    mutants(&pack, files).unwrap()
}

/// Returns what becomes of a condition: without any test, every alteration survives.
fn alterations(key: &str, condition: &str) -> Vec<String> {
    let report = report(&one_rule(key, condition));
    assert_eq!(report.killed, 0);
    let at = format!("rules.r.{key}");
    let of_key = report
        .survivors
        .into_iter()
        .filter(|mutant| mutant.at == at);
    of_key.map(|mutant| mutant.whole).collect()
}

#[test]
fn every_option_is_put_in_or_left_out_and_every_test_negated() {
    assert_eq!(
        alterations("when", r#"reason == "fear""#),
        [
            "reason in []",
            r#"reason in ["fear", "other"]"#,
            r#"reason != "fear""#
        ]
    );
    assert_eq!(
        alterations("when", r#"reason in ["fear", "other"]"#),
        [
            r#"reason == "other""#,
            r#"reason == "fear""#,
            r#"reason !in ["fear", "other"]"#
        ]
    );
    assert_eq!(
        alterations("when", r#"groups.contains("b")"#),
        [
            r#"groups.contains("a")"#,
            r#"groups.contains("c")"#,
            r#"!groups.contains("b")"#
        ]
    );
    assert_eq!(alterations("when", "done == again"), ["done != again"]);
}

#[test]
fn of_countries_those_that_the_pack_names_are_altered_and_one_for_all_others() {
    assert_eq!(
        alterations("when", r#"land == "NL""#),
        [
            r#"land in ["CN", "NL"]"#,
            "land in []",
            r#"land in ["AD", "NL"]"#,
            r#"land != "NL""#
        ]
    );
}

#[test]
fn a_negation_is_taken_away_and_its_inside_altered_but_not_negated_again() {
    assert_eq!(
        alterations("when", r#"done != "yes""#),
        [
            r#"done == "yes""#,
            "done !in []",
            r#"done !in ["yes", "no"]"#
        ]
    );
}

#[test]
fn every_comparison_and_number_is_another() {
    assert_eq!(
        alterations("when", "people >= 3"),
        [
            "people == 3",
            "people != 3",
            "people < 3",
            "people <= 3",
            "people > 3",
            "people >= 2",
            "people >= 4",
            "!(people >= 3)"
        ]
    );
}

#[test]
fn and_becomes_or_and_each_part_is_left_out() {
    assert_eq!(
        alterations("when", r#"people > 1 && done == "yes" && again == "no""#)
            .into_iter()
            .filter(|whole| !whole.contains('!') && !whole.contains("in ["))
            .collect::<Vec<_>>(),
        [
            r#"people > 1 || done == "yes" || again == "no""#,
            r#"done == "yes" && again == "no""#,
            r#"people > 1 && again == "no""#,
            r#"people > 1 && done == "yes""#,
            r#"people == 1 && done == "yes" && again == "no""#,
            r#"people < 1 && done == "yes" && again == "no""#,
            r#"people <= 1 && done == "yes" && again == "no""#,
            r#"people >= 1 && done == "yes" && again == "no""#,
            r#"people > 0 && done == "yes" && again == "no""#,
            r#"people > 2 && done == "yes" && again == "no""#,
        ]
    );
    assert_eq!(
        alterations("when", r#"people > 1 || done == "yes""#)[..3],
        [
            r#"people > 1 && done == "yes""#,
            r#"done == "yes""#,
            "people > 1"
        ]
    );
}

#[test]
fn quantifiers_and_their_bodies_are_altered() {
    assert_eq!(
        alterations("when", r#"any(visits, visit.made == "yes")"#),
        [
            r#"all(visits, visit.made == "yes")"#,
            r#"!(any(visits, visit.made == "yes"))"#,
            "any(visits, visit.made in [])",
            r#"any(visits, visit.made in ["yes", "no"])"#,
            r#"any(visits, visit.made != "yes")"#,
        ]
    );
    assert_eq!(
        alterations("when", r#"all(visits, visit.made == "yes")"#)[0],
        r#"any(visits, visit.made == "yes")"#
    );
    assert_eq!(
        alterations("when", r#"count(visits, visit.made == "yes") >= 2"#)[..8],
        [
            r#"count(visits, visit.made == "yes") == 2"#,
            r#"count(visits, visit.made == "yes") != 2"#,
            r#"count(visits, visit.made == "yes") < 2"#,
            r#"count(visits, visit.made == "yes") <= 2"#,
            r#"count(visits, visit.made == "yes") > 2"#,
            r#"count(visits, visit.made == "yes") >= 1"#,
            r#"count(visits, visit.made == "yes") >= 3"#,
            r#"!(count(visits, visit.made == "yes") >= 2)"#,
        ]
    );
}

#[test]
fn a_named_condition_is_altered_where_it_is_used_and_applies_is_left_out() {
    assert_eq!(
        alterations("applies", "alive"),
        [
            r#"stage == "running" || done == "yes""#,
            r#"done == "yes""#,
            r#"stage == "running""#,
            r#"stage in ["before", "running"] && done == "yes""#,
            r#"stage in [] && done == "yes""#,
            r#"stage != "running" && done == "yes""#,
            r#"stage == "running" && done in []"#,
            r#"stage == "running" && done in ["yes", "no"]"#,
            r#"stage == "running" && done != "yes""#,
            "",
        ]
    );
}

#[test]
fn every_condition_of_a_pack_is_altered_wherever_it_stands() {
    let head = HEAD
        .replace(
            "scope: []",
            "scope: [{outside_when: 'reason == \"other\"', text: {nl: t, en: t}}]",
        )
        .replace(
            "grounds: []",
            "grounds: [{id: gr, rule: not-done, when: 'done == \"no\"', title: {nl: t, en: t}, met: {nl: t, en: t}, not_met: {nl: t, en: t}, open: {nl: t, en: t}, conflicting: {nl: t, en: t}}]
conflicts: [{id: co, when: 'done == \"no\" && stage == \"running\"', text: {nl: t, en: t}, level: low}]",
        );
    let facts = FACTS.replace("{id: done,", "{id: done, ask_when: 'stage == \"running\"',");
    let actions = "actions:
  - {id: do-it, title: {nl: t, en: t}, steps: [{nl: t, en: t}], timing: [{when: 'stage == \"running\"', timing: ongoing}, {timing: at-review}]}
  - {id: offer, title: {nl: t, en: t}, steps: [{nl: t, en: t}], timing: ongoing, suggest_when: 'stage == \"running\"'}
";
    let rules = RULES.replacen(
        "actions: [do-it]",
        "actions: [{id: do-it, when: 'stage == \"running\"'}]
    when_open: {actions: [{id: do-it, when: 'stage == \"running\"'}]}
    applies: stage == \"running\"",
        1,
    );
    let report = report(&files(&[
        ("pack.yaml", &head),
        ("facts.yaml", &facts),
        ("actions.yaml", actions),
        ("rules/t.yaml", &rules),
    ]));
    let mut places: Vec<&str> = report
        .survivors
        .iter()
        .map(|mutant| mutant.at.as_str())
        .collect();
    places.dedup();
    assert_eq!(
        places,
        [
            "scope.1.outside_when",
            "grounds.gr.when",
            "conflicts.co.when",
            "facts.done.ask_when",
            "rules.not-done.applies",
            "rules.not-done.when",
            "rules.not-done.remarks.1.when",
            "rules.not-done.remarks.2.when",
            "rules.not-done.actions.do-it.when",
            "rules.not-done.when_open.actions.do-it.when",
            "rules.visit-not-made.when",
            "rules.visit-not-made.remarks.1.when",
            "actions.do-it.timing.1.when",
            "actions.offer.suggest_when",
        ]
    );
    let left_out: Vec<&str> = report
        .survivors
        .iter()
        .filter(|mutant| mutant.whole.is_empty())
        .map(|mutant| mutant.at.as_str())
        .collect();
    assert_eq!(
        left_out,
        [
            "facts.done.ask_when",
            "rules.not-done.applies",
            // Left out of the actions of the raised rule it would change nothing: the rule holds only where it does.
            "rules.not-done.when_open.actions.do-it.when",
        ]
    );
}

const CASES: &str = "cases:
  - {name: not done, profile: {done: 'no'}, expect: {raised: [not-done]}}
  - {name: done, profile: {done: 'yes'}, expect: {not_raised: [not-done]}}
  - {name: fear, base: not done, profile: {reason: fear}, expect: {remarks: {not-done: [1]}}}
  - {name: another reason, base: not done, profile: {reason: other}, expect: {remarks: {not-done: []}}}
  - {name: before, base: not done, profile: {stage: before}, expect: {remarks: {not-done: []}}}
  - {name: running, base: not done, profile: {stage: running}, expect: {remarks: {not-done: [2]}}}
  - name: visits
    profile: {visits: [{id: a, made: 'no', reason: fear}, {id: b, made: 'no', reason: other}, {id: c, made: 'yes'}]}
    expect: {remarks: {visit-not-made@a: [1], visit-not-made@b: []}, not_raised: [visit-not-made@c], raised: [visit-not-made@a]}
";

#[test]
fn tests_that_tell_every_answer_apart_notice_every_alteration() {
    let whole = report(&files(&[("tests/a.yaml", CASES)]));
    assert_eq!((whole.survivors, whole.killed), (Vec::new(), 15));
    // Each case is needed: without it, something is not noticed any more.
    let lines: Vec<&str> = CASES.lines().collect();
    let without = |left_out: &str| {
        let kept: Vec<&str> = lines
            .iter()
            .copied()
            .filter(|line| !line.contains(left_out))
            .collect();
        let report = report(&files(&[("tests/a.yaml", &kept.join("\n"))]));
        report
            .survivors
            .into_iter()
            .map(|mutant| (mutant.at, mutant.whole))
            .collect::<Vec<_>>()
    };
    let survivor = |at: &str, whole: &str| (at.to_owned(), whole.to_owned());
    assert_eq!(
        without("name: done"),
        [survivor("rules.not-done.when", r#"done in ["yes", "no"]"#)]
    );
    assert_eq!(
        without("name: before"),
        [survivor(
            "rules.not-done.remarks.2.when",
            r#"stage in ["before", "running"]"#
        )]
    );
}

#[test]
fn a_survivor_with_a_reason_is_excused_and_a_reason_without_survivor_is_stale() {
    let cases = CASES.replace(
        "  - {name: done, profile: {done: 'yes'}, expect: {not_raised: [not-done]}}\n",
        "",
    );
    let reasons = |becomes: &str| {
        format!(
            "survivors:\n  - {{at: rules.not-done.when, becomes: 'done in [\"{becomes}\"]', because: {{nl: t, en: t}}}}\n"
        )
    };
    let tested = |reasons: &str| {
        report(&files(&[
            ("tests/a.yaml", &cases),
            ("tests/survivors.yaml", reasons),
        ]))
    };
    let excused = tested(&reasons("yes\", \"no"));
    assert_eq!(
        (excused.excused, excused.passes()),
        (1, true),
        "{excused:?}"
    );
    assert!(excused.survivors.is_empty() && excused.stale.is_empty());
    let stale = tested(&reasons("yes"));
    assert_eq!(
        (stale.excused, stale.survivors.len(), stale.passes()),
        (0, 1, false)
    );
    assert_eq!(stale.stale[0].at, "rules.not-done.when");
    // Nobody excuses anything without saying why.
    let files = files(&[
        ("tests/a.yaml", &cases),
        (
            "tests/survivors.yaml",
            &reasons("yes").replace("en: t", "en: ''"),
        ),
    ]);
    let pack = partnerscreen::pack::load(&files).unwrap();
    assert_eq!(
        mutants(&pack, &files).unwrap_err().to_string(),
        "tests/survivors.yaml: rules.not-done.when: `because` is empty"
    );
}

#[test]
fn an_expectation_of_remarks_actions_timing_grounds_or_suggestions_that_fails_says_so() {
    let cases = "cases:
  - name: a
    profile: {done: 'no'}
    expect:
      remarks: {not-done: [1], other: []}
      actions: {not-done: []}
      timing: {do-it: at-review, dont: ongoing}
      grounds: {gr: met}
      suggested: [do-it]
      raised: [not-don]
      open: [visit-not-made]
";
    let files = files(&[("tests/a.yaml", cases)]);
    let report = test(&pack(&[]), &files).unwrap();
    let said: Vec<&str> = report
        .failures
        .iter()
        .map(|failure| failure.message.en.as_ref())
        .collect();
    assert_eq!(
        said,
        [
            "there is no rule `not-don`; did you mean `not-done`?",
            "the rule `visit-not-made` did not run for this profile",
            "ground `gr`: expected `met`, got `none`",
            "actions of `not-done`: expected ``, got `do-it`",
            "remarks of `not-done`: expected `1`, got ``",
            "there is no rule `other`",
            "`do-it`: expected `at-review`, got `ongoing`",
            "there is no action `dont`",
            "there is no suggestion `do-it`",
        ]
    );
    assert_eq!((report.expectations, report.passes()), (9, false));
}

#[test]
fn the_program_prints_what_nobody_notices_and_ends_with_2() {
    let folder = Folder::new("mutants");
    let small = files(&[(
        "tests/a.yaml",
        &CASES.replace("{not_raised: [not-done]}", "{raised: []}"),
    )]);
    for (name, bytes) in &small.files {
        folder.write(&format!("pack/{name}"), bytes);
    }
    let run = |arguments: &[&str]| {
        let mut all = vec!["pack", "test", "--rules", "pack"];
        all.extend(arguments);
        let output = program(&folder.0, &all);
        (output.status.code().unwrap(), text(&output.stdout))
    };
    let (code, shown) = run(&["--mutants", "--lang", "en"]);
    assert_eq!(
        shown,
        "not shown: not-done: open, not raised
not shown: visit-not-made: open
rules shown: raised 2 of 2, open 0 of 2, not raised 1 of 2, outside scope 0 of 0
rule pack small: 7 cases, 9 expectations, 0 failed
nobody notices at rules.not-done.when
  - done == \"no\"
    becomes: done in [\"yes\", \"no\"]

rule pack small: 14 alterations noticed, 0 change nothing, 1 not noticed, 0 not with a reason, 0
stale reasons
"
    );
    assert_eq!(code, 2);
    let (code, shown) = run(&["--mutants", "--lang", "nl", "--width", "30"]);
    assert_eq!(code, 2);
    assert!(
        shown.lines().all(|line| line.chars().count() <= 30),
        "{shown}"
    );
    assert!(shown.contains("niemand merkt het bij\n"), "{shown}");
    // Whatever else there is, a pack whose rules are not all shown in every status does not pass.
    assert_eq!(run(&[]).0, 2);
}

#[test]
fn no_alteration_is_made_twice() {
    let report = report(&one_rule("applies", "alive || people > 1"));
    let mut seen = std::collections::BTreeSet::new();
    for Mutant { at, whole, .. } in &report.survivors {
        assert!(seen.insert((at, whole)), "{at}: {whole}");
    }
    assert!(seen.len() > 20);
}
