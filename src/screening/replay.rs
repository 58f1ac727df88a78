//! The answers of a result → a profile again, for the pack they were given for or another one.
//!
//! What the pack refuses counts as unanswered, and is told: an answer is dropped whole, because one of two
//! contradicting sources alone would look certain.

use std::collections::BTreeMap;

use super::model::{Answer, ListSaid, Said, SaidKind};
use crate::facts::{Fact, FactIndex, Kind, ListIndex, Spot, Value};
use crate::pack::Pack;
use crate::profile::{Given, GivenAnswer, GivenList, GivenRecord, ListState, Profile, Reading};
use crate::text::{Text, bilingual};

/// An answer that a pack refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// A stable slug, as the reader of profiles has it: `unknown-fact`.
    pub code: &'static str,
    /// What is wrong with it.
    pub message: Text,
    /// The line it stands in.
    pub line: usize,
}

/// Reads answers as a profile for a pack; `renamed` says what the pack calls a fact that had another id.
///
/// The profile has no name, path or hash: those belong to the result that the answers come from.
pub(super) fn replay(
    pack: &Pack,
    answers: &[Answer],
    renamed: &BTreeMap<String, String>,
) -> (Profile, Vec<Refusal>) {
    let mut replay = Replay {
        pack,
        renamed,
        profile: Profile {
            lists: vec![GivenList::default(); pack.facts.lists().len()],
            ..Profile::default()
        },
        refused: Vec::new(),
    };
    // Records first: what is told of one needs its place.
    for answer in answers.iter().filter(|answer| answer.records.is_some()) {
        replay.list(answer);
    }
    for answer in answers.iter().filter(|answer| answer.records.is_none()) {
        replay.answer(answer);
    }
    replay.refused.sort_by_key(|refusal| refusal.line);
    (replay.profile, replay.refused)
}

struct Replay<'a> {
    pack: &'a Pack,
    renamed: &'a BTreeMap<String, String>,
    profile: Profile,
    refused: Vec<Refusal>,
}

impl<'a> Replay<'a> {
    fn find(&self, id: &str) -> Option<(FactIndex, &'a Fact)> {
        let id = self.renamed.get(id).map_or(id, String::as_str);
        let index = self.pack.facts.find(id)?;
        Some((index, self.pack.facts.get(index)?))
    }

    fn refuse(&mut self, code: &'static str, line: usize, message: Text) {
        self.refused.push(Refusal {
            code,
            message,
            line,
        });
    }

    fn unknown_fact(&mut self, answer: &Answer) {
        let id = &answer.fact;
        let message = bilingual!("er is geen vraag `{id}`", "unknown fact `{id}`");
        self.refuse("unknown-fact", answer.line, message);
    }

    fn list(&mut self, answer: &Answer) {
        let Some((_, fact)) = self.find(&answer.fact) else {
            return self.unknown_fact(answer);
        };
        let (Kind::Records(records), Some(said)) = (&fact.kind, &answer.records) else {
            let id = &answer.fact;
            let message = bilingual!(
                "`{id}` heeft één antwoord, geen lijst",
                "`{id}` takes one answer, not a list"
            );
            return self.refuse("wrong-type", answer.line, message);
        };
        let mut given: Vec<GivenRecord> = said
            .given
            .iter()
            .map(|record| GivenRecord {
                id: record.id.clone(),
                line: record.line,
                answers: vec![None; records.facts.len()],
            })
            .collect();
        given.sort_by(|a, b| a.id.cmp(&b.id));
        if let Some(list) = self.profile.lists.get_mut(usize::from(records.list.0)) {
            *list = GivenList {
                state: match said.state {
                    ListSaid::Unknown => ListState::Unknown,
                    ListSaid::Incomplete => ListState::Incomplete,
                    ListSaid::Plain => ListState::Plain,
                    ListSaid::Complete => ListState::Complete,
                },
                line: Some(answer.line),
                records: given,
            };
        }
    }

    fn answer(&mut self, answer: &Answer) {
        let Some((index, fact)) = self.find(&answer.fact) else {
            return self.unknown_fact(answer);
        };
        let mut answers = Vec::new();
        for said in &answer.given {
            match reading(fact, said) {
                Ok(reading) => answers.push(GivenAnswer {
                    reading,
                    line: said.line,
                    source: None,
                    date: None,
                    note: None,
                }),
                Err((code, message)) => return self.refuse(code, said.line, message),
            }
        }
        let given = (!answers.is_empty()).then_some(Given {
            line: answer.line,
            answers,
        });
        let Some(given) = given else { return };
        match (fact.spot, &answer.list, &answer.record) {
            (Spot::Top, None, None) => {
                self.profile.answers.insert(index, given);
            }
            (Spot::InRecord { list, slot }, Some(id), Some(record)) => {
                match self.place(list, slot, id, record) {
                    Some(place) => *place = Some(given),
                    None => self.unknown_fact(answer),
                }
            }
            _ => self.unknown_fact(answer),
        }
    }

    /// Returns the place of an answer about a record, if the fact still belongs to the list of that record.
    fn place(
        &mut self,
        list: ListIndex,
        slot: u16,
        id: &str,
        record: &str,
    ) -> Option<&mut Option<Given>> {
        let (at, _) = self.find(id)?;
        if self.pack.facts.list(list)?.0 != at {
            return None;
        }
        let records = &mut self.profile.lists.get_mut(usize::from(list.0))?.records;
        let number = records
            .binary_search_by(|known| known.id.as_str().cmp(record))
            .ok()?;
        records.get_mut(number)?.answers.get_mut(usize::from(slot))
    }
}

/// Reads one answer as an answer to a fact.
fn reading(fact: &Fact, said: &Said) -> Result<Reading, (&'static str, Text)> {
    let id = &fact.id;
    let value = said.value.as_ref().map_or("", |value| value.id.as_str());
    let wrong_type = || {
        (
            "wrong-type",
            bilingual!(
                "`{id}` is nu een ander soort vraag",
                "`{id}` is another kind of question now"
            ),
        )
    };
    let unknown_option = || {
        (
            "unknown-option",
            bilingual!(
                "`{value}` is geen antwoord op `{id}`",
                "`{value}` is not an answer to `{id}`"
            ),
        )
    };
    match (said.kind, &fact.kind) {
        (_, Kind::Records(_)) => Err(wrong_type()),
        (SaidKind::Unknown, _) => Ok(Reading::Unknown),
        (SaidKind::Place, Kind::Place) => Ok(Reading::Text(value.to_owned())),
        // No rule reads it, only that something stands there.
        (_, Kind::Text | Kind::Date | Kind::Place) => Ok(Reading::Text(String::new())),
        (SaidKind::Text | SaidKind::Place, _) => Err(wrong_type()),
        (SaidKind::Value, Kind::Integer) => value
            .parse()
            .map(|number| Reading::Value(Value::Integer(number)))
            .map_err(|_| wrong_type()),
        (SaidKind::Value, Kind::Choices(_)) => {
            let mut bits = 0;
            for option in value.split(", ").filter(|option| !option.is_empty()) {
                let number = fact.option_number(option).ok_or_else(unknown_option)?;
                bits |= 1_u64
                    .checked_shl(u32::from(number))
                    .ok_or_else(unknown_option)?;
            }
            Ok(Reading::Value(Value::Options(bits)))
        }
        (SaidKind::Value, Kind::YesNo | Kind::Choice(_) | Kind::Country(_)) => fact
            .option_number(value)
            .map(|number| Reading::Value(fact.option_value(number)))
            .ok_or_else(unknown_option),
    }
}
