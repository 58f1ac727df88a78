//! The rows of the table: every contradiction and every finding, in the order of the report.

use super::decided::Decided;
use super::desk::Desk;
use super::words::Words;
use crate::facts::fold;
use crate::pack::Priority;
use crate::review::{Decision, judge};
use crate::screening::model::Status;

/// What kind of row it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Matter {
    /// A finding that is raised.
    Raised,
    /// A finding that is open.
    Open,
    /// Answers that contradict each other.
    Contradiction,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// The finding's or contradiction's key.
    pub(super) key: String,
    /// What it is about, in a line.
    pub(super) title: String,
    /// What kind of row it is.
    pub(super) matter: Matter,
    /// How soon to read it.
    pub(super) priority: Priority,
    /// The place of its topic in the pack; contradictions have none.
    pub(super) topic: Option<usize>,
    /// Its actions.
    pub(super) actions: Vec<String>,
    /// What was decided on it.
    pub(super) decided: Decided,
    /// What a search looks in, folded.
    searched: String,
}

impl Row {
    /// Tells whether a folded text occurs in title, text or key.
    pub(super) fn has(&self, folded: &str) -> bool {
        self.searched.contains(folded)
    }
}

/// Returns the decisions about the finding or contradiction with a key: on itself and on its actions.
pub(super) fn about<'a>(
    judged: &'a [Decision],
    key: &str,
    actions: &[String],
) -> Vec<&'a Decision> {
    let is_about = |one: &&Decision| one.is_about(key, actions);
    judged.iter().filter(is_about).collect()
}

/// Returns every decision, judged on the day of the screening.
pub(super) fn judged(desk: &Desk) -> Vec<Decision> {
    judge(
        &desk.entries,
        &desk.screening,
        &desk.screening.as_of,
        desk.critical,
    )
}

/// Returns the rows.
pub(super) fn rows(desk: &Desk) -> Vec<Row> {
    let screening = &desk.screening;
    let words = Words(screening.lang);
    let judged = judged(desk);
    let decided = |key: &str, actions: &[String]| Decided::of(words, &about(&judged, key, actions));
    let topic = |id: &str| {
        let topics = &screening.pack.topics;
        topics.iter().position(|topic| topic.id == id)
    };
    let clashes = screening.contradictions.iter().map(|clash| Row {
        key: clash.key.clone(),
        title: clash.text.clone(),
        matter: Matter::Contradiction,
        priority: clash.priority,
        topic: None,
        actions: clash.actions.clone(),
        decided: decided(&clash.key, &clash.actions),
        searched: fold(&format!("{} {}", clash.text, clash.key)),
    });
    let findings = screening.findings.iter().map(|found| Row {
        key: found.key.clone(),
        title: found.title.clone(),
        matter: match found.status {
            Status::Raised => Matter::Raised,
            _ => Matter::Open,
        },
        priority: found.priority,
        topic: topic(&found.topic),
        actions: found.actions.clone(),
        decided: decided(&found.key, &found.actions),
        searched: fold(&format!("{} {} {}", found.title, found.text, found.key)),
    });
    clashes.chain(findings).collect()
}
