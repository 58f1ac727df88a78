//! Which answers a result rests on, and what is known of each.

use super::lookup::said;
use super::model::{AnswerState, AnswerValue, Candidate, Citation, Reason};
use super::settle::Settled;
use crate::condition::{Bindings, Node, Quantifier, Test, Truth, evaluate};
use crate::facts::{AnswerTable, Cell, Fact, FactIndex, Kind, Record, Spot, Value};
use crate::pack::{GuidanceIndex, Pack};
use crate::profile::{Given, ListState, Profile, Reading};
use crate::text::Lang;

/// A fact in a record, or outside.
pub(super) type Subject = (FactIndex, Option<Record>);

/// What is needed to tell what is known of a fact.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) pack: &'a Pack,
    pub(super) profile: &'a Profile,
    pub(super) settled: &'a Settled,
    pub(super) lang: Lang,
}

/// Returns the facts that make a condition what it is, in the order of its text, each once.
///
/// Of an *and* that fails only the failing parts count, of an *or* that holds only the holding ones.
pub(super) fn witnesses(
    pack: &Pack,
    node: &Node,
    table: &AnswerTable,
    bindings: Option<&Bindings<'_>>,
) -> Vec<Subject> {
    let mut found = Vec::new();
    collect(pack, node, table, bindings, &mut found);
    found
}

fn collect(
    pack: &Pack,
    node: &Node,
    table: &AnswerTable,
    bindings: Option<&Bindings<'_>>,
    found: &mut Vec<Subject>,
) {
    let truth = evaluate(node, table, bindings);
    match node {
        Node::Leaf(leaf) => {
            let record = |spot| match spot {
                Spot::Top => None,
                Spot::InRecord { list, .. } => bindings.and_then(|bindings| bindings.record(list)),
            };
            add((leaf.fact, record(leaf.spot)), found);
            if let Test::Same(other, spot) = leaf.test {
                add((other, record(spot)), found);
            }
        }
        Node::Not(body) | Node::Named(_, body) => collect(pack, body, table, bindings, found),
        Node::And(parts) | Node::Or(parts) => {
            for part in parts {
                if evaluate(part, table, bindings) == truth {
                    collect(pack, part, table, bindings, found);
                }
            }
        }
        Node::Records {
            list,
            quantifier,
            body,
        } => {
            if let Some((fact, _)) = pack.facts.list(*list) {
                add((fact, None), found);
            }
            for record in table
                .records(*list)
                .filter(|record| *record != Record::Others)
            {
                let inner = Bindings {
                    list: *list,
                    record,
                    outer: bindings,
                };
                let own = evaluate(body, table, Some(&inner));
                let counts = match (quantifier, truth) {
                    (Quantifier::Any, Truth::True) => own == Truth::True,
                    (Quantifier::All, Truth::False) => own == Truth::False,
                    (_, Truth::Unknown) => own == Truth::Unknown,
                    _ => true,
                };
                if counts {
                    collect(pack, body, table, Some(&inner), found);
                }
            }
        }
    }
}

fn add(subject: Subject, found: &mut Vec<Subject>) {
    if !found.contains(&subject) {
        found.push(subject);
    }
}

