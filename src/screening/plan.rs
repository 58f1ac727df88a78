//! Actions merged over what asks for them, and suggestions.

use std::collections::BTreeMap;

use super::model::Action;
use super::reasons::Known;
use crate::condition::{Truth, evaluate};
use crate::pack::{self, ActionIndex, Priority, Timing};

/// One key that asks for an action, with its priority.
#[derive(Debug, Clone)]
pub(super) struct Asking {
    pub(super) key: String,
    pub(super) priority: Priority,
    pub(super) actions: Vec<ActionIndex>,
}

/// The grounds that are met and set the actions of their rules apart from all others, which do not lift them.
#[derive(Debug, Clone)]
pub(super) struct Apart<'a>(Vec<&'a pack::Ground>);

impl<'a> Apart<'a> {
    pub(super) fn new(known: &Known<'a>) -> Self {
        let met = |ground: &&pack::Ground| {
            ground.others.is_some()
                && evaluate(&ground.when, &known.settled.table, None) == Truth::True
        };
        Self(known.pack.grounds.iter().filter(met).collect())
    }

    /// Returns the ground that an action behind which these keys stand does not lift; none where one of them asks for it.
    fn not_lifted(&self, behind: &[String]) -> Option<&'a pack::Ground> {
        let rule_of = |key: &String| key.split('@').next().map(str::to_owned);
        let asks = |ground: &&pack::Ground| {
            behind
                .iter()
                .any(|key| rule_of(key).as_deref() == Some(ground.rule.as_str()))
        };
        if self.0.iter().any(asks) {
            return None;
        }
        self.0.first().copied()
    }
}

/// Merges the actions of everything that asks for one: each once, those of a met ground that sets them apart first, then
/// most pressing first, then by timing.
pub(super) fn actions(known: &Known<'_>, apart: &Apart<'_>, asking: &[Asking]) -> Vec<Action> {
    let mut merged: BTreeMap<ActionIndex, (Priority, Vec<String>)> = BTreeMap::new();
    for asker in asking {
        for index in &asker.actions {
            let (priority, keys) = merged
                .entry(*index)
                .or_insert_with(|| (asker.priority, Vec::new()));
            *priority = (*priority).min(asker.priority);
            keys.push(asker.key.clone());
        }
    }
    let mut ordered: Vec<_> = merged.into_iter().collect();
    ordered.sort_by_key(|(index, (priority, keys))| {
        (
            apart.not_lifted(keys).is_some(),
            *priority,
            known
                .pack
                .action(*index)
                .map(|action| timing(known, action)),
            *index,
        )
    });
    ordered
        .into_iter()
        .filter_map(|(index, (priority, keys))| action(known, apart, index, Some(priority), keys))
        .collect()
}

/// Returns the suggestions that fit what is known. One that may fit is not offered: it would be a question in disguise.
pub(super) fn suggestions(known: &Known<'_>, apart: &Apart<'_>) -> Vec<Action> {
    let mut fitting = fitting_suggestions(known);
    fitting.sort_by_key(|index| {
        known
            .pack
            .action(*index)
            .map(|action| timing(known, action))
    });
    fitting
        .into_iter()
        .filter_map(|index| action(known, apart, index, None, Vec::new()))
        .collect()
}

/// Returns the suggestions that fit what is known, in the order of the pack.
pub(super) fn fitting_suggestions(known: &Known<'_>) -> Vec<ActionIndex> {
    (0..)
        .map(ActionIndex)
        .zip(&known.pack.actions)
        .filter(|(_, action)| {
            let when = action.suggest_when.as_ref();
            when.is_some_and(|when| evaluate(when, &known.settled.table, None) == Truth::True)
        })
        .map(|(index, _)| index)
        .collect()
}

/// Returns when an action fits in the circumstances that are certain.
pub(super) fn timing(known: &Known<'_>, action: &pack::Action) -> Timing {
    let table = &known.settled.table;
    action
        .timings
        .iter()
        .find(|item| evaluate(&item.when, table, None) == Truth::True)
        .map_or(action.timing, |item| item.timing)
}

fn action(
    known: &Known<'_>,
    apart: &Apart<'_>,
    index: ActionIndex,
    priority: Option<Priority>,
    behind: Vec<String>,
) -> Option<Action> {
    let action = known.pack.action(index)?;
    Some(Action {
        id: action.id.clone(),
        title: action.title.phrase(known.lang).clone(),
        steps: action
            .steps
            .iter()
            .map(|step| step.phrase(known.lang).clone())
            .collect(),
        timing: timing(known, action),
        priority,
        does_not_lift: apart.not_lifted(&behind).map(|ground| ground.id.clone()),
        behind,
        cites: known.citations(&action.cites),
        why: known.citations(&action.why),
    })
}
