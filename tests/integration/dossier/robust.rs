//! Recording while the program is killed, with several at once, without room, without permission, and on files that
//! are damaged: nothing recorded is lost or half there, and what is damaged is left alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use partnerscreen::dossier::verify::{Replayer, Verdict};
use partnerscreen::dossier::{Dossier, DossierError};
use partnerscreen::text::Lang;

use super::recording::folder;
use super::{KASHGAR, said, walk};
use crate::common::{Chance, Folder, command, program, text, without_room};

/// Checks that every screening of a dossier is whole, and returns their numbers and days.
fn whole(folder: &Path) -> Vec<(i64, String)> {
    let dossier = Dossier::open(folder).unwrap().unwrap();
    let stored = dossier.screenings(None).unwrap();
    let mut replayer = Replayer::new(&dossier);
    for one in &stored {
        let verified = replayer.verify(one, Lang::En).unwrap();
        assert_eq!(verified.verdict, Verdict::Same, "{verified:?}");
    }
    stored
        .into_iter()
        .map(|one| (one.number, one.as_of))
        .collect()
}

/// Returns the number and day of every screening.
fn numbers(folder: &Path) -> Vec<(i64, String)> {
    let dossier = Dossier::open(folder).unwrap().unwrap();
    let stored = dossier.screenings(None).unwrap().into_iter();
    stored.map(|one| (one.number, one.as_of)).collect()
}

/// Returns a day that no other number gives.
fn day(number: usize) -> String {
    format!(
        "{}-{:02}-{:02}",
        2000 + number / 336,
        number / 28 % 12 + 1,
        number % 28 + 1
    )
}

#[test]
fn killed_while_it_records_what_was_recorded_stays_and_nothing_is_half_there() {
    let folder = folder("robust-killed");
    let run = |day: &str| program(&folder.0, &["screen", "kashgar.yaml", "--as-of", day]);
    // The first one also records the rules, and takes longer.
    run("1999-01-01");
    let time = ["1999-01-02", "1999-01-03"].map(|day| {
        let begun = Instant::now();
        run(day);
        usize::try_from(begun.elapsed().as_micros()).unwrap()
    });
    let time = time[0].min(time[1]);
    let mut chance = Chance(5);
    let mut known = numbers(&folder.0);
    assert_eq!(known.len(), 3);
    let (mut killed_before, mut killed_after, mut with_journal) = (0, 0, 0);
    for run in 0..120 {
        let day = day(run);
        let mut child = command(&folder.0, &["screen", "kashgar.yaml", "--as-of", &day])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let micros = time / 3 + chance.below(time);
        std::thread::sleep(Duration::from_micros(u64::try_from(micros).unwrap()));
        let _ = child.kill();
        child.wait().unwrap();
        let journal = folder.0.join(".partnerscreen/dossier.sqlite-journal");
        with_journal += usize::from(journal.exists());
        let found = numbers(&folder.0);
        // What was there is there, and at most this one is new.
        assert_eq!(&found[..known.len()], known, "run {run}");
        match &found[known.len()..] {
            [] => killed_before += 1,
            [(_, new)] if *new == day => killed_after += 1,
            other => panic!("run {run}: {other:?}"),
        }
        known = found;
    }
    assert_eq!(whole(&folder.0), known);
    println!(
        "killed before it was recorded: {killed_before}, after: {killed_after}, with a journal left: {with_journal}"
    );
    assert!(
        killed_before > 0 && killed_after > 0,
        "{killed_before} {killed_after}"
    );
}

#[test]
fn several_programs_at_once_record_everything_once() {
    const PROGRAMS: usize = 8;
    const EACH: usize = 6;
    let folder = folder("robust-at-once");
    std::thread::scope(|scope| {
        for one in 0..PROGRAMS {
            let folder = &folder.0;
            scope.spawn(move || {
                for number in 0..EACH {
                    let day = day(one * EACH + number);
                    // On a machine that is busy with other things somebody may wait too long, and is told so.
                    let mut busy = 0;
                    loop {
                        let output = program(
                            folder,
                            &["screen", "kashgar.yaml", "--as-of", &day, "--lang", "en"],
                        );
                        let said = text(&output.stderr);
                        match output.status.code() {
                            Some(0) => break,
                            Some(4) if said.contains("is in use by another program") => busy += 1,
                            code => panic!("{code:?}: {said}"),
                        }
                        assert!(busy < 20, "never got in");
                    }
                }
            });
        }
    });
    let found = whole(&folder.0);
    let days: BTreeSet<&String> = found.iter().map(|(_, day)| day).collect();
    assert_eq!(
        (found.len(), days.len()),
        (PROGRAMS * EACH, PROGRAMS * EACH)
    );
}

