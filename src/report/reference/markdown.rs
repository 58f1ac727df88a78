//! Markdown that says what was meant: no text of a pack can become markup.

use crate::report::visible::visible;

/// A stretch of a line, with its markup.
///
/// INVARIANT: texts went through [`Inline::text`] or [`Inline::code`], so what looks like markup in them is none, and it
/// holds no line break and no bare `|`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Inline(String);

impl Inline {
    /// Takes a text as it is; white space counts as one space.
    pub(super) fn text(text: &str) -> Self {
        let text = visible(text);
        let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
        Self(escaped(&words.join(" ")))
    }

    /// Shows an id as it is typed. What a code span cannot hold in every place stands as text.
    pub(super) fn code(id: &str) -> Self {
        let plain = |character: char| character.is_ascii_graphic() && !"`|\\".contains(character);
        if id.is_empty() || !id.chars().all(plain) {
            return Self::text(id);
        }
        Self(format!("`{id}`"))
    }

    /// Makes it stand out; nothing where there is nothing.
    pub(super) fn strong(self) -> Self {
        if self.0.is_empty() {
            self
        } else {
            Self(format!("**{}**", self.0))
        }
    }

    /// Makes it a link to a page of the reference, and a place on it.
    pub(super) fn link(self, page: &str, anchor: &str) -> Self {
        let place = if anchor.is_empty() {
            String::new()
        } else {
            format!("#{}", self::anchor(anchor))
        };
        Self(format!("[{}]({page}{place})", self.0))
    }

    /// Adds another stretch.
    pub(super) fn then(mut self, other: &Self) -> Self {
        self.0.push_str(&other.0);
        self
    }

    /// Adds a text.
    pub(super) fn plain(self, text: &str) -> Self {
        // A text that begins within a line may begin with a space or with what only begins a line.
        let lead = if text.starts_with(' ') { " " } else { "" };
        let tail = if text.ends_with(' ') && text.len() > 1 {
            " "
        } else {
            ""
        };
        let inner = Self::text(text);
        self.then(&Self(format!("{lead}{}{tail}", inner.0)))
    }

    /// Puts stretches one after the other with a text between them.
    pub(super) fn joined(parts: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let parts: Vec<String> = parts.into_iter().map(|part| part.0).collect();
        Self(parts.join(between))
    }
}

