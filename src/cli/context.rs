//! What every command needs: the pack, the day, the language, and a place for messages.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{self, BufRead, Write};
use std::path::Path;

use super::arguments::{Cli, ColorArg, Command, FormatArg};
use super::{CliError, Exit, input, store};
use crate::dossier::Dossier;
use crate::pack::{Pack, PackFiles};
use crate::profile::Profile;
use crate::report::{self, Layout};
use crate::text::{Lang, Text, bilingual};
use crate::yaml::{self, Limits};
use crate::{embedded, pack, profile};

/// What the program finds around it: the terminal, the locale, the clock.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// The locale, such as `nl_NL.UTF-8`; empty if there is none.
    pub locale: String,
    /// Returns today, `2026-11-24`; asked only where `--as-of` does not say, because finding the time zone takes time.
    pub today: fn() -> String,
    /// Returns this moment in universal time, `2026-11-24T12:00:00Z`.
    pub now: fn() -> String,
    /// Columns of the terminal that results go to; `None` where it is none.
    pub columns: Option<usize>,
    /// Whether somebody is there to answer questions.
    pub interactive: bool,
    /// Whether results are wanted in colour unless `--color` says otherwise.
    pub out_color: bool,
    /// The same for messages.
    pub err_color: bool,
}

/// Columns where there is no terminal to ask.
const PIPED: usize = 100;

/// The narrowest line that anything is laid out for.
const NARROWEST: usize = 20;

