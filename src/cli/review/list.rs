//! The decisions on a profile, all of them.

use std::io::Write;
use std::path::Path;

use super::refuse;
use crate::cli::arguments::FormatArg;
use crate::cli::context::Context;
use crate::cli::kept::{Kept, no_dossier};
use crate::cli::{CliError, Exit};
use crate::report;
use crate::review::{Listed, attach};
use crate::screening::screen;

pub(super) fn run(
    path: &Path,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let (as_of, pack, profile) = context.subject(path)?;
    let mut screening = screen(&pack, &profile, &as_of, context.lang);
    let entries = match Kept::of(path).entries() {
        Ok(Some(entries)) => entries,
        Ok(None) => return Err(refuse(&[no_dossier()], context)),
        Err(refusal) => return Err(refuse(&[refusal], context)),
    };
    attach(&mut screening, &entries, pack.critical);
    match context.format {
        FormatArg::Json => report::json(&Listed::of(screening), out)?,
        FormatArg::Table | FormatArg::Markdown => {
            report::decisions(&screening, &context.layout, out)?;
        }
    }
    Ok(Exit::Done)
}
