//! The lint of a pack's texts: what it refuses and where, what its own file must hold, and that the built-in pack passes.

use std::collections::BTreeSet;

use partnerscreen::authoring::lint;
use partnerscreen::pack::{PackFiles, load, wording};
use partnerscreen::text::Lang;

use crate::common::{Folder, program, text};
use crate::small::{ACTIONS, FACTS, GUIDANCE, HEAD, RULES, files, said};

const WORDING: &str = "purposes:
  - {id: N3, says: {nl: t, en: t}}
  - {id: N9, says: {nl: t, en: t}, not_by_words: {nl: t, en: t}}
sentences:
  - {language: nl, most_words: 6}
patterns:
  - id: approval
    language: nl
    serves: N3
    pattern: '\\bgoedgekeurd\\b'
    allowed: ['niet goedgekeurd']
    instead: {nl: laat het weg, en: leave it out}
    refuses: [Deze band is Goedgekeurd.]
    allows: [Dat is niet goedgekeurd.]
";

/// Returns the files of the small pack with a text of every kind.
fn every_kind() -> PackFiles {
    let head = HEAD
        .replace(
            "scope: []",
            "scope: [{outside_when: 'reason == \"other\"', text: {nl: t, en: t}}]",
        )
        .replace(
            "grounds: []",
            "grounds: [{id: gr, rule: not-done, when: 'done == \"no\"', title: {nl: t, en: t}, met: {nl: t, en: t}, not_met: {nl: t, en: t}, open: {nl: t, en: t}, conflicting: {nl: t, en: t}, others: {nl: t, en: t}}]
conflicts: [{id: co, when: 'done == \"no\" && stage == \"running\"', text: {nl: t, en: t}, level: low}]",
        );
    let rules = RULES.replacen(
        "    actions: [do-it]",
        "    priority: low
    priority_because: {nl: t, en: t}
    actions: [do-it]",
        1,
    );
    files(&[
        ("pack.yaml", &head),
        ("facts.yaml", FACTS),
        (
            "conditions.yaml",
            "conditions:\n  - {id: c, title: {nl: t, en: t}, when: 'done == \"no\"'}\n",
        ),
        ("guidance.yaml", GUIDANCE),
        ("actions.yaml", ACTIONS),
        ("rules/t.yaml", &rules),
        ("wording.yaml", WORDING),
    ])
}

/// Returns what the lint says as `file:line:column: message`.
fn linted(files: &PackFiles) -> Vec<String> {
    let wording = wording(files).unwrap();
    let mut said = Vec::new();
    for file in lint(files, &wording) {
        for problem in file.problems {
            let at = file.source.position(problem.span.unwrap().start);
            said.push(format!(
                "{}:{}:{}: {}",
                file.source.name, at.line, at.column, problem.message.en
            ));
        }
    }
    said
}

#[test]
fn no_kind_of_text_escapes() {
    let files = every_kind();
    load(&files).unwrap_or_else(|error| panic!("{:#?}", said(&error)));
    assert_eq!(linted(&files), <[String; 0]>::default());
    let mut kinds = 0;
    for (name, bytes) in &files.files {
        if name == "wording.yaml" {
            continue;
        }
        let text = String::from_utf8(bytes.clone()).unwrap();
        for (at, _) in text
            .match_indices("{nl: ")
            .chain(text.match_indices(", nl: "))
        {
            kinds += 1;
            let start = at + text[at..].find("nl: ").unwrap() + "nl: ".len();
            let mut changed = text.clone();
            let end = start + text[start..].find(", en: ").unwrap();
            changed.replace_range(start..end, "'is goedgekeurd'");
            let mut files = files.clone();
            files.files.insert(name.clone(), changed.into_bytes());
            let line = text[..start].matches('\n').count() + 1;
            let found = linted(&files);
            let expected = format!("small/{name}:{line}:");
            assert!(
                found.len() == 1 && found[0].starts_with(&expected),
                "{expected}: {found:?}"
            );
            assert!(
                found[0].ends_with(
                    "`goedgekeurd` does not belong in a text of this pack (approval, N3)"
                ),
                "{found:?}"
            );
        }
    }
    assert!(kinds > 50, "{kinds}");
}

