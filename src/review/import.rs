//! The history of decisions from YAML, or everything that is wrong with it. Nobody vouches for such a file.

mod fields;

use std::collections::{BTreeMap, BTreeSet};

use self::fields::Reading;
use super::export::{TOP, VERSION};
use super::{Entry, Ground, Known, What};
use crate::screening::model::AnswerState;
use crate::text::bilingual;
use crate::yaml::{self, Limits, Node, Problem, Source, Span, in_order};

/// What such a file may hold: far more than the decisions of a career.
const LIMITS: Limits = Limits {
    bytes: 64 * 1024 * 1024,
    depth: 64,
    values: 8_000_000,
};

/// The kinds of decisions.
const KINDS: [&str; 5] = ["accept", "accept-unknown", "plan", "note", "withdraw"];

/// An entry of such a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The file name of the profile it is about.
    pub profile: String,
    /// Where that name stands.
    pub profile_span: Span,
    /// The entry.
    pub entry: Entry,
    /// Where its number stands.
    pub span: Span,
}

/// Reads such a file.
///
/// # Errors
/// Its text, and everything that is wrong with it.
pub fn import(name: &str, bytes: &[u8]) -> Result<(Source, Vec<Imported>), (Source, Vec<Problem>)> {
    let document = yaml::read(name, bytes, LIMITS);
    let mut reading = Reading {
        problems: document.problems,
    };
    let imported = match &document.root {
        Some(root) => file(root, &mut reading),
        None => Vec::new(),
    };
    if reading.problems.is_empty() {
        Ok((document.source, imported))
    } else {
        Err((document.source, in_order(reading.problems)))
    }
}

fn file(root: &Node, reading: &mut Reading) -> Vec<Imported> {
    if root.get(TOP).is_none() {
        reading.refuse(
            Problem::whole(
                "not-decisions",
                bilingual!(
                    "dit zijn geen besluiten: `{TOP}` ontbreekt",
                    "these are no decisions: `{TOP}` is missing"
                ),
            )
            .help(bilingual!(
                "maak zo'n bestand met `partnerscreen review MAP export --output BESTAND`",
                "make such a file with `partnerscreen review FOLDER export --output FILE`"
            )),
        );
        return Vec::new();
    }
    let version = reading.text(root, TOP);
    if let (Some(version), Some(entry)) = (version, root.get(TOP))
        && version != VERSION
    {
        reading.refuse(Problem::at(
            entry.value.span,
            "unknown-format",
            bilingual!(
                "dit programma leest alleen versie {VERSION}, niet `{version}`",
                "this program reads only version {VERSION}, not `{version}`"
            ),
        ));
        return Vec::new();
    }
    reading.keys(root, &[TOP, "profiles"], &["profiles"]);
    let mut imported = Vec::new();
    let mut profiles = BTreeSet::new();
    for part in reading.list(root, "profiles") {
        reading.keys(part, &["profile", "decisions"], &["profile", "decisions"]);
        let name = reading.text(part, "profile");
        let span = part.get("profile").map(|entry| entry.value.span);
        let (Some(name), Some(span)) = (name, span) else {
            continue;
        };
        if name.contains(['/', '\\']) || matches!(name.as_str(), "." | "..") {
            reading.refuse(Problem::at(
                span,
                "bad-profile",
                bilingual!(
                    "`{name}` is geen bestandsnaam",
                    "`{name}` is not a file name"
                ),
            ));
        }
        if !profiles.insert(name.clone()) {
            reading.refuse(Problem::at(
                span,
                "duplicate-profile",
                bilingual!(
                    "`{name}` staat hier voor de tweede keer",
                    "`{name}` stands here a second time"
                ),
            ));
        }
        for node in reading.list(part, "decisions") {
            if let Some((entry, at)) = entry(node, reading) {
                imported.push(Imported {
                    profile: name.clone(),
                    profile_span: span,
                    entry,
                    span: at,
                });
            }
        }
    }
    unique(&imported, reading);
    imported
}

