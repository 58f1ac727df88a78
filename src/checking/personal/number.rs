//! Numbers in the forms of telephone numbers and BSNs.

use super::line::Line;

/// A number as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) has_plus: bool,
    pub(super) has_parentheses: bool,
    is_open: bool,
    /// Digits that stand together.
    pub(super) groups: Vec<String>,
    /// What stands between the groups.
    pub(super) separators: Vec<char>,
}

/// Digits of the longest number that is read, country and area included.
const MOST_DIGITS: usize = 15;

impl Reading {
    pub(super) fn digits(&self) -> String {
        self.groups.concat()
    }

    /// Reads one more group of digits with what stands before it, and returns the place behind it.
    pub(super) fn step(&mut self, line: &Line, start: usize) -> Option<usize> {
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
        let end = line.end_of(at, |c| c.is_ascii_digit());
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
pub(super) fn is_phone(reading: &Reading) -> bool {
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
pub(super) fn passes_eleven_test(digits: &str) -> bool {
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