#[cfg(unix)]
#[test]
fn without_room_the_screening_is_shown_and_the_dossier_is_as_it_was() {
    let folder = folder("robust-full");
    let (code, bare, _) = said(&program(
        &folder.0,
        &["screen", "kashgar.yaml", "--no-record", "--lang", "nl"],
    ));
    assert_eq!(code, Some(0));
    let before = fs::read(folder.0.join(".partnerscreen/dossier.sqlite")).unwrap();
    // The dossier fits, a screening with its rules does not.
    for blocks in [100, 200, 300, 400] {
        let output = without_room(
            &folder.0,
            blocks,
            &["screen", "kashgar.yaml", "--lang", "nl"],
        );
        let (code, out, err) = said(&output);
        assert_eq!(code, Some(4), "{blocks}: {err}");
        assert!(out == bare, "{blocks}");
        assert!(
            err.starts_with("fout: de screening van `kashgar.yaml` is niet vastgelegd: "),
            "{err}"
        );
        assert_eq!(whole(&folder.0), []);
        assert!(fs::read(folder.0.join(".partnerscreen/dossier.sqlite")).unwrap() == before);
    }
    assert_eq!(
        program(&folder.0, &["screen", "kashgar.yaml"])
            .status
            .code(),
        Some(0)
    );
    assert_eq!(whole(&folder.0).len(), 1);
}

/// Who may do everything cannot be kept from writing, so the program runs as somebody else.
#[cfg(unix)]
#[test]
fn without_permission_the_screening_is_shown_and_what_is_there_can_be_read() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;
    const OTHER: u32 = 65_534;
    let place =
        std::env::temp_dir().join(format!("partnerscreen-read-only-{}", std::process::id()));
    let _ = fs::remove_dir_all(&place);
    fs::create_dir_all(&place).unwrap();
    fs::write(place.join("kashgar.yaml"), KASHGAR.as_str()).unwrap();
    Dossier::create(&place).unwrap();
    let code = program(&place, &["screen", "kashgar.yaml", "--as-of", "2026-01-01"]);
    assert_eq!(code.status.code(), Some(0));
    let binary = place.join("program");
    fs::copy(env!("CARGO_BIN_EXE_partnerscreen"), &binary).unwrap();
    let is_root = std::os::unix::fs::chown(place.join("kashgar.yaml"), Some(0), Some(0)).is_ok();
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(&binary);
        command.current_dir(&place).env_clear().args(arguments);
        if is_root {
            command.uid(OTHER).gid(OTHER);
        }
        said(&command.output().unwrap())
    };
    let file = place.join(".partnerscreen/dossier.sqlite");
    let folder = place.join(".partnerscreen");
    for (of_folder, of_file) in [(0o555, 0o444), (0o555, 0o666), (0o777, 0o444)] {
        fs::set_permissions(&folder, fs::Permissions::from_mode(of_folder)).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(of_file)).unwrap();
        let before = fs::read(&file).unwrap();
        let (code, out, err) = run(&[
            "screen",
            "kashgar.yaml",
            "--as-of",
            "2026-02-02",
            "--lang",
            "en",
        ]);
        assert_eq!(code, Some(4), "{of_folder:o} {of_file:o}: {err}");
        assert!(out.contains("\nScreening of 2 February 2026\n"));
        assert!(
            err.starts_with("error: the screening of `kashgar.yaml` was not recorded: the dossier `./.partnerscreen/dossier.sqlite` cannot be read or written («"),
            "{err}"
        );
        let (code, out, err) = run(&["history", "--lang", "en"]);
        assert_eq!(
            (code, err.as_str()),
            (Some(0), ""),
            "{of_folder:o} {of_file:o}"
        );
        assert!(out.contains("First"), "{out}");
        assert_eq!(run(&["verify", "1"]).0, Some(0));
        assert!(fs::read(&file).unwrap() == before);
        assert_eq!(walk(&folder).len(), 1);
    }
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    fs::remove_dir_all(&place).unwrap();
}

/// Returns every file of a dossier with its bytes.
fn files(folder: &Folder) -> Vec<(String, Vec<u8>)> {
    let place = folder.0.join(".partnerscreen");
    let files = walk(&place).into_iter().map(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read(&path).unwrap())
    });
    files.collect()
}

