//! `new`: the profile it makes, at every stage and in both languages, and what it never overwrites.

use std::collections::BTreeSet;
use std::fs;

use partnerscreen::cli::{Exit, Surroundings, run};
use partnerscreen::facts::{Fact, FactIndex, Kind, Spot, Value};
use partnerscreen::profile::{Profile, Reading, Template, schema};
use partnerscreen::screening::{answer_table, arising, screen, statuses};
use partnerscreen::text::Lang;
use partnerscreen::yaml::{Limits, Node, read as read_yaml};

use crate::common::{Chance, DAY, Folder, PACK, program, read, samples, text};

const STAGES: [&str; 5] = ["considering", "preparing", "running", "renewal", "ended"];

#[test]
fn a_new_profile_screens_at_once_at_every_stage_in_both_languages_without_a_remark() {
    let folder = Folder::new("new-stages");
    for stage in STAGES {
        for lang in ["nl", "en"] {
            let file = format!("{stage}-{lang}.yaml");
            let made = program(
                &folder.0,
                &[
                    "new",
                    &file,
                    "--lang",
                    lang,
                    "--name",
                    "Voorbeeldstad: «A» #1",
                    "--answer",
                    "partner.place=喀什",
                    "--answer",
                    "authority.kind=Gemeente",
                    "--answer",
                    &format!("link.stage={stage}"),
                ],
            );
            assert_eq!(
                (made.status.code(), text(&made.stderr)),
                (Some(0), String::new())
            );
            let written = fs::read_to_string(folder.0.join(&file)).unwrap();
            assert!(
                written.lines().all(|line| line.chars().count() <= 100),
                "{file}"
            );
            let first = written.lines().next().unwrap();
            assert_eq!(
                first,
                match lang {
                    "nl" =>
                        "# Profiel voor partnerscreen: wat bekend is over één band. Zet hier geen namen van personen in.",
                    _ =>
                        "# Profile for partnerscreen: what is known of one partnership. Put no names of persons in it.",
                }
            );
            assert_eq!(
                written.lines().nth(1),
                Some("# yaml-language-server: $schema=partnerscreen-profile.schema.json")
            );
            assert!(folder.0.join("partnerscreen-profile.schema.json").is_file());
            let profile = read(&file, &written, &PACK);
            assert_is_complete(&written, &profile, lang);
            assert_eq!(profile.name.as_deref(), Some("Voorbeeldstad: «A» #1"));
            let given: Vec<&str> = profile
                .answers
                .keys()
                .map(|index| PACK.facts.get(*index).unwrap().id.as_str())
                .collect();
            assert_eq!(
                given,
                ["authority.kind", "partner.place", "link.stage"],
                "{file}"
            );
            let screened = program(&folder.0, &["screen", &file, "--lang", lang]);
            assert_eq!(
                screened.status.code(),
                Some(0),
                "{}",
                text(&screened.stderr)
            );
        }
    }
    let checked = program(&folder.0, &["check", ".", "--lang", "nl"]);
    assert_eq!(
        (checked.status.code(), text(&checked.stdout)),
        (Some(0), "10 profielen: geen opmerkingen.\n".to_owned())
    );
}

