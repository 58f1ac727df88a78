//! `ask` in a terminal: what it shows, and that nothing is lost when it is killed or its window is closed.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read as _, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

use partnerscreen::profile;
use pty_process::blocking::{Command, open};
use rustix::process::Signal;

use crate::common::terminal::Terminal;
use crate::common::{Chance, DAY, Folder, PACK};

const FRESH: &str = "partnerscreen: 1\nauthority: {kind: municipality}\npartner: {place: Kashgar, kind: authority}\n";

fn ask(folder: &Folder, more: &[&str]) -> Terminal {
    let arguments = [&["ask", "a.yaml", "--as-of", DAY], more].concat();
    Terminal::open(&folder.0, &arguments, 80, 50)
}

#[test]
fn an_interview_in_dutch_says_what_each_answer_did_and_when_nothing_can_change_the_outcome() {
    let folder = Folder::new("interview-dutch");
    folder.write("a.yaml", FRESH);
    let mut terminal = ask(&folder, &["--lang", "nl", "--plain"]);
    let steps = [
        ("Laat het onderzoek naar de partnerregio repressie", "1\r"),
        ("Bron? Leeg laten mag.", "Memo V26\r"),
        (
            "Datum van de bron, jaar-maand-dag? Leeg laten mag.",
            "2026-05-01\r",
        ),
        (
            "Nog niets beslist door dit antwoord. De uitkomst is nog dezelfde.",
            "",
        ),
        (
            "Is engagement rond mensenrechten in de partnerregio mogelijk",
            "o\r",
        ),
        ("research.because", "t\r"),
        ("antwoord nu: onbekend", "3\r"),
        ("Bron? Leeg laten mag.", "\r"),
        (
            "Geen open vraag kan de uitkomst nog veranderen. U kunt doorgaan of stoppen.",
            "",
        ),
        ("o weet niemand · l later · t terug · s stop", "s\r"),
    ];
    for (wanted, keys) in steps {
        terminal.wait_for(wanted);
        terminal.press(keys);
    }
    assert!(terminal.end().success());
    assert!(
        terminal.shown().contains("2 antwoorden gegeven, "),
        "{}",
        terminal.shown()
    );
    terminal.assert_restored();
    // Nothing but text and line breaks, for a screen reader.
    assert!(!terminal.written.contains(&0x1b));
    assert_eq!(
        fs::read_to_string(folder.0.join("a.yaml")).unwrap(),
        format!(
            "{FRESH}research:\n  repression: {{answer: yes, source: Memo V26, date: 2026-05-01}}\n  engagement: possible\n"
        )
    );
}

/// Answers in one go, each without a source: the keys that give the first so many.
fn keys(count: usize) -> String {
    "1\r\r".repeat(count)
}

#[test]
fn killed_at_any_moment_it_leaves_every_answer_that_was_told() {
    const ANSWERS: usize = 5;
    let folder = Folder::new("interview-killed");
    let path = folder.0.join("a.yaml");
    // The file after each answer, and how long the whole takes.
    let mut states = vec![FRESH.to_owned()];
    let mut longest = Duration::ZERO;
    for count in 1..=ANSWERS {
        folder.write("a.yaml", FRESH);
        let start = Instant::now();
        let mut terminal = ask(&folder, &["--lang", "en"]);
        terminal.press(&format!("{}s\r", keys(count)));
        assert!(terminal.end().success());
        longest = start.elapsed();
        states.push(fs::read_to_string(&path).unwrap());
    }
    let mut distinct = states.clone();
    distinct.dedup();
    assert_eq!(distinct.len(), ANSWERS + 1);

    let mut chance = Chance(17);
    let mut found: BTreeMap<usize, usize> = BTreeMap::new();
    for _ in 0..60 {
        folder.write("a.yaml", FRESH);
        let mut terminal = ask(&folder, &["--lang", "en"]);
        terminal.press(&keys(ANSWERS));
        let most = usize::try_from(longest.as_micros()).unwrap() * 2 / 3;
        std::thread::sleep(Duration::from_micros(
            u64::try_from(chance.below(most)).unwrap(),
        ));
        terminal.signal(Signal::KILL);
        assert_eq!(terminal.end().signal(), Some(9));
        let now = fs::read_to_string(&path).unwrap();
        let state = states.iter().position(|state| *state == now);
        let state = state.unwrap_or_else(|| panic!("no state of the interview:\n{now}"));
        // Each question but the first comes after the answer to the one before it.
        let shown = String::from_utf8_lossy(&terminal.written)
            .matches("questions open, ")
            .count();
        assert!(
            state + 1 >= shown,
            "{shown} questions were shown, {state} answers are there"
        );
        *found.entry(state).or_default() += 1;
    }
    println!("files after a kill, by how many answers they hold: {found:?}");
    assert!(found.len() >= 3, "{found:?}");
    // What a killed run left beside the file is in nobody's way.
    folder.write("a.yaml", FRESH);
    let mut terminal = ask(&folder, &["--lang", "en"]);
    terminal.press(&format!("{}s\r", keys(1)));
    assert!(terminal.end().success());
    assert_eq!(fs::read_to_string(&path).unwrap(), states[1]);
}

