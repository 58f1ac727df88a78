//! Proof that conditions mean what the design says.
//!
//! `truth` and `problems` run the cases of `tests/data/conditions`; `oracles`, `narrowing` and `open` compare the
//! engine with others that are simpler and slower, over packs, conditions and answers that `generate` makes up.

mod data;
mod fuzz;
mod generate;
mod limits;
mod narrowing;
mod open;
mod oracles;
mod pack;
mod print;
mod printed;
mod problems;
mod tape;
mod truth;
mod worlds;
