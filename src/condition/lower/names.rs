//! Names in a condition: facts, named conditions, and the chains of Rhai's tree they are written as.

use rhai::{Expr, FnCallExpr};

use super::Lowering;
use crate::condition::Node;
use crate::condition::syntax;
use crate::facts::{Fact, FactIndex};
use crate::text::bilingual;
use crate::yaml::{Problem, nearest};

impl<'a> Lowering<'a> {
    /// Lowers a bare name: a named condition, or a mistake.
    pub(super) fn name(&mut self, expression: &Expr) -> Option<Node> {
        if let Expr::Dot(parts, ..) = expression
            && let Some((call, fact)) = method_call(&parts.lhs, &parts.rhs)
        {
            return self.contains(&fact, call, expression.start_position());
        }
        let position = expression.start_position();
        let Some(path) = path(expression) else {
            let problem = syntax::not_allowed(&self.locator, position);
            self.refuse(problem);
            return None;
        };
        let span = self.locator.path(position, &path);
        if let Some(named) = self.scope.named.get(&path) {
            let node = named.node.clone();
            self.check_bound(&node, &path, span)?;
            return Some(Node::Named(named.index, Box::new(node)));
        }
        let problem = if self.scope.facts.find(&path).is_some() {
            Problem::at(
                span,
                "bare-fact",
                bilingual!(
                    "`{path}` is een feit en nog geen voorwaarde",
                    "`{path}` is a fact and no condition yet"
                ),
            )
            .help(bilingual!(
                "vergelijk het met een antwoord: `{path} == \"yes\"`",
                "compare it with an answer: `{path} == \"yes\"`"
            ))
        } else {
            let near = nearest(&path, self.scope.named.keys().map(String::as_str));
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

    pub(super) fn fact(&mut self, expression: &Expr) -> Option<(FactIndex, &'a Fact)> {
        let position = expression.start_position();
        let Some(path) = path(expression) else {
            let problem = match expression {
                Expr::FnCall(call, at) if call.op_token.is_some() => {
                    syntax::operator(&self.locator, *at, &call.name)
                }
                other => syntax::fact_expected(&self.locator, other.start_position()),
            };
            self.refuse(problem);
            return None;
        };
        let span = self.locator.path(position, &path);
        let facts = self.scope.facts;
        let Some((index, fact)) = facts.find(&path).and_then(|at| Some((at, facts.get(at)?)))
        else {
            let near = nearest(&path, facts.iter().map(|(_, fact)| fact.id.as_str()));
            let mut problem = Problem::at(
                span,
                "unknown-fact",
                bilingual!("er is geen feit `{path}`", "there is no fact `{path}`"),
            );
            problem = problem.did_you_mean(near);
            if near.is_none() && self.scope.named.contains_key(&path) {
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
                    "schrijf `any({list_id}, {path} == …)`, of geef de regel `each: {list_id}`",
                    "write `any({list_id}, {path} == …)`, or give the rule `each: {list_id}`"
                )),
            );
            return None;
        }
        if !fact.is_testable() {
            self.refuse(
                Problem::at(
                    span,
                    "not-testable",
                    bilingual!(
                        "een voorwaarde kan `{path}` niet toetsen",
                        "a condition cannot test `{path}`"
                    ),
                )
                .help(bilingual!(
                    "tekst, datums en plaatsen worden alleen getoond; lijsten toetst u met any, all of count",
                    "text, dates and places are only shown; lists are tested with any, all or count"
                )),
            );
            return None;
        }
        Some((index, fact))
    }
}

/// Returns `a.b.c` of a chain of names; `None` for anything else.
pub(super) fn path(expression: &Expr) -> Option<String> {
    match expression {
        Expr::Variable(variable, ..) => Some(variable.1.to_string()),
        Expr::Property(property, _) => Some(property.2.to_string()),
        Expr::Dot(parts, flags, _)
            if flags.is_empty() || !flags.contains(rhai::ASTFlags::NEGATED) =>
        {
            Some(format!("{}.{}", path(&parts.lhs)?, path(&parts.rhs)?))
        }
        _ => None,
    }
}

/// Returns the call and the name before it where a chain ends in a method call: `a.b.contains("x")`.
fn method_call<'a>(left: &'a Expr, right: &'a Expr) -> Option<(&'a FnCallExpr, String)> {
    match right {
        Expr::MethodCall(call, _) => Some((call, path(left)?)),
        Expr::Dot(parts, ..) => {
            let (call, rest) = method_call(&parts.lhs, &parts.rhs)?;
            Some((call, format!("{}.{rest}", path(left)?)))
        }
        _ => None,
    }
}
