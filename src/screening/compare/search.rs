//! Finds which changes bring a difference about, by trying them.
//!
//! Sets are tried by size, so a set that is found first is a smallest one, and none of its parts can be spared. How
//! much is tried is bounded by numbers, never by time: same input, same answer. Where the bound is reached the cause
//! is said to be among some changes, and no more.

use std::collections::BTreeMap;

use super::bench::Bench;
use super::observed::{Observable, Observed};

/// So many alternative causes are told of one difference.
const MOST_SETS: usize = 4;
/// So many screenings are tried for one difference in the search by size.
const MOST_TRIES: usize = 400;
/// Among so many changes a set is still looked for by leaving out one after the other.
const MOST_SPARED: usize = 200;
/// So many screenings are tried for a whole comparison of an ordinary profile.
const MOST_SCREENINGS: usize = 4000;
/// What all screenings of a comparison may cost together, by [`Bench::cost`]; large profiles get fewer.
const MOST_COST: usize = 2_000_000;
/// A comparison of the largest profiles still gets so many.
const LEAST_SCREENINGS: usize = 20;

/// The number of a change: an input, or [`RULES`].
pub(super) type Change = u16;

/// The change from the earlier rules to the later.
pub(super) const RULES: Change = u16::MAX;

/// What was found about one difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// Each set brings it about, and none of its parts can be spared; other sets may exist where `more`.
    Sets { sets: Vec<Vec<Change>>, more: bool },
    /// One or more of these.
    Among(Vec<Change>),
    /// All changes together do not bring it about.
    Nothing,
}

/// A search over all differences of one comparison.
pub(super) struct Search<'a> {
    /// The earlier pack, where it is another one.
    earlier: Option<Bench<'a>>,
    later: Bench<'a>,
    /// What is to be brought about.
    goal: &'a Observed,
    targets: &'a [Observable],
    /// All changes.
    all: Vec<Change>,
    /// For each set tried, which targets it brings about.
    tried: BTreeMap<Vec<Change>, Vec<bool>>,
    left: usize,
}

impl<'a> Search<'a> {
    pub(super) fn new(
        (earlier, later): (Option<Bench<'a>>, Bench<'a>),
        inputs: usize,
        goal: &'a Observed,
        targets: &'a [Observable],
    ) -> Self {
        let inputs = u16::try_from(inputs).unwrap_or(RULES).min(RULES - 1);
        let rules = earlier.as_ref().map(|_| RULES);
        let cost = later.cost().max(1);
        Self {
            all: rules.into_iter().chain(0..inputs).collect(),
            left: (MOST_COST / cost).clamp(LEAST_SCREENINGS, MOST_SCREENINGS),
            earlier,
            later,
            goal,
            targets,
            tried: BTreeMap::new(),
        }
    }

    /// Bounds what is tried more narrowly.
    #[cfg(test)]
    pub(super) fn at_most(mut self, screenings: usize) -> Self {
        self.left = self.left.min(screenings);
        self
    }

    /// Finds what brings a target about.
    pub(super) fn cause(&mut self, target: usize) -> Found {
        let within = self.within_reach(target);
        let candidates = match self.brings(&within, target) {
            Some(true) => within,
            // INVARIANT: cannot happen where reach is right; where it is not, everything is a candidate.
            Some(false) => match self.brings(&self.all.clone(), target) {
                Some(true) => self.all.clone(),
                Some(false) => return Found::Nothing,
                None => return Found::Among(self.all.clone()),
            },
            None => return Found::Among(within),
        };
        self.smallest(target, &candidates)
            .or_else(|| self.without_spare(target, &candidates))
            .unwrap_or(Found::Among(candidates))
    }

