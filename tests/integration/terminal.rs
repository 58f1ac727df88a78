//! The program in a real terminal.

use std::os::unix::process::ExitStatusExt;
use std::time::Duration;

use partnerscreen::interactive::{self, Desk};
use partnerscreen::review::Critical;
use partnerscreen::screening::screen;
use partnerscreen::text::Lang;
use rustix::process::Signal;

use crate::common::terminal::{CTRL_C, DOWN, ENTER, ESCAPE, Terminal, UP};
use crate::common::{DAY, Folder, PACK, program, read, samples, text};

#[test]
fn an_interview_in_a_terminal_stops_when_told_and_leaves_it_as_it_was() {
    let folder = Folder::new("terminal-ask");
    folder.write("a.yaml", "partnerscreen: 1\n");
    let mut terminal = Terminal::open(
        &folder.0,
        &["ask", "a.yaml", "--as-of", DAY, "--lang", "en"],
        80,
        24,
    );
    terminal.wait_for("l later · b back · s stop");
    terminal.press("s\r");
    assert!(terminal.end().success());
    assert!(terminal.shown().contains("0 answers given"));
    terminal.assert_restored();
}

/// A folder with a sample profile and a dossier.
fn desk(name: &str) -> Folder {
    let folder = Folder::new(name);
    let (_, text) = samples()
        .into_iter()
        .find(|(name, _)| name == "guangdong-running")
        .unwrap();
    folder.write("a.yaml", text);
    assert!(program(&folder.0, &["init"]).status.success());
    folder
}

fn review(folder: &Folder, lang: &str, columns: u16, rows: u16) -> Terminal {
    let arguments = ["review", "a.yaml", "--as-of", DAY, "--lang", lang];
    Terminal::open(&folder.0, &arguments, columns, rows)
}

/// Leaves the table and checks that nothing of it is left.
fn leave(mut terminal: Terminal) {
    terminal.press("q");
    let status = terminal.end();
    assert!(status.success(), "{status}: {}", terminal.shown());
    terminal.assert_restored();
    assert_eq!(terminal.shown().trim(), "", "the table is gone");
}

#[test]
fn the_table_opens_shows_what_keys_ask_for_and_leaves_the_terminal_as_it_was() {
    let folder = desk("terminal-table");
    for (lang, column, heading) in [
        ("nl", "Bevinding", "WAT TE DOEN"),
        ("en", "Finding", "WHAT TO DO"),
    ] {
        let mut terminal = review(&folder, lang, 80, 24);
        terminal.wait_for(column);
        assert!(terminal.screen().alternate_screen());
        terminal.wait_until("no cursor", vt100::Screen::hide_cursor);
        terminal.press(DOWN);
        terminal.press(DOWN);
        terminal.press(UP);
        terminal.press(ENTER);
        terminal.wait_for(heading);
        terminal.press(ESCAPE);
        terminal.wait_for(column);
        leave(terminal);
    }
}

#[test]
fn what_is_decided_in_the_table_is_kept_and_there_again_the_next_time() {
    let folder = desk("terminal-decide");
    let mut terminal = review(&folder, "en", 80, 24);
    terminal.wait_for("45 of 45");
    terminal.press("/duty-of-care\r");
    terminal.wait_for("1 of 45");
    terminal.press("a");
    terminal.wait_for("Reason:");
    terminal.press("The council knows – écht.\r2026-11-23\rpolicy officer\r");
    terminal.wait_for("the last day, 2026-11-23, is before 2026-11-24");
    terminal.press(UP);
    terminal.press("\u{7f}\u{7f}30\r\r");
    terminal.wait_for("The decision is recorded.");
    terminal.wait_for("6 more days");
    leave(terminal);

    let mut again = review(&folder, "nl", 80, 24);
    again.wait_for("45 van 45");
    again.press("dd");
    again.wait_for("nog 6 dagen");
    again.press("\r");
    again.wait_for("BESLUITEN");
    let shown = again
        .shown()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let told = "Besluit 1, 2026-11-24, policy officer: geaccepteerd tot en met 2026-11-30. Reden: The council knows – écht. Nu: geldt, nog 6 dagen.";
    assert!(shown.contains(told), "{shown}");
    again.press("q");
    again.wait_for("met besluit");
    leave(again);
}

#[test]
fn without_a_dossier_the_table_can_be_read_and_tells_how_to_make_one() {
    let folder = desk("terminal-none");
    std::fs::remove_dir_all(folder.0.join(".partnerscreen")).unwrap();
    let mut terminal = review(&folder, "en", 80, 24);
    terminal.wait_for("45 of 45");
    terminal.press("n");
    terminal.wait_for("partnerscreen init");
    leave(terminal);
    assert!(!folder.0.join(".partnerscreen").exists());
}

#[test]
fn a_signal_ends_the_table_and_the_terminal_is_as_it_was() {
    let folder = desk("terminal-signal");
    for (signal, number) in [
        (Signal::TERM, 15),
        (Signal::HUP, 1),
        (Signal::INT, 2),
        (Signal::QUIT, 3),
    ] {
        let mut terminal = review(&folder, "en", 80, 24);
        terminal.wait_for("45 of 45");
        terminal.press("n");
        terminal.wait_for("Make a note");
        terminal.signal(signal);
        let status = terminal.end();
        assert_eq!(status.signal(), Some(number), "{status}");
        terminal.assert_restored();
    }
}

#[test]
fn closing_the_window_ends_the_program() {
    let folder = desk("terminal-hang-up");
    // Several times: what of the program meets the end first is a matter of chance.
    for keys in ["", "nText", "i", "", "/x"] {
        let mut terminal = review(&folder, "en", 80, 24);
        terminal.wait_for("45 of 45");
        terminal.press(keys);
        let status = terminal.hang_up();
        assert_eq!(status.signal(), Some(1), "{keys}: {status}");
    }
}

