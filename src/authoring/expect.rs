//! What a case expects, one thing at a time.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::pack::{ActionIndex, LevelIndex, Pack, Timing};
use crate::screening::Verdict;
use crate::screening::model::{Applies, GroundState, Status};
use crate::text::{Text, bilingual};
use crate::yaml::nearest;

/// What `scope:` and `grounds:` call the states that the reference looks for examples of.
const NO: &str = "no";
const MET: &str = "met";

/// `expect:` of a case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpectForm {
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
    contradictions: Option<BTreeSet<String>>,
    #[serde(default)]
    grounds: BTreeMap<String, String>,
    /// For each key, all actions that it asks for.
    #[serde(default)]
    actions: BTreeMap<String, BTreeSet<String>>,
    /// For each key, the numbers from 1 of all remarks that it adds.
    #[serde(default)]
    remarks: BTreeMap<String, BTreeSet<usize>>,
    /// For each action, when it fits.
    #[serde(default)]
    timing: BTreeMap<String, Timing>,
    #[serde(default)]
    suggested: Vec<String>,
    #[serde(default)]
    not_suggested: Vec<String>,
}

/// A rule, or a rule for a record, as a case names it.
#[derive(Debug, Clone)]
pub(super) struct Key {
    /// As written: `rule@record`.
    text: String,
    /// The number of the rule; `None` where there is none of that id.
    pub(super) rule: Option<usize>,
    record: Option<String>,
}

/// One thing that a case expects.
#[derive(Debug, Clone)]
pub(super) enum Check {
    Scope(String),
    Lowest(String),
    Highest(String),
    Contradictions(BTreeSet<String>),
    Ground(String, String),
    Status(Key, Status),
    Actions(Key, BTreeSet<String>),
    Remarks(Key, BTreeSet<String>),
    Timing(String, Timing),
    /// Whether a suggestion is offered.
    Suggested(String, bool),
}

impl ExpectForm {
    /// Returns the keys of which a status is expected.
    pub(super) fn keys(&self, status: Status) -> &[String] {
        match status {
            Status::Raised => &self.raised,
            Status::Open => &self.open,
            Status::NotRaised => &self.not_raised,
            Status::OutsideScope => &self.outside_scope,
        }
    }

    /// Whether a contradiction is expected.
    pub(super) fn contradicts(&self, key: &str) -> bool {
        let keys = self.contradictions.as_ref();
        keys.is_some_and(|keys| keys.contains(key))
    }

    /// Whether a ground is expected to be met.
    pub(super) fn meets(&self, ground: &str) -> bool {
        self.grounds.get(ground).is_some_and(|state| state == MET)
    }

    /// Whether it is expected that the source does not apply.
    pub(super) fn is_outside(&self) -> bool {
        self.scope.as_deref() == Some(NO)
    }

    /// Returns what is expected, one thing at a time.
    pub(super) fn checks(self, pack: &Pack) -> Vec<Check> {
        let mut checks = Vec::new();
        checks.extend(self.scope.map(Check::Scope));
        checks.extend(self.lowest.map(Check::Lowest));
        checks.extend(self.highest.map(Check::Highest));
        checks.extend(self.contradictions.map(Check::Contradictions));
        let statuses = [
            (Status::Raised, self.raised),
            (Status::Open, self.open),
            (Status::NotRaised, self.not_raised),
            (Status::OutsideScope, self.outside_scope),
        ];
        for (status, keys) in statuses {
            let keys = keys.into_iter().map(|text| Key::new(pack, text));
            checks.extend(keys.map(|key| Check::Status(key, status)));
        }
        let grounds = self.grounds.into_iter();
        checks.extend(grounds.map(|(id, state)| Check::Ground(id, state)));
        let actions = self.actions.into_iter();
        checks.extend(actions.map(|(text, ids)| Check::Actions(Key::new(pack, text), ids)));
        for (text, numbers) in self.remarks {
            let numbers = numbers.iter().map(ToString::to_string).collect();
            checks.push(Check::Remarks(Key::new(pack, text), numbers));
        }
        let timing = self.timing.into_iter();
        checks.extend(timing.map(|(id, timing)| Check::Timing(id, timing)));
        for (ids, offered) in [(self.suggested, true), (self.not_suggested, false)] {
            checks.extend(ids.into_iter().map(|id| Check::Suggested(id, offered)));
        }
        checks
    }
}

