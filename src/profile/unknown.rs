//! Keys that no question has: what was meant, and whether that is certain.

use super::answer::renamed_problem;
use super::read::{FORMAT, NAME, Reading};
use crate::facts::Spot;
use crate::text::bilingual;
use crate::yaml::{Entry, Problem, Repair, nearest, only_nearest};

impl Reading<'_> {
    pub(super) fn unknown(&mut self, path: &str, entry: &Entry) {
        let facts = self.facts;
        let ids: Vec<&str> = facts
            .iter()
            .filter(|(_, fact)| fact.spot == Spot::Top)
            .map(|(_, fact)| fact.id.as_str())
            .collect();
        let groups = ids.iter().filter_map(|id| id.split('.').next());
        let candidates: Vec<&str> = if path.contains('.') {
            ids.clone()
        } else {
            groups.chain([NAME, FORMAT]).collect()
        };
        // The right key in the wrong group is meant as well.
        let last = path.rsplit('.').next();
        let elsewhere = ids.iter().copied().find(|id| id.rsplit('.').next() == last);
        let near = nearest(path, candidates.iter().copied()).or(elsewhere);
        let problem = Problem::at(
            entry.key_span,
            "unknown-fact",
            bilingual!("er is geen vraag `{path}`", "unknown fact `{path}`"),
        );
        if near.is_none() {
            self.refuse(problem.help(bilingual!(
                "elk antwoord hoort bij een vraag van de vragenlijst; een opmerking kan achter `#`",
                "every answer belongs to a question of the questionnaire; a remark can go behind `#`"
            )));
            return;
        }
        // A key of another group may be what was meant; then no spelling is certain.
        let certain = only_nearest(path, candidates.iter().copied())
            .filter(|_| elsewhere.is_none())
            .and_then(|meant| new_key(path, &entry.key, meant));
        self.refuse(problem.misspelt(path, near).repaired(certain));
    }

    /// Says that a question has another name now.
    pub(super) fn renamed(&mut self, path: &str, entry: &Entry, id: &str) {
        let mut problem = renamed_problem("renamed-fact", (path, id), entry.key_span);
        problem.repair = Some(match new_key(path, &entry.key, id) {
            Some(key) => Repair::Replace(key.to_owned()),
            None => Repair::MoveToTop(id.to_owned()),
        });
        self.answers.warnings.push(problem);
    }
}

/// Returns the key that gives a path in the same group another name; `None` where it belongs to another group.
fn new_key<'a>(path: &str, key: &str, meant: &'a str) -> Option<&'a str> {
    let group = path.strip_suffix(key)?;
    meant.strip_prefix(group)
}
