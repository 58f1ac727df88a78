//! What in a text looks like an e-mail address, a telephone number or a citizen service number (BSN).
//!
//! The whole text of a profile is looked at, comments and keys too. What is found is told by its place only.

use std::ops::Range;

use crate::facts::{Facts, Kind};
use crate::profile::sites;
use crate::text::bilingual;
use crate::yaml::{Node, Problem, Span, Value};

/// What a stretch of text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Personal {
    Email,
    Phone,
    Bsn,
}

/// Something about a person in the text of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// Where it stands; of a text over several lines, all of it.
    pub(super) span: Span,
    what: Personal,
}

impl Place {
    pub(super) fn warning(&self) -> Problem {
        let (code, message) = match self.what {
            Personal::Email => (
                "email-address",
                bilingual!(
                    "dit lijkt een e-mailadres",
                    "this looks like an e-mail address"
                ),
            ),
            Personal::Phone => (
                "phone-number",
                bilingual!(
                    "dit lijkt een telefoonnummer",
                    "this looks like a telephone number"
                ),
            ),
            Personal::Bsn => (
                "bsn",
                bilingual!(
                    "dit lijkt een burgerservicenummer (BSN)",
                    "this looks like a Dutch citizen service number (BSN)"
                ),
            ),
        };
        let mut problem = Problem::at(self.span, code, message)
            .help(bilingual!(
                "gegevens van personen horen niet in een profiel: haal het weg",
                "data about persons do not belong in a profile: take it away"
            ))
            .warning();
        problem.is_private = true;
        problem
    }
}

/// Returns the places of a profile's text, in order; a whole number that answers a question is no number of a person.
pub(super) fn places(text: &str, root: Option<&Node>, facts: &Facts) -> Vec<Place> {
    let mut numbers: Vec<Span> = Vec::new();
    if let Some(root) = root {
        for site in sites(root, facts) {
            if facts
                .get(site.fact)
                .is_some_and(|fact| fact.kind == Kind::Integer)
            {
                whole_numbers(&site.entry.value, &mut numbers);
            }
        }
    }
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        for (range, what) in find(line) {
            let span = Span {
                start: start + range.start,
                end: start + range.end,
            };
            if !numbers.contains(&span) {
                found.push(Place { span, what });
            }
        }
        start += line.len();
    }
    if let Some(root) = root {
        written_otherwise(root, text, &mut found);
    }
    found.sort_unstable();
    found
}

fn whole_numbers(node: &Node, found: &mut Vec<Span>) {
    match &node.value {
        Value::Scalar(scalar) if scalar.text.trim().parse::<i64>().is_ok() => found.push(node.span),
        Value::Scalar(_) => {}
        Value::Sequence(items) => items.iter().for_each(|item| whole_numbers(item, found)),
        Value::Mapping(entries) => {
            let is_answer = |key: &str| key == "answer" || key == "answers";
            let answers = entries.iter().filter(|entry| is_answer(&entry.key));
            answers.for_each(|entry| whole_numbers(&entry.value, found));
        }
    }
}

/// Adds texts that hold something only once their escapes and line breaks are resolved.
fn written_otherwise(node: &Node, text: &str, found: &mut Vec<Place>) {
    match &node.value {
        Value::Scalar(scalar) => {
            let Span { start, end } = node.span;
            let is_plain = text
                .get(start..end)
                .is_some_and(|raw| raw.contains(&*scalar.text));
            if is_plain {
                return;
            }
            for (_, what) in find(&scalar.text) {
                let is_known = |place: &Place| {
                    place.what == what && place.span.start >= start && place.span.end <= end
                };
                if !found.iter().any(is_known) {
                    found.push(Place {
                        span: node.span,
                        what,
                    });
                }
            }
        }
        Value::Sequence(items) => {
            for item in items {
                written_otherwise(item, text, found);
            }
        }
        Value::Mapping(entries) => {
            for entry in entries {
                written_otherwise(&entry.value, text, found);
            }
        }
    }
}

/// Returns a text in which everything about persons is `…`.
#[must_use]
pub fn masked(text: &str) -> String {
    let mut shown = String::new();
    let mut from = 0;
    for (range, _) in find(text) {
        shown.push_str(text.get(from..range.start).unwrap_or_default());
        shown.push('…');
        from = range.end;
    }
    shown.push_str(text.get(from..).unwrap_or_default());
    shown
}

/// Returns what a text holds about persons, in order and without overlap.
pub(super) fn find(text: &str) -> Vec<(Range<usize>, Personal)> {
    // Nearly every line of a profile is without.
    let may_hold = |c: char| matches!(folded(c), '@' | '0'..='9');
    if !text.chars().any(may_hold) {
        return Vec::new();
    }
    let line = Line::new(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.characters.len() {
        let hit = line
            .email(at)
            .map(|end| (end, Personal::Email))
            .or_else(|| line.number(at));
        let Some((end, what)) = hit else {
            at += 1;
            continue;
        };
        found.push((line.offset(at)..line.offset(end), what));
        at = end;
    }
    found
}

/// Returns the plain form of a character: full-width digits and signs, every kind of hyphen and space.
fn folded(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ if c.is_whitespace() => ' ',
        _ => c,
    }
}