#[test]
fn a_damaged_dossier_stays_byte_for_byte_also_with_a_journal_beside_it() {
    let folder = folder("robust-damaged");
    assert_eq!(
        program(&folder.0, &["screen", "kashgar.yaml"])
            .status
            .code(),
        Some(0)
    );
    let file = ".partnerscreen/dossier.sqlite";
    let good = fs::read(folder.0.join(file)).unwrap();
    let journal = journal(&good);
    let mut middle = good.clone();
    middle[4096 * 3..4096 * 4].fill(0xee);
    let mut newer = good.clone();
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    let half = good[..good.len() / 2].to_vec();
    let prose = b"this was a dossier once\n".repeat(300);
    let cases: [(&str, &[u8]); 4] = [
        ("damaged", &middle),
        ("damaged", &half),
        ("damaged", &prose),
        ("newer", &newer),
    ];
    for (number, (kind, bytes)) in cases.iter().enumerate() {
        for (ending, beside) in [
            ("", Vec::new()),
            ("-journal", journal.clone()),
            ("-journal", b"garbage".repeat(200)),
            ("-wal", b"garbage".repeat(200)),
        ] {
            let _ = fs::remove_dir_all(folder.0.join(".partnerscreen"));
            folder.write(file, bytes);
            if !ending.is_empty() {
                folder.write(&format!("{file}{ending}"), &beside);
            }
            let before = files(&folder);
            for arguments in [
                ["screen", "kashgar.yaml"].as_slice(),
                &["history"],
                &["verify"],
                &["init"],
                &["history", "purge", "--yes"],
            ] {
                let output = program(&folder.0, &[arguments, &["--lang", "en"]].concat());
                let expected = if arguments[0] == "screen" { 4 } else { 2 };
                let err = text(&output.stderr);
                assert_eq!(output.status.code(), Some(expected), "{err}");
                let word = if ending == "-wal" || *kind == "damaged" {
                    "is damaged: "
                } else {
                    "is of a newer version"
                };
                assert!(err.contains(word), "case {number}{ending}: {err}");
                assert!(
                    files(&folder) == before,
                    "case {number}{ending}: {arguments:?}"
                );
            }
        }
    }
}

/// Returns a journal of the form that `SQLite` leaves, which takes nothing back: its header and no page.
fn journal(database: &[u8]) -> Vec<u8> {
    let mut journal = vec![0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    journal.extend(0_u32.to_be_bytes());
    journal.extend(7_u32.to_be_bytes());
    journal.extend(u32::try_from(database.len() / 4096).unwrap().to_be_bytes());
    journal.extend(512_u32.to_be_bytes());
    journal.extend(4096_u32.to_be_bytes());
    journal.resize(512, 0);
    journal
}

#[test]
fn a_journal_that_a_killed_program_left_is_taken_back_where_the_dossier_is_whole_then() {
    let folder = folder("robust-journal");
    assert_eq!(
        program(&folder.0, &["screen", "kashgar.yaml"])
            .status
            .code(),
        Some(0)
    );
    let file = folder.0.join(".partnerscreen/dossier.sqlite");
    let good = fs::read(&file).unwrap();
    folder.write(".partnerscreen/dossier.sqlite-journal", journal(&good));
    assert_eq!(whole(&folder.0).len(), 1);
    assert!(
        !folder
            .0
            .join(".partnerscreen/dossier.sqlite-journal")
            .exists()
    );
    assert_eq!(files(&folder).len(), 1, "the copy it was tried on is gone");
    assert!(fs::read(&file).unwrap() == good);
}

#[test]
fn a_dossier_that_another_program_writes_is_waited_for_and_then_told() {
    let folder = folder("robust-busy");
    let path = folder.0.join(".partnerscreen/dossier.sqlite");
    let other = rusqlite::Connection::open(path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let begun = Instant::now();
    let (code, out, err) = said(&program(
        &folder.0,
        &["screen", "kashgar.yaml", "--lang", "nl"],
    ));
    assert_eq!(
        (code, err.as_str()),
        (
            Some(4),
            "fout: de screening van `kashgar.yaml` is niet vastgelegd: het dossier `./.partnerscreen/dossier.sqlite` is in gebruik bij een ander programma\n  = hulp: probeer het opnieuw als dat klaar is\n"
        )
    );
    assert!(out.contains("BEVINDINGEN"));
    assert!(begun.elapsed() >= Duration::from_secs(4));
    // Who only reads need not wait.
    assert_eq!(program(&folder.0, &["history"]).status.code(), Some(0));
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(
        program(&folder.0, &["screen", "kashgar.yaml"])
            .status
            .code(),
        Some(0)
    );
    assert!(!matches!(
        Dossier::open(&folder.0),
        Err(DossierError::Busy(_))
    ));
}
