//! The dossier: what was decided on the profiles of one folder, kept in a database beside them.
//!
//! It stands in `.partnerscreen/` in the folder of the profiles and is made only when asked for. One file holds it all:
//! `SQLite` with a rollback journal, which also works on a network share and leaves nothing half there when a program is
//! killed: whoever opens it next takes back what was not finished. A profile is known by its file name.

mod decisions;
mod error;
mod schema;
#[cfg(test)]
mod tests;

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

pub use decisions::{Found, StoredEntry};
pub use error::DossierError;

/// The folder of the dossier, in the folder of the profiles.
pub const FOLDER: &str = ".partnerscreen";

/// The database in that folder.
const FILE: &str = "dossier.sqlite";

/// How long to wait for another program that is writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// What every `SQLite` database begins with.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// An open dossier.
#[derive(Debug)]
pub struct Dossier {
    connection: Connection,
    path: PathBuf,
}

impl Dossier {
    /// Makes the dossier of a folder of profiles, or opens the one that is there.
    ///
    /// # Errors
    /// [`DossierError`] where it cannot be made, or what is there cannot be used; that is left as it is.
    pub fn create(folder: &Path) -> Result<Self, DossierError> {
        let path = folder.join(FOLDER).join(FILE);
        fs::create_dir_all(folder.join(FOLDER)).map_err(|error| failed(&path, error))?;
        if length(&path)?.is_some_and(|bytes| bytes > 0) {
            check_head(&path)?;
        }
        let mut connection = connect(
            &path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        )?;
        schema::create(&mut connection).map_err(|error| error.at(&path))?;
        Self::checked(connection, path)
    }

    /// Opens the dossier of a folder of profiles; `None` where there is none.
    ///
    /// # Errors
    /// [`DossierError`] where what is there cannot be used; it is left as it is.
    pub fn open(folder: &Path) -> Result<Option<Self>, DossierError> {
        let path = folder.join(FOLDER).join(FILE);
        match length(&path)? {
            None => return Ok(None),
            // Making it was broken off before anything was in it.
            Some(0) => return Err(schema::Trouble::Unfinished.at(&path)),
            Some(_) => check_head(&path)?,
        }
        let connection = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        Self::checked(connection, path).map(Some)
    }

    fn checked(connection: Connection, path: PathBuf) -> Result<Self, DossierError> {
        schema::check(&connection).map_err(|error| error.at(&path))?;
        Ok(Self { connection, path })
    }
}

/// Opens a database. Nothing of it is read yet.
fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, DossierError> {
    let open = || {
        let connection =
            Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "secure_delete", true)?;
        connection.pragma_update(None, "synchronous", "EXTRA")?;
        connection.pragma_update(None, "trusted_schema", false)?;
        Ok(connection)
    };
    open().map_err(|error: rusqlite::Error| schema::Trouble::from(error).at(path))
}

/// Returns the length of a file; `None` where there is none.
fn length(path: &Path) -> Result<Option<u64>, DossierError> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(Some(metadata.len())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(path, error)),
    }
}

/// Refuses a file that is no database, before `SQLite` has it in its hands.
fn check_head(path: &Path) -> Result<(), DossierError> {
    // A run that was killed may have written any part of it: with the journal it left, all that is taken back.
    if path.with_file_name(format!("{FILE}-journal")).exists() {
        return Ok(());
    }
    let mut head = [0; 16];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
    match read {
        Ok(()) if head == *MAGIC => Ok(()),
        Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => Err(failed(path, error)),
        _ => Err(schema::Trouble::Damaged("no SQLite database".to_owned()).at(path)),
    }
}

fn failed(path: &Path, error: io::Error) -> DossierError {
    DossierError::File {
        path: path.to_owned(),
        error,
    }
}
