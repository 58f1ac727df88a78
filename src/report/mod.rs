//! The result for people and programs: one format a file.
//!
//! Everything here renders a finished [`crate::screening::model::Screening`] or explanation; nothing here decides.
