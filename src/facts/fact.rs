//! A fact: one question with a type, and the questionnaire that holds them all.

use serde::{Deserialize, Serialize};

use super::{Value, country};
use crate::text::{Lang, Text};

/// The number of a fact in its questionnaire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FactIndex(pub u16);

/// The number of a list of records among the lists of a questionnaire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ListIndex(pub u16);

/// Where the answer to a fact stands in an answer table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Spot {
    /// Once in a profile.
    Top,
    /// Once in each record of a list, in this slot.
    InRecord {
        /// The list.
        list: ListIndex,
        /// The place among the facts of its records.
        slot: u16,
    },
}

/// One option of a `choice` or `choices` fact, or the name of a country.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct AnswerOption {
    /// Id, as profiles and conditions write it.
    pub id: String,
    /// What a reader sees.
    pub label: Text,
    /// Whether choosing it answers the question. «No conclusion» does not.
    pub settles: bool,
    /// Ids that it had in earlier versions of the pack.
    pub replaces: Vec<String>,
}

/// What is special about a list of records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Records {
    /// The list's number.
    pub list: ListIndex,
    /// What conditions call one record: `exchange`.
    pub record: String,
    /// What to call the records that nobody has entered: «the other exchanges».
    pub others: Text,
    /// The facts of one record, in order.
    pub facts: Vec<FactIndex>,
}

/// The type of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub enum Kind {
    /// Yes or no.
    YesNo,
    /// One of some options.
    Choice(Vec<AnswerOption>),
    /// Any number of some options.
    Choices(Vec<AnswerOption>),
    /// A whole number.
    Integer,
    /// A calendar day, `2026-05-01`: shown, never compared.
    Date,
    /// Free text: kept, never evaluated, left out of reports.
    Text,
    /// The name or code of a place.
    Place,
    /// A country, ISO 3166-1 alpha-2; the options only name those that the pack speaks of.
    Country(Vec<AnswerOption>),
    /// A list of records.
    Records(Records),
}

/// One question about a partnership.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Fact {
    /// Id, such as `research.theme` or `exchange.direction`.
    pub id: String,
    /// Number of the section of the questionnaire it stands in.
    pub section: u16,
    /// Its type.
    pub kind: Kind,
    /// A few words that name it in a table.
    pub label: Text,
    /// The question.
    pub ask: Text,
    /// Explanation with an example.
    pub help: Text,
    /// The guidance behind it.
    pub cites: Vec<String>,
    /// The facts that answer it by the gazetteer when nobody did: a place by its name, others by the id of their answer.
    pub lookup: Vec<FactIndex>,
    /// Where its answer stands.
    pub spot: Spot,
    /// Ids that it had in earlier versions of the pack.
    pub replaces: Vec<String>,
}

/// A part of the questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Section {
    /// Id.
    pub id: String,
    /// Heading.
    pub title: Text,
}

/// The questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Facts {
    /// Its parts, in order.
    pub sections: Vec<Section>,
    all: Vec<Fact>,
    lists: Vec<FactIndex>,
    /// The facts in the order of their ids.
    by_id: Vec<FactIndex>,
}

/// The options of a yes/no fact, in the order of their numbers.
const YES_NO: [&str; 2] = ["yes", "no"];

impl Facts {
    /// Adds a fact and returns its number; `None` if the id is taken or there are too many facts.
    ///
    /// The facts of a list come after the list; they are entered in its [`Records::facts`] by the caller, through
    /// [`Facts::records_mut`].
    pub fn add(&mut self, fact: Fact) -> Option<FactIndex> {
        let place = self.place(&fact.id).err()?;
        let index = FactIndex(u16::try_from(self.all.len()).ok()?);
        if matches!(fact.kind, Kind::Records(_)) {
            self.lists.push(index);
        }
        self.by_id.insert(place, index);
        self.all.push(fact);
        Some(index)
    }

    /// Returns the records part of a list, to enter its facts.
    pub fn records_mut(&mut self, list: FactIndex) -> Option<&mut Records> {
        match &mut self.all.get_mut(usize::from(list.0))?.kind {
            Kind::Records(records) => Some(records),
            _ => None,
        }
    }

