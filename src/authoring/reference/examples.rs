//! Examples out of a pack's tests: each is screened, and shows what its case says, or is none.

use super::{Example, ReferenceError};
use crate::authoring::cases::{TestError, Whole, wholes};
use crate::pack::{Pack, PackFiles};
use crate::profile;
use crate::screening::model::Status;
use crate::screening::screen;
use crate::text::Lang;

/// The cases of a pack.
#[derive(Debug)]
pub(super) struct Examples<'a> {
    pack: &'a Pack,
    lang: Lang,
    cases: Vec<Whole>,
}

/// The day examples are dated; it changes no rule.
const DAY: &str = "2026-01-01";

impl<'a> Examples<'a> {
    pub(super) fn read(pack: &'a Pack, files: &PackFiles, lang: Lang) -> Result<Self, TestError> {
        Ok(Self {
            pack,
            lang,
            cases: wholes(files)?,
        })
    }

    /// Returns the first case that expects a status of a rule, screened; none where there is no such case.
    pub(super) fn first(
        &self,
        rule: &str,
        status: Status,
    ) -> Result<Option<Example>, ReferenceError> {
        let of_rule = |key: &&String| key.split('@').next() == Some(rule);
        let found = self.cases.iter().find_map(|case| {
            let key = case.keys(status).iter().find(of_rule)?;
            Some((case, key))
        });
        found
            .map(|(case, key)| self.screened(case, key, status))
            .transpose()
    }

    fn screened(&self, case: &Whole, key: &str, status: Status) -> Result<Example, ReferenceError> {
        let wrong = || ReferenceError::Example {
            file: case.file.clone(),
            case: case.name.clone(),
            key: key.to_owned(),
        };
        let bytes = case.profile.as_bytes();
        let profile = profile::read(&case.name, bytes, &self.pack.facts, &self.pack.places)
            .map_err(|_| wrong())?;
        let screening = screen(self.pack, &profile, DAY, self.lang);
        if screening.statuses.get(key) != Some(&status) {
            return Err(wrong());
        }
        let finding = screening
            .findings
            .into_iter()
            .find(|finding| finding.key == key);
        let texts = finding.map(|finding| {
            let remarks = finding.remarks.into_iter().map(|remark| remark.text);
            [finding.text].into_iter().chain(remarks).collect()
        });
        Ok(Example {
            file: case.file.clone(),
            case: case.name.clone(),
            profile: case.profile.clone(),
            key: key.to_owned(),
            status,
            finding: texts.unwrap_or_default(),
        })
    }
}
