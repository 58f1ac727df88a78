//! Black-box tests of the program, and properties of the whole engine over real and generated packs.

mod common;
mod narrowing;
mod oracle;
mod order;
mod pack;