impl<'a> Known<'a> {
    /// Returns what the profile gives for a fact.
    pub(super) fn given(&self, (index, record): Subject) -> Option<&'a Given> {
        let fact = self.pack.facts.get(index)?;
        match (fact.spot, record) {
            (Spot::InRecord { list, slot }, Some(Record::Given(number))) => self
                .profile
                .lists
                .get(usize::from(list.0))?
                .records
                .get(usize::from(number))?
                .answers
                .get(usize::from(slot))?
                .as_ref(),
            (Spot::InRecord { .. }, _) => None,
            (Spot::Top, _) => self.profile.answers.get(&index),
        }
    }

    /// Returns the id of a record, `*` for the others.
    pub(super) fn record_id(&self, index: FactIndex, record: Option<Record>) -> Option<String> {
        let list = self.pack.facts.get(index).and_then(Fact::list)?;
        self.record_id_in(list, record)
    }

    /// Returns the id of a record of a list, `*` for the others.
    pub(super) fn record_id_in(
        &self,
        list: crate::facts::ListIndex,
        record: Option<Record>,
    ) -> Option<String> {
        match record? {
            Record::Others => Some("*".to_owned()),
            Record::Given(number) => {
                let list = self.profile.lists.get(usize::from(list.0))?;
                Some(list.records.get(usize::from(number))?.id.clone())
            }
        }
    }

    pub(super) fn cell(&self, (index, record): Subject) -> &'a Cell {
        let spot = self
            .pack
            .facts
            .get(index)
            .map_or(Spot::Top, |fact| fact.spot);
        self.settled.table.cell(index, spot, record)
    }

    /// Returns what is known of a fact.
    pub(super) fn state(&self, subject: Subject) -> AnswerState {
        let given = self.given(subject);
        let is_list = matches!(
            self.pack.facts.get(subject.0).map(|fact| &fact.kind),
            Some(Kind::Records(_))
        );
        if is_list {
            return match self.list_state(subject.0) {
                _ if *self.cell(subject) == Cell::NotApplicable => AnswerState::NotApplicable,
                Some(ListState::Plain | ListState::Complete | ListState::Incomplete) => {
                    AnswerState::Answered
                }
                Some(ListState::Unknown) => AnswerState::Unknown,
                _ => AnswerState::Unanswered,
            };
        }
        match self.cell(subject) {
            Cell::One(Value::Unsettling(_)) | Cell::Unknown => AnswerState::Unknown,
            Cell::One(_) => AnswerState::Answered,
            Cell::Unsettled | Cell::Many(_) if self.is_conflicting(subject) => {
                AnswerState::Conflicting
            }
            Cell::NotApplicable => AnswerState::NotApplicable,
            Cell::Pending | Cell::Unanswered | Cell::Unsettled | Cell::Many(_) => {
                match given.and_then(|given| given.answers.first()) {
                    None => AnswerState::Unanswered,
                    Some(answer) if answer.reading == Reading::Unknown => AnswerState::Unknown,
                    Some(_) => AnswerState::Answered,
                }
            }
        }
    }

    /// Tells whether answers about a fact contradict each other or others.
    pub(super) fn is_conflicting(&self, subject: Subject) -> bool {
        match self.cell(subject) {
            Cell::Unsettled => true,
            // A place name that stands for several provinces contradicts nothing: it is still to be answered.
            Cell::Many(_) => {
                !settled_answers(self.given(subject)).is_empty()
                    || self.settled.is_contested(subject.0)
            }
            _ => false,
        }
    }

    fn list_state(&self, index: FactIndex) -> Option<ListState> {
        let Kind::Records(records) = &self.pack.facts.get(index)?.kind else {
            return None;
        };
        Some(self.profile.lists.get(usize::from(records.list.0))?.state)
    }

    fn value(&self, fact: &Fact, value: Value) -> AnswerValue {
        AnswerValue {
            id: fact.value_id(value),
            label: fact.value_label(value, self.lang),
        }
    }

    /// Describes what is known of a fact.
    pub(super) fn reason(&self, subject: Subject) -> Option<Reason> {
        let (index, record) = subject;
        let fact = self.pack.facts.get(index)?;
        let given = self.given(subject);
        let state = self.state(subject);
        let line = match &fact.kind {
            Kind::Records(records) => self
                .profile
                .lists
                .get(usize::from(records.list.0))
                .and_then(|list| list.line),
            _ => given.map(|given| given.line),
        };
        let answer = match (&fact.kind, self.cell(subject), state) {
            (Kind::Records(records), _, AnswerState::Answered) => self
                .profile
                .lists
                .get(usize::from(records.list.0))
                .map(|list| {
                    let count = list.records.len();
                    AnswerValue {
                        id: count.to_string(),
                        label: self.list_label(list.state, count),
                    }
                }),
            (_, Cell::One(value), _) => Some(self.value(fact, *value)),
            (_, Cell::Pending, AnswerState::Answered) => match settled_answers(given).as_slice() {
                [one] => Some(self.value(fact, *one)),
                _ => None,
            },
            _ => None,
        };
        Some(Reason {
            fact: fact.id.clone(),
            label: fact.label.phrase(self.lang).clone(),
            record: self.record_id(index, record),
            state,
            answer,
            line,
            candidates: self.candidates(fact, subject, state),
        })
    }

    fn list_label(&self, state: ListState, count: usize) -> String {
        match (state, self.lang) {
            (ListState::Plain, Lang::Nl) => format!("{count} opgegeven, gelezen als alles"),
            (ListState::Plain, Lang::En) => format!("{count} given, taken as all"),
            (ListState::Complete, Lang::Nl) => format!("{count} opgegeven, dat is alles"),
            (ListState::Complete, Lang::En) => format!("{count} given, which is all"),
            (_, Lang::Nl) => format!("{count} opgegeven, er zijn er meer"),
            (_, Lang::En) => format!("{count} given, there are more"),
        }
    }

    fn candidates(&self, fact: &Fact, subject: Subject, state: AnswerState) -> Vec<Candidate> {
        let values: &[Value] = match self.cell(subject) {
            Cell::Many(values) => values,
            _ => &[],
        };
        if state != AnswerState::Conflicting && values.is_empty() {
            return Vec::new();
        }
        let given = self.given(subject);
        let mut candidates: Vec<Candidate> = given
            .into_iter()
            .flat_map(|given| &given.answers)
            .filter_map(|answer| match answer.reading {
                Reading::Value(value) => Some(Candidate {
                    answer: self.value(fact, value),
                    line: Some(answer.line),
                    source: answer.source.clone(),
                }),
                _ => None,
            })
            .collect();
        let given = settled_answers(given);
        for said in said(self.pack, self.profile, fact) {
            let source = self.pack.facts.get(said.source);
            let new = |value: &&Value| values.contains(value) && !given.contains(value);
            for value in said.values.iter().filter(new) {
                candidates.push(Candidate {
                    answer: self.value(fact, *value),
                    line: self
                        .profile
                        .answers
                        .get(&said.source)
                        .map(|given| given.line),
                    source: source.map(|source| source.label.get(self.lang).to_owned()),
                });
            }
        }
        candidates
    }

    /// Describes guidance items.
    pub(super) fn citations(&self, items: &[GuidanceIndex]) -> Vec<Citation> {
        let found = items.iter();
        gather(
            items.len(),
            found.filter_map(|index| citation(self.pack, *index, self.lang)),
        )
    }
}

/// Gathers what is found among so many. `collect` could not know how many, and a list of one would have room for four.
pub(super) fn gather<T>(most: usize, found: impl Iterator<Item = T>) -> Vec<T> {
    let mut gathered = Vec::with_capacity(most);
    gathered.extend(found);
    gathered
}

/// Describes a guidance item.
pub(crate) fn citation(pack: &Pack, index: GuidanceIndex, lang: Lang) -> Option<Citation> {
    let item = pack.guidance(index)?;
    let section = pack.guidance_sections.get(usize::from(item.section))?;
    Some(Citation {
        id: item.id.clone(),
        kind: item.kind.id().into(),
        strength: item.strength.map(|strength| strength.id().into()),
        section: section.number.clone(),
        heading: section.heading.phrase(lang).clone(),
        summary: item.summary.phrase(lang).clone(),
    })
}

fn settled_answers(given: Option<&Given>) -> Vec<Value> {
    super::settle::candidates(given)
}
