//! What every rule and action of the real pack says: to an ended link, step by step, and of which instance.

use std::collections::{BTreeMap, BTreeSet};

use partnerscreen::facts::{Fact, Kind, Spot};
use partnerscreen::screening::model::{Finding, Reason, Status};
use partnerscreen::screening::screen;
use partnerscreen::text::Lang;

use crate::common::{DAY, PACK, read, screened};

/// Returns the rules that speak on a link at a stage of which nothing else is known.
fn speaking(stage: &str) -> BTreeSet<String> {
    let text = format!(
        "partnerscreen: 1\nauthority: {{kind: province}}\npartner: {{place: Wuhan, kind: authority}}\nlink: {{stage: {stage}}}\n"
    );
    let screening = screen(&PACK, &read(stage, &text, &PACK), DAY, Lang::En);
    let keys = screening.statuses.into_iter();
    keys.filter(|(_, status)| *status != Status::OutsideScope)
        .map(|(key, _)| key.split('@').next().unwrap().to_owned())
        .collect()
}

#[test]
fn an_ended_link_is_asked_only_what_still_matters() {
    let people = [
        "civil-society-safety",
        "civil-society-wish",
        "defender-permission",
        "exchange-civil-society-safety",
        "exchange-civil-society-wish",
        "exchange-named-safety",
        "exchange-named-wish",
        "involvement-not-listed",
        "meeting-not-listed",
        "resident-family-permission",
    ];
    let companies = [
        "chinese-companies",
        "companies-benefits",
        "companies-civil-society",
        "companies-defenders",
        "companies-due-diligence",
        "companies-duty-of-care",
        "companies-experience",
        "companies-not-guided",
        "companies-not-informed",
        "companies-not-mapped",
        "companies-partners",
    ];
    // The record: what was found on the ground, and a text that claims a seal, for whoever considers a link again.
    let record = ["advise-against", "partner-in-xinjiang", "approval-claimed"];
    let all = people.into_iter().chain(companies).chain(record);
    assert_eq!(speaking("ended"), all.map(str::to_owned).collect());
    for stage in ["considering", "preparing", "running", "renewal"] {
        assert_eq!(speaking(stage).len(), PACK.rules.len(), "{stage}");
    }
}

#[test]
fn every_action_has_steps_a_moment_and_a_reason() {
    let mut told = 0;
    for action in &PACK.actions {
        assert!(
            action.steps.len() >= 2,
            "{} has {} steps",
            action.id,
            action.steps.len()
        );
        assert!(!action.cites.is_empty(), "{} cites nothing", action.id);
        let mut conditions = BTreeSet::new();
        for timing in &action.timings {
            assert!(
                conditions.insert(format!("{:?}", timing.when)),
                "{}: a moment stands there twice",
                action.id
            );
        }
        for lang in [Lang::Nl, Lang::En] {
            let steps: BTreeSet<&str> = action.steps.iter().map(|step| step.get(lang)).collect();
            assert_eq!(
                steps.len(),
                action.steps.len(),
                "{}: a step stands there twice",
                action.id
            );
            for text in steps.into_iter().chain([action.title.get(lang)]) {
                assert!(
                    text.split_whitespace().count() >= 2,
                    "{}: {text}",
                    action.id
                );
                told += 1;
            }
        }
    }
    assert!(told > 600, "only {told} texts");
}

#[test]
fn every_finding_names_the_record_it_is_about() {
    let mut named = 0;
    for lang in [Lang::Nl, Lang::En] {
        for (name, screening) in screened(lang) {
            for finding in &screening.findings {
                let Some(record) = &finding.record else {
                    assert!(
                        !finding.title.contains('{') && !finding.text.contains('{'),
                        "{name}: {}",
                        finding.key
                    );
                    continue;
                };
                let rule = PACK
                    .rules
                    .iter()
                    .find(|rule| rule.id == finding.rule)
                    .unwrap();
                let (_, records) = PACK.facts.list(rule.each.unwrap()).unwrap();
                let instance = if record == "*" {
                    records.others.get(lang)
                } else {
                    record
                };
                assert!(
                    finding.title.contains(instance),
                    "{name}: {}: {}",
                    finding.key,
                    finding.title
                );
                if finding.status == Status::Raised {
                    assert!(
                        finding.text.contains(instance),
                        "{name}: {}: {}",
                        finding.key,
                        finding.text
                    );
                }
                named += 1;
            }
        }
    }
    assert!(named > 1000, "only {named} findings");
}

