//! The dossier: made when asked for, whole or not at all.

mod entries;
mod history;
mod migration;
mod purge;
mod recording;
mod robust;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::sync::LazyLock;
use std::time::Duration;

use partnerscreen::dossier::{Dossier, DossierError};
use serde_json::Value;

use crate::common::{Chance, Folder, append, command, program, root, text, without_room};

/// A profile to record.
static KASHGAR: LazyLock<String> =
    LazyLock::new(|| fs::read_to_string(root().join("profiles/kashgar-no-research.yaml")).unwrap());

/// Returns how a run ended, what it printed and what it said.
fn said(output: &Output) -> (Option<i32>, String, String) {
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    (output.status.code(), out, err)
}

/// Checks a result against the schema that the program prints.
fn follows(name: &str, value: &Value) {
    let printed = program(&root(), &["schema", name]);
    let schema: Value = serde_json::from_str(&text(&printed.stdout)).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let problems = validator.iter_errors(value);
    let problems: Vec<String> = problems.map(|error| error.to_string()).collect();
    assert!(problems.is_empty(), "{name}: {problems:?}");
    assert!(!validator.is_valid(&serde_json::json!({"format": "x"})));
}

/// Returns every file of a folder and its folders, by name.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(walk(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Opens a database as whoever wants to change what may not be changed.
fn opened_to_tamper(folder: &Folder) -> rusqlite::Connection {
    let path = folder.0.join(".partnerscreen/dossier.sqlite");
    let kept = rusqlite::Connection::open(path).unwrap();
    kept.execute_batch(
        "DROP TRIGGER IF EXISTS contents_stay; DROP TRIGGER IF EXISTS screenings_stay",
    )
    .unwrap();
    kept
}

/// Returns the hash and the text of what a screening keeps in a column.
fn kept_text(kept: &rusqlite::Connection, number: i64, column: &str) -> (String, String) {
    let sql = format!(
        "SELECT contents.hash, packed FROM screenings JOIN contents ON contents.hash = {column}
         WHERE number = {number}"
    );
    let (hash, packed): (String, Vec<u8>) = kept
        .query_row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    let bytes = miniz_oxide::inflate::decompress_to_vec_zlib(&packed).unwrap();
    (hash, text(&bytes))
}

fn packed(text: &str) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec_zlib(text.as_bytes(), 6)
}

/// Changes what the first screening keeps in a column, and not the hash it is kept by.
fn tamper(folder: &Folder, column: &str, change: impl FnOnce(&str) -> String) {
    let kept = opened_to_tamper(folder);
    let (hash, text) = kept_text(&kept, 1, column);
    let changed = change(&text);
    assert_ne!(changed, text);
    let done = kept.execute(
        "UPDATE contents SET packed = ?1 WHERE hash = ?2",
        rusqlite::params![packed(&changed), hash],
    );
    assert_eq!(done, Ok(1));
}

/// Puts another result in the place of that of the first screening, by its own hash.
fn replace_result(folder: &Folder, change: impl FnOnce(&str) -> String) {
    replace_result_of(folder, 1, change);
}

/// Puts another result in the place of that of a screening, by its own hash.
fn replace_result_of(folder: &Folder, number: i64, change: impl FnOnce(&str) -> String) {
    let kept = opened_to_tamper(folder);
    let (_, text) = kept_text(&kept, number, "result");
    let changed = change(&text);
    assert_ne!(changed, text);
    let hash = partnerscreen::profile::hash(changed.as_bytes());
    kept.execute(
        "INSERT INTO contents (hash, packed) VALUES (?1, ?2)",
        rusqlite::params![hash, packed(&changed)],
    )
    .unwrap();
    let done = kept.execute(
        "UPDATE screenings SET result = ?1 WHERE number = ?2",
        rusqlite::params![hash, number],
    );
    assert_eq!(done, Ok(1));
}

#[test]
fn init_makes_a_dossier_once_and_says_so() {
    let folder = Folder::new("dossier-init");
    let first = program(&folder.0, &["init", "--lang", "nl"]);
    assert!(first.status.success());
    assert_eq!(
        text(&first.stderr),
        "Het dossier `./.partnerscreen` is gemaakt.\n"
    );
    let file = folder.0.join(".partnerscreen/dossier.sqlite");
    let bytes = fs::read(&file).unwrap();
    let again = program(&folder.0, &["init", "--lang", "en"]);
    assert!(again.status.success());
    assert_eq!(
        text(&again.stderr),
        "The dossier `./.partnerscreen` is there already; nothing was changed.\n"
    );
    assert_eq!(fs::read(&file).unwrap(), bytes);
    let missing = program(&folder.0, &["init", "elsewhere", "--lang", "en"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(text(&missing.stderr).starts_with("error: there is no folder `elsewhere`\n"));
    assert!(!folder.0.join("elsewhere").exists());
}

#[test]
fn a_damaged_dossier_is_told_and_left_alone() {
    let folder = Folder::new("dossier-damaged");
    folder.write(".partnerscreen/dossier.sqlite", "no database at all");
    let output = program(&folder.0, &["init", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains("is damaged: no SQLite database\n"), "{said}");
    let left = fs::read(folder.0.join(".partnerscreen/dossier.sqlite")).unwrap();
    assert_eq!(left, b"no database at all");
}

#[test]
fn killed_while_it_is_made_the_dossier_is_there_or_not() {
    let folder = Folder::new("dossier-killed");
    let mut chance = Chance(11);
    let (mut none, mut whole) = (0, 0);
    for _ in 0..100 {
        let _ = fs::remove_dir_all(folder.0.join(".partnerscreen"));
        let mut child = command(&folder.0, &["init"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let micros = chance.below(40_000);
        std::thread::sleep(Duration::from_micros(u64::try_from(micros).unwrap()));
        let _ = child.kill();
        child.wait().unwrap();
        match Dossier::open(&folder.0) {
            Ok(Some(dossier)) => {
                assert_eq!(dossier.entries("x.yaml").unwrap(), []);
                whole += 1;
            }
            Ok(None) | Err(DossierError::Unfinished(_)) => none += 1,
            Err(error) => panic!("{error}"),
        }
        let mut dossier = Dossier::create(&folder.0).unwrap();
        assert_eq!(append(&mut dossier, "x.yaml", &["{}".to_owned()]), [1]);
    }
    assert!(none > 0, "never killed before the end: {none} {whole}");
}

#[cfg(unix)]
#[test]
fn without_room_nothing_is_half_made() {
    let folder = Folder::new("dossier-full");
    let output = without_room(&folder.0, 8, &["init", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("cannot be read or written"));
    assert!(!matches!(Dossier::open(&folder.0), Ok(Some(_))));
    assert!(program(&folder.0, &["init"]).status.success());
    assert!(Dossier::open(&folder.0).unwrap().is_some());
}
