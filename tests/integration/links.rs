//! Whole links over the real pack: what a careful reader of the advisory would hold it to, whatever the rules say in detail.

use std::collections::BTreeSet;

use partnerscreen::facts::{Fact, FactIndex, Kind, Spot, Value};
use partnerscreen::pack::Timing;
use partnerscreen::profile::{Given, GivenAnswer, GivenList, Profile, Reading};
use partnerscreen::screening::model::{Applies, Finding, Screening, Status};
use partnerscreen::screening::screen;
use partnerscreen::text::Lang;

use crate::common::{DAY, PACK, read, samples};

fn sample(name: &str) -> Profile {
    let text = samples()
        .into_iter()
        .find(|(sample, _)| sample == name)
        .unwrap()
        .1;
    read(name, &text, &PACK)
}

fn screened(profile: &Profile, lang: Lang) -> Screening {
    screen(&PACK, profile, DAY, lang)
}

fn level(id: &str) -> usize {
    PACK.levels.iter().position(|level| level.id == id).unwrap()
}

fn highest(screening: &Screening) -> usize {
    level(&screening.outcome.as_ref().unwrap().highest)
}

fn keys(screening: &Screening, status: Status) -> BTreeSet<&str> {
    screening
        .statuses
        .iter()
        .filter(|(_, got)| **got == status)
        .map(|(key, _)| key.as_str())
        .collect()
}

/// Where an answer of a profile stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Top(FactIndex),
    InRecord {
        list: usize,
        record: usize,
        slot: usize,
        fact: FactIndex,
    },
    List(usize, FactIndex),
}

/// Returns the place of every answer that a profile gives, whole lists too.
fn answered(profile: &Profile) -> Vec<Place> {
    let mut found: Vec<Place> = profile
        .answers
        .keys()
        .map(|fact| Place::Top(*fact))
        .collect();
    for (index, fact) in PACK.facts.iter() {
        match (&fact.kind, fact.spot) {
            (Kind::Records(records), _) => {
                found.push(Place::List(usize::from(records.list.0), index));
            }
            (_, Spot::InRecord { list, slot }) => {
                let (list, slot) = (usize::from(list.0), usize::from(slot));
                for (record, given) in profile.lists[list].records.iter().enumerate() {
                    if given.answers[slot].is_some() {
                        found.push(Place::InRecord {
                            list,
                            record,
                            slot,
                            fact: index,
                        });
                    }
                }
            }
            _ => {}
        }
    }
    found
}

fn replaced(profile: &Profile, place: Place, given: Option<Given>) -> Profile {
    let mut other = profile.clone();
    match (place, given) {
        (Place::Top(fact), None) => {
            other.answers.remove(&fact);
        }
        (Place::Top(fact), Some(given)) => {
            other.answers.insert(fact, given);
        }
        (
            Place::InRecord {
                list, record, slot, ..
            },
            given,
        ) => other.lists[list].records[record].answers[slot] = given,
        (Place::List(list, _), _) => other.lists[list] = GivenList::default(),
    }
    other
}

fn given(reading: Reading) -> Given {
    Given {
        line: 1,
        answers: vec![GivenAnswer {
            reading,
            line: 1,
            source: None,
            date: None,
            note: None,
        }],
    }
}

/// Returns every answer that could stand there instead; of sets only the empty one and those of one option.
fn alternatives(fact: &Fact) -> Vec<Reading> {
    match &fact.kind {
        Kind::YesNo => (0..2)
            .map(|number| Reading::Value(Value::Option(number)))
            .collect(),
        Kind::Choice(options) => (0..)
            .zip(options)
            .map(|(number, option)| {
                Reading::Value(if option.settles {
                    Value::Option(number)
                } else {
                    Value::Unsettling(number)
                })
            })
            .collect(),
        Kind::Choices(options) => std::iter::once(0)
            .chain((0..options.len()).map(|bit| 1 << bit))
            .map(|bits| Reading::Value(Value::Options(bits)))
            .collect(),
        Kind::Place => ["Kashgar", "Taipei"]
            .map(|name| Reading::Text(name.to_owned()))
            .into(),
        _ => Vec::new(),
    }
}

