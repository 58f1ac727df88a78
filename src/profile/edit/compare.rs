//! The profile read back: the change meant is there, and nothing else is different.

use std::collections::BTreeMap;

use super::no_safe_place;
use super::target::{Questionnaire, Target};
use crate::facts::{Fact, Kind, Spot};
use crate::profile::answer::{Given, Reading};
use crate::profile::read::{GivenList, GivenRecord, ListState, Profile};
use crate::text::{Lang, Text, bilingual};
use crate::yaml::Problem;

/// What the new text must hold.
pub(super) enum Wanted {
    Nothing,
    Given(Given),
    List(ListState),
    Record(String),
}

impl Questionnaire<'_> {
    /// Compares the two profiles: the target as wanted, everything else as it was.
    pub(super) fn compare(
        &self,
        before: Profile,
        after: Profile,
        target: &Target,
        wanted: &Wanted,
    ) -> Result<(), Problem> {
        let now = self.given(&after, target);
        let mut expected = placeless(before);
        let mut found = placeless(after);
        let right = match (wanted, target) {
            (Wanted::Nothing, _) => now.is_none(),
            (Wanted::Given(given), _) => now.as_ref() == Some(given),
            (Wanted::List(state), Target::List(list) | Target::Complete(list)) => self
                .given_list(&found, *list)
                .is_some_and(|given| given.state == *state),
            (Wanted::Record(id), Target::List(list)) => self
                .given_list(&found, *list)
                .is_some_and(|given| given.records.iter().any(|record| record.id == *id)),
            _ => false,
        };
        // What was meant to change is made the same in both; then nothing may differ.
        for profile in [&mut expected, &mut found] {
            match target {
                Target::Top(index) => {
                    profile.answers.remove(index);
                }
                Target::InRecord(list, fact, id) => {
                    let spot = self.fact(*fact)?.spot;
                    let Kind::Records(records) = &self.fact(*list)?.kind else {
                        return Err(no_safe_place());
                    };
                    let given = profile.lists.get_mut(usize::from(records.list.0));
                    let record = given
                        .and_then(|given| given.records.iter_mut().find(|record| record.id == *id));
                    if let (Some(record), Spot::InRecord { slot, .. }) = (record, spot)
                        && let Some(place) = record.answers.get_mut(usize::from(slot))
                    {
                        *place = None;
                    }
                }
                Target::List(list) | Target::Complete(list) => {
                    let Kind::Records(records) = &self.fact(*list)?.kind else {
                        return Err(no_safe_place());
                    };
                    if let Some(given) = profile.lists.get_mut(usize::from(records.list.0)) {
                        if !matches!(wanted, Wanted::Record(_)) || given.state != ListState::Plain {
                            given.state = ListState::Missing;
                        }
                        if let Wanted::Record(id) = wanted {
                            given.records.retain(|record| record.id != *id);
                        }
                    }
                }
            }
        }
        if right && expected == found {
            Ok(())
        } else {
            Err(no_safe_place())
        }
    }

    /// Returns the answers of a target as the profile writes them; of a list, how many records it has.
    pub(super) fn shown(&self, profile: &Profile, target: &Target) -> Option<String> {
        if let Target::List(list) | Target::Complete(list) = target {
            let given = self.given_list(profile, *list)?;
            return Some(match given.state {
                ListState::Missing => return None,
                ListState::Unknown => "unknown".to_owned(),
                ListState::Incomplete => format!("{}+", given.records.len()),
                ListState::Plain | ListState::Complete => given.records.len().to_string(),
            });
        }
        self.answers(profile, target, |fact, reading| match reading {
            Reading::Value(value) => fact.value_id(*value),
            Reading::Text(text) => text.clone(),
            Reading::Unknown => "unknown".to_owned(),
        })
    }

    /// Returns the answers of a target as readers call them; of a list, how many records it has.
    pub(super) fn labelled(
        &self,
        profile: &Profile,
        target: &Target,
        lang: Lang,
    ) -> Option<String> {
        let unknown = bilingual!("onbekend", "unknown");
        if let Target::List(list) | Target::Complete(list) = target {
            let given = self.given_list(profile, *list)?;
            let count = given.records.len();
            let shown = match given.state {
                ListState::Missing => return None,
                ListState::Unknown => unknown,
                ListState::Incomplete => {
                    bilingual!("{count}, en misschien meer", "{count}, and perhaps more")
                }
                ListState::Plain | ListState::Complete => Text::same(count.to_string()),
            };
            return Some(shown.get(lang).to_owned());
        }
        self.answers(profile, target, |fact, reading| match reading {
            Reading::Value(value) => fact.value_label(*value, lang),
            Reading::Text(text) => text.clone(),
            Reading::Unknown => unknown.get(lang).to_owned(),
        })
    }

    fn answers(
        &self,
        profile: &Profile,
        target: &Target,
        shown: impl Fn(&Fact, &Reading) -> String,
    ) -> Option<String> {
        let (Target::Top(index) | Target::InRecord(_, index, _)) = target else {
            return None;
        };
        let fact = self.facts.get(*index)?;
        let given = self.given(profile, target)?;
        let answers = given
            .answers
            .iter()
            .map(|answer| shown(fact, &answer.reading));
        Some(answers.collect::<Vec<_>>().join(" / "))
    }
}

pub(super) fn unlined(given: &Given) -> Given {
    let mut given = given.clone();
    given.line = 0;
    for answer in &mut given.answers {
        answer.line = 0;
    }
    given
}

/// Tells whether two texts of a profile say the same.
#[must_use]
pub fn is_same(one: Profile, other: Profile) -> bool {
    placeless(one) == placeless(other)
}

/// Tells whether everything that one text of a profile says is said by another too, which may say more.
#[must_use]
pub fn is_kept(before: Profile, after: Profile) -> bool {
    let (before, after) = (placeless(before), placeless(after));
    let has = |list: &GivenList, record: &GivenRecord| {
        let other = list.records.iter().find(|other| other.id == record.id);
        other.is_some_and(|other| {
            let mut answers = record.answers.iter().zip(&other.answers);
            answers.all(|(before, after)| before.is_none() || before == after)
        })
    };
    let mut lists = before.lists.iter().zip(&after.lists);
    let mut answers = before.answers.iter();
    (before.name.is_none() || before.name == after.name)
        && answers.all(|(fact, given)| after.answers.get(fact) == Some(given))
        && lists.all(|(list, other)| list.records.iter().all(|record| has(other, record)))
}

/// Returns a profile without what depends on places in the file.
fn placeless(mut profile: Profile) -> Profile {
    profile.hash = String::new();
    profile.warnings = Vec::new();
    for given in profile.answers.values_mut() {
        *given = unlined(given);
    }
    for list in &mut profile.lists {
        list.line = None;
        for record in &mut list.records {
            record.line = 0;
            for given in record.answers.iter_mut().flatten() {
                *given = unlined(given);
            }
        }
    }
    profile
}

pub(super) fn same_answers(one: &Given, other: &Given) -> bool {
    let readings = |given: &Given| {
        given
            .answers
            .iter()
            .map(|answer| answer.reading.clone())
            .collect::<Vec<_>>()
    };
    readings(one) == readings(other)
}

pub(super) fn has_remarks(given: &Given, remarks: &BTreeMap<&'static str, String>) -> bool {
    given.answers.iter().all(|answer| {
        remarks.iter().all(|(key, value)| {
            let kept = match *key {
                "source" => &answer.source,
                "date" => &answer.date,
                _ => &answer.note,
            };
            kept.as_ref() == Some(value)
        })
    })
}
