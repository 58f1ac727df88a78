//! The command line: arguments, calls, exit code. One command a file.
//!
//! Files, the clock and the terminal are touched here only. Results go to `out`, messages to `err`; [`run`] never
//! prints by itself, so tests read what users see.

mod add;
mod arguments;
mod ask;
mod check;
mod compare;
mod context;
mod dutch;
mod earlier;
mod edit;
mod explain;
mod folder;
mod history;
mod init;
mod input;
mod interview;
mod kept;
mod new;
mod pack;
mod place;
mod plan;
mod questions;
mod record;
mod review;
mod schema;
mod screen;
mod set;
mod store;
mod unset;
mod verify;

use std::io::{self, BufRead, Write};

pub use arguments::{Cli, command};
pub use context::Surroundings;

use arguments::Command;
use context::Context;

/// How a run ended; its number is the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// It did what was asked.
    Done = 0,
    /// `--fail-on`: the level is reached, or the advisory does not apply. `verify`: something came out otherwise.
    Reached = 1,
    /// Usage or bad input: nothing was done, or not everything.
    Bad = 2,
    /// There was nothing to screen.
    Nothing = 3,
    /// It was screened, but not recorded in the dossier, or not compared with the screening before.
    Unrecorded = 4,
}

/// Why a run could not go on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CliError {
    /// What was to be said has been said on `err`.
    #[error("already reported")]
    Reported(Exit),
    /// Writing failed; a closed pipe is no error.
    #[error(transparent)]
    Write(#[from] io::Error),
}

/// Runs the program on its arguments, the program's name first; what people type is read from `input`.
///
/// # Errors
/// An error of writing to `out` or `err`, a closed pipe excepted.
pub fn run(
    arguments: &[std::ffi::OsString],
    surroundings: &Surroundings,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Exit> {
    let lang = arguments::language(arguments, surroundings);
    let cli = match arguments::parse(arguments, lang) {
        Ok(cli) => cli,
        Err(error) => return arguments::report(&error, lang, surroundings, out, err),
    };
    let mut context = Context::new(&cli, lang, surroundings, input, err);
    // A result is written in one go when it is complete, so that a failing run leaves nothing half written.
    let mut result = Vec::new();
    let exit = context
        .check_format(&cli)
        .and_then(|()| match &cli.command {
            Command::Screen(arguments) => screen::run(arguments, &mut context, &mut result),
            Command::Explain(arguments) => explain::run(arguments, &mut context, &mut result),
            Command::Questions(arguments) => questions::run(arguments, &mut context, &mut result),
            Command::Plan(arguments) => plan::run(arguments, &mut context, &mut result),
            Command::Check(arguments) => check::run(arguments, &mut context, &mut result),
            Command::Compare(arguments) => compare::run(arguments, &mut context, &mut result),
            Command::Review(arguments) => review::run(arguments, &mut context, &mut result),
            Command::Init(arguments) => init::run(arguments, &mut context),
            Command::History(arguments) => history::run(arguments, &mut context, &mut result),
            Command::Verify(arguments) => verify::run(arguments, &mut context, &mut result),
            Command::Ask(arguments) => ask::run(arguments, &mut context, &mut result),
            Command::Set(arguments) => set::run(arguments, &mut context, &mut result),
            Command::Unset(arguments) => unset::run(arguments, &mut context, &mut result),
            Command::Add(arguments) => add::run(arguments, &mut context, &mut result),
            Command::New(arguments) => new::run(arguments, &mut context, &mut result),
            Command::Pack(arguments) => pack::run(arguments, &mut context, &mut result),
            Command::Schema(arguments) => schema::run(arguments, &mut context, &mut result),
        });
    let exit = match exit {
        Ok(exit) | Err(CliError::Reported(exit)) => exit,
        Err(CliError::Write(error)) => return quiet(Err(error)).map(|()| Exit::Done),
    };
    match context.deliver(&cli, &result, out) {
        Ok(true) => Ok(exit),
        Ok(false) => Ok(Exit::Bad),
        Err(error) => quiet(Err(error)).map(|()| exit),
    }
}

/// Takes a closed pipe for the end of interest that it is.
fn quiet(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
