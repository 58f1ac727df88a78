//! Files of a pack → [`Pack`], or every problem of every file.

mod conditions;
mod facts;
mod guards;
mod head;
mod kinds;
mod replaces;
mod rules;
mod wording;

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::entries::PackFile;
use super::{ActionIndex, GuidanceIndex, LevelIndex, Pack, Priority, Wording};
use crate::condition::{NamedCondition, Scope};
use crate::facts::{FactIndex, ListIndex};
use crate::text::{Text, bilingual};
use crate::yaml::{Node, Problem, Source, Span, in_order, nearest};

/// The files of a pack: their bytes by their path inside the pack, with `/` between folders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackFiles {
    /// What to call the pack's folder in messages.
    pub name: String,
    /// The files.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl PackFiles {
    /// Returns the files that results come from; tests, notes and the rules for texts do not count.
    pub fn counted(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let files = self.files.iter().filter(|(name, _)| counts(name));
        files.map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// Returns the SHA-256 over names and bytes of the files that count, in hexadecimal.
    #[must_use]
    pub fn hash(&self) -> String {
        let mut hasher = Sha256::new();
        for (name, bytes) in self.counted() {
            hasher.update((name.len() as u64).to_le_bytes());
            hasher.update(name.as_bytes());
            hasher.update((bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        }
        hasher
            .finalize()
            .iter()
            .fold(String::new(), |mut text, byte| {
                use std::fmt::Write as _;
                let _ = write!(text, "{byte:02x}");
                text
            })
    }
}

/// What is wrong with one file.
#[derive(Debug, Clone)]
pub struct FileProblems {
    /// The file.
    pub source: Source,
    /// Its problems, in file order.
    pub problems: Vec<Problem>,
}

/// A pack that cannot be loaded.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the rule pack has {} problems", .0.iter().map(|file| file.problems.len()).sum::<usize>())]
pub struct PackError(
    /// The files with problems, by path.
    pub Vec<FileProblems>,
);

/// The file names every pack has.
pub(super) const HEAD: &str = "pack.yaml";
pub(super) const FACTS: &str = "facts.yaml";
pub(super) const CONDITIONS: &str = "conditions.yaml";
pub(super) const GUIDANCE: &str = "guidance.yaml";
pub(super) const ACTIONS: &str = "actions.yaml";
pub(super) const WORDING: &str = "wording.yaml";
pub(super) const PLACES: &str = "places.csv";
pub(super) const PLACES_OUTSIDE: &str = "places-outside.csv";

/// Loads a pack.
///
/// # Errors
/// [`PackError`] with every problem of every file. Tests of the pack (`tests/`) are not read here.
pub fn load(files: &PackFiles) -> Result<Pack, PackError> {
    let mut loader = Loader::new(files);
    loader.guidance();
    let head = loader.head();
    loader.places();
    loader.facts();
    loader.conditions();
    loader.actions();
    loader.rules();
    if let Some(head) = head {
        loader.finish(&head);
    }
    loader.wording();
    loader.done()
}

/// Loads the rules for the texts of a pack; a pack without `wording.yaml` has none.
///
/// # Errors
/// [`PackError`] with every problem of that file.
pub fn wording(files: &PackFiles) -> Result<Wording, PackError> {
    let mut loader = Loader::new(files);
    let wording = loader.wording();
    loader.done().map(|_| wording)
}

/// What is loaded so far, and what is known of ids.
struct Loader<'a> {
    input: &'a PackFiles,
    files: BTreeMap<String, PackFile>,
    pack: Pack,
    priorities: Vec<super::form::PriorityForm>,
    guarded: BTreeSet<FactIndex>,
    named: BTreeMap<String, NamedCondition>,
    guidance_ids: BTreeMap<String, GuidanceIndex>,
    action_ids: BTreeMap<String, ActionIndex>,
    /// Rules that grounds rest on.
    ground_rules: BTreeSet<String>,
}

impl<'a> Loader<'a> {
    fn new(input: &'a PackFiles) -> Self {
        let mut loader = Self {
            input,
            files: BTreeMap::new(),
            pack: Pack::default(),
            priorities: Vec::new(),
            guarded: BTreeSet::new(),
            named: BTreeMap::new(),
            guidance_ids: BTreeMap::new(),
            action_ids: BTreeMap::new(),
            ground_rules: BTreeSet::new(),
        };
        loader.pack.hash = input.hash();
        loader
    }

    /// Opens a file of the pack; one that is missing is reported once.
    fn open(&mut self, name: &str) {
        if self.files.contains_key(name) {
            return;
        }
        let shown = format!("{}/{name}", self.input.name);
        let file = match self.input.files.get(name) {
            Some(bytes) if name.ends_with(".csv") => {
                PackFile::text(&shown, &String::from_utf8_lossy(bytes))
            }
            Some(bytes) => PackFile::read(&shown, bytes),
            None => {
                let mut file = PackFile::text(&shown, "");
                file.refuse(Problem::whole(
                    "missing-file",
                    bilingual!(
                        "het bestand `{name}` ontbreekt in het regelpakket",
                        "the file `{name}` is missing from the rule pack"
                    ),
                ));
                file
            }
        };
        self.files.insert(name.to_owned(), file);
    }

    fn refuse(&mut self, file: &str, problem: Problem) {
        self.open(file);
        if let Some(file) = self.files.get_mut(file) {
            file.refuse(problem);
        }
    }

    fn list<T: serde::de::DeserializeOwned>(
        &mut self,
        file: &str,
        key: &str,
        keys: &[&str],
    ) -> Vec<super::entries::Entry<T>> {
        self.open(file);
        self.files
            .get_mut(file)
            .map(|file| file.list(key, keys))
            .unwrap_or_default()
    }

    fn scope(&self, each: Option<ListIndex>, unbound: bool) -> Scope<'_> {
        Scope {
            facts: &self.pack.facts,
            guarded: &self.guarded,
            named: &self.named,
            each,
            unbound,
        }
    }

    /// Resolves guidance ids that stand in a list under a key.
    fn guidance_refs(
        &mut self,
        file: &str,
        node: &Node,
        key: &str,
        ids: &[String],
    ) -> Vec<GuidanceIndex> {
        let mut found = Vec::new();
        for (number, id) in ids.iter().enumerate() {
            if let Some(index) = self.guidance_ids.get(id) {
                found.push(*index);
            } else {
                let span = item_span(node, key, number);
                let near = nearest(id, self.guidance_ids.keys().map(String::as_str));
                let problem = Problem::at(
                    span,
                    "unknown-guidance",
                    bilingual!("er is geen richtlijn `{id}`", "there is no guidance `{id}`"),
                )
                .did_you_mean(near);
                self.refuse(file, problem);
            }
        }
        found
    }

    /// Returns the most pressing priority of the guidance cited; `None` where none of it has one.
    fn priority_of(&self, cites: &[GuidanceIndex]) -> Option<Priority> {
        cites
            .iter()
            .filter_map(|index| self.pack.guidance(*index))
            .filter_map(|item| {
                self.priorities
                    .iter()
                    .find(|row| {
                        row.kind.contains(&item.kind)
                            && (row.strength.is_none() || row.strength == item.strength)
                    })
                    .map(|row| row.priority)
            })
            .min()
    }

    fn level(&mut self, file: &str, node: &Node, key: &str, id: &str) -> LevelIndex {
        let found = self.pack.levels.iter().position(|level| level.id == id);
        if let Some(number) = found.and_then(|number| u16::try_from(number).ok()) {
            return LevelIndex(number);
        }
        let near = nearest(id, self.pack.levels.iter().map(|level| level.id.as_str()));
        let problem = Problem::at(
            value_span(node, key),
            "unknown-level",
            bilingual!(
                "er is geen niveau `{id}`",
                "there is no advice level `{id}`"
            ),
        )
        .did_you_mean(near);
        self.refuse(file, problem);
        LevelIndex(0)
    }

    fn action(&mut self, file: &str, span: Span, id: &str) -> ActionIndex {
        if let Some(index) = self.action_ids.get(id) {
            return *index;
        }
        let near = nearest(id, self.action_ids.keys().map(String::as_str));
        let problem = Problem::at(
            span,
            "unknown-action",
            bilingual!("er is geen actie `{id}`", "there is no action `{id}`"),
        )
        .did_you_mean(near);
        self.refuse(file, problem);
        ActionIndex(0)
    }

    fn check_id(&mut self, file: &str, node: &Node, id: &str, taken: bool) {
        let span = value_span(node, "id");
        if taken {
            self.refuse(
                file,
                Problem::at(
                    span,
                    "duplicate-id",
                    bilingual!("`{id}` bestaat al", "`{id}` exists already"),
                ),
            );
        }
        if !is_slug(id) {
            self.refuse(
                file,
                Problem::at(
                    span,
                    "bad-id",
                    bilingual!("`{id}` kan geen id zijn", "`{id}` cannot be an id"),
                )
                .help(bilingual!(
                    "gebruik kleine letters, cijfers en `-`",
                    "use lower-case letters, digits and `-`"
                )),
            );
        }
    }

    fn done(self) -> Result<Pack, PackError> {
        let problems: Vec<_> = self
            .files
            .into_values()
            .filter(|file| !file.document.problems.is_empty())
            .map(|file| FileProblems {
                source: file.document.source,
                problems: in_order(file.document.problems),
            })
            .collect();
        if problems.is_empty() {
            Ok(self.pack)
        } else {
            Err(PackError(problems))
        }
    }
}

