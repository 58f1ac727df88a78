//! `partnerscreen pack`: for whoever maintains a rule pack.

use std::io::Write;

use super::context::Context;
use super::{CliError, Exit};
use crate::authoring::{self, CheckReport, TestReport};
use crate::pack::load;
use crate::screening::model::Status;
use crate::text::{Lang, Text, bilingual};

/// Check or test a rule pack
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
