//! What to do: the ground first, then actions, then what is only offered.

use std::io::{self, Write};

use super::decisions;
use super::layout::{Layout, Page};
use super::outcome;
use super::reason::{NAMES_SHOWN, capital, citations, headed, names};
use super::rich::{Ink, Rich};
use super::table::framed;
use super::words::Words;
use crate::screening::model::{Action, Applies, Screening};

/// Writes the recommended actions with their steps, and what the source offers as possibilities.
pub fn plan(screening: &Screening, layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
    framed(screening, layout, out, |page, words| {
        if screening.scope.applies != Applies::No {
            section(page, words, screening, true);
        }
    })
}

/// Writes the plan. `whole` adds the guidance behind each action and the steps of what is only offered.
pub(super) fn section(page: &mut Page, words: Words, screening: &Screening, whole: bool) {
    page.heading(&words.plan_heading());
    let first: Vec<_> = screening
        .grounds
        .iter()
        .filter(|ground| outcome::comes_first(ground))
        .collect();
    if !first.is_empty() {
        page.text(2, &Rich::plain(words.first()));
    }
    for ground in first {
        page.item(2, "- ", &outcome::ground_state(words, ground));
        if whole {
            page.text(4, &Rich::plain(&ground.text));
        }
    }
    if screening.actions.is_empty() {
        page.text(2, &Rich::plain(words.no_actions()));
    }
    let mut part = None;
    for (at, entry) in screening.actions.iter().enumerate() {
        begin_part(page, words, screening, &mut part, entry);
        page.blank();
        action(page, words, screening, entry, at + 1, whole);
    }
    for (at, entry) in screening.suggestions.iter().enumerate() {
        begin_part(page, words, screening, &mut part, entry);
        if at == 0 {
            page.blank();
            page.text(2, &Rich::plain(words.suggestions_heading()));
        }
        suggestion(page, words, screening, entry, whole);
    }
}

/// Writes above the first action or suggestion that does not lift a ground that it does not.
fn begin_part<'a>(
    page: &mut Page,
    words: Words,
    screening: &Screening,
    part: &mut Option<&'a str>,
    action: &'a Action,
) {
    let ground = action.does_not_lift.as_deref();
    if ground == *part {
        return;
    }
    *part = ground;
    let Some(id) = ground else { return };
    let ground = screening.grounds.iter().find(|ground| ground.id == id);
    let text = ground.and_then(|ground| ground.others.clone());
    // A result may lack the text, but never that this does not lift the ground.
    let text = text
        .unwrap_or_else(|| words.does_not_lift(ground.map_or(id, |ground| ground.title.as_str())));
    page.blank();
    page.text(2, &Rich::inked(Ink::Strong, text));
}

fn action(
    page: &mut Page,
    words: Words,
    screening: &Screening,
    action: &Action,
    number: usize,
    whole: bool,
) {
    let indent = act(page, words, action, &format!("{number}. "));
    for decision in decisions::plans(words, screening, &action.id) {
        page.text(indent, &decision);
    }
    let shown = if whole { usize::MAX } else { NAMES_SHOWN };
    let behind = names(words, screening, &action.behind, shown);
    page.field(indent, &words.label_for(), &behind);
    if whole {
        guidance(page, words, action, indent);
    }
}

/// Writes what to do behind a marker, when, and step by step; returns the indent of what belongs to it.
pub(super) fn act(page: &mut Page, words: Words, action: &Action, marker: &str) -> usize {
    let indent = 2 + marker.len();
    page.item(2, marker, &Rich::inked(Ink::Strong, &action.title));
    let timing = words.timing(action.timing);
    let when = match action.priority {
        Some(rank) => headed(words, rank).with(Ink::Plain, format!(", {timing}")),
        None => Rich::plain(capital(timing)),
    };
    page.text(indent, &when);
    for step in &action.steps {
        page.item(indent, "- ", &Rich::plain(step));
    }
    indent
}

fn guidance(page: &mut Page, words: Words, action: &Action, indent: usize) {
    page.fields(indent, &words.label_guidance(), &citations(&action.cites));
    page.fields(indent, &words.label_mind(), &citations(&action.why));
}

/// Writes an offer: no number, no priority, no finding behind it.
fn suggestion(page: &mut Page, words: Words, screening: &Screening, action: &Action, whole: bool) {
    let title =
        Rich::plain(&action.title).with(Ink::Faint, format!(" ({})", words.timing(action.timing)));
    page.item(2, "- ", &title);
    for decision in decisions::plans(words, screening, &action.id) {
        page.text(4, &decision);
    }
    if whole {
        for step in &action.steps {
            page.item(4, "- ", &Rich::plain(step));
        }
        guidance(page, words, action, 4);
    }
}
