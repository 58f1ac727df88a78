//! Whether a condition can be both true and false, found by trying every answer to its facts.

use crate::condition::{Bindings, Node, Truth, evaluate};
use crate::facts::{AnswerTable, Cell, FactIndex, Kind, List, Record, Row, Spot, Value};
use crate::pack::Pack;

/// What trying every answer told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// True whatever is answered.
    AlwaysTrue,
    /// True for no answers.
    NeverTrue,
    /// True for some answers, not for others.
    Varies,
    /// Too many combinations to try, or over a list, or with numbers.
    NotDecided,
}

/// More combinations than this are not tried.
const MOST: usize = 200_000;

/// Tries every answer to the facts of a condition; one record stands for the list it may be about.
pub(super) fn verdict(pack: &Pack, node: &Node) -> Verdict {
    if over_a_list(node) {
        return Verdict::NotDecided;
    }
    let mut domains: Vec<(FactIndex, Spot, Vec<Cell>)> = Vec::new();
    for index in node.facts(&pack.facts) {
        let Some(fact) = pack.facts.get(index) else {
            return Verdict::NotDecided;
        };
        let values: Vec<Value> = match &fact.kind {
            Kind::YesNo | Kind::Choice(_) | Kind::Country(_) => {
                let numbers = 0..u16::try_from(fact.option_ids().len()).unwrap_or(u16::MAX);
                numbers.map(|number| fact.option_value(number)).collect()
            }
            Kind::Choices(options) if options.len() <= 12 => {
                (0..1_u64 << options.len()).map(Value::Options).collect()
            }
            _ => return Verdict::NotDecided,
        };
        let mut cells: Vec<Cell> = values.into_iter().map(Cell::One).collect();
        if pack.guard(index).is_some() {
            cells.push(Cell::NotApplicable);
        }
        domains.push((index, fact.spot, cells));
    }
    let combinations = domains.iter().try_fold(1_usize, |product, (_, _, cells)| {
        product.checked_mul(cells.len())
    });
    if combinations.is_none_or(|count| count > MOST) {
        return Verdict::NotDecided;
    }
    let mut table = AnswerTable {
        cells: vec![Cell::Unanswered; pack.facts.len()],
        lists: (0..pack.facts.lists().len())
            .map(|_| List {
                rows: vec![Row {
                    cells: vec![Cell::Unanswered; pack.facts.len()],
                }],
                others: None,
            })
            .collect(),
    };
    let (mut holds, mut fails) = (false, false);
    try_all(&domains, &mut table, &mut |table| {
        let list = domains.iter().find_map(|(_, spot, _)| match spot {
            Spot::InRecord { list, .. } => Some(*list),
            Spot::Top => None,
        });
        let bindings = list.map(|list| Bindings::new(list, Record::Given(0)));
        match evaluate(node, table, bindings.as_ref()) {
            Truth::True => holds = true,
            Truth::False | Truth::Unknown => fails = true,
        }
    });
    match (holds, fails) {
        (true, true) => Verdict::Varies,
        (true, false) => Verdict::AlwaysTrue,
        (false, _) => Verdict::NeverTrue,
    }
}

fn over_a_list(node: &Node) -> bool {
    match node {
        Node::Leaf(_) => false,
        Node::And(parts) | Node::Or(parts) => parts.iter().any(over_a_list),
        Node::Not(body) | Node::Named(_, body) => over_a_list(body),
        Node::Records { .. } => true,
    }
}

fn try_all(
    domains: &[(FactIndex, Spot, Vec<Cell>)],
    table: &mut AnswerTable,
    visit: &mut impl FnMut(&AnswerTable),
) {
    let Some(((index, spot, cells), rest)) = domains.split_first() else {
        visit(table);
        return;
    };
    for cell in cells {
        let place = match spot {
            Spot::Top => table.cells.get_mut(usize::from(index.0)),
            Spot::InRecord { list, slot } => table
                .lists
                .get_mut(usize::from(list.0))
                .and_then(|list| list.rows.first_mut())
                .and_then(|row| row.cells.get_mut(usize::from(*slot))),
        };
        if let Some(place) = place {
            *place = cell.clone();
        }
        try_all(rest, table, visit);
    }
}