/// Checks that a new profile names every section, asks what arises and nothing else, and spells out every option.
fn assert_is_complete(written: &str, profile: &Profile, lang: &str) {
    let lang = if lang == "nl" { Lang::Nl } else { Lang::En };
    let flat: Vec<&str> = written
        .split_whitespace()
        .filter(|word| *word != "#")
        .collect();
    let flat = flat.join(" ");
    for section in &PACK.facts.sections {
        let title = format!("# --- {}\n", section.title.get(lang));
        assert_eq!(written.matches(&title).count(), 1, "{title}");
    }
    let mut asked = arising(&PACK, profile);
    asked.extend(&PACK.first_questions);
    let mut expected: BTreeSet<String> = ["partnerscreen", "name"].map(str::to_owned).into();
    for index in &asked {
        let fact = PACK.facts.get(*index).unwrap();
        assert!(flat.contains(fact.ask.get(lang)), "{}", fact.id);
        for option in fact
            .options()
            .iter()
            .filter(|_| !matches!(fact.kind, Kind::Country(_)))
        {
            let spelled = format!("{}: {}", option.id, option.label.get(lang));
            assert!(flat.contains(&spelled), "{}: {spelled}", fact.id);
        }
        match fact.list().and_then(|list| PACK.facts.list(list)) {
            Some((list, _)) if !asked.contains(&list) => {}
            Some((list, _)) => {
                let list = &PACK.facts.get(list).unwrap().id;
                expected.extend([format!("{list}/id"), format!("{list}/{}", fact.key())]);
            }
            None => {
                if let Some((group, _)) = fact.id.split_once('.') {
                    expected.insert(group.to_owned());
                }
                if let Kind::Records(_) = fact.kind {
                    expected.insert(format!("{}/id", fact.id));
                }
                expected.insert(fact.id.clone());
            }
        }
    }
    assert_eq!(shown(written), expected);
}

/// The keys of a template as fact ids, those of records as `list/key`, with the records' comments taken in.
fn shown(template: &str) -> BTreeSet<String> {
    let mut in_record = false;
    let lines = template.lines().map(|line| {
        if line.contains("Haal bij de regels") || line.contains("Remove the first") {
            in_record = true;
        } else if line.is_empty() {
            in_record = false;
        } else if in_record {
            return format!("{}\n", line.replacen('#', "", 1));
        }
        format!("{line}\n")
    });
    let document = read_yaml(
        "template",
        lines.collect::<String>().as_bytes(),
        Limits::PROFILE,
    );
    assert!(document.problems.is_empty(), "{:?}", document.problems);
    let mut found = BTreeSet::new();
    walk(&document.root.unwrap(), "", &mut found);
    found
}

fn walk(node: &Node, path: &str, found: &mut BTreeSet<String>) {
    for entry in node.as_mapping().unwrap_or_default() {
        let path = if path.is_empty() {
            entry.key.clone()
        } else {
            format!("{path}.{}", entry.key)
        };
        for item in entry.value.as_sequence().unwrap_or_default() {
            let keys = item.as_mapping().unwrap().iter();
            found.extend(keys.map(|inner| format!("{path}/{}", inner.key)));
        }
        walk(&entry.value, &path, found);
        found.insert(path);
    }
}

#[test]
fn a_template_asks_every_question_it_was_given_and_no_other() {
    let all: BTreeSet<FactIndex> = PACK.facts.iter().map(|(index, _)| index).collect();
    for lang in [Lang::Nl, Lang::En] {
        let template = Template {
            facts: &PACK.facts,
            asked: &all,
            name: "",
            answers: &std::collections::BTreeMap::new(),
            schema: "s.json",
            lang,
        }
        .text();
        let shown = shown(&template);
        for (_, fact) in PACK.facts.iter() {
            let key = match fact.list().and_then(|list| PACK.facts.list(list)) {
                Some((list, _)) => format!("{}/{}", PACK.facts.get(list).unwrap().id, fact.key()),
                None => fact.id.clone(),
            };
            assert!(shown.contains(&key), "{key} is not asked:\n{template}");
        }
    }
}

/// Returns an answer to a fact outside records that a condition can test.
fn answered(chance: &mut Chance, fact: &Fact) -> Option<String> {
    Some(match &fact.kind {
        Kind::YesNo => (*chance.pick(&["yes", "no"])).to_owned(),
        Kind::Choice(options) => chance.pick(options).id.clone(),
        Kind::Choices(options) => format!("[{}]", chance.pick(options).id),
        Kind::Country(_) => "CN".to_owned(),
        _ => return None,
    })
}

