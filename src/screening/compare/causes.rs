//! Why a state differs, in the words of the result: from what the search found, or from what can be told without one.

use std::collections::BTreeMap;

use super::bench::Bench;
use super::fingerprint::rule_change;
use super::inputs::{Input, Site};
use super::links::Links;
use super::model::{Cause, Certainty, Part, ProgramChange, RulesChange, Version};
use super::observed::{Observable, Observed};
use super::search::{Change, Found, RULES, Search};
use super::subject::Subject;
use crate::pack::Pack;
use crate::screening::model::PackReceipt;

/// More changes than this are not listed with one cause: they stand in the result's `inputs`.
const MOST_LISTED: usize = 20;

/// What has another id on either side.
#[derive(Debug, Clone, Default)]
pub(super) struct Renames {
    pub(super) rules: Links,
    pub(super) facts: Links,
}

/// Finds causes.
pub(super) struct Causes<'a> {
    /// The number of each target.
    targets: BTreeMap<&'a Observable, usize>,
    /// The states then, under the ids of now, as they were and as screening again gives them.
    then: &'a Observed,
    then_again: Option<Observed>,
    now: &'a Observed,
    now_again: Option<&'a Observed>,
    inputs: &'a [Input],
    packs: Option<(&'a Pack, &'a Pack)>,
    renames: &'a Renames,
    rules: Option<RulesChange>,
    program: Option<ProgramChange>,
    search: Option<Search<'a>>,
}

impl<'a> Causes<'a> {
    pub(super) fn new(
        (before, after): (&'a Subject<'a>, &'a Subject<'a>),
        (then, targets): (&'a Observed, &'a [Observable]),
        inputs: &'a [Input],
        renames: &'a Renames,
    ) -> Self {
        let packs = before.pack.zip(after.pack);
        let rules = rules_change(&before.screening.pack, &after.screening.pack);
        let search = packs.map(|(earlier, later)| {
            let sites: Vec<&Site> = inputs.iter().map(|input| &input.site).collect();
            let answers = (
                before.screening.answers.as_slice(),
                after.screening.answers.as_slice(),
            );
            let earlier = rules.as_ref().map(|_| {
                Bench::earlier(earlier, answers, (&renames.rules, &renames.facts), &sites)
            });
            let later = Bench::later(later, answers, &renames.facts, &sites);
            Search::new((earlier, later), inputs.len(), &after.observed, targets)
        });
        Self {
            targets: targets.iter().zip(0..).collect(),
            then,
            then_again: before
                .again
                .clone()
                .map(|again| again.renamed(&renames.rules, &renames.facts)),
            now: &after.observed,
            now_again: after.again.as_ref(),
            inputs,
            packs,
            renames,
            rules,
            program: program_change(before, after),
            search,
        }
    }

    /// Returns everything that was put in differently.
    pub(super) fn all(&self) -> Vec<Part> {
        let rules = self.rules.clone().map(Part::Rules);
        let program = self.program.clone().map(Part::Program);
        let inputs = self.inputs.iter().map(|input| input.part.clone());
        rules.into_iter().chain(program).chain(inputs).collect()
    }

    /// Returns why a state differs.
    pub(super) fn of(&mut self, observable: &Observable) -> Cause {
        let reproduced = |was: &Observed, again: Option<&Observed>| {
            again.is_none_or(|again| again.agrees(was, observable))
        };
        if !(reproduced(self.then, self.then_again.as_ref())
            && reproduced(self.now, self.now_again))
        {
            return self.not_reproduced();
        }
        let target = self.targets.get(observable).copied();
        let found = match (&mut self.search, target) {
            (Some(search), Some(target)) => search.cause(target),
            _ => return self.without_search(),
        };
        match found {
            Found::Sets { sets, more } => Cause {
                certainty: Certainty::Exact,
                sets: sets.iter().map(|set| self.parts(set, observable)).collect(),
                more,
                among: Vec::new(),
            },
            Found::Among(changes) => Cause {
                certainty: Certainty::Among,
                sets: Vec::new(),
                more: false,
                among: if changes.len() > MOST_LISTED {
                    Vec::new()
                } else {
                    self.parts(&changes, observable)
                },
            },
            Found::Nothing => self.not_reproduced(),
        }
    }

    /// Returns why the priority or level of a rule or conflict differs: no answer changes those.
    pub(super) fn of_rank(&self, observable: &Observable) -> Cause {
        match self.rules_part(observable).map(Part::Rules) {
            Some(rules) => exact(vec![rules]),
            None => self.not_reproduced(),
        }
    }

    fn parts(&self, changes: &[Change], observable: &Observable) -> Vec<Part> {
        changes
            .iter()
            .filter_map(|change| {
                if *change == RULES {
                    self.rules_part(observable).map(Part::Rules)
                } else {
                    let input = self.inputs.get(usize::from(*change));
                    input.map(|input| input.part.clone())
                }
            })
            .collect()
    }

    fn rules_part(&self, observable: &Observable) -> Option<RulesChange> {
        let rule = match (observable, self.packs) {
            (Observable::Key(key), Some(packs)) => {
                let id = key.split('@').next().unwrap_or_default();
                rule_change(packs, id, (&self.renames.rules, &self.renames.facts))
            }
            _ => None,
        };
        let rules = self.rules.clone()?;
        Some(RulesChange { rule, ..rules })
    }

    fn not_reproduced(&self) -> Cause {
        Cause {
            certainty: Certainty::NotReproduced,
            sets: Vec::new(),
            more: false,
            among: self
                .program
                .clone()
                .map(Part::Program)
                .into_iter()
                .collect(),
        }
    }

    /// Returns what can be told where not both packs are at hand.
    fn without_search(&self) -> Cause {
        let all = self.all();
        match (all.as_slice(), &self.rules) {
            ([], _) => self.not_reproduced(),
            ([_], _) => exact(all),
            (_, Some(_)) if !self.inputs.is_empty() => Cause {
                certainty: Certainty::NotSeparable,
                sets: Vec::new(),
                more: false,
                among: Vec::new(),
            },
            _ => Cause {
                certainty: Certainty::Among,
                sets: Vec::new(),
                more: false,
                among: if all.len() > MOST_LISTED {
                    Vec::new()
                } else {
                    all
                },
            },
        }
    }
}

fn exact(set: Vec<Part>) -> Cause {
    Cause {
        certainty: Certainty::Exact,
        sets: vec![set],
        more: false,
        among: Vec::new(),
    }
}

fn rules_change(before: &PackReceipt, after: &PackReceipt) -> Option<RulesChange> {
    let version = |pack: &PackReceipt| Version {
        id: pack.id.clone(),
        version: pack.version.clone(),
        hash: pack.hash.clone(),
    };
    (before.hash != after.hash).then(|| RulesChange {
        before: version(before),
        after: version(after),
        rule: None,
    })
}

fn program_change(before: &Subject<'_>, after: &Subject<'_>) -> Option<ProgramChange> {
    let (before, after) = (&before.screening.tool, &after.screening.tool);
    (before.version != after.version).then(|| ProgramChange {
        before: before.version.clone(),
        after: after.version.clone(),
    })
}
