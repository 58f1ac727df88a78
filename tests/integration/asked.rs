//! Which questions are listed, and in which order: what settles first, then what only says more about a finding.

use std::collections::BTreeSet;

use partnerscreen::screening::model::{Question, Screening, Status};
use partnerscreen::screening::screen;
use partnerscreen::text::Lang;

use crate::common::{DAY, PACK, read, screened};
use crate::small;

/// Returns the questions as `fact` or `fact@record`, with what each settles and what it only says more about.
fn listed(screening: &Screening) -> Vec<(String, Vec<&str>, Vec<&str>)> {
    let texts = |keys: &'_ [String]| -> Vec<&'static str> {
        keys.iter().map(|key| &*key.clone().leak()).collect()
    };
    let name = |question: &Question| match &question.record {
        Some(record) => format!("{}@{record}", question.fact),
        None => question.fact.clone(),
    };
    let questions = screening.questions.iter();
    questions
        .map(|question| {
            (
                name(question),
                texts(&question.settles),
                texts(&question.refines),
            )
        })
        .collect()
}

/// Screens a profile of the small pack, whose rule may read more.
fn small(rules: &str, actions: &str, profile: &str) -> Screening {
    let pack = small::pack(&[("rules/t.yaml", rules), ("actions.yaml", actions)]);
    screen(&pack, &small::read(&pack, profile), DAY, Lang::En)
}

#[test]
fn what_only_a_remark_reads_is_asked_once_the_finding_is_raised() {
    let of = |profile: &str| {
        listed(&small(small::RULES, small::ACTIONS, profile))
            .into_iter()
            .map(|(name, settles, refines)| (name, settles.join(" "), refines.join(" ")))
            .collect::<Vec<_>>()
    };
    let row = |name: &str, settles: &str, refines: &str| {
        (name.to_owned(), settles.to_owned(), refines.to_owned())
    };
    // Not raised yet: only what decides is asked.
    assert_eq!(of("visits: []\n"), [row("done", "not-done", "")]);
    assert_eq!(
        of("done: no\nvisits: [{id: a, made: no}, {id: b}]\n"),
        [
            row("visit.made@b", "visit-not-made@b", ""),
            row("stage", "", "not-done"),
            row("reason", "", "not-done"),
            row("visit.reason@a", "", "visit-not-made@a"),
        ]
    );
    // An answer, whatever it is, ends the question; «nobody knows» keeps it in sight.
    assert_eq!(
        of("done: no\nvisits: []\nreason: other\nstage: unknown\n"),
        [row("stage", "", "not-done")]
    );
    assert_eq!(of("done: yes\nvisits: []\n"), []);
}

#[test]
fn what_only_an_action_or_its_timing_reads_is_asked_too_also_of_an_open_finding() {
    let rules = small::RULES.replacen(
        "actions: [do-it]",
        "actions: [{id: do-it, when: stage == \"before\"}]\n    when_open: {actions: [{id: do-it, when: reason == \"fear\"}]}",
        1,
    );
    let rules = rules.replacen(
        "      - {when: stage",
        "      - {when: done == \"yes\" && stage",
        1,
    );
    let rules = rules.replacen(
        "      - {when: reason",
        "      - {when: done == \"yes\" && reason",
        1,
    );
    let names = |actions: &str, profile: &str| -> Vec<String> {
        let screening = small(&rules, actions, profile);
        listed(&screening)
            .into_iter()
            .map(|(name, ..)| name)
            .collect()
    };
    assert_eq!(names(small::ACTIONS, "done: no\nvisits: []\n"), ["stage"]);
    assert_eq!(names(small::ACTIONS, "visits: []\n"), ["done", "reason"]);
    let timed = small::ACTIONS.replace(
        "timing: ongoing",
        "timing: [{when: stage == \"before\", timing: before-decision}, {when: reason == \"fear\", timing: at-review}, {timing: ongoing}]",
    );
    // Once the first timing holds, nothing of the later ones matters.
    assert_eq!(
        names(&timed, "done: no\nvisits: []\nstage: before\n"),
        Vec::<String>::new()
    );
    assert_eq!(
        names(&timed, "done: no\nvisits: []\nstage: running\n"),
        Vec::<String>::new()
    );
    let all = rules.replacen("when: stage == \"before\"", "when: done == \"no\"", 1);
    let screening = small(&all, &timed, "done: no\nvisits: []\nstage: running\n");
    assert_eq!(listed(&screening)[0].0, "reason");
}

#[test]
fn who_does_not_know_is_asked_last_and_decides_nothing() {
    let profile = |more: &str| {
        let text = format!(
            "partnerscreen: 1\nauthority: {{kind: municipality{more}}}\npartner: {{place: Wuhan, kind: authority}}\nlink: {{stage: running}}\n"
        );
        screen(&PACK, &read("unaware", &text, &PACK), DAY, Lang::Nl)
    };
    let screening = profile(", awareness: some");
    let questions = &screening.questions;
    let at = questions
        .iter()
        .position(|question| question.fact == "authority.unaware")
        .unwrap();
    assert_eq!(questions[at].refines, ["awareness-of-violations"]);
    assert!(!questions[at].decisive && !questions[at].nobody_knows);
    assert!(
        questions[..at]
            .iter()
            .all(|question| !question.settles.is_empty() || !question.refines.is_empty())
    );
    assert!(
        questions[at..]
            .iter()
            .all(|question| question.settles.is_empty())
    );
    for other in [
        "",
        ", awareness: all",
        ", awareness: none",
        ", awareness: some, unaware: [council]",
    ] {
        let mut questions = profile(other).questions.into_iter();
        assert!(
            questions.all(|question| question.fact != "authority.unaware"),
            "{other}"
        );
    }
}

#[test]
fn every_question_of_the_questionnaire_is_asked_where_it_matters() {
    let mut asked: BTreeSet<&str> = BTreeSet::new();
    for (name, screening) in screened(Lang::Nl) {
        for question in &screening.questions {
            let keys = || question.settles.iter().chain(&question.refines);
            assert!(
                question.nobody_knows || keys().next().is_some(),
                "{name}: {} is asked for nothing",
                question.fact
            );
            assert!(
                question.settles.is_empty() || question.refines.is_empty(),
                "{name}: {}",
                question.fact
            );
            assert!(
                !question.decisive || !question.settles.is_empty(),
                "{name}: {}",
                question.fact
            );
            for key in &question.refines {
                let status = screening.statuses[key];
                assert!(
                    matches!(status, Status::Raised | Status::Open),
                    "{name}: {key}"
                );
            }
        }
        let questions = screening.questions.iter();
        asked.extend(questions.map(|question| question.fact.as_str()));
    }
    let facts = PACK.facts.iter().map(|(_, fact)| fact.id.as_str());
    let never: Vec<&str> = facts.filter(|fact| !asked.contains(*fact)).collect();
    // No condition reads a name, and what a place tells is asked as country and province; `new` begins with these.
    assert_eq!(never, ["authority.name", "partner.name", "partner.place"]);
}
