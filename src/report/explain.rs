//! Why one rule has the status it has.

use std::io::{self, Write};

use super::decisions;
use super::layout::{Layout, Page};
use super::outcome;
use super::questions;
use super::reason::{self, capital, key, rank, section};
use super::rich::{Ink, Rich};
use super::words::Words;
use crate::screening::explanation::{Connective, ExplainedNode, Explanation};
use crate::screening::model::{Applies, Citation, Status};

/// Writes an explanation: the condition with the truth of each part, what is missing, and the guidance in full.
pub fn explain(explanation: &Explanation, layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
    let words = Words(explanation.lang);
    let mut page = Page::new(layout);
    page.text(0, &Rich::inked(Ink::Strong, &explanation.title));
    page.field(0, &words.label_key(), &Rich::plain(&explanation.key));
    page.blank();
    outcome::title(
        &mut page,
        words,
        &explanation.profile,
        &explanation.pack,
        &explanation.as_of,
    );
    status(&mut page, words, explanation);
    if let Some(made) = &explanation.decisions {
        decisions::lines(&mut page, words, made);
    }

    let path = outcome::path(words, &explanation.profile.path);
    let place = |line: usize| format!("{path}:{line}");
    if let Some(applies) = &explanation.applies {
        page.heading(&words.applies_heading());
        node(&mut page, words, applies, 2, &place);
    }
    page.heading(&words.when_heading());
    node(&mut page, words, &explanation.when, 2, &place);

    if !explanation.needs.is_empty() {
        page.heading(&words.needs_heading());
        questions::needs(&mut page, words, &explanation.needs);
    }
    guidance(&mut page, words, &words.cites_heading(), &explanation.cites);
    guidance(
        &mut page,
        words,
        &words.why_heading(),
        &reason::in_mind(&explanation.cites, &explanation.why, &explanation.remarks),
    );
    outcome::disclaimer(&mut page, words, &explanation.disclaimer);
    page.finish(out)
}

fn status(page: &mut Page, words: Words, explanation: &Explanation) {
    page.heading(&words.status_heading());
    match explanation.scope {
        Applies::Yes => {}
        Applies::No => page.text(2, &Rich::plain(words.outside_text())),
        Applies::Open => page.text(2, &Rich::plain(words.reserve_text())),
    }
    let level = &explanation.level;
    let line = match explanation.status {
        Status::Raised => rank(words, explanation.priority, Status::Raised)
            .with(Ink::Plain, format!("; {}", words.leads_to(level))),
        Status::Open => rank(words, explanation.priority, Status::Open)
            .with(Ink::Plain, format!("; {}", words.would_lead_to(level))),
        status => Rich::plain(capital(words.status(status))),
    };
    page.text(2, &line);
    if let Some(finding) = &explanation.finding {
        page.text(2, &Rich::plain(finding));
    }
    for remark in &explanation.remarks {
        page.text(2, &reason::remark(remark));
    }
    if explanation.doubtful {
        page.text(2, &Rich::plain(words.doubtful()));
    }
    if let Some(because) = &explanation.priority_because {
        page.field(2, &words.label_priority_because(), &Rich::plain(because));
    }
    page.text(2, &Rich::plain(words.own_ranking()));
}

/// Writes a part of the condition with its truth, and its own parts below it.
fn node(
    page: &mut Page,
    words: Words,
    node_: &ExplainedNode,
    indent: usize,
    place: &impl Fn(usize) -> String,
) {
    let text = match (node_.connective, node_.text.is_empty()) {
        (Connective::All, true) => words.all_parts(),
        (Connective::Any, true) => words.any_part(),
        (Connective::Not, true) => words.not_part(),
        _ => node_.text.clone(),
    };
    let truth = Rich::inked(Ink::Strong, format!("{}:", words.truth(node_.truth)));
    page.item(indent, "- ", &truth.with(Ink::Plain, format!(" {text}")));
    if let Some(reason) = &node_.reason {
        let fact = key(&reason.fact, reason.record.as_deref());
        let answer = reason::answer(words, reason, place);
        page.text(
            indent + 2,
            &Rich::inked(Ink::Faint, format!("{fact}:")).with(Ink::Plain, format!(" {answer}")),
        );
    }
    for part in &node_.parts {
        node(page, words, part, indent + 2, place);
    }
}

/// Writes items of guidance in full.
pub(super) fn guidance(page: &mut Page, words: Words, heading: &str, items: &[Citation]) {
    if items.is_empty() {
        return;
    }
    page.heading(heading);
    for item in items {
        page.blank();
        page.text(
            2,
            &Rich::inked(Ink::Strong, section(item)).with(Ink::Faint, format!(" ({})", item.id)),
        );
        page.text(4, &Rich::plain(&item.summary));
        page.text(
            4,
            &Rich::plain(format!(
                "({})",
                words.kind(&item.kind, item.strength.as_deref())
            )),
        );
    }
}
