//! Awkward texts, one a file in `tests/data/yaml/`, each with what it is and what is said of it in `index.yaml`.

use std::collections::BTreeSet;

use partnerscreen::report;
use partnerscreen::text::Lang;
use partnerscreen::yaml::{self, Document, Limits};

use super::same::{LOOSER, STRICTER, TOO_MUCH, compare, has_odd_name};
use crate::common::root;

/// Keys that begin a part of a document, as those of a profile do.
pub(super) const PARTS: &[&str] = &[
    "partnerscreen",
    "name",
    "partner",
    "link",
    "research",
    "plan",
];

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The file, without `.yaml`.
    file: String,
    /// What is awkward about it.
    note: String,
    /// `code line:column` of every problem; `code` alone for the file as a whole.
    #[serde(default)]
    problems: Vec<String>,
}

/// Returns the texts of the corpus, by name.
pub(super) fn texts() -> Vec<(String, Vec<u8>)> {
    let folder = root().join("tests/data/yaml");
    let mut texts: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(&path).unwrap())
        })
        .filter(|(name, _)| !name.starts_with("index") && !name.starts_with("problems"))
        .collect();
    texts.sort();
    texts
}

fn cases() -> Vec<(Case, Vec<u8>)> {
    let index = std::fs::read_to_string(root().join("tests/data/yaml/index.yaml")).unwrap();
    let cases: Vec<Case> = serde_yaml::from_str(&index).unwrap();
    let texts = texts();
    let named: BTreeSet<&str> = cases.iter().map(|case| case.file.as_str()).collect();
    let there: BTreeSet<&str> = texts.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(named, there, "the index names every file, once");
    assert_eq!(cases.len(), texts.len(), "a file is named twice");
    cases
        .into_iter()
        .map(|case| {
            let bytes = texts.iter().find(|(name, _)| *name == case.file);
            let bytes = bytes.unwrap().1.clone();
            (case, bytes)
        })
        .collect()
}

fn read(name: &str, bytes: &[u8]) -> Document {
    yaml::read_parts(&format!("{name}.yaml"), bytes, Limits::PROFILE, PARTS)
}

#[test]
fn every_awkward_text_is_read_or_refused_at_the_place_its_note_says() {
    let mut wrong = Vec::new();
    for (case, bytes) in cases() {
        assert!(!case.note.is_empty(), "{} has no note", case.file);
        let document = read(&case.file, &bytes);
        let found: Vec<String> = document
            .problems
            .iter()
            .map(|problem| match problem.span {
                Some(span) => {
                    let at = document.source.position(span.start);
                    format!("{} {}:{}", problem.code, at.line, at.column)
                }
                None => problem.code.to_owned(),
            })
            .collect();
        if found != case.problems {
            wrong.push(format!("{} ({}): {found:?}", case.file, case.note));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_awkward_text_is_read_as_serde_yaml_reads_it_or_refused_for_a_known_reason() {
    let mut wrong = Vec::new();
    let (mut stricter, mut looser, mut odd_names) = (BTreeSet::new(), BTreeSet::new(), 0);
    for (case, bytes) in cases() {
        let document = read(&case.file, &bytes);
        if let Err(difference) = compare(&document, &bytes) {
            wrong.push(format!("{} ({}): {difference}", case.file, case.note));
        }
        match serde_yaml::from_slice::<serde_yaml::Value>(&bytes) {
            Ok(_) if has_odd_name(&bytes) => odd_names += 1,
            Ok(_) => stricter.extend(document.problems.iter().map(|problem| problem.code)),
            Err(error) if document.problems.is_empty() => looser.extend(
                LOOSER
                    .iter()
                    .map(|(said, _)| *said)
                    .filter(|said| error.to_string().contains(said)),
            ),
            Err(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(odd_names > 0);
    // A difference that nothing shows is none, or not understood.
    stricter.retain(|code| !TOO_MUCH.contains(code));
    let known: BTreeSet<&str> = STRICTER.iter().map(|(code, _)| *code).collect();
    assert_eq!(stricter, known);
    let known: BTreeSet<&str> = LOOSER.iter().map(|(said, _)| *said).collect();
    assert_eq!(looser, known);
}

#[test]
fn what_is_wrong_with_a_text_is_said_in_words_in_both_languages() {
    for (lang, file) in [(Lang::Nl, "problems.nl.txt"), (Lang::En, "problems.en.txt")] {
        let mut shown = Vec::new();
        for (case, bytes) in cases() {
            let document = read(&case.file, &bytes);
            if !document.problems.is_empty() {
                shown.extend(format!("# {}\n", case.note).into_bytes());
                let files = [(&document.source, document.problems.as_slice())];
                report::diagnostics(&files, lang, false, &mut shown).unwrap();
                shown.push(b'\n');
            }
        }
        let shown = String::from_utf8(shown).unwrap();
        assert!(
            !shown.contains("[syntax]"),
            "a mistake without words of its own"
        );
        let path = root().join("tests/data/yaml").join(file);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &shown).unwrap();
        }
        let known = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            shown == known,
            "{file} is not what is shown; UPDATE_GOLDEN=1 writes it anew"
        );
    }
}

#[test]
fn a_problem_has_help() {
    for (case, bytes) in cases() {
        for problem in read(&case.file, &bytes).problems {
            assert!(problem.help.is_some(), "{}: {}", case.file, problem.code);
        }
    }
}
