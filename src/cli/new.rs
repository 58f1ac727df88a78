//! `partnerscreen new`: a profile with every question that matters, to be filled in.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::context::Context;
use super::store::{StoreError, Stored};
use super::{CliError, Exit, edit, store};
use crate::checking::check;
use crate::facts::{Fact, FactIndex, Kind, Spot};
use crate::pack::Pack;
use crate::profile::{self, Profile, Template};
use crate::report::json;
use crate::screening::arising;
use crate::text::{Text, bilingual};
use crate::yaml::{Problem, nearest};

/// Make a new profile with all questions that matter at this stage
#[derive(Debug, clap::Args)]
pub(crate) struct NewArgs {
    /// File to make, for example my-link.yaml
    file: PathBuf,
    /// Name of the partnership, for example "Voorbeeldstad – Kashgar"
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// An answer you have already, as FACT=ANSWER; may be repeated
    #[arg(long, value_name = "FACT=ANSWER")]
    answer: Vec<String>,
    /// Replace a profile that is there, and keep a copy of it
    #[arg(long)]
    force: bool,
}

/// Copies of one profile that are kept before somebody has to clear them away.
const MOST_COPIES: u32 = 999;

/// The file beside profiles that tells editors what a profile may hold.
const SCHEMA: &str = "partnerscreen-profile.schema.json";

pub(crate) fn run(
    arguments: &NewArgs,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let as_of = context.as_of()?;
    let path = &arguments.file;
    may_be_made(context, path, arguments.force)?;
    let pack = context.pack()?;
    let mut answers = given(context, &pack, &arguments.answer)?;
    let mut name = arguments.name.clone();
    if context.interactive {
        if name.is_none() {
            name = context.ask(&Text::new(
                "Hoe heet de band? Bijvoorbeeld: Voorbeeldstad – Kashgar.",
                "What is the partnership called? For example: Voorbeeldstad – Kashgar.",
            ))?;
        }
        for index in &pack.first_questions {
            if !answers.contains_key(index) {
                answers.extend(asked(context, &pack, *index)?);
            }
        }
    }
    let known = match read(&pack, &answers) {
        Ok(known) => known,
        Err(problem) => return Err(context.refuse(&problem.message, &help(&problem))),
    };
    let mut asked = arising(&pack, &known);
    asked.extend(&pack.first_questions);
    let text = Template {
        facts: &pack.facts,
        asked: &asked,
        name: name.as_deref().unwrap_or_default().trim(),
        answers: &answers,
        schema: SCHEMA,
        lang: context.lang,
    }
    .text();
    // The profile comes last: where it is there, everything is.
    let kept = schema(path, &pack, context)
        .map_err(StoreError::Io)
        .and_then(|()| write(path, text.as_bytes()))
        .map_err(|error| refused(context, path, &error))?;
    report(context, path, asked.len(), kept.as_deref(), out)?;
    // What somebody should look at is told at once: a name of two places, a telephone number.
    let found = check(&pack, &path.to_string_lossy(), text.as_bytes(), &as_of);
    if !found.problems.is_empty() {
        context.diagnose(&found.source, &found.problems)?;
    }
    Ok(Exit::Done)
}

/// Says why there is no new profile; where one was there it is as it was.
fn refused(context: &mut Context<'_>, path: &Path, error: &StoreError) -> CliError {
    match error {
        StoreError::Io(error) => {
            let shown = path.display();
            let Text { nl, en } = store::reason(error);
            context.refuse(
                &bilingual!(
                    "`{shown}` kan niet worden gemaakt: {nl}",
                    "`{shown}` cannot be made: {en}"
                ),
                &bilingual!(
                    "wat er stond, staat er nog",
                    "what was there is still there"
                ),
            )
        }
        error => edit::refused(context, path, error),
    }
}

