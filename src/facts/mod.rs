//! What can be asked about a partnership, and what an answer may be.
//!
//! In come the facts of a rule pack; out comes [`Facts`], in which every fact has a number, a kind and a place in
//! the table of answers. Nothing here knows a rule, a condition or a file.

mod country;
mod fact;
mod names;
mod places;
mod table;
mod value;

pub use country::is_country;
pub use fact::{AnswerOption, Fact, FactIndex, Facts, Kind, ListIndex, Records, Section, Spot};
pub use places::{Place, Places, PlacesBuilder, fold};
pub use table::{AnswerTable, Cell, List, Record, Row};
pub use value::Value;
