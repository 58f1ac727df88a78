//! `partnerscreen explain`: why one rule has the status it has.

use std::io::Write;
use std::path::PathBuf;

use super::arguments::FormatArg;
use super::context::Context;
use super::{CliError, Exit};
use crate::report;
use crate::screening::explain;
use crate::text::bilingual;

/// Explain why a rule is raised, open or not raised
#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// Profile to read, or - for standard input
    profile: PathBuf,
    /// Rule to explain, for one record as RULE@RECORD
    #[arg(value_name = "RULE[@RECORD]")]
    rule: String,
}

pub(crate) fn run(
    arguments: &ExplainArgs,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let (as_of, pack, profile) = context.subject(&arguments.profile)?;
    let explanation = match explain(&pack, &profile, &as_of, context.lang, &arguments.rule) {
        Ok(explanation) => explanation,
        Err(error) => {
            let wanted = &error.wanted;
            let near = error.near.join("`, `");
            let help = if error.near.is_empty() {
                bilingual!(
                    "`screen` toont de regels met hun naam",
                    "`screen` shows the rules with their names"
                )
            } else {
                bilingual!("bedoelde u `{near}`?", "did you mean `{near}`?")
            };
            return Err(context.refuse(
                &bilingual!(
                    "er is bij dit profiel geen regel `{wanted}`",
                    "there is no rule `{wanted}` for this profile"
                ),
                &help,
            ));
        }
    };
    match context.format {
        FormatArg::Json => report::json(&explanation, out)?,
        FormatArg::Table | FormatArg::Markdown => {
            report::explain(&explanation, &context.layout, out)?;
        }
    }
    Ok(Exit::Done)
}
