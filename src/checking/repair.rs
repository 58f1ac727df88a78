//! What `check --fix` writes: repairs that are certain, one at a time, each read back and compared.

use std::collections::{BTreeMap, BTreeSet};

use crate::pack::Pack;
use crate::profile::edit::{is_kept, is_same};
use crate::profile::{Profile, read_partly};
use crate::yaml::edit::{Splice, move_to_top};
use crate::yaml::{self, Entry, Limits, Node, Problem, Repair, Severity};

/// A text after its repairs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// The text; the one given where nothing could be repaired.
    pub text: String,
    /// How many repairs were made.
    pub count: usize,
}

/// Repairs in one text at most; each takes a reading of it.
const MOST: usize = 200;

/// Repairs what has one right repair in the text of a profile: misspelt keys and options, and names of before.
///
/// A repair stands only if the problem is gone, no other came up outside what it brought to light, and every answer
/// that could be read before is still there.
#[must_use]
pub fn repair(pack: &Pack, text: &str) -> Repaired {
    let mut state = State::read(pack, text.to_owned());
    let mut refused = BTreeSet::new();
    let mut count = 0;
    for _ in 0..MOST {
        let next = state.problems.iter().find_map(|problem| {
            let repair = problem.repair.as_ref()?;
            (!refused.contains(&named(problem, &state.text))).then_some((problem, repair))
        });
        let Some((problem, repair)) = next else {
            break;
        };
        let after = state
            .changed(problem, repair)
            .map(|text| State::read(pack, text));
        match after.filter(|after| is_right(&state, problem, after)) {
            Some(after) => {
                state = after;
                count += 1;
            }
            None => {
                refused.insert(named(problem, &state.text));
            }
        }
    }
    Repaired {
        text: state.text,
        count,
    }
}

/// A problem by what it says and what stands around it, so that it is known again after another repair.
fn named(problem: &Problem, text: &str) -> (String, String) {
    let at = problem.span.map_or(0, |span| span.start);
    let line = text
        .get(..at)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |end| end + 1);
    let line = text.get(line..).and_then(|rest| rest.lines().next());
    (
        problem.message.en.clone().into_owned(),
        line.unwrap_or_default().to_owned(),
    )
}

/// A text and what can be read of it.
struct State {
    text: String,
    profile: Profile,
    /// Errors and warnings.
    problems: Vec<Problem>,
}

impl State {
    fn read(pack: &Pack, text: String) -> Self {
        let (profile, mut problems, _) =
            read_partly("", text.as_bytes(), &pack.facts, &pack.places);
        problems.extend(profile.warnings.iter().cloned());
        Self {
            text,
            profile,
            problems,
        }
    }

    /// Returns the tree of the text.
    fn root(&self) -> Option<Node> {
        yaml::read("", self.text.as_bytes(), Limits::PROFILE).root
    }

    /// Returns the text after a repair.
    fn changed(&self, problem: &Problem, repair: &Repair) -> Option<String> {
        let span = problem.span?;
        match repair {
            Repair::Replace(word) => {
                let old = self.text.get(span.start..span.end)?;
                let is_word = !old.is_empty() && !old.contains(['\n', '\r', '&', '*', '!']);
                let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
                let text = if word.chars().all(is_plain) {
                    word.clone()
                } else {
                    yaml::scalar(word)
                };
                let splice = is_word.then_some(Splice { span, text })?;
                splice.apply(&self.text)
            }
            Repair::MoveToTop(key) => {
                let root = self.root()?;
                move_to_top(&self.text, &root, entry_at(&root, span.start)?, key)
            }
        }
    }

    fn has_errors(&self) -> bool {
        let is_error = |problem: &Problem| problem.severity == Severity::Error;
        self.problems.iter().any(is_error)
    }

    /// Counts problems by what they say.
    fn counted(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for problem in &self.problems {
            *counts.entry(problem.message.en.as_ref()).or_default() += 1;
        }
        counts
    }
}

/// Tells whether a repair did what it was to do and nothing else.
fn is_right(before: &State, problem: &Problem, after: &State) -> bool {
    let (was, is) = (before.counted(), after.counted());
    let count = |counts: &BTreeMap<&str, usize>, problem: &Problem| {
        counts
            .get(problem.message.en.as_ref())
            .copied()
            .unwrap_or_default()
    };
    if count(&is, problem) >= count(&was, problem) {
        return false;
    }
    let is_new = |problem: &&Problem| count(&is, problem) > count(&was, problem);
    let new: Vec<&Problem> = after.problems.iter().filter(is_new).collect();
    // Below a key that is understood now, other mistakes may come to light.
    let start = problem.span.map_or(0, |span| span.start);
    let is_clean = new.is_empty()
        || after.root().is_some_and(|root| {
            let below = entry_at(&root, start).map(|entry| entry.value.span);
            let is_below = |problem: &&Problem| {
                let place = below.zip(problem.span);
                place
                    .is_some_and(|(below, span)| span.start >= below.start && span.end <= below.end)
            };
            new.iter().all(is_below)
        });
    let (one, other) = (before.profile.clone(), after.profile.clone());
    is_clean
        && if before.has_errors() {
            is_kept(one, other)
        } else {
            is_same(one, other)
        }
}

/// Returns the entry whose key begins at a place.
fn entry_at(node: &Node, start: usize) -> Option<&Entry> {
    if let Some(items) = node.as_sequence() {
        return items.iter().find_map(|item| entry_at(item, start));
    }
    let entries = node.as_mapping().unwrap_or_default();
    let is_here = |entry: &&Entry| entry.key_span.start == start;
    let inside = || {
        entries
            .iter()
            .find_map(|entry| entry_at(&entry.value, start))
    };
    entries.iter().find(is_here).or_else(inside)
}
