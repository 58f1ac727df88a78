//! What an interview shows: one question at a time, and what an answer did.

use std::io::{self, Write};

use super::layout::{Layout, Page};
use super::questions::section_title;
use super::reason::{key, priority};
use super::rich::{Ink, Rich};
use super::words::Words;
use crate::screening::model::{Question, Screening};
use crate::screening::{Effect, SCOPE_KEY};

/// Findings that are named where a question is asked; more would push the question out of sight.
const NAMED: usize = 3;

/// Writes what the program says between questions: each line within the width, its indent kept.
pub fn said(text: &str, layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page::new(layout);
    for line in text.lines() {
        let words = line.trim_start_matches(' ');
        let indent = line.len() - words.len();
        page.text(indent, &Rich::plain(words));
    }
    page.finish(out)
}

/// Writes one question: where it stands, why it is asked, and the options with the numbers to type.
///
/// `current` is what the profile answers now, as readers call it.
pub fn asked(
    screening: &Screening,
    question: &Question,
    current: Option<&str>,
    layout: &Layout,
    out: &mut dyn Write,
) -> io::Result<()> {
    let words = Words(screening.lang);
    let mut page = Page::new(layout);
    let left = screening.questions.len();
    let decisive = screening
        .questions
        .iter()
        .filter(|open| open.decisive)
        .count();
    page.text(
        0,
        &Rich::inked(Ink::Faint, words.interview_left(left, decisive)),
    );
    page.text(
        0,
        &Rich::inked(
            Ink::Faint,
            format!(
                "{} · {}",
                section_title(screening, &question.section),
                key(&question.fact, question.record.as_deref())
            ),
        ),
    );
    page.blank();
    page.text(0, &Rich::inked(Ink::Strong, &question.ask));
    page.text(0, &Rich::plain(&question.help));
    why(&mut page, words, screening, question);
    if let Some(current) = current {
        page.field(0, &words.interview_now(), &Rich::plain(current));
    }
    for (number, option) in (1..).zip(&question.options) {
        let marker = format!("{number:>3}  ");
        page.item(0, &marker, &Rich::plain(&option.label));
    }
    page.finish(out)
}

/// Writes which findings hang on a question, or which ones it says more about.
fn why(page: &mut Page, words: Words, screening: &Screening, question: &Question) {
    let (keys, what_for) = if question.settles.is_empty() {
        (&question.refines, words.interview_refines())
    } else {
        (&question.settles, words.interview_why())
    };
    let waiting: Vec<&str> = keys
        .iter()
        .filter_map(|key| {
            let finding = screening
                .findings
                .iter()
                .find(|finding| finding.key == *key)?;
            Some(finding.title.as_str())
        })
        .collect();
    let mut titles: Vec<&str> = Vec::new();
    for title in waiting {
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    let scope = question.settles.len() > titles.len()
        && question.settles.iter().any(|key| key == SCOPE_KEY);
    let mut named: Vec<String> = scope.then(|| words.question_scope()).into_iter().collect();
    named.extend(titles.iter().take(NAMED).map(|title| format!("«{title}»")));
    if titles.len() > NAMED {
        named.push(words.and_more(titles.len() - NAMED));
    }
    if named.is_empty() {
        return;
    }
    let mut text = Rich::plain(format!("{what_for}: {}", named.join(", ")));
    if let Some(rank) = question.priority {
        text = text
            .with(Ink::Plain, " (")
            .join(priority(words, rank))
            .with(Ink::Plain, ")");
    }
    page.text(0, &text);
}

/// Writes in one line what an answer did.
pub fn effect(
    screening: &Screening,
    effect: &Effect,
    layout: &Layout,
    out: &mut dyn Write,
) -> io::Result<()> {
    let words = Words(screening.lang);
    let mut parts = Vec::new();
    if !effect.raised.is_empty() {
        parts.push(words.interview_raised(&titles(screening, &effect.raised).join(", ")));
    }
    let contradictions = screening.contradictions.iter();
    let is_new = |key| effect.contradictions.contains(key);
    parts.extend(
        contradictions
            .filter(|contradiction| is_new(&contradiction.key))
            .map(|contradiction| contradiction.text.clone()),
    );
    if !effect.cleared.is_empty() {
        parts.push(words.interview_cleared(effect.cleared.len()));
    }
    if !effect.opened.is_empty() {
        parts.push(words.interview_opened(effect.opened.len()));
    }
    if !effect.refined.is_empty() {
        parts.push(words.interview_refined(&titles(screening, &effect.refined).join(", ")));
    }
    if parts.is_empty() {
        parts.push(words.interview_nothing());
    }
    if effect.outcome_changed {
        let outcome = screening
            .outcome
            .as_ref()
            .map_or_else(|| words.outside_heading(), |outcome| outcome.text.clone());
        parts.push(outcome);
    } else {
        parts.push(words.interview_same_outcome());
    }
    let mut page = Page::new(layout);
    page.text(0, &Rich::plain(parts.join(" ")));
    page.finish(out)
}

fn titles(screening: &Screening, keys: &[String]) -> Vec<String> {
    let mut found: Vec<String> = keys
        .iter()
        .filter_map(|key| {
            screening
                .findings
                .iter()
                .find(|finding| finding.key == *key)
        })
        .map(|finding| format!("«{}»", finding.title))
        .collect();
    found.dedup();
    found
}
