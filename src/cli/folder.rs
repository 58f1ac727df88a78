//! A folder of pages, written whole beside its place and then put there. What somebody else put there is never touched.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why a folder was not written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FolderError {
    /// Something that does not begin with the mark of the pages is there.
    #[error("not one of the pages: {0}")]
    Foreign(PathBuf),
    /// The path names no folder that could be replaced.
    #[error("no folder to write")]
    NoFolder,
    /// Reading or writing failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Puts pages, by their path within the folder, in the place of those that are there.
///
/// Every page begins with the line `mark`; a folder that holds anything else is refused. Pages can be made again at any
/// time, so nothing waits for the disk.
pub(crate) fn replace(
    target: &Path,
    pages: &BTreeMap<String, String>,
    mark: &str,
) -> Result<(), FolderError> {
    // `.` and `..` have no name of their own, and the folder somebody stands in is not to be moved away below them.
    let named = target.file_name().ok_or(FolderError::NoFolder)?;
    let target = match fs::symlink_metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => target.to_path_buf(),
        Err(error) => return Err(error.into()),
        // A link stays, and leads to the new pages.
        Ok(_) => fs::canonicalize(target)?,
    };
    let exists = target.exists();
    if exists {
        if !target.is_dir() {
            return Err(FolderError::NoFolder);
        }
        own(&target, mark)?;
    }
    let beside = |ending: &str| {
        let mut name = OsString::from(target.file_name().unwrap_or(named));
        name.push(format!(".{}.{ending}", std::process::id()));
        target.with_file_name(name)
    };
    let (new, old) = (beside("new"), beside("old"));
    fs::create_dir(&new)?;
    let placed = write(&new, pages).and_then(|()| place(&new, &target, exists.then_some(&old)));
    if let Err(error) = placed {
        // What could not be finished is not left behind; the error that counts is the first.
        let _ = fs::remove_dir_all(&new);
        return Err(error.into());
    }
    if exists {
        // Somebody may have put something there meanwhile.
        own(&old, mark)?;
        fs::remove_dir_all(&old)?;
    }
    Ok(())
}

fn write(folder: &Path, pages: &BTreeMap<String, String>) -> io::Result<()> {
    for (name, text) in pages {
        let path = folder.join(name);
        if let Some(inside) = path.parent() {
            fs::create_dir_all(inside)?;
        }
        fs::write(&path, text)?;
    }
    Ok(())
}

/// Moves the new folder to its place, and what is there to `old`; where that fails, everything is as it was.
fn place(new: &Path, target: &Path, old: Option<&PathBuf>) -> io::Result<()> {
    if let Some(old) = old {
        fs::rename(target, old)?;
    }
    let moved = fs::rename(new, target);
    if moved.is_err()
        && let Some(old) = old
    {
        fs::rename(old, target)?;
    }
    moved
}

/// Checks that a folder holds nothing but pages.
fn own(folder: &Path, mark: &str) -> Result<(), FolderError> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let kind = entry.file_type()?;
        if kind.is_dir() {
            own(&path, mark)?;
            continue;
        }
        let is_page = kind.is_file()
            && path.extension().is_some_and(|ending| ending == "md")
            && fs::read(&path)?.starts_with(format!("{mark}\n").as_bytes());
        if !is_page {
            return Err(FolderError::Foreign(path));
        }
    }
    Ok(())
}
