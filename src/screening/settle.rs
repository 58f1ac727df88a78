//! Profile → table of answers: guards, lookups, and contradictions that take an answer's force away.
//!
//! A conflict counts also where only one of several sources brings it about. Facts are settled in an order in which none comes before what its guard reads. Conflicts of the pack
//! are all evaluated on the values before any is unsettled; then everything is settled once more without them.

use std::collections::BTreeSet;

use super::lookup::{Said, combine, said};
use crate::condition::{Bindings, Blocker, Node, Truth, blockers, evaluate};
use crate::facts::{AnswerTable, Cell, Fact, FactIndex, Kind, List, Record, Row, Spot, Value};
use crate::pack::{Conflict, Pack};
use crate::profile::{Given, ListState, Profile, Reading};

/// Answers that cannot all be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Clash {
    /// The pack's conflict with this number holds.
    Conflict(usize),
    /// Sources give different answers to a fact.
    Answers(FactIndex, Option<Record>),
    /// A fact is answered though its question does not arise.
    NotArising(FactIndex, Option<Record>),
    /// A fact that this one is looked up from says something else.
    Lookup(FactIndex, FactIndex),
    /// Nobody answered this fact, and two that it is looked up from say something different.
    Sources(FactIndex, FactIndex, FactIndex),
}

/// The answers as conditions read them, and what contradicts what.
#[derive(Debug, Clone, Default)]
pub(super) struct Settled {
    pub(super) table: AnswerTable,
    /// The answers before the pack's conflicts took the force of some away; `None` where none did.
    pub(super) before: Option<Box<Settled>>,
    pub(super) clashes: Vec<Clash>,
}

impl Settled {
    /// Tells whether nobody answered a fact and those it is looked up from cannot all be right.
    pub(super) fn is_contested(&self, fact: FactIndex) -> bool {
        self.clashes
            .iter()
            .any(|clash| matches!(clash, Clash::Sources(contested, ..) if *contested == fact))
    }
}

/// Settles the answers of a profile.
pub(super) fn settle(pack: &Pack, profile: &Profile) -> Settled {
    let first = pass(pack, profile, &BTreeSet::new());
    let conflicts: Vec<usize> = pack
        .conflicts
        .iter()
        .enumerate()
        .filter(|(_, conflict)| holds_for_some_source(pack, profile, conflict, &first))
        .map(|(number, _)| number)
        .collect();
    if conflicts.is_empty() {
        return first;
    }
    let unsettled: BTreeSet<FactIndex> = conflicts
        .iter()
        .filter_map(|number| pack.conflicts.get(*number))
        .flat_map(|conflict| conflict.unsettles.iter().copied())
        .collect();
    let mut settled = pass(pack, profile, &unsettled);
    // What contradicts what was decided before anything was unsettled.
    settled.clashes = conflicts
        .into_iter()
        .map(Clash::Conflict)
        .chain(first.clashes.iter().copied())
        .collect();
    settled.before = Some(Box::new(first));
    settled
}

fn pass(pack: &Pack, profile: &Profile, unsettled: &BTreeSet<FactIndex>) -> Settled {
    let mut settled = Settled {
        table: AnswerTable {
            cells: vec![Cell::Unanswered; pack.facts.len()],
            lists: pack
                .facts
                .lists()
                .iter()
                .filter_map(|at| pack.facts.get(*at))
                .map(|fact| match &fact.kind {
                    Kind::Records(records) => List::unanswered(records.facts.len()),
                    _ => List::default(),
                })
                .collect(),
        },
        before: None,
        clashes: Vec::new(),
    };
    for index in &pack.settling_order {
        let Some(fact) = pack.facts.get(*index) else {
            continue;
        };
        match (&fact.kind, fact.spot) {
            (Kind::Records(_), _) => list(pack, profile, *index, fact, &mut settled),
            (_, Spot::Top) => {
                let given = profile.answers.get(index);
                let looked_up = said(pack, profile, fact);
                let cell = cell(pack, (*index, None), given, &looked_up, None, &mut settled);
                let cell = match cell {
                    Cell::One(_) | Cell::Many(_) if unsettled.contains(index) => Cell::Unsettled,
                    cell => cell,
                };
                if let Some(place) = settled.table.cells.get_mut(usize::from(index.0)) {
                    *place = cell;
                }
            }
            (_, Spot::InRecord { list, slot }) => {
                let records: Vec<Record> = settled.table.records(list).collect();
                for record in records {
                    let given = match record {
                        Record::Given(number) => profile
                            .lists
                            .get(usize::from(list.0))
                            .and_then(|given| given.records.get(usize::from(number)))
                            .and_then(|given| given.answers.get(usize::from(slot)))
                            .and_then(Option::as_ref),
                        Record::Others => None,
                    };
                    let bindings = Bindings::new(list, record);
                    let cell = cell(
                        pack,
                        (*index, Some(record)),
                        given,
                        &[],
                        Some(&bindings),
                        &mut settled,
                    );
                    let row = settled
                        .table
                        .lists
                        .get_mut(usize::from(list.0))
                        .and_then(|list| match record {
                            Record::Given(number) => list.rows.get_mut(usize::from(number)),
                            Record::Others => list.others.as_mut(),
                        });
                    if let Some(place) = row.and_then(|row| row.cells.get_mut(usize::from(slot))) {
                        *place = cell;
                    }
                }
            }
        }
    }
    settled
}

