//! What a dossier holds of its profiles, as `history --format json` prints it.
//!
//! What a screening came to is kept without words (`Summary`), so that a history of years is read fast and in either
//! language; names come from the pack at hand.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::StoredScreening;
use crate::pack::{Pack, Priority};
use crate::screening::model::{Applies, GroundState, Screening, Status, Tool};
use crate::text::Lang;

/// The format's name and version.
pub const FORMAT: &str = "partnerscreen.history/1";

/// What a screening came to, without words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Whether the advisory speaks about the partnership.
    pub applies: Applies,
    /// The level that is certain.
    pub lowest: Option<String>,
    /// The highest level that is possible; `None` where the advisory does not apply.
    pub highest: Option<String>,
    /// The state of each ground.
    pub grounds: BTreeMap<String, GroundState>,
    /// What is raised, by key.
    pub raised: BTreeMap<String, Priority>,
    /// What is open, by key.
    pub open: BTreeMap<String, Priority>,
    /// Contradictions, by key.
    pub contradictions: BTreeMap<String, Priority>,
}

impl Summary {
    /// Sums a screening up.
    #[must_use]
    pub fn of(screening: &Screening) -> Self {
        let with = |status: Status| {
            let findings = screening.findings.iter();
            findings
                .filter(|finding| finding.status == status)
                .map(|finding| (finding.key.clone(), finding.priority))
                .collect()
        };
        let outcome = screening.outcome.as_ref();
        let grounds = screening.grounds.iter();
        let contradictions = screening.contradictions.iter();
        Self {
            applies: screening.scope.applies,
            lowest: outcome.and_then(|outcome| outcome.lowest.clone()),
            highest: outcome.map(|outcome| outcome.highest.clone()),
            grounds: grounds.map(|one| (one.id.clone(), one.state)).collect(),
            raised: with(Status::Raised),
            open: with(Status::Open),
            contradictions: contradictions
                .map(|one| (one.key.clone(), one.priority))
                .collect(),
        }
    }
}

/// The screenings of one profile, or of all, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct History {
    /// Always `partnerscreen.history/1`.
    pub format: String,
    /// The program that reads the dossier.
    pub tool: Tool,
    /// The language of every text.
    pub lang: Lang,
    /// The file name of the profile; null for all of the dossier.
    pub profile: Option<String>,
    /// The screenings.
    pub screenings: Vec<Past>,
    /// What a screening is not.
    pub disclaimer: String,
}

/// A screening of before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Past {
    /// Its number.
    pub number: i64,
    /// The file name of its profile.
    pub profile: String,
    /// The day it is dated.
    pub as_of: String,
    /// When it was recorded, in universal time.
    pub recorded: String,
    /// The version of the program that screened.
    pub tool: String,
    /// Its rules.
    pub pack: PastPack,
    /// SHA-256 of its profile, in hexadecimal.
    pub profile_hash: String,
    /// Whether the advisory speaks about the partnership.
    pub applies: Applies,
    /// The outcome; null where the advisory does not apply.
    pub outcome: Option<PastOutcome>,
    /// How much is raised, by priority.
    pub raised: BTreeMap<Priority, usize>,
    /// How much is open, by priority.
    pub open: BTreeMap<Priority, usize>,
    /// How many contradictions there are.
    pub contradictions: usize,
    /// What is different from the screening of the same profile before it; null where there is none.
    pub changes: Option<PastChanges>,
}

/// The rules of a screening of before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PastPack {
    /// The pack's id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 over its files, in hexadecimal.
    pub hash: String,
}

/// The outcome of a screening of before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PastOutcome {
    /// The level that is certain; null while it is open whether the advisory applies.
    pub lowest: Option<PastLevel>,
    /// The highest level that is possible.
    pub highest: PastLevel,
}

/// An advice level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PastLevel {
    /// Id.
    pub id: String,
    /// Name, by the rules at hand; the id where they do not have it.
    pub title: String,
    /// Whether it is the lowest of the rules at hand.
    pub is_least: bool,
}

/// What is different from the screening before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PastChanges {
    /// The number of that screening.
    pub since: i64,
    /// What it was made of that is different.
    pub made_of: Vec<MadeOf>,
    /// Whether the outcome or whether the advisory applies is different.
    pub outcome: bool,
    /// Grounds whose state is different.
    pub grounds: Vec<PastKey>,
    /// What is raised now and was not.
    pub raised: Vec<PastKey>,
    /// What is open now and was not.
    pub opened: Vec<PastKey>,
    /// What was raised or open and is neither now.
    pub gone: Vec<PastKey>,
    /// Contradictions that are new.
    pub contradicting: Vec<String>,
    /// Contradictions that are gone.
    pub not_contradicting: Vec<String>,
}

impl PastChanges {
    /// Tells whether nothing came out otherwise.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.outcome
            && self.grounds.is_empty()
            && self.raised.is_empty()
            && self.opened.is_empty()
            && self.gone.is_empty()
            && self.contradicting.is_empty()
            && self.not_contradicting.is_empty()
    }
}

/// What a screening is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MadeOf {
    /// The profile.
    Profile,
    /// The rules.
    Rules,
    /// The program.
    Program,
}

/// A rule, a rule for a record, or a ground.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PastKey {
    /// Its key.
    pub key: String,
    /// Its title, by the rules at hand; the key where they do not have it.
    pub title: String,
}

