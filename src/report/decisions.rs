//! A decision in words: the same ones in every report and in the interactive table.

use std::io::{self, Write};

use super::columns::{Cell, table};
use super::layout::{Layout, Page};
use super::reason::capital;
use super::rich::{Ink, Rich};
use super::table::framed;
use super::words::{Words, words};
use crate::screening::model::{Decision, Question, Screening, Standing, Tally, What};
use crate::text::Lang;

words! {
    decisions_heading() => "Besluiten", "Decisions";
    decisions_history() => "Alle besluiten", "All decisions";
    decisions_none() => "Er is nog niets besloten.", "Nothing was decided yet.";
    decisions_hide_nothing() =>
        "Een besluit verbergt niets en verlaagt geen niveau.",
        "A decision hides nothing and lowers no level.";
    decisions_attention() => "Vraagt aandacht:", "Asks for attention:";
    no_decision_holds() => "geen besluit dat geldt", "no decision that holds";
    tally_accepted() => "geaccepteerd", "accepted";
    tally_unknown() => "niet weten geaccepteerd", "unknown accepted";
    tally_planned() => "gepland", "planned";
    tally_noted() => "notities", "notes";
    tally_ends_soon() => "eindigt binnenkort", "ends soon";
    tally_lapsed() => "verlopen", "lapsed";
    tally_changed() => "grond veranderd", "ground changed";
    tally_unmatched() => "past nergens meer op", "matches nothing any more";
    decision_number() => "Nr.", "No.";
    decision_made() => "Wanneer en wie", "When and who";
    decision_what() => "Besluit", "Decision";
    decision_about() => "Waarover", "About";
    decision_now() => "Nu", "Now";
    planned_until(number: u64, due: &str) =>
        "besluit {number}: gepland, klaar op {due}", "decision {number}: planned, done by {due}";
    unknown_accepted(until: &str, role: &str) =>
        "niet weten geaccepteerd tot en met {until} ({role})",
        "not knowing accepted until {until} ({role})";
    of_findings(count: usize, all: usize) =>
        "bij {count} van {all} bevindingen", "for {count} of {all} findings";
}

/// Returns a decision in full: what, why, by whom, when, and whether it holds.
pub(crate) fn decision_line(lang: Lang, one: &Decision) -> String {
    Words(lang).decision(one)
}

/// Returns how many days are left, in words.
pub(crate) fn days_left(lang: Lang, days: i32) -> String {
    Words(lang).ends(days)
}

/// Below this the columns of the list are too narrow to read.
const TABLE_WIDTH: usize = 90;

/// Writes every decision on a profile, those that were put aside too.
pub fn decisions(screening: &Screening, layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
    framed(screening, layout, out, |page, words| {
        page.heading(&words.decisions_history());
        let made = made(screening);
        if made.is_empty() {
            page.text(2, &Rich::plain(words.decisions_none()));
            return;
        }
        sum(page, words, screening);
        let header = [
            words.decision_number(),
            words.decision_made(),
            words.decision_what(),
            words.decision_now(),
        ];
        let lines = (page.width >= TABLE_WIDTH)
            .then(|| {
                let rows: Vec<_> = made.iter().map(|one| row(words, screening, one)).collect();
                table(&header, &rows, page.width, page.color)
            })
            .flatten();
        if let Some(lines) = lines {
            page.table(&lines);
            return;
        }
        for one in made {
            page.blank();
            page.text(2, &Rich::plain(words.decision(one)));
            let about = about(screening, one);
            page.field(4, &words.decision_about().to_lowercase(), &about);
            let subject = one.what.subject().unwrap_or_default();
            page.field(4, &words.label_key(), &Rich::inked(Ink::Faint, subject));
        }
    })
}

fn row(words: Words, screening: &Screening, one: &Decision) -> Vec<Cell> {
    let subject = one.what.subject().unwrap_or_default();
    let made = vec![Rich::plain(&one.day), Rich::plain(&one.role)];
    let title = Rich::inked(Ink::Strong, about(screening, one).text());
    let between = if title.is_empty() { "" } else { " " };
    let title = title.with(Ink::Faint, format!("{between}[{subject}]"));
    let what = Rich::plain(capital(&words.what_decided(&one.what)));
    vec![
        Cell::stack(vec![Rich::plain(one.number.to_string())]),
        Cell::stack(made),
        Cell::stack(vec![title, what]),
        Cell::stack(vec![Rich::plain(capital(&words.standing(one)))]),
    ]
}

