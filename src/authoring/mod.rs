//! What the maintainer of a rule pack needs: what in it is unused, uncovered or constant, and whether its tests pass.
//!
//! Loading has refused what has no meaning; here stands what has a meaning but hardly the one intended.

mod alter;
mod cases;
mod check;
mod constant;
mod coverage;
mod expect;
mod mutants;
pub mod reference;
mod sites;
mod survivors;
mod test;
mod wording;

pub use cases::{TestError, Whole, wholes};
pub use check::{CheckReport, Counts, Finding, check};
pub use coverage::{Coverage, Covered, by_kind, covered};
pub use mutants::{Mutant, MutationReport, mutants};
pub use survivors::Survivor;
pub use test::{CaseFailure, RuleCoverage, TestReport, test};
pub use wording::lint;
