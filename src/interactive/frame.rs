//! How a screen is divided, for what draws it and for what moves in it.

/// The least that anything can be shown in.
const LEAST: (u16, u16) = (20, 6);

/// Columns and rows of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    /// Columns.
    pub(super) width: u16,
    /// Rows.
    pub(super) height: u16,
}

impl Size {
    /// Tells whether there is room for anything.
    pub(super) fn is_enough(self) -> bool {
        self.width >= LEAST.0 && self.height >= LEAST.1
    }

    /// Rows above the table: name, outcome and choice; the outcome goes first where there is little room.
    pub(super) fn header(self) -> u16 {
        if self.height >= 10 { 3 } else { 2 }
    }

    /// Whether there is room for the names of the columns.
    pub(super) fn has_column_names(self) -> bool {
        self.height >= 12
    }

    /// Rows for the keys.
    pub(super) fn bar(self) -> u16 {
        if self.height >= 12 { 2 } else { 1 }
    }

    /// Where the row for messages stands.
    pub(super) fn message(self) -> u16 {
        self.height.saturating_sub(self.bar() + 1)
    }

    /// Where the first row of the table stands.
    pub(super) fn table_top(self) -> u16 {
        self.header() + u16::from(self.has_column_names())
    }

    /// Rows of the table that fit.
    pub(super) fn table_rows(self) -> usize {
        usize::from(self.message().saturating_sub(self.table_top()))
    }

    /// Lines of a page that fit.
    pub(super) fn page_rows(self) -> usize {
        usize::from(self.message())
    }
}
