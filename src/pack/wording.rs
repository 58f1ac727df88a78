//! What no text of a pack may say, and how long its sentences may be: the model of `wording.yaml`.

use std::ops::Range;

use regex_lite::Regex;

use super::{Placeholder, parts};
use crate::text::{Lang, Text};

/// The rules for the texts of a pack.
#[derive(Debug, Clone, Default)]
pub struct Wording {
    /// What the rules are for.
    pub purposes: Vec<Purpose>,
    /// How many words a sentence may have, by language.
    pub sentences: Vec<SentenceLimit>,
    /// What no text may say.
    pub patterns: Vec<Pattern>,
}

/// What a rule for texts is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purpose {
    /// Id, such as `N3`.
    pub id: String,
    /// What it says.
    pub says: Text,
    /// Why no words can be named for it, where none are.
    pub not_by_words: Option<Text>,
}

/// How many words a sentence in one language may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SentenceLimit {
    /// The language.
    pub language: Lang,
    /// The most words; a placeholder counts as one.
    pub most_words: usize,
}

/// Words that no text may contain.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// Id.
    pub id: String,
    /// The language of the texts it is about.
    pub language: Lang,
    /// The purpose it serves.
    pub serves: String,
    /// The words, in lower case.
    pub refused: Regex,
    /// What may be said all the same: words that overlap one of these are not refused.
    pub allowed: Vec<Regex>,
    /// Where it may be said all the same.
    pub allowed_in: Vec<Selector>,
    /// Where alone it may not be said; everywhere, where there is none.
    pub only_in: Vec<Selector>,
    /// What to write instead.
    pub instead: Text,
}

/// A part of a pack: a file, or what stands in it under certain keys or ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    /// The file.
    pub file: String,
    /// Keys and ids around the text, all of them.
    pub within: Vec<String>,
}

impl Selector {
    /// Reads `facts.yaml`, or `facts.yaml plan.exists options`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut words = text.split_whitespace().map(str::to_owned);
        Self {
            file: words.next().unwrap_or_default(),
            within: words.collect(),
        }
    }

    /// Tells whether a text belongs to this part; `path` holds the keys and ids around it.
    #[must_use]
    pub fn holds(&self, file: &str, path: &[String]) -> bool {
        self.file == file && self.within.iter().all(|word| path.contains(word))
    }
}

impl Pattern {
    /// Tells whether a text at a place is to be searched.
    #[must_use]
    pub fn is_about(&self, file: &str, path: &[String]) -> bool {
        let within = |parts: &[Selector]| parts.iter().any(|part| part.holds(file, path));
        (self.only_in.is_empty() || within(&self.only_in)) && !within(&self.allowed_in)
    }

    /// Returns the first refused words in a text in lower case; `None` where there are none that are not allowed.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        let excuses: Vec<Range<usize>> = self
            .allowed
            .iter()
            .flat_map(|allowed| allowed.find_iter(text))
            .map(|found| found.range())
            .collect();
        self.refused
            .find_iter(text)
            .map(|found| found.range())
            .find(|found| !excuses.iter().any(|excuse| overlap(excuse, found)))
    }
}

fn overlap(left: &Range<usize>, right: &Range<usize>) -> bool {
    left.start < right.end && right.start < left.end
}

/// Brings a text into the form that patterns are written for: lower case, single spaces, and «…» for placeholders, whose
/// answers are texts of their own.
#[must_use]
pub fn plain(text: &str) -> String {
    let literal: String = parts(text)
        .into_iter()
        .map(|part| match part {
            Placeholder::Literal(text) => text,
            Placeholder::Name(_) => "…",
        })
        .collect();
    let words: Vec<&str> = literal.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
