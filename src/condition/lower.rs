//! Rhai's syntax tree → checked [`Node`].
//!
//! The only module that names Rhai's `Expr`, which is outside `SemVer`: the crate is pinned, and a test holds the
//! shapes relied on here. Optimisation is off, because it folds constants and loses their places.

use std::collections::BTreeMap;

use rhai::{Engine, Expr, FnCallExpr, OptimizationLevel, Position, Stmt};

use super::syntax::{self, Locator};
use super::{Comparison, ConditionIndex, Leaf, Node, Quantifier, Test};
use crate::facts::{Fact, FactIndex, Facts, Kind, ListIndex, Spot};
use crate::text::bilingual;
use crate::yaml::{Problem, nearest};

/// The longest condition that is read, in bytes.
pub const MAX_LENGTH: usize = 4_000;

/// A condition with a name that others may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedCondition {
    /// Its number.
    pub index: ConditionIndex,
    /// Its tree, to be inlined.
    pub node: Node,
}

/// What a condition may name.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The facts.
    pub facts: &'a Facts,
    /// The facts that have an `ask_when`, so that a negated test of them would be true where they do not arise.
    pub guarded: &'a std::collections::BTreeSet<FactIndex>,
    /// The named conditions.
    pub named: &'a BTreeMap<String, NamedCondition>,
    /// The list whose record is bound around the condition, as in a rule with `each`.
    pub each: Option<ListIndex>,
    /// Whether facts of any record may be used unbound: in a named condition, which is checked where it is used.
    pub unbound: bool,
}

/// Checks a condition and brings it into the form that is evaluated.
///
/// # Errors
/// Every problem of the condition, in the order of the text; spans are offsets into `text`.
pub fn compile(text: &str, scope: &Scope<'_>) -> Result<Node, Vec<Problem>> {
    if text.len() > MAX_LENGTH {
        let length = text.len();
        return Err(vec![
            Problem::at(
                crate::yaml::Span { start: 0, end: 0 },
                "condition-too-long",
                bilingual!(
                    "deze voorwaarde is te lang: {length} bytes, hoogstens {MAX_LENGTH}",
                    "this condition is too long: {length} bytes, at most {MAX_LENGTH}"
                ),
            )
            .help(bilingual!(
                "verdeel de voorwaarde over benoemde voorwaarden in conditions.yaml",
                "split it into named conditions in conditions.yaml"
            )),
        ]);
    }
    let locator = Locator::new(text);
    let ast = engine()
        .compile_expression(text)
        .map_err(|error| vec![syntax::problem(&error, &locator)])?;
    let [Stmt::Expr(expression)] = ast.statements() else {
        return Err(vec![syntax::not_allowed(&locator, Position::new(1, 1))]);
    };
    let mut lowering = Lowering {
        scope: *scope,
        locator,
        bound: scope.each.into_iter().collect(),
        problems: Vec::new(),
    };
    let node = lowering.condition(expression);
    lowering.problems.sort_by_key(|problem| problem.span);
    match node {
        Some(node) if lowering.problems.is_empty() => Ok(node),
        _ => Err(lowering.problems),
    }
}

/// Tells whether Rhai keeps a word for itself, so that it can name no fact.
#[must_use]
pub fn is_reserved(word: &str) -> bool {
    let text = format!("a.{word}");
    let engine = engine();
    let Ok(ast) = engine.compile_expression(&text) else {
        return true;
    };
    !matches!(ast.statements(), [Stmt::Expr(expression)]
        if matches!(&**expression, Expr::Dot(parts, ..) if matches!(parts.rhs, Expr::Property(..))))
}

/// Returns a parser without any function; limits are the same in debug and release builds.
fn engine() -> Engine {
    let mut engine = Engine::new_raw();
    engine.set_optimization_level(OptimizationLevel::None);
    engine.set_max_expr_depths(64, 32);
    engine
}

struct Lowering<'a> {
    scope: Scope<'a>,
    locator: Locator<'a>,
    bound: Vec<ListIndex>,
    problems: Vec<Problem>,
}

