//! The table as a state machine: keys go in, requests come out.

use super::desk::Desk;
use super::form::{Form, type_in};
use super::frame::Size;
use super::key::Key;
use super::line::Line;
use super::rows::{Matter, Row, about, judged, rows};
use super::view::{ByDecision, Order, View, next};
use super::words::Words;
use crate::pack::Priority;
use crate::report::{self, Layout};
use crate::review::{Decision, Refusal, What};

/// What the caller is asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// To end.
    Leave,
    /// To record a decision, and to tell the outcome with [`State::recorded`] or [`State::refused`].
    Decide {
        /// What is decided; the answers it is made on are not filled in.
        what: What,
        /// The function of who decides.
        role: String,
    },
}

/// What is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// The table.
    Table,
    /// All about the selected finding.
    Detail,
    /// All about the screening as a whole.
    Overview,
    /// What the keys do.
    Help,
}

/// What keys go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mode {
    /// The page.
    Browse,
    /// A search; kept to go back to is what was searched before.
    Search { line: Line, before: String },
    /// A form.
    Form(Form),
}

/// The table: what it is about, what of it is seen, and what is being typed.
#[derive(Debug, Clone)]
pub struct State {
    pub(super) desk: Desk,
    pub(super) rows: Vec<Row>,
    pub(super) view: View,
    /// The numbers of the rows that are listed.
    pub(super) listed: Vec<usize>,
    /// Which of the listed rows is selected.
    pub(super) selected: usize,
    /// Which of the listed rows is the first on the screen.
    pub(super) top: usize,
    pub(super) page: Page,
    /// The pages to go back to, each with the line it was scrolled to.
    below: Vec<(Page, usize)>,
    /// The first line of the page that is shown.
    pub(super) scrolled: usize,
    pub(super) mode: Mode,
    /// What is told in the row for messages, until the next key.
    pub(super) message: String,
    pub(super) size: Size,
    /// The function that was typed last.
    pub(super) role: String,
}

impl State {
    /// Makes a table for a terminal of so many columns and rows.
    #[must_use]
    pub fn new(desk: Desk, width: u16, height: u16) -> Self {
        let mut state = Self {
            rows: rows(&desk),
            desk,
            view: View::default(),
            listed: Vec::new(),
            selected: 0,
            top: 0,
            page: Page::Table,
            below: Vec::new(),
            scrolled: 0,
            mode: Mode::Browse,
            message: String::new(),
            size: Size { width, height },
            role: String::new(),
        };
        state.list(None);
        state
    }