/// Tells whether a text is an id: `[a-z0-9][a-z0-9-]*`.
pub(super) fn is_slug(id: &str) -> bool {
    !id.is_empty()
        && !id.starts_with('-')
        && id
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// Returns the place of the value under a key, or of the whole node.
fn value_span(node: &Node, key: &str) -> Span {
    node.get(key).map_or(node.span, |entry| entry.value.span)
}

/// Returns the place of an item of the list under a key.
fn item_span(node: &Node, key: &str, number: usize) -> Span {
    node.get(key)
        .and_then(|entry| entry.value.as_sequence()?.get(number))
        .map_or_else(|| value_span(node, key), |item| item.span)
}

/// Returns the names between braces of a text, sorted.
fn placeholders(text: &str) -> BTreeSet<&str> {
    super::parts(text)
        .into_iter()
        .filter_map(|part| match part {
            super::Placeholder::Name(name) => Some(name),
            super::Placeholder::Literal(_) => None,
        })
        .collect()
}

impl Loader<'_> {
    /// Checks a text: both languages filled, the same placeholders, and only those that are allowed.
    fn check_text(&mut self, file: &str, span: Span, text: &Text, allowed: &[&str]) {
        let (nl, en) = (placeholders(&text.nl), placeholders(&text.en));
        if text.nl.trim().is_empty() || text.en.trim().is_empty() {
            self.refuse(
                file,
                Problem::at(
                    span,
                    "empty-text",
                    bilingual!("een taal is leeg", "one language is empty"),
                ),
            );
        }
        if nl != en {
            self.refuse(
                file,
                Problem::at(
                    span,
                    "placeholders-differ",
                    bilingual!(
                        "de talen hebben niet dezelfde invulplekken",
                        "the languages do not have the same placeholders"
                    ),
                ),
            );
        }
        for name in nl.into_iter().filter(|name| !allowed.contains(name)) {
            self.refuse(
                file,
                Problem::at(
                    span,
                    "bad-placeholder",
                    bilingual!(
                        "`{{{name}}}` is hier niet zeker beantwoord",
                        "`{{{name}}}` is not certainly answered here"
                    ),
                )
                .help(bilingual!(
                    "gebruik alleen feiten die vaststaan zodra de tekst verschijnt",
                    "use only facts that are settled wherever the text appears"
                )),
            );
        }
    }
}

fn counts(name: &str) -> bool {
    [
        HEAD,
        FACTS,
        CONDITIONS,
        GUIDANCE,
        ACTIONS,
        PLACES,
        PLACES_OUTSIDE,
    ]
    .contains(&name)
        || name.starts_with("rules/")
}
