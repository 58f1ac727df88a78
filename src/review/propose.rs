//! Whether something may be decided, with everything that is wrong in one go.

use super::{Critical, Entry, What, day, ground_of, shows};
use crate::pack::Priority;
use crate::screening::model::{Finding, Screening, Status};
use crate::text::{Text, bilingual};
use crate::yaml::nearest;

/// Why something cannot be decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub message: Text,
    /// What to do instead; empty where there is nothing to say.
    pub help: Text,
}

/// Returns the id of the action that is meant: by `action`, by `key/action`, or by `key` where that finding or
/// contradiction asks for one action only.
///
/// # Errors
/// Why that cannot be told.
pub fn action_named(text: &str, screening: &Screening) -> Result<String, Refusal> {
    let asked = |key: &str| {
        let findings = screening.findings.iter();
        let clashes = screening.contradictions.iter();
        findings
            .map(|found| (&found.key, &found.actions))
            .chain(clashes.map(|found| (&found.key, &found.actions)))
            .find_map(|(known, actions)| (known == key).then_some(actions.as_slice()))
    };
    let listed = |actions: &[String]| {
        let ids = actions.join("`, `");
        bilingual!("kies uit: `{ids}`", "choose from: `{ids}`")
    };
    if let Some((key, action)) = text.split_once('/') {
        let actions = asked(key).ok_or_else(|| unknown(key, screening))?;
        if actions.iter().any(|known| known == action) {
            return Ok(action.to_owned());
        }
        return Err(Refusal {
            message: bilingual!(
                "bij `{key}` hoort geen actie `{action}`",
                "`{key}` asks for no action `{action}`"
            ),
            help: match nearest(action, actions.iter().map(String::as_str)) {
                None if actions.is_empty() => Text::same(""),
                None => listed(actions),
                near => meant(near),
            },
        });
    }
    match asked(text) {
        Some([action]) => Ok(action.clone()),
        Some([]) => Err(Refusal {
            message: bilingual!(
                "bij `{text}` hoort geen actie",
                "`{text}` asks for no action"
            ),
            help: Text::same(""),
        }),
        Some(actions) => Err(Refusal {
            message: bilingual!(
                "bij `{text}` horen meer acties",
                "`{text}` asks for several actions"
            ),
            help: listed(actions),
        }),
        // Whether there is such an action is checked with all else.
        None => Ok(text.to_owned()),
    }
}

/// Returns the entry for a decision, with the answers it is made on filled in.
///
/// # Errors
/// Everything that is wrong with it.
pub fn propose(
    mut what: What,
    role: &str,
    earlier: &[Entry],
    screening: &Screening,
    as_of: &str,
    critical: Critical,
) -> Result<Entry, Vec<Refusal>> {
    let mut refusals = Vec::new();
    if role.trim().is_empty() {
        refusals.push(Refusal {
            message: bilingual!("de functie is leeg", "the role is empty"),
            help: bilingual!(
                "noem een functie, zoals `beleidsmedewerker` of `college`; geen naam van een persoon",
                "name a function, such as `policy officer` or `college`; not a person's name"
            ),
        });
    }
    if what.words().is_some_and(|words| words.trim().is_empty()) {
        refusals.push(Refusal {
            message: bilingual!("de tekst is leeg", "the text is empty"),
            help: bilingual!("schrijf waarom", "write why"),
        });
    }
    refusals.extend(days(&what, as_of));
    refusals.extend(subject(&what, earlier, screening, critical));
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let now = ground_of(&what, screening);
    match &mut what {
        What::Accept { ground, .. }
        | What::AcceptUnknown { ground, .. }
        | What::Plan { ground, .. }
        | What::Note { ground, .. } => *ground = now,
        What::Withdraw { .. } => {}
    }
    let last = earlier.iter().map(|entry| entry.number).max().unwrap_or(0);
    Ok(Entry {
        number: last.saturating_add(1),
        day: as_of.to_owned(),
        role: role.trim().to_owned(),
        what,
    })
}

fn days(what: &What, as_of: &str) -> Option<Refusal> {
    let given = what.last_day()?;
    let Some(last) = day(given) else {
        return Some(Refusal {
            message: bilingual!("`{given}` is geen datum", "`{given}` is not a date"),
            help: bilingual!(
                "schrijf jaar-maand-dag, zoals 2026-05-01",
                "write year-month-day, such as 2026-05-01"
            ),
        });
    };
    (day(as_of)? > last).then(|| Refusal {
        message: bilingual!(
            "de laatste dag, {given}, ligt voor {as_of}",
            "the last day, {given}, is before {as_of}"
        ),
        help: bilingual!("kies een latere dag", "choose a later day"),
    })
}

