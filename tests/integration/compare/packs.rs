//! Other rules then: by what a change came about, what is renamed, what is refused, and what cannot be told.

use partnerscreen::pack::Pack;
use partnerscreen::screening::compare::model::Origin;
use partnerscreen::screening::compare::{Subject, compare};
use partnerscreen::screening::model::Screening;
use partnerscreen::screening::screen;
use partnerscreen::text::Lang;

use super::causes::{FACTS, PLACES, RULES, pack};
use super::{compared, told, transitions};
use crate::common::DAY;
use crate::small;

fn changed(facts: &[(&str, &str)], rules: &[(&str, &str)]) -> Pack {
    let replace = |text: &str, pairs: &[(&str, &str)]| {
        pairs.iter().fold(text.to_owned(), |text, (old, new)| {
            assert_eq!(text.matches(old).count(), 1, "{old}");
            text.replace(old, new)
        })
    };
    small::pack(&[
        ("facts.yaml", &replace(FACTS, facts)),
        ("rules/t.yaml", &replace(RULES, rules)),
        ("places-outside.csv", PLACES),
        ("places.csv", ""),
    ])
}

fn lines(before: (&Pack, &str), after: (&Pack, &str)) -> Vec<String> {
    let comparison = compared(
        (before.0, &small::read(before.0, before.1)),
        (after.0, &small::read(after.0, after.1)),
    );
    transitions(&comparison)
}

fn result(pack: &Pack, text: &str) -> Screening {
    screen(pack, &small::read(pack, text), DAY, Lang::En)
}

#[test]
fn a_changed_rule_is_told_apart_from_a_changed_answer() {
    let then = pack();
    let now = changed(
        &[],
        &[(
            "id: one, cites: [g], when: a == \"no\"",
            "id: one, cites: [g], when: a == \"yes\"",
        )],
    );
    assert_eq!(
        lines((&then, "a: yes\n"), (&now, "a: yes\n")),
        ["one: not-raised → raised [rules (Changed)]"]
    );
    // Both changed, and each has its own part in what is different now.
    assert_eq!(
        lines((&then, "a: yes\nc: y\n"), (&now, "a: yes\nc: x\n")),
        [
            "one: not-raised → raised [rules (Changed)]",
            "chosen: not-raised → open [c: y:3 → x:3]"
        ]
    );
    let stricter = changed(
        &[],
        &[(
            "id: one, cites: [g], when: a == \"no\"",
            "id: one, cites: [g], when: a == \"no\" && c == \"x\"",
        )],
    );
    assert_eq!(
        lines(
            (&stricter, "a: no\nb: no\nc: y\n"),
            (&then, "a: no\nb: no\nc: y\n")
        ),
        ["one: not-raised → raised [rules (Changed)]"]
    );
    assert_eq!(
        lines(
            (&then, "a: yes\nb: no\nc: x\n"),
            (&stricter, "a: no\nb: no\nc: y\n")
        )
        .iter()
        .filter(|line| line.starts_with("one:"))
        .count(),
        0
    );
}

#[test]
fn rules_and_answers_that_are_needed_together_are_told_together() {
    let then = changed(
        &[],
        &[(
            "id: many, cites: [g], when: n > 2",
            "id: many, cites: [g], when: n > 9",
        )],
    );
    let found = lines(
        (&then, "a: yes\nb: yes\nn: 1\n"),
        (&pack(), "a: yes\nb: yes\nn: 5\n"),
    );
    assert_eq!(
        found,
        ["many: not-raised → raised [rules (Changed) & n: 1:4 → 5:4]"]
    );
}

#[test]
fn a_new_rule_and_a_rule_that_is_gone_are_told_so() {
    let now = pack();
    let then = changed(
        &[],
        &[(
            "  - {id: both, cites: [g], when: a == \"no\" && b == \"no\", level: low, title: {nl: t, en: t}, finding: {nl: t, en: t}, actions: [do-it]}\n",
            "",
        )],
    );
    assert_eq!(
        lines((&then, "a: no\nb: no\n"), (&now, "a: no\nb: no\n")),
        ["both: - → raised [rules (New)]"]
    );
    assert_eq!(
        lines((&now, "a: no\nb: no\n"), (&then, "a: no\nb: no\n")),
        ["both: raised → - [rules (Gone)]"]
    );
    // New, and on an answer that is new as well: the rule alone would be open.
    assert_eq!(
        lines((&then, "a: no\n"), (&now, "a: no\nb: no\n"))
            .into_iter()
            .find(|line| line.starts_with("both"))
            .unwrap(),
        "both: - → raised [rules (New) & b: - → no:3]"
    );
}

