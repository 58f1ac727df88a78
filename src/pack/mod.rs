//! A rule pack: what an advisory says, as data.

mod priority;

pub use priority::Priority;