#[test]
fn no_answer_of_the_well_prepared_link_can_be_left_out_unseen() {
    let whole = sample("nanjing-well-prepared");
    let full = screened(&whole, Lang::En);
    assert_eq!(
        (
            full.outcome.as_ref().unwrap().lowest.as_deref(),
            highest(&full)
        ),
        (Some("nothing-raised"), 0)
    );
    assert!(full.contradictions.is_empty());
    assert!(keys(&full, Status::Open).is_empty());
    let (mut matters, mut quiet) = (0, Vec::new());
    for place in answered(&whole) {
        let less = screened(&replaced(&whole, place, None), Lang::En);
        assert!(highest(&less) >= highest(&full), "{place:?}");
        let (Place::Top(index) | Place::InRecord { fact: index, .. } | Place::List(_, index)) =
            place;
        let fact = PACK.facts.get(index).unwrap();
        let is_list = matches!(place, Place::List(..));
        // What one other answer would raise must be open once there is none; an answer that contradicts others, or by
        // which the advisory would not speak at all, shows nothing.
        let would_raise = alternatives(fact).into_iter().any(|reading| {
            let other = screened(&replaced(&whole, place, Some(given(reading))), Lang::En);
            other.contradictions.is_empty() && !keys(&other, Status::Raised).is_empty()
        });
        let is_open = !keys(&less, Status::Open).is_empty() || less.scope.applies == Applies::Open;
        if would_raise || is_list {
            assert!(is_open, "{} can be left out unseen", fact.id);
            matters += 1;
        } else if !is_open {
            quiet.push(fact.id.as_str());
        }
    }
    assert!(matters >= 40, "only {matters} answers matter");
    quiet.sort_unstable();
    quiet.dedup();
    let excused: Vec<&str> = QUIET.iter().map(|(fact, _)| *fact).collect();
    assert_eq!(quiet, excused);
}