    /// Returns every set of the least size that brings a target about; `None` where that would take too many tries.
    fn smallest(&mut self, target: usize, candidates: &[Change]) -> Option<Found> {
        let mut tries = MOST_TRIES;
        for size in 1..=candidates.len() {
            tries = tries.checked_sub(combinations(candidates.len(), size)?)?;
            let mut sets = Vec::new();
            let mut more = false;
            let mut at: Vec<usize> = (0..size).collect();
            loop {
                let set: Vec<Change> = at
                    .iter()
                    .filter_map(|number| candidates.get(*number).copied())
                    .collect();
                if self.brings(&set, target)? {
                    if sets.len() == MOST_SETS {
                        more = true;
                        break;
                    }
                    sets.push(set);
                }
                if !next(&mut at, candidates.len()) {
                    break;
                }
            }
            if !sets.is_empty() {
                return Some(Found::Sets { sets, more });
            }
        }
        None
    }

    /// Leaves out one change after the other as long as the rest brings the target about.
    fn without_spare(&mut self, target: usize, candidates: &[Change]) -> Option<Found> {
        if candidates.len() > MOST_SPARED {
            return None;
        }
        let mut set = candidates.to_vec();
        // One round is not enough: what could not be spared may become so when another change is left out.
        loop {
            let before = set.len();
            for change in candidates.iter().rev() {
                let rest: Vec<Change> = set.iter().copied().filter(|one| one != change).collect();
                if rest.len() < set.len() && !rest.is_empty() && self.brings(&rest, target)? {
                    set = rest;
                }
            }
            if set.len() == before {
                break;
            }
        }
        Some(Found::Sets {
            sets: vec![set],
            more: true,
        })
    }

    fn within_reach(&self, target: usize) -> Vec<Change> {
        let Some(observable) = self.targets.get(target) else {
            return Vec::new();
        };
        let benches: Vec<_> = self
            .earlier
            .iter()
            .chain([&self.later])
            .map(|bench| (bench, bench.reach(observable)))
            .collect();
        self.all
            .iter()
            .copied()
            .filter(|change| {
                *change == RULES
                    || benches
                        .iter()
                        .any(|(bench, reach)| bench.touches(reach, *change))
            })
            .collect()
    }

    /// Tells whether a set of changes brings a target about; `None` where no more may be tried.
    fn brings(&mut self, set: &[Change], target: usize) -> Option<bool> {
        if let Some(known) = self.tried.get(set) {
            return known.get(target).copied();
        }
        self.left = self.left.checked_sub(1)?;
        let inputs: Vec<u16> = set.iter().copied().filter(|one| *one != RULES).collect();
        let bench = match &self.earlier {
            Some(earlier) if !set.contains(&RULES) => earlier,
            _ => &self.later,
        };
        let got = bench.screen(&inputs);
        let brought: Vec<bool> = self
            .targets
            .iter()
            .map(|target| got.agrees(self.goal, target))
            .collect();
        let answer = brought.get(target).copied();
        self.tried.insert(set.to_vec(), brought);
        answer
    }
}

/// Returns how many sets of a size there are; `None` where there are too many to count.
fn combinations(of: usize, size: usize) -> Option<usize> {
    (0..size).try_fold(1_usize, |count, step| {
        Some(count.checked_mul(of - step)? / (step + 1))
    })
}

/// Moves on to the next combination of numbers below `of`; `false` after the last.
fn next(at: &mut [usize], of: usize) -> bool {
    let size = at.len();
    for place in (0..size).rev() {
        let limit = of - size + place;
        let Some(number) = at.get(place).copied().filter(|number| *number < limit) else {
            continue;
        };
        for (later, slot) in at.iter_mut().enumerate().skip(place) {
            *slot = number + 1 + (later - place);
        }
        return true;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{combinations, next};

    #[test]
    fn combinations_are_all_there_once_and_in_order() {
        let mut at = vec![0, 1];
        let mut seen = vec![at.clone()];
        while next(&mut at, 4) {
            seen.push(at.clone());
        }
        assert_eq!(
            seen,
            [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]].map(Vec::from)
        );
        assert_eq!(combinations(4, 2), Some(6));
        assert_eq!(combinations(40, 3), Some(9880));
        assert_eq!(combinations(1, 1), Some(1));
        assert!(!next(&mut [0], 1));
    }
}
