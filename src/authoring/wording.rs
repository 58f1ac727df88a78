//! Holds every text of a pack against its `wording.yaml`: words that no text may contain, and sentences that are too
//! long.
//!
//! Texts are found by their form, wherever a file of the pack has `nl` and `en`, so that no kind of text can be
//! forgotten.

use std::ops::Range;

use crate::pack::{FileProblems, PackFiles, Pattern, SentenceLimit, Wording, plain};
use crate::text::{Lang, bilingual};
use crate::yaml::{Document, Limits, Node, Problem, Scalar, Source, Span, read};

/// Returns what is wrong with the texts of a pack, by file.
#[must_use]
pub fn lint(files: &PackFiles, wording: &Wording) -> Vec<FileProblems> {
    let texts = files.files.iter().filter(|(name, _)| holds_texts(name));
    texts
        .filter_map(|(name, bytes)| {
            let shown = format!("{}/{name}", files.name);
            let Document { source, root, .. } = read(&shown, bytes, Limits::PACK);
            let mut linting = Linting {
                wording,
                file: name,
                source: &source,
                path: Vec::new(),
                problems: Vec::new(),
            };
            linting.node(&root?);
            let problems = linting.problems;
            (!problems.is_empty()).then_some(FileProblems { source, problems })
        })
        .collect()
}

/// Tells whether a file of a pack holds texts that readers see.
fn holds_texts(name: &str) -> bool {
    let is_rules = name.starts_with("rules/");
    name.ends_with(".yaml") && (is_rules || !name.contains('/')) && name != "wording.yaml"
}

struct Linting<'a> {
    wording: &'a Wording,
    file: &'a str,
    source: &'a Source,
    /// Keys and ids around what is looked at.
    path: Vec<String>,
    problems: Vec<Problem>,
}

impl Linting<'_> {
    fn node(&mut self, node: &Node) {
        if let Some(items) = node.as_sequence() {
            for item in items {
                self.node(item);
            }
        }
        let depth = self.path.len();
        let id = node.get("id").and_then(|entry| entry.value.as_scalar());
        self.path.extend(id.map(|id| id.text.clone()));
        for entry in node.as_mapping().unwrap_or_default() {
            let language = match entry.key.as_str() {
                "nl" => Some(Lang::Nl),
                "en" => Some(Lang::En),
                _ => None,
            };
            if let (Some(language), Some(scalar)) = (language, entry.value.as_scalar()) {
                self.text(language, scalar, entry.value.span);
            } else {
                self.path.push(entry.key.clone());
                self.node(&entry.value);
                self.path.pop();
            }
        }
        self.path.truncate(depth);
    }

    fn text(&mut self, language: Lang, scalar: &Scalar, span: Span) {
        let text = plain(&scalar.text);
        for pattern in &self.wording.patterns {
            if pattern.language == language
                && pattern.is_about(self.file, &self.path)
                && let Some(found) = pattern.find(&text)
            {
                let span = self.within(span, text.get(found.clone()).unwrap_or_default());
                self.problems.push(refused(pattern, &text, found, span));
            }
        }
        let limits = self.wording.sentences.iter();
        for limit in limits.filter(|limit| limit.language == language) {
            for sentence in sentences(&scalar.text) {
                let count = words(sentence);
                if count > limit.most_words {
                    let span = self.within(span, sentence);
                    self.problems.push(too_long(*limit, count, span));
                }
            }
        }
    }

    /// Returns where a piece of a text stands; the whole text where it cannot be told.
    fn within(&self, span: Span, piece: &str) -> Span {
        let raw = self.source.text.get(span.start..span.end);
        let raw = raw.unwrap_or_default();
        let lower = raw.to_lowercase();
        // Lower case of another length would shift every place behind it.
        let at = (lower.len() == raw.len())
            .then(|| lower.find(&piece.to_lowercase()))
            .flatten();
        at.map_or(span, |at| Span {
            start: span.start + at,
            end: span.start + at + piece.len(),
        })
    }
}

fn refused(pattern: &Pattern, text: &str, found: Range<usize>, span: Span) -> Problem {
    let found = text.get(found).unwrap_or_default();
    let (id, serves) = (&pattern.id, &pattern.serves);
    Problem::at(
        span,
        "wording",
        bilingual!(
            "`{found}` hoort niet in een tekst van dit pakket ({id}, {serves})",
            "`{found}` does not belong in a text of this pack ({id}, {serves})"
        ),
    )
    .help(pattern.instead.clone())
}

fn too_long(limit: SentenceLimit, count: usize, span: Span) -> Problem {
    let most = limit.most_words;
    Problem::at(
        span,
        "sentence",
        bilingual!(
            "deze zin heeft {count} woorden, hoogstens {most} mag",
            "this sentence has {count} words, at most {most} are allowed"
        ),
    )
    .help(bilingual!(
        "maak er twee zinnen van",
        "make it two sentences"
    ))
}

/// Returns the sentences of a text: each ends at a full stop, a question mark, an exclamation mark or a semicolon before
/// white space, with the quotes and brackets that close behind it.
fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut ends = false;
    for (at, c) in text.char_indices() {
        if ends && c.is_whitespace() {
            found.extend(text.get(start..at));
            start = at;
        }
        ends = match c {
            '.' | '!' | '?' | ';' => true,
            '"' | '\'' | '»' | '”' | '’' | ')' => ends,
            _ => false,
        };
    }
    found.extend(text.get(start..));
    found
        .into_iter()
        .map(str::trim)
        .filter(|sentence| !sentence.is_empty())
        .collect()
}

/// Returns how many words a sentence has; signs by themselves are none.
fn words(sentence: &str) -> usize {
    sentence
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

#[cfg(test)]
mod tests {
    use super::{sentences, words};

    #[test]
    fn a_sentence_ends_at_its_sign_before_white_space() {
        assert_eq!(
            sentences("Vraag het. «Is het zo?» Ja (soms). Het college van B&W, art. 28.5 en {a.b}"),
            [
                "Vraag het.",
                "«Is het zo?»",
                "Ja (soms).",
                "Het college van B&W, art.",
                "28.5 en {a.b}"
            ]
        );
        assert_eq!(sentences("Het een; het ander"), ["Het een;", "het ander"]);
        assert_eq!(sentences(" \n"), [""; 0]);
        assert_eq!(sentences("Eén regel.\nNog een"), ["Eén regel.", "Nog een"]);
    }

    #[test]
    fn signs_by_themselves_are_no_words() {
        assert_eq!(
            words("Stille én publieke diplomatie – {plan.exists} « »"),
            5
        );
    }
}
