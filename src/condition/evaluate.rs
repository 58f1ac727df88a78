//! The truth of a condition over a table of answers.

use super::{Comparison, Leaf, Node, Quantifier, Test, Truth};
use crate::facts::{AnswerTable, Cell, FactIndex, ListIndex, Record, Spot, Value};

/// The records that a condition is about at a place inside `any`, `all`, `count` or a rule over a list.
#[derive(Debug, Clone, Copy)]
pub struct Bindings<'a> {
    /// The list.
    pub list: ListIndex,
    /// The record of it.
    pub record: Record,
    /// Bindings further out.
    pub outer: Option<&'a Bindings<'a>>,
}

impl<'a> Bindings<'a> {
    /// Binds a record of a list, with nothing further out.
    #[must_use]
    pub fn new(list: ListIndex, record: Record) -> Self {
        Self {
            list,
            record,
            outer: None,
        }
    }

    /// Returns the record of a list that is bound here.
    #[must_use]
    pub fn record(&self, list: ListIndex) -> Option<Record> {
        let mut at = Some(self);
        while let Some(bindings) = at {
            if bindings.list == list {
                return Some(bindings.record);
            }
            at = bindings.outer;
        }
        None
    }

    pub(super) fn inner(list: ListIndex, record: Record, outer: Option<&'a Bindings<'a>>) -> Self {
        Self {
            list,
            record,
            outer,
        }
    }
}

/// Returns what is known of a condition.
///
/// Unknown means that the answers given do not decide it. No answer that is added can turn true into false or
/// false into true; the tests prove it.
#[must_use]
pub fn evaluate(node: &Node, table: &AnswerTable, bindings: Option<&Bindings<'_>>) -> Truth {
    match node {
        Node::Leaf(leaf) => leaf_truth(leaf, table, bindings),
        Node::And(parts) => {
            let mut truth = Truth::True;
            for part in parts {
                truth = truth.and(evaluate(part, table, bindings));
                if truth == Truth::False {
                    break;
                }
            }
            truth
        }
        Node::Or(parts) => {
            let mut truth = Truth::False;
            for part in parts {
                truth = truth.or(evaluate(part, table, bindings));
                if truth == Truth::True {
                    break;
                }
            }
            truth
        }
        Node::Not(body) => !evaluate(body, table, bindings),
        Node::Named(_, body) => evaluate(body, table, bindings),
        Node::Records {
            list,
            quantifier,
            body,
        } => {
            let range = count(*list, body, table, bindings);
            match quantifier {
                Quantifier::Any => range.compare(Comparison::GreaterOrEqual, 1),
                Quantifier::All => {
                    // Every record meets the body where none fails it.
                    range.failing().compare(Comparison::Equal, 0)
                }
                Quantifier::Count(comparison, number) => range.compare(*comparison, *number),
            }
        }
    }
}

/// How many records meet a condition, as far as the answers tell.
#[derive(Debug, Clone, Copy)]
struct CountRange {
    /// Records that surely meet it.
    meet: i64,
    /// Records that surely fail it.
    fail: i64,
    /// Records that may do either.
    open: i64,
    /// Whether records not entered yet may meet it.
    more_may_meet: bool,
    /// Whether records not entered yet may fail it.
    more_may_fail: bool,
}

impl CountRange {
    /// Swaps meeting and failing.
    fn failing(self) -> Self {
        Self {
            meet: self.fail,
            fail: self.meet,
            open: self.open,
            more_may_meet: self.more_may_fail,
            more_may_fail: self.more_may_meet,
        }
    }

    /// Compares the number of records that meet the condition with another number.
    fn compare(self, comparison: Comparison, number: i64) -> Truth {
        let least = self.meet;
        // Past the number, every count compares the same; so a list without an end need not be counted out.
        let most = if self.more_may_meet {
            number
                .saturating_add(1)
                .max(least.saturating_add(self.open))
        } else {
            least.saturating_add(self.open)
        };
        let mut outcomes = [
            least,
            most,
            number.saturating_sub(1),
            number,
            number.saturating_add(1),
        ]
        .into_iter()
        .filter(|count| (least..=most).contains(count))
        .map(|count| comparison.holds(count, number));
        let first = outcomes.next().unwrap_or_default();
        if outcomes.all(|other| other == first) {
            first.into()
        } else {
            Truth::Unknown
        }
    }
}

