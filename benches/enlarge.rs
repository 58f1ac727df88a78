//! Writes a pack several times as large: every fact, condition, action, item and rule again under other names.
//!
//! `cargo run --release --example enlarge -- 5 FOLDER`, then build with `PARTNERSCREEN_PACK=FOLDER`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    missing_docs,
    reason = "a measuring tool stops at the first surprise, and prints what it measured"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use partnerscreen::embedded;
use serde_yaml::Value;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [times, folder] = arguments.as_slice() else {
        panic!("usage: enlarge TIMES FOLDER")
    };
    let times: usize = times.parse().unwrap();
    let pack = embedded::pack().unwrap();
    let mut names = BTreeSet::new();
    for (_, fact) in pack.facts.iter() {
        names.insert(fact.id.clone());
        if let partnerscreen::facts::Kind::Records(records) = &fact.kind {
            names.insert(records.record.clone());
        }
    }
    names.extend(pack.conditions.iter().map(|condition| condition.id.clone()));
    for (name, bytes) in embedded::files().unwrap().files {
        if name.starts_with("tests/") {
            continue;
        }
        let path = Path::new(folder).join(&name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let key = match name.as_str() {
            "facts.yaml" => "sections",
            "conditions.yaml" => "conditions",
            "actions.yaml" => "actions",
            "guidance.yaml" => "items",
            rules if rules.starts_with("rules/") => "rules",
            _ => {
                std::fs::write(path, bytes).unwrap();
                continue;
            }
        };
        let mut whole: Value = serde_yaml::from_slice(&bytes).unwrap();
        let list = whole.get_mut(key).and_then(Value::as_sequence_mut).unwrap();
        let original = list.clone();
        for copy in 2..=times {
            list.extend(
                original
                    .iter()
                    .map(|item| renamed(item, None, copy, &names)),
            );
        }
        std::fs::write(path, serde_yaml::to_string(&whole).unwrap()).unwrap();
    }
}

/// Returns the name of the copy of a fact, record or condition; all of them have letters, digits and `_` only.
fn name(old: &str, copy: usize) -> String {
    match old.split_once('.') {
        Some((first, rest)) => format!("{first}{copy}.{rest}"),
        None => format!("{old}{copy}"),
    }
}

fn renamed(value: &Value, key: Option<&str>, copy: usize, names: &BTreeSet<String>) -> Value {
    match value {
        Value::Mapping(map) => map
            .iter()
            .map(|(key, value)| {
                // Options keep their ids; they are only compared within their own fact.
                let value = if key.as_str() == Some("options") {
                    value.clone()
                } else {
                    renamed(value, key.as_str(), copy, names)
                };
                (key.clone(), value)
            })
            .collect::<serde_yaml::Mapping>()
            .into(),
        Value::Sequence(items) => items
            .iter()
            .map(|item| renamed(item, key, copy, names))
            .collect::<Vec<_>>()
            .into(),
        Value::String(text) => match key {
            Some("when" | "applies" | "ask_when" | "suggest_when" | "each") => {
                expression(text, copy, names).into()
            }
            Some("id" | "record") if names.contains(text) => name(text, copy).into(),
            Some("id" | "actions") => format!("{text}-{copy}").into(),
            Some("nl" | "en") => {
                let pairs: BTreeMap<String, String> = names
                    .iter()
                    .map(|old| (format!("{{{old}}}"), format!("{{{}}}", name(old, copy))))
                    .collect();
                pairs
                    .iter()
                    .fold(text.clone(), |text, (old, new)| text.replace(old, new))
                    .into()
            }
            _ => value.clone(),
        },
        other => other.clone(),
    }
}

/// Renames the names in a condition; what stands in quotes is an option.
fn expression(text: &str, copy: usize, names: &BTreeSet<String>) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (number, part) in text.split('"').enumerate() {
        if number % 2 == 1 {
            parts.push(part.to_owned());
            continue;
        }
        let mut done = String::new();
        let mut word = String::new();
        for c in part.chars().chain([' ']) {
            if c.is_alphanumeric() || c == '_' || c == '.' {
                word.push(c);
                continue;
            }
            let (base, method) = match word.strip_suffix(".contains") {
                Some(base) => (base.to_owned(), ".contains"),
                None => (word.clone(), ""),
            };
            done += &if names.contains(&base) {
                name(&base, copy) + method
            } else {
                word.clone()
            };
            done.push(c);
            word.clear();
        }
        done.pop();
        parts.push(done);
    }
    parts.join("\"")
}
