//! The interview of `ask`: one question after another, the most useful first.
//!
//! Every answer is in the file before the next question is asked: stopping, a closed terminal or a kill loses nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

mod typed;

use typed::Typed;

use super::CliError;
use super::ask;
use super::context::Context;
use super::edit::{self, Refused};
use crate::facts::{Fact, Kind};
use crate::pack::Pack;
use crate::profile::edit::{Change, REMARK_OF_OLD_ANSWER, current};
use crate::report;
use crate::screening::model::{AnswerState, Applies, Question, Screening};
use crate::screening::{Effect, question_of, screen};
use crate::text::{Text, bilingual};

/// A question by its name in a profile: `link.stage`, `exchange.state@visit-2026`.
type Name = String;

pub(super) struct Interview<'a> {
    path: &'a Path,
    plain: bool,
    pack: &'a Pack,
    as_of: &'a str,
    /// Questions put aside with «later», which are asked once more at the end.
    later: BTreeSet<Name>,
    /// Questions that were answered and stay open all the same: nobody knows.
    done: BTreeSet<Name>,
    /// Questions that were answered or put aside, in that order, for whoever goes back.
    passed: Vec<Name>,
    /// What was answered in this interview.
    answered: BTreeSet<Name>,
    is_second_round: bool,
    /// What was said last of the questions that decide: that some are open, or none.
    said_of_deciding: Option<bool>,
}

impl<'a> Interview<'a> {
    pub(super) fn new(path: &'a Path, pack: &'a Pack, as_of: &'a str, plain: bool) -> Self {
        Self {
            path,
            plain,
            pack,
            as_of,
            later: BTreeSet::new(),
            done: BTreeSet::new(),
            passed: Vec::new(),
            answered: BTreeSet::new(),
            is_second_round: false,
            said_of_deciding: None,
        }
    }

    /// Returns how many questions were answered and records added.
    pub(super) fn answered(&self) -> usize {
        self.answered.len()
    }

    /// Asks until nothing is left to ask or somebody stops; returns the screening of the profile as it is then.
    pub(super) fn run(&mut self, context: &mut Context<'_>) -> Result<Screening, CliError> {
        let mut screening = self.screening(context)?;
        // A question that is asked again, whatever its rank.
        let mut again: Option<Name> = None;
        loop {
            if screening.scope.applies == Applies::No {
                context.tell(&bilingual!(
                    "Het advies gaat hier niet over; `screen` laat zien waarom.",
                    "The advisory does not apply; `screen` shows why."
                ))?;
                return Ok(screening);
            }
            let next = match again.take() {
                Some(name) => self.question_again(&screening, &name),
                None => {
                    let next = self.next(&screening);
                    if let Some(question) = &next {
                        self.tell_what_decides(context, &screening, question)?;
                    }
                    next
                }
            };
            let Some(question) = next else {
                if self.begin_second_round(context)? {
                    continue;
                }
                context.tell(&ending(&screening))?;
                return Ok(screening);
            };
            let name = name(&question);
            match self.ask(context, &screening, &question)? {
                Typed::Stop => return Ok(screening),
                Typed::Later => {
                    self.later.insert(name.clone());
                    self.pass(name);
                }
                Typed::Back => {
                    if let Some(last) = self.passed.pop() {
                        self.later.remove(&last);
                        self.done.remove(&last);
                        again = Some(last);
                    } else {
                        context.tell(&bilingual!(
                            "Dit is de eerste vraag.",
                            "This is the first question."
                        ))?;
                        again = Some(name);
                    }
                }
                Typed::Answer(answer) => {
                    let change = ask::change(self.pack, &name, &answer);
                    if !self.made(context, &change)? {
                        again = Some(name);
                        continue;
                    }
                    let is_list = self.is_list(&question);
                    if !is_list && answer != "unknown" {
                        self.remarks(context, &name, &answer)?;
                    }
                    let after = self.screening(context)?;
                    let effect = Effect::between(&screening, &after);
                    let layout = context.layout;
                    context.show(|out| report::effect(&after, &effect, &layout, out))?;
                    screening = after;
                    if let Change::Add { id, .. } = change {
                        self.answered.insert(format!("{name}@{id}"));
                        // Whoever adds a record may have another one to add.
                        again = Some(name.clone());
                    } else {
                        self.answered.insert(name.clone());
                        // What nobody knows stays open; it is not asked twice.
                        if screening
                            .questions
                            .iter()
                            .any(|open| self::name(open) == name)
                        {
                            self.done.insert(name.clone());
                        }
                    }
                    self.pass(name);
                }
            }
        }
    }

