//! Two judges of the engine: plain Rhai, where everything is answered, and every possible completion, where not.

use std::cell::Cell as Counter;

use proptest::prelude::*;
use rhai::{Array, Dynamic, Engine, Map, Scope};

use super::generate::{Case, case, compiled, for_each_binding, settled_table, table};
use super::pack::Pack;
use super::print::{Language, plain, print};
use super::tape::{Tape, for_all};
use super::worlds::{Worlds, asked_once, holds, worlds};
use crate::condition::{Bindings, Truth, evaluate};
use crate::facts::{AnswerTable, Cell, Fact, Kind, ListIndex, Record, Spot, Value};

/// Returns a value of Rhai's; a question that does not arise becomes something that is equal to nothing.
fn dynamic(fact: &Fact, cell: &Cell, unlike: &mut usize) -> Dynamic {
    match (&fact.kind, cell) {
        (Kind::Choices(_), Cell::One(Value::Options(bits))) => {
            let chosen = (0..64).filter(|bit| bits & (1 << bit) != 0);
            let ids = chosen.map(|bit| fact.option_id(bit).unwrap().to_owned().into());
            ids.collect::<Array>().into()
        }
        (Kind::Choices(_), _) => Array::new().into(),
        (_, Cell::One(Value::Option(option))) => fact.option_id(*option).unwrap().to_owned().into(),
        (_, Cell::One(Value::Integer(number))) => (*number).into(),
        _ => {
            *unlike += 1;
            format!("does not arise: {unlike}").into()
        }
    }
}

/// Puts a value under `a.b.c` into maps within maps.
fn put(map: &mut Map, path: &str, value: Dynamic) {
    match path.split_once('.') {
        None => {
            map.insert(path.into(), value);
        }
        Some((first, rest)) => {
            let inner = map.entry(first.into()).or_insert_with(|| Map::new().into());
            let mut inner = inner.write_lock::<Map>().unwrap();
            put(&mut inner, rest, value);
        }
    }
}

/// Returns the answers as variables of Rhai's: maps, and for each list an array of maps.
fn scope(pack: &Pack, table: &AnswerTable, bindings: Option<&Bindings<'_>>) -> Scope<'static> {
    let mut all = Map::new();
    let mut unlike = 0;
    for (index, fact) in pack.facts.iter() {
        if fact.spot == Spot::Top && fact.is_testable() {
            let value = dynamic(fact, &table.cells[usize::from(index.0)], &mut unlike);
            put(&mut all, &fact.id, value);
        }
    }
    for (number, given) in table.lists.iter().enumerate() {
        let list = ListIndex(u16::try_from(number).unwrap());
        let (at, records) = pack.facts.list(list).unwrap();
        let mut rows = Array::new();
        for row in &given.rows {
            let mut map = Map::new();
            for (fact, cell) in records.facts.iter().zip(&row.cells) {
                let fact = pack.facts.get(*fact).unwrap();
                put(&mut map, fact.key(), dynamic(fact, cell, &mut unlike));
            }
            rows.push(map.into());
        }
        if let Some(Record::Given(row)) = bindings.and_then(|bound| bound.record(list)) {
            let row = rows[usize::from(row)].clone();
            put(&mut all, &records.record, row);
        }
        put(&mut all, &pack.facts.get(at).unwrap().id, rows.into());
    }
    let mut scope = Scope::new();
    for (name, value) in all {
        scope.push_dynamic(name.as_str(), value);
    }
    scope
}

#[test]
fn where_everything_is_answered_plain_rhai_agrees() {
    let mut engine = Engine::new();
    engine.set_max_expr_depths(0, 0);
    let held = Counter::new([0, 0]);
    for_all(|mut tape| {
        let case = case(&mut tape);
        let table = settled_table(&mut tape, &case.pack);
        let text = print(&case.condition, &case.pack, Language::Pack, &mut tape);
        let rhai = print(&case.condition, &case.pack, Language::Rhai, &mut tape);
        let node = compiled(&case, &text);
        for_each_binding(&case, &table, |bindings| {
            let mut scope = scope(&case.pack, &table, bindings);
            let expected: bool = engine
                .eval_with_scope(&mut scope, &rhai)
                .unwrap_or_else(|error| panic!("{rhai}: {error}"));
            let truth = evaluate(&node, &table, bindings);
            prop_assert_eq!(
                truth,
                Truth::from(expected),
                "{}\nas Rhai: {}\n{:?}",
                text,
                rhai,
                table
            );
            let mut seen = held.get();
            seen[usize::from(expected)] += 1;
            held.set(seen);
            Ok(())
        })
    });
    let [failed, met] = held.get();
    assert!(failed > 50 && met > 50, "{failed} false, {met} true");
}

/// What a condition is in all possible worlds: whether it holds in one, and whether it fails in one.
fn possible(
    possible: &Worlds,
    case: &Case,
    bindings: Option<&Bindings<'_>>,
    given: usize,
) -> (bool, bool) {
    let mut outcomes = (false, false);
    let mut add = |holds: bool| {
        if holds {
            outcomes.0 = true;
        } else {
            outcomes.1 = true;
        }
    };
    for world in &possible.worlds {
        let Some((list, record)) = bindings.map(|bound| (bound.list, bound.record)) else {
            add(holds(&case.condition, &case.pack, world, &[]));
            continue;
        };
        // «The others» stand for every record that a world has besides those given.
        let rows = match record {
            Record::Given(row) => usize::from(row)..usize::from(row) + 1,
            Record::Others => given..world.rows(list),
        };
        for row in rows {
            add(holds(&case.condition, &case.pack, world, &[(list, row)]));
        }
    }
    outcomes
}

/// How the truth value compares with all completions.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    decided: u32,
    /// Unknown, and there are completions of both kinds.
    unknown: u32,
    /// Of those, the conditions that ask every fact once.
    once: u32,
    /// Unknown, though all completions agree.
    cautious: u32,
}