/// Returns what a decision is about, in words; empty where nothing has its key any more.
fn about(screening: &Screening, one: &Decision) -> Rich {
    let Some(subject) = one.what.subject() else {
        return Rich::default();
    };
    if let What::Plan { .. } = one.what {
        let mut all = screening.actions.iter().chain(&screening.suggestions);
        let action = all.find(|action| action.id == subject);
        return action.map_or_else(Rich::default, |action| Rich::plain(&action.title));
    }
    let finding = screening.findings.iter().find(|one| one.key == subject);
    let mut clashes = screening.contradictions.iter();
    match (finding, clashes.find(|clash| clash.key == subject)) {
        (Some(finding), _) => Rich::plain(&finding.title),
        (None, Some(clash)) => Rich::plain(&clash.text),
        (None, None) => Rich::default(),
    }
}

fn made(screening: &Screening) -> &[Decision] {
    screening
        .decisions
        .as_ref()
        .map_or(&[], |decisions| decisions.made.as_slice())
}

/// Writes the tally of the decisions, and each that somebody should look at; nothing where nothing was decided.
pub(super) fn section(page: &mut Page, words: Words, screening: &Screening) {
    let made = made(screening);
    if made.is_empty() {
        return;
    }
    page.heading(&words.decisions_heading());
    sum(page, words, screening);
    let attention: Vec<&Decision> = made.iter().filter(|one| one.asks_attention()).collect();
    if attention.is_empty() {
        return;
    }
    page.text(2, &Rich::plain(words.decisions_attention()));
    for one in attention {
        let title = about(screening, one);
        let title = if title.is_empty() {
            Rich::inked(Ink::Strong, one.what.subject().unwrap_or_default())
        } else {
            Rich::inked(Ink::Strong, title.text())
        };
        let line = format!(": {}", words.decision(one));
        page.item(2, "- ", &title.with(Ink::Plain, line));
    }
}

fn sum(page: &mut Page, words: Words, screening: &Screening) {
    page.text(2, &Rich::plain(capital(&tally(words, screening))));
    page.text(2, &Rich::plain(words.decisions_hide_nothing()));
}

/// Returns how many decisions there are of each, in a line; empty where nothing was decided.
pub(super) fn tally(words: Words, screening: &Screening) -> String {
    let Some(decisions) = &screening.decisions else {
        return String::new();
    };
    if decisions.made.is_empty() {
        return String::new();
    }
    let Tally {
        accepted,
        accepted_unknown,
        planned,
        noted,
        ends_soon,
        lapsed,
        ground_changed,
        unmatched,
    } = decisions.counts;
    let counts: Vec<String> = [
        (words.tally_accepted(), accepted),
        (words.tally_unknown(), accepted_unknown),
        (words.tally_planned(), planned),
        (words.tally_noted(), noted),
        (words.tally_ends_soon(), ends_soon),
        (words.tally_lapsed(), lapsed),
        (words.tally_changed(), ground_changed),
        (words.tally_unmatched(), unmatched),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(label, count)| format!("{label}:\u{a0}{count}"))
    .collect();
    if counts.is_empty() {
        return words.no_decision_holds();
    }
    counts.join("; ")
}

/// Returns the decisions that stand beside the finding or contradiction with a key; those put aside do not.
pub(super) fn beside(words: Words, screening: &Screening, key: &str) -> Vec<Rich> {
    made(screening)
        .iter()
        .filter(|one| one.is_about(key, &[]) && !one.standing.is_put_aside())
        .map(|one| Rich::plain(words.decision(one)))
        .collect()
}

/// Tells whether a finding has a decision beside it.
pub(super) fn has_any(screening: &Screening, key: &str) -> bool {
    let mut made = made(screening).iter();
    made.any(|one| one.is_about(key, &[]) && !one.standing.is_put_aside())
}

