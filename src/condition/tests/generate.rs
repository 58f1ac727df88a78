//! Makes up small packs, conditions over them, and answers, out of a tape of numbers.

use proptest::prelude::TestCaseError;

use super::pack::{Pack, option};
use super::tape::Tape;
use crate::condition::{Bindings, Comparison, Node};
use crate::facts::{
    AnswerTable, Cell, Fact, FactIndex, Kind, List, ListIndex, Record, Row, Spot, Value,
};

/// A condition, in the words it is written in.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Condition {
    /// `fact == "a"`, negated `fact != "a"`.
    Is(FactIndex, u16, bool),
    /// `fact in ["a", "b"]`, negated `fact !in …`.
    In(FactIndex, Vec<u16>, bool),
    Contains(FactIndex, u16),
    Compare(FactIndex, Comparison, i64),
    /// `fact == other`, negated `fact != other`.
    Same(FactIndex, FactIndex, bool),
    Not(Box<Condition>),
    And(Vec<Condition>),
    Or(Vec<Condition>),
    Any(ListIndex, Box<Condition>),
    All(ListIndex, Box<Condition>),
    Count(ListIndex, Comparison, i64, Box<Condition>),
}

/// A pack, a condition over it, and the list whose record the condition is about.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) pack: Pack,
    pub(super) condition: Condition,
    pub(super) each: Option<ListIndex>,
}

const COMPARISONS: [Comparison; 6] = [
    Comparison::GreaterOrEqual,
    Comparison::Less,
    Comparison::Equal,
    Comparison::NotEqual,
    Comparison::LessOrEqual,
    Comparison::Greater,
];

/// Makes a pack of 1 to 6 facts, of which up to 2 stand in the records of a list; seldom there is a second list.
pub(super) fn pack(tape: &mut Tape) -> Pack {
    let mut pack = Pack::default();
    for number in 0..=tape.below(4) {
        let id = *tape.pick(&["f", "a.f", "a.b.f", "c.f"]);
        let kind = kind(tape);
        pack.add(&format!("{id}{number}"), kind, None);
    }
    let lists = *tape.pick(&[0, 1, 1, 1, 2]);
    for (id, record) in [("rs", "r"), ("ss", "s")].into_iter().take(lists) {
        let list = pack.add_list(id, record);
        for number in 0..=tape.below(2) {
            let kind = kind(tape);
            pack.add(&format!("{record}.g{number}"), kind, Some(list));
        }
    }
    pack
}

fn kind(tape: &mut Tape) -> Kind {
    match tape.below(7) {
        0 | 1 => Kind::YesNo,
        2..=4 => {
            let unsettling = tape.chance(3);
            let mut options = vec![option("x", true), option("y-z", true)];
            if unsettling || tape.chance(5) {
                options.push(option("w", !unsettling));
            }
            Kind::Choice(options)
        }
        5 => {
            let ids = ["x", "y-z", "w"];
            let taken = ids.iter().take(1 + tape.below(3));
            Kind::Choices(taken.map(|id| option(id, true)).collect())
        }
        _ => Kind::Integer,
    }
}

pub(super) fn case(tape: &mut Tape) -> Case {
    let pack = pack(tape);
    let each = if pack.facts.lists().is_empty() || !tape.chance(2) {
        None
    } else {
        Some(ListIndex(0))
    };
    let mut bound: Vec<_> = each.into_iter().collect();
    let condition = condition(tape, &pack, &mut bound, 3);
    Case {
        pack,
        condition,
        each,
    }
}

/// Makes a condition in which these lists are bound.
pub(super) fn condition(
    tape: &mut Tape,
    pack: &Pack,
    bound: &mut Vec<ListIndex>,
    depth: usize,
) -> Condition {
    if depth == 0 {
        return test(tape, pack, bound);
    }
    let free: Vec<_> = (0..pack.facts.lists().len())
        .map(|list| ListIndex(u16::try_from(list).unwrap()))
        .filter(|list| !bound.contains(list))
        .collect();
    let shapes = if free.is_empty() { 5 } else { 9 };
    let shape = tape.below(shapes);
    match shape {
        0 | 1 => test(tape, pack, bound),
        2 => Condition::Not(Box::new(condition(tape, pack, bound, depth - 1))),
        3 | 4 => {
            let parts = (0..2 + tape.below(2))
                .map(|_| condition(tape, pack, bound, depth - 1))
                .collect();
            if shape == 3 {
                Condition::And(parts)
            } else {
                Condition::Or(parts)
            }
        }
        _ => {
            let list = *tape.pick(&free);
            bound.push(list);
            let body = Box::new(condition(tape, pack, bound, depth - 1));
            bound.pop();
            match shape {
                5 => Condition::Any(list, body),
                6 => Condition::All(list, body),
                _ => {
                    let number = *tape.pick(&[1, 2, 0, 3, -1]);
                    Condition::Count(list, *tape.pick(&COMPARISONS), number, body)
                }
            }
        }
    }
}