    /// Takes the terminal's new size.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.size = Size { width, height };
        self.scroll();
    }

    /// Tells whether it was made or drawn for a terminal of this size last.
    pub(super) fn has_size(&self, width: u16, height: u16) -> bool {
        self.size == Size { width, height }
    }

    /// Takes a key, and returns what it asks the caller to do.
    pub fn press(&mut self, key: &Key) -> Option<Request> {
        self.message.clear();
        if *key == Key::Interrupt {
            return Some(Request::Leave);
        }
        // What cannot be seen cannot be decided.
        if !self.size.is_enough() {
            return (*key == Key::Char('q')).then_some(Request::Leave);
        }
        let request = match std::mem::replace(&mut self.mode, Mode::Browse) {
            Mode::Browse => self.browse(key),
            Mode::Search { line, before } => {
                self.search(key, line, before);
                None
            }
            Mode::Form(form) => self.fill(key, form),
        };
        self.scroll();
        request
    }

    /// Takes the screening and the decisions as they are after a decision was recorded.
    pub fn recorded(&mut self, desk: Desk) {
        let key = self.selected_row().map(|row| row.key.clone());
        let is_withdrawal = desk
            .entries
            .last()
            .is_some_and(|entry| entry.what.subject().is_none());
        if let Some(entry) = desk.entries.last() {
            self.role.clone_from(&entry.role);
        }
        self.rows = rows(&desk);
        self.desk = desk;
        self.mode = Mode::Browse;
        self.list(key.as_deref());
        let words = self.words();
        self.message = if is_withdrawal {
            words.recorded_withdrawal()
        } else {
            words.recorded()
        };
        self.scroll();
    }

    /// Takes why a decision was not recorded; the form stays as it is filled.
    pub fn refused(&mut self, refusals: Vec<Refusal>) {
        match &mut self.mode {
            Mode::Form(form) => form.errors = refusals,
            _ => self.tell(&refusals),
        }
    }

    pub(super) fn words(&self) -> Words {
        Words(self.desk.screening.lang)
    }

    /// Returns the selected row; none where nothing is listed.
    pub(super) fn selected_row(&self) -> Option<&Row> {
        let number = self.listed.get(self.selected)?;
        self.rows.get(*number)
    }

    /// Returns the lines of the page that is read; none for the table.
    pub(super) fn lines(&self, color: bool) -> Vec<String> {
        let layout = Layout {
            width: usize::from(self.size.width),
            color,
            ..Layout::default()
        };
        let screening = &self.desk.screening;
        let words = self.words();
        let judged = judged(&self.desk);
        let told = |some: Vec<&Decision>| -> Vec<String> {
            some.into_iter()
                .map(|one| report::decision_line(screening.lang, one))
                .collect()
        };
        let mut text = Vec::new();
        // Writing to memory does not fail.
        let _ = match self.page {
            Page::Table => Ok(()),
            Page::Detail => self.selected_row().map_or(Ok(()), |row| {
                let decided = told(about(&judged, &row.key, &row.actions));
                report::detail(screening, &row.key, &decided, &layout, &mut text)
            }),
            Page::Overview => {
                let decided = told(judged.iter().collect());
                report::situation(screening, &decided, &layout, &mut text)
            }
            Page::Help => {
                return super::draw::help(words, layout.width);
            }
        };
        let text = String::from_utf8_lossy(&text);
        text.lines().map(str::to_owned).collect()
    }

    fn browse(&mut self, key: &Key) -> Option<Request> {
        match key {
            Key::Char('q') | Key::Escape if self.page != Page::Table => self.back(),
            Key::Char('q') => return Some(Request::Leave),
            Key::Escape => {}
            Key::Char('?') => self.open(Page::Help),
            Key::Char('i') => self.open(Page::Overview),
            Key::Char(letter @ ('a' | 'p' | 'n' | 'w')) => self.decide(*letter),
            _ if self.page == Page::Table => self.in_table(key),
            _ => self.in_page(key),
        }
        None
    }

    fn open(&mut self, page: Page) {
        if self.page == page {
            return;
        }
        self.below.push((self.page, self.scrolled));
        self.page = page;
        self.scrolled = 0;
    }

    fn back(&mut self) {
        let (page, scrolled) = self.below.pop().unwrap_or((Page::Table, 0));
        self.page = page;
        self.scrolled = scrolled;
    }

    fn in_table(&mut self, key: &Key) {
        let rows = self.size.table_rows().max(1);
        match key {
            Key::Up | Key::Char('k') => self.selected = self.selected.saturating_sub(1),
            Key::Down | Key::Char('j') => self.selected += 1,
            Key::PageUp => self.selected = self.selected.saturating_sub(rows),
            Key::PageDown => self.selected += rows,
            Key::Home => self.selected = 0,
            Key::End => self.selected = usize::MAX,
            Key::Enter if self.selected_row().is_some() => self.open(Page::Detail),
            Key::Char('/') => {
                self.mode = Mode::Search {
                    line: Line::new(&self.view.search),
                    before: self.view.search.clone(),
                };
            }
            Key::Char(letter) => self.choose(*letter),
            _ => {}
        }
        // Beyond the end means at the end.
        self.selected = self.selected.min(self.listed.len().saturating_sub(1));
    }

    /// Changes what is listed, and keeps the selection on its finding where that is still listed.
    fn choose(&mut self, letter: char) {
        let key = self.selected_row().map(|row| row.key.clone());
        let view = &mut self.view;
        let topics: Vec<usize> = (0..self.desk.screening.pack.topics.len())
            .filter(|topic| self.rows.iter().any(|row| row.topic == Some(*topic)))
            .collect();
        match letter {
            's' => {
                let all = [Matter::Raised, Matter::Open, Matter::Contradiction];
                view.matter = next(view.matter, &all);
            }
            'u' => {
                let all = [
                    Priority::Critical,
                    Priority::High,
                    Priority::Medium,
                    Priority::Low,
                ];
                view.priority = next(view.priority, &all);
            }
            't' => view.topic = next(view.topic, &topics),
            'T' => {
                let backwards: Vec<usize> = topics.into_iter().rev().collect();
                view.topic = next(view.topic, &backwards);
            }
            'd' => {
                let all = [ByDecision::Not, ByDecision::Decided, ByDecision::Attention];
                view.decision = next(view.decision, &all);
            }
            'o' => {
                view.order = match view.order {
                    Order::Report => Order::Topic,
                    Order::Topic => Order::Key,
                    Order::Key => Order::Decision,
                    Order::Decision => Order::Report,
                };
            }
            'c' => *view = View::default(),
            _ => return,
        }
        self.list(key.as_deref());
    }

    fn in_page(&mut self, key: &Key) {
        let rows = self.size.page_rows().max(1);
        match key {
            Key::Up | Key::Char('k') => self.scrolled = self.scrolled.saturating_sub(1),
            Key::Down | Key::Char('j') => self.scrolled += 1,
            Key::PageUp => self.scrolled = self.scrolled.saturating_sub(rows),
            Key::PageDown | Key::Char(' ') => self.scrolled += rows,
            Key::Home => self.scrolled = 0,
            Key::End => self.scrolled = usize::MAX,
            Key::Enter => self.back(),
            Key::Left if self.page == Page::Detail && self.selected > 0 => {
                self.selected -= 1;
                self.scrolled = 0;
            }
            Key::Right if self.page == Page::Detail && self.selected + 1 < self.listed.len() => {
                self.selected += 1;
                self.scrolled = 0;
            }
            _ => {}
        }
    }

    fn search(&mut self, key: &Key, mut line: Line, before: String) {
        let selected = self.selected_row().map(|row| row.key.clone());
        match key {
            Key::Enter => return,
            Key::Escape => self.view.search = before,
            _ => {
                type_in(&mut line, key);
                self.view.search = line.text();
                self.mode = Mode::Search { line, before };
            }
        }
        self.list(selected.as_deref());
    }

    /// Lists the rows anew, with the selection on the row with a key where it is still listed.
    fn list(&mut self, key: Option<&str>) {
        self.listed = self.view.list(&self.rows);
        let at = key.and_then(|key| {
            let has_key = |number: &usize| self.rows.get(*number).is_some_and(|row| row.key == key);
            self.listed.iter().position(has_key)
        });
        let last = self.listed.len().saturating_sub(1);
        self.selected = at.unwrap_or_else(|| self.selected.min(last));
        // Another finding must not take its place while somebody reads.
        if key.is_some() && at.is_none() && self.page == Page::Detail {
            self.back();
        }
    }

    /// Brings what is selected onto the screen, and no page beyond its end.
    fn scroll(&mut self) {
        let rows = self.size.table_rows().max(1);
        self.top = self.top.min(self.selected);
        if self.selected >= self.top + rows {
            self.top = self.selected + 1 - rows;
        }
        // No empty rows below where there are rows above.
        self.top = self.top.min(self.listed.len().saturating_sub(rows));
        if self.page == Page::Table {
            self.scrolled = 0;
        } else if self.scrolled > 0 {
            let lines = self.lines(false).len();
            self.scrolled = self
                .scrolled
                .min(lines.saturating_sub(self.size.page_rows()));
        }
    }
}
