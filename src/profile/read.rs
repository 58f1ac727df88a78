//! Tree → [`Profile`].

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::answer::{Given, Reader};
use super::swallowed;
use crate::facts::{FactIndex, Facts, Kind, Places, Spot};
use crate::text::bilingual;
use crate::yaml::{self, Limits, Node, Problem, Source, nearest};

/// What one profile says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    /// The partnership's name, where it has one.
    pub name: Option<String>,
    /// The path it was read from, as given.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub hash: String,
    /// Answers to facts outside records.
    pub answers: BTreeMap<FactIndex, Given>,
    /// Lists of records, by list number.
    pub lists: Vec<GivenList>,
}

/// What a profile says of one list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GivenList {
    /// Whether there is more than was given.
    pub state: ListState,
    /// The line its key stands in; `None` where it was not given.
    pub line: Option<usize>,
    /// Its records, by id, whatever their order in the file.
    pub records: Vec<GivenRecord>,
}

/// Whether a list holds all there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ListState {
    /// Nothing was filled in.
    #[default]
    Missing,
    /// Somebody asked and nobody knows.
    Unknown,
    /// Said to have more than was given.
    Incomplete,
    /// A plain list, taken as all.
    Plain,
    /// Said to be complete.
    Complete,
}

/// One record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenRecord {
    /// Its id.
    pub id: String,
    /// The line it begins in.
    pub line: usize,
    /// Its answers, by slot.
    pub answers: Vec<Option<Given>>,
}

/// A profile that cannot be screened: the text and every problem in it, in file order.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{} has {} problems", .source_text.name, .problems.len())]
pub struct ProfileError {
    /// The text the places refer to.
    pub source_text: Source,
    /// The problems, at least one.
    pub problems: Vec<Problem>,
}

/// Reads a profile.
///
/// # Errors
/// [`ProfileError`] with every problem of the file.
pub fn read(
    path: &str,
    bytes: &[u8],
    facts: &Facts,
    places: &Places,
) -> Result<Profile, ProfileError> {
    let parts = parts(facts);
    let document = yaml::read_parts(path, bytes, Limits::PROFILE, &parts);
    let lines = yaml::line_starts(&document.source.text);
    let mut refused: Vec<usize> = document
        .problems
        .iter()
        .filter_map(|problem| problem.span.map(|span| span.start))
        .collect();
    refused.sort_unstable();
    let mut reading = Reading {
        facts,
        answers: Reader {
            places,
            lines: &lines,
            problems: Vec::new(),
        },
        profile: Profile {
            path: path.to_owned(),
            hash: hash(bytes),
            lists: vec![GivenList::default(); facts.lists().len()],
            ..Profile::default()
        },
        places: BTreeMap::new(),
    };
    if let Some(root) = &document.root {
        reading.root(root, document.is_whole);
    }
    let mut problems = reading.answers.problems;
    // Of a value whose form is refused, nothing more is said.
    problems.retain(|problem| {
        problem.span.is_none_or(|span| {
            let first = refused.partition_point(|at| *at < span.start);
            refused
                .get(first)
                .is_none_or(|at| *at >= span.end.max(span.start + 1))
        })
    });
    problems.extend(document.problems);
    if let Some(root) = &document.root {
        swallowed::add(root, &document.source.text, &lines, facts, &mut problems);
    }
    if problems.is_empty() {
        return Ok(reading.profile);
    }
    Err(ProfileError {
        source_text: document.source,
        problems: yaml::in_order(problems),
    })
}

/// The keys at the top of a profile that belong to no fact.
const FORMAT: &str = "partnerscreen";
const NAME: &str = "name";

/// Returns the keys that stand at the top of a profile.
fn parts(facts: &Facts) -> Vec<&str> {
    let mut parts: Vec<&str> = facts
        .iter()
        .filter(|(_, fact)| fact.spot == Spot::Top)
        .filter_map(|(_, fact)| fact.id.split('.').next())
        .chain([FORMAT, NAME])
        .collect();
    parts.sort_unstable();
    parts.dedup();
    parts
}

/// Returns the SHA-256 of bytes, in hexadecimal.
fn hash(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes)
        .iter()
        .fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// A profile being read.
pub(super) struct Reading<'a> {
    pub(super) facts: &'a Facts,
    pub(super) answers: Reader<'a>,
    pub(super) profile: Profile,
    /// Where each question was answered first.
    places: BTreeMap<FactIndex, usize>,
}

