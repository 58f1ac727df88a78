//! Arguments, in English as `clap` has them and in Dutch.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use super::{
    Exit, Surroundings, add, ask, check, compare, dutch, explain, history, init, new, pack, plan,
    questions, review, schema, screen, set, unset, verify,
};
use crate::text::Lang;

/// Screen a partnership of a Dutch municipality or province with a counterpart in China
#[derive(Debug, Parser)]
#[command(
    name = "partnerscreen",
    version,
    disable_help_subcommand = true,
    propagate_version = false
)]
pub struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Use the rule pack in this folder instead of the built-in one
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) rules: Option<PathBuf>,
    /// Language of everything printed
    #[arg(long, global = true, value_name = "LANG")]
    pub(crate) lang: Option<LangArg>,
    /// Date the result with this day instead of today
    #[arg(long, global = true, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// Use colour: on a terminal, always, or never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorArg,
    /// Form of the result
    #[arg(long, global = true, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: FormatArg,
    /// Width in columns; by default that of the terminal, or 100
    #[arg(long, global = true, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub(crate) width: Option<u16>,
    /// Write the result to this file instead of the terminal
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Screen(screen::ScreenArgs),
    Explain(explain::ExplainArgs),
    Questions(questions::QuestionsArgs),
    Plan(plan::PlanArgs),
    Check(check::CheckArgs),
    Compare(compare::CompareArgs),
    Review(review::ReviewArgs),
    Init(init::InitArgs),
    History(history::HistoryArgs),
    Verify(verify::VerifyArgs),
    New(new::NewArgs),
    Ask(ask::AskArgs),
    Set(set::SetArgs),
    Unset(unset::UnsetArgs),
    Add(add::AddArgs),
    Pack(pack::PackArgs),
    Schema(schema::SchemaArgs),
}

/// A language, as `--lang` takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LangArg {
    Nl,
    En,
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::Nl => Self::Nl,
            LangArg::En => Self::En,
        }
    }
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorArg {
    Auto,
    Always,
    Never,
}

/// The form of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatArg {
    Table,
    Json,
    /// Only what `compare` prints.
    Markdown,
}

/// Returns the command with its help in a language.
#[must_use]
pub fn command(lang: Lang) -> clap::Command {
    let command = Cli::command();
    match lang {
        Lang::Nl => dutch::translate(command),
        Lang::En => command,
    }
}

/// Returns the language asked for: by `--lang`, else by the locale, else English.
///
/// Read before the arguments are parsed, because their errors are to be in that language too.
pub(crate) fn language(arguments: &[OsString], surroundings: &Surroundings) -> Lang {
    let texts: Vec<_> = arguments
        .iter()
        .map(|argument| argument.to_string_lossy())
        .collect();
    let asked =
        texts
            .iter()
            .enumerate()
            .find_map(|(number, text)| match text.strip_prefix("--lang") {
                Some("") => texts.get(number + 1).map(ToString::to_string),
                Some(rest) => rest.strip_prefix('=').map(str::to_owned),
                None => None,
            });
    match asked.as_deref() {
        Some("nl") => Lang::Nl,
        Some("en") => Lang::En,
        _ if surroundings.locale.to_lowercase().starts_with("nl") => Lang::Nl,
        _ => Lang::En,
    }
}

pub(crate) fn parse(arguments: &[OsString], lang: Lang) -> Result<Cli, clap::Error> {
    // The languages differ in their help and messages only, and those are needed when something is wrong.
    let matches = Cli::command()
        .try_get_matches_from(arguments)
        .or_else(|_| command(lang).try_get_matches_from(arguments))?;
    Cli::from_arg_matches(&matches)
}

/// Prints help, version, or what is wrong with the arguments.
pub(crate) fn report(
    error: &clap::Error,
    lang: Lang,
    surroundings: &Surroundings,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Exit> {
    let shown = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = error.render();
            let text = if surroundings.out_color {
                text.ansi().to_string()
            } else {
                text.to_string()
            };
            // The word stands in the usage line, which clap makes.
            let text = if lang == Lang::Nl {
                text.replace("[OPTIONS]", "[OPTIES]")
            } else {
                text
            };
            return super::quiet(out.write_all(text.as_bytes())).map(|()| Exit::Done);
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => error.render().to_string(),
        _ if lang == Lang::Nl => dutch::error(error),
        _ => error.render().to_string(),
    };
    super::quiet(err.write_all(shown.as_bytes())).map(|()| Exit::Bad)
}