#[test]
fn a_question_that_is_not_asked_could_change_nothing() {
    let mut chance = Chance(11);
    let (mut left_out, mut contradicting) = (0, 0);
    for stage in STAGES {
        for policy in ["central", "none"] {
            let known = format!(
                "partnerscreen: 1\nlink: {{stage: {stage}}}\nplan: {{exists: none}}\n\
                 authority: {{policy: {policy}}}\ncompanies: {{dutch: no}}\n"
            );
            let profile = read("known", &known, &PACK);
            let asked = arising(&PACK, &profile);
            let before = statuses(&PACK, &answer_table(&PACK, &profile));
            for (index, fact) in PACK.facts.iter() {
                if asked.contains(&index) || fact.spot != Spot::Top {
                    continue;
                }
                let Some(answer) = answered(&mut chance, fact) else {
                    continue;
                };
                let mut more = profile.clone();
                let keys: Vec<&str> = fact.id.split('.').collect();
                let single = match keys.as_slice() {
                    [one] => format!("partnerscreen: 1\n{one}: {answer}\n"),
                    [group, key] => format!("partnerscreen: 1\n{group}: {{{key}: {answer}}}\n"),
                    _ => continue,
                };
                more.answers.extend(read("single", &single, &PACK).answers);
                if screen(&PACK, &more, DAY, Lang::En).counts.contradictions > 0 {
                    contradicting += 1;
                    continue;
                }
                let after = statuses(&PACK, &answer_table(&PACK, &more));
                assert_eq!(after, before, "{} at {stage}", fact.id);
                left_out += 1;
            }
        }
    }
    assert!(
        left_out > 50 && contradicting > 0,
        "{left_out} {contradicting}"
    );
}

#[test]
fn nothing_is_overwritten_and_force_keeps_a_copy() {
    let folder = Folder::new("new-force");
    folder.write("band.yaml", "partnerscreen: 1\n# van mij\n");
    let again = program(&folder.0, &["new", "band.yaml", "--lang", "nl"]);
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(
        text(&again.stderr),
        "fout: `band.yaml` bestaat al\n  = hulp: kies een andere naam; met `--force` komt het nieuwe in de plaats en \
         blijft er een kopie van het oude\n"
    );
    assert_eq!(
        fs::read_to_string(folder.0.join("band.yaml")).unwrap(),
        "partnerscreen: 1\n# van mij\n"
    );
    for copy in ["band.yaml.bak", "band.yaml.bak-2"] {
        let before = fs::read(folder.0.join("band.yaml")).unwrap();
        let forced = program(
            &folder.0,
            &[
                "new",
                "band.yaml",
                "--force",
                "--lang",
                "en",
                "--name",
                copy,
            ],
        );
        assert_eq!(forced.status.code(), Some(0), "{}", text(&forced.stderr));
        assert!(text(&forced.stdout).contains(&format!("The old profile is now in {copy}.")));
        assert_eq!(fs::read(folder.0.join(copy)).unwrap(), before);
    }
}

#[cfg(unix)]
#[test]
fn force_follows_a_link_and_keeps_the_mode_and_what_cannot_be_replaced_stays() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = Folder::new("new-mode");
    folder.write("real.yaml", "partnerscreen: 1\n# van mij\n");
    let path = |name: &str| folder.0.join(name);
    let mode = |name: &str| fs::metadata(path(name)).unwrap().permissions().mode() & 0o777;
    let change = |mode| {
        fs::set_permissions(path("real.yaml"), fs::Permissions::from_mode(mode)).unwrap();
    };
    change(0o600);
    symlink("real.yaml", path("band.yaml")).unwrap();
    let force = || program(&folder.0, &["new", "band.yaml", "--force", "--lang", "nl"]);
    let output = force();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(
        fs::symlink_metadata(path("band.yaml"))
            .unwrap()
            .is_symlink()
    );
    assert_eq!((mode("real.yaml"), mode("band.yaml.bak")), (0o600, 0o600));
    let kept = fs::read_to_string(path("band.yaml.bak")).unwrap();
    assert_eq!(kept, "partnerscreen: 1\n# van mij\n");
    let new = fs::read_to_string(path("real.yaml")).unwrap();
    assert!(new.starts_with("# Profiel voor partnerscreen"), "{new}");

    change(0o400);
    let output = force();
    assert_eq!(
        (output.status.code(), text(&output.stderr)),
        (
            Some(2),
            "fout: `band.yaml` is niet veranderd: het bestand is alleen-lezen\n  = hulp: het bestand is zoals het was\n".to_owned()
        )
    );
    assert_eq!(fs::read_to_string(path("real.yaml")).unwrap(), new);
    assert!(!path("band.yaml.bak-2").exists());
}

