//! «An added answer only narrows»: open → raised, not raised or outside scope; not raised → outside scope; nothing else.

use partnerscreen::facts::{Fact, Kind, Spot, Value};
use partnerscreen::pack::Pack;
use partnerscreen::profile::{Given, GivenAnswer, GivenRecord, ListState, Profile, Reading};
use partnerscreen::screening::model::{Applies, Screening, Status};
use partnerscreen::screening::screen;
use partnerscreen::text::Lang;

use crate::common::{Chance, DAY, PACK, read, samples};

/// Names of places in the pack and in the generated ones: in one province, in two, in none, in no gazetteer.
const PLACES: [&str; 10] = [
    "Kashgar",
    "Nanjing",
    "Yiwu",
    "Hong Kong",
    "Taipei",
    "Nergens",
    "Stad",
    "Dorp",
    "Haven",
    "Eiland",
];

/// Returns an answer that settles a fact, by chance; `None` for facts that no condition reads and no lookup.
pub(crate) fn settling(fact: &Fact, chance: &mut Chance) -> Option<Given> {
    let value = match &fact.kind {
        Kind::Place => {
            let name = (*chance.pick(&PLACES)).to_owned();
            return Some(given(Reading::Text(name)));
        }
        Kind::YesNo => Value::Option(u16::try_from(chance.below(2)).unwrap()),
        Kind::Choice(options) => {
            let settling: Vec<u16> = (0..)
                .zip(options)
                .filter(|(_, option)| option.settles)
                .map(|(number, _)| number)
                .collect();
            Value::Option(*chance.pick(&settling))
        }
        Kind::Choices(options) => {
            Value::Options(u64::try_from(chance.below(1 << options.len().min(16))).unwrap())
        }
        Kind::Country(_) => Value::Option(
            fact.option_number(chance.pick::<&str>(&["CN", "NL", "TW", "HK"]))
                .unwrap(),
        ),
        Kind::Integer => Value::Integer(i64::try_from(chance.below(4)).unwrap()),
        _ => return None,
    };
    Some(given(Reading::Value(value)))
}

fn given(reading: Reading) -> Given {
    Given {
        line: 1,
        answers: vec![GivenAnswer {
            reading,
            line: 1,
            source: None,
            date: None,
            note: None,
        }],
    }
}

fn is_missing(given: Option<&Given>) -> bool {
    given.is_none_or(|given| {
        given
            .answers
            .iter()
            .all(|answer| answer.reading == Reading::Unknown)
    })
}

/// Adds one answer by chance: to a fact, to a fact of a record, or a record to a list; `None` where nothing was added.
pub(crate) fn add_one(
    pack: &Pack,
    profile: &Profile,
    chance: &mut Chance,
) -> Option<(Profile, String)> {
    let mut more = profile.clone();
    let facts: Vec<_> = pack.facts.iter().collect();
    let (index, fact) = *chance.pick(&facts);
    let what = match (&fact.kind, fact.spot) {
        (Kind::Records(records), _) => {
            let list = &mut more.lists[usize::from(records.list.0)];
            match list.state {
                ListState::Plain | ListState::Complete => return None,
                ListState::Missing if chance.once_in(2) => list.state = ListState::Plain,
                ListState::Missing => list.state = ListState::Incomplete,
                ListState::Unknown | ListState::Incomplete if chance.once_in(3) => {
                    list.state = ListState::Complete;
                }
                ListState::Unknown | ListState::Incomplete => {
                    list.state = ListState::Incomplete;
                    let id = format!("zz-{}", list.records.len());
                    list.records.push(GivenRecord {
                        id,
                        line: 1,
                        answers: vec![None; records.facts.len()],
                    });
                }
            }
            format!("list {}", fact.id)
        }
        (_, Spot::Top) => {
            if !is_missing(more.answers.get(&index)) {
                return None;
            }
            let given = settling(fact, chance)?;
            let what = format!("{} = {:?}", fact.id, given.answers[0].reading);
            more.answers.insert(index, given);
            what
        }
        (_, Spot::InRecord { list, slot }) => {
            let records = &mut more.lists[usize::from(list.0)].records;
            if records.is_empty() {
                return None;
            }
            let number = chance.below(records.len());
            let place = &mut records[number].answers[usize::from(slot)];
            if !is_missing(place.as_ref()) {
                return None;
            }
            let given = settling(fact, chance)?;
            let what = format!("{}@{number} = {:?}", fact.id, given.answers[0].reading);
            *place = Some(given);
            what
        }
    };
    Some((more, what))
}