fn with_title(nl: &str) -> PackFiles {
    let rules = RULES.replacen(
        "title: {nl: t, en: t}",
        &format!("title: {{nl: '{nl}', en: t}}"),
        1,
    );
    files(&[("rules/t.yaml", &rules), ("wording.yaml", WORDING)])
}

#[test]
fn words_are_found_whatever_their_case_and_white_space_and_not_where_they_are_allowed() {
    let none: [&str; 0] = [];
    let refused = [
        "small/rules/t.yaml:6:29: `goedgekeurd` does not belong in a text of this pack (approval, N3)",
    ];
    assert_eq!(linted(&with_title("De band is GOEDGEKEURD")), refused);
    assert_eq!(linted(&with_title("Die is niet  goedgekeurd")), none);
    assert_eq!(
        linted(&with_title("Niet goedgekeurd is goedgekeurd")).len(),
        1,
        "an exception excuses only itself"
    );
    // An answer is a text of its own; its id is none that a reader sees.
    assert_eq!(linted(&with_title("Over goedgekeurde dingen")), none);
    let rules = RULES.replacen(
        "finding: {nl: Niet gedaan., en: Not done.}",
        "finding: {nl: 'Nu {goedgekeurd}.', en: 'Now {goedgekeurd}.'}",
        1,
    );
    let files = files(&[("rules/t.yaml", &rules), ("wording.yaml", WORDING)]);
    assert_eq!(linted(&files), none);
}

#[test]
fn a_sentence_with_more_words_than_the_limit_is_refused_and_others_are_not() {
    assert_eq!(
        linted(&with_title(
            "Een twee drie vier vijf zes. Een twee drie vier vijf zes."
        )),
        <[&str; 0]>::default()
    );
    assert_eq!(
        linted(&with_title("Kort. Een «twee» drie vier vijf zes - zeven.")),
        ["small/rules/t.yaml:6:24: this sentence has 7 words, at most 6 are allowed"]
    );
}

#[test]
fn a_pattern_speaks_only_of_the_places_it_names() {
    let only = |key: &str, part: &str| {
        let wording = WORDING.replace(
            "    instead:",
            &format!("    {key}: ['{part}']\n    instead:"),
        );
        let mut files = with_title("Is goedgekeurd");
        files
            .files
            .insert("wording.yaml".to_owned(), wording.into_bytes());
        linted(&files).len()
    };
    for (part, inside) in [
        ("rules/t.yaml", true),
        ("rules/t.yaml not-done", true),
        ("rules/t.yaml not-done title", true),
        ("rules/t.yaml visit-not-made title", false),
        ("rules/t.yaml finding", false),
        ("facts.yaml", false),
    ] {
        assert_eq!(only("only_in", part), usize::from(inside), "{part}");
        assert_eq!(only("allowed_in", part), usize::from(!inside), "{part}");
    }
}

