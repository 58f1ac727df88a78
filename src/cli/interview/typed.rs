//! What can be typed at a question, and what is meant by it.

use crate::cli::CliError;
use crate::cli::context::Context;
use crate::facts::Kind;
use crate::screening::model::Question;
use crate::text::bilingual;

/// What somebody types at a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Typed {
    Answer(String),
    Later,
    Back,
    Stop,
}

/// Says what can be typed at a question of a kind, and reads until it is one of those things.
pub(super) fn read(
    context: &mut Context<'_>,
    question: &Question,
    kind: Option<&Kind>,
) -> Result<Typed, CliError> {
    context.tell(&if matches!(kind, Some(Kind::Records(_))) {
        bilingual!(
            "  kenmerk van een onderdeel om toe te voegen, «geen» of «alles» (er zijn er niet meer)",
            "  short name of a record to add, «none» or «all» (there are no more)"
        )
    } else if matches!(kind, Some(Kind::Choices(_))) {
        bilingual!(
            "  nummers met komma's, of «geen»",
            "  numbers with commas, or «none»"
        )
    } else {
        bilingual!("  een nummer of een antwoord", "  a number or an answer")
    })?;
    // On a narrow line it breaks where it can be read.
    let joint = if context.layout.width < 44 {
        "\n  "
    } else {
        " · "
    };
    context.tell(&bilingual!(
        "  o weet niemand · l later{joint}t terug · s stop",
        "  u nobody knows · l later{joint}b back · s stop"
    ))?;
    loop {
        let Some(typed) = context.prompt()? else {
            return Ok(Typed::Stop);
        };
        match typed.trim().to_lowercase().as_str() {
            "" => {}
            "s" | "stop" => return Ok(Typed::Stop),
            "l" | "later" => return Ok(Typed::Later),
            "t" | "b" | "terug" | "back" => return Ok(Typed::Back),
            "o" | "u" | "onbekend" | "unknown" => {
                return Ok(Typed::Answer("unknown".to_owned()));
            }
            _ => return Ok(Typed::Answer(by_number(question, typed.trim()))),
        }
    }
}

/// Returns the options meant by numbers; anything else as it is.
fn by_number(question: &Question, typed: &str) -> String {
    let one = |part: &str| {
        let number: usize = part.trim().parse().ok()?;
        let option = question.options.get(number.checked_sub(1)?)?;
        Some(option.id.clone())
    };
    let parts: Option<Vec<String>> = typed.split(',').map(one).collect();
    match parts {
        Some(ids) if !question.options.is_empty() => ids.join(","),
        _ => typed.to_owned(),
    }
}
