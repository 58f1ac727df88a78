//! `partnerscreen questions`: which answers would settle what is still open.

use std::io::Write;
use std::path::PathBuf;

use super::arguments::FormatArg;
use super::context::Context;
use super::{CliError, Exit};
use crate::report;
use crate::screening::screen;

/// List the questions that keep findings open, decisive ones first
#[derive(Debug, clap::Args)]
pub(crate) struct QuestionsArgs {
    /// Profile to read, or - for standard input
    profile: PathBuf,
    /// Leave out questions that cannot change the outcome
    #[arg(long)]
    decisive: bool,
}

pub(crate) fn run(
    arguments: &QuestionsArgs,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let (as_of, pack, profile) = context.subject(&arguments.profile)?;
    let mut screening = screen(&pack, &profile, &as_of, context.lang);
    match context.format {
        FormatArg::Json => {
            screening
                .questions
                .retain(|question| question.decisive || !arguments.decisive);
            report::json(&screening.questions, out)?;
        }
        FormatArg::Table | FormatArg::Markdown => {
            report::questions(&screening, arguments.decisive, &context.layout, out)?;
        }
    }
    Ok(Exit::Done)
}
