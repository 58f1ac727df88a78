//! What keeps a condition unknown.

use super::evaluate::cell;
use super::{Bindings, Leaf, Node, Test, Truth, evaluate};
use crate::facts::{AnswerTable, Cell, FactIndex, ListIndex, Record, Spot, Value};

/// A missing answer that keeps a condition unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Blocker {
    /// A fact, in a record if it stands in one.
    Fact(FactIndex, Option<Record>),
    /// A list of which nobody has said that it is complete.
    List(ListIndex),
}

/// Returns what keeps a condition unknown, in the order of its text, each once; nothing where it is decided.
///
/// Only parts that are themselves unknown count: an answer to any other part could not decide the whole. Of
/// records not entered yet the list itself is the blocker, because nobody can answer a question about them.
#[must_use]
pub fn blockers(node: &Node, table: &AnswerTable, bindings: Option<&Bindings<'_>>) -> Vec<Blocker> {
    let mut found = Vec::new();
    collect(node, table, bindings, &mut found);
    found
}

fn collect(
    node: &Node,
    table: &AnswerTable,
    bindings: Option<&Bindings<'_>>,
    found: &mut Vec<Blocker>,
) {
    if evaluate(node, table, bindings) != Truth::Unknown {
        return;
    }
    match node {
        Node::Leaf(leaf) => collect_leaf(leaf, table, bindings, found),
        Node::And(parts) | Node::Or(parts) => {
            for part in parts {
                collect(part, table, bindings, found);
            }
        }
        Node::Not(body) | Node::Named(_, body) => collect(body, table, bindings, found),
        Node::Records { list, body, .. } => {
            for record in table.records(*list) {
                let inner = Bindings::inner(*list, record, bindings);
                if record == Record::Others {
                    add(Blocker::List(*list), found);
                }
                // Of the others too: an answer outside the list may decide the body for every record.
                collect(body, table, Some(&inner), found);
            }
        }
    }
}

fn collect_leaf(
    leaf: &Leaf,
    table: &AnswerTable,
    bindings: Option<&Bindings<'_>>,
    found: &mut Vec<Blocker>,
) {
    let mut check = |fact: FactIndex, spot: Spot| {
        let record = match spot {
            Spot::Top => None,
            Spot::InRecord { list, .. } => match bindings.and_then(|b| b.record(list)) {
                Some(Record::Others) | None => return add(Blocker::List(list), found),
                given => given,
            },
        };
        // The side of a comparison of two facts that is settled keeps nothing open.
        let settled = matches!(
            (cell(spot, fact, table, bindings), &leaf.test),
            (Cell::One(Value::Option(_)), Test::Same(..))
        );
        if !settled {
            add(Blocker::Fact(fact, record), found);
        }
    };
    check(leaf.fact, leaf.spot);
    if let Test::Same(other, spot) = leaf.test {
        check(other, spot);
    }
}

fn add(blocker: Blocker, found: &mut Vec<Blocker>) {
    if !found.contains(&blocker) {
        found.push(blocker);
    }
}
