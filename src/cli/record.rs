//! What `screen` does with the dossier beside a profile: it records the screening, and tells what changed since the
//! last one.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::CliError;
use super::context::Context;
use super::kept::{add_decisions_of_then, entries_in, not_shown};
use super::place::Place;
use crate::dossier::verify::Obstacle;
use crate::dossier::{Dossier, DossierError, NewScreening, Recorded, StoredScreening};
use crate::pack::Pack;
use crate::review::{Entry, Refusal};
use crate::screening::compare::model::Comparison;
use crate::screening::compare::{Subject, compare};
use crate::screening::model::Screening;
use crate::screening::read_stored;
use crate::text::{Lang, Text, bilingual};

/// The dossiers of one run, each opened once.
pub(super) struct Recorder {
    dossiers: BTreeMap<PathBuf, Opened>,
    /// Whether changes since the last screening are to be told, and not those since another one.
    tells_changes: bool,
    /// Whether something was not recorded, or not compared, that should have been.
    pub(super) failed: bool,
}

/// What became of opening a dossier.
enum Opened {
    None,
    Ready(Box<Dossier>),
    /// It failed; every profile of the folder is told not to be recorded.
    Failed(Text, Text),
}

impl Recorder {
    pub(super) fn new(tells_changes: bool) -> Self {
        Self {
            dossiers: BTreeMap::new(),
            tells_changes,
            failed: false,
        }
    }

    /// Returns what was decided on a profile; `None` where there is no dossier, and where it cannot be opened, which is
    /// told when the screening is not recorded. An entry that cannot be read is said.
    pub(super) fn decisions(
        &mut self,
        place: &Place,
        context: &mut Context<'_>,
    ) -> Result<Option<Vec<Entry>>, CliError> {
        match self.opened(place, context)? {
            Opened::None | Opened::Failed(..) => Ok(None),
            Opened::Ready(dossier) => entries_in(dossier, place)
                .map(Some)
                .map_err(|refusal| not_shown(refusal, context)),
        }
    }

    /// Returns the dossier beside a profile, opened once.
    fn opened(
        &mut self,
        place: &Place,
        context: &mut Context<'_>,
    ) -> Result<&mut Opened, CliError> {
        let opened = match self.dossiers.remove(&place.folder) {
            Some(opened) => opened,
            None => open(place, context)?,
        };
        Ok(self.dossiers.entry(place.folder.clone()).or_insert(opened))
    }

    /// Records a screening where a dossier stands in the folder of its profile, and returns the one before it. What fails
    /// is said.
    pub(super) fn record(
        &mut self,
        place: &Place,
        bytes: &[u8],
        pack: &Pack,
        screening: &Screening,
        context: &mut Context<'_>,
    ) -> Result<Option<StoredScreening>, CliError> {
        let dossier = match self.opened(place, context)? {
            Opened::None => return Ok(None),
            Opened::Ready(dossier) => dossier,
            Opened::Failed(message, help) => {
                let (name, nl, en) = (&place.name, &message.nl, &message.en);
                // What was decided stands in it too, and a report without it must not look like one without decisions.
                let message = bilingual!(
                    "de screening van `{name}` is niet vastgelegd, en besluiten staan er niet bij: {nl}",
                    "the screening of `{name}` was not recorded, and decisions are not shown: {en}"
                );
                context.say(&message, help)?;
                self.failed = true;
                return Ok(None);
            }
        };
        let recorded = context.now();
        let new = NewScreening {
            profile: &place.name,
            bytes,
            pack,
            screening,
            recorded: &recorded,
        };
        let files = || {
            let files = context.pack_files()?;
            // The folder of `--rules` may have changed since it was read.
            if files.hash() == pack.hash {
                Ok(files)
            } else {
                Err(context.refuse(
                    &bilingual!(
                        "de regels zijn veranderd terwijl ermee werd gescreend",
                        "the rules were changed while they were screened with"
                    ),
                    &bilingual!("screen opnieuw", "screen again"),
                ))
            }
        };
        let kept = match dossier.record(&new, files) {
            Ok(Ok(kept)) => kept,
            Ok(Err(CliError::Reported(_))) => {
                self.failed = true;
                return Ok(None);
            }
            Ok(Err(error)) => return Err(error),
            Err(error) => {
                self.failed = true;
                let (message, help) = error.texts();
                not_recorded(place, &message, &help, context)?;
                return Ok(None);
            }
        };
        tell(place, &kept, context)?;
        Ok(kept.before.filter(|_| self.tells_changes))
    }

