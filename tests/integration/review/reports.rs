//! Decisions in every report: what stands is told the same by all, and none of it changes a result.

use serde_json::Value;

use super::{FINDING, OTHER, accept, desk, done, done_on, flat, json, keep, run, run_on, sample};
use crate::common::{DAY, Folder, program, text};

/// A day of the calendar, and what is told of a decision that holds until 2027-01-31 and was made on 2026-11-24.
const DAYS: [(&str, &str, &str); 6] = [
    ("2026-11-23", "not-yet", ""),
    ("2026-11-24", "stands", "Now: holds."),
    ("2026-12-31", "stands", "Now: holds."),
    ("2027-01-01", "ends-soon", "Now: holds, 30 more days."),
    ("2027-01-31", "ends-soon", "Now: holds, ends today."),
    ("2027-02-01", "lapsed", "Now: lapsed, the finding is back."),
];

#[test]
fn every_command_and_format_tells_the_same_standing_on_every_day() {
    let folder = desk("review-standing");
    accept(&folder, FINDING, "2027-01-31");
    let decision =
        "Decision 1, 2026-11-24, college: accepted until 2027-01-31. Reason: The council knows.";
    for (day, state, now) in DAYS {
        let told = format!("{decision} {now}");
        for arguments in [
            &["screen", "a.yaml"][..],
            &["screen", "a.yaml", "--width", "60"],
            &["explain", "a.yaml", FINDING],
        ] {
            let shown = flat(&done_on(&folder, day, arguments));
            if state == "not-yet" && arguments[0] == "screen" {
                assert!(!shown.contains("Decision 1"), "{day} {arguments:?}");
                assert!(
                    shown.contains("No decision that holds"),
                    "{day} {arguments:?}"
                );
            } else {
                assert!(shown.contains(told.trim()), "{day} {arguments:?}: {shown}");
            }
        }
        let listed = flat(&done_on(
            &folder,
            day,
            &["review", "a.yaml", "list", "--width", "60"],
        ));
        let now = if now.is_empty() {
            "Now: begins later."
        } else {
            now
        };
        assert!(listed.contains(&format!("{decision} {now}")), "{listed}");
        for arguments in [
            &["screen", "a.yaml"][..],
            &["review", "a.yaml", "list"],
            &["plan", "a.yaml"],
        ] {
            let found = json(&folder, day, arguments);
            let standing = &found["decisions"]["made"][0]["standing"]["state"];
            assert_eq!(standing, state, "{day} {arguments:?}");
        }
        let explained = json(&folder, day, &["explain", "a.yaml", FINDING]);
        assert_eq!(explained["decisions"][0]["standing"]["state"], state);
    }
    // The overview of several profiles counts it.
    folder.write("b.yaml", "partnerscreen: 1\n");
    for (day, tally) in [
        ("2026-12-31", "accepted: 1"),
        ("2027-01-01", "accepted: 1; ends soon: 1"),
        ("2027-02-01", "lapsed: 1"),
    ] {
        for width in ["50", "140"] {
            let all = done_on(&folder, day, &["screen", ".", "--width", width]);
            let overview = flat(all.split("Levels and priorities").next().unwrap());
            // In the table a line may break within the cell.
            let tally = if width == "140" {
                tally.split(';').next().unwrap()
            } else {
                tally
            };
            assert!(overview.contains(tally), "{day} {width}: {overview}");
        }
    }
}

#[test]
fn an_accepted_finding_stays_where_it_was_and_no_level_sinks() {
    let folder = desk("review-levels");
    accept(&folder, FINDING, "2027-01-31");
    let mut with = json(&folder, DAY, &["screen", "a.yaml"]);
    let bare = json(&folder, DAY, &["screen", "a.yaml", "--no-decisions"]);
    assert_eq!(with["decisions"]["counts"]["accepted"], 1);
    with.as_object_mut().unwrap().remove("decisions");
    assert_eq!(with, bare);
    let shown = done(&folder, &["screen", "a.yaml"]);
    let at = shown.find(&format!("[{FINDING}]")).unwrap();
    let finding = flat(&shown[at..at + 1200]);
    let says = "Decision 1, 2026-11-24, college: accepted until 2027-01-31.";
    assert!(finding.contains(says), "{finding}");
    for level in ["work-to-do", "settle-first"] {
        let arguments = ["screen", "a.yaml", "--fail-on", level];
        let with = run(&folder, &arguments).0;
        let bare = run(&folder, &[&arguments[..], &["--no-decisions"]].concat()).0;
        assert_eq!(with, bare);
    }
}

