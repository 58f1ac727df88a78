//! What a report opens and closes with: scope, grounds and outcome; counts, receipt and disclaimer.

use super::layout::{Layout, Page};
use super::reason::{NAMES_SHOWN, capital, citations, names, reasons, small};
use super::rich::{Ink, Rich};
use super::words::Words;
use crate::screening::model::{
    Applies, Ground, GroundState, Outcome, PackReceipt, ProfileReceipt, Screening, Status,
};

/// So many digits of a hash tell two files apart.
const HASH_SHOWN: usize = 12;

/// Writes the partnership, the date and what it was screened against.
pub(super) fn title(
    page: &mut Page,
    words: Words,
    profile: &ProfileReceipt,
    pack: &PackReceipt,
    as_of: &str,
) {
    page.text(0, &Rich::inked(Ink::Strong, &profile.name));
    page.text(0, &Rich::plain(words.screened(&words.date(as_of))));
    let source = &pack.source;
    page.text(
        0,
        &Rich::plain(words.against(&source.title, &source.publisher, &words.date(&source.date))),
    );
    page.text(0, &Rich::plain(words.profile(&path(words, &profile.path))));
}

/// Returns the path as people say it.
pub(super) fn path(words: Words, path: &str) -> String {
    if path == "-" {
        words.standard_input()
    } else {
        path.to_owned()
    }
}

/// Writes whether the advisory applies, where that is not simply so.
pub(super) fn scope(page: &mut Page, words: Words, screening: &Screening) {
    let (heading, text) = match screening.scope.applies {
        Applies::Yes => return,
        // Each of the texts below says that it is no verdict.
        Applies::No if !screening.scope.texts.is_empty() => {
            (words.outside_heading(), words.outside_brief())
        }
        Applies::No => (words.outside_heading(), words.outside_text()),
        Applies::Open => (words.reserve_heading(), words.reserve_text()),
    };
    page.heading(&heading);
    page.text(2, &Rich::plain(text));
    for text in &screening.scope.texts {
        page.text(2, &Rich::plain(text));
    }
    page.fields(
        2,
        &words.label_why(),
        &reasons(words, &screening.scope.because, None),
    );
}

/// Writes each ground with its state and the answer to each of its parts.
pub(super) fn grounds(page: &mut Page, words: Words, grounds: &[Ground]) {
    if grounds.is_empty() {
        return;
    }
    page.heading(&words.grounds_heading());
    for ground in grounds {
        page.blank();
        page.text(2, &ground_state(words, ground));
        page.text(4, &Rich::plain(&ground.text));
        for reason in reasons(words, &ground.because, None) {
            page.item(4, "- ", &reason);
        }
        page.fields(4, &words.label_guidance(), &citations(&ground.cites));
    }
}

/// Returns `title: met`.
pub(super) fn ground_state(words: Words, ground: &Ground) -> Rich {
    Rich::inked(Ink::Strong, format!("{}:", ground.title))
        .with(Ink::Plain, " ")
        .with(Ink::Strong, words.ground(ground.state))
}

/// Tells whether a ground comes before everything else in the plan.
pub(super) fn comes_first(ground: &Ground) -> bool {
    ground.state != GroundState::NotMet
}

/// Writes the outcome in words, with the levels it lies between and what they rest on.
pub(super) fn outcome(page: &mut Page, words: Words, screening: &Screening, layout: &Layout) {
    let Some(outcome) = &screening.outcome else {
        return;
    };
    page.heading(&words.outcome_heading());
    page.text(2, &Rich::inked(Ink::Strong, &outcome.text));
    let shown = if layout.all { usize::MAX } else { NAMES_SHOWN };
    let due_to = |page: &mut Page, indent: usize, keys: &[String]| {
        page.field(
            indent,
            &words.due_to(),
            &names(words, screening, keys, shown),
        );
    };
    let pack = &screening.pack;
    if outcome.determined {
        if let Some(meaning) = meaning(pack, &outcome.highest) {
            page.text(2, &Rich::plain(words.means(&small(meaning))));
        }
        due_to(page, 2, &outcome.lowest_because);
    } else {
        page.field(2, &words.level_lowest(), &lowest(words, pack, outcome));
        due_to(page, 4, &outcome.lowest_because);
        let highest = possible_level(words, pack, &outcome.highest);
        page.field(2, &words.level_highest(), &highest);
        due_to(page, 4, &outcome.highest_because);
    }
    page.text(2, &Rich::plain(words.own_ranking()));
}