impl Key {
    fn new(pack: &Pack, text: String) -> Self {
        let (rule, record) = match text.split_once('@') {
            Some((rule, record)) => (rule, Some(record.to_owned())),
            None => (text.as_str(), None),
        };
        Self {
            rule: pack.rules.iter().position(|known| known.id == rule),
            record,
            text,
        }
    }

    fn lists_differ(
        &self,
        (nl, en): (&str, &str),
        pack: &Pack,
        expected: &BTreeSet<String>,
        got: Option<BTreeSet<String>>,
    ) -> Option<Text> {
        let Some(got) = got else {
            return Some(self.missing(pack));
        };
        let key = &self.text;
        let what = (format!("{nl} van `{key}`"), format!("{en} of `{key}`"));
        (got != *expected).then(|| lists_differ((&what.0, &what.1), expected, &got))
    }

    /// Says whether the key belongs to no rule at all or to one that did not run on this profile.
    fn missing(&self, pack: &Pack) -> Text {
        let key = &self.text;
        if self.rule.is_some() {
            return bilingual!(
                "de regel `{key}` is bij dit profiel niet uitgevoerd",
                "the rule `{key}` did not run for this profile"
            );
        }
        let near = nearest(key, pack.rules.iter().map(|rule| rule.id.as_str()));
        match near {
            Some(near) => bilingual!(
                "er is geen regel `{key}`; bedoelde u `{near}`?",
                "there is no rule `{key}`; did you mean `{near}`?"
            ),
            None => bilingual!("er is geen regel `{key}`", "there is no rule `{key}`"),
        }
    }
}

impl Check {
    /// Returns the rule whose status is expected, with that status.
    pub(super) fn shows(&self) -> Option<(usize, Status)> {
        match self {
            Self::Status(key, status) => Some((key.rule?, *status)),
            _ => None,
        }
    }

    /// Tells whether it is about the rule with a number by itself.
    pub(super) fn is_about(&self, rule: usize) -> bool {
        match self {
            Self::Status(key, _) | Self::Actions(key, _) | Self::Remarks(key, _) => {
                key.rule == Some(rule)
            }
            _ => false,
        }
    }

    /// Tells whether it is about the action or suggestion with an id.
    pub(super) fn is_about_action(&self, action: &str) -> bool {
        matches!(self, Self::Suggested(id, _) | Self::Timing(id, _) if id == action)
    }

