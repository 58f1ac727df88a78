//! What findings on policy, team, link, self-censorship and diplomacy add: the advisory's answer to each reason that is named,
//! and who or what is missing. Nothing is added for a reason to which the advisory has no answer.

use partnerscreen::screening::screen;
use partnerscreen::text::Lang;

use crate::common::{DAY, PACK, read};

const REASONS: [&str; 9] = [
    "partner-reaction",
    "red-line",
    "pressure",
    "plays-elsewhere",
    "other-level",
    "no-focus",
    "capacity",
    "people-safety",
    "own-choice",
];

/// Returns what a finding adds for some answers, in English.
fn remarks(answers: &str, key: &str) -> Vec<String> {
    let partner = if answers.contains("partner:") {
        ""
    } else {
        "partner: {country: CN, place: Wuhan, kind: authority}\n"
    };
    let text = format!("partnerscreen: 1\n{partner}{answers}\n");
    let screening = screen(&PACK, &read("reasons", &text, &PACK), DAY, Lang::En);
    let finding = screening
        .findings
        .into_iter()
        .find(|finding| finding.key == key)
        .unwrap_or_else(|| panic!("no finding {key} with: {answers}"));
    let remarks = finding.remarks.into_iter();
    remarks.map(|remark| remark.text).collect()
}

/// Checks that a finding adds exactly these remarks, each told by how it begins.
fn adds(answers: &str, key: &str, beginnings: &[&str]) {
    let found = remarks(answers, key);
    let fits = found.len() == beginnings.len()
        && found
            .iter()
            .zip(beginnings)
            .all(|(text, beginning)| text.starts_with(beginning));
    assert!(fits, "{key} with {answers}: {found:#?}");
}

#[test]
fn the_advisory_answers_each_reason_why_human_rights_are_no_important_part() {
    let answers = [
        "You name concern about the partner's reaction. ",
        "You name a supposed red line. ",
        "You name others who want the partner spared. ",
        "You say that it is an issue in another region. ",
        "You name the task of another level of government. ",
        "You say that it is no focus theme. ",
        "You name too few people or too little time. ",
        "You name danger to people. ",
        "You name your own choice. ",
    ];
    for (reason, answer) in REASONS.iter().zip(answers) {
        for part in ["token", "none"] {
            adds(
                &format!(
                    "link: {{stage: running, human_rights: {part}, left_out_grounds: [{reason}]}}"
                ),
                "human-rights-in-link",
                &[answer],
            );
        }
        // The reason is that of what the partner was not told: the part itself is only not there yet.
        adds(
            &format!(
                "link: {{stage: running, human_rights: planned, told: none, left_out_grounds: [{reason}]}}"
            ),
            "human-rights-in-link",
            &[],
        );
    }
    let all = REASONS.join(", ");
    adds(
        &format!("link: {{stage: running, human_rights: none, left_out_grounds: [{all}]}}"),
        "human-rights-in-link",
        &answers,
    );
    adds(
        "link: {stage: running, kind: trade, human_rights: none, left_out_grounds: []}",
        "human-rights-in-link",
        &["The link is economic. "],
    );
}

#[test]
fn the_advisory_answers_the_reasons_why_the_partner_was_not_told() {
    for reason in REASONS {
        let answer = match reason {
            "partner-reaction" => {
                Some("You name concern about the partner's reaction. Local talks")
            }
            "red-line" | "pressure" => Some("You name a supposed red line, or others"),
            "plays-elsewhere" => Some("You say that it is an issue in another region. According"),
            "other-level" => Some("You name the task of another level of government. "),
            "no-focus" => Some("You say that it is no focus theme. "),
            "people-safety" => Some("You name danger to people. Then name nobody"),
            // To these the advisory has no answer here.
            _ => None,
        };
        let expected: Vec<&str> = answer.into_iter().collect();
        for told in ["partly", "none"] {
            adds(
                &format!("link: {{stage: running, told: {told}, left_out_grounds: [{reason}]}}"),
                "partner-not-told",
                &expected,
            );
        }
        adds(
            &format!(
                "link: {{stage: running, human_rights: none, told: planned, left_out_grounds: [{reason}]}}"
            ),
            "partner-not-told",
            &[],
        );
    }
}