/// Returns the decisions to do an action, those put aside left out.
fn planned<'a>(screening: &'a Screening, action: &str) -> impl Iterator<Item = &'a Decision> {
    made(screening).iter().filter(move |one| {
        matches!(&one.what, What::Plan { action: planned, .. } if planned == action)
            && !one.standing.is_put_aside()
    })
}

/// Returns the decisions to do an action in full.
pub(super) fn plans(words: Words, screening: &Screening, action: &str) -> Vec<Rich> {
    planned(screening, action)
        .map(|one| Rich::plain(words.decision(one)))
        .collect()
}

/// Returns that an action is planned, as a remark behind its name; empty where it is not.
pub(super) fn planned_remark(words: Words, screening: &Screening, action: &str) -> String {
    planned(screening, action)
        .map(|one| {
            let due = one.what.last_day().unwrap_or_default();
            let plan = words.planned_until(one.number, due);
            if one.standing == Standing::Stands {
                return format!(" ({plan})");
            }
            let standing = words.standing(one);
            let (now, standing) = (
                words.decision_now().to_lowercase(),
                standing.trim_end_matches('.'),
            );
            format!(" ({plan}; {now}: {standing})")
        })
        .collect()
}

/// Returns for which of the findings that wait for a question not knowing is accepted, and until when.
pub(super) fn unknown_accepted(
    words: Words,
    screening: &Screening,
    question: &Question,
) -> Vec<Rich> {
    let mut groups: Vec<(String, usize)> = Vec::new();
    for one in made(screening) {
        let What::AcceptUnknown { key, until, .. } = &one.what else {
            continue;
        };
        if one.standing.is_put_aside() || !question.settles.contains(key) {
            continue;
        }
        let text = words.unknown_accepted(until, &one.role);
        let standing = match one.standing {
            Standing::Stands => String::new(),
            _ => format!(
                ". {}: {}",
                words.decision_now(),
                words.standing(one).trim_end_matches('.')
            ),
        };
        let text = format!("{text}\n{standing}");
        match groups.iter_mut().find(|(known, _)| *known == text) {
            Some((_, count)) => *count += 1,
            None => groups.push((text, 1)),
        }
    }
    let all = question
        .settles
        .iter()
        .filter(|key| *key != crate::screening::SCOPE_KEY)
        .count();
    groups
        .into_iter()
        .map(|(text, count)| {
            let (text, standing) = text.split_once('\n').unwrap_or((&text, ""));
            let of = words.of_findings(count, all);
            Rich::plain(format!("{}, {of}{standing}.", capital(text)))
        })
        .collect()
}

/// Returns the decisions on one finding, as an explanation shows them.
pub(super) fn lines(page: &mut Page, words: Words, made: &[Decision]) {
    if made.is_empty() {
        return;
    }
    page.heading(&words.decisions_heading());
    for one in made {
        page.item(2, "- ", &Rich::plain(words.decision(one)));
    }
    page.text(2, &Rich::plain(words.decisions_hide_nothing()));
}

impl Words {
    fn ends(self, days: i32) -> String {
        match (self.0, days) {
            (Lang::Nl, 0) => "eindigt vandaag".to_owned(),
            (Lang::En, 0) => "ends today".to_owned(),
            (Lang::Nl, 1) => "nog 1 dag".to_owned(),
            (Lang::En, 1) => "1 more day".to_owned(),
            (Lang::Nl, days) => format!("nog {days} dagen"),
            (Lang::En, days) => format!("{days} more days"),
        }
    }

    /// A decision in full: what, why, by whom, when, and whether it holds.
    pub(super) fn decision(self, one: &Decision) -> String {
        let (made, standing) = (self.decision_made_as(one), self.standing(one));
        match self.0 {
            Lang::Nl => format!("{made} Nu: {standing}"),
            Lang::En => format!("{made} Now: {standing}"),
        }
    }