#[test]
fn a_window_that_is_closed_after_any_answer_ends_it_and_loses_nothing() {
    const ANSWERS: usize = 4;
    let program = env!("CARGO_BIN_EXE_partnerscreen");
    let ask = format!("exec {program} ask a.yaml --lang en --as-of {DAY}");
    let mut before = FRESH.to_owned();
    for count in 0..=ANSWERS {
        let folder = Folder::new("interview-closed");
        // Told by the system that the window is gone; deaf to that; and killed.
        let mut left = Vec::new();
        for (script, is_killed) in [
            (ask.clone(), false),
            (format!("trap '' HUP; {ask}"), false),
            (ask.clone(), true),
        ] {
            folder.write("a.yaml", FRESH);
            let (mut pty, pts) = open().unwrap();
            let command = Command::new(Path::new("sh"))
                .current_dir(&folder.0)
                .env_clear()
                .args(["-c", &script]);
            let mut child = command.spawn(pts).unwrap();
            pty.write_all(keys(count).as_bytes()).unwrap();
            let mut shown = String::new();
            while shown.matches("questions open, ").count() <= count {
                let mut buffer = [0; 4096];
                let read = pty.read(&mut buffer).unwrap();
                shown.push_str(&String::from_utf8_lossy(&buffer[..read]));
            }
            // The beginning of an answer is typed when the window goes.
            pty.write_all(b"2").unwrap();
            if is_killed {
                child.kill().unwrap();
            }
            drop(pty);
            let start = Instant::now();
            let ended = loop {
                match child.try_wait().unwrap() {
                    Some(status) => break status,
                    None if start.elapsed() > Duration::from_secs(30) => {
                        child.kill().unwrap();
                        child.wait().unwrap();
                        panic!("it goes on without a window");
                    }
                    None => std::thread::sleep(Duration::from_millis(10)),
                }
            };
            assert!(
                ended.signal() == Some(if is_killed { 9 } else { 1 }) || ended.code().is_some(),
                "{ended}"
            );
            left.push(fs::read_to_string(folder.0.join("a.yaml")).unwrap());
            let names = fs::read_dir(&folder.0).unwrap().count();
            assert_eq!(names, 1, "something was left beside the file");
        }
        // Each way of ending leaves the same, and each answer one more than before it.
        left.dedup();
        let [now] = left.as_slice() else {
            panic!("{left:#?}");
        };
        let answers = |text: &str| {
            let profile = profile::read("a", text.as_bytes(), &PACK.facts, &PACK.places).unwrap();
            profile.answers
        };
        let (old, new) = (answers(&before), answers(now));
        assert_eq!(new.len(), 3 + count, "{now}");
        assert!(old.keys().all(|fact| new.contains_key(fact)), "{now}");
        before.clone_from(now);
    }
    assert!(
        before.starts_with(&format!("{FRESH}research:\n  repression: yes\n")),
        "{before}"
    );
}

#[test]
fn an_exchange_is_added_in_a_terminal_and_its_questions_are_asked() {
    let folder = Folder::new("interview-records");
    folder.write("a.yaml", FRESH);
    let mut terminal = ask(&folder, &["--lang", "nl"]);
    // The line that names a question; each question put aside brings another.
    let named = |screen: &vt100::Screen| {
        let contents = screen.contents();
        let is_asked = contents.trim_end().ends_with('>');
        let mut lines = contents
            .lines()
            .rev()
            .filter(|line| !line.contains("s stop"));
        let line = lines.find(|line| line.contains(" · ")).unwrap_or_default();
        if is_asked {
            line.to_owned()
        } else {
            String::new()
        }
    };
    let mut last = String::new();
    while !last.ends_with(" · exchanges") {
        if !last.is_empty() {
            terminal.press("l\r");
        }
        terminal.wait_until("another question", |screen| {
            let now = named(screen);
            !now.is_empty() && now != last
        });
        last = named(terminal.screen());
    }
    terminal.press("bezoek-2027\r");
    terminal.wait_for("antwoord nu: 1, en misschien meer");
    terminal.press("bezoek-2028\r");
    terminal.wait_for("antwoord nu: 2, en misschien meer");
    terminal.press("alles\r");
    // Now about the two.
    terminal.wait_for("@bezoek-2027");
    terminal.press("s\r");
    assert!(terminal.end().success());
    let now = fs::read_to_string(folder.0.join("a.yaml")).unwrap();
    assert_eq!(
        now,
        format!(
            "{FRESH}exchanges:\n  complete: yes\n  records:\n    - id: bezoek-2027\n    - id: bezoek-2028\n"
        )
    );
    assert!(profile::read("a", now.as_bytes(), &PACK.facts, &PACK.places).is_ok());
}
