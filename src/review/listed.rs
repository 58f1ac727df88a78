//! The decisions on a profile, as `review … list --format json` prints them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::screening::model::{Decisions, PackReceipt, ProfileReceipt, Screening, Tool};
use crate::text::Lang;

/// The format's name and version.
const FORMAT: &str = "partnerscreen.decisions/1";

/// The decisions on a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// Always `partnerscreen.decisions/1`.
    pub format: String,
    /// The program that judged them.
    pub tool: Tool,
    /// The rule pack that the profile was screened against.
    pub pack: PackReceipt,
    /// The profile.
    pub profile: ProfileReceipt,
    /// The day they are judged on, `2026-11-24`.
    pub as_of: String,
    /// The language of every text that is not a user's own.
    pub lang: Lang,
    /// The decisions.
    pub decisions: Decisions,
    /// What a screening is not.
    pub disclaimer: String,
}

impl Listed {
    /// Takes them out of a screening.
    #[must_use]
    pub fn of(screening: Screening) -> Self {
        Self {
            format: FORMAT.to_owned(),
            tool: screening.tool,
            pack: screening.pack,
            profile: screening.profile,
            as_of: screening.as_of,
            lang: screening.lang,
            decisions: screening.decisions.unwrap_or_default(),
            disclaimer: screening.disclaimer,
        }
    }
}
