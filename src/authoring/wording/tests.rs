//! The lint itself: what it finds and where, and what it refuses of its own file.

use super::wording;
use crate::pack::PackFiles;

const PATTERN: &str = "sentence_words: {nl: 5, en: 5}
plain: [{lang: nl, avoid: middels, write: met}]
never:
  - id: approved
    serves: N3
    lang: en
    pattern: '\\bapproved\\b'
    unless: ['\\bnot approved\\b']
    fails: [This is approved.]
    passes: [This is not approved.]
    instead: {nl: a, en: say what is so}
";

fn problems(wording_file: &str, rules: &str) -> Vec<String> {
    let files = PackFiles {
        name: "p".to_owned(),
        files: [("wording.yaml", wording_file), ("rules/a.yaml", rules)]
            .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
            .into(),
    };
    let mut found = Vec::new();
    for file in wording(&files) {
        for problem in &file.problems {
            let at = file.source.position(problem.span.unwrap_or_default().start);
            found.push(format!(
                "{}:{}:{} {} {}",
                file.source.name, at.line, at.column, problem.code, problem.message.en
            ));
        }
    }
    found
}

#[test]
fn what_must_not_be_said_is_found_in_its_language_with_its_place() {
    let rules = "rules:\n  - title: {nl: approved, en: \"It is Approved. Not so.\"}\n    steps:\n      - {nl: Doe het middels mail, en: \"It is not approved.\"}\n";
    assert_eq!(
        problems(PATTERN, rules),
        [
            "p/rules/a.yaml:2:31 wording this says what the pack must never say (approved, N3)",
            "p/rules/a.yaml:4:14 wording «middels» is officialese",
        ]
    );
}

#[test]
fn a_long_sentence_is_found_and_two_short_ones_are_not() {
    let rules = "rules:\n  - {nl: \"Een twee drie vier vijf. Zes zeven?\", en: one two three four five six}\n";
    assert_eq!(
        problems(PATTERN, rules),
        ["p/rules/a.yaml:2:53 long-sentence this sentence has 6 words; at most 5"]
    );
}

#[test]
fn a_pattern_without_a_failing_example_or_with_one_that_passes_is_refused() {
    let without = PATTERN.replace("[This is approved.]", "[]");
    assert_eq!(
        problems(&without, ""),
        [
            "p/wording.yaml:4:5 no-example `approved` needs an example that fails, and one that passes"
        ]
    );
    let wrong = PATTERN.replace("[This is approved.]", "[This is fine.]");
    assert_eq!(
        problems(&wrong, ""),
        ["p/wording.yaml:4:5 example-passes `approved` lets this pass: «This is fine.»"]
    );
    let over = PATTERN.replace(
        "passes: [This is not approved.]",
        "passes: [It was approved once.]",
    );
    assert_eq!(
        problems(&over, ""),
        ["p/wording.yaml:4:5 example-fails `approved` refuses this: «It was approved once.»"]
    );
}

#[test]
fn a_pack_without_the_file_has_no_such_rules() {
    let files = PackFiles {
        name: "p".to_owned(),
        files: [("rules/a.yaml".to_owned(), b"a: {nl: middels}".to_vec())].into(),
    };
    assert!(wording(&files).is_empty());
}
