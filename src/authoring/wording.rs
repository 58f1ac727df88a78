//! What no text of a pack may say, and how plainly it must say the rest.
//!
//! The patterns are data of the pack (`wording.yaml`): each serves a rule about what must never be claimed, and shows
//! by an example that it finds what it is for. Texts are looked at where they stand, so that every message has a place.

use std::collections::BTreeSet;

use regex_lite::{Regex, RegexBuilder};
use serde::Deserialize;

use crate::pack::{FileProblems, PackFiles};
use crate::text::{Lang, Text, bilingual};
use crate::yaml::{Document, Limits, Node, Problem, Span, read};

/// The file of a pack that says how its texts are worded; a pack may go without.
const WORDING: &str = "wording.yaml";

/// What `wording.yaml` holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordingForm {
    /// Words of a sentence at most.
    sentence_words: SentenceWords,
    never: Vec<PatternForm>,
    plain: Vec<PlainForm>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct SentenceWords {
    nl: usize,
    en: usize,
}

/// What no sentence may say.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PatternForm {
    id: String,
    /// What it keeps the texts from: an item of the list of claims that must never be made.
    serves: String,
    lang: Lang,
    pattern: String,
    /// Sentences that may hold it all the same.
    #[serde(default)]
    unless: Vec<String>,
    /// Sentences that it must refuse.
    fails: Vec<String>,
    /// Sentences near it that it must let pass.
    passes: Vec<String>,
    #[serde(deserialize_with = "crate::pack::read_text")]
    instead: Text,
}

/// A word of officials, and what to write instead.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlainForm {
    lang: Lang,
    avoid: String,
    write: String,
}

/// What is looked for in one language.
struct Pattern {
    lang: Lang,
    sought: Regex,
    unless: Vec<Regex>,
    message: Text,
    help: Text,
}

impl Pattern {
    /// Returns where a sentence says what it must not.
    fn find(&self, sentence: &str) -> Option<Span> {
        let found = self.sought.find(sentence)?;
        let allowed = self.unless.iter().any(|unless| unless.is_match(sentence));
        (!allowed).then(|| Span {
            start: found.start(),
            end: found.end(),
        })
    }
}

/// Looks at every text of a pack, in both languages, and returns what is worded wrongly, by file.
///
/// A pack without `wording.yaml` has no such rules. What is wrong with that file itself is returned too.
#[must_use]
pub fn wording(files: &PackFiles) -> Vec<FileProblems> {
    let Some(bytes) = files.files.get(WORDING) else {
        return Vec::new();
    };
    let name = format!("{}/{WORDING}", files.name);
    let document = read(&name, bytes, Limits::PACK);
    let (patterns, words, problems) = patterns(&document);
    if !problems.is_empty() {
        return vec![FileProblems {
            source: document.source,
            problems,
        }];
    }
    let mut found = Vec::new();
    for (path, bytes) in &files.files {
        let is_text = path.ends_with(".yaml") && path != WORDING && !path.starts_with("tests/");
        if !is_text {
            continue;
        }
        let document = read(&format!("{}/{path}", files.name), bytes, Limits::PACK);
        let mut problems = Vec::new();
        if let Some(root) = &document.root {
            walk(root, &patterns, words, &mut problems);
        }
        if !problems.is_empty() {
            problems.sort_by_key(|problem| problem.span.map(|span| span.start));
            found.push(FileProblems {
                source: document.source,
                problems,
            });
        }
    }
    found
}

/// Compiles the patterns and tries each on its own examples.
fn patterns(document: &Document) -> (Vec<Pattern>, SentenceWords, Vec<Problem>) {
    let mut problems = document.problems.clone();
    let none = SentenceWords { nl: 0, en: 0 };
    let form: WordingForm = match serde_yaml::from_str(&document.source.text) {
        Ok(form) => form,
        Err(error) => {
            problems.push(Problem::whole("form", Text::same(error.to_string())));
            return (Vec::new(), none, problems);
        }
    };
    let mut compiled = Vec::new();
    let mut ids = BTreeSet::new();
    for (number, pattern) in form.never.iter().enumerate() {
        let span = span_of(document, "never", number);
        if !ids.insert(pattern.id.clone()) {
            let id = &pattern.id;
            problems.push(Problem::at(
                span,
                "duplicate-id",
                bilingual!("`{id}` bestaat al", "`{id}` exists already"),
            ));
        }
        match compile(pattern) {
            Ok(found) => {
                problems.extend(examples(pattern, &found, span));
                compiled.push(found);
            }
            Err(error) => problems.push(Problem::at(span, "pattern", Text::same(error))),
        }
    }
    for (number, word) in form.plain.iter().enumerate() {
        match plain(word) {
            Ok(found) => compiled.push(found),
            Err(error) => problems.push(Problem::at(
                span_of(document, "plain", number),
                "pattern",
                Text::same(error),
            )),
        }
    }
    (compiled, form.sentence_words, problems)
}

fn span_of(document: &Document, key: &str, number: usize) -> Span {
    let list = document.root.as_ref().and_then(|root| root.get(key));
    let item = list.and_then(|entry| entry.value.as_sequence()?.get(number));
    item.map(|item| item.span).unwrap_or_default()
}

