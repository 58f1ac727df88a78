//! `pack doc`: the pages in `docs/pack` are those of the pack, their links lead somewhere, their examples are true, and
//! nothing that somebody else put in the folder is touched.
//!
//! `UPDATE_DOCS=1 cargo test` writes the pages anew; read the difference before it is committed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use partnerscreen::authoring::reference::{ReferenceError, reference};
use partnerscreen::pack::{Pack, PackFiles};
use partnerscreen::report::reference::pages;
use partnerscreen::screening::model::{Applies, GroundState, Status};
use partnerscreen::screening::screen;
use partnerscreen::text::Lang;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::common::{DAY, Folder, PACK, program, read, root, text};
use crate::small::{FACTS, HEAD, RULES, files};

fn of(pack: &Pack, files: &PackFiles) -> Result<BTreeMap<String, String>, ReferenceError> {
    let of = |lang| reference(pack, files, lang);
    Ok(pages(&of(Lang::Nl)?, &of(Lang::En)?))
}

/// The pages of the built-in pack, which take a while.
static BUILT_IN: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| of(&PACK, &partnerscreen::embedded::files().unwrap()).unwrap());

/// Returns the pages of the small pack, some of its files replaced and some added.
fn small(replaced: &[(&str, &str)]) -> Result<BTreeMap<String, String>, ReferenceError> {
    let files = files(replaced);
    of(&partnerscreen::pack::load(&files).unwrap(), &files)
}

/// Returns every file below a folder, by its path within.
fn below(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(inside) = folders.pop() {
        for entry in fs::read_dir(&inside).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned();
                found.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn the_pages_in_the_repository_are_those_of_the_pack() {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let output = program(&root(), &["pack", "doc", "--output", "docs/pack"]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    }
    let (expected, got) = (&*BUILT_IN, below(&root().join("docs/pack")));
    let names: BTreeSet<&String> = expected.keys().chain(got.keys()).collect();
    let stale: Vec<_> = names
        .into_iter()
        .filter(|name| expected.get(*name) != got.get(*name))
        .collect();
    assert!(
        stale.is_empty(),
        "stale; UPDATE_DOCS=1 cargo test writes them anew: {stale:#?}"
    );
    assert_eq!(expected.len(), 2 * (PACK.rules.len() + 8) + 1);
}

fn events(page: &str) -> impl Iterator<Item = Event<'_>> {
    Parser::new_ext(page, Options::all() - Options::ENABLE_SMART_PUNCTUATION)
}

#[test]
fn every_link_leads_to_a_page_and_to_a_place_on_it() {
    let pages = &*BUILT_IN;
    let mut links = 0;
    for (name, page) in pages {
        let folder = Path::new(name).parent().unwrap();
        for event in events(page) {
            let Event::Start(Tag::Link { dest_url, .. }) = event else {
                continue;
            };
            links += 1;
            let (path, place) = dest_url.split_once('#').unwrap_or((&dest_url, ""));
            let mut parts: Vec<&str> = folder.iter().map(|part| part.to_str().unwrap()).collect();
            for part in path.split('/') {
                match part {
                    ".." => drop(parts.pop().unwrap()),
                    part => parts.push(part),
                }
            }
            let target = pages.get(&parts.join("/"));
            let target = target.unwrap_or_else(|| panic!("{name}: {dest_url} leads nowhere"));
            let anchor = format!("<a id=\"{place}\"></a>\n");
            assert!(
                place.is_empty() || target.matches(&anchor).count() == 1,
                "{name}: {dest_url}"
            );
        }
    }
    assert!(links > 2000, "only {links} links");
}

#[test]
fn every_page_has_the_other_language_and_no_markup_but_its_own() {
    for (name, page) in &*BUILT_IN {
        assert!(
            page.starts_with("<!-- partnerscreen pack doc -->\n\n# "),
            "{name}"
        );
        assert!(page.ends_with('\n') && !page.ends_with("\n\n"), "{name}");
        assert!(!page.contains("\n\n\n"), "{name}");
        for event in events(page) {
            if let Event::Html(html) | Event::InlineHtml(html) = event {
                let html = html.trim();
                let own = html == "<!-- partnerscreen pack doc -->"
                    || html.starts_with("<a id=\"")
                    || html == "</a>";
                assert!(own, "{name}: {html}");
            }
        }
    }
}

/// Returns the listings of a page, and the paragraph below each.
fn examples(page: &str) -> Vec<(String, String)> {
    let (mut found, mut listing, mut below): (Vec<(String, String)>, bool, bool) =
        (vec![], false, false);
    for event in events(page) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                assert_eq!(&*language, "yaml");
                found.push((String::new(), String::new()));
                listing = true;
            }
            Event::End(TagEnd::CodeBlock) => (listing, below) = (false, true),
            Event::End(TagEnd::Paragraph) => below = false,
            Event::Text(part) if listing => found.last_mut().unwrap().0.push_str(&part),
            Event::Text(part) | Event::Code(part) if below => {
                found.last_mut().unwrap().1.push_str(&part);
            }
            _ => {}
        }
    }
    found
}

