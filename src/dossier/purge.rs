//! Removing what a dossier holds of a profile, or of all: from the database, its journal and its copies.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::schema::{self, Trouble};
use super::{Dossier, DossierError};

/// What is kept of a profile, or of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// How many screenings.
    pub screenings: usize,
    /// How many entries of decisions, withdrawals too.
    pub decisions: usize,
    /// Copies of the whole dossier, of before a new version of its tables, and what a killed program left.
    pub copies: Vec<PathBuf>,
}

impl Dossier {
    /// Returns what [`Self::purge`] would remove.
    ///
    /// # Errors
    /// [`DossierError`] where it cannot be read.
    pub fn kept(&self, profile: Option<&str>) -> Result<Kept, DossierError> {
        kept(&self.connection, &self.path, profile).map_err(|trouble| trouble.at(&self.path))
    }

    /// Removes the screenings of a profile, or of all, with the decisions on it and what nothing needs any more; and
    /// every copy of the dossier. Of the bytes nothing is left in any file of the dossier.
    ///
    /// # Errors
    /// [`DossierError`] where that failed. It can be done again, and then does what was left to do.
    pub fn purge(&mut self, profile: Option<&str>) -> Result<Kept, DossierError> {
        let found = purge(&mut self.connection, &self.path, profile);
        found.map_err(|trouble| trouble.at(&self.path))
    }
}

fn purge(connection: &mut Connection, path: &Path, profile: Option<&str>) -> Result<Kept, Trouble> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    schema::version(&transaction)?;
    let found = kept(&transaction, path, profile)?;
    delete(&transaction, profile)?;
    transaction.commit()?;
    for copy in &found.copies {
        fs::remove_file(copy)?;
    }
    // Deleted rows are overwritten (`secure_delete`); this makes the file small and leaves no trace of their size.
    connection.execute_batch("VACUUM")?;
    Ok(found)
}

fn delete(transaction: &Transaction<'_>, profile: Option<&str>) -> rusqlite::Result<()> {
    for table in ["screenings", "decisions"] {
        transaction.execute(
            &format!("DELETE FROM {table} WHERE ?1 IS NULL OR profile = ?1"),
            [profile],
        )?;
    }
    transaction.execute_batch(
        "DELETE FROM pack_files WHERE pack NOT IN (SELECT pack FROM screenings);
         DELETE FROM packs WHERE hash NOT IN (SELECT pack FROM screenings);
         DELETE FROM contents WHERE hash NOT IN (
            SELECT content FROM screenings UNION SELECT result FROM screenings
            UNION SELECT content FROM pack_files
         );",
    )
}

fn kept(connection: &Connection, path: &Path, profile: Option<&str>) -> Result<Kept, Trouble> {
    let count = |table: &str| -> rusqlite::Result<usize> {
        let count: u32 = connection.query_row(
            &format!("SELECT count(*) FROM {table} WHERE ?1 IS NULL OR profile = ?1"),
            [profile],
            |row| row.get(0),
        )?;
        Ok(usize::try_from(count).unwrap_or(usize::MAX))
    };
    Ok(Kept {
        screenings: count("screenings")?,
        decisions: count("decisions")?,
        copies: copies(path)?,
    })
}

/// Returns the files beside a database that this program made of it: they begin with its name and a dot.
fn copies(path: &Path) -> io::Result<Vec<PathBuf>> {
    let Some((folder, stem)) = path.parent().zip(path.file_stem()) else {
        return Ok(Vec::new());
    };
    let begin = format!("{}.", stem.to_string_lossy());
    let own = path.file_name().unwrap_or_default().to_string_lossy();
    let mut copies = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        // The database and its journal, which `SQLite` removes itself.
        let is_own = name.starts_with(own.as_ref());
        if name.starts_with(&begin) && !is_own && entry.file_type()?.is_file() {
            copies.push(entry.path());
        }
    }
    copies.sort();
    Ok(copies)
}
