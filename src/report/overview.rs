//! Several screenings at a glance.

use std::io::{self, Write};

use super::columns::{Cell, table};
use super::layout::{Layout, Page};
use super::outcome::{brief, path};
use super::reason::tally;
use super::rich::{Ink, Rich};
use super::words::Words;
use crate::screening::model::{Screening, Status};

/// Five columns need at least this much.
const TABLE_WIDTH: usize = 90;

/// Writes one line or card for each screening, in the order given.
pub fn overview(screenings: &[Screening], layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
    let Some(first) = screenings.first() else {
        return Ok(());
    };
    let words = Words(first.lang);
    let mut page = Page::new(layout);
    page.heading(&words.overview_heading(screenings.len()));
    let labels = [
        words.column_name(),
        words.column_outcome(),
        words.status(Status::Raised).to_owned(),
        words.status(Status::Open).to_owned(),
        words.column_file(),
    ];
    let rows: Vec<[Rich; 5]> = screenings
        .iter()
        .map(|screening| row(words, screening))
        .collect();
    let cells: Vec<Vec<Cell>> = rows
        .iter()
        .map(|row| {
            row.iter()
                .map(|value| Cell::stack(vec![value.clone()]))
                .collect()
        })
        .collect();
    let lines = (page.width >= TABLE_WIDTH)
        .then(|| table(&labels, &cells, page.width, page.color))
        .flatten();
    if let Some(lines) = lines {
        page.table(&lines);
    } else {
        for [name, values @ ..] in &rows {
            page.blank();
            page.text(2, name);
            for (label, value) in labels.iter().skip(1).zip(values) {
                page.field(4, &label.to_lowercase(), value);
            }
        }
    }
    page.blank();
    page.text(0, &Rich::plain(words.own_ranking()));
    page.finish(out)
}

fn row(words: Words, screening: &Screening) -> [Rich; 5] {
    let counted = |status: Status| {
        let of_status = screening
            .findings
            .iter()
            .filter(|finding| finding.status == status);
        let tally = tally(words, of_status.map(|finding| finding.priority));
        Rich::plain(if tally.is_empty() {
            words.none()
        } else {
            tally
        })
    };
    [
        Rich::inked(Ink::Strong, &screening.profile.name),
        Rich::plain(brief(words, screening)),
        counted(Status::Raised),
        counted(Status::Open),
        Rich::inked(Ink::Faint, path(words, &screening.profile.path)),
    ]
}
