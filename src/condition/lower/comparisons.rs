//! Comparisons of a fact with an answer, a number or another fact, and what may be negated.

use rhai::{Expr, Position};

use super::names::path;
use super::{Lowering, leaf, operand};
use crate::condition::syntax;
use crate::condition::{Comparison, Node, Test};
use crate::facts::{Fact, FactIndex, Kind};
use crate::text::bilingual;
use crate::yaml::Problem;

impl Lowering<'_> {
    pub(super) fn compare(
        &mut self,
        left: &Expr,
        right: &Expr,
        comparison: Comparison,
        position: Position,
    ) -> Option<Node> {
        if let Some(node) = self.compare_count(left, right, comparison) {
            return node;
        }
        let (left, right, comparison) = if is_value(left) && !is_value(right) {
            (right, left, comparison.mirrored())
        } else {
            (left, right, comparison)
        };
        let found = self.fact(left);
        if path(right).is_some() {
            return self.compare_facts(found, right, comparison, position);
        }
        if !is_value(right) {
            let problem = self.no_fact(right);
            self.refuse(problem);
            return None;
        }
        let (index, fact) = found?;
        let negated = comparison == Comparison::NotEqual;
        let test = match (&fact.kind, right) {
            (Kind::Integer, Expr::IntegerConstant(number, _)) => {
                // `!=` is always the opposite of `==`, also where the question does not arise.
                let comparison = if negated {
                    Comparison::Equal
                } else {
                    comparison
                };
                Test::Compare(comparison, *number)
            }
            (Kind::YesNo | Kind::Choice(_) | Kind::Country(_), Expr::StringConstant(id, at))
                if matches!(comparison, Comparison::Equal | Comparison::NotEqual) =>
            {
                let span = self.locator.token(*at);
                Test::OneOf(vec![self.option(fact, id, span)?])
            }
            (_, other) => {
                let problem = syntax::wrong_type(&self.locator, position, fact, operand(other));
                self.refuse(problem);
                return None;
            }
        };
        if negated {
            if self.scope.guarded.contains(&index) {
                return self.refuse_negation(fact, position);
            }
            return Some(Node::Not(Box::new(leaf(index, fact, test))));
        }
        Some(leaf(index, fact, test))
    }

    fn compare_facts(
        &mut self,
        left: Option<(FactIndex, &Fact)>,
        right: &Expr,
        comparison: Comparison,
        position: Position,
    ) -> Option<Node> {
        if let Some((_, fact)) = left
            && let Some(problem) = self.unquoted(fact, right)
        {
            self.refuse(problem);
            return None;
        }
        let right = self.fact(right);
        let ((index, fact), (other_index, other)) = (left?, right?);
        if index == other_index {
            let id = &fact.id;
            self.refuse(
                Problem::at(
                    self.locator.token(position),
                    "type",
                    bilingual!(
                        "`{id}` wordt met zichzelf vergeleken",
                        "`{id}` is compared with itself"
                    ),
                )
                .help(bilingual!(
                    "vergelijk met een antwoord, of met een ander feit",
                    "compare it with an answer, or with another fact"
                )),
            );
            return None;
        }
        let comparable = match (&fact.kind, &other.kind) {
            (Kind::Choice(a), Kind::Choice(b)) => {
                a.iter().map(|o| &o.id).eq(b.iter().map(|o| &o.id))
            }
            (Kind::YesNo, Kind::YesNo) | (Kind::Country(_), Kind::Country(_)) => true,
            _ => false,
        };
        if !comparable || !matches!(comparison, Comparison::Equal | Comparison::NotEqual) {
            let (left, right) = (&fact.id, &other.id);
            let span = self.locator.token(position);
            self.refuse(
                Problem::at(
                    span,
                    "type",
                    bilingual!(
                        "`{left}` en `{right}` zijn zo niet te vergelijken",
                        "`{left}` and `{right}` cannot be compared this way"
                    ),
                )
                .help(bilingual!(
                    "alleen twee keuzes met dezelfde opties, met `==` of `!=`",
                    "only two choices with the same options, with `==` or `!=`"
                )),
            );
            return None;
        }
        let node = leaf(index, fact, Test::Same(other_index, other.spot));
        if comparison == Comparison::NotEqual {
            for (index, fact) in [(index, fact), (other_index, other)] {
                if self.scope.guarded.contains(&index) {
                    return self.refuse_negation(fact, position);
                }
            }
            return Some(Node::Not(Box::new(node)));
        }
        Some(node)
    }

    /// Refuses `!` before a test of a fact with `ask_when`: it would be true where the question does not arise.
    pub(super) fn refuse_negated_guard(&mut self, body: &Node, position: Position) -> Option<()> {
        let mut tested = body;
        while let Node::Named(_, inner) | Node::Not(inner) = tested {
            tested = inner;
        }
        let Node::Leaf(leaf) = tested else {
            return Some(());
        };
        let mut facts = vec![leaf.fact];
        if let Test::Same(other, _) = leaf.test {
            facts.push(other);
        }
        let guarded = facts
            .into_iter()
            .find(|fact| self.scope.guarded.contains(fact));
        let Some(fact) = guarded.and_then(|fact| self.scope.facts.get(fact)) else {
            return Some(());
        };
        self.refuse_negation(fact, position)
    }

    fn refuse_negation<T>(&mut self, fact: &Fact, position: Position) -> Option<T> {
        let id = &fact.id;
        let span = self.locator.token(position);
        let problem = Problem::at(
            span,
            "negated-guard",
            bilingual!(
                "`{id}` heeft een `ask_when`: een ontkenning is ook waar als de vraag niet speelt",
                "`{id}` has an `ask_when`: a negated test is true as well where the question does not arise"
            ),
        );
        self.refuse(problem.help(match fact.kind {
            Kind::Choices(_) => bilingual!(
                "toets wat wel gekozen is: `{id}.contains(\"…\")`",
                "test what was chosen instead: `{id}.contains(\"…\")`"
            ),
            Kind::Integer => bilingual!(
                "noem de getallen die u bedoelt: `{id} < 2 || {id} > 2`",
                "name the numbers meant: `{id} < 2 || {id} > 2`"
            ),
            _ => bilingual!(
                "noem de opties die u bedoelt: `{id} in [\"…\"]`",
                "list the options meant: `{id} in [\"…\"]`"
            ),
        }));
        None
    }
}

pub(super) fn comparison(symbol: &str) -> Option<Comparison> {
    Some(match symbol {
        "==" => Comparison::Equal,
        "!=" => Comparison::NotEqual,
        "<" => Comparison::Less,
        "<=" => Comparison::LessOrEqual,
        ">" => Comparison::Greater,
        ">=" => Comparison::GreaterOrEqual,
        _ => return None,
    })
}

fn is_value(expression: &Expr) -> bool {
    matches!(
        expression,
        Expr::StringConstant(..)
            | Expr::IntegerConstant(..)
            | Expr::FloatConstant(..)
            | Expr::BoolConstant(..)
            | Expr::Array(..)
    )
}
