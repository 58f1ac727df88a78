//! Files, folders, standard input, exit codes, and what goes to which stream.

use std::io::Write as _;
use std::process::Stdio;

use crate::common::{DAY, Folder, PACK, command, program, read, root, text};

const GOOD: &str = "partnerscreen: 1\nname: Goed\npartner: {country: CN, place: Kashgar, kind: authority}\nauthority: {kind: municipality}\n";
const OUTSIDE: &str = "partnerscreen: 1\nname: Buiten\npartner: {country: JP}\n";

#[test]
fn a_bad_file_among_good_ones_is_reported_and_the_rest_is_screened() {
    let folder = Folder::new("several");
    folder.write("a.yaml", OUTSIDE);
    folder.write("b.yaml", "partnerscreen: 1\nnme: x\n");
    folder.write("sub/c.yml", GOOD);
    folder.write(".hidden.yaml", "x");
    folder.write("notes.txt", "x");
    let output = program(&folder.0, &["screen", ".", "--lang", "en", "--as-of", DAY]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).starts_with("error[unknown-fact]: unknown fact `nme`\n"));
    let shown = text(&output.stdout);
    let (good, outside) = (shown.find("Goed").unwrap(), shown.find("Buiten").unwrap());
    assert!(good < outside, "the most pressing first:\n{shown}");
    assert!(shown.contains("Not screened: ./b.yaml\n"));
}

#[test]
fn an_overview_puts_what_may_be_advised_against_before_what_raises_nothing() {
    let output = program(
        &root(),
        &["screen", "profiles", "--lang", "en", "--as-of", DAY],
    );
    let shown = text(&output.stdout);
    let overview: Vec<&str> = shown
        .lines()
        .take_while(|line| !line.starts_with("Levels"))
        .filter_map(|line| line.split_whitespace().next()?.strip_prefix("profiles/"))
        .collect();
    assert_eq!(
        overview,
        [
            "kashgar-research-done.yaml",
            "kashgar-no-research.yaml",
            "chengdu-contradictory.yaml",
            "guangdong-running.yaml",
            "hangzhou-smart-city.yaml",
            "hong-kong-to-decide.yaml",
            "xian-just-begun.yaml",
            "nanjing-well-prepared.yaml",
            "tainan-outside.yaml",
        ]
    );
}

#[test]
fn an_overview_of_one_says_so() {
    let folder = Folder::new("overview-of-one");
    folder.write("good.yaml", GOOD);
    for (lang, heading) in [
        ("nl", "OVERZICHT VAN 1 PARTNERSCHAP"),
        ("en", "OVERVIEW OF 1 PARTNERSHIP"),
    ] {
        let output = program(&folder.0, &["screen", ".", "--lang", lang, "--as-of", DAY]);
        assert_eq!(text(&output.stdout).lines().next(), Some(heading));
    }
}

#[test]
fn a_misspelt_rule_is_answered_with_keys_that_can_be_explained() {
    let path = "profiles/hangzhou-smart-city.yaml";
    let told = |rule: &str| {
        let output = program(&root(), &["explain", path, rule, "--lang", "en"]);
        assert_eq!(output.status.code(), Some(2), "{rule}");
        text(&output.stderr)
    };
    let cases = [
        (
            "theme-not-research",
            "did you mean `theme-not-researched@slim-verkeer`, `theme-not-researched@stadsplatform`, `theme-not-researched@stadswater`?",
        ),
        (
            "theme-not-research@stadsplatform",
            "did you mean `theme-not-researched@stadsplatform`?",
        ),
        (
            "theme-not-researched@stad",
            "did you mean `theme-not-researched@slim-verkeer`, `theme-not-researched@stadsplatform`, `theme-not-researched@stadswater`?",
        ),
        ("advise-agains", "did you mean `advise-against`?"),
        ("whatever", "`screen` shows the rules with their names"),
    ];
    for (rule, help) in cases {
        assert_eq!(
            told(rule),
            format!("error: there is no rule `{rule}` for this profile\n  = help: {help}\n")
        );
        for key in help
            .split('`')
            .filter(|part| help.starts_with("did") && part.contains('-'))
        {
            let output = program(&root(), &["explain", path, key]);
            assert_eq!(output.status.code(), Some(0), "{key}");
        }
    }
}

