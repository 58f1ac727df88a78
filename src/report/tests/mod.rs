//! What readers see, compared whole, at several widths and in both languages.

mod fixtures;
mod golden;
mod properties;
