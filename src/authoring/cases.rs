//! Runs the tests of a pack: profiles with what is expected of them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_yaml::Value;

use crate::pack::{Pack, PackFiles};
use crate::profile;
use crate::screening::model::{Applies, Screening, Status};
use crate::screening::screen;
use crate::text::{Lang, Text, bilingual};
use crate::yaml::nearest;

/// The tests of a pack cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {message}")]
pub struct TestError {
    /// The file.
    pub file: String,
    /// What is wrong with it.
    pub message: String,
}

/// What running the tests showed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TestReport {
    /// How many cases ran.
    pub cases: usize,
    /// How many expectations were compared.
    pub expectations: usize,
    /// What did not come out as expected, in the order of files and cases.
    pub failures: Vec<CaseFailure>,
    /// Which statuses of each rule an expectation shows, in the order of the pack.
    pub coverage: Vec<RuleCoverage>,
}

/// One thing that did not come out as expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFailure {
    /// The file.
    pub file: String,
    /// The case.
    pub case: String,
    /// What.
    pub message: Text,
}

/// Which statuses of a rule an expectation shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleCoverage {
    /// The rule.
    pub rule: String,
    /// Whether it can be outside scope.
    pub has_applies: bool,
    /// The statuses that were expected and came out.
    pub shown: BTreeSet<Status>,
}

