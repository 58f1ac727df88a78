//! The built-in pack: its own tests pass, every rule is shown in every status it can have, nothing in it is unused.

use partnerscreen::authoring::{check, test};

use crate::common::PACK;

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
    let items: usize = report.coverage.iter().map(|row| row.items).sum();
    assert_eq!(items, 153);
}
