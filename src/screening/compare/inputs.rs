//! Which answers differ: the parts that causes are made of.
//!
//! Answers are known by fact and record, so that moving lines, another order or another file name is no difference.
//! A record that is new or gone is one part with all its answers.

use std::collections::{BTreeMap, BTreeSet};

use super::links::Links;
use super::model::{AnswerChange, ListAt, ListChange, Part, RecordChange};
use crate::screening::model::{Answer, RecordsSaid, Said, SaidKind};

/// Where an answer belongs, by the ids of the later pack.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Site {
    /// Whether a list holds all there is.
    List { list: String },
    /// A record with all its answers.
    Record { list: String, record: String },
    /// One answer; list and record where it is about one.
    Answer {
        fact: String,
        of: Option<(String, String)>,
    },
}

/// One thing that was answered differently.
#[derive(Debug, Clone)]
pub(super) struct Input {
    pub(super) site: Site,
    pub(super) part: Part,
}

/// Returns what was answered differently: lists, then records, then answers, each in the order that `rank` gives.
pub(super) fn inputs(
    before: &[Answer],
    after: &[Answer],
    facts: &Links,
    rank: impl Fn(&str) -> usize,
) -> Vec<Input> {
    let then = Answers::new(before, |id| facts.now(id).to_owned());
    let now = Answers::new(after, str::to_owned);
    let mut found = Vec::new();
    for list in union(&then.lists, &now.lists) {
        lists(list, &then, &now, &mut found);
    }
    for subject in union(&then.facts, &now.facts) {
        answers(subject, &then, &now, &mut found);
    }
    found.sort_by_cached_key(|input| match &input.site {
        Site::List { list } => (0, rank(list), list.clone(), None),
        Site::Record { list, record } => (1, rank(list), list.clone(), Some(record.clone())),
        Site::Answer { fact, of } => {
            let record = of.as_ref().map(|(_, record)| record.clone());
            (2, rank(fact), fact.clone(), record)
        }
    });
    found
}

/// A fact, with list and record where it is about one.
type Subject = (String, Option<(String, String)>);

/// Answers by the ids of the later pack.
struct Answers<'a> {
    lists: BTreeMap<String, (&'a Answer, &'a RecordsSaid)>,
    /// The line of each record of each list.
    records: BTreeMap<String, BTreeMap<&'a str, usize>>,
    facts: BTreeMap<Subject, &'a Answer>,
}

impl<'a> Answers<'a> {
    fn new(answers: &'a [Answer], id: impl Fn(&str) -> String) -> Self {
        let mut found = Self {
            lists: BTreeMap::new(),
            records: BTreeMap::new(),
            facts: BTreeMap::new(),
        };
        for answer in answers {
            let fact = id(&answer.fact);
            if let Some(said) = &answer.records {
                let records = said.given.iter();
                let lines = records.map(|record| (record.id.as_str(), record.line));
                found.records.insert(fact.clone(), lines.collect());
                found.lists.insert(fact, (answer, said));
            } else {
                let of = answer.list.as_deref().map(&id).zip(answer.record.clone());
                found.facts.insert((fact, of), answer);
            }
        }
        found
    }

    fn has_record(&self, list: &str, record: &str) -> bool {
        self.line_of(list, record).is_some()
    }

    fn line_of(&self, list: &str, record: &str) -> Option<usize> {
        self.records.get(list)?.get(record).copied()
    }
}

fn union<'a, K: Ord, V>(ours: &'a BTreeMap<K, V>, theirs: &'a BTreeMap<K, V>) -> BTreeSet<&'a K> {
    ours.keys().chain(theirs.keys()).collect()
}

fn lists(list: &String, then: &Answers<'_>, now: &Answers<'_>, found: &mut Vec<Input>) {
    let (before, after) = (then.lists.get(list), now.lists.get(list));
    let label = after
        .or(before)
        .map(|(answer, _)| answer.label.clone())
        .unwrap_or_default();
    if before.map(|(_, said)| said.state) != after.map(|(_, said)| said.state) {
        let at = |(answer, said): &(&Answer, &RecordsSaid)| ListAt {
            state: said.state,
            records: said.given.len(),
            line: answer.line,
        };
        found.push(Input {
            site: Site::List { list: list.clone() },
            part: Part::List(ListChange {
                list: list.clone(),
                label: label.clone(),
                before: before.map(at),
                after: after.map(at),
            }),
        });
    }
    let records: BTreeSet<&String> = before
        .into_iter()
        .chain(after)
        .flat_map(|(_, said)| said.given.iter().map(|record| &record.id))
        .collect();
    for record in records {
        let (before, after) = (then.line_of(list, record), now.line_of(list, record));
        if before.is_some() != after.is_some() {
            found.push(Input {
                site: Site::Record {
                    list: list.clone(),
                    record: record.clone(),
                },
                part: Part::Record(RecordChange {
                    list: list.clone(),
                    label: label.clone(),
                    record: record.clone(),
                    before,
                    after,
                }),
            });
        }
    }
}

fn answers(subject: &Subject, then: &Answers<'_>, now: &Answers<'_>, found: &mut Vec<Input>) {
    let (fact, of) = subject;
    if let Some((list, record)) = of
        && !(then.has_record(list, record) && now.has_record(list, record))
    {
        return;
    }
    let (before, after) = (then.facts.get(subject), now.facts.get(subject));
    let said = |answer: Option<&&Answer>| answer.map(|answer| answer.given.clone());
    let (said_before, said_after) = (
        said(before).unwrap_or_default(),
        said(after).unwrap_or_default(),
    );
    if content(&said_before) == content(&said_after) {
        return;
    }
    found.push(Input {
        site: Site::Answer {
            fact: fact.clone(),
            of: of.clone(),
        },
        part: Part::Answer(AnswerChange {
            fact: fact.clone(),
            label: after
                .or(before)
                .map(|answer| answer.label.clone())
                .unwrap_or_default(),
            record: of.as_ref().map(|(_, record)| record.clone()),
            before: said_before,
            after: said_after,
        }),
    });
}

/// Returns what rules can read of an answer: equal answers of several sources are one, and several options have no
/// order.
fn content(said: &[Said]) -> BTreeSet<(SaidKind, Vec<&str>)> {
    said.iter()
        .map(|said| {
            let id = said.value.as_ref().map_or("", |value| value.id.as_str());
            let mut parts: Vec<&str> = id.split(", ").collect();
            parts.sort_unstable();
            (said.kind, parts)
        })
        .collect()
}
