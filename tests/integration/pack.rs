//! The built-in pack: its own tests pass, every rule is shown in every status it can have, nothing in it is unused.

use std::collections::BTreeSet;

use partnerscreen::authoring::{check, test};
use partnerscreen::pack::{ActionIndex, LevelIndex};
use partnerscreen::screening::{Answers, Verdict, screen};
use partnerscreen::text::Lang;

use crate::common::{DAY, PACK, read, samples};

#[test]
fn every_case_of_the_pack_comes_out_as_its_author_expects() {
    let report = test(&PACK, &partnerscreen::embedded::files().unwrap()).unwrap();
    assert!(report.failures.is_empty(), "{:#?}", report.failures);
    assert!(
        report.expectations > 200,
        "only {} expectations",
        report.expectations
    );
}

#[test]
fn every_rule_is_shown_raised_open_cleared_and_outside_scope() {
    let report = test(&PACK, &partnerscreen::embedded::files().unwrap()).unwrap();
    let missing: Vec<_> = report
        .coverage
        .iter()
        .filter(|rule| !rule.missing().is_empty())
        .map(|rule| (&rule.rule, rule.missing()))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn nothing_in_the_pack_is_unused_or_constant_and_all_guidance_is_there() {
    let report = check(&PACK);
    assert!(report.findings.is_empty(), "{:#?}", report.findings);
    assert!(report.counts.rules >= 30);
    assert_eq!(report.covered.len(), 153);
}

#[test]
fn a_verdict_says_what_a_screening_says() {
    for (name, text) in samples() {
        let profile = read(&name, &text, &PACK);
        let answers = Answers::settle(&PACK, &profile);
        let verdict = Verdict::new(&PACK, &profile, &answers);
        let whole = screen(&PACK, &profile, DAY, Lang::En);
        assert_eq!(verdict.applies(), whole.scope.applies, "{name}");
        let level = |at: LevelIndex| PACK.level(at).unwrap().id.clone();
        let interval = verdict
            .interval()
            .map(|(lowest, highest)| (lowest.map(level), level(highest)));
        let outcome = whole
            .outcome
            .map(|outcome| (outcome.lowest, outcome.highest));
        assert_eq!(interval, outcome, "{name}");
        let keys: BTreeSet<String> = whole
            .contradictions
            .into_iter()
            .map(|entry| entry.key)
            .collect();
        assert_eq!(verdict.contradictions(), keys, "{name}");
        for ground in whole.grounds {
            assert_eq!(verdict.ground(&ground.id), Some(ground.state), "{name}");
        }
        let ids = |indices: Vec<ActionIndex>| -> BTreeSet<String> {
            let ids = indices.iter().map(|at| &PACK.action(*at).unwrap().id);
            ids.cloned().collect()
        };
        let suggested = whole.suggestions.iter().map(|action| action.id.clone());
        assert_eq!(ids(verdict.suggestions()), suggested.collect(), "{name}");
        for action in whole.actions.iter().chain(&whole.suggestions) {
            let known = PACK.actions.iter().find(|known| known.id == action.id);
            assert_eq!(verdict.timing(known.unwrap()), action.timing, "{name}");
        }
        for (key, status) in &whole.statuses {
            let (rule, record) = match key.split_once('@') {
                Some((rule, record)) => (rule, Some(record)),
                None => (key.as_str(), None),
            };
            let number = PACK
                .rules
                .iter()
                .position(|known| known.id == rule)
                .unwrap();
            assert_eq!(
                verdict.status(number, record),
                Some(*status),
                "{name}: {key}"
            );
            let finding = whole.findings.iter().find(|finding| finding.key == *key);
            let actions = finding.map(|finding| finding.actions.iter().cloned().collect());
            assert_eq!(
                ids(verdict.actions(number, record).unwrap()),
                actions.unwrap_or_default(),
                "{name}: {key}"
            );
            assert_eq!(
                verdict.remarks(number, record).unwrap().len(),
                finding.map_or(0, |finding| finding.remarks.len()),
                "{name}: {key}"
            );
        }
    }
}
