//! `check --fix`: a misspelling goes back to what it was, byte for byte, or stays as it is.

use std::fs;

use partnerscreen::checking::{check, repair};
use partnerscreen::profile::{read_earlier, sites};
use partnerscreen::yaml::{Limits, Severity, Span, read as read_yaml};

use super::run;
use crate::common::{Chance, DAY, Folder, PACK, samples};

/// Changes one letter of a word, in one of the ways in which people do.
fn misspelt(chance: &mut Chance, word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = chance.below(letters.len());
    match chance.below(5) {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, 'x'),
        2 if at > 0 => letters.swap(at - 1, at),
        3 => letters[at] = letters[at].to_ascii_uppercase(),
        _ => return word.replace('_', "-"),
    }
    letters.into_iter().collect()
}

/// Returns the places of keys and options in a profile.
fn words(text: &str) -> Vec<Span> {
    let document = read_yaml("", text.as_bytes(), Limits::PROFILE);
    let root = document.root.unwrap();
    let mut found = Vec::new();
    for site in sites(&root, &PACK.facts) {
        found.push(site.entry.key_span);
        let is_choice = !PACK.facts.get(site.fact).unwrap().options().is_empty();
        let answer = site
            .entry
            .value
            .get("answer")
            .map_or(&site.entry.value, |answer| &answer.value);
        let items = answer.as_sequence().unwrap_or(std::slice::from_ref(answer));
        let options = items
            .iter()
            .filter(|item| is_choice && item.as_scalar().is_some() && !item.is_empty());
        found.extend(options.map(|item| item.span));
    }
    found
}

#[test]
fn a_misspelling_in_any_sample_and_form_goes_back_to_the_old_text_or_stays() {
    let mut chance = Chance(7);
    let (mut repaired, mut left, mut unharmed) = (0, 0, 0);
    for (name, sample) in samples() {
        for (form, old) in [
            ("as it is", sample.clone()),
            ("CR LF", sample.replace('\n', "\r\n")),
            ("no final line break", sample.trim_end().to_owned()),
        ] {
            for span in words(&old) {
                if !chance.once_in(if form == "as it is" { 8 } else { 20 }) {
                    continue;
                }
                let word = misspelt(&mut chance, &old[span.start..span.end]);
                let wrong = format!("{}{word}{}", &old[..span.start], &old[span.end..]);
                let is_right = |text: &str| {
                    read_earlier("", text.as_bytes(), &PACK.facts, &PACK.places)
                        .is_ok_and(|(_, refused)| refused.is_empty())
                };
                let after = repair(&PACK, &wrong);
                if is_right(&wrong) {
                    assert_eq!(
                        (after.text, after.count),
                        (wrong, 0),
                        "{name} {form} {word}"
                    );
                    unharmed += 1;
                } else if after.text == wrong {
                    assert_eq!(after.count, 0);
                    left += 1;
                } else {
                    assert_eq!(
                        (after.text.as_str(), after.count),
                        (&*old, 1),
                        "{name} {form} {word}"
                    );
                    assert_eq!(repair(&PACK, &after.text).count, 0);
                    repaired += 1;
                }
            }
        }
    }
    println!("{repaired} repaired, {left} left, {unharmed} nothing to repair");
    assert!(repaired > 100 && left > 0, "{repaired} {left} {unharmed}");
}

#[test]
fn no_text_at_all_stops_it_and_a_repair_never_leaves_more_errors() {
    let mut chance = Chance(23);
    let mut changed = 0;
    for (name, sample) in samples() {
        for _ in 0..12 {
            let mut bytes = sample.clone().into_bytes();
            for _ in 0..=chance.below(6) {
                let at = chance.below(bytes.len());
                match chance.below(3) {
                    0 => bytes.truncate(at.max(1)),
                    1 => bytes[at] = *chance.pick(b":-#{}[]&*!|>'\" \t\n\r@0"),
                    _ => drop(bytes.remove(at)),
                }
            }
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let errors =
                |text: &str| check(&PACK, &name, text.as_bytes(), DAY).count(Severity::Error);
            let after = repair(&PACK, &text);
            assert_eq!(after.count == 0, after.text == text, "{name}\n{text}");
            assert!(errors(&after.text) <= errors(&text), "{name}\n{text}");
            changed += usize::from(after.count > 0);
        }
    }
    assert!(changed > 0);
}

#[test]
fn what_has_more_than_one_repair_or_none_is_left_alone() {
    for profile in [
        // As near to two keys; the right key in the wrong group; a key with nothing near.
        "research: {engagement: mpossible}",
        "partner: {stage: running}",
        "unheard_of: 1",
        // A repair that would make a key stand twice.
        "link: {stage: running, Stage: ended}",
        // Not a spelling: a yes/no question, a date, a text for a list.
        "research: {repression: perhaps}",
        "link: {stage: {answer: running, date: 1-5-2026}}",
        "exchanges: x",
        // Broken YAML.
        "link: [stage: running",
        // An anchor would carry the repair to another answer.
        "link: {stage: &a runing, kind: *a}",
    ] {
        let text = format!("partnerscreen: 1\n{profile}\n");
        let after = repair(&PACK, &text);
        assert_eq!((after.text, after.count), (text, 0), "{profile}");
    }
}

