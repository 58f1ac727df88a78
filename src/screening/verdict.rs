//! What a screening decides, without describing it: for whoever screens a profile some thousand times.
//!
//! A verdict and a [`super::screen`] of the same profile say the same; the tests hold them to it.

use std::collections::BTreeSet;

use super::contradictions::contradictions;
use super::entries::{entry_of, status};
use super::findings::{entry_actions, fitting_remarks};
use super::model::{Applies, GroundState, Status};
use super::outcome::interval;
use super::plan::{fitting_suggestions, timing};
use super::reasons::Known;
use super::scope::{applies, ground_state};
use super::settle::{Settled, holds_for_some_source, settle};
use crate::condition::Bindings;
use crate::facts::{AnswerTable, ListIndex};
use crate::pack::{Action, ActionIndex, Conflict, LevelIndex, Pack, Timing};
use crate::profile::Profile;
use crate::text::Lang;

/// The answers of a profile as conditions read them.
#[derive(Debug, Clone)]
pub struct Answers(Settled);

impl Answers {
    /// Settles the answers of a profile.
    #[must_use]
    pub fn settle(pack: &Pack, profile: &Profile) -> Self {
        Self(settle(pack, profile))
    }

    /// Returns the answers that rules read.
    #[must_use]
    pub fn table(&self) -> &AnswerTable {
        &self.0.table
    }

    /// Returns the answers that conflicts read: those before any lost its force.
    #[must_use]
    pub fn before_conflicts(&self) -> &AnswerTable {
        &self.before().table
    }

    fn before(&self) -> &Settled {
        self.0.before.as_deref().unwrap_or(&self.0)
    }

    /// Tells whether a conflict of the pack holds.
    #[must_use]
    pub fn in_conflict(&self, pack: &Pack, profile: &Profile, conflict: &Conflict) -> bool {
        holds_for_some_source(pack, profile, conflict, self.before())
    }
}

/// A rule was not evaluated for a record.
struct DidNotRun;

/// What a screening of a profile decides; each method decides only what it returns.
#[derive(Debug, Clone, Copy)]
pub struct Verdict<'a> {
    known: Known<'a>,
}

impl<'a> Verdict<'a> {
    /// Makes the verdict on a profile whose answers are settled.
    #[must_use]
    pub fn new(pack: &'a Pack, profile: &'a Profile, answers: &'a Answers) -> Self {
        Self {
            known: Known {
                pack,
                profile,
                settled: &answers.0,
                lang: Lang::En,
            },
        }
    }

    /// Tells whether the source speaks about this partnership.
    #[must_use]
    pub fn applies(&self) -> Applies {
        applies(self.known.pack, &self.known.settled.table)
    }

    /// Returns the lowest level, `None` where it is open whether the source applies, and the highest one.
    ///
    /// `None` where the source does not apply.
    #[must_use]
    pub fn interval(&self) -> Option<(Option<LevelIndex>, LevelIndex)> {
        let applies = self.applies();
        if applies == Applies::No {
            return None;
        }
        let (mut raised, mut open) = (Vec::new(), Vec::new());
        raised.extend(contradictions(&self.known).iter().map(|clash| clash.level));
        for rule in &self.known.pack.rules {
            for record in self.records(rule.each) {
                match status(rule, &self.known.settled.table, record.as_ref()) {
                    Status::Raised => raised.push(rule.level),
                    Status::Open => open.push(rule.level),
                    Status::NotRaised | Status::OutsideScope => {}
                }
            }
        }
        let (lowest, highest) = interval(raised.into_iter(), open.into_iter());
        Some(((applies == Applies::Yes).then_some(lowest), highest))
    }

