//! One answer set, taken away, or one record added, in the text of a profile: everything else stays byte for byte.
//!
//! The new text is read back and compared with the old one before it is given out: the answer meant is there, and
//! every other answer is what it was. Where that is not so, nothing is changed and the reason is said.

mod compare;
mod lines;
mod place;
mod target;
mod write;

use std::collections::BTreeMap;

use super::read::Profile;
use crate::facts::{Facts, Places};
use crate::text::{Lang, Text, bilingual};
use crate::yaml::{self, Limits, Problem};

pub use compare::{is_kept, is_same};
pub use lines::option_meant;

use compare::Wanted;
use target::{Questionnaire, Target};

/// The code of the problem that an answer is to be replaced to which a source, date or note belongs.
pub const REMARK_OF_OLD_ANSWER: &str = "remark-of-old-answer";

/// What is to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A fact gets an answer, with what is to be said about it.
    Set {
        /// The fact: `link.stage`, `exchanges.visit-2026.state`, or as reports write it `exchange.state@visit-2026`.
        fact: String,
        /// The answer, as a person types it: an option's id or name, text, a date; several options with commas.
        answer: String,
        /// `source`, `date` and `note`, as far as given.
        remarks: BTreeMap<&'static str, String>,
    },
    /// A fact loses its answer; its key stays.
    Unset {
        /// The fact.
        fact: String,
    },
    /// A list gets a record.
    Add {
        /// The list: `exchanges`.
        list: String,
        /// The id of the record.
        id: String,
    },
}

/// Makes a change in the text of a profile and returns the new text.
///
/// The text must be a profile without problems, and without a byte-order mark.
///
/// # Errors
/// A [`Problem`] without a place: no such fact, no such option, or no way to make the change without touching more.
pub fn change(
    text: &str,
    facts: &Facts,
    places: &Places,
    change: &Change,
) -> Result<String, Problem> {
    let questionnaire = Questionnaire { facts, places };
    if let Change::Set {
        answer, remarks, ..
    } = change
        && remarks
            .values()
            .chain([answer])
            .any(|text| is_damaged(text))
    {
        return Err(Problem::whole(
            "not-utf-8",
            bilingual!(
                "in dit antwoord staan tekens die niet te lezen zijn",
                "this answer holds characters that cannot be read"
            ),
        )
        .help(bilingual!(
            "is de tekst wel in UTF-8 geschreven?",
            "is the text written in UTF-8?"
        )));
    }
    let target = match change {
        Change::Set { fact, .. } | Change::Unset { fact } => questionnaire.target(fact)?,
        Change::Add { list, .. } => Target::List(questionnaire.list(list)?),
    };
    let before = questionnaire.read(text)?;
    let (new, wanted) = match change {
        Change::Set {
            answer, remarks, ..
        } => questionnaire.set(text, &before, &target, answer, remarks)?,
        Change::Unset { .. } => (questionnaire.unset(text, &target)?, Wanted::Nothing),
        Change::Add { id, .. } => (
            questionnaire.add(text, &target, id)?,
            Wanted::Record(id.clone()),
        ),
    };
    // Broken YAML is this program's doing, not the user's: they are told that it cannot be done, not what is broken.
    let form = yaml::read("", new.as_bytes(), Limits::PROFILE);
    if !form.problems.is_empty() {
        return Err(no_safe_place());
    }
    let after = questionnaire.read(&new)?;
    questionnaire.compare(before, after, &target, &wanted)?;
    Ok(new)
}

/// Returns the answer that a profile gives to a question now, as readers call it; `None` where there is none, or no such question.
#[must_use]
pub fn current(
    profile: &Profile,
    facts: &Facts,
    places: &Places,
    fact: &str,
    lang: Lang,
) -> Option<String> {
    let questionnaire = Questionnaire { facts, places };
    let target = questionnaire.target(fact).ok()?;
    questionnaire.labelled(profile, &target, lang)
}

/// Returns what a person reads of a change: the answer before and after, or what was added.
#[must_use]
pub fn told(
    before: &Profile,
    after: &Profile,
    facts: &Facts,
    places: &Places,
    change: &Change,
) -> Text {
    let questionnaire = Questionnaire { facts, places };
    match change {
        Change::Add { list, id } => bilingual!("{list}: {id} toegevoegd", "{list}: {id} added"),
        Change::Set { fact, .. } | Change::Unset { fact } => {
            let of = |profile: &Profile, lang| {
                let target = questionnaire.target(fact).ok();
                let shown = target.and_then(|target| questionnaire.shown(profile, &target));
                shown.unwrap_or_else(|| match lang {
                    Lang::Nl => "niets".to_owned(),
                    Lang::En => "nothing".to_owned(),
                })
            };
            let line = |lang, beside: &str| match (of(before, lang), of(after, lang)) {
                (old, new) if old == new => format!("{fact}: {new}; {beside}"),
                (old, new) => format!("{fact}: {old} → {new}"),
            };
            Text::new(
                line(Lang::Nl, "bron, datum of opmerking is veranderd"),
                line(Lang::En, "source, date or note was changed"),
            )
        }
    }
}

/// Tells whether a text holds the mark that stands for bytes that were no text.
fn is_damaged(text: &str) -> bool {
    text.contains(char::REPLACEMENT_CHARACTER)
}

pub(super) fn no_safe_place() -> Problem {
    Problem::whole(
        "no-safe-edit",
        bilingual!(
            "dit kan niet worden veranderd zonder ook iets anders te raken",
            "this cannot be changed without touching something else too"
        ),
    )
    .help(bilingual!(
        "verander het in het bestand zelf; er is niets gewijzigd. Staat er `&` of `*` in het bestand? Dan deelt het antwoord zijn plaats met een ander",
        "change it in the file itself; nothing was changed. Is there `&` or `*` in the file? Then the answer shares its place with another"
    ))
}
