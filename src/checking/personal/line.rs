//! A line of text searched for e-mail addresses and numbers.

use super::Personal;
use super::number::{Reading, is_phone, passes_eleven_test};

/// Characters of a web address before a number in it at most.
const ADDRESS: usize = 500;

/// Returns the plain form of a character: full-width digits and signs, every kind of hyphen and space.
pub(super) fn folded(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ if c.is_whitespace() => ' ',
        _ => c,
    }
}

/// A text by its characters, folded.
pub(super) struct Line {
    pub(super) characters: Vec<char>,
    offsets: Vec<usize>,
    end: usize,
}

/// Characters of an e-mail address before the `@` at most.
const LOCAL: usize = 64;

impl Line {
    pub(super) fn new(text: &str) -> Self {
        Self {
            characters: text.chars().map(folded).collect(),
            offsets: text.char_indices().map(|(offset, _)| offset).collect(),
            end: text.len(),
        }
    }

    pub(super) fn offset(&self, at: usize) -> usize {
        self.offsets.get(at).copied().unwrap_or(self.end)
    }

    pub(super) fn get(&self, at: usize) -> char {
        self.characters.get(at).copied().unwrap_or('\n')
    }

    /// Returns the first place from one on where something does not hold any more.
    pub(super) fn end_of(&self, start: usize, holds: impl Fn(char) -> bool) -> usize {
        let mut at = start;
        while at < self.characters.len() && holds(self.get(at)) {
            at += 1;
        }
        at
    }

    fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or('\n', |at| self.get(at))
    }

    /// Returns the end of an e-mail address that begins here.
    pub(super) fn email(&self, start: usize) -> Option<usize> {
        let is_local = |c: char| c.is_alphanumeric() || "._%+-'".contains(c);
        if !is_local(self.get(start)) || is_local(self.before(start)) && start > 0 {
            return None;
        }
        let sign = (start..=start + LOCAL).find(|at| !is_local(self.get(*at)))?;
        if self.get(sign) != '@' {
            return None;
        }
        let mut at = sign + 1;
        let mut end = None;
        loop {
            let label = self.end_of(at, |c| c.is_alphanumeric() || c == '-');
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
    pub(super) fn number(&self, start: usize) -> Option<(usize, Personal)> {
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
