//! `partnerscreen compare`: what changed between two screenings, and why.

use std::io::Write;
use std::path::PathBuf;

use super::arguments::FormatArg;
use super::context::Context;
use super::earlier::{Rules, both, earlier, later, with_decisions};
use super::input::STDIN;
use super::{CliError, Exit};
use crate::report;
use crate::screening::compare::compare;
use crate::text::bilingual;

/// Compare two screenings: what changed, and why
#[derive(Debug, clap::Args)]
pub(crate) struct CompareArgs {
    /// Earlier profile or stored result (`screen --format json`), or - for standard input
    #[arg(value_name = "OLD")]
    earlier: PathBuf,
    /// Later profile or stored result, or - for standard input
    #[arg(value_name = "NEW")]
    later: PathBuf,
    /// Use the rule pack in this folder for the earlier one
    #[arg(long, value_name = "DIR")]
    old_rules: Option<PathBuf>,
    /// Show the result without what was decided
    #[arg(long)]
    no_decisions: bool,
}

pub(crate) fn run(
    arguments: &CompareArgs,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let as_of = context.as_of()?;
    if arguments.earlier.as_os_str() == STDIN && arguments.later.as_os_str() == STDIN {
        return Err(context.refuse(
            &bilingual!(
                "standaardinvoer kan niet allebei zijn",
                "standard input cannot be both"
            ),
            &bilingual!("noem een bestand", "name a file"),
        ));
    }
    let bare = arguments.no_decisions;
    let rules = Rules::load(context, arguments.old_rules.as_ref())?;
    let (before, after) = both(
        earlier(&arguments.earlier, &rules, &as_of, context),
        later(&arguments.later, &rules, &as_of, bare, context),
    )?;
    let before = with_decisions(before, &after, &rules.now, bare);
    let comparison = compare(&before, &after, context.lang);
    match context.format {
        FormatArg::Json => report::json(&comparison, out)?,
        FormatArg::Table => report::compare(&comparison, &context.layout, out)?,
        FormatArg::Markdown => report::compare_markdown(&comparison, out)?,
    }
    Ok(Exit::Done)
}
