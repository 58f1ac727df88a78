//! Damaged profiles: whatever happened to a file, it is refused at a place in it, or read as others read it.
//!
//! `ATTACK_ROUNDS=1000000 cargo test attack` goes on for longer than the suite has time for.

use std::collections::{BTreeMap, BTreeSet};

use partnerscreen::profile;
use partnerscreen::report;
use partnerscreen::text::Lang;
use partnerscreen::yaml::{self, Limits};

use super::corpus::{PARTS, texts};
use super::same::compare;
use crate::common::{Chance, Folder, PACK, program, samples};

/// Rounds that the suite has time for.
const ROUNDS: usize = 1500;

/// The most problems that are told of one file, with the line that says how many more there are.
const MOST_PROBLEMS: usize = 101;

/// What damage puts into a text.
const PIECES: &[&str] = &[
    ":",
    ": ",
    "- ",
    "-",
    "\n",
    "\r",
    "\r\n",
    "  ",
    " ",
    "\t",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    ",",
    "#",
    " #1",
    "&x ",
    "*x",
    "!t ",
    "|\n",
    ">-\n",
    "? ",
    "%",
    "@",
    "`",
    "~",
    "---\n",
    "...\n",
    "<<: ",
    "\\",
    "\u{a0}",
    "\u{feff}",
    "\u{202e}",
    "\u{2028}",
    "\0",
    "“",
    "喀",
    "unknown",
    "null",
    "partner:\n",
    "link: {",
    "answer: ",
    "answers: [",
    "id: a\n",
    "complete: nee\n",
];

/// Returns the texts that are damaged, those of ordinary size only.
fn bases() -> Vec<Vec<u8>> {
    let samples = samples().into_iter().map(|(_, text)| text.into_bytes());
    let corpus = texts().into_iter().map(|(_, text)| text);
    samples
        .chain(corpus)
        .filter(|text| text.len() < 16 * 1024)
        .collect()
}

/// Damages a text in one way.
fn damage(text: &mut Vec<u8>, bases: &[Vec<u8>], chance: &mut Chance) {
    let at = chance.below(text.len() + 1);
    let to = (at + 1 + chance.below(40)).min(text.len());
    let lines: Vec<usize> = std::iter::once(0)
        .chain(
            text.iter()
                .enumerate()
                .filter(|(_, b)| **b == b'\n')
                .map(|(at, _)| at + 1),
        )
        .collect();
    let line = *chance.pick(&lines);
    match chance.below(13) {
        0 if at < text.len() => text[at] ^= 1 << chance.below(8),
        1 if at < to => drop(text.drain(at..to)),
        2 if at < to => {
            let again = text[at..to].to_vec();
            text.splice(at..at, again);
        }
        3 => text.truncate(at),
        4 => {
            let other = chance.pick(bases);
            let (from, end) = (chance.below(other.len() + 1), other.len());
            let end = end.min(from + chance.below(400));
            text.splice(at..to.max(at), other[from..end].iter().copied());
        }
        5 | 6 => drop(text.splice(at..at, chance.pick(PIECES).bytes())),
        7 => {
            let piece = *chance.pick(&["[", "{a: ", "- ", "\"", "{", "&x [", "a:\n "]);
            text.splice(at..at, piece.repeat(1 + chance.below(200)).bytes());
        }
        8 => drop(text.splice(line..line, " ".repeat(1 + chance.below(4)).bytes())),
        9 if text.get(line) == Some(&b' ') => drop(text.remove(line)),
        10 => {
            let ending = *chance.pick(&["\r\n", "\r", "\n\n"]);
            let joined = text
                .split(|byte| *byte == b'\n')
                .collect::<Vec<_>>()
                .join(ending.as_bytes());
            *text = joined;
        }
        11 => {
            // A line again, elsewhere.
            let end = text[line..]
                .iter()
                .position(|byte| *byte == b'\n')
                .map_or(text.len(), |end| line + end + 1);
            let again = text[line..end].to_vec();
            let target = *chance.pick(&lines);
            text.splice(target..target, again);
        }
        12 if text.len() < 4096 => {
            for _ in 0..chance.below(4) {
                let again = text.clone();
                text.extend(again);
            }
        }
        _ => {}
    }
}

