//! What changed between two screenings, and why.

mod causes;
mod commands;
mod oracle;
mod packs;
mod properties;
mod stored;

use partnerscreen::pack::Pack;
use partnerscreen::profile::Profile;
use partnerscreen::screening::compare::model::{Cause, Certainty, Comparison, Part};
use partnerscreen::screening::compare::{Subject, compare};
use partnerscreen::screening::screen;
use partnerscreen::text::Lang;

use crate::common::DAY;

/// Compares two profiles, each with its pack.
pub(crate) fn compared(before: (&Pack, &Profile), after: (&Pack, &Profile)) -> Comparison {
    let subject = |(pack, profile): (&Pack, &Profile)| screen(pack, profile, DAY, Lang::En);
    compare(
        &Subject::screened(before.0, subject(before)),
        &Subject::screened(after.0, subject(after)),
        Lang::En,
    )
}

/// Writes a part as `fact: before → after`, `+record`, `-record`, `list: before → after`, `rules` or `program`.
pub(crate) fn part(part: &Part) -> String {
    let said = |said: &[partnerscreen::screening::model::Said]| {
        let ids: Vec<String> = said
            .iter()
            .map(|one| {
                let value = one.value.as_ref().map_or("?", |value| &value.id);
                format!("{value}:{}", one.line)
            })
            .collect();
        if ids.is_empty() {
            "-".to_owned()
        } else {
            ids.join("/")
        }
    };
    match part {
        Part::Rules(rules) => match rules.rule {
            Some(rule) => format!("rules ({rule:?})"),
            None => "rules".to_owned(),
        },
        Part::Program(program) => format!("program {} → {}", program.before, program.after),
        Part::List(list) => {
            let at = |at: &Option<partnerscreen::screening::compare::model::ListAt>| {
                at.as_ref().map_or("-".to_owned(), |at| {
                    format!("{:?}", at.state).to_lowercase()
                })
            };
            format!("{}: {} → {}", list.list, at(&list.before), at(&list.after))
        }
        Part::Record(record) => {
            let sign = if record.after.is_some() { '+' } else { '-' };
            format!("{sign}{}@{}", record.list, record.record)
        }
        Part::Answer(answer) => {
            let record = answer
                .record
                .as_ref()
                .map_or(String::new(), |record| format!("@{record}"));
            format!(
                "{}{record}: {} → {}",
                answer.fact,
                said(&answer.before),
                said(&answer.after)
            )
        }
    }
}

/// Writes a cause: parts joined by `&`, sets by `|`; `…` where there may be more.
pub(crate) fn told(cause: &Cause) -> String {
    let join = |parts: &[Part]| parts.iter().map(part).collect::<Vec<_>>().join(" & ");
    match cause.certainty {
        Certainty::Exact => {
            let sets: Vec<String> = cause.sets.iter().map(|set| join(set)).collect();
            let more = if cause.more { " …" } else { "" };
            format!("{}{more}", sets.join(" | "))
        }
        Certainty::Among => format!("among {}", join(&cause.among)),
        Certainty::NotSeparable => "answers or rules".to_owned(),
        Certainty::NotReproduced => format!("not reproduced {}", join(&cause.among))
            .trim()
            .to_owned(),
    }
}

/// Writes every transition as `key: before → after [cause]`.
pub(crate) fn transitions(comparison: &Comparison) -> Vec<String> {
    comparison
        .transitions
        .iter()
        .map(|transition| {
            let status = |status: Option<partnerscreen::screening::model::Status>| {
                status.map_or("-".to_owned(), |status| {
                    serde_json::to_value(status)
                        .unwrap()
                        .as_str()
                        .unwrap()
                        .to_owned()
                })
            };
            format!(
                "{}: {} → {} [{}]",
                transition.key,
                status(transition.before),
                status(transition.after),
                told(&transition.cause)
            )
        })
        .collect()
}
