//! Names of before: understood with a warning by every command, written anew by `check --fix`, and held to one meaning
//! in a pack.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use super::run;
use crate::common::{DAY, Folder, command, text};
use crate::small::{FACTS, files, problems};

/// The small pack's questionnaire, in which things were called something else before.
fn facts() -> String {
    [
        ("{id: stage, ", "{id: stage, replaces: [link.phase], "),
        ("{id: running, ", "{id: running, replaces: [active, busy], "),
        ("{id: reason, ", "{id: reason, replaces: [link.why, because], "),
        ("{id: done, ", "{id: done, replaces: [finished], "),
        ("      - id: visits\n", "      - id: visits\n        replaces: [trips]\n"),
        ("{id: visit.made, ", "{id: visit.made, replaces: [visit.took_place], "),
        (
            "options: [{id: fear, nl: angst, en: fear}, {id: other, nl: anders, en: other}]}\n",
            "options: [{id: fear, replaces: [angst], nl: angst, en: fear}, {id: other, nl: anders, en: other}]}\n",
        ),
    ]
    .iter()
    .fold(FACTS.to_owned(), |facts, (old, new)| {
        assert!(facts.contains(old), "{old}");
        facts.replace(old, new)
    })
}

/// A folder with the pack in `pack`, a profile of before in `old.yaml`, and the same as it is written today in `new.yaml`.
fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    for (name, bytes) in files(&[("facts.yaml", &facts())]).files {
        folder.write(&format!("pack/{name}"), bytes);
    }
    folder.write("old.yaml", OLD);
    folder.write("new.yaml", NEW);
    folder
}

const OLD: &str = "partnerscreen: 1
link:          # the link
  phase: busy  # since May
  # why it is so
  why: {answer: fear, source: Memo}
finished: 'no'
trips:
  - id: a
    took_place: no
    reason: angst
";

/// What `check --fix` makes of it: the whole of a group can move, with the comment that belongs to it.
const NEW: &str = "partnerscreen: 1
link:          # the link
# why it is so
reason: {answer: fear, source: Memo}
stage: running  # since May
done: 'no'
visits:
  - id: a
    made: no
    reason: fear
";

const WARNED: &str = "warning[renamed-fact]: `link.phase` is now called `stage`
 --> old.yaml:3:3
  |
3 |   phase: busy  # since May
  |   ^^^^^
  |
  = help: the answer counts as before; `check --fix` writes the new name

warning[renamed-option]: `busy` is now called `running`
 --> old.yaml:3:10
  |
3 |   phase: busy  # since May
  |          ^^^^
  |
  = help: the answer counts as before; `check --fix` writes the new name

warning[renamed-fact]: `link.why` is now called `reason`
 --> old.yaml:5:3
  |
5 |   why: {answer: fear, source: Memo}
  |   ^^^
  |
  = help: the answer counts as before; `check --fix` writes the new name

warning[renamed-fact]: `finished` is now called `done`
 --> old.yaml:6:1
  |
6 | finished: 'no'
  | ^^^^^^^^
  |
  = help: the answer counts as before; `check --fix` writes the new name

warning[renamed-fact]: `trips` is now called `visits`
 --> old.yaml:7:1
  |
7 | trips:
  | ^^^^^
  |
  = help: the answer counts as before; `check --fix` writes the new name

warning[renamed-fact]: `took_place` is now called `made`
 --> old.yaml:9:5
  |
9 |     took_place: no
  |     ^^^^^^^^^^
  |
  = help: the answer counts as before; `check --fix` writes the new name

warning[renamed-option]: `angst` is now called `fear`
  --> old.yaml:10:13
   |
10 |     reason: angst
   |             ^^^^^
   |
   = help: the answer counts as before; `check --fix` writes the new name
";

