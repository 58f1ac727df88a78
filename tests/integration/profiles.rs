//! What is wrong with a profile is said in one go, with its place, in both languages, and nothing is screened.

use crate::common::{Folder, command, program, text};

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
