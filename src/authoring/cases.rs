//! The cases of a pack: profiles with what is expected of them.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_yaml::Value;

use super::expect::{Check, ExpectForm};
use super::survivors::SURVIVORS;
use crate::pack::{Pack, PackFiles};
use crate::profile::{self, Profile};
use crate::screening::model::Status;
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

/// A case as its file has it, with its whole profile.
#[derive(Debug)]
pub struct Whole {
    /// The file it stands in.
    pub file: String,
    /// Its name.
    pub name: String,
    /// Its profile as YAML, that of its base included.
    pub profile: String,
    expect: ExpectForm,
}

impl Whole {
    /// Returns the keys of which a status is expected.
    pub(super) fn keys(&self, status: Status) -> &[String] {
        self.expect.keys(status)
    }

    /// Whether a contradiction is expected.
    pub(super) fn expects_contradiction(&self, key: &str) -> bool {
        self.expect.contradicts(key)
    }

    /// Whether a ground is expected to be met.
    pub(super) fn expects_met(&self, ground: &str) -> bool {
        self.expect.meets(ground)
    }

    /// Whether it is expected that the source does not apply.
    pub(super) fn expects_outside(&self) -> bool {
        self.expect.is_outside()
    }
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

/// Reads every case of the pack's `tests/`, in the order of files and cases.
pub(super) fn read(pack: &Pack, files: &PackFiles) -> Result<Vec<Case>, TestError> {
    let wholes = wholes(files)?.into_iter();
    Ok(wholes
        .map(|whole| Case {
            profile: profile(pack, &whole),
            file: whole.file,
            name: whole.name,
            checks: whole.expect.checks(pack),
        })
        .collect())
}

/// Returns every case of the pack's `tests/` as it stands there, its profile whole.
///
/// # Errors
/// [`TestError`] if a file is no list of cases, a base does not stand above its case, or a name stands there twice.
pub fn wholes(files: &PackFiles) -> Result<Vec<Whole>, TestError> {
    let mut wholes = Vec::new();
    let tests = files.files.iter().filter(|(name, _)| {
        name.starts_with("tests/") && name.ends_with(".yaml") && *name != SURVIVORS
    });
    for (name, bytes) in tests {
        let error = |message: String| TestError {
            file: name.clone(),
            message,
        };
        let form: CasesForm =
            serde_yaml::from_slice(bytes).map_err(|problem| error(problem.to_string()))?;
        let mut profiles: BTreeMap<String, Value> = BTreeMap::new();
        for case in form.cases {
            let mut whole = match &case.base {
                None => Value::Mapping(empty()),
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
            wholes.push(Whole {
                file: name.clone(),
                name: case.name,
                profile: serde_yaml::to_string(&whole)
                    .map_err(|problem| error(problem.to_string()))?,
                expect: case.expect,
            });
        }
    }
    Ok(wholes)
}

/// Returns a profile without answers.
fn empty() -> serde_yaml::Mapping {
    let mut profile = serde_yaml::Mapping::new();
    profile.insert(Value::from("partnerscreen"), Value::from(1));
    profile
}

fn profile(pack: &Pack, case: &Whole) -> Result<Profile, Vec<Text>> {
    let bytes = case.profile.as_bytes();
    profile::read(&case.name, bytes, &pack.facts, &pack.places).map_err(|error| {
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