/// Characters of a web address before a number in it at most.
const ADDRESS: usize = 500;

/// A text by its characters, folded.
struct Line {
    characters: Vec<char>,
    offsets: Vec<usize>,
    end: usize,
}

/// Characters of an e-mail address before the `@` at most.
const LOCAL: usize = 64;

impl Line {
    fn new(text: &str) -> Self {
        Self {
            characters: text.chars().map(folded).collect(),
            offsets: text.char_indices().map(|(offset, _)| offset).collect(),
            end: text.len(),
        }
    }

    fn offset(&self, at: usize) -> usize {
        self.offsets.get(at).copied().unwrap_or(self.end)
    }

    fn get(&self, at: usize) -> char {
        self.characters.get(at).copied().unwrap_or('\n')
    }

    fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or('\n', |at| self.get(at))
    }

    /// Returns the end of an e-mail address that begins here.
    fn email(&self, start: usize) -> Option<usize> {
        let is_local = |c: char| c.is_alphanumeric() || "._%+-'".contains(c);
        if !is_local(self.get(start)) || is_local(self.before(start)) && start > 0 {
            return None;
        }
        let sign = (start..start + LOCAL + 1).find(|at| !is_local(self.get(*at)))?;
        if self.get(sign) != '@' {
            return None;
        }
        let mut at = sign + 1;
        let mut end = None;
        loop {
            let label =
                (at..).find(|at| !(self.get(*at).is_alphanumeric() || self.get(*at) == '-'))?;
            if label == at {
                break;
            }
            let is_top = at > sign + 1
                && label - at >= 2
                && (at..label).all(|at| self.get(at).is_alphabetic());
            if is_top {
                end = Some(label);
            }
            if self.get(label) != '.' {
                break;
            }
            at = label + 1;
        }
        end
    }

    /// Returns the end of a telephone number or BSN that begins here.
    fn number(&self, start: usize) -> Option<(usize, Personal)> {
        if !self.may_begin(start) {
            return None;
        }
        let mut last = None;
        let mut reading = Reading::default();
        let mut at = start;
        while let Some(next) = reading.step(self, at) {
            at = next;
            if self.may_end(at)
                && let Some(what) = self.judged(start, &reading)
            {
                last = Some((at, what));
            }
        }
        last.filter(|_| !self.is_in_address(start))
    }

    /// Tells whether a number of its own can begin here, rather than the rest of a longer one or of a code.
    fn may_begin(&self, start: usize) -> bool {
        let first = self.get(start);
        if !(first.is_ascii_digit() || first == '+' || first == '(') {
            return false;
        }
        let before = self.before(start);
        let earlier = start.checked_sub(2).map_or('\n', |at| self.get(at));
        let is_joint = match before {
            '-' | '/' => earlier.is_alphanumeric(),
            '.' | ',' | ':' => earlier.is_ascii_digit(),
            '_' | '+' | '(' | '#' | '€' | '$' => true,
            _ => before.is_alphanumeric(),
        };
        // Beside Chinese characters no space is written.
        !is_joint || before.is_alphabetic() && !before.is_lowercase() && !before.is_uppercase()
    }

    /// Tells whether a number can end before this place.
    fn may_end(&self, end: usize) -> bool {
        let next = self.get(end + 1);
        match self.get(end) {
            '-' | '/' => !next.is_ascii_alphanumeric(),
            '.' | ',' | ':' => !next.is_ascii_digit(),
            after => !(after.is_ascii_alphanumeric() || after == '_'),
        }
    }

    /// Tells whether a place lies in the address of a web page, which is full of numbers.
    fn is_in_address(&self, at: usize) -> bool {
        let backwards = (at.saturating_sub(ADDRESS)..at)
            .rev()
            .map(|at| self.get(at));
        let word: String = backwards.take_while(|c| !c.is_whitespace()).collect();
        word.contains("//:") || word.contains(".www")
    }

    /// Tells whether one of some words stands shortly before a place.
    fn is_called(&self, at: usize, words: &[&str]) -> bool {
        let from = at.saturating_sub(28);
        let near: String = (from..at).map(|at| self.get(at)).collect();
        let near = near.to_lowercase();
        words.iter().any(|word| near.contains(word))
    }

    fn judged(&self, start: usize, reading: &Reading) -> Option<Personal> {
        if is_phone(reading) {
            return Some(Personal::Phone);
        }
        if reading.has_plus || reading.has_parentheses || self.is_called(start, &["rsin"]) {
            return None;
        }
        let is_called = || self.is_called(start, &["bsn", "burgerservice", "sofi"]);
        let lengths: Vec<usize> = reading.groups.iter().map(String::len).collect();
        // A date or a file number can have nine digits in groups; only these are the usual ones.
        let is_usual = match lengths.as_slice() {
            [9] => true,
            [4, 2, 3] => reading.separators.iter().all(|c| matches!(c, '.' | ' ')),
            _ => false,
        };
        (passes_eleven_test(&reading.digits()) && (is_usual || is_called()))
            .then_some(Personal::Bsn)
    }
}

