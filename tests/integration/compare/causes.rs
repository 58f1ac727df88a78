//! Each way in which an entry can change, on a small pack, with the cause that is told of it.

use partnerscreen::pack::Pack;

use super::{compared, told, transitions};
use crate::small;

/// Facts for rules over one, two and three answers, a guard, a list, and a place.
pub(super) const FACTS: &str = "sections:
  - id: s
    title: {nl: t, en: t}
    facts:
      - {id: a, type: yes_no, label: {nl: a, en: a}, ask: {nl: t, en: t}, help: {nl: t, en: t}}
      - {id: b, type: yes_no, label: {nl: b, en: b}, ask: {nl: t, en: t}, help: {nl: t, en: t}}
      - {id: c, type: choice, label: {nl: c, en: c}, ask: {nl: t, en: t}, help: {nl: t, en: t}, options: [{id: x, nl: x, en: x}, {id: y, nl: y, en: y}, {id: no-idea, nl: w, en: w, settles: false}]}
      - {id: d, type: choices, label: {nl: d, en: d}, ask: {nl: t, en: t}, help: {nl: t, en: t}, options: [{id: p, nl: p, en: p}, {id: q, nl: q, en: q}]}
      - {id: n, type: integer, label: {nl: n, en: n}, ask: {nl: t, en: t}, help: {nl: t, en: t}, ask_when: a == \"yes\"}
      - {id: about, type: text, label: {nl: o, en: o}, ask: {nl: t, en: t}, help: {nl: t, en: t}}
      - {id: place, type: place, label: {nl: plaats, en: place}, ask: {nl: t, en: t}, help: {nl: t, en: t}}
      - {id: country, type: country, label: {nl: land, en: country}, ask: {nl: t, en: t}, help: {nl: t, en: t}, lookup: place}
      - id: visits
        type: records
        record: visit
        others: {nl: andere, en: others}
        label: {nl: bezoeken, en: visits}
        ask: {nl: t, en: t}
        help: {nl: t, en: t}
        facts:
          - {id: visit.made, type: yes_no, label: {nl: m, en: m}, ask: {nl: t, en: t}, help: {nl: t, en: t}}
";

pub(super) const RULES: &str = "rules:
  - {id: one, cites: [g], when: a == \"no\", level: low, title: {nl: t, en: t}, finding: {nl: t, en: t}, actions: [do-it]}
  - {id: both, cites: [g], when: a == \"no\" && b == \"no\", level: low, title: {nl: t, en: t}, finding: {nl: t, en: t}, actions: [do-it]}
  - {id: either, cites: [g], when: a == \"no\" || b == \"no\", level: low, title: {nl: t, en: t}, finding: {nl: t, en: t}, actions: [do-it]}
  - {id: chosen, cites: [g], applies: b == \"yes\", when: c == \"x\", level: low, title: {nl: t, en: t}, finding: {nl: t, en: t}, actions: [do-it]}
  - {id: several, cites: [g], when: d.contains(\"p\"), level: low, title: {nl: t, en: t}, finding: {nl: t, en: t}, actions: [do-it]}
  - {id: many, cites: [g], when: n > 2, level: low, title: {nl: t, en: t}, finding: {nl: t, en: t}, actions: [do-it]}
  - {id: abroad, cites: [g], when: country == \"JP\", level: low, title: {nl: t, en: t}, finding: {nl: t, en: t}, actions: [do-it]}
  - {id: not-made, each: visits, cites: [g], when: visit.made == \"no\", level: low, title: {nl: '{visit}', en: 'of {visit}'}, finding: {nl: t, en: t}, actions: [do-it]}
  - {id: none-made, cites: [g], when: 'all(visits, visit.made == \"no\")', level: low, title: {nl: t, en: t}, finding: {nl: t, en: t}, actions: [do-it]}
";

pub(super) const PLACES: &str =
    "country,province,name_zh,name_en,aliases\nJP,,東京,Tokyo,\nTW,,臺北,Taipei,\n";

pub(super) fn pack() -> Pack {
    small::pack(&[
        ("facts.yaml", FACTS),
        ("rules/t.yaml", RULES),
        ("places-outside.csv", PLACES),
        ("places.csv", ""),
    ])
}

/// Returns the transitions between two profiles that are about the named rules.
fn about(before: &str, after: &str, rules: &[&str]) -> Vec<String> {
    let pack = pack();
    let (before, after) = (small::read(&pack, before), small::read(&pack, after));
    let comparison = compared((&pack, &before), (&pack, &after));
    transitions(&comparison)
        .into_iter()
        .filter(|line| {
            let rule = line.split([':', '@']).next().unwrap();
            rules.contains(&rule)
        })
        .collect()
}

#[test]
fn one_answer_is_told_with_both_values_and_both_lines() {
    assert_eq!(
        about("a: yes\n", "b: yes\na: no\n", &["one"]),
        ["one: not-raised → raised [a: yes:2 → no:3]"]
    );
    assert_eq!(
        about("", "a: no\n", &["one"]),
        ["one: open → raised [a: - → no:2]"]
    );
    assert_eq!(
        about("a: no\n", "", &["one"]),
        ["one: raised → open [a: no:2 → -]"]
    );
    assert_eq!(
        about("a: no\n", "a: yes\n", &["one"]),
        ["one: raised → not-raised [a: no:2 → yes:2]"]
    );
    assert_eq!(
        about("", "a: yes\n", &["one"]),
        ["one: open → not-raised [a: - → yes:2]"]
    );
    assert_eq!(
        about("a: yes\n", "a: unknown\n", &["one"]),
        ["one: not-raised → open [a: yes:2 → ?:2]"]
    );
}

#[test]
fn causes_that_are_needed_together_are_told_together() {
    assert_eq!(
        about("", "a: no\nb: no\n", &["both"]),
        ["both: open → raised [a: - → no:2 & b: - → no:3]"]
    );
    assert_eq!(
        about("b: no\nc: y\n", "b: yes\nc: x\n", &["chosen"]),
        ["chosen: outside-scope → raised [b: no:2 → yes:2 & c: y:3 → x:3]"]
    );
}

#[test]
fn each_cause_that_is_enough_on_its_own_is_told() {
    assert_eq!(
        about("", "a: no\nb: no\n", &["either"]),
        ["either: open → raised [a: - → no:2 | b: - → no:3]"]
    );
    assert_eq!(
        about("a: no\nb: no\n", "a: yes\nb: yes\n", &["both"]),
        ["both: raised → not-raised [a: no:2 → yes:2 | b: no:3 → yes:3]"]
    );
}

#[test]
fn an_entry_goes_outside_scope_and_comes_back() {
    assert_eq!(
        about("b: yes\nc: x\n", "b: no\nc: x\n", &["chosen"]),
        ["chosen: raised → outside-scope [b: yes:2 → no:2]"]
    );
    assert_eq!(
        about("b: no\nc: y\n", "b: yes\nc: y\n", &["chosen"]),
        ["chosen: outside-scope → not-raised [b: no:2 → yes:2]"]
    );
}

#[test]
fn records_come_and_go_with_their_keys() {
    assert_eq!(
        about(
            "visits: [{id: v1, made: yes}]\n",
            "visits: [{id: v2, made: no}, {id: v1, made: yes}]\n",
            &["not-made"]
        ),
        ["not-made@v2: - → raised [+visits@v2]"]
    );
    assert_eq!(
        about(
            "visits: [{id: v1, made: no}]\n",
            "visits: []\n",
            &["not-made"]
        ),
        ["not-made@v1: raised → - [-visits@v1]"]
    );
    assert_eq!(
        about(
            "visits: {complete: no, records: [{id: v1, made: yes}]}\n",
            "visits: [{id: v1, made: yes}]\n",
            &["not-made"]
        ),
        ["not-made@*: open → - [visits: incomplete → plain]"]
    );
    // The list must be complete and all of it answered.
    assert_eq!(
        about("", "visits: [{id: v1, made: no}]\n", &["none-made"]),
        ["none-made: open → raised [visits: - → plain]"]
    );
    assert_eq!(
        about(
            "visits: {complete: no, records: [{id: v1, made: unknown}]}\n",
            "visits: [{id: v1, made: no}]\n",
            &["none-made"]
        ),
        ["none-made: open → raised [visits: incomplete → plain & visit.made@v1: ?:2 → no:2]"]
    );
}

#[test]
fn a_smaller_cause_than_all_that_changed_is_enough() {
    // An empty list is complete: that nobody made a visit holds of it already.
    assert_eq!(
        about("", "visits: [{id: v1, made: yes}]\n", &["none-made"]),
        ["none-made: open → not-raised [+visits@v1]"]
    );
}

#[test]
fn sources_that_contradict_each_other_are_told_with_the_line_of_each() {
    let pack = pack();
    let before = small::read(&pack, "a: no\n");
    let after = small::read(
        &pack,
        "a:\n  answers: [{answer: no, source: s1}, {answer: yes}, {answer: no}]\n",
    );
    let comparison = compared((&pack, &before), (&pack, &after));
    assert_eq!(
        transitions(&comparison)[0],
        "one: raised → open [a: no:2 → no:3/yes:3/no:3]"
    );
    let contradictions: Vec<String> = comparison
        .contradictions
        .iter()
        .map(|change| format!("{} {:?} [{}]", change.key, change.kind, told(&change.cause)))
        .collect();
    assert_eq!(contradictions, ["a New [a: no:2 → no:3/yes:3/no:3]"]);
    let back = compared((&pack, &after), (&pack, &before));
    assert_eq!(format!("{:?}", back.contradictions[0].kind), "Gone");
}

#[test]
fn the_guard_behind_an_answer_that_nobody_changed_is_the_cause() {
    assert_eq!(
        about("a: no\nb: yes\n", "a: yes\nb: yes\nn: 5\n", &["many"]),
        ["many: not-raised → raised [a: no:2 → yes:2 & n: - → 5:4]"]
    );
}

#[test]
fn a_derived_answer_is_told_by_the_place_it_is_derived_from() {
    assert_eq!(
        about("place: Tokyo\n", "place: Taipei\n", &["abroad"]),
        ["abroad: raised → not-raised [place: tokyo:2 → taipei:2]"]
    );
    assert_eq!(
        about("place: Nergensstad\n", "place: Tokyo\n", &["abroad"]),
        ["abroad: open → raised [place: ?:2 → tokyo:2]"]
    );
}

#[test]
fn text_order_lines_sources_and_equal_answers_are_no_change() {
    let pack = pack();
    let before = small::read(
        &pack,
        "about: Een\na: no\nd: [p, q]\nvisits:\n  - {id: v1, made: no}\n  - {id: v2}\nplace: Tokyo\n",
    );
    let after = small::read(
        &pack,
        "# moved\nplace: \"TŌKYŌ\"\nd: [q, p]\nvisits:\n  - {id: v2}\n  - id: v1\n    made: no\nabout: Twee\na:\n  answers: [{answer: no, source: s1}, {answer: no, source: s2}]\n",
    );
    let comparison = compared((&pack, &before), (&pack, &after));
    assert!(!comparison.changed);
    assert!(comparison.inputs.is_empty(), "{:?}", comparison.inputs);
    assert!(comparison.transitions.is_empty());
}

#[test]
fn the_outcome_the_scope_and_the_grounds_have_their_causes_too() {
    let head = small::HEAD
        .replace(
            "scope: []",
            "scope: [{outside_when: b == \"no\", text: {nl: t, en: t}}]",
        )
        .replace(
            "grounds: []",
            "grounds: [{id: g1, rule: one, when: a == \"no\", title: {nl: t, en: t}, met: {nl: m, en: m}, not_met: {nl: t, en: t}, open: {nl: t, en: t}, conflicting: {nl: t, en: t}}]",
        );
    let rules = "rules:\n  - {id: one, cites: [g], when: a == \"no\", level: low, title: {nl: t, en: t}, finding: {nl: t, en: t}, actions: [do-it]}\n";
    let pack = small::pack(&[
        ("pack.yaml", &head),
        ("facts.yaml", FACTS),
        ("rules/t.yaml", rules),
    ]);
    let read = |text: &str| small::read(&pack, text);
    let comparison = compared(
        (&pack, &read("b: yes\n")),
        (&pack, &read("b: yes\na: no\n")),
    );
    let ground = &comparison.grounds[0];
    assert_eq!(
        format!("{} {:?} {:?}", ground.id, ground.before, ground.after),
        "g1 Some(Open) Some(Met)"
    );
    assert_eq!(told(&ground.cause), "a: - → no:3");
    assert_eq!(
        told(comparison.outcome.cause.as_ref().unwrap()),
        "a: - → no:3"
    );
    assert_eq!(comparison.scope.cause, None);

    let comparison = compared(
        (&pack, &read("b: yes\na: no\n")),
        (&pack, &read("b: no\na: no\n")),
    );
    assert_eq!(
        told(comparison.scope.cause.as_ref().unwrap()),
        "b: yes:2 → no:2"
    );
    assert_eq!(comparison.outcome.after, None);
    assert_eq!(comparison.grounds[0].after, None);
    assert_eq!(
        transitions(&comparison),
        ["one: raised → outside-scope [b: yes:2 → no:2]"]
    );
}

#[test]
fn an_answer_that_changes_nothing_is_listed_and_nothing_else_is() {
    let pack = pack();
    let (before, after) = (
        small::read(&pack, "c: x\nb: no\n"),
        small::read(&pack, "c: y\nb: no\n"),
    );
    let comparison = compared((&pack, &before), (&pack, &after));
    assert!(!comparison.changed && comparison.transitions.is_empty());
    let inputs: Vec<String> = comparison.inputs.iter().map(super::part).collect();
    assert_eq!(inputs, ["c: x:2 → y:2"]);
}

#[test]
fn what_is_raised_now_comes_first_and_the_most_pressing_of_it_before_all() {
    let guidance = [
        small::GUIDANCE,
        "  - {id: k, kind: safeguard, strength: firm, section: s, summary: {nl: t, en: t}}\n",
    ]
    .concat();
    let head = small::HEAD.replace(
        "priorities: [{kind: [advice], priority: high}]",
        "priorities: [{kind: [advice], priority: high}, {kind: [safeguard], priority: critical}]",
    );
    let rule = |id: &str, cite: &str, when: &str| {
        format!(
            "  - {{id: {id}, cites: [{cite}], when: '{when}', level: low, title: {{nl: t, en: t}}, finding: {{nl: t, en: t}}, actions: [do-it]}}\n"
        )
    };
    let rules = [
        "rules:\n".to_owned(),
        rule("gone", "k", "a == \"yes\""),
        rule("new-high", "g", "a == \"no\""),
        rule("from-open", "k", "b == \"no\""),
        rule("new-critical", "k", "a == \"no\""),
        rule("opened", "k", "c == \"x\""),
    ]
    .concat();
    let pack = small::pack(&[
        ("pack.yaml", &head),
        ("guidance.yaml", &guidance),
        ("facts.yaml", FACTS),
        ("rules/t.yaml", &rules),
    ]);
    let comparison = compared(
        (&pack, &small::read(&pack, "a: yes\nc: y\n")),
        (&pack, &small::read(&pack, "a: no\nb: no\n")),
    );
    let keys: Vec<&str> = comparison
        .transitions
        .iter()
        .map(|transition| transition.key.as_str())
        .collect();
    assert_eq!(
        keys,
        ["new-critical", "from-open", "new-high", "opened", "gone"]
    );
}

#[test]
fn where_too_much_would_have_to_be_tried_a_smaller_cause_is_found_by_leaving_out() {
    // Twelve answers that are all needed: far too many sets to try by size.
    let names: Vec<String> = (0..12).map(|number| format!("f{number}")).collect();
    let asked: String = names
        .iter()
        .map(|name| format!("      - {{id: {name}, type: yes_no, label: {{nl: t, en: t}}, ask: {{nl: t, en: t}}, help: {{nl: t, en: t}}}}\n"))
        .collect();
    let facts = format!("sections:\n  - id: s\n    title: {{nl: t, en: t}}\n    facts:\n{asked}");
    let when: Vec<String> = names
        .iter()
        .map(|name| format!("{name} == \"no\""))
        .collect();
    let rules = format!(
        "rules:\n  - {{id: all, cites: [g], when: '{}', level: low, title: {{nl: t, en: t}}, finding: {{nl: t, en: t}}, actions: [do-it]}}\n",
        when.join(" && ")
    );
    let pack = small::pack(&[("facts.yaml", &facts), ("rules/t.yaml", &rules)]);
    let text: String = names.iter().map(|name| format!("{name}: no\n")).collect();
    let comparison = compared(
        (&pack, &small::read(&pack, "")),
        (&pack, &small::read(&pack, &text)),
    );
    let cause = &comparison.transitions[0].cause;
    assert_eq!(cause.sets.len(), 1);
    assert_eq!(cause.sets[0].len(), 12);
    assert!(cause.more);
}