pub(crate) struct Context<'a> {
    pub(crate) lang: Lang,
    pub(crate) layout: Layout,
    pub(crate) format: FormatArg,
    as_of: String,
    now: fn() -> String,
    /// Where the result is to be written, if not to the terminal.
    pub(crate) output: Option<&'a Path>,
    rules: Option<&'a Path>,
    pub(crate) interactive: bool,
    /// Whether there is a terminal both to press keys in and to draw on.
    pub(crate) has_screen: bool,
    err_color: bool,
    /// Warnings that were printed, by file and message: each is told once, however often a file is read.
    warned: BTreeSet<(String, String)>,
    input: &'a mut dyn BufRead,
    err: &'a mut dyn Write,
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        cli: &'a Cli,
        lang: Lang,
        surroundings: &Surroundings,
        input: &'a mut dyn BufRead,
        err: &'a mut dyn Write,
    ) -> Self {
        let color = |wanted| match cli.color {
            ColorArg::Auto => wanted,
            ColorArg::Always => true,
            ColorArg::Never => false,
        };
        let width = cli
            .width
            .map(usize::from)
            .or(surroundings.columns)
            .unwrap_or(PIPED)
            .max(NARROWEST);
        Self {
            lang,
            layout: Layout {
                width,
                // A file is read by who knows what; only a terminal shows colour unasked.
                color: color(surroundings.out_color && cli.output.is_none()),
                ..Layout::default()
            },
            format: cli.format,
            as_of: cli.as_of.clone().unwrap_or_else(|| (surroundings.today)()),
            now: surroundings.now,
            output: cli.output.as_deref(),
            rules: cli.rules.as_deref(),
            interactive: surroundings.interactive,
            has_screen: surroundings.interactive && surroundings.columns.is_some(),
            err_color: color(surroundings.err_color),
            warned: BTreeSet::new(),
            input,
            err,
        }
    }

    /// Refuses a form of result that the command does not have.
    pub(crate) fn check_format(&mut self, cli: &Cli) -> Result<(), CliError> {
        let has_markdown = matches!(cli.command, Command::Compare(_));
        if self.format != FormatArg::Markdown || has_markdown {
            return Ok(());
        }
        Err(self.refuse(
            &bilingual!(
                "alleen `compare` heeft de vorm `markdown`",
                "only `compare` has the format `markdown`"
            ),
            &bilingual!("kies `table` of `json`", "choose `table` or `json`"),
        ))
    }

    /// Returns the day to print.
    pub(crate) fn as_of(&mut self) -> Result<String, CliError> {
        let is_day = self.as_of.len() == 10 && self.as_of.parse::<jiff::civil::Date>().is_ok();
        if is_day {
            return Ok(self.as_of.clone());
        }
        let given = self.as_of.clone();
        Err(self.refuse(
            &bilingual!("`{given}` is geen datum", "`{given}` is not a date"),
            &bilingual!(
                "schrijf jaar-maand-dag: `--as-of 2026-05-01`",
                "write year-month-day: `--as-of 2026-05-01`"
            ),
        ))
    }

    /// Returns this moment.
    pub(crate) fn now(&self) -> String {
        (self.now)()
    }

    /// Says on `err` what is wrong, and returns the error that ends the run.
    pub(crate) fn refuse(&mut self, message: &Text, help: &Text) -> CliError {
        match self.say(message, help) {
            Ok(()) => CliError::Reported(Exit::Bad),
            Err(error) => CliError::Write(error),
        }
    }

    /// Says on `err` what is wrong.
    pub(crate) fn say(&mut self, message: &Text, help: &Text) -> io::Result<()> {
        let (error, hint) = match self.lang {
            Lang::Nl => ("fout", "hulp"),
            Lang::En => ("error", "help"),
        };
        writeln!(
            self.err,
            "{error}: {}",
            report::harmless(message.get(self.lang))
        )?;
        let help = report::harmless(help.get(self.lang));
        if help.is_empty() {
            Ok(())
        } else {
            writeln!(self.err, "  = {hint}: {help}")
        }
    }

    /// Says on `err` what was done.
    pub(crate) fn note(&mut self, message: &Text) -> io::Result<()> {
        writeln!(self.err, "{}", report::harmless(message.get(self.lang)))
    }

    /// Says on `err` that opening a dossier brought it to this version, where it did.
    pub(crate) fn note_migrated(&mut self, dossier: &Dossier) -> io::Result<()> {
        let Some(copy) = dossier.copy() else {
            return Ok(());
        };
        let copy = copy.display();
        self.note(&bilingual!(
            "Het dossier is bijgewerkt voor deze versie van het programma. Zoals het was, staat het in `{copy}`.",
            "The dossier was brought to this version of the program. As it was, it stands in `{copy}`."
        ))
    }

    /// Asks a question on `err` and returns the line that is typed; `None` where it is empty or the input ends.
    pub(crate) fn ask(&mut self, question: &Text) -> io::Result<Option<String>> {
        self.tell(question)?;
        let answer = self.prompt()?.unwrap_or_default().trim().to_owned();
        Ok((!answer.is_empty()).then_some(answer))
    }

    /// Says something on `err` that is no error.
    pub(crate) fn tell(&mut self, text: &Text) -> io::Result<()> {
        report::said(text.get(self.lang), &self.layout, self.err)
    }

    /// Shows on `err` what a report writes, with an empty line behind it.
    pub(crate) fn show(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        write(self.err)?;
        writeln!(self.err)
    }

    /// Waits for a line to be typed; `None` where the input has ended.
    pub(crate) fn prompt(&mut self) -> io::Result<Option<String>> {
        write!(self.err, "> ")?;
        self.err.flush()?;
        let line = self.line()?;
        writeln!(self.err)?;
        Ok(line)
    }

    /// Reads a line of the input, without its end; `None` where there is none.
    pub(crate) fn line(&mut self) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        let read = self.input.read_until(b'\n', &mut line)?;
        // What is no text shows as U+FFFD, which is no answer to anything.
        let line = String::from_utf8_lossy(&line);
        Ok((read > 0).then(|| line.trim_end_matches(['\n', '\r']).to_owned()))
    }

    /// Prints the problems of a file on `err`.
    pub(crate) fn diagnose(
        &mut self,
        source: &crate::yaml::Source,
        problems: &[crate::yaml::Problem],
    ) -> io::Result<()> {
        report::diagnostics(&[(source, problems)], self.lang, self.err_color, self.err)
    }

    /// Returns the pack: that of `--rules`, else the built-in one.
    pub(crate) fn pack(&mut self) -> Result<Cow<'static, Pack>, CliError> {
        if self.rules.is_none() {
            return embedded::shared()
                .map(Cow::Borrowed)
                .map_err(|error| self.refuse(&Text::same(error.to_string()), &Text::same("")));
        }
        let files = self.pack_files()?;
        pack::load(&files)
            .map(Cow::Owned)
            .map_err(|error| self.report_pack(&error))
    }

    /// Returns the pack in a folder.
    pub(crate) fn pack_in(&mut self, folder: &Path) -> Result<Pack, CliError> {
        let files = input::pack_files(folder)
            .map_err(|problem| self.refuse(&problem.message, &problem.help))?;
        pack::load(&files).map_err(|error| self.report_pack(&error))
    }

    /// Returns the files of the pack.
    pub(crate) fn pack_files(&mut self) -> Result<PackFiles, CliError> {
        match self.rules {
            None => embedded::files()
                .map_err(|error| self.refuse(&Text::same(error.to_string()), &Text::same(""))),
            Some(folder) => input::pack_files(folder)
                .map_err(|problem| self.refuse(&problem.message, &problem.help)),
        }
    }

    /// Prints every problem of a file, and returns the error that ends the run.
    pub(crate) fn report_file(
        &mut self,
        source: &crate::yaml::Source,
        problems: &[crate::yaml::Problem],
    ) -> CliError {
        match self.diagnose(source, problems) {
            Ok(()) => CliError::Reported(Exit::Bad),
            Err(error) => CliError::Write(error),
        }
    }

    /// Prints every problem of a pack.
    pub(crate) fn report_pack(&mut self, error: &pack::PackError) -> CliError {
        for file in &error.0 {
            if let Err(error) = self.diagnose(&file.source, &file.problems) {
                return CliError::Write(error);
            }
        }
        CliError::Reported(Exit::Bad)
    }

    /// Reads and checks one profile; what is wrong with it is printed.
    pub(crate) fn profile(&mut self, path: &Path, pack: &Pack) -> Result<Profile, CliError> {
        let bytes =
            input::profile(path).map_err(|problem| self.refuse(&problem.message, &problem.help))?;
        self.read_profile(path, &bytes, pack)
    }

    /// Reads and checks one profile from its bytes; what is wrong with it is printed.
    pub(crate) fn read_profile(
        &mut self,
        path: &Path,
        bytes: &[u8],
        pack: &Pack,
    ) -> Result<Profile, CliError> {
        let shown = path.to_string_lossy();
        match profile::read(&shown, bytes, &pack.facts, &pack.places) {
            Ok(profile) => {
                self.warn(&profile, bytes)?;
                Ok(profile)
            }
            Err(error) => Err(self.report_file(&error.source_text, &error.problems)),
        }
    }

    /// Prints the warnings of a profile that were not printed yet.
    pub(crate) fn warn(&mut self, profile: &Profile, bytes: &[u8]) -> io::Result<()> {
        let mut new = profile.warnings.clone();
        new.retain(|warning| {
            let message = warning.message.en.clone().into_owned();
            self.warned.insert((profile.path.clone(), message))
        });
        if new.is_empty() {
            return Ok(());
        }
        let document = yaml::read(&profile.path, bytes, Limits::PROFILE);
        self.diagnose(&document.source, &new)
    }

    /// Returns what every command about one profile needs: the day, the pack and the profile.
    pub(crate) fn subject(
        &mut self,
        path: &Path,
    ) -> Result<(String, Cow<'static, Pack>, Profile), CliError> {
        let as_of = self.as_of()?;
        let pack = self.pack()?;
        let profile = self.profile(path, &pack)?;
        Ok((as_of, pack, profile))
    }

    /// Writes a result to where it is wanted; `false` where a file could not be written, which is said.
    pub(crate) fn deliver(
        &mut self,
        cli: &Cli,
        result: &[u8],
        out: &mut dyn Write,
    ) -> io::Result<bool> {
        let Some(path) = &cli.output else {
            out.write_all(result)?;
            out.flush()?;
            return Ok(true);
        };
        if result.is_empty() {
            return Ok(true);
        }
        match store::replace(path, result) {
            Ok(()) => Ok(true),
            Err(error) => {
                let shown = path.display();
                let Text { nl, en } = store::reason(&error);
                self.say(
                    &bilingual!(
                        "`{shown}` kan niet worden geschreven: {nl}",
                        "`{shown}` cannot be written: {en}"
                    ),
                    &bilingual!("er is niets veranderd", "nothing was changed"),
                )?;
                Ok(false)
            }
        }
    }
}
