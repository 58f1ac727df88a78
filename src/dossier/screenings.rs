//! Recording screenings and reading them back: each with its profile, its pack and its result, as they were.

use rusqlite::{Connection, Row, Transaction, TransactionBehavior, params};

use super::contents::{get, get_pack, has_pack, put, put_pack};
use super::history::Summary;
use super::schema::{self, Trouble};
use super::{Dossier, DossierError, StoredEntry};
use crate::pack::{Pack, PackFiles};
use crate::screening::model::Screening;
use crate::text::{Lang, bilingual};

/// A screening to record.
#[derive(Debug, Clone, Copy)]
pub struct NewScreening<'a> {
    /// The file name of its profile.
    pub profile: &'a str,
    /// The bytes of its profile.
    pub bytes: &'a [u8],
    /// Its rules.
    pub pack: &'a Pack,
    /// Its result, without decisions and without what changed.
    pub screening: &'a Screening,
    /// When it is recorded: `2026-11-24T12:00:00Z`.
    pub recorded: &'a str,
}

/// A screening that was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredScreening {
    /// Its number, unique in the dossier and never used again.
    pub number: i64,
    /// The file name of its profile.
    pub profile: String,
    /// The day it is dated.
    pub as_of: String,
    /// When it was recorded.
    pub recorded: String,
    /// The language of its result.
    pub lang: Lang,
    /// The version of the program that screened.
    pub tool: String,
    /// The SHA-256 of its profile.
    pub content: String,
    /// The SHA-256 of its pack.
    pub pack: String,
    /// The id of its pack.
    pub pack_id: String,
    /// The version of its pack.
    pub pack_version: String,
    /// The SHA-256 of its result.
    pub result: String,
    /// The highest number of a decision on its profile at that moment; 0 where there was none.
    pub decisions_to: i64,
    /// What it came to.
    pub summary: Summary,
}

/// What came of recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The number of the screening.
    pub number: i64,
    /// Whether it was added; else the last screening of this profile is the same, and stands for it.
    pub is_new: bool,
    /// The one before it.
    pub before: Option<StoredScreening>,
}

impl Dossier {
    /// Records a screening, all of it or nothing. One that is the same as the last of its profile (profile, rules, day
    /// and version of the program) is not recorded again. `files` returns the files of its pack, where they are not kept
    /// yet.
    ///
    /// # Errors
    /// [`DossierError`] where the dossier failed, within it what `files` refuses; in both cases nothing was recorded.
    pub fn record<E>(
        &mut self,
        new: &NewScreening<'_>,
        files: impl FnOnce() -> Result<PackFiles, E>,
    ) -> Result<Result<Recorded, E>, DossierError> {
        let begun = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate);
        begun
            .map_err(Trouble::from)
            .and_then(|transaction| record(transaction, new, files))
            .map_err(|trouble| trouble.at(&self.path))
    }

    /// Returns the screenings of a profile, or of all; the oldest first.
    ///
    /// # Errors
    /// [`DossierError`] where they cannot be read.
    pub fn screenings(&self, profile: Option<&str>) -> Result<Vec<StoredScreening>, DossierError> {
        list(&self.connection, profile).map_err(|trouble| trouble.at(&self.path))
    }

    /// Returns the names of the profiles of which anything is kept.
    ///
    /// # Errors
    /// [`DossierError`] where they cannot be read.
    pub fn profiles(&self) -> Result<Vec<String>, DossierError> {
        let names = || -> rusqlite::Result<Vec<String>> {
            self.connection
                .prepare(
                    "SELECT profile FROM screenings UNION SELECT profile FROM decisions ORDER BY 1",
                )?
                .query_map([], |row| row.get(0))?
                .collect()
        };
        names().map_err(|error| Trouble::from(error).at(&self.path))
    }

    /// Returns the decisions on a profile up to a number: those that a screening of then could know of.
    ///
    /// # Errors
    /// [`DossierError`] where they cannot be read.
    pub fn decisions_at(
        &self,
        profile: &str,
        number: i64,
    ) -> Result<Vec<StoredEntry>, DossierError> {
        let mut entries = self.entries(profile)?;
        entries.retain(|entry| entry.number <= number);
        Ok(entries)
    }

    /// Returns the result of a screening, as JSON.
    ///
    /// # Errors
    /// [`DossierError::Damaged`] where it is not what was recorded.
    pub fn result(&self, screening: &StoredScreening) -> Result<Vec<u8>, DossierError> {
        get(&self.connection, &screening.result).map_err(|trouble| trouble.at(&self.path))
    }

    /// Returns the profile of a screening.
    ///
    /// # Errors
    /// [`DossierError::Damaged`] where it is not what was recorded.
    pub fn profile(&self, screening: &StoredScreening) -> Result<Vec<u8>, DossierError> {
        get(&self.connection, &screening.content).map_err(|trouble| trouble.at(&self.path))
    }

    /// Returns the files of the pack of a screening.
    ///
    /// # Errors
    /// [`DossierError::Damaged`] where they are not what was recorded.
    pub fn pack_files(&self, screening: &StoredScreening) -> Result<PackFiles, DossierError> {
        get_pack(&self.connection, &screening.pack).map_err(|trouble| trouble.at(&self.path))
    }
}

