//! Screens what never was: the earlier answers with some of the later ones, under the earlier rules or the later.

use std::collections::BTreeMap;

use super::inputs::Site;
use super::links::Links;
use super::observed::{Observable, Observed};
use super::reach::{Place, Reach};
use crate::facts::Spot;
use crate::pack::Pack;
use crate::profile::{GivenRecord, Profile};
use crate::screening::model::Answer;
use crate::screening::replay::replay;

/// Both sets of answers as one pack reads them.
pub(super) struct Bench<'a> {
    pack: &'a Pack,
    then: Profile,
    now: Profile,
    /// For each input, where it stands.
    places: Vec<Place>,
    /// What the pack calls rules and facts that have another id now; empty for the later pack.
    rules: Links,
    facts: Links,
}

impl<'a> Bench<'a> {
    /// Prepares the later pack.
    pub(super) fn later(
        pack: &'a Pack,
        (before, after): (&[Answer], &[Answer]),
        facts: &Links,
        sites: &[&Site],
    ) -> Self {
        let (then, _) = replay(pack, before, &facts.forward);
        let (now, _) = replay(pack, after, &BTreeMap::new());
        let none = Links::default();
        Self::new(pack, then, now, (none.clone(), none), sites)
    }

    /// Prepares the earlier pack.
    pub(super) fn earlier(
        pack: &'a Pack,
        (before, after): (&[Answer], &[Answer]),
        (rules, facts): (&Links, &Links),
        sites: &[&Site],
    ) -> Self {
        let (then, _) = replay(pack, before, &BTreeMap::new());
        let (now, _) = replay(pack, after, &facts.backward);
        let links = (rules.clone(), facts.clone());
        Self::new(pack, then, now, links, sites)
    }

    fn new(
        pack: &'a Pack,
        then: Profile,
        now: Profile,
        (rules, facts): (Links, Links),
        sites: &[&Site],
    ) -> Self {
        let mut bench = Self {
            pack,
            then,
            now,
            places: Vec::new(),
            rules,
            facts,
        };
        bench.places = sites.iter().map(|site| bench.place(site)).collect();
        bench
    }

    /// Returns what one screening costs: entries and answers.
    pub(super) fn cost(&self) -> usize {
        let size = |profile: &Profile| -> usize {
            let records = profile.lists.iter().map(|list| list.records.len());
            records.sum()
        };
        let records = size(&self.then) + size(&self.now);
        self.pack.rules.len() + self.pack.facts.len() + records * WEIGHT
    }

    /// Screens the earlier answers with those later ones that are named, under the ids of now.
    pub(super) fn screen(&self, chosen: &[u16]) -> Observed {
        let mut profile = self.then.clone();
        for input in chosen {
            if let Some(place) = self.places.get(usize::from(*input)) {
                self.take(&mut profile, place);
            }
        }
        Observed::screen(self.pack, &profile).renamed(&self.rules, &self.facts)
    }

    /// Returns what a state can depend on here.
    pub(super) fn reach(&self, observable: &Observable) -> Reach {
        let key = |key: &String, links: &Links| match key.split_once('@') {
            Some((id, record)) => format!("{}@{record}", links.then(id)),
            None => links.then(key).to_owned(),
        };
        let here = match observable {
            Observable::Key(id) => Observable::Key(key(id, &self.rules)),
            Observable::Contradiction(id) => Observable::Contradiction(key(id, &self.facts)),
            other => other.clone(),
        };
        Reach::of(self.pack, &here)
    }

    /// Tells whether an input is within reach.
    pub(super) fn touches(&self, reach: &Reach, input: u16) -> bool {
        let place = self.places.get(usize::from(input));
        place.is_some_and(|place| reach.touches(place))
    }

    fn place(&self, site: &Site) -> Place {
        self.find(site).unwrap_or(Place::Nowhere)
    }

    fn find(&self, site: &Site) -> Option<Place> {
        let facts = &self.pack.facts;
        let index = |id: &str| facts.find(self.facts.then(id));
        let list = |id: &str| {
            let at = index(id)?;
            let number = facts.lists().iter().position(|list| *list == at)?;
            Some(crate::facts::ListIndex(u16::try_from(number).ok()?))
        };
        Some(match site {
            Site::List { list: id } => Place::List(list(id)?),
            Site::Record { list: id, record } => Place::Record {
                list: list(id)?,
                record: record.clone(),
            },
            Site::Answer { fact: id, of } => {
                let fact = index(id)?;
                match (facts.get(fact)?.spot, of) {
                    (Spot::Top, None) => Place::Top(fact),
                    (Spot::InRecord { list: at, slot }, Some((of, record)))
                        if list(of) == Some(at) =>
                    {
                        Place::InRecord {
                            list: at,
                            slot,
                            fact,
                            record: record.clone(),
                        }
                    }
                    _ => return None,
                }
            }
        })
    }

    /// Takes what stands at a place over from the later answers.
    fn take(&self, profile: &mut Profile, place: &Place) {
        match place {
            Place::Nowhere => {}
            Place::Top(fact) => match self.now.answers.get(fact) {
                Some(given) => {
                    profile.answers.insert(*fact, given.clone());
                }
                None => {
                    profile.answers.remove(fact);
                }
            },
            Place::InRecord {
                list, slot, record, ..
            } => {
                let at = usize::from(list.0);
                let given = records(&self.now, at).and_then(|records| {
                    let record = records.get(find(records, record).ok()?)?;
                    record.answers.get(usize::from(*slot))?.clone()
                });
                let records = profile.lists.get_mut(at).map(|list| &mut list.records);
                let slot = records.and_then(|records| {
                    let number = find(records, record).ok()?;
                    records.get_mut(number)?.answers.get_mut(usize::from(*slot))
                });
                if let Some(slot) = slot {
                    *slot = given;
                }
            }
            Place::List(list) => {
                let at = usize::from(list.0);
                if let (Some(now), Some(list)) = (self.now.lists.get(at), profile.lists.get_mut(at))
                {
                    (list.state, list.line) = (now.state, now.line);
                }
            }
            Place::Record { list, record } => {
                let at = usize::from(list.0);
                let new = records(&self.now, at)
                    .and_then(|records| records.get(find(records, record).ok()?));
                let Some(list) = profile.lists.get_mut(at) else {
                    return;
                };
                match (find(&list.records, record), new) {
                    (Err(place), Some(new)) => list.records.insert(place, new.clone()),
                    (Ok(place), None) => {
                        list.records.remove(place);
                    }
                    // It is on both sides or on neither: then it is no change.
                    _ => {}
                }
            }
        }
    }
}

fn records(profile: &Profile, list: usize) -> Option<&[GivenRecord]> {
    Some(&profile.lists.get(list)?.records)
}

/// Returns the place of a record among others, which stand by id; else where it would stand.
fn find(records: &[GivenRecord], id: &str) -> Result<usize, usize> {
    records.binary_search_by(|known| known.id.as_str().cmp(id))
}

/// A record costs about as much as so many rules: each has several of its own, and as many answers.
const WEIGHT: usize = 12;