/// Refuses a name that is no profile's, or that is taken.
fn may_be_made(context: &mut Context<'_>, path: &Path, force: bool) -> Result<(), CliError> {
    let shown = path.display();
    let is_profile = path
        .extension()
        .is_some_and(|ending| ending == "yaml" || ending == "yml");
    if !is_profile {
        return Err(context.refuse(
            &bilingual!(
                "`{shown}` eindigt niet op `.yaml`",
                "`{shown}` does not end in `.yaml`"
            ),
            &bilingual!(
                "schrijf bijvoorbeeld `{shown}.yaml`: alleen zulke bestanden worden als profiel gelezen",
                "write for example `{shown}.yaml`: only such files are read as profiles"
            ),
        ));
    }
    if path.is_dir() || (path.symlink_metadata().is_ok() && !force) {
        return Err(context.refuse(
            &bilingual!("`{shown}` bestaat al", "`{shown}` exists already"),
            &bilingual!(
                "kies een andere naam; met `--force` komt het nieuwe in de plaats en blijft er een kopie van het oude",
                "choose another name; with `--force` the new one takes its place and a copy of the old one is kept"
            ),
        ));
    }
    Ok(())
}

/// Reads the answers of `--answer`; every one that is wrong is said.
fn given(
    context: &mut Context<'_>,
    pack: &Pack,
    texts: &[String],
) -> Result<BTreeMap<FactIndex, String>, CliError> {
    let mut answers = BTreeMap::new();
    let mut wrong = None;
    for text in texts {
        let (id, answer) = text.split_once('=').unwrap_or((text, ""));
        let facts = &pack.facts;
        let single = |fact: &Fact| fact.spot == Spot::Top && !matches!(fact.kind, Kind::Records(_));
        let found = facts
            .find(id)
            .and_then(|index| Some((index, facts.get(index).filter(|fact| single(fact))?)));
        let refused = match found {
            None => {
                let ids = facts
                    .iter()
                    .map(|(_, fact)| fact)
                    .filter(|fact| single(fact));
                let near = nearest(id, ids.map(|fact| fact.id.as_str()));
                let help = near.map_or_else(
                    || {
                        bilingual!(
                            "schrijf VRAAG=ANTWOORD, bijvoorbeeld `link.stage=considering`",
                            "write FACT=ANSWER, for example `link.stage=considering`"
                        )
                    },
                    |near| bilingual!("bedoelde u `{near}`?", "did you mean `{near}`?"),
                );
                Some((
                    bilingual!(
                        "er is geen vraag `{id}` met één antwoord",
                        "there is no question `{id}` with one answer"
                    ),
                    help,
                ))
            }
            Some((index, fact)) => {
                let answer = chosen(fact, answer);
                match read(pack, &BTreeMap::from([(index, answer.clone())])) {
                    Ok(_) => {
                        answers.insert(index, answer);
                        None
                    }
                    Err(problem) => Some((problem.message.clone(), help(&problem))),
                }
            }
        };
        if let Some((message, help)) = refused {
            wrong = Some(context.refuse(&message, &help));
        }
    }
    wrong.map_or(Ok(answers), Err)
}

/// Asks one question until the answer is one, or empty.
fn asked(
    context: &mut Context<'_>,
    pack: &Pack,
    index: FactIndex,
) -> Result<Option<(FactIndex, String)>, CliError> {
    let Some(fact) = pack.facts.get(index) else {
        return Ok(None);
    };
    loop {
        let mut question = Text::new(
            format!("{}\n{}", fact.ask.nl, fact.help.nl),
            format!("{}\n{}", fact.ask.en, fact.help.en),
        );
        for (number, option) in (1..).zip(fact.options()) {
            question.append(&Text::same(format!("\n  {number}  ")));
            question.append(&option.label);
        }
        let Some(answer) = context.ask(&question)? else {
            return Ok(None);
        };
        let answer = chosen(fact, &answer);
        match read(pack, &BTreeMap::from([(index, answer.clone())])) {
            Ok(_) => return Ok(Some((index, answer))),
            Err(problem) => context.say(&problem.message, &help(&problem))?,
        }
    }
}

/// Returns the option meant by its number, its id or its name in either language; other answers as they are.
fn chosen(fact: &Fact, answer: &str) -> String {
    let answer = answer.trim();
    let by_number = answer
        .parse::<usize>()
        .ok()
        .and_then(|number| fact.options().get(number.checked_sub(1)?));
    let by_name = || {
        let folded = answer.to_lowercase();
        fact.options().iter().find(|option| {
            option.label.nl.to_lowercase() == folded || option.label.en.to_lowercase() == folded
        })
    };
    by_number
        .or_else(by_name)
        .map_or_else(|| answer.to_owned(), |option| option.id.clone())
}

