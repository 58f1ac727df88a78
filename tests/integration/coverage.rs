//! What of the guidance a pack uses as its kind asks, in numbers and as a table.

use partnerscreen::authoring::{Covered, by_kind, check, covered};
use partnerscreen::pack::load;
use partnerscreen::report::{Layout, pack_check};
use partnerscreen::text::Lang;

use crate::common::{Folder, PACK, program, text};
use crate::small::{HEAD, RULES, files, pack, said};

const GUIDANCE: &str = "sections: [{id: s, number: '1', heading: {nl: t, en: t}}]
items:
  - {id: g, kind: advice, strength: firm, section: s, summary: {nl: t, en: t}}
  - {id: h, kind: context, section: s, summary: {nl: t, en: t}}
  - {id: duty, kind: duty, strength: plain, section: s, summary: {nl: t, en: t}}
  - {id: option, kind: option, section: s, summary: {nl: t, en: t}}
  - {id: ground, kind: stance, section: s, summary: {nl: t, en: t}}
  - {id: stance, kind: stance, section: s, summary: {nl: t, en: t}}
";

/// Returns what uses an item of a pack whose files are as given; the guidance has an item of several kinds.
fn users(id: &str, replaced: &[(&str, &str)]) -> Vec<String> {
    let mut all = vec![("guidance.yaml", GUIDANCE)];
    all.extend(replaced);
    let pack = load(&files(&all)).unwrap_or_else(|error| panic!("{:#?}", said(&error)));
    let found = covered(&pack).into_iter().find(|item| item.id == id);
    found.unwrap().used_by
}

const NONE: [&str; 0] = [];

#[test]
fn a_duty_is_used_only_by_a_rule_that_cites_it() {
    assert_eq!(users("g", &[]), ["rules.not-done", "rules.visit-not-made"]);
    let head = HEAD.replace("kind: [advice]", "kind: [advice, duty]");
    let rules = RULES.replacen("cites: [g]", "cites: [g, duty]", 1);
    assert_eq!(
        users("duty", &[("pack.yaml", &head), ("rules/t.yaml", &rules)]),
        ["rules.not-done"]
    );
    // To keep it in mind is not to follow it up.
    let rules = RULES.replacen("cites: [g]", "cites: [g]\n    why: [duty]", 1);
    assert_eq!(users("duty", &[("rules/t.yaml", &rules)]), NONE);
    let action = "actions:
  - {id: do-it, cites: [duty], why: [duty], title: {nl: t, en: t}, steps: [{nl: t, en: t}], timing: ongoing}
";
    assert_eq!(users("duty", &[("actions.yaml", action)]), NONE);
}

#[test]
fn an_option_is_used_only_by_a_suggestion() {
    let action = |suggestion: &str| {
        format!(
            "actions:
  - {{id: do-it, title: {{nl: t, en: t}}, steps: [{{nl: t, en: t}}], timing: ongoing}}
  - {{id: offer, cites: [option], title: {{nl: t, en: t}}, steps: [{{nl: t, en: t}}], timing: ongoing{suggestion}}}
"
        )
    };
    assert_eq!(users("option", &[("actions.yaml", &action(""))]), NONE);
    assert_eq!(
        users(
            "option",
            &[("actions.yaml", &action(", suggest_when: 'done == \"no\"'"))]
        ),
        ["actions.offer"]
    );
}

#[test]
fn an_argument_is_used_by_a_rule_a_remark_or_an_action_that_has_it_as_its_reason() {
    assert_eq!(users("h", &[]), ["rules.not-done.remarks.1"]);
    let rules = RULES
        .replacen("cites: [g]", "cites: [g]\n    why: [h]", 1)
        .replace(", why: [h]}", "}");
    let action = "actions:
  - {id: do-it, why: [h], title: {nl: t, en: t}, steps: [{nl: t, en: t}], timing: ongoing}
";
    assert_eq!(
        users("h", &[("rules/t.yaml", &rules), ("actions.yaml", action)]),
        ["rules.not-done", "actions.do-it"]
    );
    let action = action.replace("why: [h]", "cites: [h]");
    let rules = RULES.replace(", why: [h]}", "}");
    assert_eq!(
        users("h", &[("rules/t.yaml", &rules), ("actions.yaml", &action)]),
        NONE
    );
}