    /// Sets the facts that a fact is looked up from.
    pub fn set_lookup(&mut self, fact: FactIndex, lookup: Vec<FactIndex>) {
        if let Some(fact) = self.all.get_mut(usize::from(fact.0)) {
            fact.lookup = lookup;
        }
    }

    /// Returns a fact.
    #[must_use]
    pub fn get(&self, index: FactIndex) -> Option<&Fact> {
        self.all.get(usize::from(index.0))
    }

    /// Returns the number of the fact with an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<FactIndex> {
        self.by_id.get(self.place(id).ok()?).copied()
    }

    /// Returns the fact outside records that had an id in an earlier version of the pack.
    #[must_use]
    pub fn find_renamed(&self, old: &str) -> Option<FactIndex> {
        self.iter()
            .find(|(_, fact)| fact.spot == Spot::Top && fact.replaces.iter().any(|id| id == old))
            .map(|(index, _)| index)
    }

    /// Tells whether facts outside records stand below a path, or did in an earlier version of the pack.
    #[must_use]
    pub fn is_group(&self, path: &str) -> bool {
        let is_below = |id: &String| {
            id.strip_prefix(path)
                .is_some_and(|rest| rest.starts_with('.'))
        };
        self.iter().any(|(_, fact)| {
            fact.spot == Spot::Top && (is_below(&fact.id) || fact.replaces.iter().any(is_below))
        })
    }

    /// Returns where an id stands among the ids, or where it would stand.
    fn place(&self, id: &str) -> Result<usize, usize> {
        self.by_id
            .binary_search_by(|index| self.get(*index).map(|fact| fact.id.as_str()).cmp(&Some(id)))
    }

    /// Returns all facts with their numbers, in questionnaire order.
    pub fn iter(&self) -> impl Iterator<Item = (FactIndex, &Fact)> {
        (0..).map(FactIndex).zip(&self.all)
    }

    /// Returns how many facts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Tells whether there is no fact at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Returns the facts that are lists of records, by list number.
    #[must_use]
    pub fn lists(&self) -> &[FactIndex] {
        &self.lists
    }

    /// Returns the list with a number: its fact and its records part.
    #[must_use]
    pub fn list(&self, list: ListIndex) -> Option<(FactIndex, &Records)> {
        let index = *self.lists.get(usize::from(list.0))?;
        match &self.get(index)?.kind {
            Kind::Records(records) => Some((index, records)),
            _ => None,
        }
    }

    /// Returns the list whose records have this name in conditions.
    #[must_use]
    pub fn list_of_record(&self, record: &str) -> Option<(FactIndex, &Records)> {
        (0..self.lists.len())
            .filter_map(|number| self.list(ListIndex(u16::try_from(number).ok()?)))
            .find(|(_, records)| records.record == record)
    }
}

impl Fact {
    /// Returns the list this fact's records belong to, if it stands in records.
    #[must_use]
    pub fn list(&self) -> Option<ListIndex> {
        match self.spot {
            Spot::Top => None,
            Spot::InRecord { list, .. } => Some(list),
        }
    }

    /// Returns the key a profile uses: the whole id, or the part behind the record's name inside a record.
    #[must_use]
    pub fn key(&self) -> &str {
        match self.spot {
            Spot::Top => &self.id,
            Spot::InRecord { .. } => self.id.split_once('.').map_or(&self.id, |(_, key)| key),
        }
    }

    /// Tells whether a key of a record is one that this fact had in an earlier version of the pack.
    #[must_use]
    pub fn had_key(&self, key: &str) -> bool {
        let key_of = |id: &String| id.split_once('.').is_some_and(|(_, old)| old == key);
        self.list().is_some() && self.replaces.iter().any(key_of)
    }

    /// Returns the option that had an id in an earlier version of the pack.
    #[must_use]
    pub fn renamed_option(&self, old: &str) -> Option<&AnswerOption> {
        self.options()
            .iter()
            .find(|option| option.replaces.iter().any(|id| id == old))
    }

