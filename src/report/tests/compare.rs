//! A comparison with arbitrary text in every place: it fits its page, loses no word, and becomes no markup.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::fixtures;
use super::properties::{check, decisions, lang, text};
use crate::pack::Priority;
use crate::report::visible::visible;
use crate::report::{self, Layout};
use crate::screening::compare::model::{
    AnswerChange, Cause, Certainty, Comparison, ContradictionChange, ContradictionKind,
    DecisionCause, DecisionChange, FORMAT, GroundChange, ListAt, ListChange, Origin, OutcomeChange,
    Part, ProgramChange, Rank, RecordChange, Refused, RuleChange, RulesChange, ScopeChange, Side,
    Transition, TransitionKind, Version,
};
use crate::screening::model::{
    AnswerValue, Applies, GroundState, ListSaid, Said, SaidKind, Screening, Status,
};
use crate::text::Lang;

fn side(screening: &Screening, name: &str, origin: Origin) -> Side {
    let mut profile = screening.profile.clone();
    name.clone_into(&mut profile.name);
    Side {
        origin,
        tool: screening.tool.clone(),
        pack: screening.pack.clone(),
        profile,
        as_of: screening.as_of.clone(),
    }
}

fn said(label: &str, line: usize) -> Said {
    Said {
        kind: SaidKind::Value,
        value: Some(AnswerValue {
            id: label.to_owned(),
            label: label.to_owned(),
        }),
        line,
    }
}

/// Returns one part of every kind.
fn parts(label: &str, answer: &str, record: &str) -> Vec<Part> {
    let version = |version: &str| Version {
        id: label.to_owned(),
        version: version.to_owned(),
        hash: "0".repeat(64),
    };
    vec![
        Part::Rules(RulesChange {
            before: version("1"),
            after: version("2"),
            rule: Some(RuleChange::Unchanged),
        }),
        Part::Program(ProgramChange {
            before: answer.to_owned(),
            after: "2".to_owned(),
        }),
        Part::List(ListChange {
            list: "l".to_owned(),
            label: label.to_owned(),
            before: None,
            after: Some(ListAt {
                state: ListSaid::Incomplete,
                records: 3,
                line: 4,
            }),
        }),
        Part::Record(RecordChange {
            list: "l".to_owned(),
            label: label.to_owned(),
            record: record.to_owned(),
            before: Some(7),
            after: None,
        }),
        Part::Answer(AnswerChange {
            fact: "f".to_owned(),
            label: label.to_owned(),
            record: Some(record.to_owned()),
            before: Vec::new(),
            after: vec![said(answer, 1), said("x", 2), said(answer, 3)],
        }),
    ]
}

fn cause(certainty: Certainty, sets: Vec<Vec<Part>>, among: Vec<Part>) -> Cause {
    Cause {
        certainty,
        sets,
        more: true,
        among,
    }
}

