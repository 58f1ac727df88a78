//! How a change is made: the splices of each kind of change.

use std::collections::BTreeMap;

use super::compare::{Wanted, has_remarks, same_answers};
use super::lines::{REMARKS, answer_line, remark_line, value_line};
use super::target::{Questionnaire, Target};
use super::{REMARK_OF_OLD_ANSWER, no_safe_place};
use crate::facts::FactIndex;
use crate::profile::answer::Given;
use crate::profile::read::{ListState, Profile};
use crate::text::bilingual;
use crate::yaml::edit::{self, EntryValue, Splice};
use crate::yaml::{self, Entry, Limits, Problem};

impl Questionnaire<'_> {
    pub(super) fn set(
        &self,
        text: &str,
        before: &Profile,
        target: &Target,
        answer: &str,
        remarks: &BTreeMap<&'static str, String>,
    ) -> Result<(String, Wanted), Problem> {
        let index = match target {
            Target::Top(index) | Target::InRecord(_, index, _) => *index,
            Target::List(list) => return self.set_list(text, before, *list, answer),
            Target::Complete(list) => return self.set_complete(text, *list, answer),
        };
        let fact = self.fact(index)?;
        let line = answer_line(fact, answer);
        let wanted = self.isolated(target, &value_line(&line, remarks))?;
        let document = yaml::read("", text.as_bytes(), Limits::PROFILE);
        let entry = self.entry(&document, target)?;
        let long = entry.filter(|entry| entry.value.as_mapping().is_some());
        let new = match (entry, long) {
            (_, Some(long)) => {
                self.set_long(text, target, (long, before), &wanted, (&line, remarks))?
            }
            (Some(entry), None) => spliced(
                text,
                edit::replace(text, entry, &value_line(&line, remarks)),
            )?,
            (None, None) => self.insert(text, &document, target, &value_line(&line, remarks))?,
        };
        // Remarks that were there stay where the answer is the same.
        let wanted = match long {
            Some(_) => self
                .given(&self.read(&new)?, target)
                .filter(|given| same_answers(given, &wanted) && has_remarks(given, remarks))
                .ok_or_else(no_safe_place)?,
            None => wanted,
        };
        Ok((new, Wanted::Given(wanted)))
    }

    fn set_long(
        &self,
        text: &str,
        target: &Target,
        (entry, before): (&Entry, &Profile),
        wanted: &Given,
        (line, remarks): (&str, &BTreeMap<&'static str, String>),
    ) -> Result<String, Problem> {
        if entry
            .value
            .get("answers")
            .is_some_and(|several| !several.value.is_empty())
        {
            return Err(Problem::whole(
                "several-answers",
                bilingual!(
                    "hier staan meer antwoorden die elkaar tegenspreken",
                    "several answers that contradict each other stand here"
                ),
            )
            .help(bilingual!(
                "los dat eerst op in het bestand zelf: laat onder `answers` staan wat klopt",
                "settle that in the file itself first: keep what is right below `answers`"
            )));
        }
        let old = self.given(before, target);
        let same = old.as_ref().is_none_or(|old| same_answers(old, wanted));
        let kept: Vec<&str> = REMARKS
            .into_iter()
            .filter(|key| {
                entry
                    .value
                    .get(key)
                    .is_some_and(|remark| !remark.value.is_empty())
                    && !remarks.contains_key(key)
            })
            .collect();
        if !same && !kept.is_empty() {
            let kept = kept.join("`, `");
            return Err(Problem::whole(
                REMARK_OF_OLD_ANSWER,
                bilingual!(
                    "bij het oude antwoord staat `{kept}`, en dat hoort niet bij het nieuwe",
                    "the old answer has a `{kept}`, which does not belong to the new one"
                ),
            )
            .help(bilingual!(
                "geef ook die van het nieuwe antwoord op, of haal het oude antwoord eerst weg met `unset`",
                "give that of the new answer too, or take the old answer away with `unset` first"
            )));
        }
        let mut text = text.to_owned();
        let mut parts = vec![("answer", line.to_owned())];
        parts.extend(
            remarks
                .iter()
                .map(|(key, value)| (*key, remark_line(key, value))),
        );
        for (key, value) in parts {
            let document = yaml::read("", text.as_bytes(), Limits::PROFILE);
            let entry = self.entry(&document, target)?.ok_or_else(no_safe_place)?;
            let splice = match entry.value.get(key) {
                Some(part) => edit::replace(&text, part, &value),
                None => edit::add_entry(
                    &text,
                    &entry.value,
                    entry.value.as_mapping().and_then(<[Entry]>::last),
                    key,
                    &EntryValue::Line(&value),
                ),
            };
            text = spliced(&text, splice)?;
        }
        Ok(text)
    }

    /// Says of a list that it is empty, or that nobody knows.
    fn set_list(
        &self,
        text: &str,
        before: &Profile,
        list: FactIndex,
        answer: &str,
    ) -> Result<(String, Wanted), Problem> {
        let (line, state) = match answer.trim().to_lowercase().as_str() {
            "[]" | "none" | "geen" => ("[]", ListState::Plain),
            "unknown" | "onbekend" => ("unknown", ListState::Unknown),
            _ => {
                return Err(Problem::whole(
                    "wrong-type",
                    bilingual!(
                        "`{answer}` is geen antwoord voor een lijst",
                        "`{answer}` is no answer for a list"
                    ),
                )
                .help(bilingual!(
                    "schrijf `geen` of `onbekend`, of voeg een onderdeel toe met `add`",
                    "write `none` or `unknown`, or add a record with `add`"
                )));
            }
        };
        if self
            .given_list(before, list)
            .is_some_and(|given| !given.records.is_empty())
        {
            return Err(Problem::whole(
                "list-not-empty",
                bilingual!(
                    "er staan onderdelen in deze lijst, en die zouden verloren gaan",
                    "there are records in this list, and they would be lost"
                ),
            )
            .help(bilingual!(
                "haal ze weg in het bestand zelf als ze er niet horen",
                "remove them in the file itself if they do not belong there"
            )));
        }
        let document = yaml::read("", text.as_bytes(), Limits::PROFILE);
        let target = Target::List(list);
        let new = match self.entry(&document, &target)? {
            Some(entry) => spliced(text, edit::replace(text, entry, line))?,
            None => self.insert(text, &document, &target, line)?,
        };
        Ok((new, Wanted::List(state)))
    }

    /// Says of a list in the long form whether it is complete.
    fn set_complete(
        &self,
        text: &str,
        list: FactIndex,
        answer: &str,
    ) -> Result<(String, Wanted), Problem> {
        let (line, state) = match answer.trim().to_lowercase().as_str() {
            "yes" | "ja" | "true" => ("yes", ListState::Complete),
            "no" | "nee" | "false" => ("no", ListState::Incomplete),
            _ => {
                return Err(Problem::whole(
                    "wrong-type",
                    bilingual!("`complete` is ja of nee", "`complete` is yes or no"),
                ));
            }
        };
        let document = yaml::read("", text.as_bytes(), Limits::PROFILE);
        let entry = self.entry(&document, &Target::List(list))?;
        let Some(entry) = entry.filter(|entry| entry.value.as_mapping().is_some()) else {
            return Err(Problem::whole(
                "plain-list",
                bilingual!(
                    "deze lijst heeft geen `complete`",
                    "this list has no `complete`"
                ),
            )
            .help(bilingual!(
                "een gewone lijst telt als alles wat er is; `add` maakt een lijst die nog open is",
                "a plain list counts as all there is; `add` makes a list that is still open"
            )));
        };
        let splice = match entry.value.get("complete") {
            Some(part) => edit::replace(text, part, line),
            None => edit::add_entry(
                text,
                &entry.value,
                entry.value.as_mapping().and_then(<[Entry]>::last),
                "complete",
                &EntryValue::Line(line),
            ),
        };
        Ok((spliced(text, splice)?, Wanted::List(state)))
    }

    pub(super) fn unset(&self, text: &str, target: &Target) -> Result<String, Problem> {
        if let Target::List(_) | Target::Complete(_) = target {
            return Err(Problem::whole(
                "wrong-type",
                bilingual!(
                    "dit is een lijst, geen antwoord",
                    "this is a list, not an answer"
                ),
            )
            .help(bilingual!(
                "haal onderdelen weg in het bestand zelf",
                "remove records in the file itself"
            )));
        }
        let document = yaml::read("", text.as_bytes(), Limits::PROFILE);
        match self.entry(&document, target)? {
            Some(entry) if !entry.value.is_empty() => spliced(text, edit::clear(text, entry)),
            _ => Ok(text.to_owned()),
        }
    }

    pub(super) fn add(&self, text: &str, target: &Target, id: &str) -> Result<String, Problem> {
        let well_formed = id.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
            && id
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !well_formed {
            return Err(Problem::whole(
                "bad-id",
                bilingual!("`{id}` kan geen `id` zijn", "`{id}` cannot be an `id`"),
            )
            .help(bilingual!(
                "gebruik kleine letters, cijfers en `-`, bijvoorbeeld `bezoek-2026`; geen namen van personen",
                "use lower-case letters, digits and `-`, for example `visit-2026`; no names of persons"
            )));
        }
        let document = yaml::read("", text.as_bytes(), Limits::PROFILE);
        // `12`, `null` or `2026-05-01` stands in quotes: other readers take it for something else.
        let quoted = yaml::scalar(id);
        let Some(entry) = self.entry(&document, target)? else {
            return self.insert_value(text, &document, target, &EntryValue::OpenList(&quoted));
        };
        let records = entry.value.get("records");
        if entry.value.as_sequence().is_some() && !entry.value.is_empty() {
            return spliced(text, edit::add_item(text, &entry.value, &quoted));
        }
        match records {
            Some(records) if records.value.as_sequence().is_some() => {
                spliced(text, edit::add_item(text, &records.value, &quoted))
            }
            Some(records) => spliced(
                text,
                edit::replace(text, records, &format!("[{{id: {quoted}}}]")),
            ),
            None if entry.value.as_mapping().is_some() => spliced(
                text,
                edit::add_entry(
                    text,
                    &entry.value,
                    entry.value.as_mapping().and_then(<[Entry]>::last),
                    "records",
                    &EntryValue::Line(&format!("[{{id: {quoted}}}]")),
                ),
            ),
            // That one record is known does not say that it is the only one.
            None if entry.value.is_empty() => {
                let list = edit::open_list(text, entry, &quoted).filter(|_| edit::is_absent(entry));
                spliced(
                    text,
                    list.or_else(|| replaced_by_open_list(text, entry, &quoted)),
                )
            }
            None => spliced(text, replaced_by_open_list(text, entry, &quoted)),
        }
    }

    /// Reads an answer by itself, with its remarks.
    fn isolated(&self, target: &Target, line: &str) -> Result<Given, Problem> {
        let text = match target {
            Target::InRecord(list, fact, id) => format!(
                "partnerscreen: 1\n{}: [{{id: \"{id}\", {}: {line}}}]\n",
                self.fact(*list)?.id,
                self.fact(*fact)?.key()
            ),
            Target::Top(index) | Target::List(index) | Target::Complete(index) => {
                format!("partnerscreen: 1\n{}: {line}\n", self.fact(*index)?.id)
            }
        };
        let profile = self.read(&text)?;
        self.given(&profile, target).ok_or_else(|| {
            Problem::whole(
                "no-answer",
                bilingual!("dit is geen antwoord", "this is no answer"),
            )
            .help(bilingual!(
                "gebruik `unset` om een antwoord weg te halen",
                "use `unset` to take an answer away"
            ))
        })
    }
}

pub(super) fn spliced(text: &str, splice: Option<Splice>) -> Result<String, Problem> {
    splice
        .and_then(|splice| splice.apply(text))
        .ok_or_else(no_safe_place)
}

fn replaced_by_open_list(text: &str, entry: &Entry, id: &str) -> Option<Splice> {
    edit::replace(
        text,
        entry,
        &format!("{{complete: no, records: [{{id: {id}}}]}}"),
    )
}
