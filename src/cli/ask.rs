//! `partnerscreen ask`: an interview that fills a profile, most useful question first.
//!
//! Every answer is in the file before the next question is asked: stopping, a closed terminal or a kill loses nothing.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::context::Context;
use super::edit;
use super::{CliError, Exit, input};
use crate::facts::{Fact, Kind};
use crate::pack::Pack;
use crate::profile::edit::{Change, current};
use crate::report;
use crate::screening::model::{AnswerState, Applies, Question, Screening};
use crate::screening::{Effect, question_of, screen};
use crate::text::{Text, bilingual};

/// Fill a profile by answering questions, most useful first
#[derive(Debug, clap::Args)]
pub(crate) struct AskArgs {
    /// Profile to fill
    profile: PathBuf,
    /// Read lines FACT ANSWER from standard input instead of asking
    #[arg(long)]
    batch: bool,
    /// Leave out colour and the lines drawn between questions, for a screen reader
    #[arg(long)]
    plain: bool,
}

pub(crate) fn run(
    arguments: &AskArgs,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let as_of = context.as_of()?;
    let pack = context.pack()?;
    let path = &arguments.profile;
    if path.as_os_str() == input::STDIN {
        return Err(context.refuse(
            &bilingual!(
                "de antwoorden gaan in een bestand, niet naar standaardinvoer",
                "answers go into a file, not to standard input"
            ),
            &bilingual!("noem een profiel", "name a profile"),
        ));
    }
    if arguments.batch {
        return batch(path, context, &pack, out);
    }
    if !context.interactive {
        return Err(context.refuse(
            &bilingual!(
                "`ask` stelt vragen in een venster, en hier is er geen",
                "`ask` asks questions in a terminal, and there is none here"
            ),
            &bilingual!(
                "gebruik `ask --batch` met regels VRAAG ANTWOORD, of `set`",
                "use `ask --batch` with lines FACT ANSWER, or `set`"
            ),
        ));
    }
    if arguments.plain {
        context.layout.color = false;
    }
    let mut interview = Interview {
        path,
        plain: arguments.plain,
        pack: &pack,
        as_of: &as_of,
        aside: Vec::new(),
        answered: Vec::new(),
        told_that_nothing_decides: false,
    };
    interview.run(context)?;
    let screening = interview.screening(context)?;
    let left = screening.questions.len();
    let answered = interview.answered.len();
    let text = bilingual!(
        "{answered} antwoorden gegeven, {left} vragen nog open.\n",
        "{answered} answers given, {left} questions still open.\n"
    );
    write!(out, "{}", text.get(context.lang))?;
    Ok(Exit::Done)
}

/// Makes the changes that lines name, one after another; every line that is wrong is said, the others are made.
fn batch(
    path: &Path,
    context: &mut Context<'_>,
    pack: &Pack,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let (mut made, mut exit) = (0, Exit::Done);
    while let Some(line) = context.line()? {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (fact, answer) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        match edit::make(path, &set(fact, answer.trim()), context, pack) {
            Ok(_) => made += 1,
            Err(CliError::Reported(bad)) => exit = bad,
            Err(error) => return Err(error),
        }
    }
    let text = bilingual!("{made} antwoorden gegeven.\n", "{made} answers given.\n");
    write!(out, "{}", text.get(context.lang))?;
    Ok(exit)
}

fn set(fact: &str, answer: &str) -> Change {
    Change::Set {
        fact: fact.to_owned(),
        answer: answer.to_owned(),
        remarks: BTreeMap::new(),
    }
}

/// What somebody types at a question.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Typed {
    Answer(String),
    Later,
    Back,
    Stop,
}

/// A question by its name in a profile: `link.stage`, `exchange.state@visit-2026`.
type Name = String;

struct Interview<'a> {
    path: &'a Path,
    plain: bool,
    pack: &'a Pack,
    as_of: &'a str,
    /// Questions put aside with «later», or that nobody knows the answer to.
    aside: Vec<Name>,
    /// Questions answered in this interview, in order.
    answered: Vec<Name>,
    told_that_nothing_decides: bool,
}

