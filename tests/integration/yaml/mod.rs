//! The YAML reader: what it says of awkward texts, and that what it reads is what others read.

mod attack;
mod corpus;
mod generated;
mod mistakes;
mod same;
