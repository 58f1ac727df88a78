//! Answers, guidance and priorities in words, the same in every report.

use std::collections::BTreeMap;

use super::rich::{Ink, Rich};
use super::words::Words;
use crate::pack::Priority;
use crate::screening::SCOPE_KEY;
use crate::screening::model::{
    AnswerState, Candidate, Citation, Reason, Remark, Screening, Status,
};

/// Returns what an answer is about.
///
/// `record` is the record the reader already knows it is about; answers of other records name theirs.
pub(super) fn label(words: Words, reason: &Reason, record: Option<&str>) -> String {
    let label = &reason.label;
    match reason.record.as_deref() {
        Some("*") if record != Some("*") => format!("{label} ({})", words.the_others()),
        Some(own) if record != Some(own) => format!("{label} ({own})"),
        _ => label.to_string(),
    }
}

/// Returns `label: answer (line 9)`.
pub(super) fn reason(words: Words, reason: &Reason, record: Option<&str>) -> Rich {
    let answer = answer(words, reason, |line| words.line(line));
    Rich::plain(format!("{}: {answer}", label(words, reason, record)))
}

/// Returns all reasons, each as [`reason`] has it.
pub(super) fn reasons<'a>(
    words: Words,
    because: impl IntoIterator<Item = &'a Reason>,
    record: Option<&str>,
) -> Vec<Rich> {
    because
        .into_iter()
        .map(|one| reason(words, one, record))
        .collect()
}

/// Returns the answer in words, with its place as `place` writes it.
pub(super) fn answer(words: Words, reason: &Reason, place: impl Fn(usize) -> String) -> String {
    let label = reason.answer.as_ref().map(|answer| answer.label.as_str());
    let at = |text: String, details: Vec<String>| {
        if details.is_empty() {
            text
        } else {
            format!("{text} ({})", details.join(", "))
        }
    };
    let place_of = |line: Option<usize>| line.map(&place);
    match reason.state {
        AnswerState::Answered => {
            // An answer without a line was not written but looked up, and a reader will search for it in vain.
            let place = place_of(reason.line).unwrap_or_else(|| words.derived());
            at(label.unwrap_or("?").to_owned(), vec![place])
        }
        AnswerState::Unknown => {
            let place = place_of(reason.line);
            match label {
                Some(label) => at(
                    label.to_owned(),
                    place.into_iter().chain([words.still_open()]).collect(),
                ),
                None => at(words.nobody_knows(), place.into_iter().collect()),
            }
        }
        AnswerState::Unanswered => words.not_answered(),
        AnswerState::NotApplicable => at(
            words.does_not_arise(),
            place_of(reason.line).into_iter().collect(),
        ),
        AnswerState::Conflicting => {
            let candidate = |candidate: &Candidate| {
                let place = place_of(candidate.line).unwrap_or_else(|| words.derived());
                let source = candidate
                    .source
                    .as_deref()
                    .map(|source| words.source(source));
                at(
                    format!("«{}»", candidate.answer.label),
                    [place].into_iter().chain(source).collect(),
                )
            };
            let candidates: Vec<String> = reason.candidates.iter().map(candidate).collect();
            candidates.join(&format!(" {} ", words.versus()))
        }
    }
}

/// Returns the sections that are cited, each once, with the ids of its items behind it.
pub(super) fn citations(cites: &[Citation]) -> Vec<Rich> {
    let line = |(name, ids): (String, Vec<&str>)| {
        Rich::plain(name).with(Ink::Faint, format!(" ({})", ids.join(", ")))
    };
    by_section(cites).into_iter().map(line).collect()
}

/// Returns the sections that are cited, each once, with the ids of its items below it.
pub(super) fn stacked_citations(cites: &[Citation]) -> Vec<Rich> {
    let lines = |(name, ids): (String, Vec<&str>)| {
        let ids: Vec<Rich> = ids
            .into_iter()
            .map(|id| Rich::inked(Ink::Faint, id))
            .collect();
        [Rich::plain(name)].into_iter().chain(ids)
    };
    by_section(cites).into_iter().flat_map(lines).collect()
}

