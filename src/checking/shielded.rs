//! Nothing about a person is shown, also where another problem stands in the same line or repeats it.

use super::personal::{Place, masked};
use crate::text::Text;
use crate::yaml::{Problem, line_starts};

/// Keeps what was found out of the messages, and its lines from being shown.
pub(super) fn shield(problems: &mut [Problem], text: &str, personal: &[Place]) {
    if personal.is_empty() {
        return;
    }
    let starts = line_starts(text);
    let line = |offset: usize| starts.partition_point(|start| *start <= offset);
    let lines: Vec<_> = personal
        .iter()
        .map(|place| line(place.span.start)..=line(place.span.end))
        .collect();
    for problem in problems {
        let at = problem.span.map(|span| line(span.start));
        problem.is_private |= at.is_some_and(|at| lines.iter().any(|lines| lines.contains(&at)));
        problem.message = shielded(&problem.message);
        problem.help = problem.help.as_ref().map(shielded);
    }
}

fn shielded(text: &Text) -> Text {
    Text::new(masked(&text.nl), masked(&text.en))
}
