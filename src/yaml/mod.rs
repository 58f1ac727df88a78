//! Reads YAML that somebody wrote by hand into a tree that knows the place of every key and value.
//!
//! In come bytes that nobody trusts; out come a [`Document`] and every [`Problem`] found, in file order. Limits on
//! size, depth, number of values and alias expansion hold before anything is built. What a value *means* is
//! decided elsewhere: here a scalar is its text, and whether it was quoted.

mod builder;
pub mod edit;
mod guard;
mod limits;
mod mapping;
mod parts;
mod problem;
mod reader;
mod syntax;
mod traps;
mod tree;
mod write;

pub use limits::Limits;
pub use problem::{Problem, Repair, Severity, in_order, nearest, only_nearest};
pub use reader::{read, read_parts};
pub use tree::{Document, Entry, Node, Position, Scalar, Source, Span, Value, line_starts};
pub use write::scalar;
