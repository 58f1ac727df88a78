//! The rank of a finding.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How soon a finding is to be read: the tool's own ranking, never the source's.
///
/// The order is that of reading: critical first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Priority {
    /// People may come to harm, or the ground for advising against is met or in doubt.
    Critical,
    /// The basis is missing.
    High,
    /// An ordinary recommendation is not followed.
    Medium,
    /// A softened recommendation is not followed.
    Low,
}
