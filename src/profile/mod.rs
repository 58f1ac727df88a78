//! The answers of one partnership, read from a profile and checked against the facts.
//!
//! In come bytes and a questionnaire; out comes a [`Profile`], or every [`crate::yaml::Problem`] of the file in one go. A key that no
//! fact has is a problem: nobody loses an answer by a misspelling. What answers mean together is decided in
//! [`crate::screening`].

mod answer;
pub mod edit;
mod lists;
mod read;
mod schema;
mod sites;
mod swallowed;
mod template;
mod unknown;

pub use answer::{Given, GivenAnswer, Reading};
pub use read::{
    GivenList, GivenRecord, ListState, Profile, ProfileError, hash, read, read_earlier, read_partly,
};
pub use schema::schema;
pub use sites::{Site, sites};
pub use template::Template;