#[test]
fn a_rule_that_is_the_same_can_change_by_what_it_rests_on() {
    let then = pack();
    let now = changed(&[("ask_when: a == \"yes\"", "ask_when: b == \"yes\"")], &[]);
    assert_eq!(
        lines(
            (&then, "a: no\nb: yes\nc: y\n"),
            (&now, "a: no\nb: yes\nc: y\n")
        ),
        ["many: not-raised → open [rules (Unchanged)]"]
    );
}

#[test]
fn renamed_rules_and_facts_are_the_same_in_both_directions() {
    let then = pack();
    let now = changed(
        &[
            (
                "{id: a, type: yes_no, label: {nl: a, en: a}, ",
                "{id: alpha, replaces: [a], type: yes_no, label: {nl: a, en: a}, ",
            ),
            ("ask_when: a ==", "ask_when: alpha =="),
        ],
        &[
            (
                "{id: one, cites: [g], when: a ==",
                "{id: uno, replaces: [one], cites: [g], when: alpha ==",
            ),
            ("when: a == \"no\" && b", "when: alpha == \"no\" && b"),
            ("when: a == \"no\" || b", "when: alpha == \"no\" || b"),
            (
                "{id: not-made, each",
                "{id: unmade, replaces: [not-made], each",
            ),
        ],
    );
    let (old, new) = (
        "a: no\nvisits: [{id: v1, made: no}]\n",
        "alpha: no\nvisits: [{id: v1, made: no}]\n",
    );
    assert_eq!(lines((&then, old), (&now, new)), Vec::<String>::new());
    assert_eq!(lines((&now, new), (&then, old)), Vec::<String>::new());
    let comparison = compared(
        (
            &then,
            &small::read(&then, "b: yes\nvisits: [{id: v1, made: yes}]\n"),
        ),
        (
            &now,
            &small::read(&now, "b: yes\nalpha: no\nvisits: [{id: v1, made: no}]\n"),
        ),
    );
    let found: Vec<(&str, Option<&str>, String)> = comparison
        .transitions
        .iter()
        .map(|one| (one.key.as_str(), one.old_key.as_deref(), told(&one.cause)))
        .collect();
    assert!(
        found.contains(&("uno", Some("one"), "alpha: - → no:3".to_owned())),
        "{found:?}"
    );
    assert!(
        found.contains(&(
            "unmade@v1",
            Some("not-made@v1"),
            "visit.made@v1: yes:3 → no:4".to_owned()
        )),
        "{found:?}"
    );
    assert!(comparison.refused.is_empty());
}

#[test]
fn an_old_answer_that_the_new_rules_refuse_counts_as_unanswered_and_is_listed() {
    let then = pack();
    let now = changed(
        &[
            ("{id: y, nl: y, en: y}", "{id: z, nl: z, en: z}"),
            ("{id: about, type: text", "{id: over, type: text"),
        ],
        &[],
    );
    let comparison = compared(
        (
            &then,
            &small::read(
                &then,
                "b: yes\nc: {answers: [{answer: x}, {answer: y}]}\nabout: Geheim\n",
            ),
        ),
        (&now, &small::read(&now, "b: yes\nc: x\n")),
    );
    let refused: Vec<(&str, &str, Option<usize>)> = comparison
        .refused
        .iter()
        .map(|one| (one.code.as_str(), one.why.as_str(), one.line))
        .collect();
    assert_eq!(
        refused,
        [
            ("unknown-option", "`y` is not an answer to `c`", Some(3)),
            ("unknown-fact", "unknown fact `about`", Some(4)),
        ]
    );
    // With the new rules alone `c` would be unanswered, not certain: half of a contradiction is no answer.
    let line = transitions(&comparison);
    assert_eq!(line, ["chosen: open → raised [c: x:3/y:3 → x:3]"]);
}

