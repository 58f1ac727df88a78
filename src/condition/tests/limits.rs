//! Conditions that are too long, too deep or too large are refused, and none of them ends the program.

use std::thread;

use super::data::pack;
use super::pack::Pack;
use crate::condition::{MAX_INLINED, MAX_LENGTH, Truth, blockers, evaluate, is_reserved};
use crate::yaml::Span;

const LEAF: &str = "link.stage == \"active\"";

fn codes(pack: &Pack, text: &str) -> Vec<&'static str> {
    let problems = pack.compile(text, None).err().unwrap_or_default();
    problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn the_longest_condition_is_read_and_a_longer_one_is_not() {
    let pack = pack();
    let filled = |length: usize| format!("{LEAF}{}", " ".repeat(length - LEAF.len()));
    assert_eq!(codes(&pack, &filled(MAX_LENGTH)), [""; 0]);
    assert_eq!(
        codes(&pack, &filled(MAX_LENGTH + 1)),
        ["condition-too-long"]
    );
    // The length is that of the bytes, and the place a stretch that exists.
    let chinese = format!("link.stage == \"{}\"", "中".repeat(MAX_LENGTH / 3));
    let problems = pack.compile(&chinese, None).unwrap_err();
    assert_eq!(problems[0].code, "condition-too-long");
    assert_eq!(problems[0].span, Some(Span { start: 0, end: 0 }));
    assert_eq!(
        problems[0].message.en,
        "this condition is too long: 4015 bytes, at most 4000"
    );
    assert_eq!(
        problems[0].help.as_ref().unwrap().en,
        "split it into named conditions in conditions.yaml"
    );
}

#[test]
fn a_long_row_is_refused_with_the_way_out() {
    let pack = pack();
    for symbol in [" || ", " && "] {
        let row = |terms: usize| vec!["is_current"; terms].join(symbol);
        assert_eq!(codes(&pack, &row(62)), [""; 0]);
        assert_eq!(codes(&pack, &row(66)), ["condition-too-deep"]);
        assert_eq!(codes(&pack, &row(280)), ["condition-too-deep"]);
    }
    let row = vec!["is_current"; 66].join(" || ");
    let problems = pack.compile(&row, None).unwrap_err();
    assert_eq!(
        problems[0].help.as_ref().unwrap().en,
        "write `fact in [\"a\", \"b\"]` instead of a long row of `||`, or use a named condition"
    );
}

#[test]
fn a_deep_condition_is_refused_and_does_not_overflow_the_stack() {
    let pack = pack();
    let deep = |open: &str, inner: &str, close: &str| {
        let times = (MAX_LENGTH - inner.len()) / (open.len() + close.len());
        format!("{}{inner}{}", open.repeat(times), close.repeat(times))
    };
    for text in [
        deep("(", LEAF, ")"),
        deep("!(", LEAF, ")"),
        deep("!", "is_current", ""),
        deep("any(exchanges, ", "was_held", ")"),
        deep("f(", "a", ")"),
        deep("[", "a", "]"),
        deep("a.", "b", ""),
        deep("a[", "0", "]"),
        deep("a(b.", "c", ")"),
        deep("a.b(", "c", ")"),
        deep("a.b().", "c", ""),
        deep("a?.", "b", ""),
        deep("-", "1", ""),
        deep("#{a:", "1", "}"),
        deep("if a {", "b", "}"),
        deep("switch a { 1 => ", "b", "}"),
        deep("|a| ", "b", ""),
        deep("a == ", "b", ""),
        deep("a + ", "b", ""),
        deep("a ?? ", "b", ""),
        deep("a && (", "b", ")"),
        deep("a || b && (", "c", ")"),
        deep("(", "", ""),
        deep("[", "", ""),
        deep("{", "", ""),
        deep("a.b(", "", ""),
    ] {
        let start: String = text.chars().take(20).collect();
        assert!(!codes(&pack, &text).is_empty(), "{start}… was accepted");
    }
    let fair = format!("{}{LEAF}{}", "!(".repeat(20), ")".repeat(20));
    assert_eq!(codes(&pack, &fair), [""; 0]);
}

#[test]
fn named_conditions_that_double_with_every_step_are_refused() {
    let mut pack = pack();
    pack.name("step_0", LEAF);
    let last = (1..20)
        .find(|step| {
            let before = format!("step_{}", step - 1);
            let text = format!("{before} && {before}");
            let problems = pack.compile(&text, None).err().unwrap_or_default();
            if problems.is_empty() {
                pack.name(&format!("step_{step}"), &text);
                return false;
            }
            assert_eq!(problems[0].code, "condition-too-large");
            let again = text.rfind(&before).unwrap();
            assert_eq!(
                problems[0].span,
                Some(Span {
                    start: again,
                    end: text.len()
                })
            );
            assert_eq!(
                problems[0].help.as_ref().unwrap().en,
                "do not use a named condition many times, nor in one after another"
            );
            true
        })
        .unwrap();
    assert_eq!(last, 9);
}

#[test]
fn the_longest_chain_of_named_conditions_fits_on_a_small_stack() {
    let mut pack = pack();
    pack.name("step_0", LEAF);
    let mut step = 0;
    loop {
        let text = format!("{}step_{step}{}", "!(".repeat(20), ")".repeat(20));
        if pack.compile(&text, None).is_err() {
            break;
        }
        step += 1;
        pack.name(&format!("step_{step}"), &text);
    }
    assert!(step > MAX_INLINED / 25, "only {step} steps");
    let node = pack.named[&format!("step_{step}")].node.clone();
    let table = pack.unanswered();
    let small = thread::Builder::new().stack_size(2 * 1024 * 1024);
    let done = small.spawn(move || {
        assert_eq!(evaluate(&node, &table, None), Truth::Unknown);
        assert_eq!(blockers(&node, &table, None).len(), 1);
    });
    done.unwrap().join().unwrap();
}

#[test]
fn words_that_rhai_keeps_for_itself_can_name_no_fact() {
    let reserved = "default public private new use module package var static shared goto match case with void null \
        nil spawn thread go sync async await yield import export as is fn this in if else switch do while until loop \
        for const let return throw try catch break continue true false print debug eval Fn call curry is_shared \
        is_def_var is_def_fn type_of protected super";
    for word in reserved.split_whitespace() {
        assert!(is_reserved(word), "{word}");
    }
    for word in [
        "", "1a", "a-b", "a.b", "naïve", "中", "a b", "_", "a\n", "`${", "\"a\"", "a()",
    ] {
        assert!(is_reserved(word), "{word}");
    }
    // What is free behind a dot is free in front of it.
    let free = "exit status level id kind class group date tags each then unless end begin any all count \
        contains a x1 _a not and or type";
    let pack = pack();
    for word in free.split_whitespace() {
        assert!(!is_reserved(word), "{word}");
        let text = format!("{word} == \"a\" && a.{word} == \"a\"");
        assert_eq!(codes(&pack, &text), ["unknown-fact"; 2], "{word}");
    }
}
