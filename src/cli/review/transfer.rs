//! The whole history of decisions, out of a dossier and into one.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::refuse;
use crate::cli::arguments::FormatArg;
use crate::cli::context::Context;
use crate::cli::kept::{self, no_dossier, unusable};
use crate::cli::place::Place;
use crate::cli::{CliError, Exit, input};
use crate::dossier::{Dossier, Found, StoredEntry};
use crate::review::{self, Entry, Imported, Refusal, new_ones};
use crate::text::bilingual;
use crate::yaml::{Problem, Source};

/// The most bytes of a file of decisions.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Add the decisions of such a file to the dossier; those it has already stay as they are
#[derive(Debug, clap::Args)]
pub(super) struct ImportArgs {
    /// File that export wrote, or - for standard input
    file: PathBuf,
}

/// The dossier of a folder of profiles, and the one profile that is meant, if not all.
struct Meant {
    folder: PathBuf,
    profile: Option<String>,
}

impl Meant {
    fn of(path: &Path, context: &mut Context<'_>) -> Result<Self, CliError> {
        if path.is_dir() {
            return Ok(Self {
                folder: path.to_owned(),
                profile: None,
            });
        }
        // The profile itself is not read; a misspelt name is told as everywhere.
        input::profile(path).map_err(|problem| context.refuse(&problem.message, &problem.help))?;
        let Place { folder, name } = Place::of(path);
        Ok(Self {
            folder,
            profile: Some(name),
        })
    }

    fn open(&self, context: &mut Context<'_>) -> Result<Dossier, CliError> {
        match Dossier::open(&self.folder) {
            Ok(Some(dossier)) => Ok(dossier),
            Ok(None) => Err(refuse(&[no_dossier()], context)),
            Err(error) => Err(refuse(&[unusable(&error)], context)),
        }
    }
}

pub(super) fn export(
    path: &Path,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    if context.format == FormatArg::Json {
        return Err(context.refuse(
            &bilingual!("`export` schrijft alleen YAML", "`export` writes only YAML"),
            &bilingual!(
                "`review PROFIEL list --format json` toont de besluiten als JSON",
                "`review PROFILE list --format json` shows the decisions as JSON"
            ),
        ));
    }
    let place = Meant::of(path, context)?;
    let dossier = place.open(context)?;
    let stored = match &place.profile {
        Some(name) => dossier.entries(name),
        None => dossier.all_entries(),
    };
    let stored = stored.map_err(|error| refuse(&[unusable(&error)], context))?;
    let entries = parsed(&stored).map_err(|refusals| refuse(&refusals, context))?;
    out.write_all(review::export(&entries).as_bytes())?;
    Ok(Exit::Done)
}

/// Why nothing was imported.
enum Trouble {
    File(Vec<Problem>),
    Dossier(Vec<Refusal>),
}

pub(super) fn import(
    path: &Path,
    arguments: &ImportArgs,
    context: &mut Context<'_>,
) -> Result<Exit, CliError> {
    let place = Meant::of(path, context)?;
    let bytes = input::file(&arguments.file, MOST_BYTES)
        .map_err(|problem| context.refuse(&problem.message, &problem.help))?;
    let name = arguments.file.to_string_lossy();
    let (source, imported) = match review::import(&name, &bytes) {
        Ok(read) => read,
        Err((source, problems)) => return Err(context.report_file(&source, &problems)),
    };
    let foreign = place.foreign(&imported);
    if !foreign.is_empty() {
        return Err(context.report_file(&source, &foreign));
    }
    let mut dossier = place.open(context)?;
    let added = dossier
        .add(None, |found| add(found, &imported))
        .map_err(|error| refuse(&[unusable(&error)], context))?;
    match added {
        Ok(added) => {
            let there = imported.len().saturating_sub(added);
            context.note(&bilingual!(
                "Besluiten overgenomen: {added}. Waren er al: {there}.",
                "Decisions imported: {added}. Were there already: {there}."
            ))?;
            Ok(Exit::Done)
        }
        Err(trouble) => Err(told(trouble, &source, context)),
    }
}

fn told(trouble: Trouble, source: &Source, context: &mut Context<'_>) -> CliError {
    match trouble {
        Trouble::File(problems) => context.report_file(source, &problems),
        Trouble::Dossier(refusals) => refuse(&refusals, context),
    }
}

impl Meant {
    /// Says which decisions of a file are about other profiles than the one that is meant.
    fn foreign(&self, imported: &[Imported]) -> Vec<Problem> {
        let Some(meant) = &self.profile else {
            return Vec::new();
        };
        let mut problems: Vec<Problem> = imported
            .iter()
            .filter(|one| one.profile != *meant)
            .map(|one| {
                let name = &one.profile;
                Problem::at(
                    one.profile_span,
                    "other-profile",
                    bilingual!(
                        "deze besluiten gaan over `{name}`, niet over `{meant}`",
                        "these decisions are about `{name}`, not about `{meant}`"
                    ),
                )
                .help(bilingual!(
                    "noem de map om alle besluiten over te nemen: `review MAP import BESTAND`",
                    "name the folder to import all decisions: `review FOLDER import FILE`"
                ))
            })
            .collect();
        problems.dedup();
        problems
    }
}

/// Returns what is new, and how much that is.
fn add(found: &Found, imported: &[Imported]) -> Result<(Vec<StoredEntry>, usize), Trouble> {
    let there = parsed(&found.entries).map_err(Trouble::Dossier)?;
    let new = new_ones(&there, imported).map_err(Trouble::File)?;
    let stored: Result<Vec<StoredEntry>, Refusal> = new
        .iter()
        .map(|one| {
            let number = i64::try_from(one.entry.number).unwrap_or(i64::MAX);
            kept::stored(&one.profile, number, &one.entry)
        })
        .collect();
    let stored = stored.map_err(|refusal| Trouble::Dossier(vec![refusal]))?;
    let count = stored.len();
    Ok((stored, count))
}

/// Reads stored entries; everything that cannot be read is told.
fn parsed(stored: &[StoredEntry]) -> Result<Vec<(String, Entry)>, Vec<Refusal>> {
    let (mut entries, mut refusals) = (Vec::new(), Vec::new());
    for one in stored {
        match kept::entry(one) {
            Ok(entry) => entries.push((one.profile.clone(), entry)),
            Err(refusal) => refusals.push(refusal),
        }
    }
    if refusals.is_empty() {
        Ok(entries)
    } else {
        Err(refusals)
    }
}
