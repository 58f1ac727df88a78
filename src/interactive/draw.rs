//! Draws a state. Nothing here changes it, and colour never tells what no word or sign tells.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::decided::Mark;
use super::form::{FieldName, Form, Kind};
use super::frame::Size;
use super::rows::Row;
use super::state::{Mode, Page, State, refusal_line};
use super::view::Order;
use super::words::Words;
use super::{ansi, line};
use crate::pack::Priority;
use crate::report::{brief_outcome, harmless, priority_word};
use crate::screening::model::Applies;

/// Shows a state on the whole screen; with bold and colours only where `color` is true.
pub fn draw(state: &State, color: bool, frame: &mut Frame<'_>) {
    let area = frame.area();
    let size = Size {
        width: area.width,
        height: area.height,
    };
    let mut pen = Pen {
        buffer: frame.buffer_mut(),
        size,
        color,
        cursor: None,
    };
    if size.is_enough() {
        screen(state, &mut pen);
    } else {
        let words = state.words();
        let text = format!("{} {}", words.too_small(), words.leave_small());
        let lines = textwrap::wrap(&text, usize::from(size.width.max(1)));
        for (y, line) in (0..size.height).zip(&lines) {
            pen.text(0, y, line, Style::new());
        }
    }
    if let Some(cursor) = pen.cursor {
        frame.set_cursor_position(cursor);
    }
}

/// Writes on the screen; what does not fit is cut off, and nothing comes on it unharmed.
struct Pen<'a> {
    buffer: &'a mut Buffer,
    size: Size,
    color: bool,
    cursor: Option<Position>,
}

impl Pen<'_> {
    /// Writes a text from a column on, and returns the column behind it.
    fn text(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        self.limited(x, y, self.size.width.saturating_sub(x), text, style)
    }

    /// Writes a text in so many columns; where it is longer it ends with «…».
    fn limited(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        if y >= self.size.height || x >= self.size.width {
            return x;
        }
        let text = harmless(text);
        let fitting = fit(&text, usize::from(width.min(self.size.width - x)));
        let style = if self.color { style } else { Style::new() };
        let (end, _) = self
            .buffer
            .set_stringn(x, y, fitting, usize::from(width), style);
        end
    }

    /// Gives a whole row a style.
    fn row_style(&mut self, y: u16, style: Style) {
        if self.color && y < self.size.height {
            let area = ratatui::layout::Rect::new(0, y, self.size.width, 1);
            self.buffer.set_style(area, style);
        }
    }
}

fn bold() -> Style {
    Style::new().add_modifier(Modifier::BOLD)
}

fn dim() -> Style {
    Style::new().add_modifier(Modifier::DIM)
}

fn rank_style(priority: Priority) -> Style {
    match priority {
        Priority::Critical => bold().fg(Color::Magenta),
        Priority::High => bold().fg(Color::Blue),
        Priority::Medium => Style::new().fg(Color::Cyan),
        Priority::Low => Style::new(),
    }
}

/// Cuts a text to so many columns.
fn fit(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut fitting = String::new();
    let mut used = 0;
    for character in text.chars() {
        let columns = character.width().unwrap_or(0);
        if used + columns + 1 > width {
            break;
        }
        used += columns;
        fitting.push(character);
    }
    if width > 0 {
        fitting.push('…');
    }
    fitting
}

/// Cuts a text to so many columns in its middle, so that its beginning and end are seen.
fn fit_middle(text: &str, width: usize) -> String {
    if text.width() <= width || width < 20 {
        return fit(text, width);
    }
    // Its last word, or as much of that as is no more than half.
    let mut end = text.rsplit(' ').next().unwrap_or_default();
    while end.width() > width / 2 {
        let mut rest = end.chars();
        rest.next();
        end = rest.as_str();
    }
    let start = fit(text, width - end.width());
    format!(
        "{}…{}",
        start.trim_end_matches('…').trim_end(),
        end.trim_start()
    )
}

fn screen(state: &State, pen: &mut Pen<'_>) {
    match (&state.mode, state.page) {
        (Mode::Form(filled), _) => form(state, filled, pen),
        (_, Page::Table) => table(state, pen),
        _ => page(state, pen),
    }
    message(state, pen);
    bar(state, pen);
}