/// Holds what must be true of any bytes, and tells whether they are a profile.
///
/// # Errors
/// What is not true.
fn check(bytes: &[u8], render: bool) -> Result<bool, String> {
    let document = yaml::read_parts("x.yaml", bytes, Limits::PROFILE, PARTS);
    if document.events > 4 * bytes.len() + 64 {
        return Err(format!(
            "{} steps for {} bytes",
            document.events,
            bytes.len()
        ));
    }
    compare(&document, bytes)?;
    let error = match profile::read("x.yaml", bytes, &PACK.facts, &PACK.places) {
        Ok(_) if document.problems.is_empty() => return Ok(true),
        Ok(_) => return Err("a profile in spite of problems".to_owned()),
        Err(error) => error,
    };
    let text = &error.source_text.text;
    if error.problems.is_empty() || error.problems.len() > MOST_PROBLEMS {
        return Err(format!("{} problems", error.problems.len()));
    }
    for problem in &error.problems {
        if problem.message.nl.is_empty() || problem.message.en.is_empty() {
            return Err(format!("{} without words", problem.code));
        }
        if let Some(span) = problem.span {
            let inside = span.start <= span.end && span.end <= text.len();
            let whole = text.is_char_boundary(span.start) && text.is_char_boundary(span.end);
            if !(inside && whole) {
                return Err(format!("{} at {span:?}", problem.code));
            }
        }
    }
    if render {
        let mut out = Vec::new();
        let files = [(&error.source_text, error.problems.as_slice())];
        report::diagnostics(&files, Lang::Nl, false, &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        if out.len() > 1024 * 1024 || out.contains(['\u{1b}', '\u{7}', '\u{202e}', '\0']) {
            return Err("messages that no terminal should get".to_owned());
        }
    }
    Ok(false)
}

#[test]
fn a_damaged_profile_is_refused_at_a_place_in_it_or_read_as_others_read_it() {
    let rounds = std::env::var("ATTACK_ROUNDS").map_or(ROUNDS, |rounds| rounds.parse().unwrap());
    let seed = std::env::var("ATTACK_SEED").map_or(1, |seed| seed.parse().unwrap());
    let bases = bases();
    let mut chance = Chance(seed);
    let (mut read, mut refused) = (0, 0);
    let mut wrong: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for round in 0..rounds {
        let mut text = chance.pick(&bases).clone();
        for _ in 0..=chance.below(4) {
            damage(&mut text, &bases, &mut chance);
        }
        match check(&text, round % 8 == 0) {
            Ok(true) => read += 1,
            Ok(false) => refused += 1,
            Err(what) => {
                let least = wrong.entry(what).or_insert_with(|| text.clone());
                if text.len() < least.len() {
                    *least = text;
                }
            }
        }
    }
    for (what, text) in &wrong {
        println!("{what}\n{}\n---", String::from_utf8_lossy(text));
    }
    assert!(wrong.is_empty());
    assert!(
        read > rounds / 100 && refused > rounds / 100,
        "{read} read, {refused} refused"
    );
}

#[test]
fn what_makes_work_is_refused_before_it_does() {
    // Files as large as can be when there is time.
    let size = if std::env::var_os("ATTACK_ROUNDS").is_some() {
        1
    } else {
        8
    };
    let bombs: Vec<String> = vec![
        "[".repeat(200_000 / size),
        "{a: ".repeat(60_000 / size),
        "- ".repeat(100_000 / size),
        "a:\n".repeat(80_000 / size),
        "partner:\n".repeat(28_000 / size),
        "? ".repeat(100_000 / size),
        "&x ".repeat(80_000 / size),
        "!t ".repeat(80_000 / size),
        "\"".repeat(200_000 / size),
        "'x' ".repeat(60_000 / size),
        "x ".repeat(120_000 / size),
        format!("a: {}", "x: ".repeat(80_000 / size)),
        format!("{}: b\n", "k".repeat(250_000 / size)),
        format!(
            "a: &x {}\nb: [{}]\n",
            "tekst ".repeat(30_000 / size),
            "*x, ".repeat(15_000 / size)
        ),
        format!(
            "a: &x {}\n{}",
            "k".repeat(1000),
            "*x : 1\n".repeat(30_000 / size)
        ),
        (0..19_000 / size)
            .map(|number| format!("k{number}: &a{number}\n"))
            .collect(),
        (0..19_000 / size)
            .map(|number| format!("k{number}: 1\n"))
            .collect(),
        format!("[{}]", "&a 1,".repeat(19_000 / size)),
        format!("[{}]", "!a 1,".repeat(19_000 / size)),
        format!("[{}]", "“,".repeat(19_000 / size)),
        format!("{{{}}}", "a:b,".repeat(15_000 / size)),
        format!("a: 1\n{}", "b 2\n".repeat(60_000 / size)),
        format!("a 1\n{}b: 2\n", "c 2\n".repeat(60_000 / size)),
        format!("{}a: 1\n", "#\n".repeat(120_000 / size)),
        "\t\n\tx".repeat(60_000 / size),
        "\u{a0}x\n".repeat(60_000 / size),
        "\u{7}".repeat(200_000 / size),
        format!(
            "partnerscreen: 1\nexchanges: [{}]",
            "{id: a},".repeat(9_000 / size)
        ),
        format!(
            "partnerscreen: 1\nexchanges: [{}]",
            "{id: '!'},".repeat(9_000 / size)
        ),
        format!(
            "partnerscreen: 1\nlink: {{stage: &x {}, kind: [{}]}}",
            "z".repeat(20_000 / size),
            "*x, ".repeat(12)
        ),
        format!(
            "partnerscreen: 1\nauthority:\n  name: x\n{}",
            "    place:x\n".repeat(20_000 / size)
        ),
    ];
    for bomb in bombs {
        assert_eq!(check(bomb.as_bytes(), true), Ok(false), "{bomb:.40}");
    }
    assert_eq!(check(&vec![0xff; 250 * 1024], true), Ok(false));
    assert_eq!(check(&vec![b'x'; 2 * 1024 * 1024], true), Ok(false));
}

#[test]
fn the_program_ends_with_code_2_and_one_problem_at_least_or_screens() {
    let folder = Folder::new("attack");
    let bases = bases();
    let mut chance = Chance(7);
    let mut codes = BTreeSet::new();
    for round in 0..40 {
        let mut text = chance.pick(&bases).clone();
        damage(&mut text, &bases, &mut chance);
        folder.write("x.yaml", &text);
        let output = program(&folder.0, &["screen", "x.yaml", "--lang", "en"]);
        let error = String::from_utf8(output.stderr).unwrap();
        let code = output.status.code();
        match code {
            Some(0) => assert_eq!(error, "", "round {round}"),
            Some(2) => {
                assert!(error.starts_with("error["), "round {round}: {error}");
                assert_eq!(output.stdout, b"", "round {round}");
            }
            other => panic!("round {round}: {other:?}: {error}"),
        }
        codes.insert(code);
    }
    assert_eq!(codes.len(), 2);
}
