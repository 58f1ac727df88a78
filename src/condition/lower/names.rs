//! Names in a condition: facts, named conditions, and the chains of Rhai's tree they are written as.

use rhai::{ASTFlags, Expr, FnCallExpr, Position};

use super::comparisons::comparison;
use super::{Lowering, MAX_INLINED};
use crate::condition::Node;
use crate::condition::locator::Locator;
use crate::condition::syntax;
use crate::facts::{Fact, FactIndex};
use crate::text::bilingual;
use crate::yaml::{Problem, Span, nearest};

impl<'a> Lowering<'a> {
    /// Lowers a bare name: a named condition, or a mistake.
    pub(super) fn name(&mut self, expression: &Expr) -> Option<Node> {
        let position = expression.start_position();
        if let Some((call, at, fact)) = method_call(expression) {
            let span = self.locator.path(position, &fact);
            return self.contains(&fact, span, call, at);
        }
        let Some(path) = path(expression) else {
            let problem = syntax::not_allowed(&self.locator, unnamed_position(expression));
            self.refuse(problem);
            return None;
        };
        let span = self.locator.path(position, &path);
        if let Some(named) = self.scope.named.get(&path) {
            self.inlined = self.inlined.saturating_add(named.node.size());
            if self.inlined > MAX_INLINED {
                self.refuse(Problem::at(
                    span,
                    "condition-too-large",
                    bilingual!(
                        "met `{path}` erin wordt deze voorwaarde te groot",
                        "with `{path}` in it this condition becomes too large"
                    ),
                ).help(bilingual!(
                    "gebruik een benoemde voorwaarde niet vele malen, en niet steeds weer in een andere",
                    "do not use a named condition many times, nor in one after another"
                )));
                return None;
            }
            let node = named.node.clone();
            self.check_bound(&node, &path, span)?;
            return Some(Node::Named(named.index, Box::new(node)));
        }
        let facts = self.scope.facts;
        let problem = if let Some(fact) = facts.find(&path).and_then(|at| facts.get(at)) {
            let problem = Problem::at(
                span,
                "bare-fact",
                bilingual!(
                    "`{path}` is een feit en nog geen voorwaarde",
                    "`{path}` is a fact and no condition yet"
                ),
            );
            syntax::example(fact, problem)
        } else {
            let names = self.scope.named.keys();
            let ids = facts.iter().map(|(_, fact)| &fact.id);
            let near = nearest(&path, names.chain(ids).map(String::as_str));
            Problem::at(
                span,
                "unknown-condition",
                bilingual!(
                    "er is geen voorwaarde of feit `{path}`",
                    "there is no condition or fact `{path}`"
                ),
            )
            .did_you_mean(near)
        };
        self.refuse(problem);
        None
    }

    /// Returns the fact that an expression names, which conditions can test here.
    pub(super) fn fact(&mut self, expression: &Expr) -> Option<(FactIndex, &'a Fact)> {
        let Some(path) = path(expression) else {
            let problem = self.no_fact(expression);
            self.refuse(problem);
            return None;
        };
        let span = self.locator.path(expression.start_position(), &path);
        self.fact_at(&path, span)
    }

    /// Says what is wrong with an expression that stands where a fact, or an answer to one, belongs.
    pub(super) fn no_fact(&self, expression: &Expr) -> Problem {
        let locator = &self.locator;
        match expression {
            Expr::And(_, position) | Expr::Or(_, position) => {
                syntax::compared_condition(locator, *position, "&&")
            }
            Expr::Coalesce(_, position) => syntax::operator(locator, *position, "??"),
            Expr::FnCall(call, position) => {
                if let Some(problem) = self.form_of_call(call, *position) {
                    return problem;
                }
                let symbol = call.name.as_str();
                let is_condition = comparison(symbol).is_some()
                    || matches!(symbol, "!" | "any" | "all")
                    || is_in(call, *position, locator);
                if is_condition {
                    syntax::compared_condition(locator, *position, symbol)
                } else if call.op_token.is_some() {
                    syntax::operator(locator, *position, symbol)
                } else {
                    syntax::function(locator, *position, symbol)
                }
            }
            Expr::Dot(..) if method_call(expression).is_some() => {
                syntax::compared_condition(locator, expression.start_position(), ".")
            }
            Expr::StringConstant(..)
            | Expr::IntegerConstant(..)
            | Expr::FloatConstant(..)
            | Expr::BoolConstant(..)
            | Expr::Array(..) => syntax::fact_expected(locator, expression.start_position()),
            _ => syntax::not_allowed(locator, unnamed_position(expression)),
        }
    }

