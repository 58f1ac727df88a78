//! One line of text that is being typed.

/// Longer texts belong in a document, not in a field.
const LONGEST: usize = 1000;

/// A line with a cursor in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Line {
    /// What stands before the cursor.
    before: String,
    /// What stands behind the cursor.
    after: String,
}

impl Line {
    /// Makes a line with the cursor behind its text.
    pub(super) fn new(text: &str) -> Self {
        let mut line = Self::default();
        line.insert(text);
        line
    }

    /// Returns the whole text.
    pub(super) fn text(&self) -> String {
        format!("{}{}", self.before, self.after)
    }

    /// Returns what stands before the cursor.
    pub(super) fn before(&self) -> &str {
        &self.before
    }

    /// Returns what stands behind the cursor.
    pub(super) fn after(&self) -> &str {
        &self.after
    }

    /// Adds text at the cursor; a line break or tab in it becomes a space, other control characters are left out.
    pub(super) fn insert(&mut self, text: &str) {
        let mut room = LONGEST.saturating_sub(self.text().chars().count());
        for character in text.chars() {
            let character = match character {
                '\n' | '\r' | '\t' => ' ',
                other if other.is_control() => continue,
                other => other,
            };
            if room == 0 {
                return;
            }
            room -= 1;
            self.before.push(character);
        }
    }

    /// Removes the character before the cursor.
    pub(super) fn backspace(&mut self) {
        self.before.pop();
    }

    /// Removes the character behind the cursor.
    pub(super) fn delete(&mut self) {
        let mut rest = self.after.chars();
        rest.next();
        self.after = rest.as_str().to_owned();
    }

    /// Moves the cursor one character to the left.
    pub(super) fn left(&mut self) {
        if let Some(character) = self.before.pop() {
            self.after.insert(0, character);
        }
    }

    /// Moves the cursor one character to the right.
    pub(super) fn right(&mut self) {
        let mut rest = self.after.chars();
        if let Some(character) = rest.next() {
            self.before.push(character);
            self.after = rest.as_str().to_owned();
        }
    }

    /// Moves the cursor to the beginning.
    pub(super) fn home(&mut self) {
        self.after = self.text();
        self.before.clear();
    }

    /// Moves the cursor to the end.
    pub(super) fn end(&mut self) {
        self.before = self.text();
        self.after.clear();
    }
}
