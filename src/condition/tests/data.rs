//! Cases in `tests/data/conditions`, and the pack they are about.

use std::fs;
use std::path::PathBuf;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_yaml::Value as Yaml;

use super::pack::{Pack, option};
use crate::condition::Blocker;
use crate::facts::{AnswerTable, Cell, Fact, FactIndex, Kind, List, Record, Row, Spot, Value};

/// The facts and named conditions of the cases; here as in every case, a misspelt key is an error.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PackData {
    facts: Vec<FactData>,
    conditions: Vec<ConditionData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactData {
    id: String,
    r#type: String,
    #[serde(default)]
    options: Vec<String>,
    /// The options that do not settle the fact.
    #[serde(default)]
    unsettling: Vec<String>,
    record: Option<String>,
    list: Option<String>,
    #[serde(default)]
    guarded: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConditionData {
    id: String,
    when: String,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/conditions")
}

/// Returns the cases of all files whose name begins so, each with the name of its file.
pub(super) fn cases<T: DeserializeOwned>(prefix: &str) -> Vec<(String, T)> {
    let mut files: Vec<_> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    for file in &files {
        let known = ["pack.yaml", "rhai-shapes.txt", "truth-", "problems-"];
        assert!(
            known.iter().any(|start| file.starts_with(start)),
            "no test reads {file}"
        );
    }
    let mut found = Vec::new();
    for file in files.iter().filter(|file| file.starts_with(prefix)) {
        let text = fs::read_to_string(folder().join(file)).unwrap();
        let cases: Vec<T> =
            serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(!cases.is_empty(), "{file} has no cases");
        found.extend(cases.into_iter().map(|case| (file.clone(), case)));
    }
    assert!(!found.is_empty(), "no cases found for {prefix}");
    found
}

/// Returns the pack that the cases are about.
pub(super) fn pack() -> Pack {
    let text = fs::read_to_string(folder().join("pack.yaml")).unwrap();
    let data: PackData = serde_yaml::from_str(&text).unwrap();
    let mut pack = Pack::default();
    for fact in data.facts {
        if let Some(record) = &fact.record {
            pack.add_list(&fact.id, record);
            continue;
        }
        let options = fact
            .options
            .iter()
            .map(|id| option(id, !fact.unsettling.contains(id)))
            .collect();
        let kind = match fact.r#type.as_str() {
            "yes_no" => Kind::YesNo,
            "choice" => Kind::Choice(options),
            "choices" => Kind::Choices(options),
            "integer" => Kind::Integer,
            "country" => Kind::Country(options),
            "text" => Kind::Text,
            "date" => Kind::Date,
            "place" => Kind::Place,
            other => panic!("unknown type {other}"),
        };
        let list = fact.list.map(|list| {
            let at = pack.facts.find(&list).expect("the list stands before it");
            match &pack.facts.get(at).unwrap().kind {
                Kind::Records(records) => records.list,
                _ => panic!("{list} is no list"),
            }
        });
        let index = pack.add(&fact.id, kind, list);
        if fact.guarded {
            pack.guarded.insert(index);
        }
    }
    for condition in data.conditions {
        pack.name(&condition.id, &condition.when);
    }
    pack
}

/// Returns the table of the answers of a case: the key is the fact, the value its answer.
pub(super) fn table(pack: &Pack, given: &Yaml) -> AnswerTable {
    let mut table = pack.unanswered();
    let Some(given) = given.as_mapping() else {
        assert!(given.is_null(), "`given` is a mapping");
        return table;
    };
    for (key, value) in given {
        let id = key.as_str().expect("a key is a fact");
        let index = pack
            .facts
            .find(id)
            .unwrap_or_else(|| panic!("no fact {id}"));
        let fact = pack.facts.get(index).unwrap();
        if let Kind::Records(records) = &fact.kind {
            table.lists[usize::from(records.list.0)] = list(pack, &records.facts, value);
        } else {
            assert_eq!(fact.spot, Spot::Top, "{id} stands in records");
            table.cells[usize::from(index.0)] = cell(fact, value);
        }
    }
    table
}

/// `[…]` is a complete list, `{more: […]}` one that is not; `others` says what holds of all of those.
fn list(pack: &Pack, facts: &[FactIndex], value: &Yaml) -> List {
    if let Some(rows) = value.as_sequence() {
        return List {
            rows: rows.iter().map(|given| row(pack, facts, given)).collect(),
            others: None,
        };
    }
    let rows = value["more"].as_sequence().expect("a list of records");
    List {
        rows: rows.iter().map(|given| row(pack, facts, given)).collect(),
        others: Some(row(pack, facts, &value["others"])),
    }
}

fn row(pack: &Pack, facts: &[FactIndex], given: &Yaml) -> Row {
    let facts: Vec<_> = facts
        .iter()
        .map(|at| pack.facts.get(*at).unwrap())
        .collect();
    let keys = given.as_mapping().into_iter().flat_map(|map| map.keys());
    for key in keys {
        let known = facts.iter().any(|fact| Some(fact.key()) == key.as_str());
        assert!(known, "no fact {key:?} in a record");
    }
    Row {
        cells: facts
            .into_iter()
            .map(|fact| cell(fact, given.get(fact.key()).unwrap_or(&Yaml::Null)))
            .collect(),
    }
}

fn cell(fact: &Fact, value: &Yaml) -> Cell {
    match value {
        Yaml::Null => Cell::Unanswered,
        Yaml::String(state) if state.starts_with('<') => match state.as_str() {
            "<unknown>" => Cell::Unknown,
            "<pending>" => Cell::Pending,
            "<not-applicable>" => Cell::NotApplicable,
            "<unsettled>" => Cell::Unsettled,
            other => panic!("unknown state {other}"),
        },
        Yaml::Mapping(_) => {
            let candidates = value["many"].as_sequence().expect("candidates");
            Cell::Many(candidates.iter().map(|one| answer(fact, one)).collect())
        }
        one => Cell::One(answer(fact, one)),
    }
}

fn answer(fact: &Fact, value: &Yaml) -> Value {
    let number = |id: &Yaml| {
        let id = id.as_str().unwrap_or_else(|| panic!("{id:?} is no text"));
        fact.option_number(id)
            .unwrap_or_else(|| panic!("{id} is no option of {}", fact.id))
    };
    match (&fact.kind, value) {
        (Kind::Integer, value) => Value::Integer(value.as_i64().expect("a number")),
        (Kind::Choices(_), Yaml::Sequence(ids)) => {
            Value::Options(ids.iter().map(|id| 1 << number(id)).sum())
        }
        (Kind::Choices(_), other) => panic!("{other:?} is no list of options"),
        (_, id) => fact.option_value(number(id)),
    }
}

/// Returns a blocker as cases write it: `link.stage`, `exchange.state@0`, or the name of a list.
pub(super) fn blocker_name(pack: &Pack, blocker: Blocker) -> String {
    match blocker {
        Blocker::List(list) => {
            let (at, _) = pack.facts.list(list).unwrap();
            pack.facts.get(at).unwrap().id.clone()
        }
        Blocker::Fact(fact, record) => {
            let id = &pack.facts.get(fact).unwrap().id;
            match record {
                None => id.clone(),
                Some(Record::Given(number)) => format!("{id}@{number}"),
                Some(Record::Others) => format!("{id}@*"),
            }
        }
    }
}
