//! A form that is being filled.

use ratatui::style::Style;

use super::pen::{Pen, bold, dim, typed};
use crate::interactive::decide::refusal_line;
use crate::interactive::form::{Form, Kind};
use crate::interactive::state::State;
use crate::report::harmless;

/// Shows a form.
pub(super) fn form(state: &State, filled: &Form, pen: &mut Pen<'_>) {
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
