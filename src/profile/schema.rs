//! The JSON Schema of a profile, for editors: made from the questionnaire.

use serde_json::{Map, Value, json};

use crate::facts::{Fact, Facts, Kind, Records, Spot};
use crate::text::Lang;

/// Returns the JSON Schema (draft 2020-12) of a profile, with questions and help as descriptions in one language.
///
/// It helps while typing. What counts is the reader of this program, which takes every option and spelling that the
/// schema lists, and says more of what is wrong.
#[must_use]
pub fn schema(facts: &Facts, lang: Lang) -> Value {
    let mut properties = Map::new();
    properties.insert("partnerscreen".to_owned(), json!({"const": 1}));
    properties.insert("name".to_owned(), json!({"type": ["string", "null"]}));
    for (_, fact) in facts.iter().filter(|(_, fact)| fact.spot == Spot::Top) {
        let keys: Vec<&str> = fact.id.split('.').collect();
        place(&mut properties, &keys, of_fact(facts, fact, lang));
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "partnerscreen",
        "type": "object",
        "required": ["partnerscreen"],
        "additionalProperties": false,
        "properties": properties,
    })
}

/// Puts the schema of a fact under its keys, with a group for each key but the last.
fn place(properties: &mut Map<String, Value>, keys: &[&str], schema: Value) {
    let Some((key, rest)) = keys.split_first() else {
        return;
    };
    if rest.is_empty() {
        properties.insert((*key).to_owned(), schema);
        return;
    }
    let group = properties.entry((*key).to_owned()).or_insert_with(
        || json!({"type": ["object", "null"], "additionalProperties": false, "properties": {}}),
    );
    if let Some(Value::Object(inner)) = group.get_mut("properties") {
        place(inner, rest, schema);
    }
}

fn of_fact(facts: &Facts, fact: &Fact, lang: Lang) -> Value {
    let description = format!("{} {}", fact.ask.get(lang), fact.help.get(lang));
    if let Kind::Records(records) = &fact.kind {
        return of_list(facts, records, &description, lang);
    }
    let short = short(fact, lang);
    let remarks = json!({
        "source": {"type": ["string", "number", "null"]},
        "date": {"type": ["string", "null"]},
        "note": {"type": ["string", "number", "null"]},
    });
    let with = |key: &str, value: Value| {
        let mut properties = remarks.clone();
        if let Some(properties) = properties.as_object_mut() {
            properties.insert(key.to_owned(), value);
        }
        json!({"type": "object", "additionalProperties": false, "properties": properties})
    };
    let one = with("answer", short.clone());
    let several = with(
        "answers",
        json!({"type": ["array", "null"], "items": {"anyOf": [short.clone(), one.clone()]}}),
    );
    json!({"description": description, "anyOf": [short, one, several, {"type": "null"}]})
}

/// Returns the schema of an answer as one value, «unknown» included.
fn short(fact: &Fact, lang: Lang) -> Value {
    let unknown = json!({"enum": ["unknown", "onbekend"]});
    let options = || {
        let options = fact.options().iter();
        options
            .map(|option| json!({"const": option.id, "title": option.label.get(lang)}))
            .chain([unknown.clone()])
            .collect::<Vec<_>>()
    };
    match &fact.kind {
        Kind::YesNo => {
            json!({"enum": ["yes", "no", "ja", "nee", true, false, "unknown", "onbekend"]})
        }
        // Options that are looked up are understood by other names too, which the reader knows.
        Kind::Choice(_) if fact.lookup.is_empty() => json!({"anyOf": options()}),
        Kind::Choices(_) => json!({"anyOf": [
            {"type": "array", "items": {"anyOf": options()}},
            {"anyOf": options()},
        ]}),
        Kind::Integer => json!({"anyOf": [{"type": "integer"}, unknown]}),
        Kind::Choice(_) | Kind::Country(_) => json!({"type": "string", "examples":
            fact.options().iter().map(|option| option.id.as_str()).collect::<Vec<_>>()}),
        _ => json!({"type": ["string", "number", "boolean"]}),
    }
}

fn of_list(facts: &Facts, records: &Records, description: &str, lang: Lang) -> Value {
    let mut properties = Map::new();
    properties.insert(
        "id".to_owned(),
        json!({"type": ["string", "number"], "pattern": "^[a-z0-9][a-z0-9-]*$"}),
    );
    for fact in records.facts.iter().filter_map(|index| facts.get(*index)) {
        properties.insert(fact.key().to_owned(), of_fact(facts, fact, lang));
    }
    let items = json!({"type": ["array", "null"], "items": {
        "type": "object", "required": ["id"], "additionalProperties": false, "properties": properties,
    }});
    json!({"description": description, "anyOf": [
        items,
        {"enum": ["unknown", "onbekend"]},
        {"type": "object", "additionalProperties": false, "properties": {
            "complete": {"enum": ["yes", "no", "ja", "nee", true, false, "unknown", "onbekend", null]},
            "records": items,
        }},
    ]})
}