fn test(tape: &mut Tape, pack: &Pack, bound: &[ListIndex]) -> Condition {
    let within: Vec<_> = pack
        .facts
        .iter()
        .filter(|(_, fact)| {
            fact.is_testable() && fact.list().is_none_or(|list| bound.contains(&list))
        })
        .collect();
    // What stands in the record at hand is what most conditions are about.
    let inner: Vec<_> = within
        .iter()
        .filter(|(_, fact)| fact.list().is_some())
        .copied()
        .collect();
    let from = if inner.is_empty() || tape.chance(3) {
        &within
    } else {
        &inner
    };
    let (index, fact) = *tape.pick(from);
    let options = fact.option_ids().len();
    let number = |tape: &mut Tape| u16::try_from(tape.below(options)).unwrap();
    match fact.kind {
        Kind::Integer => {
            let limit = *tape.pick(&[1, 0, 2]);
            Condition::Compare(index, *tape.pick(&COMPARISONS), limit)
        }
        Kind::Choices(_) => Condition::Contains(index, number(tape)),
        _ => {
            let alike: Vec<_> = within
                .iter()
                .filter(|(other, kind)| *other != index && alike(fact, kind))
                .collect();
            let negated = tape.chance(3);
            match tape.below(4) {
                0 | 1 => Condition::Is(index, number(tape), negated),
                2 => {
                    let taken = (0..=tape.below(2)).map(|_| number(tape)).collect();
                    Condition::In(index, taken, negated)
                }
                _ if alike.is_empty() => Condition::Is(index, number(tape), negated),
                _ => Condition::Same(index, tape.pick(&alike).0, negated),
            }
        }
    }
}

fn alike(a: &Fact, b: &Fact) -> bool {
    std::mem::discriminant(&a.kind) == std::mem::discriminant(&b.kind)
        && a.option_ids() == b.option_ids()
}

/// Returns the values that settle a fact; of a number, those around the numbers that conditions compare it with.
pub(super) fn settling(fact: &Fact) -> Vec<Value> {
    let options = u16::try_from(fact.option_ids().len()).unwrap();
    match fact.kind {
        Kind::Integer => (-1..=3).map(Value::Integer).collect(),
        Kind::Choices(_) => (0..1 << options).map(Value::Options).collect(),
        _ => (0..options)
            .map(|number| fact.option_value(number))
            .filter(|value| matches!(value, Value::Option(_)))
            .collect(),
    }
}

fn unsettling(fact: &Fact) -> Option<Value> {
    let options = u16::try_from(fact.option_ids().len()).unwrap();
    (0..options)
        .map(|number| fact.option_value(number))
        .find(|value| matches!(value, Value::Unsettling(_)))
}

/// Makes any cell at all for a fact.
pub(super) fn any_cell(tape: &mut Tape, fact: &Fact) -> Cell {
    let values = settling(fact);
    match tape.below(16) {
        0..=7 => Cell::One(*tape.pick(&values)),
        8 => Cell::Unknown,
        9 => Cell::Pending,
        10 => Cell::NotApplicable,
        11 => Cell::Unsettled,
        12 => {
            let first = *tape.pick(&values);
            let others: Vec<_> = values
                .into_iter()
                .chain(unsettling(fact))
                .filter(|value| *value != first)
                .collect();
            if others.is_empty() {
                return Cell::One(first);
            }
            Cell::Many(vec![first, *tape.pick(&others)])
        }
        13 => unsettling(fact).map_or(Cell::Unanswered, Cell::One),
        _ => Cell::Unanswered,
    }
}

/// Makes the cell of an answer that leaves nothing open: one that settles, or that the question does not arise.
fn settled_cell(tape: &mut Tape, fact: &Fact) -> Cell {
    if tape.chance(1) {
        Cell::NotApplicable
    } else {
        Cell::One(*tape.pick(&settling(fact)))
    }
}

pub(super) fn row(
    tape: &mut Tape,
    pack: &Pack,
    list: ListIndex,
    cell: fn(&mut Tape, &Fact) -> Cell,
) -> Row {
    let (_, records) = pack.facts.list(list).unwrap();
    let facts = records.facts.iter().map(|at| pack.facts.get(*at).unwrap());
    Row {
        cells: facts.map(|fact| cell(tape, fact)).collect(),
    }
}

/// Makes answers, some of them missing; a list is often incomplete.
pub(super) fn table(tape: &mut Tape, pack: &Pack) -> AnswerTable {
    table_of(tape, pack, any_cell, true)
}

/// Makes answers that leave nothing open.
pub(super) fn settled_table(tape: &mut Tape, pack: &Pack) -> AnswerTable {
    table_of(tape, pack, settled_cell, false)
}

fn table_of(
    tape: &mut Tape,
    pack: &Pack,
    cell: fn(&mut Tape, &Fact) -> Cell,
    partly: bool,
) -> AnswerTable {
    let mut table = pack.unanswered();
    for (index, fact) in pack.facts.iter() {
        if fact.spot == Spot::Top && fact.is_testable() {
            table.cells[usize::from(index.0)] = cell(tape, fact);
        }
    }
    for (number, filled) in table.lists.iter_mut().enumerate() {
        let list = ListIndex(u16::try_from(number).unwrap());
        let rows = tape.below(3);
        let more = partly && tape.chance(4);
        *filled = List {
            rows: (0..rows).map(|_| row(tape, pack, list, cell)).collect(),
            others: more.then(|| row(tape, pack, list, others_cell)),
        };
    }
    table
}

/// Of records that nobody has entered, at most it is known that a question does not arise.
fn others_cell(tape: &mut Tape, _fact: &Fact) -> Cell {
    match tape.below(8) {
        6 => Cell::NotApplicable,
        7 => Cell::Pending,
        _ => Cell::Unanswered,
    }
}

/// Calls `check` once for the condition, or for every record of the list that it is about.
pub(super) fn for_each_binding(
    case: &Case,
    table: &AnswerTable,
    mut check: impl FnMut(Option<&Bindings<'_>>) -> Result<(), TestCaseError>,
) -> Result<(), TestCaseError> {
    let Some(list) = case.each else {
        return check(None);
    };
    for record in table.records(list).collect::<Vec<Record>>() {
        check(Some(&Bindings::new(list, record)))?;
    }
    Ok(())
}

/// Compiles the condition of a case, whose text is right.
pub(super) fn compiled(case: &Case, text: &str) -> Node {
    case.pack
        .compile(text, case.each)
        .unwrap_or_else(|problems| panic!("{text}: {problems:?}"))
}