impl Interview<'_> {
    fn run(&mut self, context: &mut Context<'_>) -> Result<(), CliError> {
        let mut screening = self.screening(context)?;
        // A question that is asked again, whatever its rank.
        let mut again: Option<Name> = None;
        loop {
            let next = match again.take() {
                Some(name) => self.question_again(&screening, &name),
                None => self.next(&screening),
            };
            let Some(question) = next else {
                context.tell(&bilingual!(
                    "Er zijn geen vragen meer die iets open houden.",
                    "No question keeps anything open any more."
                ))?;
                return Ok(());
            };
            if !question.decisive && !self.told_that_nothing_decides {
                self.told_that_nothing_decides = true;
                context.tell(&bilingual!(
                    "Geen open vraag kan de uitkomst nog veranderen. U kunt doorgaan of stoppen.",
                    "No open question can change the outcome any more. You may go on or stop."
                ))?;
            }
            let name = name(&question);
            match self.ask(context, &screening, &question)? {
                Typed::Stop => return Ok(()),
                Typed::Later => self.aside.push(name),
                Typed::Back => match self.answered.pop() {
                    Some(last) => {
                        self.aside.retain(|aside| *aside != last);
                        again = Some(last);
                    }
                    None => context.tell(&bilingual!(
                        "Dit is de eerste vraag.",
                        "This is the first question."
                    ))?,
                },
                Typed::Answer(answer) => {
                    if !self.write(context, &question, &name, &answer)? {
                        again = Some(name);
                        continue;
                    }
                    let after = self.screening(context)?;
                    let effect = Effect::between(&screening, &after);
                    let layout = context.layout;
                    context.show(|out| report::effect(&after, &effect, &layout, out))?;
                    // Whoever adds a record may have another one to add.
                    if self.adds(&question, &answer) {
                        again = Some(name.clone());
                    }
                    // What nobody knows stays open; it is not asked twice.
                    else if after.questions.iter().any(|open| self::name(open) == name) {
                        self.aside.push(name.clone());
                    }
                    self.answered.push(name);
                    screening = after;
                    if screening.scope.applies == Applies::No {
                        return Ok(());
                    }
                }
            }
        }
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
                !self.aside.contains(&name(question))
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

    /// Tells whether an answer adds a record to a list.
    fn adds(&self, question: &Question, answer: &str) -> bool {
        let is_list = |fact: &Fact| matches!(fact.kind, Kind::Records(_));
        self.fact(question).is_some_and(is_list)
            && matches!(list_change(&question.fact, answer), Change::Add { .. })
    }

    /// Shows a question and reads what is typed until it is one of the things that can be typed.
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
        let is_list = self
            .fact(question)
            .is_some_and(|fact| matches!(fact.kind, Kind::Records(_)));
        context.tell(&if is_list {
            bilingual!(
                "  kenmerk van een onderdeel om toe te voegen, «geen» of «alles» (er zijn er niet meer)",
                "  short name of a record to add, «none» or «all» (there are no more)"
            )
        } else if self.fact(question).is_some_and(|fact| matches!(fact.kind, Kind::Choices(_))) {
            bilingual!(
                "  nummers met komma's, of «geen»",
                "  numbers with commas, or «none»"
            )
        } else {
            bilingual!("  een nummer of een antwoord", "  a number or an answer")
        })?;
        context.tell(&bilingual!(
            "  o weet niemand · l later · t terug · s stop",
            "  u nobody knows · l later · b back · s stop"
        ))?;
        loop {
            let Some(typed) = context.prompt()? else {
                return Ok(Typed::Stop);
            };
            match typed.trim().to_lowercase().as_str() {
                "" => {}
                "s" | "stop" => return Ok(Typed::Stop),
                "l" | "later" => return Ok(Typed::Later),
                "t" | "b" | "terug" | "back" => return Ok(Typed::Back),
                "o" | "u" | "onbekend" | "unknown" => {
                    return Ok(Typed::Answer("unknown".to_owned()));
                }
                _ => return Ok(Typed::Answer(by_number(question, typed.trim()))),
            }
        }
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

    /// Puts an answer into the file, with its source and date where somebody gives them; `false` where it is no answer.
    fn write(
        &self,
        context: &mut Context<'_>,
        question: &Question,
        name: &str,
        answer: &str,
    ) -> Result<bool, CliError> {
        let is_list = self
            .fact(question)
            .is_some_and(|fact| matches!(fact.kind, Kind::Records(_)));
        let change = if is_list {
            list_change(&question.fact, answer)
        } else {
            set(name, answer)
        };
        let made = self.made(context, &change)?;
        if !made || is_list || answer == "unknown" {
            return Ok(made);
        }
        self.remarks(context, name, answer)?;
        Ok(true)
    }

    fn made(&self, context: &mut Context<'_>, change: &Change) -> Result<bool, CliError> {
        match edit::make(self.path, change, context, self.pack) {
            Ok(_) => Ok(true),
            Err(CliError::Reported(_)) => Ok(false),
            Err(error) => Err(error),
        }
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

/// Returns the change that an answer to the question about a list asks for.
fn list_change(list: &str, answer: &str) -> Change {
    match answer.to_lowercase().as_str() {
        "geen" | "none" | "[]" | "unknown" => set(list, answer),
        "alles" | "all" => set(&format!("{list}.complete"), "yes"),
        _ => Change::Add {
            list: list.to_owned(),
            id: answer.to_owned(),
        },
    }
}

/// Returns the options meant by numbers; anything else as it is.
fn by_number(question: &Question, typed: &str) -> String {
    let one = |part: &str| {
        let number: usize = part.trim().parse().ok()?;
        let option = question.options.get(number.checked_sub(1)?)?;
        Some(option.id.clone())
    };
    let parts: Option<Vec<String>> = typed.split(',').map(one).collect();
    match parts {
        Some(ids) if !question.options.is_empty() => ids.join(","),
        _ => typed.to_owned(),
    }
}

fn name(question: &Question) -> Name {
    match &question.record {
        Some(record) => format!("{}@{record}", question.fact),
        None => question.fact.clone(),
    }
}
