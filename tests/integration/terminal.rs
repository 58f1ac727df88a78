//! The program in a real terminal.

use crate::common::terminal::Terminal;
use crate::common::{DAY, Folder};

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
