//! `partnerscreen screen`: the main job.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::arguments::FormatArg;
use super::context::Context;
use super::earlier::{Rules, earlier, with_decisions};
use super::kept::Kept;
use super::place::Place;
use super::record::Recorder;
use super::{CliError, Exit, input};
use crate::pack::{LevelIndex, Pack};
use crate::report;
use crate::review::attach;
use crate::screening::compare::{Subject, compare};
use crate::screening::model::{Applies, Screening, Screenings, Status};
use crate::screening::screen;
use crate::text::bilingual;
use crate::yaml::nearest;

/// Screen partnerships: findings, open questions and a plan
#[derive(Debug, clap::Args)]
pub(crate) struct ScreenArgs {
    /// Profiles, folders of profiles, or - for standard input
    #[arg(required = true, value_name = "PROFILE")]
    profiles: Vec<PathBuf>,
    /// List every finding, also those of parts that nothing was filled in for
    #[arg(long)]
    all: bool,
    /// List only findings with this status; the counts still show everything
    #[arg(long, value_name = "STATUS")]
    status: Option<StatusArg>,
    /// Exit with 1 if this advice level is reached or possible, or the advisory does not apply
    #[arg(long, value_name = "LEVEL")]
    fail_on: Option<String>,
    /// Show what changed since this earlier result (`--format json`) or profile, and why
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Use the rule pack in this folder for the baseline
    #[arg(long, value_name = "DIR", requires = "baseline")]
    old_rules: Option<PathBuf>,
    /// Show the result without what was decided
    #[arg(long)]
    no_decisions: bool,
    /// Record nothing in the dossier, and show no changes since the last screening
    #[arg(long)]
    no_record: bool,
}

/// A status that findings can be filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum StatusArg {
    Raised,
    Open,
}

pub(crate) fn run(
    arguments: &ScreenArgs,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let as_of = context.as_of()?;
    let rules = Rules::load(context, arguments.old_rules.as_ref())?;
    let pack = &rules.now;
    let fail_on = fail_on(arguments, pack, context)?;
    context.layout.all = arguments.all;
    context.layout.status = arguments.status.map(|status| match status {
        StatusArg::Raised => Status::Raised,
        StatusArg::Open => Status::Open,
    });
    let paths = input::profiles(&arguments.profiles);
    if paths.is_empty() {
        context.say(
            &bilingual!(
                "er is niets te screenen: geen bestand dat op `.yaml` eindigt",
                "there is nothing to screen: no file that ends in `.yaml`"
            ),
            &bilingual!(
                "noem een profiel, of een map met profielen",
                "name a profile, or a folder of profiles"
            ),
        )?;
        return Ok(Exit::Nothing);
    }
    let several = paths.len() > 1 || arguments.profiles.iter().any(|path| path.is_dir());
    let baseline = match &arguments.baseline {
        None => None,
        Some(_) if several => {
            return Err(context.refuse(
                &bilingual!(
                    "`--baseline` gaat met één profiel",
                    "`--baseline` goes with one profile"
                ),
                &bilingual!(
                    "screen ze een voor een, elk met een eigen eerder resultaat",
                    "screen them one by one, each with an earlier result of its own"
                ),
            ));
        }
        Some(path) => Some(earlier(path, &rules, &as_of, context)?),
    };
    let mut exit = Exit::Done;
    let mut recorder = (!arguments.no_record).then(|| Recorder::new(baseline.is_none()));
    let mut screenings = Vec::new();
    let mut failed = Vec::new();
    for path in paths {
        let shown = match &path {
            Ok(path) => path.display().to_string(),
            Err(_) => String::new(),
        };
        let screened = match path {
            Ok(path) => one(
                &path,
                pack,
                &as_of,
                (arguments.no_decisions, recorder.as_mut()),
                context,
            ),
            Err(problem) => Err(context.refuse(&problem.message, &problem.help)),
        };
        match screened {
            Ok(screening) => screenings.push(screening),
            Err(CliError::Reported(_)) => {
                exit = Exit::Bad;
                failed.push(shown);
            }
            Err(error) => return Err(error),
        }
    }
    if screenings.is_empty() {
        return Ok(exit);
    }
    if exit == Exit::Done
        && screenings
            .iter()
            .any(|screening| reaches(screening, fail_on, pack))
    {
        exit = Exit::Reached;
    }
    if exit == Exit::Done && recorder.is_some_and(|recorder| recorder.failed) {
        exit = Exit::Unrecorded;
    }
    // Stable: partnerships that are equally pressing keep the order they were named in.
    screenings.sort_by_key(|screening| std::cmp::Reverse(pressing(screening, pack)));
    if let Some(before) = baseline {
        for screening in &mut screenings {
            let after = Subject::screened(pack, screening.clone());
            let before = with_decisions(before.clone(), &after, pack, arguments.no_decisions);
            screening.changes = Some(Box::new(compare(&before, &after, context.lang)));
        }
    }
    print(screenings, failed, several, context, out)?;
    Ok(exit)
}

