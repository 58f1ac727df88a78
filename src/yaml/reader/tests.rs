//! What the reader refuses, where, and what it takes.

use super::{Limits, read};
use crate::yaml::Node;

/// Returns code, line and column of every problem; line 0 for the file as a whole.
fn problems(bytes: &[u8]) -> Vec<(&'static str, usize, usize)> {
    let document = read("x.yaml", bytes, Limits::PROFILE);
    document
        .problems
        .iter()
        .map(|problem| {
            match problem
                .span
                .map(|span| document.source.position(span.start))
            {
                Some(at) => (problem.code, at.line, at.column),
                None => (problem.code, 0, 0),
            }
        })
        .collect()
}

#[test]
fn what_is_no_profile_text_is_refused_at_its_place() {
    let cases: &[(&[u8], &[(&str, usize, usize)])] = &[
        (b"", &[("empty-file", 0, 0)]),
        (b"# only a remark\n", &[("empty-file", 0, 0)]),
        (b"a: 1\na: 2\n", &[("duplicate-key", 2, 1)]),
        (
            b"a: {b: 1, b: 2}\nc: 3\nc: 4\n",
            &[("duplicate-key", 1, 11), ("duplicate-key", 3, 1)],
        ),
        (b"a: 1\n---\nb: 2\n", &[("second-document", 2, 1)]),
        (b"a: !!str 1\n", &[("tag", 1, 4)]),
        (b"a: \x00\n", &[("control-character", 1, 4)]),
        (b"a: \x07\n", &[("control-character", 1, 4)]),
        (b"a:\n\tb: 1\n", &[("tab-indent", 2, 1)]),
        ("a:\n\u{a0}b: 1\n".as_bytes(), &[("space-indent", 2, 1)]),
        (b"a: \xff\n", &[("not-utf8", 1, 4)]),
        (b"\xff\xfea\0", &[("not-utf8", 0, 0)]),
        (b"a: 'x\n", &[("unclosed-quote", 1, 4)]),
        (b"a: *x\n", &[("alias", 1, 4)]),
        (b"[a]: 1\n", &[("key", 1, 1)]),
        (b"a: &x [*x]\n", &[("alias", 1, 8)]),
    ];
    for (bytes, expected) in cases {
        assert_eq!(
            problems(bytes),
            *expected,
            "{}",
            String::from_utf8_lossy(bytes)
        );
    }
}

#[test]
fn a_byte_order_mark_line_endings_and_document_marks_are_fine() {
    for bytes in [
        "\u{feff}a: 1\nb: 2\n",
        "a: 1\r\nb: 2\r\n",
        "---\na: 1\nb: 2\n...\n",
        "%YAML 1.2\n---\na: 1\nb: 2",
        "a: &x 1\nb: *x\n",
    ] {
        assert_eq!(problems(bytes.as_bytes()), [], "{bytes:?}");
        let document = read("x", bytes.as_bytes(), Limits::PROFILE);
        let keys: Vec<&str> = document
            .root
            .as_ref()
            .and_then(Node::as_mapping)
            .unwrap()
            .iter()
            .map(|entry| entry.key.as_str())
            .collect();
        assert_eq!(keys, ["a", "b"]);
    }
}

#[test]
fn a_line_ends_at_every_line_break_that_yaml_has() {
    for (bytes, line) in [
        ("a: 1\nb: 2\nb: 3\n", 3),
        ("a: 1\r\nb: 2\r\nb: 3\r\n", 3),
        ("a: 1\rb: 2\rb: 3\r", 3),
    ] {
        assert_eq!(
            problems(bytes.as_bytes()),
            [("duplicate-key", line, 1)],
            "{bytes:?}"
        );
    }
}

#[test]
fn an_alias_repeats_no_more_text_than_a_file_may_hold() {
    let text = format!("a: &x {}\nb: [{}]\n", "y".repeat(50_000), "*x, ".repeat(10));
    assert_eq!(problems(text.as_bytes()), [("too-many-values", 2, 25)]);
    let fits = format!("a: &x {}\nb: [{}]\n", "y".repeat(50_000), "*x, ".repeat(5));
    assert_eq!(problems(fits.as_bytes()), []);
}

#[test]
fn a_value_ends_where_it_ends_whatever_stands_behind_it() {
    let text = "a: \"x\"   # een\nb: [y ]  # twee\nc: {d: e}# drie\n";
    let text = text.replace("}#", "} #");
    let document = read("x", text.as_bytes(), Limits::PROFILE);
    let root = document.root.unwrap();
    let slice = |key: &str| {
        let span = root.get(key).unwrap().value.span;
        &text[span.start..span.end]
    };
    assert_eq!(
        [slice("a"), slice("b"), slice("c")],
        ["\"x\"", "[y ]", "{d: e}"]
    );
}

#[test]
fn a_list_level_with_its_key_begins_at_its_hyphen() {
    for (text, slice) in [
        ("a:\n- b\n- c\nd: 1\n", "- b\n- c"),
        ("a:\n-\n  - b\nd: 1\n", "-\n  - b"),
        ("a:\n- - b\nd: 1\n", "- - b"),
        ("a: # - x\n- - b\nd: 1\n", "- - b"),
    ] {
        let document = read("x", text.as_bytes(), Limits::PROFILE);
        let root = document.root.unwrap();
        let span = root.get("a").unwrap().value.span;
        assert_eq!(&text[span.start..span.end], slice);
    }
}

