//! What decides beside the rules: the grounds, whether the source applies, and the contradictions.

use super::examples::Examples;
use super::{Describe, ReferenceError, Sentence};
use crate::pack::{Conflict, Ground, PackFiles, Priority, ScopeRule};
use crate::screening::model::{Citation, GroundState};

/// A case of the pack's tests that was screened and shows what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The file of the case.
    pub file: String,
    /// The name of the case.
    pub case: String,
    /// The profile, as YAML.
    pub profile: String,
}

/// A ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroundEntry {
    /// Id.
    pub id: String,
    /// Name.
    pub title: String,
    /// Id and title of the rule that rests on it; none where there is no such rule.
    pub rule: Option<(String, String)>,
    /// When it is met.
    pub when: Sentence,
    /// What each state means.
    pub states: Vec<(GroundState, String)>,
    /// What stands above the actions that do not lift it, where it is met.
    pub others: Option<String>,
    /// The guidance.
    pub cites: Vec<Citation>,
    /// A profile on which it is met; none where no test of the pack has one.
    pub met: Option<Shown>,
}

/// A circumstance in which the source does not apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeEntry {
    /// What is said then.
    pub text: String,
    /// When it is so.
    pub outside_when: Sentence,
    /// The guidance.
    pub cites: Vec<Citation>,
    /// A profile of which it is so; none where no test of the pack has one.
    pub outside: Option<Shown>,
}

/// A contradiction that the pack looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictEntry {
    /// Id.
    pub id: String,
    /// What contradicts what.
    pub text: String,
    /// When it is so.
    pub when: Sentence,
    /// Id and label of each fact that it throws in doubt.
    pub unsettles: Vec<(String, String)>,
    /// Name of the advice level it leads to.
    pub level: String,
    /// How soon to read it.
    pub priority: Priority,
    /// The guidance.
    pub cites: Vec<Citation>,
    /// A profile with it; none where no test of the pack has one.
    pub shown: Option<Shown>,
}

impl Describe<'_> {
    pub(super) fn grounds(&self, files: &PackFiles) -> Result<Vec<GroundEntry>, ReferenceError> {
        let examples = Examples::read(self.pack, files, self.lang)?;
        let grounds = self.pack.grounds.iter();
        grounds
            .map(|ground| self.ground(ground, &examples))
            .collect()
    }

    fn ground(
        &self,
        ground: &Ground,
        examples: &Examples<'_>,
    ) -> Result<GroundEntry, ReferenceError> {
        let states = [
            (GroundState::Met, &ground.met),
            (GroundState::NotMet, &ground.not_met),
            (GroundState::Open, &ground.open),
            (GroundState::Conflicting, &ground.conflicting),
        ];
        let say = |text: &crate::text::Text| text.get(self.lang).to_owned();
        Ok(GroundEntry {
            id: ground.id.clone(),
            title: say(&ground.title),
            rule: self.rules_where(|rule| rule.id == ground.rule).pop(),
            when: self.sentence(&ground.when),
            states: states.map(|(state, text)| (state, say(text))).into(),
            others: ground.others.as_ref().map(say),
            cites: self.citations(&ground.cites),
            met: examples.of_ground(&ground.id)?,
        })
    }

    pub(super) fn scope(&self, files: &PackFiles) -> Result<Vec<ScopeEntry>, ReferenceError> {
        let examples = Examples::read(self.pack, files, self.lang)?;
        let entry = |rule: &ScopeRule| {
            let text = rule.text.get(self.lang).to_owned();
            ScopeEntry {
                outside: examples.outside(&text),
                outside_when: self.sentence(&rule.outside_when),
                cites: self.citations(&rule.cites),
                text,
            }
        };
        Ok(self.pack.scope.iter().map(entry).collect())
    }

    pub(super) fn conflicts(
        &self,
        files: &PackFiles,
    ) -> Result<Vec<ConflictEntry>, ReferenceError> {
        let examples = Examples::read(self.pack, files, self.lang)?;
        let entry = |conflict: &Conflict| {
            let facts = conflict.unsettles.iter();
            let unsettles = facts.filter_map(|index| {
                let fact = self.pack.facts.get(*index)?;
                Some((fact.id.clone(), self.label(*index)))
            });
            let level = self.pack.level(conflict.level);
            Ok(ConflictEntry {
                id: conflict.id.clone(),
                text: conflict.text.get(self.lang).to_owned(),
                when: self.sentence(&conflict.when),
                unsettles: unsettles.collect(),
                level: level
                    .map(|level| level.title.get(self.lang).to_owned())
                    .unwrap_or_default(),
                priority: conflict.priority,
                cites: self.citations(&conflict.cites),
                shown: examples.of_conflict(&conflict.id)?,
            })
        };
        self.pack.conflicts.iter().map(entry).collect()
    }
}
