//! Tree → [`Profile`].

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::answer::{Given, Reader};
use super::swallowed;
use crate::facts::{FactIndex, Facts, Kind, Places, Spot};
use crate::text::bilingual;
use crate::yaml::{self, Limits, Node, Problem, Source};

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
    /// What is right, but should be looked at, in file order: names of an earlier questionnaire.
    pub warnings: Vec<Problem>,
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

/// A profile that cannot be screened: the text and every problem in it, errors first, each kind in file order.
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
    let (profile, mut problems, source_text) = read_partly(path, bytes, facts, places);
    if problems.is_empty() {
        return Ok(profile);
    }
    problems.extend(profile.warnings);
    Err(ProfileError {
        source_text,
        problems,
    })
}

/// Reads a profile of before, perhaps made for an earlier questionnaire: an answer that this one refuses is left out.
///
/// Returns the problems of those answers with their lines, in file order.
///
/// # Errors
/// [`ProfileError`] with every problem of the file, if there is one that is not about a single answer.
pub fn read_earlier(
    path: &str,
    bytes: &[u8],
    facts: &Facts,
    places: &Places,
) -> Result<(Profile, Vec<(Problem, Option<usize>)>), ProfileError> {
    let (profile, problems, source_text) = read_partly(path, bytes, facts, places);
    let of_answer = |problem: &Problem| {
        ["unknown-fact", "unknown-option", "wrong-type"].contains(&problem.code)
    };
    if !problems.iter().all(of_answer) {
        return Err(ProfileError {
            source_text,
            problems,
        });
    }
    let placed = problems.into_iter().map(|problem| {
        let line = problem
            .span
            .map(|span| source_text.position(span.start).line);
        (problem, line)
    });
    Ok((profile, placed.collect()))
}

/// Reads what is right in a profile, and every error of it in file order.
#[must_use]
pub fn read_partly(
    path: &str,
    bytes: &[u8],
    facts: &Facts,
    places: &Places,
) -> (Profile, Vec<Problem>, Source) {
    let mut document = yaml::read(path, bytes, Limits::PROFILE);
    if !document.is_whole {
        document = yaml::read_parts(path, bytes, Limits::PROFILE, &parts(facts));
    }
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
            warnings: Vec::new(),
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
    reading.profile.warnings = yaml::in_order(reading.answers.warnings);
    (reading.profile, yaml::in_order(problems), document.source)
}

/// The keys at the top of a profile that belong to no fact.
pub(super) const FORMAT: &str = "partnerscreen";
pub(super) const NAME: &str = "name";

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
#[must_use]
pub fn hash(bytes: &[u8]) -> String {
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
    places: BTreeMap<FactIndex, First>,
}

/// The first place of a question in a profile.
pub(super) struct First {
    pub(super) start: usize,
    /// Its name of before, where it stands under that.
    pub(super) old: Option<String>,
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
            problem.help(bilingual!(
                "schrijf `partnerscreen: 1`",
                "write `partnerscreen: 1`"
            ))
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
        let found = facts.find(path).filter(at_top);
        if let Some(index) = found.or_else(|| facts.find_renamed(path))
            && let Some(fact) = facts.get(index)
        {
            // `partner: {place: x}` and `partner.place: x` are the same question.
            let here = First {
                start: entry.key_span.start,
                old: found.is_none().then(|| path.to_owned()),
            };
            if let Some(first) = self.places.insert(index, here) {
                self.twice((path, &fact.id), entry, &first);
                return;
            }
            if found.is_none() {
                self.renamed(path, entry, &fact.id);
            }
            if let Kind::Records(records) = &fact.kind {
                self.list(path, records, entry);
            } else if let Some(given) = self.answers.given(fact, &entry.value) {
                self.profile.answers.insert(index, given);
            }
            return;
        }
        if !facts.is_group(path) {
            self.unknown(path, entry);
            return;
        }
        let prefix = format!("{path}.");
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

    /// Says that one question is answered in two places, perhaps under its name of before.
    pub(super) fn twice(&mut self, (path, id): (&str, &str), entry: &yaml::Entry, first: &First) {
        let line = self.answers.line(first.start);
        let message = match &first.old {
            _ if path != id => bilingual!(
                "`{path}` heet nu `{id}`, en die vraag staat ook in dit bestand",
                "`{path}` is now called `{id}`, and that question stands in this file too"
            ),
            Some(old) => bilingual!(
                "`{path}` heette eerder `{old}`, en die naam staat ook in dit bestand",
                "`{path}` was called `{old}`, and that name stands in this file too"
            ),
            None => bilingual!(
                "`{path}` staat hier voor de tweede keer",
                "`{path}` stands here a second time"
            ),
        };
        self.refuse(
            Problem::at(entry.key_span, "duplicate-key", message).help(bilingual!(
                "de eerste staat in regel {line}; laat er één staan",
                "the first is in line {line}; keep one of them"
            )),
        );
    }
}
