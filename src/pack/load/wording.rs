//! `wording.yaml`: every pattern has to compile and to be shown at work by its examples.

use std::collections::BTreeSet;

use regex_lite::Regex;

use super::{Loader, WORDING, item_span, value_span};
use crate::pack::entries::Entry;
use crate::pack::form::{PatternForm, PurposeForm, SentenceForm};
use crate::pack::wording::{Pattern, Purpose, Selector, SentenceLimit, Wording, plain};
use crate::text::bilingual;
use crate::yaml::{Node, Problem, Span, nearest};

/// The lists of the file.
const KEYS: [&str; 3] = ["purposes", "sentences", "patterns"];

impl Loader<'_> {
    /// Reads `wording.yaml`; a pack may do without.
    pub(super) fn wording(&mut self) -> Wording {
        let mut wording = Wording::default();
        if !self.input.files.contains_key(WORDING) {
            return wording;
        }
        let purposes = self.list::<PurposeForm>(WORDING, "purposes", &KEYS);
        let served: BTreeSet<String> = purposes.iter().map(|entry| entry.form.id.clone()).collect();
        for entry in self.list::<SentenceForm>(WORDING, "sentences", &KEYS) {
            wording.sentences.push(SentenceLimit {
                language: entry.form.language,
                most_words: entry.form.most_words,
            });
        }
        let before = self.problems_of(WORDING);
        let patterns = self.list::<PatternForm>(WORDING, "patterns", &KEYS);
        // Of a pattern that cannot be read nobody knows what it serves.
        let all_read = self.problems_of(WORDING) == before;
        let used: BTreeSet<String> = patterns
            .iter()
            .map(|entry| entry.form.serves.clone())
            .collect();
        for entry in patterns {
            let known: BTreeSet<&str> = wording
                .patterns
                .iter()
                .map(|pattern| pattern.id.as_str())
                .collect();
            let taken = known.contains(entry.form.id.as_str());
            self.check_id(WORDING, &entry.node, &entry.form.id, taken);
            wording.patterns.extend(self.pattern(&entry, &served));
        }
        for entry in purposes {
            self.check_purpose(&entry, all_read.then_some(&used));
            wording.purposes.push(Purpose {
                id: entry.form.id,
                says: entry.form.says,
                not_by_words: entry.form.not_by_words,
            });
        }
        wording
    }

    fn problems_of(&self, file: &str) -> usize {
        let file = self.files.get(file);
        file.map_or(0, |file| file.document.problems.len())
    }

    /// Refuses a purpose that nothing serves and that does not say why, or the other way round, where it is
    /// known what is served.
    fn check_purpose(&mut self, entry: &Entry<PurposeForm>, used: Option<&BTreeSet<String>>) {
        let Entry { form, node } = entry;
        let id = &form.id;
        self.check_text(WORDING, value_span(node, "says"), &form.says, &[]);
        if let Some(reason) = &form.not_by_words {
            self.check_text(WORDING, value_span(node, "not_by_words"), reason, &[]);
        }
        let Some(used) = used else { return };
        let message = match (used.contains(id), &form.not_by_words) {
            (false, None) => bilingual!(
                "voor `{id}` is geen patroon, en er staat niet waarom",
                "`{id}` has no pattern, and it does not say why"
            ),
            (true, Some(_)) => bilingual!(
                "voor `{id}` zijn er patronen: `not_by_words` klopt niet",
                "`{id}` has patterns: `not_by_words` is not so"
            ),
            _ => return,
        };
        self.refuse(
            WORDING,
            Problem::at(value_span(node, "id"), "purpose", message),
        );
    }

    fn pattern(
        &mut self,
        entry: &Entry<PatternForm>,
        served: &BTreeSet<String>,
    ) -> Option<Pattern> {
        let Entry { form, node } = entry;
        self.check_text(WORDING, value_span(node, "instead"), &form.instead, &[]);
        if !served.contains(&form.serves) {
            let id = &form.serves;
            let problem = Problem::at(
                value_span(node, "serves"),
                "unknown-purpose",
                bilingual!("er is geen doel `{id}`", "there is no purpose `{id}`"),
            )
            .did_you_mean(nearest(id, served.iter().map(String::as_str)));
            self.refuse(WORDING, problem);
        }
        let refused = self.regex(value_span(node, "pattern"), &form.pattern);
        let allowed: Vec<Option<Regex>> = form
            .allowed
            .iter()
            .enumerate()
            .map(|(number, text)| self.regex(item_span(node, "allowed", number), text))
            .collect();
        let pattern = Pattern {
            id: form.id.clone(),
            language: form.language,
            serves: form.serves.clone(),
            refused: refused?,
            allowed: allowed.into_iter().collect::<Option<_>>()?,
            allowed_in: self.selectors(node, "allowed_in", &form.allowed_in),
            only_in: self.selectors(node, "only_in", &form.only_in),
            instead: form.instead.clone(),
        };
        self.check_examples(form, node, &pattern);
        Some(pattern)
    }

    fn regex(&mut self, span: Span, text: &str) -> Option<Regex> {
        match Regex::new(text) {
            Ok(regex) if regex.find("").is_none() => Some(regex),
            Ok(_) => {
                self.refuse(
                    WORDING,
                    Problem::at(
                        span,
                        "pattern",
                        bilingual!(
                            "dit patroon past op elke tekst",
                            "this pattern matches every text"
                        ),
                    ),
                );
                None
            }
            Err(error) => {
                self.refuse(
                    WORDING,
                    Problem::at(
                        span,
                        "pattern",
                        bilingual!(
                            "dit is geen reguliere expressie: {error}",
                            "this is no regular expression: {error}"
                        ),
                    ),
                );
                None
            }
        }
    }

    fn selectors(&mut self, node: &Node, key: &str, texts: &[String]) -> Vec<Selector> {
        let mut found = Vec::new();
        for (number, text) in texts.iter().enumerate() {
            let selector = Selector::new(text);
            if !self.input.files.contains_key(&selector.file) {
                let file = &selector.file;
                let names = self.input.files.keys().map(String::as_str);
                let problem = Problem::at(
                    item_span(node, key, number),
                    "unknown-file",
                    bilingual!(
                        "het bestand `{file}` is niet in het regelpakket",
                        "the file `{file}` is not in the rule pack"
                    ),
                )
                .did_you_mean(nearest(file, names));
                self.refuse(WORDING, problem);
            }
            found.push(selector);
        }
        found
    }

    /// Refuses a pattern that its examples do not show at work.
    fn check_examples(&mut self, form: &PatternForm, node: &Node, pattern: &Pattern) {
        for (key, examples) in [("refuses", &form.refuses), ("allows", &form.allows)] {
            if examples.is_empty() {
                self.refuse(
                    WORDING,
                    Problem::at(
                        value_span(node, key),
                        "no-example",
                        bilingual!(
                            "`{key}` heeft minstens één voorbeeld nodig",
                            "`{key}` needs at least one example"
                        ),
                    ),
                );
            }
            for (number, example) in examples.iter().enumerate() {
                let is_refused = pattern.find(&plain(example)).is_some();
                if is_refused == (key == "refuses") {
                    continue;
                }
                let message = if is_refused {
                    bilingual!(
                        "dit voorbeeld hoort goed te zijn, maar wordt geweigerd",
                        "this example is to be allowed, but is refused"
                    )
                } else {
                    bilingual!(
                        "dit voorbeeld hoort geweigerd te worden, maar het patroon past er niet op",
                        "this example is to be refused, but the pattern does not match it"
                    )
                };
                let span = item_span(node, key, number);
                self.refuse(WORDING, Problem::at(span, "example", message));
            }
        }
        for (number, allowed) in pattern.allowed.iter().enumerate() {
            let is_shown = form.allows.iter().any(|example| {
                let text = plain(example);
                let alone = Pattern {
                    allowed: vec![allowed.clone()],
                    ..pattern.clone()
                };
                pattern.refused.is_match(&text) && alone.find(&text).is_none()
            });
            if !is_shown {
                self.refuse(
                    WORDING,
                    Problem::at(
                        item_span(node, "allowed", number),
                        "no-example",
                        bilingual!(
                            "geen voorbeeld onder `allows` laat deze uitzondering zien",
                            "no example under `allows` shows this exception"
                        ),
                    ),
                );
            }
        }
    }
}