    /// Remembers a question for whoever goes back.
    fn pass(&mut self, name: Name) {
        if self.passed.last() != Some(&name) {
            self.passed.push(name);
        }
    }

    /// Says once when no question that is left decides on the outcome, and whether any that was passed does.
    fn tell_what_decides(
        &mut self,
        context: &mut Context<'_>,
        screening: &Screening,
        question: &Question,
    ) -> Result<(), CliError> {
        if question.decisive {
            self.said_of_deciding = None;
            return Ok(());
        }
        let is_open = deciding(screening) > 0;
        if self.said_of_deciding.replace(is_open) == Some(is_open) {
            return Ok(());
        }
        context.tell(&if is_open {
            bilingual!(
                "De vragen die over de uitkomst beslissen, staan nog open: u legde ze opzij, niemand weet het, of de antwoorden spreken elkaar tegen. De volgende vragen gaan over de rest.",
                "The questions that decide on the outcome are still open: you put them aside, nobody knows, or their answers contradict each other. The next questions are about the rest."
            )
        } else {
            bilingual!(
                "Geen open vraag kan de uitkomst nog veranderen. U kunt doorgaan of stoppen.",
                "No open question can change the outcome any more. You may go on or stop."
            )
        })?;
        Ok(())
    }

    /// Takes up what was put aside, once; `false` where there is nothing to take up.
    fn begin_second_round(&mut self, context: &mut Context<'_>) -> Result<bool, CliError> {
        if self.is_second_round || self.later.is_empty() {
            return Ok(false);
        }
        self.is_second_round = true;
        self.later.clear();
        context.tell(&bilingual!(
            "Nu de vragen die u opzij legde.",
            "Now the questions that you put aside."
        ))?;
        Ok(true)
    }

    fn screening(&self, context: &mut Context<'_>) -> Result<Screening, CliError> {
        let profile = context.profile(self.path, self.pack)?;
        Ok(screen(self.pack, &profile, self.as_of, context.lang))
    }

    /// Returns the most useful question that was not put aside.
    fn next(&self, screening: &Screening) -> Option<Question> {
        screening
            .questions
            .iter()
            .find(|question| {
                !self.later.contains(&name(question))
                    && !self.done.contains(&name(question))
                    && question.state != AnswerState::Conflicting
                    && !question.nobody_knows
            })
            .cloned()
    }

    /// Returns a question that was asked before, whether it is still open or not.
    fn question_again(&self, screening: &Screening, wanted: &str) -> Option<Question> {
        let open = screening.questions.iter().find(|open| name(open) == wanted);
        if let Some(open) = open {
            return Some(open.clone());
        }
        let (id, record) = wanted
            .split_once('@')
            .map_or((wanted, None), |(id, record)| (id, Some(record)));
        let fact = self
            .pack
            .facts
            .find(id)
            .and_then(|index| self.pack.facts.get(index))?;
        Some(question_of(self.pack, fact, record, screening.lang))
    }

    fn fact(&self, question: &Question) -> Option<&Fact> {
        self.pack
            .facts
            .find(&question.fact)
            .and_then(|index| self.pack.facts.get(index))
    }

    fn is_list(&self, question: &Question) -> bool {
        self.fact(question)
            .is_some_and(|fact| matches!(fact.kind, Kind::Records(_)))
    }

    /// Shows a question and reads what is typed.
    fn ask(
        &self,
        context: &mut Context<'_>,
        screening: &Screening,
        question: &Question,
    ) -> Result<Typed, CliError> {
        let layout = context.layout;
        if !self.plain {
            context.tell(&Text::same("─".repeat(layout.width.min(60))))?;
        }
        let now = self.current(context, question)?;
        context.show(|out| report::asked(screening, question, now.as_deref(), &layout, out))?;
        let kind = self.fact(question).map(|fact| &fact.kind);
        typed::read(context, question, kind)
    }

