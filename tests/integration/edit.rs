//! `set`, `unset` and `add`: the change is made, every other byte stays, and nothing is lost whatever happens.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Stdio;
use std::time::Duration;

use partnerscreen::facts::{Fact, FactIndex, Kind, Spot};
use partnerscreen::profile::edit::{Change, change};
use serde_yaml::Value;

use crate::common::{
    Chance, Folder, PACK, command, program, read, root, samples, text, without_room,
};

/// One answer that fits a fact, as a person types it, and as another YAML reader sees it.
pub(crate) fn answer(chance: &mut Chance, fact: &Fact) -> Option<(String, Value)> {
    let text = |text: &str| Some((text.to_owned(), Value::from(text)));
    match &fact.kind {
        Kind::YesNo => text(chance.pick::<&str>(&["yes", "no", "unknown"])),
        Kind::Choice(options) if fact.lookup.is_empty() => text(&chance.pick(options).id.clone()),
        Kind::Choices(options) => {
            let one = chance.pick(options).id.clone();
            Some((one.clone(), Value::from(vec![one])))
        }
        Kind::Text | Kind::Place => text(chance.pick::<&str>(&[
            "Xi'an",
            "a: b # c",
            "[x]",
            "\"q\"",
            "ja",
            "12",
            "regel\ntwee",
            "喀什",
            " x ",
            "{}",
        ]))
        .map(|(typed, value)| {
            (
                typed.trim().to_owned(),
                value.as_str().unwrap().trim().into(),
            )
        }),
        Kind::Country(_) => text(chance.pick::<&str>(&["CN", "NL", "TW"])),
        Kind::Integer => text("12"),
        Kind::Date => text("2026-05-01"),
        _ => None,
    }
}

/// Puts a value at the keys of a mapping, with groups where there are none.
fn put(root: &mut Value, keys: &[&str], value: Value) {
    let Some((key, rest)) = keys.split_first() else {
        *root = value;
        return;
    };
    if !root.is_mapping() {
        *root = Value::Mapping(serde_yaml::Mapping::new());
    }
    let slot = root
        .as_mapping_mut()
        .unwrap()
        .entry(Value::from(*key))
        .or_insert(Value::Null);
    put(slot, rest, value);
}

/// Puts the answer into the long form where there is one, as `set` does.
fn put_answer(root: &mut Value, keys: &[&str], value: Value) {
    let mut at = &*root;
    let null = Value::Null;
    for key in keys {
        at = at.get(*key).unwrap_or(&null);
    }
    if at.is_mapping() {
        let keys = [keys, &["answer"]].concat();
        put(root, &keys, value);
    } else {
        put(root, keys, value);
    }
}

fn as_text(value: &Value) -> Value {
    match value {
        Value::Bool(flag) => Value::from(flag.to_string()),
        Value::Number(number) => Value::from(number.to_string()),
        Value::Sequence(items) => Value::Sequence(items.iter().map(as_text).collect()),
        Value::Mapping(entries) => Value::Mapping(
            entries
                .iter()
                .map(|(key, value)| (key.clone(), as_text(value)))
                .collect(),
        ),
        other => other.clone(),
    }
}

pub(crate) fn parse(text: &str) -> Value {
    as_text(&serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}")))
}

/// The forms in which the same profile may be written.
fn forms(sample: &str) -> Vec<(&'static str, String)> {
    vec![
        ("as it is", sample.to_owned()),
        ("CR LF", sample.replace('\n', "\r\n")),
        ("no final line break", sample.trim_end().to_owned()),
        ("one line", format!("{}\n", flow(&parse(sample)))),
    ]
}

