//! `partnerscreen set`: one answer in a profile.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use super::context::Context;
use super::{CliError, Exit, edit};
use crate::profile::edit::Change;

/// Set one answer in a profile; everything else in the file stays as it is
#[derive(Debug, clap::Args)]
pub(crate) struct SetArgs {
    /// Profile to change
    profile: PathBuf,
    /// Question: link.stage, or for a record exchanges.visit-2026.state
    fact: String,
    /// Answer: an option, a text, a number or a date; several options with commas
    answer: String,
    /// Where the answer comes from
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    /// Date of the source, year-month-day
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// Note to the answer
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

pub(crate) fn run(
    arguments: &SetArgs,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let remarks: BTreeMap<&'static str, String> = [
        ("source", &arguments.source),
        ("date", &arguments.date),
        ("note", &arguments.note),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((key, value.clone()?)))
    .collect();
    let change = Change::Set {
        fact: arguments.fact.clone(),
        answer: arguments.answer.clone(),
        remarks,
    };
    edit::run(&arguments.profile, &change, context, out)
}
