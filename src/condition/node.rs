//! The lowered condition: a small tree over facts by number.

use serde::{Deserialize, Serialize};

use crate::facts::{FactIndex, Facts, ListIndex, Spot};

/// The number of a named condition in its pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ConditionIndex(pub u16);

/// How two whole numbers are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Comparison {
    /// Tells whether `left` stands in this relation to `right`.
    #[must_use]
    pub fn holds(self, left: i64, right: i64) -> bool {
        match self {
            Self::Equal => left == right,
            Self::NotEqual => left != right,
            Self::Less => left < right,
            Self::LessOrEqual => left <= right,
            Self::Greater => left > right,
            Self::GreaterOrEqual => left >= right,
        }
    }

    /// Returns the operator as conditions write it.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    /// Returns the operator that holds where the two sides change places.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Equal | Self::NotEqual => self,
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
        }
    }
}

/// What is asked of the answer to one fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Test {
    /// It is one of these options (one for `==`, several for `in`).
    OneOf(Vec<u16>),
    /// It is a set that contains this option.
    Contains(u16),
    /// It is a whole number in this relation to another.
    Compare(Comparison, i64),
    /// It is the same option as that of another fact with the same options.
    Same(FactIndex, Spot),
}

/// A test of one fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaf {
    /// The fact.
    pub fact: FactIndex,
    /// Where its answer stands.
    pub spot: Spot,
    /// What is asked of it.
    pub test: Test,
}

/// What is asked of the records of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Quantifier {
    /// At least one record meets the condition.
    Any,
    /// Every record meets it.
    All,
    /// The number of records that meet it is in this relation to another number.
    Count(Comparison, i64),
}

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Node {
    /// A test of one fact.
    Leaf(Leaf),
    /// All hold.
    And(Vec<Node>),
    /// At least one holds.
    Or(Vec<Node>),
    /// It does not hold.
    Not(Box<Node>),
    /// Over the records of a list.
    Records {
        /// The list.
        list: ListIndex,
        /// What is asked of its records.
        quantifier: Quantifier,
        /// What one record has to meet.
        body: Box<Node>,
    },
    /// A condition with a name, inlined.
    Named(ConditionIndex, Box<Node>),
}

impl Node {
    /// Calls `visit` for every leaf, in the order of the text.
    pub fn for_each_leaf<'a>(&'a self, visit: &mut impl FnMut(&'a Leaf)) {
        match self {
            Self::Leaf(leaf) => visit(leaf),
            Self::And(parts) | Self::Or(parts) => {
                for part in parts {
                    part.for_each_leaf(visit);
                }
            }
            Self::Not(body) | Self::Named(_, body) | Self::Records { body, .. } => {
                body.for_each_leaf(visit);
            }
        }
    }

    /// Returns how many nodes it has, itself included.
    #[must_use]
    pub fn size(&self) -> usize {
        1 + match self {
            Self::Leaf(_) => 0,
            Self::And(parts) | Self::Or(parts) => parts.iter().map(Self::size).sum(),
            Self::Not(body) | Self::Named(_, body) | Self::Records { body, .. } => body.size(),
        }
    }

    /// Returns the facts it tests, each once, in the order of the text; of a list, the list itself comes first.
    #[must_use]
    pub fn facts(&self, facts: &Facts) -> Vec<FactIndex> {
        let mut found = Vec::new();
        self.collect_facts(facts, &mut found);
        found
    }

    fn collect_facts(&self, facts: &Facts, found: &mut Vec<FactIndex>) {
        let mut add = |fact| {
            if !found.contains(&fact) {
                found.push(fact);
            }
        };
        match self {
            Self::Leaf(leaf) => {
                add(leaf.fact);
                if let Test::Same(other, _) = leaf.test {
                    add(other);
                }
            }
            Self::And(parts) | Self::Or(parts) => {
                for part in parts {
                    part.collect_facts(facts, found);
                }
            }
            Self::Not(body) | Self::Named(_, body) => body.collect_facts(facts, found),
            Self::Records { list, body, .. } => {
                if let Some((fact, _)) = facts.list(*list) {
                    add(fact);
                }
                body.collect_facts(facts, found);
            }
        }
    }

    /// Returns the facts that are surely answered wherever this condition is true (or, with `truth` false, false).
    #[must_use]
    pub fn settled_when(&self, truth: bool) -> Vec<FactIndex> {
        match self {
            Self::Leaf(leaf) if matches!(leaf.test, Test::Same(..)) => Vec::new(),
            // A false test may stem from a question that does not arise; a true one needs an answer.
            Self::Leaf(leaf) => {
                if truth {
                    vec![leaf.fact]
                } else {
                    Vec::new()
                }
            }
            Self::Not(body) => body.settled_when(!truth),
            Self::Named(_, body) => body.settled_when(truth),
            Self::Records { .. } => Vec::new(),
            Self::And(parts) if truth => union(parts, truth),
            Self::Or(parts) if !truth => union(parts, truth),
            Self::And(parts) | Self::Or(parts) => {
                let mut sets = parts.iter().map(|part| part.settled_when(truth));
                let mut common = sets.next().unwrap_or_default();
                for set in sets {
                    common.retain(|fact| set.contains(fact));
                }
                common
            }
        }
    }
}

fn union(parts: &[Node], truth: bool) -> Vec<FactIndex> {
    let mut all = Vec::new();
    for fact in parts.iter().flat_map(|part| part.settled_when(truth)) {
        if !all.contains(&fact) {
            all.push(fact);
        }
    }
    all
}
