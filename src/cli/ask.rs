//! `partnerscreen ask`: answers that fill a profile, given one by one at a terminal or as lines of a script.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::context::Context;
use super::edit::{self, Refused};
use super::interview::Interview;
use super::{CliError, Exit, input};
use crate::facts::Kind;
use crate::pack::Pack;
use crate::profile::edit::Change;
use crate::text::{Text, bilingual};
use crate::yaml::Problem;

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
    let mut interview = Interview::new(path, &pack, &as_of, arguments.plain);
    let left = interview.run(context)?.questions.len();
    let mut text = given(interview.answered());
    text.append(&match left {
        1 => bilingual!(", 1 vraag nog open.\n", ", 1 question still open.\n"),
        _ => bilingual!(
            ", {left} vragen nog open.\n",
            ", {left} questions still open.\n"
        ),
    });
    write!(out, "{}", text.get(context.lang))?;
    Ok(Exit::Done)
}

fn given(count: usize) -> Text {
    match count {
        1 => bilingual!("1 antwoord gegeven", "1 answer given"),
        _ => bilingual!("{count} antwoorden gegeven", "{count} answers given"),
    }
}

/// Makes the changes that lines name, one after another; every line that is wrong is said, the others are made.
fn batch(
    path: &Path,
    context: &mut Context<'_>,
    pack: &Pack,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    // A file that cannot be read is told before anything is asked of it.
    context.profile(path, pack)?;
    let (mut number, mut made, mut exit) = (0, 0, Exit::Done);
    while let Some(line) = context.line()? {
        number += 1;
        // Some programs begin what they send with a byte-order mark.
        let line = line.trim_start_matches('\u{feff}').trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (fact, answer) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let done = match answer.trim() {
            "" => Err(Refused::Change(nothing_behind(fact))),
            answer => edit::tried(path, &[change(pack, fact, answer)], context, pack),
        };
        match done {
            Ok(_) => made += 1,
            Err(Refused::Change(problem)) => {
                let (nl, en) = (&problem.message.nl, &problem.message.en);
                let message = bilingual!("regel {number}: {nl}", "line {number}: {en}");
                context.refuse(&message, &problem.help.unwrap_or_default());
                exit = Exit::Bad;
            }
            // Nothing can be written, so the lines that follow would only say so again.
            Err(Refused::File(error)) => {
                context.say(
                    &bilingual!("gestopt bij regel {number}", "stopped at line {number}"),
                    &bilingual!(
                        "de antwoorden van de regels daarvoor staan in het profiel",
                        "the answers of the lines before it are in the profile"
                    ),
                )?;
                return Err(error);
            }
        }
    }
    let text = given(made);
    writeln!(out, "{}.", text.get(context.lang))?;
    Ok(exit)
}

fn nothing_behind(fact: &str) -> Problem {
    Problem::whole(
        "no-answer",
        bilingual!(
            "achter `{fact}` staat geen antwoord",
            "there is no answer behind `{fact}`"
        ),
    )
    .help(bilingual!(
        "schrijf VRAAG ANTWOORD; `unknown` betekent dat niemand het weet",
        "write FACT ANSWER; `unknown` means that nobody knows"
    ))
}

/// Returns the change that an answer to a question asks for; behind the name of a list stands a record to add, that
/// there are none, or that these are all.
pub(super) fn change(pack: &Pack, name: &str, answer: &str) -> Change {
    let facts = &pack.facts;
    let fact = facts.find(name).and_then(|index| facts.get(index));
    let is_list = fact.is_some_and(|fact| matches!(fact.kind, Kind::Records(_)));
    match answer.to_lowercase().as_str() {
        "geen" | "none" | "[]" | "unknown" | "onbekend" => set(name, answer),
        "alles" | "all" if is_list => set(&format!("{name}.complete"), "yes"),
        _ if is_list => Change::Add {
            list: name.to_owned(),
            id: answer.to_owned(),
        },
        _ => set(name, answer),
    }
}

fn set(fact: &str, answer: &str) -> Change {
    Change::Set {
        fact: fact.to_owned(),
        answer: answer.to_owned(),
        remarks: BTreeMap::new(),
    }
}
