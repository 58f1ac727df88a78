//! `partnerscreen verify`: whether recorded screenings come out the same again, from what the dossier keeps.

use std::io::Write;
use std::path::PathBuf;

use super::arguments::FormatArg;
use super::context::Context;
use super::place::{numbered, opened, unusable};
use super::{CliError, Exit};
use crate::dossier::verify::{Replayer, Verdict, Verification};
use crate::report;

/// Screen again what the dossier keeps, and say whether the same comes out
#[derive(Debug, clap::Args)]
pub(crate) struct VerifyArgs {
    /// Number of the screening; without it, all of them
    number: Option<i64>,
    /// Folder of the profiles
    #[arg(long, default_value = ".", value_name = "FOLDER")]
    folder: PathBuf,
}

pub(crate) fn run(
    arguments: &VerifyArgs,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let dossier = opened(&arguments.folder, context)?;
    let stored = match arguments.number {
        Some(number) => vec![numbered(&dossier, number, context)?],
        None => dossier
            .screenings(None)
            .map_err(|error| unusable(&error, context))?,
    };
    let lang = context.lang;
    let mut replayer = Replayer::new(&dossier);
    let verified: Result<Vec<_>, _> = stored
        .iter()
        .map(|stored| replayer.verify(stored, lang))
        .collect();
    let verified = verified.map_err(|error| unusable(&error, context))?;
    let is_same = verified.iter().all(|one| one.verdict == Verdict::Same);
    let verification = Verification::new(verified, lang);
    match context.format {
        FormatArg::Json => report::json(&verification, out)?,
        FormatArg::Table | FormatArg::Markdown => {
            report::verification(&verification, &context.layout, out)?;
        }
    }
    Ok(if is_same { Exit::Done } else { Exit::Reached })
}
