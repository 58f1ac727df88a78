//! `partnerscreen questions`: which answers would settle what is still open.

use std::io::Write;
use std::path::PathBuf;

use super::arguments::FormatArg;
use super::context::Context;
use super::kept::add_decisions;
use super::{CliError, Exit};
use crate::report;
use crate::screening::model::{Decision, Question, Screening, What};
use crate::screening::screen;

/// List the questions that keep findings open, decisive ones first
#[derive(Debug, clap::Args)]
pub(crate) struct QuestionsArgs {
    /// Profile to read, or - for standard input
    profile: PathBuf,
    /// Leave out questions that cannot change the outcome
    #[arg(long)]
    decisive: bool,
    /// Show the result without what was decided
    #[arg(long)]
    no_decisions: bool,
}

/// A question as JSON, with what was decided about not knowing its answer.
#[derive(serde::Serialize)]
struct Asked<'a> {
    #[serde(flatten)]
    question: &'a Question,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    decisions: Vec<&'a Decision>,
}

impl<'a> Asked<'a> {
    fn of(question: &'a Question, screening: &'a Screening) -> Self {
        let made = screening.decisions.iter().flat_map(|all| &all.made);
        let waits = |key: &String| question.settles.contains(key);
        Self {
            question,
            decisions: made
                .filter(|one| {
                    matches!(&one.what, What::AcceptUnknown { key, .. } if waits(key))
                        && !one.standing.is_put_aside()
                })
                .collect(),
        }
    }
}

pub(crate) fn run(
    arguments: &QuestionsArgs,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let (as_of, pack, profile) = context.subject(&arguments.profile)?;
    let mut screening = screen(&pack, &profile, &as_of, context.lang);
    if !arguments.no_decisions {
        add_decisions(&mut screening, &arguments.profile, &pack, context)?;
    }
    match context.format {
        FormatArg::Json => {
            let questions: Vec<Asked<'_>> = screening
                .questions
                .iter()
                .filter(|question| question.decisive || !arguments.decisive)
                .map(|question| Asked::of(question, &screening))
                .collect();
            report::json(&questions, out)?;
        }
        FormatArg::Table | FormatArg::Markdown => {
            report::questions(&screening, arguments.decisive, &context.layout, out)?;
        }
    }
    Ok(Exit::Done)
}
