//! What the tests share: the built-in pack, the sample profiles, a source of chance, and the program itself.

#[cfg(unix)]
pub(crate) mod terminal;

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use partnerscreen::authoring::wholes;
use partnerscreen::dossier::{Dossier, StoredEntry};
use partnerscreen::pack::Pack;
use partnerscreen::profile::{self, Profile};
use partnerscreen::screening::model::Screening;
use partnerscreen::screening::screen;
use partnerscreen::text::Lang;

/// The built-in pack.
pub(crate) static PACK: LazyLock<Pack> = LazyLock::new(|| partnerscreen::embedded::pack().unwrap());

/// The day every test is dated.
pub(crate) const DAY: &str = "2026-11-24";

/// Returns the folder of the project.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the sample profiles, by name: `(kashgar-no-research, text)`.
pub(crate) fn samples() -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = std::fs::read_dir(root().join("profiles"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).unwrap())
        })
        .collect();
    found.sort();
    assert!(found.len() >= 7, "at least seven sample profiles");
    found
}

/// Returns what screening gives of every case of the pack and every sample, by the name of the case.
pub(crate) fn screened(lang: Lang) -> &'static [(String, Screening)] {
    match lang {
        Lang::Nl => &SCREENED_NL,
        Lang::En => &SCREENED_EN,
    }
}

/// Screening some thousand profiles takes seconds, so that it is done once.
static SCREENED_NL: LazyLock<Vec<(String, Screening)>> = LazyLock::new(|| screen_all(Lang::Nl));
static SCREENED_EN: LazyLock<Vec<(String, Screening)>> = LazyLock::new(|| screen_all(Lang::En));

fn screen_all(lang: Lang) -> Vec<(String, Screening)> {
    let cases = wholes(&partnerscreen::embedded::files().unwrap()).unwrap();
    assert!(cases.len() > 1000, "only {} cases", cases.len());
    let cases = cases.into_iter();
    cases
        .map(|case| (format!("{}: {}", case.file, case.name), case.profile))
        .chain(samples())
        .map(|(name, text)| {
            let screening = screen(&PACK, &read(&name, &text, &PACK), DAY, lang);
            (name, screening)
        })
        .collect()
}

/// Reads a profile that is known to be right.
pub(crate) fn read(name: &str, text: &str, pack: &Pack) -> Profile {
    match profile::read(name, text.as_bytes(), &pack.facts, &pack.places) {
        Ok(profile) => profile,
        Err(error) => panic!("{name}: {:?}\n{text}", error.problems),
    }
}

/// A source of chance that gives the same numbers for the same seed (`SplitMix64`, Steele, Lea and Flood 2014).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    /// Returns true once in `times` on average.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// Returns one of some items.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// Runs the program in a folder, without the caller's environment.
pub(crate) fn program(folder: &std::path::Path, arguments: &[&str]) -> Output {
    command(folder, arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// Prepares a run of the program.
pub(crate) fn command(folder: &std::path::Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_partnerscreen"));
    command.current_dir(folder).env_clear().args(arguments);
    command
}

/// Runs the program where no file may become larger than so many blocks of 512 bytes, which stands in for a full disk.
#[cfg(unix)]
pub(crate) fn without_room(folder: &std::path::Path, blocks: u64, arguments: &[&str]) -> Output {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_partnerscreen")])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

/// Adds entries about a profile to a dossier as they are, right or not, and returns their numbers.
pub(crate) fn append(dossier: &mut Dossier, profile: &str, entries: &[String]) -> Vec<i64> {
    let added = dossier.add(Some(profile), |found| {
        let stored: Vec<StoredEntry> = (found.next..)
            .zip(entries)
            .map(|(number, entry)| StoredEntry {
                number,
                profile: profile.to_owned(),
                entry: entry.clone(),
            })
            .collect();
        let numbers = stored.iter().map(|stored| stored.number).collect();
        Ok::<_, std::convert::Infallible>((stored, numbers))
    });
    let Ok(numbers) = added.unwrap();
    numbers
}

/// A folder of its own for a test, removed when the test ends.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Returns what was printed, as text.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}