/// Writes a value in brackets, on one line.
fn flow(value: &Value) -> String {
    match value {
        Value::Mapping(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| format!("{}: {}", flow(key), flow(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        Value::Sequence(items) => format!(
            "[{}]",
            items.iter().map(flow).collect::<Vec<_>>().join(", ")
        ),
        Value::String(text) if ["unknown", "yes", "no", "1"].contains(&text.as_str()) => {
            text.clone()
        }
        Value::String(text) => partnerscreen::yaml::scalar(text),
        _ => String::new(),
    }
}

/// Returns what of the old text is gone, and what came: the texts without their common beginning and end.
pub(crate) fn difference<'a>(old: &'a str, new: &'a str) -> (&'a str, &'a str) {
    let start = old
        .char_indices()
        .zip(new.chars())
        .find(|((_, a), b)| a != b)
        .map_or(old.len().min(new.len()), |((at, _), _)| at);
    let (old, new) = (&old[start..], &new[start..]);
    let end: usize = old
        .chars()
        .rev()
        .zip(new.chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum();
    (&old[..old.len() - end], &new[..new.len() - end])
}

#[test]
fn every_answer_can_be_set_in_every_sample_and_form_and_nothing_else_changes() {
    let mut chance = Chance(3);
    let (mut made, mut refused) = (0, BTreeMap::<&str, usize>::new());
    for (name, sample) in samples() {
        for (form, old) in forms(&sample) {
            let profile = read(&name, &old, &PACK);
            let before = parse(&old);
            for (index, fact) in PACK.facts.iter() {
                // The other forms take the same way through most of the code.
                if !chance.once_in(if form == "as it is" { 5 } else { 11 }) {
                    continue;
                }
                let Some((typed, value)) = answer(&mut chance, fact) else {
                    continue;
                };
                let Some((path, keys)) = place(&mut chance, index, fact, &profile) else {
                    continue;
                };
                let wanted = Change::Set {
                    fact: path.clone(),
                    answer: typed,
                    remarks: BTreeMap::new(),
                };
                let new = match change(&old, &PACK.facts, &PACK.places, &wanted) {
                    Ok(new) => new,
                    Err(problem) => {
                        assert!(
                            ["remark-of-old-answer", "several-answers"].contains(&problem.code),
                            "{name} {form} {path}: {problem:?}"
                        );
                        *refused.entry(problem.code).or_default() += 1;
                        continue;
                    }
                };
                made += 1;
                let mut expected = before.clone();
                keys.put_answer(&mut expected, value);
                assert_eq!(parse(&new), expected, "{name} {form} {path}\n{new}");
                let (gone, _) = difference(&old, &new);
                assert!(
                    !gone.contains('\n'),
                    "{name} {form} {path}: {gone:?} is gone"
                );
                // Twice the same changes nothing more.
                if chance.once_in(3) {
                    assert_eq!(
                        change(&new, &PACK.facts, &PACK.places, &wanted).as_deref(),
                        Ok(&*new)
                    );
                }
            }
        }
    }
    println!("{made} made, refused: {refused:?}");
    assert!(made > 300, "{made}");
    assert!(refused.contains_key("remark-of-old-answer"), "{refused:?}");
}

pub(crate) enum Keys {
    Top(String),
    Record {
        list: String,
        number: String,
        key: String,
    },
}

impl Keys {
    /// Puts an answer where these keys lead, as `set` does.
    pub(crate) fn put_answer(&self, root: &mut Value, value: Value) {
        match self {
            Self::Top(keys) => put_answer(root, &keys.split('.').collect::<Vec<_>>(), value),
            Self::Record { list, number, key } => {
                let mut at = root;
                for key in list.split('.') {
                    at = at.get_mut(key).unwrap();
                }
                if at.is_mapping() {
                    at = at.get_mut("records").unwrap();
                }
                let items = at.as_sequence_mut().unwrap();
                let item = items
                    .iter_mut()
                    .find(|item| item["id"] == *number.as_str())
                    .unwrap();
                put_answer(item, &[key.as_str()], value);
            }
        }
    }
}

/// Returns how to name a fact, of a record chosen at random, and where it stands.
pub(crate) fn place(
    chance: &mut Chance,
    _index: FactIndex,
    fact: &Fact,
    profile: &partnerscreen::profile::Profile,
) -> Option<(String, Keys)> {
    match fact.spot {
        Spot::Top => Some((fact.id.clone(), Keys::Top(fact.id.clone()))),
        Spot::InRecord { list, .. } => {
            let records = &profile.lists[usize::from(list.0)].records;
            if records.is_empty() {
                return None;
            }
            let id = chance.pick(records).id.clone();
            let (at, _) = PACK.facts.list(list)?;
            let list = PACK.facts.get(at)?.id.clone();
            let key = fact.key().to_owned();
            let path = if chance.once_in(2) {
                format!("{list}.{id}.{key}")
            } else {
                format!("{}@{id}", fact.id)
            };
            Some((
                path,
                Keys::Record {
                    list,
                    number: id,
                    key,
                },
            ))
        }
    }
}

#[test]
fn every_answer_can_be_taken_away_and_only_its_value_goes() {
    let mut taken = 0;
    let mut seen = BTreeSet::new();
    let mut chance = Chance(13);
    for (name, sample) in samples() {
        for (form, old) in forms(&sample) {
            let profile = read(&name, &old, &PACK);
            let before = parse(&old);
            let end = old.lines().count();
            for (index, given) in &profile.answers {
                // In the text as it is every question that a sample answers, and more of them by chance. In other forms some of them; without a line break at the end,
                // all near the end, since the others do not see it.
                let is_near_end = given.line + 6 > end;
                let is_chosen = match form {
                    "as it is" => seen.insert(*index) || chance.once_in(3),
                    "no final line break" => is_near_end || chance.once_in(12),
                    _ => chance.once_in(6),
                };
                if !is_chosen {
                    continue;
                }
                let fact = PACK.facts.get(*index).unwrap();
                let new = change(
                    &old,
                    &PACK.facts,
                    &PACK.places,
                    &Change::Unset {
                        fact: fact.id.clone(),
                    },
                )
                .unwrap_or_else(|problem| panic!("{name} {form} {}: {problem:?}", fact.id));
                let mut expected = before.clone();
                put(
                    &mut expected,
                    &fact.id.split('.').collect::<Vec<_>>(),
                    Value::Null,
                );
                assert_eq!(parse(&new), expected, "{name} {form} {}\n{new}", fact.id);
                let comments = |text: &str| text.matches('#').count();
                let several_lines = difference(&old, &new).0.contains('\n');
                assert!(
                    several_lines || comments(&old) == comments(&new),
                    "{name} {}",
                    fact.id
                );
                taken += 1;
            }
        }
    }
    println!("{taken} taken away, of {} questions", seen.len());
    assert!(taken > 300 && seen.len() > 80, "{taken} {}", seen.len());
}

/// The text before, the change, and the text after or the code of the problem.
#[test]
fn changes_in_every_form_of_yaml_come_out_as_written_here() {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Case {
        name: String,
        before: String,
        #[serde(default)]
        set: Option<(String, String)>,
        #[serde(default)]
        remarks: BTreeMap<String, String>,
        #[serde(default)]
        unset: Option<String>,
        #[serde(default)]
        add: Option<(String, String)>,
        #[serde(default)]
        after: Option<String>,
        #[serde(default)]
        refused: Option<String>,
    }
    let cases = fs::read_to_string(root().join("tests/data/edits.yaml")).unwrap();
    let cases: Vec<Case> = serde_yaml::from_str(&cases).unwrap();
    assert!(cases.len() >= 25, "{}", cases.len());
    let mut wrong = Vec::new();
    for case in cases {
        let remarks = ["source", "date", "note"]
            .into_iter()
            .filter_map(|key| Some((key, case.remarks.get(key)?.clone())))
            .collect();
        let wanted = match (case.set, case.unset, case.add) {
            (Some((fact, answer)), None, None) => Change::Set {
                fact,
                answer,
                remarks,
            },
            (None, Some(fact), None) => Change::Unset { fact },
            (None, None, Some((list, id))) => Change::Add { list, id },
            _ => panic!("{}: one of set, unset and add", case.name),
        };
        let got = change(&case.before, &PACK.facts, &PACK.places, &wanted);
        let right = match (&got, &case.after, &case.refused) {
            (Ok(new), Some(after), None) => new == after,
            (Err(problem), None, Some(code)) => problem.code == code,
            _ => false,
        };
        if !right {
            wrong.push(format!("{}: {got:?}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_command_says_in_one_line_what_changed_and_what_did_not() {
    let folder = Folder::new("edit-says");
    folder.write("a.yaml", "partnerscreen: 1\nlink: {stage: running}\n");
    let run = |arguments: &[&str]| {
        let output = program(&folder.0, arguments);
        (
            output.status.code().unwrap(),
            text(&output.stdout),
            text(&output.stderr),
        )
    };
    assert_eq!(
        run(&["set", "a.yaml", "link.stage", "ended"]),
        (
            0,
            "a.yaml: link.stage: running → ended\n".to_owned(),
            String::new()
        )
    );
    assert_eq!(
        run(&["set", "a.yaml", "link.stage", "is gestopt", "--lang", "nl"]),
        (
            0,
            "a.yaml: er is niets veranderd\n".to_owned(),
            String::new()
        )
    );
    assert_eq!(
        run(&[
            "add",
            "a.yaml",
            "exchanges",
            "--id",
            "bezoek-2027",
            "--lang",
            "nl"
        ]),
        (
            0,
            "a.yaml: exchanges: bezoek-2027 toegevoegd\n".to_owned(),
            String::new()
        )
    );
    assert_eq!(
        run(&["unset", "a.yaml", "link.stage"]),
        (
            0,
            "a.yaml: link.stage: ended → nothing\n".to_owned(),
            String::new()
        )
    );
    assert_eq!(
        run(&["set", "a.yaml", "link.stage", "loopt", "--lang", "nl"]),
        (
            0,
            "a.yaml: link.stage: niets → running\n".to_owned(),
            String::new()
        )
    );
    assert_eq!(
        run(&[
            "set",
            "a.yaml",
            "link.stage",
            "running",
            "--source",
            "Memo V26",
            "--lang",
            "nl"
        ]),
        (
            0,
            "a.yaml: link.stage: running; bron, datum of opmerking is veranderd\n".to_owned(),
            String::new()
        )
    );
    assert_eq!(run(&["unset", "a.yaml", "link.stage"]).0, 0);
    assert_eq!(
        run(&["set", "a.yaml", "nonsense", "ended", "--lang", "nl"]).2,
        "fout: er is geen vraag `nonsense`\n  = hulp: `ask` en een profiel van `new` noemen elke vraag bij haar naam\n"
    );
    assert_eq!(
        run(&["set", "a.yaml", "link.stge", "ended"]),
        (
            2,
            String::new(),
            "error: unknown fact `link.stge`\n  = help: did you mean `link.stage`?\n".to_owned()
        )
    );
    assert_eq!(
        run(&["set", "a.yaml", "link.stage", "runing"]),
        (
            2,
            String::new(),
            "error: `runing` is not an answer to `link.stage`\n  = help: did you mean `running`?\n"
                .to_owned()
        )
    );
    assert_eq!(
        fs::read_to_string(folder.0.join("a.yaml")).unwrap(),
        "partnerscreen: 1\nlink: {stage: }\nexchanges:\n  complete: no\n  records:\n    - id: bezoek-2027\n"
    );
}

/// The profile after a change as another reader of YAML sees it.
fn changed(chance: &mut Chance, text: &str, before: &Value) -> Option<(Change, Value)> {
    let profile = read("new", text, &PACK);
    let facts: Vec<(FactIndex, &Fact)> = PACK.facts.iter().collect();
    let is_list = |fact: &&(FactIndex, &Fact)| matches!(fact.1.kind, Kind::Records(_));
    let lists: Vec<(FactIndex, &Fact)> = facts.iter().filter(is_list).copied().collect();
    // Records come early, so that there are questions about them to answer.
    let among = if chance.once_in(4) { &lists } else { &facts };
    let (index, fact) = *chance.pick(among);
    let mut expected = before.clone();
    if let Kind::Records(_) = fact.kind {
        let keys: Vec<&str> = fact.id.split('.').collect();
        let id = chance.pick::<&str>(&["eerste", "12", "null", "2026-05-01", "yes", "1e5"]);
        let record: Value = serde_yaml::from_str(&format!("{{id: '{id}'}}")).unwrap();
        let list = keys.iter().fold(before, |at, key| &at[*key]);
        let mut list = list.clone();
        if list.is_null() {
            list = serde_yaml::from_str("{complete: 'no', records: []}").unwrap();
        }
        let records = list["records"].as_sequence_mut()?;
        if records.iter().any(|other| other["id"] == record["id"]) {
            return None;
        }
        records.push(record);
        put(&mut expected, &keys, list);
        let list = fact.id.clone();
        return Some((
            Change::Add {
                list,
                id: (*id).to_owned(),
            },
            expected,
        ));
    }
    let (path, keys) = place(chance, index, fact, &profile)?;
    if fact.spot == Spot::Top && chance.once_in(4) {
        put(
            &mut expected,
            &fact.id.split('.').collect::<Vec<_>>(),
            Value::Null,
        );
        return profile
            .answers
            .contains_key(&index)
            .then_some((Change::Unset { fact: path }, expected));
    }
    let (typed, value) = answer(chance, fact)?;
    keys.put_answer(&mut expected, value);
    let wanted = Change::Set {
        fact: path,
        answer: typed,
        remarks: BTreeMap::new(),
    };
    Some((wanted, expected))
}

#[test]
fn a_new_profile_is_filled_by_many_changes_and_keeps_every_comment() {
    let mut chance = Chance(29);
    let (mut made, mut added) = (0, 0);
    for (number, stage) in ["considering", "running", "ended"].iter().enumerate() {
        let folder = Folder::new("edit-filled");
        let lang = if number % 2 == 0 { "nl" } else { "en" };
        let given = format!("link.stage={stage}");
        let output = program(
            &folder.0,
            &["new", "a.yaml", "--answer", &given, "--lang", lang],
        );
        assert!(output.status.success(), "{}", text(&output.stderr));
        let new = fs::read_to_string(folder.0.join("a.yaml")).unwrap();
        let comments = |text: &str| {
            let lines = text.lines().map(str::trim_start);
            lines
                .filter(|line| line.starts_with('#'))
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let mut now = if number == 1 {
            new.replace('\n', "\r\n")
        } else {
            new.clone()
        };
        let mut holds = parse(&now);
        for _ in 0..16 {
            let Some((wanted, expected)) = changed(&mut chance, &now, &holds) else {
                continue;
            };
            now = change(&now, &PACK.facts, &PACK.places, &wanted)
                .unwrap_or_else(|problem| panic!("{wanted:?}: {problem:?}\n{now}"));
            holds = parse(&now);
            assert_eq!(holds, expected, "{wanted:?}\n{now}");
            made += 1;
            added += usize::from(matches!(wanted, Change::Add { .. }));
        }
        assert_eq!(comments(&now), comments(&new));
        assert_eq!(now.matches('\n').count(), now.lines().count());
        assert_eq!(now.contains('\r'), number == 1);
        if number == 1 {
            assert_eq!(now.matches("\r\n").count(), now.matches('\n').count());
        }
    }
    println!("{made} changes, {added} records added");
    assert!(made > 25 && added > 5, "{made} {added}");
}

#[test]
fn the_mark_that_some_editors_put_at_the_beginning_stays() {
    let folder = Folder::new("edit-mark");
    folder.write(
        "a.yaml",
        "\u{feff}partnerscreen: 1\r\nlink: {stage: running}",
    );
    let set = ["set", "a.yaml", "link.stage", "ended", "--note", "x"];
    assert_eq!(program(&folder.0, &set).status.code(), Some(0));
    let add = ["add", "a.yaml", "exchanges", "--id", "bezoek"];
    assert_eq!(program(&folder.0, &add).status.code(), Some(0));
    assert_eq!(
        fs::read_to_string(folder.0.join("a.yaml")).unwrap(),
        "\u{feff}partnerscreen: 1\r\nlink: {stage: {answer: ended, note: x}}\r\nexchanges:\r\n  complete: no\r\n  records:\r\n    - id: bezoek"
    );
}

#[cfg(unix)]
#[test]
fn mode_and_link_stay_and_what_cannot_be_written_stays_as_it_was() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = Folder::new("edit-unix");
    let sample = fs::read_to_string(root().join("profiles/guangdong-running.yaml")).unwrap();
    folder.write("real.yaml", &sample);
    let real = folder.0.join("real.yaml");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.yaml", folder.0.join("link.yaml")).unwrap();
    let set = |file: &str| {
        program(
            &folder.0,
            &["set", file, "link.stage", "ended", "--lang", "en"],
        )
    };
    let output = set("link.yaml");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(
        fs::symlink_metadata(folder.0.join("link.yaml"))
            .unwrap()
            .is_symlink()
    );
    assert!(fs::read_to_string(&real).unwrap().contains("stage: ended"));
    assert_eq!(
        fs::metadata(&real).unwrap().permissions().mode() & 0o777,
        0o640
    );

    // Read-only.
    fs::write(&real, &sample).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o440)).unwrap();
    let output = set("real.yaml");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        text(&output.stderr),
        "error: `real.yaml` was not changed: the file is read-only\n  = help: the file is as it was\n"
    );
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();

    // A second name would keep the old text.
    fs::hard_link(&real, folder.0.join("other.yaml")).unwrap();
    let output = set("real.yaml");
    assert_eq!(
        text(&output.stderr),
        "error: `real.yaml` was not changed: the file has more than one name (hard links)\n  = help: the file is as it was\n"
    );
    fs::remove_file(folder.0.join("other.yaml")).unwrap();

    // No room: a limit on the size of files stands in for a full disk.
    let arguments = ["set", "real.yaml", "link.stage", "ended", "--lang", "en"];
    let output = without_room(&folder.0, 1, &arguments);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    assert!(
        text(&output.stderr).starts_with("error: `real.yaml` was not changed: "),
        "{}",
        text(&output.stderr)
    );
    assert_eq!(fs::read_to_string(&real).unwrap(), sample);
    let names: Vec<String> = fs::read_dir(&folder.0)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(
        names.iter().all(|name| !name.ends_with(".new")),
        "{names:?}"
    );
}

/// Only who may give files away can show this; elsewhere there is nothing to see.
#[cfg(unix)]
#[test]
fn the_owner_stays_or_the_file_is_not_changed() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
    use std::os::unix::process::CommandExt as _;
    const OTHER: u32 = 65_534;
    // Outside the project's folder, which another user may not be allowed to enter.
    let folder = std::env::temp_dir().join(format!("partnerscreen-owner-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("a.yaml");
    fs::write(&path, "partnerscreen: 1\n").unwrap();
    if chown(&path, Some(OTHER), Some(OTHER)).is_ok() {
        let set = ["set", "a.yaml", "link.stage", "ended", "--lang", "en"];
        let output = program(&folder, &set);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let owner = |path| fs::metadata(path).map(|of| (of.uid(), of.gid())).unwrap();
        assert_eq!(owner(&path), (OTHER, OTHER));

        // Somebody who may write here, but not make files that belong to the owner of this one.
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o666)).unwrap();
        chown(&path, Some(0), Some(0)).unwrap();
        let binary = folder.join("program");
        fs::copy(env!("CARGO_BIN_EXE_partnerscreen"), &binary).unwrap();
        let before = fs::read(&path).unwrap();
        let output = std::process::Command::new(&binary)
            .current_dir(&folder)
            .args(["unset", "a.yaml", "link.stage", "--lang", "en"])
            .uid(OTHER)
            .gid(OTHER)
            .output()
            .unwrap();
        assert_eq!(
            (output.status.code(), text(&output.stderr)),
            (
                Some(2),
                "error: `a.yaml` was not changed: the file belongs to somebody else, and that must stay so\n  = help: the file is as it was\n".to_owned()
            )
        );
        assert_eq!((fs::read(&path).unwrap(), owner(&path)), (before, (0, 0)));

        // Somebody who may read here and not write.
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
        let before = b"partnerscreen: 1\nlink: {Stage: running}\n".to_vec();
        fs::write(&path, &before).unwrap();
        for (arguments, file) in [
            (
                &["check", "a.yaml", "--fix"][..],
                "a.yaml` is niet veranderd",
            ),
            (
                &["new", "a.yaml", "--force"],
                "a.yaml` kan niet worden gemaakt",
            ),
            (&["new", "b.yaml"], "b.yaml` kan niet worden gemaakt"),
        ] {
            let output = std::process::Command::new(&binary)
                .current_dir(&folder)
                .args([arguments, &["--lang", "nl"]].concat())
                .uid(OTHER)
                .gid(OTHER)
                .output()
                .unwrap();
            let said = text(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{said}");
            let expected = format!("fout: `{file}: u mag dit bestand of deze map niet gebruiken\n");
            assert!(said.contains(&expected), "{arguments:?}: {said}");
            assert_eq!(fs::read(&path).unwrap(), before);
        }
        assert_eq!(
            fs::read_dir(&folder).unwrap().count(),
            2,
            "something was left beside the file"
        );
    }
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn killed_in_the_middle_the_file_is_the_old_or_the_new_one() {
    let folder = Folder::new("edit-killed");
    let old = fs::read_to_string(root().join("profiles/guangdong-running.yaml")).unwrap();
    let path = folder.0.join("a.yaml");
    let new = {
        folder.write("a.yaml", &old);
        assert!(
            program(&folder.0, &["set", "a.yaml", "link.stage", "ended"])
                .status
                .success()
        );
        fs::read_to_string(&path).unwrap()
    };
    assert_ne!(old, new);
    let mut chance = Chance(5);
    let (mut before, mut after) = (0, 0);
    for _ in 0..150 {
        fs::write(&path, &old).unwrap();
        let mut child = command(&folder.0, &["set", "a.yaml", "link.stage", "ended"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(
            u64::try_from(chance.below(60_000)).unwrap(),
        ));
        let _ = child.kill();
        child.wait().unwrap();
        let now = fs::read_to_string(&path).unwrap();
        if now == old {
            before += 1;
        } else {
            assert_eq!(now, new);
            after += 1;
        }
    }
    // What a killed run left beside the file does not stop the next one.
    assert!(
        program(&folder.0, &["set", "a.yaml", "link.stage", "ended"])
            .status
            .success()
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), new);
    assert!(before > 0, "never killed before the end: {before} {after}");
}

#[test]
fn several_at_once_lose_no_answer() {
    let folder = Folder::new("edit-several");
    folder.write("a.yaml", "partnerscreen: 1\n");
    let facts: Vec<(String, String)> = PACK
        .facts
        .iter()
        .filter(|(_, fact)| fact.spot == Spot::Top && fact.lookup.is_empty())
        .filter_map(|(_, fact)| match &fact.kind {
            Kind::Choice(options) => Some((fact.id.clone(), options[0].id.clone())),
            _ => None,
        })
        .take(12)
        .collect();
    std::thread::scope(|scope| {
        for (fact, answer) in &facts {
            let folder = &folder.0;
            scope.spawn(move || {
                for _ in 0..400 {
                    let output = program(folder, &["set", "a.yaml", fact, answer, "--lang", "en"]);
                    if output.status.success() {
                        return;
                    }
                    let said = text(&output.stderr);
                    assert!(
                        said.contains("another window is changing this file")
                            || said.contains("was changed meanwhile"),
                        "{said}"
                    );
                    std::thread::sleep(Duration::from_millis(3));
                }
                panic!("{fact} was never written");
            });
        }
    });
    let written = fs::read_to_string(folder.0.join("a.yaml")).unwrap();
    assert_eq!(
        read("a.yaml", &written, &PACK).answers.len(),
        facts.len(),
        "{written}"
    );
}