#[test]
fn wording_that_is_not_shown_at_work_is_refused_with_its_place() {
    let refused = |old: &str, new: &str| {
        assert_eq!(WORDING.matches(old).count(), 1, "{old}");
        let text = WORDING.replace(old, new);
        let files = files(&[("wording.yaml", &text)]);
        let of_wording = said(&wording(&files).unwrap_err());
        assert_eq!(
            of_wording,
            said(&load(&files).unwrap_err()),
            "loading refuses it too"
        );
        of_wording
    };
    assert_eq!(
        refused("[Deze band is Goedgekeurd.]", "[]"),
        ["small/wording.yaml:13: [no-example] `refuses` needs at least one example"]
    );
    assert_eq!(
        refused("    allows: [Dat is niet goedgekeurd.]\n", ""),
        [
            "small/wording.yaml:7: [no-example] `allows` needs at least one example",
            "small/wording.yaml:11: [no-example] no example under `allows` shows this exception",
        ]
    );
    assert_eq!(
        refused("[Deze band is Goedgekeurd.]", "[Deze band is goed.]"),
        [
            "small/wording.yaml:13: [example] this example is to be refused, but the pattern does not match it"
        ]
    );
    assert_eq!(
        refused(
            "[Dat is niet goedgekeurd.]",
            "[Dat is niet goedgekeurd., Is goedgekeurd.]"
        ),
        ["small/wording.yaml:14: [example] this example is to be allowed, but is refused"]
    );
    assert_eq!(
        refused("['niet goedgekeurd']", "['niet goedgekeurd', 'nooit']"),
        ["small/wording.yaml:11: [no-example] no example under `allows` shows this exception"]
    );
    assert_eq!(
        refused("'\\bgoedgekeurd\\b'", "'(goedgekeurd'"),
        [
            "small/wording.yaml:10: [pattern] this is no regular expression: found open group without closing ')'"
        ]
    );
    assert_eq!(
        refused("'\\bgoedgekeurd\\b'", "'(goedgekeurd)?'"),
        ["small/wording.yaml:10: [pattern] this pattern matches every text"]
    );
    assert_eq!(
        refused("serves: N3", "serves: N33"),
        [
            "small/wording.yaml:2: [purpose] `N3` has no pattern, and it does not say why",
            "small/wording.yaml:9: [unknown-purpose] there is no purpose `N33` (did you mean `N3`?)",
        ]
    );
    assert_eq!(
        refused(
            "{id: N3, says: {nl: t, en: t}}",
            "{id: N3, says: {nl: t, en: t}, not_by_words: {nl: t, en: t}}"
        ),
        ["small/wording.yaml:2: [purpose] `N3` has patterns: `not_by_words` is not so"]
    );
    assert_eq!(
        refused("    instead:", "    only_in: [fact.yaml]\n    instead:"),
        [
            "small/wording.yaml:12: [unknown-file] the file `fact.yaml` is not in the rule pack (did you mean `facts.yaml`?)"
        ]
    );
    assert_eq!(
        refused("    language: nl\n", ""),
        ["small/wording.yaml:7: [missing-key] the key `language` is missing"]
    );
    assert_eq!(
        refused("purposes:", "purpose:"),
        [
            "small/wording.yaml:1: [unknown-key] `purpose` is not a key here (did you mean `purposes`?)",
            "small/wording.yaml:1: [list-expected] a list `purposes` is expected here",
            "small/wording.yaml:9: [unknown-purpose] there is no purpose `N3`",
        ]
    );
}

#[test]
fn a_pack_without_wording_has_no_rules_for_its_texts() {
    let files = files(&[]);
    let wording = wording(&files).unwrap();
    assert!(wording.patterns.is_empty() && wording.sentences.is_empty());
    assert!(lint(&files, &wording).is_empty());
}

#[test]
fn the_program_names_file_place_pattern_and_what_to_write_and_ends_with_2() {
    let folder = Folder::new("wording");
    for (name, bytes) in &with_title("Dit is goedgekeurd").files {
        folder.write(&format!("pack/{name}"), bytes);
    }
    let run = |lang: &str| {
        program(
            &folder.0,
            &["pack", "check", "--rules", "pack", "--lang", lang],
        )
    };
    let output = run("nl");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        text(&output.stderr),
        "fout[wording]: `goedgekeurd` hoort niet in een tekst van dit pakket (approval, N3)
 --> pack/rules/t.yaml:6:25
  |
6 |     title: {nl: 'Dit is goedgekeurd', en: t}
  |                         ^^^^^^^^^^^
  |
  = hulp: laat het weg
"
    );
    assert!(text(&output.stdout).ends_with("1 fout, niets ongebruikt of altijd waar\n"));
    assert!(text(&run("en").stderr).contains("= help: leave it out\n"));
}

