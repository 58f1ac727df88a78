//! Conditions have the truth value, and wait for the answers, that their case says.

use serde::Deserialize;
use serde_yaml::Value as Yaml;

use super::data::{blocker_name, cases, pack, table};
use super::pack::Pack;
use crate::condition::{Bindings, Node, Truth, blockers, evaluate};
use crate::facts::{AnswerTable, Kind, ListIndex, Record};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    when: String,
    /// The record the condition is about, as in a rule with `each`: `exchanges@0`, `exchanges@*`.
    each: Option<String>,
    cases: Vec<Answers>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answers {
    truth: Expected,
    given: Yaml,
    /// What an unknown condition waits for, in the order of its text.
    #[serde(default)]
    waits_for: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Expected {
    Decided(bool),
    Open(Unknown),
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Unknown {
    Unknown,
}

impl Expected {
    fn truth(&self) -> Truth {
        match self {
            Self::Decided(holds) => (*holds).into(),
            Self::Open(Unknown::Unknown) => Truth::Unknown,
        }
    }
}

fn each(pack: &Pack, text: &str) -> (ListIndex, Record) {
    let (list, record) = text.split_once('@').expect("list@record");
    let at = pack.facts.find(list).expect("a list");
    let Kind::Records(records) = &pack.facts.get(at).unwrap().kind else {
        panic!("{list} is no list");
    };
    let record = match record {
        "*" => Record::Others,
        number => Record::Given(number.parse().unwrap()),
    };
    (records.list, record)
}

fn waits_for(
    pack: &Pack,
    node: &Node,
    table: &AnswerTable,
    bindings: Option<&Bindings<'_>>,
) -> Vec<String> {
    blockers(node, table, bindings)
        .into_iter()
        .map(|blocker| blocker_name(pack, blocker))
        .collect()
}

#[test]
fn conditions_have_the_truth_value_their_case_says() {
    let pack = pack();
    let mut wrong = Vec::new();
    for (file, case) in cases::<Case>("truth-") {
        let place = format!("{file}: {}", case.name);
        let each = case.each.as_deref().map(|text| each(&pack, text));
        let list = each.map(|(list, _)| list);
        let node = match pack.compile(&case.when, list) {
            Ok(node) => node,
            Err(problems) => {
                wrong.push(format!("{place}: {problems:?}"));
                continue;
            }
        };
        assert!(!case.cases.is_empty(), "{place}: no answers");
        let bindings = each.map(|(list, record)| Bindings::new(list, record));
        let opposite = pack.compile(&format!("!({})", case.when), list).ok();
        for answers in &case.cases {
            let table = table(&pack, &answers.given);
            let expected = answers.truth.truth();
            let truth = evaluate(&node, &table, bindings.as_ref());
            let waits = waits_for(&pack, &node, &table, bindings.as_ref());
            if truth != expected || waits != answers.waits_for {
                let given = serde_yaml::to_string(&answers.given).unwrap();
                wrong.push(format!("{place}: {truth:?}, {waits:?} of\n{given}"));
            }
            if let Some(opposite) = &opposite {
                let opposite = evaluate(opposite, &table, bindings.as_ref());
                assert_eq!(opposite, !truth, "{place}: the opposite");
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