#[test]
fn a_priority_or_level_that_changed_is_told_with_the_rules() {
    let then = pack();
    let now = changed(
        &[],
        &[(
            "id: one, cites: [g], when: a == \"no\", level: low",
            "id: one, cites: [g], when: a == \"no\", level: none",
        )],
    );
    let comparison = compared(
        (&then, &small::read(&then, "a: no\n")),
        (&now, &small::read(&now, "a: no\n")),
    );
    let one = &comparison.transitions[0];
    assert_eq!(one.key, "one");
    assert_eq!(format!("{:?}", one.kind), "RankChanged");
    assert_eq!(
        (
            one.rank_before.as_ref().unwrap().level.as_str(),
            one.rank_after.as_ref().unwrap().level.as_str()
        ),
        ("low", "none")
    );
    assert_eq!(told(&one.cause), "rules (Changed)");
    assert_eq!(comparison.transitions.len(), 1);
    assert!(comparison.changed);
}

/// Compares two stored results with the packs that are at hand.
fn stored(before: Screening, after: Screening, packs: &[&Pack]) -> (Vec<String>, Origin, Origin) {
    let comparison = compare(
        &Subject::stored(before, packs, Lang::En),
        &Subject::stored(after, packs, Lang::En),
        Lang::En,
    );
    (
        transitions(&comparison),
        comparison.before.origin,
        comparison.after.origin,
    )
}

#[test]
fn without_the_rules_of_then_answers_and_rules_are_not_separable() {
    let then = changed(
        &[],
        &[(
            "id: many, cites: [g], when: n > 2",
            "id: many, cites: [g], when: n > 9",
        )],
    );
    let now = pack();
    let (before, after) = (
        result(&then, "a: yes\nb: yes\nn: 1\n"),
        result(&now, "a: yes\nb: yes\nn: 5\n"),
    );
    let (lines, origin, _) = stored(before.clone(), after.clone(), &[&now]);
    assert_eq!(lines, ["many: not-raised → raised [answers or rules]"]);
    assert_eq!(origin, Origin::ResultWithoutRules);
    // With both it is told as for two profiles.
    let (lines, ..) = stored(before.clone(), after, &[&now, &then]);
    assert_eq!(
        lines,
        ["many: not-raised → raised [rules (Changed) & n: 1:4 → 5:4]"]
    );
    // The same answers: then it can only be the rules.
    let (lines, ..) = stored(
        result(&then, "a: yes\nb: yes\nn: 5\n"),
        result(&now, "a: yes\nb: yes\nn: 5\n"),
        &[&now],
    );
    assert_eq!(lines, ["many: not-raised → raised [rules]"]);
}

#[test]
fn without_any_rules_the_answers_are_told_and_no_more_than_that() {
    let then = pack();
    let (before, after) = (
        result(&then, "a: yes\nb: yes\n"),
        result(&then, "a: no\nb: no\n"),
    );
    let (lines, origin_then, origin_now) = stored(before, after, &[]);
    assert!(
        lines.contains(
            &"one: not-raised → raised [among a: yes:2 → no:2 & b: yes:3 → no:3]".to_owned()
        ),
        "{lines:?}"
    );
    assert_eq!(
        (origin_then, origin_now),
        (Origin::ResultWithoutRules, Origin::ResultWithoutRules)
    );
}

#[test]
fn a_result_that_does_not_follow_from_its_answers_is_told_so_and_gets_no_other_cause() {
    let pack = pack();
    let good = result(&pack, "a: yes\nb: yes\n");
    let mut altered = good.clone();
    altered.statuses.insert(
        "one".to_owned(),
        partnerscreen::screening::model::Status::OutsideScope,
    );
    altered.tool.version = "0.0.1".to_owned();
    let (lines, origin, other) = stored(altered, result(&pack, "a: yes\nb: no\n"), &[&pack]);
    assert_eq!(
        lines.iter().find(|line| line.starts_with("one:")).unwrap(),
        &format!(
            "one: outside-scope → not-raised [not reproduced program 0.0.1 → {}]",
            env!("CARGO_PKG_VERSION")
        )
    );
    // What does follow from its answers has its cause.
    assert!(
        lines.contains(&"either: not-raised → raised [b: yes:3 → no:3]".to_owned()),
        "{lines:?}"
    );
    assert_eq!(
        (origin, other),
        (Origin::ResultNotReproduced, Origin::Result)
    );
}
