//! `{exchange}` and `{research.region}` in texts.

/// A piece of a text with placeholders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placeholder<'a> {
    /// Text as it stands.
    Literal(&'a str),
    /// The name between braces.
    Name(&'a str),
}

/// Splits a text at its placeholders; a brace without its partner is text.
#[must_use]
pub fn parts(text: &str) -> Vec<Placeholder<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else {
            break;
        };
        if !before.is_empty() {
            found.push(Placeholder::Literal(before));
        }
        found.push(Placeholder::Name(name));
        rest = behind;
    }
    if !rest.is_empty() {
        found.push(Placeholder::Literal(rest));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{
        Placeholder::{Literal, Name},
        parts,
    };

    #[test]
    fn a_text_is_split_at_its_placeholders() {
        assert_eq!(
            parts("Bij {exchange}: {a.b}"),
            [
                Literal("Bij "),
                Name("exchange"),
                Literal(": "),
                Name("a.b")
            ]
        );
        assert_eq!(parts("open { brace"), [Literal("open { brace")]);
        assert_eq!(parts(""), []);
    }
}
