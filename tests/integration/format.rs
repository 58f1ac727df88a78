//! What a pack can say, each shown on a small pack: remarks, timing by circumstances, what stands beside a ground, and
//! what is told outside scope. Where a pack says it wrongly, the problem has its place.

use partnerscreen::authoring::check;
use partnerscreen::pack::Pack;
use partnerscreen::screening::explain;
use partnerscreen::screening::model::Screening;
use partnerscreen::screening::screen;
use partnerscreen::text::Lang;

use crate::common::DAY;
use crate::small::{HEAD, RULES, finding, pack, problems, read, screened};

/// Returns the remarks of a finding, each with the ids of the guidance it rests on.
fn remarks(screening: &Screening, key: &str) -> Vec<(String, Vec<String>)> {
    finding(screening, key)
        .remarks
        .into_iter()
        .map(|remark| {
            let why = remark.why.into_iter().map(|cite| cite.id).collect();
            (remark.text, why)
        })
        .collect()
}

#[test]
fn a_remark_stands_with_a_raised_finding_where_its_condition_certainly_holds() {
    let pack = pack(&[]);
    let fear = ("Reason: fear.".to_owned(), vec!["h".to_owned()]);
    let now = ("Now no.".to_owned(), Vec::new());
    for (text, expected) in [
        ("done: no\n", vec![]),
        ("done: no\nreason: unknown\n", vec![]),
        ("done: no\nreason: other\n", vec![]),
        (
            "done: no\nreason: {answers: [{answer: fear}, {answer: other}]}\n",
            vec![],
        ),
        ("done: no\nreason: fear\n", vec![fear.clone()]),
        ("done: no\nstage: running\nreason: fear\n", vec![fear, now]),
        // Open: nothing is added to what is not even certain.
        ("reason: fear\n", vec![]),
    ] {
        assert_eq!(
            remarks(&screened(&pack, text), "not-done"),
            expected,
            "{text}"
        );
    }
}

#[test]
fn a_remark_that_is_unknown_leaves_nothing_open() {
    let pack = pack(&[]);
    let screening = screened(&pack, "done: no\nvisits: []\n");
    let questions = &screening.questions;
    assert_eq!(questions.len(), 2);
    assert!(
        questions
            .iter()
            .all(|question| question.settles.is_empty() && !question.decisive)
    );
    assert_eq!(screening.counts.open, 0);
    assert!(screening.outcome.unwrap().determined);
}

#[test]
fn a_remark_reads_the_record_of_its_finding() {
    let pack = pack(&[]);
    let screening = screened(
        &pack,
        "visits:\n  - {id: first, made: no, reason: fear}\n  - {id: second, made: no, reason: other}\n",
    );
    assert_eq!(
        remarks(&screening, "visit-not-made@first"),
        [("first: fear".to_owned(), Vec::new())]
    );
    assert_eq!(remarks(&screening, "visit-not-made@second"), []);
}

#[test]
fn remarks_stand_in_every_report_and_in_an_explanation() {
    let pack = pack(&[]);
    let profile = read(&pack, "done: no\nreason: fear\n");
    let screening = screen(&pack, &profile, DAY, Lang::Nl);
    for width in [60, 120] {
        let layout = partnerscreen::report::Layout {
            width,
            ..partnerscreen::report::Layout::default()
        };
        let mut out = Vec::new();
        partnerscreen::report::screen(&screening, &layout, &mut out).unwrap();
        let shown = String::from_utf8(out).unwrap();
        let (text, remark) = (shown.find("Niet gedaan."), shown.find("Reden: angst. (h)"));
        assert!(text.is_some() && text < remark, "{width}:\n{shown}");
    }
    let explanation = explain(&pack, &profile, DAY, Lang::Nl, "not-done").unwrap();
    assert_eq!(explanation.remarks, screening.findings[0].remarks);
    let mut out = Vec::new();
    let layout = partnerscreen::report::Layout::default();
    partnerscreen::report::explain(&explanation, &layout, &mut out).unwrap();
    let shown = String::from_utf8(out).unwrap();
    assert!(
        shown.contains("  Niet gedaan.\n  Reden: angst. (h)\n"),
        "{shown}"
    );
    assert!(
        shown.contains("OM IN GEDACHTEN TE HOUDEN\n  1 t (h)"),
        "{shown}"
    );
}