/// Puts a backslash before everything that could be markup in some place of a line.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    for (at, character) in text.char_indices() {
        let rest = text.get(at + character.len_utf8()..).unwrap_or_default();
        let before = text.get(..at).unwrap_or_default();
        let is_markup = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '&' | '^' | '{'
            | '#' | '@' => true,
            // A list, a rule or the line below a heading.
            '-' | '+' | '=' => at == 0,
            '.' => (at > 0 && at == digits) || before.to_ascii_lowercase().ends_with("www"),
            ')' => at > 0 && at == digits,
            // An address would become a link.
            ':' => rest.starts_with('/'),
            _ => false,
        };
        if is_markup {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// Returns the name of a place on a page, made of letters, digits, `.`, `_` and `-` only.
pub(super) fn anchor(name: &str) -> String {
    let keep = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    name.chars()
        .map(|c| {
            if keep(c) {
                c.to_string()
            } else {
                format!("-{:x}", u32::from(c))
            }
        })
        .collect()
}

/// A page that is being written.
#[derive(Debug, Default)]
pub(super) struct Page {
    text: String,
}

impl Page {
    /// Begins a page with a remark that only its source shows.
    pub(super) fn new(remark: &str) -> Self {
        Self {
            text: format!("{remark}\n"),
        }
    }

    /// Begins a block below an empty line.
    fn block(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Adds a heading; 1 is that of the page.
    pub(super) fn heading(&mut self, level: usize, text: &Inline) {
        self.block();
        self.text
            .push_str(&format!("{} {}\n", "#".repeat(level), text.0));
    }

    /// Adds a heading that links can lead to.
    pub(super) fn place(&mut self, level: usize, name: &str, text: &Inline) {
        self.block();
        self.text
            .push_str(&format!("<a id=\"{}\"></a>\n", anchor(name)));
        self.heading(level, text);
    }

    /// Adds a paragraph; nothing where there is no text.
    pub(super) fn paragraph(&mut self, text: &Inline) {
        if !text.0.is_empty() {
            self.block();
            self.text.push_str(&text.0);
            self.text.push('\n');
        }
    }

    /// Adds an item of a list; `depth` 0 is the outermost.
    pub(super) fn item(&mut self, depth: usize, text: &Inline) {
        let is_first = !self
            .text
            .lines()
            .next_back()
            .is_some_and(|line| line.trim_start().starts_with("- "));
        if is_first {
            self.block();
        }
        self.text
            .push_str(&format!("{}- {}\n", "  ".repeat(depth), text.0));
    }

    /// Adds a table; nothing where it has no rows.
    pub(super) fn table(&mut self, header: &[Inline], rows: &[Vec<Inline>]) {
        if rows.is_empty() {
            return;
        }
        self.block();
        let line = |cells: &[Inline]| {
            let cells: Vec<&str> = cells.iter().map(|cell| cell.0.as_str()).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        self.text.push_str(&line(header));
        self.text
            .push_str(&format!("|{}\n", " --- |".repeat(header.len())));
        for row in rows {
            self.text.push_str(&line(row));
        }
    }

    /// Adds a text as it is, such as a profile; the fence is longer than any in it.
    pub(super) fn listing(&mut self, language: &str, text: &str) {
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.block();
        self.text.push_str(&format!("{fence}{language}\n"));
        for line in text.lines() {
            self.text.push_str(&visible(line));
            self.text.push('\n');
        }
        self.text.push_str(&format!("{fence}\n"));
    }

    /// Returns the page.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::{Inline, Page, anchor};

    /// Returns what a reader sees: every text, and a mark for every kind of markup.
    fn seen(markdown: &str) -> (String, Vec<String>) {
        let (mut text, mut markup) = (String::new(), Vec::new());
        // Attributes of headings, `{#id}`, are read by this parser alone, and no backslash keeps them out.
        let options =
            Options::all() - Options::ENABLE_SMART_PUNCTUATION - Options::ENABLE_HEADING_ATTRIBUTES;
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::Start(Tag::TableCell) | Event::End(TagEnd::TableCell) => text.push('¦'),
                Event::Start(tag) => markup.push(format!("{tag:?}")),
                Event::End(_) => {}
                other => markup.push(format!("{other:?}")),
            }
        }
        (text, markup)
    }

    fn expected(text: &str) -> String {
        let words: Vec<String> = crate::report::visible::visible(text)
            .split(' ')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        words.join(" ")
    }

    fn check(text: &str) {
        let words = expected(text);
        let mut page = Page::default();
        page.paragraph(&Inline::text(text));
        let (got, markup) = seen(&page.finish());
        assert_eq!(got, words, "paragraph of {text:?}");
        assert!(markup.len() <= 1, "{text:?} became {markup:?}");

        if words.is_empty() {
            return;
        }
        let mut page = Page::default();
        page.heading(2, &Inline::text(text));
        page.item(0, &Inline::text(text).link("page.md", "x"));
        page.item(1, &Inline::text(text).strong());
        page.table(&[Inline::text(text)], &[vec![Inline::text(text)]]);
        page.paragraph(&Inline::default().plain("a ").then(&Inline::text(text)));
        let (got, _) = seen(&page.finish());
        let marked = format!("{words}{words}{words}¦{words}¦¦{words}¦a {words}");
        assert_eq!(got, marked, "{text:?}");
    }

    #[test]
    fn no_text_becomes_markup() {
        for text in [
            "",
            "# kop",
            "1. eerst",
            "1) eerst",
            "- punt",
            "+ punt",
            "=== lijn",
            "--- lijn",
            "> citaat",
            "*nadruk* en **meer** en _minder_",
            "`code` en ``meer``",
            "[link](https://example.org) en ![beeld](x.png)",
            "<script>alert(1)</script> en <https://example.org>",
            "a | b",
            "&amp; &#35; &copy;",
            "~~weg~~ en ~~~",
            "$x$ en $$y$$",
            "een\ntwee\r\ndrie\n\n# vier",
            "[^1]: noot",
            "\\* en \\\\",
            "a\u{202e}b\u{1b}[31m",
            "[ ] taak",
            "kop\n===",
            "a ^b^ {.c} ::: d",
            ":::note",
            "term\n: uitleg",
            "喀什 «Ürümqi» – lhbti’s",
        ] {
            check(text);
        }
    }

    #[test]
    fn an_id_that_a_code_span_cannot_hold_stands_as_text() {
        assert_eq!(Inline::code("B.b.x"), Inline("`B.b.x`".to_owned()));
        for id in ["a`b", "a|b", "a b", "", "喀什"] {
            assert_eq!(Inline::code(id), Inline::text(id));
        }
        assert_eq!(anchor("F.no-seal"), "F.no-seal");
        assert_eq!(anchor("a b\"<"), "a-20b-22-3c");
    }

    #[test]
    fn a_listing_shows_its_text_whatever_fences_it_holds() {
        let text = "a: |\n  ```yaml\n  ````\n# b\n";
        let mut page = Page::default();
        page.listing("yaml", text);
        assert_eq!(seen(&page.finish()).0, text);
    }

    proptest! {
        #[test]
        fn no_text_of_any_kind_becomes_markup(text in "[ -~«é喀\\n]{0,24}") {
            check(&text);
        }
    }
}
