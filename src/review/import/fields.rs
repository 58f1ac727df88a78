//! Fields of a mapping, with everything that is wrong with them.

use crate::review::day;
use crate::text::bilingual;
use crate::yaml::{Node, Problem, nearest};

/// What was found wrong so far.
pub(super) struct Reading {
    pub(super) problems: Vec<Problem>,
}

impl Reading {
    pub(super) fn refuse(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Checks that a node is a mapping with no other keys than those known, and with all that are needed.
    pub(super) fn keys(&mut self, node: &Node, known: &[&str], needed: &[&str]) -> bool {
        let Some(entries) = node.as_mapping() else {
            let listed = needed.join("`, `");
            self.refuse(Problem::at(
                node.span,
                "not-a-mapping",
                bilingual!(
                    "hier horen sleutels: `{listed}`",
                    "keys belong here: `{listed}`"
                ),
            ));
            return false;
        };
        for entry in entries {
            let key = &entry.key;
            if !known.contains(&key.as_str()) {
                let near = nearest(key, known.iter().copied());
                let problem = Problem::at(
                    entry.key_span,
                    "unknown-key",
                    bilingual!("de sleutel `{key}` bestaat niet", "there is no key `{key}`"),
                );
                self.refuse(problem.did_you_mean(near));
            }
        }
        for key in needed {
            if node.get(key).is_none() {
                self.refuse(Problem::at(
                    node.span,
                    "missing-key",
                    bilingual!("hier ontbreekt `{key}`", "`{key}` is missing here"),
                ));
            }
        }
        true
    }

    /// Returns the items of a list; what is missing was told with the keys.
    pub(super) fn list<'a>(&mut self, node: &'a Node, key: &str) -> &'a [Node] {
        let Some(entry) = node.get(key) else {
            return &[];
        };
        entry.value.as_sequence().unwrap_or_else(|| {
            self.refuse(Problem::at(
                entry.key_span,
                "not-a-list",
                bilingual!("`{key}` is geen lijst", "`{key}` is not a list"),
            ));
            &[]
        })
    }

    /// Returns a text that says something.
    pub(super) fn text(&mut self, node: &Node, key: &str) -> Option<String> {
        let entry = node.get(key)?;
        let scalar = entry.value.as_scalar();
        let text = scalar.filter(|scalar| !scalar.is_empty() && !scalar.text.trim().is_empty());
        if text.is_none() {
            self.refuse(Problem::at(
                entry.key_span,
                "not-a-text",
                bilingual!("bij `{key}` hoort een tekst", "`{key}` needs a text"),
            ));
        }
        text.map(|scalar| scalar.text.clone())
    }

    /// Returns the texts of a list; none where there is none.
    pub(super) fn texts(&mut self, node: &Node, key: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for item in self.list(node, key) {
            match item.as_scalar() {
                Some(scalar) => texts.push(scalar.text.clone()),
                None => self.refuse(Problem::at(
                    item.span,
                    "not-a-text",
                    bilingual!("hier hoort een tekst", "a text belongs here"),
                )),
            }
        }
        texts
    }

    /// Returns a day.
    pub(super) fn date(&mut self, node: &Node, key: &str) -> Option<String> {
        let text = self.text(node, key)?;
        if day(&text).is_some() {
            return Some(text);
        }
        let span = node.get(key).map_or(node.span, |entry| entry.value.span);
        self.refuse(
            Problem::at(
                span,
                "bad-date",
                bilingual!("`{text}` is geen datum", "`{text}` is not a date"),
            )
            .help(bilingual!(
                "schrijf jaar-maand-dag, zoals 2026-05-01",
                "write year-month-day, such as 2026-05-01"
            )),
        );
        None
    }

    /// Returns the number of a decision.
    pub(super) fn number(&mut self, node: &Node, key: &str) -> Option<u64> {
        let text = self.text(node, key)?;
        // Only what is written as such: `+1` or `01` would come out otherwise than it came in.
        let number = text
            .parse::<u64>()
            .ok()
            .filter(|number| *number > 0 && i64::try_from(*number).is_ok_and(|it| it < i64::MAX))
            .filter(|number| number.to_string() == text);
        if number.is_none() {
            let span = node.get(key).map_or(node.span, |entry| entry.value.span);
            self.refuse(Problem::at(
                span,
                "bad-number",
                bilingual!(
                    "`{text}` is geen nummer van een besluit",
                    "`{text}` is no number of a decision"
                ),
            ));
        }
        number
    }
}
