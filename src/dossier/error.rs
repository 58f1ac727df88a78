//! Why a dossier cannot be used.

use std::io::{self, ErrorKind::StorageFull};
use std::path::{Path, PathBuf};

use crate::text::{Text, bilingual};

/// Why a dossier cannot be used. What stands in it is as it was.
#[derive(Debug, thiserror::Error)]
pub enum DossierError {
    /// Making it was broken off.
    #[error("{} was never finished", .0.display())]
    Unfinished(PathBuf),
    /// It belongs to another program.
    #[error("{} is of another program", .0.display())]
    Foreign(PathBuf),
    /// A newer version of this program made it.
    #[error("{} is of a newer version", .0.display())]
    Newer(PathBuf),
    /// It is damaged.
    #[error("{} is damaged: {}", .path.display(), .what.en)]
    Damaged {
        /// The database.
        path: PathBuf,
        /// What is wrong with it.
        what: Text,
    },
    /// Another program is writing, for longer than anyone waits.
    #[error("{} is in use", .0.display())]
    Busy(PathBuf),
    /// The file or its folder cannot be reached.
    #[error("{}: {error}", .path.display())]
    File {
        /// The database.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// Reading or writing failed: no room, no permission.
    #[error("{}: {error}", .path.display())]
    Database {
        /// The database.
        path: PathBuf,
        /// What `SQLite` says.
        error: rusqlite::Error,
    },
}

impl DossierError {
    /// Says what is wrong, and what to do about it.
    #[must_use]
    pub fn texts(&self) -> (Text, Text) {
        match self {
            Self::Unfinished(path) => {
                let path = path.display();
                (
                    bilingual!(
                        "het dossier `{path}` is niet af: het maken ervan is afgebroken",
                        "the dossier `{path}` is not finished: making it was broken off"
                    ),
                    bilingual!(
                        "maak het af met `partnerscreen init`",
                        "finish it with `partnerscreen init`"
                    ),
                )
            }
            Self::Foreign(path) => {
                let path = path.display();
                (
                    bilingual!(
                        "`{path}` is geen dossier van dit programma",
                        "`{path}` is no dossier of this program"
                    ),
                    bilingual!("er is niets aan veranderd", "nothing of it was changed"),
                )
            }
            Self::Newer(path) => {
                let path = path.display();
                (
                    bilingual!(
                        "het dossier `{path}` is van een nieuwere versie van dit programma",
                        "the dossier `{path}` is of a newer version of this program"
                    ),
                    bilingual!(
                        "gebruik die versie; er is niets aan het dossier veranderd",
                        "use that version; nothing of the dossier was changed"
                    ),
                )
            }
            Self::Damaged { path, what } => {
                let path = path.display();
                let (nl, en) = (&what.nl, &what.en);
                (
                    bilingual!(
                        "het dossier `{path}` is beschadigd: {nl}",
                        "the dossier `{path}` is damaged: {en}"
                    ),
                    bilingual!(
                        "er is niets aan veranderd; zet een reservekopie terug",
                        "nothing of it was changed; put a backup back"
                    ),
                )
            }
            Self::Busy(path) => {
                let path = path.display();
                (
                    bilingual!(
                        "het dossier `{path}` is in gebruik bij een ander programma",
                        "the dossier `{path}` is in use by another program"
                    ),
                    bilingual!(
                        "probeer het opnieuw als dat klaar is",
                        "try again when that is done"
                    ),
                )
            }
            Self::File { path, error } => cannot(path, error.kind() == StorageFull, error),
            Self::Database { path, error } => {
                let is_full = error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull);
                cannot(path, is_full, error)
            }
        }
    }
}

fn cannot(path: &Path, is_full: bool, error: &impl std::fmt::Display) -> (Text, Text) {
    let path = path.display();
    let message = if is_full {
        bilingual!(
            "er is geen ruimte om het dossier `{path}` te schrijven («{error}»)",
            "there is no room to write the dossier `{path}` («{error}»)"
        )
    } else {
        bilingual!(
            "het dossier `{path}` kan niet worden gelezen of geschreven («{error}»)",
            "the dossier `{path}` cannot be read or written («{error}»)"
        )
    };
    let help = bilingual!(
        "kijk of de map te schrijven is, en of er ruimte is",
        "check that the folder can be written, and that there is room"
    );
    (message, help)
}
