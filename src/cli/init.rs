//! `partnerscreen init`: makes the dossier of a folder of profiles.

use std::path::PathBuf;

use super::context::Context;
use super::{CliError, Exit};
use crate::dossier::{Dossier, FOLDER};
use crate::text::bilingual;

/// Make a dossier in a folder of profiles, to keep screenings and decisions in
#[derive(Debug, clap::Args)]
pub(crate) struct InitArgs {
    /// Folder of the profiles
    #[arg(default_value = ".", value_name = "FOLDER")]
    folder: PathBuf,
}

pub(crate) fn run(arguments: &InitArgs, context: &mut Context<'_>) -> Result<Exit, CliError> {
    let folder = &arguments.folder;
    let shown = folder.display();
    if !folder.is_dir() {
        return Err(context.refuse(
            &bilingual!("er is geen map `{shown}`", "there is no folder `{shown}`"),
            &bilingual!(
                "noem de map waarin de profielen staan",
                "name the folder that holds the profiles"
            ),
        ));
    }
    let place = folder.join(FOLDER);
    let place = place.display();
    // What cannot be opened is told below, where making it fails too.
    if let Ok(Some(dossier)) = Dossier::open(folder) {
        if dossier.copy().is_some() {
            context.note_migrated(&dossier)?;
            return Ok(Exit::Done);
        }
        context.note(&bilingual!(
            "Het dossier `{place}` is er al; er is niets veranderd.",
            "The dossier `{place}` is there already; nothing was changed."
        ))?;
        return Ok(Exit::Done);
    }
    match Dossier::create(folder) {
        Ok(_) => {
            context.note(&bilingual!(
                "Het dossier `{place}` is gemaakt.",
                "The dossier `{place}` was made."
            ))?;
            Ok(Exit::Done)
        }
        Err(error) => {
            let (message, help) = error.texts();
            Err(context.refuse(&message, &help))
        }
    }
}
