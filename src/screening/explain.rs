//! Why one rule has the status it has.

use super::entries::entries;
use super::explanation::{Connective, ExplainedNode, Explanation, FORMAT};
use super::findings::{fill, key, remarks};
use super::model::{Applies, Status};
use super::reasons::Known;
use super::receipt::{pack_receipt, profile_receipt};
use super::scope::scope;
use super::screen::{find_entry, questions_of};
use super::settle::settle;
use super::wording;
use crate::condition::{Bindings, Leaf, Node, evaluate};
use crate::facts::{Record, Spot};
use crate::pack::Pack;
use crate::profile::Profile;
use crate::text::{Lang, Text};
use crate::yaml::nearest;

/// There is nothing to explain under a key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no rule `{wanted}` for this profile")]
pub struct ExplainError {
    /// The key that was asked for.
    pub wanted: String,
    /// Keys that may have been meant, the likeliest first.
    pub near: Vec<String>,
}

/// Explains `rule`, `rule@record` or `rule@*`.
///
/// # Errors
/// [`ExplainError`] if no such rule was evaluated for this profile.
pub fn explain(
    pack: &Pack,
    profile: &Profile,
    as_of: &str,
    lang: Lang,
    wanted: &str,
) -> Result<Explanation, ExplainError> {
    let settled = settle(pack, profile);
    let known = Known {
        pack,
        profile,
        settled: &settled,
        lang,
    };
    let all = entries(pack, &settled.table);
    let missing = || ExplainError {
        wanted: wanted.to_owned(),
        near: near(
            &all.iter()
                .map(|entry| key(&known, entry))
                .collect::<Vec<_>>(),
            wanted,
        ),
    };
    let entry = find_entry(&known, &all, wanted).ok_or_else(missing)?;
    let rule = pack.rules.get(entry.rule).ok_or_else(missing)?;
    let bindings = rule
        .each
        .zip(entry.record)
        .map(|(list, record)| Bindings::new(list, record));
    let applies = scope(&known).applies;
    let explained = Explaining { known };
    let raised = entry.status == Status::Raised && applies != Applies::No;
    Ok(Explanation {
        format: FORMAT.to_owned(),
        pack: pack_receipt(pack, lang),
        profile: profile_receipt(profile),
        as_of: as_of.to_owned(),
        lang,
        key: wanted.to_owned(),
        title: fill(&known, rule.title.get(lang), rule, entry.record),
        status: if applies == Applies::No {
            Status::OutsideScope
        } else {
            entry.status
        },
        doubtful: entry.doubtful,
        scope: applies,
        finding: raised.then(|| fill(&known, rule.finding.get(lang), rule, entry.record)),
        remarks: if raised {
            remarks(&known, rule, entry)
        } else {
            Vec::new()
        },
        priority: rule.priority,
        priority_because: rule
            .priority_because
            .as_ref()
            .map(|text| text.get(lang).to_owned()),
        level: pack
            .level(rule.level)
            .map(|level| level.title.get(lang).to_owned())
            .unwrap_or_default(),
        applies: rule
            .applies
            .as_ref()
            .map(|node| explained.node(node, bindings.as_ref())),
        when: explained.node(&rule.when, bindings.as_ref()),
        needs: questions_of(&known, wanted, entry),
        cites: known.citations(&rule.cites),
        why: known.citations(&rule.why),
        disclaimer: pack.disclaimer.get(lang).to_owned(),
        decisions: None,
    })
}

fn near(keys: &[String], wanted: &str) -> Vec<String> {
    let rule = wanted.split('@').next().unwrap_or(wanted);
    let of_rule: Vec<String> = keys
        .iter()
        .filter(|key| key.split('@').next() == Some(rule))
        .cloned()
        .collect();
    if !of_rule.is_empty() {
        return of_rule;
    }
    let rules = keys.iter().filter_map(|key| key.split('@').next());
    // What can be explained is a key: for a rule on records, that of each record.
    nearest(rule, rules).map_or_else(Vec::new, |meant| {
        let of_meant = keys
            .iter()
            .filter(|key| key.split('@').next() == Some(meant));
        let same_record = of_meant.clone().find(|key| {
            key.split('@')
                .nth(1)
                .is_some_and(|record| wanted.ends_with(&format!("@{record}")))
        });
        same_record.map_or_else(|| of_meant.cloned().collect(), |key| vec![key.clone()])
    })
}