#[test]
fn what_cannot_be_made_is_told_in_plain_words_and_leaves_nothing() {
    let folder = Folder::new("new-nowhere");
    fs::create_dir_all(folder.0.join("blocked/partnerscreen-profile.schema.json")).unwrap();
    folder.write("file", "");
    for (file, why) in [
        (
            "nergens/a.yaml",
            "de map bestaat niet of er staat niets met deze naam",
        ),
        ("file/a.yaml", "een deel van het pad is geen map"),
        ("blocked/a.yaml", "dit is een map"),
    ] {
        let output = program(&folder.0, &["new", file, "--lang", "nl"]);
        assert_eq!(
            (output.status.code(), text(&output.stderr)),
            (
                Some(2),
                format!(
                    "fout: `{file}` kan niet worden gemaakt: {why}\n  = hulp: wat er stond, staat er nog\n"
                )
            )
        );
    }
    assert_eq!(fs::read_dir(folder.0.join("blocked")).unwrap().count(), 1);
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 2);
}

#[test]
fn what_should_be_looked_at_is_told_at_once() {
    let folder = Folder::new("new-warned");
    let arguments = [
        "new",
        "a.yaml",
        "--lang",
        "nl",
        "--name",
        "bel 06-12345678",
        "--answer",
        "partner.place=Yiwu",
    ];
    let output = program(&folder.0, &arguments);
    assert_eq!(output.status.code(), Some(0));
    let said = text(&output.stderr);
    let titles: Vec<&str> = said.lines().filter(|line| line.contains('[')).collect();
    assert_eq!(
        titles,
        [
            "waarschuwing[phone-number]: dit lijkt een telefoonnummer",
            "waarschuwing[ambiguous-place]: er is meer dan één plaats met deze naam: Zhejiang, Xinjiang",
        ],
        "{said}"
    );
    assert!(!said.contains("12345678"), "{said}");
}

