//! What is wrong with a profile is said in one go, with its place, in both languages, and nothing is screened.

use partnerscreen::facts::Value;
use partnerscreen::profile::{self, Reading};

use crate::common::{Folder, PACK, command, program, text};

fn complain(name: &str, bytes: &[u8], lang: &str) -> (Option<i32>, String, String) {
    let folder = Folder::new(&format!("complain-{name}-{lang}"));
    folder.write("x.yaml", bytes);
    let output = program(&folder.0, &["screen", "x.yaml", "--lang", lang]);
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

#[test]
fn every_mistake_is_told_with_its_line_and_what_was_meant() {
    let profile = "partnerscreen: 1\npartnr: {country: CN}\nresearch:\n  regoin: done\n  region: misschien\n  general: {answer: done, date: 1 mei}\nexchanges:\n  - id: a\n    state: plannd\n  - id: a\n";
    let (code, out, err) = complain("all", profile.as_bytes(), "en");
    assert_eq!((code, out.as_str()), (Some(2), ""));
    let heads: Vec<&str> = err
        .lines()
        .filter(|line| {
            line.starts_with("error[")
                || line.trim_start().starts_with("-->")
                || line.contains("= help")
        })
        .map(str::trim)
        .collect();
    assert_eq!(
        heads,
        [
            "error[unknown-fact]: unknown fact `partnr`",
            "--> x.yaml:2:1",
            "= help: did you mean `partner`?",
            "error[unknown-fact]: unknown fact `research.regoin`",
            "--> x.yaml:4:3",
            "= help: did you mean `research.region`?",
            "error[unknown-option]: `misschien` is not an answer to `research.region`",
            "--> x.yaml:5:11",
            "= help: choose from: `done` (yes), `begun` (begun, not finished), `not-done` (no)",
            "error[bad-date]: `1 mei` is not a date",
            "--> x.yaml:6:33",
            "= help: write year-month-day, for example `2026-05-01`",
            "error[unknown-option]: `plannd` is not an answer to `exchange.state`",
            "--> x.yaml:9:12",
            "= help: did you mean `planned`?",
            "error[duplicate-id]: the `id` `a` occurs twice in `exchanges`",
            "--> x.yaml:10:9",
            "= help: the first one is in line 8",
        ]
    );
    let (_, _, dutch) = complain("all", profile.as_bytes(), "nl");
    assert!(
        dutch.starts_with("fout[unknown-fact]: er is geen vraag `partnr`\n"),
        "{dutch}"
    );
    assert_eq!(dutch.matches("fout[").count(), 6);
}

#[test]
fn what_is_no_profile_is_refused_with_its_own_code() {
    let deep = "[".repeat(10_000);
    let cases: &[(&str, &[u8])] = &[
        ("empty-file", b""),
        ("not-a-profile", b"- a\n"),
        ("not-a-profile", b"hello\n"),
        ("not-a-profile", b"name: x\n"),
        ("unknown-format", b"partnerscreen: 2\n"),
        ("duplicate-key", b"partnerscreen: 1\nname: a\nname: b\n"),
        ("second-document", b"partnerscreen: 1\n---\nname: b\n"),
        ("tag", b"partnerscreen: !!int 1\n"),
        ("not-utf8", b"partnerscreen: 1\nname: \xff\n"),
        (
            "control-character",
            b"partnerscreen: 1\nname: \x1b[31mred\n",
        ),
        ("tab-indent", b"partnerscreen: 1\nlink:\n\tstage: running\n"),
        ("wrong-type", b"partnerscreen: 1\nexchanges: nee\n"),
        ("wrong-type", b"partnerscreen: 1\nlink: running\n"),
        (
            "missing-id",
            b"partnerscreen: 1\nexchanges: [{state: planned}]\n",
        ),
        ("too-deep", deep.as_bytes()),
    ];
    for (number, (code, bytes)) in cases.iter().enumerate() {
        let (exit, out, err) = complain(&format!("case{number}"), bytes, "en");
        assert_eq!((exit, out.as_str()), (Some(2), ""), "{code}");
        assert!(
            err.starts_with(&format!("error[{code}]: ")),
            "{code}: {err}"
        );
    }
    let huge = vec![b'#'; 300 * 1024];
    assert!(
        complain("huge", &huge, "en")
            .2
            .starts_with("error[too-large]: ")
    );
}

/// Returns code, line and help of every problem of a profile, in English.
fn problems(body: &str) -> Vec<(&'static str, usize, String)> {
    let text = format!("partnerscreen: 1\n{body}");
    match profile::read("x", text.as_bytes(), &PACK.facts, &PACK.places) {
        Ok(_) => Vec::new(),
        Err(error) => error
            .problems
            .iter()
            .map(|problem| {
                let line = problem
                    .span
                    .map_or(0, |span| error.source_text.position(span.start).line);
                let help = problem.help.as_ref().map(|help| help.en.to_string());
                (problem.code, line, help.unwrap_or_default())
            })
            .collect(),
    }
}

#[test]
fn no_answer_is_lost_or_read_otherwise_than_written() {
    let cases: &[(&str, &[(&str, usize, &str)])] = &[
        // A line that belongs to the text above because a space is missing.
        (
            "partner:\n  name: Kashgar\n    place:Kashgar\n",
            &[(
                "space-after-colon",
                4,
                "write `place: …`; if it is a text, put it in quotes",
            )],
        ),
        (
            "partner:\n  place:Kashgar\n",
            &[(
                "space-after-colon",
                3,
                "write `place: …`; if it is a text, put it in quotes",
            )],
        ),
        ("partner:\n  name: zie\n    http://voorbeeld.nl\n", &[]),
        ("partner:\n  name: zie\n    D25:0877\n", &[]),
        (
            "research: {region: {answer:done}}\n",
            &[("space-after-colon", 2, "write `answer: done`")],
        ),
        // A list whose hyphens have no space behind them.
        (
            "exchanges:\n  -id\n  -id\n",
            &[("space-after-dash", 3, "write `- id`")],
        ),
        (
            "themes_left_out:\n  -trade\n",
            &[("space-after-dash", 3, "write `- trade`")],
        ),
        // The same question in both ways that a key can be written.
        (
            "partner: {country: CN}\npartner.country: NL\n",
            &[(
                "duplicate-key",
                3,
                "the first is in line 2; keep one of them",
            )],
        ),
        (
            "link.themes: []\nlink:\n  themes: [{id: a}]\n",
            &[(
                "duplicate-key",
                4,
                "the first is in line 2; keep one of them",
            )],
        ),
        // Letters that only look like others.
        (
            "p\u{430}rtner: {country: CN}\n",
            &[(
                "unknown-fact",
                2,
                "did you mean `partner`? the character `\u{430}` (U+0430) does not belong in it",
            )],
        ),
        (
            "link: {stage: runnin\u{261}}\n",
            &[(
                "unknown-option",
                2,
                "did you mean `running`? the character `\u{261}` (U+0261) does not belong in it",
            )],
        ),
        (
            "link: {stage: “running”}\n",
            &[(
                "unknown-option",
                2,
                "did you mean `running`? the character `“` (U+201C) does not belong in it",
            )],
        ),
        // A question in quotes with a space at its end.
        (
            "\"partner \": {country: CN}\n",
            &[("unknown-fact", 2, "did you mean `partner`?")],
        ),
        // «Unknown» is a word of its own only without quotes.
        (
            "repression: x\nresearch: {repression: \"unknown\"}\n",
            &[
                ("unknown-fact", 2, "did you mean `research.repression`?"),
                (
                    "quoted-unknown",
                    3,
                    "does nobody know? write `unknown` without quotes",
                ),
            ],
        ),
        // Days that may be read in two ways, or are none.
        (
            "research:\n  region: {answer: done, date: 2026-02-30}\n  general: {answer: done, date: 20260501}\n  effect: {answer: done, date: 2026-W18-5}\n",
            &[
                (
                    "bad-date",
                    3,
                    "write year-month-day, for example `2026-05-01`",
                ),
                (
                    "bad-date",
                    4,
                    "write year-month-day, for example `2026-05-01`",
                ),
                (
                    "bad-date",
                    5,
                    "write year-month-day, for example `2026-05-01`",
                ),
            ],
        ),
        // A text cut off by what reads as a remark.
        (
            "partner: {name: x}\nresearch:\n  region: {answer: done}\nplan:\n  exists: ready\nname: nota #12\n",
            &[(
                "number-sign",
                7,
                "does it belong to the text? put that in quotes; is it a remark? put a space behind `#`",
            )],
        ),
    ];
    for (body, expected) in cases {
        let found = problems(body);
        let found: Vec<(&str, usize, &str)> = found
            .iter()
            .map(|(code, line, help)| (*code, *line, help.as_str()))
            .collect();
        assert_eq!(found, *expected, "{body}");
    }
}

#[test]
fn a_text_of_nothing_answers_nothing_and_others_are_kept_as_they_are() {
    let text = "partnerscreen: 1\nname: '  '\nauthority: {name: \"\"}\npartner:\n  name: |\n    een\n    twee\n  place: ~\n  country: NO\nplan:\n  sharing_weighed: Nee\n";
    let profile = crate::common::read("x", text, &PACK);
    let given = |id: &str| profile.answers.get(&PACK.facts.find(id).unwrap());
    assert_eq!(profile.name, None);
    assert_eq!(given("authority.name"), None);
    assert_eq!(given("partner.place"), None);
    let reading = |id: &str| given(id).unwrap().answers[0].reading.clone();
    assert_eq!(
        reading("partner.name"),
        Reading::Text("een\ntwee\n".to_owned())
    );
    // Norway stays a country, and «no» an answer.
    let norway = PACK
        .facts
        .get(PACK.facts.find("partner.country").unwrap())
        .unwrap();
    assert_eq!(
        reading("partner.country"),
        Reading::Value(norway.option_value(norway.option_number("NO").unwrap()))
    );
    assert_eq!(
        reading("plan.sharing_weighed"),
        Reading::Value(Value::Option(1))
    );
}

#[test]
fn byte_order_mark_and_windows_line_endings_are_fine() {
    let profile = "\u{feff}partnerscreen: 1\r\nname: x\r\npartner: {place: 喀什}\r\n";
    let (code, _, err) = complain("crlf", profile.as_bytes(), "nl");
    assert_eq!((code, err.as_str()), (Some(0), ""));
}

#[test]
fn nothing_of_a_name_reaches_the_terminal_as_an_order() {
    let folder = Folder::new("hostile");
    folder.write(
        "x.yaml",
        "partnerscreen: 1\nname: \"\\e[31mrood\\x07 \\u202Eomgekeerd\"\n",
    );
    let output = command(&folder.0, &["screen", "x.yaml"]).output().unwrap();
    let shown = text(&output.stdout);
    assert!(shown.contains("rood"));
    assert!(!shown.contains(['\u{1b}', '\u{7}', '\u{202e}']));
}