#[test]
fn the_advisory_answers_the_reasons_for_leaving_a_subject_or_theme_out() {
    let answers = [
        Some("On the partner's reaction: "),
        Some("On red lines: "),
        Some("On others who want the partner spared: "),
        Some("On what is an issue in another region: "),
        Some("On the task of another level of government: "),
        Some("On focus themes: "),
        None,
        Some("On danger to people: "),
        None,
    ];
    for reason in REASONS {
        // Another reason than fear raises nothing by itself; its answer stands beside that to fear.
        for fear in ["partner-reaction", "red-line", "pressure"] {
            let named = [reason, fear];
            let expected = |left_out: &str| -> Vec<&str> {
                REASONS
                    .iter()
                    .zip(answers)
                    .filter(|(one, _)| named.contains(*one) && **one != left_out)
                    .filter_map(|(_, answer)| answer)
                    .collect()
            };
            let grounds = named[usize::from(reason == fear)..].join(", ");
            adds(
                &format!(
                    "link: {{stage: running}}\ncontacts: {{avoided: often, avoided_grounds: [{grounds}]}}"
                ),
                "subjects-avoided",
                &expected(""),
            );
            // That a theme is no focus theme needs no answer: no theme is compulsory.
            adds(
                &format!(
                    "link: {{stage: running}}\nthemes_left_out: [{{id: a, grounds: [{grounds}], way: sought}}]"
                ),
                "theme-ruled-out@a",
                &expected("no-focus"),
            );
        }
    }
}

#[test]
fn the_advisory_answers_the_reasons_for_keeping_silent_and_only_where_they_are_of_that_silence() {
    for reason in REASONS {
        let (of_quiet, of_public) = match reason {
            "partner-reaction" => (
                "You name concern about the partner's reaction. According to the advisory silent",
                "You name concern about the partner's reaction. The advisory encourages",
            ),
            "red-line" | "pressure" => (
                "You name a supposed red line, or others",
                "You name a supposed red line, or others",
            ),
            "plays-elsewhere" => (
                "You say that it is an issue in another region. ",
                "You say that it is an issue in another region. ",
            ),
            "other-level" => (
                "You name the task of another level of government. According to the advisory it is not",
                "You name the task of another level of government. According to the advisory residents",
            ),
            "no-focus" => (
                "You say that it is no focus theme. Which themes you put in focus",
                "You say that it is no focus theme. Which theme you choose",
            ),
            "capacity" => (
                "You name too few people or too little time. The advisory names no",
                "You name too few people or too little time. One possibility",
            ),
            "people-safety" => (
                "You name danger to people. According to the advisory silent",
                "You name danger to people. Then name nobody.",
            ),
            "own-choice" => (
                "You name your own choice. How you divide",
                "You name your own choice. How you divide",
            ),
            other => panic!("{other}"),
        };
        let [of_quiet, of_public] = [[of_quiet], [of_public]];
        let link = "link: {stage: running}";
        adds(
            &format!(
                "{link}\ndiplomacy: {{quiet: none, in_public: planned, left_out_grounds: [{reason}]}}"
            ),
            "quiet-diplomacy",
            &of_quiet,
        );
        adds(
            &format!(
                "{link}\ndiplomacy: {{quiet: none, in_public: planned, left_out_grounds: [{reason}]}}"
            ),
            "public-diplomacy",
            &[],
        );
        adds(
            &format!(
                "{link}\ndiplomacy: {{quiet: planned, in_public: none, left_out_grounds: [{reason}]}}"
            ),
            "public-diplomacy",
            &of_public,
        );
        adds(
            &format!(
                "{link}\ndiplomacy: {{quiet: planned, in_public: none, left_out_grounds: [{reason}]}}"
            ),
            "quiet-diplomacy",
            &[],
        );
    }
}