#[test]
fn a_remark_may_name_only_what_is_certainly_answered_where_it_stands() {
    let said = problems(
        "rules/t.yaml",
        RULES,
        "'Reden: {reason}.'",
        "'Fase: {stage}.'",
    );
    assert_eq!(
        said,
        [
            "small/rules/t.yaml:9: [placeholders-differ] the languages do not have the same placeholders",
            "small/rules/t.yaml:9: [bad-placeholder] `{stage}` is not certainly answered here (use only facts that are settled wherever the text appears)",
        ]
    );
    assert_eq!(
        problems("rules/t.yaml", RULES, "{when: reason ==", "{when: reasn ==")[0],
        "small/rules/t.yaml:9: [unknown-fact] there is no fact `reasn` (did you mean `reason`?)"
    );
    assert_eq!(
        problems("rules/t.yaml", RULES, "why: [h]", "why: [hh]"),
        ["small/rules/t.yaml:9: [unknown-guidance] there is no guidance `hh` (did you mean `h`?)"]
    );
    assert_eq!(
        problems("rules/t.yaml", RULES, "why: [h]", "whi: [h]"),
        ["small/rules/t.yaml:9: [unknown-key] `whi` is not a key here (did you mean `why`?)"]
    );
}

#[test]
fn what_a_remark_uses_is_used_and_one_that_never_stands_is_reported() {
    let report = check(&pack(&[]));
    let said: Vec<&str> = report
        .findings
        .iter()
        .map(|finding| finding.message.en.as_ref())
        .collect();
    assert_eq!(said, <[&str; 0]>::default());
    assert_eq!(report.gaps().count(), 0);

    let rules = RULES
        .replace("when: reason == \"fear\"", "when: done == \"yes\"")
        .replace(
            "when: visit.reason == \"fear\", text: {nl: '{visit}: {visit.reason}', en: '{visit}: {visit.reason}'}",
            "when: 'visit.made in [\"yes\", \"no\"]', text: {nl: t, en: t}",
        )
        .replace("{reason}", "{done}")
        .replace(", why: [h]", "");
    let report = check(&pack(&[("rules/t.yaml", &rules)]));
    let said: Vec<(&str, &str)> = report
        .findings
        .iter()
        .map(|finding| (finding.code, finding.message.en.as_ref()))
        .collect();
    assert_eq!(
        said,
        [
            ("unused-fact", "the fact `reason` is used nowhere"),
            ("unused-fact", "the fact `visit.reason` is used nowhere"),
            (
                "constant-remark",
                "remark 1 of the rule `not-done` is never shown"
            ),
            (
                "constant-remark",
                "remark 1 of the rule `visit-not-made` is always shown"
            ),
        ]
    );
    let missing: Vec<&String> = report.gaps().map(|item| &item.id).collect();
    assert_eq!(missing, ["h"]);
}

