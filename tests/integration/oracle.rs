//! Over small generated packs: what brute force over every completion of a profile finds, the engine must not deny.
//!
//! Generated packs go through the loader, so guards, lists and inlining are the real ones. Options that do not
//! settle are proved at the level of conditions, where their own test can be kept apart.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use partnerscreen::facts::{Fact, Kind, Spot, Value};
use partnerscreen::pack::{Pack, PackFiles, load};
use partnerscreen::profile::{Given, GivenAnswer, GivenRecord, ListState, Profile, Reading};
use partnerscreen::screening::model::Status;
use partnerscreen::screening::screen;
use partnerscreen::text::Lang;

use crate::common::{Chance, DAY};
use crate::narrowing::walk;

/// The facts of a generated pack outside records, all with the options a, b and c, and those of its records.
const TOP: [&str; 4] = ["f.one", "f.two", "f.three", "f.four"];
const INSIDE: [&str; 2] = ["item.one", "item.two"];

/// Returns a test of a fact; negated ones only where no guard stands before the fact.
fn leaf(fact: &str, guarded: bool, chance: &mut Chance) -> String {
    let option = *chance.pick(&["a", "b", "c"]);
    match chance.below(if guarded { 2 } else { 4 }) {
        0 => format!("{fact} == \"{option}\""),
        1 => format!("{fact} in [\"{option}\", \"b\"]"),
        2 => format!("{fact} != \"{option}\""),
        _ => format!("{fact} !in [\"{option}\", \"c\"]"),
    }
}

