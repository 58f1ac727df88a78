//! What `check` found in files, in a form for programs.

use schemars::JsonSchema;
use serde::Serialize;

use super::Checked;
use crate::text::Lang;
use crate::yaml::{Severity, line_starts};

/// What was found in all files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Found {
    /// The profiles that were checked, in the order they were named in.
    pub profiles: Vec<FoundIn>,
    /// Files that could not be read.
    pub failed: Vec<String>,
    /// How many errors there are in all.
    pub errors: usize,
    /// How many warnings there are in all.
    pub warnings: usize,
}

/// What was found in one profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FoundIn {
    /// The path, as given.
    pub profile: String,
    /// How many repairs `--fix` wrote, or `--diff` would write.
    pub repairs: usize,
    /// Errors in the order of the file, then warnings.
    pub remarks: Vec<Remark>,
}

/// An error or a warning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Remark {
    /// How bad it is.
    pub severity: RemarkSeverity,
    /// A stable name for what it is, such as `unknown-fact`.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// What can be done.
    pub help: Option<String>,
    /// Line, from 1; null for the file as a whole.
    pub line: Option<usize>,
    /// Column in characters, from 1.
    pub column: Option<usize>,
}

/// How bad a remark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RemarkSeverity {
    /// The profile cannot be screened.
    Error,
    /// The profile can be screened; somebody should look at this.
    Warning,
}

impl Found {
    /// Gathers what was found.
    #[must_use]
    pub fn new(profiles: Vec<FoundIn>, failed: Vec<String>) -> Self {
        let count = |severity| {
            let remarks = profiles.iter().flat_map(|profile| &profile.remarks);
            remarks.filter(|remark| remark.severity == severity).count()
        };
        Self {
            errors: count(RemarkSeverity::Error),
            warnings: count(RemarkSeverity::Warning),
            profiles,
            failed,
        }
    }
}

impl FoundIn {
    /// Describes what was found in one profile, in a language.
    #[must_use]
    pub fn new(checked: &Checked, repairs: usize, lang: Lang) -> Self {
        let starts = line_starts(&checked.source.text);
        let remarks = checked.problems.iter().map(|problem| {
            let at = problem
                .span
                .map(|span| checked.source.position_by(&starts, span.start));
            Remark {
                severity: match problem.severity {
                    Severity::Error => RemarkSeverity::Error,
                    Severity::Warning => RemarkSeverity::Warning,
                },
                code: problem.code.to_owned(),
                message: problem.message.get(lang).to_owned(),
                help: problem.help.as_ref().map(|help| help.get(lang).to_owned()),
                line: at.map(|at| at.line),
                column: at.map(|at| at.column),
            }
        });
        Self {
            profile: checked.source.name.clone(),
            repairs,
            remarks: remarks.collect(),
        }
    }
}
