//! Starts the command line, nothing else.

#![forbid(unsafe_code)]

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use partnerscreen::cli::{Exit, Surroundings, run};

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    // Nothing of a result is kept back by a buffer: it is written in one go.
    let outcome = run(
        &arguments,
        &surroundings(),
        // Not locked: a profile may be read from standard input too.
        &mut io::BufReader::new(io::stdin()),
        &mut io::stdout().lock(),
        &mut io::stderr().lock(),
    );
    match outcome {
        Ok(exit) => ExitCode::from(exit as u8),
        Err(_) => ExitCode::from(Exit::Bad as u8),
    }
}

fn surroundings() -> Surroundings {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(variable);
    let wants_color = |choice: anstream::ColorChoice| choice != anstream::ColorChoice::Never;
    Surroundings {
        locale: locale.unwrap_or_default(),
        today: || jiff::ZonedDateTime::now().date().to_string(),
        now: || {
            jiff::Timestamp::now()
                .strftime("%Y-%m-%dT%H:%M:%SZ")
                .to_string()
        },
        columns: io::stdout()
            .is_terminal()
            .then(terminal_size::terminal_size)
            .flatten()
            .map(|(width, _)| usize::from(width.0)),
        interactive: io::stdin().is_terminal() && io::stderr().is_terminal(),
        out_color: wants_color(anstream::AutoStream::choice(&io::stdout())),
        err_color: wants_color(anstream::AutoStream::choice(&io::stderr())),
    }
}