/// Why an answer of the well-prepared link can be left out without anything becoming open.
enum Quiet {
    /// No rule and no ground reads it: it is a name, or says more about a finding.
    NotRead,
    /// Another answer tells it.
    ToldBy(&'static str),
    /// Whatever it is, this other answer keeps every rule that reads it from being raised; with this option instead, it is asked.
    Decided(&'static str, &'static str),
}

/// No other answer to these raises a finding on the well-prepared link, so leaving them out hides none.
const QUIET: [(&str, Quiet); 11] = [
    ("authority.name", Quiet::NotRead),
    // The visit is past: what it lacked, the planned mission answers.
    (
        "exchange.direction",
        Quiet::Decided("exchange.state", "planned"),
    ),
    (
        "exchange.human_rights_part",
        Quiet::Decided("exchange.state", "planned"),
    ),
    // Wish and safety are asked whatever the purpose; it tells only whether those who are said to be involved are entered.
    (
        "involvement.purpose",
        Quiet::Decided("civil_society.involved", "involved"),
    ),
    ("involvement.state", Quiet::NotRead),
    ("link.kind", Quiet::NotRead),
    // A stage says for which links a rule speaks; where nothing is lacking none is raised at any stage.
    ("link.stage", Quiet::Decided("authority.risks", "not-done")),
    ("partner.country", Quiet::ToldBy("partner.place")),
    ("partner.name", Quiet::NotRead),
    // The ground needs all three parts, and engagement is possible.
    (
        "research.repression",
        Quiet::Decided("research.engagement", "impossible"),
    ),
    // Both rules on the theme read one answer: it was researched.
    ("theme.kind", Quiet::Decided("theme.research", "not-done")),
];

/// Returns the facts that rules, grounds and scope read.
fn read_by_rules() -> BTreeSet<FactIndex> {
    let rules = PACK
        .rules
        .iter()
        .flat_map(|rule| rule.applies.iter().chain([&rule.when]));
    let grounds = PACK.grounds.iter().map(|ground| &ground.when);
    let scope = PACK.scope.iter().map(|scope| &scope.outside_when);
    let nodes = rules.chain(grounds).chain(scope);
    nodes.flat_map(|node| node.facts(&PACK.facts)).collect()
}

/// Tells whether a question about a fact keeps something open.
fn is_asked(profile: &Profile, fact: &str) -> bool {
    let questions = screened(profile, Lang::En).questions;
    questions
        .iter()
        .any(|question| question.fact == fact && !question.settles.is_empty())
}

#[test]
fn an_answer_that_can_be_left_out_of_the_well_prepared_link_is_asked_where_it_counts() {
    let whole = sample("nanjing-well-prepared");
    let read = read_by_rules();
    let fact_at = |place: &Place| match place {
        Place::Top(fact) | Place::InRecord { fact, .. } | Place::List(_, fact) => *fact,
    };
    for (id, why) in QUIET {
        let fact = PACK.facts.find(id).unwrap();
        let places = answered(&whole);
        let mut places = places.iter().filter(|place| fact_at(place) == fact);
        match why {
            Quiet::NotRead => assert!(!read.contains(&fact), "{id}"),
            Quiet::ToldBy(other) => {
                let less = replaced(&whole, *places.next().unwrap(), None);
                assert!(!is_asked(&less, id), "{id}");
                let other = Place::Top(PACK.facts.find(other).unwrap());
                assert!(is_asked(&replaced(&less, other, None), id), "{id}");
            }
            Quiet::Decided(other, option) => {
                let other = PACK.facts.find(other).unwrap();
                let number = PACK
                    .facts
                    .get(other)
                    .unwrap()
                    .option_number(option)
                    .unwrap();
                let given = given(Reading::Value(Value::Option(number)));
                let asked = places.any(|place| {
                    // In the same record, where the other answer stands in records.
                    let beside = answered(&whole).into_iter().find(|beside| {
                        let same = match (place, beside) {
                            (
                                Place::InRecord { list, record, .. },
                                Place::InRecord {
                                    list: there,
                                    record: its,
                                    ..
                                },
                            ) => (list, record) == (there, its),
                            _ => true,
                        };
                        fact_at(beside) == other && same
                    });
                    let changed = replaced(&whole, beside.unwrap(), Some(given.clone()));
                    let less = replaced(&changed, *place, None);
                    !is_asked(&replaced(&whole, *place, None), id)
                        && !is_asked(&changed, id)
                        && is_asked(&less, id)
                });
                assert!(asked, "{id}");
            }
        }
    }
}

#[test]
fn a_link_without_findings_still_says_that_it_is_no_approval() {
    let whole = sample("nanjing-well-prepared");
    for (lang, words) in [(Lang::Nl, "geen goedkeuring"), (Lang::En, "no approval")] {
        let screening = screened(&whole, lang);
        assert!(screening.disclaimer.contains(words));
        for ground in &screening.grounds {
            assert!(ground.text.contains(words), "{}", ground.text);
        }
        let level = PACK.levels.first().unwrap();
        assert!(level.meaning.get(lang).contains(words));
    }
}

#[test]
fn a_municipality_and_a_province_are_held_to_the_same() {
    let kind = PACK.facts.find("authority.kind").unwrap();
    let fact = PACK.facts.get(kind).unwrap();
    let mut compared = 0;
    for (name, text) in samples() {
        let profile = read(&name, &text, &PACK);
        let [municipality, province] = ["municipality", "province"].map(|id| {
            let number = fact.option_number(id).unwrap();
            let given = given(Reading::Value(Value::Option(number)));
            screened(&replaced(&profile, Place::Top(kind), Some(given)), Lang::Nl)
        });
        assert_eq!(municipality.statuses, province.statuses, "{name}");
        let texts = |screening: &Screening| -> Vec<(String, Vec<String>)> {
            let found = screening.findings.iter();
            found
                .map(|finding| (finding.text.clone(), finding.actions.clone()))
                .collect()
        };
        assert_eq!(texts(&municipality), texts(&province), "{name}");
        assert_eq!(
            municipality.outcome.map(|outcome| outcome.text),
            province.outcome.map(|outcome| outcome.text),
            "{name}"
        );
        compared += municipality.statuses.len();
    }
    assert!(compared > 300, "only {compared} statuses");
}

/// A link on which the ground is met, at a stage.
fn on_the_ground(stage: &str, more: &str) -> Screening {
    let text = format!(
        "partnerscreen: 1\nauthority: {{kind: municipality}}\npartner: {{country: CN, place: Nanjing, kind: authority}}\n\
         research: {{region: done, repression: yes, engagement: impossible, because: yes}}\nlink: {{{stage}{more}}}\n"
    );
    screened(&read("ground", &text, &PACK), Lang::En)
}

fn finding<'a>(screening: &'a Screening, key: &str) -> &'a Finding {
    let mut found = screening.findings.iter();
    found.find(|finding| finding.key == key).unwrap()
}

