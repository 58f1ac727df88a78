use proptest::prelude::*;

use super::*;
use crate::pack::Priority;
use crate::screening::model::{AnswerState, Status};
use crate::screening::screen;
use crate::text::Lang;

const TODAY: &str = "2026-11-24";

fn screening(name: &str) -> Screening {
    let pack = crate::embedded::shared().unwrap();
    let path = format!("profiles/{name}.yaml");
    let bytes = std::fs::read(&path).unwrap();
    let profile = crate::profile::read(&path, &bytes, &pack.facts, &pack.places).unwrap();
    screen(pack, &profile, TODAY, Lang::En)
}

fn key(screening: &Screening, status: Status, critical: bool) -> String {
    let found = screening.findings.iter().find(|found| {
        found.status == status
            && (found.priority == Priority::Critical) == critical
            && !found.because.is_empty()
    });
    found.unwrap().key.clone()
}

fn accept(key: &str, until: &str) -> What {
    What::Accept {
        key: key.to_owned(),
        reason: "The council knows.".to_owned(),
        until: until.to_owned(),
        ground: Ground::new(),
    }
}

fn accept_unknown(key: &str, until: &str) -> What {
    What::AcceptUnknown {
        key: key.to_owned(),
        reason: "Nobody can know.".to_owned(),
        until: until.to_owned(),
        ground: Ground::new(),
    }
}

fn withdraw(number: u64) -> What {
    What::Withdraw {
        number,
        reason: "Seen again.".to_owned(),
    }
}

fn decide(what: What, earlier: &[Entry], on: &Screening) -> Result<Entry, Vec<Refusal>> {
    propose(what, "college", earlier, on, TODAY, Critical::PlanOnly)
}

fn standings(entries: &[Entry], on: &Screening, as_of: &str) -> Vec<Standing> {
    let judged = judge(entries, on, as_of, Critical::PlanOnly);
    judged.into_iter().map(|one| one.standing).collect()
}

fn messages(refusals: &[Refusal]) -> Vec<String> {
    refusals
        .iter()
        .map(|one| one.message.en.to_string())
        .collect()
}

const SAMPLE: &str = "guangdong-running";

#[test]
fn the_last_day_is_inclusive_and_its_end_is_told_thirty_days_ahead() {
    let on = screening(SAMPLE);
    let entries = [decide(
        accept(&key(&on, Status::Raised, false), "2027-01-31"),
        &[],
        &on,
    )
    .unwrap()];
    for (as_of, expected) in [
        ("2026-11-23", Standing::NotYet),
        ("2026-11-24", Standing::Stands),
        ("2026-12-31", Standing::Stands),
        ("2027-01-01", Standing::EndsSoon { days: 30 }),
        ("2027-01-31", Standing::EndsSoon { days: 0 }),
        ("2027-02-01", Standing::Lapsed),
        ("no day", Standing::Lapsed),
    ] {
        assert_eq!(standings(&entries, &on, as_of), [expected], "{as_of}");
    }
}

#[test]
fn another_answer_changes_the_ground_but_another_line_does_not() {
    let mut on = screening(SAMPLE);
    let key = key(&on, Status::Raised, false);
    let entries = [decide(accept(&key, "2027-11-24"), &[], &on).unwrap()];
    let found = on
        .findings
        .iter_mut()
        .find(|found| found.key == key)
        .unwrap();
    found.because[0].line = Some(9999);
    let name = match &found.because[0].record {
        Some(record) => format!("{}@{record}", found.because[0].fact),
        None => found.because[0].fact.clone(),
    };
    assert_eq!(standings(&entries, &on, TODAY), [Standing::Stands]);
    let found = on
        .findings
        .iter_mut()
        .find(|found| found.key == key)
        .unwrap();
    found.because[0].state = AnswerState::Conflicting;
    let expected = Standing::GroundChanged { facts: vec![name] };
    assert_eq!(standings(&entries, &on, TODAY), [expected]);
    let judged = judge(&entries, &on, TODAY, Critical::PlanOnly);
    let counts = Tally {
        ground_changed: 1,
        ..Tally::default()
    };
    assert_eq!(Tally::of(&judged), counts);
}