impl<'a> Lowering<'a> {
    fn refuse(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Lowers an expression that has to be true or false.
    fn condition(&mut self, expression: &Expr) -> Option<Node> {
        match expression {
            Expr::And(parts, _) => self.parts(parts).map(Node::And),
            Expr::Or(parts, _) => self.parts(parts).map(Node::Or),
            Expr::FnCall(call, position) => self.call(call, *position),
            Expr::Dot(..) | Expr::Variable(..) => self.name(expression),
            // A block with one expression is what parentheses may become.
            Expr::BoolConstant(_, position) => {
                let span = self.locator.token(*position);
                self.refuse(
                    Problem::at(
                        span,
                        "no-fact",
                        bilingual!(
                            "een voorwaarde zonder feit staat al vast",
                            "a condition without a fact is decided already"
                        ),
                    )
                    .help(bilingual!("laat dit deel weg", "leave this part out")),
                );
                None
            }
            other => {
                let problem = syntax::not_allowed(&self.locator, other.start_position());
                self.refuse(problem);
                None
            }
        }
    }

    fn parts(&mut self, parts: &[Expr]) -> Option<Vec<Node>> {
        let lowered: Vec<_> = parts.iter().map(|part| self.condition(part)).collect();
        lowered.into_iter().collect()
    }

    fn call(&mut self, call: &FnCallExpr, position: Position) -> Option<Node> {
        let is_operator = call.op_token.is_some();
        match (call.name.as_str(), call.args.as_slice()) {
            ("!", [negated]) if is_operator => {
                let body = self.condition(negated)?;
                self.refuse_negated_guard(&body, position)?;
                Some(Node::Not(Box::new(body)))
            }
            // `x in y` has the shape of a call `contains(y, x)`, with the place of the word `in`.
            ("contains", [list, fact]) if self.locator.starts_with(position, "in") => {
                self.one_of(fact, list, position)
            }
            ("any" | "all", [list, body]) if !is_operator => {
                let quantifier = if call.name == "any" {
                    Quantifier::Any
                } else {
                    Quantifier::All
                };
                self.records(list, body, quantifier)
            }
            (symbol, [left, right]) if is_operator => {
                if symbol == "contains" {
                    // `x !in y`: the outer call is `!`, this one holds the list and the fact.
                    return self.one_of(right, left, position);
                }
                if let Some(comparison) = comparison(symbol) {
                    self.compare(left, right, comparison, position)
                } else {
                    let problem = syntax::operator(&self.locator, position, symbol);
                    self.refuse(problem);
                    None
                }
            }
            (name, _) => {
                let problem = syntax::function(&self.locator, position, name);
                self.refuse(problem);
                None
            }
        }
    }

    /// Refuses `!` before a test of a fact with `ask_when`: it would be true where the question does not arise.
    fn refuse_negated_guard(&mut self, body: &Node, position: Position) -> Option<()> {
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
        let id = &fact.id;
        let span = self.locator.token(position);
        self.refuse(
            Problem::at(
                span,
                "negated-guard",
                bilingual!(
                    "`{id}` heeft een `ask_when`: een ontkenning is ook waar als de vraag niet speelt",
                    "`{id}` has an `ask_when`: a negated test is true as well where the question does not arise"
                ),
            )
            .help(bilingual!(
                "noem de opties die u bedoelt: `{id} in [\"…\"]`",
                "list the options meant: `{id} in [\"…\"]`"
            )),
        );
        None
    }

    /// Lowers a bare name: a named condition, or a mistake.
    fn name(&mut self, expression: &Expr) -> Option<Node> {
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

    /// Checks that every record a named condition speaks of is bound where it is used.
    fn check_bound(&mut self, node: &Node, name: &str, span: crate::yaml::Span) -> Option<()> {
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

    fn fact(&mut self, expression: &Expr) -> Option<(FactIndex, &'a Fact)> {
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

    fn compare(
        &mut self,
        left: &Expr,
        right: &Expr,
        comparison: Comparison,
        position: Position,
    ) -> Option<Node> {
        if let Some(node) = self.compare_count(left, right, comparison) {
            return node;
        }
        let (left, right, comparison) = if is_constant(left) && !is_constant(right) {
            (right, left, comparison.mirrored())
        } else {
            (left, right, comparison)
        };
        let (index, fact) = self.fact(left)?;
        let negated = comparison == Comparison::NotEqual;
        if path(right).is_some() {
            return self.compare_facts((index, fact), right, comparison, position);
        }
        let test = match (&fact.kind, right) {
            (Kind::Integer, Expr::IntegerConstant(number, _)) => {
                if negated && self.scope.guarded.contains(&index) {
                    return self.refuse_negation(fact, position);
                }
                return Some(leaf(index, fact, Test::Compare(comparison, *number)));
            }
            (Kind::YesNo | Kind::Choice(_) | Kind::Country(_), Expr::StringConstant(id, at))
                if matches!(comparison, Comparison::Equal | Comparison::NotEqual) =>
            {
                Test::OneOf(vec![self.option(fact, id, *at)?])
            }
            (Kind::Choices(_), Expr::StringConstant(id, _)) => {
                let span = self.locator.token(position);
                let fact_id = &fact.id;
                self.refuse(
                    Problem::at(
                        span,
                        "type",
                        bilingual!(
                            "`{fact_id}` kan meer antwoorden hebben en is met niets gelijk",
                            "`{fact_id}` may have several answers and equals none"
                        ),
                    )
                    .help(bilingual!(
                        "schrijf `{fact_id}.contains(\"{id}\")`",
                        "write `{fact_id}.contains(\"{id}\")`"
                    )),
                );
                return None;
            }
            (_, other) => {
                let problem = syntax::wrong_type(&self.locator, position, fact, other);
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

    fn refuse_negation(&mut self, fact: &Fact, position: Position) -> Option<Node> {
        let id = &fact.id;
        let span = self.locator.token(position);
        self.refuse(
            Problem::at(
                span,
                "negated-guard",
                bilingual!(
                    "`{id}` heeft een `ask_when`: een ontkenning is ook waar als de vraag niet speelt",
                    "`{id}` has an `ask_when`: a negated test is true as well where the question does not arise"
                ),
            )
            .help(bilingual!(
                "noem de opties die u bedoelt: `{id} in [\"…\"]`",
                "list the options meant: `{id} in [\"…\"]`"
            )),
        );
        None
    }

    /// Lowers `count(list, condition) >= 2`; `None` where neither side is a count.
    #[expect(
        clippy::option_option,
        reason = "the outer says whether it is a count, the inner whether it is right"
    )]
    fn compare_count(
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

    fn compare_facts(
        &mut self,
        (index, fact): (FactIndex, &Fact),
        right: &Expr,
        comparison: Comparison,
        position: Position,
    ) -> Option<Node> {
        let (other_index, other) = self.fact(right)?;
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

    fn option(&mut self, fact: &Fact, id: &str, position: Position) -> Option<u16> {
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

    fn one_of(&mut self, fact: &Expr, list: &Expr, position: Position) -> Option<Node> {
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
                let problem = syntax::wrong_type(&self.locator, item.start_position(), fact, item);
                self.refuse(problem);
                whole = false;
            }
        }
        whole.then(|| leaf(index, fact, Test::OneOf(options)))
    }

    fn contains(&mut self, fact: &str, call: &FnCallExpr, position: Position) -> Option<Node> {
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

    fn records(&mut self, list: &Expr, body: &Expr, quantifier: Quantifier) -> Option<Node> {
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
}

fn leaf(index: FactIndex, fact: &Fact, test: Test) -> Node {
    Node::Leaf(Leaf {
        fact: index,
        spot: fact.spot,
        test,
    })
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

fn comparison(symbol: &str) -> Option<Comparison> {
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

fn is_constant(expression: &Expr) -> bool {
    matches!(
        expression,
        Expr::StringConstant(..) | Expr::IntegerConstant(..)
    )
}

fn count_call(expression: &Expr) -> Option<&FnCallExpr> {
    match expression {
        Expr::FnCall(call, _) if call.name == "count" && call.op_token.is_none() => Some(call),
        _ => None,
    }
}

/// Returns `a.b.c` of a chain of names; `None` for anything else.
fn path(expression: &Expr) -> Option<String> {
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
