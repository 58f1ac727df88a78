//! Every condition of a pack, and where it stands.

use crate::condition::Node;
use crate::facts::{Fact, FactIndex, ListIndex};
use crate::pack::Pack;

/// Where a condition stands; the numbers are those of rules, actions and so on in their pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Site {
    Applies(usize),
    When(usize),
    /// A remark of a rule.
    Remark(usize, usize),
    /// An action of a rule that is raised.
    Action(usize, usize),
    /// An action of a rule that is open.
    OpenAction(usize, usize),
    Scope(usize),
    Ground(usize),
    Conflict(usize),
    /// The `ask_when` of a fact.
    Guard(usize),
    Suggestion(usize),
    /// A timing of an action.
    Timing(usize, usize),
}

/// Returns the places of all conditions of a pack, in the order of scope, grounds, conflicts, facts, rules, actions.
pub(super) fn sites(pack: &Pack) -> Vec<Site> {
    let mut sites: Vec<Site> = (0..pack.scope.len()).map(Site::Scope).collect();
    sites.extend((0..pack.grounds.len()).map(Site::Ground));
    sites.extend((0..pack.conflicts.len()).map(Site::Conflict));
    sites.extend((0..pack.guards.len()).map(Site::Guard));
    for (number, rule) in pack.rules.iter().enumerate() {
        sites.extend([Site::Applies(number), Site::When(number)]);
        sites.extend((0..rule.remarks.len()).map(|at| Site::Remark(number, at)));
        sites.extend((0..rule.actions.len()).map(|at| Site::Action(number, at)));
        sites.extend((0..rule.open_actions.len()).map(|at| Site::OpenAction(number, at)));
    }
    for (number, action) in pack.actions.iter().enumerate() {
        sites.push(Site::Suggestion(number));
        sites.extend((0..action.timings.len()).map(|at| Site::Timing(number, at)));
    }
    sites.retain(|site| site.condition(pack).is_some());
    sites
}

impl Site {
    /// Returns the condition that stands here.
    pub(super) fn condition(self, pack: &Pack) -> Option<&Node> {
        match self {
            Self::Applies(rule) => pack.rules.get(rule)?.applies.as_ref(),
            Self::When(rule) => pack.rules.get(rule).map(|rule| &rule.when),
            Self::Remark(rule, at) => {
                let remarks = &pack.rules.get(rule)?.remarks;
                remarks.get(at).map(|remark| &remark.when)
            }
            Self::Action(rule, at) => pack.rules.get(rule)?.actions.get(at)?.when.as_ref(),
            Self::OpenAction(rule, at) => pack.rules.get(rule)?.open_actions.get(at)?.when.as_ref(),
            Self::Scope(at) => pack.scope.get(at).map(|rule| &rule.outside_when),
            Self::Ground(at) => pack.grounds.get(at).map(|ground| &ground.when),
            Self::Conflict(at) => pack.conflicts.get(at).map(|conflict| &conflict.when),
            Self::Guard(fact) => pack.guards.get(fact)?.as_ref(),
            Self::Suggestion(action) => pack.actions.get(action)?.suggest_when.as_ref(),
            Self::Timing(action, at) => {
                let timings = &pack.actions.get(action)?.timings;
                timings.get(at).map(|item| &item.when)
            }
        }
    }

    /// Tells whether a condition here decides what is raised, open, asked or outside scope, and not only what is said.
    pub(super) fn decides(self) -> bool {
        match self {
            Self::Applies(_)
            | Self::When(_)
            | Self::Scope(_)
            | Self::Ground(_)
            | Self::Conflict(_)
            | Self::Guard(_) => true,
            Self::Remark(..)
            | Self::Action(..)
            | Self::OpenAction(..)
            | Self::Suggestion(_)
            | Self::Timing(..) => false,
        }
    }

    /// Tells whether the pack could do without a condition here.
    pub(super) fn is_optional(self) -> bool {
        matches!(
            self,
            Self::Applies(_) | Self::Action(..) | Self::OpenAction(..) | Self::Guard(_)
        )
    }

