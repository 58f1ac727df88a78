//! What is wrong with the form of a condition, in plain words.

use rhai::{LexError, ParseError, ParseErrorType, Position};

use super::locator::Locator;
use crate::facts::{Fact, Kind};
use crate::text::bilingual;
use crate::yaml::{Problem, Span};

/// What a fact is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operand {
    Text,
    Number,
    /// With decimals, or too large for a whole number.
    Decimal,
    Truth,
    List,
    Other,
}

/// Puts an error of Rhai's parser into words.
pub(super) fn problem(error: &ParseError, locator: &Locator<'_>) -> Problem {
    let span = locator.token(error.position());
    let at = |code, message| Problem::at(span, code, message);
    match error.err_type() {
        ParseErrorType::ExprTooDeep => at(
            "condition-too-deep",
            bilingual!("deze voorwaarde is te ingewikkeld", "this condition is too complex"),
        )
        .help(bilingual!(
            "schrijf `feit in [\"a\", \"b\"]` in plaats van een lange rij `||`, of gebruik een benoemde voorwaarde",
            "write `fact in [\"a\", \"b\"]` instead of a long row of `||`, or use a named condition"
        )),
        ParseErrorType::BadInput(LexError::UnterminatedString) => at(
            "syntax",
            bilingual!("een aanhalingsteken wordt niet gesloten", "a quote is not closed"),
        )
        .help(bilingual!("zet aan het eind van de tekst een `\"`", "put a `\"` at the end of the text")),
        ParseErrorType::Reserved(word) => at(
            "reserved-word",
            bilingual!("`{word}` heeft een eigen betekenis en kan hier niet", "`{word}` has a meaning of its own and cannot stand here"),
        )
        .help(bilingual!("geef het feit of de voorwaarde een andere naam; een antwoord staat tussen dubbele aanhalingstekens", "give the fact or condition another name; an answer goes in double quotes")),
        ParseErrorType::MissingToken(token, _) => at(
            "syntax",
            bilingual!("hier ontbreekt `{token}`", "`{token}` is missing here"),
        ),
        ParseErrorType::MismatchedType(..) => {
            let text = locator.slice(span);
            at(
                "syntax",
                bilingual!("`{text}` is geen voorwaarde", "`{text}` is no condition"),
            )
            .help(bilingual!(
                "aan beide kanten van `&&` en `||` staat een voorwaarde",
                "on both sides of `&&` and `||` stands a condition"
            ))
        }
        _ if span.start == span.end => at(
            "syntax",
            bilingual!("de voorwaarde houdt te vroeg op", "the condition ends too early"),
        )
        .help(bilingual!(
            "maak de voorwaarde af; staat er niets, laat de sleutel dan weg",
            "complete the condition; if there is none, leave the key out"
        )),
        ParseErrorType::BadInput(LexError::MalformedEscapeSequence(escape)) => at(
            "syntax",
            bilingual!("`{escape}` staat in een tekst voor niets", "`{escape}` stands for nothing in a text"),
        )
        .help(bilingual!("laat de `\\` weg", "leave the `\\` out")),
        _ => not_understood(locator, span),
    }
}

fn not_understood(locator: &Locator<'_>, span: Span) -> Problem {
    let span = not_before(locator, span).unwrap_or(span);
    let text = locator.slice(span);
    // A byte-order mark, or a space that is none: nobody sees it.
    if is_invisible(text) {
        return Problem::at(
            span,
            "syntax",
            bilingual!(
                "hier staat een onzichtbaar teken",
                "there is an invisible character here"
            ),
        )
        .help(bilingual!(
            "typ de spaties hier opnieuw",
            "type the spaces here again"
        ));
    }
    let problem = Problem::at(
        span,
        "syntax",
        bilingual!(
            "`{text}` is hier niet te begrijpen",
            "`{text}` cannot be understood here"
        ),
    );
    match text {
        "and" | "en" => problem.help(bilingual!("schrijf `&&`", "write `&&`")),
        "or" | "of" => problem.help(bilingual!("schrijf `||`", "write `||`")),
        "not" | "niet" => problem.help(bilingual!("schrijf `!(…)`", "write `!(…)`")),
        "=" | "===" => problem.help(bilingual!("schrijf `==`", "write `==`")),
        ";" => problem.help(bilingual!(
            "een voorwaarde is één uitdrukking, zonder `;`",
            "a condition is one expression, without `;`"
        )),
        _ if !text.is_ascii() => problem.help(bilingual!(
            "namen hebben alleen de letters a tot z, cijfers en `_`; tekst staat tussen dubbele aanhalingstekens",
            "names have only the letters a to z, digits and `_`; text goes in double quotes"
        )),
        _ => problem,
    }
}

