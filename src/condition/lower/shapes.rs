//! The shapes of Rhai's tree that lowering relies on, held in a file, so that an upgrade shows its effect at once.

use std::fmt::Write as _;
use std::path::PathBuf;

use rhai::{ASTFlags, Expr, FnCallExpr, Position, Stmt};

use super::engine;

/// Prints a place as `line:column`, without the line where it is the first.
fn place(position: Position) -> String {
    match (position.line(), position.position()) {
        (Some(1), Some(column)) => format!("@{column}"),
        (Some(line), Some(column)) => format!("@{line}:{column}"),
        _ => "@none".to_owned(),
    }
}

fn all<'a>(parts: impl IntoIterator<Item = &'a Expr>) -> String {
    let parts: Vec<_> = parts.into_iter().map(shape).collect();
    parts.join(", ")
}

fn call(call: &FnCallExpr) -> String {
    let mut text = String::new();
    if call.is_qualified() {
        let _ = write!(text, "{}::", call.namespace);
    }
    let _ = write!(text, "{}", call.name);
    if call.capture_parent_scope {
        text.push('!');
    }
    if let Some(token) = &call.op_token {
        let _ = write!(text, "<{token:?}>");
    }
    let _ = write!(text, "({})", all(&call.args));
    text
}

fn flags(flags: ASTFlags) -> String {
    if flags.is_empty() {
        String::new()
    } else {
        format!("<{flags:?}>")
    }
}

fn shape(expression: &Expr) -> String {
    let text = match expression {
        Expr::And(parts, _) => format!("And({})", all(parts.iter())),
        Expr::Or(parts, _) => format!("Or({})", all(parts.iter())),
        Expr::Coalesce(parts, _) => format!("Coalesce({})", all(parts.iter())),
        Expr::FnCall(inner, _) => call(inner),
        Expr::MethodCall(inner, _) => format!("method {}", call(inner)),
        Expr::Dot(parts, options, _) => format!(
            "Dot{}({}, {})",
            flags(*options),
            shape(&parts.lhs),
            shape(&parts.rhs)
        ),
        Expr::Index(parts, options, _) => format!(
            "Index{}({}, {})",
            flags(*options),
            shape(&parts.lhs),
            shape(&parts.rhs)
        ),
        Expr::Variable(variable, ..) if variable.2.is_empty() => format!("var {}", variable.1),
        Expr::Variable(variable, ..) => format!("var {}::{}", variable.2, variable.1),
        Expr::Property(property, _) => format!("property {}", property.2),
        Expr::Array(items, _) => format!("Array({})", all(items.iter())),
        Expr::StringConstant(text, _) => format!("{text:?}"),
        Expr::IntegerConstant(number, _) => format!("integer {number}"),
        Expr::FloatConstant(number, _) => format!("float {number}"),
        Expr::BoolConstant(truth, _) => format!("bool {truth}"),
        Expr::CharConstant(letter, _) => format!("char {letter:?}"),
        Expr::Unit(_) => "unit".to_owned(),
        Expr::Map(..) => "Map".to_owned(),
        Expr::Stmt(_) => "Stmt".to_owned(),
        Expr::InterpolatedString(..) => "InterpolatedString".to_owned(),
        Expr::DynamicConstant(value, _) => format!("constant {}", value.type_name()),
        other => format!("another: {other:?}"),
    };
    let start = expression.start_position();
    let mut text = format!("{text}{}", place(expression.position()));
    if start != expression.position() {
        let _ = write!(text, " from {}", place(start));
    }
    text
}

fn parsed(text: &str) -> String {
    match engine().compile_expression(text) {
        Err(error) => format!("error {:?}{}", error.err_type(), place(error.position())),
        Ok(ast) => match ast.statements() {
            [Stmt::Expr(expression)] => shape(expression),
            other => format!("{} statements: {other:?}", other.len()),
        },
    }
}

/// The file has a condition a line (after `# ` a remark), with `\n` for a line break, and below it, indented, its shape.
#[test]
fn rhais_tree_has_the_shapes_that_lowering_relies_on() {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/conditions/rhai-shapes.txt");
    let held = std::fs::read_to_string(path).unwrap();
    let mut fresh = String::new();
    let mut ran = 0;
    for line in held.lines().filter(|line| !line.starts_with("  ")) {
        let _ = writeln!(fresh, "{line}");
        if !line.starts_with("# ") {
            let _ = writeln!(fresh, "  {}", parsed(&line.replace("\\n", "\n")));
            ran += 1;
        }
    }
    assert!(ran > 0, "no shapes found");
    assert!(
        fresh == held,
        "the shapes are not those held; check lowering, then hold these:\n{fresh}"
    );
}