/// Returns what a finding adds, with the ids of the guidance it rests on.
pub(super) fn remark(remark: &Remark) -> Rich {
    let ids: Vec<&str> = remark.why.iter().map(|cite| cite.id.as_str()).collect();
    let text = Rich::plain(&remark.text);
    if ids.is_empty() {
        text
    } else {
        text.with(Ink::Faint, format!(" ({})", ids.join(", ")))
    }
}

/// Returns the guidance to keep in mind: a finding's own (`why`), and what its remarks rest on; each item once, and none
/// that is cited already.
pub(super) fn in_mind(cites: &[Citation], why: &[Citation], remarks: &[Remark]) -> Vec<Citation> {
    let mut items = why.to_vec();
    for item in remarks.iter().flat_map(|remark| &remark.why) {
        if !items.iter().chain(cites).any(|known| known.id == item.id) {
            items.push(item.clone());
        }
    }
    items
}

fn by_section(cites: &[Citation]) -> Vec<(String, Vec<&str>)> {
    let mut sections: Vec<(String, Vec<&str>)> = Vec::new();
    for cite in cites {
        let name = section(cite);
        match sections.iter_mut().find(|(known, _)| *known == name) {
            Some((_, ids)) => ids.push(&cite.id),
            None => sections.push((name, vec![&cite.id])),
        }
    }
    sections
}

/// Returns the section's number and heading; the opening has no number.
pub(super) fn section(cite: &Citation) -> String {
    format!("{} {}", cite.section, cite.heading)
        .trim()
        .to_owned()
}

/// So many names say enough in a sentence.
pub(super) const NAMES_SHOWN: usize = 3;

/// Returns what the findings, contradictions and scope behind some keys are called: the first `shown` of them, and how
/// many there are besides.
pub(super) fn names(words: Words, screening: &Screening, keys: &[String], shown: usize) -> Rich {
    let mut names: Vec<String> = keys
        .iter()
        .take(shown)
        .map(|key| name(words, screening, key))
        .collect();
    let rest = keys.len().saturating_sub(shown);
    if rest > 0 {
        names.push(words.and_more(rest));
    }
    Rich::plain(names.join("; "))
}

fn name(words: Words, screening: &Screening, key: &str) -> String {
    if key == SCOPE_KEY {
        return words.question_scope();
    }
    let finding = screening.findings.iter().find(|finding| finding.key == key);
    let mut clashes = screening.contradictions.iter();
    match (finding, clashes.find(|clash| clash.key == key)) {
        (Some(finding), _) => finding.title.clone(),
        (None, Some(clash)) => clash.text.trim_end_matches('.').to_owned(),
        (None, None) => key.to_owned(),
    }
}

/// Returns the word for a priority.
pub(super) fn priority(words: Words, priority: Priority) -> Rich {
    Rich::inked(Ink::Of(priority), words.priority(priority))
}

/// Returns `Critical`, to begin a line with.
pub(super) fn headed(words: Words, priority: Priority) -> Rich {
    Rich::inked(Ink::Of(priority), capital(words.priority(priority)))
}

/// Returns `Critical, raised`.
pub(super) fn rank(words: Words, rank: Priority, status: Status) -> Rich {
    headed(words, rank).with(Ink::Plain, format!(", {}", words.status(status)))
}

/// Returns `2 critical, 1 high`; empty where there are none.
pub(super) fn tally(words: Words, priorities: impl Iterator<Item = Priority>) -> String {
    let mut counts = BTreeMap::new();
    for priority in priorities {
        *counts.entry(priority).or_insert(0_usize) += 1;
    }
    let counts: Vec<String> = counts
        .into_iter()
        .map(|(priority, count)| format!("{count}\u{a0}{}", words.priority(priority)))
        .collect();
    counts.join(", ")
}

/// Returns a text with its first letter as a capital, to begin a line with.
pub(super) fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}

/// Returns a sentence as it stands within another: with a small first letter, but for abbreviations.
pub(super) fn small(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next();
    let rest = characters.as_str();
    match first {
        Some(first) if !rest.starts_with(char::is_uppercase) => {
            first.to_lowercase().chain(rest.chars()).collect()
        }
        _ => text.to_owned(),
    }
}

/// Returns `rule@record` for a fact or rule with its record.
pub(super) fn key(id: &str, record: Option<&str>) -> String {
    record.map_or_else(|| id.to_owned(), |record| format!("{id}@{record}"))
}
