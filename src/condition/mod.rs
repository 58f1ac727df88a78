//! Rhai text → typed expression with three truth values → truth, blockers, explanation.
//!
//! Rhai parses; [`compile`] checks every name, type and option against the facts and lowers the text to a
//! [`Node`], which is evaluated here and never by Rhai: there a missing answer would get a truth value by
//! accident of the operator. An unanswered fact makes its test *unknown*, and `&&`, `||`, `!` are strong Kleene.
//!
//! Nothing here knows what a rule or a finding is.

mod blockers;
mod evaluate;
mod locator;
mod lower;
mod node;
mod print;
mod surface;
mod syntax;
mod truth;

pub use blockers::{Blocker, blockers};
pub use evaluate::{Bindings, evaluate};
pub use lower::{MAX_INLINED, MAX_LENGTH, NamedCondition, Scope, compile, is_reserved};
pub use node::{Comparison, ConditionIndex, Leaf, Node, Quantifier, Test};
pub use print::{Name, print};
pub use truth::Truth;

#[cfg(test)]
mod tests;
