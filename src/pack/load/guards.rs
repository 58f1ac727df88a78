//! Guards and lookups of facts, resolved when all facts are known, and the order to settle facts in.

use std::collections::BTreeSet;

use super::facts::Later;
use super::{FACTS, Loader, item_span, value_span};
use crate::facts::{Fact, FactIndex, Kind, Spot};
use crate::text::bilingual;
use crate::yaml::{Problem, nearest};

impl Loader<'_> {
    pub(super) fn guard_records_of_guarded_lists(&mut self) {
        let facts = &self.pack.facts;
        let inside: Vec<FactIndex> = self
            .guarded
            .iter()
            .filter_map(|index| match &facts.get(*index)?.kind {
                Kind::Records(records) => Some(records.facts.clone()),
                _ => None,
            })
            .flatten()
            .collect();
        self.guarded.extend(inside);
    }

    /// Resolves the facts that a fact is looked up from.
    pub(super) fn lookup(&mut self, item: &Later) {
        let Some(ids) = &item.lookup else { return };
        let own = self.pack.facts.get(item.fact);
        let suits = own.is_some_and(|fact| {
            matches!(fact.kind, Kind::Choice(_) | Kind::Country(_)) && fact.spot == Spot::Top
        });
        let mut sources = Vec::new();
        for (number, id) in ids.iter().enumerate() {
            let facts = &self.pack.facts;
            let is_source = |index: FactIndex, fact: &Fact| {
                index != item.fact
                    && fact.spot == Spot::Top
                    && matches!(fact.kind, Kind::Place | Kind::Choice(_) | Kind::Country(_))
            };
            let source = facts
                .find(id)
                .filter(|at| facts.get(*at).is_some_and(|fact| is_source(*at, fact)));
            match source {
                Some(source) if suits && !sources.contains(&source) => sources.push(source),
                _ => {
                    let others = facts
                        .iter()
                        .filter(|(index, fact)| is_source(*index, fact))
                        .map(|(_, fact)| fact.id.as_str());
                    let near = nearest(id, others).filter(|near| near != id);
                    let problem = Problem::at(
                        item_span(&item.node, "lookup", number),
                        "lookup",
                        bilingual!(
                            "`lookup` gaat van een keuze of land naar plaatsen, landen en andere keuzes, elk één keer, buiten records",
                            "`lookup` goes from a choice or country to places, countries and other choices, each once, outside records"
                        ),
                    )
                    .did_you_mean(near);
                    self.refuse(FACTS, problem);
                }
            }
        }
        self.pack.facts.set_lookup(item.fact, sources);
    }

    pub(super) fn guard(&mut self, item: &Later) {
        let Some(text) = &item.ask_when else { return };
        let each = self.pack.facts.get(item.fact).and_then(Fact::list);
        let Some(node) = self.condition(FACTS, &item.node, "ask_when", text, each, false) else {
            return;
        };
        for index in node.facts(&self.pack.facts) {
            let Some(fact) = self.pack.facts.get(index) else {
                continue;
            };
            if !fact.always_settles() {
                let id = fact.id.clone();
                self.refuse(
                    FACTS,
                    Problem::at(value_span(&item.node, "ask_when"), "unsettling-guard", bilingual!(
                        "`ask_when` mag `{id}` niet gebruiken: niet elk antwoord daarop geeft uitsluitsel",
                        "`ask_when` may not use `{id}`: not every answer to it settles the question"
                    )),
                );
            }
        }
        if let Some(guard) = self.pack.guards.get_mut(usize::from(item.fact.0)) {
            *guard = Some(node);
        }
    }

    /// Orders the facts so that none comes before what its guard or its list reads. Lookups read given
    /// answers only, so they need no order.
    pub(super) fn order(&mut self) {
        let facts = &self.pack.facts;
        let needs: Vec<BTreeSet<FactIndex>> = facts
            .iter()
            .map(|(index, fact)| {
                let mut needs: BTreeSet<FactIndex> = self
                    .pack
                    .guard(index)
                    .map(|guard| guard.facts(facts))
                    .into_iter()
                    .flatten()
                    .collect();
                needs.extend(
                    fact.list()
                        .and_then(|list| facts.list(list))
                        .map(|(at, _)| at),
                );
                needs
            })
            .collect();
        let mut order: Vec<FactIndex> = Vec::new();
        let mut done = BTreeSet::new();
        while order.len() < facts.len() {
            let next = facts.iter().map(|(index, _)| index).find(|index| {
                !done.contains(index)
                    && needs
                        .get(usize::from(index.0))
                        .is_some_and(|needs| needs.is_subset(&done))
            });
            let Some(next) = next else { break };
            done.insert(next);
            order.push(next);
        }
        let stuck = facts
            .iter()
            .find(|(index, _)| !done.contains(index))
            .map(|(_, fact)| fact.id.clone());
        if let Some(id) = stuck {
            self.refuse(FACTS, Problem::whole("guard-cycle", bilingual!(
                "de voorwaarden `ask_when` verwijzen in een kring naar elkaar, onder meer bij `{id}`",
                "the conditions `ask_when` refer to each other in a circle, at `{id}` among others"
            )));
        }
        self.pack.settling_order = order;
    }
}
