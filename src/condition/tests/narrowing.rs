//! Added answers only narrow, and the order of operands and records means nothing.

use proptest::prelude::*;

use super::generate::{
    Case, Condition, any_cell, case, compiled, for_each_binding, settling, table,
};
use super::pack::Pack;
use super::print::{Language, plain, print};
use super::tape::{Tape, for_all};
use super::worlds::{holds, worlds};
use crate::condition::{Bindings, Node, Truth, evaluate};
use crate::facts::{AnswerTable, Cell, Fact, ListIndex, Record, Row, Spot, Value};

/// Where an answer is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    Top(usize),
    Given(usize, usize, usize),
    List(usize),
}

/// Tells whether a cell is settled: no answer can be added to it.
pub(super) fn is_settled(cell: &Cell) -> bool {
    match cell {
        Cell::One(value) => !matches!(value, Value::Unsettling(_)),
        Cell::NotApplicable => true,
        _ => false,
    }
}

/// Returns where answers are missing, cells before lists.
pub(super) fn gaps(pack: &Pack, table: &AnswerTable) -> Vec<Gap> {
    let mut found = Vec::new();
    for (index, fact) in pack.facts.iter() {
        let at = usize::from(index.0);
        if fact.spot == Spot::Top && fact.is_testable() && !is_settled(&table.cells[at]) {
            found.push(Gap::Top(at));
        }
    }
    for (list, given) in table.lists.iter().enumerate() {
        for (row, Row { cells }) in given.rows.iter().enumerate() {
            let open = cells.iter().enumerate();
            let open = open.filter(|(_, cell)| !is_settled(cell));
            found.extend(open.map(|(slot, _)| Gap::Given(list, row, slot)));
        }
        if given.others.is_some() {
            found.push(Gap::List(list));
        }
    }
    found
}

/// Returns a cell with an answer added to it, which settles it.
pub(super) fn settle(tape: &mut Tape, fact: &Fact, cell: &Cell) -> Cell {
    let candidates = match cell {
        Cell::Many(values) => values.clone(),
        _ => Vec::new(),
    };
    let mut values: Vec<_> = candidates
        .into_iter()
        .filter(|value| !matches!(value, Value::Unsettling(_)))
        .collect();
    if values.is_empty() {
        values = settling(fact);
    }
    if *cell == Cell::Pending && tape.chance(4) {
        return Cell::NotApplicable;
    }
    Cell::One(*tape.pick(&values))
}

pub(super) fn fact_in(pack: &Pack, list: usize, slot: usize) -> &Fact {
    let list = ListIndex(u16::try_from(list).unwrap());
    let index = pack.facts.list(list).unwrap().1.facts[slot];
    pack.facts.get(index).unwrap()
}

/// Fills a gap: settles the cell, or appends records and says that the list is complete.
pub(super) fn fill(tape: &mut Tape, pack: &Pack, table: &mut AnswerTable, gap: Gap) {
    match gap {
        Gap::Top(at) => {
            let index = crate::facts::FactIndex(u16::try_from(at).unwrap());
            let fact = pack.facts.get(index).unwrap();
            table.cells[at] = settle(tape, fact, &table.cells[at]);
        }
        Gap::Given(list, row, slot) => {
            let cell = &mut table.lists[list].rows[row].cells[slot];
            *cell = settle(tape, fact_in(pack, list, slot), cell);
        }
        Gap::List(list) => {
            for _ in 0..tape.below(3) {
                append(tape, pack, table, list);
            }
            table.lists[list].others = None;
        }
    }
}

/// Appends a record to an incomplete list: what was known of the others holds of it.
fn append(tape: &mut Tape, pack: &Pack, table: &mut AnswerTable, list: usize) {
    let mut row = table.lists[list].others.clone().unwrap();
    for (slot, cell) in row.cells.iter_mut().enumerate() {
        if !is_settled(cell) && tape.chance(5) {
            *cell = settle(tape, fact_in(pack, list, slot), cell);
        }
    }
    table.lists[list].rows.push(row);
}

/// Tells whether a gap is an answer already, of the kind that does not settle: another one is a change.
pub(super) fn is_answered(table: &AnswerTable, gap: Gap) -> bool {
    let cell = match gap {
        Gap::Top(at) => &table.cells[at],
        Gap::Given(list, row, slot) => &table.lists[list].rows[row].cells[slot],
        Gap::List(_) => return false,
    };
    matches!(cell, Cell::One(_))
}

/// Adds one answer; false where none is missing.
fn add(tape: &mut Tape, pack: &Pack, table: &mut AnswerTable) -> bool {
    let mut open = gaps(pack, table);
    open.retain(|gap| !is_answered(table, *gap));
    if open.is_empty() {
        return false;
    }
    match *tape.pick(&open) {
        Gap::List(list) if tape.chance(5) => append(tape, pack, table, list),
        Gap::Top(at) if tape.chance(2) && table.cells[at] == Cell::Unanswered => {
            // From nothing to anything: also to «nobody knows», or to answers that differ.
            let index = crate::facts::FactIndex(u16::try_from(at).unwrap());
            let fact = pack.facts.get(index).unwrap();
            table.cells[at] = match any_cell(tape, fact) {
                Cell::Unanswered => Cell::Unknown,
                other => other,
            };
        }
        gap => match (gap, several(table, gap)) {
            // Of answers that differ, one turns out to be right, be it one that does not settle.
            (Gap::Top(at), Some(values)) => table.cells[at] = Cell::One(*tape.pick(&values)),
            _ => fill(tape, pack, table, gap),
        },
    }
    true
}

