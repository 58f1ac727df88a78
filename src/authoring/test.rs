//! Runs the cases of a pack.

use std::collections::BTreeSet;

use super::cases::{Case, TestError, read};
use crate::pack::{Pack, PackFiles};
use crate::screening::model::Status;
use crate::screening::{Answers, Verdict};
use crate::text::Text;

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
    /// Returns the statuses that the rule can have.
    pub fn possible(&self) -> impl Iterator<Item = Status> + use<> {
        let has_applies = self.has_applies;
        [
            Status::Raised,
            Status::Open,
            Status::NotRaised,
            Status::OutsideScope,
        ]
        .into_iter()
        .filter(move |status| *status != Status::OutsideScope || has_applies)
    }

    /// Returns the statuses that no case shows, though the rule can have them.
    #[must_use]
    pub fn missing(&self) -> Vec<Status> {
        self.possible()
            .filter(|status| !self.shown.contains(status))
            .collect()
    }
}

impl TestReport {
    /// Tells whether everything came out as expected, and every rule was shown in every status it can have.
    ///
    /// Tests that expect nothing do not pass.
    #[must_use]
    pub fn passes(&self) -> bool {
        let is_whole = |rule: &RuleCoverage| rule.missing().is_empty();
        self.failures.is_empty() && self.expectations > 0 && self.coverage.iter().all(is_whole)
    }
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
    for case in read(pack, files)? {
        report.cases += 1;
        for message in run(pack, &case, &mut report) {
            report.failures.push(CaseFailure {
                file: case.file.clone(),
                case: case.name.clone(),
                message,
            });
        }
    }
    Ok(report)
}

fn run(pack: &Pack, case: &Case, report: &mut TestReport) -> Vec<Text> {
    let profile = match &case.profile {
        Ok(profile) => profile,
        Err(problems) => return problems.clone(),
    };
    let answers = Answers::settle(pack, profile);
    let verdict = Verdict::new(pack, profile, &answers);
    let mut failures = Vec::new();
    for check in &case.checks {
        report.expectations += 1;
        match (check.failure(pack, &verdict), check.shows()) {
            (Some(message), _) => failures.push(message),
            (None, Some((rule, status))) => {
                if let Some(covered) = report.coverage.get_mut(rule) {
                    covered.shown.insert(status);
                }
            }
            (None, None) => {}
        }
    }
    failures
}
