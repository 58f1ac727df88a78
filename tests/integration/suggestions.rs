//! What the real pack offers as possible forms on research and the plan: each where it fits, and nowhere else.
//!
//! A suggestion is no finding, so the pack's own tests do not see it.

use std::collections::BTreeSet;

use partnerscreen::screening::screen;
use partnerscreen::text::Lang;

use crate::common::{DAY, PACK, read};

/// Returns what is offered for a link at a stage, with a partner in a place, on some more answers.
fn offered(stage: &str, place: &str, more: &[&str]) -> BTreeSet<String> {
    let text = format!(
        "partnerscreen: 1\nauthority.kind: municipality\npartner: {{country: CN, place: {place}, kind: authority}}\n\
         link.stage: {stage}\n{}\n",
        more.join("\n")
    );
    let screening = screen(&PACK, &read("offered", &text, &PACK), DAY, Lang::En);
    let suggestions = screening.suggestions.into_iter();
    suggestions.map(|action| action.id).collect()
}

/// A suggestion, the answers on which it is offered (each by itself, beside a plan to write), and those on which it is not.
struct Offer {
    id: &'static str,
    on: &'static [&'static str],
    not_on: &'static [&'static str],
}

const OFFERS: [Offer; 10] = [
    Offer {
        id: "suggest-information-platform",
        on: &["research.general: not-done", "research.general: begun"],
        not_on: &["research.general: done", "research.general: unknown", ""],
    },
    Offer {
        id: "suggest-existing-policy",
        on: &["authority.policy: central", "authority.policy: mentioned"],
        not_on: &["authority.policy: none", ""],
    },
    Offer {
        id: "suggest-focus-region",
        on: &["research.region: done"],
        not_on: &["research.region: begun", "research.region: not-done", ""],
    },
    Offer {
        id: "suggest-focus-defender",
        on: &["research.region: done"],
        not_on: &["research.region: begun", "research.region: not-done", ""],
    },
    Offer {
        id: "suggest-focus-own-policy",
        on: &["authority.policy: central"],
        not_on: &["authority.policy: mentioned", "authority.policy: none", ""],
    },
    Offer {
        id: "suggest-focus-business",
        on: &["companies.dutch: yes"],
        not_on: &[
            "companies.dutch: no",
            "companies.dutch: not-looked-into",
            "",
        ],
    },
    Offer {
        id: "suggest-focus-smart-city",
        on: &[
            "link.themes: [{id: a, kind: smart-city}]",
            "link.themes: [{id: a, kind: water}, {id: b, kind: safe-city}]",
        ],
        not_on: &[
            "link.themes: []",
            "link.themes: [{id: a, kind: water}]",
            "link.themes: [{id: a}]",
            "",
        ],
    },
    Offer {
        id: "suggest-focus-residents",
        on: &[
            "consultation.resident_issues: done",
            "consultation.resident_issues: partly",
            "residents.affected: yes",
        ],
        not_on: &[
            "consultation.resident_issues: not-done",
            "residents.affected: no",
            "residents.affected: not-looked-into",
            "",
        ],
    },
    Offer {
        id: "suggest-open-look",
        on: &[
            "consultation.resident_issues: done",
            "consultation.resident_issues: partly",
            "residents.affected: yes",
            "themes_left_out: [{id: a, grounds: [capacity, plays-elsewhere]}]",
        ],
        not_on: &[
            "consultation.resident_issues: not-done",
            "residents.affected: no",
            "themes_left_out: [{id: a, grounds: [capacity]}]",
            "",
        ],
    },
    Offer {
        id: "suggest-local-questions",
        on: &[""],
        not_on: &[],
    },
];

const NO_PLAN: &str = "plan.exists: none";

#[test]
fn each_suggestion_is_offered_on_the_answers_it_fits_and_on_no_others() {
    for offer in OFFERS {
        for answer in offer.on {
            let found = offered("considering", "Wuhan", &[NO_PLAN, answer]);
            assert!(found.contains(offer.id), "{} on `{answer}`", offer.id);
            // Not for a link that ended, nor while nobody said at which stage it is.
            for stage in ["ended", "unknown"] {
                let found = offered(stage, "Wuhan", &[NO_PLAN, answer]);
                assert!(!found.contains(offer.id), "{} at `{stage}`", offer.id);
            }
        }
        for answer in offer.not_on {
            let found = offered("considering", "Wuhan", &[NO_PLAN, answer]);
            assert!(!found.contains(offer.id), "{} on `{answer}`", offer.id);
        }
    }
}

#[test]
fn a_region_that_the_advisory_names_for_a_theme_is_offered_there_only() {
    for (place, expected) in [
        ("Guangzhou", &["suggest-focus-guangdong"] as &[&str]),
        ("Chengdu", &["suggest-focus-sichuan"]),
        ("Wuhan", &[]),
    ] {
        let found = offered("running", place, &[NO_PLAN]);
        let named: Vec<&str> = found
            .iter()
            .map(String::as_str)
            .filter(|id| id.ends_with("-guangdong") || id.ends_with("-sichuan"))
            .collect();
        assert_eq!(named, expected, "{place}");
    }
}

#[test]
fn focus_themes_are_offered_while_nobody_looked_at_them() {
    let with = |plan: &[&str]| -> bool {
        let answers: Vec<&str> = ["research.region: done"]
            .iter()
            .chain(plan)
            .copied()
            .collect();
        offered("running", "Wuhan", &answers).contains("suggest-focus-region")
    };
    assert!(with(&["plan.exists: none"]));
    assert!(with(&["plan.exists: draft", "plan.focus: not-looked-into"]));
    assert!(with(&["plan.exists: ready", "plan.focus: not-looked-into"]));
    assert!(!with(&["plan.exists: draft"]));
    assert!(!with(&["plan.exists: ready"]));
    assert!(!with(&["plan.exists: draft", "plan.focus: chosen"]));
    assert!(!with(&["plan.exists: ready", "plan.focus: not-chosen"]));
    assert!(!with(&[]));
}

#[test]
fn local_questions_are_offered_until_there_is_a_plan_with_local_content() {
    let with =
        |plan: &[&str]| offered("running", "Wuhan", plan).contains("suggest-local-questions");
    assert!(with(&["plan.exists: none"]));
    assert!(with(&["plan.exists: draft", "plan.local: all"]));
    assert!(with(&["plan.exists: ready", "plan.local: some"]));
    assert!(with(&["plan.exists: ready", "plan.local: none"]));
    assert!(!with(&["plan.exists: ready", "plan.local: all"]));
    assert!(!with(&["plan.exists: ready"]));
    assert!(!with(&["plan.local: none"]));
}