/// Puts the history of a profile, or of all, together; names are those of a pack.
#[must_use]
pub fn history(
    profile: Option<&str>,
    stored: &[StoredScreening],
    pack: &Pack,
    lang: Lang,
) -> History {
    let names = Names { pack, lang };
    let mut last: BTreeMap<&str, &StoredScreening> = BTreeMap::new();
    let mut screenings = Vec::with_capacity(stored.len());
    for one in stored {
        let before = last.insert(&one.profile, one);
        screenings.push(names.past(one, before));
    }
    History {
        format: FORMAT.to_owned(),
        tool: tool(),
        lang,
        profile: profile.map(str::to_owned),
        screenings,
        disclaimer: pack.disclaimer.get(lang).to_owned(),
    }
}

/// Describes this program.
pub(super) fn tool() -> Tool {
    Tool {
        name: env!("CARGO_PKG_NAME").to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

struct Names<'a> {
    pack: &'a Pack,
    lang: Lang,
}

impl Names<'_> {
    fn past(&self, stored: &StoredScreening, before: Option<&StoredScreening>) -> Past {
        let summary = &stored.summary;
        let outcome = summary.highest.as_ref().map(|highest| PastOutcome {
            lowest: summary.lowest.as_ref().map(|id| self.level(id)),
            highest: self.level(highest),
        });
        Past {
            number: stored.number,
            profile: stored.profile.clone(),
            as_of: stored.as_of.clone(),
            recorded: stored.recorded.clone(),
            tool: stored.tool.clone(),
            pack: PastPack {
                id: stored.pack_id.clone(),
                version: stored.pack_version.clone(),
                hash: stored.pack.clone(),
            },
            profile_hash: stored.content.clone(),
            applies: summary.applies,
            outcome,
            raised: tally(&summary.raised),
            open: tally(&summary.open),
            contradictions: summary.contradictions.len(),
            changes: before.map(|before| self.changes(before, stored)),
        }
    }

    fn changes(&self, before: &StoredScreening, after: &StoredScreening) -> PastChanges {
        let made_of = [
            (MadeOf::Profile, before.content != after.content),
            (MadeOf::Rules, before.pack != after.pack),
            (MadeOf::Program, before.tool != after.tool),
        ];
        let (then, now) = (&before.summary, &after.summary);
        let level = |one: &Summary| (one.applies, one.lowest.clone(), one.highest.clone());
        let is_either =
            |one: &Summary, key: &str| one.raised.contains_key(key) || one.open.contains_key(key);
        let all = then.raised.iter().chain(&then.open);
        let gone = all.filter(|(key, _)| !is_either(now, key));
        let mut gone: Vec<(&Priority, &String)> =
            gone.map(|(key, priority)| (priority, key)).collect();
        gone.sort();
        let grounds = now.grounds.keys().chain(then.grounds.keys());
        let mut grounds: Vec<&String> = grounds
            .filter(|id| now.grounds.get(*id) != then.grounds.get(*id))
            .collect();
        grounds.sort();
        grounds.dedup();
        PastChanges {
            since: before.number,
            made_of: made_of
                .into_iter()
                .filter_map(|(part, differs)| differs.then_some(part))
                .collect(),
            outcome: level(then) != level(now),
            grounds: grounds.into_iter().map(|id| self.ground(id)).collect(),
            raised: self.added(&then.raised, &now.raised),
            opened: self.added(&then.open, &now.open),
            gone: gone.into_iter().map(|(_, key)| self.rule(key)).collect(),
            contradicting: missing(&then.contradictions, &now.contradictions),
            not_contradicting: missing(&now.contradictions, &then.contradictions),
        }
    }

    /// Returns what is in the second and not in the first, most pressing first.
    fn added(
        &self,
        then: &BTreeMap<String, Priority>,
        now: &BTreeMap<String, Priority>,
    ) -> Vec<PastKey> {
        let new = now.iter().filter(|(key, _)| !then.contains_key(*key));
        let mut new: Vec<(&String, &Priority)> = new.collect();
        new.sort_by_key(|(_, priority)| **priority);
        new.into_iter().map(|(key, _)| self.rule(key)).collect()
    }

    fn level(&self, id: &str) -> PastLevel {
        let at = self.pack.levels.iter().position(|level| level.id == id);
        let known = at.and_then(|at| self.pack.levels.get(at));
        PastLevel {
            id: id.to_owned(),
            title: known
                .map_or(id, |level| level.title.get(self.lang))
                .to_owned(),
            is_least: at == Some(0),
        }
    }

    fn rule(&self, key: &str) -> PastKey {
        let (id, record) = key.split_once('@').unwrap_or((key, ""));
        let rule = self.pack.rules.iter().find(|rule| rule.id == id);
        let title = rule.map(|rule| rule.title.get(self.lang));
        PastKey {
            key: key.to_owned(),
            title: match title {
                // What holds of records nobody entered has the title of the rule.
                Some(title) if record.is_empty() || record == "*" => title.to_owned(),
                Some(title) => format!("{title} ({record})"),
                None => key.to_owned(),
            },
        }
    }

    fn ground(&self, id: &str) -> PastKey {
        let ground = self.pack.grounds.iter().find(|ground| ground.id == id);
        PastKey {
            key: id.to_owned(),
            title: ground
                .map_or(id, |ground| ground.title.get(self.lang))
                .to_owned(),
        }
    }
}

fn tally(entries: &BTreeMap<String, Priority>) -> BTreeMap<Priority, usize> {
    let mut counts = BTreeMap::new();
    for priority in entries.values() {
        *counts.entry(*priority).or_insert(0) += 1;
    }
    counts
}

/// Returns the keys that are in the second and not in the first.
fn missing(one: &BTreeMap<String, Priority>, other: &BTreeMap<String, Priority>) -> Vec<String> {
    let keys = other.keys().filter(|key| !one.contains_key(*key));
    keys.cloned().collect()
}
