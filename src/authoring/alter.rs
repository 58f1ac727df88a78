//! A condition with one thing in it altered: an operator, an option, a number, a quantifier, a part.

use crate::condition::{Comparison, Leaf, Node, Quantifier, Test};
use crate::facts::{Facts, Kind};

/// A condition in which one thing is altered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Altered {
    /// The whole condition.
    pub(super) whole: Node,
    /// The part that was altered, as it was.
    pub(super) was: Node,
    /// What stands there now.
    pub(super) becomes: Node,
}

const COMPARISONS: [Comparison; 6] = [
    Comparison::Equal,
    Comparison::NotEqual,
    Comparison::Less,
    Comparison::LessOrEqual,
    Comparison::Greater,
    Comparison::GreaterOrEqual,
];

/// Returns every condition that differs from this one in one thing, in the order of the text.
///
/// A named condition is altered where it is used, as if its text stood there.
pub(super) fn altered(node: &Node, facts: &Facts) -> Vec<Altered> {
    let mut found: Vec<Altered> = replacements(node, facts)
        .into_iter()
        .map(|becomes| Altered {
            whole: becomes.clone(),
            was: node.clone(),
            becomes,
        })
        .collect();
    let inside = |body: &Node, around: &dyn Fn(Node) -> Node| -> Vec<Altered> {
        let inner = altered(body, facts).into_iter();
        inner
            .map(|inner| Altered {
                whole: around(inner.whole),
                ..inner
            })
            .collect()
    };
    match node {
        Node::Leaf(_) => {}
        Node::And(parts) | Node::Or(parts) => {
            for (number, part) in parts.iter().enumerate() {
                found.extend(inside(part, &|altered| {
                    let mut parts = parts.clone();
                    if let Some(part) = parts.get_mut(number) {
                        *part = altered;
                    }
                    joined_like(node, parts)
                }));
            }
        }
        Node::Not(body) => {
            // Twice negated is the body itself, which stands among the replacements already.
            let inner = inside(body, &|altered| Node::Not(Box::new(altered)));
            found.extend(inner.into_iter().filter(
                |inner| !matches!(&inner.whole, Node::Not(now) if **now == Node::Not(body.clone())),
            ));
        }
        Node::Named(index, body) => {
            found.extend(inside(body, &|altered| {
                Node::Named(*index, Box::new(altered))
            }));
        }
        Node::Records {
            list,
            quantifier,
            body,
        } => {
            found.extend(inside(body, &|altered| Node::Records {
                list: *list,
                quantifier: *quantifier,
                body: Box::new(altered),
            }));
        }
    }
    found
}

fn joined_like(node: &Node, parts: Vec<Node>) -> Node {
    match node {
        Node::Or(_) => Node::Or(parts),
        _ => Node::And(parts),
    }
}

/// Returns what can stand in the place of a node.
fn replacements(node: &Node, facts: &Facts) -> Vec<Node> {
    match node {
        Node::Leaf(leaf) => leaves(leaf, facts),
        Node::And(parts) | Node::Or(parts) => {
            let mut found = vec![match node {
                Node::And(_) => Node::Or(parts.clone()),
                _ => Node::And(parts.clone()),
            }];
            for number in 0..parts.len() {
                let mut left = parts.clone();
                left.remove(number);
                found.push(match (left.pop(), left.is_empty()) {
                    (Some(only), true) => only,
                    (last, _) => {
                        left.extend(last);
                        joined_like(node, left)
                    }
                });
            }
            found
        }
        Node::Not(body) => vec![(**body).clone()],
        Node::Named(..) => Vec::new(),
        Node::Records {
            list,
            quantifier,
            body,
        } => {
            let with = |quantifier: Quantifier| Node::Records {
                list: *list,
                quantifier,
                body: body.clone(),
            };
            let mut found: Vec<Node> = match quantifier {
                Quantifier::Any => vec![with(Quantifier::All)],
                Quantifier::All => vec![with(Quantifier::Any)],
                Quantifier::Count(comparison, number) => others(*comparison, *number)
                    .map(|(comparison, number)| with(Quantifier::Count(comparison, number)))
                    .collect(),
            };
            found.push(Node::Not(Box::new(node.clone())));
            found
        }
    }
}

/// Returns what can stand in the place of a test: with each option in or out, with each other comparison, negated.
fn leaves(leaf: &Leaf, facts: &Facts) -> Vec<Node> {
    let with = |test: Test| {
        Node::Leaf(Leaf {
            test,
            ..leaf.clone()
        })
    };
    let mut found: Vec<Node> = match &leaf.test {
        Test::OneOf(options) => options_to_alter(leaf, options, facts)
            .into_iter()
            .map(|option| {
                let mut now = options.clone();
                if now.contains(&option) {
                    now.retain(|known| *known != option);
                } else {
                    now.push(option);
                    now.sort_unstable();
                }
                with(Test::OneOf(now))
            })
            .collect(),
        Test::Contains(option) => options_to_alter(leaf, &[], facts)
            .into_iter()
            .filter(|other| other != option)
            .map(|other| with(Test::Contains(other)))
            .collect(),
        Test::Compare(comparison, number) => others(*comparison, *number)
            .map(|(comparison, number)| with(Test::Compare(comparison, number)))
            .collect(),
        Test::Same(..) => Vec::new(),
    };
    found.push(Node::Not(Box::new(Node::Leaf(leaf.clone()))));
    found
}

/// Returns the options that are put in or left out: all of them, but of countries those that the pack or the test names
/// and the first that neither does, because to a pack all others are alike.
fn options_to_alter(leaf: &Leaf, tested: &[u16], facts: &Facts) -> Vec<u16> {
    let Some(fact) = facts.get(leaf.fact) else {
        return Vec::new();
    };
    let all = 0..u16::try_from(fact.option_ids().len()).unwrap_or(u16::MAX);
    let Kind::Country(named) = &fact.kind else {
        return all.collect();
    };
    let is_named = |number: &u16| {
        let id = fact.option_id(*number).unwrap_or_default();
        tested.contains(number) || named.iter().any(|option| option.id == id)
    };
    let mut found: Vec<u16> = all.clone().filter(is_named).collect();
    found.extend(all.clone().find(|number| !is_named(number)));
    found
}

/// Returns the comparisons that differ in the operator or, by one, in the number.
fn others(comparison: Comparison, number: i64) -> impl Iterator<Item = (Comparison, i64)> {
    let operators = COMPARISONS
        .into_iter()
        .filter(move |other| *other != comparison)
        .map(move |other| (other, number));
    let numbers = [number.saturating_sub(1), number.saturating_add(1)];
    operators.chain(numbers.into_iter().map(move |number| (comparison, number)))
}