#[test]
fn what_to_do_on_the_ground_fits_the_stage() {
    let cases: [(&str, &[&str]); 6] = [
        ("considering", &["do-not-enter", "document-ground"]),
        ("preparing", &["do-not-enter", "document-ground"]),
        ("renewal", &["do-not-enter", "document-ground"]),
        ("running", &["say-plainly", "document-ground"]),
        ("ended", &["keep-on-file", "document-ground"]),
        // Nobody said at which stage: what may fit is all there, and nothing is passed over.
        (
            "unknown",
            &[
                "do-not-enter",
                "say-plainly",
                "keep-on-file",
                "document-ground",
            ],
        ),
    ];
    for (stage, actions) in cases {
        let screening = on_the_ground(&format!("stage: {stage}"), "");
        assert_eq!(
            finding(&screening, "advise-against").actions,
            actions,
            "{stage}"
        );
        assert_eq!(
            screening.outcome.unwrap().highest,
            "advise-against",
            "{stage}"
        );
    }
}

#[test]
fn no_remark_on_the_ground_offers_a_way_round_it() {
    let remarks = |more: &str| -> Vec<String> {
        let screening = on_the_ground("stage: considering", more);
        let found = finding(&screening, "advise-against").remarks.iter();
        found.map(|remark| remark.text.clone()).collect()
    };
    assert_eq!(remarks(""), Vec::<String>::new());
    assert_eq!(
        remarks(", kind: trade, human_rights: none"),
        [
            "That this is an economic link changes nothing about this ground. It is about the region, not the purpose of the link.",
            "Leaving human rights out of the link does not take this ground away. It is about the region, not about what you discuss there.",
        ]
    );
}

/// A link of which every question on research, consultation and plan is answered with no.
fn nothing_done(stage: &str) -> Screening {
    let text = format!(
        "partnerscreen: 1\nauthority: {{kind: province}}\npartner: {{country: CN, place: Wuhan, kind: authority, knowledge: none}}\n\
         link: {{stage: {stage}, themes: [{{id: cameras, kind: safe-city, research: not-done}}]}}\n\
         research: {{general: not-done, effect: begun, region: not-done, region_sources: not-looked-into}}\n\
         consultation: {{local: not-done, resident_issues: partly, resident_priorities: not-done}}\n\
         residents: {{affected: not-looked-into}}\n\
         plan: {{purpose: none, exists: ready, on_research: none, on_talks: none, focus: not-looked-into, local: none, \
         aims: none, benchmarks: none, evaluation: not-arranged, involve_nl: not-looked-into}}\n"
    );
    screened(&read("nothing done", &text, &PACK), Lang::En)
}

/// Returns the timings of the actions that findings of the topics on research, consultation and plan ask for.
fn timings(screening: &Screening) -> BTreeSet<&'static str> {
    let topics = ["ground", "research", "consultation", "plan"];
    let findings = screening.findings.iter();
    let asked: BTreeSet<&str> = findings
        .filter(|finding| topics.contains(&finding.topic.as_str()))
        .flat_map(|finding| finding.actions.iter().map(String::as_str))
        .collect();
    assert!(asked.len() > 1, "{asked:?}");
    let actions = screening.actions.iter();
    actions
        .filter(|action| asked.contains(action.id.as_str()))
        .map(|action| match action.timing {
            Timing::BeforeDecision => "before-decision",
            Timing::BeforeNextExchange => "before-next-exchange",
            Timing::Ongoing => "ongoing",
            Timing::AtReview => "at-review",
        })
        .collect()
}

