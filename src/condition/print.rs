//! A condition as text, in the form that conditions are written in.

use super::{Comparison, ConditionIndex, Leaf, Node, Quantifier, Test};
use crate::facts::{FactIndex, Facts};

/// What a condition with a number is called, and what it says where it stands in its file.
pub type Name<'a> = dyn Fn(ConditionIndex) -> Option<(&'a str, &'a Node)> + 'a;

/// Writes a condition as it could stand in a pack: compiling the text gives the same condition again.
///
/// A named condition is written by its name, unless what is inlined here is something else: then that is written out.
#[must_use]
pub fn print(node: &Node, facts: &Facts, name: &Name<'_>) -> String {
    Printer { facts, name }.node(node)
}

struct Printer<'a, 'n> {
    facts: &'a Facts,
    name: &'a Name<'n>,
}

impl Printer<'_, '_> {
    fn node(&self, node: &Node) -> String {
        match node {
            Node::Leaf(leaf) => self.leaf(leaf, false),
            Node::And(parts) => self.joined(parts, " && "),
            Node::Or(parts) => self.joined(parts, " || "),
            Node::Not(body) => match &**body {
                Node::Leaf(leaf) => self.leaf(leaf, true),
                body => format!("!({})", self.node(body)),
            },
            Node::Named(index, body) => match (self.name)(*index) {
                Some((name, known)) if known == &**body => name.to_owned(),
                _ => self.node(body),
            },
            Node::Records {
                list,
                quantifier,
                body,
            } => {
                let list = self.facts.list(*list).map(|(at, _)| self.id(at));
                let (list, body) = (list.unwrap_or_default(), self.node(body));
                match quantifier {
                    Quantifier::Any => format!("any({list}, {body})"),
                    Quantifier::All => format!("all({list}, {body})"),
                    Quantifier::Count(comparison, number) => {
                        format!("count({list}, {body}) {} {number}", comparison.symbol())
                    }
                }
            }
        }
    }

    fn joined(&self, parts: &[Node], symbol: &str) -> String {
        let parts: Vec<String> = parts.iter().map(|part| self.part(part)).collect();
        parts.join(symbol)
    }

    /// Writes a part of an *and* or an *or*, in brackets where it is one itself.
    fn part(&self, node: &Node) -> String {
        match node {
            Node::And(_) | Node::Or(_) => format!("({})", self.node(node)),
            Node::Named(index, body)
                if (self.name)(*index).is_none_or(|(_, known)| known != &**body) =>
            {
                self.part(body)
            }
            _ => self.node(node),
        }
    }

    fn leaf(&self, leaf: &Leaf, negated: bool) -> String {
        let fact = self.id(leaf.fact);
        let option = |number: u16| {
            let id = self
                .facts
                .get(leaf.fact)
                .and_then(|fact| fact.option_id(number));
            format!("\"{}\"", id.unwrap_or_default())
        };
        let (is, is_in) = if negated { ("!=", "!in") } else { ("==", "in") };
        match &leaf.test {
            Test::OneOf(options) => match options.as_slice() {
                [one] => format!("{fact} {is} {}", option(*one)),
                several => {
                    let options: Vec<String> = several.iter().map(|one| option(*one)).collect();
                    format!("{fact} {is_in} [{}]", options.join(", "))
                }
            },
            Test::Contains(number) => {
                let not = if negated { "!" } else { "" };
                format!("{not}{fact}.contains({})", option(*number))
            }
            Test::Compare(Comparison::Equal, number) => format!("{fact} {is} {number}"),
            Test::Compare(comparison, number) => {
                let text = format!("{fact} {} {number}", comparison.symbol());
                if negated { format!("!({text})") } else { text }
            }
            Test::Same(other, _) => format!("{fact} {is} {}", self.id(*other)),
        }
    }

    fn id(&self, index: FactIndex) -> String {
        self.facts
            .get(index)
            .map_or_else(String::new, |fact| fact.id.clone())
    }
}
