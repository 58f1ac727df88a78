//! Tells whether a rule is the same in two packs, whose facts and options have different numbers.

use std::fmt::Write as _;

use super::links::Links;
use super::model::RuleChange;
use crate::condition::{Node, Quantifier, Test};
use crate::facts::FactIndex;
use crate::pack::{Pack, Rule};

/// Returns what happened to the rule with a later id.
pub(super) fn rule_change(
    (earlier, later): (&Pack, &Pack),
    id: &str,
    (rules, facts): (&Links, &Links),
) -> Option<RuleChange> {
    let find = |pack: &Pack, id: &str| {
        let rule = pack.rules.iter().find(|rule| rule.id == id);
        rule.map(|rule| fingerprint(pack, rule, facts))
    };
    match (find(earlier, rules.then(id)), find(later, id)) {
        (None, None) => None,
        (None, Some(_)) => Some(RuleChange::New),
        (Some(_), None) => Some(RuleChange::Gone),
        (Some(then), Some(now)) if then == now => Some(RuleChange::Unchanged),
        _ => Some(RuleChange::Changed),
    }
}

/// Writes down what a rule does, by the later ids of facts.
fn fingerprint(pack: &Pack, rule: &Rule, facts: &Links) -> String {
    let print = Print { pack, facts };
    let mut text = format!("{:?} ", rule.priority);
    text += pack.level(rule.level).map_or("", |level| &level.id);
    if let Some((list, _)) = rule.each.and_then(|list| pack.facts.list(list)) {
        text += " each ";
        text += &print.fact(list);
    }
    for (name, node) in rule
        .applies
        .iter()
        .map(|node| ("applies", node))
        .chain([("when", &rule.when)])
    {
        let _ = write!(text, " {name} ");
        print.node(node, &mut text);
    }
    text
}

struct Print<'a> {
    pack: &'a Pack,
    facts: &'a Links,
}

impl Print<'_> {
    fn fact(&self, index: FactIndex) -> String {
        let fact = self.pack.facts.get(index);
        fact.map_or("", |fact| self.facts.now(&fact.id)).to_owned()
    }

    fn option(&self, index: FactIndex, number: u16) -> &str {
        let fact = self.pack.facts.get(index);
        fact.and_then(|fact| fact.option_id(number))
            .unwrap_or_default()
    }

    fn node(&self, node: &Node, text: &mut String) {
        match node {
            Node::Leaf(leaf) => {
                *text += &self.fact(leaf.fact);
                match &leaf.test {
                    Test::OneOf(options) => {
                        let ids = options.iter().map(|number| self.option(leaf.fact, *number));
                        let _ = write!(text, " in {:?}", ids.collect::<Vec<_>>());
                    }
                    Test::Contains(number) => {
                        let _ = write!(text, " has {}", self.option(leaf.fact, *number));
                    }
                    Test::Compare(comparison, number) => {
                        let _ = write!(text, " {} {number}", comparison.symbol());
                    }
                    Test::Same(other, _) => {
                        let _ = write!(text, " same {}", self.fact(*other));
                    }
                }
            }
            Node::And(parts) => self.parts("and", parts, text),
            Node::Or(parts) => self.parts("or", parts, text),
            Node::Not(body) => self.parts("not", std::slice::from_ref(body), text),
            Node::Named(_, body) => self.node(body, text),
            Node::Records {
                list,
                quantifier,
                body,
            } => {
                let _ = match quantifier {
                    Quantifier::Any => write!(text, "any "),
                    Quantifier::All => write!(text, "all "),
                    Quantifier::Count(comparison, number) => {
                        write!(text, "count {} {number} ", comparison.symbol())
                    }
                };
                if let Some((list, _)) = self.pack.facts.list(*list) {
                    *text += &self.fact(list);
                }
                self.parts("", std::slice::from_ref(body), text);
            }
        }
    }

    fn parts(&self, name: &str, parts: &[impl std::borrow::Borrow<Node>], text: &mut String) {
        *text += name;
        for part in parts {
            *text += "(";
            self.node(part.borrow(), text);
            *text += ")";
        }
    }
}
