//! No text makes checking a condition panic, and every problem stands where the text is wrong.

use std::cell::Cell as Counter;

use proptest::prelude::*;

use super::data;
use super::generate::case;
use super::pack::Pack;
use super::print::{Language, print};
use super::tape::{Tape, for_all};
use crate::facts::ListIndex;

/// Pieces that conditions, and mistakes in them, are made of.
const PIECES: &str = r#"
link.stage research.theme engagement agreement.signed link.themes link.visits link.reason partner.country
exchanges exchange.state exchange contacts contact.met is_current was_held "active" "done" "held" "CN" "中国"
"" " ' ` \ ${ } { ( ) [ ] , . ?. :: == != < <= > >= = && || & | ! !in in ?? .. ..= + - * / // /* */ # ; any(
all( count( .contains( 3 2.5 true if switch let public é🙂
"#;

fn piece(tape: &mut Tape) -> &'static str {
    let pieces: Vec<_> = PIECES.split_whitespace().collect();
    one_of(tape, &pieces)
}

fn one_of(tape: &mut Tape, texts: &[&'static str]) -> &'static str {
    texts[tape.below(texts.len())]
}

/// Makes any text at all: pieces in a row, with or without spaces, or characters of every kind.
fn soup(tape: &mut Tape) -> String {
    let mut text = String::new();
    for _ in 0..tape.below(25) {
        match tape.below(10) {
            8 => text.push(char::from(u8::try_from(tape.below(128)).unwrap())),
            9 => {
                let number = u32::try_from(tape.below(0x11_0000)).unwrap();
                text.extend(char::from_u32(number));
            }
            _ => text.push_str(piece(tape)),
        }
        text.push_str(one_of(tape, &["", " ", " ", "\n", "\r\n", "\t"]));
    }
    text
}

/// Takes characters out of a text, puts others in, and lets some change places.
fn mutated(tape: &mut Tape, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..=tape.below(3) {
        let at = tape.below(letters.len() + 1);
        match tape.below(4) {
            0 if at < letters.len() => {
                letters.remove(at);
            }
            1 if at + 1 < letters.len() => letters.swap(at, at + 1),
            2 => letters.truncate(at),
            _ => {
                let piece: Vec<char> = piece(tape).chars().collect();
                letters.splice(at..at, piece);
            }
        }
    }
    letters.into_iter().collect()
}

/// Checks a text, and what is said to be wrong with it; tells whether it is a condition.
fn check(pack: &Pack, text: &str, each: Option<ListIndex>) -> Result<bool, TestCaseError> {
    let Err(problems) = pack.compile(text, each) else {
        return Ok(true);
    };
    prop_assert!(!problems.is_empty(), "{:?} is refused in silence", text);
    for problem in &problems {
        let span = problem.span.unwrap();
        let slice = text.get(span.start..span.end);
        let Some(slice) = slice else {
            return Err(TestCaseError::fail(format!("{text:?}: {problem:?}")));
        };
        prop_assert!(!problem.message.en.is_empty() && !problem.message.nl.is_empty());
        prop_assert!(
            !slice.is_empty() || span.start == text.len() || problem.code == "condition-too-long",
            "{:?}: {:?} is nowhere",
            text,
            problem
        );
    }
    let places: Vec<_> = problems.iter().map(|problem| problem.span).collect();
    prop_assert!(places.is_sorted(), "{:?}: {:?}", text, problems);
    Ok(false)
}

#[test]
fn no_text_at_all_makes_checking_panic() {
    let pack = data::pack();
    for_all(|mut tape| {
        for _ in 0..8 {
            let text = soup(&mut tape);
            check(&pack, &text, None)?;
        }
        Ok(())
    });
}

#[test]
fn no_change_of_a_right_condition_makes_checking_panic() {
    let seen = Counter::new([0, 0]);
    for_all(|mut tape| {
        let case = case(&mut tape);
        let text = print(&case.condition, &case.pack, Language::Pack, &mut tape);
        for _ in 0..4 {
            let text = mutated(&mut tape, &text);
            let right = check(&case.pack, &text, case.each)?;
            let mut counts = seen.get();
            counts[usize::from(right)] += 1;
            seen.set(counts);
        }
        Ok(())
    });
    let [wrong, right] = seen.get();
    assert!(
        wrong > 200 && right > 20,
        "{wrong} refused, {right} accepted"
    );
}

/// Spaces, and texts whose characters take one to four bytes, between mistakes whose places are known.
#[test]
fn every_problem_stands_at_its_place_whatever_stands_around_it() {
    let pack = data::pack();
    for_all(|mut tape| {
        let mut text = String::new();
        let mut expected = Vec::new();
        for number in 0..=tape.below(6) {
            let space = *tape.pick(&[" ", "\n", "\r\n", "\t", "  \n\t", " \r "]);
            if number > 0 {
                text.push_str(one_of(&mut tape, &[" &&", " ||", "\n  &&"]));
                text.push_str(space);
            }
            let mut wrong = |text: &mut String, piece: &str, code| {
                expected.push((code, text.len(), piece.to_owned()));
                text.push_str(piece);
            };
            match tape.below(6) {
                0 => {
                    wrong(&mut text, &format!("zz.y{number}"), "unknown-fact");
                    text.push_str(space);
                    text.push_str("== \"中é🙂\"");
                }
                1 => {
                    text.push_str("link.stage ==");
                    text.push_str(space);
                    wrong(&mut text, "\"é中🙂\"", "not-an-option");
                }
                2 => {
                    text.push_str("engagement in [\"possible\",");
                    text.push_str(space);
                    wrong(&mut text, "\"a\\\"b\\\\\"", "not-an-option");
                    text.push_str(",\"impossible\"]");
                }
                3 => {
                    text.push_str("any(");
                    wrong(&mut text, "zz . y", "not-a-list");
                    text.push(',');
                    text.push_str(space);
                    wrong(&mut text, "link.visits", "bare-fact");
                    text.push(')');
                }
                4 => {
                    text.push_str("link.visits");
                    text.push_str(space);
                    wrong(&mut text, ">=", "type");
                    text.push_str("\"𠀀\"");
                }
                _ => {
                    text.push_str("link.themes");
                    text.push_str(space);
                    text.push('.');
                    wrong(&mut text, "contians", "method");
                    text.push_str("(\"trade\")");
                }
            }
        }
        let problems = pack.compile(&text, None).unwrap_err();
        let found: Vec<_> = problems
            .iter()
            .map(|problem| {
                let span = problem.span.unwrap();
                (
                    problem.code,
                    span.start,
                    text[span.start..span.end].to_owned(),
                )
            })
            .collect();
        prop_assert_eq!(found, expected, "{:?}", text);
        Ok(())
    });
}