#[test]
fn what_comes_next_is_told_as_it_is_typed() {
    let folder = Folder::new("new-next");
    let mut asked = arising(&PACK, &read("empty", "partnerscreen: 1\n", &PACK));
    asked.extend(&PACK.first_questions);
    let count = asked.len();
    let made = |file: &str, lang: &str| {
        let output = program(&folder.0, &["new", file, "--lang", lang]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    assert_eq!(
        made("mijn band.yaml", "nl"),
        format!(
            "Gemaakt: mijn band.yaml, met {count} vragen.\nVul het in: partnerscreen ask \"mijn band.yaml\"\n\
             Screen het: partnerscreen screen \"mijn band.yaml\"\n"
        )
    );
    assert_eq!(
        made("a.yml", "en"),
        format!(
            "Made: a.yml, with {count} questions.\nFill it in: partnerscreen ask a.yml\nScreen it: partnerscreen screen a.yml\n"
        )
    );
}

#[test]
fn every_wrong_answer_is_said_and_then_nothing_is_made() {
    let folder = Folder::new("new-wrong");
    let output = program(
        &folder.0,
        &[
            "new",
            "a.yaml",
            "--lang",
            "en",
            "--answer",
            "link.stge=running",
            "--answer",
            "link.stage=runing",
            "--answer",
            "exchanges=x",
        ],
    );
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        text(&output.stderr),
        "error: there is no question `link.stge` with one answer\n  = help: did you mean `link.stage`?\n\
         error: `runing` is not an answer to `link.stage`\n  = help: did you mean `running`?\n\
         error: there is no question `exchanges` with one answer\n  = help: write FACT=ANSWER, for example `link.stage=considering`\n"
    );
    assert!(fs::read_dir(&folder.0).unwrap().next().is_none());
}

/// A schema without what is said to people.
fn wordless(schema: &serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match schema {
        Value::Object(keys) => {
            let kept = keys
                .iter()
                .filter(|(key, _)| !["title", "description"].contains(&key.as_str()));
            kept.map(|(key, value)| (key.clone(), wordless(value)))
                .collect()
        }
        Value::Array(items) => items.iter().map(wordless).collect(),
        other => other.clone(),
    }
}

#[test]
fn samples_and_new_profiles_fit_the_schema_and_wrong_ones_do_not() {
    let dutch = schema(&PACK.facts, Lang::Nl);
    // The languages differ in what is said of a key, never in what may stand there.
    let english = schema(&PACK.facts, Lang::En);
    assert_ne!(dutch, english);
    assert!(wordless(&dutch) == wordless(&english));
    let validator = jsonschema::validator_for(&dutch).unwrap();
    let all = PACK.facts.iter().map(|(index, _)| index).collect();
    let new = Template {
        facts: &PACK.facts,
        asked: &all,
        name: "",
        answers: &std::collections::BTreeMap::new(),
        schema: "s.json",
        lang: Lang::Nl,
    };
    for (name, sample) in [("new".to_owned(), new.text())]
        .into_iter()
        .chain(samples())
    {
        let value: serde_json::Value = serde_yaml::from_str(&sample).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{} {error}", error.instance_path))
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
    for wrong in [
        "{}",
        "partnerscreen: 2",
        "{partnerscreen: 1, foo: 1}",
        "{partnerscreen: 1, link: {stage: runing}}",
        "{partnerscreen: 1, exchanges: [{state: past}]}",
        "{partnerscreen: 1, link: {stage: {answer: running, sorce: x}}}",
    ] {
        let value: serde_json::Value = serde_yaml::from_str(wrong).unwrap();
        assert!(!validator.is_valid(&value), "{wrong}");
    }
}

#[test]
fn somebody_at_a_terminal_is_asked_and_asked_again_after_a_wrong_answer() {
    let folder = Folder::new("new-asked");
    let file = folder.0.join("a.yaml");
    let surroundings = Surroundings {
        locale: "nl_NL.UTF-8".to_owned(),
        today: || DAY.to_owned(),
        now: || format!("{DAY}T12:00:00Z"),
        columns: Some(80),
        interactive: true,
        out_color: false,
        err_color: false,
    };
    let arguments = ["partnerscreen", "new", file.to_str().unwrap()].map(Into::into);
    // The name, the authority's name, its kind by name, no place, the stage: wrong, then by number.
    let mut typed = "Voorbeeldstad – Xi'an\nVoorbeeldstad\nprovincie\n\nlooopt\n3\n".as_bytes();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let exit = run(&arguments, &surroundings, &mut typed, &mut out, &mut err).unwrap();
    assert_eq!((exit, typed.len()), (Exit::Done, 0), "{}", text(&err));
    let profile = read("a.yaml", &fs::read_to_string(&file).unwrap(), &PACK);
    assert_eq!(profile.name.as_deref(), Some("Voorbeeldstad – Xi'an"));
    let of = |id: &str| {
        let given = profile.answers.get(&PACK.facts.find(id).unwrap());
        given.map(|given| given.answers[0].reading.clone())
    };
    assert_eq!(
        of("authority.name"),
        Some(Reading::Text("Voorbeeldstad".to_owned()))
    );
    assert_eq!(of("authority.kind"), Some(Reading::Value(Value::Option(1))));
    assert_eq!(of("partner.place"), None);
    assert_eq!(of("link.stage"), Some(Reading::Value(Value::Option(2))));
    assert!(
        text(&err).contains("fout: `looopt` is geen antwoord op `link.stage`"),
        "{}",
        text(&err)
    );
    assert_eq!(text(&err).matches("In welke fase is de band?").count(), 2);
}
