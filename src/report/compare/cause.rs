//! Causes and what they are made of, in words.

use std::collections::BTreeMap;

use crate::report::outcome::short;
use crate::report::rich::{Ink, Rich};
use crate::report::words::Words;
use crate::screening::compare::model::{
    AnswerChange, Cause, Certainty, ListAt, ListChange, Part, RecordChange, RuleChange,
    RulesChange, Version,
};
use crate::screening::model::{ListSaid, Said, SaidKind};

/// More parts than this are counted: they all stand under what was filled in differently.
const PARTS_SHOWN: usize = 8;

/// Why something differs, in words.
#[derive(Default)]
pub(super) struct Told {
    /// What to say before the list; empty where a single item says it all.
    pub(super) lead: Rich,
    pub(super) items: Vec<Rich>,
    /// What to say behind it.
    pub(super) tail: Rich,
}

impl Told {
    /// Makes one of a single item.
    pub(super) fn of(item: Rich) -> Self {
        Self {
            items: vec![item],
            ..Self::default()
        }
    }

    /// Returns all of it, to tell whether two say the same.
    pub(super) fn text(&self) -> String {
        let items: Vec<String> = self.items.iter().map(Rich::text).collect();
        format!(
            "{}\n{}\n{}",
            self.lead.text(),
            items.join("\n"),
            self.tail.text()
        )
    }
}

/// Returns why something differs.
pub(super) fn cause(words: Words, cause: &Cause) -> Told {
    let (lead, items) = match cause.certainty {
        Certainty::Exact => match cause.sets.as_slice() {
            [set] if set.len() > 1 => (words.together(), parts(words, set)),
            [set] => (String::new(), parts(words, set)),
            sets => (
                words.each_enough(),
                sets.iter().map(|set| inline(words, set)).collect(),
            ),
        },
        Certainty::Among if cause.among.is_empty() => (words.among_inputs(), Vec::new()),
        Certainty::Among => (words.among_these(), parts(words, &cause.among)),
        Certainty::NotSeparable => (words.not_separable(), Vec::new()),
        Certainty::NotReproduced => (words.not_reproduced(), parts(words, &cause.among)),
    };
    Told {
        lead: Rich::plain(lead),
        items,
        tail: Rich::plain(if cause.more {
            words.maybe_more()
        } else {
            String::new()
        }),
    }
}

fn parts(words: Words, parts: &[Part]) -> Vec<Rich> {
    let mut lines: Vec<Rich> = parts
        .iter()
        .take(PARTS_SHOWN)
        .map(|one| part(words, one))
        .collect();
    let rest = parts.len().saturating_sub(PARTS_SHOWN);
    if rest > 0 {
        lines.push(Rich::plain(words.and_more(rest)));
    }
    lines
}

/// Returns a set as one line among others.
fn inline(words: Words, set: &[Part]) -> Rich {
    match set {
        [one] => part(words, one),
        several => {
            let mut shown: Vec<String> = several
                .iter()
                .take(PARTS_SHOWN)
                .map(|one| part_text(words, one))
                .collect();
            let rest = several.len().saturating_sub(PARTS_SHOWN);
            if rest > 0 {
                shown.push(words.and_more(rest));
            }
            Rich::plain(words.together_inline(&shown.join("; ")))
        }
    }
}

/// Returns one thing that was put in differently.
pub(super) fn part(words: Words, part: &Part) -> Rich {
    Rich::inked(Ink::Plain, part_text(words, part))
}

fn part_text(words: Words, part: &Part) -> String {
    match part {
        Part::Rules(change) => rules(words, change),
        Part::Program(change) => words.part_program(&change.before, &change.after),
        Part::List(change) => list(words, change),
        Part::Record(change) => record(words, change),
        Part::Answer(change) => answer(words, change),
    }
}

fn rules(words: Words, change: &RulesChange) -> String {
    let (before, after) = (&change.before, &change.after);
    let plain = |version: &Version| format!("{} {}", version.id, version.version);
    let same_name = plain(before) == plain(after);
    let name = |version: &Version| {
        if same_name {
            format!("{} ({})", plain(version), short(&version.hash))
        } else {
            plain(version)
        }
    };
    let text = words.part_rules(&name(before), &name(after));
    let rule = change.rule.map(|rule| match rule {
        RuleChange::New => words.rule_is_new(),
        RuleChange::Gone => words.rule_is_gone(),
        RuleChange::Changed => words.rule_is_changed(),
        RuleChange::Unchanged => words.rule_is_same(),
    });
    match rule {
        Some(rule) => format!("{text} ({rule})"),
        None => text,
    }
}

fn list(words: Words, change: &ListChange) -> String {
    let at = |list: &Option<ListAt>| match list {
        None => words.not_answered(),
        Some(list) => {
            let text = match list.state {
                ListSaid::Unknown => words.nobody_knows(),
                ListSaid::Incomplete => words.list_incomplete(list.records),
                ListSaid::Plain => words.list_plain(list.records),
                ListSaid::Complete => words.list_complete(list.records),
            };
            format!("{text} ({})", words.line(list.line))
        }
    };
    let change_text = words.arrow(&at(&change.before), &at(&change.after));
    format!("{}: {change_text}", change.label)
}

fn record(words: Words, change: &RecordChange) -> String {
    match (change.before, change.after) {
        (_, Some(line)) => words.part_record_new(&change.label, &change.record, &words.line(line)),
        (line, None) => {
            let place = words.line(line.unwrap_or_default());
            words.part_record_gone(&change.label, &change.record, &place)
        }
    }
}

fn answer(words: Words, change: &AnswerChange) -> String {
    let label = match &change.record {
        Some(record) => format!("{} ({record})", change.label),
        None => change.label.clone(),
    };
    let change_text = words.arrow(&said(words, &change.before), &said(words, &change.after));
    format!("{label}: {change_text}")
}

/// Returns what was said, with the line of each answer; equal answers of several sources once.
fn said(words: Words, said: &[Said]) -> String {
    let label = |said: &Said| match (said.kind, &said.value) {
        (SaidKind::Value | SaidKind::Place, Some(value)) => value.label.clone(),
        (SaidKind::Unknown, _) => words.nobody_knows(),
        _ => words.text_given(),
    };
    let mut order: Vec<String> = Vec::new();
    let mut sources: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for one in said {
        let label = label(one);
        match sources.get_mut(&label) {
            Some((_, count)) => *count += 1,
            None => {
                sources.insert(label.clone(), (one.line, 1));
                order.push(label);
            }
        }
    }
    let several = order.len() > 1;
    let told: Vec<String> = order
        .into_iter()
        .map(|label| {
            let (line, count) = sources.get(&label).copied().unwrap_or_default();
            let name = if several {
                format!("«{label}»")
            } else {
                label
            };
            let place = words.line(line);
            if count > 1 {
                format!("{name} ({place}, {})", words.several_sources(count))
            } else {
                format!("{name} ({place})")
            }
        })
        .collect();
    if told.is_empty() {
        return words.not_answered();
    }
    told.join(&format!(" {} ", words.versus()))
}