impl RuleCoverage {
    /// Returns the statuses that no case shows, though the rule can have them.
    #[must_use]
    pub fn missing(&self) -> Vec<Status> {
        [
            Status::Raised,
            Status::Open,
            Status::NotRaised,
            Status::OutsideScope,
        ]
        .into_iter()
        .filter(|status| *status != Status::OutsideScope || self.has_applies)
        .filter(|status| !self.shown.contains(status))
        .collect()
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

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectForm {
    #[serde(default)]
    scope: Option<String>,
    /// The id of a level, or `none` where it is open whether the advisory applies.
    #[serde(default)]
    lowest: Option<String>,
    #[serde(default)]
    highest: Option<String>,
    #[serde(default)]
    raised: Vec<String>,
    #[serde(default)]
    open: Vec<String>,
    #[serde(default)]
    not_raised: Vec<String>,
    #[serde(default)]
    outside_scope: Vec<String>,
    #[serde(default)]
    contradictions: Option<Vec<String>>,
}

/// Runs every case of the pack's `tests/`.
///
/// # Errors
/// [`TestError`] where a file has not the form of tests, or a case builds on one that does not exist.
pub fn test(pack: &Pack, files: &PackFiles) -> Result<TestReport, TestError> {
    let mut report = TestReport {
        coverage: pack
            .rules
            .iter()
            .map(|rule| RuleCoverage {
                rule: rule.id.clone(),
                has_applies: rule.applies.is_some(),
                shown: BTreeSet::new(),
            })
            .collect(),
        ..TestReport::default()
    };
    for case in wholes(files)? {
        run_case(pack, &case, &mut report);
    }
    Ok(report)
}

/// A case with its whole profile.
#[derive(Debug)]
pub(super) struct Whole {
    /// The file it stands in.
    pub(super) file: String,
    /// Its name.
    pub(super) name: String,
    /// Its profile as YAML, that of its base included.
    pub(super) profile: String,
    expect: ExpectForm,
}

impl Whole {
    /// Returns the keys of which a status is expected.
    pub(super) fn keys(&self, status: Status) -> &[String] {
        match status {
            Status::Raised => &self.expect.raised,
            Status::Open => &self.expect.open,
            Status::NotRaised => &self.expect.not_raised,
            Status::OutsideScope => &self.expect.outside_scope,
        }
    }
}

/// Returns every case of the pack's `tests/`, in the order of files and cases.
pub(super) fn wholes(files: &PackFiles) -> Result<Vec<Whole>, TestError> {
    let mut wholes = Vec::new();
    let tests = files
        .files
        .iter()
        .filter(|(name, _)| name.starts_with("tests/") && name.ends_with(".yaml"));
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

fn run_case(pack: &Pack, case: &Whole, report: &mut TestReport) {
    report.cases += 1;
    let mut failures = Vec::new();
    match profile::read(
        &case.name,
        case.profile.as_bytes(),
        &pack.facts,
        &pack.places,
    ) {
        Err(error) => {
            for problem in error.problems {
                let (nl, en) = (problem.message.nl, problem.message.en);
                failures.push(bilingual!(
                    "het profiel deugt niet: {nl}",
                    "the profile is not right: {en}"
                ));
            }
        }
        Ok(profile) => {
            let screening = screen(pack, &profile, "2026-01-01", Lang::En);
            report.expectations += compare(
                &case.expect,
                &screening,
                &mut failures,
                &mut report.coverage,
            );
        }
    }
    report
        .failures
        .extend(failures.into_iter().map(|message| CaseFailure {
            file: case.file.clone(),
            case: case.name.clone(),
            message,
        }));
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

fn compare(
    expect: &ExpectForm,
    screening: &Screening,
    failures: &mut Vec<Text>,
    coverage: &mut [RuleCoverage],
) -> usize {
    let mut compared = 0;
    let mut same = |what: (&str, &str), expected: &Option<String>, got: &str| {
        if let Some(expected) = expected {
            compared += 1;
            if expected != got {
                let (nl, en) = what;
                failures.push(bilingual!(
                    "{nl}: verwacht `{expected}`, kreeg `{got}`",
                    "{en}: expected `{expected}`, got `{got}`"
                ));
            }
        }
    };
    let applies = match screening.scope.applies {
        Applies::Yes => "yes",
        Applies::No => "no",
        Applies::Open => "open",
    };
    same(("bereik", "scope"), &expect.scope, applies);
    let outcome = screening.outcome.as_ref();
    let lowest = outcome
        .and_then(|outcome| outcome.lowest.as_deref())
        .unwrap_or("none");
    same(("laagste", "lowest"), &expect.lowest, lowest);
    same(
        ("hoogste", "highest"),
        &expect.highest,
        outcome.map_or("none", |outcome| &outcome.highest),
    );
    if let Some(expected) = &expect.contradictions {
        compared += 1;
        let got: BTreeSet<&str> = screening
            .contradictions
            .iter()
            .map(|entry| entry.key.as_str())
            .collect();
        if got != expected.iter().map(String::as_str).collect() {
            let got = got.into_iter().collect::<Vec<_>>().join(", ");
            let expected = expected.join(", ");
            failures.push(bilingual!(
                "tegenstrijdigheden: verwacht `{expected}`, kreeg `{got}`",
                "contradictions: expected `{expected}`, got `{got}`"
            ));
        }
    }
    let expected = [
        (Status::Raised, &expect.raised),
        (Status::Open, &expect.open),
        (Status::NotRaised, &expect.not_raised),
        (Status::OutsideScope, &expect.outside_scope),
    ];
    for (status, keys) in expected {
        for key in keys {
            compared += 1;
            match screening.statuses.get(key) {
                Some(got) if *got == status => {
                    let rule = key.split('@').next().unwrap_or(key);
                    if let Some(covered) = coverage.iter_mut().find(|covered| covered.rule == rule)
                    {
                        covered.shown.insert(status);
                    }
                }
                Some(got) => {
                    let (expected, got) = (word(status), word(*got));
                    failures.push(bilingual!(
                        "`{key}`: verwacht `{expected}`, kreeg `{got}`",
                        "`{key}`: expected `{expected}`, got `{got}`"
                    ));
                }
                None => failures.push(missing(key, coverage, screening)),
            }
        }
    }
    compared
}

/// Says whether a key belongs to no rule at all or to one that did not run on this profile.
fn missing(key: &str, coverage: &[RuleCoverage], screening: &Screening) -> Text {
    let rule = key.split('@').next().unwrap_or(key);
    if coverage.iter().any(|covered| covered.rule == rule) {
        return bilingual!(
            "de regel `{key}` is bij dit profiel niet uitgevoerd",
            "the rule `{key}` did not run for this profile"
        );
    }
    match nearest(key, screening.statuses.keys().map(String::as_str)) {
        Some(near) => bilingual!(
            "er is geen regel `{key}`; bedoelde u `{near}`?",
            "there is no rule `{key}`; did you mean `{near}`?"
        ),
        None => bilingual!("er is geen regel `{key}`", "there is no rule `{key}`"),
    }
}

fn word(status: Status) -> &'static str {
    match status {
        Status::Raised => "raised",
        Status::Open => "open",
        Status::NotRaised => "not_raised",
        Status::OutsideScope => "outside_scope",
    }
}
