//! How much a file may hold, and how much it holds.

use super::{Node, Value};

/// How much a file may hold before it is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size in bytes.
    pub bytes: usize,
    /// Lists and mappings inside one another.
    pub depth: usize,
    /// Keys and values, those that aliases repeat included.
    pub values: usize,
}

impl Limits {
    /// What a profile may hold.
    pub const PROFILE: Self = Self {
        bytes: 256 * 1024,
        depth: 64,
        values: 20_000,
    };
    /// What one file of a rule pack may hold.
    pub const PACK: Self = Self {
        bytes: 8 * 1024 * 1024,
        depth: 64,
        values: 1_000_000,
    };
}

/// How much a node holds, with all that aliases repeat.
#[derive(Clone, Copy, Default)]
pub(super) struct Size {
    /// Keys and values.
    pub(super) values: usize,
    /// Bytes of text.
    pub(super) bytes: usize,
}

impl Size {
    pub(super) fn of(node: &Node) -> Self {
        let mut size = Self::default();
        size.add(node);
        size
    }

    fn add(&mut self, node: &Node) {
        self.values += 1;
        match &node.value {
            Value::Scalar(scalar) => self.bytes += scalar.text.len(),
            Value::Sequence(items) => items.iter().for_each(|item| self.add(item)),
            Value::Mapping(entries) => {
                for entry in entries {
                    self.values += 1;
                    self.bytes += entry.key.len();
                    self.add(&entry.value);
                }
            }
        }
    }
}
