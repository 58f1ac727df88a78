//! Every rule for every record, with its status and what keeps it open.

use crate::condition::{Bindings, Blocker, Node, Truth, blockers, evaluate};
use crate::facts::{AnswerTable, Cell, Fact, FactIndex, ListIndex, Record};
use crate::pack::{Pack, Rule};
use crate::screening::model::Status;

/// One rule for one record.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Number of the rule in its pack.
    pub(super) rule: usize,
    /// The record, for a rule over a list.
    pub(super) record: Option<Record>,
    pub(super) status: Status,
    pub(super) doubtful: bool,
    /// What keeps it open, guards followed to what they wait for; that of `applies` first.
    pub(super) waits_for: Vec<Blocker>,
    /// What keeps `when` unknown, guards followed.
    pub(super) own_questions: Vec<Blocker>,
}

/// Evaluates every rule over every record of its list.
pub(super) fn entries(pack: &Pack, table: &AnswerTable) -> Vec<Entry> {
    let certain = without_pending(table);
    let mut found = Vec::new();
    for (number, rule) in pack.rules.iter().enumerate() {
        match rule.each {
            None => found.push(entry(pack, table, &certain, number, rule, None)),
            Some(list) => {
                for record in table.records(list) {
                    found.push(entry(
                        pack,
                        table,
                        &certain,
                        number,
                        rule,
                        Some((list, record)),
                    ));
                }
            }
        }
    }
    found
}

/// Evaluates one rule, by its number, for one record of its list.
pub(super) fn entry_of(
    pack: &Pack,
    table: &AnswerTable,
    number: usize,
    bindings: Option<Bindings<'_>>,
) -> Option<Entry> {
    let rule = pack.rules.get(number)?;
    let record = bindings.map(|bindings| (bindings.list, bindings.record));
    let certain = without_pending(table);
    Some(entry(pack, table, &certain, number, rule, record))
}

/// Returns the status of a rule for a record.
#[must_use]
pub fn status(rule: &Rule, table: &AnswerTable, bindings: Option<&Bindings<'_>>) -> Status {
    let applies = rule
        .applies
        .as_ref()
        .map_or(Truth::True, |node| evaluate(node, table, bindings));
    if applies == Truth::False {
        return Status::OutsideScope;
    }
    // Nobody knows whether there are other records at all, so nothing is certain of them but what cannot be.
    let others = bindings.is_some_and(|bindings| bindings.record == Record::Others);
    match (applies, evaluate(&rule.when, table, bindings)) {
        (_, Truth::False) => Status::NotRaised,
        _ if others => Status::Open,
        (Truth::True, Truth::True) => Status::Raised,
        _ => Status::Open,
    }
}

fn entry(
    pack: &Pack,
    table: &AnswerTable,
    certain: &AnswerTable,
    number: usize,
    rule: &Rule,
    record: Option<(ListIndex, Record)>,
) -> Entry {
    let bindings = record.map(|(list, record)| Bindings::new(list, record));
    let bindings = bindings.as_ref();
    let status = status(rule, table, bindings);
    let mut entry = Entry {
        rule: number,
        record: record.map(|(_, record)| record),
        status,
        doubtful: false,
        waits_for: Vec::new(),
        own_questions: Vec::new(),
    };
    if status != Status::Open {
        return entry;
    }
    let applies = rule
        .applies
        .as_ref()
        .map(|node| (evaluate(node, table, bindings), node));
    let guard_is_open = matches!(applies, Some((Truth::Unknown, _)));
    let others = matches!(entry.record, Some(Record::Others));
    // Certain to be at issue: open also if every question that may not arise did not.
    let hangs_on_guard = evaluate(&rule.when, certain, bindings) == Truth::False;
    entry.doubtful = guard_is_open || others || hangs_on_guard;
    if let Some((_, node)) = applies {
        entry.waits_for = waits_for(pack, table, node, bindings);
    }
    entry.own_questions = waits_for(pack, table, &rule.when, bindings);
    for blocker in &entry.own_questions {
        add(*blocker, &mut entry.waits_for);
    }
    if let (true, Some(list)) = (others, rule.each) {
        // Whether there are other records at all is the first question about them.
        add(Blocker::List(list), &mut entry.waits_for);
        add(Blocker::List(list), &mut entry.own_questions);
    }
    entry
}

/// Returns the table in which every question that may not arise does not.
fn without_pending(table: &AnswerTable) -> AnswerTable {
    let mut certain = table.clone();
    let rows = certain
        .lists
        .iter_mut()
        .flat_map(|list| list.rows.iter_mut().chain(&mut list.others));
    let cells = certain
        .cells
        .iter_mut()
        .chain(rows.flat_map(|row| row.cells.iter_mut()));
    for cell in cells {
        if *cell == Cell::Pending {
            *cell = Cell::NotApplicable;
        }
    }
    certain
}

/// Returns what a condition waits for: where a question may not arise, what its guard waits for.
pub(super) fn waits_for(
    pack: &Pack,
    table: &AnswerTable,
    node: &Node,
    bindings: Option<&Bindings<'_>>,
) -> Vec<Blocker> {
    let mut found = Vec::new();
    for blocker in blockers(node, table, bindings) {
        follow(pack, table, blocker, &mut found);
    }
    found
}

fn follow(pack: &Pack, table: &AnswerTable, blocker: Blocker, found: &mut Vec<Blocker>) {
    let (index, record) = match blocker {
        Blocker::Fact(index, record) => (index, record),
        Blocker::List(list) => match pack.facts.list(list) {
            Some((index, _)) => (index, None),
            None => return,
        },
    };
    let guards = guards(pack, index);
    let list = pack.facts.get(index).and_then(Fact::list);
    let bindings = list
        .zip(record)
        .map(|(list, record)| Bindings::new(list, record));
    let mut pending = false;
    for guard in guards {
        // The guard of a list speaks of no record of it.
        if evaluate(guard, table, bindings.as_ref()) == Truth::Unknown {
            pending = true;
            for inner in blockers(guard, table, bindings.as_ref()) {
                // INVARIANT: guards form no circle, which loading has checked, so this ends.
                follow(pack, table, inner, found);
            }
        }
    }
    if !pending {
        add(blocker, found);
    }
}

/// Returns the guards of a fact: its own, and that of its list.
pub(super) fn guards(pack: &Pack, index: FactIndex) -> impl Iterator<Item = &Node> {
    let list = pack
        .facts
        .get(index)
        .and_then(Fact::list)
        .and_then(|list| pack.facts.list(list));
    let around = list.and_then(|(at, _)| pack.guard(at));
    around.into_iter().chain(pack.guard(index))
}

fn add(blocker: Blocker, found: &mut Vec<Blocker>) {
    if !found.contains(&blocker) {
        found.push(blocker);
    }
}