    /// Returns the status of a rule, by its number, for the record with an id (`*` for the others); no id for a rule
    /// that is about no record.
    ///
    /// `None` where the rule did not run for such a record.
    #[must_use]
    pub fn status(&self, rule: usize, record: Option<&str>) -> Option<Status> {
        let bindings = self.bindings(rule, record).ok()?;
        if self.applies() == Applies::No {
            return Some(Status::OutsideScope);
        }
        let rule = self.known.pack.rules.get(rule)?;
        Some(status(rule, &self.known.settled.table, bindings.as_ref()))
    }

    /// Returns the actions that a rule asks for, as for [`Verdict::status`]; none where it is neither raised nor open.
    #[must_use]
    pub fn actions(&self, rule: usize, record: Option<&str>) -> Option<Vec<ActionIndex>> {
        let bindings = self.bindings(rule, record).ok()?;
        if !matches!(self.status(rule, record)?, Status::Raised | Status::Open) {
            return Some(Vec::new());
        }
        let entry = entry_of(self.known.pack, &self.known.settled.table, rule, bindings)?;
        let rule = self.known.pack.rules.get(rule)?;
        Some(entry_actions(&self.known, rule, &entry))
    }

    /// Returns the numbers from 1 of the remarks that a finding adds, as for [`Verdict::status`].
    #[must_use]
    pub fn remarks(&self, rule: usize, record: Option<&str>) -> Option<Vec<usize>> {
        let bindings = self.bindings(rule, record).ok()?;
        if self.status(rule, record)? != Status::Raised {
            return Some(Vec::new());
        }
        let entry = entry_of(self.known.pack, &self.known.settled.table, rule, bindings)?;
        let rule = self.known.pack.rules.get(rule)?;
        let fitting = fitting_remarks(&self.known, rule, &entry);
        Some(fitting.map(|(number, _)| number).collect())
    }

    /// Returns the keys of what contradicts itself.
    #[must_use]
    pub fn contradictions(&self) -> BTreeSet<String> {
        contradictions(&self.known)
            .into_iter()
            .map(|clash| clash.entry.key)
            .collect()
    }

    /// Returns when an action fits.
    #[must_use]
    pub fn timing(&self, action: &Action) -> Timing {
        timing(&self.known, action)
    }

    /// Returns what is known of the ground with an id; `None` where there is none, or the source does not apply.
    #[must_use]
    pub fn ground(&self, id: &str) -> Option<GroundState> {
        let ground = self
            .known
            .pack
            .grounds
            .iter()
            .find(|ground| ground.id == id)?;
        (self.applies() != Applies::No).then(|| ground_state(&self.known, &ground.when))
    }

    /// Returns the suggestions that are offered; none where the source does not apply.
    #[must_use]
    pub fn suggestions(&self) -> Vec<ActionIndex> {
        if self.applies() == Applies::No {
            return Vec::new();
        }
        fitting_suggestions(&self.known)
    }

    /// Returns what a rule is evaluated for: each record of its list, or once without one.
    fn records(&self, each: Option<ListIndex>) -> Vec<Option<Bindings<'static>>> {
        match each {
            None => vec![None],
            Some(list) => self
                .known
                .settled
                .table
                .records(list)
                .map(|record| Some(Bindings::new(list, record)))
                .collect(),
        }
    }

    /// Returns what binds a record to a rule: nothing for a rule that is about none.
    fn bindings(
        &self,
        rule: usize,
        record: Option<&str>,
    ) -> Result<Option<Bindings<'static>>, DidNotRun> {
        let rule = self.known.pack.rules.get(rule).ok_or(DidNotRun)?;
        let (list, wanted) = match (rule.each, record) {
            (None, None) => return Ok(None),
            (Some(list), Some(wanted)) => (list, wanted),
            _ => return Err(DidNotRun),
        };
        let mut records = self.known.settled.table.records(list);
        let record = records.find(|record| {
            let id = self.known.record_id_in(list, Some(*record));
            id.as_deref() == Some(wanted)
        });
        record
            .map(|record| Some(Bindings::new(list, record)))
            .ok_or(DidNotRun)
    }
}
