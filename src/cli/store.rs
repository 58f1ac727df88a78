//! Files written in one go or not at all, and files changed in place: read under a lock, then replaced.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::text::Text;

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
        // A run that ended between opening and locking has put another file here: a lock on the old one keeps nobody
        // out, and two runs would write to the same file beside it.
        if !is_same(&metadata, &fs::metadata(&path)?) {
            return Err(StoreError::Busy);
        }
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

    /// Writes the bytes that were read into a new file, with the mode of this one.
    pub(crate) fn copy(&self, to: &Path) -> io::Result<()> {
        let mut file = private().open(to)?;
        let copied = file
            .set_permissions(self.metadata.permissions())
            .and_then(|()| file.write_all(&self.bytes))
            .and_then(|()| file.sync_all());
        if copied.is_err() {
            let _ = fs::remove_file(to);
        }
        copied
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
        let beside = beside(&self.path, ".new");
        // The lock is held, so what stands there is left over from a run that was killed.
        match fs::remove_file(&beside) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
        // Whatever its mode will be, nobody else reads it before.
        put(&self.path, &beside, &private(), bytes, |file| {
            keep_owner(file, &beside, &self.metadata)?;
            file.set_permissions(self.metadata.permissions())?;
            file.sync_all()?;
            // Whoever changed the file since it was read did not know of this change.
            if fs::read(&self.path)? != self.bytes {
                return Err(StoreError::Changed);
            }
            Ok(())
        })
    }
}

/// Says why a file cannot be read or written: what can be helped in plain words, the rest as the system calls it.
pub(crate) fn reason(error: &io::Error) -> Text {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::NotFound => Text::new(
            "de map bestaat niet of er staat niets met deze naam",
            "there is no such folder, or nothing of this name in it",
        ),
        Kind::PermissionDenied => Text::new(
            "u mag dit bestand of deze map niet gebruiken",
            "you may not use this file or folder",
        ),
        Kind::ReadOnlyFilesystem => Text::new(
            "op deze schijf kan niet worden geschreven",
            "this disk cannot be written to",
        ),
        Kind::StorageFull | Kind::QuotaExceeded => {
            Text::new("de schijf is vol", "the disk is full")
        }
        Kind::NotADirectory => Text::new(
            "een deel van het pad is geen map",
            "a part of the path is not a folder",
        ),
        Kind::IsADirectory => Text::new("dit is een map", "this is a folder"),
        Kind::InvalidFilename => Text::new(
            "deze naam kan een bestand niet hebben",
            "a file cannot have this name",
        ),
        Kind::AlreadyExists => Text::new(
            "er staat al iets met deze naam",
            "something of this name is there already",
        ),
        _ => Text::same(error.to_string()),
    }
}

/// Writes a file that nobody else is expected to write, in one go: beside it, then in its place.
///
/// # Errors
/// An error of writing; then whatever stood there is as it was, and nothing is left beside it.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = beside(path, &format!(".{}.new", std::process::id()));
    put(path, &beside, &new(), bytes, File::sync_all)
}

/// Writes a new file and, if it is as it should be, moves it into the place of another.
fn put<E: From<io::Error>>(
    path: &Path,
    beside: &Path,
    options: &OpenOptions,
    bytes: &[u8],
    finish: impl FnOnce(&File) -> Result<(), E>,
) -> Result<(), E> {
    let mut file = options.open(beside)?;
    let moved = file
        .write_all(bytes)
        .map_err(E::from)
        .and_then(|()| finish(&file))
        .and_then(|()| fs::rename(beside, path).map_err(E::from));
    if moved.is_err() {
        // What could not be finished is not left behind; the error that counts is the first.
        let _ = fs::remove_file(beside);
    } else {
        sync_folder(path);
    }
    moved
}

/// How a file is opened that must not be there yet.
fn new() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    options
}

/// The same, of a file that nobody else may read until it has the mode it is to have.
fn private() -> OpenOptions {
    let mut options = new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Returns the name for a new file until it takes its place; hidden, so that no folder of profiles shows it.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(ending);
    path.with_file_name(name)
}

/// Tells whether two descriptions are of the same file.
#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_same(_: &Metadata, _: &Metadata) -> bool {
    // A file that is open keeps its name there.
    true
}

/// Makes the new name last through a power cut. Where a system has no such thing, there is nothing to do.
fn sync_folder(path: &Path) {
    let folder = path.parent().map(|folder| match folder.as_os_str() {
        name if name.is_empty() => Path::new("."),
        _ => folder,
    });
    if let Some(folder) = folder
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

#[cfg(all(test, unix))]
mod tests {
    use std::fs;

    use super::{StoreError, Stored, is_same, replace};

    /// Makes an empty folder for a test, under the folder of temporary files.
    fn folder(name: &str) -> std::path::PathBuf {
        let name = format!("partnerscreen-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&folder);
        let _ = fs::create_dir_all(&folder);
        folder
    }

    #[test]
    fn a_lock_on_a_file_that_was_replaced_is_none() {
        let folder = folder("replaced");
        let path = folder.join("a.yaml");
        fs::write(&path, "old").unwrap();
        let opened = fs::File::open(&path).unwrap();
        let before = opened.metadata().unwrap();
        assert!(is_same(&before, &fs::metadata(&path).unwrap()));
        Stored::open(&path, 100).unwrap().replace(b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert!(!is_same(&before, &fs::metadata(&path).unwrap()));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn while_one_holds_a_file_nobody_else_changes_it() {
        let folder = folder("held");
        let path = folder.join("a.yaml");
        fs::write(&path, "old").unwrap();
        let held = Stored::open(&path, 100).unwrap();
        assert!(matches!(Stored::open(&path, 100), Err(StoreError::Busy)));
        // Another program knows nothing of the lock; then nothing is written over what it wrote.
        replace(&path, b"theirs").unwrap();
        assert!(matches!(held.replace(b"ours"), Err(StoreError::Changed)));
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
        let names = fs::read_dir(&folder).unwrap().count();
        assert_eq!(names, 1, "something was left beside the file");
        fs::remove_dir_all(folder).unwrap();
    }
}