fn may_become(before: Status, after: Status) -> bool {
    match before {
        Status::Open => true,
        Status::NotRaised => matches!(after, Status::NotRaised | Status::OutsideScope),
        Status::Raised | Status::OutsideScope => before == after,
    }
}

/// Checks one step; where the answer brought a contradiction nothing is promised.
pub(crate) fn check_step(pack: &Pack, before: &Screening, after: &Screening, what: &str) {
    let in_scope = |screening: &Screening| screening.scope.applies != Applies::No;
    match (before.scope.applies, after.scope.applies) {
        (Applies::Open, _) | (Applies::Yes, Applies::Yes) | (Applies::No, Applies::No) => {}
        (from, to) => panic!("{what}: scope went from {from:?} to {to:?}"),
    }
    if !in_scope(before) || !in_scope(after) {
        return;
    }
    for (key, status) in &after.statuses {
        let rule = key.split('@').next().unwrap();
        // A record that is new was one of «the others» before.
        let was = before
            .statuses
            .get(key)
            .or_else(|| before.statuses.get(&format!("{rule}@*")));
        let was = was.unwrap_or_else(|| panic!("{what}: {key} came from nowhere"));
        assert!(
            may_become(*was, *status),
            "{what}: {key} went from {was:?} to {status:?}"
        );
    }
    let level = |id: &str| pack.levels.iter().position(|level| level.id == id).unwrap();
    let (old, new) = (
        before.outcome.as_ref().unwrap(),
        after.outcome.as_ref().unwrap(),
    );
    assert!(
        level(&new.highest) <= level(&old.highest),
        "{what}: the highest level rose"
    );
    if let Some(lowest) = &old.lowest {
        let new = new
            .lowest
            .as_ref()
            .unwrap_or_else(|| panic!("{what}: the lowest level got lost"));
        assert!(level(new) >= level(lowest), "{what}: the lowest level fell");
    }
}

/// Adds answers one by one, as many as `steps`, and checks each.
pub(crate) fn walk(pack: &Pack, start: &Profile, name: &str, seed: u64, steps: usize) -> usize {
    let mut chance = Chance(seed);
    let mut profile = start.clone();
    let mut before = screen(pack, &profile, DAY, Lang::En);
    let mut checked = 0;
    for _ in 0..steps {
        let Some((more, what)) = add_one(pack, &profile, &mut chance) else {
            continue;
        };
        let after = screen(pack, &more, DAY, Lang::En);
        // One entry tells all that a fact is at odds with, so its text counts too.
        let clashes = |screening: &Screening| -> Vec<(String, String)> {
            let entries = screening.contradictions.iter();
            entries
                .map(|entry| (entry.key.clone(), entry.text.clone()))
                .collect()
        };
        if clashes(&after) != clashes(&before) {
            continue;
        }
        check_step(
            pack,
            &before,
            &after,
            &format!("{name}, seed {seed}: {what}"),
        );
        checked += 1;
        if after.scope.applies == Applies::No {
            // Everything is outside from here on; the walk goes on from before.
            continue;
        }
        profile = more;
        before = after;
    }
    checked
}

#[test]
fn an_added_answer_only_narrows_over_the_real_pack_with_every_sample() {
    let mut checked = 0;
    for (name, text) in samples() {
        let profile = read(&name, &text, &PACK);
        for seed in 0..6 {
            checked += walk(&PACK, &profile, &name, seed, 120);
        }
    }
    // Not so many: the well-prepared link has hardly anything left to add.
    assert!(checked > 400, "only {checked} steps");
}

#[test]
fn an_added_answer_only_narrows_from_nothing() {
    let profile = read("empty", "partnerscreen: 1\n", &PACK);
    let checked: usize = (0..12)
        .map(|seed| walk(&PACK, &profile, "empty", seed, 250))
        .sum();
    assert!(checked > 500, "only {checked} steps");
}
