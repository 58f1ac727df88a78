//! A mistake in one part of a profile is told, nothing else is, and one in another part is told too.

use partnerscreen::profile;

use crate::common::{Chance, PACK, samples};

/// One way to spoil a line `  key: value`, and the code that tells it.
type Mistake = (&'static str, fn(&str, &str) -> String);

const MISTAKES: &[Mistake] = &[
    ("unclosed-quote", |key, value| format!("{key}: \"{value}")),
    ("unclosed-quote", |key, value| format!("{key}: '{value}")),
    ("start-character", |key, value| format!("{key}: @{value}")),
    ("start-character", |key, value| format!("{key}: & {value}")),
    ("start-character", |key, value| format!("{key}: > {value}")),
    ("alias", |key, value| format!("{key}: *{value}")),
    ("unused-anchor", |key, value| format!("{key}: &{value}")),
    ("tag", |key, value| format!("{key}: !{value}")),
    ("colon-in-text", |key, value| {
        format!("{key}: let op: {value}")
    }),
    ("space-after-colon", |key, value| format!("{key}:{value}")),
    ("missing-colon", |key, value| format!("{key} {value}")),
    ("unclosed-bracket", |key, value| format!("{key}: [{value}")),
    ("unclosed-bracket", |key, value| {
        format!("{key}: {{answer: {value}")
    }),
    ("extra-bracket", |key, value| format!("{key}: [{value}]]")),
    ("bracket-mismatch", |key, value| {
        format!("{key}: {{answer: {value}]")
    }),
    ("text-after-quote", |key, value| {
        format!("{key}: \"{value}\" x")
    }),
    ("text-after-bracket", |key, value| {
        format!("{key}: {{answer: {value}}} x")
    }),
    ("escape", |key, value| format!("{key}: \"\\d{value}\"")),
    ("tab", |key, value| format!("{key}:\t{value}")),
    ("list-on-key-line", |key, value| format!("{key}: - {value}")),
    ("smart-quotes", |key, value| format!("{key}: “{value}")),
    ("number-sign", |key, value| format!("{key}: {value} #1")),
    ("control-character", |key, value| {
        format!("{key}: {value}\u{7}")
    }),
    ("space-before-comment", |key, value| {
        format!("{key}: \"{value}\"#x")
    }),
    ("unknown-fact", |key, value| format!("{key}x: {value}")),
    ("missing-comma", |key, value| {
        format!("{key}: {{answer: {value} source: x}}")
    }),
    ("extra-comma", |key, value| {
        format!("{key}: {{answer: {value},, source: x}}")
    }),
];

/// Returns the lines of a profile that answer a question in a group: number of the group, number of the line, indentation, key, value.
fn answers(text: &str) -> Vec<(usize, usize, String, String, String)> {
    let mut group = 0;
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.starts_with(|c: char| c.is_ascii_lowercase()) {
            group += 1;
        }
        let Some(content) = line.strip_prefix("  ") else {
            continue;
        };
        if content.starts_with([' ', '-', '#']) {
            continue;
        }
        let content = content.split(" #").next().unwrap().trim_end();
        let Some((key, value)) = content.split_once(": ") else {
            continue;
        };
        if value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            found.push((
                group,
                number,
                "  ".to_owned(),
                key.to_owned(),
                value.to_owned(),
            ));
        }
    }
    found
}

fn problems(text: &str) -> Vec<(String, usize)> {
    match profile::read("x.yaml", text.as_bytes(), &PACK.facts, &PACK.places) {
        Ok(_) => Vec::new(),
        Err(error) => error
            .problems
            .iter()
            .map(|problem| {
                let line = problem
                    .span
                    .map_or(0, |span| error.source_text.position(span.start).line);
                (problem.code.to_owned(), line)
            })
            .collect(),
    }
}

#[test]
fn each_mistake_is_told_once_and_nothing_is_told_that_is_right() {
    let mut chance = Chance(3);
    let samples = samples();
    let mut wrong = Vec::new();
    for round in 0..400 {
        let (name, text) = chance.pick(&samples);
        let candidates = answers(text);
        if candidates.is_empty() {
            continue;
        }
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let mut expected = Vec::new();
        let mut groups = Vec::new();
        for _ in 0..=chance.below(3) {
            let (group, number, indent, key, value) = chance.pick(&candidates);
            let (code, spoil) = MISTAKES[(round + chance.below(3) * 7) % MISTAKES.len()];
            if groups.contains(group) {
                continue;
            }
            groups.push(*group);
            lines[*number] = format!("{indent}{}", spoil(key, value));
            expected.push((code.to_owned(), number + 1));
        }
        expected.sort_by_key(|(_, line)| *line);
        let text = lines.join("\n") + "\n";
        let found = problems(&text);
        if found != expected {
            let shown: Vec<&str> = expected
                .iter()
                .map(|(_, line)| lines[line - 1].as_str())
                .collect();
            wrong.push(format!(
                "{name}: {shown:?}\n  expected {expected:?}\n  found    {found:?}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