    /// Puts another condition here; none only where the pack can do without one.
    pub(super) fn put(self, pack: &mut Pack, condition: Option<Node>) {
        let required = match self {
            Self::Applies(rule) => {
                if let Some(rule) = pack.rules.get_mut(rule) {
                    rule.applies = condition;
                }
                return;
            }
            Self::Action(rule, at) => {
                let rule = pack.rules.get_mut(rule);
                if let Some(action) = rule.and_then(|rule| rule.actions.get_mut(at)) {
                    action.when = condition;
                }
                return;
            }
            Self::OpenAction(rule, at) => {
                let rule = pack.rules.get_mut(rule);
                if let Some(action) = rule.and_then(|rule| rule.open_actions.get_mut(at)) {
                    action.when = condition;
                }
                return;
            }
            Self::Guard(fact) => {
                if let Some(guard) = pack.guards.get_mut(fact) {
                    *guard = condition;
                }
                return;
            }
            Self::Suggestion(action) => {
                if let Some(action) = pack.actions.get_mut(action) {
                    action.suggest_when = condition;
                }
                return;
            }
            Self::When(rule) => pack.rules.get_mut(rule).map(|rule| &mut rule.when),
            Self::Remark(rule, at) => {
                let rule = pack.rules.get_mut(rule);
                let remark = rule.and_then(|rule| rule.remarks.get_mut(at));
                remark.map(|remark| &mut remark.when)
            }
            Self::Scope(at) => pack.scope.get_mut(at).map(|rule| &mut rule.outside_when),
            Self::Ground(at) => pack.grounds.get_mut(at).map(|ground| &mut ground.when),
            Self::Conflict(at) => pack.conflicts.get_mut(at).map(|item| &mut item.when),
            Self::Timing(action, at) => {
                let action = pack.actions.get_mut(action);
                let item = action.and_then(|action| action.timings.get_mut(at));
                item.map(|item| &mut item.when)
            }
        };
        if let (Some(slot), Some(condition)) = (required, condition) {
            *slot = condition;
        }
    }

    /// Returns the list whose record the condition is about.
    pub(super) fn list(self, pack: &Pack) -> Option<ListIndex> {
        match self {
            Self::Applies(rule)
            | Self::When(rule)
            | Self::Remark(rule, _)
            | Self::Action(rule, _)
            | Self::OpenAction(rule, _) => pack.rules.get(rule)?.each,
            Self::Guard(fact) => guarded(pack, fact)?.list(),
            _ => None,
        }
    }

    /// Returns where it stands, by the ids of its files: `rules.action-plan.when`.
    pub(super) fn name(self, pack: &Pack) -> String {
        let rule = |number: usize| {
            let id = pack.rules.get(number).map_or("", |rule| rule.id.as_str());
            format!("rules.{id}")
        };
        let action = |number: usize| {
            let action = pack.actions.get(number);
            action.map_or("", |action| action.id.as_str()).to_owned()
        };
        let asked = |refs: Option<&crate::pack::ActionRef>| {
            action(refs.map_or(usize::MAX, |item| usize::from(item.action.0)))
        };
        match self {
            Self::Applies(number) => format!("{}.applies", rule(number)),
            Self::When(number) => format!("{}.when", rule(number)),
            Self::Remark(number, at) => format!("{}.remarks.{}.when", rule(number), at + 1),
            Self::Action(number, at) => {
                let asked = asked(pack.rules.get(number).and_then(|rule| rule.actions.get(at)));
                format!("{}.actions.{asked}.when", rule(number))
            }
            Self::OpenAction(number, at) => {
                let of = pack.rules.get(number);
                let asked = asked(of.and_then(|rule| rule.open_actions.get(at)));
                format!("{}.when_open.actions.{asked}.when", rule(number))
            }
            Self::Scope(at) => format!("scope.{}.outside_when", at + 1),
            Self::Ground(at) => {
                let id = pack.grounds.get(at).map_or("", |ground| ground.id.as_str());
                format!("grounds.{id}.when")
            }
            Self::Conflict(at) => {
                let id = pack.conflicts.get(at).map_or("", |item| item.id.as_str());
                format!("conflicts.{id}.when")
            }
            Self::Guard(fact) => {
                let id = guarded(pack, fact).map_or("", |fact| fact.id.as_str());
                format!("facts.{id}.ask_when")
            }
            Self::Suggestion(number) => format!("actions.{}.suggest_when", action(number)),
            Self::Timing(number, at) => {
                format!("actions.{}.timing.{}.when", action(number), at + 1)
            }
        }
    }
}

fn guarded(pack: &Pack, fact: usize) -> Option<&Fact> {
    pack.facts.get(FactIndex(u16::try_from(fact).ok()?))
}