#[test]
fn research_and_plan_are_asked_of_a_running_link_too_and_when_fits_the_stage() {
    for stage in ["considering", "preparing", "renewal"] {
        assert_eq!(
            timings(&nothing_done(stage)),
            BTreeSet::from(["before-decision"]),
            "{stage}"
        );
    }
    let ended = on_the_ground("stage: ended", "");
    assert_eq!(timings(&ended), BTreeSet::from(["ongoing"]));
    let running = nothing_done("running");
    assert_eq!(
        timings(&running),
        BTreeSet::from(["before-next-exchange", "at-review"])
    );
    assert_eq!(
        keys(&running, Status::Raised),
        keys(&nothing_done("considering"), Status::Raised)
    );
    let text = &finding(&running, "region-not-researched").remarks[0].text;
    assert!(text.starts_with("The link exists already."), "{text}");
}

#[test]
fn a_place_in_taiwan_is_outside_for_its_own_reason_and_no_other() {
    let text = "partnerscreen: 1\nauthority: {kind: municipality}\npartner: {place: Taipei, kind: authority}\n";
    let texts = screened(&read("taipei", text, &PACK), Lang::En).scope.texts;
    assert_eq!(texts.len(), 1, "{texts:?}");
    assert!(texts[0].starts_with("The partner is in Taiwan."));
}

#[test]
fn no_question_asks_for_friendship_or_age_of_the_link_or_for_what_the_advisory_is_silent_on() {
    let silent_on = [
        // N1: nothing of this softens anything.
        "vriendelijk",
        "hartelijk",
        "friendly",
        "hoe lang",
        "hoelang",
        "how long",
        "how old",
        "hoe oud",
        // N14
        "spionage",
        "espionage",
        "kennisveiligheid",
        "knowledge security",
        "exportcontrole",
        "export control",
        "aanbesteding",
        "procurement",
        "sanctie",
        "sanction",
        "persoonsgegevens",
        "personal data",
        "privacy",
        "avg",
    ];
    let mut asked = 0;
    for (_, fact) in PACK.facts.iter() {
        let mut texts = vec![&fact.label, &fact.ask, &fact.help];
        texts.extend(fact.options().iter().map(|option| &option.label));
        for text in texts {
            for words in [&text.nl, &text.en] {
                asked += 1;
                let words = words.to_lowercase();
                let found = silent_on.iter().find(|silent| {
                    words
                        .split(|c: char| !c.is_alphanumeric() && c != ' ')
                        .any(|part| format!(" {part} ").contains(&format!(" {silent} ")))
                });
                assert_eq!(found, None, "{}: {words}", fact.id);
            }
        }
    }
    assert!(asked > 600, "only {asked} texts");
}

/// Returns what a finding adds, each as the guidance it rests on, for a link at a stage with some more answers.
fn answers_of(stage: &str, more: &str, key: &str) -> Vec<String> {
    let text = format!(
        "partnerscreen: 1\nauthority: {{kind: municipality}}\npartner: {{country: CN, place: Wuhan, kind: authority}}\n\
         link: {{stage: {stage}}}\n{more}\n"
    );
    let screening = screened(&read("reasons", &text, &PACK), Lang::En);
    let remarks = finding(&screening, key).remarks.iter();
    remarks
        .map(|remark| {
            let ids: Vec<_> = remark.why.iter().map(|item| item.id.as_str()).collect();
            ids.join(" ")
        })
        .collect()
}

