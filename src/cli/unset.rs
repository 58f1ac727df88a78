//! `partnerscreen unset`: one answer taken out of a profile.

use std::io::Write;
use std::path::PathBuf;

use super::context::Context;
use super::{CliError, Exit, edit};
use crate::profile::edit::Change;

/// Take one answer out of a profile; its question stays, open
#[derive(Debug, clap::Args)]
pub(crate) struct UnsetArgs {
    /// Profile to change
    profile: PathBuf,
    /// Question: link.stage, or for a record exchanges.visit-2026.state
    fact: String,
}

pub(crate) fn run(
    arguments: &UnsetArgs,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let change = Change::Unset {
        fact: arguments.fact.clone(),
    };
    edit::run(&arguments.profile, &change, context, out)
}
