//! Generated texts: ours and `serde_yaml` read the same in them, or both refuse.

use partnerscreen::yaml::{self, Limits};
use proptest::prelude::*;

use super::corpus::PARTS;
use super::same::compare;

/// A document before it is written down, with the way to write each part.
#[derive(Debug, Clone)]
enum Tree {
    Plain(String),
    Single(String),
    Double(String),
    /// Lines with `|` or `>`, and what stands behind that sign.
    Block(char, &'static str, Vec<String>),
    Flow(Vec<Tree>),
    FlowKeys(Vec<(String, Tree)>),
    List(Vec<Tree>),
    Keys(Vec<(String, Tree)>),
    Empty,
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(vec![
            "een",
            "喀什",
            "Ürümqi",
            "no",
            "ja",
            "null",
            "~",
            "12",
            "1.10",
            "007",
            "-3",
            "0x1F",
            "1e3",
            "2026-05-01",
            "12:30",
            "x#y",
            "it's",
            "a, b",
            "een twee",
            "true",
            "False",
            "http://voorbeeld.nl/x",
            "5 > 3",
            "e\u{301}",
            "👩\u{200d}🔬",
            "50.000",
            "1_000",
            ".5",
            "+4",
            "x ] y",
            "wat?",
            "’s",
        ])
        .prop_map(str::to_owned),
        "[a-zé喀]{1,8}( [a-z]{1,5}){0,3}",
    ]
}

/// Any text that can stand in quotes on one line.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        words(),
        "[ -~é喀\u{a0}]{0,20}",
        Just(String::new()),
        Just("l'été: # \"x\" \\ {[,".to_owned())
    ]
}

fn tree() -> impl Strategy<Value = Tree> {
    let line = "[a-zé]{1,6}( [a-z:#-]{1,6}){0,3}";
    let leaf = prop_oneof![
        4 => words().prop_map(Tree::Plain),
        2 => texts().prop_map(Tree::Single),
        2 => texts().prop_map(Tree::Double),
        1 => (
            proptest::sample::select(vec!['|', '>']),
            proptest::sample::select(vec!["", "-", "+"]),
            proptest::collection::vec(prop_oneof![3 => line.prop_map(String::from), 1 => Just(String::new()), 1 => line.prop_map(|line| format!("  {line}"))], 1..5),
        )
            .prop_map(|(sign, end, lines)| Tree::Block(sign, end, lines)),
        1 => Just(Tree::Empty),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let keys =
            proptest::collection::btree_map("[a-zé]{1,5}([ _.-][a-z]{1,3})?", inner.clone(), 0..4)
                .prop_map(|keys| keys.into_iter().collect::<Vec<_>>());
        prop_oneof![
            3 => keys.clone().prop_map(Tree::Keys),
            2 => proptest::collection::vec(inner.clone(), 0..4).prop_map(Tree::List),
            1 => proptest::collection::vec(inner.clone(), 0..4).prop_map(Tree::Flow),
            1 => keys.prop_map(Tree::FlowKeys),
        ]
    })
}

/// How a document is written down, beyond what its parts say.
#[allow(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
#[derive(Debug, Clone)]
struct Style {
    step: usize,
    comments: bool,
    blank: bool,
    ending: &'static str,
    mark: bool,
    marks: bool,
    wide: bool,
}

fn style() -> impl Strategy<Value = Style> {
    (
        1..5_usize,
        any::<bool>(),
        any::<bool>(),
        proptest::sample::select(vec!["\n", "\r\n", "\r"]),
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(step, comments, blank, ending, mark, marks, wide)| Style {
            step,
            comments,
            blank,
            ending,
            mark,
            marks,
            wide,
        })
}

impl Style {
    fn write(&self, tree: &Tree) -> String {
        let mut text = String::new();
        if self.marks {
            text += "---\n";
        }
        match tree {
            Tree::Keys(keys) if !keys.is_empty() => self.keys(keys, 0, &mut text),
            Tree::List(items) if !items.is_empty() => self.list(items, 0, &mut text),
            other => {
                self.value(other, 0, &mut text);
                text.push('\n');
            }
        }
        if self.marks {
            text += "...\n";
        }
        let text = text.replace('\n', self.ending);
        if self.mark {
            format!("\u{feff}{text}")
        } else {
            text
        }
    }

    fn keys(&self, keys: &[(String, Tree)], indent: usize, out: &mut String) {
        for (number, (key, value)) in keys.iter().enumerate() {
            if number > 0 {
                *out += &" ".repeat(indent);
            }
            *out += key;
            out.push(':');
            self.below(value, indent, out);
        }
    }

    fn list(&self, items: &[Tree], indent: usize, out: &mut String) {
        for (number, item) in items.iter().enumerate() {
            if number > 0 {
                *out += &" ".repeat(indent);
            }
            out.push('-');
            match item {
                Tree::Keys(keys) if !keys.is_empty() => {
                    *out += &" ".repeat(self.step);
                    self.keys(keys, indent + 1 + self.step, out);
                }
                Tree::List(items) if !items.is_empty() => {
                    *out += &" ".repeat(self.step);
                    self.list(items, indent + 1 + self.step, out);
                }
                item => self.below(item, indent, out),
            }
        }
    }