#[test]
fn what_is_over_is_not_told_to_rest_on_other_answers() {
    let mut on = screening(SAMPLE);
    let key = key(&on, Status::Raised, false);
    let entries = [decide(accept(&key, "2026-12-31"), &[], &on).unwrap()];
    let found = on.findings.iter_mut().find(|found| found.key == key);
    found.unwrap().because[0].state = AnswerState::Conflicting;
    assert!(matches!(
        standings(&entries, &on, TODAY)[..],
        [Standing::GroundChanged { .. }]
    ));
    assert_eq!(standings(&entries, &on, "2027-01-01"), [Standing::Lapsed]);
    on.findings.retain(|found| found.key != key);
    on.statuses.insert(key, Status::NotRaised);
    assert_eq!(
        standings(&entries, &on, "2027-01-01"),
        [Standing::NotRaised]
    );
}

#[test]
fn what_matches_nothing_any_more_is_told_apart() {
    let mut on = screening(SAMPLE);
    let key = key(&on, Status::Raised, false);
    let entries = [decide(accept(&key, "2027-11-24"), &[], &on).unwrap()];
    on.findings.retain(|found| found.key != key);
    for (status, expected) in [
        (Some(Status::NotRaised), Standing::NotRaised),
        (Some(Status::OutsideScope), Standing::OutsideScope),
        (None, Standing::Gone),
    ] {
        on.statuses.remove(&key);
        on.statuses
            .extend(status.map(|status| (key.clone(), status)));
        assert_eq!(standings(&entries, &on, TODAY), [expected]);
    }
    let outside = screening("tainan-outside");
    assert_eq!(
        standings(&entries, &outside, TODAY),
        [Standing::OutsideScope]
    );
}

#[test]
fn critical_findings_can_only_be_planned_unless_the_pack_allows_more() {
    let mut on = screening(SAMPLE);
    let raised = key(&on, Status::Raised, false);
    let entries = [decide(accept(&raised, "2027-11-24"), &[], &on).unwrap()];
    let found = on
        .findings
        .iter_mut()
        .find(|found| found.key == raised)
        .unwrap();
    found.priority = Priority::Critical;
    assert_eq!(standings(&entries, &on, TODAY), [Standing::OnlyPlanned]);
    let what = accept(&raised, "2027-11-24");
    let refused = decide(what.clone(), &[], &on).unwrap_err();
    assert_eq!(
        messages(&refused),
        [format!(
            "`{raised}` is critical: you cannot accept it, only plan what to do about it"
        )]
    );
    let allowed = propose(what, "college", &[], &on, TODAY, Critical::Acceptable).unwrap();
    let allowed = [allowed];
    let judged = judge(&allowed, &on, TODAY, Critical::Acceptable);
    assert_eq!(judged[0].standing, Standing::Stands);
}

#[test]
fn open_and_raised_findings_are_accepted_in_their_own_way() {
    let on = screening("xian-just-begun");
    let open = key(&on, Status::Open, false);
    let refused = decide(accept(&open, "2027-11-24"), &[], &on).unwrap_err();
    assert_eq!(
        refused[0].help.en,
        "with `accept-unknown` you accept that you do not know"
    );
    assert!(decide(accept_unknown(&open, "2027-11-24"), &[], &on).is_ok());
    let on = screening(SAMPLE);
    let raised = key(&on, Status::Raised, false);
    let refused = decide(accept_unknown(&raised, "2027-11-24"), &[], &on).unwrap_err();
    assert_eq!(refused[0].help.en, "use `accept`");
}

