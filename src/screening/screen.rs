//! Puts a screening together.

use super::contradictions::{Raised, contradictions};
use super::entries::{Entry, entries, waits_for};
use super::model::{
    Answer, AnswerValue, Applies, Contradiction, Counts, FORMAT, Finding, Ground, GroundState,
    Level, PackReceipt, PackSource, ProfileReceipt, Question, Reason, Scope, Screening,
    SectionState, Status, Tool, Topic,
};
use super::outcome::{interval, outcome};
use super::plan::{Asking, actions, suggestions};
use super::questions::questions;
use super::reasons::{Known, Subject, witnesses};
use super::settle::{Settled, settle};
use crate::condition::{Bindings, Blocker, Truth, evaluate};
use crate::facts::{AnswerTable, Cell, FactIndex, Record};
use crate::pack::{ActionIndex, ActionRef, Pack, Placeholder, Rule, parts};
use crate::profile::{ListState, Profile};
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
    if scope.applies == Applies::No {
        return outside(&known, as_of, scope, &all);
    }
    let clashes = contradictions(&known);
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
    let open: Vec<(String, &Entry)> = keyed
        .iter()
        .filter(|(_, entry)| entry.status == Status::Open)
        .cloned()
        .collect();
    let questions = questions(&known, &open, &scope_blockers(&known), lowest);
    let sections = sections(&known);
    let findings: Vec<Finding> = keyed
        .iter()
        .filter_map(|(key, entry)| finding(&known, key, entry, &sections))
        .collect();
    let asking = asking(&known, &clashes, &keyed);
    let clashes: Vec<Contradiction> = clashes.into_iter().map(|raised| raised.entry).collect();
    let decisive = questions
        .iter()
        .filter(|question| question.decisive)
        .count();
    let outcome = outcome(
        pack,
        lang,
        scope.applies,
        (lowest, highest),
        &findings,
        &clashes,
        decisive,
    );
    Screening {
        grounds: grounds(&known),
        outcome,
        counts: counts(&all, clashes.len()),
        findings,
        contradictions: clashes,
        questions,
        actions: actions(&known, &asking),
        suggestions: suggestions(&known),
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
            None => found.push(super::entries::status(rule, table, None)),
            Some(list) => found.extend(table.records(list).map(|record| {
                super::entries::status(rule, table, Some(&Bindings::new(list, record)))
            })),
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
    }
}

/// Returns the screening of a partnership that the source does not speak about: every key is outside scope.
fn outside(known: &Known<'_>, as_of: &str, scope: Scope, all: &[Entry]) -> Screening {
    let sections = sections(known);
    Screening {
        statuses: all
            .iter()
            .map(|entry| (key(known, entry), Status::OutsideScope))
            .collect(),
        counts: Counts {
            outside_scope: all.len(),
            total: all.len(),
            ..Counts::default()
        },
        ..frame(known, as_of, scope, sections)
    }
}