impl Reading<'_> {
    pub(super) fn refuse(&mut self, problem: Problem) {
        self.answers.problems.push(problem);
    }

    fn root(&mut self, root: &Node, is_whole: bool) {
        let Some(entries) = root.as_mapping() else {
            self.refuse(
                Problem::at(
                    root.span,
                    "not-a-profile",
                    bilingual!(
                        "een profiel bestaat uit sleutels met een waarde",
                        "a profile consists of keys with a value"
                    ),
                )
                .help(bilingual!(
                    "begin met de regel `partnerscreen: 1`",
                    "begin with the line `partnerscreen: 1`"
                )),
            );
            return;
        };
        if is_whole && root.get(FORMAT).is_none() {
            self.refuse(
                Problem::whole(
                    "not-a-profile",
                    bilingual!(
                        "de regel `partnerscreen: 1` ontbreekt",
                        "the line `partnerscreen: 1` is missing"
                    ),
                )
                .help(bilingual!(
                    "zet `partnerscreen: 1` bovenaan: zo is te zien dat dit een profiel is",
                    "put `partnerscreen: 1` at the top: it shows that this is a profile"
                )),
            );
        }
        for entry in entries {
            match entry.key.as_str() {
                FORMAT => self.format(&entry.value),
                NAME => self.name(&entry.value),
                key => self.key(key, entry),
            }
        }
    }

    fn format(&mut self, value: &Node) {
        let text = value.as_scalar().map_or("", |scalar| scalar.text.trim());
        if text == "1" {
            return;
        }
        let newer = text.parse::<u64>().is_ok_and(|number| number > 1);
        let problem = Problem::at(
            value.span,
            "unknown-format",
            bilingual!(
                "dit programma kent alleen `partnerscreen: 1`",
                "this program knows only `partnerscreen: 1`"
            ),
        );
        self.refuse(if newer {
            problem.help(bilingual!(
                "het profiel is voor een nieuwere versie van dit programma",
                "the profile is for a newer version of this program"
            ))
        } else {
            problem
        });
    }

    fn name(&mut self, value: &Node) {
        match value.as_scalar() {
            Some(scalar) => {
                self.profile.name = (!scalar.is_empty() && !scalar.text.trim().is_empty())
                    .then(|| scalar.text.clone());
            }
            None => self.refuse(Problem::at(
                value.span,
                "wrong-type",
                bilingual!("`name` is tekst", "`name` is text"),
            )),
        }
    }

    /// Reads what stands under a key: a fact, or a group of facts.
    fn key(&mut self, path: &str, entry: &yaml::Entry) {
        let facts = self.facts;
        let at_top =
            |index: &FactIndex| facts.get(*index).is_some_and(|fact| fact.spot == Spot::Top);
        if let Some(index) = facts.find(path).filter(at_top)
            && let Some(fact) = facts.get(index)
        {
            // `partner: {place: x}` and `partner.place: x` are the same question.
            if let Some(line) = self.places.insert(index, entry.key_span.start) {
                self.twice(path, entry, line);
            } else if let Kind::Records(records) = &fact.kind {
                self.list(path, records, entry);
            } else if let Some(given) = self.answers.given(fact, &entry.value) {
                self.profile.answers.insert(index, given);
            }
            return;
        }
        let prefix = format!("{path}.");
        let is_group = facts
            .iter()
            .any(|(_, fact)| fact.spot == Spot::Top && fact.id.starts_with(&prefix));
        if !is_group {
            self.unknown(path, entry);
            return;
        }
        if let Some(entries) = entry.value.as_mapping() {
            for inner in entries {
                self.key(&format!("{prefix}{}", inner.key), inner);
            }
        } else if !entry.value.is_empty() {
            let keys: Vec<String> = facts
                .iter()
                .filter_map(|(_, fact)| fact.id.strip_prefix(&prefix))
                .filter_map(|rest| rest.split('.').next())
                .map(|key| format!("`{key}`"))
                .collect();
            let keys = keys.join(", ");
            self.refuse(
                Problem::at(
                    entry.value.span,
                    "wrong-type",
                    bilingual!(
                        "`{path}` is een groep van vragen, geen antwoord",
                        "`{path}` is a group of questions, not an answer"
                    ),
                )
                .help(bilingual!(
                    "hieronder horen, ingesprongen: {keys}",
                    "below it, indented, go: {keys}"
                )),
            );
        }
    }

    fn twice(&mut self, path: &str, entry: &yaml::Entry, first: usize) {
        let line = self.answers.line(first);
        self.refuse(
            Problem::at(
                entry.key_span,
                "duplicate-key",
                bilingual!(
                    "`{path}` staat hier voor de tweede keer",
                    "`{path}` stands here a second time"
                ),
            )
            .help(bilingual!(
                "de eerste staat in regel {line}; laat er één staan",
                "the first is in line {line}; keep one of them"
            )),
        );
    }

    fn unknown(&mut self, path: &str, entry: &yaml::Entry) {
        let facts = self.facts;
        let ids: Vec<&str> = facts
            .iter()
            .filter(|(_, fact)| fact.spot == Spot::Top)
            .map(|(_, fact)| fact.id.as_str())
            .collect();
        let groups: Vec<&str> = ids.iter().filter_map(|id| id.split('.').next()).collect();
        let replaced = facts
            .iter()
            .find(|(_, fact)| fact.replaces.iter().any(|old| old == path));
        let last = path.rsplit('.').next().unwrap_or(path);
        let near = match replaced {
            Some((_, fact)) => Some(fact.id.as_str()),
            None if path.contains('.') => nearest(path, ids.iter().copied())
                // The right key in the wrong group is meant as well.
                .or_else(|| {
                    ids.iter()
                        .copied()
                        .find(|id| id.rsplit('.').next() == Some(last))
                }),
            None => nearest(path, groups.iter().copied())
                .or_else(|| nearest(path, [NAME, FORMAT]))
                .or_else(|| {
                    ids.iter()
                        .copied()
                        .find(|id| id.rsplit('.').next() == Some(path))
                }),
        };
        let problem = Problem::at(
            entry.key_span,
            "unknown-fact",
            bilingual!("er is geen vraag `{path}`", "unknown fact `{path}`"),
        );
        self.refuse(match near {
            Some(_) => problem.misspelt(path, near),
            None => problem.help(bilingual!(
                "elk antwoord hoort bij een vraag van de vragenlijst; een opmerking kan achter `#`",
                "every answer belongs to a question of the questionnaire; a remark can go behind `#`"
            )),
        });
    }
}