/// Tells whether a conflict holds, or holds for some of the answers that contradict each other and waits for nothing
/// else: what only one of two sources bears out must not settle what rests on it.
///
/// Where the sources contradict each other on a fact that the conflict would unsettle, nothing is added: that fact has
/// lost its force by its own contradiction.
pub(super) fn holds_for_some_source(
    pack: &Pack,
    profile: &Profile,
    conflict: &Conflict,
    settled: &Settled,
) -> bool {
    let table = &settled.table;
    match evaluate(&conflict.when, table, None) {
        Truth::True => true,
        Truth::False => false,
        Truth::Unknown => blockers(&conflict.when, table, None)
            .into_iter()
            .all(|blocker| {
                let Blocker::Fact(index, record) = blocker else {
                    return false;
                };
                let spot = pack.facts.get(index).map_or(Spot::Top, |fact| fact.spot);
                // A place name that stands for several provinces gives several candidates too, but contradicts nothing.
                let given = record.is_some()
                    || profile.answers.contains_key(&index)
                    || settled.is_contested(index);
                given
                    && !conflict.unsettles.contains(&index)
                    && matches!(table.cell(index, spot, record), Cell::Many(_))
            }),
    }
}

/// Settles a list: its records, and whether there may be others.
fn list(pack: &Pack, profile: &Profile, index: FactIndex, fact: &Fact, settled: &mut Settled) {
    let Kind::Records(records) = &fact.kind else {
        return;
    };
    let empty = Row {
        cells: vec![Cell::Unanswered; records.facts.len()],
    };
    let given = profile.lists.get(usize::from(records.list.0));
    let rows = vec![empty.clone(); given.map_or(0, |given| given.records.len())];
    let arises = arises(pack, index, None, &settled.table);
    let state = given.map(|given| given.state).unwrap_or_default();
    let complete = matches!(state, ListState::Plain | ListState::Complete);
    let (list, cell) = match arises {
        Truth::True => (
            List {
                rows,
                others: (!complete).then_some(empty),
            },
            if state == ListState::Unknown {
                Cell::Unknown
            } else {
                Cell::Unanswered
            },
        ),
        Truth::False => {
            if !rows.is_empty() {
                settled.clashes.push(Clash::NotArising(index, None));
            }
            (List::default(), Cell::NotApplicable)
        }
        Truth::Unknown => (
            List {
                rows,
                others: Some(empty),
            },
            Cell::Pending,
        ),
    };
    if let Some(place) = settled.table.lists.get_mut(usize::from(records.list.0)) {
        *place = list;
    }
    if let Some(place) = settled.table.cells.get_mut(usize::from(index.0)) {
        *place = cell;
    }
}

/// Tells whether the question of a fact arises: its own guard, and that of its list.
fn arises(
    pack: &Pack,
    index: FactIndex,
    bindings: Option<&Bindings<'_>>,
    table: &AnswerTable,
) -> Truth {
    let own = pack
        .guard(index)
        .map_or(Truth::True, |guard| evaluate(guard, table, bindings));
    let list = pack
        .facts
        .get(index)
        .and_then(Fact::list)
        .and_then(|list| pack.facts.list(list));
    let around = list
        .and_then(|(at, _)| pack.guard(at))
        .map_or(Truth::True, |guard: &Node| evaluate(guard, table, None));
    own.and(around)
}

/// Settles one fact outside records, or one fact of one record.
fn cell(
    pack: &Pack,
    (index, record): (FactIndex, Option<Record>),
    given: Option<&Given>,
    looked_up: &[Said],
    bindings: Option<&Bindings<'_>>,
    settled: &mut Settled,
) -> Cell {
    let candidates = candidates(given);
    let is_text = given.is_some_and(|given| {
        given
            .answers
            .iter()
            .any(|answer| matches!(answer.reading, Reading::Text(_)))
    });
    match arises(pack, index, bindings, &settled.table) {
        Truth::Unknown => return Cell::Pending,
        Truth::False => {
            if !candidates.is_empty() || is_text {
                settled.clashes.push(Clash::NotArising(index, record));
            }
            return Cell::NotApplicable;
        }
        Truth::True => {}
    }
    if candidates.len() > 1 {
        settled.clashes.push(Clash::Answers(index, record));
    }
    if candidates.is_empty() {
        let (cell, clashes) = combine(looked_up);
        let contested = |(left, right)| Clash::Sources(index, left, right);
        settled.clashes.extend(clashes.into_iter().map(contested));
        let asked = given.is_some_and(|given| {
            given
                .answers
                .iter()
                .any(|answer| answer.reading == Reading::Unknown)
        });
        return match cell {
            Cell::Unanswered if asked => Cell::Unknown,
            cell => cell,
        };
    }
    let mut all = candidates.clone();
    for said in looked_up {
        if !candidates.iter().all(|value| said.values.contains(value)) {
            settled.clashes.push(Clash::Lookup(index, said.source));
            all.extend(
                said.values
                    .iter()
                    .filter(|value| !candidates.contains(value)),
            );
        }
    }
    all.sort_unstable();
    all.dedup();
    match all.as_slice() {
        [one] => Cell::One(*one),
        _ => Cell::Many(all),
    }
}

/// Returns the different values given to a fact; equal answers are one answer with several sources.
pub(super) fn candidates(given: Option<&Given>) -> Vec<Value> {
    let mut values = Vec::new();
    for answer in given.into_iter().flat_map(|given| &given.answers) {
        if let Reading::Value(value) = answer.reading
            && !values.contains(&value)
        {
            values.push(value);
        }
    }
    values.sort_unstable();
    values
}
