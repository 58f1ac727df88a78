//! What a person means by the name of a question, a list or a record.

use super::compare::unlined;
use super::no_safe_place;
use crate::facts::{Fact, FactIndex, Facts, Kind, Places, Spot};
use crate::profile::answer::Given;
use crate::profile::read::{GivenList, Profile, read};
use crate::text::bilingual;
use crate::yaml::{Problem, nearest};

/// What an answer belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    Top(FactIndex),
    InRecord(FactIndex, FactIndex, String),
    List(FactIndex),
    Complete(FactIndex),
}

/// The questions and places that names are looked up in.
pub(super) struct Questionnaire<'a> {
    pub(super) facts: &'a Facts,
    pub(super) places: &'a Places,
}

impl Questionnaire<'_> {
    pub(super) fn fact(&self, index: FactIndex) -> Result<&Fact, Problem> {
        self.facts.get(index).ok_or_else(no_safe_place)
    }

    pub(super) fn read(&self, text: &str) -> Result<Profile, Problem> {
        read("", text.as_bytes(), self.facts, self.places).map_err(|error| {
            let first = error.problems.into_iter().next();
            first.map_or_else(no_safe_place, |problem| Problem {
                span: None,
                ..problem
            })
        })
    }

    /// Resolves what a person wrote for a fact.
    pub(super) fn target(&self, path: &str) -> Result<Target, Problem> {
        if let Some(index) = self.facts.find(path) {
            let fact = self.fact(index)?;
            match (&fact.kind, fact.spot) {
                (Kind::Records(_), _) => return Ok(Target::List(index)),
                (_, Spot::Top) => return Ok(Target::Top(index)),
                _ => {}
            }
        }
        let in_record = |list: FactIndex, key: &str, id: &str| {
            let Kind::Records(records) = &self.facts.get(list)?.kind else {
                return None;
            };
            let fact = self.facts.find(&format!("{}.{key}", records.record))?;
            Some(Target::InRecord(list, fact, id.to_owned()))
        };
        if let Some((fact, id)) = path.split_once('@') {
            let (record, key) = fact.split_once('.').unwrap_or((fact, ""));
            let list = self.facts.list_of_record(record).map(|(list, _)| list);
            if let Some(target) = list.and_then(|list| in_record(list, key, id)) {
                return Ok(target);
            }
        }
        for list in self.facts.lists() {
            let Some(rest) = self
                .facts
                .get(*list)
                .and_then(|fact| path.strip_prefix(&fact.id))
                .and_then(|rest| rest.strip_prefix('.'))
            else {
                continue;
            };
            if rest == "complete" {
                return Ok(Target::Complete(*list));
            }
            let (id, key) = rest.split_once('.').unwrap_or((rest, ""));
            if let Some(target) = in_record(*list, key, id) {
                return Ok(target);
            }
        }
        Err(self.unknown(path))
    }

    pub(super) fn list(&self, path: &str) -> Result<FactIndex, Problem> {
        match self.target(path) {
            Ok(Target::List(list)) => Ok(list),
            _ => {
                let lists = self.facts.lists().iter();
                let ids = lists.filter_map(|list| Some(self.facts.get(*list)?.id.as_str()));
                let ids: Vec<&str> = ids.collect();
                let listed = ids.join("`, `");
                Err(Problem::whole(
                    "unknown-list",
                    bilingual!("er is geen lijst `{path}`", "there is no list `{path}`"),
                )
                .help(bilingual!(
                    "kies uit: `{listed}`",
                    "choose from: `{listed}`"
                )))
            }
        }
    }

    fn unknown(&self, path: &str) -> Problem {
        let problem = Problem::whole(
            "unknown-fact",
            bilingual!("er is geen vraag `{path}`", "unknown fact `{path}`"),
        );
        let mut facts = self.facts.iter().map(|(_, fact)| fact);
        let ids = self.facts.iter().map(|(_, fact)| fact.id.as_str());
        let renamed = facts.find(|fact| fact.replaces.iter().any(|old| old == path));
        let near = renamed
            .map(|fact| fact.id.as_str())
            .or_else(|| nearest(path, ids));
        match near {
            Some(id)
                if self
                    .facts
                    .find(id)
                    .and_then(|at| self.facts.get(at))
                    .is_some_and(|fact| fact.list().is_some()) =>
            {
                problem.help(bilingual!(
                    "noem ook het onderdeel: `{id}@kenmerk`",
                    "name the record too: `{id}@its-id`"
                ))
            }
            Some(near) => problem.did_you_mean(Some(near)),
            None => problem.help(bilingual!(
                "`ask` en een profiel van `new` noemen elke vraag bij haar naam",
                "`ask` and a profile of `new` call every question by its name"
            )),
        }
    }

    /// Returns what a profile says of a target, without line numbers.
    pub(super) fn given(&self, profile: &Profile, target: &Target) -> Option<Given> {
        let given = match target {
            Target::Top(index) => profile.answers.get(index)?,
            Target::InRecord(list, fact, id) => {
                let Spot::InRecord { slot, .. } = self.facts.get(*fact)?.spot else {
                    return None;
                };
                let record = self
                    .given_list(profile, *list)?
                    .records
                    .iter()
                    .find(|record| record.id == *id)?;
                record.answers.get(usize::from(slot))?.as_ref()?
            }
            Target::List(_) | Target::Complete(_) => return None,
        };
        Some(unlined(given))
    }

    pub(super) fn given_list<'p>(
        &self,
        profile: &'p Profile,
        list: FactIndex,
    ) -> Option<&'p GivenList> {
        let Kind::Records(records) = &self.facts.get(list)?.kind else {
            return None;
        };
        profile.lists.get(usize::from(records.list.0))
    }
}