fn tool() -> Tool {
    Tool {
        name: env!("CARGO_PKG_NAME").to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

/// Describes a pack.
pub(super) fn pack_receipt(pack: &Pack, lang: Lang) -> PackReceipt {
    PackReceipt {
        id: pack.id.clone(),
        version: pack.version.clone(),
        hash: pack.hash.clone(),
        title: pack.title.get(lang).to_owned(),
        source: PackSource {
            title: pack.source.title.clone(),
            publisher: pack.source.publisher.clone(),
            date: pack.source.date.clone(),
            language: pack.source.language.clone(),
        },
        levels: pack
            .levels
            .iter()
            .map(|level| Level {
                id: level.id.clone(),
                title: level.title.get(lang).to_owned(),
                meaning: level.meaning.get(lang).to_owned(),
            })
            .collect(),
        topics: pack
            .topics
            .iter()
            .map(|topic| Topic {
                id: topic.id.clone(),
                title: topic.title.get(lang).to_owned(),
            })
            .collect(),
    }
}

/// Describes a profile.
pub(super) fn profile_receipt(profile: &Profile) -> ProfileReceipt {
    let file = profile
        .path
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or(&profile.path);
    ProfileReceipt {
        name: profile.name.clone().unwrap_or_else(|| file.to_owned()),
        path: profile.path.clone(),
        hash: profile.hash.clone(),
    }
}

/// Decides whether the source speaks about this partnership: outside if any reason is true, else open if any is unknown.
pub(super) fn scope(known: &Known<'_>) -> Scope {
    let table = &known.settled.table;
    let of = |truth: Truth| {
        known
            .pack
            .scope
            .iter()
            .filter(move |rule| evaluate(&rule.outside_when, table, None) == truth)
    };
    let describe = |applies: Applies, truth: Truth| {
        let mut because: Vec<Reason> = Vec::new();
        for rule in of(truth) {
            let subjects: Vec<Subject> = if truth == Truth::True {
                witnesses(known.pack, &rule.outside_when, table, None)
            } else {
                waits_for(known.pack, table, &rule.outside_when, None)
                    .into_iter()
                    .filter_map(|blocker| as_subject(known.pack, blocker))
                    .collect()
            };
            for reason in subjects
                .into_iter()
                .filter_map(|subject| known.reason(subject))
            {
                if !because.contains(&reason) {
                    because.push(reason);
                }
            }
        }
        let texts = of(truth).map(|rule| rule.text.get(known.lang).to_owned());
        Scope {
            applies,
            // What is still open is told by its questions; the texts say what holds.
            texts: if truth == Truth::True {
                texts.collect()
            } else {
                Vec::new()
            },
            because,
        }
    };
    if of(Truth::True).next().is_some() {
        describe(Applies::No, Truth::True)
    } else if of(Truth::Unknown).next().is_some() {
        describe(Applies::Open, Truth::Unknown)
    } else {
        Scope {
            applies: Applies::Yes,
            texts: Vec::new(),
            because: Vec::new(),
        }
    }
}

fn scope_blockers(known: &Known<'_>) -> Vec<Blocker> {
    let mut found = Vec::new();
    for rule in &known.pack.scope {
        for blocker in waits_for(known.pack, &known.settled.table, &rule.outside_when, None) {
            if !found.contains(&blocker) {
                found.push(blocker);
            }
        }
    }
    found
}

pub(super) fn as_subject(pack: &Pack, blocker: Blocker) -> Option<Subject> {
    Some(match blocker {
        Blocker::Fact(fact, record) => (fact, record),
        Blocker::List(list) => (pack.facts.list(list)?.0, None),
    })
}

fn grounds(known: &Known<'_>) -> Vec<Ground> {
    let table = &known.settled.table;
    known
        .pack
        .grounds
        .iter()
        .map(|ground| {
            let facts = ground.when.facts(&known.pack.facts);
            let conflicting = facts.iter().any(|fact| match known.cell((*fact, None)) {
                Cell::Unsettled => true,
                Cell::Many(_) => known.given((*fact, None)).is_some(),
                _ => false,
            });
            let (state, text) = match evaluate(&ground.when, table, None) {
                Truth::True => (GroundState::Met, &ground.met),
                Truth::False => (GroundState::NotMet, &ground.not_met),
                Truth::Unknown if conflicting => (GroundState::Conflicting, &ground.conflicting),
                Truth::Unknown => (GroundState::Open, &ground.open),
            };
            Ground {
                id: ground.id.clone(),
                title: ground.title.get(known.lang).to_owned(),
                state,
                text: text.get(known.lang).to_owned(),
                because: facts
                    .into_iter()
                    .filter_map(|fact| known.reason((fact, None)))
                    .collect(),
                cites: known.citations(&ground.cites),
            }
        })
        .collect()
}

/// Returns `rule`, `rule@record` or `rule@*`.
pub(super) fn key(known: &Known<'_>, entry: &Entry) -> String {
    let Some(rule) = known.pack.rules.get(entry.rule) else {
        return String::new();
    };
    match rule
        .each
        .and_then(|list| known.record_id_in(list, entry.record))
    {
        Some(record) => format!("{}@{record}", rule.id),
        None => rule.id.clone(),
    }
}

/// The total order of the design: doubtful ones without a ground last, then priority, raised before open, topic,
/// place in the pack, record.
fn order(pack: &Pack, entry: &Entry) -> impl Ord + use<> {
    let rule = pack.rules.get(entry.rule);
    (
        entry.doubtful && !rule.is_some_and(|rule| rule.is_ground),
        rule.map(|rule| rule.priority),
        entry.status == Status::Open,
        rule.map(|rule| rule.topic),
        entry.rule,
        entry.record,
    )
}

fn finding(
    known: &Known<'_>,
    key: &str,
    entry: &Entry,
    sections: &[SectionState],
) -> Option<Finding> {
    let pack = known.pack;
    let rule = pack.rules.get(entry.rule)?;
    let record = rule
        .each
        .and_then(|list| known.record_id_in(list, entry.record));
    let bindings = rule
        .each
        .zip(entry.record)
        .map(|(list, record)| Bindings::new(list, record));
    let subjects: Vec<Subject> = if entry.status == Status::Raised {
        witnesses(pack, &rule.when, &known.settled.table, bindings.as_ref())
    } else {
        entry
            .waits_for
            .iter()
            .filter_map(|blocker| as_subject(pack, *blocker))
            .collect()
    };
    let title = fill(known, rule.title.get(known.lang), rule, entry.record);
    let text = match entry.status {
        Status::Raised => fill(known, rule.finding.get(known.lang), rule, entry.record),
        _ => title.clone(),
    };
    Some(Finding {
        key: key.to_owned(),
        rule: rule.id.clone(),
        record,
        topic: pack.topics.get(usize::from(rule.topic))?.id.clone(),
        status: entry.status,
        doubtful: entry.doubtful,
        priority: rule.priority,
        priority_because: rule
            .priority_because
            .as_ref()
            .map(|text| text.get(known.lang).to_owned()),
        level: pack.level(rule.level)?.id.clone(),
        title,
        text,
        because: subjects
            .into_iter()
            .filter_map(|subject| known.reason(subject))
            .collect(),
        asks: entry
            .waits_for
            .iter()
            .filter_map(|blocker| fact_key(known, *blocker))
            .collect(),
        untouched_section: untouched(known, entry, rule, sections),
        cites: known.citations(&rule.cites),
        why: known.citations(&rule.why),
        actions: entry_actions(known, rule, entry)
            .into_iter()
            .filter_map(|index| pack.action(index))
            .map(|action| action.id.clone())
            .collect(),
    })
}

fn fact_key(known: &Known<'_>, blocker: Blocker) -> Option<String> {
    let (index, record) = as_subject(known.pack, blocker)?;
    let fact = known.pack.facts.get(index)?;
    Some(match known.record_id(index, record) {
        Some(record) => format!("{}@{record}", fact.id),
        None => fact.id.clone(),
    })
}

/// Returns the untouched section that all own questions of a doubtful finding lie in, if there is one.
fn untouched(
    known: &Known<'_>,
    entry: &Entry,
    rule: &Rule,
    sections: &[SectionState],
) -> Option<String> {
    if !entry.doubtful || rule.is_ground {
        return None;
    }
    let mut found: Option<u16> = None;
    for blocker in &entry.own_questions {
        let (index, _) = as_subject(known.pack, *blocker)?;
        let section = known.pack.facts.get(index)?.section;
        if found.is_some_and(|found| found != section) {
            return None;
        }
        found = Some(section);
    }
    let section = sections.get(usize::from(found?))?;
    (!section.touched).then(|| section.id.clone())
}

/// Returns the actions that an entry asks for: its own, or those the pack has for open ones.
fn entry_actions(known: &Known<'_>, rule: &Rule, entry: &Entry) -> Vec<ActionIndex> {
    let table = &known.settled.table;
    let bindings = rule
        .each
        .zip(entry.record)
        .map(|(list, record)| Bindings::new(list, record));
    let fitting = |refs: &[ActionRef]| {
        let holds = |item: &&ActionRef| {
            let when = item.when.as_ref();
            when.is_none_or(|when| evaluate(when, table, bindings.as_ref()) != Truth::False)
        };
        refs.iter()
            .filter(holds)
            .map(|item| item.action)
            .collect::<Vec<_>>()
    };
    if entry.status == Status::Raised {
        return fitting(&rule.actions);
    }
    let own = fitting(&rule.open_actions);
    if !own.is_empty() {
        return own;
    }
    let policy = &known.pack.open_actions;
    let mut found = Vec::new();
    for blocker in &entry.waits_for {
        let Some(subject) = as_subject(known.pack, *blocker) else {
            continue;
        };
        let action = match known.state(subject) {
            super::model::AnswerState::Conflicting => known.pack.contradictions.action,
            super::model::AnswerState::Unknown => policy.unknown,
            _ => policy.unanswered,
        };
        if !found.contains(&action) {
            found.push(action);
        }
    }
    found
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

/// Fills the placeholders of a text.
pub(super) fn fill(known: &Known<'_>, text: &str, rule: &Rule, record: Option<Record>) -> String {
    let list = rule
        .each
        .and_then(|list| Some((list, known.pack.facts.list(list)?.1)));
    let mut filled = String::new();
    for part in parts(text) {
        let name = match part {
            Placeholder::Literal(text) => {
                filled.push_str(text);
                continue;
            }
            Placeholder::Name(name) => name,
        };
        match list {
            Some((_, records)) if records.record == name && record == Some(Record::Others) => {
                filled.push_str(records.others.get(known.lang));
            }
            Some((list, records)) if records.record == name => {
                filled.push_str(&known.record_id_in(list, record).unwrap_or_default());
            }
            _ => filled.push_str(&answer_label(known, name, record)),
        }
    }
    filled
}

fn answer_label(known: &Known<'_>, id: &str, record: Option<Record>) -> String {
    let Some(index) = known.pack.facts.find(id) else {
        return String::new();
    };
    let Some(fact) = known.pack.facts.get(index) else {
        return String::new();
    };
    let in_record = record.filter(|_| fact.list().is_some());
    match known.cell((index, in_record)) {
        Cell::One(value) => fact.value_label(*value, known.lang),
        Cell::Many(values) => {
            let labels: Vec<_> = values
                .iter()
                .map(|value| fact.value_label(*value, known.lang))
                .collect();
            labels.join(" / ")
        }
        _ => String::new(),
    }
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

fn sections(known: &Known<'_>) -> Vec<SectionState> {
    let touched = |number: u16| {
        let in_section = |index: &FactIndex| {
            known
                .pack
                .facts
                .get(*index)
                .is_some_and(|fact| fact.section == number)
        };
        known.profile.answers.keys().any(in_section)
            || known
                .pack
                .facts
                .lists()
                .iter()
                .zip(&known.profile.lists)
                .any(|(index, list)| list.state != ListState::Missing && in_section(index))
    };
    (0..)
        .zip(&known.pack.facts.sections)
        .map(|(number, section)| SectionState {
            id: section.id.clone(),
            title: section.title.get(known.lang).to_owned(),
            touched: touched(number),
        })
        .collect()
}

/// Lists every answer that was given, in questionnaire order, without free text.
fn answers(known: &Known<'_>) -> Vec<Answer> {
    let mut found = Vec::new();
    for (index, fact) in known.pack.facts.iter() {
        let records: Vec<Option<Record>> = match fact.list() {
            None => vec![None],
            Some(list) => known
                .settled
                .table
                .records(list)
                .filter(|record| *record != Record::Others)
                .map(Some)
                .collect(),
        };
        for record in records {
            let Some(reason) = known.reason((index, record)) else {
                continue;
            };
            let Some(line) = reason.line else { continue };
            let values: Vec<&AnswerValue> = match &reason.answer {
                Some(answer) => vec![answer],
                None => reason
                    .candidates
                    .iter()
                    .map(|candidate| &candidate.answer)
                    .collect(),
            };
            let joined = |text: fn(&AnswerValue) -> &String| {
                values
                    .iter()
                    .map(|value| text(value).as_str())
                    .collect::<Vec<_>>()
                    .join(" / ")
            };
            found.push(Answer {
                fact: fact.id.clone(),
                record: reason.record.clone(),
                state: reason.state,
                answer: (!values.is_empty()).then(|| AnswerValue {
                    id: joined(|value| &value.id),
                    label: joined(|value| &value.label),
                }),
                line,
            });
        }
    }
    found
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
pub(super) fn questions_of(
    known: &Known<'_>,
    key: &str,
    entry: &Entry,
    settled: &Settled,
) -> Vec<Question> {
    let _ = settled;
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