#[test]
fn every_rule_has_an_example_that_raises_it_and_one_that_does_not_and_both_are_true() {
    let pages = &*BUILT_IN;
    for (lang, words) in [
        ("en", ["raised", "not raised"]),
        ("nl", ["speelt", "speelt niet"]),
    ] {
        for rule in &PACK.rules {
            let page = &pages[&format!("{lang}/rules/{}.md", rule.id)];
            let examples = examples(page);
            assert_eq!(examples.len(), 2, "{}", rule.id);
            for ((profile, below), (word, status)) in examples
                .iter()
                .zip(words.into_iter().zip([Status::Raised, Status::NotRaised]))
            {
                let (key, said) = below.split_once(": ").unwrap();
                assert_eq!(said, word, "{}", rule.id);
                assert_eq!(key.split('@').next().unwrap(), rule.id);
                let screening = screen(&PACK, &read("example", profile, &PACK), DAY, Lang::En);
                assert_eq!(screening.statuses[key], status, "{key}");
            }
        }
    }
}

#[test]
fn grounds_scope_and_contradictions_have_a_page_with_examples_that_are_true() {
    let pages = &*BUILT_IN;
    let pack = &*PACK;
    for (lang, lang_name) in [(Lang::Nl, "nl"), (Lang::En, "en")] {
        let page = |name: &str| &pages[&format!("{lang_name}/{name}.md")];
        let screened = |name: &str| -> Vec<_> {
            let examples = examples(page(name)).into_iter();
            examples
                .map(|(profile, _)| screen(pack, &read("example", &profile, pack), DAY, lang))
                .collect()
        };
        let grounds = screened("grounds");
        assert_eq!(grounds.len(), pack.grounds.len());
        for (ground, example) in pack.grounds.iter().zip(grounds) {
            let found = example.grounds.iter().find(|found| found.id == ground.id);
            assert_eq!(found.unwrap().state, GroundState::Met, "{}", ground.id);
        }
        let scope = screened("scope");
        assert_eq!(scope.len(), pack.scope.len());
        for (rule, example) in pack.scope.iter().zip(scope) {
            assert_eq!(example.scope.applies, Applies::No);
            let text = rule.text.get(lang).to_owned();
            assert!(example.scope.texts.contains(&text), "{text}");
        }
        let conflicts = screened("conflicts");
        assert_eq!(conflicts.len(), pack.conflicts.len());
        for (conflict, example) in pack.conflicts.iter().zip(conflicts) {
            let mut found = example.contradictions.iter();
            assert!(
                found.any(|found| found.key == conflict.id),
                "{}",
                conflict.id
            );
        }
        // They are found from the front page and, by what they cite, from the advisory.
        for name in ["grounds.md", "scope.md", "conflicts.md"] {
            assert!(page("README").contains(&format!("]({name})")), "{name}");
        }
        let advisory = page("advisory");
        for id in pack.grounds.iter().map(|ground| &ground.id) {
            assert!(advisory.contains(&format!("](grounds.md#{id})")), "{id}");
        }
        for id in pack.conflicts.iter().map(|conflict| &conflict.id) {
            assert!(advisory.contains(&format!("](conflicts.md#{id})")), "{id}");
        }
        assert!(advisory.contains("](scope.md)"));
    }
}

const TESTS: &str = "cases:
  - name: not done
    profile: {done: no, reason: fear}
    expect: {raised: [not-done]}
  - name: done
    profile: {done: yes}
    expect: {not_raised: [not-done]}
";

