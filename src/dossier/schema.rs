//! The tables of a dossier by version, and whether a database is one.

use std::io;
use std::path::Path;

use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use super::DossierError;
use crate::text::{Text, bilingual};

/// Marks a database as a dossier of this program.
const APPLICATION: i64 = 0x7073_6372;

/// What each version adds to the one before it: version 1 to an empty database, version 2 to version 1.
///
/// What was said or found stays as it was: rows are added and removed (`purge`), never changed.
const STEPS: [&str; 2] = [
    "
    CREATE TABLE decisions (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        profile TEXT NOT NULL,
        entry TEXT NOT NULL
    ) STRICT;
    CREATE INDEX decisions_of ON decisions (profile);
    CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions
        BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
    ",
    "
    CREATE TABLE contents (
        hash TEXT PRIMARY KEY,
        packed BLOB NOT NULL
    ) STRICT;
    CREATE TABLE packs (
        hash TEXT PRIMARY KEY,
        id TEXT NOT NULL,
        version TEXT NOT NULL
    ) STRICT;
    CREATE TABLE pack_files (
        pack TEXT NOT NULL REFERENCES packs (hash),
        name TEXT NOT NULL,
        content TEXT NOT NULL REFERENCES contents (hash),
        PRIMARY KEY (pack, name)
    ) STRICT;
    CREATE TABLE screenings (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        profile TEXT NOT NULL,
        as_of TEXT NOT NULL,
        recorded TEXT NOT NULL,
        lang TEXT NOT NULL,
        tool TEXT NOT NULL,
        content TEXT NOT NULL REFERENCES contents (hash),
        pack TEXT NOT NULL REFERENCES packs (hash),
        result TEXT NOT NULL REFERENCES contents (hash),
        decisions_to INTEGER NOT NULL,
        summary TEXT NOT NULL
    ) STRICT;
    CREATE INDEX screenings_of ON screenings (profile, number);
    CREATE TRIGGER contents_stay BEFORE UPDATE ON contents
        BEGIN SELECT RAISE(ABORT, 'what is kept is never changed'); END;
    CREATE TRIGGER packs_stay BEFORE UPDATE ON packs
        BEGIN SELECT RAISE(ABORT, 'what is kept is never changed'); END;
    CREATE TRIGGER pack_files_stay BEFORE UPDATE ON pack_files
        BEGIN SELECT RAISE(ABORT, 'what is kept is never changed'); END;
    CREATE TRIGGER screenings_stay BEFORE UPDATE ON screenings
        BEGIN SELECT RAISE(ABORT, 'a screening is never changed'); END;
    ",
];

/// The version of the tables.
pub(super) const VERSION: usize = STEPS.len();

/// What is wrong with a database whose place is known elsewhere.
#[derive(Debug)]
pub(super) enum Trouble {
    Unfinished,
    Foreign,
    Newer,
    Damaged(Text),
    File(io::Error),
    Sql(rusqlite::Error),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::File(error)
    }
}

impl Trouble {
    /// Says where.
    pub(super) fn at(self, path: &Path) -> DossierError {
        let path = path.to_owned();
        match self {
            Self::Unfinished => DossierError::Unfinished(path),
            Self::Foreign => DossierError::Foreign(path),
            Self::Newer => DossierError::Newer(path),
            Self::Damaged(what) => DossierError::Damaged { path, what },
            Self::File(error) => DossierError::File { path, error },
            Self::Sql(error) => match error.sqlite_error_code() {
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                    DossierError::Busy(path)
                }
                Some(ErrorCode::DatabaseCorrupt) => DossierError::Damaged {
                    path,
                    what: in_words_of_sqlite(&error.to_string()),
                },
                Some(ErrorCode::NotADatabase) => DossierError::Damaged {
                    path,
                    what: no_database(),
                },
                _ => DossierError::Database { path, error },
            },
        }
    }
}

/// Says that a file is something else altogether.
pub(super) fn no_database() -> Text {
    bilingual!("dit is geen SQLite-database", "no SQLite database")
}

/// Quotes what `SQLite` says, which is always in English.
fn in_words_of_sqlite(words: &str) -> Text {
    bilingual!("SQLite meldt «{words}»", "SQLite says «{words}»")
}

/// Makes the tables in a database that is empty; whole or not at all. One that is not empty is left as it is.
pub(super) fn create(connection: &mut Connection) -> Result<(), Trouble> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if !is_empty(&transaction)? {
        return Ok(());
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    upgrade(&transaction, 0)?;
    transaction.commit()?;
    Ok(())
}

/// Brings tables of an earlier version to this one; within a transaction of the caller.
pub(super) fn upgrade(connection: &Connection, from: usize) -> Result<(), Trouble> {
    for step in STEPS.iter().skip(from) {
        connection.execute_batch(step)?;
    }
    let version = i64::try_from(VERSION).unwrap_or(i64::MAX);
    connection.pragma_update(None, "user_version", version)?;
    Ok(())
}

/// Checks that a database is an undamaged dossier of this version or an earlier one, and returns its version. Nothing
/// is written.
pub(super) fn check(connection: &Connection) -> Result<usize, Trouble> {
    // A run that was killed while it made the tables leaves what is taken back here, and then nothing is in it.
    if is_empty(connection)? {
        return Err(Trouble::Unfinished);
    }
    if number(connection, "application_id")? != APPLICATION {
        return Err(Trouble::Foreign);
    }
    let version = version(connection)?;
    let found: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if found != "ok" {
        return Err(Trouble::Damaged(in_words_of_sqlite(&found)));
    }
    if connection.prepare("PRAGMA foreign_key_check")?.exists([])? {
        return Err(Trouble::Damaged(bilingual!(
            "er ontbreekt een deel",
            "a part of it is missing"
        )));
    }
    Ok(version)
}

/// Returns the version of a dossier's tables.
pub(super) fn version(connection: &Connection) -> Result<usize, Trouble> {
    let version = number(connection, "user_version")?;
    match usize::try_from(version) {
        Ok(version) if (1..=VERSION).contains(&version) => Ok(version),
        Ok(version) if version > VERSION => Err(Trouble::Newer),
        _ => Err(Trouble::Damaged(bilingual!(
            "zijn versie bestaat niet",
            "its version does not exist"
        ))),
    }
}

fn is_empty(connection: &Connection) -> rusqlite::Result<bool> {
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(tables == 0 && number(connection, "application_id")? == 0)
}

fn number(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, name, |row| row.get(0))
}
