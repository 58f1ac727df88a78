//! `tests/survivors.yaml`: alterations that no test can notice, each with the reason.

use serde::Deserialize;

use super::cases::TestError;
use crate::pack::PackFiles;
use crate::text::Text;

/// The file.
pub(super) const SURVIVORS: &str = "tests/survivors.yaml";

/// An alteration that no test can notice.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Survivor {
    /// Where the condition stands: `rules.action-plan.when`.
    pub at: String,
    /// The whole condition as it is altered; empty where it is left out.
    pub becomes: String,
    /// Why no test can notice.
    #[serde(deserialize_with = "crate::pack::read_text")]
    pub because: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SurvivorsForm {
    survivors: Vec<Survivor>,
}

/// Reads the file; a pack may do without.
pub(super) fn survivors(files: &PackFiles) -> Result<Vec<Survivor>, TestError> {
    let Some(bytes) = files.files.get(SURVIVORS) else {
        return Ok(Vec::new());
    };
    let error = |message: String| TestError {
        file: SURVIVORS.to_owned(),
        message,
    };
    let form: SurvivorsForm =
        serde_yaml::from_slice(bytes).map_err(|problem| error(problem.to_string()))?;
    let unsaid = form
        .survivors
        .iter()
        .find(|entry| entry.because.nl.trim().is_empty() || entry.because.en.trim().is_empty());
    match unsaid {
        Some(entry) => Err(error(format!("{}: `because` is empty", entry.at))),
        None => Ok(form.survivors),
    }
}
