//! Answers and remarks as a profile writes them on one line.

use std::collections::BTreeMap;

use crate::facts::{Fact, Kind};
use crate::yaml;

/// What can be said of an answer besides the answer.
pub(super) const REMARKS: [&str; 3] = ["source", "date", "note"];

/// Returns the option meant by its id, its id of before or its name in either language; other answers as they are.
#[must_use]
pub fn option_meant<'a>(fact: &'a Fact, typed: &'a str) -> &'a str {
    let folded = typed.to_lowercase();
    let options = fact.options();
    let by_name = || {
        options.iter().find(|option| {
            option.label.nl.to_lowercase() == folded || option.label.en.to_lowercase() == folded
        })
    };
    let by_id = options.iter().find(|option| option.id == typed);
    by_id
        .or_else(|| fact.renamed_option(typed))
        .or_else(by_name)
        .map_or(typed, |option| option.id.as_str())
}

/// Returns an answer as the profile writes it.
pub(super) fn answer_line(fact: &Fact, typed: &str) -> String {
    let typed = typed.trim();
    let is_unknown = ["unknown", "onbekend"].contains(&typed.to_lowercase().as_str());
    if is_unknown {
        return typed.to_lowercase();
    }
    let one = |typed: &str| {
        let meant = option_meant(fact, typed);
        if fact.options().iter().any(|option| option.id == meant) {
            meant.to_owned()
        } else {
            yaml::scalar(meant)
        }
    };
    match &fact.kind {
        Kind::Choices(_) => {
            let inner = typed.trim_start_matches('[').trim_end_matches(']').trim();
            let none = inner.is_empty() || ["none", "geen"].contains(&inner);
            let is_option = fact.options().iter().any(|option| option.id == inner);
            if none && !is_option {
                return "[]".to_owned();
            }
            let options: Vec<String> = inner.split(',').map(|part| one(part.trim())).collect();
            format!("[{}]", options.join(", "))
        }
        Kind::YesNo if ["yes", "no", "ja", "nee"].contains(&typed.to_lowercase().as_str()) => {
            typed.to_lowercase()
        }
        Kind::Choice(_) | Kind::Country(_) => one(typed),
        Kind::Integer | Kind::Date
            if !typed.is_empty() && typed.chars().all(|c| c.is_ascii_digit() || c == '-') =>
        {
            typed.to_owned()
        }
        _ => yaml::scalar(typed),
    }
}

pub(super) fn remark_line(key: &str, value: &str) -> String {
    let is_date =
        key == "date" && value.chars().all(|c| c.is_ascii_digit() || c == '-') && !value.is_empty();
    if is_date {
        value.to_owned()
    } else {
        yaml::scalar(value)
    }
}

/// Returns an answer with its remarks as one line.
pub(super) fn value_line(line: &str, remarks: &BTreeMap<&'static str, String>) -> String {
    if remarks.is_empty() {
        return line.to_owned();
    }
    let mut parts = vec![format!("answer: {line}")];
    for key in REMARKS {
        if let Some(value) = remarks.get(key) {
            parts.push(format!("{key}: {}", remark_line(key, value)));
        }
    }
    format!("{{{}}}", parts.join(", "))
}
