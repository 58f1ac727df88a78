//! `partnerscreen review`: decides on findings, by a command or in a table in the terminal.

mod list;
mod record;
mod table;
mod transfer;

use std::io::Write;
use std::path::PathBuf;

use super::arguments::FormatArg;
use super::context::Context;
use super::{CliError, Exit, input};
use crate::review::Refusal;
use crate::text::bilingual;

/// Decide on findings: in a table in the terminal, or by one of these commands
#[derive(Debug, clap::Args)]
#[command(disable_help_subcommand = true)]
pub(crate) struct ReviewArgs {
    /// Profile to decide on; for export and import also a folder of profiles
    profile: PathBuf,
    #[command(subcommand)]
    act: Option<Act>,
}

#[derive(Debug, clap::Subcommand)]
enum Act {
    Accept(record::AcceptArgs),
    AcceptUnknown(record::AcceptUnknownArgs),
    Plan(record::PlanArgs),
    Note(record::NoteArgs),
    /// List the decisions, those that were withdrawn too; without a terminal also without this command
    List,
    Withdraw(record::WithdrawArgs),
    /// Write the whole history of decisions as YAML
    Export,
    Import(transfer::ImportArgs),
}

pub(crate) fn run(
    arguments: &ReviewArgs,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let path = &arguments.profile;
    if path.as_os_str() == input::STDIN {
        return Err(context.refuse(
            &bilingual!(
                "een besluit hoort bij een bestand, niet bij standaardinvoer",
                "a decision belongs to a file, not to standard input"
            ),
            &bilingual!("noem een profiel", "name a profile"),
        ));
    }
    match &arguments.act {
        None => {
            let opens = context.format == FormatArg::Table && context.output.is_none();
            if opens && context.has_screen {
                table::run(path, context)
            } else {
                list::run(path, context, out)
            }
        }
        Some(Act::List) => list::run(path, context, out),
        Some(Act::Accept(accept)) => record::accept(path, accept, context),
        Some(Act::AcceptUnknown(accept)) => record::accept_unknown(path, accept, context),
        Some(Act::Plan(plan)) => record::plan(path, plan, context),
        Some(Act::Note(note)) => record::note(path, note, context),
        Some(Act::Withdraw(withdraw)) => record::withdraw(path, withdraw, context),
        Some(Act::Export) => transfer::export(path, context, out),
        Some(Act::Import(import)) => transfer::import(path, import, context),
    }
}

/// Says everything that is wrong, each thing once, and returns the error that ends the run.
fn refuse(refusals: &[Refusal], context: &mut Context<'_>) -> CliError {
    for (at, refusal) in refusals.iter().enumerate() {
        let before = refusals.get(..at).unwrap_or_default();
        if before.contains(refusal) {
            continue;
        }
        if let Err(error) = context.say(&refusal.message, &refusal.help) {
            return CliError::Write(error);
        }
    }
    CliError::Reported(Exit::Bad)
}
