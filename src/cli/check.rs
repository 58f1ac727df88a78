//! `partnerscreen check`: what is wrong with profiles, and what somebody should look at, without a screening.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::arguments::FormatArg;
use super::context::Context;
use super::store::Stored;
use super::{CliError, Exit, edit, input};
use crate::checking::model::{Found, FoundIn};
use crate::checking::{Checked, check, masked, repair};
use crate::pack::Pack;
use crate::report;
use crate::text::bilingual;
use crate::yaml::{Limits, Severity};

/// Check profiles without screening them: errors, and answers to look at
#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    /// Profiles, folders of profiles, or - for standard input
    #[arg(required = true, value_name = "PROFILE")]
    profiles: Vec<PathBuf>,
    /// Repair what has one right repair, such as a misspelt key, and show the lines first
    #[arg(long)]
    fix: bool,
    /// Show the lines that --fix would change, and change nothing
    #[arg(long, conflicts_with = "fix")]
    diff: bool,
}

/// The files that were checked.
#[derive(Default)]
struct Files {
    checked: Vec<Checked>,
    /// Repairs made or shown, by file.
    repairs: Vec<usize>,
    failed: Vec<String>,
}

pub(crate) fn run(
    arguments: &CheckArgs,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let as_of = context.as_of()?;
    let pack = context.pack()?;
    let paths = input::profiles(&arguments.profiles);
    if paths.is_empty() {
        return nothing(context);
    }
    let mut files = Files::default();
    for path in paths {
        let done = match &path {
            Ok(path) => one(path, arguments, &pack, &as_of, context, out),
            Err(problem) => Err(context.refuse(&problem.message, &problem.help)),
        };
        match done {
            Ok((checked, repairs)) => {
                files.checked.push(checked);
                files.repairs.push(repairs);
            }
            Err(CliError::Reported(_)) => {
                let shown = path.map(|path| path.display().to_string());
                files.failed.extend(shown);
            }
            Err(error) => return Err(error),
        }
    }
    let is_bad = |checked: &Checked| checked.count(Severity::Error) > 0;
    let exit = if files.failed.is_empty() && !files.checked.iter().any(is_bad) {
        Exit::Done
    } else {
        Exit::Bad
    };
    print(files, arguments.fix, context, out)?;
    Ok(exit)
}

fn nothing(context: &mut Context<'_>) -> Result<Exit, CliError> {
    context.say(
        &bilingual!(
            "er is niets te controleren: geen bestand dat op `.yaml` eindigt",
            "there is nothing to check: no file that ends in `.yaml`"
        ),
        &bilingual!(
            "noem een profiel, of een map met profielen",
            "name a profile, or a folder of profiles"
        ),
    )?;
    Ok(Exit::Nothing)
}

/// Checks one profile and repairs it where that is wanted; returns what is left, and how many repairs there are.
fn one(
    path: &Path,
    arguments: &CheckArgs,
    pack: &Pack,
    as_of: &str,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<(Checked, usize), CliError> {
    let shown = path.to_string_lossy();
    if arguments.fix && path.as_os_str() == input::STDIN {
        return Err(context.refuse(
            &bilingual!(
                "standaardinvoer kan niet worden veranderd",
                "standard input cannot be changed"
            ),
            &bilingual!(
                "noem een bestand, of gebruik `--diff`",
                "name a file, or use `--diff`"
            ),
        ));
    }
    let bytes =
        input::profile(path).map_err(|problem| context.refuse(&problem.message, &problem.help))?;
    if !arguments.fix {
        let checked = check(pack, &shown, &bytes, as_of);
        let (before, after, repairs) = repaired(pack, &bytes);
        if !arguments.diff || repairs == 0 {
            return Ok((checked, 0));
        }
        let (before, after) = (masked(pack, &before), masked(pack, &after));
        if context.format == FormatArg::Json {
            context.show(|err| report::diff(&shown, &before, &after, err))?;
        } else {
            report::diff(&shown, &before, &after, out)?;
            writeln!(out)?;
        }
        return Ok((checked, repairs));
    }
    let stored = Stored::open(path, Limits::PROFILE.bytes)
        .map_err(|error| edit::refused(context, path, &error))?;
    let (before, after, repairs) = repaired(pack, &stored.bytes);
    if repairs == 0 {
        return Ok((check(pack, &shown, &stored.bytes, as_of), 0));
    }
    // Shown before anything is written.
    let seen = (masked(pack, &before), masked(pack, &after));
    context.show(|err| report::diff(&shown, &seen.0, &seen.1, err))?;
    let (mark, _) = edit::without_mark(&stored.bytes);
    let new = [mark, after.as_bytes()].concat();
    stored
        .replace(&new)
        .map_err(|error| edit::refused(context, path, &error))?;
    Ok((check(pack, &shown, &new, as_of), repairs))
}

/// Returns the text of a profile before and after its repairs, and how many they are.
fn repaired(pack: &Pack, bytes: &[u8]) -> (String, String, usize) {
    let (_, bytes) = edit::without_mark(bytes);
    // What is no text in UTF-8 is not written again, and neither is what is too large to be read whole.
    let text = match std::str::from_utf8(bytes) {
        Ok(text) if bytes.len() <= Limits::PROFILE.bytes => text,
        _ => return (String::new(), String::new(), 0),
    };
    let repaired = repair(pack, text);
    (text.to_owned(), repaired.text, repaired.count)
}

fn print(
    files: Files,
    is_fixing: bool,
    context: &Context<'_>,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let Files {
        checked,
        repairs,
        failed,
    } = files;
    if context.format == FormatArg::Json {
        let profiles = checked
            .iter()
            .zip(repairs)
            .map(|(checked, repairs)| FoundIn::new(checked, repairs, context.lang));
        report::json(&Found::new(profiles.collect(), failed), out)?;
    } else if !checked.is_empty() {
        let repaired = if is_fixing { repairs.iter().sum() } else { 0 };
        report::check(&checked, repaired, context.lang, context.layout.color, out)?;
    }
    Ok(())
}
