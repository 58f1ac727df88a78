//! What the maintainer of a rule pack needs: what in it is unused, uncovered or constant, and whether its tests pass.
//!
//! Loading has refused what has no meaning; here stands what has a meaning but hardly the one intended.

mod cases;
mod check;
mod constant;
pub mod reference;

pub use cases::{CaseFailure, RuleCoverage, TestError, TestReport, test};
pub use check::{CheckReport, Coverage, Finding, check};
