//! What a dossier holds: its screenings with what changed between them, and whether they come out the same again.

use std::io::{self, Write};

use super::columns::{Cell, table};
use super::layout::{Layout, Page};
use super::outcome;
use super::reason::{NAMES_SHOWN, capital};
use super::rich::{Ink, Rich};
use super::words::{Words, words};
use crate::dossier::history::{History, MadeOf, Past, PastKey, PastLevel};
use crate::dossier::verify::{Verdict, Verification, Verified};
use crate::pack::Priority;
use crate::screening::model::{Applies, Status};
use crate::text::Lang;

words! {
    history_heading() => "Screenings in het dossier", "Screenings in the dossier";
    history_empty() =>
        "Er is nog niets vastgelegd. Dat gebeurt vanzelf bij de volgende screening.",
        "Nothing is recorded yet. That happens by itself at the next screening.";
    history_number() => "Nr", "No";
    history_day() => "Dag", "Day";
    history_changed() => "Veranderd", "Changed";
    history_profile() => "Profiel", "Profile";
    history_contradictions() => "tegenstrijdigheden", "contradictions";
    history_first() => "Eerste screening.", "First screening.";
    history_since(number: i64, parts: &str) =>
        "Anders dan bij {number}: {parts}.", "Different from {number}: {parts}.";
    history_only_day() => "de dag", "the day";
    history_same() =>
        "Uitkomst en bevindingen zijn dezelfde. Dat is geen goedkeuring.",
        "Outcome and findings are the same. That is no approval.";
    history_outcome() => "De uitkomst is anders.", "The outcome is different.";
    history_outside() =>
        "Het advies gaat hier niet over, dus is er niets getoetst. Dat zegt niets goeds of slechts.",
        "The advisory does not apply, so nothing was screened. That says nothing good or bad.";
    history_grounds(titles: &str) => "Gronden die anders zijn: {titles}.", "Grounds that differ: {titles}.";
    history_raised(titles: &str) => "Speelt nu: {titles}.", "Raised now: {titles}.";
    history_opened(titles: &str) => "Is nu open: {titles}.", "Open now: {titles}.";
    history_gone(titles: &str) =>
        "Speelt niet (meer) en is niet open: {titles}.", "Neither raised nor open (any more): {titles}.";
    history_contradicting(count: usize) => "Nieuwe tegenstrijdigheden: {count}.", "New contradictions: {count}.";
    history_not_contradicting(count: usize) =>
        "Tegenstrijdigheden die weg zijn: {count}.", "Contradictions that are gone: {count}.";
    history_hint() =>
        "Een eerdere screening tonen: partnerscreen history show NUMMER. Narekenen: partnerscreen verify NUMMER.",
        "To show an earlier screening: partnerscreen history show NUMBER. To do it again: partnerscreen verify NUMBER.";

    verify_heading() => "Nagerekend", "Done again";
    verify_nothing() => "Er is nog niets vastgelegd om na te rekenen.", "Nothing is recorded yet to do again.";
    verify_one(number: i64, profile: &str, date: &str) =>
        "Screening {number}, {profile}, {date}", "Screening {number}, {profile}, {date}";
    verify_same() => "hetzelfde", "the same";
    verify_different(count: usize) => "anders, op plaatsen: {count}", "different, in places: {count}";
    verify_damaged(what: &str) => "beschadigd: {what}", "damaged: {what}";
    verify_unreadable(what: &str) => "niet na te rekenen: {what}", "cannot be done again: {what}";
    verify_version(then: &str, now: &str) =>
        "Toen was dit versie {then} van het programma, nu {now}.",
        "Then this was version {then} of the program, now {now}.";
    verify_all_same(count: usize) =>
        "Alle vastgelegde screenings komen hetzelfde uit: {count}.",
        "All recorded screenings come out the same: {count}.";
    verify_some_differ(count: usize, all: usize) =>
        "Niet hetzelfde: {count} van {all}.", "Not the same: {count} of {all}.";
}

/// A table of six or seven columns needs at least this much.
const TABLE_WIDTH: usize = 90;