    /// Adds to a screening what changed since one that was recorded before it, and why. What fails is said.
    pub(super) fn add_changes(
        &mut self,
        place: &Place,
        before: &StoredScreening,
        pack: &Pack,
        screening: &mut Screening,
        context: &mut Context<'_>,
    ) -> Result<(), CliError> {
        let Some(Opened::Ready(dossier)) = self.dossiers.get(&place.folder) else {
            return Ok(());
        };
        match changes(dossier, before, pack, screening, context.lang) {
            Ok(comparison) => screening.changes = Some(Box::new(comparison)),
            Err((message, help)) => {
                self.failed = true;
                let number = before.number;
                let (nl, en) = (message.nl, message.en);
                context.say(
                    &bilingual!(
                        "wat er sinds screening {number} veranderde, is niet te zeggen: {nl}",
                        "what changed since screening {number} cannot be told: {en}"
                    ),
                    &help,
                )?;
            }
        }
        Ok(())
    }
}

fn open(place: &Place, context: &mut Context<'_>) -> Result<Opened, CliError> {
    Ok(match Dossier::open(&place.folder) {
        Ok(None) => Opened::None,
        Ok(Some(dossier)) => {
            context.note_migrated(&dossier)?;
            Opened::Ready(Box::new(dossier))
        }
        Err(error) => {
            let (message, help) = error.texts();
            Opened::Failed(message, help)
        }
    })
}

fn not_recorded(
    place: &Place,
    why: &Text,
    help: &Text,
    context: &mut Context<'_>,
) -> Result<(), CliError> {
    let (name, nl, en) = (&place.name, &why.nl, &why.en);
    let message = bilingual!(
        "de screening van `{name}` is niet vastgelegd: {nl}",
        "the screening of `{name}` was not recorded: {en}"
    );
    Ok(context.say(&message, help)?)
}

fn tell(place: &Place, kept: &Recorded, context: &mut Context<'_>) -> Result<(), CliError> {
    let (name, number) = (&place.name, kept.number);
    let text = if kept.is_new {
        bilingual!(
            "`{name}` is vastgelegd in het dossier, als screening {number}.",
            "`{name}` is recorded in the dossier, as screening {number}."
        )
    } else {
        bilingual!(
            "`{name}` stond al zo in het dossier, als screening {number}.",
            "`{name}` was in the dossier like this already, as screening {number}."
        )
    };
    Ok(context.note(&text)?)
}

/// Compares with the screening before, whose rules are taken from the dossier where they are others.
fn changes(
    dossier: &Dossier,
    before: &StoredScreening,
    pack: &Pack,
    after: &Screening,
    lang: Lang,
) -> Result<Comparison, (Text, Text)> {
    let told = |error: DossierError| error.texts();
    let bytes = dossier.result(before).map_err(told)?;
    let mut stored = read_stored(&before.profile, &bytes).map_err(|error| {
        let first = error.problems.into_iter().next();
        let message = first.map_or_else(|| Text::same(""), |problem| problem.message);
        (message, Text::same(""))
    })?;
    let then = if before.pack == pack.hash {
        None
    } else {
        match dossier.pack(before) {
            Ok(pack) => Some(pack),
            // The comparison itself says that the rules of then are not at hand.
            Err(Obstacle::Unreadable(_)) => None,
            Err(Obstacle::Dossier(error)) => return Err(told(error)),
        }
    };
    // Where decisions are shown, they are compared with how they stood then.
    if after.decisions.is_some() {
        let critical = then.as_ref().unwrap_or(pack).critical;
        add_decisions_of_then(&mut stored, dossier, before, critical)
            .map_err(|Refusal { message, help }| (message, help))?;
    }
    let packs: Vec<&Pack> = [pack].into_iter().chain(&then).collect();
    let before = Subject::stored(stored, &packs, lang);
    Ok(compare(
        &before,
        &Subject::screened(pack, after.clone()),
        lang,
    ))
}