#[test]
fn several_are_repaired_in_one_run_also_below_a_key_that_was_wrong_itself() {
    let folder = Folder::new("repair-several");
    let old = "partnerscreen: 1   # versie\nPartner:\r\n  plce: 'Kashgar' # «plaats»\n\nlink:\n  \"Stage\": {anwser: \"runing\", sorce: x}\n  kind: Zusterstad\nexchanges:\n  - {id: a, Direction: incomming}\n  - id: b\n    sate: nergens";
    folder.write("a.yaml", old);
    let (code, out, err) = run(&folder.0, &["check", "a.yaml", "--fix", "--lang", "nl"]);
    assert_eq!(code, 2, "{out}{err}");
    let new = fs::read_to_string(folder.0.join("a.yaml")).unwrap();
    assert_eq!(
        new,
        "partnerscreen: 1   # versie\npartner:\r\n  place: 'Kashgar' # «plaats»\n\nlink:\n  stage: {answer: running, source: x}\n  kind: Zusterstad\nexchanges:\n  - {id: a, direction: incoming}\n  - id: b\n    state: nergens",
        "{out}{err}"
    );
    // The diff comes first, then what is left.
    assert!(
        err.starts_with("--- a.yaml\n+++ a.yaml\n@@ -1,11 +1,11 @@\n partnerscreen: 1   # versie\n-Partner:\n-  plce: 'Kashgar' # «plaats»\n+partner:\n+  place: 'Kashgar' # «plaats»\n"),
        "{err}"
    );
    assert!(
        out.contains("`nergens` is geen antwoord op `exchange.state`"),
        "{out}"
    );
    assert!(out.contains("\nHersteld: 9.\n"), "{out}");
    // A second run finds nothing to do and writes nothing.
    let before = fs::metadata(folder.0.join("a.yaml"))
        .unwrap()
        .modified()
        .unwrap();
    let (_, again, err) = run(&folder.0, &["check", "a.yaml", "--fix", "--lang", "nl"]);
    assert_eq!(err, "");
    assert!(!again.contains("Hersteld"), "{again}");
    assert_eq!(
        fs::metadata(folder.0.join("a.yaml"))
            .unwrap()
            .modified()
            .unwrap(),
        before
    );
}

#[test]
fn a_diff_alone_changes_nothing_and_is_harmless() {
    let folder = Folder::new("repair-diff");
    let old = "\u{feff}partnerscreen: 1\nname: \"\u{202e}x\"\nlink: {Stage: running}\n";
    folder.write("a.yaml", old);
    let (code, out, err) = run(&folder.0, &["check", "a.yaml", "--diff", "--lang", "en"]);
    assert_eq!((code, err.as_str()), (2, ""));
    assert!(
        out.starts_with("--- a.yaml\n+++ a.yaml\n@@ -1,3 +1,3 @@\n partnerscreen: 1\n name: \"�x\"\n-link: {Stage: running}\n+link: {stage: running}\n\nerror[control-character]"),
        "{out}"
    );
    assert_eq!(fs::read_to_string(folder.0.join("a.yaml")).unwrap(), old);
    // Written, the mark at the beginning stays.
    let old = old.replace('\u{202e}', "");
    folder.write("a.yaml", &old);
    let (code, out, _) = run(&folder.0, &["check", "a.yaml", "--fix", "--lang", "en"]);
    assert_eq!((code, out.as_str()), (0, "Repaired: 1.\nno remarks.\n"));
    assert_eq!(
        fs::read_to_string(folder.0.join("a.yaml")).unwrap(),
        old.replace("Stage", "stage")
    );
}

#[cfg(unix)]
#[test]
fn what_cannot_be_written_stays_and_the_other_files_are_repaired() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new("repair-refused");
    let old = "partnerscreen: 1\nlink: {Stage: running}\n";
    folder.write("a.yaml", old);
    folder.write("b.yaml", old);
    fs::set_permissions(folder.0.join("a.yaml"), fs::Permissions::from_mode(0o444)).unwrap();
    let latin = b"partnerscreen: 1\nname: caf\xe9\nlink: {Stage: running}\n";
    folder.write("c.yaml", latin);
    let (code, out, err) = run(&folder.0, &["check", ".", "--fix", "--lang", "en"]);
    assert_eq!(code, 2);
    assert!(
        err.contains("error: `./a.yaml` was not changed: the file is read-only\n  = help: the file is as it was\n"),
        "{err}"
    );
    assert!(out.contains("Repaired: 1.\n"), "{out}");
    let now = |name: &str| fs::read(folder.0.join(name)).unwrap();
    assert_eq!(now("a.yaml"), old.as_bytes());
    assert_eq!(now("b.yaml"), b"partnerscreen: 1\nlink: {stage: running}\n");
    assert_eq!(now("c.yaml"), latin);
}
