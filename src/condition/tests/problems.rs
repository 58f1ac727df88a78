//! A bad condition is refused with the problems that its case says, each at its place and with its help.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::data::{cases, pack};
use crate::facts::{Kind, ListIndex};
use crate::yaml::{Problem, Source};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    when: String,
    /// The list of a rule with `each`.
    each: Option<String>,
    /// All problems, in the order of the text.
    problems: Vec<Expected>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    code: String,
    /// Line and column, from 1, the column in characters.
    at: String,
    /// The text that the span covers.
    slice: String,
    message: String,
    help: Option<String>,
}

/// Every code that checking a condition gives, so that none is without a case.
const CODES: [&str; 24] = [
    "arguments",
    "bare-fact",
    "bound-twice",
    "comment",
    "condition-too-deep",
    "condition-too-large",
    "condition-too-long",
    "list-expected",
    "method",
    "negated-guard",
    "no-fact",
    "no-record",
    "not-a-list",
    "not-allowed",
    "not-an-option",
    "not-testable",
    "operator",
    "reserved-word",
    "syntax",
    "type",
    "unknown-condition",
    "unknown-fact",
    "unknown-function",
    "unquoted",
];

/// The codes of conditions too long to write out; `limits` has their cases.
const LIMITS: [&str; 3] = [
    "condition-too-deep",
    "condition-too-large",
    "condition-too-long",
];

fn shown(text: &str, problem: &Problem) -> Expected {
    let span = problem.span.expect("a problem of a condition has a place");
    let source = Source {
        name: String::new(),
        text: text.to_owned(),
    };
    let position = source.position(span.start);
    let slice = text.get(span.start..span.end);
    for text in [Some(&problem.message), problem.help.as_ref()] {
        let Some(text) = text else { continue };
        assert!(!text.nl.is_empty(), "{}: no Dutch", text.en);
        let ends = |text: &str| text.trim_end_matches('?').len();
        assert!(!text.en.ends_with('.') && ends(&text.nl) > 0, "{}", text.en);
    }
    Expected {
        code: problem.code.to_owned(),
        at: format!("{}:{}", position.line, position.column),
        slice: slice
            .expect("a span has the bounds of characters")
            .to_owned(),
        message: problem.message.en.to_string(),
        help: problem.help.as_ref().map(|help| help.en.to_string()),
    }
}

fn list(pack: &super::pack::Pack, id: &str) -> ListIndex {
    let at = pack.facts.find(id).expect("a list");
    match &pack.facts.get(at).unwrap().kind {
        Kind::Records(records) => records.list,
        _ => panic!("{id} is no list"),
    }
}

#[test]
fn bad_conditions_are_refused_with_the_problems_their_case_says() {
    let pack = pack();
    let mut wrong = Vec::new();
    let mut codes = BTreeSet::new();
    for (file, case) in cases::<Case>("problems-") {
        let each = case.each.as_deref().map(|id| list(&pack, id));
        let found = pack.compile(&case.when, each).err().unwrap_or_default();
        let found: Vec<_> = found
            .iter()
            .map(|problem| shown(&case.when, problem))
            .collect();
        codes.extend(found.iter().map(|problem| problem.code.clone()));
        if found != case.problems || found.is_empty() {
            wrong.push(format!("{file}: {}: {found:#?}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let known = CODES.iter().filter(|code| !LIMITS.contains(code));
    let known: BTreeSet<_> = known.map(|code| (*code).to_owned()).collect();
    assert_eq!(codes, known, "each code has a case");
}