/// Screens one profile, with what was decided about it, and records it where a dossier stands beside it.
fn one(
    path: &Path,
    pack: &Pack,
    as_of: &str,
    (bare, mut recorder): (bool, Option<&mut Recorder>),
    context: &mut Context<'_>,
) -> Result<Screening, CliError> {
    let bytes =
        input::profile(path).map_err(|problem| context.refuse(&problem.message, &problem.help))?;
    let profile = context.read_profile(path, &bytes, pack)?;
    let mut screening = screen(pack, &profile, as_of, context.lang);
    // Standard input belongs to no folder.
    if path.as_os_str() == input::STDIN {
        return Ok(screening);
    }
    // What cannot be read is told before anything is recorded.
    let place = Place::of(path);
    let entries = match &mut recorder {
        _ if bare => None,
        Some(recorder) => recorder.decisions(&place, context)?,
        None => Kept::of(path).entries_to_show(context)?,
    };
    let before = match &mut recorder {
        Some(recorder) => recorder.record(&place, &bytes, pack, &screening, context)?,
        None => None,
    };
    // Recorded is what the profile comes to, without what people decided about it.
    if let Some(entries) = entries {
        attach(&mut screening, &entries, pack.critical);
    }
    if let (Some(recorder), Some(before)) = (recorder, before) {
        recorder.add_changes(&place, &before, pack, &mut screening, context)?;
    }
    Ok(screening)
}

fn print(
    screenings: Vec<Screening>,
    failed: Vec<String>,
    several: bool,
    context: &Context<'_>,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    match (context.format, several) {
        (FormatArg::Json, true) => report::json(&Screenings::new(screenings, failed), out)?,
        (FormatArg::Json, false) => {
            for screening in &screenings {
                report::json(screening, out)?;
            }
        }
        (FormatArg::Table | FormatArg::Markdown, true) => {
            report::overview(&screenings, &context.layout, out)?;
            if !failed.is_empty() {
                let failed = failed.join(", ");
                let paths = report::harmless(&failed);
                let line = bilingual!("Niet gescreend: {paths}", "Not screened: {paths}");
                writeln!(out, "{}", line.get(context.lang))?;
            }
            for screening in &screenings {
                writeln!(out)?;
                report::screen(screening, &context.layout, out)?;
            }
        }
        (FormatArg::Table | FormatArg::Markdown, false) => {
            for screening in &screenings {
                report::screen(screening, &context.layout, out)?;
            }
        }
    }
    Ok(())
}

fn fail_on(
    arguments: &ScreenArgs,
    pack: &Pack,
    context: &mut Context<'_>,
) -> Result<Option<LevelIndex>, CliError> {
    let Some(wanted) = &arguments.fail_on else {
        return Ok(None);
    };
    let ids: Vec<&str> = pack.levels.iter().map(|level| level.id.as_str()).collect();
    let found = ids
        .iter()
        .position(|id| id == wanted)
        .and_then(|number| u16::try_from(number).ok());
    if let Some(number) = found {
        return Ok(Some(LevelIndex(number)));
    }
    let help = if let Some(near) = nearest(wanted, ids.iter().copied()) {
        bilingual!("bedoelde u `{near}`?", "did you mean `{near}`?")
    } else {
        let listed = ids.join("`, `");
        bilingual!("kies uit: `{listed}`", "choose from: `{listed}`")
    };
    Err(context.refuse(
        &bilingual!(
            "er is geen niveau `{wanted}`",
            "there is no advice level `{wanted}`"
        ),
        &help,
    ))
}

fn level(pack: &Pack, id: &str) -> usize {
    pack.levels
        .iter()
        .position(|level| level.id == id)
        .unwrap_or_default()
}

/// Tells whether a level is reached or still possible. Where the advisory does not apply nobody can say that it is not.
fn reaches(screening: &Screening, fail_on: Option<LevelIndex>, pack: &Pack) -> bool {
    let Some(wanted) = fail_on else { return false };
    screening.scope.applies == Applies::No
        || screening
            .outcome
            .as_ref()
            .is_some_and(|outcome| level(pack, &outcome.highest) >= usize::from(wanted.0))
}

/// Orders screenings: what is certain, then what is possible, then how much of it.
fn pressing(screening: &Screening, pack: &Pack) -> impl Ord + use<> {
    let outcome = screening.outcome.as_ref();
    (
        outcome.is_some(),
        // Where it is open whether the advisory applies nothing is certain, as where nothing is established yet.
        outcome
            .and_then(|outcome| outcome.lowest.as_ref())
            .map_or(0, |id| level(pack, id)),
        outcome.map(|outcome| level(pack, &outcome.highest)),
        screening
            .findings
            .iter()
            .filter(|finding| finding.status == Status::Raised)
            .map(|finding| std::cmp::Reverse(finding.priority))
            .max(),
        screening.counts.raised,
        screening.counts.open,
    )
}
