//! The history of decisions as YAML, so that a dossier can move: the same entries give the same bytes.

use super::{Entry, Ground, What};
use crate::yaml::scalar;

/// The key at the top, and the version of the form.
pub(super) const TOP: &str = "partnerscreen_decisions";
/// The version of the form.
pub(super) const VERSION: &str = "1";

/// Writes entries, each with the file name of its profile: by profile, and of each in the order of their numbers.
#[must_use]
pub fn export(entries: &[(String, Entry)]) -> String {
    let mut sorted: Vec<&(String, Entry)> = entries.iter().collect();
    sorted
        .sort_by(|(one, first), (other, second)| (one, first.number).cmp(&(other, second.number)));
    let mut page = Page(format!("{TOP}: {VERSION}\n"));
    if sorted.is_empty() {
        page.line(0, "profiles: []");
        return page.0;
    }
    page.line(0, "profiles:");
    let mut current = None;
    for (profile, entry) in sorted {
        if current != Some(profile) {
            page.line(2, &format!("- profile: {}", scalar(profile)));
            page.line(4, "decisions:");
            current = Some(profile);
        }
        page.entry(entry);
    }
    page.0
}

struct Page(String);

impl Page {
    fn line(&mut self, indent: usize, text: &str) {
        self.0.extend(std::iter::repeat_n(' ', indent));
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn field(&mut self, key: &str, value: &str) {
        self.line(10, &format!("{key}: {}", scalar(value)));
    }

    fn entry(&mut self, entry: &Entry) {
        self.line(6, &format!("- number: {}", entry.number));
        self.line(8, &format!("day: {}", scalar(&entry.day)));
        self.line(8, &format!("role: {}", scalar(&entry.role)));
        match &entry.what {
            What::Accept {
                key,
                reason,
                until,
                ground,
            } => self.accepted("accept", (key, reason, until), ground),
            What::AcceptUnknown {
                key,
                reason,
                until,
                ground,
            } => self.accepted("accept-unknown", (key, reason, until), ground),
            What::Plan {
                action,
                due,
                ground,
            } => {
                self.line(8, "plan:");
                self.field("action", action);
                self.field("due", due);
                self.ground(ground);
            }
            What::Note { key, text, ground } => {
                self.line(8, "note:");
                self.field("key", key);
                self.field("text", text);
                self.ground(ground);
            }
            What::Withdraw { number, reason } => {
                self.line(8, "withdraw:");
                self.line(10, &format!("number: {number}"));
                self.field("reason", reason);
            }
        }
    }

    fn accepted(&mut self, kind: &str, (key, reason, until): (&str, &str, &str), ground: &Ground) {
        self.line(8, &format!("{kind}:"));
        self.field("key", key);
        self.field("reason", reason);
        self.field("until", until);
        self.ground(ground);
    }

    fn ground(&mut self, ground: &Ground) {
        if ground.is_empty() {
            self.line(10, "ground: []");
            return;
        }
        self.line(10, "ground:");
        for (fact, known) in ground {
            self.line(12, &format!("- fact: {}", scalar(fact)));
            self.line(14, &format!("state: {}", scalar(known.state.id())));
            if !known.answers.is_empty() {
                let answers: Vec<String> = known.answers.iter().map(|one| scalar(one)).collect();
                self.line(14, &format!("answers: [{}]", answers.join(", ")));
            }
        }
    }
}
