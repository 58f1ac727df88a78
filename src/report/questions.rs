//! What is not known yet, decisive questions first.

use std::io::{self, Write};

use super::decisions;
use super::layout::{Layout, Page};
use super::outcome::level_title;
use super::reason::{NAMES_SHOWN, capital, key, names, priority};
use super::rich::{Ink, Rich};
use super::table::framed;
use super::words::Words;
use crate::screening::SCOPE_KEY;
use crate::screening::model::{AnswerState, Applies, Question, Screening};

/// So many questions are a day's work; a fresh profile has dozens more, which would push the plan out of sight.
const SHOWN: usize = 10;

/// Writes the questions that keep something open, with their explanation and what waits for them.
///
/// `decisive_only` leaves out those that cannot change the outcome.
pub fn questions(
    screening: &Screening,
    decisive_only: bool,
    layout: &Layout,
    out: &mut dyn Write,
) -> io::Result<()> {
    framed(screening, layout, out, |page, words| {
        if screening.scope.applies != Applies::No {
            page.heading(&words.questions_heading());
            let asked: Vec<&Question> = screening
                .questions
                .iter()
                .filter(|question| question.decisive || !decisive_only)
                .collect();
            if asked.is_empty() {
                let none = if decisive_only {
                    words.no_decisive_questions()
                } else {
                    words.no_questions()
                };
                page.text(2, &Rich::plain(none));
            }
            let mut number = 0;
            for (heading, group) in groups(words, &asked) {
                page.blank();
                page.text(2, &Rich::plain(heading));
                for question in group {
                    number += 1;
                    page.blank();
                    whole(page, words, screening, question, number);
                }
            }
        }
    })
}

/// Writes the questions in short, for a report about everything.
pub(super) fn section(page: &mut Page, words: Words, screening: &Screening, layout: &Layout) {
    page.heading(&words.questions_heading());
    let asked: Vec<&Question> = screening.questions.iter().collect();
    if asked.is_empty() {
        page.text(2, &Rich::plain(words.no_questions()));
        return;
    }
    let (mut number, mut left) = (0, if layout.all { usize::MAX } else { SHOWN });
    for (heading, group) in groups(words, &asked) {
        page.blank();
        page.text(2, &Rich::plain(heading));
        // What somebody has looked into in vain is always shown: no list may hide it.
        let shown = if group.iter().all(|question| question.nobody_knows) {
            group.len()
        } else {
            left.min(group.len())
        };
        for question in group.iter().take(shown) {
            number += 1;
            brief(page, words, screening, question, number);
        }
        left = left.saturating_sub(shown);
        rest(page, words, screening, &group, shown);
    }
    page.blank();
    page.text(2, &Rich::plain(words.see_questions()));
}

/// Returns the questions in four groups, each under what an answer would do; empty groups are left out.
fn groups<'a>(words: Words, asked: &[&'a Question]) -> Vec<(String, Vec<&'a Question>)> {
    let group = |keep: fn(&Question) -> bool| {
        asked
            .iter()
            .copied()
            .filter(|question| keep(question))
            .collect()
    };
    let groups: [(String, Vec<&Question>); 4] = [
        (
            words.decisive_questions(),
            group(|question| question.decisive && !question.nobody_knows),
        ),
        (
            words.other_questions(),
            group(|question| {
                !question.decisive && !question.nobody_knows && question.refines.is_empty()
            }),
        ),
        (
            words.refining_questions(),
            group(|question| !question.nobody_knows && !question.refines.is_empty()),
        ),
        (
            words.unknown_questions(),
            group(|question| question.nobody_knows),
        ),
    ];
    groups
        .into_iter()
        .filter(|(_, group)| !group.is_empty())
        .collect()
}

fn brief(page: &mut Page, words: Words, screening: &Screening, question: &Question, number: usize) {
    let marker = format!("{number:>2}. ");
    page.item(2, &marker, &Rich::plain(&question.ask));
    let mut note = Rich::default();
    if let Some(rank) = question.priority {
        note = priority(words, rank).with(Ink::Plain, "; ");
    }
    let waiting = question
        .settles
        .iter()
        .filter(|key| *key != SCOPE_KEY)
        .count();
    let what = [
        (waiting > 0).then(|| words.findings(waiting)),
        (waiting < question.settles.len()).then(|| words.question_scope()),
    ];
    let what: Vec<String> = what.into_iter().flatten().collect();
    if !what.is_empty() {
        let what = what.join(&format!(" {} ", words.and()));
        note = note.with(Ink::Plain, format!("{}; ", words.needed_for(&what)));
    }
    if !question.refines.is_empty() {
        let what = words.findings(question.refines.len());
        note = note.with(Ink::Plain, format!("{}; ", words.more_precise(&what)));
    }
    if let Some(level) = highest_level(screening, question) {
        note = note.with(Ink::Plain, format!("{}; ", words.could_lead_to(level)));
    }
    if question.state == AnswerState::Conflicting {
        note = note.with(Ink::Plain, format!("{}; ", words.answers_clash()));
    }
    page.text(2 + marker.len(), &note.join(place(words, question)));
    for accepted in decisions::unknown_accepted(words, screening, question) {
        page.text(2 + marker.len(), &accepted);
    }
}

