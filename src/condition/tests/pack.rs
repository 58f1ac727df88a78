//! Small packs of facts to test with.

use std::collections::{BTreeMap, BTreeSet};

use crate::condition::{ConditionIndex, NamedCondition, Node, Scope, compile};
use crate::facts::{
    AnswerOption, AnswerTable, Cell, Fact, FactIndex, Facts, Kind, List, ListIndex, Records, Spot,
};
use crate::text::Text;
use crate::yaml::Problem;

/// Facts and named conditions.
#[derive(Debug, Default)]
pub(super) struct Pack {
    pub(super) facts: Facts,
    pub(super) guarded: BTreeSet<FactIndex>,
    pub(super) named: BTreeMap<String, NamedCondition>,
}

impl Pack {
    /// Adds a fact: to the records of a list, if one is given.
    pub(super) fn add(&mut self, id: &str, kind: Kind, list: Option<ListIndex>) -> FactIndex {
        let spot = match list {
            None => Spot::Top,
            Some(list) => Spot::InRecord {
                list,
                slot: u16::try_from(self.width(list)).unwrap(),
            },
        };
        let fact = Fact {
            id: id.to_owned(),
            section: 0,
            kind,
            label: Text::same(id),
            ask: Text::same(id),
            help: Text::same(""),
            cites: Vec::new(),
            lookup: Vec::new(),
            spot,
            replaces: Vec::new(),
        };
        let index = self.facts.add(fact).expect("the id is new");
        if let Some(list) = list {
            let (at, _) = self.facts.list(list).unwrap();
            self.facts.records_mut(at).unwrap().facts.push(index);
        }
        index
    }

    /// Adds a list of records.
    pub(super) fn add_list(&mut self, id: &str, record: &str) -> ListIndex {
        let list = ListIndex(u16::try_from(self.facts.lists().len()).unwrap());
        let records = Records {
            list,
            record: record.to_owned(),
            others: Text::same("the others"),
            facts: Vec::new(),
        };
        self.add(id, Kind::Records(records), None);
        list
    }

    /// Adds a named condition, which may be about a record that is bound where it is used.
    pub(super) fn name(&mut self, name: &str, text: &str) {
        let scope = Scope {
            unbound: true,
            ..self.scope(None)
        };
        let node = compile(text, &scope).expect("a named condition of a test is right");
        let index = ConditionIndex(u16::try_from(self.named.len()).unwrap());
        self.named
            .insert(name.to_owned(), NamedCondition { index, node });
    }

    /// Returns how many facts a record of a list has.
    pub(super) fn width(&self, list: ListIndex) -> usize {
        self.facts.list(list).unwrap().1.facts.len()
    }

    pub(super) fn scope(&self, each: Option<ListIndex>) -> Scope<'_> {
        Scope {
            facts: &self.facts,
            guarded: &self.guarded,
            named: &self.named,
            each,
            unbound: false,
        }
    }

    pub(super) fn compile(
        &self,
        text: &str,
        each: Option<ListIndex>,
    ) -> Result<Node, Vec<Problem>> {
        compile(text, &self.scope(each))
    }

    /// Returns a table in which nothing is answered.
    pub(super) fn unanswered(&self) -> AnswerTable {
        let lists = 0..u16::try_from(self.facts.lists().len()).unwrap();
        AnswerTable {
            cells: vec![Cell::Unanswered; self.facts.len()],
            lists: lists
                .map(|list| List::unanswered(self.width(ListIndex(list))))
                .collect(),
        }
    }
}

/// Makes an option, which settles its fact or does not.
pub(super) fn option(id: &str, settles: bool) -> AnswerOption {
    AnswerOption {
        id: id.to_owned(),
        label: Text::same(id),
        settles,
        replaces: Vec::new(),
    }
}
