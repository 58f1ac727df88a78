//! `history purge`: what it removes is gone from every byte of the dossier.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use partnerscreen::dossier::Dossier;

use super::recording::folder;
use super::{KASHGAR, said, walk};
use crate::common::{Chance, DAY, Folder, append, command, program, root};

const MARKER: &str = "geheim-merkteken";

/// Counts the files of a dossier that hold some bytes.
fn holding(folder: &Path, wanted: &[u8]) -> usize {
    let files = walk(&folder.join(".partnerscreen"));
    let holds = |path: &&std::path::PathBuf| {
        let bytes = fs::read(path).unwrap();
        bytes.windows(wanted.len()).any(|part| part == wanted)
    };
    files.iter().filter(holds).count()
}

fn run(folder: &Folder, arguments: &[&str]) -> (Option<i32>, String, String) {
    said(&program(&folder.0, arguments))
}

/// Makes a dossier of two profiles, one with the marker in its name, in its text and in a decision; with a copy of
/// version 1. Returns what is kept of the profile with the marker, as it lies in the file.
fn filled(name: &str) -> (Folder, Vec<Vec<u8>>) {
    let folder = folder(name);
    fs::remove_dir_all(folder.0.join(".partnerscreen")).unwrap();
    let old = fs::read(root().join("tests/data/dossier/version-1.sqlite")).unwrap();
    folder.write(".partnerscreen/dossier.sqlite", old);
    let mut dossier = Dossier::open(&folder.0).unwrap().unwrap();
    assert!(dossier.copy().is_some());
    let marked = format!("{MARKER}.yaml");
    let note = format!(r#"{{"note":{{"key":"x","text":"{MARKER}","ground":{{}}}}}}"#);
    let entry = format!(r#"{{"number":4,"day":"2026-11-20","role":"team","what":{note}}}"#);
    append(&mut dossier, &marked, &[entry]);
    drop(dossier);
    let text = KASHGAR.replace("(vóór het onderzoek)", MARKER);
    assert!(text.contains(MARKER));
    folder.write(&marked, text);
    for (profile, day) in [
        ("kashgar.yaml", DAY),
        (&marked, DAY),
        (&marked, "2027-01-01"),
    ] {
        assert_eq!(
            run(&folder, &["screen", profile, "--as-of", day]).0,
            Some(0)
        );
    }
    let path = folder.0.join(".partnerscreen/dossier.sqlite");
    let kept = rusqlite::Connection::open(path).unwrap();
    let mut packed = kept
        .prepare(
            "SELECT packed FROM contents WHERE hash IN (SELECT content FROM screenings WHERE profile = ?1
             UNION SELECT result FROM screenings WHERE profile = ?1)",
        )
        .unwrap();
    let packed = packed
        .query_map([&marked], |row| row.get::<_, Vec<u8>>(0))
        .unwrap();
    // What is packed does not show the marker: some of its own bytes stand for it.
    let parts: Vec<Vec<u8>> = packed
        .map(|bytes| bytes.unwrap()[100..132].to_vec())
        .collect();
    assert_eq!(parts.len(), 3);
    (folder, parts)
}

#[test]
fn purging_asks_first_and_then_leaves_no_trace_of_the_profile() {
    let (folder, parts) = filled("purge-one");
    let marked = format!("{MARKER}.yaml");
    assert_eq!(holding(&folder.0, MARKER.as_bytes()), 1);
    for part in &parts {
        assert_eq!(holding(&folder.0, part), 1);
    }
    let before = fs::read(folder.0.join(".partnerscreen/dossier.sqlite")).unwrap();
    let (code, out, err) = run(&folder, &["history", "purge", &marked, "--lang", "nl"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert_eq!(
        err,
        format!(
            "Dit gaat voorgoed weg uit het dossier, van `{marked}`: screenings 2, besluiten 1, kopieën van het hele dossier 1. De profielen zelf blijven staan.\n  kopie: ./.partnerscreen/dossier.version-1.sqlite\nfout: er is nog niets weggehaald\n  = hulp: geef dezelfde opdracht met `--yes`\n"
        )
    );
    assert!(fs::read(folder.0.join(".partnerscreen/dossier.sqlite")).unwrap() == before);

    let (code, _, err) = run(
        &folder,
        &["history", "purge", &marked, "--yes", "--lang", "nl"],
    );
    assert_eq!(
        (code, err),
        (
            Some(0),
            format!(
                "Weg uit het dossier, van `{marked}`: screenings 2, besluiten 1, kopieën van het hele dossier 1. De profielen zelf staan er nog.\n"
            )
        )
    );
    assert_eq!(holding(&folder.0, MARKER.as_bytes()), 0);
    for part in &parts {
        assert_eq!(holding(&folder.0, part), 0);
    }
    let names = walk(&folder.0.join(".partnerscreen"));
    assert_eq!(names, [folder.0.join(".partnerscreen/dossier.sqlite")]);
    // All else is as it was, and new numbers are new.
    assert!(folder.0.join(&marked).exists());
    let mut dossier = Dossier::open(&folder.0).unwrap().unwrap();
    let numbers: Vec<i64> = dossier
        .screenings(None)
        .unwrap()
        .iter()
        .map(|one| one.number)
        .collect();
    assert_eq!(numbers, [1]);
    assert_eq!(
        dossier.entries("kashgar-no-research.yaml").unwrap().len(),
        2
    );
    assert_eq!(append(&mut dossier, "a.yaml", &["{}".to_owned()]), [5]);
    drop(dossier);
    assert_eq!(run(&folder, &["verify"]).0, Some(0));
    assert_eq!(run(&folder, &["screen", &marked]).0, Some(0));
    assert_eq!(run(&folder, &["history", "show", "4"]).0, Some(0));
}

#[test]
fn killed_while_it_purges_all_is_there_or_nothing_and_the_next_purge_leaves_no_trace() {
    let (folder, parts) = filled("purge-killed");
    let place = folder.0.join(".partnerscreen");
    let before: Vec<(PathBuf, Vec<u8>)> = walk(&place)
        .into_iter()
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    let purge = ["history", "purge", "--yes"];
    let begun = Instant::now();
    run(&folder, &purge);
    let whole = usize::try_from(begun.elapsed().as_micros()).unwrap();
    let mut chance = Chance(23);
    let (mut all, mut nothing) = (0, 0);
    for _ in 0..40 {
        fs::remove_dir_all(&place).unwrap();
        fs::create_dir_all(&place).unwrap();
        for (path, bytes) in &before {
            fs::write(path, bytes).unwrap();
        }
        let mut child = command(&folder.0, &purge)
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let micros = whole / 3 + chance.below(whole);
        std::thread::sleep(Duration::from_micros(u64::try_from(micros).unwrap()));
        let _ = child.kill();
        child.wait().unwrap();
        let dossier = Dossier::open(&folder.0).unwrap().unwrap();
        let screenings = dossier.screenings(None).unwrap().len();
        match (screenings, dossier.all_entries().unwrap().len()) {
            (3, 4) => all += 1,
            (0, 0) => nothing += 1,
            other => panic!("{other:?}"),
        }
        drop(dossier);
        assert_eq!(run(&folder, &purge).0, Some(0));
        for wanted in parts.iter().map(Vec::as_slice).chain([MARKER.as_bytes()]) {
            assert_eq!(holding(&folder.0, wanted), 0);
        }
        assert_eq!(walk(&place).len(), 1);
    }
    println!("killed before it was purged: {all}, after: {nothing}");
    assert!(all > 0 && nothing > 0, "{all} {nothing}");
}

#[test]
fn purging_all_leaves_an_empty_dossier() {
    let (folder, parts) = filled("purge-all");
    let (code, _, err) = run(&folder, &["history", "purge", "--yes", "--lang", "en"]);
    assert_eq!(
        (code, err.as_str()),
        (
            Some(0),
            "Gone from the dossier, of all profiles: screenings 3, decisions 4, copies of the whole dossier 1. The profiles themselves are still there.\n"
        )
    );
    for wanted in parts
        .iter()
        .map(Vec::as_slice)
        .chain([MARKER.as_bytes(), b"kashgar"])
    {
        assert_eq!(holding(&folder.0, wanted), 0);
    }
    let path = folder.0.join(".partnerscreen/dossier.sqlite");
    let kept = rusqlite::Connection::open(path).unwrap();
    for table in ["screenings", "decisions", "contents", "packs", "pack_files"] {
        let count = format!("SELECT count(*) FROM {table}");
        let count: i64 = kept.query_row(&count, [], |row| row.get(0)).unwrap();
        assert_eq!(count, 0, "{table}");
    }
    drop(kept);
    // Once more there is nothing, and a profile nobody knows is told.
    assert_eq!(run(&folder, &["history", "purge", "--yes"]).0, Some(0));
    let (code, _, err) = run(
        &folder,
        &["history", "purge", "nobody.yaml", "--yes", "--lang", "en"],
    );
    assert_eq!(
        (code, err.as_str()),
        (
            Some(2),
            "error: the dossier knows no profile `nobody.yaml`\n  = help: there is nothing in the dossier yet\n"
        )
    );
}
