//! `partnerscreen schema`: the JSON Schema of a profile, and of what the program prints.

use std::io::Write;

use super::context::Context;
use super::{CliError, Exit};
use crate::checking::model::Found;
use crate::dossier::history::History;
use crate::dossier::verify::Verification;
use crate::review::Listed;
use crate::screening::compare::model::Comparison;
use crate::screening::explanation::Explanation;
use crate::screening::model::Screening;
use crate::{profile, report};

/// Print the JSON Schema of a profile or a result
#[derive(Debug, clap::Args)]
pub(crate) struct SchemaArgs {
    /// Of what
    of: SchemaOf,
}

/// What has a published schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum SchemaOf {
    Profile,
    Screening,
    Explanation,
    Comparison,
    Check,
    Decisions,
    History,
    Verification,
}

pub(crate) fn run(
    arguments: &SchemaArgs,
    context: &mut Context<'_>,
    out: &mut dyn Write,
) -> Result<Exit, CliError> {
    match arguments.of {
        SchemaOf::Profile => {
            let pack = context.pack()?;
            report::json(&profile::schema(&pack.facts, context.lang), out)?;
        }
        SchemaOf::Screening => report::json(&schemars::schema_for!(Screening), out)?,
        SchemaOf::Comparison => report::json(&schemars::schema_for!(Comparison), out)?,
        SchemaOf::Check => report::json(&schemars::schema_for!(Found), out)?,
        SchemaOf::Decisions => report::json(&schemars::schema_for!(Listed), out)?,
        SchemaOf::History => report::json(&schemars::schema_for!(History), out)?,
        SchemaOf::Verification => report::json(&schemars::schema_for!(Verification), out)?,
        SchemaOf::Explanation => report::json(&schemars::schema_for!(Explanation), out)?,
    }
    Ok(Exit::Done)
}
