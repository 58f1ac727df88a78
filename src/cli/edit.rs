//! What `set`, `unset`, `add` and `ask` share: one change of a profile, checked, written and told.

use std::io::Write;
use std::path::Path;

use super::context::Context;
use super::store::{StoreError, Stored};
use super::{CliError, Exit, input, store};
use crate::pack::Pack;
use crate::profile::edit::{Change, change, told};
use crate::text::{Text, bilingual};
use crate::yaml::{Limits, Problem};

/// The mark that some editors put at the beginning of a file.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Makes a change in a profile and tells it, for a command that does nothing else.
pub(super) fn run(
    path: &Path,
    wanted: &Change,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    let pack = context.pack()?;
    let wanted = std::slice::from_ref(wanted);
    let changed = match tried(path, wanted, context, &pack) {
        Ok(changed) => changed,
        Err(Refused::Change(problem)) => {
            return Err(context.refuse(&problem.message, &problem.help.unwrap_or_default()));
        }
        Err(Refused::File(error)) => return Err(error),
    };
    let text =
        changed.unwrap_or_else(|| bilingual!("er is niets veranderd", "nothing was changed"));
    let shown = path.display().to_string();
    writeln!(
        out,
        "{}: {}",
        crate::report::harmless(&shown),
        crate::report::harmless(text.get(context.lang))
    )?;
    Ok(Exit::Done)
}

/// Why a change was not made.
pub(super) enum Refused {
    /// It cannot be made in this profile; this is still to be said.
    Change(Problem),
    /// The file cannot be read or written, which was said.
    File(CliError),
}

impl From<CliError> for Refused {
    fn from(error: CliError) -> Self {
        Self::File(error)
    }
}

/// Makes changes in a profile, all in one go, and returns what to say of the last; `None` where the profile says so
/// already.
pub(super) fn tried(
    path: &Path,
    wanted: &[Change],
    context: &mut Context<'_>,
    pack: &Pack,
) -> Result<Option<Text>, Refused> {
    if path.as_os_str() == input::STDIN {
        return Err(Refused::File(context.refuse(
            &bilingual!(
                "standaardinvoer kan niet worden veranderd",
                "standard input cannot be changed"
            ),
            &bilingual!("noem een bestand", "name a file"),
        )));
    }
    // The same messages as for reading, which says of a folder or a missing file what was meant.
    input::profile(path).map_err(|problem| context.refuse(&problem.message, &problem.help))?;
    let stored = Stored::open(path, Limits::PROFILE.bytes)
        .map_err(|error| refused(context, path, &error))?;
    let before = context.read_profile(path, &stored.bytes, pack)?;
    let (mark, bytes) = without_mark(&stored.bytes);
    let text = String::from_utf8_lossy(bytes);
    let mut new = text.clone().into_owned();
    for wanted in wanted {
        new = change(&new, &pack.facts, &pack.places, wanted).map_err(Refused::Change)?;
    }
    if *new == *text {
        return Ok(None);
    }
    let bytes = [mark, new.as_bytes()].concat();
    stored
        .replace(&bytes)
        .map_err(|error| refused(context, path, &error))?;
    let after = context.read_profile(path, &bytes, pack)?;
    let last = wanted.last();
    Ok(last.map(|wanted| told(&before, &after, &pack.facts, &pack.places, wanted)))
}

/// Returns the byte-order mark of a file, if it has one, and what stands behind it.
pub(super) fn without_mark(bytes: &[u8]) -> (&'static [u8], &[u8]) {
    match bytes.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => (BYTE_ORDER_MARK, rest),
        None => (b"", bytes),
    }
}

/// Says why a file was not changed, and returns the error that ends the run.
pub(super) fn refused(context: &mut Context<'_>, path: &Path, error: &StoreError) -> CliError {
    let shown = path.display();
    let why = match error {
        StoreError::Busy => Text::new(
            "een ander venster verandert dit bestand net",
            "another window is changing this file right now",
        ),
        StoreError::Changed => Text::new(
            "het bestand is intussen veranderd",
            "the file was changed meanwhile",
        ),
        StoreError::ReadOnly => Text::new("het bestand is alleen-lezen", "the file is read-only"),
        StoreError::Owner => Text::new(
            "het bestand is van iemand anders, en dat moet zo blijven",
            "the file belongs to somebody else, and that must stay so",
        ),
        StoreError::Linked => Text::new(
            "het bestand heeft meer dan één naam (harde koppelingen)",
            "the file has more than one name (hard links)",
        ),
        StoreError::Io(error) => store::reason(error),
    };
    let (nl, en) = (&why.nl, &why.en);
    context.refuse(
        &bilingual!(
            "`{shown}` is niet veranderd: {nl}",
            "`{shown}` was not changed: {en}"
        ),
        &bilingual!("het bestand is zoals het was", "the file is as it was"),
    )
}
