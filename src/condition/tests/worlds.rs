//! Every way in which the questions that are open could be answered, and what a condition is in each.
//!
//! This knows nothing of three truth values: in a world everything is answered, and a condition holds or does not.

use super::generate::{Condition, settling};
use super::pack::Pack;
use crate::facts::{AnswerTable, Cell, Fact, FactIndex, List, ListIndex, Row, Spot, Value};

/// The most worlds that are looked at; where there are more, so many of them are drawn.
const LIMIT: usize = 1_500;

/// How many records an incomplete list may turn out to have besides those given.
const EXTRA: usize = 2;

/// The answer to one question in a world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Answer {
    /// The option that was given as an answer without settling the question: it is so for its own test.
    own: Option<u16>,
    /// What is really so; `None` where the question does not arise.
    value: Option<Value>,
}

/// An answer to every question.
#[derive(Debug, Clone)]
pub(super) struct World {
    top: Vec<Answer>,
    lists: Vec<Vec<Vec<Answer>>>,
}

impl World {
    /// Returns how many records a list has.
    pub(super) fn rows(&self, list: ListIndex) -> usize {
        self.lists[usize::from(list.0)].len()
    }
}

/// The worlds that answers leave possible.
#[derive(Debug)]
pub(super) struct Worlds {
    pub(super) worlds: Vec<World>,
    /// Whether these are all.
    pub(super) all: bool,
}

fn answers(fact: &Fact, cell: &Cell) -> Vec<Answer> {
    let settled = |value| Answer {
        own: None,
        value: Some(value),
    };
    let of_value = |value: &Value| match *value {
        Value::Unsettling(own) => settling(fact)
            .into_iter()
            .map(|value| Answer {
                own: Some(own),
                ..settled(value)
            })
            .collect(),
        value => vec![settled(value)],
    };
    let absent = Answer {
        own: None,
        value: None,
    };
    let any = || settling(fact).into_iter().map(settled);
    match cell {
        Cell::Unanswered | Cell::Unknown | Cell::Unsettled => any().collect(),
        Cell::Pending => any().chain([absent]).collect(),
        Cell::NotApplicable => vec![absent],
        Cell::One(value) => of_value(value),
        Cell::Many(values) => values.iter().flat_map(of_value).collect(),
    }
}

/// Something that is one way or another, whatever else is so.
enum Open {
    Top(usize, Vec<Answer>),
    Given(usize, usize, usize, Vec<Answer>),
    Extra(usize, Vec<Vec<Vec<Answer>>>),
}

impl Open {
    fn ways(&self) -> usize {
        match self {
            Self::Top(_, ways) | Self::Given(_, _, _, ways) => ways.len(),
            Self::Extra(_, ways) => ways.len(),
        }
    }

    fn set(&self, way: usize, world: &mut World) {
        match self {
            Self::Top(at, ways) => world.top[*at] = ways[way],
            Self::Given(list, row, slot, ways) => world.lists[*list][*row][*slot] = ways[way],
            Self::Extra(list, ways) => world.lists[*list].extend(ways[way].clone()),
        }
    }
}

/// Returns the worlds that differ in what a condition asks, and that a table leaves possible.
pub(super) fn worlds(pack: &Pack, condition: &Condition, table: &AnswerTable) -> Worlds {
    let mut asked = Vec::new();
    facts_of(condition, &mut asked);
    let ways = |index: FactIndex, cell: &Cell| {
        let mut found = answers(pack.facts.get(index).unwrap(), cell);
        if !asked.contains(&index) {
            found.truncate(1);
        }
        found
    };
    let mut open = Vec::new();
    let mut first = World {
        top: Vec::new(),
        lists: Vec::new(),
    };
    for (index, fact) in pack.facts.iter() {
        let at = usize::from(index.0);
        let found = match fact.spot {
            Spot::Top if fact.is_testable() => ways(index, &table.cells[at]),
            _ => answers(fact, &Cell::NotApplicable),
        };
        first.top.push(found[0]);
        open.push(Open::Top(at, found));
    }
    for (list, given) in table.lists.iter().enumerate() {
        let facts = &pack
            .facts
            .list(ListIndex(u16::try_from(list).unwrap()))
            .unwrap()
            .1
            .facts;
        first.lists.push(rows(given, facts, &ways, list, &mut open));
        if let Some(others) = &given.others {
            let cells = facts.iter().zip(&others.cells);
            let columns: Vec<_> = cells.map(|(index, cell)| ways(*index, cell)).collect();
            open.push(Open::Extra(list, extra(&combinations(&columns))));
        }
    }
    // Records are added behind those given, whose numbers stay.
    open.sort_by_key(|open| matches!(open, Open::Extra(..)));
    spread(&first, &open)
}

