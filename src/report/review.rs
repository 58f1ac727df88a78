//! What the interactive table shows of a screening: short words for its columns, and pages to read.

use std::io::{self, Write};

use super::explain::guidance;
use super::layout::{Layout, Page};
use super::outcome::{self, level_title};
use super::plan::act;
use super::reason::{self, headed, names, rank, reasons};
use super::rich::{Ink, Rich};
use super::table::framed;
use super::words::Words;
use crate::pack::Priority;
use crate::screening::model::{Action, Applies, Contradiction, Finding, Reason, Screening, Status};
use crate::text::Lang;

/// Returns the word for a priority.
pub(crate) fn priority_word(lang: Lang, priority: Priority) -> &'static str {
    Words(lang).priority(priority)
}

/// Returns the word for a status.
pub(crate) fn status_word(lang: Lang, status: Status) -> &'static str {
    Words(lang).status(status)
}

/// Returns the outcome in a few words.
pub(crate) fn brief_outcome(screening: &Screening) -> String {
    outcome::brief(Words(screening.lang), screening)
}

/// Writes all there is to read about the finding or contradiction with a key, with what was decided on it; nothing
/// where there is none.
pub(crate) fn detail(
    screening: &Screening,
    key: &str,
    decided: &[String],
    layout: &Layout,
    out: &mut dyn Write,
) -> io::Result<()> {
    let words = Words(screening.lang);
    let mut page = Page::new(layout);
    let has_key = |found: &&Finding| found.key == key;
    let clash = screening.contradictions.iter().find(|one| one.key == key);
    if let Some(found) = screening.findings.iter().find(has_key) {
        finding(&mut page, words, screening, found, decided);
    } else if let Some(clash) = clash {
        contradiction(&mut page, words, screening, clash, decided);
    }
    page.finish(out)
}

/// Writes what holds of the screening as a whole: scope, grounds, outcome and counts, and what it is not.
pub(crate) fn situation(
    screening: &Screening,
    decided: &[String],
    layout: &Layout,
    out: &mut dyn Write,
) -> io::Result<()> {
    framed(screening, layout, out, |page, words| {
        if screening.scope.applies != Applies::No {
            outcome::outcome(page, words, screening, layout);
            outcome::grounds(page, words, &screening.grounds);
        }
        decisions(page, words, decided);
        outcome::counts(page, words, screening);
        outcome::receipt(page, words, screening);
    })
}

fn finding(
    page: &mut Page,
    words: Words,
    screening: &Screening,
    found: &Finding,
    decided: &[String],
) {
    page.text(0, &Rich::inked(Ink::Strong, &found.title));
    let level = level_title(&screening.pack, &found.level);
    let leads = match found.status {
        Status::Raised => words.leads_to(level),
        _ => words.would_lead_to(level),
    };
    let rank = rank(words, found.priority, found.status);
    page.text(0, &rank.with(Ink::Plain, format!("; {leads}")));
    page.field(0, &words.label_key(), &Rich::inked(Ink::Faint, &found.key));
    page.blank();
    page.text(2, &Rich::plain(&found.text));
    for remark in &found.remarks {
        page.text(2, &reason::remark(remark));
    }
    if found.doubtful {
        page.text(2, &Rich::plain(words.doubtful()));
    }
    if let Some(because) = &found.priority_because {
        page.field(2, &words.label_priority_because(), &Rich::plain(because));
    }
    decisions(page, words, decided);
    why(page, words, &found.because, found.record.as_deref());
    actions(page, words, screening, &found.actions);
    guidance(page, words, &words.cites_heading(), &found.cites);
    let mind = reason::in_mind(&found.cites, &found.why, &found.remarks);
    guidance(page, words, &words.why_heading(), &mind);
}

fn contradiction(
    page: &mut Page,
    words: Words,
    screening: &Screening,
    clash: &Contradiction,
    decided: &[String],
) {
    page.text(0, &Rich::inked(Ink::Strong, &clash.text));
    let level = level_title(&screening.pack, &clash.level);
    page.text(
        0,
        &headed(words, clash.priority).with(Ink::Plain, format!("; {}", words.leads_to(level))),
    );
    page.field(0, &words.label_key(), &Rich::inked(Ink::Faint, &clash.key));
    if screening.scope.applies == Applies::No {
        page.blank();
        page.text(2, &Rich::plain(words.outside_contradictions()));
    }
    decisions(page, words, decided);
    why(page, words, &clash.because, None);
    actions(page, words, screening, &clash.actions);
    guidance(page, words, &words.cites_heading(), &clash.cites);
}

fn decisions(page: &mut Page, words: Words, decided: &[String]) {
    if decided.is_empty() {
        return;
    }
    page.heading(&words.decisions_heading());
    for line in decided {
        page.item(2, "- ", &Rich::plain(line));
    }
}

fn why(page: &mut Page, words: Words, because: &[Reason], record: Option<&str>) {
    if because.is_empty() {
        return;
    }
    page.heading(&words.column_why());
    for reason in reasons(words, because, record) {
        page.item(2, "- ", &reason);
    }
}

fn actions(page: &mut Page, words: Words, screening: &Screening, ids: &[String]) {
    if ids.is_empty() {
        return;
    }
    page.heading(&words.column_do());
    for id in ids {
        page.blank();
        match screening.actions.iter().find(|action| action.id == *id) {
            Some(action) => one_action(page, words, screening, action),
            None => page.item(2, "- ", &Rich::plain(id)),
        }
    }
}

fn one_action(page: &mut Page, words: Words, screening: &Screening, action: &Action) {
    act(page, words, action, "- ");
    if let Some(id) = &action.does_not_lift {
        let ground = screening.grounds.iter().find(|ground| ground.id == *id);
        let title = ground.map_or(id.as_str(), |ground| ground.title.as_str());
        let text = words.does_not_lift(title);
        page.text(4, &Rich::plain(text.trim_end_matches(':')));
    }
    if action.behind.len() > 1 {
        let behind = names(words, screening, &action.behind, reason::NAMES_SHOWN);
        page.field(4, &words.label_for(), &behind);
    }
}