fn unique(imported: &[Imported], reading: &mut Reading) {
    let mut numbers = BTreeSet::new();
    for one in imported {
        let number = one.entry.number;
        if !numbers.insert(number) {
            reading.refuse(Problem::at(
                one.span,
                "duplicate-number",
                bilingual!(
                    "nummer {number} staat er twee keer in",
                    "number {number} stands in it twice"
                ),
            ));
        }
    }
}

fn entry(node: &Node, reading: &mut Reading) -> Option<(Entry, Span)> {
    let known: Vec<&str> = ["number", "day", "role"].into_iter().chain(KINDS).collect();
    if !reading.keys(node, &known, &["number", "day", "role"]) {
        return None;
    }
    let number = reading.number(node, "number");
    let day = reading.date(node, "day");
    let role = reading.text(node, "role");
    let kinds: Vec<&yaml::Entry> = KINDS.iter().filter_map(|kind| node.get(kind)).collect();
    let what = match kinds.as_slice() {
        [kind] => what(&kind.key, &kind.value, reading),
        [] => {
            let listed = KINDS.join("`, `");
            reading.refuse(
                Problem::at(
                    node.span,
                    "missing-key",
                    bilingual!(
                        "hier ontbreekt wat er besloten is",
                        "what was decided is missing here"
                    ),
                )
                .help(bilingual!(
                    "kies uit: `{listed}`",
                    "choose from: `{listed}`"
                )),
            );
            None
        }
        [_, second, ..] => {
            let key = &second.key;
            reading.refuse(Problem::at(
                second.key_span,
                "two-decisions",
                bilingual!(
                    "`{key}` past niet bij wat er al staat: een besluit is er één",
                    "`{key}` does not go with what stands here: a decision is one"
                ),
            ));
            None
        }
    };
    let entry = Entry {
        number: number?,
        day: day?,
        role: role?,
        what: what?,
    };
    Some((entry, node.get("number")?.value.span))
}

fn what(kind: &str, node: &Node, reading: &mut Reading) -> Option<What> {
    let fields: &[&str] = match kind {
        "plan" => &["action", "due", "ground"],
        "note" => &["key", "text", "ground"],
        "withdraw" => &["number", "reason"],
        _ => &["key", "reason", "until", "ground"],
    };
    if !reading.keys(node, fields, fields) {
        return None;
    }
    match kind {
        "withdraw" => {
            let (number, reason) = (reading.number(node, "number"), reading.text(node, "reason"));
            Some(What::Withdraw {
                number: number?,
                reason: reason?,
            })
        }
        "plan" => {
            let (action, due) = (reading.text(node, "action"), reading.date(node, "due"));
            let ground = ground(node, reading);
            Some(What::Plan {
                action: action?,
                due: due?,
                ground: ground?,
            })
        }
        "note" => {
            let (key, text) = (reading.text(node, "key"), reading.text(node, "text"));
            let ground = ground(node, reading);
            Some(What::Note {
                key: key?,
                text: text?,
                ground: ground?,
            })
        }
        _ => {
            let (key, reason) = (reading.text(node, "key"), reading.text(node, "reason"));
            let (until, ground) = (reading.date(node, "until"), ground(node, reading));
            let (key, reason, until, ground) = (key?, reason?, until?, ground?);
            Some(if kind == "accept" {
                What::Accept {
                    key,
                    reason,
                    until,
                    ground,
                }
            } else {
                What::AcceptUnknown {
                    key,
                    reason,
                    until,
                    ground,
                }
            })
        }
    }
}

fn ground(node: &Node, reading: &mut Reading) -> Option<Ground> {
    node.get("ground")?;
    let mut ground = Ground::new();
    let before = reading.problems.len();
    for part in reading.list(node, "ground") {
        if !reading.keys(part, &["fact", "state", "answers"], &["fact", "state"]) {
            continue;
        }
        let (fact, state) = (reading.text(part, "fact"), state(part, reading));
        let answers = reading.texts(part, "answers");
        let (Some(fact), Some(state)) = (fact, state) else {
            continue;
        };
        let known = Known { state, answers };
        if ground.insert(fact.clone(), known).is_some() {
            let span = part.get("fact").map_or(part.span, |entry| entry.value.span);
            reading.refuse(Problem::at(
                span,
                "duplicate-fact",
                bilingual!(
                    "`{fact}` staat er twee keer in",
                    "`{fact}` stands in it twice"
                ),
            ));
        }
    }
    (reading.problems.len() == before).then_some(ground)
}