#[test]
fn a_reason_that_the_advisory_has_an_answer_to_gets_that_answer_and_no_other() {
    let research = [
        ("known-partner", "B.b.research-region"),
        ("other-level", "A.duty"),
        ("other-subject", "B.b.important-part B.c.economic-ground"),
        (
            "partner-reaction",
            "B.a.no-self-censorship A.c.no-avoidance",
        ),
        ("plays-elsewhere", "B.b.research-effect B.b.theme-elsewhere"),
        ("capacity", "B.b.platform B.b.partner-civil-society"),
        ("later", "B.b.partner-knowledge B.b.preparation"),
    ];
    let plan = [
        ("general-policy", "B.b.existing-policy"),
        ("other-level", "A.duty A.a.complement"),
        ("other-subject", "B.b.important-part B.c.economic-ground"),
        (
            "partner-reaction",
            "B.c.plan-not-whole B.a.no-self-censorship",
        ),
        ("plays-elsewhere", "B.b.theme-elsewhere B.b.local-effect"),
        ("capacity", "A.a.small-wins"),
        ("later", "B.b.preparation"),
    ];
    let cases = [
        (
            "research",
            "region: not-done",
            "region-not-researched",
            research,
        ),
        ("plan", "exists: none", "action-plan", plan),
    ];
    for (section, answer, key, reasons) in cases {
        let fact = PACK.facts.find(&format!("{section}.reasons")).unwrap();
        let ids = PACK.facts.get(fact).unwrap().option_ids();
        assert_eq!(reasons.map(|(id, _)| id).to_vec(), ids, "{section}");
        for (reason, why) in reasons {
            let more = format!("{section}: {{{answer}, reasons: [{reason}]}}");
            assert_eq!(
                answers_of("considering", &more, key),
                [why],
                "{section} {reason}"
            );
        }
        let none = format!("{section}: {{{answer}, reasons: []}}");
        assert_eq!(answers_of("considering", &none, key), Vec::<String>::new());
        let unanswered = format!("{section}: {{{answer}}}");
        assert_eq!(
            answers_of("considering", &unanswered, key),
            Vec::<String>::new()
        );
    }
    // «Still to come» is answered otherwise once the link is there.
    let later = "research: {region: begun, reasons: [later]}";
    assert_eq!(
        answers_of("running", later, "region-not-researched"),
        ["B.b.partner-knowledge"]
    );
    let later = "plan: {exists: none, reasons: [later]}";
    assert_eq!(
        answers_of("running", later, "action-plan"),
        ["B.b.preparation"]
    );
}

#[test]
fn a_finding_names_what_is_missing_where_other_answers_tell() {
    let text = |lang: Lang, key: &str| -> Vec<String> {
        let profile = read(
            "missing",
            "partnerscreen: 1\nauthority: {kind: municipality}\npartner: {country: CN, place: Wuhan, kind: authority}\n\
             link: {stage: running, themes: [{id: port, kind: logistics, research: not-done}]}\n\
             research: {region: begun}\n\
             consultation: {local: none-found, resident_issues: partly, not_heard: [youth, workers]}\n\
             plan: {purpose: clear, exists: ready, on_research: partly, on_talks: none, local: some, aims: none, benchmarks: none}\n",
            &PACK,
        );
        let screening = screened(&profile, lang);
        let remarks = finding(&screening, key).remarks.iter();
        remarks.map(|remark| remark.text.clone()).collect()
    };
    assert_eq!(
        text(Lang::Nl, "resident-issues-not-known"),
        ["Van wie u het nog niet weet: jongeren, werknemers en vakbonden."]
    );
    // Each group is named, alone or with others.
    for group in [
        "china-ties",
        "youth",
        "faith",
        "workers",
        "business",
        "other",
    ] {
        let more = format!("consultation: {{resident_priorities: partly, not_heard: [{group}]}}");
        let remarks = answers_of("running", &more, "resident-priorities-not-known");
        assert_eq!(remarks, [""], "{group}");
    }
    let nobody = "consultation: {resident_priorities: partly, not_heard: []}";
    let remarks = answers_of("running", nobody, "resident-priorities-not-known");
    assert_eq!(remarks, Vec::<String>::new());
    assert_eq!(
        text(Lang::En, "plan-not-on-research"),
        [
            "What is missing: the research into the partner region was not done, or is not finished.",
            "What is missing: not every theme of the link has been researched.",
        ]
    );
    assert_eq!(
        text(Lang::En, "plan-not-on-talks"),
        [
            "You found nobody in your own area. The plan can then rest on talks with organisations elsewhere in the Netherlands."
        ]
    );
    assert_eq!(
        text(Lang::En, "plan-local"),
        ["What is missing are the parts that are only about China as a whole."]
    );
    assert_eq!(
        text(Lang::En, "plan-aims"),
        ["You do know it yourselves. What is missing is that the plan says it."]
    );
    assert_eq!(
        text(Lang::En, "plan-benchmarks"),
        ["The plan has no aims yet. Start there: a benchmark belongs to an aim."]
    );
}
