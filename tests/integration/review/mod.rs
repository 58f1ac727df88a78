//! Deciding on findings: by commands, in every report, out of a dossier and into one, and when things go wrong.

mod commands;
mod crash;
mod golden;
mod recorded;
mod reports;
mod samples;
mod transfer;

use serde_json::Value;

use crate::common::{DAY, Folder, program, samples, text};

/// A raised finding of the profile, not critical.
const FINDING: &str = "companies-duty-of-care";
/// Another one.
const OTHER: &str = "human-rights-in-link";

/// A folder with the sample of a running partnership as `a.yaml` and a dossier.
fn desk(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("a.yaml", sample("guangdong-running"));
    assert!(program(&folder.0, &["init"]).status.success());
    folder
}

fn sample(name: &str) -> String {
    let mut all = samples().into_iter();
    all.find(|(known, _)| known == name).unwrap().1
}

/// Runs the program in English on the day of the tests.
fn run(folder: &Folder, arguments: &[&str]) -> (Option<i32>, String, String) {
    run_on(folder, DAY, arguments)
}

fn run_on(folder: &Folder, day: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut all = arguments.to_vec();
    all.extend(["--as-of", day]);
    // What was recorded before would stand above the report as changes.
    if arguments.first() == Some(&"screen") {
        all.push("--no-record");
    }
    if !arguments.contains(&"--lang") {
        all.extend(["--lang", "en"]);
    }
    let output = program(&folder.0, &all);
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

/// Runs what has to work and returns what it prints.
fn done(folder: &Folder, arguments: &[&str]) -> String {
    done_on(folder, DAY, arguments)
}

fn done_on(folder: &Folder, day: &str, arguments: &[&str]) -> String {
    let (code, out, err) = run_on(folder, day, arguments);
    assert_eq!(code, Some(0), "{arguments:?}: {err}");
    out
}

fn json(folder: &Folder, day: &str, arguments: &[&str]) -> Value {
    let mut all = arguments.to_vec();
    all.extend(["--format", "json"]);
    serde_json::from_str(&done_on(folder, day, &all)).unwrap()
}

/// Accepts a finding of `a.yaml`.
fn accept(folder: &Folder, key: &str, until: &str) {
    let reason = "The council knows.";
    done(
        folder,
        &[
            "review", "a.yaml", "accept", key, "--reason", reason, "--until", until, "--role",
            "college",
        ],
    );
}

/// What accepts a finding, right where there is a dossier.
const ACCEPT: [&str; 10] = [
    "review",
    "a.yaml",
    "accept",
    FINDING,
    "--reason",
    "x",
    "--until",
    "2027-01-01",
    "--role",
    "college",
];

/// Keeps the result of `a.yaml` in a file.
fn keep(folder: &Folder, name: &str) {
    let screen = ["screen", "a.yaml", "--format", "json", "--output", name];
    done(folder, &screen);
}

/// Returns a text with every stretch of white space as one space, so that line breaks do not matter.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