fn regex(pattern: &str) -> Result<Regex, String> {
    RegexBuilder::new(pattern)
        .case_insensitive(true)
        .build()
        .map_err(|error| error.to_string())
}

fn compile(form: &PatternForm) -> Result<Pattern, String> {
    let (id, serves) = (&form.id, &form.serves);
    Ok(Pattern {
        lang: form.lang,
        sought: regex(&form.pattern)?,
        unless: form
            .unless
            .iter()
            .map(|unless| regex(unless))
            .collect::<Result<_, _>>()?,
        message: bilingual!(
            "dit zegt wat het regelpakket nooit mag zeggen ({id}, {serves})",
            "this says what the pack must never say ({id}, {serves})"
        ),
        help: form.instead.clone(),
    })
}

fn plain(form: &PlainForm) -> Result<Pattern, String> {
    let (avoid, write) = (&form.avoid, &form.write);
    Ok(Pattern {
        lang: form.lang,
        sought: regex(&format!(r"(^|[^\w]){avoid}($|[^\w])"))?,
        unless: Vec::new(),
        message: bilingual!("«{avoid}» is ambtelijk", "«{avoid}» is officialese"),
        help: bilingual!("schrijf «{write}»", "write «{write}»"),
    })
}

/// Tries a pattern on its examples: one that finds nothing keeps nothing out, one that finds all is in the way.
fn examples(form: &PatternForm, pattern: &Pattern, span: Span) -> Vec<Problem> {
    let id = &form.id;
    let mut problems = Vec::new();
    if form.fails.is_empty() || form.passes.is_empty() {
        problems.push(Problem::at(
            span,
            "no-example",
            bilingual!(
                "`{id}` heeft een voorbeeld nodig dat faalt, en een dat mag",
                "`{id}` needs an example that fails, and one that passes"
            ),
        ));
    }
    for example in &form.fails {
        if sentences(example).all(|(_, sentence)| pattern.find(sentence).is_none()) {
            problems.push(Problem::at(
                span,
                "example-passes",
                bilingual!(
                    "`{id}` laat dit door: «{example}»",
                    "`{id}` lets this pass: «{example}»"
                ),
            ));
        }
    }
    for example in &form.passes {
        if sentences(example).any(|(_, sentence)| pattern.find(sentence).is_some()) {
            problems.push(Problem::at(
                span,
                "example-fails",
                bilingual!(
                    "`{id}` houdt dit tegen: «{example}»",
                    "`{id}` refuses this: «{example}»"
                ),
            ));
        }
    }
    problems
}

/// Looks at every value under `nl` and `en`, however deep.
fn walk(node: &Node, patterns: &[Pattern], words: SentenceWords, problems: &mut Vec<Problem>) {
    for item in node.as_sequence().unwrap_or_default() {
        walk(item, patterns, words, problems);
    }
    for entry in node.as_mapping().unwrap_or_default() {
        let lang = match entry.key.as_str() {
            "nl" => Some((Lang::Nl, words.nl)),
            "en" => Some((Lang::En, words.en)),
            _ => None,
        };
        match (lang, entry.value.as_scalar()) {
            (Some((lang, most)), Some(scalar)) => {
                look(
                    &scalar.text,
                    entry.value.span,
                    lang,
                    most,
                    patterns,
                    problems,
                );
            }
            _ => walk(&entry.value, patterns, words, problems),
        }
    }
}

fn look(
    text: &str,
    span: Span,
    lang: Lang,
    most: usize,
    patterns: &[Pattern],
    problems: &mut Vec<Problem>,
) {
    for (_, sentence) in sentences(text) {
        for pattern in patterns.iter().filter(|pattern| pattern.lang == lang) {
            if pattern.find(sentence).is_some() {
                problems.push(Problem {
                    code: "wording",
                    message: pattern.message.clone(),
                    span: Some(span),
                    help: Some(pattern.help.clone()),
                });
            }
        }
        let count = sentence.split_whitespace().count();
        if count > most {
            problems.push(
                Problem::at(
                    span,
                    "long-sentence",
                    bilingual!(
                        "deze zin heeft {count} woorden; hoogstens {most}",
                        "this sentence has {count} words; at most {most}"
                    ),
                )
                .help(bilingual!(
                    "maak er twee zinnen van",
                    "make two sentences of it"
                )),
            );
        }
    }
}

/// Returns the sentences of a text with where each begins: a sentence ends at `.`, `?`, `!` or `;` before white space.
fn sentences(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    let mut previous = ' ';
    let mut ends = Vec::new();
    for (at, c) in text.char_indices() {
        if c.is_whitespace() && matches!(previous, '.' | '?' | '!' | ';') {
            ends.push((start, at));
            start = at;
        }
        previous = c;
    }
    ends.push((start, text.len()));
    ends.into_iter()
        .filter_map(move |(start, end)| Some((start, text.get(start..end)?.trim())))
        .filter(|(_, sentence)| !sentence.is_empty())
}

#[cfg(test)]
mod tests;