fn message(state: &State, pen: &mut Pen<'_>) {
    let y = pen.size.message();
    if let Mode::Search { line, .. } = &state.mode {
        let end = pen.text(0, y, "/", bold());
        typed(line, end, y, pen);
    } else {
        // What does not fit in its row takes the rows above it: a refusal is read whole.
        if state.message.is_empty() {
            position(state, y, pen);
            return;
        }
        let text = harmless(&state.message);
        let lines = textwrap::wrap(&text, usize::from(pen.size.width));
        let first = y.saturating_sub(u16::try_from(lines.len().saturating_sub(1)).unwrap_or(0));
        for (at, line) in (first..=y).zip(&lines) {
            pen.text(
                0,
                at,
                &" ".repeat(usize::from(pen.size.width)),
                Style::new(),
            );
            pen.text(0, at, line, bold());
        }
    }
}

/// Tells which lines of a page are seen, where there are more.
fn position(state: &State, y: u16, pen: &mut Pen<'_>) {
    let rows = pen.size.page_rows();
    let is_form = matches!(state.mode, Mode::Form(_));
    if state.page == Page::Table || is_form {
        return;
    }
    let all = state.lines(false).len();
    if all > rows {
        let last = (state.scrolled + rows).min(all);
        let text = state.words().lines_of(state.scrolled + 1, last, all);
        pen.text(0, y, &text, dim());
    }
}

/// Shows a line that is being typed, with the cursor in it; of a long one the part around the cursor.
fn typed(line: &line::Line, x: u16, y: u16, pen: &mut Pen<'_>) {
    let room = usize::from(pen.size.width.saturating_sub(x + 1));
    let before = harmless(line.before());
    let mut from = before.as_ref();
    while from.width() > room {
        let mut rest = from.chars();
        rest.next();
        from = rest.as_str();
    }
    let end = pen.text(x, y, from, Style::new());
    pen.text(end, y, line.after(), Style::new());
    pen.cursor = Some(Position::new(end.min(pen.size.width.saturating_sub(1)), y));
}