fn subject(
    what: &What,
    earlier: &[Entry],
    screening: &Screening,
    critical: Critical,
) -> Option<Refusal> {
    match what {
        What::Accept { key, .. } => finding(key, Status::Raised, screening, critical),
        What::AcceptUnknown { key, .. } => finding(key, Status::Open, screening, critical),
        What::Note { key, .. } => (!shows(screening, key)).then(|| unknown(key, screening)),
        What::Plan { action, .. } => {
            let ids = || {
                let all = screening.actions.iter().chain(&screening.suggestions);
                all.map(|found| found.id.as_str())
            };
            (!ids().any(|id| id == action)).then(|| Refusal {
                message: bilingual!(
                    "het plan heeft geen actie `{action}`",
                    "the plan has no action `{action}`"
                ),
                help: match nearest(action, ids()) {
                    None => bilingual!(
                        "noem een bevinding met haar sleutel, dan ziet u haar acties",
                        "name a finding by its key to see its actions"
                    ),
                    near => meant(near),
                },
            })
        }
        What::Withdraw { number, .. } => withdrawal(*number, earlier),
    }
}

fn withdrawal(wanted: u64, earlier: &[Entry]) -> Option<Refusal> {
    let there = earlier
        .iter()
        .any(|entry| entry.number == wanted && entry.what.subject().is_some());
    if !there {
        return Some(Refusal {
            message: bilingual!(
                "er is geen besluit {wanted}",
                "there is no decision {wanted}"
            ),
            help: bilingual!(
                "`review PROFIEL list` toont de besluiten met hun nummer",
                "`review PROFILE list` shows the decisions with their numbers"
            ),
        });
    }
    let gone = earlier
        .iter()
        .any(|entry| matches!(&entry.what, What::Withdraw { number, .. } if *number == wanted));
    gone.then(|| Refusal {
        message: bilingual!(
            "besluit {wanted} is al ingetrokken",
            "decision {wanted} is withdrawn already"
        ),
        help: Text::same(""),
    })
}

fn finding(
    key: &str,
    wanted: Status,
    screening: &Screening,
    critical: Critical,
) -> Option<Refusal> {
    let Some(found) = screening.findings.iter().find(|found| found.key == key) else {
        return Some(not_acceptable(key, screening));
    };
    if found.priority == Priority::Critical && critical == Critical::PlanOnly {
        return Some(only_planned(found));
    }
    if found.status == wanted {
        return None;
    }
    Some(if wanted == Status::Raised {
        Refusal {
            message: bilingual!("`{key}` is nog open", "`{key}` is still open"),
            help: bilingual!(
                "met `accept-unknown` accepteert u dat u het niet weet",
                "with `accept-unknown` you accept that you do not know"
            ),
        }
    } else {
        Refusal {
            message: bilingual!("`{key}` is niet meer open", "`{key}` is not open any more"),
            help: bilingual!("gebruik `accept`", "use `accept`"),
        }
    })
}

/// Says why what is no finding cannot be accepted.
fn not_acceptable(key: &str, screening: &Screening) -> Refusal {
    if screening.contradictions.iter().any(|one| one.key == key) {
        return Refusal {
            message: bilingual!(
                "`{key}` is een tegenspraak: die kunt u niet accepteren",
                "`{key}` is a contradiction: you cannot accept it"
            ),
            help: bilingual!(
                "zoek uit welk antwoord klopt, of maak er een notitie bij met `note`",
                "find out which answer is right, or make a note on it with `note`"
            ),
        };
    }
    unknown(key, screening)
}

fn only_planned(found: &Finding) -> Refusal {
    let key = &found.key;
    let actions = found.actions.join("`, `");
    Refusal {
        message: bilingual!(
            "`{key}` is kritiek: u kunt dit niet accepteren, alleen plannen wat u eraan doet",
            "`{key}` is critical: you cannot accept it, only plan what to do about it"
        ),
        help: if found.actions.is_empty() {
            Text::same("")
        } else {
            bilingual!(
                "plan met `plan`: `{actions}`",
                "plan with `plan`: `{actions}`"
            )
        },
    }
}

fn unknown(key: &str, screening: &Screening) -> Refusal {
    if screening.statuses.contains_key(key) {
        return Refusal {
            message: bilingual!(
                "`{key}` speelt niet bij dit profiel en is niet open",
                "`{key}` is neither raised nor open for this profile"
            ),
            help: bilingual!("er is niets te beslissen", "there is nothing to decide"),
        };
    }
    let findings = screening.findings.iter().map(|found| found.key.as_str());
    let contradictions = screening
        .contradictions
        .iter()
        .map(|found| found.key.as_str());
    Refusal {
        message: bilingual!(
            "er is bij dit profiel geen bevinding `{key}`",
            "there is no finding `{key}` for this profile"
        ),
        help: match nearest(key, findings.chain(contradictions)) {
            None => bilingual!(
                "`screen` toont de bevindingen met hun sleutel",
                "`screen` shows the findings with their keys"
            ),
            near => meant(near),
        },
    }
}

fn meant(near: Option<&str>) -> Text {
    match near {
        Some(near) => bilingual!("bedoelde u `{near}`?", "did you mean `{near}`?"),
        None => Text::same(""),
    }
}
