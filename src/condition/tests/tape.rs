//! Numbers that decide what a test makes up.
//!
//! Every choice reads one number of the tape, and an empty tape reads as zeros, so that proptest can make a failing
//! case smaller without knowing what the numbers stand for.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};

/// How many cases each oracle runs; `PROPTEST_CASES` sets another number.
const CASES: u32 = 500;

/// Numbers that decide.
#[derive(Debug, Clone)]
pub(super) struct Tape {
    numbers: Vec<u32>,
    at: usize,
}

impl Tape {
    /// Returns a tape that always makes the simplest choice.
    pub(super) fn empty() -> Self {
        Self {
            numbers: Vec::new(),
            at: 0,
        }
    }

    /// Returns a number below `limit`; 0 is the simplest choice.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        let number = self.numbers.get(self.at).copied().unwrap_or_default();
        self.at += 1;
        usize::try_from(number).unwrap() % limit
    }

    /// Returns true `times` out of ten.
    pub(super) fn chance(&mut self, times: usize) -> bool {
        self.below(10) >= 10 - times
    }

    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

pub(super) fn tape() -> impl Strategy<Value = Tape> {
    prop::collection::vec(any::<u32>(), 0..250).prop_map(|numbers| Tape { numbers, at: 0 })
}

/// Runs a property over many tapes, and fails with the smallest that breaks it.
pub(super) fn for_all(property: impl Fn(Tape) -> Result<(), TestCaseError>) {
    let mut config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    // By default the same cases in every run; whoever asks for a number of cases wants new ones.
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = CASES;
        config.rng_seed = RngSeed::Fixed(2021);
    }
    if let Err(error) = TestRunner::new(config).run(&tape(), property) {
        panic!("{error}");
    }
}
