//! Where a profile belongs: the folder in which its dossier stands, and its name there.

use std::path::{Path, PathBuf};

use super::CliError;
use super::context::Context;
use crate::dossier::{Dossier, DossierError, StoredScreening};
use crate::text::{Text, bilingual};
use crate::yaml::nearest;

/// The folder of a profile, and its name in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) folder: PathBuf,
    pub(super) name: String,
}

impl Place {
    /// Returns the place of a profile.
    pub(super) fn of(path: &Path) -> Self {
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Self {
            folder,
            name: name.into_owned(),
        }
    }
}

/// Opens the dossier of a folder; that there is none is said.
pub(super) fn opened(folder: &Path, context: &mut Context<'_>) -> Result<Dossier, CliError> {
    match Dossier::open(folder) {
        Ok(Some(dossier)) => {
            context.note_migrated(&dossier)?;
            Ok(dossier)
        }
        Ok(None) => {
            let shown = folder.display();
            Err(context.refuse(
                &bilingual!(
                    "er is geen dossier in de map `{shown}`",
                    "there is no dossier in the folder `{shown}`"
                ),
                &bilingual!(
                    "maak het met `partnerscreen init` in de map van de profielen",
                    "make it with `partnerscreen init` in the folder of the profiles"
                ),
            ))
        }
        Err(error) => Err(unusable(&error, context)),
    }
}

/// Says why a dossier cannot be used.
pub(super) fn unusable(error: &DossierError, context: &mut Context<'_>) -> CliError {
    let (message, help) = error.texts();
    context.refuse(&message, &help)
}

/// Opens the dossier that holds a profile, or all profiles of a folder; `None` stands for all.
///
/// A name that neither the dossier nor the folder knows is told.
pub(super) fn known(
    path: &Path,
    context: &mut Context<'_>,
) -> Result<(Dossier, Option<String>), CliError> {
    if path.is_dir() {
        return Ok((opened(path, context)?, None));
    }
    let Place { folder, name } = Place::of(path);
    let dossier = opened(&folder, context)?;
    let names = dossier
        .profiles()
        .map_err(|error| unusable(&error, context))?;
    if names.contains(&name) || path.exists() {
        return Ok((dossier, Some(name)));
    }
    let help = match nearest(&name, names.iter().map(String::as_str)) {
        Some(near) => bilingual!("bedoelde u `{near}`?", "did you mean `{near}`?"),
        None if names.is_empty() => bilingual!(
            "er staat nog niets in het dossier",
            "there is nothing in the dossier yet"
        ),
        None => {
            let listed = names.join("`, `");
            bilingual!("het kent: `{listed}`", "it knows: `{listed}`")
        }
    };
    Err(context.refuse(
        &bilingual!(
            "het dossier kent geen profiel `{name}`",
            "the dossier knows no profile `{name}`"
        ),
        &help,
    ))
}

/// Finds the screening with a number.
pub(super) fn numbered(
    dossier: &Dossier,
    number: i64,
    context: &mut Context<'_>,
) -> Result<StoredScreening, CliError> {
    let all = dossier
        .screenings(None)
        .map_err(|error| unusable(&error, context))?;
    let (first, last) = (all.first(), all.last());
    let help = match (first, last) {
        (Some(first), Some(last)) => {
            let (first, last) = (first.number, last.number);
            bilingual!(
                "het eerste nummer is {first}, het laatste {last}; `partnerscreen history` toont ze",
                "the first number is {first}, the last {last}; `partnerscreen history` lists them"
            )
        }
        _ => Text::new(
            "er staat geen enkele screening in",
            "there is no screening in it",
        ),
    };
    match all.into_iter().find(|one| one.number == number) {
        Some(found) => Ok(found),
        None => Err(context.refuse(
            &bilingual!(
                "er is geen screening {number} in het dossier",
                "there is no screening {number} in the dossier"
            ),
            &help,
        )),
    }
}
