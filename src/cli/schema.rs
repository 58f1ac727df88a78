//! `partnerscreen schema`: the JSON Schema of what the program prints.

use std::io::Write;

use super::{CliError, Exit};
use crate::report;
use crate::screening::explanation::Explanation;
use crate::screening::model::Screening;

/// Print the JSON Schema of a result
#[derive(Debug, clap::Args)]
pub(crate) struct SchemaArgs {
    /// Which result
    of: SchemaOf,
}

/// What has a published schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum SchemaOf {
    Screening,
    Explanation,
}

pub(crate) fn run(arguments: &SchemaArgs, out: &mut dyn Write) -> Result<Exit, CliError> {
    let schema = match arguments.of {
        SchemaOf::Screening => schemars::schema_for!(Screening),
        SchemaOf::Explanation => schemars::schema_for!(Explanation),
    };
    report::json(&schema, out)?;
    Ok(Exit::Done)
}