/// Writes the screenings of a profile or of all, the oldest first.
pub fn history(history: &History, layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
    let words = Words(history.lang);
    let mut page = Page::new(layout);
    page.heading(&words.history_heading());
    if let Some(name) = &history.profile {
        page.text(2, &Rich::plain(words.profile(name)));
    }
    if history.screenings.is_empty() {
        page.text(2, &Rich::plain(words.history_empty()));
        return page.finish(out);
    }
    let with_profile = history.profile.is_none();
    let labels = labels(words, with_profile);
    let lines = (page.width >= TABLE_WIDTH)
        .then(|| {
            let row = |past| row(words, past, with_profile);
            let rows: Vec<Vec<Cell>> = history.screenings.iter().map(row).collect();
            table(&labels, &rows, page.width, page.color)
        })
        .flatten();
    if let Some(lines) = lines {
        page.table(&lines);
    } else {
        for past in &history.screenings {
            card(&mut page, words, past, with_profile);
        }
    }
    page.blank();
    page.text(0, &Rich::plain(words.own_ranking()));
    page.text(0, &Rich::plain(words.history_hint()));
    outcome::disclaimer(&mut page, words, &history.disclaimer);
    page.finish(out)
}

fn labels(words: Words, with_profile: bool) -> Vec<String> {
    let mut labels = vec![words.history_number(), words.history_day()];
    labels.extend(with_profile.then(|| words.history_profile()));
    labels.extend([
        words.column_outcome(),
        capital(words.status(Status::Raised)),
        capital(words.status(Status::Open)),
        words.history_changed(),
    ]);
    labels
}

fn row(words: Words, past: &Past, with_profile: bool) -> Vec<Cell> {
    let one = |text: Rich| Cell::stack(vec![text]);
    let number = Rich::inked(Ink::Strong, past.number.to_string());
    let mut cells = vec![one(number), one(Rich::plain(words.date(&past.as_of)))];
    cells.extend(with_profile.then(|| one(Rich::plain(&past.profile))));
    cells.extend([
        Cell::stack(came_to(words, past)),
        one(counted(words, past, &past.raised)),
        one(counted(words, past, &past.open)),
        Cell::stack(changed(words, past)),
    ]);
    cells
}

fn card(page: &mut Page, words: Words, past: &Past, with_profile: bool) {
    page.blank();
    let title = format!("{}. {}", past.number, words.date(&past.as_of));
    page.text(2, &Rich::inked(Ink::Strong, title));
    let field = |page: &mut Page, label: String, value: &Rich| {
        page.field(4, &label.to_lowercase(), value);
    };
    if with_profile {
        field(page, words.history_profile(), &Rich::plain(&past.profile));
    }
    page.fields(
        4,
        &words.column_outcome().to_lowercase(),
        &came_to(words, past),
    );
    for (status, counts) in [(Status::Raised, &past.raised), (Status::Open, &past.open)] {
        let label = words.status(status).to_owned();
        field(page, label, &counted(words, past, counts));
    }
    let changed = changed(words, past);
    page.fields(4, &words.history_changed().to_lowercase(), &changed);
}

/// Returns the outcome in a few words, and how many answers contradict each other.
fn came_to(words: Words, past: &Past) -> Vec<Rich> {
    let level = |level: &PastLevel| level.title.clone();
    let text = match &past.outcome {
        None => words.not_applicable_outcome(),
        Some(outcome) => match &outcome.lowest {
            Some(lowest) if lowest.id == outcome.highest.id => level(lowest),
            Some(lowest) if lowest.is_least => words.to_level(
                &capital(&words.nothing_established()),
                &level(&outcome.highest),
            ),
            Some(lowest) => words.to_level(&level(lowest), &level(&outcome.highest)),
            None => words.to_level(&words.reserve_heading(), &level(&outcome.highest)),
        },
    };
    let mut lines = vec![Rich::plain(text)];
    if past.contradictions > 0 {
        let (label, count) = (words.history_contradictions(), past.contradictions);
        lines.push(Rich::plain(format!("{label}: {count}")));
    }
    lines
}

fn counted(
    words: Words,
    past: &Past,
    counts: &std::collections::BTreeMap<Priority, usize>,
) -> Rich {
    if past.applies == Applies::No {
        return Rich::plain(words.not_screened());
    }
    if counts.is_empty() {
        return Rich::plain(words.none());
    }
    let counts = counts.iter();
    let counts: Vec<String> = counts
        .map(|(priority, count)| format!("{count}\u{a0}{}", words.priority(*priority)))
        .collect();
    Rich::plain(counts.join(", "))
}

