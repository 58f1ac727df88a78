//! `partnerscreen review`: reads findings and decides on them, in a table in the terminal.

use std::path::{Path, PathBuf};

use super::arguments::FormatArg;
use super::context::Context;
use super::{CliError, Exit, input};
use crate::dossier::{Dossier, DossierError};
use crate::interactive::{self, Desk, Left};
use crate::review::{Critical, Entry, Refusal, What, propose};
use crate::screening::model::Screening;
use crate::screening::screen;
use crate::text::{Text, bilingual};

/// Read findings and decide on them, in a table
#[derive(Debug, clap::Args)]
pub(crate) struct ReviewArgs {
    /// Profile to review
    profile: PathBuf,
}

pub(crate) fn run(arguments: &ReviewArgs, context: &mut Context<'_>) -> Result<Exit, CliError> {
    let path = &arguments.profile;
    if path.as_os_str() == input::STDIN {
        return Err(context.refuse(
            &bilingual!(
                "een besluit hoort bij een bestand, niet bij standaardinvoer",
                "a decision belongs to a file, not to standard input"
            ),
            &bilingual!("noem een profiel", "name a profile"),
        ));
    }
    if !context.has_screen || context.format != FormatArg::Table || context.output.is_some() {
        return Err(context.refuse(
            &bilingual!(
                "`review` toont een tabel in een venster, en hier is er geen",
                "`review` shows a table in a terminal, and there is none here"
            ),
            &bilingual!(
                "`screen` toont de bevindingen ook zonder venster",
                "`screen` shows the findings without a terminal too"
            ),
        ));
    }
    let (as_of, pack, profile) = context.subject(path)?;
    let screening = screen(&pack, &profile, &as_of, context.lang);
    let file = File::of(path);
    let desk = file
        .desk(screening.clone())
        .map_err(|refusal| context.refuse(&refusal.message, &refusal.help))?;
    let left = interactive::run(desk, context.layout.color, &mut |what, role| {
        file.decide(what, role, &screening)
    })?;
    if let Left::Told(signal) = left {
        interactive::pass_on(signal);
    }
    Ok(Exit::Done)
}

/// Where the decisions on a profile are kept.
struct File {
    folder: PathBuf,
    name: String,
}

impl File {
    fn of(path: &Path) -> Self {
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

    /// Returns a screening with what was decided on its profile so far.
    fn desk(&self, screening: Screening) -> Result<Desk, Refusal> {
        let dossier = Dossier::open(&self.folder).map_err(|error| unusable(&error))?;
        let entries = match &dossier {
            Some(dossier) => self.entries(dossier)?,
            None => Vec::new(),
        };
        Ok(Desk {
            screening,
            entries,
            critical: Critical::PlanOnly,
            closed: dossier.is_none().then(no_dossier),
        })
    }

    /// Returns what was decided, each with the number that the dossier gave it: two programs may record at once.
    fn entries(&self, dossier: &Dossier) -> Result<Vec<Entry>, Refusal> {
        let stored = dossier
            .entries(&self.name)
            .map_err(|error| unusable(&error))?;
        stored
            .into_iter()
            .map(|stored| {
                let number = stored.number;
                let unreadable = |error: String| Refusal {
                    message: bilingual!(
                        "besluit {number} in het dossier is niet te lezen: {error}",
                        "decision {number} in the dossier cannot be read: {error}"
                    ),
                    help: bilingual!("er is niets veranderd", "nothing was changed"),
                };
                let mut entry: Entry = serde_json::from_str(&stored.entry)
                    .map_err(|error| unreadable(error.to_string()))?;
                entry.number =
                    u64::try_from(number).map_err(|error| unreadable(error.to_string()))?;
                Ok(entry)
            })
            .collect()
    }

    /// Records a decision, and returns how things stand then.
    fn decide(&self, what: What, role: &str, screening: &Screening) -> Result<Desk, Vec<Refusal>> {
        let one = |refusal| vec![refusal];
        let opened = Dossier::open(&self.folder).map_err(|error| one(unusable(&error)))?;
        let Some(mut dossier) = opened else {
            return Err(one(no_dossier()));
        };
        let earlier = self.entries(&dossier).map_err(one)?;
        let as_of = &screening.as_of;
        let entry = propose(what, role, &earlier, screening, as_of, Critical::PlanOnly)?;
        let entry = serde_json::to_string(&entry).map_err(|error| {
            one(Refusal {
                message: Text::same(error.to_string()),
                help: Text::same(""),
            })
        })?;
        dossier
            .append(&self.name, &[entry])
            .map_err(|error| one(unusable(&error)))?;
        drop(dossier);
        self.desk(screening.clone()).map_err(one)
    }
}

fn unusable(error: &DossierError) -> Refusal {
    let (message, help) = error.texts();
    Refusal { message, help }
}

fn no_dossier() -> Refusal {
    Refusal {
        message: bilingual!(
            "er is nog geen dossier om besluiten in te bewaren",
            "there is no dossier yet to keep decisions in"
        ),
        help: bilingual!(
            "maak het met `partnerscreen init` in de map van het profiel",
            "make it with `partnerscreen init` in the folder of the profile"
        ),
    }
}
