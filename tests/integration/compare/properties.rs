//! What holds of every comparison, over generated packs and over the real one.

use std::collections::BTreeMap;

use partnerscreen::pack::Pack;
use partnerscreen::profile::Profile;
use partnerscreen::screening::compare::model::{Comparison, Part};
use partnerscreen::screening::compare::{Subject, compare};
use partnerscreen::screening::model::{Screening, Status};
use partnerscreen::screening::{read_stored, screen};
use partnerscreen::text::Lang;

use super::oracle::{Checked, check};
use super::{compared, part};
use crate::common::{Chance, DAY, PACK, read, samples};
use crate::narrowing::add_one;
use crate::oracle::{generate, profile};

/// Reads a result back from its bytes.
fn kept(screening: &Screening) -> Screening {
    let bytes = serde_json::to_vec(screening).unwrap();
    match read_stored("kept.json", &bytes) {
        Ok(screening) => screening,
        Err(error) => panic!("{:?}", error.problems),
    }
}

fn nothing_changed(comparison: &Comparison, name: &str) {
    assert!(!comparison.changed, "{name}: {comparison:#?}");
    assert!(comparison.transitions.is_empty(), "{name}");
    assert!(
        comparison.inputs.is_empty(),
        "{name}: {:?}",
        comparison.inputs
    );
    assert!(comparison.refused.is_empty(), "{name}");
}

/// Checks that a profile and the result kept of it are the same, and that comparing twice gives the same.
fn same_as_kept(pack: &Pack, profile: &Profile, name: &str) {
    let screening = screen(pack, profile, DAY, Lang::En);
    let fresh = Subject::screened(pack, screening.clone());
    let stored = Subject::stored(kept(&screening), &[pack], Lang::En);
    for (before, after) in [
        (&fresh, &stored),
        (&stored, &fresh),
        (&fresh, &fresh),
        (&stored, &stored),
    ] {
        nothing_changed(&compare(before, after, Lang::En), name);
    }
    // Also where the rules are not at hand.
    let bare = Subject::stored(kept(&screening), &[], Lang::En);
    nothing_changed(&compare(&bare, &bare, Lang::En), name);
}

type Ends = (Option<Status>, Option<Status>);

fn ends(comparison: &Comparison) -> BTreeMap<String, Ends> {
    comparison
        .transitions
        .iter()
        .map(|one| (one.key.clone(), (one.before, one.after)))
        .collect()
}

/// Checks that two comparisons are each other's mirror, and that the first tells every difference between the results.
fn mirrored(
    one: &Comparison,
    other: &Comparison,
    (before, after): (&Screening, &Screening),
    name: &str,
) {
    let back: BTreeMap<String, Ends> = ends(other)
        .into_iter()
        .map(|(key, (before, after))| (key, (after, before)))
        .collect();
    assert_eq!(ends(one), back, "{name}");
    let mut expected: BTreeMap<String, Ends> = BTreeMap::new();
    for key in before.statuses.keys().chain(after.statuses.keys()) {
        let ends = (
            before.statuses.get(key).copied(),
            after.statuses.get(key).copied(),
        );
        if ends.0 != ends.1 {
            expected.insert(key.clone(), ends);
        }
    }
    assert_eq!(ends(one), expected, "{name}");
    let swapped = |input: &Part| match input.clone() {
        Part::Answer(mut change) => {
            std::mem::swap(&mut change.before, &mut change.after);
            part(&Part::Answer(change))
        }
        Part::List(mut change) => {
            std::mem::swap(&mut change.before, &mut change.after);
            part(&Part::List(change))
        }
        Part::Record(mut change) => {
            std::mem::swap(&mut change.before, &mut change.after);
            part(&Part::Record(change))
        }
        other => part(&other),
    };
    let there: Vec<String> = one.inputs.iter().map(part).collect();
    let back: Vec<String> = other.inputs.iter().map(swapped).collect();
    assert_eq!(there, back, "{name}");
    assert_eq!(one.changed, other.changed, "{name}");
}