/// Returns what is different from the screening before, a line each.
fn changed(words: Words, past: &Past) -> Vec<Rich> {
    let Some(changes) = &past.changes else {
        return vec![Rich::plain(words.history_first())];
    };
    let parts: Vec<String> = changes
        .made_of
        .iter()
        .map(|part| words.made_of(*part).to_owned())
        .collect();
    let parts = if parts.is_empty() {
        words.history_only_day()
    } else {
        parts.join(", ")
    };
    let mut lines = vec![words.history_since(changes.since, &parts)];
    if changes.is_empty() {
        lines.push(words.history_same());
    }
    if changes.outcome {
        lines.push(words.history_outcome());
    }
    if past.applies == Applies::No {
        // What is not tested is not solved.
        lines.push(words.history_outside());
        return lines.into_iter().map(Rich::plain).collect();
    }
    for (keys, line) in [
        (
            &changes.grounds,
            Words::history_grounds as fn(Words, &str) -> String,
        ),
        (&changes.raised, Words::history_raised),
        (&changes.opened, Words::history_opened),
        (&changes.gone, Words::history_gone),
    ] {
        if !keys.is_empty() {
            lines.push(line(words, &titles(words, keys)));
        }
    }
    for (keys, line) in [
        (
            &changes.contradicting,
            Words::history_contradicting as fn(Words, usize) -> String,
        ),
        (&changes.not_contradicting, Words::history_not_contradicting),
    ] {
        if !keys.is_empty() {
            lines.push(line(words, keys.len()));
        }
    }
    lines.into_iter().map(Rich::plain).collect()
}

/// Names the first few and counts the others.
fn titles(words: Words, keys: &[PastKey]) -> String {
    let mut titles: Vec<String> = keys.iter().map(|key| key.title.clone()).collect();
    if titles.len() > NAMES_SHOWN {
        let more = titles.len() - NAMES_SHOWN;
        titles.truncate(NAMES_SHOWN);
        titles.push(words.and_more(more));
    }
    titles.join("; ")
}

impl Words {
    fn made_of(self, part: MadeOf) -> &'static str {
        match (self.0, part) {
            (Lang::Nl, MadeOf::Profile) => "het profiel",
            (Lang::En, MadeOf::Profile) => "the profile",
            (Lang::Nl, MadeOf::Rules) => "de regels",
            (Lang::En, MadeOf::Rules) => "the rules",
            (Lang::Nl, MadeOf::Program) => "het programma",
            (Lang::En, MadeOf::Program) => "the program",
        }
    }
}

/// Writes whether recorded screenings come out the same again.
pub fn verification(found: &Verification, layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
    let words = Words(found.lang);
    let mut page = Page::new(layout);
    page.heading(&words.verify_heading());
    if found.screenings.is_empty() {
        page.text(2, &Rich::plain(words.verify_nothing()));
        return page.finish(out);
    }
    for one in &found.screenings {
        verified(&mut page, words, one, &found.tool.version);
    }
    let all = found.screenings.len();
    let same = found.screenings.iter();
    let same = same.filter(|one| one.verdict == Verdict::Same).count();
    page.blank();
    page.text(
        2,
        &Rich::inked(
            Ink::Strong,
            if same == all {
                words.verify_all_same(all)
            } else {
                words.verify_some_differ(all - same, all)
            },
        ),
    );
    page.finish(out)
}

fn verified(page: &mut Page, words: Words, one: &Verified, now: &str) {
    let label = words.verify_one(one.number, &one.profile, &words.date(&one.as_of));
    let problem = one.problem.as_deref().unwrap_or_default();
    let verdict = match one.verdict {
        Verdict::Same => words.verify_same(),
        Verdict::Different => words.verify_different(one.different),
        Verdict::Damaged => words.verify_damaged(problem),
        Verdict::Unreadable => words.verify_unreadable(problem),
    };
    page.field(2, &label, &Rich::plain(verdict));
    for place in &one.differences {
        page.item(4, "- ", &Rich::inked(Ink::Faint, place));
    }
    if one.different > one.differences.len() {
        let more = words.and_more(one.different - one.differences.len());
        page.item(4, "- ", &Rich::plain(more));
    }
    if one.tool != now {
        page.text(4, &Rich::plain(words.verify_version(&one.tool, now)));
    }
}
