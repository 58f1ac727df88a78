//! An earlier screening and a later one → what differs, and why.
//!
//! Keys are compared, never counts. A cause is found by trying: the earlier answers are screened with some of the
//! later ones, under the earlier rules and under the later. Nothing is guessed; what cannot be told is said to be so.

mod bench;
mod causes;
mod decisions;
mod fingerprint;
mod inputs;
mod links;
pub mod model;
mod observed;
mod reach;
mod search;
mod subject;
#[cfg(test)]
mod tests;
mod transitions;

use std::collections::{BTreeMap, BTreeSet};

pub use subject::Subject;

use self::causes::{Causes, Renames};
use self::links::Links;
use self::model::{Comparison, FORMAT, GroundChange, OutcomeChange, Refused, ScopeChange};
use self::observed::Observable;
use self::transitions::Both;
use super::model::{Answer, Ground, Screening};
use super::receipt::tool;
use super::replay::replay;
use crate::pack::Pack;
use crate::text::Lang;

/// Compares an earlier screening with a later one.
///
/// Texts are in `lang`, but for those of a stored result that could not be screened again.
#[must_use]
pub fn compare(before: &Subject<'_>, after: &Subject<'_>, lang: Lang) -> Comparison {
    let renames = renames(before, after);
    let then = before
        .observed
        .clone()
        .renamed(&renames.rules, &renames.facts);
    let targets = then.differences(&after.observed);
    let inputs = inputs::inputs(
        &before.screening.answers,
        &after.screening.answers,
        &renames.facts,
        |id| place(id, before, after, &renames),
    );
    let sides = (before, after);
    let mut causes = Causes::new(sides, (&then, &targets), &inputs, &renames);
    let differs = |observable: &Observable| targets.contains(observable);
    // The most important first: there is a bound to what is tried.
    let scope = ScopeChange {
        before: before.observed.scope,
        after: after.observed.scope,
        cause: differs(&Observable::Scope).then(|| causes.of(&Observable::Scope)),
    };
    let grounds = grounds(before, after, &mut causes);
    let both = Both::new(sides, &then, &renames, lang);
    let contradictions = both.contradictions(&mut causes);
    let outcome = OutcomeChange {
        before: before.screening.outcome.clone(),
        after: after.screening.outcome.clone(),
        cause: differs(&Observable::Outcome).then(|| causes.of(&Observable::Outcome)),
    };
    let transitions = both.transitions(&mut causes);
    Comparison {
        format: FORMAT.to_owned(),
        tool: tool(),
        lang,
        before: before.side(),
        after: after.side(),
        changed: !(targets.is_empty() && transitions.is_empty() && contradictions.is_empty()),
        scope,
        outcome,
        grounds,
        transitions,
        contradictions,
        inputs: causes.all(),
        refused: refused(before, after, &renames, lang),
        disclaimer: after.screening.disclaimer.clone(),
        decisions: decisions::changes(&before.screening, &after.screening),
    }
}

/// Links the ids of rules and of facts that one of the packs says are the same.
fn renames(before: &Subject<'_>, after: &Subject<'_>) -> Renames {
    let packs = || [before.pack, after.pack].into_iter().flatten();
    let rules = packs().flat_map(|pack| &pack.rules);
    let facts = packs().flat_map(|pack| pack.facts.iter().map(|(_, fact)| fact));
    Renames {
        rules: Links::new(
            &rule_ids(before),
            &rule_ids(after),
            rules.map(|rule| (rule.id.as_str(), rule.replaces.as_slice())),
        ),
        facts: Links::new(
            &fact_ids(before),
            &fact_ids(after),
            facts.map(|fact| (fact.id.as_str(), fact.replaces.as_slice())),
        ),
    }
}

fn rule_ids<'a>(subject: &'a Subject<'a>) -> BTreeSet<&'a str> {
    match subject.pack {
        Some(pack) => pack.rules.iter().map(|rule| rule.id.as_str()).collect(),
        None => {
            let keys = subject.screening.statuses.keys();
            keys.filter_map(|key| key.split('@').next()).collect()
        }
    }
}

fn fact_ids<'a>(subject: &'a Subject<'a>) -> BTreeSet<&'a str> {
    match subject.pack {
        Some(pack) => pack
            .facts
            .iter()
            .map(|(_, fact)| fact.id.as_str())
            .collect(),
        None => {
            let answers = subject.screening.answers.iter();
            answers.map(|answer| answer.fact.as_str()).collect()
        }
    }
}

/// Returns where a fact stands in the questionnaire of now, or behind it in that of then.
fn place(id: &str, before: &Subject<'_>, after: &Subject<'_>, renames: &Renames) -> usize {
    let index = |pack: Option<&Pack>, id: &str| pack?.facts.find(id);
    match (
        index(after.pack, id),
        index(before.pack, renames.facts.then(id)),
    ) {
        (Some(index), _) => usize::from(index.0),
        (None, Some(index)) => usize::from(u16::MAX) + usize::from(index.0),
        (None, None) => {
            // Without a questionnaire: in the order of the answers.
            let at = |answers: &[Answer], id: &str| answers.iter().position(|one| one.fact == id);
            at(&after.screening.answers, id)
                .or_else(|| at(&before.screening.answers, renames.facts.then(id)))
                .unwrap_or(usize::MAX)
        }
    }
}

fn grounds(
    before: &Subject<'_>,
    after: &Subject<'_>,
    causes: &mut Causes<'_>,
) -> Vec<GroundChange> {
    let by_id = |screening: &'_ Screening| -> BTreeMap<String, Ground> {
        let grounds = screening.grounds.iter();
        grounds
            .map(|ground| (ground.id.clone(), ground.clone()))
            .collect()
    };
    let (then, now) = (by_id(&before.screening), by_id(&after.screening));
    // In the order of the packs: what stands first there is most important.
    let mut ids: Vec<&String> = Vec::new();
    for ground in after
        .screening
        .grounds
        .iter()
        .chain(&before.screening.grounds)
    {
        if !ids.contains(&&ground.id) {
            ids.push(&ground.id);
        }
    }
    let mut found = Vec::new();
    for id in ids {
        let (then, now) = (then.get(id), now.get(id));
        let (state_then, state_now) = (then.map(|one| one.state), now.map(|one| one.state));
        let Some(ground) = now.or(then).filter(|_| state_then != state_now) else {
            continue;
        };
        found.push(GroundChange {
            id: id.clone(),
            title: ground.title.clone(),
            before: state_then,
            after: state_now,
            text: now.map(|ground| ground.text.clone()),
            cause: causes.of(&Observable::Ground(id.clone())),
        });
    }
    found
}

/// Returns the earlier answers that the later rules refuse, in the order of their lines.
fn refused(
    before: &Subject<'_>,
    after: &Subject<'_>,
    renames: &Renames,
    lang: Lang,
) -> Vec<Refused> {
    let mut found = before.refused.clone();
    if let Some(pack) = after.pack {
        let (_, refused) = replay(pack, &before.screening.answers, &renames.facts.forward);
        found.extend(refused.into_iter().map(|refusal| Refused {
            code: refusal.code.to_owned(),
            why: refusal.message.get(lang).to_owned(),
            line: Some(refusal.line),
        }));
    }
    found.sort_by_key(|refused| refused.line);
    found
}
