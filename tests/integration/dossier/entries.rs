//! Entries as the dossier keeps them, through the library.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use partnerscreen::dossier::{Dossier, DossierError};

use crate::common::{Folder, append};

fn file(folder: &Folder) -> PathBuf {
    folder.0.join(".partnerscreen/dossier.sqlite")
}

fn texts(folder: &Path, profile: &str) -> Vec<(i64, String)> {
    let dossier = Dossier::open(folder).unwrap().unwrap();
    let entries = dossier.entries(profile).unwrap();
    entries
        .into_iter()
        .map(|stored| (stored.number, stored.entry))
        .collect()
}

#[test]
fn entries_come_back_in_their_order_by_profile() {
    let folder = Folder::new("dossier-entries-entries");
    assert!(Dossier::open(&folder.0).unwrap().is_none());
    assert!(
        !folder.0.join(".partnerscreen").exists(),
        "opening made a dossier"
    );
    let mut dossier = Dossier::create(&folder.0).unwrap();
    let two = ["{\"a\":1}".to_owned(), "{\"a\":2}".to_owned()];
    assert_eq!(append(&mut dossier, "x.yaml", &two), [1, 2]);
    assert_eq!(append(&mut dossier, "y.yaml", &two[..1]), [3]);
    assert_eq!(append(&mut dossier, "x.yaml", &two[..1]), [4]);
    drop(dossier);
    // Making it once more keeps what is there.
    drop(Dossier::create(&folder.0).unwrap());
    let expected = [(1, &two[0]), (2, &two[1]), (4, &two[0])].map(|(n, text)| (n, text.clone()));
    assert_eq!(texts(&folder.0, "x.yaml"), expected);
    assert_eq!(texts(&folder.0, "z.yaml"), []);
}

#[test]
fn what_cannot_be_used_is_told_and_left_byte_for_byte() {
    let folder = Folder::new("dossier-entries-refused");
    let mut dossier = Dossier::create(&folder.0).unwrap();
    let many: Vec<String> = (0..500).map(|n| format!("{{\"entry\":{n}}}")).collect();
    append(&mut dossier, "x.yaml", &many);
    drop(dossier);
    let whole = fs::read(file(&folder)).unwrap();
    // The places are those of the header of `SQLite`'s file format.
    let with = |at: usize, bytes: &[u8]| {
        let mut changed = whole.clone();
        changed[at..at + bytes.len()].copy_from_slice(bytes);
        changed
    };
    let cases: [(&str, Vec<u8>); 6] = [
        ("newer", with(60, &[0, 0, 0, 99])),
        ("foreign", with(68, &[1, 2, 3, 4])),
        ("damaged", with(0, b"not")),
        ("damaged", with(4096 * 2, &[0xff; 4096])),
        ("damaged", whole[..4096 * 3].to_vec()),
        ("damaged", b"x".to_vec()),
    ];
    for (number, (expected, bytes)) in cases.iter().enumerate() {
        fs::write(file(&folder), bytes).unwrap();
        for again in [
            Dossier::open(&folder.0).map(|_| ()),
            Dossier::create(&folder.0).map(|_| ()),
        ] {
            let kind = match again.unwrap_err() {
                DossierError::Newer(_) => "newer",
                DossierError::Foreign(_) => "foreign",
                DossierError::Damaged { .. } => "damaged",
                _ => "other",
            };
            assert_eq!(kind, *expected, "case {number}");
        }
        assert_eq!(&fs::read(file(&folder)).unwrap(), bytes, "case {number}");
    }
    fs::write(file(&folder), b"").unwrap();
    let unfinished = Dossier::open(&folder.0);
    assert!(matches!(unfinished, Err(DossierError::Unfinished(_))));
    assert!(Dossier::create(&folder.0).is_ok());
}

#[test]
fn several_at_once_lose_nothing() {
    let folder = Folder::new("dossier-entries-at-once");
    std::thread::scope(|scope| {
        for writer in 0..8 {
            let folder = &folder.0;
            scope.spawn(move || {
                let mut dossier = Dossier::create(folder).unwrap();
                for number in 0..10 {
                    let entry = format!("{{\"writer\":{writer},\"number\":{number}}}");
                    append(&mut dossier, "x.yaml", &[entry]);
                }
            });
        }
    });
    let found = texts(&folder.0, "x.yaml");
    let distinct: BTreeSet<_> = found.iter().map(|(_, text)| text).collect();
    assert_eq!((found.len(), distinct.len()), (80, 80));
}

#[test]
fn an_entry_is_never_changed() {
    let folder = Folder::new("dossier-entries-append-only");
    let mut dossier = Dossier::create(&folder.0).unwrap();
    append(&mut dossier, "x.yaml", &["{}".to_owned()]);
    let other = rusqlite::Connection::open(file(&folder)).unwrap();
    let changed = other.execute("UPDATE decisions SET entry = 'x'", []);
    assert!(changed.unwrap_err().to_string().contains("never changed"));
    assert_eq!(dossier.entries("x.yaml").unwrap()[0].entry, "{}");
}