#[test]
fn changed_answers_and_what_matches_nothing_are_marked() {
    let folder = desk("review-ground");
    accept(&folder, FINDING, "2027-01-31");
    let profile = sample("guangdong-running");
    let (with, without) = ("duty_of_care: some", "duty_of_care");
    assert!(profile.contains(with), "the sample has another answer now");
    let state = |folder: &Folder| {
        let found = json(folder, DAY, &["screen", "a.yaml"]);
        found["decisions"]["made"][0]["standing"].clone()
    };
    // Another line is the same ground.
    folder.write("a.yaml", format!("# One line more.\n{profile}"));
    assert_eq!(state(&folder)["state"], "stands");
    folder.write("a.yaml", profile.replace(with, &format!("{without}: none")));
    assert_eq!(
        state(&folder),
        serde_json::json!({"state": "ground-changed", "facts": ["companies.duty_of_care"]})
    );
    let shown = flat(&done(&folder, &["screen", "a.yaml"]));
    let changed = "Now: the ground of this decision changed: companies.duty_of_care.";
    assert_eq!(shown.matches(changed).count(), 2, "{shown}");
    assert!(shown.contains("Ground changed: 1"));
    folder.write("a.yaml", profile.replace(with, &format!("{without}: all")));
    assert_eq!(state(&folder)["state"], "not-raised");
    let shown = flat(&done(&folder, &["screen", "a.yaml"]));
    assert!(shown.contains("Matches nothing any more: 1"));
    assert!(shown.contains("Now: the finding is not raised or open any more."));
    folder.write("a.yaml", sample("tainan-outside"));
    assert_eq!(state(&folder)["state"], "outside-scope");
    let shown = flat(&done(&folder, &["screen", "a.yaml"]));
    assert!(shown.contains("Now: the advisory does not speak about this any more."));
}

#[test]
fn a_planned_action_shows_in_the_plan_and_where_findings_ask_for_it() {
    let folder = desk("review-planned");
    let plan = [
        "review",
        "a.yaml",
        "plan",
        "inform-companies",
        "--due",
        "2026-12-01",
        "--role",
        "policy officer",
    ];
    done(&folder, &plan);
    let told = "Decision 1, 2026-11-24, policy officer: action `inform-companies` planned, done by 2026-12-01. Now: holds, 7 more days.";
    assert!(flat(&done(&folder, &["plan", "a.yaml"])).contains(told));
    let late = flat(&done_on(&folder, "2026-12-02", &["plan", "a.yaml"]));
    assert!(
        late.contains("Now: the day is over, the action is late."),
        "{late}"
    );
    let narrow = flat(&done(&folder, &["screen", "a.yaml", "--width", "70"]));
    let beside = "(decision 1: planned, done by 2026-12-01; now: holds, 7 more days)";
    assert!(narrow.matches(beside).count() >= 2, "{narrow}");
    let explained = flat(&done(&folder, &["explain", "a.yaml", FINDING]));
    assert!(explained.contains(told), "{explained}");
    assert!(!flat(&done(&folder, &["explain", "a.yaml", OTHER])).contains("Decision 1"));
}

#[test]
fn accepted_not_knowing_shows_with_its_question_and_leaves_it_open() {
    let folder = desk("review-question");
    folder.write("x.yaml", sample("xian-just-begun"));
    let before = json(&folder, DAY, &["questions", "x.yaml", "--no-decisions"]);
    let accept = [
        "review",
        "x.yaml",
        "accept-unknown",
        "approval-claimed",
        "companies-not-mapped",
        "--reason",
        "Nobody can know",
        "--until",
        "2027-06-01",
        "--role",
        "college",
    ];
    done(&folder, &accept);
    let after = json(&folder, DAY, &["questions", "x.yaml"]);
    let mut marked = 0;
    let bare: Vec<Value> = after
        .as_array()
        .unwrap()
        .iter()
        .map(|question| {
            let mut question = question.clone();
            let decisions = question.as_object_mut().unwrap().remove("decisions");
            marked += usize::from(decisions.is_some());
            question
        })
        .collect();
    assert_eq!(Value::Array(bare), before);
    assert_eq!(marked, 2);
    let shown = flat(&done(&folder, &["questions", "x.yaml"]));
    let told = "Not knowing accepted until 2027-06-01 (college), for 1 of";
    assert_eq!(shown.matches(told).count(), 2, "{shown}");
    let lapsed = flat(&done_on(&folder, "2027-06-02", &["questions", "x.yaml"]));
    assert_eq!(
        lapsed
            .matches("findings. Now: lapsed, the finding is back.")
            .count(),
        2,
        "{lapsed}"
    );
    let outcome = |arguments: &[&str]| json(&folder, DAY, arguments)["outcome"].clone();
    assert_eq!(
        outcome(&["screen", "x.yaml"]),
        outcome(&["screen", "x.yaml", "--no-decisions"])
    );
}