    /// Says what came out otherwise; `None` where it is as expected.
    pub(super) fn failure(&self, pack: &Pack, verdict: &Verdict<'_>) -> Option<Text> {
        match self {
            Self::Scope(expected) => {
                let got = match verdict.applies() {
                    Applies::Yes => "yes",
                    Applies::No => NO,
                    Applies::Open => "open",
                };
                differs(("bereik", "scope"), expected, got)
            }
            Self::Lowest(expected) => {
                let lowest = verdict.interval().and_then(|(lowest, _)| lowest);
                differs(("laagste", "lowest"), expected, level(pack, lowest))
            }
            Self::Highest(expected) => {
                let highest = verdict.interval().map(|(_, highest)| highest);
                differs(("hoogste", "highest"), expected, level(pack, highest))
            }
            Self::Contradictions(expected) => {
                let got = verdict.contradictions();
                (got != *expected)
                    .then(|| lists_differ(("tegenstrijdigheden", "contradictions"), expected, &got))
            }
            Self::Ground(id, expected) => {
                let got = verdict.ground(id).map_or("none", |state| match state {
                    GroundState::Met => MET,
                    GroundState::NotMet => "not_met",
                    GroundState::Open => "open",
                    GroundState::Conflicting => "conflicting",
                });
                differs(
                    (&format!("grond `{id}`"), &format!("ground `{id}`")),
                    expected,
                    got,
                )
            }
            Self::Status(key, expected) => {
                let got = key
                    .rule
                    .and_then(|rule| verdict.status(rule, key.record.as_deref()));
                let Some(got) = got else {
                    return Some(key.missing(pack));
                };
                let name = format!("`{}`", key.text);
                differs((&name, &name), word(*expected), word(got))
            }
            Self::Actions(key, expected) => {
                let got = key
                    .rule
                    .and_then(|rule| verdict.actions(rule, key.record.as_deref()));
                let got = got.map(|got| got.iter().map(|at| action(pack, *at)).collect());
                key.lists_differ(("acties", "actions"), pack, expected, got)
            }
            Self::Remarks(key, expected) => {
                let got = key
                    .rule
                    .and_then(|rule| verdict.remarks(rule, key.record.as_deref()));
                let got = got.map(|got| got.iter().map(ToString::to_string).collect());
                key.lists_differ(("opmerkingen", "remarks"), pack, expected, got)
            }
            Self::Timing(id, expected) => {
                let Some(action) = pack.actions.iter().find(|action| action.id == *id) else {
                    return Some(bilingual!(
                        "er is geen actie `{id}`",
                        "there is no action `{id}`"
                    ));
                };
                let got = verdict.timing(action);
                let name = format!("`{id}`");
                differs((&name, &name), timing(*expected), timing(got))
            }
            Self::Suggested(id, expected) => suggestion(pack, verdict, id, *expected),
        }
    }
}

fn suggestion(pack: &Pack, verdict: &Verdict<'_>, id: &str, expected: bool) -> Option<Text> {
    let mut suggestions = pack
        .actions
        .iter()
        .filter(|action| action.suggest_when.is_some());
    if !suggestions.any(|action| action.id == id) {
        return Some(bilingual!(
            "er is geen suggestie `{id}`",
            "there is no suggestion `{id}`"
        ));
    }
    let offered = verdict.suggestions();
    let got = offered.iter().any(|at| action(pack, *at) == id);
    (got != expected).then(|| {
        if expected {
            bilingual!(
                "de suggestie `{id}` wordt niet gedaan",
                "the suggestion `{id}` is not offered"
            )
        } else {
            bilingual!(
                "de suggestie `{id}` wordt wel gedaan",
                "the suggestion `{id}` is offered"
            )
        }
    })
}

fn differs((nl, en): (&str, &str), expected: &str, got: &str) -> Option<Text> {
    (expected != got).then(|| {
        bilingual!(
            "{nl}: verwacht `{expected}`, kreeg `{got}`",
            "{en}: expected `{expected}`, got `{got}`"
        )
    })
}

fn lists_differ(
    (nl, en): (&str, &str),
    expected: &BTreeSet<String>,
    got: &BTreeSet<String>,
) -> Text {
    let list = |ids: &BTreeSet<String>| {
        ids.iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(", ")
    };
    let (expected, got) = (list(expected), list(got));
    bilingual!(
        "{nl}: verwacht `{expected}`, kreeg `{got}`",
        "{en}: expected `{expected}`, got `{got}`"
    )
}

fn level(pack: &Pack, index: Option<LevelIndex>) -> &str {
    index
        .and_then(|index| pack.level(index))
        .map_or("none", |level| &level.id)
}

fn action(pack: &Pack, index: ActionIndex) -> String {
    pack.action(index)
        .map(|action| action.id.clone())
        .unwrap_or_default()
}

fn timing(timing: Timing) -> &'static str {
    match timing {
        Timing::BeforeDecision => "before-decision",
        Timing::BeforeNextExchange => "before-next-exchange",
        Timing::Ongoing => "ongoing",
        Timing::AtReview => "at-review",
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
