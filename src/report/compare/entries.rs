//! Entries that changed: those to act on each apart, the others gathered by what brought them about.

use std::collections::BTreeMap;

use super::cause::{Told, cause};
use super::content::{Block, Entry};
use crate::report::outcome::level_title;
use crate::report::reason::headed;
use crate::report::rich::{Ink, Rich};
use crate::report::words::Words;
use crate::screening::compare::model::{Comparison, Rank, Transition, TransitionKind};
use crate::screening::model::Status;

/// A status of at most so many letters is not broken.
const WHOLE: usize = 13;

/// Returns the entries under a heading for each way in which they changed, in their order.
pub(super) fn entries(words: Words, comparison: &Comparison) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut rest = comparison.transitions.as_slice();
    while let Some(first) = rest.first() {
        let heading = words.group(first.kind);
        let count = rest
            .iter()
            .take_while(|transition| words.group(transition.kind) == heading)
            .count();
        let (group, others) = rest.split_at(count);
        rest = others;
        blocks.push(Block::Heading(heading.to_owned()));
        let (gathered, apart): (Vec<&Transition>, Vec<&Transition>) =
            group.iter().partition(|transition| is_gathered(transition));
        if !apart.is_empty() {
            let apart = apart
                .into_iter()
                .map(|transition| entry(words, comparison, transition));
            blocks.push(Block::Entries(apart.collect()));
        }
        blocks.extend(by_cause(words, &gathered));
    }
    blocks
}

/// Tells whether nothing is to be done about an entry, so that its title and its cause say enough.
fn is_gathered(transition: &Transition) -> bool {
    match transition.kind {
        TransitionKind::Vanished => transition.before != Some(Status::Raised),
        TransitionKind::OpenToNotRaised
        | TransitionKind::NowOutsideScope
        | TransitionKind::NoLongerOutsideScope
        | TransitionKind::New => true,
        _ => false,
    }
}

fn entry(words: Words, comparison: &Comparison, transition: &Transition) -> Entry {
    let (before, after) = (
        transition.rank_before.as_ref(),
        transition.rank_after.as_ref(),
    );
    let rank = after.or(before);
    let mut details: Vec<Rich> = transition.text.iter().map(Rich::plain).collect();
    details.extend(ranks(words, comparison, before, after));
    Entry {
        rank: rank.map_or_else(Rich::default, |rank| headed(words, rank.priority)),
        title: Rich::inked(Ink::Strong, &transition.title),
        details,
        key: key(words, transition),
        change: Rich::plain(statuses(words, transition)),
        cause: cause(words, &transition.cause),
    }
}

fn key(words: Words, transition: &Transition) -> String {
    match &transition.old_key {
        Some(old) => format!("{}, {}", transition.key, words.old_key(old)),
        None => transition.key.clone(),
    }
}

/// Returns `open → raised`; a status of two words stays on one line.
fn statuses(words: Words, transition: &Transition) -> String {
    let status = |status: Option<Status>| {
        let name = match status {
            Some(status) => words.status(status).to_owned(),
            None => words.absent(),
        };
        if name.len() > WHOLE {
            name
        } else {
            name.replace(' ', "\u{a0}")
        }
    };
    words.arrow(&status(transition.before), &status(transition.after))
}

/// Returns priority and level where they differ.
pub(super) fn ranks(
    words: Words,
    comparison: &Comparison,
    before: Option<&Rank>,
    after: Option<&Rank>,
) -> Vec<Rich> {
    let (Some(before), Some(after)) = (before, after) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    let mut add = |label: String, then: &str, now: &str| {
        if then != now {
            lines.push(Rich::plain(format!("{label}: {}", words.arrow(then, now))));
        }
    };
    add(
        words.column_priority().to_lowercase(),
        words.priority(before.priority),
        words.priority(after.priority),
    );
    if before.level != after.level {
        add(
            words.label_level(),
            level_title(&comparison.before.pack, &before.level),
            level_title(&comparison.after.pack, &after.level),
        );
    }
    lines
}

/// Gathers entries by their cause, in the order of the first of each.
fn by_cause(words: Words, transitions: &[&Transition]) -> Vec<Block> {
    let mut groups: Vec<(Told, Vec<Rich>)> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for transition in transitions {
        let because = cause(words, &transition.cause);
        let number = *known.entry(because.text()).or_insert_with(|| {
            groups.push((because, Vec::new()));
            groups.len() - 1
        });
        let item = Rich::plain(format!("{} ", transition.title))
            .with(Ink::Faint, format!("[{}]", key(words, transition)))
            .with(Ink::Plain, format!(": {}", statuses(words, transition)));
        if let Some((_, items)) = groups.get_mut(number) {
            items.push(item);
        }
    }
    groups
        .into_iter()
        .map(|(cause, items)| Block::Group { cause, items })
        .collect()
}
