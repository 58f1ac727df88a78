//! What readers see, compared whole, at several widths and in both languages.

mod compare;
pub(crate) mod fixtures;
mod golden;
pub(crate) mod properties;
