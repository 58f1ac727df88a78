//! Deciding in the table: which form opens, what can be chosen in it, and what comes of it.

use super::form::{Choice, Form, Kind, Step};
use super::key::Key;
use super::rows::{Matter, Row, about, judged};
use super::state::{Mode, Page, Request, State};
use crate::report;
use crate::review::{Decision, Refusal, Standing, What, propose};
use crate::text::Lang;

impl State {
    /// Opens the form for a decision, or tells why it cannot be made.
    pub(super) fn decide(&mut self, letter: char) {
        let words = self.words();
        if let Some(closed) = self.desk.closed.clone() {
            return self.tell(&[closed]);
        }
        let role = self.role.clone();
        let anything = self.page == Page::Overview && letter == 'w';
        if anything {
            let choices = self.withdrawable(None);
            if choices.is_empty() {
                self.message = words.no_withdraw();
            } else {
                let form = Form::new(Kind::Withdraw, String::new(), String::new(), choices, &role);
                self.mode = Mode::Form(form);
            }
            return;
        }
        // Only the table and the page of one finding show which one is meant.
        let row = match self.page {
            Page::Table | Page::Detail => self.selected_row().cloned(),
            Page::Overview | Page::Help => None,
        };
        let Some(row) = row else {
            self.message = words.no_finding();
            return;
        };
        let (kind, choices) = match (letter, row.matter) {
            ('a', Matter::Contradiction) => {
                self.message = words.only_note();
                return;
            }
            ('a', Matter::Raised) => (Kind::Accept, Vec::new()),
            ('a', Matter::Open) => (Kind::AcceptUnknown, Vec::new()),
            ('p', _) => (Kind::Plan, self.actions(&row)),
            ('n', _) => (Kind::Note, Vec::new()),
            _ => (Kind::Withdraw, self.withdrawable(Some(&row))),
        };
        if choices.is_empty() && matches!(kind, Kind::Plan | Kind::Withdraw) {
            self.message = match kind {
                Kind::Plan => words.no_plan(),
                _ => words.no_withdraw(),
            };
            return;
        }
        let form = Form::new(kind, row.key, row.title, choices, &role);
        // What can never be decided is told before anybody fills a form: the form's own words are taken for right here.
        match self.possible(&form) {
            Ok(()) => self.mode = Mode::Form(form),
            Err(refusals) => self.tell(&refusals),
        }
    }

    /// Tells whether a decision of this kind could be made, whatever its words, day and role.
    fn possible(&self, form: &Form) -> Result<(), Vec<Refusal>> {
        let mut what = form.what();
        match &mut what {
            What::Accept { reason, until, .. } | What::AcceptUnknown { reason, until, .. } => {
                "-".clone_into(reason);
                until.clone_from(&self.desk.screening.as_of);
            }
            What::Plan { due, .. } => due.clone_from(&self.desk.screening.as_of),
            What::Note { text, .. } => "-".clone_into(text),
            What::Withdraw { reason, .. } => "-".clone_into(reason),
        }
        self.check(what, "-")
    }

    fn check(&self, what: What, role: &str) -> Result<(), Vec<Refusal>> {
        let desk = &self.desk;
        propose(
            what,
            role,
            &desk.entries,
            &desk.screening,
            &desk.screening.as_of,
            desk.critical,
        )
        .map(|_| ())
    }

    pub(super) fn fill(&mut self, key: &Key, mut form: Form) -> Option<Request> {
        match form.press(key) {
            Step::Cancel => None,
            Step::Stay => {
                self.mode = Mode::Form(form);
                None
            }
            Step::Submit => {
                let (what, role) = (form.what(), form.role());
                form.errors = self.check(what.clone(), &role).err().unwrap_or_default();
                let request = form
                    .errors
                    .is_empty()
                    .then_some(Request::Decide { what, role });
                // It stays until the caller tells that it is recorded.
                self.mode = Mode::Form(form);
                request
            }
        }
    }

    /// Returns the actions of a finding, to choose from.
    fn actions(&self, row: &Row) -> Vec<Choice> {
        let all = &self.desk.screening.actions;
        row.actions
            .iter()
            .map(|id| Choice {
                id: id.clone(),
                label: all
                    .iter()
                    .find(|action| action.id == *id)
                    .map_or_else(|| id.clone(), |action| action.title.to_string()),
            })
            .collect()
    }

    /// Returns the decisions on a finding, or all, that can be taken back, the latest first.
    fn withdrawable(&self, row: Option<&Row>) -> Vec<Choice> {
        let judged = judged(&self.desk);
        let some: Vec<&Decision> = match row {
            Some(row) => about(&judged, &row.key, &row.actions),
            None => judged.iter().collect(),
        };
        some.into_iter()
            .rev()
            .filter(|one| !matches!(one.standing, Standing::Withdrawn { .. }))
            .map(|one| Choice {
                id: one.number.to_string(),
                label: report::decision_line(self.desk.screening.lang, one),
            })
            .collect()
    }

    pub(super) fn tell(&mut self, refusals: &[Refusal]) {
        let lang = self.desk.screening.lang;
        let told: Vec<String> = refusals
            .iter()
            .map(|refusal| refusal_line(refusal, lang))
            .collect();
        self.message = told.join(" ");
    }
}

/// Returns what is wrong and what to do instead, as one line.
pub(super) fn refusal_line(refusal: &Refusal, lang: Lang) -> String {
    let (message, help) = (refusal.message.get(lang), refusal.help.get(lang));
    if help.is_empty() {
        format!("{message}.")
    } else {
        format!("{message}; {help}.")
    }
}