const TIMED: &str = "actions:
  - id: do-it
    title: {nl: t, en: t}
    steps: [{nl: t, en: t}]
    timing:
      - {when: stage == \"before\", timing: before-decision}
      - {when: stage == \"running\" && done == \"no\", timing: before-next-exchange}
      - {timing: at-review}
  - {id: always, title: {nl: t, en: t}, steps: [{nl: t, en: t}], timing: ongoing}
  - {id: offer, title: {nl: t, en: t}, steps: [{nl: t, en: t}], timing: [{when: stage == \"before\", timing: before-decision}, {timing: ongoing}], suggest_when: done == \"no\"}
  - {id: other-offer, title: {nl: t, en: t}, steps: [{nl: t, en: t}], timing: before-next-exchange, suggest_when: done == \"no\"}
";

#[test]
fn the_first_timing_whose_circumstances_are_certain_counts_and_orders_the_plan() {
    use partnerscreen::screening::model::Timing::{
        AtReview, BeforeDecision, BeforeNextExchange, Ongoing,
    };
    let rules = RULES.replace("actions: [do-it]", "actions: [always, do-it]");
    let pack = pack(&[("actions.yaml", TIMED), ("rules/t.yaml", &rules)]);
    let plan = |text: &str| -> (Vec<_>, Vec<_>) {
        let screening = screened(&pack, &format!("visits: []\n{text}"));
        let listed = |actions: Vec<partnerscreen::screening::model::Action>| {
            let pairs = actions.into_iter().map(|action| (action.id, action.timing));
            pairs.collect()
        };
        (listed(screening.actions), listed(screening.suggestions))
    };
    let named = |pairs: [(&str, partnerscreen::screening::model::Timing); 2]| {
        pairs.map(|(id, timing)| (id.to_owned(), timing)).to_vec()
    };
    let offers_later = named([("other-offer", BeforeNextExchange), ("offer", Ongoing)]);
    assert_eq!(
        plan("done: no\nstage: before\n"),
        (
            named([("do-it", BeforeDecision), ("always", Ongoing)]),
            named([
                ("offer", BeforeDecision),
                ("other-offer", BeforeNextExchange)
            ]),
        )
    );
    assert_eq!(
        plan("done: no\nstage: running\n"),
        (
            named([("do-it", BeforeNextExchange), ("always", Ongoing)]),
            offers_later.clone(),
        )
    );
    for unknown in [
        "",
        "stage: unknown\n",
        "stage: {answers: [{answer: before}, {answer: running}]}\n",
    ] {
        let (actions, offers) = plan(&format!("done: no\n{unknown}"));
        // The contradiction asks for the same action, so only its timing is compared.
        assert!(
            actions.contains(&("do-it".to_owned(), AtReview)),
            "{unknown}: {actions:?}"
        );
        assert_eq!(offers, offers_later, "{unknown}");
    }
}

#[test]
fn a_timing_that_leaves_a_gap_or_has_no_end_is_refused_with_its_place() {
    // An entry that cannot be read is missing elsewhere too, so only what is said of this file counts.
    let wrong = |old: &str, new: &str| {
        let mut said = problems("actions.yaml", TIMED, old, new);
        said.retain(|said| said.starts_with("small/actions.yaml"));
        said
    };
    assert_eq!(
        wrong("      - {timing: at-review}\n", ""),
        [
            "small/actions.yaml:7: [timing] it is missing when the action fits where no `when` holds (put a `{timing: …}` without `when` last)"
        ]
    );
    assert_eq!(
        wrong(
            "{when: stage == \"running\" && done == \"no\", timing",
            "{timing"
        ),
        [
            "small/actions.yaml:7: [timing] without `when` this always holds, and what comes after it never does (give it a `when`, or put it last)"
        ]
    );
    assert_eq!(
        wrong(
            "[{when: stage == \"before\", timing: before-decision}, {timing: ongoing}]",
            "[]"
        ),
        [
            "small/actions.yaml:10: [timing] it is missing when the action fits where no `when` holds (put a `{timing: …}` without `when` last)"
        ]
    );
    assert_eq!(
        wrong("stage == \"running\"", "stage == \"runing\""),
        [
            "small/actions.yaml:7: [not-an-option] `runing` is not an option of `stage` (did you mean `running`?)"
        ]
    );
    assert_eq!(
        wrong("timing: at-review", "timing: at-reveiw"),
        [
            "small/actions.yaml:8: [unknown-word] `at-reveiw` cannot stand here (did you mean `at-review`?)"
        ]
    );
    assert_eq!(
        wrong(
            "steps: [{nl: t, en: t}], timing: ongoing}",
            "steps: [{nl: t, en: t}], timing: ongong}"
        ),
        [
            "small/actions.yaml:9: [unknown-word] `ongong` cannot stand here (did you mean `ongoing`?)"
        ]
    );
    assert_eq!(
        wrong(
            "{timing: at-review}",
            "{timing: at-review, wen: done == \"no\"}"
        ),
        ["small/actions.yaml:8: [unknown-key] `wen` is not a key here (did you mean `when`?)"]
    );
    assert_eq!(
        wrong(
            "timing: before-next-exchange, suggest_when",
            "timing: {a: b}, suggest_when"
        ),
        [
            "small/actions.yaml:11: [wrong-form] this has not the right form: timing: invalid type: map, expected a word or a list"
        ]
    );
}

#[test]
fn a_timing_whose_circumstances_never_come_is_reported() {
    let actions = TIMED.replace(
        "when: stage == \"before\", timing: before-decision}\n",
        "when: stage == \"before\" && stage == \"running\", timing: before-decision}\n",
    );
    let report = check(&pack(&[("actions.yaml", &actions)]));
    let said: Vec<_> = report
        .findings
        .iter()
        .map(|finding| finding.message.en.as_ref())
        .collect();
    assert!(
        said.contains(&"`timing` 1 of the action `do-it` never holds"),
        "{said:?}"
    );
    assert_eq!(
        said.iter().filter(|said| said.contains("timing")).count(),
        1,
        "{said:?}"
    );
}

const GROUNDS: &str = "grounds:
  - {id: ground, rule: met, when: done == \"yes\", title: {nl: Grond, en: Ground}, met: {nl: m, en: m}, not_met: {nl: t, en: t}, open: {nl: t, en: t}, conflicting: {nl: t, en: t}, others: {nl: Dit heft de grond niet op., en: This does not lift the ground.}}
  - {id: other, rule: met, when: stage == \"running\", title: {nl: Anders, en: Other}, met: {nl: m, en: m}, not_met: {nl: t, en: t}, open: {nl: t, en: t}, conflicting: {nl: t, en: t}}
";

const GROUND_RULES: &str = "rules:
  - {id: urgent, cites: [g], when: reason == \"fear\", level: low, title: {nl: t, en: t}, finding: {nl: t, en: t}, actions: [do-it, early]}
  - {id: met, cites: [g], when: done == \"yes\", level: low, title: {nl: t, en: t}, finding: {nl: t, en: t}, actions: [late, do-it]}
";

const GROUND_ACTIONS: &str = "actions:
  - {id: early, title: {nl: vroeg, en: early}, steps: [{nl: t, en: t}], timing: before-decision}
  - {id: do-it, title: {nl: doe, en: do}, steps: [{nl: t, en: t}], timing: ongoing}
  - {id: late, title: {nl: laat, en: late}, steps: [{nl: t, en: t}], timing: at-review}
  - {id: offer, title: {nl: kan, en: offer}, steps: [{nl: t, en: t}], timing: ongoing, suggest_when: 'stage in [\"before\", \"running\"]'}
";

fn ground_pack() -> Pack {
    let head = HEAD.replace("grounds: []\n", GROUNDS);
    pack(&[
        ("pack.yaml", &head),
        ("rules/t.yaml", GROUND_RULES),
        ("actions.yaml", GROUND_ACTIONS),
    ])
}

/// Returns the actions and suggestions in order, each with the ground that it does not lift.
fn plan(screening: &Screening) -> Vec<(&str, Option<&str>)> {
    screening
        .actions
        .iter()
        .chain(&screening.suggestions)
        .map(|action| (action.id.as_str(), action.does_not_lift.as_deref()))
        .collect()
}

#[test]
fn where_a_ground_is_met_what_its_rule_does_not_ask_for_stands_apart_and_after() {
    let pack = ground_pack();
    let met = "done: yes\nreason: fear\nstage: running\n";
    let screening = screened(&pack, met);
    assert_eq!(
        plan(&screening),
        [
            ("do-it", None),
            ("late", None),
            ("early", Some("ground")),
            ("offer", Some("ground")),
        ]
    );
    let others: Vec<_> = screening
        .grounds
        .iter()
        .map(|ground| ground.others.clone())
        .collect();
    assert_eq!(
        others,
        [Some("This does not lift the ground.".to_owned()), None]
    );

    // Not met, open, or contradicting: nothing stands apart, and the usual order holds.
    for text in [
        "done: no\nreason: fear\nstage: running\n",
        "reason: fear\nstage: running\n",
        "done: {answers: [{answer: yes}, {answer: no}]}\nreason: fear\nstage: running\n",
    ] {
        let screening = screened(&pack, text);
        assert!(
            plan(&screening).iter().all(|(_, ground)| ground.is_none()),
            "{text}"
        );
        assert!(
            screening
                .grounds
                .iter()
                .all(|ground| ground.others.is_none()),
            "{text}"
        );
        assert_eq!(plan(&screening)[0].0, "early", "{text}");
    }
}

#[test]
fn a_plan_says_above_what_does_not_lift_the_ground_that_it_does_not() {
    let pack = ground_pack();
    let shown = |screening: &Screening, whole: bool| {
        let mut out = Vec::new();
        let layout = partnerscreen::report::Layout::default();
        if whole {
            partnerscreen::report::plan(screening, &layout, &mut out).unwrap();
        } else {
            partnerscreen::report::screen(screening, &layout, &mut out).unwrap();
        }
        let text = String::from_utf8(out).unwrap();
        let plan = text.split("PLAN\n").nth(1).unwrap();
        plan.lines()
            .filter(|line| {
                [
                    "  1.", "  2.", "  3.", "  This", "  Poss", "  - of", "  There",
                ]
                .iter()
                .any(|start| line.starts_with(start))
            })
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let screening = screened(&pack, "done: yes\nreason: fear\nstage: before\n");
    let mut expected = vec![
        "  1. do",
        "  2. late",
        "  This does not lift the ground.",
        "  3. early",
        "  Possibilities, if you like. Leaving them out is no failing:",
        "  - offer (all the time)",
    ];
    assert_eq!(shown(&screening, true), expected);
    assert_eq!(shown(&screening, false), expected);

    // Only suggestions are left below it.
    let fewer = screened(&pack, "done: yes\nreason: other\nstage: before\n");
    expected.remove(3);
    assert_eq!(shown(&fewer, true), expected);

    // A stored result renders the same; one that lost the text still says it.
    let json = serde_json::to_string(&screening).unwrap();
    let mut stored: Screening = serde_json::from_str(&json).unwrap();
    assert_eq!(shown(&stored, true), shown(&screening, true));
    stored.grounds[0].others = None;
    assert_eq!(
        shown(&stored, true)[2],
        "  This does not lift the ground «Ground»:"
    );
    stored.grounds.clear();
    assert_eq!(
        shown(&stored, true)[2],
        "  This does not lift the ground «ground»:"
    );
}

#[test]
fn outside_scope_contradictions_are_listed_and_counted_without_outcome_or_action() {
    let head = HEAD.replace(
        "scope: []",
        "scope: [{outside_when: stage == \"before\", text: {nl: buiten, en: outside}}]",
    );
    let pack = pack(&[("pack.yaml", &head)]);
    let text =
        "stage: before\ndone: {answers: [{answer: yes, source: A}, {answer: no, source: B}]}\n";
    let screening = screened(&pack, text);
    let [clash] = screening.contradictions.as_slice() else {
        panic!("{:?}", screening.contradictions);
    };
    assert_eq!(
        (clash.key.as_str(), clash.because[0].candidates.len()),
        ("done", 2)
    );
    assert_eq!(clash.actions, Vec::<String>::new());
    assert_eq!(screening.counts.contradictions, 1);
    assert!(screening.outcome.is_none() && screening.actions.is_empty());
    assert!(screening.findings.is_empty() && screening.questions.is_empty());
    let mut out = Vec::new();
    let layout = partnerscreen::report::Layout::default();
    partnerscreen::report::screen(&screening, &layout, &mut out).unwrap();
    let shown = String::from_utf8(out).unwrap();
    let part = "ANSWERS THAT CONTRADICT EACH OTHER\n  If one of these answers is wrong, the advisory may apply after all. Settle that first.\n\n  Medium: The sources for «done» contradict each other.\n    why: done: «yes» (line 3, source: A) versus «no» (line 3, source: B)\n    key: done\n\nCOUNTS\n";
    assert!(shown.contains(part), "{shown}");
    assert!(shown.contains("  contradictions: 1\n"), "{shown}");

    let certain = screened(&pack, "stage: before\ndone: yes\n");
    assert!(certain.contradictions.is_empty());
}