fn several(table: &AnswerTable, gap: Gap) -> Option<Vec<Value>> {
    match gap {
        Gap::Top(at) => match &table.cells[at] {
            Cell::Many(values) => Some(values.clone()),
            _ => None,
        },
        Gap::Given(..) | Gap::List(_) => None,
    }
}

/// Returns the truth of a condition, for each record that it is about.
fn truths(case: &Case, node: &Node, table: &AnswerTable) -> Vec<(Option<Record>, Truth)> {
    let Some(list) = case.each else {
        return vec![(None, evaluate(node, table, None))];
    };
    let of_record = |record| {
        let bindings = Bindings::new(list, record);
        (Some(record), evaluate(node, table, Some(&bindings)))
    };
    table.records(list).map(of_record).collect()
}

#[test]
fn an_added_answer_decides_or_changes_nothing() {
    for_all(|mut tape| {
        let case = case(&mut tape);
        let mut table = table(&mut tape, &case.pack);
        let text = plain(&case.condition, &case.pack);
        let node = compiled(&case, &text);
        for _ in 0..100 {
            let (earlier, before) = (table.clone(), truths(&case, &node, &table));
            if !add(&mut tape, &case.pack, &mut table) {
                break;
            }
            let after = truths(&case, &node, &table);
            let others = before
                .iter()
                .find(|(record, _)| *record == Some(Record::Others));
            for (record, truth) in after {
                // What is decided for the others is decided for each record that joins.
                let was = before.iter().find(|(known, _)| *known == record);
                let (_, was) = was.or(others).unwrap();
                prop_assert!(
                    *was == Truth::Unknown || *was == truth,
                    "{}: {:?} became {:?} for {:?}\nfrom {:?}\nto {:?}",
                    text,
                    was,
                    truth,
                    record,
                    earlier,
                    table
                );
            }
        }
        Ok(())
    });
}

#[test]
fn when_every_question_is_answered_every_condition_is_decided() {
    for_all(|mut tape| {
        let case = case(&mut tape);
        let mut table = table(&mut tape, &case.pack);
        let text = plain(&case.condition, &case.pack);
        let node = compiled(&case, &text);
        while let Some(gap) = gaps(&case.pack, &table).first() {
            fill(&mut tape, &case.pack, &mut table, *gap);
        }
        let only = worlds(&case.pack, &case.condition, &table);
        prop_assert!(only.all && only.worlds.len() == 1);
        for_each_binding(&case, &table, |bindings| {
            let bound = bindings.map(|bound| match bound.record {
                Record::Given(row) => (bound.list, usize::from(row)),
                Record::Others => unreachable!("every list is complete"),
            });
            let bound: Vec<_> = bound.into_iter().collect();
            let expected = holds(&case.condition, &case.pack, &only.worlds[0], &bound);
            let truth = evaluate(&node, &table, bindings);
            prop_assert_eq!(truth, Truth::from(expected), "{}\n{:?}", text, table);
            Ok(())
        })
    });
}

/// Puts the parts of a condition in another order.
fn shuffled(tape: &mut Tape, condition: &Condition) -> Condition {
    let mut turned = |parts: &[Condition]| {
        let mut parts: Vec<_> = parts.iter().map(|part| shuffled(tape, part)).collect();
        for last in (1..parts.len()).rev() {
            parts.swap(last, tape.below(last + 1));
        }
        parts
    };
    match condition {
        Condition::And(parts) => Condition::And(turned(parts)),
        Condition::Or(parts) => Condition::Or(turned(parts)),
        Condition::Same(fact, other, negated) => Condition::Same(*other, *fact, *negated),
        Condition::In(fact, options, negated) => {
            Condition::In(*fact, options.iter().rev().copied().collect(), *negated)
        }
        Condition::Not(body) => Condition::Not(Box::new(shuffled(tape, body))),
        Condition::Any(list, body) => Condition::Any(*list, Box::new(shuffled(tape, body))),
        Condition::All(list, body) => Condition::All(*list, Box::new(shuffled(tape, body))),
        Condition::Count(list, comparison, number, body) => {
            Condition::Count(*list, *comparison, *number, Box::new(shuffled(tape, body)))
        }
        other => other.clone(),
    }
}

#[test]
fn the_order_of_operands_and_records_and_the_way_of_writing_mean_nothing() {
    for_all(|mut tape| {
        let case = case(&mut tape);
        let table = table(&mut tape, &case.pack);
        let text = plain(&case.condition, &case.pack);
        let other = shuffled(&mut tape, &case.condition);
        let other = print(&other, &case.pack, Language::Pack, &mut tape);
        let mut turned = table.clone();
        for (list, given) in turned.lists.iter_mut().enumerate() {
            if case.each.is_none_or(|each| usize::from(each.0) != list) {
                given.rows.reverse();
            }
        }
        let before = truths(&case, &compiled(&case, &text), &table);
        let after = truths(&case, &compiled(&case, &other), &turned);
        prop_assert_eq!(before, after, "{}\n{}\n{:?}", text, other, table);
        Ok(())
    });
}
