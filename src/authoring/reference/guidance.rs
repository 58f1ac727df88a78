//! The source of a pack by section, and what in the pack uses each of its items.

use super::Describe;
use crate::authoring::coverage::{by_kind, covered};
use crate::pack::{GuidanceIndex, Rule};
use crate::screening::citation;
use crate::screening::model::Citation;

/// A section of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionEntry {
    /// Number, empty for the opening.
    pub number: String,
    /// Heading.
    pub heading: String,
    /// Its items, in order.
    pub items: Vec<GuidanceEntry>,
}

/// An item of the source, and what uses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuidanceEntry {
    /// The item.
    pub item: Citation,
    /// Ids and titles of the rules whose neglect it is, those of grounds included.
    pub rules: Vec<(String, String)>,
    /// Ids and titles of the rules that keep it in mind, by their remarks too.
    pub minded_by_rules: Vec<(String, String)>,
    /// Ids and titles of the actions that carry it out.
    pub actions: Vec<(String, String)>,
    /// Ids and titles of the actions and suggestions that keep it in mind.
    pub minded_by_actions: Vec<(String, String)>,
    /// Ids and titles of the suggestions that offer it.
    pub suggestions: Vec<(String, String)>,
    /// Ids and titles of the grounds that rest on it.
    pub grounds: Vec<(String, String)>,
    /// Ids of the contradictions that cite it.
    pub conflicts: Vec<String>,
    /// Whether the scope of the pack says it.
    pub is_said_by_scope: bool,
    /// Whether the pack uses it as its kind asks for.
    pub is_covered: bool,
}

/// How much of the guidance of one kind is in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The kind, as the result names it.
    pub kind: String,
    /// How many items the source has of it.
    pub items: usize,
    /// How many of them are used as their kind asks for.
    pub used: usize,
}

impl Describe<'_> {
    pub(super) fn citations(&self, items: &[GuidanceIndex]) -> Vec<Citation> {
        items
            .iter()
            .filter_map(|index| citation(self.pack, *index, self.lang))
            .collect()
    }

    /// Describes the items that a fact names by their ids.
    pub(super) fn cited(&self, ids: &[String]) -> Vec<Citation> {
        let known: Vec<GuidanceIndex> = (0..)
            .map(GuidanceIndex)
            .zip(&self.pack.guidance)
            .filter(|(_, item)| ids.contains(&item.id))
            .map(|(index, _)| index)
            .collect();
        self.citations(&known)
    }

    pub(super) fn tallies(&self) -> Vec<Tally> {
        by_kind(&covered(self.pack))
            .into_iter()
            .map(|row| Tally {
                kind: serde_json::to_value(row.kind)
                    .ok()
                    .and_then(|kind| kind.as_str().map(str::to_owned))
                    .unwrap_or_default(),
                items: row.items,
                used: row.items - row.missing.len(),
            })
            .collect()
    }

    pub(super) fn sections(&self) -> Vec<SectionEntry> {
        let missing: Vec<String> = covered(self.pack)
            .into_iter()
            .filter(|item| item.used_by.is_empty())
            .map(|item| item.id)
            .collect();
        (0..)
            .zip(&self.pack.guidance_sections)
            .map(|(number, section): (u16, _)| {
                let items = (0..).map(GuidanceIndex).zip(&self.pack.guidance);
                let inside = items.filter(|(_, item)| item.section == number);
                SectionEntry {
                    number: section.number.clone(),
                    heading: section.heading.get(self.lang).to_owned(),
                    items: inside
                        .filter_map(|(index, _)| self.item(index, &missing))
                        .collect(),
                }
            })
            .collect()
    }

    fn item(&self, index: GuidanceIndex, missing: &[String]) -> Option<GuidanceEntry> {
        let item = citation(self.pack, index, self.lang)?;
        let is_ground_of = |rule: &Rule| {
            let mut grounds = self.pack.grounds.iter();
            grounds.any(|ground| ground.rule == rule.id && ground.cites.contains(&index))
        };
        let minds = |rule: &Rule| {
            let remarks = rule.remarks.iter().flat_map(|remark| &remark.why);
            rule.why.iter().chain(remarks).any(|known| *known == index)
        };
        Some(GuidanceEntry {
            is_covered: !missing.contains(&item.id),
            is_said_by_scope: self
                .pack
                .scope
                .iter()
                .any(|rule| rule.cites.contains(&index)),
            item,
            grounds: self
                .pack
                .grounds
                .iter()
                .filter(|ground| ground.cites.contains(&index))
                .map(|ground| (ground.id.clone(), ground.title.get(self.lang).to_owned()))
                .collect(),
            conflicts: self
                .pack
                .conflicts
                .iter()
                .filter(|conflict| conflict.cites.contains(&index))
                .map(|conflict| conflict.id.clone())
                .collect(),
            rules: self.rules_where(|rule| rule.cites.contains(&index) || is_ground_of(rule)),
            minded_by_rules: self.rules_where(minds),
            actions: self.actions_where(|action| {
                action.suggest_when.is_none() && action.cites.contains(&index)
            }),
            minded_by_actions: self.actions_where(|action| action.why.contains(&index)),
            suggestions: self.actions_where(|action| {
                action.suggest_when.is_some() && action.cites.contains(&index)
            }),
        })
    }

    fn actions_where(&self, holds: impl Fn(&crate::pack::Action) -> bool) -> Vec<(String, String)> {
        let actions = self.pack.actions.iter().filter(|action| holds(action));
        actions
            .map(|action| (action.id.clone(), action.title.get(self.lang).to_owned()))
            .collect()
    }
}
