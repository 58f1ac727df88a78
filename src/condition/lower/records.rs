//! `any`, `all` and `count` over the records of a list, and whether a record is bound where it is named.

use rhai::{Expr, FnCallExpr};

use super::Lowering;
use super::names::path;
use crate::condition::syntax;
use crate::condition::{Comparison, Node, Quantifier, Test};
use crate::facts::{Kind, ListIndex, Spot};
use crate::text::bilingual;
use crate::yaml::{Problem, nearest};

impl Lowering<'_> {
    pub(super) fn records(
        &mut self,
        list: &Expr,
        body: &Expr,
        quantifier: Quantifier,
    ) -> Option<Node> {
        let position = list.start_position();
        let list_path = path(list).unwrap_or_default();
        let facts = self.scope.facts;
        let records = facts
            .find(&list_path)
            .and_then(|at| match &facts.get(at)?.kind {
                Kind::Records(records) => Some(records),
                _ => None,
            });
        let Some(records) = records else {
            let lists = facts.lists().iter().filter_map(|at| facts.get(*at));
            let near = nearest(&list_path, lists.map(|fact| fact.id.as_str()));
            let span = self.locator.path(position, &list_path);
            self.refuse(
                Problem::at(
                    span,
                    "not-a-list",
                    bilingual!("`{list_path}` is geen lijst", "`{list_path}` is not a list"),
                )
                .did_you_mean(near),
            );
            return None;
        };
        if self.bound.contains(&records.list) {
            let span = self.locator.path(position, &list_path);
            self.refuse(Problem::at(
                span,
                "bound-twice",
                bilingual!(
                    "`{list_path}` is hier al aan de orde",
                    "`{list_path}` is bound here already"
                ),
            ));
            return None;
        }
        self.bound.push(records.list);
        let body = self.condition(body);
        self.bound.pop();
        Some(Node::Records {
            list: records.list,
            quantifier,
            body: Box::new(body?),
        })
    }

    /// Lowers `count(list, condition) >= 2`; `None` where neither side is a count.
    #[expect(
        clippy::option_option,
        reason = "the outer says whether it is a count, the inner whether it is right"
    )]
    pub(super) fn compare_count(
        &mut self,
        left: &Expr,
        right: &Expr,
        comparison: Comparison,
    ) -> Option<Option<Node>> {
        let (call, number, comparison) = match (count_call(left), count_call(right)) {
            (Some(call), _) => (call, right, comparison),
            (None, Some(call)) => (call, left, comparison.mirrored()),
            (None, None) => return None,
        };
        let Expr::IntegerConstant(number, _) = number else {
            let problem = syntax::number_expected(&self.locator, number.start_position());
            self.refuse(problem);
            return Some(None);
        };
        let [list, body] = call.args.as_slice() else {
            let problem = syntax::function(&self.locator, left.start_position(), "count");
            self.refuse(problem);
            return Some(None);
        };
        Some(self.records(list, body, Quantifier::Count(comparison, *number)))
    }

    /// Checks that every record a named condition speaks of is bound where it is used.
    pub(super) fn check_bound(
        &mut self,
        node: &Node,
        name: &str,
        span: crate::yaml::Span,
    ) -> Option<()> {
        if self.scope.unbound {
            return Some(());
        }
        let free = free_list(node, &mut self.bound.clone());
        let Some(record) = free.and_then(|list| self.scope.facts.list(list)) else {
            return Some(());
        };
        let record = &record.1.record;
        self.refuse(Problem::at(
            span,
            "no-record",
            bilingual!(
                "`{name}` gaat over één `{record}`, maar hier is geen `{record}` aan de orde",
                "`{name}` is about one `{record}`, but there is no `{record}` here"
            ),
        ));
        None
    }
}

fn count_call(expression: &Expr) -> Option<&FnCallExpr> {
    match expression {
        Expr::FnCall(call, _) if call.name == "count" && call.op_token.is_none() => Some(call),
        _ => None,
    }
}

/// Returns the first list whose record a condition uses without binding it.
fn free_list(node: &Node, bound: &mut Vec<ListIndex>) -> Option<ListIndex> {
    let free = |spot: &Spot, bound: &[ListIndex]| match spot {
        Spot::InRecord { list, .. } if !bound.contains(list) => Some(*list),
        _ => None,
    };
    match node {
        Node::Leaf(leaf) => free(&leaf.spot, bound).or(match &leaf.test {
            Test::Same(_, spot) => free(spot, bound),
            _ => None,
        }),
        Node::And(parts) | Node::Or(parts) => parts.iter().find_map(|part| free_list(part, bound)),
        Node::Not(body) | Node::Named(_, body) => free_list(body, bound),
        Node::Records { list, body, .. } => {
            bound.push(*list);
            let found = free_list(body, bound);
            bound.pop();
            found
        }
    }
}
