//! Rhai's syntax tree → checked [`Node`].
//!
//! The only module that names Rhai's `Expr`, which is outside `SemVer`: the crate is pinned, and a test holds the
//! shapes relied on here. Optimisation is off, because it folds constants and loses their places.

mod comparisons;
mod names;
mod options;
mod records;
#[cfg(test)]
mod shapes;

use std::collections::BTreeMap;

use rhai::{Engine, Expr, FnCallExpr, OptimizationLevel, Position, Stmt};

use super::locator::Locator;
use super::surface;
use super::syntax::{self, Operand};
use super::{ConditionIndex, Leaf, Node, Quantifier, Test};
use crate::facts::{Fact, FactIndex, Facts, ListIndex};
use crate::text::bilingual;
use crate::yaml::Problem;

/// The longest condition that is read, in bytes.
pub const MAX_LENGTH: usize = 4_000;

/// The most parts that named conditions may bring into one condition.
///
/// A condition that names another twice, which names a third twice, doubles with every step.
pub const MAX_INLINED: usize = 2_000;

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
    let problems = surface::problems(text);
    if !problems.is_empty() {
        return Err(problems);
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
        inlined: 0,
        problems: Vec::new(),
    };
    let node = lowering.condition(expression);
    lowering.problems.sort_by_key(|problem| problem.span);
    match node {
        Some(node) if lowering.problems.is_empty() => Ok(node),
        _ => Err(lowering.problems),
    }
}

/// Tells whether a word can name no fact: Rhai keeps it for itself, or it has other characters than names have.
#[must_use]
pub fn is_reserved(word: &str) -> bool {
    if !word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
        return true;
    }
    let text = format!("a.{word}");
    let Ok(ast) = engine().compile_expression(&text) else {
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
    /// How many parts named conditions have brought in.
    inlined: usize,
    problems: Vec<Problem>,
}

impl Lowering<'_> {
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
            Expr::Coalesce(_, position) => {
                let problem = syntax::operator(&self.locator, *position, "??");
                self.refuse(problem);
                None
            }
            other => {
                let problem = syntax::not_allowed(&self.locator, other.start_position());
                self.refuse(problem);
                None
            }
        }
    }

    /// Refuses the calls `elsewhere::any(…)` and `any!(…)`, which have the name of ours and another meaning.
    fn form_of_call(&self, call: &FnCallExpr, position: Position) -> Option<Problem> {
        if call.is_qualified() {
            return Some(syntax::not_allowed(
                &self.locator,
                call.namespace.position(),
            ));
        }
        call.capture_parent_scope
            .then(|| syntax::not_allowed(&self.locator, position))
    }

    fn parts(&mut self, parts: &[Expr]) -> Option<Vec<Node>> {
        let lowered: Vec<_> = parts.iter().map(|part| self.condition(part)).collect();
        lowered.into_iter().collect()
    }

    fn call(&mut self, call: &FnCallExpr, position: Position) -> Option<Node> {
        if let Some(problem) = self.form_of_call(call, position) {
            self.refuse(problem);
            return None;
        }
        let is_operator = call.op_token.is_some();
        match (call.name.as_str(), call.args.as_slice()) {
            ("!", [negated]) if is_operator => {
                let body = self.condition(negated)?;
                self.refuse_negated_guard(&body, position)?;
                Some(Node::Not(Box::new(body)))
            }
            ("contains", [list, fact]) if names::is_in(call, position, &self.locator) => {
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
                if let Some(comparison) = comparisons::comparison(symbol) {
                    return self.compare(left, right, comparison, position);
                }
                let problem = syntax::operator(&self.locator, position, symbol);
                self.refuse(problem);
                None
            }
            (name, _) => {
                let problem = syntax::function(&self.locator, position, name);
                self.refuse(problem);
                None
            }
        }
    }
}

fn leaf(index: FactIndex, fact: &Fact, test: Test) -> Node {
    Node::Leaf(Leaf {
        fact: index,
        spot: fact.spot,
        test,
    })
}

/// Returns what an expression is, as a message about its type calls it.
fn operand(expression: &Expr) -> Operand {
    match expression {
        Expr::StringConstant(..) => Operand::Text,
        Expr::IntegerConstant(..) => Operand::Number,
        Expr::FloatConstant(..) => Operand::Decimal,
        Expr::BoolConstant(..) => Operand::Truth,
        Expr::Array(..) => Operand::List,
        _ => Operand::Other,
    }
}
