//! What `compare` and `screen --baseline` share: an earlier or later screening, from a profile or a stored result.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::context::Context;
use super::kept::add_decisions;
use super::{CliError, Exit, input};
use crate::pack::Pack;
use crate::profile::{Profile, read_earlier};
use crate::review::{Decisions, judge};
use crate::screening::compare::Subject;
use crate::screening::compare::model::Refused;
use crate::screening::model::Screening;
use crate::screening::{MOST_BYTES, looks_stored, read_stored, screen};
use crate::text::bilingual;

/// The rules of now, and those of then where `--old-rules` names them.
pub(super) struct Rules {
    pub(super) now: Cow<'static, Pack>,
    pub(super) then: Option<Pack>,
}

impl Rules {
    /// Loads both.
    pub(super) fn load(
        context: &mut Context<'_>,
        old_rules: Option<&PathBuf>,
    ) -> Result<Self, CliError> {
        let now = context.pack()?;
        let then = old_rules
            .map(|folder| context.pack_in(folder))
            .transpose()?;
        Ok(Self { now, then })
    }

    /// Returns those of then, which are those of now unless others are named.
    fn then(&self) -> &Pack {
        self.then.as_ref().unwrap_or(&self.now)
    }

    /// Returns all that are at hand, those of now first.
    fn all(&self) -> Vec<&Pack> {
        [self.now.as_ref()].into_iter().chain(&self.then).collect()
    }
}

/// What a file holds.
enum Content {
    Profile(Vec<u8>),
    Result(Box<Screening>),
}

/// Reads what was screened before: a stored result, or a profile, whose answers the rules of now may refuse.
pub(super) fn earlier<'a>(
    path: &Path,
    rules: &'a Rules,
    as_of: &str,
    context: &mut Context<'_>,
) -> Result<Subject<'a>, CliError> {
    let bytes = match content(path, context)? {
        Content::Result(stored) => {
            let has_its_rules = |pack: &&Pack| pack.hash == stored.pack.hash;
            if rules.then.is_some() && !rules.all().iter().any(has_its_rules) {
                return Err(other_rules(path, &stored, context));
            }
            return Ok(Subject::stored(*stored, &rules.all(), context.lang));
        }
        Content::Profile(bytes) => bytes,
    };
    let pack = rules.then();
    let (profile, refused) = if rules.then.is_some() {
        // With its own rules nothing of it is refused.
        (context.read_profile(path, &bytes, pack)?, Vec::new())
    } else {
        tolerant(path, &bytes, pack, context)?
    };
    let screening = screen(pack, &profile, as_of, context.lang);
    Ok(Subject::screened(pack, screening).without(refused))
}

/// Reads what is screened now: a stored result or a profile.
pub(super) fn later<'a>(
    path: &Path,
    rules: &'a Rules,
    as_of: &str,
    bare: bool,
    context: &mut Context<'_>,
) -> Result<Subject<'a>, CliError> {
    match content(path, context)? {
        Content::Result(mut stored) => {
            if bare {
                stored.decisions = None;
            }
            Ok(Subject::stored(*stored, &rules.all(), context.lang))
        }
        Content::Profile(bytes) => {
            let profile = context.read_profile(path, &bytes, &rules.now)?;
            let mut screening = screen(&rules.now, &profile, as_of, context.lang);
            if !bare {
                add_decisions(&mut screening, path, &rules.now, context)?;
            }
            Ok(Subject::screened(&rules.now, screening))
        }
    }
}

/// Returns an earlier screening with the decisions of the later one, as they stood then: judged on its own day and
/// answers. A stored result that holds its own keeps those.
pub(super) fn with_decisions<'a>(
    before: Subject<'a>,
    after: &Subject<'_>,
    pack: &Pack,
    bare: bool,
) -> Subject<'a> {
    if bare {
        return before.decided(None);
    }
    let Some(now) = &after.screening().decisions else {
        return before.decided(None);
    };
    let then = before.screening();
    if then.decisions.is_some() {
        return before;
    }
    let made = judge(&now.entries(), then, &then.as_of, pack.critical);
    before.decided(Some(Decisions::new(made)))
}

/// Says that `--old-rules` names other rules than a result was made with: with those nothing could be told from it.
fn other_rules(path: &Path, stored: &Screening, context: &mut Context<'_>) -> CliError {
    let shown = path.display();
    let (id, version) = (&stored.pack.id, &stored.pack.version);
    let hash: String = stored.pack.hash.chars().take(12).collect();
    context.refuse(
        &bilingual!(
            "`--old-rules` noemt andere regels dan die van `{shown}`",
            "`--old-rules` names other rules than those of `{shown}`"
        ),
        &bilingual!(
            "dat resultaat is gemaakt met {id} {version}, SHA-256 {hash}",
            "that result was made with {id} {version}, SHA-256 {hash}"
        ),
    )
}

fn content(path: &Path, context: &mut Context<'_>) -> Result<Content, CliError> {
    let bytes = input::file(path, MOST_BYTES)
        .map_err(|problem| context.refuse(&problem.message, &problem.help))?;
    let by_name = path.extension().is_some_and(|ending| ending == "json");
    if !(by_name || looks_stored(&bytes)) {
        return Ok(Content::Profile(bytes));
    }
    match read_stored(&path.to_string_lossy(), &bytes) {
        Ok(screening) => Ok(Content::Result(Box::new(screening))),
        Err(error) => Err(context.report_file(&error.source_text, &error.problems)),
    }
}

fn tolerant(
    path: &Path,
    bytes: &[u8],
    pack: &Pack,
    context: &mut Context<'_>,
) -> Result<(Profile, Vec<Refused>), CliError> {
    match read_earlier(&path.to_string_lossy(), bytes, &pack.facts, &pack.places) {
        Ok((profile, problems)) => {
            context.warn(&profile, bytes)?;
            let refused = problems.into_iter().map(|(problem, line)| Refused {
                code: problem.code.to_owned(),
                why: problem.message.get(context.lang).to_owned(),
                line,
            });
            Ok((profile, refused.collect()))
        }
        Err(error) => Err(context.report_file(&error.source_text, &error.problems)),
    }
}

/// Returns the first of two results if both are right, else the error; what is wrong with both has been said.
pub(super) fn both<A, B>(
    one: Result<A, CliError>,
    other: Result<B, CliError>,
) -> Result<(A, B), CliError> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(CliError::Reported(_)), Ok(_) | Err(CliError::Reported(_)))
        | (Ok(_), Err(CliError::Reported(_))) => Err(CliError::Reported(Exit::Bad)),
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}
