//! Decisions that are made by a command.

use std::path::Path;

use super::refuse;
use crate::cli::context::Context;
use crate::cli::kept::Kept;
use crate::cli::{CliError, Exit};
use crate::report;
use crate::review::{Ground, Refusal, What, action_named, judge};
use crate::screening::model::Screening;
use crate::screening::screen;
use crate::text::Text;

/// Accept raised findings until a day; they stay in every report
#[derive(Debug, clap::Args)]
pub(super) struct AcceptArgs {
    #[command(flatten)]
    of: Accepted,
}

/// Accept that the answer to open findings is not known; they stay open
#[derive(Debug, clap::Args)]
pub(super) struct AcceptUnknownArgs {
    #[command(flatten)]
    of: Accepted,
}

#[derive(Debug, clap::Args)]
struct Accepted {
    /// Findings by their key: rule or rule@record
    #[arg(required = true, value_name = "KEY")]
    keys: Vec<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// Last day on which it holds, year-month-day
    #[arg(long, value_name = "DATE")]
    until: String,
    /// Function of who decides, such as "policy officer"; never a person's name
    #[arg(long, value_name = "ROLE")]
    role: String,
}

/// Plan actions
#[derive(Debug, clap::Args)]
pub(super) struct PlanArgs {
    /// Actions by their id, as KEY/ACTION, or as the key of a finding that asks for one action
    #[arg(required = true, value_name = "ACTION")]
    actions: Vec<String>,
    /// Last day to have it done, year-month-day
    #[arg(long, value_name = "DATE")]
    due: String,
    /// Function of who does it, such as "policy officer"; never a person's name
    #[arg(long, value_name = "ROLE")]
    role: String,
}

/// Make a note on a finding or contradiction
#[derive(Debug, clap::Args)]
pub(super) struct NoteArgs {
    /// Finding or contradiction by its key
    key: String,
    /// What to note
    text: String,
    /// Function of who notes it, such as "policy officer"; never a person's name
    #[arg(long, value_name = "ROLE")]
    role: String,
}

/// Withdraw a decision; it stays in the history
#[derive(Debug, clap::Args)]
pub(super) struct WithdrawArgs {
    /// Number of the decision, as the list shows it
    number: u64,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// Function of who withdraws it, such as "policy officer"; never a person's name
    #[arg(long, value_name = "ROLE")]
    role: String,
}

pub(super) fn accept(
    path: &Path,
    arguments: &AcceptArgs,
    context: &mut Context<'_>,
) -> Result<Exit, CliError> {
    accepted(path, &arguments.of, context, |key, reason, until| {
        let ground = Ground::new();
        What::Accept {
            key,
            reason,
            until,
            ground,
        }
    })
}

pub(super) fn accept_unknown(
    path: &Path,
    arguments: &AcceptUnknownArgs,
    context: &mut Context<'_>,
) -> Result<Exit, CliError> {
    accepted(path, &arguments.of, context, |key, reason, until| {
        let ground = Ground::new();
        What::AcceptUnknown {
            key,
            reason,
            until,
            ground,
        }
    })
}

/// Records one acceptance a key; `what` makes it of key, reason and last day.
fn accepted(
    path: &Path,
    arguments: &Accepted,
    context: &mut Context<'_>,
    what: fn(String, String, String) -> What,
) -> Result<Exit, CliError> {
    record(path, &arguments.role, context, |_| {
        let (reason, until) = (words(&arguments.reason), &arguments.until);
        let keys = arguments.keys.iter();
        let whats = keys.map(|key| what(key.clone(), reason.clone(), until.clone()));
        (whats.collect(), Vec::new())
    })
}

pub(super) fn plan(
    path: &Path,
    arguments: &PlanArgs,
    context: &mut Context<'_>,
) -> Result<Exit, CliError> {
    record(path, &arguments.role, context, |screening| {
        let (mut whats, mut refusals) = (Vec::new(), Vec::new());
        for text in &arguments.actions {
            match action_named(text, screening) {
                Ok(action) => whats.push(What::Plan {
                    action,
                    due: arguments.due.clone(),
                    ground: Ground::new(),
                }),
                Err(refusal) => refusals.push(refusal),
            }
        }
        (whats, refusals)
    })
}

pub(super) fn note(
    path: &Path,
    arguments: &NoteArgs,
    context: &mut Context<'_>,
) -> Result<Exit, CliError> {
    record(path, &arguments.role, context, |_| {
        let note = What::Note {
            key: arguments.key.clone(),
            text: words(&arguments.text),
            ground: Ground::new(),
        };
        (vec![note], Vec::new())
    })
}

pub(super) fn withdraw(
    path: &Path,
    arguments: &WithdrawArgs,
    context: &mut Context<'_>,
) -> Result<Exit, CliError> {
    record(path, &arguments.role, context, |_| {
        let withdraw = What::Withdraw {
            number: arguments.number,
            reason: words(&arguments.reason),
        };
        (vec![withdraw], Vec::new())
    })
}

/// Returns a text without the space around it.
fn words(text: &str) -> String {
    text.trim().to_owned()
}

/// Records what `decide` makes of the screening, all or nothing, and says what was recorded.
fn record(
    path: &Path,
    role: &str,
    context: &mut Context<'_>,
    decide: impl FnOnce(&Screening) -> (Vec<What>, Vec<Refusal>),
) -> Result<Exit, CliError> {
    let (as_of, pack, profile) = context.subject(path)?;
    let screening = screen(&pack, &profile, &as_of, context.lang);
    let kept = Kept::of(path);
    let (whats, mut refusals) = decide(&screening);
    if !refusals.is_empty() {
        refusals.extend(kept.check(&whats, role, &screening, pack.critical));
        return Err(refuse(&refusals, context));
    }
    let recorded = kept
        .record(&whats, role, &screening, pack.critical)
        .map_err(|refusals| refuse(&refusals, context))?;
    let judged = judge(&recorded.entries, &screening, &as_of, pack.critical);
    for number in recorded.numbers {
        // A withdrawal shows in the decision that it took back.
        let taken_back = whats.iter().find_map(|what| match what {
            What::Withdraw { number, .. } => Some(*number),
            _ => None,
        });
        let shown = taken_back.unwrap_or(number);
        if let Some(one) = judged.iter().find(|one| one.number == shown) {
            let line = report::decision_line(context.lang, one);
            context.note(&Text::same(line))?;
        }
    }
    Ok(Exit::Done)
}