#[test]
fn every_cause_over_generated_packs_is_enough_and_has_no_part_to_spare() {
    let mut checked = Checked::default();
    for seed in 0..150 {
        let mut chance = Chance(seed);
        let pack = generate(&mut chance);
        let (before, after) = (profile(&pack, &mut chance), profile(&pack, &mut chance));
        let name = format!("seed {seed}");
        let there = check((&pack, &before), (&pack, &after), &name, &mut checked);
        let back = check((&pack, &after), (&pack, &before), &name, &mut checked);
        let results = (
            &screen(&pack, &before, DAY, Lang::En),
            &screen(&pack, &after, DAY, Lang::En),
        );
        mirrored(&there, &back, results, &name);
        same_as_kept(&pack, &before, &name);
    }
    println!("{checked:?}");
    assert!(checked.sets > 900 && checked.together > 100, "{checked:?}");
    assert!(
        checked.alternatives > 60 && checked.among == 0,
        "{checked:?}"
    );
}

#[test]
fn every_cause_where_the_rules_are_others_too_is_enough_and_has_no_part_to_spare() {
    let mut checked = Checked::default();
    for seed in 0..100 {
        let mut chance = Chance(seed);
        let (then, now) = (generate(&mut chance), generate(&mut chance));
        let (before, after) = (profile(&then, &mut chance), profile(&now, &mut chance));
        check(
            (&then, &before),
            (&now, &after),
            &format!("seed {seed}"),
            &mut checked,
        );
        // With the same answers the rules are all there is.
        let rules = check(
            (&then, &before),
            (&now, &before),
            &format!("seed {seed}, rules"),
            &mut checked,
        );
        assert_eq!(rules.inputs.len(), 1);
    }
    println!("{checked:?}");
    assert!(
        checked.with_rules > 300 && checked.together > 100,
        "{checked:?}"
    );
}

#[test]
fn every_cause_between_samples_is_enough_and_has_no_part_to_spare() {
    let mut checked = Checked::default();
    let profiles: Vec<(String, Profile)> = samples()
        .into_iter()
        .map(|(name, text)| {
            let profile = read(&name, &text, &PACK);
            (name, profile)
        })
        .collect();
    for (number, (one, before)) in profiles.iter().enumerate() {
        same_as_kept(&PACK, before, one);
        // Each with the next: the samples differ in nearly everything.
        let (other, after) = &profiles[(number + 1) % profiles.len()];
        let name = format!("{one} and {other}");
        let there = check((&PACK, before), (&PACK, after), &name, &mut checked);
        let back = compared((&PACK, after), (&PACK, before));
        let results = (
            &screen(&PACK, before, DAY, Lang::En),
            &screen(&PACK, after, DAY, Lang::En),
        );
        mirrored(&there, &back, results, &name);
    }
    println!("{checked:?}");
    assert!(checked.sets > 500, "{checked:?}");
}

#[test]
fn an_added_answer_is_the_cause_of_all_that_it_changes() {
    let mut found = 0;
    for (name, text) in samples() {
        let profile = read(&name, &text, &PACK);
        let mut chance = Chance(7);
        for _ in 0..60 {
            let Some((more, what)) = add_one(&PACK, &profile, &mut chance) else {
                continue;
            };
            let comparison = compared((&PACK, &profile), (&PACK, &more));
            let inputs: Vec<String> = comparison.inputs.iter().map(part).collect();
            for transition in &comparison.transitions {
                found += 1;
                for set in &transition.cause.sets {
                    for one in set {
                        assert!(inputs.contains(&part(one)), "{name}: {what}");
                    }
                }
                assert!(!transition.cause.sets.is_empty(), "{name}: {what}");
            }
        }
    }
    assert!(found > 50, "only {found} transitions");
}
