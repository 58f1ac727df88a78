//! Killed at any moment, and several programs at once: nothing is lost, nothing is half there, no number twice.

use std::collections::BTreeSet;
use std::process::Stdio;
use std::time::Duration;

use partnerscreen::dossier::Dossier;
use partnerscreen::review::{Entry, What};

use super::{FINDING, OTHER, desk, run};
use crate::common::{Chance, DAY, Folder, command, without_room};

const KEYS: [&str; 4] = [FINDING, OTHER, "agenda-of-contacts", "plan-local"];

fn entries(folder: &Folder) -> Vec<Entry> {
    let dossier = Dossier::open(&folder.0).unwrap().unwrap();
    let stored = dossier.entries("a.yaml").unwrap();
    let read = |one: &partnerscreen::dossier::StoredEntry| {
        let entry: Entry = serde_json::from_str(&one.entry).unwrap();
        assert_eq!(entry.number, u64::try_from(one.number).unwrap());
        entry
    };
    stored.iter().map(read).collect()
}

fn accept_all(reason: &str) -> Vec<&str> {
    let mut arguments = vec!["review", "a.yaml", "accept"];
    arguments.extend(KEYS);
    arguments.extend([
        "--reason",
        reason,
        "--until",
        "2027-06-01",
        "--role",
        "college",
        "--as-of",
        DAY,
    ]);
    arguments
}

#[test]
fn killed_while_deciding_all_of_a_decision_is_there_or_nothing() {
    let folder = desk("review-killed");
    let mut chance = Chance(23);
    // How long a whole run takes, so that the kills fall within it.
    let begun = std::time::Instant::now();
    assert_eq!(run(&folder, &accept_all("first")[..13]).0, Some(0));
    let usual = begun.elapsed().as_micros() as usize;
    let mut there = entries(&folder).len();
    assert_eq!(there, KEYS.len());
    let (mut whole, mut none) = (0, 0);
    for round in 0..150 {
        let reason = format!("round {round}");
        let mut child = command(&folder.0, &accept_all(&reason))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let micros = chance.below(usual + usual / 4);
        std::thread::sleep(Duration::from_micros(u64::try_from(micros).unwrap()));
        let _ = child.kill();
        let ended = child.wait().unwrap();
        let found = entries(&folder);
        let mine = found
            .iter()
            .filter(
                |entry| matches!(&entry.what, What::Accept { reason: one, .. } if *one == reason),
            )
            .count();
        assert_eq!(found.len(), there + mine, "round {round} lost something");
        assert!(mine == 0 || mine == KEYS.len(), "round {round}: {mine}");
        assert!(!ended.success() || mine == KEYS.len(), "told and not there");
        there = found.len();
        if mine == 0 {
            none += 1;
        } else {
            whole += 1;
        }
    }
    assert!(whole > 0 && none > 0, "{whole} whole, {none} not there");
    let numbers: BTreeSet<u64> = entries(&folder).iter().map(|one| one.number).collect();
    assert_eq!(numbers.len(), there);
}

#[test]
fn several_programs_at_once_get_numbers_of_their_own_and_lose_nothing() {
    let folder = desk("review-at-once");
    let running: Vec<_> = (0..12)
        .map(|writer| {
            let reason = format!("writer {writer}");
            command(&folder.0, &accept_all(&reason))
                .stdin(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let mut told = BTreeSet::new();
    for child in running {
        let output = child.wait_with_output().unwrap();
        let said = crate::common::text(&output.stderr);
        assert!(output.status.success(), "{said}");
        for line in said.lines() {
            assert!(
                told.insert(line.split(',').next().unwrap().to_owned()),
                "twice: {line}"
            );
        }
    }
    let found = entries(&folder);
    let numbers: Vec<u64> = found.iter().map(|one| one.number).collect();
    assert_eq!(numbers, (1..=48).collect::<Vec<u64>>());
    assert_eq!(told.len(), 48);
    let words: BTreeSet<String> = found
        .iter()
        .map(|one| match &one.what {
            What::Accept { key, reason, .. } => format!("{key} {reason}"),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(words.len(), 48);
}

#[test]
fn of_several_that_withdraw_the_same_at_once_one_does() {
    let folder = desk("review-withdraw-race");
    assert_eq!(run(&folder, &accept_all("x")[..13]).0, Some(0));
    for number in ["1", "2", "3"] {
        let arguments = [
            "review", "a.yaml", "withdraw", number, "--reason", "x", "--role", "college",
        ];
        let running: Vec<_> = (0..6)
            .map(|_| {
                command(&folder.0, &arguments)
                    .stdin(Stdio::null())
                    .stderr(Stdio::null())
                    .spawn()
                    .unwrap()
            })
            .collect();
        let codes: Vec<Option<i32>> = running
            .into_iter()
            .map(|mut child| child.wait().unwrap().code())
            .collect();
        let succeeded = codes.iter().filter(|code| **code == Some(0)).count();
        assert_eq!(succeeded, 1, "{codes:?}");
        assert!(
            codes.iter().all(|code| matches!(code, Some(0 | 2))),
            "{codes:?}"
        );
    }
    assert_eq!(entries(&folder).len(), KEYS.len() + 3);
}

#[cfg(unix)]
#[test]
fn without_room_what_was_decided_stays_and_nothing_is_half_there() {
    let folder = desk("review-full");
    assert_eq!(run(&folder, &accept_all("before")[..13]).0, Some(0));
    let before = entries(&folder);
    let reason = "x".repeat(60_000);
    // Enough for the database as it is, not for more.
    let size = std::fs::metadata(folder.0.join(".partnerscreen/dossier.sqlite"))
        .unwrap()
        .len();
    for more in [0, 8, 64, 200] {
        let accept = [
            &["review", "a.yaml", "accept"],
            &KEYS[..],
            &["--reason", &reason, "--until", "2027-06-01"],
            &["--role", "college", "--lang", "en"],
        ]
        .concat();
        let output = without_room(&folder.0, size / 512 + more, &accept);
        let said = crate::common::text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{more}: {said}");
        assert!(said.contains("cannot be read or written"), "{more}: {said}");
        assert_eq!(entries(&folder), before, "{more}");
    }
    assert_eq!(run(&folder, &accept_all("after")[..13]).0, Some(0));
    assert_eq!(entries(&folder).len(), 2 * KEYS.len());
}