#[test]
fn a_stance_on_which_a_ground_rests_has_to_be_cited_and_any_other_to_be_said() {
    let with_ground = |cites: &str| {
        HEAD.replace(
            "grounds: []",
            &format!("grounds: [{{id: gr, rule: not-done, when: 'done == \"no\"', cites: [{cites}], title: {{nl: t, en: t}}, met: {{nl: t, en: t}}, not_met: {{nl: t, en: t}}, open: {{nl: t, en: t}}, conflicting: {{nl: t, en: t}}}}]"),
        )
        .replace("kind: [advice]", "kind: [advice, stance]")
    };
    let minded = RULES.replacen("cites: [g]", "cites: [g]\n    why: [ground, stance]", 1);
    let head = with_ground("ground");
    let replaced = [
        ("pack.yaml", head.as_str()),
        ("rules/t.yaml", minded.as_str()),
    ];
    assert_eq!(users("ground", &replaced), NONE);
    assert_eq!(users("stance", &replaced), ["rules.not-done"]);
    let cited = RULES.replacen("cites: [g]", "cites: [ground]", 1);
    let replaced = [
        ("pack.yaml", head.as_str()),
        ("rules/t.yaml", cited.as_str()),
    ];
    assert_eq!(users("ground", &replaced), ["rules.not-done"]);
    assert_eq!(users("stance", &replaced), NONE);
    let head = HEAD.replace(
        "scope: []",
        "scope:
  - {outside_when: 'done == \"no\"', text: {nl: t, en: t}}
  - {outside_when: 'stage == \"running\"', text: {nl: t, en: t}, cites: [stance]}",
    );
    assert_eq!(users("stance", &[("pack.yaml", &head)]), ["scope.2"]);
    let head = head.replace("[stance]", "[stanc]");
    let files = files(&[("guidance.yaml", GUIDANCE), ("pack.yaml", &head)]);
    assert_eq!(
        said(&load(&files).unwrap_err()),
        [
            "small/pack.yaml:15: [unknown-guidance] there is no guidance `stanc` (did you mean `stance`?)"
        ]
    );
}

#[test]
fn all_that_the_advisory_says_stands_in_the_built_in_pack() {
    let report = check(&PACK);
    let gaps: Vec<&Covered> = report.gaps().collect();
    assert!(gaps.is_empty(), "{gaps:#?}");
    let items: Vec<(usize, usize)> = by_kind(&report.covered)
        .iter()
        .map(|row| (row.items, row.missing.len()))
        .collect();
    assert_eq!(
        items,
        [(4, 0), (79, 0), (4, 0), (6, 0), (33, 0), (22, 0), (5, 0)]
    );
}

