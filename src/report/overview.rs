//! Several screenings at a glance.

use std::io::{self, Write};

use super::columns::{Cell, table};
use super::decisions;
use super::layout::{Layout, Page};
use super::outcome::{brief, path};
use super::reason::tally;
use super::rich::{Ink, Rich};
use super::words::Words;
use crate::screening::model::{Applies, Screening, Status};

/// Four columns need at least this much.
const TABLE_WIDTH: usize = 90;

/// Writes one line or card for each screening, in the order given.
pub fn overview(screenings: &[Screening], layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
    let Some(first) = screenings.first() else {
        return Ok(());
    };
    let words = Words(first.lang);
    let mut page = Page::new(layout);
    page.heading(&match screenings.len() {
        1 => words.overview_of_one(),
        count => words.overview_of_many(count),
    });
    let mut labels = vec![
        words.column_name(),
        words.column_outcome(),
        words.status(Status::Raised).to_owned(),
        words.status(Status::Open).to_owned(),
    ];
    // Without a dossier there is nothing to tell about decisions.
    let decided = |one: &Screening| !decisions::tally(words, one).is_empty();
    if screenings.iter().any(decided) {
        labels.push(words.decisions_heading());
    }
    let lines = (page.width >= TABLE_WIDTH)
        .then(|| {
            let rows: Vec<Vec<Cell>> = screenings
                .iter()
                .map(|one| row(words, one).into_iter().take(labels.len()).collect())
                .collect();
            table(&labels, &rows, page.width, page.color)
        })
        .flatten();
    if let Some(lines) = lines {
        page.table(&lines);
    } else {
        for screening in screenings {
            page.blank();
            page.text(2, &name(screening));
            for (label, value) in labels.iter().skip(1).zip(values(words, screening)) {
                page.field(4, &label.to_lowercase(), &value);
            }
            let file = words.column_file().to_lowercase();
            page.field(4, &file, &self::file(words, screening));
        }
    }
    page.blank();
    page.text(0, &Rich::plain(words.own_ranking()));
    page.finish(out)
}

/// Returns the cells of a table row; the file stands below the name, because paths are long.
fn row(words: Words, screening: &Screening) -> Vec<Cell> {
    let name = Cell::stack(vec![name(screening), file(words, screening)]);
    let values = values(words, screening);
    std::iter::once(name)
        .chain(values.map(|value| Cell::stack(vec![value])))
        .collect()
}

fn name(screening: &Screening) -> Rich {
    Rich::inked(Ink::Strong, &screening.profile.name)
}

fn file(words: Words, screening: &Screening) -> Rich {
    Rich::inked(Ink::Faint, path(words, &screening.profile.path))
}

/// Returns the outcome, what is raised, what is open, and what was decided.
fn values(words: Words, screening: &Screening) -> [Rich; 4] {
    let counted = |status: Status| {
        let of_status = screening
            .findings
            .iter()
            .filter(|finding| finding.status == status);
        let tally = tally(words, of_status.map(|finding| finding.priority));
        Rich::plain(if screening.scope.applies == Applies::No {
            words.not_screened()
        } else if tally.is_empty() {
            words.none()
        } else {
            tally
        })
    };
    [
        Rich::plain(brief(words, screening)),
        counted(Status::Raised),
        counted(Status::Open),
        Rich::plain(decisions::tally(words, screening)),
    ]
}
