//! Every warning with its exact words and place, what is no reason for one, and that nothing personal is shown.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use serde_json::Value;

use super::run;
use crate::common::{DAY, Folder, command, root, text};

/// Writes a profile, checks it, and returns what is printed; it must have no errors.
fn checked(name: &str, profile: &str, lang: &str) -> String {
    let folder = Folder::new(name);
    folder.write("a.yaml", profile);
    let (code, out, err) = run(&folder.0, &["check", "a.yaml", "--lang", lang]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    out
}

#[test]
fn a_source_from_after_the_day_and_a_name_of_two_places_are_told_with_their_line() {
    let profile = "partnerscreen: 1
partner:
  place: Yiwu
link:
  stage: {answer: running, source: Memo V26, date: 2026-11-25}
  kind:
    answers:
      - {answer: sister-city, date: 2026-11-24}
      - answer: sister-city
        date: 2027-01-01
";
    assert_eq!(
        checked("check-two", profile, "nl"),
        "waarschuwing[ambiguous-place]: er is meer dan één plaats met deze naam: Zhejiang, Xinjiang
 --> a.yaml:3:10
  |
3 |   place: Yiwu
  |          ^^^^
  |
  = hulp: geef ook antwoord op de vraag naar de provincie, of schrijf de code van de plaats

waarschuwing[date-in-future]: deze bron is van na 2026-11-24, de dag van de toets
 --> a.yaml:5:52
  |
5 |   stage: {answer: running, source: Memo V26, date: 2026-11-25}
  |                                                    ^^^^^^^^^^
  |
  = hulp: klopt de datum? `--as-of` kiest een andere dag

waarschuwing[date-in-future]: deze bron is van na 2026-11-24, de dag van de toets
  --> a.yaml:10:15
   |
10 |         date: 2027-01-01
   |               ^^^^^^^^^^
   |
   = hulp: klopt de datum? `--as-of` kiest een andere dag

0 fouten, 3 waarschuwingen.
"
    );
    let english = checked("check-two-en", profile, "en");
    assert!(
        english.starts_with(
            "warning[ambiguous-place]: there is more than one place of this name: Zhejiang, Xinjiang\n"
        ),
        "{english}"
    );
    assert!(
        english.ends_with("\n\n0 errors, 3 warnings.\n"),
        "{english}"
    );
}

#[test]
fn contradictions_and_answers_to_questions_that_do_not_arise_are_told_with_the_other_lines() {
    let profile = "partnerscreen: 1
authority: {policy: none, policy_voiced: outside}
link:
  stage:
    answers: [{answer: running, source: a}, {answer: ended, source: b}]
exchanges:
  - id: bezoek-2026
    state: past
    human_rights_part: none
    grounds: [pressure]
";
    assert_eq!(
        checked("check-contradiction", profile, "en"),
        "warning[not-arising]: this is answered, but by another answer this question does not arise
 --> a.yaml:2:27
  |
2 | authority: {policy: none, policy_voiced: outside}
  |                           ^^^^^^^^^^^^^
  |
  = help: look at `authority.policy` (line 2) too

warning[contradiction]: The sources for «Stage of the link» contradict each other
 --> a.yaml:4:3
  |
4 |   stage:
  |   ^^^^^

warning[not-arising]: this is answered, but by another answer this question does not arise
  --> a.yaml:10:5
   |
10 |     grounds: [pressure]
   |     ^^^^^^^
   |
   = help: look at `exchange.state` (line 8) too

0 errors, 3 warnings.
"
    );
}

#[test]
fn data_about_persons_are_told_by_their_place_only() {
    let profile = "partnerscreen: 1
name: Voorbeeldstad, jan@voorbeeld.nl
authority:
  name: Voorbeeldstad # bel 06-12345678
partner: {name: \"Universiteit, 13812345678\"}
link:
  stage: {answer: running, source: \"nota van 123456782\", note: 'mail: li@voorbeeld.cn'}
exchanges:
  - id: bezoek-2026
    state: planned
  - id: \"111222333\"
";
    assert_eq!(
        checked("check-personal", profile, "nl"),
        "waarschuwing[email-address]: dit lijkt een e-mailadres
--> a.yaml:2:22
 = hulp: gegevens van personen horen niet in een profiel: haal het weg

waarschuwing[phone-number]: dit lijkt een telefoonnummer
--> a.yaml:4:29
 = hulp: gegevens van personen horen niet in een profiel: haal het weg

waarschuwing[phone-number]: dit lijkt een telefoonnummer
--> a.yaml:5:32
 = hulp: gegevens van personen horen niet in een profiel: haal het weg

waarschuwing[bsn]: dit lijkt een burgerservicenummer (BSN)
--> a.yaml:7:46
 = hulp: gegevens van personen horen niet in een profiel: haal het weg

waarschuwing[email-address]: dit lijkt een e-mailadres
--> a.yaml:7:71
 = hulp: gegevens van personen horen niet in een profiel: haal het weg

waarschuwing[bsn]: dit lijkt een burgerservicenummer (BSN)
--> a.yaml:11:10
 = hulp: gegevens van personen horen niet in een profiel: haal het weg

0 fouten, 6 waarschuwingen.
"
    );
}

#[test]
fn a_number_that_is_written_with_escapes_or_over_two_lines_is_found_too() {
    let profile = "partnerscreen: 1
name: \"jan\\u0040voorbeeld.nl\"
link:
  stage: {answer: running, note: \"bel 06
    12345678\"}
";
    let out = checked("check-escaped", profile, "en");
    let places: Vec<&str> = out.lines().filter(|line| line.starts_with("-->")).collect();
    assert_eq!(places, ["--> a.yaml:2:7", "--> a.yaml:4:34"], "{out}");

    // A diff around it does not show it either, and every line stays in its place.
    let folder = Folder::new("check-escaped-diff");
    folder.write("a.yaml", format!("{profile}  Kind: none\n"));
    let (_, out, _) = run(&folder.0, &["check", "a.yaml", "--diff", "--lang", "en"]);
    assert!(
        out.starts_with(
            "--- a.yaml
+++ a.yaml
@@ -3,4 +3,4 @@
 link:
   stage: {answer: running, note: …
 }
-  Kind: none
+  kind: none
"
        ),
        "{out}"
    );
}

#[test]
fn nothing_personal_is_shown_whatever_else_stands_in_its_line_and_in_whatever_form() {
    // Every line has another problem too: an unknown key, a wrong option, a late date, a misspelling to repair.
    let profile = "partnerscreen: 1
contact-jan@mailhuis.nl: x
link:
  stage: jan@mailhuis.nl
  kind: {answer: sister-city, source: 06-12345678, date: 2030-01-01}
  Themes: [] # 123456782
  told: &06-12345678 ja
research: 13812345678
exchanges:
  - id: A 06-12345678
  - {id: b, direction: incomming, note: 123456782}
";
    let folder = Folder::new("check-shown");
    let shown = |arguments: &[&str]| {
        folder.write("a.yaml", profile);
        let (code, out, err) = run(&folder.0, arguments);
        assert_eq!(code, 2, "{out}{err}");
        format!("{out}{err}")
    };
    let mut seen = String::new();
    for lang in ["nl", "en"] {
        for more in [
            &[][..],
            &["--diff"],
            &["--fix"],
            &["--format", "json"],
            &["--fix", "--format", "json"],
        ] {
            let arguments = [&["check", "a.yaml", "--lang", lang], more].concat();
            seen.push_str(&shown(&arguments));
        }
    }
    for value in ["jan@", "mailhuis", "12345678", "123456782", "3812345"] {
        assert!(!seen.contains(value), "{value}: {seen}");
    }
    assert!(
        seen.contains("unknown fact `contact-…`") || seen.contains("unknown fact `…`"),
        "{seen}"
    );
    assert!(seen.contains("+  themes: [] # …"), "{seen}");
}

#[test]
fn what_is_right_gets_no_remark() {
    for (number, profile) in [
        // The province tells which of the two places it is.
        "partner: {place: Yiwu, province: CN-ZJ}",
        // A place that the table does not know leaves a question open, which every screening shows.
        "partner: {place: Nergenshuizen}",
        // On the day itself; a planned exchange lies in the future.
        "link: {stage: {answer: running, date: 2026-11-24}}",
        "exchanges: [{id: bezoek-2027, state: planned, direction: incoming}]",
        "authority: {name: 'Zaak Z2024-0612345678 van 06-12-2024, 2019-2024, NL91ABNA0417164300'}",
        "link: {stage: {answer: running, source: 'https://voorbeeld.nl/0612345678/123456782'}}",
        "plan: {exists: none, aims: unknown}",
    ]
    .iter()
    .enumerate()
    {
        let out = checked(
            &format!("check-right-{number}"),
            &format!("partnerscreen: 1\n{profile}\n"),
            "en",
        );
        assert_eq!(out, "no remarks.\n", "{profile}");
    }
}

#[test]
fn the_samples_have_no_other_remarks_than_the_contradictions_that_one_of_them_shows() {
    let (code, out, err) = run(&root(), &["check", "profiles", "--lang", "en"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let titles: Vec<&str> = out
        .lines()
        .filter(|line| line.starts_with("warning"))
        .collect();
    assert_eq!(
        titles,
        [
            "warning[contradiction]: The sources for «Knowledge of the partner» contradict each other",
            "warning[contradiction]: The sources for «Chances used» contradict each other",
            "warning[contradiction]: The sources for «Engagement in the region» contradict each other",
            "warning[contradiction]: The plan says clearly what you want to reach. Yet that is not clear to yourselves",
        ]
    );
    let places = out.lines().filter(|line| line.contains("--> "));
    assert!(
        places.clone().count() == 4
            && places
                .clone()
                .all(|line| line.contains("profiles/chengdu-contradictory.yaml:")),
        "{out}"
    );
    assert!(out.ends_with(" profiles: 0 errors, 4 warnings.\n"), "{out}");
}

#[test]
fn errors_come_first_and_give_exit_code_2_and_warnings_alone_give_0() {
    let folder = Folder::new("check-exit");
    folder.write(
        "bad.yaml",
        "partnerscreen: 1\nname: a@b.nl\nlink: {stage: runing}\n",
    );
    folder.write("warned.yaml", "partnerscreen: 1\nname: a@b.nl\n");
    folder.write("clean.yaml", "partnerscreen: 1\n");
    fs::create_dir(folder.0.join("empty")).unwrap();
    let (code, out, _) = run(&folder.0, &["check", "bad.yaml", "--lang", "en"]);
    assert_eq!(
        (code, out.as_str()),
        (
            2,
            "error[unknown-option]: `runing` is not an answer to `link.stage`
 --> bad.yaml:3:15
  |
3 | link: {stage: runing}
  |               ^^^^^^
  |
  = help: did you mean `running`?

warning[email-address]: this looks like an e-mail address
--> bad.yaml:2:7
 = help: data about persons do not belong in a profile: take it away

While there are errors, it was not checked whether the answers go together.
1 error, 1 warning.
"
        )
    );
    let code =
        |arguments: &[&str]| run(&folder.0, &[&["check", "--lang", "en"], arguments].concat());
    assert_eq!(code(&["warned.yaml"]).0, 0);
    assert_eq!(
        code(&["clean.yaml"]),
        (0, "no remarks.\n".to_owned(), String::new())
    );
    assert_eq!(code(&["."]).0, 2);
    assert_eq!(
        code(&["empty"]),
        (
            3,
            String::new(),
            "error: there is nothing to check: no file that ends in `.yaml`\n  = help: name a profile, or a folder of profiles\n".to_owned()
        )
    );
    let (missing, out, err) = code(&["clean.yaml", "clen.yaml"]);
    assert_eq!((missing, out.as_str()), (2, "no remarks.\n"));
    assert!(err.contains("did you mean `clean.yaml`?"), "{err}");
}

#[test]
fn standard_input_is_checked_and_cannot_be_repaired() {
    let folder = Folder::new("check-input");
    let piped = |more: &[&str]| {
        let arguments = [&["check", "-", "--lang", "en", "--as-of", DAY], more].concat();
        let mut child = command(&folder.0, &arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let profile = b"partnerscreen: 1\nlink: {Stage: running}\n";
        // It is refused before it is read where it cannot be repaired.
        let _ = child.stdin.take().unwrap().write_all(profile);
        let output = child.wait_with_output().unwrap();
        (
            output.status.code(),
            text(&output.stdout),
            text(&output.stderr),
        )
    };
    let (code, out, _) = piped(&[]);
    assert_eq!(code, Some(2));
    assert!(out.contains(" --> -:2:8\n"), "{out}");
    let (_, out, _) = piped(&["--diff"]);
    assert!(
        out.starts_with("--- -\n+++ -\n@@ -1,2 +1,2 @@\n partnerscreen: 1\n-link: {Stage: running}\n+link: {stage: running}\n\n"),
        "{out}"
    );
    let (code, out, err) = piped(&["--fix"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert_eq!(
        err,
        "error: standard input cannot be changed\n  = help: name a file, or use `--diff`\n"
    );
}

#[test]
fn as_json_it_says_the_same_and_fits_its_schema() {
    let folder = Folder::new("check-json");
    folder.write(
        "a.yaml",
        "partnerscreen: 1\nname: a@b.nl\nlink: {stage: runing}\n",
    );
    let (code, out, _) = run(
        &folder.0,
        &[
            "check",
            "a.yaml",
            "none.yaml",
            "--lang",
            "en",
            "--format",
            "json",
        ],
    );
    assert_eq!(code, 2);
    let found: Value = serde_json::from_str(&out).unwrap();
    let expected = serde_json::json!({
        "profiles": [{
            "profile": "a.yaml",
            "repairs": 0,
            "remarks": [
                {
                    "severity": "error",
                    "code": "unknown-option",
                    "message": "`runing` is not an answer to `link.stage`",
                    "help": "did you mean `running`?",
                    "line": 3,
                    "column": 15
                },
                {
                    "severity": "warning",
                    "code": "email-address",
                    "message": "this looks like an e-mail address",
                    "help": "data about persons do not belong in a profile: take it away",
                    "line": 2,
                    "column": 7
                }
            ]
        }],
        "failed": ["none.yaml"],
        "errors": 1,
        "warnings": 1
    });
    assert_eq!(found, expected);
    let (_, schema, _) = run(&folder.0, &["schema", "check"]);
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(validator.is_valid(&found));
    assert!(!validator.is_valid(&serde_json::json!({"profiles": [{}]})));
}
