//! `partnerscreen plan`: what to do, most pressing first.

use std::io::Write;
use std::path::PathBuf;

use super::arguments::FormatArg;
use super::context::Context;
use super::kept::add_decisions;
use super::{CliError, Exit};
use crate::report;
use crate::screening::screen;

/// List what to do, most pressing first
#[derive(Debug, clap::Args)]
pub(crate) struct PlanArgs {
    /// Profile to read, or - for standard input
    profile: PathBuf,
    /// Show the result without what was decided
    #[arg(long)]
    no_decisions: bool,
}

/// The plan as JSON.
#[derive(serde::Serialize)]
struct PlanJson<'a> {
    actions: &'a [crate::screening::model::Action],
    suggestions: &'a [crate::screening::model::Action],
    #[serde(skip_serializing_if = "Option::is_none")]
    decisions: Option<&'a crate::screening::model::Decisions>,
}

pub(crate) fn run(
    arguments: &PlanArgs,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let (as_of, pack, profile) = context.subject(&arguments.profile)?;
    let mut screening = screen(&pack, &profile, &as_of, context.lang);
    if !arguments.no_decisions {
        add_decisions(&mut screening, &arguments.profile, &pack, context)?;
    }
    match context.format {
        FormatArg::Json => report::json(
            &PlanJson {
                actions: &screening.actions,
                suggestions: &screening.suggestions,
                decisions: screening.decisions.as_ref(),
            },
            out,
        )?,
        FormatArg::Table | FormatArg::Markdown => report::plan(&screening, &context.layout, out)?,
    }
    Ok(Exit::Done)
}
