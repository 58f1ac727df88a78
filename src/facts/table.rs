//! The answers of one partnership in the form that conditions read fast.

use super::{FactIndex, ListIndex, Spot, Value};

/// What is known of one fact.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cell {
    /// Nobody answered.
    #[default]
    Unanswered,
    /// Somebody asked, nobody knows.
    Unknown,
    /// It is not certain that the question arises (its `ask_when` is unknown), answered or not.
    Pending,
    /// The question does not arise. A value like any other: equal to no option.
    NotApplicable,
    /// Answered, but a contradiction with other answers has taken its force away.
    Unsettled,
    /// One answer.
    One(Value),
    /// Several answers that differ; each may be the right one.
    Many(Vec<Value>),
}

/// A record of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Record {
    /// The record with this number.
    Given(u16),
    /// All records that nobody has entered yet, shown as `*`.
    Others,
}

/// The facts of one record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// The cells, in the order of the list's facts.
    pub cells: Vec<Cell>,
}

/// A list of records.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct List {
    /// The records that were given.
    pub rows: Vec<Row>,
    /// What is known of records not given; `None` where the list is complete.
    pub others: Option<Row>,
}

impl List {
    /// Returns a list of which nothing is known, whose records have `width` facts.
    #[must_use]
    pub fn unanswered(width: usize) -> Self {
        Self {
            rows: Vec::new(),
            others: Some(Row {
                cells: vec![Cell::Unanswered; width],
            }),
        }
    }
}

/// All answers of one partnership.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AnswerTable {
    /// One cell a fact, by fact number; cells of facts inside records are not used.
    pub cells: Vec<Cell>,
    /// The lists, by list number.
    pub lists: Vec<List>,
}

impl AnswerTable {
    /// Returns the list with a number.
    #[must_use]
    pub fn list(&self, list: ListIndex) -> Option<&List> {
        self.lists.get(usize::from(list.0))
    }

    /// Returns the row of a record.
    #[must_use]
    pub fn row(&self, list: ListIndex, record: Record) -> Option<&Row> {
        let list = self.list(list)?;
        match record {
            Record::Given(number) => list.rows.get(usize::from(number)),
            Record::Others => list.others.as_ref(),
        }
    }

    /// Returns the cell of a fact; `record` is needed where the fact stands in a record.
    ///
    /// A cell that does not exist reads as unanswered, which decides nothing.
    #[must_use]
    pub fn cell(&self, fact: FactIndex, spot: Spot, record: Option<Record>) -> &Cell {
        const NONE: &Cell = &Cell::Unanswered;
        match spot {
            Spot::Top => self.cells.get(usize::from(fact.0)),
            Spot::InRecord { list, slot } => record
                .and_then(|record| self.row(list, record))
                .and_then(|row| row.cells.get(usize::from(slot))),
        }
        .unwrap_or(NONE)
    }

    /// Returns the records of a list, those given first, then the others if there may be more.
    pub fn records(&self, list: ListIndex) -> impl Iterator<Item = Record> + '_ {
        let (given, more) = self
            .list(list)
            .map_or((0, false), |list| (list.rows.len(), list.others.is_some()));
        (0..u16::try_from(given).unwrap_or(u16::MAX))
            .map(Record::Given)
            .chain(more.then_some(Record::Others))
    }
}