/// Reads answers as a profile that holds nothing else, and returns the first problem there is.
fn read(pack: &Pack, answers: &BTreeMap<FactIndex, String>) -> Result<Profile, Problem> {
    let asked = answers.keys().copied().collect();
    let text = Template {
        facts: &pack.facts,
        asked: &asked,
        name: "",
        answers,
        schema: SCHEMA,
        lang: crate::text::Lang::En,
    }
    .text();
    profile::read("", text.as_bytes(), &pack.facts, &pack.places).map_err(|error| {
        error.problems.into_iter().next().unwrap_or_else(|| {
            Problem::whole(
                "unreadable",
                bilingual!("dit is geen antwoord", "this is no answer"),
            )
        })
    })
}

fn help(problem: &Problem) -> Text {
    problem.help.clone().unwrap_or_default()
}

/// Writes the profile; where one was there, returns the path of the copy that is kept.
fn write(path: &Path, bytes: &[u8]) -> Result<Option<PathBuf>, StoreError> {
    if path.symlink_metadata().is_err() {
        // Made only if it is still not there: a file that somebody makes meanwhile is not overwritten.
        let mut file = File::create_new(path)?;
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        if written.is_err() {
            let _ = fs::remove_file(path);
        }
        return Ok(written.map(|()| None)?);
    }
    // However large it is, the whole of it is kept.
    let stored = Stored::open(path, usize::MAX)?;
    let copy = (1..=MOST_COPIES)
        .map(|number| {
            let mut name = path.as_os_str().to_owned();
            name.push(if number == 1 {
                ".bak".to_owned()
            } else {
                format!(".bak-{number}")
            });
            PathBuf::from(name)
        })
        .find(|copy| copy.symlink_metadata().is_err());
    let Some(copy) = copy else {
        return Err(io::Error::from(io::ErrorKind::AlreadyExists).into());
    };
    stored.copy(&copy)?;
    let replaced = stored.replace(bytes);
    if replaced.is_err() {
        // Nothing was replaced, so there is nothing to keep.
        let _ = fs::remove_file(&copy);
    }
    replaced.map(|()| Some(copy))
}

/// Writes the JSON Schema beside the profile, where there is none or an earlier one of this program.
fn schema(path: &Path, pack: &Pack, context: &Context<'_>) -> io::Result<()> {
    let beside = path.with_file_name(SCHEMA);
    let ours = |bytes: &[u8]| {
        serde_json::from_slice::<serde_json::Value>(bytes).is_ok_and(|value| {
            value.get("title").and_then(|title| title.as_str()) == Some("partnerscreen")
        })
    };
    let mut bytes = Vec::new();
    json(&profile::schema(&pack.facts, context.lang), &mut bytes)?;
    match fs::read(&beside) {
        Ok(old) if old == bytes || !ours(&old) => Ok(()),
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => store::replace(&beside, &bytes),
    }
}

fn report(
    context: &Context<'_>,
    path: &Path,
    questions: usize,
    kept: Option<&Path>,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let shown = crate::report::harmless(&path.display().to_string()).into_owned();
    let mut text = bilingual!(
        "Gemaakt: {shown}, met {questions} vragen.\n",
        "Made: {shown}, with {questions} questions.\n"
    );
    if let Some(kept) = kept {
        let kept = crate::report::harmless(&kept.display().to_string()).into_owned();
        text.append(&bilingual!(
            "Het oude profiel staat nu in {kept}.\n",
            "The old profile is now in {kept}.\n"
        ));
    }
    let typed = if shown.contains(char::is_whitespace) {
        format!("\"{shown}\"")
    } else {
        shown
    };
    text.append(&bilingual!(
        "Vul het in: partnerscreen ask {typed}\nScreen het: partnerscreen screen {typed}\n",
        "Fill it in: partnerscreen ask {typed}\nScreen it: partnerscreen screen {typed}\n"
    ));
    write!(out, "{}", text.get(context.lang))?;
    Ok(())
}
