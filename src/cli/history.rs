//! `partnerscreen history`: what was screened before, and what changed; one of it shown again; all of it removed.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::arguments::FormatArg;
use super::context::Context;
use super::kept::add_decisions_of_then;
use super::place::{known, numbered, opened, unusable};
use super::{CliError, Exit};
use crate::dossier::history::history;
use crate::dossier::verify::{Replayer, Verdict};
use crate::dossier::{Dossier, Kept, StoredScreening};
use crate::report;
use crate::review::Critical;
use crate::screening::model::Screening;
use crate::screening::read_stored;
use crate::text::bilingual;

/// Show the screenings in the dossier and what changed between them
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct HistoryArgs {
    /// Profile, or folder of profiles
    #[arg(default_value = ".", value_name = "PROFILE")]
    profile: PathBuf,
    #[command(subcommand)]
    command: Option<HistoryCommand>,
}

#[derive(Debug, clap::Subcommand)]
enum HistoryCommand {
    Show(ShowArgs),
    Purge(PurgeArgs),
}

/// Show an earlier screening again
#[derive(Debug, clap::Args)]
struct ShowArgs {
    /// Number of the screening
    number: i64,
    /// Folder of the profiles
    #[arg(long, default_value = ".", value_name = "FOLDER")]
    folder: PathBuf,
    /// Show the result without what was decided
    #[arg(long)]
    no_decisions: bool,
}

/// Remove screenings and decisions from the dossier, for good
#[derive(Debug, clap::Args)]
struct PurgeArgs {
    /// Profile, or folder of profiles to remove everything of
    #[arg(default_value = ".", value_name = "PROFILE")]
    profile: PathBuf,
    /// Remove it; without this, only say what would go
    #[arg(long)]
    yes: bool,
}

pub(crate) fn run(
    arguments: &HistoryArgs,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    match &arguments.command {
        None => list(&arguments.profile, context, out),
        Some(HistoryCommand::Show(arguments)) => show(arguments, context, out),
        Some(HistoryCommand::Purge(arguments)) => purge(arguments, context),
    }
}

fn list(path: &Path, context: &mut Context<'_>, out: &mut dyn Write) -> Result<Exit, CliError> {
    let (dossier, profile) = known(path, context)?;
    let stored = dossier
        .screenings(profile.as_deref())
        .map_err(|error| unusable(&error, context))?;
    let pack = context.pack()?;
    let history = history(profile.as_deref(), &stored, &pack, context.lang);
    match context.format {
        FormatArg::Json => report::json(&history, out)?,
        FormatArg::Table | FormatArg::Markdown => report::history(&history, &context.layout, out)?,
    }
    Ok(Exit::Done)
}

fn show(
    arguments: &ShowArgs,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let dossier = opened(&arguments.folder, context)?;
    let stored = numbered(&dossier, arguments.number, context)?;
    let mut screening = recorded(&dossier, &stored, context)?;
    if !arguments.no_decisions {
        // Rules that cannot be read any more allow nothing that is not allowed everywhere.
        let critical = dossier
            .pack(&stored)
            .map_or(Critical::PlanOnly, |pack| pack.critical);
        add_decisions_of_then(&mut screening, &dossier, &stored, critical)
            .map_err(|refusal| context.refuse(&refusal.message, &refusal.help))?;
    }
    match context.format {
        FormatArg::Json => report::json(&screening, out)?,
        FormatArg::Table | FormatArg::Markdown => {
            report::screen(&screening, &context.layout, out)?;
        }
    }
    Ok(Exit::Done)
}

/// Returns a screening as it was recorded; in another language where that gives the same result.
fn recorded(
    dossier: &Dossier,
    stored: &StoredScreening,
    context: &mut Context<'_>,
) -> Result<Screening, CliError> {
    let bytes = dossier
        .result(stored)
        .map_err(|error| unusable(&error, context))?;
    let screening = match read_stored(&stored.profile, &bytes) {
        Ok(screening) => screening,
        Err(error) => return Err(context.report_file(&error.source_text, &error.problems)),
    };
    if screening.lang == context.lang {
        return Ok(screening);
    }
    let lang = context.lang;
    let mut replayer = Replayer::new(dossier);
    let verified = replayer
        .verify(stored, lang)
        .map_err(|error| unusable(&error, context))?;
    if verified.verdict == Verdict::Same
        && let Ok(again) = replayer.replay(stored, lang)
    {
        return Ok(Screening {
            tool: screening.tool,
            ..again
        });
    }
    let number = stored.number;
    context.note(&bilingual!(
        "Screening {number} is alleen te tonen zoals zij is vastgelegd, in het Engels: opnieuw screenen geeft niet hetzelfde (`partnerscreen verify {number}`).",
        "Screening {number} can be shown only as it was recorded, in Dutch: screening again does not give the same (`partnerscreen verify {number}`)."
    ))?;
    Ok(screening)
}

fn purge(arguments: &PurgeArgs, context: &mut Context<'_>) -> Result<Exit, CliError> {
    let (mut dossier, profile) = known(&arguments.profile, context)?;
    let profile = profile.as_deref();
    let found = if arguments.yes {
        dossier.purge(profile)
    } else {
        dossier.kept(profile)
    };
    let found = found.map_err(|error| unusable(&error, context))?;
    let Kept {
        screenings,
        decisions,
        ..
    } = found;
    let copies = found.copies.len();
    let of = profile.map_or_else(
        || bilingual!("alle profielen", "all profiles"),
        |name| bilingual!("`{name}`", "`{name}`"),
    );
    let (nl, en) = (of.nl, of.en);
    if arguments.yes {
        context.note(&bilingual!(
            "Weg uit het dossier, van {nl}: screenings {screenings}, besluiten {decisions}, kopieën van het hele dossier {copies}. De profielen zelf staan er nog.",
            "Gone from the dossier, of {en}: screenings {screenings}, decisions {decisions}, copies of the whole dossier {copies}. The profiles themselves are still there."
        ))?;
        return Ok(Exit::Done);
    }
    context.note(&bilingual!(
        "Dit gaat voorgoed weg uit het dossier, van {nl}: screenings {screenings}, besluiten {decisions}, kopieën van het hele dossier {copies}. De profielen zelf blijven staan.",
        "This goes from the dossier for good, of {en}: screenings {screenings}, decisions {decisions}, copies of the whole dossier {copies}. The profiles themselves stay."
    ))?;
    for copy in &found.copies {
        let copy = copy.display();
        context.note(&bilingual!("  kopie: {copy}", "  copy: {copy}"))?;
    }
    Err(context.refuse(
        &bilingual!("er is nog niets weggehaald", "nothing was removed yet"),
        &bilingual!(
            "geef dezelfde opdracht met `--yes`",
            "give the same command with `--yes`"
        ),
    ))
}