fn rows(
    given: &List,
    facts: &[FactIndex],
    ways: &impl Fn(FactIndex, &Cell) -> Vec<Answer>,
    list: usize,
    open: &mut Vec<Open>,
) -> Vec<Vec<Answer>> {
    let mut found = Vec::new();
    for (number, Row { cells }) in given.rows.iter().enumerate() {
        let mut row = Vec::new();
        for (slot, (index, cell)) in facts.iter().zip(cells).enumerate() {
            let ways = ways(*index, cell);
            row.push(ways[0]);
            open.push(Open::Given(list, number, slot, ways));
        }
        found.push(row);
    }
    found
}

/// Returns every row with one answer of each column.
fn combinations(columns: &[Vec<Answer>]) -> Vec<Vec<Answer>> {
    columns.iter().fold(vec![Vec::new()], |rows, column| {
        rows.iter()
            .flat_map(|row| {
                column.iter().map(|answer| {
                    let mut row = row.clone();
                    row.push(*answer);
                    row
                })
            })
            .collect()
    })
}

/// Returns every choice of up to `EXTRA` rows, whose order does not matter.
fn extra(rows: &[Vec<Answer>]) -> Vec<Vec<Vec<Answer>>> {
    let mut found: Vec<Vec<usize>> = vec![Vec::new()];
    let mut from = 0;
    for _ in 0..EXTRA {
        let until = found.len();
        for at in from..until {
            let least = found[at].last().copied().unwrap_or_default();
            for row in least..rows.len() {
                let mut longer = found[at].clone();
                longer.push(row);
                found.push(longer);
            }
        }
        from = until;
    }
    found
        .into_iter()
        .map(|chosen| chosen.into_iter().map(|row| rows[row].clone()).collect())
        .collect()
}

fn spread(first: &World, open: &[Open]) -> Worlds {
    let total = open
        .iter()
        .try_fold(1_usize, |total, open| total.checked_mul(open.ways()))
        .unwrap_or(usize::MAX);
    let all = total <= LIMIT;
    let mut seed = 1_u64;
    let worlds = (0..total.min(LIMIT)).map(|number| {
        let mut rest = number;
        let mut world = first.clone();
        for open in open {
            let ways = open.ways();
            let way = if all {
                let way = rest % ways;
                rest /= ways;
                way
            } else {
                // A plain generator of Knuth's: the same worlds in every run.
                seed = seed
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                usize::try_from(seed >> 33).unwrap() % ways
            };
            open.set(way, &mut world);
        }
        world
    });
    Worlds {
        worlds: worlds.collect(),
        all,
    }
}

fn facts_of(condition: &Condition, found: &mut Vec<FactIndex>) {
    match condition {
        Condition::Is(fact, ..)
        | Condition::In(fact, ..)
        | Condition::Contains(fact, _)
        | Condition::Compare(fact, ..) => found.push(*fact),
        Condition::Same(fact, other, _) => found.extend([*fact, *other]),
        Condition::And(parts) | Condition::Or(parts) => {
            for part in parts {
                facts_of(part, found);
            }
        }
        Condition::Not(body)
        | Condition::Any(_, body)
        | Condition::All(_, body)
        | Condition::Count(_, _, _, body) => facts_of(body, found),
    }
}