#[test]
fn a_comparison_tells_which_decision_lapsed_in_every_format() {
    let folder = desk("review-compare");
    // A result from before anything was decided shows how things stood on its day.
    keep(&folder, "bare.json");
    accept(&folder, FINDING, "2027-01-31");
    keep(&folder, "then.json");
    for old in ["then.json", "bare.json", "a.yaml"] {
        let same = json(&folder, DAY, &["compare", old, "a.yaml"]);
        let expected = usize::from(old == "bare.json");
        let changes = same["decisions"].as_array().map_or(0, Vec::len);
        assert_eq!(changes, expected, "{old}: {}", same["decisions"]);
    }
    let after = "2027-02-01";
    let compared = json(&folder, after, &["compare", "then.json", "a.yaml"]);
    assert_eq!(compared["changed"], false);
    let change = &compared["decisions"][0];
    assert_eq!(change["cause"], "lapsed");
    assert_eq!(change["before"]["state"], "stands");
    assert_eq!(change["after"]["state"], "lapsed");
    assert_eq!(change["priority"], "high");
    let schema = program(&folder.0, &["schema", "comparison"]);
    let schema = serde_json::from_str(&text(&schema.stdout)).unwrap();
    assert!(jsonschema::is_valid(&schema, &compared));
    let told = [
        "holds → lapsed, the finding is back",
        "the decision lapsed: its last day was 2027-01-31",
    ];
    for arguments in [
        &["compare", "then.json", "a.yaml", "--width", "60"][..],
        &["compare", "then.json", "a.yaml", "--format", "markdown"],
        &[
            "screen",
            "a.yaml",
            "--baseline",
            "then.json",
            "--width",
            "60",
        ],
        &[
            "screen",
            "a.yaml",
            "--baseline",
            "bare.json",
            "--width",
            "60",
        ],
    ] {
        let shown = flat(&done_on(&folder, after, arguments));
        for told in told {
            assert!(
                shown.contains(told) || arguments.contains(&"bare.json"),
                "{arguments:?}: {shown}"
            );
        }
        assert!(shown.contains("the decision lapsed: its last day was 2027-01-31"));
        let bare = [arguments, &["--no-decisions"]].concat();
        let bare = done_on(&folder, after, &bare);
        assert!(!bare.to_lowercase().contains("decision"), "{bare}");
    }
    // A stored result whose decisions do not hold together is refused.
    let stored = std::fs::read_to_string(folder.0.join("then.json")).unwrap();
    folder.write(
        "bad.json",
        stored.replace("\"accepted\": 1", "\"accepted\": 2"),
    );
    let (code, _, err) = run_on(&folder, after, &["compare", "bad.json", "a.yaml"]);
    assert_eq!(code, Some(2));
    assert!(
        err.contains("`decisions.counts` does not fit `decisions.made`"),
        "{err}"
    );
}

#[test]
fn comparing_tells_every_other_cause_too() {
    let folder = desk("review-causes");
    accept(&folder, FINDING, "2027-01-31");
    accept(&folder, OTHER, "2027-01-31");
    accept(&folder, "companies-not-guided", "2027-01-31");
    accept(&folder, "agenda-of-contacts", "2027-01-31");
    keep(&folder, "then.json");
    let withdraw = [
        "review", "a.yaml", "withdraw", "2", "--reason", "x", "--role", "college",
    ];
    done(&folder, &withdraw);
    accept(&folder, "agenda-of-contacts", "2027-05-31");
    let profile = sample("guangdong-running");
    let profile = profile.replace("duty_of_care: some", "duty_of_care: none");
    folder.write("a.yaml", profile.replace("guided: some", "guided: all"));
    let compared = json(&folder, DAY, &["compare", "then.json", "a.yaml"]);
    let causes: Vec<(u64, &str)> = compared["decisions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| {
            let number = change["decision"]["number"].as_u64().unwrap();
            (number, change["cause"].as_str().unwrap())
        })
        .collect();
    assert_eq!(
        causes,
        [
            (1, "answers"),
            (2, "withdrawn"),
            (3, "subject"),
            (4, "replaced"),
            (6, "made"),
        ]
    );
    // The other way round, the earlier side is judged with what the later one knows of.
    let back = json(&folder, DAY, &["compare", "a.yaml", "then.json"]);
    let causes: Vec<&str> = back["decisions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| change["cause"].as_str().unwrap())
        .collect();
    assert_eq!(causes, ["answers-again", "subject"]);
}
