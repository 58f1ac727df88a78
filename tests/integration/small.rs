//! A small pack, of which a test replaces the files that it is about.

use partnerscreen::pack::{Pack, PackError, PackFiles, load};
use partnerscreen::profile::{self, Profile};
use partnerscreen::screening::model::{Finding, Screening};
use partnerscreen::screening::screen;
use partnerscreen::text::Lang;

use crate::common::DAY;

pub(crate) const HEAD: &str = "id: small
version: '1'
title: {nl: t, en: t}
source: {title: t, publisher: t, date: t, language: nl}
disclaimer: {nl: t, en: t}
topics: [{id: t, title: {nl: t, en: t}}]
levels:
  - {id: none, title: {nl: t, en: t}, meaning: {nl: t, en: t}}
  - {id: low, title: {nl: t, en: t}, meaning: {nl: t, en: t}}
priorities: [{kind: [advice], priority: high}]
contradictions: {level: low, level_on_ground: low, priority: medium, action: do-it}
open_actions: {unanswered: do-it, unknown: do-it}
scope: []
grounds: []
";

pub(crate) const FACTS: &str = "sections:
  - id: s
    title: {nl: t, en: t}
    facts:
      - {id: stage, type: choice, label: {nl: fase, en: stage}, ask: {nl: 'welke fase?', en: 'which stage?'}, help: {nl: t, en: t}, options: [{id: before, nl: ervoor, en: before}, {id: running, nl: loopt, en: running}]}
      - {id: reason, type: choice, label: {nl: reden, en: reason}, ask: {nl: 'welke reden?', en: 'which reason?'}, help: {nl: t, en: t}, options: [{id: fear, nl: angst, en: fear}, {id: other, nl: anders, en: other}]}
      - {id: done, type: yes_no, label: {nl: gedaan, en: done}, ask: {nl: 'gedaan?', en: 'done?'}, help: {nl: t, en: t}}
      - id: visits
        type: records
        record: visit
        others: {nl: andere, en: others}
        label: {nl: bezoeken, en: visits}
        ask: {nl: 'welke bezoeken?', en: 'which visits?'}
        help: {nl: t, en: t}
        facts:
          - {id: visit.made, type: yes_no, label: {nl: t, en: t}, ask: {nl: 'bezoek gedaan?', en: 'visit made?'}, help: {nl: t, en: t}}
          - {id: visit.reason, type: choice, label: {nl: t, en: t}, ask: {nl: 'waarom dit bezoek?', en: 'why this visit?'}, help: {nl: t, en: t}, options: [{id: fear, nl: angst, en: fear}, {id: other, nl: anders, en: other}]}
";

pub(crate) const GUIDANCE: &str = "sections: [{id: s, number: '1', heading: {nl: t, en: t}}]
items:
  - {id: g, kind: advice, strength: firm, section: s, summary: {nl: t, en: t}}
  - {id: h, kind: context, section: s, summary: {nl: t, en: t}}
";

pub(crate) const ACTIONS: &str = "actions:
  - {id: do-it, title: {nl: t, en: t}, steps: [{nl: t, en: t}], timing: ongoing}
";

pub(crate) const RULES: &str = "rules:
  - id: not-done
    cites: [g]
    when: done == \"no\"
    level: low
    title: {nl: t, en: t}
    finding: {nl: Niet gedaan., en: Not done.}
    remarks:
      - {when: reason == \"fear\", text: {nl: 'Reden: {reason}.', en: 'Reason: {reason}.'}, why: [h]}
      - {when: stage == \"running\", text: {nl: 'Nu {done}.', en: 'Now {done}.'}}
    actions: [do-it]
  - id: visit-not-made
    each: visits
    cites: [g]
    when: visit.made == \"no\"
    level: low
    title: {nl: t, en: t}
    finding: {nl: t, en: t}
    remarks:
      - {when: visit.reason == \"fear\", text: {nl: '{visit}: {visit.reason}', en: '{visit}: {visit.reason}'}}
    actions: [do-it]
";

/// Returns the files of the small pack, some of them replaced.
pub(crate) fn files(replaced: &[(&str, &str)]) -> PackFiles {
    let files = [
        ("pack.yaml", HEAD),
        ("facts.yaml", FACTS),
        ("conditions.yaml", "conditions: []\n"),
        ("guidance.yaml", GUIDANCE),
        ("actions.yaml", ACTIONS),
        ("rules/t.yaml", RULES),
    ];
    PackFiles {
        name: "small".to_owned(),
        files: files
            .iter()
            .chain(replaced)
            .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
            .collect(),
    }
}

pub(crate) fn pack(replaced: &[(&str, &str)]) -> Pack {
    load(&files(replaced)).unwrap_or_else(|error| panic!("{:#?}", said(&error)))
}

/// Returns what is wrong with the small pack once some text in one of its files is another.
pub(crate) fn problems(file: &str, whole: &str, old: &str, new: &str) -> Vec<String> {
    assert_eq!(whole.matches(old).count(), 1, "{old}");
    let text = whole.replace(old, new);
    said(&load(&files(&[(file, &text)])).unwrap_err())
}

/// Returns the problems of a pack as `file:line: [code] message (help)`.
pub(crate) fn said(error: &PackError) -> Vec<String> {
    let mut said = Vec::new();
    for file in &error.0 {
        for problem in &file.problems {
            let line = problem
                .span
                .map_or(0, |span| file.source.position(span.start).line);
            let help = problem
                .help
                .as_ref()
                .map_or_else(String::new, |help| format!(" ({})", help.en));
            said.push(format!(
                "{}:{line}: [{}] {}{help}",
                file.source.name, problem.code, problem.message.en
            ));
        }
    }
    said
}

pub(crate) fn read(pack: &Pack, text: &str) -> Profile {
    profile::read(
        "p",
        format!("partnerscreen: 1\n{text}").as_bytes(),
        &pack.facts,
        &pack.places,
    )
    .unwrap_or_else(|error| panic!("{:#?}", error.problems))
}

pub(crate) fn screened(pack: &Pack, text: &str) -> Screening {
    screen(pack, &read(pack, text), DAY, Lang::En)
}

pub(crate) fn finding(screening: &Screening, key: &str) -> Finding {
    let found = screening.findings.iter().find(|finding| finding.key == key);
    found.unwrap_or_else(|| panic!("no {key}")).clone()
}
