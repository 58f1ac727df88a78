//! Arbitrary text on arbitrary pages: whatever a profile holds, lines fit, nothing steers the terminal, no word is lost.

use proptest::prelude::*;
use proptest::sample::select;
use unicode_width::UnicodeWidthStr;

use super::fixtures;
use crate::report::visible::{is_hazard, visible};
use crate::report::{self, Layout};
use crate::screening::explanation::Explanation;
use crate::screening::model::{
    Decision, DecisionGround, Decisions, Reason, Screening, Standing, What,
};
use crate::text::{Lang, Text};
use crate::yaml::{Problem, Source, Span};

/// Words as people write them, and as nobody should.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => "[a-z]{1,14}",
        2 => "[a-z]{1,6}([-._@/][a-z]{1,6}){1,12}",
        1 => "[a-z]{20,70}",
        1 => "[喀什市乌鲁木齐]{1,30}",
        2 => "\\PC{0,9}",
        2 => any::<String>(),
        2 => select(&["\u{1b}[31m", "\u{9b}", "\u{202e}x", "👩\u{200d}👩\u{200d}👧", "e\u{301}\u{301}", "\u{a0}", "1\u{fe0f}\u{20e3}",
            "🇳🇱", "👍🏽", "\r\n", "لا", "\u{200b}", "@*", "((", "﷽"][..]).prop_map(str::to_owned),
    ];
    proptest::collection::vec(word, 0..9).prop_map(|words| words.join(" "))
}

pub(super) fn lang() -> impl Strategy<Value = Lang> {
    select(&[Lang::Nl, Lang::En][..])
}

