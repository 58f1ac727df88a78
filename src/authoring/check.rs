//! What in a loaded pack is unused, uncovered or constant.

use std::collections::{BTreeMap, BTreeSet};

use super::constant::{Verdict, verdict};
use super::coverage::{Covered, covered};
use super::sites::{Site, sites};
use crate::condition::Node;
use crate::facts::{FactIndex, Kind};
use crate::pack::{ActionIndex, Pack};
use crate::text::{Lang, Text, bilingual};

/// What was found in a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckReport {
    /// Numbers of facts, rules, actions and suggestions.
    pub counts: Counts,
    /// Every item of the guidance with what uses it, in the order of the source.
    pub covered: Vec<Covered>,
    /// What is unused or constant, in the order of the pack.
    pub findings: Vec<Finding>,
}

/// How much there is in a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Facts, those in records included.
    pub facts: usize,
    /// Rules.
    pub rules: usize,
    /// Actions that rules ask for.
    pub actions: usize,
    /// Suggestions.
    pub suggestions: usize,
}

/// Something that is hardly meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// A stable slug.
    pub code: &'static str,
    /// What.
    pub message: Text,
}

impl CheckReport {
    /// Returns the items of the guidance that nothing in the pack uses as their kind asks.
    pub fn gaps(&self) -> impl Iterator<Item = &Covered> {
        self.covered.iter().filter(|item| item.used_by.is_empty())
    }
}

/// Checks a pack.
#[must_use]
pub fn check(pack: &Pack) -> CheckReport {
    let mut findings = unused_facts(pack);
    findings.extend(same_questions(pack));
    findings.extend(unused_conditions(pack));
    findings.extend(unused_actions(pack));
    findings.extend(constant_rules(pack));
    findings.extend(constant_remarks(pack));
    findings.extend(constant_timings(pack));
    let suggestions = pack
        .actions
        .iter()
        .filter(|action| action.suggest_when.is_some())
        .count();
    CheckReport {
        counts: Counts {
            facts: pack.facts.len(),
            rules: pack.rules.len(),
            actions: pack.actions.len() - suggestions,
            suggestions,
        },
        covered: covered(pack),
        findings,
    }
}

/// Returns every condition of a pack but those for a question to arise.
fn conditions(pack: &Pack) -> impl Iterator<Item = &Node> {
    sites(pack)
        .into_iter()
        .filter(|site| !matches!(site, Site::Guard(_)))
        .filter_map(|site| site.condition(pack))
}

fn unused_facts(pack: &Pack) -> Vec<Finding> {
    let mut used: BTreeSet<FactIndex> = conditions(pack)
        .flat_map(|node| node.facts(&pack.facts))
        .collect();
    used.extend(
        pack.guards
            .iter()
            .flatten()
            .flat_map(|node| node.facts(&pack.facts)),
    );
    used.extend(
        pack.facts
            .iter()
            .flat_map(|(_, fact)| fact.lookup.iter().copied()),
    );
    used.extend(
        pack.rules
            .iter()
            .filter_map(|rule| Some(pack.facts.list(rule.each?)?.0)),
    );
    pack.facts
        .iter()
        // Text describes; nothing can read it.
        .filter(|(index, fact)| {
            !used.contains(index) && !matches!(fact.kind, Kind::Text | Kind::Date)
        })
        .map(|(_, fact)| {
            let id = &fact.id;
            Finding {
                code: "unused-fact",
                message: bilingual!(
                    "het feit `{id}` wordt nergens gebruikt",
                    "the fact `{id}` is used nowhere"
                ),
            }
        })
        .collect()
}

