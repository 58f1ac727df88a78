//! `partnerscreen explain`: why one rule has the status it has.

use std::io::Write;
use std::path::PathBuf;

use super::arguments::FormatArg;
use super::context::Context;
use super::kept::add_decisions;
use super::{CliError, Exit};
use crate::report;
use crate::screening::model::{Decision, Screening};
use crate::screening::{explain, screen};
use crate::text::bilingual;

/// Explain why a rule is raised, open or not raised
#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// Profile to read, or - for standard input
    profile: PathBuf,
    /// Rule to explain, for one record as RULE@RECORD
    #[arg(value_name = "RULE[@RECORD]")]
    rule: String,
    /// Show the result without what was decided
    #[arg(long)]
    no_decisions: bool,
}

pub(crate) fn run(
    arguments: &ExplainArgs,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let (as_of, pack, profile) = context.subject(&arguments.profile)?;
    let mut explanation = match explain(&pack, &profile, &as_of, context.lang, &arguments.rule) {
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
    if !arguments.no_decisions {
        let mut screening = screen(&pack, &profile, &as_of, context.lang);
        add_decisions(&mut screening, &arguments.profile, &pack, context)?;
        explanation.decisions = about(&screening, &explanation.key);
    }
    match context.format {
        FormatArg::Json => report::json(&explanation, out)?,
        FormatArg::Table | FormatArg::Markdown => {
            report::explain(&explanation, &context.layout, out)?;
        }
    }
    Ok(Exit::Done)
}

/// Returns what was decided about a finding or one of its actions; `None` where there is no dossier.
fn about(screening: &Screening, key: &str) -> Option<Vec<Decision>> {
    let finding = screening.findings.iter().find(|one| one.key == key);
    let actions = finding.map_or(&[][..], |finding| finding.actions.as_slice());
    let made = &screening.decisions.as_ref()?.made;
    let about = made.iter().filter(|one| one.is_about(key, actions));
    Some(about.cloned().collect())
}