#[test]
fn every_claim_that_the_tool_must_never_make_has_its_patterns_in_both_languages() {
    let files = partnerscreen::embedded::files().unwrap();
    let wording = wording(&files).unwrap();
    for number in 1..=15 {
        let id = format!("N{number}");
        let purpose = wording.purposes.iter().find(|purpose| purpose.id == id);
        assert!(purpose.unwrap().not_by_words.is_none(), "{id}");
        for language in [Lang::Nl, Lang::En] {
            let mut patterns = wording.patterns.iter();
            assert!(
                patterns.any(|pattern| pattern.serves == id && pattern.language == language),
                "{id}"
            );
        }
    }
    let dutch = wording
        .sentences
        .iter()
        .find(|limit| limit.language == Lang::Nl);
    assert_eq!(dutch.unwrap().most_words, 20);
}

#[test]
fn the_words_that_the_advisory_would_never_use_are_refused() {
    let files = partnerscreen::embedded::files().unwrap();
    let wording = wording(&files).unwrap();
    let refusing = |language: Lang, text: &str| -> BTreeSet<String> {
        let text = partnerscreen::pack::plain(text);
        wording
            .patterns
            .iter()
            .filter(|pattern| pattern.language == language && pattern.only_in.is_empty())
            .filter(|pattern| pattern.find(&text).is_some())
            .map(|pattern| pattern.serves.clone())
            .collect()
    };
    for (text, purpose) in [
        ("De partner is door Amnesty goedgekeurd.", "N3"),
        ("Een gecertificeerd partnerschap.", "N3"),
        ("De band is nu risicovrij.", "N3"),
        ("De band is vrijgegeven.", "N3"),
        ("Deze band is veilig.", "N3"),
        ("Amnesty verbiedt deze band.", "N1"),
        ("Amnesty eist beëindiging.", "N1"),
        ("Het advies eist beëindiging van de band.", "N6"),
        ("U bent compliant.", "N3"),
        ("Uw score: 80 procent.", "N3"),
        ("Het stoplicht staat op groen.", "N3"),
        ("Evalueer het plan jaarlijks.", "N7"),
        ("Uw onderzoek is verlopen.", "N7"),
        ("Kies liever stille diplomatie.", "N8"),
        ("Neem een clausule op in de overeenkomst.", "N11"),
        ("Rapporteer aan de raad.", "N11"),
        (
            "Let op verdachte contacten met mensen van Chinese afkomst.",
            "N5",
        ),
        ("Pas op voor spionage.", "N14"),
        ("Denk aan kennisveiligheid.", "N14"),
    ] {
        assert!(refusing(Lang::Nl, text).contains(purpose), "{text}");
    }
    for (text, purpose) in [
        ("The partner was approved by Amnesty.", "N3"),
        ("A certified partnership.", "N3"),
        ("The link is risk-free.", "N3"),
        ("The link was cleared.", "N3"),
        ("This link is safe.", "N3"),
        ("Amnesty forbids this link.", "N1"),
        ("Amnesty demands termination.", "N6"),
        ("You are compliant.", "N3"),
        ("Your score: 80%.", "N3"),
        ("The traffic light is green.", "N3"),
        ("Evaluate the plan annually.", "N7"),
        ("Your research has expired.", "N7"),
        ("Prefer silent diplomacy.", "N8"),
        ("Put a clause into the agreement.", "N11"),
        ("Report it to the council.", "N11"),
        ("Watch for suspicious contacts.", "N5"),
        ("Beware of espionage.", "N14"),
        ("Think of knowledge security.", "N14"),
    ] {
        assert!(refusing(Lang::En, text).contains(purpose), "{text}");
    }
}

#[test]
fn no_text_of_the_pack_says_what_the_advisory_does_not() {
    let files = partnerscreen::embedded::files().unwrap();
    assert_eq!(linted(&files), <[String; 0]>::default());
}