fn state(node: &Node, reading: &mut Reading) -> Option<AnswerState> {
    let text = reading.text(node, "state")?;
    let found = AnswerState::ALL
        .into_iter()
        .find(|state| state.id() == text);
    if found.is_none() {
        let span = node
            .get("state")
            .map_or(node.span, |entry| entry.value.span);
        let near = yaml::nearest(&text, AnswerState::ALL.map(AnswerState::id));
        reading.refuse(
            Problem::at(
                span,
                "unknown-state",
                bilingual!(
                    "`{text}` is geen stand van een antwoord",
                    "`{text}` is no state of an answer"
                ),
            )
            .did_you_mean(near),
        );
    }
    found
}

/// Returns what of a file is new beside what is there already.
///
/// # Errors
/// Everything in the file that does not go with what is there: the same number with other content, or a withdrawal of
/// what cannot be withdrawn.
pub fn new_ones(
    there: &[(String, Entry)],
    imported: &[Imported],
) -> Result<Vec<Imported>, Vec<Problem>> {
    let known: BTreeMap<u64, &(String, Entry)> =
        there.iter().map(|one| (one.1.number, one)).collect();
    let mut all: BTreeMap<u64, (&str, &Entry)> = known
        .iter()
        .map(|(number, (profile, entry))| (*number, (profile.as_str(), entry)))
        .collect();
    let (mut new, mut problems) = (Vec::new(), Vec::new());
    for one in imported {
        let number = one.entry.number;
        match known.get(&number) {
            Some((profile, entry)) if *profile == one.profile && *entry == one.entry => {}
            Some((profile, _)) => problems.push(
                Problem::at(
                    one.span,
                    "conflict",
                    bilingual!(
                        "het dossier heeft al een ander besluit {number}, bij `{profile}`",
                        "the dossier has another decision {number} already, on `{profile}`"
                    ),
                )
                .help(bilingual!(
                    "een besluit wordt nooit vervangen; neem de besluiten over in een nieuw dossier",
                    "a decision is never replaced; import the decisions into a new dossier"
                )),
            ),
            None => {
                all.insert(number, (&one.profile, &one.entry));
                new.push(one.clone());
            }
        }
    }
    problems.extend(new.iter().filter_map(|one| bad_withdrawal(one, &all)));
    if problems.is_empty() {
        Ok(new)
    } else {
        Err(in_order(problems))
    }
}

/// Says why what an entry withdraws cannot be withdrawn.
fn bad_withdrawal(one: &Imported, all: &BTreeMap<u64, (&str, &Entry)>) -> Option<Problem> {
    let What::Withdraw { number: of, .. } = &one.entry.what else {
        return None;
    };
    let fits = all.get(of).is_some_and(|(profile, entry)| {
        *profile == one.profile && entry.number < one.entry.number && entry.what.subject().is_some()
    });
    let number = one.entry.number;
    if !fits {
        return Some(Problem::at(
            one.span,
            "nothing-to-withdraw",
            bilingual!(
                "besluit {number} trekt besluit {of} in, maar dat is er niet bij dit profiel",
                "decision {number} withdraws decision {of}, which this profile does not have"
            ),
        ));
    }
    let twice = all.values().any(|(_, other)| {
        other.number < number
            && matches!(&other.what, What::Withdraw { number, .. } if number == of)
    });
    twice.then(|| {
        Problem::at(
            one.span,
            "withdrawn-twice",
            bilingual!(
                "besluit {number} trekt besluit {of} in, en dat was al ingetrokken",
                "decision {number} withdraws decision {of}, which was withdrawn already"
            ),
        )
    })
}
