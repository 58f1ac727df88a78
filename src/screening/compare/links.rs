//! What has another id in the other pack, by `replaces`.

use std::collections::{BTreeMap, BTreeSet};

/// Ids that name the same thing then and now; an id that stands in neither map means itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Links {
    /// From the earlier id to the later one.
    pub(super) forward: BTreeMap<String, String>,
    /// From the later id to the earlier one.
    pub(super) backward: BTreeMap<String, String>,
}

/// An id with those it says that it replaces.
pub(super) type Replaces<'a> = (&'a str, &'a [String]);

impl Links {
    /// Links each earlier id that is gone to the one later id that is new and shares a name with it, in whichever
    /// direction the packs are compared.
    ///
    /// Where several could be meant (a rule that was split, rules that were merged) nothing is linked: whatever was
    /// chosen could be wrong.
    pub(super) fn new<'a>(
        before: &BTreeSet<&'a str>,
        after: &BTreeSet<&'a str>,
        replaces: impl Iterator<Item = Replaces<'a>>,
    ) -> Self {
        let names = Names::new(replaces);
        let mut claims: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let renamed = |id: &&&str| names.group.contains_key(**id);
        for old in before.difference(after).filter(renamed) {
            let mut heirs = after
                .difference(before)
                .filter(|new| names.same(old, new))
                .copied();
            if let (Some(heir), None) = (heirs.next(), heirs.next()) {
                claims.entry(heir).or_default().push(old);
            }
        }
        let mut links = Self::default();
        for (new, olds) in claims {
            if let [old] = olds.as_slice() {
                links.forward.insert((*old).to_owned(), new.to_owned());
                links.backward.insert(new.to_owned(), (*old).to_owned());
            }
        }
        links
    }

    /// Returns the later id of an earlier one.
    pub(super) fn now<'a>(&'a self, id: &'a str) -> &'a str {
        self.forward.get(id).map_or(id, String::as_str)
    }

    /// Returns the earlier id of a later one.
    pub(super) fn then<'a>(&'a self, id: &'a str) -> &'a str {
        self.backward.get(id).map_or(id, String::as_str)
    }

    /// Returns the later form of `id` or `id@record`.
    pub(super) fn key_now(&self, key: &str) -> String {
        match key.split_once('@') {
            Some((id, record)) => format!("{}@{record}", self.now(id)),
            None => self.now(key).to_owned(),
        }
    }
}

/// Which ids name the same thing, over all versions that the packs know of.
struct Names<'a> {
    /// The number of the group of each id.
    group: BTreeMap<&'a str, usize>,
}

impl<'a> Names<'a> {
    fn new(replaces: impl Iterator<Item = Replaces<'a>>) -> Self {
        let mut group: BTreeMap<&str, usize> = BTreeMap::new();
        let mut next = 0;
        for (id, old) in replaces {
            for old in old {
                let mut number_of = |id: &'a str| {
                    *group.entry(id).or_insert_with(|| {
                        next += 1;
                        next
                    })
                };
                let (keep, merge) = (number_of(id), number_of(old));
                for number in group.values_mut().filter(|number| **number == merge) {
                    *number = keep;
                }
            }
        }
        Self { group }
    }

    fn same(&self, one: &str, other: &str) -> bool {
        match (self.group.get(one), self.group.get(other)) {
            (Some(one), Some(other)) => one == other,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Links;

    fn links(before: &[&str], after: &[&str], replaces: &[(&str, &[&str])]) -> Vec<String> {
        let replaces: Vec<(&str, Vec<String>)> = replaces
            .iter()
            .map(|(id, old)| (*id, old.iter().map(ToString::to_string).collect()))
            .collect();
        let links = Links::new(
            &before.iter().copied().collect(),
            &after.iter().copied().collect(),
            replaces.iter().map(|(id, old)| (*id, old.as_slice())),
        );
        assert_eq!(links.forward.len(), links.backward.len());
        links
            .forward
            .iter()
            .map(|(old, new)| format!("{old} → {new}"))
            .collect()
    }

    #[test]
    fn a_renamed_id_is_linked_in_both_directions_and_over_several_versions() {
        assert_eq!(links(&["a", "x"], &["b", "x"], &[("b", &["a"])]), ["a → b"]);
        assert_eq!(links(&["b", "x"], &["a", "x"], &[("b", &["a"])]), ["b → a"]);
        assert_eq!(
            links(&["a"], &["c"], &[("c", &["b"]), ("b", &["a"])]),
            ["a → c"]
        );
        assert_eq!(links(&["a"], &["c"], &[("c", &["b", "a"])]), ["a → c"]);
    }

    #[test]
    fn what_still_exists_was_split_or_was_merged_is_not_linked() {
        assert!(links(&["a"], &["a", "b"], &[("b", &["a"])]).is_empty());
        assert!(links(&["a"], &["b", "c"], &[("b", &["a"]), ("c", &["a"])]).is_empty());
        assert!(links(&["a", "b"], &["c"], &[("c", &["a", "b"])]).is_empty());
        assert!(links(&["a"], &["b"], &[]).is_empty());
    }
}