    /// Returns the options of a `choice`, `choices` or `country` fact; none for other types.
    #[must_use]
    pub fn options(&self) -> &[AnswerOption] {
        match &self.kind {
            Kind::Choice(options) | Kind::Choices(options) | Kind::Country(options) => options,
            _ => &[],
        }
    }

    /// Tells whether conditions may test this fact.
    #[must_use]
    pub fn is_testable(&self) -> bool {
        !matches!(
            self.kind,
            Kind::Text | Kind::Date | Kind::Place | Kind::Records(_)
        )
    }

    /// Tells whether every option settles the fact.
    #[must_use]
    pub fn always_settles(&self) -> bool {
        self.options().iter().all(|option| option.settles)
    }

    /// Returns the ids that a condition may compare this fact with.
    #[must_use]
    pub fn option_ids(&self) -> Vec<&str> {
        match &self.kind {
            Kind::YesNo => YES_NO.to_vec(),
            Kind::Country(_) => country::codes().collect(),
            _ => self
                .options()
                .iter()
                .map(|option| option.id.as_str())
                .collect(),
        }
    }

    /// Returns the number of an option by its id.
    #[must_use]
    pub fn option_number(&self, id: &str) -> Option<u16> {
        match &self.kind {
            Kind::Country(_) => country::number(id).map(usize::from),
            Kind::YesNo => YES_NO.iter().position(|known| *known == id),
            _ => self.options().iter().position(|option| option.id == id),
        }
        .and_then(|number| u16::try_from(number).ok())
    }

    /// Returns the id of the option with a number.
    #[must_use]
    pub fn option_id(&self, number: u16) -> Option<&str> {
        match &self.kind {
            Kind::Country(_) => country::code(number),
            Kind::YesNo => YES_NO.get(usize::from(number)).copied(),
            _ => self
                .options()
                .get(usize::from(number))
                .map(|option| option.id.as_str()),
        }
    }

    /// Returns the value that choosing an option gives: unsettling where the option says so.
    #[must_use]
    pub fn option_value(&self, number: u16) -> Value {
        let settles = match &self.kind {
            Kind::Choice(options) => options.get(usize::from(number)).is_none_or(|o| o.settles),
            _ => true,
        };
        if settles {
            Value::Option(number)
        } else {
            Value::Unsettling(number)
        }
    }

    /// Returns the ids a value stands for, joined with a comma; empty for a choice of nothing.
    #[must_use]
    pub fn value_id(&self, value: Value) -> String {
        Self::describe(value, |number| {
            self.option_id(number).unwrap_or_default().to_owned()
        })
    }

    /// Returns what a reader sees for a value.
    #[must_use]
    pub fn value_label(&self, value: Value, lang: Lang) -> String {
        if matches!(value, Value::Options(0)) {
            return match lang {
                Lang::Nl => "geen van deze".to_owned(),
                Lang::En => "none of these".to_owned(),
            };
        }
        Self::describe(value, |number| self.option_label(number, lang))
    }

    fn describe(value: Value, name: impl Fn(u16) -> String) -> String {
        match value {
            Value::Option(number) | Value::Unsettling(number) => name(number),
            Value::Integer(number) => number.to_string(),
            Value::Options(bits) => (0..64)
                .filter(|bit| bits & (1 << bit) != 0)
                .map(name)
                .collect::<Vec<_>>()
                .join(", "),
        }
    }

    fn option_label(&self, number: u16, lang: Lang) -> String {
        match &self.kind {
            Kind::YesNo => match (number, lang) {
                (0, Lang::Nl) => "ja",
                (0, Lang::En) => "yes",
                (_, Lang::Nl) => "nee",
                (_, Lang::En) => "no",
            }
            .to_owned(),
            Kind::Country(options) => {
                let code = country::code(number).unwrap_or_default();
                options
                    .iter()
                    .find(|option| option.id == code)
                    .map_or(code, |option| option.label.get(lang))
                    .to_owned()
            }
            _ => self
                .options()
                .get(usize::from(number))
                .map_or("", |option| option.label.get(lang))
                .to_owned(),
        }
    }
}
