//! Every sample's JSON follows the published schema.

use crate::common::{DAY, program, root, samples, text};

#[test]
fn the_json_of_every_sample_follows_the_schema_that_the_program_prints() {
    let printed = program(&root(), &["schema", "screening"]);
    let schema: serde_json::Value = serde_json::from_str(&text(&printed.stdout)).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (name, _) in samples() {
        let path = format!("profiles/{name}.yaml");
        for lang in ["nl", "en"] {
            let output = program(
                &root(),
                &[
                    "screen", &path, "--format", "json", "--lang", lang, "--as-of", DAY,
                ],
            );
            let result: serde_json::Value = serde_json::from_str(&text(&output.stdout)).unwrap();
            let problems: Vec<String> = validator
                .iter_errors(&result)
                .map(|error| error.to_string())
                .collect();
            assert!(problems.is_empty(), "{name}: {problems:?}");
            let counts = &result["counts"];
            let sum: u64 = ["raised", "open", "not_raised", "outside_scope"]
                .iter()
                .map(|key| counts[key].as_u64().unwrap())
                .sum();
            assert_eq!(Some(sum), counts["total"].as_u64(), "{name}");
            assert_eq!(
                result["statuses"].as_object().unwrap().len() as u64,
                sum,
                "{name}"
            );
        }
    }
    let mut broken: serde_json::Value = serde_json::json!({"format": "x"});
    assert!(!validator.is_valid(&broken));
    broken["outcome"] = serde_json::Value::Null;
    assert!(!validator.is_valid(&broken));
}