    /// Writes what belongs to a key or `-`, to the end of its lines.
    fn below(&self, value: &Tree, indent: usize, out: &mut String) {
        let deeper = indent + self.step;
        match value {
            Tree::Keys(keys) if !keys.is_empty() => {
                self.end(out);
                *out += &" ".repeat(deeper);
                self.keys(keys, deeper, out);
            }
            Tree::List(items) if !items.is_empty() => {
                self.end(out);
                *out += &" ".repeat(deeper);
                self.list(items, deeper, out);
            }
            Tree::Block(sign, end, lines) => {
                *out += &format!(" {sign}{end}\n");
                let mut is_first = true;
                for line in lines {
                    // What begins with spaces would set the indentation of the first line.
                    let line = if is_first { line.trim_start() } else { line };
                    if line.is_empty() {
                        out.push('\n');
                    } else {
                        is_first = false;
                        *out += &format!("{}{line}\n", " ".repeat(deeper));
                    }
                }
            }
            Tree::Empty => self.end(out),
            value => {
                out.push(' ');
                self.value(value, deeper, out);
                self.end(out);
            }
        }
    }

    fn end(&self, out: &mut String) {
        if self.comments && out.len().is_multiple_of(3) {
            *out += "   # opmerking: [\"";
        }
        out.push('\n');
        if self.blank && out.len().is_multiple_of(5) {
            *out += "\n# - regel: {\n\n";
        }
    }

    /// Writes a value on one line, or between brackets on several.
    fn value(&self, value: &Tree, indent: usize, out: &mut String) {
        let gap = if self.wide {
            format!("\n{}", " ".repeat(indent + 1))
        } else {
            " ".to_owned()
        };
        match value {
            Tree::Plain(text) => *out += text,
            Tree::Single(text) => *out += &format!("'{}'", text.replace('\'', "''")),
            Tree::Double(text) => {
                *out += &format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
            }
            Tree::Block(_, _, lines) => *out += &format!("'{}'", lines.join(" ").trim()),
            Tree::Flow(items) | Tree::List(items) => {
                out.push('[');
                for (number, item) in items.iter().enumerate() {
                    if number > 0 {
                        *out += &format!(",{gap}");
                    }
                    self.inside(item, indent, out);
                }
                out.push(']');
            }
            Tree::FlowKeys(keys) | Tree::Keys(keys) => {
                out.push('{');
                for (number, (key, item)) in keys.iter().enumerate() {
                    if number > 0 {
                        *out += &format!(",{gap}");
                    }
                    *out += &format!("{key}: ");
                    self.inside(item, indent, out);
                }
                out.push('}');
            }
            Tree::Empty => *out += "~",
        }
    }

    /// Writes a value between brackets, where plain text may hold no comma or bracket.
    fn inside(&self, value: &Tree, indent: usize, out: &mut String) {
        match value {
            Tree::Plain(text) if text.contains([',', '[', ']', '{', '}', '?']) => {
                *out += &format!("\"{text}\"");
            }
            value => self.value(value, indent + 1, out),
        }
    }
}

fn read(text: &str) -> yaml::Document {
    yaml::read_parts("x.yaml", text.as_bytes(), Limits::PROFILE, PARTS)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn a_text_that_is_right_is_read_and_as_serde_yaml_reads_it(tree in tree(), style in style()) {
        let text = style.write(&tree);
        let document = read(&text);
        prop_assert!(document.problems.is_empty(), "{text}\n{:?}", document.problems);
        prop_assert_eq!(compare(&document, text.as_bytes()), Ok(()), "{}", text);
    }

    #[test]
    fn what_is_named_and_used_again_is_read_as_serde_yaml_reads_it(
        (first, second, style) in (tree(), tree(), style())
    ) {
        // A name needs a value in brackets or on one line.
        let mut value = String::new();
        style.value(&first, 2, &mut value);
        let rest = style.write(&Tree::Keys(vec![("rest".to_owned(), second)]));
        let (bom, rest) = match rest.strip_prefix('\u{feff}') {
            Some(rest) => ("\u{feff}", rest.to_owned()),
            None => ("", rest),
        };
        let rest = rest.replace("---", "").replace("...", "");
        let text = format!("{bom}a: &naam {value}\nb: [*naam, *naam ]\n{rest}\nc:\n  - *naam\n");
        let document = read(&text);
        prop_assert!(document.problems.is_empty(), "{text}\n{:?}", document.problems);
        prop_assert_eq!(compare(&document, text.as_bytes()), Ok(()), "{}", text);
    }
}

/// Pieces that YAML means something by.
const PIECES: &[&str] = &[
    "a", "b: ", "c:", "naam", ": ", ":", "- ", "-", "? ", "?", "[", "]", "{", "}", ",", ", ", "\n",
    "\n", "\n  ", "\n    ", "\n ", "\r\n", "\"", "'", "''", "\"x\"", "'y'", "#", " #", "# c", "|",
    "|-\n", ">", ">+\n", "&x ", "*x", "!t ", "!", "%", "@", "`", "~", "null", "1", "\\", "\\n",
    "<<: ", "---\n", "...\n", "---", " ", "  ", "\t", "é", "喀", "\u{a0}", "“", "=", "partner:",
    "name: ", "\nlink:",
];

fn soup() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..24)
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3000) })]

    #[test]
    fn no_mix_of_pieces_is_read_otherwise_than_serde_yaml_reads_it(text in soup()) {
        let document = read(&text);
        prop_assert_eq!(compare(&document, text.as_bytes()), Ok(()), "{:?} {:?}", text, document.problems);
    }
}
