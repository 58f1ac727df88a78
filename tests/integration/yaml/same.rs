//! Compares a document with what `serde_yaml` reads in the same bytes.

use partnerscreen::yaml::{Document, Node, Scalar, Value};

/// Why our reader refuses what `serde_yaml` reads: the code of the problem, and the reason.
pub(crate) const STRICTER: &[(&str, &str)] = &[
    (
        "block-text",
        "a text block at the margin looks like a line without a question",
    ),
    (
        "control-character",
        "a character that nobody sees changes a text, or its reading direction",
    ),
    (
        "dash-in-brackets",
        "`[-]` may be a list that was begun in another way",
    ),
    (
        "directive",
        "only the version of YAML may stand before a profile",
    ),
    ("empty-file", "an empty file is no profile"),
    (
        "indentation",
        "a text at the margin looks like a new question",
    ),
    ("key", "a list as a key answers no question"),
    ("merge-key", "an answer must stand where it is given"),
    (
        "missing-comma",
        "a key that goes on in the next line lacks a comma or a colon",
    ),
    ("number-sign", "`notitie #12` would lose all from `#` on"),
    (
        "question-key",
        "a key with `?` has a form that nobody expects",
    ),
    ("smart-quotes", "a text would end at the first comma or `#`"),
    (
        "space-after-colon",
        "`{answer:yes}` would be a key without an answer",
    ),
    (
        "space-before-comment",
        "YAML asks for a space before `#`, libyaml does not",
    ),
    (
        "space-indent",
        "a special space at the beginning would become part of a key",
    ),
    (
        "start-character",
        "between brackets `?b` may begin a key in the long form",
    ),
    ("tab", "the parser asks for a space behind a colon"),
    (
        "tab-indent",
        "a tab at the beginning of a line looks like any number of spaces",
    ),
    ("tag", "a tag changes or drops what stands behind it"),
    ("empty-key", "an answer without a question would be lost"),
    ("colon-in-text", "a colon on the line below its key"),
    (
        "unclosed-bracket",
        "a bracket whose lines stand at the margin swallows what may be questions",
    ),
    (
        "unclosed-quote",
        "a quote that is closed where the next one opens is closed by chance",
    ),
    ("unused-anchor", "`&Zonen BV` would lose its first word"),
];

/// Problems of a text that is too much for us; it could take libyaml minutes, so nothing is compared.
pub(crate) const TOO_MUCH: [&str; 3] = ["too-deep", "too-large", "too-many-values"];

/// Tells whether a text may hold a name (`&x`, `*x`) that libyaml ends at another character than YAML 1.2 does: it takes
/// letters, digits, `_` and `-` only, and then goes on with what follows.
pub(crate) fn has_odd_name(bytes: &[u8]) -> bool {
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    bytes
        .split(|byte| matches!(byte, b'&' | b'*'))
        .skip(1)
        .filter_map(|rest| rest.iter().find(|byte| !is_letter(byte)))
        .any(|end| !matches!(end, b' ' | b'\t' | b'\n' | b'\r' | b',' | b']' | b'}'))
}

/// Tells whether a document was read as `serde_yaml` reads it, or refused for a reason that is known.
///
/// # Errors
/// What differs.
pub(crate) fn compare(document: &Document, bytes: &[u8]) -> Result<(), String> {
    // `serde_yaml` takes a byte-order mark for a document of its own.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if document
        .problems
        .iter()
        .any(|problem| TOO_MUCH.contains(&problem.code))
    {
        return Ok(());
    }
    let theirs = serde_yaml::from_slice::<serde_yaml::Value>(bytes);
    if !document.problems.is_empty() {
        let codes: Vec<&str> = document
            .problems
            .iter()
            .map(|problem| problem.code)
            .collect();
        let known = |code: &&str| STRICTER.iter().any(|(known, _)| known == code);
        return match theirs {
            Ok(_) if !codes.iter().any(known) && !has_odd_name(bytes) => {
                Err(format!("refused with {codes:?}, but serde_yaml reads it"))
            }
            _ => Ok(()),
        };
    }
    match (&document.root, theirs) {
        // A document that is one text is refused by all who ask for one; the readers take more or less for such.
        (Some(ours), _) if ours.as_scalar().is_some() => Ok(()),
        (Some(ours), Ok(theirs)) => tree(ours, &theirs, !bytes.ends_with(b"\n")),
        (None, Ok(_)) => Err("neither a tree nor a problem".to_owned()),
        (Some(_), Err(error)) => {
            let error = error.to_string();
            LOOSER
                .iter()
                .any(|(said, _)| error.contains(said))
                .then_some(())
                .ok_or_else(|| format!("read, but serde_yaml says: {error}"))
        }
        (None, Err(_)) => Err("no problem, though there is no tree".to_owned()),
    }
}

