//! What readers see, compared whole, at several widths and in both languages.

mod compare;
mod fixtures;
mod golden;
mod properties;
