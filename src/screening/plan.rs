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

/// Merges the actions of everything that asks for one: each once, most pressing first, then by timing.
pub(super) fn actions(known: &Known<'_>, asking: &[Asking]) -> Vec<Action> {
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
    ordered.sort_by_key(|(index, (priority, _))| {
        (
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
        .filter_map(|(index, (priority, keys))| action(known, index, Some(priority), keys))
        .collect()
}

/// Returns the suggestions that fit what is known. One that may fit is not offered: it would be a question in disguise.
pub(super) fn suggestions(known: &Known<'_>) -> Vec<Action> {
    let mut fitting: Vec<ActionIndex> = (0..)
        .map(ActionIndex)
        .zip(&known.pack.actions)
        .filter(|(_, action)| {
            let when = action.suggest_when.as_ref();
            when.is_some_and(|when| evaluate(when, &known.settled.table, None) == Truth::True)
        })
        .map(|(index, _)| index)
        .collect();
    fitting.sort_by_key(|index| {
        known
            .pack
            .action(*index)
            .map(|action| timing(known, action))
    });
    fitting
        .into_iter()
        .filter_map(|index| action(known, index, None, Vec::new()))
        .collect()
}

/// Returns when an action fits in the circumstances that are certain.
fn timing(known: &Known<'_>, action: &pack::Action) -> Timing {
    let table = &known.settled.table;
    action
        .timings
        .iter()
        .find(|item| evaluate(&item.when, table, None) == Truth::True)
        .map_or(action.timing, |item| item.timing)
}

fn action(
    known: &Known<'_>,
    index: ActionIndex,
    priority: Option<Priority>,
    behind: Vec<String>,
) -> Option<Action> {
    let action = known.pack.action(index)?;
    Some(Action {
        id: action.id.clone(),
        title: action.title.get(known.lang).to_owned(),
        steps: action
            .steps
            .iter()
            .map(|step| step.get(known.lang).to_owned())
            .collect(),
        timing: timing(known, action),
        priority,
        behind,
        cites: known.citations(&action.cites),
        why: known.citations(&action.why),
    })
}
