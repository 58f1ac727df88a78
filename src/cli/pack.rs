//! `partnerscreen pack`: for whoever maintains a rule pack.

use std::io::Write;
use std::path::Path;

use super::context::Context;
use super::folder::{self, FolderError};
use super::{CliError, Exit};
use crate::authoring::reference::{ReferenceError, reference};
use crate::authoring::{self, TestError};
use crate::pack::{self, Pack, PackFiles, load};
use crate::report;
use crate::text::{Lang, Text, bilingual};

/// Check, test or document a rule pack
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
    /// Write the reference of a pack as Markdown into the folder of --output
    Doc,
}

pub(crate) fn run(
    arguments: &PackArgs,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let files = context.pack_files()?;
    let pack = load(&files).map_err(|error| context.report_pack(&error))?;
    match arguments.command {
        PackCommand::Check { coverage } => check(&pack, &files, coverage, context, out),
        PackCommand::Test { mutants } => test(&pack, &files, mutants, context, out),
        PackCommand::Doc => document(&pack, &files, context),
    }
}

fn check(
    loaded: &Pack,
    files: &PackFiles,
    coverage: bool,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let wording = pack::wording(files).map_err(|error| context.report_pack(&error))?;
    let mut refused = 0;
    for file in authoring::lint(files, &wording) {
        context.diagnose(&file.source, &file.problems)?;
        refused += file.problems.len();
    }
    let report = authoring::check(loaded);
    let (lang, layout) = (context.lang, &context.layout);
    report::pack_check(&loaded.id, &report, refused, coverage, lang, layout, out)?;
    Ok(if refused > 0 || report.gaps().next().is_some() {
        Exit::Bad
    } else {
        Exit::Done
    })
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

/// Writes the reference of a pack in both languages.
fn document(pack: &Pack, files: &PackFiles, context: &mut Context<'_>) -> Result<Exit, CliError> {
    let Some(folder) = context.output else {
        return Err(context.refuse(
            &bilingual!(
                "hier ontbreekt waar de documentatie moet komen",
                "it is missing where the documentation is to go"
            ),
            &bilingual!(
                "noem een map: `--output docs/pack`",
                "name a folder: `--output docs/pack`"
            ),
        ));
    };
    let both =
        reference(pack, files, Lang::Nl).and_then(|nl| Ok((nl, reference(pack, files, Lang::En)?)));
    let (nl, en) = both.map_err(|error| {
        let message = match &error {
            ReferenceError::Tests(error) => Text::same(error.to_string()),
            ReferenceError::Example { file, case, key } => bilingual!(
                "{file}: {case}: `{key}` komt niet uit zoals het geval verwacht",
                "{file}: {case}: `{key}` does not come out as the case expects"
            ),
        };
        context.refuse(
            &message,
            &bilingual!(
                "voer eerst `pack test` uit; er is niets geschreven",
                "run `pack test` first; nothing was written"
            ),
        )
    })?;
    let pages = report::reference::pages(&nl, &en);
    let (count, shown) = (pages.len(), folder.display());
    match folder::replace(folder, &pages, report::reference::MARK) {
        Ok(()) => {
            context.note(&bilingual!(
                "{shown}: {count} pagina's",
                "{shown}: {count} pages"
            ))?;
            Ok(Exit::Done)
        }
        Err(error) => Err(refuse_folder(context, folder, &error)),
    }
}

fn refuse_folder(context: &mut Context<'_>, folder: &Path, error: &FolderError) -> CliError {
    let shown = folder.display();
    let (message, help) = match error {
        FolderError::Foreign(path) => {
            let path = path.display();
            (
                bilingual!(
                    "`{path}` is geen pagina van deze documentatie",
                    "`{path}` is no page of this documentation"
                ),
                bilingual!(
                    "noem een map waar niets anders in staat; er is niets veranderd",
                    "name a folder that holds nothing else; nothing was changed"
                ),
            )
        }
        FolderError::NoFolder => (
            bilingual!(
                "`{shown}` is geen map om de documentatie in te schrijven",
                "`{shown}` is no folder to write the documentation into"
            ),
            bilingual!(
                "noem een map, die mag nog ontbreken: `--output docs/pack`",
                "name a folder, which need not exist yet: `--output docs/pack`"
            ),
        ),
        FolderError::Io(error) => (
            bilingual!(
                "`{shown}` kan niet worden geschreven: {error}",
                "`{shown}` cannot be written: {error}"
            ),
            bilingual!(
                "kijk of de map waar dit in komt bestaat, en of u daar mag schrijven",
                "check that the folder around it exists, and that you may write there"
            ),
        ),
    };
    context.refuse(&message, &help)
}