#[test]
fn exit_codes_say_how_it_ended() {
    let folder = Folder::new("exits");
    folder.write("good.yaml", GOOD);
    folder.write("outside.yaml", OUTSIDE);
    std::fs::create_dir(folder.0.join("empty")).unwrap();
    let code = |arguments: &[&str]| program(&folder.0, arguments).status.code().unwrap();
    assert_eq!(code(&["screen", "good.yaml"]), 0);
    assert_eq!(
        code(&["screen", "good.yaml", "--fail-on", "advise-against"]),
        1
    );
    assert_eq!(code(&["screen", "outside.yaml"]), 0);
    assert_eq!(
        code(&["screen", "outside.yaml", "--fail-on", "advise-against"]),
        1
    );
    assert_eq!(
        code(&["screen", "good.yaml", "--fail-on", "advice-against"]),
        2
    );
    assert_eq!(code(&["screen", "empty"]), 3);
    assert_eq!(code(&["screen", "missing.yaml"]), 2);
    assert_eq!(code(&["explain", ".", "advise-against"]), 2);
    assert_eq!(code(&["explain", "good.yaml", "advise-agains"]), 2);
    assert_eq!(code(&["screen", "good.yaml", "--as-of", "2026-02-30"]), 2);
    assert_eq!(code(&["scren"]), 2);
    assert_eq!(code(&["--help"]), 0);
    let output = program(&folder.0, &["screen", "god.yaml", "--lang", "en"]);
    assert_eq!(
        text(&output.stderr),
        "error: the file `god.yaml` does not exist\n  = help: did you mean `good.yaml`?\n"
    );
}

#[test]
fn the_well_prepared_link_ends_at_nothing_raised_and_is_no_approval() {
    let output = program(
        &root(),
        &[
            "screen",
            "profiles/nanjing-well-prepared.yaml",
            "--format",
            "json",
            "--lang",
            "en",
            "--fail-on",
            "work-to-do",
        ],
    );
    assert_eq!(output.status.code(), Some(0));
    let result: serde_json::Value = serde_json::from_str(&text(&output.stdout)).unwrap();
    assert_eq!(result["outcome"]["lowest"], "nothing-raised");
    assert_eq!(result["outcome"]["determined"], true);
    assert_eq!(result["counts"]["open"], 0);
    assert!(
        result["disclaimer"]
            .as_str()
            .unwrap()
            .contains("no approval")
    );
}

#[test]
fn standard_input_and_output_to_a_file_work() {
    let folder = Folder::new("streams");
    let mut child = command(
        &folder.0,
        &["screen", "-", "--lang", "nl", "--output", "out.txt"],
    )
    .stdin(Stdio::piped())
    .stdout(Stdio::piped())
    .spawn()
    .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(GOOD.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0));
    assert!(
        std::fs::read_to_string(folder.0.join("out.txt"))
            .unwrap()
            .starts_with("Goed\n")
    );
    assert_eq!(
        std::fs::read_dir(&folder.0).unwrap().count(),
        1,
        "nothing else is left behind"
    );
}

#[test]
fn colour_is_there_only_when_it_is_asked_for() {
    let folder = Folder::new("colour");
    folder.write("x.yaml", GOOD);
    let colours = |arguments: &[&str], variable: Option<&str>| {
        let mut run = command(&folder.0, arguments);
        if let Some(name) = variable {
            run.env(name, "1");
        }
        run.output().unwrap().stdout.contains(&0x1b)
    };
    assert!(!colours(&["screen", "x.yaml"], None));
    assert!(colours(&["screen", "x.yaml", "--color", "always"], None));
    assert!(!colours(
        &["screen", "x.yaml", "--color", "never"],
        Some("CLICOLOR_FORCE")
    ));
    assert!(!colours(&["screen", "x.yaml"], Some("NO_COLOR")));
}

#[test]
fn the_language_follows_the_option_then_the_locale() {
    let folder = Folder::new("language");
    folder.write("x.yaml", OUTSIDE);
    let shown = |arguments: &[&str], locale: &str| {
        text(
            &command(&folder.0, arguments)
                .env("LANG", locale)
                .output()
                .unwrap()
                .stdout,
        )
    };
    let dutch = shown(&["screen", "x.yaml"], "nl_NL.UTF-8");
    let english = shown(&["screen", "x.yaml"], "C");
    assert_ne!(dutch, english);
    assert_eq!(
        shown(&["screen", "x.yaml", "--lang", "nl"], "en_GB.UTF-8")
            .lines()
            .last(),
        dutch.lines().last()
    );
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = command(&root(), &["screen", "profiles/guangdong-running.yaml"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        (output.status.code(), text(&output.stderr)),
        (Some(0), String::new())
    );
}

#[test]
fn the_receipt_names_the_hashes_of_pack_and_profile() {
    let path = "profiles/nanjing-well-prepared.yaml";
    let profile = read(
        "x",
        &std::fs::read_to_string(root().join(path)).unwrap(),
        &PACK,
    );
    let output = program(&root(), &["screen", path, "--lang", "en", "--as-of", DAY]);
    let shown = text(&output.stdout);
    let receipt = shown.split("RECEIPT\n").nth(1).unwrap();
    let lines: Vec<&str> = receipt.lines().take(2).collect();
    assert_eq!(
        lines,
        [
            format!(
                "  rules: {} {}, SHA-256 {}",
                PACK.id,
                PACK.version,
                &PACK.hash[..12]
            ),
            format!("  profile: SHA-256 {}", &profile.hash[..12]),
        ]
    );
}