#[test]
fn everything_wrong_is_told_in_one_go() {
    let on = screening(SAMPLE);
    let near = format!("{}x", key(&on, Status::Raised, false));
    let what = What::Accept {
        key: near.clone(),
        reason: " ".to_owned(),
        until: "2026-11-23".to_owned(),
        ground: Ground::new(),
    };
    let refused = propose(what, "", &[], &on, TODAY, Critical::PlanOnly).unwrap_err();
    assert!(refused[3].help.en.starts_with("did you mean `"));
    assert_eq!(
        messages(&refused),
        [
            "the role is empty".to_owned(),
            "the text is empty".to_owned(),
            "the last day, 2026-11-23, is before 2026-11-24".to_owned(),
            format!("there is no finding `{near}` for this profile"),
        ]
    );
}

#[test]
fn a_withdrawn_decision_stays_in_the_history_and_is_not_withdrawn_twice() {
    let on = screening(SAMPLE);
    let raised = key(&on, Status::Raised, false);
    let mut entries = vec![decide(accept(&raised, "2027-11-24"), &[], &on).unwrap()];
    entries.push(decide(accept(&raised, "2028-11-24"), &entries, &on).unwrap());
    assert_eq!(
        standings(&entries, &on, TODAY),
        [Standing::Replaced { by: 2 }, Standing::Stands]
    );
    entries.push(decide(withdraw(2), &entries, &on).unwrap());
    assert_eq!(
        standings(&entries, &on, TODAY),
        [
            Standing::Replaced { by: 2 },
            Standing::Withdrawn {
                by: 3,
                day: TODAY.to_owned(),
                role: "college".to_owned(),
                reason: "Seen again.".to_owned(),
            }
        ]
    );
    assert_eq!(
        Tally::of(&judge(&entries, &on, TODAY, Critical::PlanOnly)),
        Tally::default()
    );
    let again = decide(withdraw(2), &entries, &on).unwrap_err();
    assert_eq!(messages(&again), ["decision 2 is withdrawn already"]);
    let missing = decide(withdraw(9), &entries, &on).unwrap_err();
    assert_eq!(messages(&missing), ["there is no decision 9"]);
}

#[test]
fn an_entry_is_stored_and_read_unchanged_and_a_malformed_one_is_refused() {
    let on = screening(SAMPLE);
    let entry = decide(
        accept(&key(&on, Status::Raised, false), "2027-11-24"),
        &[],
        &on,
    )
    .unwrap();
    let text = serde_json::to_string(&entry).unwrap();
    assert_eq!(serde_json::from_str::<Entry>(&text).unwrap(), entry);
    let more = text.replacen("\"reason\"", "\"extra\":1,\"reason\"", 1);
    assert!(serde_json::from_str::<Entry>(&more).is_err());
}

#[test]
fn every_finding_of_every_sample_is_accepted_unless_it_is_critical() {
    let mut decided = 0;
    for file in std::fs::read_dir("profiles").unwrap() {
        let path = file.unwrap().path();
        let on = screening(path.file_stem().unwrap().to_str().unwrap());
        for found in &on.findings {
            let what = match found.status {
                Status::Open => accept_unknown(&found.key, TODAY),
                _ => accept(&found.key, TODAY),
            };
            let entry = decide(what, &[], &on);
            assert_eq!(
                entry.is_err(),
                found.priority == Priority::Critical,
                "{}",
                found.key
            );
            let Ok(entry) = entry else { continue };
            assert_eq!(
                standings(&[entry], &on, TODAY),
                [Standing::EndsSoon { days: 0 }]
            );
            decided += 1;
        }
    }
    assert!(decided > 100, "{decided}");
}