/// Returns the name of the highest level that is still possible, if an answer can help to bring it.
fn highest_level<'a>(screening: &'a Screening, question: &Question) -> Option<&'a str> {
    let outcome = screening.outcome.as_ref()?;
    let mut settles = question.settles.iter();
    settles
        .any(|key| outcome.highest_because.contains(key))
        .then(|| level_title(&screening.pack, &outcome.highest))
}

/// Returns where in a profile an answer goes.
fn place(words: Words, question: &Question) -> Rich {
    let key = key(&question.fact, question.record.as_deref());
    Rich::inked(Ink::Faint, words.fill_in_at(&key))
}

/// Counts the questions of a group after the first ones, which are listed, by part of the questionnaire.
fn rest(page: &mut Page, words: Words, screening: &Screening, group: &[&Question], listed: usize) {
    let rest = group.get(listed..).unwrap_or_default();
    if rest.is_empty() {
        return;
    }
    let mut parts: Vec<(&str, usize)> = Vec::new();
    for question in rest {
        match parts.iter_mut().find(|(id, _)| *id == question.section) {
            Some((_, count)) => *count += 1,
            None => parts.push((&question.section, 1)),
        }
    }
    let parts: Vec<String> = parts
        .into_iter()
        .map(|(id, count)| format!("{} ({count})", section_title(screening, id)))
        .collect();
    let (count, parts) = (rest.len(), parts.join(", "));
    let text = if listed == 0 {
        words.all_questions(count, &parts)
    } else {
        words.more_questions(count, &parts)
    };
    page.text(6, &Rich::plain(text));
}

pub(super) fn section_title<'a>(screening: &'a Screening, id: &'a str) -> &'a str {
    screening
        .sections
        .iter()
        .find(|section| section.id == id)
        .map_or(id, |section| &section.title)
}

fn whole(page: &mut Page, words: Words, screening: &Screening, question: &Question, number: usize) {
    let marker = format!("{number}. ");
    let indent = 2 + marker.len();
    page.item(2, &marker, &Rich::inked(Ink::Strong, &question.ask));
    page.text(indent, &Rich::plain(&question.help));
    if question.state == AnswerState::Conflicting {
        page.text(
            indent,
            &Rich::plain(format!("{}.", capital(&words.answers_clash()))),
        );
    }
    page.fields(indent, &words.label_options(), &options(question));
    page.field(
        indent,
        &words.label_fact(),
        &Rich::plain(key(&question.fact, question.record.as_deref())),
    );
    page.field(
        indent,
        &words.label_part(),
        &Rich::plain(section_title(screening, &question.section)),
    );
    if let Some(rank) = question.priority {
        page.field(
            indent,
            &words.column_priority().to_lowercase(),
            &priority(words, rank),
        );
    }
    page.field(
        indent,
        &words.label_settles(),
        &names(words, screening, &question.settles, NAMES_SHOWN),
    );
    page.field(
        indent,
        &words.label_refines(),
        &names(words, screening, &question.refines, NAMES_SHOWN),
    );
    for accepted in decisions::unknown_accepted(words, screening, question) {
        page.text(indent, &accepted);
    }
}

/// Returns what may be answered: what to write, and what it means where that is more than the word itself.
fn options(question: &Question) -> Vec<Rich> {
    let option = |id: &str, label: &str| {
        if id == label {
            Rich::plain(id)
        } else {
            Rich::plain(id).with(Ink::Plain, format!(": {label}"))
        }
    };
    question
        .options
        .iter()
        .map(|one| option(&one.id, &one.label))
        .collect()
}

/// Writes what would have to be known to decide one finding.
pub(super) fn needs(page: &mut Page, words: Words, needs: &[Question]) {
    for (at, question) in needs.iter().enumerate() {
        brief_need(page, words, question, at + 1);
    }
}

fn brief_need(page: &mut Page, words: Words, question: &Question, number: usize) {
    let marker = format!("{number}. ");
    page.item(2, &marker, &Rich::plain(&question.ask));
    let mut note = place(words, question);
    if question.nobody_knows {
        note = note.with(Ink::Plain, format!(" ({})", words.nobody_knows()));
    }
    page.text(2 + marker.len(), &note);
    page.fields(2 + marker.len(), &words.label_options(), &options(question));
}
