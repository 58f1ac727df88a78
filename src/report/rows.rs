//! Findings as a table where there is room for one, else as cards.
//!
//! What a finding says takes the whole width, and what belongs to it stands in columns below: with five columns beside
//! each other every text would be a tall and narrow strip.

use unicode_width::UnicodeWidthStr;

use super::columns::{Cell, GAP};
use super::decisions;
use super::findings::actions;
use super::layout::{PROSE_WIDTH, Page};
use super::reason::{citations, label, priority, rank, reasons, remark, stacked_citations};
use super::rich::{Ink, Rich};
use super::words::Words;
use crate::pack::Priority;
use crate::screening::model::{AnswerState, Finding, Reason, Screening, Status};

/// Less would leave columns of two or three words.
const TABLE_WIDTH: usize = 90;
/// More than the ids of guidance need.
const GUIDANCE_WIDTH: usize = 30;
const INDENT: usize = 2;

/// Writes findings in the order given; those that may not be at issue at all are set apart.
pub(super) fn list(page: &mut Page, words: Words, screening: &Screening, listed: &[&Finding]) {
    let columns = (page.width >= TABLE_WIDTH).then(|| Columns::new(page, words));
    if let Some(columns) = &columns {
        columns.header(page, words);
    }
    // They come last; only a ground keeps its place among the others.
    let certain = listed.iter().rposition(|finding| !finding.doubtful);
    let doubtful = certain.map_or(0, |at| at + 1);
    for (at, finding) in listed.iter().enumerate() {
        page.blank();
        if at == doubtful {
            page.text(INDENT, &Rich::plain(words.doubtful_findings()));
            page.blank();
        }
        match &columns {
            Some(columns) => columns.row(page, words, screening, finding),
            None => card(page, words, screening, finding),
        }
    }
}

/// Writes how to read more about a finding.
pub(super) fn hint(page: &mut Page, words: Words) {
    page.text(INDENT, &Rich::plain(words.explain_hint()));
    if page.width >= TABLE_WIDTH {
        page.text(INDENT, &Rich::plain(words.key_in_brackets()));
    }
}

/// The widths of the table's columns.
struct Columns {
    rank: usize,
    what: usize,
    why: usize,
    act: usize,
    guidance: usize,
}

impl Columns {
    fn new(page: &Page, words: Words) -> Self {
        let priorities = [
            Priority::Critical,
            Priority::High,
            Priority::Medium,
            Priority::Low,
        ];
        let rank = priorities
            .map(|priority| words.priority(priority))
            .into_iter()
            .chain([Status::Raised, Status::Open].map(|status| words.status(status)))
            .chain([words.column_priority().as_str()])
            .map(UnicodeWidthStr::width)
            .max()
            .unwrap_or(0);
        let room = page.width.saturating_sub(INDENT + rank + GAP);
        let below = room.saturating_sub(2 * GAP);
        let guidance = (below * 3 / 10).min(GUIDANCE_WIDTH);
        let act = (below - guidance) / 2;
        Self {
            rank,
            what: room.min(PROSE_WIDTH),
            why: below - guidance - act,
            act,
            guidance,
        }
    }

    fn header(&self, page: &mut Page, words: Words) {
        let cell = |title: String| Cell::stack(vec![Rich::inked(Ink::Strong, title)]);
        page.blank();
        page.beside(
            INDENT,
            &[
                (self.rank, cell(words.column_priority())),
                (self.what, cell(words.column_what())),
            ],
        );
        page.beside(
            INDENT,
            &[
                (self.rank, Cell::default()),
                (self.why, cell(words.column_why())),
                (self.act, cell(words.column_do())),
                (self.guidance, cell(words.column_guidance())),
            ],
        );
        page.rule(INDENT);
    }

    fn row(&self, page: &mut Page, words: Words, screening: &Screening, finding: &Finding) {
        let rank = [
            priority(words, finding.priority),
            Rich::plain(words.status(finding.status)),
        ];
        let title = Rich::inked(Ink::Strong, &finding.title)
            .with(Ink::Faint, format!(" [{}]", finding.key));
        let mut what = vec![title];
        what.extend(says(finding));
        what.extend(decisions::beside(words, screening, &finding.key));
        // The status stands below the priority, whatever comes beside it.
        let first = what.len().min(rank.len());
        let (beside_what, beside_why) = rank.split_at(first);
        page.beside(
            INDENT,
            &[
                (self.rank, Cell::stack(beside_what.to_vec())),
                (self.what, Cell::stack(what)),
            ],
        );
        page.beside(
            INDENT,
            &[
                (self.rank, Cell::stack(beside_why.to_vec())),
                (self.why, Cell::list(why(words, finding))),
                (
                    self.act,
                    Cell::list(actions(words, screening, &finding.actions)),
                ),
                (
                    self.guidance,
                    Cell::stack(stacked_citations(&finding.cites)),
                ),
            ],
        );
    }
}

/// Returns what a finding says and adds. Of an open one only reasons are given: that it cannot be said yet, its status
/// says already.
fn says(finding: &Finding) -> Vec<Rich> {
    if finding.status == Status::Open && !finding.because.is_empty() {
        return Vec::new();
    }
    [Rich::plain(&finding.text)]
        .into_iter()
        .chain(finding.remarks.iter().map(remark))
        .collect()
}

fn card(page: &mut Page, words: Words, screening: &Screening, finding: &Finding) {
    let rank = rank(words, finding.priority, finding.status);
    page.text(
        2,
        &rank
            .with(Ink::Plain, ": ")
            .with(Ink::Strong, &finding.title),
    );
    let mut says = says(finding).into_iter();
    page.field(4, &words.label_what(), &says.next().unwrap_or_default());
    for more in says {
        page.text(6, &more);
    }
    for decision in decisions::beside(words, screening, &finding.key) {
        page.text(4, &decision);
    }
    page.fields(4, &words.label_why(), &why(words, finding));
    let actions = actions(words, screening, &finding.actions);
    page.fields(4, &words.label_do(), &actions);
    page.fields(4, &words.label_guidance(), &citations(&finding.cites));
    page.field(
        4,
        &words.label_key(),
        &Rich::inked(Ink::Faint, &finding.key),
    );
}

/// Returns the reasons. Where several answers are missing they stand together, so that this is said once.
fn why(words: Words, finding: &Finding) -> Vec<Rich> {
    let record = finding.record.as_deref();
    let is_missing = |reason: &&Reason| reason.state == AnswerState::Unanswered;
    let missing: Vec<String> = finding
        .because
        .iter()
        .filter(is_missing)
        .map(|reason| label(words, reason, record))
        .collect();
    let mut why = if missing.len() > 1 {
        let given = finding.because.iter().filter(|one| !is_missing(one));
        let mut why = reasons(words, given, record);
        why.push(Rich::plain(words.missing(&missing.join("; "))));
        why
    } else {
        reasons(words, &finding.because, record)
    };
    if let Some(because) = &finding.priority_because {
        why.push(Rich::plain(format!(
            "{}: {because}",
            words.label_priority_because()
        )));
    }
    why
}
