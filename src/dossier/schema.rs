//! The tables of a dossier, and whether a database is one.

use std::path::Path;

use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use super::DossierError;

/// Marks a database as a dossier of this program.
const APPLICATION: i64 = 0x7073_6372;

/// The version of the tables.
const VERSION: i64 = 1;

/// Entries are only added: what was said stays as it was said.
const TABLES: &str = "
    CREATE TABLE decisions (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        profile TEXT NOT NULL,
        entry TEXT NOT NULL
    ) STRICT;
    CREATE INDEX decisions_of ON decisions (profile);
    CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions
        BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;
";

/// What is wrong with a database whose place is known elsewhere.
#[derive(Debug)]
pub(super) enum Trouble {
    Unfinished,
    Foreign,
    Newer,
    Damaged(String),
    Sql(rusqlite::Error),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
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
            Self::Sql(error) => match error.sqlite_error_code() {
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                    DossierError::Busy(path)
                }
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                    DossierError::Damaged {
                        path,
                        what: error.to_string(),
                    }
                }
                _ => DossierError::Database { path, error },
            },
        }
    }
}

/// Makes the tables in a database that is empty; whole or not at all. One that is not empty is left as it is.
pub(super) fn create(connection: &mut Connection) -> Result<(), Trouble> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if !is_empty(&transaction)? {
        return Ok(());
    }
    transaction.execute_batch(TABLES)?;
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()?;
    Ok(())
}

/// Checks that a database is a dossier of this version and undamaged. Nothing is written.
pub(super) fn check(connection: &Connection) -> Result<(), Trouble> {
    // A run that was killed while it made the tables leaves what is taken back here, and then nothing is in it.
    if is_empty(connection)? {
        return Err(Trouble::Unfinished);
    }
    if number(connection, "application_id")? != APPLICATION {
        return Err(Trouble::Foreign);
    }
    match number(connection, "user_version")? {
        VERSION => {}
        version if version > VERSION => return Err(Trouble::Newer),
        _ => return Err(Trouble::Damaged("its version does not exist".to_owned())),
    }
    let found: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if found != "ok" {
        return Err(Trouble::Damaged(found));
    }
    if connection.prepare("PRAGMA foreign_key_check")?.exists([])? {
        return Err(Trouble::Damaged("a part of it is missing".to_owned()));
    }
    Ok(())
}

fn is_empty(connection: &Connection) -> rusqlite::Result<bool> {
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(tables == 0 && number(connection, "application_id")? == 0)
}

fn number(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, name, |row| row.get(0))
}