#[test]
fn ctrl_c_leaves_the_table_like_any_key() {
    let folder = desk("terminal-interrupt");
    let mut terminal = review(&folder, "en", 80, 24);
    terminal.wait_for("45 of 45");
    terminal.press("n");
    terminal.wait_for("Make a note");
    terminal.press(CTRL_C);
    assert!(terminal.end().success());
    terminal.assert_restored();
}

#[test]
fn the_table_follows_the_size_of_the_terminal_also_where_it_is_too_small() {
    let folder = desk("terminal-size");
    let mut terminal = review(&folder, "en", 120, 40);
    terminal.wait_for("Topic");
    terminal.resize(40, 12);
    terminal.wait_without("Topic");
    terminal.wait_for("q leave  ? help  Enter read  / search");
    terminal.resize(12, 5);
    terminal.wait_for("Make this");
    // crossterm may keep a key that comes together with a change of size until the next key: they come apart here.
    let apart = || std::thread::sleep(Duration::from_millis(500));
    apart();
    terminal.press("a");
    apart();
    terminal.resize(80, 24);
    terminal.wait_for("45 of 45");
    apart();
    assert!(!terminal.shown().contains("critical: you cannot"));
    leave(terminal);
}

#[test]
fn colour_is_used_only_where_it_is_wanted() {
    let folder = desk("terminal-color");
    let codes = |arguments: &[&str], variables: &[(&str, &str)]| {
        let base = ["review", "a.yaml", "--as-of", DAY, "--lang", "en"];
        let arguments = [&base[..], arguments].concat();
        let mut terminal = Terminal::open_with(&folder.0, &arguments, 80, 24, variables);
        terminal.wait_for("45 of 45");
        terminal.press(ENTER);
        terminal.wait_for("WHY");
        terminal.press("q");
        terminal.wait_for("45 of 45");
        terminal.press("q");
        assert!(terminal.end().success());
        // What sets a colour or a weight; resetting to what the terminal has does not count.
        let written = String::from_utf8_lossy(&terminal.written).into_owned();
        let mut codes: Vec<String> = written
            .split("\u{1b}[")
            .skip(1)
            .filter_map(|rest| {
                rest.split_once(|c: char| c.is_ascii_alphabetic())
                    .zip(rest.chars().find(char::is_ascii_alphabetic))
            })
            .filter(|(_, end)| *end == 'm')
            .map(|((code, _), _)| code.to_owned())
            .filter(|code| !matches!(code.as_str(), "" | "0" | "39" | "49" | "59" | "39;49"))
            .collect();
        codes.sort();
        codes.dedup();
        codes
    };
    assert_eq!(codes(&["--color", "never"], &[]), [""; 0]);
    assert_eq!(codes(&[], &[("NO_COLOR", "1")]), [""; 0]);
    for colored in [
        codes(&[], &[]),
        codes(&["--color", "always"], &[("NO_COLOR", "1")]),
    ] {
        assert!(colored.contains(&"7".to_owned()), "{colored:?}");
        assert!(
            colored.iter().any(|code| code.contains("38;5;5")),
            "{colored:?}"
        );
    }
}

#[test]
fn nothing_in_a_profile_reaches_the_terminal_as_an_escape() {
    let folder = desk("terminal-hostile");
    folder.write(
        "a.yaml",
        "partnerscreen: 1\nname: \"X\\e]0;owned\\a\\e[31mY\\x9b5m\"\nlink:\n  stage: running\n",
    );
    let mut terminal = review(&folder, "en", 80, 24);
    terminal.wait_for("X␛]0;owned␇␛[31mY");
    terminal.press("i");
    terminal.wait_for("OUTCOME");
    let written = String::from_utf8_lossy(&terminal.written).into_owned();
    assert!(!written.contains("\u{1b}]0"));
    assert!(!written.contains('\u{9b}'));
    terminal.press("q");
    terminal.wait_for("order: priority");
    leave(terminal);
}

#[test]
fn without_a_terminal_review_lists_the_decisions() {
    let folder = desk("terminal-pipe");
    let output = program(&folder.0, &["review", "a.yaml", "--lang", "nl"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains("ALLE BESLUITEN\n  Er is nog niets besloten.\n"));
}

#[test]
fn after_a_panic_the_terminal_is_as_it_was_and_the_message_can_be_read() {
    let folder = desk("terminal-panic");
    let itself = std::env::current_exe().unwrap();
    let arguments = [
        "terminal::panics_while_deciding",
        "--exact",
        "--ignored",
        "--nocapture",
        "--test-threads=1",
    ];
    let mut terminal = Terminal::open_program(&itself, &folder.0, &arguments, 80, 24, &[]);
    terminal.wait_for("q leave");
    terminal.press("nText\rrole\r");
    assert_eq!(terminal.end().code(), Some(101));
    terminal.assert_restored();
    let shown = terminal.shown();
    assert!(shown.contains("the dossier fell off the desk"), "{shown}");
}

#[test]
#[ignore = "run by the test above, in a terminal of its own"]
fn panics_while_deciding() {
    let (_, text) = samples().swap_remove(0);
    let profile = read("a", &text, &PACK);
    let desk = Desk {
        screening: screen(&PACK, &profile, DAY, Lang::En),
        entries: Vec::new(),
        critical: Critical::PlanOnly,
        closed: None,
    };
    let _ = interactive::run(desk, true, &mut |_, _| {
        panic!("the dossier fell off the desk")
    });
}
