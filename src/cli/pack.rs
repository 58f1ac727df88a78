//! `partnerscreen pack`: for whoever maintains a rule pack.

use std::io::Write;

use super::context::Context;
use super::{CliError, Exit};
use crate::authoring::{self, TestError};
use crate::pack::{Pack, PackFiles, load};
use crate::report;
use crate::text::Text;

/// Check or test a rule pack
#[derive(Debug, clap::Args)]
pub(crate) struct PackArgs {
    #[command(subcommand)]
    command: PackCommand,
}

#[derive(Debug, Clone, Copy, clap::Subcommand)]
enum PackCommand {
    /// Load a pack and report what is wrong, unused, uncovered or constant in it
    Check {
        /// Show every item of the guidance with what uses it
        #[arg(long)]
        coverage: bool,
    },
    /// Run the tests of a pack
    Test {
        /// Also alter each condition in turn, and report what no test notices
        #[arg(long)]
        mutants: bool,
    },
}

pub(crate) fn run(
    arguments: &PackArgs,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let files = context.pack_files()?;
    let pack = load(&files).map_err(|error| context.report_pack(&error))?;
    match arguments.command {
        PackCommand::Check { coverage } => check(&pack, coverage, context, out),
        PackCommand::Test { mutants } => test(&pack, &files, mutants, context, out),
    }
}

fn check(
    pack: &Pack,
    coverage: bool,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let report = authoring::check(pack);
    let (lang, layout) = (context.lang, &context.layout);
    report::pack_check(&pack.id, &report, 0, coverage, lang, layout, out)?;
    Ok(Exit::Done)
}

fn test(
    pack: &Pack,
    files: &PackFiles,
    mutants: bool,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let refused = |context: &mut Context<'_>, error: &TestError| {
        context.refuse(&Text::same(error.to_string()), &Text::same(""))
    };
    let report = authoring::test(pack, files).map_err(|error| refused(context, &error))?;
    report::pack_tests(&pack.id, &report, context.lang, &context.layout, out)?;
    let mut passes = report.passes();
    // A case that fails as it is would fail for every alteration too, and so prove nothing.
    if mutants && report.failures.is_empty() {
        let report = authoring::mutants(pack, files).map_err(|error| refused(context, &error))?;
        report::pack_mutants(&pack.id, &report, context.lang, &context.layout, out)?;
        passes &= report.passes();
    }
    Ok(if passes { Exit::Done } else { Exit::Bad })
}
