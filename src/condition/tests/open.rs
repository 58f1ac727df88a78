//! What keeps a condition unknown is what it waits for: all of it, and nothing else.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::generate::{Case, case, compiled, for_each_binding, table};
use super::narrowing::{Gap, fill, gaps, is_answered};
use super::print::plain;
use super::tape::{Tape, for_all};
use crate::condition::{Bindings, Blocker, Node, Truth, blockers, evaluate};
use crate::facts::{AnswerTable, Cell, FactIndex, ListIndex, Record, Spot};

/// Returns the gap that a blocker names.
fn gap(case: &Case, blocker: Blocker) -> Gap {
    match blocker {
        Blocker::List(list) => Gap::List(usize::from(list.0)),
        Blocker::Fact(fact, None) => Gap::Top(usize::from(fact.0)),
        Blocker::Fact(fact, Some(record)) => {
            let Spot::InRecord { list, slot } = case.pack.facts.get(fact).unwrap().spot else {
                panic!("a fact in a record stands in a list");
            };
            let Record::Given(row) = record else {
                panic!("nobody can answer a question about the others");
            };
            Gap::Given(usize::from(list.0), usize::from(row), usize::from(slot))
        }
    }
}

fn open(
    case: &Case,
    node: &Node,
    table: &AnswerTable,
    bindings: Option<&Bindings<'_>>,
) -> Vec<Gap> {
    blockers(node, table, bindings)
        .into_iter()
        .map(|blocker| gap(case, blocker))
        .collect()
}

fn setting(mut tape: Tape) -> (Tape, Case, AnswerTable, String, Node) {
    let case = case(&mut tape);
    let table = table(&mut tape, &case.pack);
    let text = plain(&case.condition, &case.pack);
    let node = compiled(&case, &text);
    (tape, case, table, text, node)
}

#[test]
fn a_condition_waits_for_an_answer_exactly_where_it_is_unknown() {
    for_all(|tape| {
        let (_, case, table, text, node) = setting(tape);
        let missing = gaps(&case.pack, &table);
        for_each_binding(&case, &table, |bindings| {
            let found = blockers(&node, &table, bindings);
            let unknown = evaluate(&node, &table, bindings) == Truth::Unknown;
            prop_assert_eq!(unknown, !found.is_empty(), "{}\n{:?}", text, table);
            let once: BTreeSet<_> = found.iter().collect();
            prop_assert_eq!(once.len(), found.len(), "{}: {:?}", text, found);
            for blocker in found {
                let gap = gap(&case, blocker);
                prop_assert!(missing.contains(&gap), "{}: {:?}\n{:?}", text, gap, table);
            }
            Ok(())
        })
    });
}

#[test]
fn answering_what_a_condition_waits_for_decides_it() {
    for_all(|tape| {
        let (tape, case, table, text, node) = setting(tape);
        for_each_binding(&case, &table, |bindings| {
            let (mut tape, mut table) = (tape.clone(), table.clone());
            for _ in 0..8 {
                for gap in open(&case, &node, &table, bindings) {
                    fill(&mut tape, &case.pack, &mut table, gap);
                }
                let gone =
                    bindings.is_some_and(|bound| table.row(bound.list, bound.record).is_none());
                if gone || evaluate(&node, &table, bindings) != Truth::Unknown {
                    return Ok(());
                }
            }
            let left = open(&case, &node, &table, bindings);
            Err(TestCaseError::fail(format!(
                "{text} still waits for {left:?}\n{table:?}"
            )))
        })
    });
}

#[test]
fn answering_anything_else_leaves_it_unknown() {
    for_all(|tape| {
        let (tape, case, table, text, node) = setting(tape);
        for_each_binding(&case, &table, |bindings| {
            if evaluate(&node, &table, bindings) != Truth::Unknown {
                return Ok(());
            }
            let waits = open(&case, &node, &table, bindings);
            let (mut tape, mut filled) = (tape.clone(), table.clone());
            for gap in gaps(&case.pack, &table) {
                if !waits.contains(&gap) && !is_answered(&table, gap) {
                    fill(&mut tape, &case.pack, &mut filled, gap);
                }
            }
            let bound_row_is_left =
                bindings.is_none_or(|bound| filled.row(bound.list, bound.record).is_some());
            prop_assert!(
                !bound_row_is_left || evaluate(&node, &filled, bindings) == Truth::Unknown,
                "{} waits for {:?}\nin {:?}\nbut not in {:?}",
                text,
                waits,
                table,
                filled
            );
            Ok(())
        })
    });
}

/// What `settled_when` promises: where the condition has that truth value, these facts have an answer.
#[test]
fn the_facts_settled_by_a_truth_value_are_answered_wherever_it_has_it() {
    for_all(|tape| {
        let (_, case, table, text, node) = setting(tape);
        for_each_binding(&case, &table, |bindings| {
            let truth = evaluate(&node, &table, bindings);
            if truth == Truth::Unknown {
                return Ok(());
            }
            for fact in node.settled_when(truth == Truth::True) {
                let spot = case.pack.facts.get(fact).unwrap().spot;
                let record = bindings.map(|bound| bound.record);
                let cell = table.cell(fact, spot, record);
                let answered = matches!(cell, Cell::One(_) | Cell::Many(_));
                prop_assert!(answered, "{}: {:?} is {:?}", text, fact, cell);
            }
            Ok(())
        })
    });
}

/// The facts of a condition are those of its leaves, and the lists it looks at.
#[test]
fn the_facts_of_a_condition_are_all_it_can_wait_for() {
    for_all(|tape| {
        let (_, case, table, text, node) = setting(tape);
        let known = node.facts(&case.pack.facts);
        let mut leaves = 0;
        node.for_each_leaf(&mut |leaf| leaves += usize::from(known.contains(&leaf.fact)));
        prop_assert!(leaves > 0 && leaves < node.size() + 1, "{}", text);
        for_each_binding(&case, &table, |bindings| {
            for blocker in blockers(&node, &table, bindings) {
                let fact: FactIndex = match blocker {
                    Blocker::Fact(fact, _) => fact,
                    // The list of a rule with `each` need not be named in its condition.
                    Blocker::List(list) if Some(list) == case.each => continue,
                    Blocker::List(ListIndex(number)) => {
                        case.pack.facts.lists()[usize::from(number)]
                    }
                };
                prop_assert!(known.contains(&fact), "{}: {:?}", text, blocker);
            }
            Ok(())
        })
    });
}