/// Returns the least that is certain; empty where that is nothing, which the outcome says in words: the meaning of the
/// lowest level, that nothing is possible any more, does not hold yet.
fn lowest(words: Words, pack: &PackReceipt, outcome: &Outcome) -> Rich {
    match &outcome.lowest {
        None => Rich::plain(words.lowest_uncertain()),
        Some(id) if is_least(pack, id) => Rich::default(),
        Some(id) => level(pack, id),
    }
}

/// Tells whether a level is the lowest of its pack.
fn is_least(pack: &PackReceipt, id: &str) -> bool {
    pack.levels.first().is_some_and(|level| level.id == id)
}

/// Returns the name of a level that is certain, and what it means.
fn level(pack: &PackReceipt, id: &str) -> Rich {
    let name = Rich::inked(Ink::Strong, level_title(pack, id));
    match meaning(pack, id) {
        Some(meaning) => name.with(Ink::Plain, format!(". {}.", capital(meaning))),
        None => name,
    }
}

/// Returns the name of a level that is only possible, and what it would mean: said flatly, it would read as a fact.
fn possible_level(words: Words, pack: &PackReceipt, id: &str) -> Rich {
    let name = Rich::inked(Ink::Strong, level_title(pack, id));
    match meaning(pack, id) {
        Some(meaning) => name.with(
            Ink::Plain,
            format!(". {}", words.would_mean(&small(meaning))),
        ),
        None => name,
    }
}

fn meaning<'a>(pack: &'a PackReceipt, id: &str) -> Option<&'a str> {
    let level = pack.levels.iter().find(|level| level.id == id)?;
    Some(level.meaning.trim_end_matches('.')).filter(|meaning| !meaning.is_empty())
}

/// Returns a level's name.
pub(super) fn level_title<'a>(pack: &'a PackReceipt, id: &'a str) -> &'a str {
    pack.levels
        .iter()
        .find(|level| level.id == id)
        .map_or(id, |level| &level.title)
}

/// Returns the outcome in a few words, for an overview.
pub(super) fn brief(words: Words, screening: &Screening) -> String {
    let Some(outcome) = &screening.outcome else {
        return words.not_applicable_outcome();
    };
    let pack = &screening.pack;
    let highest = level_title(pack, &outcome.highest);
    match &outcome.lowest {
        _ if outcome.determined => highest.to_owned(),
        None => words.to_level(&words.reserve_heading(), highest),
        Some(id) if is_least(pack, id) => {
            words.to_level(&capital(&words.nothing_established()), highest)
        }
        Some(id) => words.to_level(level_title(pack, id), highest),
    }
}

/// Writes how many keys have each status; together they are all keys.
pub(super) fn counts(page: &mut Page, words: Words, screening: &Screening) {
    let counts = &screening.counts;
    page.heading(&words.counts_heading());
    let entries = [
        (words.status(Status::Raised).to_owned(), counts.raised),
        (words.status(Status::Open).to_owned(), counts.open),
        (
            words.status(Status::NotRaised).to_owned(),
            counts.not_raised,
        ),
        (
            words.status(Status::OutsideScope).to_owned(),
            counts.outside_scope,
        ),
        (words.count_total(), counts.total),
        (words.count_contradictions(), counts.contradictions),
    ];
    for (label, count) in entries {
        page.text(2, &Rich::plain(format!("{label}: {count}")));
    }
}

/// Writes what was screened, with what, and when, so that it can be done again.
pub(super) fn receipt(page: &mut Page, words: Words, screening: &Screening) {
    page.heading(&words.receipt_heading());
    let (pack, tool) = (&screening.pack, &screening.tool);
    let entries = [
        (
            words.receipt_rules(),
            format!(
                "{} {}, SHA-256 {}",
                pack.id,
                pack.version,
                short(&pack.hash)
            ),
        ),
        (
            words.receipt_profile(),
            format!("SHA-256 {}", short(&screening.profile.hash)),
        ),
        (
            words.receipt_tool(),
            format!("{} {}", tool.name, tool.version),
        ),
        (words.receipt_date(), screening.as_of.clone()),
    ];
    for (label, value) in entries {
        page.text(2, &Rich::plain(format!("{label}: {value}")));
    }
}

/// Returns the beginning of a hash.
pub(super) fn short(hash: &str) -> String {
    hash.chars().take(HASH_SHOWN).collect()
}

/// Writes what the result is not.
pub(super) fn disclaimer(page: &mut Page, words: Words, disclaimer: &str) {
    page.heading(&words.disclaimer_heading());
    page.text(2, &Rich::plain(disclaimer));
}