#[test]
fn parts_that_a_mistake_leaves_alone_are_read() {
    let parts = ["a", "b", "c", "d"];
    let cases: &[(&str, &[&str], &[&str])] = &[
        // The first part, one in the middle, the last one.
        ("a: @\nb: 1\nc: 2\n", &["start-character"], &["b", "c"]),
        ("a: 1\nb: \"x\nc: 2\n", &["unclosed-quote"], &["a", "c"]),
        ("a: 1\nb: 2\nc: [x\n", &["unclosed-bracket"], &["a", "b"]),
        // What is wrong in the others is told as well, in the order of the file.
        (
            "a: @\nb: {x: 1, x: 2}\nc: y: z\n",
            &["start-character", "duplicate-key", "colon-in-text"],
            &["b"],
        ),
        ("a: 1\nb: @\na: 2\n", &["start-character"], &["a"]),
        (
            "a: @\nb: 1\nc: 2\na: 3\n",
            &["start-character", "duplicate-key"],
            &["b", "c"],
        ),
        (
            "a: @\nb: 1\nb: 2\n",
            &["start-character", "duplicate-key"],
            &["b"],
        ),
        // A name and what refers to it may stand in different parts.
        ("a: &x 1\nb: @\nc: *x\n", &["start-character"], &["a"]),
        // A tab in one part says nothing of the others.
        (
            "a:\n\tx: 1\nb: @\nc: 1\n",
            &["tab-indent", "start-character"],
            &["c"],
        ),
        // Without parts nothing is read.
        ("x: @\ny: z: 1\n", &["start-character"], &[]),
    ];
    for (text, codes, keys) in cases {
        let document = super::read_parts("x", text.as_bytes(), Limits::PROFILE, &parts);
        let found: Vec<&str> = document
            .problems
            .iter()
            .map(|problem| problem.code)
            .collect();
        assert_eq!(found, *codes, "{text}");
        assert!(!document.is_whole);
        let root = document.root.as_ref();
        let entries = root.and_then(Node::as_mapping).unwrap_or_default();
        let read: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(read, *keys, "{text}");
    }
}

#[test]
fn bombs_are_refused() {
    let nested = "[".repeat(100_000);
    assert_eq!(
        problems(nested.as_bytes()).first().map(|problem| problem.0),
        Some("too-deep")
    );
    let mappings = "{a: ".repeat(50_000);
    assert_eq!(
        problems(mappings.as_bytes())
            .first()
            .map(|problem| problem.0),
        Some("too-deep")
    );
    let mut laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let before = level - 1;
        laughs += &format!(
            "a{level}: &a{level} [{}]\n",
            vec![format!("*a{before}"); 10].join(", ")
        );
    }
    assert_eq!(
        problems(laughs.as_bytes()).first().map(|problem| problem.0),
        Some("too-many-values")
    );
    assert_eq!(problems(&vec![b'a'; 300 * 1024]), [("too-large", 0, 0)]);
    assert_eq!(
        problems(format!("[{}", "1,".repeat(30_000)).as_bytes())
            .first()
            .map(|problem| problem.0),
        Some("too-many-values")
    );
}

#[test]
fn every_key_and_value_knows_its_place() {
    let text = "stad: 喀什 # Kashgar\nlijst:\n  - id: \"é\"\n    b: |\n      tekst\n\n# einde\n";
    let document = read("x", text.as_bytes(), Limits::PROFILE);
    let root = document.root.unwrap();
    let slice = |node: &Node| &text[node.span.start..node.span.end];
    assert_eq!(slice(&root.get("stad").unwrap().value), "喀什");
    let list = &root.get("lijst").unwrap().value;
    assert_eq!(slice(list), "- id: \"é\"\n    b: |\n      tekst");
    let record = &list.as_sequence().unwrap()[0];
    assert_eq!(slice(&record.get("id").unwrap().value), "\"é\"");
    let key = root.get("lijst").unwrap().key_span;
    assert_eq!(&text[key.start..key.end], "lijst");
}

proptest::proptest! {
    #[test]
    fn no_input_makes_the_reader_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
        let _ = read("x", &bytes, Limits::PROFILE);
    }

    #[test]
    fn no_text_that_looks_like_yaml_makes_the_reader_panic(text in "[a-c:{}\\[\\],&*!|>'\"# \n\t-]{0,80}") {
        let document = read("x", text.as_bytes(), Limits::PROFILE);
        for problem in document.problems {
            if let Some(span) = problem.span {
                proptest::prop_assert!(document.source.text.is_char_boundary(span.start));
            }
        }
    }

    /// Where both readers accept a text of plain keys and values, they read the same keys.
    #[test]
    fn plain_mappings_read_as_serde_yaml_reads_them(keys in proptest::collection::btree_set("[a-z]{1,6}x", 1..6)) {
        let text: String = keys.iter().enumerate().map(|(number, key)| format!("{key}: v{number}\n")).collect();
        let other: std::collections::BTreeMap<String, String> = serde_yaml::from_str(&text).unwrap();
        let root = read("x", text.as_bytes(), Limits::PROFILE).root.unwrap();
        let own: std::collections::BTreeMap<String, String> = root
            .as_mapping()
            .unwrap()
            .iter()
            .map(|entry| (entry.key.clone(), entry.value.as_scalar().unwrap().text.clone()))
            .collect();
        proptest::prop_assert_eq!(own, other);
    }
}