    /// Returns the fact with this name, which conditions can test here.
    pub(super) fn fact_at(&mut self, path: &str, span: Span) -> Option<(FactIndex, &'a Fact)> {
        let facts = self.scope.facts;
        let Some((index, fact)) = facts.find(path).and_then(|at| Some((at, facts.get(at)?))) else {
            let near = nearest(path, facts.iter().map(|(_, fact)| fact.id.as_str()));
            let mut problem = Problem::at(
                span,
                "unknown-fact",
                bilingual!("er is geen feit `{path}`", "there is no fact `{path}`"),
            );
            problem = problem.did_you_mean(near);
            if near.is_none() && self.scope.named.contains_key(path) {
                problem = problem.help(bilingual!(
                    "`{path}` is een voorwaarde: gebruik de naam zonder vergelijking",
                    "`{path}` is a condition: use its name without a comparison"
                ));
            }
            self.refuse(problem);
            return None;
        };
        if let Some(list) = fact.list()
            && !self.bound.contains(&list)
            && !self.scope.unbound
        {
            let record = facts.list(list).map_or("", |(_, records)| &records.record);
            let list_id = facts
                .list(list)
                .and_then(|(at, _)| facts.get(at))
                .map_or("", |fact| &fact.id);
            self.refuse(
                Problem::at(
                    span,
                    "no-record",
                    bilingual!(
                        "`{path}` hoort bij één `{record}`, maar hier is geen `{record}` aan de orde",
                        "`{path}` belongs to one `{record}`, but there is no `{record}` here"
                    ),
                )
                .help(bilingual!(
                    "zet dit binnen `any({list_id}, …)`, of geef de regel `each: {list_id}`",
                    "put this within `any({list_id}, …)`, or give the rule `each: {list_id}`"
                )),
            );
            return None;
        }
        if !fact.is_testable() {
            let problem = Problem::at(
                span,
                "not-testable",
                bilingual!(
                    "een voorwaarde kan `{path}` zo niet toetsen",
                    "a condition cannot test `{path}` this way"
                ),
            );
            self.refuse(syntax::example(fact, problem));
            return None;
        }
        Some((index, fact))
    }
}

/// Tells whether a call stems from `x in y` or `x !in y`.
///
/// Both have the name and arguments of a call `contains(y, x)`; `in` is told by its place, `!in` by its token.
pub(super) fn is_in(call: &FnCallExpr, position: Position, locator: &Locator<'_>) -> bool {
    call.name == "contains" && (call.op_token.is_some() || locator.starts_with(position, "in"))
}

/// Returns the place of what makes an expression no name: of `?.` and `[`, where it is one of them.
fn unnamed_position(expression: &Expr) -> Position {
    match expression {
        Expr::Dot(_, flags, position) if flags.contains(ASTFlags::NEGATED) => *position,
        Expr::Index(_, _, position) => *position,
        Expr::Dot(parts, ..) if path(&parts.lhs).is_some() => unnamed_position(&parts.rhs),
        Expr::Dot(parts, ..) => unnamed_position(&parts.lhs),
        other => other.start_position(),
    }
}

/// Returns `a.b.c` of a chain of names; `None` for anything else.
pub(super) fn path(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Variable(variable, ..) if variable.2.is_empty() => Some(variable.1.to_string()),
        Expr::Property(property, _) => Some(property.2.to_string()),
        Expr::Dot(parts, flags, _) if !flags.contains(ASTFlags::NEGATED) => {
            Some(format!("{}.{}", path(&parts.lhs)?, path(&parts.rhs)?))
        }
        _ => None,
    }
}

/// Returns the call and the name before it where a chain ends in a method call: `a.b.contains("x")`.
fn method_call(chain: &Expr) -> Option<(&FnCallExpr, Position, String)> {
    let Expr::Dot(parts, flags, _) = chain else {
        return None;
    };
    if flags.contains(ASTFlags::NEGATED) {
        return None;
    }
    let name = path(&parts.lhs)?;
    if let Expr::MethodCall(call, position) = &parts.rhs {
        return Some((call, *position, name));
    }
    let (call, position, rest) = method_call(&parts.rhs)?;
    Some((call, position, format!("{name}.{rest}")))
}