#[test]
fn the_advisory_answers_the_reasons_for_contacts_without_human_rights() {
    let named = |reason: &str| match reason {
        "partner-reaction" => "You name concern about the partner's reaction. ",
        "red-line" | "pressure" => "You name a supposed red line, or others",
        "plays-elsewhere" => "You say that it is an issue in another region. ",
        "other-level" => "You name the task of another level of government. ",
        "no-focus" => "You say that it is no focus theme. ",
        "capacity" => "You name too few people or too little time. ",
        "people-safety" => "You name danger to people. ",
        "own-choice" => "You name your own choice. Which theme",
        other => panic!("{other}"),
    };
    let rules = [
        ("agenda-of-contacts", "agenda", ["some", "none"]),
        ("follow-up", "follow_up", ["when-cause", "not-arranged"]),
        (
            "running-communication",
            "running",
            ["when-cause", "not-arranged"],
        ),
    ];
    for reason in REASONS {
        for (rule, fact, lacking) in rules {
            // Mail and phone calls, and following up, are asked for plainly: to a choice against them there is no answer.
            let answer =
                (reason != "own-choice" || rule == "agenda-of-contacts").then(|| named(reason));
            let expected: Vec<&str> = answer.into_iter().collect();
            for answer in lacking {
                adds(
                    &format!(
                        "link: {{stage: running}}\ncontacts: {{{fact}: {answer}, left_out_grounds: [{reason}]}}"
                    ),
                    rule,
                    &expected,
                );
            }
            // What is planned was not left out: the reason is that of another answer.
            let (_, other, [_, lacks]) = rules[usize::from(fact == "agenda")];
            adds(
                &format!(
                    "link: {{stage: running}}\ncontacts: {{{fact}: planned, {other}: {lacks}, left_out_grounds: [{reason}]}}"
                ),
                rule,
                &[],
            );
        }
    }
    let of_follow_up = remarks(
        "link: {stage: running}\ncontacts: {follow_up: not-arranged, left_out_grounds: [no-focus]}",
        "follow-up",
    );
    assert_eq!(
        of_follow_up,
        [
            "You say that it is no focus theme. The advisory asks you to follow up the issues that are central to your action plan. Which ones is for you to choose."
        ]
    );
}

#[test]
fn who_or_what_is_missing_is_named() {
    for (point, name) in [
        ("government", "its government, and who decides"),
        ("powers", "what the partner may decide itself"),
        ("values", "what the partner finds important"),
        ("aims", "what the partner wants from the link"),
        ("changes", "what has changed recently"),
        ("other", "something else"),
    ] {
        adds(
            &format!(
                "link: {{stage: considering}}\npartner: {{country: CN, place: Wuhan, kind: authority, knowledge: partly, not_known: [{point}]}}"
            ),
            "partner-knowledge",
            &[&format!("What you do not know yet: {name}.")],
        );
    }
    for (group, name) in [
        ("executive", "the executive"),
        ("council", "the council"),
        ("management", "managers"),
        ("officials", "officials who prepare the link"),
        ("other", "others"),
    ] {
        adds(
            &format!(
                "link: {{stage: running}}\nauthority: {{awareness: some, unaware: [{group}]}}"
            ),
            "awareness-of-violations",
            &[&format!("Who does not know yet: {name}.")],
        );
    }
    for (group, name) in [
        ("executives", "executives"),
        ("international", "international officers"),
        ("departments", "specialist departments"),
        ("delegation", "members of missions and visits"),
        ("other", "others"),
    ] {
        adds(
            &format!(
                "link: {{stage: running}}\nteam: {{political_reality: some, unfamiliar: [{group}]}}"
            ),
            "political-reality",
            &[&format!("Who does not know it yet: {name}.")],
        );
    }
    let link = "link: {stage: running}";
    adds(
        &format!("{link}\nauthority: {{awareness: some}}"),
        "awareness-of-violations",
        &[],
    );
    adds(
        &format!("{link}\nteam: {{political_reality: some, unfamiliar: []}}"),
        "political-reality",
        &[],
    );
    adds(
        "link: {stage: running, openings: bottlenecks-only}",
        "bottlenecks-and-openings",
        &["Not set out yet: the openings."],
    );
    adds(
        "link: {stage: running, openings: openings-only}",
        "bottlenecks-and-openings",
        &["Not set out yet: the bottlenecks."],
    );
    adds(
        "link: {stage: running, openings: none}",
        "bottlenecks-and-openings",
        &[],
    );
}

#[test]
fn each_point_the_team_is_not_prepared_for_is_named_with_what_the_advisory_says_to_it() {
    let points = [
        ("culture", "Not prepared yet: «rights differ by culture"),
        ("choosing", "Not prepared yet: «a country chooses"),
        ("internal-affair", "Not prepared yet: «that is an internal"),
        ("insult", "Not prepared yet: «that insults"),
        ("reproach", "Not prepared yet: a counter-accusation"),
        ("red-lines", "Not prepared yet: red lines."),
    ];
    for (missing, text) in points {
        let prepared: Vec<&str> = points
            .iter()
            .map(|(point, _)| *point)
            .filter(|point| *point != missing)
            .collect();
        adds(
            &format!(
                "link: {{stage: running}}\nteam: {{prepared_for: [{}]}}",
                prepared.join(", ")
            ),
            "counter-arguments",
            &[text],
        );
    }
    adds(
        "link: {stage: running}\nteam: {prepared_for: []}",
        "counter-arguments",
        &points.map(|(_, text)| text),
    );
}
