//! Keys, apart from how a terminal sends them.

/// A key that was pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// A character.
    Char(char),
    /// Text that was pasted; line breaks in it send nothing off.
    Paste(String),
    /// The enter key.
    Enter,
    /// The escape key.
    Escape,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// To the next field.
    Tab,
    /// To the previous field.
    BackTab,
    /// Removes the character before the cursor.
    Backspace,
    /// Removes the character behind the cursor.
    Delete,
    /// Ctrl-C, which a terminal in raw mode sends as a key.
    Interrupt,
}
