//! A second opinion on causes: what a cause names is put into the earlier profile by other means, and screened.
//!
//! Every set must bring the change about on its own, and with any of its parts left out it must not.

use std::collections::{BTreeMap, BTreeSet};

use partnerscreen::facts::{Kind, ListIndex, Spot};
use partnerscreen::pack::Pack;
use partnerscreen::profile::{Given, GivenRecord, Profile};
use partnerscreen::screening::compare::model::{Cause, Certainty, Comparison, Part};
use partnerscreen::screening::model::{Screening, Status};
use partnerscreen::screening::screen;
use partnerscreen::text::Lang;

use super::{compared, part};
use crate::common::DAY;

/// How many causes of each kind were checked.
#[derive(Debug, Default)]
pub(super) struct Checked {
    pub(super) sets: usize,
    pub(super) together: usize,
    pub(super) alternatives: usize,
    pub(super) with_rules: usize,
    pub(super) among: usize,
}

/// What a state is about.
#[derive(Debug, Clone, Copy)]
enum What<'a> {
    Scope,
    Outcome,
    Ground(&'a str),
    Key(&'a str),
    Contradiction(&'a str),
}

/// The states of a screening.
struct States {
    scope: String,
    outcome: String,
    grounds: BTreeMap<String, String>,
    statuses: BTreeMap<String, Status>,
    contradictions: BTreeSet<String>,
}

impl States {
    fn of(screening: &Screening) -> Self {
        let outcome = screening.outcome.as_ref();
        let levels = outcome.map(|one| (one.lowest.clone(), one.highest.clone(), one.determined));
        Self {
            scope: format!("{:?}", screening.scope.applies),
            outcome: format!("{levels:?}"),
            grounds: screening
                .grounds
                .iter()
                .map(|ground| (ground.id.clone(), format!("{:?}", ground.state)))
                .collect(),
            statuses: screening.statuses.clone(),
            contradictions: screening
                .contradictions
                .iter()
                .map(|entry| entry.key.clone())
                .collect(),
        }
    }

    fn what(&self, what: What<'_>) -> String {
        match what {
            What::Scope => self.scope.clone(),
            What::Outcome => self.outcome.clone(),
            What::Ground(id) => format!("{:?}", self.grounds.get(id)),
            What::Key(key) => format!("{:?}", self.statuses.get(key)),
            What::Contradiction(key) => format!("{}", self.contradictions.contains(key)),
        }
    }
}

/// Compares two profiles whose packs have the same facts, and checks every cause of the comparison.
pub(super) fn check(
    before: (&Pack, &Profile),
    after: (&Pack, &Profile),
    name: &str,
    checked: &mut Checked,
) -> Comparison {
    let comparison = compared(before, after);
    let now = States::of(&screen(after.0, after.1, DAY, Lang::En));
    let mut known: BTreeMap<Vec<String>, States> = BTreeMap::new();
    let mut tried = |parts: &[&Part], what: What<'_>| {
        let named = parts.iter().map(|one| part(one)).collect();
        let states = known
            .entry(named)
            .or_insert_with(|| States::of(&tried(before, after, parts)));
        states.what(what)
    };
    let mut all: Vec<(What<'_>, &Cause)> = Vec::new();
    all.extend(
        comparison
            .scope
            .cause
            .iter()
            .map(|cause| (What::Scope, cause)),
    );
    all.extend(
        comparison
            .outcome
            .cause
            .iter()
            .map(|cause| (What::Outcome, cause)),
    );
    for change in &comparison.grounds {
        all.push((What::Ground(&change.id), &change.cause));
    }
    for change in &comparison.contradictions {
        all.push((What::Contradiction(&change.key), &change.cause));
    }
    for change in &comparison.transitions {
        if change.before != change.after {
            all.push((What::Key(&change.key), &change.cause));
        }
    }
    for (what, cause) in all {
        let wanted = now.what(what);
        match cause.certainty {
            Certainty::Exact => assert!(!cause.sets.is_empty(), "{name}: {what:?} has no cause"),
            Certainty::Among => {
                checked.among += 1;
                continue;
            }
            other => panic!("{name}: {what:?} is {other:?}"),
        }
        checked.alternatives += usize::from(cause.sets.len() > 1);
        for set in &cause.sets {
            checked.sets += 1;
            checked.together += usize::from(set.len() > 1);
            let rules = set.iter().any(|part| matches!(part, Part::Rules(_)));
            checked.with_rules += usize::from(rules);
            let all: Vec<&Part> = set.iter().collect();
            assert_eq!(
                tried(&all, what),
                wanted,
                "{name}: {what:?} is not brought about by {set:?}"
            );
            // Of the largest sets some parts speak for all.
            for spared in (0..set.len()).step_by(1 + set.len() / 12) {
                let rest: Vec<&Part> = (0..set.len())
                    .filter(|number| *number != spared)
                    .map(|number| &set[number])
                    .collect();
                assert_ne!(
                    tried(&rest, what),
                    wanted,
                    "{name}: {what:?} does not need {:?} of {set:?}",
                    set[spared]
                );
            }
        }
    }
    comparison
}

/// Screens the earlier profile with some parts of the later one.
fn tried(before: (&Pack, &Profile), after: (&Pack, &Profile), parts: &[&Part]) -> Screening {
    let rules = parts.iter().any(|part| matches!(part, Part::Rules(_)));
    let pack = if rules { after.0 } else { before.0 };
    let mut profile = before.1.clone();
    for part in parts {
        put(pack, &mut profile, after.1, part);
    }
    screen(pack, &profile, DAY, Lang::En)
}

fn list_of(pack: &Pack, id: &str) -> ListIndex {
    let index = pack.facts.find(id).unwrap();
    match &pack.facts.get(index).unwrap().kind {
        Kind::Records(records) => records.list,
        _ => panic!("{id} is no list"),
    }
}

fn put(pack: &Pack, profile: &mut Profile, now: &Profile, part: &Part) {
    match part {
        Part::Rules(_) | Part::Program(_) => {}
        Part::List(change) => {
            let list = usize::from(list_of(pack, &change.list).0);
            profile.lists[list].state = now.lists[list].state;
        }
        Part::Record(change) => {
            let list = usize::from(list_of(pack, &change.list).0);
            let mut records: Vec<GivenRecord> = profile.lists[list]
                .records
                .iter()
                .filter(|record| record.id != change.record)
                .cloned()
                .collect();
            let new = now.lists[list].records.iter();
            records.extend(new.filter(|record| record.id == change.record).cloned());
            records.sort_by(|a, b| a.id.cmp(&b.id));
            profile.lists[list].records = records;
        }
        Part::Answer(change) => {
            let index = pack.facts.find(&change.fact).unwrap();
            match (pack.facts.get(index).unwrap().spot, &change.record) {
                (Spot::Top, None) => {
                    let given: Option<Given> = now.answers.get(&index).cloned();
                    profile.answers.remove(&index);
                    profile.answers.extend(given.map(|given| (index, given)));
                }
                (Spot::InRecord { list, slot }, Some(id)) => {
                    let (list, slot) = (usize::from(list.0), usize::from(slot));
                    let find = |profile: &Profile| {
                        let mut records = profile.lists[list].records.iter();
                        records.position(|record| record.id == *id).unwrap()
                    };
                    let (here, there) = (find(profile), find(now));
                    let given = now.lists[list].records[there].answers[slot].clone();
                    profile.lists[list].records[here].answers[slot] = given;
                }
                other => panic!("{other:?}"),
            }
        }
    }
}
