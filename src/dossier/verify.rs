//! A recorded screening done again, from what is kept of it alone.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::history::{Summary, tool};
use super::screenings::named;
use super::{Dossier, DossierError, StoredScreening};
use crate::pack::{self, Pack};
use crate::profile;
use crate::screening::model::{Screening, Tool};
use crate::screening::screen;
use crate::text::{Lang, Text, bilingual};

/// The format's name and version.
pub const FORMAT: &str = "partnerscreen.verification/1";

/// So many places show where a result differs.
const MOST_DIFFERENCES: usize = 10;

/// Whether recorded screenings come out the same again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verification {
    /// Always `partnerscreen.verification/1`.
    pub format: String,
    /// The program that did them again.
    pub tool: Tool,
    /// The language of every text.
    pub lang: Lang,
    /// The screenings, the oldest first.
    pub screenings: Vec<Verified>,
}

impl Verification {
    /// Puts what was found together.
    #[must_use]
    pub fn new(screenings: Vec<Verified>, lang: Lang) -> Self {
        Self {
            format: FORMAT.to_owned(),
            tool: tool(),
            lang,
            screenings,
        }
    }
}

/// Whether a recorded screening comes out the same again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verified {
    /// Its number.
    pub number: i64,
    /// The file name of its profile.
    pub profile: String,
    /// The day it is dated.
    pub as_of: String,
    /// The version of the program that screened.
    pub tool: String,
    /// Whether it does.
    pub verdict: Verdict,
    /// Where the results differ, as JSON pointers (`/outcome/lowest`): the first few.
    pub differences: Vec<String>,
    /// How many places differ in all.
    pub different: usize,
    /// What keeps it from being done again.
    pub problem: Option<String>,
}

/// Whether a recorded screening comes out the same again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It does, all but the version of the program.
    Same,
    /// It comes out otherwise.
    Different,
    /// What was kept is not what was recorded.
    Damaged,
    /// This program cannot read its rules or its profile.
    Unreadable,
}

/// Why a screening could not be done again.
#[derive(Debug)]
pub enum Obstacle {
    /// The dossier failed, or what it kept is damaged.
    Dossier(DossierError),
    /// This program cannot read what is kept.
    Unreadable(Text),
}

impl From<DossierError> for Obstacle {
    fn from(error: DossierError) -> Self {
        Self::Dossier(error)
    }
}

impl Dossier {
    /// Loads the pack of a screening from what is kept of it.
    ///
    /// # Errors
    /// [`Obstacle`] where that cannot be done.
    pub fn pack(&self, stored: &StoredScreening) -> Result<Pack, Obstacle> {
        let files = self.pack_files(stored)?;
        pack::load(&files).map_err(|_| {
            let (id, version) = (&stored.pack_id, &stored.pack_version);
            Obstacle::Unreadable(bilingual!(
                "dit programma kan de regels {id} {version} van toen niet lezen",
                "this program cannot read the rules {id} {version} of then"
            ))
        })
    }
}

/// Does recorded screenings again; each pack is loaded once.
#[derive(Debug)]
pub struct Replayer<'a> {
    dossier: &'a Dossier,
    /// The packs loaded so far, by their hash.
    packs: BTreeMap<String, Pack>,
}

impl<'a> Replayer<'a> {
    /// Prepares to do the screenings of a dossier again.
    #[must_use]
    pub fn new(dossier: &'a Dossier) -> Self {
        Self {
            dossier,
            packs: BTreeMap::new(),
        }
    }

    /// Screens again from what is kept, in a language.
    ///
    /// # Errors
    /// [`Obstacle`] where that cannot be done.
    pub fn replay(&mut self, stored: &StoredScreening, lang: Lang) -> Result<Screening, Obstacle> {
        let pack = match self.packs.remove(&stored.pack) {
            Some(pack) => pack,
            None => self.dossier.pack(stored)?,
        };
        let pack = self.packs.entry(stored.pack.clone()).or_insert(pack);
        let bytes = self.dossier.profile(stored)?;
        let profile = profile::read(&stored.profile, &bytes, &pack.facts, &pack.places);
        let profile = profile.map_err(|_| {
            Obstacle::Unreadable(bilingual!(
                "dit programma kan het profiel van toen niet lezen",
                "this program cannot read the profile of then"
            ))
        })?;
        let screening = screen(pack, &profile, &stored.as_of, lang);
        Ok(named(&screening, &stored.profile))
    }

