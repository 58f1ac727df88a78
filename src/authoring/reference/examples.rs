//! Examples out of a pack's tests: each is screened, and shows what its case says, or is none.

use super::{Example, ReferenceError, Shown};
use crate::authoring::cases::{TestError, Whole, wholes};
use crate::pack::{Pack, PackFiles};
use crate::profile;
use crate::screening::model::{Applies, GroundState, Screening, Status};
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

    /// Returns a case that expects a ground to be met, screened; none where there is no such case.
    pub(super) fn of_ground(&self, id: &str) -> Result<Option<Shown>, ReferenceError> {
        self.shown(
            id,
            |case| case.expects_met(id),
            |screening| {
                let mut grounds = screening.grounds.iter();
                grounds.any(|ground| ground.id == id && ground.state == GroundState::Met)
            },
        )
    }

    /// Returns a case that expects a contradiction, screened; none where there is no such case.
    pub(super) fn of_conflict(&self, id: &str) -> Result<Option<Shown>, ReferenceError> {
        self.shown(
            id,
            |case| case.expects_contradiction(id),
            |screening| screening.contradictions.iter().any(|found| found.key == id),
        )
    }

    /// Returns the first case that expects to be outside the source and is told so in these words.
    pub(super) fn outside(&self, text: &str) -> Option<Shown> {
        let mut cases = self.cases.iter().filter(|case| case.expects_outside());
        let told = |case: &&Whole| {
            let screening = self.screen(case);
            screening.is_some_and(|screening| {
                screening.scope.applies == Applies::No
                    && screening.scope.texts.iter().any(|told| told == text)
            })
        };
        cases.find(told).map(shown)
    }

    fn shown(
        &self,
        key: &str,
        expects: impl Fn(&Whole) -> bool,
        shows: impl Fn(&Screening) -> bool,
    ) -> Result<Option<Shown>, ReferenceError> {
        // The shortest shows it best; of several the first.
        let expecting = self.cases.iter().filter(|case| expects(case));
        let Some(case) = expecting.min_by_key(|case| case.profile.len()) else {
            return Ok(None);
        };
        match self.screen(case) {
            Some(screening) if shows(&screening) => Ok(Some(shown(case))),
            _ => Err(ReferenceError::Example {
                file: case.file.clone(),
                case: case.name.clone(),
                key: key.to_owned(),
            }),
        }
    }

    /// Screens a case; none where its profile cannot be read.
    fn screen(&self, case: &Whole) -> Option<Screening> {
        let bytes = case.profile.as_bytes();
        let profile = profile::read(&case.name, bytes, &self.pack.facts, &self.pack.places).ok()?;
        Some(screen(self.pack, &profile, DAY, self.lang))
    }

    fn screened(&self, case: &Whole, key: &str, status: Status) -> Result<Example, ReferenceError> {
        let wrong = || ReferenceError::Example {
            file: case.file.clone(),
            case: case.name.clone(),
            key: key.to_owned(),
        };
        let screening = self.screen(case).ok_or_else(wrong)?;
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

fn shown(case: &Whole) -> Shown {
    Shown {
        file: case.file.clone(),
        case: case.name.clone(),
        profile: case.profile.clone(),
    }
}
