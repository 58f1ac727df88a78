//! Where the decisions on a profile are kept: the dossier beside it.

use std::path::Path;

use super::context::Context;
use super::place::Place;
use super::{CliError, input};
use crate::dossier::{Dossier, DossierError, Found, StoredEntry, StoredScreening};
use crate::pack::Pack;
use crate::review::{Critical, Entry, Refusal, What, attach, propose};
use crate::screening::model::Screening;
use crate::text::{Text, bilingual};

/// Where the decisions on a profile are kept.
#[derive(Debug)]
pub(super) struct Kept(Place);

/// What was recorded, and all that stands in the dossier about the profile then.
#[derive(Debug)]
pub(super) struct Recorded {
    /// The numbers that were recorded.
    pub(super) numbers: Vec<u64>,
    pub(super) entries: Vec<Entry>,
}

impl Kept {
    pub(super) fn of(path: &Path) -> Self {
        Self(Place::of(path))
    }

    /// Returns what was decided so far; `None` where there is no dossier.
    pub(super) fn entries(&self) -> Result<Option<Vec<Entry>>, Refusal> {
        let opened = Dossier::open(&self.0.folder).map_err(|error| unusable(&error))?;
        let Some(dossier) = opened else {
            return Ok(None);
        };
        entries_in(&dossier, &self.0).map(Some)
    }

    /// Returns what was decided so far, to be shown in a report; that it cannot be read is said.
    pub(super) fn entries_to_show(
        &self,
        context: &mut Context<'_>,
    ) -> Result<Option<Vec<Entry>>, CliError> {
        self.entries()
            .map_err(|refusal| not_shown(refusal, context))
    }

    /// Records decisions, all or none; everything that is wrong is told.
    pub(super) fn record(
        &self,
        whats: &[What],
        role: &str,
        screening: &Screening,
        critical: Critical,
    ) -> Result<Recorded, Vec<Refusal>> {
        let opened = Dossier::open(&self.0.folder).map_err(|error| vec![unusable(&error)])?;
        let mut dossier = opened.ok_or_else(|| vec![no_dossier()])?;
        let decide = |found: &Found| self.decide(found, whats, role, screening, critical);
        dossier
            .add(Some(&self.0.name), decide)
            .map_err(|error| vec![unusable(&error)])?
    }

    /// Returns what is wrong with decisions, and records nothing.
    pub(super) fn check(
        &self,
        whats: &[What],
        role: &str,
        screening: &Screening,
        critical: Critical,
    ) -> Vec<Refusal> {
        let entries = match self.entries() {
            Ok(Some(entries)) => entries,
            Ok(None) => return vec![no_dossier()],
            Err(refusal) => return vec![refusal],
        };
        let wrong = whats.iter().filter_map(|what| {
            let as_of = &screening.as_of;
            propose(what.clone(), role, &entries, screening, as_of, critical).err()
        });
        wrong.flatten().collect()
    }

    fn decide(
        &self,
        found: &Found,
        whats: &[What],
        role: &str,
        screening: &Screening,
        critical: Critical,
    ) -> Result<(Vec<StoredEntry>, Recorded), Vec<Refusal>> {
        let one = |refusal| vec![refusal];
        let earlier: Result<Vec<Entry>, Refusal> = found.entries.iter().map(entry).collect();
        let mut entries = earlier.map_err(one)?;
        let (mut added, mut numbers, mut refusals) = (Vec::new(), Vec::new(), Vec::new());
        for (what, number) in whats.iter().zip(found.next..) {
            match propose(
                what.clone(),
                role,
                &entries,
                screening,
                &screening.as_of,
                critical,
            ) {
                Ok(mut entry) => {
                    entry.number = u64::try_from(number).unwrap_or_default();
                    added.push(stored(&self.0.name, number, &entry).map_err(one)?);
                    numbers.push(entry.number);
                    entries.push(entry);
                }
                Err(wrong) => refusals.extend(wrong),
            }
        }
        if !refusals.is_empty() {
            return Err(refusals);
        }
        Ok((added, Recorded { numbers, entries }))
    }
}

/// Returns what was decided on a profile so far.
pub(super) fn entries_in(dossier: &Dossier, place: &Place) -> Result<Vec<Entry>, Refusal> {
    let stored = dossier
        .entries(&place.name)
        .map_err(|error| unusable(&error))?;
    stored.iter().map(entry).collect()
}

/// Says that decisions cannot be shown, and how to see a report without them.
pub(super) fn not_shown(refusal: Refusal, context: &mut Context<'_>) -> CliError {
    let Refusal { message, mut help } = refusal;
    help.append(&bilingual!(
        "; `--no-decisions` toont het resultaat zonder besluiten",
        "; `--no-decisions` shows the result without decisions"
    ));
    context.refuse(&message, &help)
}

/// Puts into a screening what was decided about its profile, where there is a dossier.
///
/// # Errors
/// The dossier cannot be read, which has been said: what was decided is never left out in silence.
pub(super) fn add_decisions(
    screening: &mut Screening,
    path: &Path,
    pack: &Pack,
    context: &mut Context<'_>,
) -> Result<(), CliError> {
    if path.as_os_str() == input::STDIN {
        return Ok(());
    }
    if let Some(entries) = Kept::of(path).entries_to_show(context)? {
        attach(screening, &entries, pack.critical);
    }
    Ok(())
}

/// Puts into a screening from the dossier what was decided on its profile up to then, judged on its own day.
pub(super) fn add_decisions_of_then(
    screening: &mut Screening,
    dossier: &Dossier,
    stored: &StoredScreening,
    critical: Critical,
) -> Result<(), Refusal> {
    let then = dossier
        .decisions_at(&stored.profile, stored.decisions_to)
        .map_err(|error| unusable(&error))?;
    let entries: Vec<Entry> = then.iter().map(entry).collect::<Result<_, _>>()?;
    attach(screening, &entries, critical);
    Ok(())
}

/// Reads an entry, with the number that the dossier gave it.
pub(super) fn entry(stored: &StoredEntry) -> Result<Entry, Refusal> {
    let number = stored.number;
    let unreadable = |error: String| Refusal {
        message: bilingual!(
            "besluit {number} in het dossier is niet te lezen: {error}",
            "decision {number} in the dossier cannot be read: {error}"
        ),
        help: bilingual!("er is niets veranderd", "nothing was changed"),
    };
    let mut entry: Entry =
        serde_json::from_str(&stored.entry).map_err(|error| unreadable(error.to_string()))?;
    entry.number = u64::try_from(number).map_err(|error| unreadable(error.to_string()))?;
    Ok(entry)
}

/// Writes an entry as the dossier keeps it.
pub(super) fn stored(profile: &str, number: i64, entry: &Entry) -> Result<StoredEntry, Refusal> {
    let text = serde_json::to_string(entry).map_err(|error| Refusal {
        message: Text::same(error.to_string()),
        help: Text::same(""),
    })?;
    Ok(StoredEntry {
        number,
        profile: profile.to_owned(),
        entry: text,
    })
}

pub(super) fn unusable(error: &DossierError) -> Refusal {
    let (message, help) = error.texts();
    Refusal { message, help }
}

pub(super) fn no_dossier() -> Refusal {
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