#[test]
fn a_page_says_what_the_rule_says_with_its_remarks_and_circumstances() {
    let actions = "actions:
  - id: do-it
    title: {nl: Doe het, en: Do it}
    steps: [{nl: Eerst dit., en: First this.}]
    cites: [g]
    timing: [{when: stage == \"running\", timing: ongoing}, {timing: at-review}]
";
    let facts = FACTS.replace(
        "{id: reason, type: choice,",
        "{id: reason, type: choice, ask_when: done == \"no\",",
    );
    let pages = small(&[
        ("actions.yaml", actions),
        ("facts.yaml", &facts),
        ("tests/t.yaml", TESTS),
    ])
    .unwrap();
    let rule = &pages["en/rules/not-done.md"];
    for part in [
        "## What is the matter\n\nNot done.\n\nThis may be added, where the answers make it certain:\n\n- Reason: \\{reason}. ([`h`](../advisory.md#h))\n  - only where:\n    - reason is «fear»\n- Now \\{done}.\n  - only where:\n    - stage is «running»\n\nIn the place of braces",
        "## Is it raised?\n\n- done is «no»\n",
        "## Actions\n\n- [Do it](../actions.md#do-it)\n\nWhile answers are missing:\n\n- [Do it](../actions.md#do-it)\n",
        "## Example: this is raised\n\nThe case «not done» (`tests/t.yaml`)\n\n```yaml\npartnerscreen: 1\ndone: no\nreason: fear\n```\n\n`not-done`: **raised**\n\n- Not done.\n- Reason: fear.\n\n",
        "## Example: this is not raised\n\nThe case «done» (`tests/t.yaml`)\n\n```yaml\npartnerscreen: 1\ndone: yes\n```\n\n`not-done`: **not raised**\n",
    ] {
        assert!(rule.contains(part), "{part}\n---\n{rule}");
    }
    let other = &pages["nl/rules/visit-not-made.md"];
    for part in [
        "- **Geldt apart voor elk van**: bezoeken\n",
        "## Voorbeeld: dit speelt\n\nDe tests van het regelpakket hebben hiervan geen voorbeeld.\n",
    ] {
        assert!(other.contains(part), "{part}\n---\n{other}");
    }
    let asked = &pages["en/questionnaire.md"];
    let part = "- **Helps to decide**: [t](rules/not-done.md)\n";
    assert!(asked.contains(part), "{asked}");
    let part = "- This question arises only where:\n  - done is «no»\n\n| Answer | Meaning |\n| --- | --- |\n| `fear` | fear |\n| `other` | other |\n";
    assert!(asked.contains(part), "{asked}");
    let part = "- When, the first that certainly holds:\n  - all the time, where:\n    - stage is «running»\n  - at the next review, in all other cases\n- **Guidance**: [`g`](advisory.md#g)\n";
    assert!(
        pages["en/actions.md"].contains(part),
        "{}",
        pages["en/actions.md"]
    );
    let part = "| [`g`](advisory.md#g) | advice, firmly worded | [t](rules/not-done.md), [t](rules/visit-not-made.md) | [Do it](actions.md#do-it) |  |  |\n| [`h`](advisory.md#h) | background |  |  |  | [t](rules/not-done.md) |\n";
    assert!(
        pages["en/coverage.md"].contains(part),
        "{}",
        pages["en/coverage.md"]
    );
}

#[test]
fn no_text_of_a_pack_becomes_markup() {
    let hostile = "<b onclick=x>a</b> | [b](c) `d` **e** \\# f <!-- g --> $h$";
    let both = format!("{{nl: '{hostile}', en: '{hostile}'}}");
    let facts = FACTS.replace("{nl: reden, en: reason}", &both);
    let rules = RULES
        .replace("title: {nl: t, en: t}", &format!("title: {both}"))
        .replace("{nl: Niet gedaan., en: Not done.}", &both);
    let head = HEAD.replace("title: {nl: t, en: t}", &format!("title: {both}"));
    let case = TESTS.replace("name: not done", &format!("name: '``` {hostile}'"));
    let pages = small(&[
        ("facts.yaml", &facts),
        ("rules/t.yaml", &rules),
        ("pack.yaml", &head),
        ("tests/t.yaml", &case),
    ])
    .unwrap();
    let mut shown = 0;
    for (name, page) in &pages {
        let mut words = String::new();
        for event in events(page) {
            match event {
                Event::Html(html) | Event::InlineHtml(html) => {
                    assert!(
                        !html.contains("onclick") && !html.contains(" g "),
                        "{name}: {html}"
                    );
                }
                Event::Start(Tag::Link { dest_url, .. }) => assert_ne!(&*dest_url, "c", "{name}"),
                Event::InlineMath(_) | Event::DisplayMath(_) => panic!("{name}: math"),
                Event::Text(part) | Event::Code(part) => words.push_str(&part),
                _ => {}
            }
        }
        shown += words.matches(hostile).count();
    }
    assert!(shown > 20, "{shown}");
}

#[test]
fn an_example_that_is_none_stops_the_run() {
    assert!(small(&[("tests/t.yaml", TESTS)]).is_ok());
    for (old, new) in [
        ("{done: no, reason: fear}", "{done: yes}"),
        ("done: no,", "dune: no,"),
    ] {
        let wrong = TESTS.replace(old, new);
        assert_eq!(
            small(&[("tests/t.yaml", &wrong)]).unwrap_err().to_string(),
            "tests/t.yaml: not done: `not-done` does not come out as the case expects; run `pack test`",
            "{new}"
        );
    }
}

/// A folder with the small pack in it.
fn with_pack(name: &str) -> Folder {
    let folder = Folder::new(name);
    for (name, bytes) in files(&[("tests/t.yaml", TESTS)]).files {
        folder.write(&format!("pack/{name}"), bytes);
    }
    folder
}

fn doc(folder: &Path, output: &str) -> (Option<i32>, String) {
    let output = program(
        folder,
        &[
            "pack", "doc", "--rules", "pack", "--output", output, "--lang", "en",
        ],
    );
    assert_eq!(text(&output.stdout), "");
    (output.status.code(), text(&output.stderr))
}

#[test]
fn the_folder_is_written_whole_and_again_and_pages_that_are_gone_are_gone() {
    let folder = with_pack("doc-again");
    let expected = small(&[("tests/t.yaml", TESTS)]).unwrap();
    let count = expected.len();
    assert_eq!(
        doc(&folder.0, "out"),
        (Some(0), format!("out: {count} pages\n"))
    );
    assert_eq!(below(&folder.0.join("out")), expected);

    folder.write(
        "out/nl/rules/gone.md",
        "<!-- partnerscreen pack doc -->\n\n# gone\n",
    );
    fs::create_dir(folder.0.join("out/empty")).unwrap();
    assert_eq!(doc(&folder.0, "out/").0, Some(0));
    assert_eq!(below(&folder.0.join("out")), expected);
    assert!(!folder.0.join("out/empty").exists());

    let mut left: Vec<_> = fs::read_dir(&folder.0)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    left.sort();
    assert_eq!(left, ["out", "pack"]);
}

#[test]
fn what_somebody_else_put_there_is_never_touched() {
    let folder = with_pack("doc-foreign");
    for (name, bytes) in [
        ("notes.txt", "mine"),
        ("rules/notes.md", "# mine\n"),
        ("x.md", "<!-- partnerscreen pack doc --> not quite\n"),
        ("page.html", "<!-- partnerscreen pack doc -->\n"),
    ] {
        folder.write(&format!("out/{name}"), bytes);
        folder.write("out/nl/README.md", "<!-- partnerscreen pack doc -->\nold\n");
        let before = below(&folder.0);
        let path = folder.0.canonicalize().unwrap().join("out").join(name);
        assert_eq!(
            doc(&folder.0, "out"),
            (
                Some(2),
                format!(
                    "error: `{}` is no page of this documentation\n  = help: name a folder that holds nothing else; nothing was changed\n",
                    path.display()
                )
            )
        );
        assert_eq!(below(&folder.0), before, "{name}");
        fs::remove_dir_all(folder.0.join("out")).unwrap();
    }
}

#[test]
fn a_place_that_cannot_be_written_is_refused_and_nothing_is_left_behind() {
    let folder = with_pack("doc-refused");
    folder.write("file", "mine");
    let before = below(&folder.0);
    let no_folder = |name: &str| {
        format!(
            "error: `{name}` is no folder to write the documentation into\n  = help: name a folder, which need not exist yet: `--output docs/pack`\n"
        )
    };
    assert_eq!(doc(&folder.0, "file"), (Some(2), no_folder("file")));
    for name in [".", ".."] {
        assert_eq!(doc(&folder.0, name), (Some(2), no_folder(name)));
    }
    let (code, said) = doc(&folder.0, "missing/out");
    assert_eq!(code, Some(2));
    assert!(
        said.starts_with("error: `missing/out` cannot be written: "),
        "{said}"
    );
    let output = program(&folder.0, &["pack", "doc", "--lang", "nl"]);
    assert_eq!(
        (output.status.code(), text(&output.stderr)),
        (
            Some(2),
            "fout: hier ontbreekt waar de documentatie moet komen\n  = hulp: noem een map: `--output docs/pack`\n".to_owned()
        )
    );
    assert_eq!(below(&folder.0), before);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_stays_and_a_link_in_it_is_not_followed() {
    use std::os::unix::fs::symlink;

    let folder = with_pack("doc-links");
    fs::create_dir(folder.0.join("real")).unwrap();
    symlink("real", folder.0.join("out")).unwrap();
    let expected = small(&[("tests/t.yaml", TESTS)]).unwrap();
    assert_eq!(doc(&folder.0, "out").0, Some(0));
    assert!(folder.0.join("out").is_symlink());
    assert_eq!(below(&folder.0.join("real")), expected);

    folder.write(
        "elsewhere/mine.md",
        "<!-- partnerscreen pack doc -->\nmine\n",
    );
    symlink("../elsewhere", folder.0.join("real/linked")).unwrap();
    let (code, said) = doc(&folder.0, "out");
    assert_eq!(code, Some(2));
    assert!(
        said.contains("/real/linked` is no page of this documentation"),
        "{said}"
    );
    assert!(folder.0.join("elsewhere/mine.md").exists());
}