/// A number as far as it was read.
#[derive(Debug, Default)]
struct Reading {
    has_plus: bool,
    has_parentheses: bool,
    is_open: bool,
    /// Digits that stand together.
    groups: Vec<String>,
    /// What stands between the groups.
    separators: Vec<char>,
}

/// Digits of the longest number that is read, country and area included.
const MOST_DIGITS: usize = 15;

impl Reading {
    fn digits(&self) -> String {
        self.groups.concat()
    }

    /// Reads one more group of digits with what stands before it, and returns the place behind it.
    fn step(&mut self, line: &Line, start: usize) -> Option<usize> {
        let mut at = start;
        let mut separator = None;
        loop {
            match line.get(at) {
                '+' if self.groups.is_empty() && !self.has_plus => self.has_plus = true,
                '(' if !self.is_open && !self.has_parentheses => {
                    (self.is_open, self.has_parentheses) = (true, true);
                }
                ')' if self.is_open && !self.groups.is_empty() => self.is_open = false,
                ' ' | '-' | '.' | '/' if !self.groups.is_empty() => {
                    // Two signs can only be a hyphen between spaces.
                    let c = line.get(at);
                    match separator {
                        None | Some(' ') => separator = Some(c),
                        Some('-') if c == ' ' => {}
                        Some(_) => return None,
                    }
                }
                '0'..='9' => break,
                _ => return None,
            }
            at += 1;
            if at > start + 4 {
                return None;
            }
        }
        let end = (at..).find(|at| !line.get(*at).is_ascii_digit())?;
        if self.digits().len() + (end - at) > MOST_DIGITS {
            return None;
        }
        if !self.groups.is_empty() {
            self.separators.push(separator.unwrap_or(' '));
        }
        self.groups.push((at..end).map(|at| line.get(at)).collect());
        Some(end)
    }
}

/// Tells whether a number has the form of a telephone number: Dutch, Chinese, or any with `+`.
fn is_phone(reading: &Reading) -> bool {
    if reading.is_open {
        return false;
    }
    let digits = reading.digits();
    if reading.has_plus {
        let trunk = reading.groups.get(1).map(String::as_str);
        let length = digits.len() - usize::from(trunk == Some("0"));
        return !digits.starts_with('0') && (9..=MOST_DIGITS).contains(&length);
    }
    if let Some(abroad) = digits.strip_prefix("00") {
        return match (abroad.strip_prefix("31"), abroad.strip_prefix("86")) {
            (Some(rest), _) => rest.trim_start_matches('0').len() == 9,
            (_, Some(rest)) => (10..=11).contains(&rest.len()),
            _ => false,
        };
    }
    let lengths: Vec<usize> = reading.groups.iter().map(String::len).collect();
    // After the area code, dots and slashes do not change to something else: that is a date or a file number.
    let mut later = reading.separators.iter().skip(1);
    let is_even = later.all(|separator| matches!(separator, ' ' | '-'))
        || reading
            .separators
            .windows(2)
            .all(|two| matches!(two, [a, b] if a == b));
    is_even && (is_dutch(&digits, &lengths) || is_chinese(&digits, &lengths))
}

fn is_dutch(digits: &str, lengths: &[usize]) -> bool {
    if digits.len() != 10 || !digits.starts_with('0') {
        return false;
    }
    match lengths {
        [10] => true,
        [2, rest @ ..] if digits.starts_with("06") => matches!(
            rest,
            [8] | [4, 4]
                | [2, 6]
                | [2, 2, 4]
                | [4, 2, 2]
                | [2, 3, 3]
                | [3, 3, 2]
                | [3, 2, 3]
                | [2, 2, 2, 2]
        ),
        [3, rest @ ..] => matches!(rest, [7] | [3, 4] | [4, 3] | [3, 2, 2] | [2, 2, 3]),
        [4, rest @ ..] => matches!(rest, [6] | [3, 3] | [2, 2, 2]),
        _ => false,
    }
}

fn is_chinese(digits: &str, lengths: &[usize]) -> bool {
    let bytes = digits.as_bytes();
    if let [b'1', b'3'..=b'9', ..] = bytes {
        return matches!(lengths, [11] | [3, 4, 4] | [3, 8] | [7, 4]);
    }
    let area = match bytes {
        [b'0', b'1', b'0', ..] | [b'0', b'2', ..] => 3,
        [b'0', b'3'..=b'9', ..] => 4,
        _ => return false,
    };
    match lengths {
        [all] => *all == area + 8,
        [first, rest @ ..] if *first == area => matches!(rest, [7 | 8] | [3 | 4, 4]),
        _ => false,
    }
}

/// Tells whether digits pass the eleven-test of a BSN; a leading zero may be left out.
fn passes_eleven_test(digits: &str) -> bool {
    if !(8..=9).contains(&digits.len()) || digits.bytes().all(|digit| digit == b'0') {
        return false;
    }
    let padded = format!("{digits:0>9}");
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let sum: i32 = padded
        .bytes()
        .zip(weights)
        .map(|(digit, weight)| i32::from(digit - b'0') * weight)
        .sum();
    sum % 11 == 0
}

#[cfg(test)]
mod tests;
