//! A text as one YAML scalar on one line, which every reader takes for that text.

/// Words that some reader of YAML takes for something else than text, and those that a profile gives a meaning.
const SPECIAL: [&str; 16] = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null", "ja", "nee", "unknown",
    "onbekend", "nan", "inf", "none",
];

/// Returns a text as a YAML scalar: plain where it stands for itself in every reader, else in double quotes.
#[must_use]
pub fn scalar(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if must_be_escaped(c) => {
                let code = u32::from(c);
                quoted.push_str(&if code <= 0xffff {
                    format!("\\u{code:04x}")
                } else {
                    format!("\\U{code:08x}")
                });
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Tells whether a character may not stand in a YAML text as it is, or cannot be seen there.
fn must_be_escaped(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Tells whether a text may stand without quotes. It says yes only to what is surely safe.
fn is_plain(text: &str) -> bool {
    let starts_well = text.starts_with(|c: char| c.is_alphabetic());
    let ends_well = text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '.'));
    let safe = |c: char| {
        c.is_alphanumeric()
            || matches!(
                c,
                ' ' | '-' | '–' | '_' | '.' | '/' | '(' | ')' | '\'' | '’' | '&' | '+'
            )
    };
    starts_well
        && ends_well
        && text.chars().all(safe)
        && !SPECIAL.contains(&text.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::scalar;
    use crate::yaml::{Limits, read};

    #[test]
    fn only_what_is_surely_text_stands_without_quotes() {
        for plain in [
            "Voorbeeldstad",
            "Xi'an",
            "Voorbeeldstad – Kashgar",
            "喀什",
            "a.b (c)",
        ] {
            assert_eq!(scalar(plain), plain);
        }
        for (text, quoted) in [
            ("", "\"\""),
            ("no", "\"no\""),
            ("Ja", "\"Ja\""),
            ("12", "\"12\""),
            ("- a", "\"- a\""),
            ("a: b", "\"a: b\""),
            ("a #b", "\"a #b\""),
            ("a \"b\" \\", "\"a \\\"b\\\" \\\\\""),
            ("two\nlines", "\"two\\nlines\""),
            ("x\u{1b}[31m", "\"x\\u001b[31m\""),
            (" a", "\" a\""),
        ] {
            assert_eq!(scalar(text), quoted);
        }
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_back_by_both_readers(text in "\\PC{0,40}|[ -~\\n\\t\"':#\\\\]{0,20}") {
            let yaml = format!("key: {}\n", scalar(&text));
            let ours = read("x", yaml.as_bytes(), Limits::PROFILE);
            prop_assert!(ours.problems.is_empty(), "{yaml}: {:?}", ours.problems);
            let root = ours.root.unwrap();
            prop_assert_eq!(&root.get("key").unwrap().value.as_scalar().unwrap().text, &text);
            let theirs: std::collections::BTreeMap<String, String> = serde_yaml::from_str(&yaml).unwrap();
            prop_assert_eq!(&theirs["key"], &text);
        }
    }
}
