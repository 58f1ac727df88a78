//! One of the two screenings that are compared, with what is needed to try others.

use std::collections::BTreeMap;

use super::model::{Origin, Refused, Side};
use super::observed::Observed;
use crate::pack::Pack;
use crate::screening::model::{Decisions, Screening};
use crate::screening::replay::replay;
use crate::screening::screen;
use crate::text::Lang;

/// One of the two screenings that are compared.
#[derive(Debug, Clone)]
pub struct Subject<'a> {
    /// What is shown.
    pub(super) screening: Screening,
    /// The states it came to.
    pub(super) observed: Observed,
    /// The states that its answers come to when they are screened again with its rules.
    pub(super) again: Option<Observed>,
    /// Its rules, where they are at hand.
    pub(super) pack: Option<&'a Pack>,
    origin: Origin,
    /// Answers that were left out when its profile was read.
    pub(super) refused: Vec<Refused>,
}

impl<'a> Subject<'a> {
    /// Takes a screening that was made just now with a pack.
    #[must_use]
    pub fn screened(pack: &'a Pack, screening: Screening) -> Self {
        let observed = Observed::of(&screening);
        Self {
            again: Some(observed.clone()),
            observed,
            screening,
            pack: Some(pack),
            origin: Origin::Profile,
            refused: Vec::new(),
        }
    }

    /// Takes a stored result. Its rules are those of `packs` with the same hash; with them its answers are screened
    /// again, which shows whether the result follows from them, and gives its texts in `lang`.
    #[must_use]
    pub fn stored(stored: Screening, packs: &[&'a Pack], lang: Lang) -> Self {
        let observed = Observed::of(&stored);
        let pack = packs.iter().find(|pack| pack.hash == stored.pack.hash);
        let Some(pack) = pack else {
            return Self {
                screening: stored,
                observed,
                again: None,
                pack: None,
                origin: Origin::ResultWithoutRules,
                refused: Vec::new(),
            };
        };
        let (profile, refused) = replay(pack, &stored.answers, &BTreeMap::new());
        let replayed = screen(pack, &profile, &stored.as_of, lang);
        let again = Observed::of(&replayed);
        let same = refused.is_empty() && again == observed;
        Self {
            screening: if same {
                Screening {
                    tool: stored.tool,
                    profile: stored.profile,
                    decisions: stored.decisions,
                    ..replayed
                }
            } else {
                stored
            },
            observed,
            again: Some(again),
            pack: Some(pack),
            origin: if same {
                Origin::Result
            } else {
                Origin::ResultNotReproduced
            },
            refused: Vec::new(),
        }
    }

    /// Says which answers were left out when the profile was read, because the rules refuse them.
    #[must_use]
    pub fn without(mut self, refused: Vec<Refused>) -> Self {
        self.refused = refused;
        self
    }

    /// Returns what is shown.
    #[must_use]
    pub fn screening(&self) -> &Screening {
        &self.screening
    }

    /// Says what was decided, as it stood on the day of the screening.
    #[must_use]
    pub fn decided(mut self, decisions: Option<Decisions>) -> Self {
        self.screening.decisions = decisions;
        self
    }

    pub(super) fn side(&self) -> Side {
        let screening = &self.screening;
        Side {
            origin: self.origin,
            tool: screening.tool.clone(),
            pack: screening.pack.clone(),
            profile: screening.profile.clone(),
            as_of: screening.as_of.clone(),
        }
    }
}
