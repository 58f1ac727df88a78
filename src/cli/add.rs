//! `partnerscreen add`: one record in a list of a profile.

use std::io::Write;
use std::path::PathBuf;

use super::context::Context;
use super::{CliError, Exit, edit};
use crate::profile::edit::Change;

/// Add a record to a list of a profile, such as an exchange
#[derive(Debug, clap::Args)]
pub(crate) struct AddArgs {
    /// Profile to change
    profile: PathBuf,
    /// List: exchanges
    list: String,
    /// Short name of the record, for example visit-2026; no names of persons
    #[arg(long, value_name = "ID")]
    id: String,
}

pub(crate) fn run(
    arguments: &AddArgs,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let change = Change::Add {
        list: arguments.list.clone(),
        id: arguments.id.clone(),
    };
    edit::run(&arguments.profile, &change, context, out)
}
