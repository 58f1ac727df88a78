//! What cannot be seen from outside: the states alone, and the bound to what is tried.

use super::observed::{Observable, Observed};
use super::search::{Found, Search};
use super::{Subject, bench::Bench, inputs, links::Links};
use crate::embedded;
use crate::pack::Pack;
use crate::profile::{Profile, read};
use crate::screening::model::Screening;
use crate::screening::screen;
use crate::text::Lang;

fn samples(pack: &Pack) -> Vec<(String, Profile)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("profiles");
    let mut found: Vec<(String, Profile)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .map(|path| {
            let bytes = std::fs::read(&path).unwrap();
            let name = path.display().to_string();
            let profile = read(&name, &bytes, &pack.facts, &pack.places).unwrap();
            (name, profile)
        })
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(found.len() >= 7);
    found
}

fn screened(pack: &Pack, profile: &Profile) -> Screening {
    screen(pack, profile, "2026-11-24", Lang::En)
}

#[test]
fn the_states_alone_are_those_of_the_whole_screening() {
    let pack = embedded::pack().unwrap();
    for (name, profile) in samples(&pack) {
        let whole = Observed::of(&screened(&pack, &profile));
        assert_eq!(Observed::screen(&pack, &profile), whole, "{name}");
    }
}

/// Searches with a bound of so many screenings, and returns what is found of every difference.
fn search(pack: &Pack, before: &Profile, after: &Profile, most: usize) -> Vec<Found> {
    let (before, after) = (screened(pack, before), screened(pack, after));
    let (then, now) = (Observed::of(&before), Observed::of(&after));
    let none = Links::default();
    let inputs = inputs::inputs(&before.answers, &after.answers, &none, |_| 0);
    let sites: Vec<_> = inputs.iter().map(|input| &input.site).collect();
    let bench = Bench::later(pack, (&before.answers, &after.answers), &none, &sites);
    let targets: Vec<Observable> = then.differences(&now);
    let mut search = Search::new((None, bench), inputs.len(), &now, &targets).at_most(most);
    (0..targets.len())
        .map(|target| search.cause(target))
        .collect()
}

#[test]
fn where_nothing_may_be_tried_no_cause_is_claimed() {
    let pack = embedded::pack().unwrap();
    let all = samples(&pack);
    let of = |name: &str| &all.iter().find(|(path, _)| path.contains(name)).unwrap().1;
    let (before, after) = (of("kashgar-no-research"), of("kashgar-research-done"));
    let whole = search(&pack, before, after, usize::MAX);
    let among = |found: &[Found]| {
        let among = found.iter().filter(|one| matches!(one, Found::Among(_)));
        among.count()
    };
    assert_eq!(among(&whole), 0);
    assert!(whole.len() > 30);
    let none = search(&pack, before, after, 0);
    assert_eq!(among(&none), none.len());
    for (bounded, known) in none.iter().zip(&whole) {
        let (Found::Among(within), Found::Sets { sets, .. }) = (bounded, known) else {
            panic!("{bounded:?} {known:?}");
        };
        // What may be the cause holds what is the cause.
        for change in sets.iter().flatten() {
            assert!(within.contains(change), "{within:?} {sets:?}");
        }
    }
    // With some tries the first are found, and none is found otherwise than with all.
    let some = search(&pack, before, after, 40);
    assert!(among(&some) > 0 && among(&some) < some.len());
    for (bounded, known) in some.iter().zip(&whole) {
        assert!(bounded == known || matches!(bounded, Found::Among(_)) || is_spared(bounded));
    }
}

/// Tells whether a cause was found by leaving out.
fn is_spared(found: &Found) -> bool {
    matches!(found, Found::Sets { sets, more: true } if sets.len() == 1)
}

#[test]
fn a_result_of_another_pack_is_not_screened_again() {
    let pack = embedded::pack().unwrap();
    let (_, profile) = samples(&pack).remove(0);
    let mut stored = screened(&pack, &profile);
    stored.pack.hash = "0".repeat(64);
    let subject = Subject::stored(stored, &[&pack], Lang::Nl);
    assert!(subject.pack.is_none() && subject.again.is_none());
}