/// Puts the texts into every place that text of a profile, a pack or a stored result can reach.
fn filled(lang: Lang, texts: &[String; 6]) -> Comparison {
    let [name, title, text, label, answer, key] = texts;
    let screening = fixtures::full(lang);
    let all = parts(label, answer, key);
    let exact = cause(Certainty::Exact, vec![all.clone()], Vec::new());
    let either = cause(
        Certainty::Exact,
        vec![all.clone(), vec![all[4].clone()]],
        Vec::new(),
    );
    let among = cause(Certainty::Among, Vec::new(), all.clone());
    let rank = |priority, level: &str| {
        Some(Rank {
            priority,
            level: level.to_owned(),
        })
    };
    let transition = |kind, before, after, cause: &Cause| Transition {
        key: key.clone(),
        old_key: Some(answer.clone()),
        kind,
        before,
        after,
        title: title.clone(),
        text: Some(text.clone()),
        rank_before: rank(Priority::High, "work-to-do"),
        rank_after: rank(Priority::Critical, answer),
        cause: cause.clone(),
    };
    Comparison {
        format: FORMAT.to_owned(),
        tool: screening.tool.clone(),
        lang,
        before: side(&screening, name, Origin::ResultNotReproduced),
        after: side(&screening, title, Origin::ResultWithoutRules),
        changed: true,
        scope: ScopeChange {
            before: Applies::Open,
            after: Applies::Yes,
            cause: Some(among.clone()),
        },
        outcome: OutcomeChange {
            before: screening.outcome.clone(),
            after: None,
            cause: Some(either.clone()),
        },
        grounds: vec![GroundChange {
            id: "g".to_owned(),
            title: title.clone(),
            before: Some(GroundState::Open),
            after: None,
            text: Some(text.clone()),
            cause: exact.clone(),
        }],
        transitions: vec![
            transition(
                TransitionKind::NewlyRaised,
                None,
                Some(Status::Raised),
                &either,
            ),
            transition(
                TransitionKind::OpenToNotRaised,
                Some(Status::Open),
                Some(Status::NotRaised),
                &exact,
            ),
            transition(
                TransitionKind::NowOutsideScope,
                Some(Status::Open),
                Some(Status::OutsideScope),
                &cause(Certainty::NotSeparable, Vec::new(), Vec::new()),
            ),
        ],
        contradictions: vec![ContradictionChange {
            key: key.clone(),
            kind: ContradictionKind::New,
            text: text.clone(),
            rank_before: None,
            rank_after: rank(Priority::Low, "work-to-do"),
            cause: cause(Certainty::NotReproduced, Vec::new(), vec![all[1].clone()]),
        }],
        inputs: all,
        refused: vec![Refused {
            code: "unknown-fact".to_owned(),
            why: text.clone(),
            line: Some(3),
        }],
        disclaimer: text.clone(),
        decisions: decisions([text, label, key], key.clone())
            .into_iter()
            .map(|decision| DecisionChange {
                title: Some(title.clone()),
                priority: None,
                before: None,
                after: Some(decision.standing.clone()),
                cause: DecisionCause::Lapsed,
                decision,
            })
            .collect(),
    }
}

/// Returns the text a reader of Markdown sees, and every kind of markup that is not the report's own.
fn seen(markdown: &str) -> (String, Vec<String>) {
    let (mut text, mut foreign) = (String::new(), Vec::new());
    for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::InlineHtml(html) if &*html == "<br>" => text.push(' '),
            Event::Start(
                Tag::Heading { .. }
                | Tag::Paragraph
                | Tag::List(None)
                | Tag::Item
                | Tag::Strong
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell,
            )
            | Event::End(_) => text.push(' '),
            other => foreign.push(format!("{other:?}")),
        }
    }
    (text, foreign)
}

fn joined(text: &str) -> String {
    visible(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_comparison_fits_its_page_and_loses_no_word(
        texts in [text(), text(), text(), text(), text(), text()], width in 20_usize..200, lang in lang(),
    ) {
        let comparison = filled(lang, &texts);
        let all: Vec<&str> = texts.iter().map(String::as_str).collect();
        let mut out = Vec::new();
        report::compare(&comparison, &Layout { width, ..Layout::default() }, &mut out).unwrap();
        check(&out, width, &all)?;
        let mut screening = fixtures::full(lang);
        screening.changes = Some(Box::new(comparison));
        let mut out = Vec::new();
        report::screen(&screening, &Layout { width, ..Layout::default() }, &mut out).unwrap();
        check(&out, width, &all)?;
    }

    #[test]
    fn no_text_in_a_comparison_becomes_markup(
        words in [text(), text(), text()], marks in ["[ -~«é喀\\n]{0,24}", "[ -~«é喀\\n]{0,24}", "[ -~«é喀\\n]{0,24}"], lang in lang(),
    ) {
        let [name, title, text] = words;
        let [label, answer, key] = marks;
        let texts = [name, title, text, label, answer, key];
        let mut out = Vec::new();
        report::compare_markdown(&filled(lang, &texts), &mut out).unwrap();
        let (got, foreign) = seen(std::str::from_utf8(&out).unwrap());
        prop_assert!(foreign.is_empty(), "{foreign:?}");
        let got = joined(&got);
        for text in &texts {
            prop_assert!(got.contains(&joined(text)), "{text:?} is lost");
        }
    }
}
