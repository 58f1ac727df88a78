//! Screens partnerships of Dutch municipalities and provinces with counterparts in China against an advisory.
//!
//! A declarative rule pack holds what the advisory says; a YAML profile holds what is known about one
//! partnership; out come prioritized findings, open questions and a plan. See `docs/design.md`.

#![forbid(unsafe_code)]

pub mod authoring;
pub mod checking;
pub mod cli;
pub mod condition;
pub mod dossier;
pub mod embedded;
pub mod facts;
pub mod interactive;
pub mod pack;
pub mod profile;
pub mod report;
pub mod review;
pub mod screening;
pub mod text;
pub mod yaml;