fn table(state: &State, pen: &mut Pen<'_>) {
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

/// Shows a page to read.
fn page(state: &State, pen: &mut Pen<'_>) {
    let lines = state.lines(pen.color);
    let rows = 0..pen.size.message();
    for (y, line) in rows.zip(lines.iter().skip(state.scrolled)) {
        let mut x = 0;
        for (style, text) in ansi::spans(line) {
            x = pen.text(x, y, text, style);
        }
    }
}

/// Returns the page that tells what the keys do.
pub(super) fn help(words: Words, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for (key, what) in words.help_page() {
        if key.is_empty() {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.extend(textwrap::wrap(what, width).into_iter().map(String::from));
            continue;
        }
        let first = format!(
            "  {key}{}",
            " ".repeat(11_usize.saturating_sub(key.width()))
        );
        let hang = " ".repeat(if width < 50 { 4 } else { first.width() });
        let options = textwrap::Options::new(width)
            .initial_indent(&first)
            .subsequent_indent(&hang);
        lines.extend(textwrap::wrap(what, options).into_iter().map(String::from));
    }
    lines
}

/// Shows a form.
fn form(state: &State, filled: &Form, pen: &mut Pen<'_>) {
    let words = state.words();
    let lang = state.desk.screening.lang;
    let width = usize::from(pen.size.width);
    let rows = pen.size.page_rows();
    let (heading, about) = match filled.kind {
        Kind::Accept => (words.form_accept(), words.about_accept()),
        Kind::AcceptUnknown => (words.form_accept_unknown(), words.about_accept_unknown()),
        Kind::Plan => (words.form_plan(), words.about_plan()),
        Kind::Note => (words.form_note(), words.about_note()),
        Kind::Withdraw => (words.form_withdraw(), words.about_withdraw()),
    };
    let wrap = |text: &str| -> Vec<String> {
        let text = harmless(text);
        let lines = textwrap::wrap(&text, width);
        lines.into_iter().map(String::from).collect()
    };
    let styled = |text: &str, style: Style| -> Vec<(String, Style)> {
        wrap(text).into_iter().map(|line| (line, style)).collect()
    };
    let fields = filled.fields.len();
    let heading = styled(&heading, bold());
    let mut title = Vec::new();
    if !filled.title.is_empty() {
        let text = format!("{} [{}]", filled.title, filled.key);
        title = styled(&text, Style::new());
    }
    let mut more = Vec::new();
    if filled.errors.is_empty() {
        let mut about = styled(&about, dim());
        // What there is to choose is long, and only its beginning fits in its field.
        if let Some(choice) = filled.choices.get(filled.chosen) {
            about.push((String::new(), Style::new()));
            about.extend(styled(&choice.label, Style::new()));
        }
        // The field that is being filled is always on the screen, and so are the others where what a form means is.
        if heading.len() + title.len() + about.len() + fields <= rows {
            more = about;
        }
        title.truncate(rows.saturating_sub(heading.len() + fields.min(2)));
    } else {
        more.extend(styled(&words.not_recorded(), bold()));
        for error in &filled.errors {
            let line = format!("! {}", refusal_line(error, lang));
            more.extend(styled(&line, Style::new()));
        }
        // What is wrong is worth more than what the form is about, which somebody has read by now.
        title.truncate(rows.saturating_sub(heading.len() + more.len() + fields));
        more.truncate(rows.saturating_sub(heading.len() + 1));
    }
    let top = [heading, title, more].concat();
    let mut y = 0;
    for (line, style) in &top {
        pen.text(0, y, line, *style);
        y += 1;
    }
    if usize::from(y) + fields < rows {
        y += 1;
    }
    let free = rows.saturating_sub(usize::from(y));
    let skipped = (filled.focus + 1).saturating_sub(free);
    for (number, field) in filled.fields.iter().enumerate().skip(skipped) {
        if y >= pen.size.message() {
            return;
        }
        let is_focused = number == filled.focus;
        pen.text(0, y, if is_focused { ">" } else { " " }, bold());
        let hint = words.hint(field.name);
        let label = if hint.is_empty() {
            format!("{}:", words.field(field.name))
        } else {
            format!("{} ({hint}):", words.field(field.name))
        };
        let x = pen.text(2, y, &label, bold()) + 1;
        if field.name.is_choice() {
            let label = filled
                .choices
                .get(filled.chosen)
                .map_or("", |choice| choice.label.as_str());
            let text = if filled.choices.len() > 1 {
                format!("< {}/{} > {label}", filled.chosen + 1, filled.choices.len())
            } else {
                label.to_owned()
            };
            pen.text(x, y, &text, Style::new());
        } else if is_focused {
            typed(&field.line, x, y, pen);
        } else {
            pen.text(x, y, &field.line.text(), Style::new());
        }
        y += 1;
    }
}

/// Shows the keys that can be pressed, the most needed first; those without room are on the page of `?`.
fn bar(state: &State, pen: &mut Pen<'_>) {
    let words = state.words();
    let decide = [
        ("a", words.key_accept()),
        ("p", words.key_plan()),
        ("n", words.key_note()),
        ("w", words.key_withdraw()),
    ];
    let keys: Vec<(&str, String)> = match (&state.mode, state.page) {
        (Mode::Search { .. }, _) => vec![("Enter", words.key_keep()), ("Esc", words.key_cancel())],
        (Mode::Form(filled), _) => form_keys(words, filled),
        (_, Page::Table) => [
            ("q", words.key_leave()),
            ("?", words.key_help()),
            ("Enter", words.key_read()),
            ("/", words.key_search()),
        ]
        .into_iter()
        .chain(decide)
        .chain([
            ("s", words.key_status()),
            ("u", words.key_urgency()),
            ("t", words.key_topic()),
            ("d", words.key_decision()),
            ("o", words.key_order()),
            ("c", words.key_clear()),
            ("i", words.key_overview()),
        ])
        .collect(),
        (_, Page::Detail) => [
            ("q", words.key_back()),
            ("?", words.key_help()),
            ("↑↓", words.key_scroll()),
            ("←→", words.key_neighbour()),
        ]
        .into_iter()
        .chain(decide)
        .chain([("i", words.key_overview())])
        .collect(),
        (_, Page::Overview) => vec![
            ("q", words.key_back()),
            ("?", words.key_help()),
            ("↑↓", words.key_scroll()),
            ("w", words.key_withdraw()),
        ],
        (_, Page::Help) => vec![("q", words.key_back()), ("↑↓", words.key_scroll())],
    };
    let first = pen.size.message() + 1;
    let (mut x, mut y) = (0_u16, first);
    for (key, what) in keys {
        let width = u16::try_from(key.width() + 1 + what.width()).unwrap_or(u16::MAX);
        if x > 0 && x.saturating_add(width) > pen.size.width {
            x = 0;
            y += 1;
        }
        if y >= pen.size.height {
            return;
        }
        let end = pen.text(x, y, key, bold());
        x = pen.text(end + 1, y, &what, dim()) + 2;
    }
}

fn form_keys(words: Words, filled: &Form) -> Vec<(&'static str, String)> {
    let is_last = filled.focus + 1 >= filled.fields.len();
    let mut keys = vec![
        (
            "Enter",
            if is_last {
                words.key_send()
            } else {
                words.key_next_field()
            },
        ),
        ("Esc", words.key_cancel()),
    ];
    let name = filled.fields.get(filled.focus).map(|field| field.name);
    if filled.choices.len() > 1 && name.is_some_and(FieldName::is_choice) {
        keys.insert(1, ("←→", words.key_choose()));
    }
    keys.push(("↑↓", words.key_scroll()));
    keys
}