/// Returns the stretch of a `not` before a token: Rhai takes it for a name, and stumbles over what follows.
fn not_before(locator: &Locator<'_>, span: Span) -> Option<Span> {
    let before = locator
        .slice(Span {
            start: 0,
            end: span.start,
        })
        .trim_end();
    let word = ["not", "niet"].into_iter().find(|word| {
        before.strip_suffix(word).is_some_and(|rest| {
            !rest.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.'))
        })
    })?;
    Some(Span {
        start: before.len() - word.len(),
        end: before.len(),
    })
}

fn is_invisible(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
    })
}

/// Refuses a construct that conditions do not have.
pub(super) fn not_allowed(locator: &Locator<'_>, position: Position) -> Problem {
    Problem::at(
        locator.token(position),
        "not-allowed",
        bilingual!("dit kan niet in een voorwaarde", "this is not allowed in a condition"),
    )
    .help(bilingual!(
        "een voorwaarde vergelijkt feiten met antwoorden, met `==`, `in`, `&&`, `||`, `!`, any, all en count",
        "a condition compares facts with answers, with `==`, `in`, `&&`, `||`, `!`, any, all and count"
    ))
}

/// Refuses an operator that conditions do not have.
pub(super) fn operator(locator: &Locator<'_>, position: Position, symbol: &str) -> Problem {
    let problem = Problem::at(
        locator.token(position),
        "operator",
        bilingual!(
            "`{symbol}` kan niet in een voorwaarde",
            "`{symbol}` is not used in conditions"
        ),
    );
    match symbol {
        "-" => problem.help(bilingual!(
            "namen gebruiken `_`; een antwoord met `-` staat tussen dubbele aanhalingstekens",
            "names use `_`; an answer with `-` goes in double quotes"
        )),
        "&" => problem.help(bilingual!("schrijf `&&`", "write `&&`")),
        "|" => problem.help(bilingual!("schrijf `||`", "write `||`")),
        "??" => problem.help(bilingual!(
            "een antwoord dat ontbreekt wordt door niets vervangen: het blijft onbekend",
            "nothing stands in for a missing answer: it stays unknown"
        )),
        "+" | "*" | "/" | "%" | "**" => problem.help(bilingual!(
            "een voorwaarde rekent niet",
            "a condition does not calculate"
        )),
        _ => problem,
    }
}

/// Refuses a comparison with what is a condition itself: `a == b == c`, or `!a == "b"`.
pub(super) fn compared_condition(
    locator: &Locator<'_>,
    position: Position,
    symbol: &str,
) -> Problem {
    let problem = Problem::at(
        locator.token(position),
        "operator",
        bilingual!(
            "dit is zelf al een voorwaarde, en is met niets te vergelijken",
            "this is a condition itself, and is compared with nothing"
        ),
    );
    if symbol == "!" {
        return problem.help(bilingual!(
            "zet haakjes om de vergelijking: `!(feit == \"a\")`, of schrijf `feit != \"a\"`",
            "put the comparison in brackets: `!(fact == \"a\")`, or write `fact != \"a\"`"
        ));
    }
    problem.help(bilingual!(
        "laat de vergelijking weg, en verbind voorwaarden met `&&` of `||`",
        "leave the comparison out, and join conditions with `&&` or `||`"
    ))
}

/// Refuses a function that conditions do not have, or one with the wrong arguments.
pub(super) fn function(locator: &Locator<'_>, position: Position, name: &str) -> Problem {
    let span = locator.token(position);
    match name {
        "any" | "all" | "count" | "contains" => {
            let (nl, en) = match name {
                "count" => (
                    "`count(lijst, voorwaarde) >= 2`",
                    "`count(list, condition) >= 2`",
                ),
                "contains" => ("`feit.contains(\"optie\")`", "`fact.contains(\"option\")`"),
                "any" => ("`any(lijst, voorwaarde)`", "`any(list, condition)`"),
                _ => ("`all(lijst, voorwaarde)`", "`all(list, condition)`"),
            };
            Problem::at(
                span,
                "arguments",
                bilingual!(
                    "zo kan `{name}` hier niet",
                    "`{name}` cannot be used here this way"
                ),
            )
            .help(bilingual!("schrijf {nl}", "write {en}"))
        }
        _ => {
            let near = crate::yaml::nearest(name, ["any", "all", "count", "contains"]);
            Problem::at(
                span,
                "unknown-function",
                bilingual!(
                    "er is geen functie `{name}`",
                    "there is no function `{name}`"
                ),
            )
            .did_you_mean(near)
        }
    }
}

