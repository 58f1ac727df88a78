//! One thing wrong with a file: what, where, and what to do about it.

use super::Span;
use crate::text::{Text, bilingual};

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
}

impl Problem {
    /// Makes a problem at a place.
    #[must_use]
    pub fn at(span: Span, code: &'static str, message: Text) -> Self {
        Self {
            code,
            message,
            span: Some(span),
            help: None,
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
        }
    }

    /// Adds what the reader can do.
    #[must_use]
    pub fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
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

/// Brings the problems of a file into file order, each once; of very many, the first and how many more there are.
#[must_use]
pub fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by_key(|problem| problem.span.map(|span| span.start));
    problems.dedup();
    if problems.len() > MOST {
        let more = problems.len() - MOST;
        problems.truncate(MOST);
        problems.push(Problem::whole(
            "more-problems",
            bilingual!("en nog {more} andere fouten", "and {more} more problems"),
        ));
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

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_near_word_is_suggested_and_a_far_one_is_not() {
        let ids = ["research.theme", "research.region", "partner.country"];
        assert_eq!(nearest("research.them", ids), Some("research.theme"));
        assert_eq!(nearest("reserach.region", ids), Some("research.region"));
        assert_eq!(nearest("budget", ids), None);
        assert_eq!(nearest("ab", ["zz"]), None);
    }
}
