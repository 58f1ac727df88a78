//! One profile and one pack → one result.

pub mod explanation;
pub mod model;