/// Says that a fact is expected.
pub(super) fn fact_expected(locator: &Locator<'_>, position: Position) -> Problem {
    Problem::at(
        locator.token(position),
        "no-fact",
        bilingual!("hier hoort een feit te staan", "a fact is expected here"),
    )
    .help(bilingual!(
        "een vergelijking heeft links een feit: `research.region == \"done\"`",
        "a comparison has a fact on its left: `research.region == \"done\"`"
    ))
}

/// Says that a list of options is expected.
pub(super) fn list_expected(locator: &Locator<'_>, position: Position) -> Problem {
    Problem::at(
        locator.token(position),
        "list-expected",
        bilingual!(
            "achter `in` hoort een lijst",
            "a list is expected after `in`"
        ),
    )
    .help(bilingual!(
        "schrijf `feit in [\"a\", \"b\"]`",
        "write `fact in [\"a\", \"b\"]`"
    ))
}

/// Says that a number is expected beside `count`.
pub(super) fn number_expected(locator: &Locator<'_>, position: Position) -> Problem {
    Problem::at(
        locator.token(position),
        "type",
        bilingual!(
            "een aantal vergelijkt u met een heel getal",
            "a count is compared with a whole number"
        ),
    )
    .help(bilingual!(
        "schrijf `count(lijst, voorwaarde) >= 2`",
        "write `count(list, condition) >= 2`"
    ))
}

/// Says that a fact and what it is compared with do not suit each other.
pub(super) fn wrong_type(
    locator: &Locator<'_>,
    position: Position,
    fact: &Fact,
    other: Operand,
) -> Problem {
    let id = &fact.id;
    let (kind_nl, kind_en) = match fact.kind {
        Kind::YesNo => ("een ja/nee-vraag", "a yes/no question"),
        Kind::Choice(_) => ("een keuze", "a choice"),
        Kind::Choices(_) => (
            "een keuze uit meer antwoorden",
            "a choice of several answers",
        ),
        Kind::Integer => ("een heel getal", "a whole number"),
        Kind::Country(_) => ("een land", "a country"),
        Kind::Date | Kind::Text | Kind::Place | Kind::Records(_) => ("geen keuze", "no choice"),
    };
    let (with_nl, with_en) = match other {
        Operand::Text => ("tekst", "text"),
        Operand::Number => ("een getal", "a number"),
        Operand::Decimal => (
            "een getal met decimalen of een te groot getal",
            "a number with decimals or one too large",
        ),
        Operand::Truth => ("true of false", "true or false"),
        Operand::List => ("een lijst", "a list"),
        Operand::Other => ("wat hier staat", "what stands here"),
    };
    let problem = Problem::at(
        locator.token(position),
        "type",
        bilingual!(
            "`{id}` is {kind_nl} en is zo niet met {with_nl} te vergelijken",
            "`{id}` is {kind_en}, so it cannot be compared with {with_en} this way"
        ),
    );
    example(fact, problem)
}

/// Adds how a condition tests a fact.
pub(super) fn example(fact: &Fact, problem: Problem) -> Problem {
    let id = &fact.id;
    let option = match &fact.kind {
        Kind::YesNo => "yes",
        _ => fact.options().first().map_or("…", |option| &option.id),
    };
    match fact.kind {
        Kind::YesNo => problem.help(bilingual!(
            "schrijf `{id} == \"yes\"` of `{id} == \"no\"`",
            "write `{id} == \"yes\"` or `{id} == \"no\"`"
        )),
        Kind::Choice(_) | Kind::Country(_) => problem.help(bilingual!(
            "vergelijk met een antwoord: `{id} == \"{option}\"`",
            "compare it with an answer: `{id} == \"{option}\"`"
        )),
        Kind::Choices(_) => problem.help(bilingual!(
            "schrijf `{id}.contains(\"{option}\")`",
            "write `{id}.contains(\"{option}\")`"
        )),
        Kind::Integer => problem.help(bilingual!("schrijf `{id} >= 2`", "write `{id} >= 2`")),
        Kind::Records(_) => problem.help(bilingual!(
            "schrijf `any({id}, …)`, `all({id}, …)` of `count({id}, …) >= 2`",
            "write `any({id}, …)`, `all({id}, …)` or `count({id}, …) >= 2`"
        )),
        Kind::Date | Kind::Text | Kind::Place => problem.help(bilingual!(
            "tekst, datums en plaatsen worden alleen getoond, nooit getoetst",
            "text, dates and places are only shown, never tested"
        )),
    }
}
