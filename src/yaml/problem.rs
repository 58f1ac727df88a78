//! One thing wrong with a file: what, where, and what to do about it.

use super::Span;
use crate::text::{Text, bilingual};

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Severity {
    /// The file cannot be used as it is.
    #[default]
    Error,
    /// The file can be used; somebody should look at this.
    Warning,
}

/// The one right repair of a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Repair {
    /// This belongs in the place.
    Replace(String),
    /// The key belongs at the top of the document, under this name, with all that stands under it.
    MoveToTop(String),
}

/// One thing wrong with a file a user wrote.
///
/// Message, place and help are kept apart, so that every printer can lay them out as it likes. The message
/// begins in lower case and has no final period; the user's own words stand in backticks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// A stable slug, such as `unknown-fact`.
    pub code: &'static str,
    /// What is wrong.
    pub message: Text,
    /// Where; `None` for the file as a whole.
    pub span: Option<Span>,
    /// What the reader can do.
    pub help: Option<Text>,
    /// How bad it is.
    pub severity: Severity,
    /// Whether the line it stands in must not be shown: it holds something about a person.
    pub is_private: bool,
    /// What mends it, where that is certain.
    pub repair: Option<Repair>,
}

impl Problem {
    /// Makes a problem at a place.
    #[must_use]
    pub fn at(span: Span, code: &'static str, message: Text) -> Self {
        Self {
            span: Some(span),
            ..Self::whole(code, message)
        }
    }

    /// Makes a problem of the file as a whole.
    #[must_use]
    pub fn whole(code: &'static str, message: Text) -> Self {
        Self {
            code,
            message,
            span: None,
            help: None,
            severity: Severity::Error,
            is_private: false,
            repair: None,
        }
    }

    /// Adds what the reader can do.
    #[must_use]
    pub fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }

    /// Makes it a warning.
    #[must_use]
    pub fn warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// Adds what belongs in the place, if that is certain.
    #[must_use]
    pub fn repaired(mut self, repair: Option<&str>) -> Self {
        self.repair = repair.map(|text| Repair::Replace(text.to_owned()));
        self
    }

    /// Adds «did you mean» if there is a near word.
    #[must_use]
    pub fn did_you_mean(self, near: Option<&str>) -> Self {
        match near {
            Some(word) => self.help(bilingual!("bedoelde u `{word}`?", "did you mean `{word}`?")),
            None => self,
        }
    }

    /// Adds «did you mean» if there is a near word, and names a character that only looks like one of its letters.
    #[must_use]
    pub fn misspelt(self, word: &str, near: Option<&str>) -> Self {
        let odd = word.chars().find(|c| !c.is_ascii());
        match (near, odd) {
            (Some(meant), Some(odd)) if meant.is_ascii() => {
                let code = format!("U+{:04X}", u32::from(odd));
                self.help(bilingual!(
                    "bedoelde u `{meant}`? het teken `{odd}` ({code}) hoort daar niet in",
                    "did you mean `{meant}`? the character `{odd}` ({code}) does not belong in it"
                ))
            }
            _ => self.did_you_mean(near),
        }
    }
}

/// The most problems that are reported of one file.
const MOST: usize = 100;

/// Brings the errors of a file, or its warnings, into file order, each once; of very many, the first and how many more
/// there are.
#[must_use]
pub fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by_key(|problem| problem.span.map(|span| span.start));
    problems.dedup();
    if problems.len() > MOST {
        let more = problems.len() - MOST;
        let severity = problems.first().map(|problem| problem.severity);
        problems.truncate(MOST);
        problems.push(match severity {
            Some(Severity::Warning) => Problem::whole(
                "more-problems",
                bilingual!(
                    "en nog {more} andere waarschuwingen",
                    "and {more} more warnings"
                ),
            )
            .warning(),
            _ => Problem::whole(
                "more-problems",
                bilingual!("en nog {more} andere fouten", "and {more} more problems"),
            ),
        });
    }
    problems
}

/// Characters of a word that is compared with others: what is longer is no misspelling.
const LONGEST_WORD: usize = 80;

/// Returns the candidate nearest to a word, if one is near enough to be what was meant.
///
/// Near is an edit distance (transpositions count once) of at most 2, and at most a third of the word's length,
/// or a Jaro-Winkler similarity above 0.9. Ties go to the candidate that comes first.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.chars().nth(LONGEST_WORD).is_some() {
        return None;
    }
    let folded = word.to_lowercase();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let other = candidate.to_lowercase();
        let distance = strsim::osa_distance(&folded, &other);
        let limit = (folded.chars().count() / 3).clamp(1, 2);
        let near = distance <= limit || strsim::jaro_winkler(&folded, &other) > 0.9;
        if near && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Returns the candidate that a misspelt word can only mean: the one at the least edit distance, if no other is as
/// near. `_` and `-` count as the same, and so do capitals and small letters.
///
/// Stricter than [`nearest`]: what is put in the place of a word has to be certain, not only likely.
pub fn only_nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    if word.chars().nth(LONGEST_WORD).is_some() {
        return None;
    }
    let folded = |text: &str| text.to_lowercase().replace('-', "_");
    let word = folded(word);
    let limit = (word.chars().count() / 3).clamp(1, 2);
    let mut best: Option<(usize, &str)> = None;
    let mut is_only = true;
    for candidate in candidates {
        let distance = strsim::osa_distance(&word, &folded(candidate));
        match best {
            Some((least, known)) if distance == least => is_only &= known == candidate,
            Some((least, _)) if distance > least => {}
            _ => {
                best = Some((distance, candidate));
                is_only = true;
            }
        }
    }
    best.filter(|(distance, _)| is_only && *distance <= limit)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::{nearest, only_nearest};

    #[test]
    fn a_repair_is_the_only_word_as_near() {
        let ids = ["research_theme", "research_region", "none", "nine"];
        assert_eq!(only_nearest("Research-Theme", ids), Some("research_theme"));
        assert_eq!(
            only_nearest("reserach_region", ids),
            Some("research_region")
        );
        // As near to two, or not near enough.
        assert_eq!(only_nearest("nne", ids), None);
        assert_eq!(only_nearest("research", ids), None);
        assert_eq!(only_nearest("no", ids), None);
        assert_eq!(only_nearest("none", ["none", "none"]), Some("none"));
        assert_eq!(only_nearest("x", []), None);
        assert_eq!(only_nearest(&"n".repeat(81), ["n"]), None);
    }

    #[test]
    fn a_near_word_is_suggested_and_a_far_one_is_not() {
        let ids = ["research.theme", "research.region", "partner.country"];
        assert_eq!(nearest("research.them", ids), Some("research.theme"));
        assert_eq!(nearest("reserach.region", ids), Some("research.region"));
        assert_eq!(nearest("budget", ids), None);
        assert_eq!(nearest("ab", ["zz"]), None);
    }
}
