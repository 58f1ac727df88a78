//! The table: whose screening it is, its outcome, and a row for each finding.

use ratatui::style::{Modifier, Style};
use unicode_width::UnicodeWidthStr;

use super::pen::{Pen, bold, dim, fit, fit_middle, rank_style};
use crate::interactive::decided::Mark;
use crate::interactive::rows::Row;
use crate::interactive::state::State;
use crate::interactive::view::Order;
use crate::interactive::words::Words;
use crate::report::{brief_outcome, harmless, priority_word};
use crate::screening::model::Applies;

/// Shows the table.
pub(super) fn table(state: &State, pen: &mut Pen<'_>) {
    let words = state.words();
    header(state, pen);
    let columns = Columns::new(pen.size.width, words, &state.rows);
    let size = pen.size;
    if size.has_column_names() {
        columns.names(words, size.header(), pen);
    }
    if state.listed.is_empty() {
        let text = match (state.rows.is_empty(), state.desk.screening.scope.applies) {
            (true, Applies::No) => words.nothing_applies(),
            (true, _) => words.nothing(),
            (false, _) => words.nothing_listed(),
        };
        let lines = textwrap::wrap(&text, usize::from(size.width));
        for (y, line) in (size.table_top()..size.message()).zip(&lines) {
            pen.text(0, y, line, Style::new());
        }
        return;
    }
    let shown = state.listed.iter().enumerate().skip(state.top);
    for (y, (at, number)) in (size.table_top()..size.message()).zip(shown) {
        if let Some(row) = state.rows.get(*number) {
            columns.row(state, row, at == state.selected, y, pen);
        }
    }
}

/// Shows whose screening it is, its outcome, and which findings are listed how.
fn header(state: &State, pen: &mut Pen<'_>) {
    let words = state.words();
    let screening = &state.desk.screening;
    let name = format!("{} · {}", screening.profile.name, screening.as_of);
    pen.text(0, 0, &name, bold());
    let mut y = 1;
    if pen.size.header() > 2 {
        pen.text(
            0,
            y,
            &words.outcome(&brief_outcome(screening)),
            Style::new(),
        );
        y += 1;
    }
    let view = &state.view;
    let mut parts = vec![words.listed(state.listed.len(), state.rows.len())];
    parts.extend(view.matter.map(|matter| words.matter(matter).to_owned()));
    let lang = screening.lang;
    parts.extend(
        view.priority
            .map(|rank| priority_word(lang, rank).to_owned()),
    );
    parts.extend(view.topic.map(|topic| topic_title(state, topic)));
    parts.extend(
        view.decision
            .map(|decision| words.by_decision(decision).to_owned()),
    );
    if !view.search.is_empty() {
        parts.push(words.searched(&view.search));
    }
    if view.order != Order::Report || !view.is_filtered() {
        parts.push(words.order(words.by_order(view.order)));
    }
    pen.text(0, y, &parts.join(" · "), Style::new());
}

fn topic_title(state: &State, topic: usize) -> String {
    let topics = &state.desk.screening.pack.topics;
    topics
        .get(topic)
        .map(|topic| topic.title.clone())
        .unwrap_or_default()
}

/// Where the columns of the table stand; a width of 0 means that there is no room for one.
struct Columns {
    rank: u16,
    status: u16,
    title: u16,
    topic: u16,
    decision: u16,
    /// Whether there is room for the last day of a decision.
    until: bool,
}

/// Returns the columns that a name and texts need, with one between them and what follows.
fn column<'a>(name: &str, texts: impl Iterator<Item = &'a str>) -> u16 {
    let widest = texts.map(UnicodeWidthStr::width).max().unwrap_or(0);
    u16::try_from(widest.max(name.width())).unwrap_or(0) + 1
}

/// Returns what was decided on a row in a few words, with its last day where there is room for that.
fn decided(words: Words, row: &Row, until: bool) -> String {
    match &row.decided.until {
        Some(day) if until => words.until(&row.decided.short, day),
        _ => row.decided.short.clone(),
    }
}

impl Columns {
    /// Gives every column what its texts need, and the title the rest. The widths hang on all rows, not on those that
    /// are listed, so that nothing jumps when the choice changes.
    fn new(width: u16, words: Words, rows: &[Row]) -> Self {
        let lang = words.0;
        let rank = column(
            &words.column_priority(),
            rows.iter().map(|row| priority_word(lang, row.priority)),
        );
        let status = column(
            &words.column_status(),
            rows.iter().map(|row| words.matter(row.matter)),
        );
        let until = width >= 100;
        let decided: Vec<String> = rows
            .iter()
            .map(|row| decided(words, row, until))
            .filter(|decided| !decided.is_empty())
            .collect();
        let decision = match decided.as_slice() {
            [] => 0,
            some => column(&words.column_decision(), some.iter().map(String::as_str)),
        };
        let rank = if width >= 30 { rank } else { 0 };
        let status = if width >= 60 { status } else { 0 };
        let decision = if width >= 70 { decision } else { 0 };
        let topic = if width >= 110 { 26 } else { 0 };
        // Two columns for the selection, two for the sign of the decision.
        let taken = 4 + rank + status + decision + topic;
        Self {
            rank,
            status,
            title: width.saturating_sub(taken),
            topic,
            decision,
            until,
        }
    }

    fn names(&self, words: Words, y: u16, pen: &mut Pen<'_>) {
        let names = [
            (self.rank, words.column_priority()),
            (self.status, words.column_status()),
            (self.title, words.column_finding()),
            (self.topic, words.column_topic()),
            (self.decision, words.column_decision()),
        ];
        let mut x = 4;
        for (width, name) in names {
            pen.limited(x, y, width.saturating_sub(1), &name, bold());
            x += width;
        }
    }

    fn row(&self, state: &State, row: &Row, is_selected: bool, y: u16, pen: &mut Pen<'_>) {
        let words = state.words();
        if is_selected {
            pen.text(0, y, ">", bold());
        }
        let sign = match row.decided.mark {
            Mark::Attention | Mark::EndsSoon => "!",
            Mark::None => "",
            Mark::Noted => "-",
            Mark::Planned | Mark::Accepted => "+",
        };
        pen.text(2, y, sign, bold());
        let decided = decided(words, row, self.until);
        // Where a title ends with the record's name, that tells it from others.
        let (_, record) = row.key.split_once('@').unwrap_or_default();
        let room = usize::from(self.title.saturating_sub(1));
        let title = harmless(&row.title);
        let title = if !record.is_empty() && row.title.ends_with(record) {
            fit_middle(&title, room)
        } else {
            fit(&title, room)
        };
        let topic = row.topic.map(|topic| topic_title(state, topic));
        let cells = [
            (
                self.rank,
                priority_word(words.0, row.priority),
                rank_style(row.priority),
            ),
            (self.status, words.matter(row.matter), Style::new()),
            (self.title, title.as_str(), Style::new()),
            (self.topic, topic.as_deref().unwrap_or_default(), dim()),
            (self.decision, &decided, Style::new()),
        ];
        let mut x = 4;
        for (width, text, style) in cells {
            pen.limited(x, y, width.saturating_sub(1), text, style);
            x += width;
        }
        if is_selected {
            pen.row_style(y, Style::new().add_modifier(Modifier::REVERSED));
        }
    }
}