    /// Screens again from what is kept, and says whether the same result comes out.
    ///
    /// # Errors
    /// [`DossierError`] where the dossier fails; what is damaged in one screening is told in what is returned.
    pub fn verify(
        &mut self,
        stored: &StoredScreening,
        lang: Lang,
    ) -> Result<Verified, DossierError> {
        let found = self
            .dossier
            .result(stored)
            .map_err(Obstacle::from)
            .and_then(|bytes| Ok((bytes, self.replay(stored, stored.lang)?)));
        let (verdict, differences, problem) = match found {
            Ok((bytes, again)) => match differences(stored, &bytes, &again) {
                Some(found) if found.is_empty() => (Verdict::Same, found, None),
                Some(found) => (Verdict::Different, found, None),
                None => {
                    let what = bilingual!(
                        "het bewaarde resultaat is geen JSON",
                        "the result that was kept is no JSON"
                    );
                    (Verdict::Damaged, Vec::new(), Some(what))
                }
            },
            Err(Obstacle::Dossier(DossierError::Damaged { what, .. })) => {
                (Verdict::Damaged, Vec::new(), Some(what))
            }
            Err(Obstacle::Dossier(error)) => return Err(error),
            Err(Obstacle::Unreadable(what)) => (Verdict::Unreadable, Vec::new(), Some(what)),
        };
        Ok(Verified {
            number: stored.number,
            profile: stored.profile.clone(),
            as_of: stored.as_of.clone(),
            tool: stored.tool.clone(),
            verdict,
            different: differences.len(),
            differences: differences.into_iter().take(MOST_DIFFERENCES).collect(),
            problem: problem.map(|text| text.get(lang).to_owned()),
        })
    }
}

/// Returns where two results differ, all but the version of the program; `None` where the one kept is no JSON.
fn differences(stored: &StoredScreening, bytes: &[u8], again: &Screening) -> Option<Vec<String>> {
    let mut kept: Value = serde_json::from_slice(bytes).ok()?;
    let mut made = serde_json::to_value(again).ok()?;
    let mut found = Vec::new();
    // The version stands in the dossier twice.
    let version = kept.pointer("/tool/version").and_then(Value::as_str);
    if version != Some(stored.tool.as_str()) {
        found.push("/tool/version".to_owned());
    }
    for result in [&mut kept, &mut made] {
        if let Some(tool) = result.pointer_mut("/tool").and_then(Value::as_object_mut) {
            tool.remove("version");
        }
    }
    differ(&kept, &made, &mut String::new(), &mut found);
    // What the history shows has to follow from it too.
    if Summary::of(again) != stored.summary {
        found.push("summary".to_owned());
    }
    Some(found)
}

fn differ(one: &Value, other: &Value, at: &mut String, found: &mut Vec<String>) {
    let length = at.len();
    match (one, other) {
        (Value::Object(left), Value::Object(right)) => {
            let mut keys: Vec<&String> = left.keys().chain(right.keys()).collect();
            keys.sort();
            keys.dedup();
            for key in keys {
                at.push('/');
                at.push_str(&key.replace('~', "~0").replace('/', "~1"));
                match (left.get(key), right.get(key)) {
                    (Some(left), Some(right)) => differ(left, right, at, found),
                    _ => found.push(at.clone()),
                }
                at.truncate(length);
            }
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            for (number, (left, right)) in left.iter().zip(right).enumerate() {
                at.push_str(&format!("/{number}"));
                differ(left, right, at, found);
                at.truncate(length);
            }
        }
        _ if one == other => {}
        _ => found.push(at.clone()),
    }
}
