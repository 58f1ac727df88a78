//! The keys of a mapping, none of them twice.

use std::collections::BTreeMap;

use super::{Entry, Problem};
use crate::text::bilingual;

/// The keys of a mapping so far, each with the place where it stands.
pub(super) type Seen = BTreeMap<String, usize>;

/// Adds an entry to a mapping, or says why it cannot be one.
pub(super) fn enter(
    entry: Entry,
    entries: &mut Vec<Entry>,
    seen: &mut Seen,
    lines: &[usize],
) -> Option<Problem> {
    let (name, span) = (&entry.key, entry.key_span);
    if let Some(first) = seen.get(name) {
        let line = lines.partition_point(|start| start <= first);
        return Some(
            Problem::at(
                span,
                "duplicate-key",
                bilingual!(
                    "`{name}` staat hier voor de tweede keer",
                    "`{name}` stands here a second time"
                ),
            )
            .help(bilingual!(
                "de eerste staat in regel {line}; laat er één staan",
                "the first is in line {line}; keep one of them"
            )),
        );
    }
    if name == "<<" {
        return Some(
            Problem::at(
                span,
                "merge-key",
                bilingual!("`<<` kan hier niet", "`<<` is not used here"),
            )
            .help(bilingual!(
                "schrijf de antwoorden zelf op",
                "write the answers themselves"
            )),
        );
    }
    seen.insert(name.clone(), span.start);
    entries.push(entry);
    None
}
