//! The order of keys and records changes nothing but line numbers and the profile's hash.

use partnerscreen::screening::model::Screening;
use partnerscreen::screening::screen;
use partnerscreen::text::Lang;
use serde_yaml::Value;

use crate::common::{Chance, DAY, PACK, read, samples};

/// Returns a value with the keys of every mapping and the records of every list in another order.
fn shuffled(value: &Value, chance: &mut Chance) -> Value {
    match value {
        Value::Mapping(map) => {
            let mut entries: Vec<(Value, Value)> = map
                .iter()
                .map(|(key, value)| (key.clone(), shuffled(value, chance)))
                .collect();
            shuffle(&mut entries, chance);
            Value::Mapping(entries.into_iter().collect())
        }
        Value::Sequence(items) => {
            let mut items: Vec<Value> = items.iter().map(|item| shuffled(item, chance)).collect();
            // The answers of contradicting sources keep the order of the file; records are known by their ids.
            if items.iter().all(|item| item.get("id").is_some()) {
                shuffle(&mut items, chance);
            }
            Value::Sequence(items)
        }
        other => other.clone(),
    }
}

fn shuffle<T>(items: &mut [T], chance: &mut Chance) {
    for end in (1..items.len()).rev() {
        items.swap(end, chance.below(end + 1));
    }
}

/// Returns the result without what the order of a file may change.
fn without_places(screening: &Screening) -> serde_json::Value {
    let mut value = serde_json::to_value(screening).unwrap();
    value["profile"]["hash"] = serde_json::Value::Null;
    strip_lines(&mut value);
    value
}

fn strip_lines(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            map.remove("line");
            map.values_mut().for_each(strip_lines);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(strip_lines),
        _ => {}
    }
}

#[test]
fn the_order_of_keys_and_records_changes_only_line_numbers_and_the_hash() {
    for (name, text) in samples() {
        let expected = without_places(&screen(&PACK, &read("x", &text, &PACK), DAY, Lang::En));
        let value: Value = serde_yaml::from_str(&text).unwrap();
        for seed in 0..20 {
            let other = serde_yaml::to_string(&shuffled(&value, &mut Chance(seed))).unwrap();
            let got = without_places(&screen(&PACK, &read("x", &other, &PACK), DAY, Lang::En));
            assert!(got == expected, "{name}, seed {seed}:\n{other}");
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for (name, text) in samples() {
        let once =
            serde_json::to_string(&screen(&PACK, &read("x", &text, &PACK), DAY, Lang::Nl)).unwrap();
        let again =
            serde_json::to_string(&screen(&PACK, &read("x", &text, &PACK), DAY, Lang::Nl)).unwrap();
        assert_eq!(once, again, "{name}");
    }
}
