//! Black-box tests of the program, and properties of the whole engine over real and generated packs.

mod commands;
mod common;
mod golden;
mod narrowing;
mod oracle;
mod order;
mod pack;
mod profiles;
mod schema;
