//! The whole output for every sample, in both languages and at four widths, and the example of the README.
//!
//! `UPDATE_GOLDEN=1 cargo test` writes the files anew; read the difference before it is committed.

use unicode_width::UnicodeWidthStr;

use crate::common::{DAY, PACK, program, root, samples, text};

/// Compares an output with its file. The pack's hash is left out of both, so that a file changes only where what a
/// reader sees does; `commands.rs` holds that the receipt names the hash.
pub(crate) fn golden(name: &str, got: &str) -> Option<String> {
    let hash = PACK.hash.get(..12).unwrap();
    let got = &got.replace(hash, "HASHOFPACK..");
    let path = root().join("tests/data/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, got).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    (expected != *got).then(|| name.to_owned())
}

#[test]
fn every_sample_prints_what_it_should_at_every_width_in_both_languages() {
    let mut wrong = Vec::new();
    for (name, _) in samples() {
        let path = format!("profiles/{name}.yaml");
        for lang in ["nl", "en"] {
            for width in ["40", "80", "100", "140"] {
                let output = program(
                    &root(),
                    &[
                        "screen", &path, "--lang", lang, "--width", width, "--as-of", DAY,
                    ],
                );
                assert_eq!(
                    (output.status.code(), text(&output.stderr)),
                    (Some(0), String::new()),
                    "{name}"
                );
                let shown = text(&output.stdout);
                let most: usize = width.parse().unwrap();
                for line in shown.lines() {
                    assert!(
                        line.width() <= most,
                        "{name} {lang} {width}: too wide: {line}"
                    );
                    assert_eq!(
                        line,
                        line.trim_end(),
                        "{name} {lang} {width}: trailing space"
                    );
                }
                assert!(!shown.contains('\u{1b}'), "{name}: colour in a pipe");
                wrong.extend(golden(&format!("{name}.{lang}.{width}.txt"), &shown));
            }
            for command in ["questions", "plan"] {
                let output = program(&root(), &[command, &path, "--lang", lang, "--as-of", DAY]);
                assert_eq!(output.status.code(), Some(0), "{name}");
                wrong.extend(golden(
                    &format!("{command}/{name}.{lang}.txt"),
                    &text(&output.stdout),
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "changed: {wrong:#?}");
}

#[test]
fn an_explanation_prints_what_it_should() {
    let mut wrong = Vec::new();
    for (profile, rule) in [
        ("kashgar-no-research", "advise-against"),
        ("kashgar-research-done", "advise-against"),
        (
            "guangdong-running",
            "past-exchange-without-part@missie-2025",
        ),
    ] {
        for lang in ["nl", "en"] {
            let path = format!("profiles/{profile}.yaml");
            let output = program(
                &root(),
                &["explain", &path, rule, "--lang", lang, "--as-of", DAY],
            );
            // A misspelt rule would make a golden file of the message that there is none.
            assert_eq!(output.status.code(), Some(0), "{profile} {rule}");
            wrong.extend(golden(
                &format!("explain/{profile}.{rule}.{lang}.txt"),
                &format!("{}{}", text(&output.stdout), text(&output.stderr)),
            ));
        }
    }
    assert!(wrong.is_empty(), "changed: {wrong:#?}");
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let example = readme
        .split("```text\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let output = program(
        &root(),
        &[
            "screen",
            "profiles/kashgar-no-research.yaml",
            "--lang",
            "nl",
            "--as-of",
            DAY,
        ],
    );
    let shown = text(&output.stdout);
    assert!(example.lines().count() > 20);
    assert!(
        shown.starts_with(example.trim_end_matches("…\n")),
        "the example in the README is not what is printed:\n{shown}"
    );
}