struct Guards(BTreeMap<&'static str, String>);

/// Returns a condition, in which facts of a record may be used where `inside`.
fn condition(depth: usize, inside: bool, guards: &Guards, chance: &mut Chance) -> String {
    let choice = if depth == 0 { 0 } else { chance.below(7) };
    match choice {
        0 | 1 => {
            let names: Vec<&str> = TOP
                .into_iter()
                .chain(INSIDE.into_iter().filter(|_| inside))
                .collect();
            let fact = *chance.pick(&names);
            leaf(fact, guards.0.contains_key(fact), chance)
        }
        2 | 3 => {
            let operator = if choice == 2 { "&&" } else { "||" };
            let (left, right) = (
                condition(depth - 1, inside, guards, chance),
                condition(depth - 1, inside, guards, chance),
            );
            format!("({left}) {operator} ({right})")
        }
        4 => {
            let (left, right) = (
                condition(depth - 1, inside, guards, chance),
                condition(depth - 1, inside, guards, chance),
            );
            format!("!(({left}) && ({right}))")
        }
        _ if inside => condition(depth - 1, true, guards, chance),
        _ => {
            let body = condition(depth - 1, true, guards, chance);
            match chance.below(3) {
                0 => format!("any(items, {body})"),
                1 => format!("all(items, {body})"),
                _ => format!("count(items, {body}) >= {}", chance.below(3)),
            }
        }
    }
}

fn fact_yaml(id: &str, indent: &str, guard: Option<&String>) -> String {
    let both = "{nl: t, en: t}";
    let options = ["a", "b", "c"]
        .map(|id| format!("{{id: {id}, nl: t, en: t}}"))
        .join(", ");
    let mut yaml = format!(
        "{indent}- id: {id}\n{indent}  type: choice\n{indent}  label: {both}\n{indent}  ask: {both}\n{indent}  help: {both}\n{indent}  options: [{options}]\n"
    );
    if let Some(guard) = guard {
        let _ = writeln!(yaml, "{indent}  ask_when: '{guard}'");
    }
    yaml
}

/// Generates a pack of four facts, a list with two facts a record, some guards, and four rules.
pub(crate) fn generate(chance: &mut Chance) -> Pack {
    let mut guards = Guards(BTreeMap::new());
    // A guard reads only facts before it, so there is no circle.
    if chance.once_in(2) {
        guards.0.insert("f.two", leaf("f.one", false, chance));
    }
    if chance.once_in(3) {
        guards.0.insert(
            "f.three",
            leaf("f.two", guards.0.contains_key("f.two"), chance),
        );
    }
    if chance.once_in(3) {
        guards.0.insert("item.two", leaf("item.one", false, chance));
    } else if chance.once_in(3) {
        guards.0.insert("item.two", leaf("f.one", false, chance));
    }
    let both = "{nl: t, en: t}";
    let mut facts = format!("sections:\n  - id: s\n    title: {both}\n    facts:\n");
    for id in TOP {
        facts += &fact_yaml(id, "      ", guards.0.get(id));
    }
    let _ = write!(
        facts,
        "      - id: items\n        type: records\n        record: item\n        others: {both}\n        label: {both}\n        ask: {both}\n        help: {both}\n        facts:\n"
    );
    for id in INSIDE {
        facts += &fact_yaml(id, "          ", guards.0.get(id));
    }
    let mut rules = "rules:\n".to_owned();
    for number in 0..4 {
        let each = number % 2 == 1;
        let _ = writeln!(rules, "  - id: r{number}");
        if each {
            rules += "    each: items\n";
        }
        if chance.once_in(2) {
            let _ = writeln!(
                rules,
                "    applies: '{}'",
                condition(1, each, &guards, chance)
            );
        }
        let level = if number == 0 { "high" } else { "low" };
        let _ = writeln!(
            rules,
            "    cites: [g]\n    when: '{}'\n    level: {level}\n    title: {both}\n    finding: {both}\n    actions: [do-it]",
            condition(3, each, &guards, chance)
        );
    }
    let head = format!(
        "id: p\nversion: '1'\ntitle: {both}\nsource: {{title: t, publisher: t, date: t, language: nl}}\ndisclaimer: {both}\n\
         topics: [{{id: t, title: {both}}}]\n\
         levels: [{{id: none, title: {both}, meaning: {both}}}, {{id: low, title: {both}, meaning: {both}}}, {{id: high, title: {both}, meaning: {both}}}]\n\
         priorities: [{{kind: [advice], priority: high}}]\n\
         contradictions: {{level: low, level_on_ground: high, priority: medium, action: do-it}}\n\
         open_actions: {{unanswered: do-it, unknown: do-it}}\n\
         scope: [{{outside_when: 'f.four == \"c\"', text: {both}}}]\ngrounds: []\n"
    );
    let files = [
        ("pack.yaml", head),
        ("facts.yaml", facts),
        ("conditions.yaml", "conditions: []\n".to_owned()),
        (
            "guidance.yaml",
            format!(
                "sections: [{{id: s, number: s, heading: {both}}}]\nitems: [{{id: g, kind: advice, strength: firm, section: s, summary: {both}}}]\n"
            ),
        ),
        (
            "actions.yaml",
            format!("actions: [{{id: do-it, title: {both}, steps: [{both}], timing: ongoing}}]\n"),
        ),
        ("rules/t.yaml", rules),
    ];
    let files = PackFiles {
        name: "generated".to_owned(),
        files: files
            .into_iter()
            .map(|(name, text)| (name.to_owned(), text.into_bytes()))
            .collect(),
    };
    match load(&files) {
        Ok(pack) => pack,
        Err(error) => panic!(
            "{:#?}\n{:#?}",
            error
                .0
                .iter()
                .map(|file| &file.problems)
                .collect::<Vec<_>>(),
            files
                .files
                .get("rules/t.yaml")
                .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
        ),
    }
}

fn answer(reading: Reading) -> Given {
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

/// Answers a fact by chance: not at all, with `unknown`, with contradicting sources, or with an option.
fn maybe(chance: &mut Chance) -> Option<Given> {
    match chance.below(8) {
        0..=2 => None,
        3 => Some(answer(Reading::Unknown)),
        4 if chance.once_in(2) => {
            let mut both = answer(Reading::Value(Value::Option(0)));
            both.answers
                .extend(answer(Reading::Value(Value::Option(1))).answers);
            Some(both)
        }
        _ => Some(answer(Reading::Value(Value::Option(
            u16::try_from(chance.below(3)).unwrap(),
        )))),
    }
}

/// Answers a generated pack by chance.
pub(crate) fn profile(pack: &Pack, chance: &mut Chance) -> Profile {
    let mut profile = Profile {
        lists: vec![partnerscreen::profile::GivenList::default()],
        ..Profile::default()
    };
    for (index, fact) in pack.facts.iter() {
        if fact.spot == Spot::Top
            && matches!(fact.kind, Kind::Choice(_))
            && let Some(given) = maybe(chance)
        {
            profile.answers.insert(index, given);
        }
    }
    let list = &mut profile.lists[0];
    list.state = *chance.pick(&[
        ListState::Missing,
        ListState::Incomplete,
        ListState::Plain,
        ListState::Plain,
    ]);
    if list.state != ListState::Missing {
        list.records = (0..chance.below(3))
            .map(|number| GivenRecord {
                id: format!("r{number}"),
                line: 1,
                answers: vec![maybe(chance), maybe(chance)],
            })
            .collect();
    }
    profile
}

/// Returns the answers that a fact may turn out to have.
fn completions(given: Option<&Given>) -> Vec<Given> {
    let values: Vec<u16> = given
        .into_iter()
        .flat_map(|given| &given.answers)
        .filter_map(|answer| match answer.reading {
            Reading::Value(Value::Option(option)) => Some(option),
            _ => None,
        })
        .collect();
    let values = if values.is_empty() {
        vec![0, 1, 2]
    } else {
        values
    };
    values
        .into_iter()
        .map(|value| answer(Reading::Value(Value::Option(value))))
        .collect()
}

/// Calls `visit` for every completion of a profile, with list lengths up to two.
fn complete(pack: &Pack, profile: &Profile, visit: &mut impl FnMut(&Profile)) {
    let lengths: Vec<usize> = match profile.lists[0].state {
        ListState::Plain | ListState::Complete => vec![profile.lists[0].records.len()],
        _ => (profile.lists[0].records.len()..=2).collect(),
    };
    for length in lengths {
        let mut longer = profile.clone();
        let list = &mut longer.lists[0];
        list.state = ListState::Plain;
        while list.records.len() < length {
            let id = format!("r{}", list.records.len());
            list.records.push(GivenRecord {
                id,
                line: 1,
                answers: vec![None, None],
            });
        }
        let places: Vec<(usize, Option<usize>)> = pack
            .facts
            .iter()
            .filter(|(_, fact): &(_, &Fact)| {
                fact.spot == Spot::Top && matches!(fact.kind, Kind::Choice(_))
            })
            .map(|(index, _)| (usize::from(index.0), None))
            .chain((0..length).flat_map(|record| (0..2).map(move |slot| (slot, Some(record)))))
            .collect();
        fill(&places, &mut longer, visit);
    }
}

fn fill(
    places: &[(usize, Option<usize>)],
    profile: &mut Profile,
    visit: &mut impl FnMut(&Profile),
) {
    let Some(((place, record), rest)) = places.split_first() else {
        visit(profile);
        return;
    };
    let index = partnerscreen::facts::FactIndex(u16::try_from(*place).unwrap());
    let given = match record {
        None => profile.answers.get(&index).cloned(),
        Some(record) => profile.lists[0].records[*record].answers[*place].clone(),
    };
    for completion in completions(given.as_ref()) {
        match record {
            None => drop(profile.answers.insert(index, completion)),
            Some(record) => profile.lists[0].records[*record].answers[*place] = Some(completion),
        }
        fill(rest, profile, visit);
    }
    match (record, given) {
        (None, Some(given)) => drop(profile.answers.insert(index, given)),
        (None, None) => drop(profile.answers.remove(&index)),
        (Some(record), given) => profile.lists[0].records[*record].answers[*place] = given,
    }
}

/// How many combinations are tried for one profile at most; larger ones are left to the next seed.
const MOST: usize = 3_000;

#[test]
fn what_some_completion_contradicts_is_never_reported_as_certain() {
    let (mut packs, mut tried, mut undecided, mut decided_by_force) = (0, 0, 0, 0);
    for seed in 0..400 {
        let mut chance = Chance(seed);
        let pack = generate(&mut chance);
        let profile = profile(&pack, &mut chance);
        let mut count = 0;
        complete(&pack, &profile, &mut |_| count += 1);
        if count > MOST {
            continue;
        }
        packs += 1;
        let table = partnerscreen::screening::answer_table(&pack, &profile);
        let before = statuses(&pack, &profile, &table);
        let mut seen: BTreeMap<String, std::collections::BTreeSet<Status>> = BTreeMap::new();
        complete(&pack, &profile, &mut |whole| {
            tried += 1;
            let table = partnerscreen::screening::answer_table(&pack, whole);
            for (key, status) in statuses(&pack, whole, &table) {
                let rule = key.split('@').next().unwrap();
                let was = before
                    .get(&key)
                    .or_else(|| before.get(&format!("{rule}@*")));
                let was = *was.unwrap_or_else(|| panic!("seed {seed}: {key} came from nowhere"));
                let sound = match was {
                    Status::Open => true,
                    Status::NotRaised => matches!(status, Status::NotRaised | Status::OutsideScope),
                    certain => status == certain,
                };
                assert!(
                    sound,
                    "seed {seed}: {key} was {was:?}, but a completion makes it {status:?}"
                );
                assert_ne!(
                    status,
                    Status::Open,
                    "seed {seed}: {key} is open though everything is answered"
                );
                seen.entry(key).or_default().insert(status);
            }
        });
        for (key, status) in &before {
            if *status == Status::Open && !key.ends_with("@*") {
                undecided += 1;
                decided_by_force += usize::from(seen.get(key).is_some_and(|seen| seen.len() == 1));
            }
        }
    }
    assert!(packs > 150, "only {packs} packs were small enough");
    println!(
        "{packs} packs, {tried} completions; of {undecided} open keys {decided_by_force} have one status in every completion"
    );
}

/// Returns the status of every key, without the scope.
fn statuses(
    pack: &Pack,
    profile: &Profile,
    table: &partnerscreen::facts::AnswerTable,
) -> BTreeMap<String, Status> {
    let found = partnerscreen::screening::statuses(pack, table);
    let mut keys = Vec::new();
    for rule in &pack.rules {
        match rule.each {
            None => keys.push(rule.id.clone()),
            Some(list) => keys.extend(table.records(list).map(|record| match record {
                partnerscreen::facts::Record::Given(number) => format!(
                    "{}@{}",
                    rule.id,
                    profile.lists[0].records[usize::from(number)].id
                ),
                partnerscreen::facts::Record::Others => format!("{}@*", rule.id),
            })),
        }
    }
    assert_eq!(keys.len(), found.len());
    keys.into_iter().zip(found).collect()
}

#[test]
fn an_added_answer_only_narrows_over_generated_packs() {
    let mut checked = 0;
    for seed in 0..300 {
        let mut chance = Chance(seed);
        let pack = generate(&mut chance);
        let start = profile(&pack, &mut chance);
        checked += walk(&pack, &start, "generated", seed, 25);
    }
    assert!(checked > 1000, "only {checked} steps");
}

#[test]
fn the_order_in_which_records_stand_changes_no_status() {
    for seed in 0..200 {
        let mut chance = Chance(seed);
        let pack = generate(&mut chance);
        let one = profile(&pack, &mut chance);
        let mut other = one.clone();
        other.lists[0].records.reverse();
        let table = |profile: &Profile| partnerscreen::screening::answer_table(&pack, profile);
        assert_eq!(
            statuses(&pack, &one, &table(&one)),
            statuses(&pack, &other, &table(&other)),
            "seed {seed}"
        );
        let outcome = |profile: &Profile| {
            screen(&pack, profile, DAY, Lang::En)
                .outcome
                .map(|outcome| (outcome.lowest, outcome.highest))
        };
        assert_eq!(outcome(&one), outcome(&other), "seed {seed}");
    }
}