    /// Returns what the profile answers now.
    fn current(
        &self,
        context: &mut Context<'_>,
        question: &Question,
    ) -> Result<Option<String>, CliError> {
        let profile = context.profile(self.path, self.pack)?;
        Ok(current(
            &profile,
            &self.pack.facts,
            &self.pack.places,
            &name(question),
            context.lang,
        ))
    }

    /// Makes a change; `false` where it was refused, which is said.
    fn made(&self, context: &mut Context<'_>, change: &Change) -> Result<bool, CliError> {
        let mut done = self.tried(context, std::slice::from_ref(change));
        if let (Err(Refused::Change(problem)), Change::Set { fact, .. }) = (&done, change)
            && problem.code == REMARK_OF_OLD_ANSWER
        {
            // Whoever answers anew is asked for a source anew.
            let emptied = Change::Unset { fact: fact.clone() };
            done = self.tried(context, &[emptied, change.clone()]);
            if done.is_ok() {
                context.tell(&bilingual!(
                    "Wat er bij het oude antwoord stond (bron, datum, opmerking), is weggehaald.",
                    "What was said of the old answer (source, date, note) was taken away."
                ))?;
            }
        }
        match done {
            Ok(()) => Ok(true),
            Err(Refused::Change(problem)) => {
                context.say(&problem.message, &problem.help.unwrap_or_default())?;
                Ok(false)
            }
            Err(Refused::File(CliError::Reported(_))) => Ok(false),
            Err(Refused::File(error)) => Err(error),
        }
    }

    fn tried(&self, context: &mut Context<'_>, changes: &[Change]) -> Result<(), Refused> {
        edit::tried(self.path, changes, context, self.pack).map(|_| ())
    }

    /// Asks where the answer comes from. Nothing typed means nothing added: the answer is in the file already.
    fn remarks(&self, context: &mut Context<'_>, name: &str, answer: &str) -> Result<(), CliError> {
        context.tell(&bilingual!(
            "Bron? Leeg laten mag.",
            "Source? It may stay empty."
        ))?;
        let Some(source) = context.prompt()?.filter(|source| !source.trim().is_empty()) else {
            return Ok(());
        };
        let mut remarks = BTreeMap::from([("source", source.trim().to_owned())]);
        loop {
            context.tell(&bilingual!(
                "Datum van de bron, jaar-maand-dag? Leeg laten mag.",
                "Date of the source, year-month-day? It may stay empty."
            ))?;
            match context.prompt()?.map(|date| date.trim().to_owned()) {
                Some(date) if !date.is_empty() => remarks.insert("date", date),
                _ => remarks.remove("date"),
            };
            let change = Change::Set {
                fact: name.to_owned(),
                answer: answer.to_owned(),
                remarks: remarks.clone(),
            };
            if self.made(context, &change)? || !remarks.contains_key("date") {
                return Ok(());
            }
        }
    }
}

/// Returns how many open questions decide on the outcome.
fn deciding(screening: &Screening) -> usize {
    let decides = |question: &&Question| question.decisive;
    screening.questions.iter().filter(decides).count()
}

/// Says that there is nothing left to ask, and what stays open.
fn ending(screening: &Screening) -> Text {
    let open = screening.questions.len();
    let mut text = match open {
        0 => {
            return bilingual!(
                "Er zijn geen vragen meer die iets open houden.",
                "No question keeps anything open any more."
            );
        }
        1 => bilingual!(
            "U hebt alle vragen gehad. 1 blijft open: u legde die opzij, niemand weet het, of de antwoorden spreken elkaar tegen.",
            "You have seen every question. 1 stays open: you put it aside, nobody knows, or its answers contradict each other."
        ),
        _ => bilingual!(
            "U hebt alle vragen gehad. {open} blijven open: u legde ze opzij, niemand weet het, of de antwoorden spreken elkaar tegen.",
            "You have seen every question. {open} stay open: you put them aside, nobody knows, or their answers contradict each other."
        ),
    };
    let deciding = deciding(screening);
    text.append(&match deciding {
        0 => bilingual!(
            " Geen daarvan kan de uitkomst nog veranderen.",
            " None of them can change the outcome any more."
        ),
        _ => bilingual!(
            " Beslissend voor de uitkomst: {deciding}.",
            " Decisive for the outcome: {deciding}."
        ),
    });
    text
}

fn name(question: &Question) -> Name {
    match &question.record {
        Some(record) => format!("{}@{record}", question.fact),
        None => question.fact.clone(),
    }
}
