//! Reading and adding entries: what was decided, each as the text it was given as.

use rusqlite::{Connection, TransactionBehavior, params};

use super::schema::Trouble;
use super::{Dossier, DossierError};

/// One entry as it was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEntry {
    /// Its number, unique in the dossier and never used again.
    pub number: i64,
    /// The file name of the profile it is about.
    pub profile: String,
    /// What was added, as it was given.
    pub entry: String,
}

/// What whoever adds entries finds in the dossier, while nobody else can add any.
#[derive(Debug)]
pub struct Found {
    /// The entries asked for, the oldest first.
    pub entries: Vec<StoredEntry>,
    /// The number of the next entry.
    pub next: i64,
}

impl Dossier {
    /// Returns what was added about a profile, the oldest first.
    ///
    /// # Errors
    /// [`DossierError`] where it cannot be read.
    pub fn entries(&self, profile: &str) -> Result<Vec<StoredEntry>, DossierError> {
        read(&self.connection, Some(profile)).map_err(|error| Trouble::from(error).at(&self.path))
    }

    /// Returns what was added about all profiles, the oldest first.
    ///
    /// # Errors
    /// [`DossierError`] where it cannot be read.
    pub fn all_entries(&self) -> Result<Vec<StoredEntry>, DossierError> {
        read(&self.connection, None).map_err(|error| Trouble::from(error).at(&self.path))
    }

    /// Adds the entries that `decide` makes of what is there, all or none, and returns its last word. No other program
    /// adds anything between what it is shown and what it adds. `profile` says whose entries it is shown; `None`, all.
    ///
    /// # Errors
    /// [`DossierError`] where the dossier failed, within it what `decide` refuses; in both cases nothing was added.
    pub fn add<T, E>(
        &mut self,
        profile: Option<&str>,
        decide: impl FnOnce(&Found) -> Result<(Vec<StoredEntry>, T), E>,
    ) -> Result<Result<T, E>, DossierError> {
        add(&mut self.connection, profile, decide)
            .map_err(|error| Trouble::from(error).at(&self.path))
    }
}

fn add<T, E>(
    connection: &mut Connection,
    profile: Option<&str>,
    decide: impl FnOnce(&Found) -> Result<(Vec<StoredEntry>, T), E>,
) -> rusqlite::Result<Result<T, E>> {
    // The lock for writing is taken at once: a reader that becomes a writer could be refused half-way.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = Found {
        entries: read(&transaction, profile)?,
        next: next(&transaction)?,
    };
    let (added, word) = match decide(&found) {
        Ok(decided) => decided,
        Err(refused) => return Ok(Err(refused)),
    };
    {
        let mut insert = transaction
            .prepare("INSERT INTO decisions (number, profile, entry) VALUES (?1, ?2, ?3)")?;
        for one in &added {
            insert.execute(params![one.number, one.profile, one.entry])?;
        }
    }
    transaction.commit()?;
    Ok(Ok(word))
}

/// Returns the number that no entry ever had, also none that was removed.
fn next(connection: &Connection) -> rusqlite::Result<i64> {
    let last: i64 = connection.query_row(
        "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'decisions'",
        [],
        |row| row.get(0),
    )?;
    Ok(last.saturating_add(1))
}

fn read(connection: &Connection, profile: Option<&str>) -> rusqlite::Result<Vec<StoredEntry>> {
    connection
        .prepare(
            "SELECT number, profile, entry FROM decisions
             WHERE ?1 IS NULL OR profile = ?1 ORDER BY number",
        )?
        .query_map([profile], |row| {
            Ok(StoredEntry {
                number: row.get(0)?,
                profile: row.get(1)?,
                entry: row.get(2)?,
            })
        })?
        .collect()
}