fn check_against_worlds(mut tape: Tape, tally: &Counter<Tally>) -> Result<(), TestCaseError> {
    let case = case(&mut tape);
    let table = table(&mut tape, &case.pack);
    let text = plain(&case.condition, &case.pack);
    let node = compiled(&case, &text);
    let worlds = worlds(&case.pack, &case.condition, &table);
    for_each_binding(&case, &table, |bindings| {
        let given = bindings.map_or(0, |bound| table.lists[usize::from(bound.list.0)].rows.len());
        let (met, failed) = possible(&worlds, &case, bindings, given);
        let truth = evaluate(&node, &table, bindings);
        let right = match truth {
            Truth::True => !failed,
            Truth::False => !met,
            Truth::Unknown => true,
        };
        prop_assert!(right, "{} is {:?}\n{:?}", text, truth, table);
        let mut seen = tally.get();
        match truth {
            Truth::Unknown if met && failed => {
                seen.unknown += 1;
                seen.once += u32::from(asked_once(&case.condition, &case.pack, &table));
            }
            Truth::Unknown if worlds.all => {
                // With every fact asked once, the parts do not hang together, and nothing is unknown in vain.
                let once = asked_once(&case.condition, &case.pack, &table);
                prop_assert!(!once, "{} is unknown in vain\n{:?}", text, table);
                seen.cautious += 1;
            }
            Truth::Unknown => {}
            Truth::True | Truth::False => seen.decided += 1,
        }
        tally.set(seen);
        Ok(())
    })
}

/// What fails in some completion is never true, and what holds in some is never false.
#[test]
fn what_is_said_to_be_decided_is_so_however_the_open_questions_are_answered() {
    let tally = Counter::new(Tally::default());
    for_all(|tape| check_against_worlds(tape, &tally));
    let seen = tally.get();
    assert!(seen.decided > 100 && seen.once > 30, "{seen:?}");
    // Each part is judged alone: `a == "x" || a != "x"` is unknown, though all completions agree. That is rare.
    assert!(seen.cautious < seen.unknown, "{seen:?}");
    println!("{seen:?}");
}
