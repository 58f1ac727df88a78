//! The dossier: made when asked for, whole or not at all.

mod migration;

use std::fs;
use std::process::Stdio;
use std::time::Duration;

use partnerscreen::dossier::{Dossier, DossierError};

use crate::common::{Chance, Folder, command, program, text};

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
        assert_eq!(dossier.append("x.yaml", &["{}".to_owned()]).unwrap(), [1]);
    }
    assert!(none > 0, "never killed before the end: {none} {whole}");
}

#[cfg(unix)]
#[test]
fn without_room_nothing_is_half_made() {
    let folder = Folder::new("dossier-full");
    let script = format!(
        "trap '' XFSZ; ulimit -f 8; {} init --lang en",
        env!("CARGO_BIN_EXE_partnerscreen")
    );
    let output = std::process::Command::new("sh")
        .args(["-c", &script])
        .current_dir(&folder.0)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("cannot be read or written"));
    assert!(!matches!(Dossier::open(&folder.0), Ok(Some(_))));
    assert!(program(&folder.0, &["init"]).status.success());
    assert!(Dossier::open(&folder.0).unwrap().is_some());
}
