//! Files that are changed in place: read under a lock, and replaced in one go or not at all.

use std::fs::{self, File, Metadata};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// A file that is being changed. Nothing of it is touched before [`Stored::replace`].
#[derive(Debug)]
pub(crate) struct Stored {
    /// Where the file really is, links followed.
    path: PathBuf,
    /// Its bytes as they were read.
    pub(crate) bytes: Vec<u8>,
    metadata: Metadata,
    /// Held open: the lock lasts as long as this does.
    _lock: File,
}

/// Why a file cannot be changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    /// Another run of this program is changing it.
    #[error("another run of this program is changing it")]
    Busy,
    /// It is not what was read any more.
    #[error("it was changed meanwhile")]
    Changed,
    /// It may not be written.
    #[error("it is read-only")]
    ReadOnly,
    /// Its owner could not be kept.
    #[error("its owner could not be kept")]
    Owner,
    /// Several names lead to it, and only one would get the change.
    #[error("it has several names (hard links)")]
    Linked,
    /// Reading or writing failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl Stored {
    /// Opens a file to change it: at most `limit` bytes and one more are read.
    pub(crate) fn open(path: &Path, limit: usize) -> Result<Self, StoreError> {
        let path = fs::canonicalize(path)?;
        let lock = File::open(&path)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Err(StoreError::Busy),
            Err(fs::TryLockError::Error(error)) => return Err(error.into()),
        }
        let metadata = lock.metadata()?;
        let mut bytes = Vec::new();
        let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        (&lock).take(most).read_to_end(&mut bytes)?;
        Ok(Self {
            path,
            bytes,
            metadata,
            _lock: lock,
        })
    }

    /// Puts other bytes in the place of the file, with its mode and owner: beside it first, then renamed.
    ///
    /// Where anything fails, the file is as it was, and nothing is left beside it.
    pub(crate) fn replace(self, bytes: &[u8]) -> Result<(), StoreError> {
        if self.metadata.permissions().readonly() {
            return Err(StoreError::ReadOnly);
        }
        if links(&self.metadata) > 1 {
            return Err(StoreError::Linked);
        }
        let beside = beside(&self.path);
        // The lock is held, so what stands there is left over from a run that was killed.
        match fs::remove_file(&beside) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
        let replaced = self.write(&beside, bytes);
        if replaced.is_err() {
            let _ = fs::remove_file(&beside);
        }
        replaced
    }

    fn write(&self, beside: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        let mut file = File::create_new(beside)?;
        file.write_all(bytes)?;
        keep_owner(&file, beside, &self.metadata)?;
        file.set_permissions(self.metadata.permissions())?;
        file.sync_all()?;
        // Whoever changed the file since it was read did not know of this change.
        if fs::read(&self.path)? != self.bytes {
            return Err(StoreError::Changed);
        }
        fs::rename(beside, &self.path)?;
        sync_folder(&self.path);
        Ok(())
    }
}

/// Returns the name for the new file until it takes its place; hidden, so that no folder of profiles shows it.
fn beside(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".new");
    path.with_file_name(name)
}

/// Makes the new name last through a power cut. Where a system has no such thing, there is nothing to do.
fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent()
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
}

#[cfg(unix)]
fn keep_owner(file: &File, beside: &Path, old: &Metadata) -> Result<(), StoreError> {
    use std::os::unix::fs::MetadataExt as _;
    let new = file.metadata()?;
    if (new.uid(), new.gid()) == (old.uid(), old.gid()) {
        return Ok(());
    }
    std::os::unix::fs::chown(beside, Some(old.uid()), Some(old.gid()))
        .map_err(|_| StoreError::Owner)
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Path, _: &Metadata) -> Result<(), StoreError> {
    Ok(())
}

#[cfg(unix)]
fn links(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(metadata)
}

#[cfg(not(unix))]
fn links(_: &Metadata) -> u64 {
    1
}
