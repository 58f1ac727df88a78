//! Place names of the built-in pack: each name of each row finds its province or is known as ambiguous, and nothing near.

use std::collections::{BTreeMap, BTreeSet};

use partnerscreen::facts::fold;

use crate::common::{PACK, root};

/// Returns the provinces that each name of the table stands for, folded as the program folds them.
fn names() -> BTreeMap<String, BTreeSet<String>> {
    let table = root().join("rules/amnesty-nl-2021/places.csv");
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in csv::Reader::from_path(table).unwrap().records() {
        let row = row.unwrap();
        let province = row[6].to_owned();
        let names = [&row[0], &row[2], &row[3], &row[4]]
            .into_iter()
            .chain(row[5].split('|'));
        for name in names.filter(|name| !name.trim().is_empty()) {
            found
                .entry(fold(name))
                .or_default()
                .insert(province.clone());
        }
    }
    found
}

fn provinces(name: &str) -> BTreeSet<String> {
    let found = PACK.places.find(name).map(|place| place.province.clone());
    found.filter(|province| !province.is_empty()).collect()
}

#[test]
fn every_name_of_every_row_finds_its_province_or_all_that_it_may_be() {
    let names = names();
    assert!(names.len() > 2_000, "{}", names.len());
    for (name, wanted) in &names {
        assert_eq!(&provinces(name), wanted, "{name}");
    }
    let ambiguous = names
        .values()
        .filter(|provinces| provinces.len() > 1)
        .count();
    assert_eq!(ambiguous, 33);
}

#[test]
fn a_name_with_one_letter_more_less_or_changed_finds_nothing_that_is_not_its_own() {
    let names = names();
    let mut tried = 0;
    for name in names.keys() {
        let letters: Vec<char> = name.chars().collect();
        let at = letters.len() / 2;
        let mut changed = letters.clone();
        changed[at] = 'q';
        let near = [
            letters.iter().chain(&['q']).collect::<String>(),
            letters[..letters.len() - 1].iter().collect(),
            changed.into_iter().collect(),
        ];
        for near in near.iter().filter(|near| !near.is_empty()) {
            let wanted = names.get(&fold(near)).cloned().unwrap_or_default();
            let outside = PACK.places.find(near).any(|place| place.country != "CN");
            assert!(outside || provinces(near) == wanted, "{near}");
            tried += 1;
        }
    }
    assert!(tried > 6_000, "{tried}");
}