    /// What was decided and why, as a sentence.
    fn what_decided(self, what: &What) -> String {
        let nl = self.0 == Lang::Nl;
        let text = match what {
            What::Accept { reason, until, .. } if nl => {
                format!("geaccepteerd tot en met {until}. Reden: {reason}")
            }
            What::Accept { reason, until, .. } => {
                format!("accepted until {until}. Reason: {reason}")
            }
            What::AcceptUnknown { reason, until, .. } if nl => {
                format!("geaccepteerd dat u dit niet weet, tot en met {until}. Reden: {reason}")
            }
            What::AcceptUnknown { reason, until, .. } => {
                format!("accepted that this is not known, until {until}. Reason: {reason}")
            }
            What::Plan { action, due, .. } if nl => {
                format!("actie `{action}` gepland, klaar op {due}")
            }
            What::Plan { action, due, .. } => format!("action `{action}` planned, done by {due}"),
            What::Note { text, .. } if nl => format!("notitie: {text}"),
            What::Note { text, .. } => format!("note: {text}"),
            What::Withdraw { number, reason } if nl => {
                format!("besluit {number} ingetrokken. Reden: {reason}")
            }
            What::Withdraw { number, reason } => {
                format!("decision {number} withdrawn. Reason: {reason}")
            }
        };
        let stop = stop(&text);
        format!("{text}{stop}")
    }

    /// A decision without whether it holds.
    pub(super) fn decision_made_as(self, one: &Decision) -> String {
        let (number, day, role) = (one.number, &one.day, &one.role);
        let what = self.what_decided(&one.what);
        match self.0 {
            Lang::Nl => format!("Besluit {number}, {day}, {role}: {what}"),
            Lang::En => format!("Decision {number}, {day}, {role}: {what}"),
        }
    }

    /// Whether a decision holds, and if not why.
    pub(super) fn standing(self, one: &Decision) -> String {
        self.stands(&one.standing, &one.what)
    }

    /// A standing of a decision in words.
    pub(super) fn stands(self, standing: &Standing, what: &What) -> String {
        let nl = self.0 == Lang::Nl;
        let say = |dutch: &str, english: &str| (if nl { dutch } else { english }).to_owned();
        match standing {
            Standing::Stands => say("geldt.", "holds."),
            Standing::EndsSoon { days } => {
                format!("{}, {}.", say("geldt", "holds"), self.ends(*days))
            }
            Standing::Lapsed if matches!(what, What::Plan { .. }) => say(
                "de dag is voorbij, de actie is te laat.",
                "the day is over, the action is late.",
            ),
            Standing::Lapsed => say(
                "verlopen, de bevinding is terug.",
                "lapsed, the finding is back.",
            ),
            Standing::GroundChanged { facts } if facts.is_empty() => say(
                "de grond van dit besluit is veranderd.",
                "the ground of this decision changed.",
            ),
            Standing::GroundChanged { facts } => {
                let facts = facts.join(", ");
                if nl {
                    format!("de grond van dit besluit is veranderd: {facts}.")
                } else {
                    format!("the ground of this decision changed: {facts}.")
                }
            }
            Standing::OnlyPlanned => say(
                "de bevinding is nu kritiek, u kunt alleen nog een actie plannen.",
                "the finding is critical now, you can only plan an action.",
            ),
            Standing::NotRaised => say(
                "de bevinding speelt niet meer.",
                "the finding is not raised or open any more.",
            ),
            Standing::OutsideScope => say(
                "het advies gaat hier niet meer over.",
                "the advisory does not speak about this any more.",
            ),
            Standing::Gone => say(
                "deze sleutel bestaat niet meer.",
                "nothing has this key any more.",
            ),
            Standing::NotYet => say("gaat later in.", "begins later."),
            Standing::Replaced { by } if nl => format!("vervangen door besluit {by}."),
            Standing::Replaced { by } => format!("replaced by decision {by}."),
            Standing::Withdrawn {
                by,
                day,
                role,
                reason,
            } => {
                let stop = stop(reason);
                if nl {
                    format!("ingetrokken met besluit {by}, {day}, {role}. Reden: {reason}{stop}")
                } else {
                    format!("withdrawn with decision {by}, {day}, {role}. Reason: {reason}{stop}")
                }
            }
        }
    }
}

/// Returns what a sentence still lacks at its end.
fn stop(text: &str) -> &'static str {
    if text.trim_end().ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    }
}