/// Finds facts that ask what another one asks already, in either language.
fn same_questions(pack: &Pack) -> Vec<Finding> {
    let words = |question: &str| -> Vec<String> {
        let words = question.split(|c: char| !c.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let mut asked: BTreeMap<(Lang, Vec<String>), &str> = BTreeMap::new();
    let mut findings = Vec::new();
    for (_, fact) in pack.facts.iter() {
        for lang in [Lang::Nl, Lang::En] {
            let id = &fact.id;
            let Some(first) = asked.insert((lang, words(fact.ask.get(lang))), id) else {
                continue;
            };
            findings.push(Finding {
                code: "same-question",
                message: bilingual!(
                    "het feit `{id}` vraagt hetzelfde als `{first}`",
                    "the fact `{id}` asks the same as `{first}`"
                ),
            });
            break;
        }
    }
    findings
}

fn unused_conditions(pack: &Pack) -> Vec<Finding> {
    let mut used = BTreeSet::new();
    for node in conditions(pack).chain(pack.guards.iter().flatten()) {
        named(node, &mut used);
    }
    (0..)
        .zip(&pack.conditions)
        .filter(|(number, _)| !used.contains(number))
        .map(|(_, condition)| {
            let id = &condition.id;
            Finding {
                code: "unused-condition",
                message: bilingual!(
                    "de voorwaarde `{id}` wordt nergens gebruikt",
                    "the condition `{id}` is used nowhere"
                ),
            }
        })
        .collect()
}

fn named(node: &Node, used: &mut BTreeSet<u16>) {
    match node {
        Node::Leaf(_) => {}
        Node::And(parts) | Node::Or(parts) => parts.iter().for_each(|part| named(part, used)),
        Node::Not(body) | Node::Records { body, .. } => named(body, used),
        Node::Named(index, body) => {
            used.insert(index.0);
            named(body, used);
        }
    }
}

fn unused_actions(pack: &Pack) -> Vec<Finding> {
    let mut used: BTreeSet<ActionIndex> = pack
        .rules
        .iter()
        .flat_map(|rule| rule.actions.iter().chain(&rule.open_actions))
        .map(|action| action.action)
        .collect();
    used.extend([
        pack.contradictions.action,
        pack.open_actions.unanswered,
        pack.open_actions.unknown,
    ]);
    (0..)
        .map(ActionIndex)
        .zip(&pack.actions)
        .filter(|(index, action)| action.suggest_when.is_none() && !used.contains(index))
        .map(|(_, action)| {
            let id = &action.id;
            Finding {
                code: "unused-action",
                message: bilingual!(
                    "geen regel vraagt om de actie `{id}`",
                    "no rule asks for the action `{id}`"
                ),
            }
        })
        .collect()
}

fn constant_rules(pack: &Pack) -> Vec<Finding> {
    pack.rules
        .iter()
        .filter_map(|rule| {
            let id = &rule.id;
            let message = match verdict(pack, &rule.when) {
                Verdict::AlwaysTrue => bilingual!(
                    "de regel `{id}` wordt altijd vastgesteld",
                    "the rule `{id}` is always raised"
                ),
                Verdict::NeverTrue => bilingual!(
                    "de regel `{id}` wordt nooit vastgesteld",
                    "the rule `{id}` is never raised"
                ),
                Verdict::Varies | Verdict::NotDecided => return None,
            };
            Some(Finding {
                code: "constant-rule",
                message,
            })
        })
        .collect()
}

/// Finds remarks that are shown with every finding of their rule, or with none.
fn constant_remarks(pack: &Pack) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in &pack.rules {
        for (number, remark) in (1..).zip(&rule.remarks) {
            let id = &rule.id;
            let raised = rule.applies.iter().chain([&rule.when, &remark.when]);
            let together = Node::And(raised.cloned().collect());
            let alone = verdict(pack, &remark.when);
            let message = if alone == Verdict::AlwaysTrue {
                bilingual!(
                    "opmerking {number} van de regel `{id}` staat er altijd",
                    "remark {number} of the rule `{id}` is always shown"
                )
            } else if alone == Verdict::NeverTrue || verdict(pack, &together) == Verdict::NeverTrue
            {
                bilingual!(
                    "opmerking {number} van de regel `{id}` staat er nooit",
                    "remark {number} of the rule `{id}` is never shown"
                )
            } else {
                continue;
            };
            findings.push(Finding {
                code: "constant-remark",
                message,
            });
        }
    }
    findings
}

/// Finds timings whose condition holds always or never.
fn constant_timings(pack: &Pack) -> Vec<Finding> {
    let mut findings = Vec::new();
    for action in &pack.actions {
        for (number, item) in (1..).zip(&action.timings) {
            let id = &action.id;
            let message = match verdict(pack, &item.when) {
                Verdict::AlwaysTrue => bilingual!(
                    "`timing` {number} van de actie `{id}` geldt altijd",
                    "`timing` {number} of the action `{id}` always holds"
                ),
                Verdict::NeverTrue => bilingual!(
                    "`timing` {number} van de actie `{id}` geldt nooit",
                    "`timing` {number} of the action `{id}` never holds"
                ),
                Verdict::Varies | Verdict::NotDecided => continue,
            };
            findings.push(Finding {
                code: "constant-timing",
                message,
            });
        }
    }
    findings
}
