//! A dossier of an earlier version is brought to this one, whole or not at all, with a copy beside it.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use partnerscreen::dossier::Dossier;
use rusqlite::{Connection, OpenFlags};

use crate::common::{Chance, Folder, append, command, program, root, text, without_room};

const KASHGAR: &str = "kashgar-no-research.yaml";

/// Puts a dossier in a folder that version 1 of the tables made, with three decisions.
fn version_1(folder: &Folder) -> PathBuf {
    let old = fs::read(root().join("tests/data/dossier/version-1.sqlite")).unwrap();
    folder.write(".partnerscreen/dossier.sqlite", old);
    folder.0.join(".partnerscreen")
}

/// Returns the version of the tables, without changing anything.
fn version(path: PathBuf) -> i64 {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap()
}

fn notes(dossier: &Dossier) -> Vec<(i64, String, bool)> {
    let entries = dossier.all_entries().unwrap();
    let entries = entries.into_iter().map(|one| {
        let is_note = one.entry.contains("{\"note\":{\"key\":");
        (one.number, one.profile, is_note)
    });
    entries.collect()
}

fn expected() -> Vec<(i64, String, bool)> {
    [(1, KASHGAR), (2, KASHGAR), (3, "guangdong-running.yaml")]
        .map(|(number, profile)| (number, profile.to_owned(), true))
        .to_vec()
}

#[test]
fn a_dossier_of_version_1_keeps_all_it_had_and_a_copy_of_it_stands_beside_it() {
    let folder = Folder::new("dossier-version-1");
    let place = version_1(&folder);
    assert_eq!(version(place.join("dossier.sqlite")), 1);
    let output = program(&folder.0, &["init", "--lang", "nl"]);
    assert_eq!(
        (output.status.code(), text(&output.stderr).as_str()),
        (
            Some(0),
            "Het dossier is bijgewerkt voor deze versie van het programma. Zoals het was, staat het in `./.partnerscreen/dossier.version-1.sqlite`.\n"
        )
    );
    assert_eq!(version(place.join("dossier.sqlite")), 2);
    assert_eq!(version(place.join("dossier.version-1.sqlite")), 1);
    let mut dossier = Dossier::open(&folder.0).unwrap().unwrap();
    assert_eq!(dossier.copy(), None);
    assert_eq!(notes(&dossier), expected());
    assert_eq!(dossier.screenings(None).unwrap(), []);
    assert_eq!(append(&mut dossier, KASHGAR, &["{}".to_owned()]), [4]);
    drop(dossier);
    // The copy is a whole dossier: put back, it is opened as the first one was.
    let back = Folder::new("dossier-version-1-back");
    let copy = fs::read(place.join("dossier.version-1.sqlite")).unwrap();
    back.write(".partnerscreen/dossier.sqlite", copy);
    assert_eq!(notes(&Dossier::open(&back.0).unwrap().unwrap()), expected());
}

#[test]
fn killed_on_the_way_to_a_new_version_the_dossier_has_all_it_had() {
    let folder = Folder::new("dossier-migration-killed");
    let mut chance = Chance(17);
    let (mut old, mut new) = (0, 0);
    version_1(&folder);
    let begun = Instant::now();
    program(&folder.0, &["init"]);
    let whole = usize::try_from(begun.elapsed().as_micros()).unwrap();
    for _ in 0..120 {
        let _ = fs::remove_dir_all(folder.0.join(".partnerscreen"));
        let place = version_1(&folder);
        let mut child = command(&folder.0, &["init"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let micros = chance.below(whole * 3 / 2);
        std::thread::sleep(Duration::from_micros(u64::try_from(micros).unwrap()));
        let _ = child.kill();
        child.wait().unwrap();
        let dossier = Dossier::open(&folder.0).unwrap().unwrap();
        match dossier.copy() {
            Some(_) => old += 1,
            None => new += 1,
        }
        assert_eq!(notes(&dossier), expected());
        assert_eq!(version(place.join("dossier.sqlite")), 2);
        assert_eq!(version(place.join("dossier.version-1.sqlite")), 1);
    }
    assert!(old > 0 && new > 0, "killed before: {old}, after: {new}");
}

#[cfg(unix)]
#[test]
fn without_room_for_the_copy_a_dossier_of_version_1_stays_as_it_is() {
    let folder = Folder::new("dossier-migration-full");
    let place = version_1(&folder);
    let before = fs::read(place.join("dossier.sqlite")).unwrap();
    // Less than the dossier has.
    let output = without_room(&folder.0, 20, &["init", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    assert!(fs::read(place.join("dossier.sqlite")).unwrap() == before);
    assert!(!place.join("dossier.version-1.sqlite").exists());
    assert_eq!(
        notes(&Dossier::open(&folder.0).unwrap().unwrap()),
        expected()
    );
}
