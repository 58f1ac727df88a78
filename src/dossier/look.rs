//! Whether a database can be used, found out without writing to it.
//!
//! `SQLite` repairs what a killed program left as soon as it may write: it takes back what the journal tells, and
//! removes the journal. On a damaged file that could destroy what a specialist might still read. Therefore a database
//! is first read without the right to write; where that shows that something must be taken back, it is tried on a copy.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::OpenFlags;

use super::schema::{self, Trouble};
use super::{DossierError, connect};
use crate::text::bilingual;

/// So often two programs may come between each other.
const ATTEMPTS: usize = 20;

/// No database is shorter than its first page.
const SHORTEST: u64 = 512;

/// Looks at a database; `None` where there is none, else its version.
pub(super) fn look(path: &Path) -> Result<Option<usize>, DossierError> {
    match length(path).map_err(|error| Trouble::File(error).at(path))? {
        None => return Ok(None),
        // Making it was broken off before anything was in it.
        Some(0) => return Err(Trouble::Unfinished.at(path)),
        Some(bytes) if bytes < SHORTEST => {
            return Err(Trouble::Damaged(schema::no_database()).at(path));
        }
        Some(_) => {}
    }
    if let Some(name) = beside(path, "-wal").filter(|path| path.exists()) {
        // This program makes none, and `SQLite` would take its contents for part of the dossier.
        let name = name.file_name().unwrap_or_default().to_string_lossy();
        return Err(Trouble::Damaged(bilingual!(
            "ernaast staat `{name}`, van een ander programma",
            "beside it stands `{name}`, of another program"
        ))
        .at(path));
    }
    let mut found = Ok(None);
    for _ in 0..ATTEMPTS {
        found = glance(path).map_err(|trouble| trouble.at(path));
        match &found {
            Ok(None) => {}
            _ => break,
        }
    }
    match found {
        Ok(None) => Err(DossierError::Busy(path.to_owned())),
        found => found,
    }
}

/// Looks once; `None` where another program changed it meanwhile.
fn glance(path: &Path) -> Result<Option<usize>, Trouble> {
    let reader = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(Trouble::from);
    match reader.and_then(|reader| schema::check(&reader)) {
        Err(Trouble::Sql(error)) if is_interrupted(&error) => {}
        found => return found.map(Some),
    }
    let Some(journal) = beside(path, "-journal") else {
        return Ok(None);
    };
    let (Some(bytes), Some(told)) = (read(path)?, read(&journal)?) else {
        return Ok(None);
    };
    match Trial::new(path, &bytes, &told)?.check() {
        Ok(version) => Ok(Some(version)),
        // Two files that were read while a program changed them need not fit each other.
        Err(_) if read(path)? != Some(bytes) || read(&journal)? != Some(told) => Ok(None),
        Err(trouble) => Err(trouble),
    }
}

/// Tells whether an error says that something must be taken back first, which a reader may not.
fn is_interrupted(error: &rusqlite::Error) -> bool {
    let rusqlite::Error::SqliteFailure(error, _) = error else {
        return false;
    };
    error.extended_code == rusqlite::ffi::SQLITE_READONLY_ROLLBACK
}

/// A copy of a database and its journal, which goes away with this.
struct Trial(PathBuf);

impl Trial {
    fn new(path: &Path, bytes: &[u8], journal: &[u8]) -> io::Result<Self> {
        let process = std::process::id();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let trial = Self(path.with_file_name(format!("{name}.trial-{process}.sqlite")));
        fs::write(&trial.0, bytes)?;
        if let Some(beside) = beside(&trial.0, "-journal") {
            fs::write(beside, journal)?;
        }
        Ok(trial)
    }

    fn check(&self) -> Result<usize, Trouble> {
        schema::check(&connect(&self.0, OpenFlags::SQLITE_OPEN_READ_WRITE)?)
    }
}

impl Drop for Trial {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
        if let Some(journal) = beside(&self.0, "-journal") {
            let _ = fs::remove_file(journal);
        }
    }
}

/// Returns the path of a file that `SQLite` puts beside a database.
fn beside(path: &Path, ending: &str) -> Option<PathBuf> {
    let mut name = path.file_name()?.to_owned();
    name.push(ending);
    Some(path.with_file_name(name))
}

/// Reads a file; `None` where there is none.
fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    absent(fs::read(path))
}

/// Returns the length of a file; `None` where there is none.
fn length(path: &Path) -> io::Result<Option<u64>> {
    absent(fs::metadata(path).map(|metadata| metadata.len()))
}

fn absent<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
