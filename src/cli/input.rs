//! Files that are read: profiles, folders of profiles, rule packs.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::store;
use crate::pack::PackFiles;
use crate::text::{Text, bilingual};
use crate::yaml::{Limits, nearest};

/// Why something could not be read.
#[derive(Debug)]
pub(crate) struct InputProblem {
    pub(crate) message: Text,
    pub(crate) help: Text,
}

/// The name that stands for standard input.
pub(crate) const STDIN: &str = "-";

/// Reads a profile's bytes; of a file that is too large, only enough to say so.
pub(crate) fn profile(path: &Path) -> Result<Vec<u8>, InputProblem> {
    file(path, Limits::PROFILE.bytes)
}

/// Reads a file's bytes; of one that has more than `most`, only enough to say so.
pub(crate) fn file(path: &Path, most: usize) -> Result<Vec<u8>, InputProblem> {
    let shown = path.display();
    if path.as_os_str() == STDIN {
        return limited(io::stdin().lock(), most).map_err(|error| cannot_read(path, &error));
    }
    if path.is_dir() {
        return Err(InputProblem {
            message: bilingual!(
                "`{shown}` is een map, geen profiel",
                "`{shown}` is a folder, not a profile"
            ),
            help: bilingual!(
                "noem het bestand; alleen `screen` en `check` lezen een hele map",
                "name the file; only `screen` and `check` read a whole folder"
            ),
        });
    }
    let file = File::open(path).map_err(|error| cannot_read(path, &error))?;
    limited(file, most).map_err(|error| cannot_read(path, &error))
}

fn limited(reader: impl Read, most: usize) -> io::Result<Vec<u8>> {
    // Room for a usual profile, so that it is read in one go.
    let mut bytes = Vec::with_capacity(16 * 1024);
    let most = u64::try_from(most).unwrap_or(u64::MAX);
    reader
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn cannot_read(path: &Path, error: &io::Error) -> InputProblem {
    let shown = path.display();
    if error.kind() == io::ErrorKind::NotFound {
        let help = match near_file(path) {
            Some(near) => bilingual!("bedoelde u `{near}`?", "did you mean `{near}`?"),
            None => bilingual!(
                "kijk of de naam klopt, en in welke map u staat",
                "check the name, and which folder you are in"
            ),
        };
        return InputProblem {
            message: bilingual!(
                "het bestand `{shown}` bestaat niet",
                "the file `{shown}` does not exist"
            ),
            help,
        };
    }
    let Text { nl, en } = store::reason(error);
    InputProblem {
        message: bilingual!(
            "`{shown}` is niet te lezen: {nl}",
            "`{shown}` cannot be read: {en}"
        ),
        help: Text::same(""),
    }
}

/// Returns the file beside a missing one whose name is near.
fn near_file(path: &Path) -> Option<String> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let wanted = path.file_name()?.to_string_lossy().into_owned();
    let mut names: Vec<String> = fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .collect();
    names.sort();
    let near = nearest(&wanted, names.iter().map(String::as_str))?;
    Some(path.with_file_name(near).display().to_string())
}

/// Returns the profiles that paths name: a file is itself, a folder its `.yaml` and `.yml` files and those of its
/// folders, by name. Hidden ones are left out.
pub(crate) fn profiles(paths: &[PathBuf]) -> Vec<Result<PathBuf, InputProblem>> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            folder(path, &mut found);
        } else {
            found.push(Ok(path.clone()));
        }
    }
    found
}

fn folder(path: &Path, found: &mut Vec<Result<PathBuf, InputProblem>>) {
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) => {
            found.push(Err(cannot_read(path, &error)));
            return;
        }
    };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    for path in paths {
        let hidden = path
            .file_name()
            .is_none_or(|name| name.to_string_lossy().starts_with('.'));
        // A link to a folder could lead round in a circle.
        if hidden || (path.is_symlink() && path.is_dir()) {
            continue;
        }
        if path.is_dir() {
            folder(&path, found);
        } else if path
            .extension()
            .is_some_and(|ending| ending == "yaml" || ending == "yml")
        {
            found.push(Ok(path));
        }
    }
}

/// Reads the files of a rule pack.
pub(crate) fn pack_files(root: &Path) -> Result<PackFiles, InputProblem> {
    let mut files = BTreeMap::new();
    collect(root, root, &mut files).map_err(|error| {
        let problem = cannot_read(root, &error);
        InputProblem {
            help: bilingual!(
                "`--rules` noemt de map van een regelpakket, waarin `pack.yaml` staat",
                "`--rules` names the folder of a rule pack, which holds `pack.yaml`"
            ),
            ..problem
        }
    })?;
    Ok(PackFiles {
        name: root.display().to_string(),
        files,
    })
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && !path.is_symlink() {
            collect(root, &path, files)?;
        } else if let Ok(name) = path.strip_prefix(root)
            && path
                .extension()
                .is_some_and(|ending| ending == "yaml" || ending == "csv")
        {
            let name = name.to_string_lossy().replace('\\', "/");
            files.insert(name, fs::read(&path)?);
        }
    }
    Ok(())
}
