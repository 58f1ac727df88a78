//! The table in the terminal.

use std::path::Path;

use super::refuse;
use crate::cli::context::Context;
use crate::cli::kept::{Kept, no_dossier};
use crate::cli::{CliError, Exit};
use crate::interactive::{self, Desk, Left};
use crate::review::{Critical, Refusal};
use crate::screening::model::Screening;
use crate::screening::screen;

pub(super) fn run(path: &Path, context: &mut Context<'_>) -> Result<Exit, CliError> {
    let (as_of, pack, profile) = context.subject(path)?;
    let screening = screen(&pack, &profile, &as_of, context.lang);
    let kept = Kept::of(path);
    let desk =
        desk(&kept, &screening, pack.critical).map_err(|refusal| refuse(&[refusal], context))?;
    let left = interactive::run(desk, context.layout.color, &mut |what, role| {
        let recorded = kept.record(&[what], role, &screening, pack.critical)?;
        Ok(Desk {
            screening: screening.clone(),
            entries: recorded.entries,
            critical: pack.critical,
            closed: None,
        })
    })?;
    if let Left::Told(signal) = left {
        interactive::pass_on(signal);
    }
    Ok(Exit::Done)
}

/// Returns a screening with what was decided on its profile so far.
fn desk(kept: &Kept, screening: &Screening, critical: Critical) -> Result<Desk, Refusal> {
    let entries = kept.entries()?;
    Ok(Desk {
        screening: screening.clone(),
        closed: entries.is_none().then(no_dossier),
        entries: entries.unwrap_or_default(),
        critical,
    })
}