#[test]
fn the_program_counts_per_kind_and_names_what_is_missing() {
    let folder = Folder::new("coverage");
    for (name, bytes) in &files(&[("guidance.yaml", GUIDANCE)]).files {
        folder.write(&format!("pack/{name}"), bytes);
    }
    let run = |arguments: &[&str]| {
        let mut all = vec!["pack", "check", "--rules", "pack"];
        all.extend(arguments);
        let output = program(&folder.0, &all);
        (output.status.code(), text(&output.stdout))
    };
    assert_eq!(
        run(&["--lang", "nl"]),
        (
            Some(2),
            "regelpakket small: 6 feiten, 2 regels, 1 acties, 0 suggesties
  plicht: 0 van 1 gebruikt; ontbreekt: duty
  aanbeveling: 1 van 1 gebruikt
  mogelijkheid: 0 van 1 gebruikt; ontbreekt: option
  achtergrond: 1 van 1 gebruikt
  standpunt: 0 van 2 gebruikt; ontbreekt: ground, stance
4 fouten, niets ongebruikt of altijd waar
"
            .to_owned()
        )
    );
    let (_, table) = run(&["--lang", "en", "--coverage"]);
    let table: Vec<&str> = table.lines().skip(6).collect();
    assert_eq!(
        table,
        [
            "",
            "Guidance  Kind        Strength  Used by",
            "════════════════════════════════════════════════════════",
            "g         advice      firm      rules.not-done",
            "                                rules.visit-not-made",
            "────────────────────────────────────────────────────────",
            "h         background            rules.not-done.remarks.1",
            "────────────────────────────────────────────────────────",
            "duty      duty        plain     NOTHING",
            "────────────────────────────────────────────────────────",
            "option    option                NOTHING",
            "────────────────────────────────────────────────────────",
            "ground    stance                NOTHING",
            "────────────────────────────────────────────────────────",
            "stance    stance                NOTHING",
            "",
            "4 errors, nothing unused or constant",
        ]
    );
    let (_, cards) = run(&["--lang", "nl", "--coverage", "--width", "24"]);
    assert!(
        cards.lines().all(|line| line.chars().count() <= 24),
        "{cards}"
    );
    assert!(cards.contains("\n    gebruikt door: NIETS\n"), "{cards}");
}

#[test]
fn the_whole_table_fits_every_width_in_both_languages() {
    let report = check(&PACK);
    for width in [20, 40, 70, 100, 300] {
        for lang in [Lang::Nl, Lang::En] {
            let layout = Layout {
                width,
                ..Layout::default()
            };
            let mut shown = Vec::new();
            pack_check(&PACK.id, &report, 0, true, lang, &layout, &mut shown).unwrap();
            let shown = text(&shown);
            for line in shown.lines() {
                assert!(line.chars().count() <= width, "{width}: {line}");
            }
            let items = PACK.guidance.iter();
            for item in items.filter(|item| item.id.len() < 14) {
                assert!(shown.contains(&item.id), "{width}: {}", item.id);
            }
        }
    }
}

#[test]
fn a_priority_of_its_own_needs_a_reason_and_may_not_be_the_one_that_follows() {
    let refused = |new: &str| {
        let rules = RULES.replacen("    level: low", &format!("    level: low\n{new}"), 1);
        let files = files(&[("rules/t.yaml", &rules)]);
        load(&files)
            .err()
            .map(|error| said(&error))
            .unwrap_or_default()
    };
    assert_eq!(
        refused("    priority: low\n"),
        ["small/rules/t.yaml:6: [priority] `priority` and `priority_because` go together"]
    );
    assert_eq!(
        refused("    priority_because: {nl: t, en: t}\n"),
        ["small/rules/t.yaml:6: [priority] `priority` and `priority_because` go together"]
    );
    assert_eq!(
        refused("    priority: low\n    priority_because: {nl: t, en: t}\n"),
        NONE
    );
    assert_eq!(
        refused("    priority: high\n    priority_because: {nl: t, en: t}\n"),
        [
            "small/rules/t.yaml:6: [priority] this priority follows already from what the rule cites (leave out `priority` and `priority_because`)"
        ]
    );
}

#[test]
fn two_facts_that_ask_the_same_are_reported() {
    let facts = crate::small::FACTS.replace("'gedaan?'", "'Welke fase'");
    assert_ne!(facts, crate::small::FACTS);
    let report = check(&pack(&[("facts.yaml", &facts)]));
    let said: Vec<(&str, &str)> = report
        .findings
        .iter()
        .map(|finding| (finding.code, &*finding.message.en))
        .collect();
    assert_eq!(
        said,
        [("same-question", "the fact `done` asks the same as `stage`")]
    );
}
