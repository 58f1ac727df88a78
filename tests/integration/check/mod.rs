//! `check`: what it says of a profile and what it never shows, what `--fix` repairs, and names of before.

mod migration;
mod repair;
mod warnings;

use std::path::Path;

use crate::common::{DAY, program, text};

/// Runs the program on the tests' day; returns the exit code, what it printed, and what it said beside that.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let dated = [arguments, &["--as-of", DAY]].concat();
    let output = program(folder, &dated);
    (
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr),
    )
}
