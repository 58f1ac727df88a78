//! A rule pack: what an advisory says, as data.
//!
//! In come the files of a pack; out comes a [`Pack`] in which every id is a number and every condition is compiled
//! ([`load`]), or every problem of every file. The default pack is embedded in the program in a compact form that
//! was checked when the program was built ([`crate::embedded`]). A pack never sees a profile.

mod entries;
mod form;
mod load;
mod model;
mod placeholder;
mod priority;
mod wording;

pub use load::{FileProblems, PackError, PackFiles, load, wording};
pub use model::{
    Action, ActionIndex, ActionRef, Conflict, ContradictionPolicy, Critical, Ground, GuidanceIndex,
    GuidanceItem, GuidanceKind, GuidanceSection, Level, LevelIndex, Named, OpenActions, Pack,
    Remark, Rule, ScopeRule, Source, Strength, Timing, TimingWhen, Titled,
};
pub use placeholder::{Placeholder, parts};
pub use priority::Priority;
pub use wording::{Pattern, Purpose, Selector, SentenceLimit, Wording, plain};

/// Reads a text of a file, in both languages.
pub(crate) use form::text as read_text;