fn count(
    list: ListIndex,
    body: &Node,
    table: &AnswerTable,
    bindings: Option<&Bindings<'_>>,
) -> CountRange {
    let mut range = CountRange {
        meet: 0,
        fail: 0,
        open: 0,
        more_may_meet: false,
        more_may_fail: false,
    };
    for record in table.records(list) {
        let truth = evaluate(body, table, Some(&Bindings::inner(list, record, bindings)));
        match (record, truth) {
            (Record::Given(_), Truth::True) => range.meet += 1,
            (Record::Given(_), Truth::False) => range.fail += 1,
            (Record::Given(_), Truth::Unknown) => range.open += 1,
            // There may be no other record at all, so what is true of all of them is still only possible.
            (Record::Others, truth) => {
                range.more_may_meet = truth != Truth::False;
                range.more_may_fail = truth != Truth::True;
            }
        }
    }
    range
}

pub(super) fn cell<'a>(
    spot: Spot,
    fact: FactIndex,
    table: &'a AnswerTable,
    bindings: Option<&Bindings<'_>>,
) -> &'a Cell {
    let record = match spot {
        Spot::Top => None,
        Spot::InRecord { list, .. } => bindings.and_then(|bindings| bindings.record(list)),
    };
    table.cell(fact, spot, record)
}

fn leaf_truth(leaf: &Leaf, table: &AnswerTable, bindings: Option<&Bindings<'_>>) -> Truth {
    let answer = cell(leaf.spot, leaf.fact, table, bindings);
    if let Test::Same(other, spot) = leaf.test {
        return same(answer, cell(spot, other, table, bindings));
    }
    match answer {
        Cell::One(value) => test(&leaf.test, *value),
        Cell::Many(values) => agree(values.iter().map(|value| test(&leaf.test, *value))),
        Cell::NotApplicable => Truth::False,
        Cell::Unanswered | Cell::Unknown | Cell::Pending | Cell::Unsettled => Truth::Unknown,
    }
}

/// Returns the truth that all candidates share, else unknown.
fn agree(mut truths: impl Iterator<Item = Truth>) -> Truth {
    let first = truths.next().unwrap_or(Truth::Unknown);
    if truths.all(|other| other == first) {
        first
    } else {
        Truth::Unknown
    }
}

fn test(test: &Test, value: Value) -> Truth {
    match (test, value) {
        (Test::OneOf(options), Value::Option(chosen)) => options.contains(&chosen).into(),
        (Test::OneOf(options), Value::Unsettling(chosen)) if options.contains(&chosen) => {
            Truth::True
        }
        (Test::Contains(option), Value::Options(bits)) => bits
            .checked_shr(u32::from(*option))
            .is_some_and(|bits| bits & 1 == 1)
            .into(),
        (Test::Compare(comparison, number), Value::Integer(given)) => {
            comparison.holds(given, *number).into()
        }
        // INVARIANT: lowering has checked the types, so what is left are options that do not settle.
        _ => Truth::Unknown,
    }
}

fn same(left: &Cell, right: &Cell) -> Truth {
    let candidates = |cell: &Cell| match cell {
        Cell::One(value) => Some(vec![*value]),
        Cell::Many(values) => Some(values.clone()),
        _ => None,
    };
    if matches!(left, Cell::NotApplicable) || matches!(right, Cell::NotApplicable) {
        return Truth::False;
    }
    let (Some(left), Some(right)) = (candidates(left), candidates(right)) else {
        return Truth::Unknown;
    };
    agree(left.iter().flat_map(|a| {
        right.iter().map(move |b| match (a, b) {
            (Value::Option(a), Value::Option(b)) => (a == b).into(),
            _ => Truth::Unknown,
        })
    }))
}