/// Tells whether a condition holds in a world, for the records bound.
pub(super) fn holds(
    condition: &Condition,
    pack: &Pack,
    world: &World,
    bound: &[(ListIndex, usize)],
) -> bool {
    let answer = |fact: FactIndex| match pack.facts.get(fact).unwrap().spot {
        Spot::Top => world.top[usize::from(fact.0)],
        Spot::InRecord { list, slot } => {
            let (_, row) = bound.iter().find(|(known, _)| *known == list).unwrap();
            world.lists[usize::from(list.0)][*row][usize::from(slot)]
        }
    };
    let is = |fact, options: &[u16]| {
        let answer = answer(fact);
        let really =
            matches!(answer.value, Some(Value::Option(chosen)) if options.contains(&chosen));
        answer.own.is_some_and(|own| options.contains(&own)) || really
    };
    let all = |condition| holds(condition, pack, world, bound);
    let count = |list: ListIndex, body| {
        let inner = |row| {
            let bound = [bound, &[(list, row)]].concat();
            holds(body, pack, world, &bound)
        };
        (0..world.rows(list)).filter(|row| inner(*row)).count()
    };
    match condition {
        Condition::Is(fact, option, negated) => is(*fact, &[*option]) != *negated,
        Condition::In(fact, options, negated) => is(*fact, options) != *negated,
        Condition::Contains(fact, option) => {
            matches!(answer(*fact).value, Some(Value::Options(bits)) if bits & (1 << option) != 0)
        }
        // What does not arise is no number, so it differs from each, and stands in no order to any.
        Condition::Compare(fact, comparison, number) => match answer(*fact).value {
            Some(Value::Integer(given)) => comparison.holds(given, *number),
            _ => comparison.symbol() == "!=",
        },
        Condition::Same(fact, other, negated) => {
            let (left, right) = (answer(*fact).value, answer(*other).value);
            (left.is_some() && left == right) != *negated
        }
        Condition::Not(body) => !all(body),
        Condition::And(parts) => parts.iter().all(all),
        Condition::Or(parts) => parts.iter().any(all),
        Condition::Any(list, body) => count(*list, body) > 0,
        Condition::All(list, body) => count(*list, body) == world.rows(*list),
        Condition::Count(list, comparison, number, body) => {
            comparison.holds(i64::try_from(count(*list, body)).unwrap(), *number)
        }
    }
}

/// Tells whether the parts of a condition are decided by different answers, and each can go either way.
///
/// Not so where it asks a fact twice, or one for several records; where it asks for an option that does not settle,
/// or for all that do; or where it counts records of which there may be more than a world has.
pub(super) fn asked_once(condition: &Condition, pack: &Pack, table: &AnswerTable) -> bool {
    let mut asked = Vec::new();
    facts_of(condition, &mut asked);
    let number = asked.len();
    asked.sort();
    asked.dedup();
    asked.len() == number && parts_are_free(condition, pack, table, None)
}

fn parts_are_free(
    condition: &Condition,
    pack: &Pack,
    table: &AnswerTable,
    within: Option<ListIndex>,
) -> bool {
    let here =
        |fact: &FactIndex| within.is_none() || pack.facts.get(*fact).unwrap().list() == within;
    let free = |fact: &FactIndex, options: &[u16]| {
        let known = pack.facts.get(*fact).unwrap();
        let settling = settling(known);
        let asked =
            |value: &Value| matches!(value, Value::Option(number) if options.contains(number));
        let all_settle = options
            .iter()
            .all(|number| matches!(known.option_value(*number), Value::Option(_)));
        here(fact) && all_settle && !settling.iter().all(asked)
    };
    let over =
        |list: &ListIndex, body| within.is_none() && parts_are_free(body, pack, table, Some(*list));
    match condition {
        Condition::Is(fact, option, _) => free(fact, &[*option]),
        Condition::In(fact, options, _) => free(fact, options),
        Condition::Contains(fact, _) | Condition::Compare(fact, ..) => here(fact),
        Condition::Same(fact, other, _) => {
            let values = |fact: &FactIndex| settling(pack.facts.get(*fact).unwrap());
            here(fact) && here(other) && values(fact) == values(other)
        }
        Condition::Not(body) => parts_are_free(body, pack, table, within),
        Condition::And(parts) | Condition::Or(parts) => parts
            .iter()
            .all(|part| parts_are_free(part, pack, table, within)),
        Condition::Any(list, body) | Condition::All(list, body) => over(list, body),
        Condition::Count(list, _, _, body) => {
            table.lists[usize::from(list.0)].others.is_none() && over(list, body)
        }
    }
}
