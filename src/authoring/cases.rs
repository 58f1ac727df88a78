//! The cases of a pack: profiles with what is expected of them.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_yaml::Value;

use super::expect::{Check, ExpectForm};
use super::survivors::SURVIVORS;
use crate::pack::{Pack, PackFiles};
use crate::profile::{self, Profile};
use crate::text::{Text, bilingual};

/// The tests of a pack cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {message}")]
pub struct TestError {
    /// The file.
    pub file: String,
    /// What is wrong with it.
    pub message: String,
}

/// One case: a profile, and what is expected of it.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) file: String,
    pub(super) name: String,
    /// The profile, or what is wrong with it.
    pub(super) profile: Result<Profile, Vec<Text>>,
    pub(super) checks: Vec<Check>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CasesForm {
    cases: Vec<CaseForm>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseForm {
    name: String,
    #[serde(default)]
    base: Option<String>,
    #[serde(default)]
    profile: Value,
    expect: ExpectForm,
}

/// Reads every case of the pack's `tests/`, in the order of files.
pub(super) fn read(pack: &Pack, files: &PackFiles) -> Result<Vec<Case>, TestError> {
    let mut cases = Vec::new();
    let tests = files.files.iter().filter(|(name, _)| {
        name.starts_with("tests/") && name.ends_with(".yaml") && *name != SURVIVORS
    });
    for (file, bytes) in tests {
        let error = |message: String| TestError {
            file: file.clone(),
            message,
        };
        let form: CasesForm =
            serde_yaml::from_slice(bytes).map_err(|problem| error(problem.to_string()))?;
        let mut profiles: BTreeMap<String, Value> = BTreeMap::new();
        for case in form.cases {
            let mut whole = match &case.base {
                None => Value::Mapping(serde_yaml::Mapping::new()),
                Some(base) => profiles.get(base).cloned().ok_or_else(|| {
                    error(format!("{}: there is no case `{base}` above it", case.name))
                })?,
            };
            merge(&mut whole, &case.profile);
            if profiles.insert(case.name.clone(), whole.clone()).is_some() {
                return Err(error(format!(
                    "the case `{}` stands there twice",
                    case.name
                )));
            }
            cases.push(Case {
                profile: profile(pack, &case.name, whole),
                file: file.clone(),
                name: case.name,
                checks: case.expect.checks(pack),
            });
        }
    }
    Ok(cases)
}

fn profile(pack: &Pack, name: &str, mut whole: Value) -> Result<Profile, Vec<Text>> {
    if let Value::Mapping(map) = &mut whole {
        map.insert(Value::from("partnerscreen"), Value::from(1));
    }
    let text = serde_yaml::to_string(&whole).unwrap_or_default();
    profile::read(name, text.as_bytes(), &pack.facts, &pack.places).map_err(|error| {
        let problems = error.problems.into_iter();
        problems
            .map(|problem| {
                let (nl, en) = (problem.message.nl, problem.message.en);
                bilingual!(
                    "het profiel deugt niet: {nl}",
                    "the profile is not right: {en}"
                )
            })
            .collect()
    })
}

/// Puts a value over another: mappings merge, null removes, everything else replaces.
fn merge(base: &mut Value, over: &Value) {
    match (base, over) {
        (Value::Mapping(base), Value::Mapping(over)) => {
            for (key, value) in over {
                if value.is_null() {
                    base.remove(key);
                } else if let Some(old) = base.get_mut(key) {
                    merge(old, value);
                } else {
                    base.insert(key.clone(), value.clone());
                }
            }
        }
        (_, Value::Null) => {}
        (base, over) => *base = over.clone(),
    }
}
