//! A dossier of an earlier version → one of this version, with a copy of it beside it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::connect;
use super::schema::{self, Trouble, VERSION};

/// Brings a dossier to this version, whole or not at all. First a copy of it as it is now is put beside it; returns
/// where, or `None` where another program came first.
pub(super) fn migrate(
    connection: &mut Connection,
    path: &Path,
) -> Result<Option<PathBuf>, Trouble> {
    // Held from before the copy until all is done: nobody adds anything that the copy would lack.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version = schema::version(&transaction)?;
    if version == VERSION {
        return Ok(None);
    }
    let copy = copy(path, version)?;
    schema::upgrade(&transaction, version)?;
    transaction.commit()?;
    Ok(Some(copy))
}

fn copy(path: &Path, version: usize) -> Result<PathBuf, Trouble> {
    let target = place(path, version);
    let unfinished = target.with_extension("new");
    // The lock is held, so what stands there is left over from a run that was killed.
    let _ = fs::remove_file(&unfinished);
    let name = unfinished.to_string_lossy();
    connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?.execute("VACUUM INTO ?1", [&name])?;
    File::open(&unfinished)?.sync_all()?;
    fs::rename(&unfinished, &target)?;
    if let Some(folder) = path.parent()
        && let Ok(folder) = File::open(folder)
    {
        // Where a system has no such thing, there is nothing to do.
        let _ = folder.sync_all();
    }
    Ok(target)
}

/// Returns where the copy of a dossier of a version stands.
fn place(path: &Path, version: usize) -> PathBuf {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{name}.version-{version}.sqlite"))
}
