//! Options of a fact: `fact in ["a", "b"]` and `fact.contains("a")`.

use rhai::{Expr, FnCallExpr, Position};

use super::{Lowering, leaf, operand};
use crate::condition::syntax;
use crate::condition::{Node, Test};
use crate::facts::{Fact, Kind};
use crate::text::bilingual;
use crate::yaml::{Problem, nearest};

impl Lowering<'_> {
    pub(super) fn one_of(&mut self, fact: &Expr, list: &Expr, position: Position) -> Option<Node> {
        let (index, fact) = self.fact(fact)?;
        let Expr::Array(items, _) = list else {
            let problem = syntax::list_expected(&self.locator, list.start_position());
            self.refuse(problem);
            return None;
        };
        if !matches!(fact.kind, Kind::YesNo | Kind::Choice(_) | Kind::Country(_))
            || items.is_empty()
        {
            let id = &fact.id;
            let span = self.locator.token(position);
            let problem = if items.is_empty() {
                Problem::at(
                    span,
                    "no-fact",
                    bilingual!(
                        "de lijst is leeg: dit is nooit waar",
                        "the list is empty: this is never true"
                    ),
                )
            } else {
                Problem::at(
                    span,
                    "type",
                    bilingual!(
                        "`in` past niet bij `{id}`: dat is geen keuze uit één antwoord",
                        "`in` does not suit `{id}`, which is not a choice of one answer"
                    ),
                )
            };
            self.refuse(problem);
            return None;
        }
        let mut options = Vec::new();
        let mut whole = true;
        for item in items {
            if let Expr::StringConstant(id, at) = item {
                match self.option(fact, id, *at) {
                    Some(option) => options.push(option),
                    None => whole = false,
                }
            } else {
                let problem =
                    syntax::wrong_type(&self.locator, item.start_position(), fact, operand(item));
                self.refuse(problem);
                whole = false;
            }
        }
        whole.then(|| leaf(index, fact, Test::OneOf(options)))
    }

    pub(super) fn contains(
        &mut self,
        fact: &str,
        call: &FnCallExpr,
        position: Position,
    ) -> Option<Node> {
        if call.name != "contains" {
            let name = call.name.as_str();
            let span = self.locator.path(position, &format!("{fact}.{name}"));
            self.refuse(
                Problem::at(
                    span,
                    "method",
                    bilingual!("`{name}` bestaat hier niet", "there is no `{name}` here"),
                )
                .did_you_mean(nearest(name, ["contains"])),
            );
            return None;
        }
        let span = self.locator.path(position, fact);
        let facts = self.scope.facts;
        let found = facts.find(fact).and_then(|at| Some((at, facts.get(at)?)));
        let Some((index, found)) = found else {
            let near = nearest(fact, facts.iter().map(|(_, fact)| fact.id.as_str()));
            self.refuse(
                Problem::at(
                    span,
                    "unknown-fact",
                    bilingual!("er is geen feit `{fact}`", "there is no fact `{fact}`"),
                )
                .did_you_mean(near),
            );
            return None;
        };
        let [Expr::StringConstant(id, at)] = call.args.as_slice() else {
            let problem = syntax::function(&self.locator, position, "contains");
            self.refuse(problem);
            return None;
        };
        if !matches!(found.kind, Kind::Choices(_)) {
            self.refuse(
                Problem::at(
                    span,
                    "type",
                    bilingual!(
                        "`contains` past alleen bij een feit met meer antwoorden, en `{fact}` heeft er één",
                        "`contains` suits only a fact with several answers, and `{fact}` has one"
                    ),
                )
                .help(bilingual!("schrijf `{fact} == \"{id}\"`", "write `{fact} == \"{id}\"`")),
            );
            return None;
        }
        if let Some(list) = found.list()
            && !self.bound.contains(&list)
            && !self.scope.unbound
        {
            self.refuse(Problem::at(
                span,
                "no-record",
                bilingual!(
                    "`{fact}` hoort bij één record, en dat is hier niet aan de orde",
                    "`{fact}` belongs to one record, and there is none here"
                ),
            ));
            return None;
        }
        let option = self.option(found, id, *at)?;
        Some(leaf(index, found, Test::Contains(option)))
    }

    pub(super) fn option(&mut self, fact: &Fact, id: &str, position: Position) -> Option<u16> {
        if let Some(number) = fact.option_number(id) {
            return Some(number);
        }
        let span = self.locator.token(position);
        let fact_id = &fact.id;
        let near = nearest(id, fact.option_ids());
        let mut problem = Problem::at(
            span,
            "not-an-option",
            bilingual!(
                "`{id}` is geen optie van `{fact_id}`",
                "`{id}` is not an option of `{fact_id}`"
            ),
        );
        problem = match near {
            Some(_) => problem.did_you_mean(near),
            None if matches!(fact.kind, Kind::Country(_)) => problem,
            None => {
                let options: Vec<_> = fact
                    .option_ids()
                    .iter()
                    .map(|id| format!("`{id}`"))
                    .collect();
                let options = options.join(", ");
                problem.help(bilingual!(
                    "de opties zijn {options}",
                    "the options are {options}"
                ))
            }
        };
        self.refuse(problem);
        None
    }
}