#[test]
fn a_profile_of_before_screens_as_the_one_of_today_and_the_warnings_go_beside_the_result() {
    let folder = folder("migrate-screen");
    let with_pack = |arguments: &[&str]| {
        run(
            &folder.0,
            &[arguments, &["--rules", "pack", "--lang", "en"]].concat(),
        )
    };
    let (code, old, err) = with_pack(&["screen", "old.yaml"]);
    assert_eq!((code, err.as_str()), (0, WARNED), "{old}");
    let (_, new, err) = with_pack(&["screen", "new.yaml"]);
    assert_eq!(err, "");
    // Nothing differs but the name, the hash and the lines of the file.
    let same = |text: &str| {
        let kept = text
            .lines()
            .filter(|line| !line.contains("SHA-256") && !line.contains(".yaml"));
        let lines = kept.map(|line| line.replace(|c: char| c.is_ascii_digit(), "0"));
        lines.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(same(&old), same(&new));
    assert!(old.contains("Not done."), "{old}");

    let (code, checked, err) = with_pack(&["check", "old.yaml"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(checked, format!("{WARNED}\n0 errors, 7 warnings.\n"));

    for command in [
        &["questions", "old.yaml"][..],
        &["plan", "old.yaml"],
        &["explain", "old.yaml", "not-done"],
        &["compare", "old.yaml", "new.yaml"],
        &["compare", "new.yaml", "old.yaml"],
        &["set", "old.yaml", "done", "no"],
    ] {
        let (code, _, err) = with_pack(command);
        assert_eq!((code, err.as_str()), (0, WARNED), "{command:?}");
    }
    folder.write("old.yaml", OLD);
    let (_, compared, _) = with_pack(&["compare", "old.yaml", "new.yaml"]);
    assert!(compared.contains("NOTHING CHANGED"), "{compared}");
}

#[test]
fn changes_go_to_the_answer_that_stands_there_and_each_warning_is_told_once() {
    let folder = folder("migrate-set");
    let mut child = command(
        &folder.0,
        &[
            "ask", "old.yaml", "--batch", "--rules", "pack", "--lang", "en", "--as-of", DAY,
        ],
    )
    .stdin(Stdio::piped())
    .stdout(Stdio::piped())
    .stderr(Stdio::piped())
    .spawn()
    .unwrap();
    let lines = "stage before\nvisits.a.made yes\nvisits.a.reason angst\nlink.why other\n";
    child
        .stdin
        .take()
        .unwrap()
        .write_all(lines.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(text(&output.stdout), "3 answers given.\n");
    let said = text(&output.stderr);
    assert!(said.starts_with(WARNED), "{said}");
    assert_eq!(said.matches("warning[").count(), 7, "{said}");
    assert!(
        said.ends_with(
            "error: line 4: unknown fact `link.why`\n  = help: did you mean `reason`?\n"
        ),
        "{said}"
    );
    // The keys stay as they are; an option is written as it is called today.
    assert_eq!(
        fs::read_to_string(folder.0.join("old.yaml")).unwrap(),
        OLD.replace("busy", "before")
            .replace("took_place: no", "took_place: yes")
            .replace("reason: angst", "reason: fear")
    );
}

#[test]
fn both_names_in_one_file_are_an_error_that_tells_both_places() {
    let folder = folder("migrate-both");
    for (profile, place, message) in [
        (
            "stage: before\nlink: {phase: busy}",
            "3:8",
            "`link.phase` is now called `stage`, and that question stands in this file too",
        ),
        (
            "link: {phase: busy}\nstage: before",
            "3:1",
            "`stage` was called `link.phase`, and that name stands in this file too",
        ),
        (
            "because: fear\nlink.why: other",
            "3:1",
            "`link.why` is now called `reason`, and that question stands in this file too",
        ),
    ] {
        folder.write("both.yaml", format!("partnerscreen: 1\n{profile}\n"));
        let (code, out, _) = run(
            &folder.0,
            &[
                "check",
                "both.yaml",
                "--fix",
                "--rules",
                "pack",
                "--lang",
                "en",
            ],
        );
        assert_eq!(code, 2);
        assert!(
            out.contains(&format!(
                "error[duplicate-key]: {message}\n --> both.yaml:{place}\n"
            )),
            "{out}"
        );
        assert!(
            out.contains("= help: the first is in line 2; keep one of them"),
            "{out}"
        );
    }
    folder.write(
        "both.yaml",
        "partnerscreen: 1\nvisits:\n  - id: a\n    made: yes\n    took_place: no\n",
    );
    let (_, out, _) = run(
        &folder.0,
        &["check", "both.yaml", "--rules", "pack", "--lang", "nl"],
    );
    assert!(
        out.contains("fout[duplicate-key]: `took_place` heet nu `made`, en die vraag staat ook in dit bestand\n --> both.yaml:5:5\n"),
        "{out}"
    );
    assert!(
        out.contains("= hulp: de eerste staat in regel 4; laat er één staan"),
        "{out}"
    );
}

#[test]
fn names_of_before_are_written_anew_and_a_second_run_has_nothing_to_do() {
    let folder = folder("migrate-fix");
    for (ending, name) in [("\n", "lf.yaml"), ("\r\n", "crlf.yaml")] {
        folder.write(name, OLD.replace('\n', ending));
        let (code, out, err) = run(
            &folder.0,
            &["check", name, "--fix", "--rules", "pack", "--lang", "en"],
        );
        assert_eq!(
            (code, out.as_str()),
            (0, "Repaired: 7.\nno remarks.\n"),
            "{err}"
        );
        let new = fs::read_to_string(folder.0.join(name)).unwrap();
        assert_eq!(new, NEW.replace('\n', ending), "{name}");
        let (code, out, err) = run(
            &folder.0,
            &["check", name, "--fix", "--rules", "pack", "--lang", "en"],
        );
        assert_eq!((code, out.as_str(), err.as_str()), (0, "no remarks.\n", ""));
    }
}

#[test]
fn a_group_that_moves_keeps_its_lines_and_one_in_brackets_stays_where_it_is() {
    let folder = folder("migrate-move");
    let fixed = |profile: &str| {
        folder.write("m.yaml", format!("partnerscreen: 1\n{profile}"));
        let (code, out, err) = run(
            &folder.0,
            &[
                "check", "m.yaml", "--fix", "--rules", "pack", "--lang", "en",
            ],
        );
        assert_eq!(code, 0, "{out}{err}");
        fs::read_to_string(folder.0.join("m.yaml")).unwrap()
    };
    assert_eq!(
        fixed(
            "link:\n    why:   # a\n        answer: fear\n        # b\n        note: |\n            one\n\n              two\n    phase: busy"
        ),
        "partnerscreen: 1\nlink:\nstage: running\nreason:   # a\n    answer: fear\n    # b\n    note: |\n        one\n\n          two"
    );
    // In one line nothing can move; the warning stays.
    assert_eq!(
        fixed("link: {phase: before}\n"),
        "partnerscreen: 1\nlink: {phase: before}\n"
    );
    // At the top a name of before is only another word.
    assert_eq!(
        fixed("link.phase: before # x\n"),
        "partnerscreen: 1\nstage: before # x\n"
    );
}

#[test]
fn a_profile_of_a_newer_format_is_refused() {
    let folder = Folder::new("migrate-newer");
    folder.write("a.yaml", "partnerscreen: 2\nlink: {stage: running}\n");
    let expected = "fout[unknown-format]: dit programma kent alleen `partnerscreen: 1`
 --> a.yaml:1:16
  |
1 | partnerscreen: 2
  |                ^
  |
  = hulp: het profiel is voor een nieuwere versie van dit programma
";
    let (code, out, err) = run(&folder.0, &["screen", "a.yaml", "--lang", "nl"]);
    assert_eq!((code, out.as_str(), err.as_str()), (2, "", expected));
    for command in [
        &["set", "a.yaml", "link.stage", "ended"][..],
        &["compare", "a.yaml", "a.yaml"],
        &["questions", "a.yaml"],
        &["plan", "a.yaml"],
        &["explain", "a.yaml", "advise-against"],
        &["unset", "a.yaml", "link.stage"],
        &["add", "a.yaml", "exchanges", "--id", "x"],
        &["ask", "a.yaml", "--batch"],
    ] {
        let (code, _, err) = run(&folder.0, &[command, &["--lang", "nl"]].concat());
        assert_eq!(code, 2);
        assert!(err.starts_with(expected), "{err}");
    }
    let (code, out, err) = run(&folder.0, &["check", "a.yaml", "--fix", "--lang", "nl"]);
    assert_eq!((code, err.as_str()), (2, ""));
    assert!(out.starts_with(expected), "{out}");
    assert_eq!(
        fs::read_to_string(folder.0.join("a.yaml")).unwrap(),
        "partnerscreen: 2\nlink: {stage: running}\n"
    );
}

#[test]
fn only_format_1_is_understood_however_it_is_written() {
    let folder = Folder::new("migrate-format");
    let checked = |written: &str| {
        folder.write("a.yaml", format!("{written}link: {{stage: running}}\n"));
        let (code, out, _) = run(&folder.0, &["check", "a.yaml", "--lang", "nl"]);
        let lines = out
            .lines()
            .filter(|line| line.contains("fout[") || line.contains("hulp:"));
        (code, lines.map(str::trim).collect::<Vec<_>>().join(" | "))
    };
    for right in [
        "partnerscreen: 1\n",
        "partnerscreen: \"1\"\n",
        "'partnerscreen':   '1'   # x\n",
    ] {
        assert_eq!(checked(right), (0, String::new()), "{right}");
    }
    let only = "fout[unknown-format]: dit programma kent alleen `partnerscreen: 1`";
    for newer in ["2", "10", "\"2\""] {
        let help = "= hulp: het profiel is voor een nieuwere versie van dit programma";
        assert_eq!(
            checked(&format!("partnerscreen: {newer}\n")),
            (2, format!("{only} | {help}")),
            "{newer}"
        );
    }
    for wrong in ["0", "", "~", "1.0", "01", "-1", "een", "[1]", "true"] {
        assert_eq!(
            checked(&format!("partnerscreen: {wrong}\n")),
            (2, format!("{only} | = hulp: schrijf `partnerscreen: 1`")),
            "{wrong}"
        );
    }
    assert_eq!(
        checked(""),
        (
            2,
            "fout[not-a-profile]: de regel `partnerscreen: 1` ontbreekt | = hulp: zet `partnerscreen: 1` bovenaan: zo is te zien dat dit een profiel is".to_owned()
        )
    );
}

#[test]
fn a_pack_gives_every_name_of_before_one_meaning() {
    let wrong = |old: &str, new: &str| problems("facts.yaml", FACTS, old, new);
    let line =
        |number: usize, text: &str| vec![format!("small/facts.yaml:{number}: [replaces] {text}")];
    let stage = "{id: stage, ";
    for (replaces, said) in [
        ("done", "`done` still exists, so nothing can replace it"),
        ("stage", "`stage` still exists, so nothing can replace it"),
        ("name", "`name` still exists, so nothing can replace it"),
        ("Phase", "`Phase` cannot name a fact"),
        ("visit.x.y.z", "`visit.x.y.z` cannot name a fact"),
        ("done.x", "`done.x` and `done` cannot stand in one profile"),
        ("phase, phase", "`phase` is replaced by `stage` already"),
    ] {
        assert_eq!(
            wrong(stage, &format!("{stage}replaces: [{replaces}], ")),
            line(5, said)
        );
    }
    let done = "{id: done, ";
    let claimed = FACTS.replace(stage, "{id: stage, replaces: [phase], ");
    assert_eq!(
        problems(
            "facts.yaml",
            &claimed,
            done,
            "{id: done, replaces: [other, phase], "
        ),
        line(7, "`phase` is replaced by `stage` already")
    );
    let made = "{id: visit.made, ";
    for (replaces, said) in [
        (
            "trip.reason",
            "`trip.reason` still exists, so nothing can replace it",
        ),
        (
            "visit.id",
            "`visit.id` still exists, so nothing can replace it",
        ),
        (
            "took_place",
            "`took_place` cannot have been a fact of a record: that has two parts with a point between them",
        ),
        ("a.b, c.b", "`c.b` is replaced by `visit.made` already"),
    ] {
        assert_eq!(
            wrong(made, &format!("{made}replaces: [{replaces}], ")),
            line(16, said)
        );
    }
    let option = "{id: running, ";
    for (replaces, said) in [
        ("before", "`before` still exists, so nothing can replace it"),
        (
            "running",
            "`running` still exists, so nothing can replace it",
        ),
        (
            "unknown",
            "`unknown` still exists, so nothing can replace it",
        ),
        ("a, a", "`a` is replaced by `running` already"),
    ] {
        assert_eq!(
            wrong(option, &format!("{option}replaces: [{replaces}], ")),
            line(5, said)
        );
    }
    let group = FACTS.replace("{id: done, ", "{id: work.done, ");
    assert!(
        problems(
            "facts.yaml",
            &group,
            stage,
            &format!("{stage}replaces: [work], ")
        )
        .contains(&line(5, "`work` and `work.done` cannot stand in one profile")[0])
    );
}