/// Why our reader reads what `serde_yaml` refuses: a part of its message, and the reason.
pub(crate) const LOOSER: &[(&str, &str)] = &[
    (
        "did not find expected ',' or '}'",
        "between braces a colon may stand on the line below its key",
    ),
    (
        "did not find expected node content",
        "`...` may stand before a document",
    ),
    (
        "found unexpected ':'",
        "in `{a:}` the colon ends a key, for libyaml only before a space",
    ),
    (
        "invalid type: integer",
        "a number of any length is kept as its text",
    ),
    (
        "while scanning for the next token",
        "libyaml refuses a tab behind `-`, YAML does not",
    ),
];

/// Tells where a tree differs from another.
///
/// Where a text that keeps its line breaks (`|+`) ends in spaces and the file with it, YAML 1.2 has a last line break
/// that libyaml has not.
fn tree(ours: &Node, theirs: &serde_yaml::Value, is_open: bool) -> Result<(), String> {
    use serde_yaml::Value as Theirs;
    match (&ours.value, theirs) {
        (Value::Scalar(scalar), theirs) if same(scalar, theirs) => Ok(()),
        (Value::Scalar(scalar), Theirs::String(theirs))
            if is_open && scalar.block && scalar.text == format!("{theirs}\n") =>
        {
            Ok(())
        }
        (Value::Sequence(ours), Theirs::Sequence(theirs)) if ours.len() == theirs.len() => ours
            .iter()
            .zip(theirs)
            .try_for_each(|(ours, theirs)| tree(ours, theirs, is_open)),
        (Value::Mapping(ours), Theirs::Mapping(theirs)) if ours.len() == theirs.len() => {
            ours.iter()
                .zip(theirs)
                .try_for_each(|(entry, (key, value))| {
                    // What a key was written with does not show in our tree: it is always text.
                    let written = [true, false].into_iter().any(|quoted| {
                        let text = entry.key.clone();
                        same(
                            &Scalar {
                                text,
                                quoted,
                                block: false,
                            },
                            key,
                        )
                    });
                    if !written {
                        return Err(format!("key {:?} is not {key:?}", entry.key));
                    }
                    tree(&entry.value, value, is_open)
                })
        }
        (ours, theirs) => Err(format!("{ours:?} is not {theirs:?}")),
    }
}

/// Tells whether a scalar is what `serde_yaml` makes of it.
fn same(ours: &Scalar, theirs: &serde_yaml::Value) -> bool {
    use serde_yaml::Value as Theirs;
    let text = ours.text.as_str();
    match theirs {
        Theirs::String(theirs) => text == theirs,
        Theirs::Null => ours.is_empty(),
        Theirs::Bool(theirs) => {
            !ours.quoted && text.eq_ignore_ascii_case(if *theirs { "true" } else { "false" })
        }
        Theirs::Number(theirs) => {
            !ours.quoted && number(text).is_some_and(|ours| equal(ours, theirs))
        }
        _ => false,
    }
}

fn equal(ours: f64, theirs: &serde_yaml::Number) -> bool {
    let theirs = theirs.as_f64().unwrap();
    // Both come from the same digits, by the same rounding.
    ours.to_bits() == theirs.to_bits() || ours.is_nan() && theirs.is_nan()
}

/// Reads a number as YAML has it.
#[allow(clippy::cast_precision_loss, reason = "both sides lose the same")]
fn number(text: &str) -> Option<f64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = digits.strip_prefix(prefix) {
            return u128::from_str_radix(digits, radix)
                .ok()
                .map(|number| sign * number as f64);
        }
    }
    match digits.to_lowercase().as_str() {
        ".inf" => Some(sign * f64::INFINITY),
        ".nan" => Some(f64::NAN),
        _ => digits.parse::<f64>().ok().map(|number| {
            if number == 0.0 && !digits.contains(['.', 'e', 'E']) {
                0.0
            } else {
                sign * number
            }
        }),
    }
}
