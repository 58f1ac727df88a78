//! Names and the numbers they stand for: one sorted text that is searched as it stands, so that a run which looks up
//! one name among thousands reads little else.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Between a name and its numbers. No folded name holds it, nor a line break.
const TAB: u8 = b'\t';

/// Lines `name⇥number number`, sorted by the bytes of their names.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Names {
    #[serde(borrow)]
    lines: Cow<'static, [u8]>,
}

impl Names {
    /// Brings names and their numbers into the form that is searched.
    pub(super) fn new(by_name: &BTreeMap<String, Vec<u16>>) -> Self {
        let line = |(name, numbers): (&String, &Vec<u16>)| {
            let numbers: Vec<String> = numbers.iter().map(u16::to_string).collect();
            format!("{name}\t{}\n", numbers.join(" "))
        };
        let lines: String = by_name.iter().map(line).collect();
        Self {
            lines: Cow::Owned(lines.into_bytes()),
        }
    }

    /// Returns the numbers of a name; none where it is not known.
    pub(super) fn numbers(&self, name: &str) -> Vec<u16> {
        let mut rest: &[u8] = &self.lines;
        while !rest.is_empty() {
            let (before, line, after) = middle(rest);
            let mut parts = line.split(|byte| *byte == TAB);
            let known = parts.next().unwrap_or_default();
            rest = match name.as_bytes().cmp(known) {
                Ordering::Less => before,
                Ordering::Greater => after,
                Ordering::Equal => {
                    let numbers = std::str::from_utf8(parts.next().unwrap_or_default());
                    return numbers
                        .unwrap_or_default()
                        .split(' ')
                        .filter_map(|number| number.parse().ok())
                        .collect();
                }
            };
        }
        Vec::new()
    }
}

/// Returns the line in the middle, and what stands before and after it.
fn middle(lines: &[u8]) -> (&[u8], &[u8], &[u8]) {
    let is_break = |byte: &u8| *byte == b'\n';
    let (before, _) = lines.split_at(lines.len() / 2);
    let start = before.iter().rposition(is_break).map_or(0, |at| at + 1);
    let (before, rest) = lines.split_at(start);
    let end = rest.iter().position(is_break).unwrap_or(rest.len());
    let (line, after) = rest.split_at(end);
    (before, line, after.get(1..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Names;

    #[test]
    fn every_name_is_found_with_all_its_numbers_and_no_other_name_is() {
        let known = [
            "a",
            "a b",
            "ab",
            "b",
            "kashi",
            "kashgar",
            "xi'an",
            "喀什",
            "喀什市",
        ];
        for count in 0..=known.len() {
            let by_name: BTreeMap<String, Vec<u16>> = (0..)
                .zip(known.iter().take(count))
                .map(|(number, name)| ((*name).to_owned(), vec![number, number + 300]))
                .collect();
            let names = Names::new(&by_name);
            for (number, name) in (0..).zip(known) {
                let expected = if usize::from(number) < count {
                    vec![number, number + 300]
                } else {
                    Vec::new()
                };
                assert_eq!(names.numbers(name), expected, "`{name}` among {count}");
            }
            for name in ["", "0", "a ", "aa", "kash", "zz", "喀", "\n", "a\t0"] {
                assert!(names.numbers(name).is_empty(), "`{name}` among {count}");
            }
        }
    }
}
