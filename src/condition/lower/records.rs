//! `any`, `all` and `count` over the records of a list, and whether a record is bound where it is named.

use rhai::{Expr, FnCallExpr, Position};

use super::Lowering;
use super::names::path;
use crate::condition::syntax;
use crate::condition::{Comparison, Node, Quantifier, Test};
use crate::facts::{Kind, ListIndex, Spot};
use crate::text::bilingual;
use crate::yaml::{Problem, Span, nearest};

impl Lowering<'_> {
    /// Lowers `any(list, condition)` and its like. The condition is checked also where the list is none.
    pub(super) fn records(
        &mut self,
        list: &Expr,
        body: &Expr,
        quantifier: Quantifier,
    ) -> Option<Node> {
        let Some(list) = self.list(list) else {
            // Whose record it is about is not known, so it is not held against the names in it.
            let unbound = std::mem::replace(&mut self.scope.unbound, true);
            self.condition(body);
            self.scope.unbound = unbound;
            return None;
        };
        self.bound.push(list);
        let body = self.condition(body);
        self.bound.pop();
        Some(Node::Records {
            list,
            quantifier,
            body: Box::new(body?),
        })
    }

    /// Returns the list that an expression names, which is not bound yet.
    fn list(&mut self, expression: &Expr) -> Option<ListIndex> {
        let position = expression.start_position();
        let Some(path) = path(expression) else {
            let problem = Problem::at(
                self.locator.token(position),
                "not-a-list",
                bilingual!("hier hoort een lijst te staan", "a list is expected here"),
            );
            self.refuse(problem);
            return None;
        };
        let span = self.locator.path(position, &path);
        let facts = self.scope.facts;
        let records = facts.find(&path).and_then(|at| match &facts.get(at)?.kind {
            Kind::Records(records) => Some(records),
            _ => None,
        });
        let Some(records) = records else {
            let lists = facts.lists().iter().filter_map(|at| facts.get(*at));
            let ids: Vec<_> = lists.map(|fact| fact.id.as_str()).collect();
            // A slip for the list is to name one of its records.
            let named = facts
                .list_of_record(&path)
                .and_then(|(at, _)| facts.get(at))
                .map(|list| list.id.as_str());
            let near = named.or_else(|| nearest(&path, ids.iter().copied()));
            let ids = ids.iter().map(|id| format!("`{id}`"));
            let ids = ids.collect::<Vec<_>>().join(", ");
            let problem = Problem::at(
                span,
                "not-a-list",
                bilingual!("`{path}` is geen lijst", "`{path}` is not a list"),
            );
            self.refuse(match near {
                Some(_) => problem.did_you_mean(near),
                None => problem.help(bilingual!("de lijsten zijn {ids}", "the lists are {ids}")),
            });
            return None;
        };
        if self.bound.contains(&records.list) {
            let record = &records.record;
            self.refuse(
                Problem::at(
                    span,
                    "bound-twice",
                    bilingual!(
                        "`{path}` is hier al aan de orde",
                        "`{path}` is bound here already"
                    ),
                )
                .help(bilingual!(
                    "toets de feiten van `{record}` hier zonder any, all of count",
                    "test the facts of `{record}` here without any, all or count"
                )),
            );
            return None;
        }
        Some(records.list)
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
        let ((call, position), number, comparison) = match (count_call(left), count_call(right)) {
            (Some(call), _) => (call, right, comparison),
            (None, Some(call)) => (call, left, comparison.mirrored()),
            (None, None) => return None,
        };
        let number = if let Expr::IntegerConstant(number, _) = number {
            Some(*number)
        } else {
            let problem = syntax::number_expected(&self.locator, number.start_position());
            self.refuse(problem);
            None
        };
        let [list, body] = call.args.as_slice() else {
            let problem = syntax::function(&self.locator, position, "count");
            self.refuse(problem);
            return Some(None);
        };
        let quantifier = Quantifier::Count(comparison, number.unwrap_or_default());
        let node = self.records(list, body, quantifier);
        Some(number.and(node))
    }

    /// Checks that every record a named condition speaks of is bound where it is used.
    pub(super) fn check_bound(&mut self, node: &Node, name: &str, span: Span) -> Option<()> {
        if self.scope.unbound {
            return Some(());
        }
        let free = free_list(node, &mut self.bound.clone());
        let facts = self.scope.facts;
        let Some((at, records)) = free.and_then(|list| facts.list(list)) else {
            return Some(());
        };
        let record = &records.record;
        let list = facts.get(at).map_or("", |list| &list.id);
        self.refuse(
            Problem::at(
                span,
                "no-record",
                bilingual!(
                    "`{name}` gaat over één `{record}`, maar hier is geen `{record}` aan de orde",
                    "`{name}` is about one `{record}`, but there is no `{record}` here"
                ),
            )
            .help(bilingual!(
                "schrijf `any({list}, {name})`, of geef de regel `each: {list}`",
                "write `any({list}, {name})`, or give the rule `each: {list}`"
            )),
        );
        None
    }
}

/// Returns a call `count(…)` and its place; `elsewhere::count(…)` and `count!(…)` are none.
fn count_call(expression: &Expr) -> Option<(&FnCallExpr, Position)> {
    match expression {
        Expr::FnCall(call, position)
            if call.name == "count" && !call.is_qualified() && !call.capture_parent_scope =>
        {
            Some((call, *position))
        }
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