struct Explaining<'a> {
    known: Known<'a>,
}

impl Explaining<'_> {
    fn say(&self, text: &Text) -> String {
        text.get(self.known.lang).to_owned()
    }

    fn node(&self, node: &Node, bindings: Option<&Bindings<'_>>) -> ExplainedNode {
        let truth = evaluate(node, &self.known.settled.table, bindings);
        let (connective, text, parts) = match node {
            Node::Leaf(leaf) => return self.leaf(leaf, bindings),
            Node::And(parts) => (
                Connective::All,
                wording::all_hold(),
                self.parts(parts, bindings),
            ),
            Node::Or(parts) => (
                Connective::Any,
                wording::any_holds(),
                self.parts(parts, bindings),
            ),
            Node::Not(body) => (
                Connective::Not,
                wording::does_not_hold(),
                vec![self.node(body, bindings)],
            ),
            Node::Named(index, body) => {
                let named = self.known.pack.conditions.get(usize::from(index.0));
                let title = named.map_or_else(|| Text::same(""), |named| named.title.clone());
                (Connective::Named, title, vec![self.node(body, bindings)])
            }
            Node::Records {
                list,
                quantifier,
                body,
            } => {
                let label = self
                    .known
                    .pack
                    .facts
                    .list(*list)
                    .and_then(|(at, _)| self.known.pack.facts.get(at));
                let label = label.map_or_else(|| Text::same(""), |fact| fact.label.clone());
                let parts = self
                    .known
                    .settled
                    .table
                    .records(*list)
                    .map(|record| self.record(*list, record, body, bindings));
                (
                    Connective::Records,
                    wording::quantified(*quantifier, &label),
                    parts.collect(),
                )
            }
        };
        ExplainedNode {
            connective,
            text: self.say(&text),
            truth,
            reason: None,
            parts,
        }
    }

    fn parts(&self, parts: &[Node], bindings: Option<&Bindings<'_>>) -> Vec<ExplainedNode> {
        parts.iter().map(|part| self.node(part, bindings)).collect()
    }

    fn record(
        &self,
        list: crate::facts::ListIndex,
        record: Record,
        body: &Node,
        bindings: Option<&Bindings<'_>>,
    ) -> ExplainedNode {
        let inner = Bindings {
            list,
            record,
            outer: bindings,
        };
        let name = match record {
            Record::Others => self
                .known
                .pack
                .facts
                .list(list)
                .map(|(_, records)| self.say(&records.others))
                .unwrap_or_default(),
            Record::Given(_) => self
                .known
                .record_id_in(list, Some(record))
                .unwrap_or_default(),
        };
        ExplainedNode {
            connective: Connective::Named,
            text: name,
            truth: evaluate(body, &self.known.settled.table, Some(&inner)),
            reason: None,
            parts: vec![self.node(body, Some(&inner))],
        }
    }

    fn leaf(&self, leaf: &Leaf, bindings: Option<&Bindings<'_>>) -> ExplainedNode {
        let record = match leaf.spot {
            Spot::Top => None,
            Spot::InRecord { list, .. } => bindings.and_then(|bindings| bindings.record(list)),
        };
        ExplainedNode {
            connective: Connective::Test,
            text: wording::test(&self.known.pack.facts, leaf, self.known.lang),
            truth: evaluate(
                &Node::Leaf(leaf.clone()),
                &self.known.settled.table,
                bindings,
            ),
            reason: self.known.reason((leaf.fact, record)),
            parts: Vec::new(),
        }
    }
}
