//! Puts a screening together.

use super::answers::{answers, sections};
use super::contradictions::{Raised, contradictions};
use super::entries::{Entry, entries, status};
use super::findings::{entry_actions, finding, key, order};
use super::model::{
    Applies, Contradiction, Counts, FORMAT, Finding, Question, Scope, Screening, SectionState,
    Status,
};
use super::outcome::{interval, outcome};
use super::plan::{Apart, Asking, actions, suggestions};
use super::questions::questions;
use super::reasons::{Known, gather};
use super::receipt::{pack_receipt, profile_receipt, tool};
use super::scope::{grounds, scope, scope_blockers};
use super::settle::settle;
use crate::condition::Bindings;
use crate::facts::AnswerTable;
use crate::pack::Pack;
use crate::profile::Profile;
use crate::text::Lang;

/// Screens one profile against one pack.
///
/// `as_of` is the day to print, `2026-11-24`; it changes no rule.
#[must_use]
pub fn screen(pack: &Pack, profile: &Profile, as_of: &str, lang: Lang) -> Screening {
    let settled = settle(pack, profile);
    let known = Known {
        pack,
        profile,
        settled: &settled,
        lang,
    };
    let scope = scope(&known);
    let all = entries(pack, &settled.table);
    let clashes = contradictions(&known);
    if scope.applies == Applies::No {
        return outside(&known, as_of, scope, &all, clashes);
    }
    let (lowest, highest) = interval(
        levels(pack, &all, Status::Raised).chain(clashes.iter().map(|clash| clash.level)),
        levels(pack, &all, Status::Open),
    );
    let mut shown: Vec<&Entry> = all
        .iter()
        .filter(|entry| matches!(entry.status, Status::Raised | Status::Open))
        .collect();
    shown.sort_by_key(|entry| order(pack, entry));
    let keyed: Vec<(String, &Entry)> = shown
        .iter()
        .map(|entry| (key(&known, entry), *entry))
        .collect();
    let questions = questions(&known, &keyed, &scope_blockers(&known), lowest);
    let sections = sections(&known);
    let findings = keyed
        .iter()
        .filter_map(|(key, entry)| finding(&known, key, entry, &sections));
    let findings: Vec<Finding> = gather(keyed.len(), findings);
    let apart = Apart::new(&known);
    let asking = asking(&known, &clashes, &keyed);
    let clashes: Vec<Contradiction> = clashes.into_iter().map(|raised| raised.entry).collect();
    let outcome = outcome(
        pack,
        lang,
        scope.applies,
        (lowest, highest),
        &findings,
        &clashes,
        &questions,
    );
    Screening {
        grounds: grounds(&known),
        outcome,
        counts: counts(&all, clashes.len()),
        findings,
        contradictions: clashes,
        questions,
        actions: actions(&known, &apart, &asking),
        suggestions: suggestions(&known, &apart),
        statuses: all
            .iter()
            .map(|entry| (key(&known, entry), entry.status))
            .collect(),
        ..frame(&known, as_of, scope, sections)
    }
}

/// Returns the status of every rule for every record: what a screening evaluates, without describing it.
#[must_use]
pub fn statuses(pack: &Pack, table: &AnswerTable) -> Vec<Status> {
    let mut found = Vec::with_capacity(pack.rules.len());
    for rule in &pack.rules {
        match rule.each {
            None => found.push(status(rule, table, None)),
            Some(list) => found.extend(
                table
                    .records(list)
                    .map(|record| status(rule, table, Some(&Bindings::new(list, record)))),
            ),
        }
    }
    found
}

/// Returns the answers of a profile as conditions read them.
#[must_use]
pub fn answer_table(pack: &Pack, profile: &Profile) -> AnswerTable {
    settle(pack, profile).table
}

fn levels<'a>(
    pack: &'a Pack,
    entries: &'a [Entry],
    status: Status,
) -> impl Iterator<Item = crate::pack::LevelIndex> + 'a {
    entries
        .iter()
        .filter(move |entry| entry.status == status)
        .filter_map(|entry| pack.rules.get(entry.rule))
        .map(|rule| rule.level)
}

/// Returns the parts of a screening that hold whatever is found.
fn frame(known: &Known<'_>, as_of: &str, scope: Scope, sections: Vec<SectionState>) -> Screening {
    Screening {
        format: FORMAT.to_owned(),
        tool: tool(),
        pack: pack_receipt(known.pack, known.lang),
        profile: profile_receipt(known.profile),
        as_of: as_of.to_owned(),
        lang: known.lang,
        scope,
        grounds: Vec::new(),
        outcome: None,
        findings: Vec::new(),
        contradictions: Vec::new(),
        questions: Vec::new(),
        actions: Vec::new(),
        suggestions: Vec::new(),
        statuses: std::collections::BTreeMap::new(),
        answers: answers(known),
        sections,
        counts: Counts::default(),
        disclaimer: known.pack.disclaimer.get(known.lang).to_owned(),
        changes: None,
        decisions: None,
    }
}

/// Returns the screening of a partnership that the source does not speak about: every key is outside scope.
///
/// Contradictions are listed all the same, since they may be about the very answers that decided the scope. There is no
/// plan, so they ask for no action of it.
fn outside(
    known: &Known<'_>,
    as_of: &str,
    scope: Scope,
    all: &[Entry],
    clashes: Vec<Raised>,
) -> Screening {
    let sections = sections(known);
    let contradictions: Vec<Contradiction> = clashes
        .into_iter()
        .map(|raised| Contradiction {
            actions: Vec::new(),
            ..raised.entry
        })
        .collect();
    Screening {
        statuses: all
            .iter()
            .map(|entry| (key(known, entry), Status::OutsideScope))
            .collect(),
        counts: Counts {
            outside_scope: all.len(),
            total: all.len(),
            contradictions: contradictions.len(),
            ..Counts::default()
        },
        contradictions,
        ..frame(known, as_of, scope, sections)
    }
}

fn asking(known: &Known<'_>, clashes: &[Raised], keyed: &[(String, &Entry)]) -> Vec<Asking> {
    let contradictions = clashes.iter().map(|clash| Asking {
        key: clash.entry.key.clone(),
        priority: clash.entry.priority,
        actions: vec![known.pack.contradictions.action],
    });
    let findings = keyed.iter().filter_map(|(key, entry)| {
        let rule = known.pack.rules.get(entry.rule)?;
        Some(Asking {
            key: key.clone(),
            priority: rule.priority,
            actions: entry_actions(known, rule, entry),
        })
    });
    contradictions.chain(findings).collect()
}

fn counts(entries: &[Entry], contradictions: usize) -> Counts {
    let of = |status| {
        entries
            .iter()
            .filter(|entry| entry.status == status)
            .count()
    };
    Counts {
        raised: of(Status::Raised),
        open: of(Status::Open),
        not_raised: of(Status::NotRaised),
        outside_scope: of(Status::OutsideScope),
        total: entries.len(),
        contradictions,
    }
}

/// Returns what of a screening belongs to one rule and record, for `explain`.
pub(super) fn find_entry<'a>(
    known: &Known<'_>,
    all: &'a [Entry],
    wanted: &str,
) -> Option<&'a Entry> {
    all.iter().find(|entry| key(known, entry) == wanted)
}

/// Returns the questions of one entry.
pub(super) fn questions_of(known: &Known<'_>, key: &str, entry: &Entry) -> Vec<Question> {
    questions(
        known,
        &[(key.to_owned(), entry)],
        &[],
        crate::pack::LevelIndex(0),
    )
    .into_iter()
    .filter(|question| !question.settles.is_empty())
    .collect()
}