fn record<E>(
    transaction: Transaction<'_>,
    new: &NewScreening<'_>,
    files: impl FnOnce() -> Result<PackFiles, E>,
) -> Result<Result<Recorded, E>, Trouble> {
    // A newer program may have changed the tables since this one opened them.
    schema::version(&transaction)?;
    let mut last = last(&transaction, new.profile)?.into_iter();
    let (one, other) = (last.next(), last.next());
    let screening = new.screening;
    if let Some(one) = &one
        && one.content == screening.profile.hash
        && one.pack == new.pack.hash
        && one.as_of == screening.as_of
        && one.tool == screening.tool.version
    {
        return Ok(Ok(Recorded {
            number: one.number,
            is_new: false,
            before: other,
        }));
    }
    if !has_pack(&transaction, &new.pack.hash)? {
        match files() {
            Ok(files) => put_pack(&transaction, new.pack, &files)?,
            Err(refused) => return Ok(Err(refused)),
        }
    }
    let content = put(&transaction, new.bytes)?;
    let result = put(&transaction, &json(&named(screening, new.profile))?)?;
    let decisions_to: i64 = transaction.query_row(
        "SELECT coalesce(max(number), 0) FROM decisions WHERE profile = ?1",
        [new.profile],
        |row| row.get(0),
    )?;
    let summary = json(&Summary::of(screening))?;
    transaction.execute(
        "INSERT INTO screenings
            (profile, as_of, recorded, lang, tool, content, pack, result, decisions_to, summary)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            new.profile,
            screening.as_of,
            new.recorded,
            code(screening.lang),
            screening.tool.version,
            content,
            new.pack.hash,
            result,
            decisions_to,
            String::from_utf8_lossy(&summary),
        ],
    )?;
    let number = transaction.last_insert_rowid();
    transaction.commit()?;
    Ok(Ok(Recorded {
        number,
        is_new: true,
        before: one,
    }))
}

/// Returns a screening as it is kept: its profile by the name that the dossier knows it by, because the path it was
/// given as says nothing later.
pub(super) fn named(screening: &Screening, profile: &str) -> Screening {
    let mut kept = screening.clone();
    profile.clone_into(&mut kept.profile.path);
    kept.changes = None;
    kept
}

fn json<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, Trouble> {
    serde_json::to_vec(value).map_err(|error| Trouble::File(error.into()))
}

fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Nl => "nl",
        Lang::En => "en",
    }
}

const COLUMNS: &str = "
    SELECT number, profile, as_of, recorded, lang, tool, content, pack, packs.id, packs.version, result,
        decisions_to, summary
    FROM screenings JOIN packs ON packs.hash = pack";

fn list(connection: &Connection, profile: Option<&str>) -> Result<Vec<StoredScreening>, Trouble> {
    let wanted = format!("{COLUMNS} WHERE ?1 IS NULL OR profile = ?1 ORDER BY number");
    let mut wanted = connection.prepare(&wanted)?;
    let found = wanted.query_map([profile], |row| Ok(stored(row)))?;
    found
        .map(|row| row.map_err(Trouble::from).and_then(|stored| stored))
        .collect()
}

/// Returns the last two screenings of a profile, the last first.
fn last(connection: &Connection, profile: &str) -> Result<Vec<StoredScreening>, Trouble> {
    let wanted = format!("{COLUMNS} WHERE profile = ?1 ORDER BY number DESC LIMIT 2");
    let mut wanted = connection.prepare(&wanted)?;
    let found = wanted.query_map([profile], |row| Ok(stored(row)))?;
    found
        .map(|row| row.map_err(Trouble::from).and_then(|stored| stored))
        .collect()
}

fn stored(row: &Row<'_>) -> Result<StoredScreening, Trouble> {
    let number: i64 = row.get(0)?;
    let (lang, summary): (String, String) = (row.get(4)?, row.get(12)?);
    let unreadable = || {
        Trouble::Damaged(bilingual!(
            "screening {number} is niet te lezen",
            "screening {number} cannot be read"
        ))
    };
    Ok(StoredScreening {
        number,
        profile: row.get(1)?,
        as_of: row.get(2)?,
        recorded: row.get(3)?,
        lang: match lang.as_str() {
            "nl" => Lang::Nl,
            "en" => Lang::En,
            _ => return Err(unreadable()),
        },
        tool: row.get(5)?,
        content: row.get(6)?,
        pack: row.get(7)?,
        pack_id: row.get(8)?,
        pack_version: row.get(9)?,
        result: row.get(10)?,
        decisions_to: row.get(11)?,
        summary: serde_json::from_str(&summary).map_err(|_| unreadable())?,
    })
}
