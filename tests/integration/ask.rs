//! `ask`: every answer is in the file at once, whatever happens next; and `ask --batch` for scripts.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use partnerscreen::cli::{Exit, Surroundings, run};
use partnerscreen::screening::{Effect, screen};
use partnerscreen::text::Lang;

use crate::common::{DAY, Folder, PACK, command, program, read, text};

const FRESH: &str = "partnerscreen: 1\nauthority: {kind: municipality}\npartner: {place: Kashgar, kind: authority}\n";

/// Types lines at an interview; returns how it ended, what was shown and what was printed at the end.
fn interview(folder: &Folder, arguments: &[&str], typed: &str) -> (Exit, String, String) {
    let file = folder.0.join("a.yaml");
    let mut all = vec!["partnerscreen".into(), "ask".into(), file.into_os_string()];
    all.extend(arguments.iter().map(Into::into));
    let surroundings = Surroundings {
        locale: "en".to_owned(),
        today: || DAY.to_owned(),
        now: || format!("{DAY}T12:00:00Z"),
        columns: Some(80),
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
    assert!(end.starts_with("1 answers given, "), "{end}");
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

#[test]
fn a_batch_makes_what_is_right_and_says_every_line_that_is_not() {
    let folder = Folder::new("ask-batch");
    folder.write("a.yaml", FRESH);
    let mut child = command(&folder.0, &["ask", "a.yaml", "--batch", "--lang", "en"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = "# answers\nlink.stage running\nlink.stge running\n\nauthority.name  Voorbeeld stad \nlink.kind sisters\n";
    child
        .stdin
        .take()
        .unwrap()
        .write_all(lines.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(&output.stdout), "2 answers given.\n");
    assert_eq!(
        text(&output.stderr)
            .lines()
            .filter(|line| line.starts_with("error"))
            .collect::<Vec<_>>(),
        [
            "error: unknown fact `link.stge`",
            "error: `sisters` is not an answer to `link.kind`"
        ]
    );
    assert_eq!(
        fs::read_to_string(folder.0.join("a.yaml")).unwrap(),
        "partnerscreen: 1\nauthority: {kind: municipality, name: Voorbeeld stad}\npartner: {place: Kashgar, kind: authority}\nlink:\n  stage: running\n"
    );
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
