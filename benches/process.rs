//! The whole process for one profile, as a ratio to an empty process measured beside it.
//!
//! `cargo bench --bench process` measures the program just built; `-- PROGRAM` measures another one, such as one with
//! a larger pack embedded (`benches/enlarge.rs`). The empty process is this very file, called with `--empty`: the same
//! runtime, doing nothing. Runs alternate, so that what else the machine does falls on both; the shortest run tells
//! what a process takes where nothing else ran, the median what it took here.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    missing_docs,
    reason = "a measuring tool stops at the first surprise, and prints what it measured"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 400;

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    if arguments
        .first()
        .is_some_and(|argument| argument == "--empty")
    {
        return;
    }
    let program = arguments.first().map_or_else(
        || PathBuf::from(env!("CARGO_BIN_EXE_partnerscreen")),
        PathBuf::from,
    );
    let own = std::env::current_exe().unwrap();
    let profile = Path::new(env!("CARGO_MANIFEST_DIR")).join("profiles/guangdong-running.yaml");
    let profile = profile.to_string_lossy();
    let (mut empty, mut screen) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        empty.push(time(&own, &["--empty"]));
        screen.push(time(
            &program,
            &["screen", &profile, "--as-of", "2026-11-24", "--lang", "nl"],
        ));
    }
    empty.sort();
    screen.sort();
    for (what, at) in [("shortest", 0), ("median", RUNS / 2)] {
        let (empty, screen) = (empty[at], screen[at]);
        println!(
            "{what} of {RUNS}: empty process {empty:?}, one screening {screen:?}: {:.1} times",
            screen.as_secs_f64() / empty.as_secs_f64()
        );
    }
}

fn time(program: &Path, arguments: &[&str]) -> Duration {
    let start = Instant::now();
    let status = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    let took = start.elapsed();
    assert!(status.success(), "{} failed", program.display());
    took
}