/// Returns the answers about its own instance that a finding rests on, but for the stage, which it need not repeat.
fn answers(finding: &Finding) -> Vec<String> {
    let said = |reason: &Reason| {
        let answer = reason.answer.as_ref()?;
        let fact = PACK.facts.get(PACK.facts.find(&reason.fact)?)?;
        let own = reason.record == finding.record && !matches!(fact.kind, Kind::Records(_));
        (own && reason.fact != "link.stage").then(|| format!("{}={}", reason.fact, answer.id))
    };
    finding.because.iter().filter_map(said).collect()
}

#[test]
fn findings_on_different_answers_read_differently() {
    for lang in [Lang::Nl, Lang::En] {
        // By rule and what is said: the answers on which it was said.
        let mut said: BTreeMap<(&str, Vec<&str>), BTreeSet<Vec<String>>> = BTreeMap::new();
        for (_, screening) in screened(lang) {
            for finding in &screening.findings {
                if finding.status == Status::Raised {
                    let answers = answers(finding);
                    let remarks = finding.remarks.iter().map(|remark| &*remark.text);
                    let texts = [&*finding.title, &*finding.text];
                    let texts = texts.into_iter().chain(remarks).collect();
                    said.entry((&*finding.rule, texts))
                        .or_default()
                        .insert(answers);
                }
            }
        }
        let alike: Vec<_> = said
            .iter()
            .filter(|(_, answers)| answers.len() > 1)
            .collect();
        assert!(alike.is_empty(), "{lang:?}: {alike:#?}");
    }
}

#[test]
fn every_question_has_an_explanation_with_an_example_and_the_guidance_behind_it() {
    let mut facts = 0;
    for (_, fact) in PACK.facts.iter() {
        facts += 1;
        assert!(!fact.cites.is_empty(), "{} cites nothing", fact.id);
        for (lang, example) in [(Lang::Nl, "ijvoorbeeld"), (Lang::En, "or example")] {
            let (ask, help) = (fact.ask.get(lang), fact.help.get(lang));
            assert!(ask.ends_with('?'), "{}: {ask}", fact.id);
            assert!(help.contains(example), "{}: {help}", fact.id);
        }
    }
    assert!((100..=130).contains(&facts), "{facts} facts");
}

/// Returns the key of each finding that is raised on one answer to a question, at a stage of a link with nothing else known.
fn raised_on(fact: &Fact, option: &str, stage: &str) -> Vec<String> {
    let text = format!(
        "partnerscreen: 1\nauthority.kind: province\npartner: {{place: Wuhan, kind: authority}}\nlink.stage: {stage}\n\
         plan.exists: ready\ncompanies.dutch: yes\n{}: {option}\n",
        fact.id
    );
    let text = match fact.id.as_str() {
        "contacts.beyond_executives" => text + "contacts.agenda: all\n",
        _ => text,
    };
    let findings = screen(&PACK, &read(&fact.id, &text, &PACK), DAY, Lang::En).findings;
    let raised = findings
        .into_iter()
        .filter(|finding| finding.status == Status::Raised);
    raised.map(|finding| finding.key).collect()
}

#[test]
fn what_is_planned_satisfies_before_a_link_runs_and_no_longer_then() {
    let mut planned = 0;
    for (_, fact) in PACK.facts.iter() {
        let conduct = matches!(fact.spot, Spot::Top) && fact.option_number("planned").is_some();
        // Groups that will be involved are held to wish and safety, whatever the stage; a project is never required.
        if !conduct || ["civil_society.involved", "contacts.project"].contains(&&*fact.id) {
            continue;
        }
        planned += 1;
        for stage in ["considering", "preparing"] {
            let none: [&str; 0] = [];
            assert_eq!(
                raised_on(fact, "planned", stage),
                none,
                "{} {stage}",
                fact.id
            );
        }
        for stage in ["running", "renewal"] {
            assert!(
                !raised_on(fact, "planned", stage).is_empty(),
                "{} {stage}",
                fact.id
            );
        }
    }
    assert_eq!(planned, 17);
}
