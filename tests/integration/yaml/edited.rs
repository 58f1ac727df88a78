//! Changes of damaged profiles that are profiles all the same: made, and nothing else is, or refused.

use std::collections::BTreeMap;

use partnerscreen::profile::edit::{Change, change};
use partnerscreen::profile::{self, Profile};

use super::attack::{Bases, damage};
use crate::common::{Chance, PACK};
use crate::edit::{answer, parse, place};

/// Changes that the suite has time for.
const ROUNDS: usize = 60;

/// Why a change may be refused in a profile that nobody would write.
const REFUSED: [&str; 3] = ["no-safe-edit", "remark-of-old-answer", "several-answers"];

fn profile(text: &str) -> Option<Profile> {
    profile::read("x.yaml", text.as_bytes(), &PACK.facts, &PACK.places).ok()
}

/// Makes one change in a profile and tells whether it was made.
///
/// # Errors
/// What is wrong with the text it gave.
fn set(old: &str, before: &Profile, chance: &mut Chance) -> Option<Result<bool, String>> {
    let facts: Vec<_> = PACK.facts.iter().collect();
    let (index, fact) = *chance.pick(&facts);
    let (typed, value) = answer(chance, fact)?;
    let (path, keys) = place(chance, index, fact, before)?;
    let wanted = Change::Set {
        fact: path.clone(),
        answer: typed.clone(),
        remarks: BTreeMap::new(),
    };
    let new = match change(old, &PACK.facts, &PACK.places, &wanted) {
        Ok(new) => new,
        Err(problem) if REFUSED.contains(&problem.code) => return Some(Ok(false)),
        Err(problem) => return Some(Err(format!("{path} = {typed}: {problem:?}"))),
    };
    let mut expected = parse(old);
    keys.put_answer(&mut expected, value);
    let found = parse(&new);
    Some(if found != expected {
        Err(format!("{path} = {typed}: something else changed\n{new}"))
    } else if profile(&new).is_none() {
        Err(format!("{path} = {typed}: no profile any more\n{new}"))
    } else {
        Ok(true)
    })
}

#[test]
fn a_change_of_a_damaged_profile_is_made_alone_or_refused() {
    let rounds = std::env::var("ATTACK_ROUNDS").map_or(ROUNDS, |rounds| rounds.parse().unwrap());
    let seed = std::env::var("ATTACK_SEED").map_or(1, |seed| seed.parse().unwrap());
    let bases = Bases::new();
    let mut chance = Chance(seed);
    let (mut made, mut refused) = (0, 0);
    let mut wrong: Vec<(String, String)> = Vec::new();
    while made + refused < rounds {
        let mut bytes = bases.pick(&mut chance).to_vec();
        for _ in 0..chance.below(8) {
            let mut damaged = bytes.clone();
            damage(&mut damaged, &bases, &mut chance);
            // Damage that still leaves a profile adds up.
            if std::str::from_utf8(&damaged).is_ok_and(|text| profile(text).is_some()) {
                bytes = damaged;
            }
        }
        let Ok(text) = String::from_utf8(bytes) else {
            continue;
        };
        let text = text.trim_start_matches('\u{feff}');
        let Some(before) = profile(text) else {
            continue;
        };
        for _ in 0..4 {
            match set(text, &before, &mut chance) {
                None => {}
                Some(Ok(true)) => made += 1,
                Some(Ok(false)) => refused += 1,
                Some(Err(what)) => {
                    refused += 1;
                    wrong.push((what, text.to_owned()));
                }
            }
        }
    }
    wrong.sort_by_key(|(_, text)| text.len());
    for (what, text) in wrong.iter().take(5) {
        println!("{what}\nof\n{text}\n---");
    }
    assert!(wrong.is_empty(), "{} wrong", wrong.len());
    assert!(made > 3 * refused, "{made} made, {refused} refused");
}
