//! Options of a fact: `fact in ["a", "b"]` and `fact.contains("a")`.

use rhai::{Expr, FnCallExpr, Position};

use super::names::path;
use super::{Lowering, leaf, operand};
use crate::condition::syntax;
use crate::condition::{Node, Test};
use crate::facts::{Fact, Kind};
use crate::text::bilingual;
use crate::yaml::{Problem, Span, nearest};

impl Lowering<'_> {
    pub(super) fn one_of(&mut self, fact: &Expr, list: &Expr, position: Position) -> Option<Node> {
        if let (Expr::StringConstant(id, at), Some(path)) = (fact, path(list)) {
            let problem = syntax::fact_expected(&self.locator, *at);
            self.refuse(problem.help(bilingual!(
                "schrijf `{path}.contains(\"{id}\")`",
                "write `{path}.contains(\"{id}\")`"
            )));
            return None;
        }
        let found = self.fact(fact);
        let Expr::Array(items, _) = list else {
            let problem = syntax::list_expected(&self.locator, list.start_position());
            self.refuse(problem);
            return None;
        };
        let (index, fact) = found?;
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
                .help(bilingual!(
                    "noem de opties die u bedoelt, of laat dit deel weg",
                    "list the options meant, or leave this part out"
                ))
            } else {
                let problem = Problem::at(
                    span,
                    "type",
                    bilingual!(
                        "`in` past niet bij `{id}`: dat is geen keuze uit één antwoord",
                        "`in` does not suit `{id}`, which is not a choice of one answer"
                    ),
                );
                syntax::example(fact, problem)
            };
            self.refuse(problem);
            return None;
        }
        let mut options = Vec::new();
        let mut whole = true;
        for item in items {
            match self.item(fact, item) {
                Some(option) => options.push(option),
                None => whole = false,
            }
        }
        whole.then(|| leaf(index, fact, Test::OneOf(options)))
    }

    /// Lowers `fact.contains("option")`; `span` is that of the fact, `position` that of the method's name.
    pub(super) fn contains(
        &mut self,
        fact: &str,
        span: Span,
        call: &FnCallExpr,
        position: Position,
    ) -> Option<Node> {
        let found = self.fact_at(fact, span);
        if call.name != "contains" {
            let name = call.name.as_str();
            let span = self.locator.token(position);
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
        let (index, found) = found?;
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
        let option = self.option(found, id, self.locator.token(*at))?;
        Some(leaf(index, found, Test::Contains(option)))
    }

    /// Returns the number of an option by its id, which stands at `span`.
    pub(super) fn option(&mut self, fact: &Fact, id: &str, span: Span) -> Option<u16> {
        if let Some(number) = fact.option_number(id) {
            return Some(number);
        }
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
            None if matches!(fact.kind, Kind::Country(_)) => problem.help(bilingual!(
                "een land heeft een code van twee hoofdletters, zoals `NL` (ISO 3166-1)",
                "a country has a code of two capitals, such as `NL` (ISO 3166-1)"
            )),
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

    /// Returns the option that an item of a list stands for.
    fn item(&mut self, fact: &Fact, item: &Expr) -> Option<u16> {
        if let Expr::StringConstant(id, at) = item {
            let span = self.locator.token(*at);
            return self.option(fact, id, span);
        }
        if let Some(problem) = self.unquoted(fact, item) {
            self.refuse(problem);
            return None;
        }
        if let Some(id) = path(item) {
            let span = self.locator.path(item.start_position(), &id);
            return self.option(fact, &id, span);
        }
        let problem = match item {
            Expr::FnCall(..) | Expr::And(..) | Expr::Or(..) => self.no_fact(item),
            _ => syntax::wrong_type(&self.locator, item.start_position(), fact, operand(item)),
        };
        self.refuse(problem);
        None
    }

    /// Says of a name that it is an option of a fact, written without its quotes.
    pub(super) fn unquoted(&self, fact: &Fact, name: &Expr) -> Option<Problem> {
        let id = path(name)?;
        if self.scope.facts.find(&id).is_some() {
            return None;
        }
        fact.option_number(&id)?;
        let span = self.locator.path(name.start_position(), &id);
        Some(
            Problem::at(
                span,
                "unquoted",
                bilingual!(
                    "het antwoord `{id}` staat niet tussen aanhalingstekens",
                    "the answer `{id}` is not in quotes"
                ),
            )
            .help(bilingual!("schrijf `\"{id}\"`", "write `\"{id}\"`")),
        )
    }
}
