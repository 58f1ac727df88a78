//! Black-box tests of the program, and properties of the whole engine over real and generated packs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::ifs_same_cond,
    clippy::same_functions_in_if_condition,
    clippy::needless_pass_by_value,
    reason = "a test stops at the first surprise; the lints see helper functions as production code"
)]

mod ask;
mod asked;
mod check;
mod commands;
mod common;
mod compare;
mod coverage;
mod docs;
mod dossier;
mod edit;
mod format;
mod golden;
#[cfg(unix)]
mod interview;
mod links;
mod lookups;
mod mutants;
mod narrowing;
mod new;
mod oracle;
mod order;
mod pack;
mod places;
mod profiles;
mod reasons;
mod review;
mod schema;
mod small;
mod suggestions;
#[cfg(unix)]
mod terminal;
mod texts;
mod wording;
mod yaml;
