//! Whether the parts of a stored result hold together.

use std::collections::{BTreeMap, BTreeSet};

use crate::screening::model::{Answer, Applies, SaidKind, Screening, Status, Tally};
use crate::text::{Text, bilingual};
use crate::yaml::Problem;

/// So many problems show that a file is not what it should be.
const MOST_PROBLEMS: usize = 20;

/// Returns what in a result contradicts what else is in it.
pub(super) fn check(screening: &Screening) -> Vec<Problem> {
    let mut found = Found(Vec::new());
    day(screening, &mut found);
    counts(screening, &mut found);
    findings(screening, &mut found);
    outcome(screening, &mut found);
    answers(&screening.answers, &mut found);
    decisions(screening, &mut found);
    found.0.truncate(MOST_PROBLEMS);
    found.0
}

struct Found(Vec<Problem>);

impl Found {
    fn add(&mut self, message: Text) {
        let help = bilingual!(
            "het bestand is beschadigd of met de hand veranderd; gebruik het oorspronkelijke",
            "the file is damaged or was changed by hand; use the original"
        );
        self.0
            .push(Problem::whole("inconsistent-result", message).help(help));
    }
}

fn decisions(screening: &Screening, found: &mut Found) {
    let Some(decisions) = &screening.decisions else {
        return;
    };
    if decisions.counts != Tally::of(&decisions.made) {
        found.add(bilingual!(
            "`decisions.counts` past niet bij `decisions.made`",
            "`decisions.counts` does not fit `decisions.made`"
        ));
    }
    let numbers: Vec<u64> = decisions.made.iter().map(|one| one.number).collect();
    if !numbers.is_sorted_by(|one, other| one < other) {
        found.add(bilingual!(
            "`decisions.made` staat niet op volgorde van nummer",
            "`decisions.made` is not in the order of numbers"
        ));
    }
}

fn day(screening: &Screening, found: &mut Found) {
    let day = &screening.as_of;
    if day.len() != 10 || day.parse::<jiff::civil::Date>().is_err() {
        found.add(bilingual!(
            "`as_of`: `{day}` is geen datum",
            "`as_of`: `{day}` is not a date"
        ));
    }
}

fn counts(screening: &Screening, found: &mut Found) {
    let counts = &screening.counts;
    let of = |status| {
        let statuses = screening.statuses.values();
        statuses.filter(|known| **known == status).count()
    };
    for (name, said, is) in [
        ("raised", counts.raised, of(Status::Raised)),
        ("open", counts.open, of(Status::Open)),
        ("not_raised", counts.not_raised, of(Status::NotRaised)),
        (
            "outside_scope",
            counts.outside_scope,
            of(Status::OutsideScope),
        ),
        ("total", counts.total, screening.statuses.len()),
        (
            "contradictions",
            counts.contradictions,
            screening.contradictions.len(),
        ),
    ] {
        if said != is {
            found.add(bilingual!(
                "`counts.{name}` is {said}, maar het zijn er {is}",
                "`counts.{name}` is {said}, but there are {is}"
            ));
        }
    }
}

fn findings(screening: &Screening, found: &mut Found) {
    let mut shown = BTreeSet::new();
    for finding in &screening.findings {
        let key = &finding.key;
        let status = screening.statuses.get(key);
        let own = match &finding.record {
            Some(record) => format!("{}@{record}", finding.rule),
            None => finding.rule.clone(),
        };
        let listed = matches!(finding.status, Status::Raised | Status::Open);
        if !shown.insert(key) || own != *key || !listed || status != Some(&finding.status) {
            found.add(bilingual!(
                "de bevinding `{key}` past niet bij `statuses`",
                "the finding `{key}` does not fit `statuses`"
            ));
        }
        level(screening, &finding.level, found);
    }
    for (key, status) in &screening.statuses {
        if matches!(status, Status::Raised | Status::Open) && !shown.contains(key) {
            found.add(bilingual!(
                "de bevinding `{key}` ontbreekt",
                "the finding `{key}` is missing"
            ));
        }
    }
    let mut keys = BTreeSet::new();
    for contradiction in &screening.contradictions {
        let key = &contradiction.key;
        if !keys.insert(key) {
            found.add(bilingual!(
                "de tegenstrijdigheid `{key}` staat er twee keer",
                "the contradiction `{key}` stands there twice"
            ));
        }
        level(screening, &contradiction.level, found);
    }
}

fn outcome(screening: &Screening, found: &mut Found) {
    let outside = screening.scope.applies == Applies::No;
    match &screening.outcome {
        Some(outcome) if !outside => {
            level(screening, &outcome.highest, found);
            if let Some(lowest) = &outcome.lowest {
                level(screening, lowest, found);
            }
        }
        None if outside => {}
        _ => found.add(bilingual!(
            "`outcome` past niet bij `scope`",
            "`outcome` does not fit `scope`"
        )),
    }
}

fn level(screening: &Screening, id: &str, found: &mut Found) {
    if !screening.pack.levels.iter().any(|level| level.id == id) {
        found.add(bilingual!(
            "het niveau `{id}` staat niet in `pack.levels`",
            "the level `{id}` is not in `pack.levels`"
        ));
    }
}

fn answers(answers: &[Answer], found: &mut Found) {
    let mut records: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for answer in answers {
        let Some(said) = &answer.records else {
            continue;
        };
        let own = records.entry(&answer.fact).or_default();
        for record in &said.given {
            if !own.insert(&record.id) {
                let (list, id) = (&answer.fact, &record.id);
                found.add(bilingual!(
                    "`answers`: `{list}` heeft twee keer `{id}`",
                    "`answers`: `{list}` has `{id}` twice"
                ));
            }
        }
    }
    let mut seen = BTreeSet::new();
    for answer in answers {
        let subject = (&answer.fact, &answer.list, &answer.record);
        if !seen.insert(subject) || !is_whole(answer, &records) {
            let fact = &answer.fact;
            found.add(bilingual!(
                "`answers`: het antwoord op `{fact}` klopt niet",
                "`answers`: the answer to `{fact}` does not hold together"
            ));
        }
    }
}

/// Tells whether an answer has what its kind needs, and stands in a record that exists.
fn is_whole(answer: &Answer, records: &BTreeMap<&str, BTreeSet<&str>>) -> bool {
    let in_place = match (&answer.list, &answer.record) {
        (None, None) => true,
        (Some(list), Some(record)) => records
            .get(list.as_str())
            .is_some_and(|list| list.contains(record.as_str())),
        _ => false,
    };
    let is_list = answer.records.is_some();
    let several = answer.given.len() > 1;
    let given = answer.given.iter().all(|said| match said.kind {
        SaidKind::Value | SaidKind::Place => said.value.is_some(),
        SaidKind::Text => said.value.is_none(),
        // One source that knows is an answer, so this never stands among several.
        SaidKind::Unknown => said.value.is_none() && !several,
    });
    in_place && given && is_list == answer.given.is_empty() && !(is_list && answer.list.is_some())
}