/// The stretches of a text that a report must hold in one piece, but for line breaks within a long one.
fn stretches(text: &str) -> Vec<String> {
    visible(text)
        .split([' ', '\u{a0}'])
        .flat_map(|word| word.split_inclusive(['-', '.', '_', '@', '/']))
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

pub(super) fn check(output: &[u8], width: usize, texts: &[&str]) -> Result<(), TestCaseError> {
    let output = std::str::from_utf8(output).unwrap();
    prop_assert!(output.ends_with('\n') && !output.ends_with("\n\n"));
    for line in output.lines() {
        prop_assert!(
            line.width() <= width,
            "{} columns instead of {width}: {line:?}",
            line.width()
        );
        prop_assert_eq!(line, line.trim_end());
        prop_assert!(!line.chars().any(is_hazard), "{:?}", line);
    }
    let joined: String = output
        .chars()
        .filter(|character| !character.is_whitespace())
        .collect();
    for part in texts.iter().flat_map(|text| stretches(text)) {
        prop_assert!(joined.contains(&part), "{part:?} is lost in\n{output}");
    }
    // From 40 columns on even the deepest indent leaves room for a word of this length with the punctuation around it.
    let words = texts
        .iter()
        .flat_map(|text| text.split(' '))
        .filter(|word| width >= 40 && word.width() <= 16);
    for word in words.filter(|word| word.chars().all(char::is_alphanumeric)) {
        prop_assert!(
            output.lines().any(|line| line.contains(word)),
            "{word:?} is cut in\n{output}"
        );
    }
    Ok(())
}

/// Puts the texts into every place of a screening that text of a profile or a pack can reach.
fn filled(lang: Lang, texts: &[String; 6]) -> Screening {
    let mut screening = fixtures::full(lang);
    let [name, title, text, label, answer, key] = texts;
    screening.profile.name.clone_from(name);
    screening.profile.path.clone_from(answer);
    screening.disclaimer.clone_from(text);
    let relabel = |because: &mut Vec<Reason>| {
        for reason in because {
            reason.label = label.clone().into();
            reason.record = Some(key.clone());
            if let Some(value) = &mut reason.answer {
                value.label.clone_from(answer);
            }
            for candidate in &mut reason.candidates {
                candidate.answer.label.clone_from(answer);
                candidate.source = Some(text.clone());
            }
        }
    };
    for ground in &mut screening.grounds {
        ground.title.clone_from(title);
        ground.text.clone_from(text);
        relabel(&mut ground.because);
    }
    for finding in &mut screening.findings {
        finding.title.clone_from(title);
        finding.text.clone_from(text);
        finding.key.clone_from(key);
        relabel(&mut finding.because);
    }
    for contradiction in &mut screening.contradictions {
        contradiction.text.clone_from(text);
        relabel(&mut contradiction.because);
    }
    for question in &mut screening.questions {
        question.ask = title.clone().into();
        question.fact.clone_from(key);
    }
    for action in screening
        .actions
        .iter_mut()
        .chain(&mut screening.suggestions)
    {
        action.title = title.clone().into();
        action.steps = vec![text.clone().into()];
        action.behind = vec![key.clone()];
    }
    let planned = screening.actions.first().map(|action| action.id.clone());
    let made = decisions([text, answer, key], planned.unwrap_or_default());
    screening.decisions = Some(Decisions::new(made));
    screening
}

/// A decision of every kind and standing, with the texts in every place that a user's own can reach.
pub(super) fn decisions([text, role, key]: [&String; 3], action: String) -> Vec<Decision> {
    let ground = DecisionGround::new;
    let (reason, until) = (text.clone(), text.clone());
    let whats = [
        What::Accept {
            key: key.clone(),
            reason: reason.clone(),
            until: until.clone(),
            ground: ground(),
        },
        What::AcceptUnknown {
            key: key.clone(),
            reason,
            until,
            ground: ground(),
        },
        What::Plan {
            action,
            due: text.clone(),
            ground: ground(),
        },
        What::Note {
            key: key.clone(),
            text: text.clone(),
            ground: ground(),
        },
    ];
    let standings = [
        Standing::Stands,
        Standing::EndsSoon { days: 1 },
        Standing::Lapsed,
        Standing::GroundChanged {
            facts: vec![key.clone(), text.clone()],
        },
        Standing::Gone,
        Standing::Withdrawn {
            by: 99,
            day: text.clone(),
            role: role.clone(),
            reason: text.clone(),
        },
    ];
    let every = whats
        .iter()
        .flat_map(|what| standings.iter().map(move |standing| (what, standing)));
    (1..)
        .zip(every)
        .map(|(number, (what, standing))| Decision {
            number,
            day: "2026-11-24".to_owned(),
            role: role.clone(),
            what: what.clone(),
            standing: standing.clone(),
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_report_fits_its_page_and_loses_no_word(
        texts in [text(), text(), text(), text(), text(), text()], width in 20_usize..200, all in any::<bool>(), lang in lang(),
    ) {
        let screening = filled(lang, &texts);
        let layout = Layout { width, all, ..Layout::default() };
        let all_texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let [_, title, text, _, _, key] = &all_texts[..] else { unreachable!() };

        let mut out = Vec::new();
        report::screen(&screening, &layout, &mut out).unwrap();
        check(&out, width, &all_texts)?;

        let mut out = Vec::new();
        report::questions(&screening, false, &layout, &mut out).unwrap();
        check(&out, width, &[title, key])?;

        let mut out = Vec::new();
        report::plan(&screening, &layout, &mut out).unwrap();
        check(&out, width, &[title, text])?;

        let mut out = Vec::new();
        report::decisions(&screening, &layout, &mut out).unwrap();
        check(&out, width, &[text, key])?;

        let mut out = Vec::new();
        report::overview(&[screening.clone(), screening], &layout, &mut out).unwrap();
        check(&out, width, &all_texts[..1])?;
    }

    #[test]
    fn an_explanation_fits_its_page_and_loses_no_word(
        texts in [text(), text(), text()], depth in 0_usize..40, width in 20_usize..200, lang in lang(),
    ) {
        let Explanation { mut when, .. } = fixtures::explanation(lang);
        let [title, text, answer] = &texts;
        for _ in 0..depth {
            let part = when.clone();
            when.text.clone_from(text);
            when.parts = vec![part];
        }
        let made = decisions([text, answer, title], "x".to_owned());
        let mut explanation = Explanation { when, decisions: Some(made), title: title.clone(), finding: Some(text.clone()), ..fixtures::explanation(lang) };
        explanation.applies.as_mut().and_then(|node| node.reason.as_mut()).unwrap().fact.clone_from(answer);
        let mut out = Vec::new();
        report::explain(&explanation, &Layout { width, ..Layout::default() }, &mut out).unwrap();
        check(&out, width, &[title, text, answer])?;
    }

    #[test]
    fn colour_never_changes_the_text(texts in [text(), text(), text(), text(), text(), text()], width in 20_usize..200) {
        let screening = filled(Lang::En, &texts);
        let (mut plain, mut colored) = (Vec::new(), Vec::new());
        let layout = Layout { width, ..Layout::default() };
        report::screen(&screening, &layout, &mut plain).unwrap();
        report::screen(&screening, &Layout { color: true, ..layout }, &mut colored).unwrap();
        let colored = String::from_utf8(colored).unwrap();
        prop_assert_eq!(anstream::adapter::strip_str(&colored).to_string(), String::from_utf8(plain).unwrap());
    }

    #[test]
    fn a_problem_shows_its_line_and_no_other(
        lines in proptest::collection::vec(text(), 1..5), start in 0_usize..400, length in 0_usize..400, message in text(),
    ) {
        let mut source = Source { name: message.clone(), text: String::new() };
        for (at, line) in lines.iter().enumerate() {
            source.text.push_str(&format!("Q{at}Q{}Q{at}Q\n", line.replace(['\n', '\r', 'Q'], "")));
        }
        let span = Span { start, end: start + length };
        let problem = Problem::at(span, "some-code", Text::same(message.clone())).help(Text::same(message));
        let mut out = Vec::new();
        report::diagnostics(&[(&source, &[problem])], Lang::En, false, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        prop_assert!(!text.chars().any(|character| character != '\n' && is_hazard(character)), "{text:?}");
        let concerned = source.position(start).line - 1;
        for at in (0..lines.len()).filter(|at| *at != concerned) {
            prop_assert!(!text.contains(&format!("Q{at}Q")), "line {at} is shown:\n{text}");
        }
    }
}