/// Entries as they may come to stand in a dossier over the years, on two samples' findings and others.
fn history() -> impl Strategy<Value = Vec<Entry>> {
    let keys = [SAMPLE, "xian-just-begun"].map(screening);
    let keys: Vec<String> = keys
        .iter()
        .flat_map(|on| on.findings.iter().take(6).map(|found| found.key.clone()))
        .chain(["gone".to_owned()])
        .collect();
    let actions = ["find-out", "look-back", "ask-wish", "gone"].map(str::to_owned);
    let text = || proptest::string::string_regex("(\\PC{0,20}|[ -~\\n\\t]{0,20})x").unwrap();
    let day =
        || (2025..2029_i32, 1..13_u8).prop_map(|(year, month)| format!("{year}-{month:02}-15"));
    let known =
        (0..5_usize, proptest::collection::vec(text(), 0..3)).prop_map(|(state, answers)| Known {
            state: AnswerState::ALL[state],
            answers,
        });
    let ground = proptest::collection::btree_map("[a-z]{1,9}(@[a-z]{1,4})?", known, 0..3);
    let what = (
        0..5_u8,
        proptest::sample::select(keys),
        proptest::sample::select(actions.to_vec()),
        text(),
        day(),
        ground,
        1..12_u64,
    )
        .prop_map(
            |(kind, key, action, text, day, ground, number)| match kind {
                0 => What::Accept {
                    key,
                    reason: text,
                    until: day,
                    ground,
                },
                1 => What::AcceptUnknown {
                    key,
                    reason: text,
                    until: day,
                    ground,
                },
                2 => What::Plan {
                    action,
                    due: day,
                    ground,
                },
                3 => What::Note { key, text, ground },
                _ => What::Withdraw {
                    number,
                    reason: text,
                },
            },
        );
    let entry = (day(), text(), what);
    proptest::collection::vec(entry, 0..12).prop_map(|entries| {
        (1..)
            .zip(entries)
            .map(|(number, (day, role, what))| Entry {
                number,
                day,
                role,
                what,
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_but_the_decisions_of_a_screening_changes_and_order_means_nothing(
        entries in history(), turn in 0..12_usize, year in 2024..2030_i32, sample in 0..2_usize,
    ) {
        let mut on = screening([SAMPLE, "xian-just-begun"][sample]);
        let as_of = format!("{year}-06-15");
        on.as_of.clone_from(&as_of);
        let before = on.clone();
        attach(&mut on, &entries, Critical::PlanOnly);
        let decisions = on.decisions.take().unwrap();
        prop_assert_eq!(&on, &before);
        // Every entry but a withdrawal is there, in the order of numbers.
        let numbers: Vec<u64> = decisions.made.iter().map(|one| one.number).collect();
        let expected: Vec<u64> = entries
            .iter()
            .filter(|entry| entry.what.subject().is_some())
            .map(|entry| entry.number)
            .collect();
        prop_assert_eq!(numbers, expected);
        // What holds is about what the screening shows, and no critical finding is accepted.
        for one in &decisions.made {
            if let (true, What::Accept { key, .. } | What::AcceptUnknown { key, .. }) = (one.standing.holds(), &one.what) {
                let found = on.findings.iter().find(|found| &found.key == key).unwrap();
                prop_assert!(found.priority != Priority::Critical);
            }
        }
        let mut turned = entries.clone();
        turned.reverse();
        let middle = turn.min(turned.len());
        turned.rotate_left(middle);
        prop_assert_eq!(judge(&turned, &on, &as_of, Critical::PlanOnly), decisions.made.clone());
        // The entries that can be told from a result give the same result again.
        let again = judge(&decisions.entries(), &on, &as_of, Critical::PlanOnly);
        prop_assert_eq!(again, decisions.made);
    }

    #[test]
    fn an_exported_history_is_imported_unchanged(entries in history(), names in proptest::collection::vec("[a-z]{1,5}|ja|\\PC{1,6}", 12)) {
        let of = |number: u64| format!("{}.yaml", names[usize::try_from(number).unwrap() % 12].replace(['/', '\\'], "x"));
        let all: Vec<(String, Entry)> = entries
            .into_iter()
            .map(|mut entry| {
                entry.role.push('.');
                (of(entry.number), entry)
            })
            .collect();
        let text = export(&all);
        let (_, imported) = import("x", text.as_bytes()).map_err(|(_, problems)| {
            TestCaseError::fail(format!("{problems:?}\n{text}"))
        })?;
        let mut read: Vec<(String, Entry)> = imported.into_iter().map(|one| (one.profile, one.entry)).collect();
        prop_assert_eq!(export(&read), text);
        read.sort_by_key(|one| one.1.number);
        prop_assert_eq!(read, all);
    }
}
