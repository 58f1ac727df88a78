//! What is wrong with the form of a condition, in plain words.

use rhai::{LexError, ParseError, ParseErrorType, Position};

use super::locator::Locator;
use crate::facts::{Fact, Kind};
use crate::text::bilingual;
use crate::yaml::Problem;

/// What a fact is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operand {
    Text,
    Number,
    Truth,
    Other,
}

/// Puts an error of Rhai's parser into words.
pub(super) fn problem(error: &ParseError, locator: &Locator<'_>) -> Problem {
    let position = error.position();
    let span = locator.token(position);
    let at = |code, message| Problem::at(span, code, message);
    match error.err_type() {
        ParseErrorType::UnexpectedEOF => at(
            "syntax",
            bilingual!("de voorwaarde houdt te vroeg op", "the condition ends too early"),
        )
        .help(bilingual!(
            "maak de voorwaarde af; staat er niets, laat de sleutel dan weg",
            "complete the condition; if there is none, leave the key out"
        )),
        ParseErrorType::ExprTooDeep => at(
            "condition-too-deep",
            bilingual!("deze voorwaarde is te ingewikkeld", "this condition is too complex"),
        )
        .help(bilingual!(
            "schrijf `feit in [\"a\", \"b\"]` in plaats van een lange rij `||`, of gebruik een benoemde voorwaarde",
            "write `fact in [\"a\", \"b\"]` instead of a long row of `||`, or use a named condition"
        )),
        ParseErrorType::BadInput(LexError::MalformedChar(_)) => at(
            "syntax",
            bilingual!("tekst staat hier tussen enkele aanhalingstekens", "text stands in single quotes here"),
        )
        .help(bilingual!("zet tekst tussen dubbele aanhalingstekens: `\"…\"`", "put text in double quotes: `\"…\"`")),
        ParseErrorType::BadInput(LexError::UnterminatedString) => at(
            "syntax",
            bilingual!("een aanhalingsteken wordt niet gesloten", "a quote is not closed"),
        )
        .help(bilingual!("zet aan het eind van de tekst een `\"`", "put a `\"` at the end of the text")),
        ParseErrorType::Reserved(word) => at(
            "reserved-word",
            bilingual!("`{word}` heeft een eigen betekenis en kan hier niet", "`{word}` has a meaning of its own and cannot stand here"),
        ),
        ParseErrorType::MissingToken(token, _) => at(
            "syntax",
            bilingual!("hier ontbreekt `{token}`", "`{token}` is missing here"),
        ),
        _ => {
            let text = locator.slice(span);
            let problem = at(
                "syntax",
                bilingual!("`{text}` is hier niet te begrijpen", "`{text}` cannot be understood here"),
            );
            match text {
                "and" | "en" => problem.help(bilingual!("schrijf `&&`", "write `&&`")),
                "or" | "of" => problem.help(bilingual!("schrijf `||`", "write `||`")),
                "not" | "niet" => problem.help(bilingual!("schrijf `!(…)`", "write `!(…)`")),
                "=" => problem.help(bilingual!("schrijf `==`", "write `==`")),
                _ => problem,
            }
        }
    }
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
        _ => problem,
    }
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
        Operand::Truth => ("true of false", "true or false"),
        Operand::Other => ("dit", "this"),
    };
    let problem = Problem::at(
        locator.token(position),
        "type",
        bilingual!(
            "`{id}` is {kind_nl} en is zo niet met {with_nl} te vergelijken",
            "`{id}` is {kind_en}, so it cannot be compared with {with_en} this way"
        ),
    );
    match &fact.kind {
        Kind::YesNo => problem.help(bilingual!(
            "schrijf `{id} == \"yes\"` of `{id} == \"no\"`",
            "write `{id} == \"yes\"` or `{id} == \"no\"`"
        )),
        Kind::Integer => problem.help(bilingual!("schrijf `{id} >= 2`", "write `{id} >= 2`")),
        _ => problem,
    }
}
