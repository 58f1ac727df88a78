//! The dossier: what was screened and decided on the profiles of one folder, kept in a database beside them.
//!
//! It stands in `.partnerscreen/` in the folder of the profiles and is made only when asked for. One file holds it all:
//! `SQLite` with a rollback journal, which also works on a network share and leaves nothing half there when a program is
//! killed: whoever opens it next takes back what was not finished. A profile is known by its file name.

mod contents;
mod decisions;
mod error;
pub mod history;
mod look;
mod migrate;
mod purge;
mod schema;
mod screenings;
pub mod verify;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

pub use decisions::{Found, StoredEntry};
pub use error::DossierError;
pub use purge::Kept;
pub use screenings::{NewScreening, Recorded, StoredScreening};

use schema::Trouble;

/// The folder of the dossier, in the folder of the profiles.
pub const FOLDER: &str = ".partnerscreen";

/// The database in that folder.
const FILE: &str = "dossier.sqlite";

/// How long to wait for another program that is writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// An open dossier.
#[derive(Debug)]
pub struct Dossier {
    connection: Connection,
    path: PathBuf,
    /// The copy that was made of it, where opening brought it to this version.
    copy: Option<PathBuf>,
}

impl Dossier {
    /// Makes the dossier of a folder of profiles, or opens the one that is there.
    ///
    /// # Errors
    /// [`DossierError`] where it cannot be made, or what is there cannot be used; that is left as it is.
    pub fn create(folder: &Path) -> Result<Self, DossierError> {
        match Self::open(folder) {
            Ok(Some(dossier)) => return Ok(dossier),
            Ok(None) | Err(DossierError::Unfinished(_)) => {}
            Err(error) => return Err(error),
        }
        let path = folder.join(FOLDER).join(FILE);
        let make = || {
            fs::create_dir_all(folder.join(FOLDER))?;
            let mut connection = connect(
                &path,
                OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
            )?;
            schema::create(&mut connection)?;
            schema::check(&connection)?;
            Ok(connection)
        };
        match make() {
            Ok(connection) => Ok(Self {
                connection,
                path,
                copy: None,
            }),
            Err(trouble) => Err(Trouble::at(trouble, &path)),
        }
    }

    /// Opens the dossier of a folder of profiles; `None` where there is none. One of an earlier version is brought to
    /// this one, with a copy of it put beside it.
    ///
    /// # Errors
    /// [`DossierError`] where what is there cannot be used; it is left as it is.
    pub fn open(folder: &Path) -> Result<Option<Self>, DossierError> {
        let path = folder.join(FOLDER).join(FILE);
        let Some(version) = look::look(&path)? else {
            return Ok(None);
        };
        let ready = || {
            let mut connection = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            let copy = if version < schema::VERSION {
                migrate::migrate(&mut connection, &path)?
            } else {
                None
            };
            Ok((connection, copy))
        };
        match ready() {
            Ok((connection, copy)) => Ok(Some(Self {
                connection,
                path,
                copy,
            })),
            Err(trouble) => Err(Trouble::at(trouble, &path)),
        }
    }

    /// Returns the copy that was made of the dossier when opening it brought it to this version.
    #[must_use]
    pub fn copy(&self) -> Option<&Path> {
        self.copy.as_deref()
    }
}

/// Opens a database. Nothing of it is read yet.
fn connect(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "synchronous", "EXTRA")?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // What is deleted must not come to rest in a folder of temporary files.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(connection)
}
