//! What was found: contradictions, findings, and how much waits for parts that nobody has begun.

use super::decisions;
use super::layout::{Layout, Page};
use super::reason::{citations, headed, reasons, tally};
use super::rich::{Ink, Rich};
use super::rows;
use super::words::Words;
use crate::screening::model::{Applies, Contradiction, Finding, Screening, Status};

/// Tells whether a finding only waits for a part of the questionnaire that nobody has begun.
///
/// Listing dozens of these would bury what is known, so they are counted together.
fn waits_for_untouched(finding: &Finding) -> bool {
    finding.status == Status::Open && finding.doubtful && finding.untouched_section.is_some()
}

/// Writes what contradicts what.
pub(super) fn contradictions(page: &mut Page, words: Words, screening: &Screening) {
    if screening.contradictions.is_empty() {
        return;
    }
    page.heading(&words.contradictions_heading());
    if screening.scope.applies == Applies::No {
        page.text(2, &Rich::plain(words.outside_contradictions()));
    }
    for contradiction in &screening.contradictions {
        page.blank();
        contradiction_card(page, words, screening, contradiction);
    }
}

fn contradiction_card(page: &mut Page, words: Words, screening: &Screening, entry: &Contradiction) {
    let rank = headed(words, entry.priority);
    page.text(
        2,
        &rank.with(Ink::Plain, ": ").with(Ink::Strong, &entry.text),
    );
    for decision in decisions::beside(words, screening, &entry.key) {
        page.text(4, &decision);
    }
    page.fields(4, &words.label_why(), &reasons(words, &entry.because, None));
    let actions = actions(words, screening, &entry.actions);
    page.fields(4, &words.label_do(), &actions);
    page.fields(4, &words.label_guidance(), &citations(&entry.cites));
    page.field(4, &words.label_key(), &Rich::inked(Ink::Faint, &entry.key));
}

/// Writes the findings that are listed, and counts the others.
pub(super) fn findings(page: &mut Page, words: Words, screening: &Screening, layout: &Layout) {
    page.heading(&words.findings_heading());
    summary(page, words, screening);
    if let Some(status) = layout.status {
        page.text(2, &Rich::plain(words.filtered(words.status(status))));
    }
    let (waiting, listed): (Vec<&Finding>, Vec<&Finding>) = screening
        .findings
        .iter()
        .filter(|finding| layout.status.is_none_or(|status| finding.status == status))
        .partition(|finding| {
            let decided = decisions::has_any(screening, &finding.key);
            !layout.all && !decided && waits_for_untouched(finding)
        });
    if !listed.is_empty() {
        rows::list(page, words, screening, &listed);
    } else if waiting.is_empty() && !screening.findings.is_empty() {
        page.text(2, &Rich::plain(words.nothing_listed()));
    }
    blocks(page, words, screening, &waiting);
    if !listed.is_empty() {
        page.blank();
        rows::hint(page, words);
    }
}

fn summary(page: &mut Page, words: Words, screening: &Screening) {
    if screening.findings.is_empty() {
        page.text(2, &Rich::plain(words.nothing_found()));
    }
    for status in [Status::Raised, Status::Open] {
        let of_status = screening
            .findings
            .iter()
            .filter(|finding| finding.status == status);
        let tally = tally(words, of_status.map(|finding| finding.priority));
        if !tally.is_empty() {
            page.text(
                2,
                &Rich::plain(format!("{}: {tally}", words.status(status))),
            );
        }
    }
}

/// Writes one line for each part of the questionnaire that nobody has begun.
fn blocks(page: &mut Page, words: Words, screening: &Screening, waiting: &[&Finding]) {
    if waiting.is_empty() {
        return;
    }
    page.blank();
    page.text(2, &Rich::plain(words.untouched_heading()));
    let mut sections: Vec<(&str, &str)> = screening
        .sections
        .iter()
        .map(|section| (section.id.as_str(), section.title.as_str()))
        .collect();
    // A section that the result does not name is shown by its id: what is open is never left out.
    for id in waiting
        .iter()
        .filter_map(|finding| finding.untouched_section.as_deref())
    {
        if !sections.iter().any(|(known, _)| *known == id) {
            sections.push((id, id));
        }
    }
    for (id, title) in sections {
        let inside = waiting
            .iter()
            .filter(|finding| finding.untouched_section.as_deref() == Some(id));
        let count = inside.clone().count();
        if count > 0 {
            let tally = tally(words, inside.map(|finding| finding.priority));
            page.item(
                2,
                "- ",
                &Rich::plain(format!("{}: {tally}", words.untouched(title, count))),
            );
        }
    }
    page.text(2, &Rich::plain(words.see_all()));
}

/// Returns the titles of actions, and whether they are planned; an id that has none stands for itself.
pub(super) fn actions(words: Words, screening: &Screening, ids: &[String]) -> Vec<Rich> {
    ids.iter()
        .map(|id| {
            let action = screening.actions.iter().find(|action| action.id == *id);
            Rich::plain(action.map_or(id.as_str(), |action| &action.title))
                .with(Ink::Plain, decisions::planned_remark(words, screening, id))
        })
        .collect()
}
