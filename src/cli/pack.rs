//! `partnerscreen pack`: for whoever maintains a rule pack.

use std::io::Write;
use std::path::Path;

use super::context::Context;
use super::folder::{self, FolderError};
use super::{CliError, Exit};
use crate::authoring::reference::{ReferenceError, reference};
use crate::authoring::{self, CheckReport, TestReport};
use crate::pack::{Pack, PackFiles, load};
use crate::report;
use crate::screening::model::Status;
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
    Check,
    /// Run the tests of a pack
    Test,
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
        PackCommand::Check => check(&pack.id, &authoring::check(&pack), context.lang, out),
        PackCommand::Test => match authoring::test(&pack, &files) {
            Ok(report) => tests(&pack.id, &report, context.lang, out),
            Err(error) => Err(context.refuse(&Text::same(error.to_string()), &Text::same(""))),
        },
        PackCommand::Doc => document(&pack, &files, context),
    }
}

fn check(
    id: &str,
    report: &CheckReport,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let counts = report.counts;
    let (facts, rules, actions, suggestions) = (
        counts.facts,
        counts.rules,
        counts.actions,
        counts.suggestions,
    );
    let head = bilingual!(
        "regelpakket {id}: {facts} feiten, {rules} regels, {actions} acties, {suggestions} suggesties",
        "rule pack {id}: {facts} facts, {rules} rules, {actions} actions, {suggestions} suggestions"
    );
    writeln!(out, "{}", head.get(lang))?;
    for row in &report.coverage {
        let (items, used) = (row.items, row.items - row.missing.len());
        let kind = serde_json::to_value(row.kind)
            .ok()
            .and_then(|kind| kind.as_str().map(str::to_owned))
            .unwrap_or_default();
        let line = bilingual!(
            "  {kind}: {used} van {items} gebruikt",
            "  {kind}: {used} of {items} in use"
        );
        writeln!(out, "{}", line.get(lang))?;
    }
    let warning = bilingual!("let op", "warning");
    for finding in &report.findings {
        writeln!(
            out,
            "{}[{}]: {}",
            warning.get(lang),
            finding.code,
            finding.message.get(lang)
        )?;
    }
    let end = match report.findings.len() {
        0 => bilingual!(
            "geen fouten, niets ongebruikt of altijd waar",
            "no errors, nothing unused or constant"
        ),
        count => bilingual!(
            "geen fouten, {count} keer «let op»",
            "no errors, {count} warnings"
        ),
    };
    writeln!(out, "{}", end.get(lang))?;
    Ok(Exit::Done)
}

fn tests(id: &str, report: &TestReport, lang: Lang, out: &mut dyn Write) -> Result<Exit, CliError> {
    let failed = bilingual!("mislukt", "failed");
    for failure in &report.failures {
        writeln!(
            out,
            "{}: {}: {}: {}",
            failed.get(lang),
            failure.file,
            failure.case,
            failure.message.get(lang)
        )?;
    }
    for covered in &report.coverage {
        let missing = covered.missing();
        if missing.is_empty() {
            continue;
        }
        let missing: Vec<&str> = missing
            .into_iter()
            .map(|status| status_word(status, lang))
            .collect();
        let (rule, missing) = (&covered.rule, missing.join(", "));
        let line = bilingual!(
            "niet getoond: {rule}: {missing}",
            "not shown: {rule}: {missing}"
        );
        writeln!(out, "{}", line.get(lang))?;
    }
    let (cases, expectations, failures) =
        (report.cases, report.expectations, report.failures.len());
    let end = bilingual!(
        "regelpakket {id}: {cases} gevallen, {expectations} verwachtingen, {failures} mislukt",
        "rule pack {id}: {cases} cases, {expectations} expectations, {failures} failed"
    );
    writeln!(out, "{}", end.get(lang))?;
    // Tests that test nothing must not pass.
    Ok(if report.failures.is_empty() && report.expectations > 0 {
        Exit::Done
    } else {
        Exit::Bad
    })
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

fn status_word(status: Status, lang: Lang) -> &'static str {
    match (status, lang) {
        (Status::Raised, Lang::Nl) => "speelt",
        (Status::Raised, Lang::En) => "raised",
        (Status::Open, _) => "open",
        (Status::NotRaised, Lang::Nl) => "speelt niet",
        (Status::NotRaised, Lang::En) => "not raised",
        (Status::OutsideScope, Lang::Nl) => "buiten bereik",
        (Status::OutsideScope, Lang::En) => "outside scope",
    }
}
