//! `ask`: every answer is in the file at once, whatever happens next; and `ask --batch` for scripts.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use partnerscreen::cli::{Exit, Surroundings, run};
use partnerscreen::report::{self, Layout};
use partnerscreen::screening::{Effect, screen};
use partnerscreen::text::Lang;

use crate::common::{DAY, Folder, PACK, command, program, read, text};

const FRESH: &str = "partnerscreen: 1\nauthority: {kind: municipality}\npartner: {place: Kashgar, kind: authority}\n";

/// Types lines at an interview; returns how it ended, what was shown and what was printed at the end.
fn interview(folder: &Folder, arguments: &[&str], typed: &str) -> (Exit, String, String) {
    interview_in(80, folder, arguments, typed)
}

/// The same, in a terminal of so many columns.
fn interview_in(
    columns: usize,
    folder: &Folder,
    arguments: &[&str],
    typed: &str,
) -> (Exit, String, String) {
    let file = folder.0.join("a.yaml");
    let mut all = vec!["partnerscreen".into(), "ask".into(), file.into_os_string()];
    all.extend(arguments.iter().map(Into::into));
    let surroundings = Surroundings {
        locale: "en".to_owned(),
        today: || DAY.to_owned(),
        now: || format!("{DAY}T12:00:00Z"),
        columns: Some(columns),
        interactive: true,
        out_color: false,
        err_color: false,
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let exit = run(
        &all,
        &surroundings,
        &mut typed.as_bytes(),
        &mut out,
        &mut err,
    )
    .unwrap();
    (exit, text(&err), text(&out))
}

#[test]
fn an_interview_asks_the_most_useful_question_first_and_writes_each_answer_at_once() {
    let folder = Folder::new("ask-first");
    folder.write("a.yaml", FRESH);
    let (exit, shown, end) = interview(&folder, &[], "1\nMemo V26\n2026-05-01\ns\n");
    assert_eq!(exit, Exit::Done);
    // In Xinjiang «settle first» is certain: only the three parts of the ground decide.
    assert!(shown.contains("3 of them decisive"), "{shown}");
    assert!(
        shown.contains("Does the research into the partner region show large-scale repression"),
        "{shown}"
    );
    assert!(shown.contains("Needed for: «"), "{shown}");
    assert!(end.starts_with("1 answer given, "), "{end}");
    assert_eq!(
        fs::read_to_string(folder.0.join("a.yaml")).unwrap(),
        format!(
            "{FRESH}research:\n  repression: {{answer: yes, source: Memo V26, date: 2026-05-01}}\n"
        )
    );
}

#[test]
fn unknown_later_back_and_wrong_answers_do_what_they_say() {
    let folder = Folder::new("ask-moves");
    folder.write("a.yaml", FRESH);
    // Later; a wrong answer and then unknown; back, and another answer instead; stop.
    let (exit, shown, _) = interview(&folder, &["--plain"], "l\nperhaps\nu\nb\n3\n\ns\n");
    assert_eq!(exit, Exit::Done, "{shown}");
    let written = fs::read_to_string(folder.0.join("a.yaml")).unwrap();
    assert_eq!(
        written,
        format!("{FRESH}research:\n  engagement: possible\n")
    );
    assert!(
        shown.contains("error: `perhaps` is not an answer to `research.engagement`"),
        "{shown}"
    );
    assert!(shown.contains("answer now: unknown"), "{shown}");
    assert!(!shown.contains("───"), "{shown}");
    // The ground is not met any more: the outcome is settled by the place, and that is said.
    assert!(
        shown.contains("No open question can change the outcome any more."),
        "{shown}"
    );
}

#[test]
fn what_was_put_aside_is_asked_once_more_and_decides_all_the_while() {
    const NOTHING: &str = "No open question can change the outcome any more.";
    let folder = Folder::new("ask-aside");
    folder.write("a.yaml", FRESH);
    // The three that decide are put aside, and so is all the rest.
    let (exit, shown, end) = interview(&folder, &["--lang", "en"], &"l\n".repeat(300));
    assert_eq!(exit, Exit::Done);
    assert!(!shown.contains(NOTHING), "{shown}");
    let lines: Vec<&str> = shown.lines().collect();
    let at = |text: &str| {
        let found: Vec<usize> = (0..lines.len())
            .filter(|at| lines[*at].contains(text))
            .collect();
        assert!(!found.is_empty(), "{text}: {shown}");
        found
    };
    let aside = at("The questions that decide on the outcome are still open: you put");
    let second = at("Now the questions that you put aside.");
    let first = at("Does the research into the partner region show large-scale repression");
    assert_eq!(
        (aside.len(), second.len(), first.len()),
        (2, 1, 2),
        "{shown}"
    );
    assert!(first[0] < aside[0] && aside[0] < second[0], "{shown}");
    assert!(second[0] < first[1] && first[1] < aside[1], "{shown}");
    let open = at(" questions open, ").len() / 2;
    assert!(
        shown.contains(&format!("You have seen every question. {open} stay open: ")),
        "{shown}"
    );
    assert!(
        shown.trim_end().ends_with("Decisive for the outcome: 3."),
        "{shown}"
    );
    assert_eq!(
        end,
        format!("0 answers given, {open} questions still open.\n")
    );
    assert_eq!(fs::read_to_string(folder.0.join("a.yaml")).unwrap(), FRESH);
    // What nobody knows decides too, and is not asked a second time.
    let (_, shown, end) = interview(&folder, &["--lang", "nl"], "o\no\no\ns\n");
    assert!(
        shown.contains("De vragen die over de uitkomst beslissen, staan nog open:"),
        "{shown}"
    );
    assert!(
        !shown.contains("Geen open vraag kan de uitkomst"),
        "{shown}"
    );
    assert!(end.starts_with("3 antwoorden gegeven, "), "{end}");
    let (_, shown, _) = interview(&folder, &["--lang", "nl"], "s\n");
    assert!(!shown.contains("research.repression"), "{shown}");
    assert!(
        shown.starts_with("De vragen die over de uitkomst beslissen, staan nog open:"),
        "{shown}"
    );
}

#[test]
fn back_goes_past_what_was_put_aside_and_a_new_answer_loses_the_source_of_the_old_one() {
    let folder = Folder::new("ask-back");
    folder.write("a.yaml", FRESH);
    // Back at the first question stays there; then later, back to it, and an answer with a source; back, and another.
    let typed = "b\nl\nb\n1\nMemo V26\n2026-05-01\nb\nno\n\ns\n";
    let (_, shown, end) = interview(&folder, &["--plain"], typed);
    let asked: Vec<&str> = shown
        .lines()
        .filter_map(|line| line.strip_prefix("Research · research."))
        .collect();
    assert_eq!(
        asked,
        [
            "repression",
            "repression",
            "engagement",
            "repression",
            "engagement",
            "repression"
        ],
        "{shown}"
    );
    assert_eq!(shown.matches("This is the first question.").count(), 1);
    assert!(
        shown.contains("What was said of the old answer (source, date, note) was taken away.\n"),
        "{shown}"
    );
    assert_eq!(
        fs::read_to_string(folder.0.join("a.yaml")).unwrap(),
        format!("{FRESH}research:\n  repression: no\n")
    );
    assert!(end.starts_with("1 answer given, "), "{end}");
}

#[test]
fn where_the_advisory_does_not_apply_it_says_so_and_asks_nothing() {
    let folder = Folder::new("ask-outside");
    folder.write("a.yaml", "partnerscreen: 1\n");
    // What decides on that comes first, whatever else waits for an answer.
    let (_, shown, end) = interview(&folder, &["--lang", "nl"], "3\n");
    assert_eq!(shown.matches(" · authority.kind\n").count(), 1, "{shown}");
    assert_eq!(shown.matches("vragen open, ").count(), 1, "{shown}");
    assert!(
        shown.ends_with("Het advies gaat hier niet over; `screen` laat zien waarom.\n"),
        "{shown}"
    );
    assert_eq!(end, "1 antwoord gegeven, 0 vragen nog open.\n");
    folder.write("a.yaml", "partnerscreen: 1\nauthority: {kind: other}\n");
    let (exit, shown, end) = interview(&folder, &["--lang", "nl"], "1\n");
    assert_eq!(exit, Exit::Done);
    assert_eq!(
        shown,
        "Het advies gaat hier niet over; `screen` laat zien waarom.\n"
    );
    assert_eq!(end, "0 antwoorden gegeven, 0 vragen nog open.\n");
}

#[test]
fn in_forty_columns_every_line_fits_and_plain_lines_hold_nothing_but_text() {
    let folder = Folder::new("ask-narrow");
    for lang in ["nl", "en"] {
        folder.write("a.yaml", FRESH);
        let typed = format!("1\nMemo V26\n2026-05-01\n{}", "l\n".repeat(300));
        let (_, shown, _) = interview_in(40, &folder, &["--lang", lang], &typed);
        let wide: Vec<&str> = shown
            .lines()
            .filter(|line| line.chars().count() > 40)
            .collect();
        assert_eq!(wide, [""; 0], "{lang}");
        let choices = if lang == "nl" {
            "  o weet niemand · l later\n  t terug · s stop\n"
        } else {
            "  u nobody knows · l later\n  b back · s stop\n"
        };
        assert!(shown.contains(choices), "{shown}");
        folder.write("a.yaml", FRESH);
        let arguments = ["--lang", lang, "--plain", "--color", "always"];
        let (_, shown, _) = interview_in(40, &folder, &arguments, &typed);
        let is_drawn = |c: char| c.is_control() && c != '\n' || ('─'..='╿').contains(&c);
        assert!(!shown.contains(is_drawn), "{shown}");
    }
}

#[test]
fn records_are_added_and_the_end_of_the_input_ends_the_interview() {
    let folder = Folder::new("ask-lists");
    folder.write("a.yaml", FRESH);
    let mut typed = String::new();
    // Everything else is put aside until the first question about a list comes.
    for _ in 0..300 {
        let (_, shown, _) = interview(&folder, &[], &typed);
        let last = shown.rsplit("questions open").next().unwrap();
        if last.contains("short name of a record to add") {
            break;
        }
        typed.push_str("l\n");
    }
    let (exit, shown, _) = interview(&folder, &[], &format!("{typed}thing-1\nthing-2\nall\n"));
    assert_eq!(exit, Exit::Done);
    let written = fs::read_to_string(folder.0.join("a.yaml")).unwrap();
    assert!(
        written.ends_with("  complete: yes\n  records:\n    - id: thing-1\n    - id: thing-2\n"),
        "{written}\n{shown}"
    );
    assert!(shown.contains("answer now: 2, and perhaps more"), "{shown}");
    read("a.yaml", &written, &PACK);
}

#[test]
fn without_a_terminal_it_says_so_and_does_not_wait() {
    let folder = Folder::new("ask-none");
    folder.write("a.yaml", FRESH);
    let output = program(&folder.0, &["ask", "a.yaml", "--lang", "nl"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        text(&output.stderr),
        "fout: `ask` stelt vragen in een venster, en hier is er geen\n  = hulp: gebruik `ask --batch` met regels VRAAG ANTWOORD, of `set`\n"
    );
}

/// Pipes lines into `ask --batch`; returns the exit code, what was printed and what was said.
fn batch(folder: &Folder, lang: &str, lines: &[u8]) -> (Option<i32>, String, String) {
    let mut child = command(&folder.0, &["ask", "a.yaml", "--batch", "--lang", lang])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A run that stops early leaves the rest unread.
    let _ = child.stdin.take().unwrap().write_all(lines);
    let output = child.wait_with_output().unwrap();
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

#[test]
fn a_batch_makes_what_is_right_and_says_every_line_that_is_not_with_its_number() {
    let folder = Folder::new("ask-batch");
    folder.write("a.yaml", FRESH);
    let lines = b"\xef\xbb\xbflink.stage running\r\n# answers\nlink.stge running\n\nauthority.name  Voorbeeld stad \n\
        link.kind sisters\nlink.kind\nauthority.name \xff\xfe\nexchanges visit-2027\nexchanges Jan Jansen\n\
        exchanges none\nexchanges.visit-2027.state unknown\nexchanges all\nx y";
    let (code, out, err) = batch(&folder, "en", lines);
    assert_eq!((code, out.as_str()), (Some(2), "5 answers given.\n"));
    let errors: Vec<&str> = err
        .lines()
        .filter(|line| line.starts_with("error"))
        .collect();
    assert_eq!(
        errors,
        [
            "error: line 3: unknown fact `link.stge`",
            "error: line 6: `sisters` is not an answer to `link.kind`",
            "error: line 7: there is no answer behind `link.kind`",
            "error: line 8: this answer holds characters that cannot be read",
            "error: line 10: `Jan Jansen` cannot be an `id`",
            "error: line 11: there are records in this list, and they would be lost",
            "error: line 14: unknown fact `x`",
        ]
    );
    assert_eq!(
        fs::read_to_string(folder.0.join("a.yaml")).unwrap(),
        "partnerscreen: 1\nauthority: {kind: municipality, name: Voorbeeld stad}\npartner: {place: Kashgar, kind: authority}\n\
         link:\n  stage: running\nexchanges:\n  complete: yes\n  records:\n    - id: visit-2027\n      state: unknown\n"
    );
    // All of it right, and nothing at all.
    assert_eq!(
        batch(&folder, "nl", b"link.stage is gestopt"),
        (Some(0), "1 antwoord gegeven.\n".to_owned(), String::new())
    );
    assert_eq!(
        batch(&folder, "nl", b""),
        (Some(0), "0 antwoorden gegeven.\n".to_owned(), String::new())
    );
}

#[cfg(unix)]
#[test]
fn a_batch_that_cannot_write_stops_and_says_at_which_line() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new("ask-batch-file");
    let (code, out, err) = batch(&folder, "nl", b"");
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(
        err.starts_with("fout: het bestand `a.yaml` bestaat niet\n"),
        "{err}"
    );
    folder.write("a.yaml", FRESH);
    let mode = fs::Permissions::from_mode(0o444);
    fs::set_permissions(folder.0.join("a.yaml"), mode).unwrap();
    let (code, out, err) = batch(
        &folder,
        "nl",
        b"link.kind x\nlink.stage running\nlink.kind trade\n",
    );
    assert_eq!((code, out.as_str()), (Some(2), ""));
    let errors: Vec<&str> = err
        .lines()
        .filter(|line| line.starts_with("fout"))
        .collect();
    assert_eq!(
        errors,
        [
            "fout: regel 1: `x` is geen antwoord op `link.kind`",
            "fout: `a.yaml` is niet veranderd: het bestand is alleen-lezen",
            "fout: gestopt bij regel 2",
        ]
    );
    assert_eq!(fs::read_to_string(folder.0.join("a.yaml")).unwrap(), FRESH);
}

#[test]
fn the_effect_of_an_answer_is_the_difference_of_two_screenings() {
    let of = |more: &str| {
        screen(
            &PACK,
            &read("x", &format!("{FRESH}{more}"), &PACK),
            DAY,
            Lang::En,
        )
    };
    let before = of("research: {repression: yes, engagement: impossible}\n");
    let same = Effect::between(&before, &before);
    assert_eq!(same, Effect::default());
    let after = of("research: {repression: yes, engagement: impossible, because: yes}\n");
    let effect = Effect::between(&before, &after);
    assert_eq!(effect.raised, ["advise-against"]);
    assert!(effect.outcome_changed && effect.opened.is_empty() && effect.cleared.is_empty());
    let cleared = of("research: {repression: yes, engagement: possible}\n");
    assert_eq!(
        Effect::between(&before, &cleared).cleared,
        ["advise-against"]
    );
}

#[test]
fn an_answer_that_only_says_more_about_a_finding_is_told_so() {
    let of = |more: &str, lang: Lang| {
        let text = format!(
            "partnerscreen: 1\nauthority: {{kind: municipality, awareness: some{more}}}\npartner: {{place: Wuhan, kind: authority}}\nlink: {{stage: running}}\n"
        );
        screen(&PACK, &read("x", &text, &PACK), DAY, lang)
    };
    for (lang, expected) in [
        (
            Lang::Nl,
            "Aangepast aan uw antwoord: «Wat bestuurders weten van de schendingen». De uitkomst is nog dezelfde.\n",
        ),
        (
            Lang::En,
            "Adapted to your answer: «What decision-makers know of the violations». The outcome is still the\nsame.\n",
        ),
    ] {
        let after = of(", unaware: [council]", lang);
        let effect = Effect::between(&of("", lang), &after);
        let refined = Effect {
            refined: vec!["awareness-of-violations".to_owned()],
            ..Effect::default()
        };
        assert_eq!(effect, refined);
        let mut out = Vec::new();
        report::effect(&after, &effect, &Layout::default(), &mut out).unwrap();
        assert_eq!(text(&out), expected);
    }
}
