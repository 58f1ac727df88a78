//! Invented screenings, made by hand: Voorbeeldstad does not exist, and nobody in here does.

use std::collections::BTreeMap;

use crate::condition::Truth;
use crate::pack::Priority;
use crate::screening::explanation::{self, Connective, ExplainedNode, Explanation};
use crate::screening::model::{
    Action, AnswerState, AnswerValue, Applies, Candidate, Citation, Contradiction, Counts, FORMAT,
    Finding, Ground, GroundState, Level, Outcome, PackReceipt, PackSource, ProfileReceipt,
    Question, Reason, Scope, Screening, SectionState, Status, Timing, Tool,
};
use crate::text::Lang;

/// Picks the text of a language.
pub(super) fn say(lang: Lang, nl: &str, en: &str) -> String {
    match lang {
        Lang::Nl => nl.to_owned(),
        Lang::En => en.to_owned(),
    }
}

pub(super) fn pack(lang: Lang) -> PackReceipt {
    let level = |id: &str, title: String, meaning: String| Level {
        id: id.to_owned(),
        title,
        meaning,
    };
    PackReceipt {
        id: "voorbeeld-2021".to_owned(),
        version: "1.2.0".to_owned(),
        hash: "3f9a5c0d7e21b864".repeat(4),
        title: say(lang, "Voorbeeldregels", "Example rules"),
        source: PackSource {
            title: "Voorbeeldadvies over partnerschappen".to_owned(),
            publisher: "Stichting Voorbeeld".to_owned(),
            date: "2021-03".to_owned(),
            language: "nl".to_owned(),
        },
        levels: vec![
            level(
                "nothing-raised",
                say(lang, "Niets naar voren gekomen", "Nothing raised"),
                say(
                    lang,
                    "Er is geen bevinding, en die kan er ook niet meer komen. Dit is geen goedkeuring.",
                    "There is no finding, and none is possible any more. This is no approval.",
                ),
            ),
            level(
                "work-to-do",
                say(lang, "Er is werk te doen", "Work to do"),
                say(
                    lang,
                    "Er zijn bevindingen, met acties.",
                    "There are findings, with actions.",
                ),
            ),
            level(
                "settle-first",
                say(lang, "Eerst uitzoeken", "Settle first"),
                say(
                    lang,
                    "De vraag naar de grond gaat vóór al het andere.",
                    "The question of the ground comes before anything else.",
                ),
            ),
            level(
                "advise-against",
                say(lang, "Afgeraden", "Advised against"),
                say(
                    lang,
                    "De enige grond waarop het advies een partnerschap afraadt, doet zich voor.",
                    "The one ground on which the advisory advises against a partnership is met.",
                ),
            ),
        ],
        topics: Vec::new(),
    }
}

fn cite(
    lang: Lang,
    id: &str,
    kind: &str,
    strength: Option<&str>,
    heading: (&str, &str),
    summary: (&str, &str),
) -> Citation {
    let section: String = id
        .rsplit_once('.')
        .map_or("", |(section, _)| section)
        .to_owned();
    Citation {
        id: id.to_owned(),
        kind: kind.to_owned(),
        strength: strength.map(str::to_owned),
        section,
        heading: say(lang, heading.0, heading.1),
        summary: say(lang, summary.0, summary.1),
    }
}

pub(super) fn research(lang: Lang, id: &str) -> Citation {
    cite(
        lang,
        &format!("B.b.{id}"),
        "advice",
        Some("firm"),
        ("Voorbereiding – Onderzoek", "Preparation – Research"),
        (
            "Onderzoek welke mensenrechtenkwesties het zwaarst wegen in de regio van de partner en binnen het thema van de band.",
            "Research which human-rights issues weigh most in the partner region and within the theme of the link.",
        ),
    )
}

fn actions_section(lang: Lang, id: &str, strength: &str) -> Citation {
    cite(
        lang,
        &format!("B.c.{id}"),
        "advice",
        Some(strength),
        ("Acties", "Actions"),
        (
            "Neem in elke uitwisseling een onderdeel over mensenrechten op.",
            "Plan a human-rights part in every exchange.",
        ),
    )
}

fn safeguard(lang: Lang) -> Citation {
    Citation {
        kind: "safeguard".to_owned(),
        summary: say(
            lang,
            "Betrek Chinese maatschappelijke organisaties alleen als zij dat willen en hun veiligheid vaststaat.",
            "Involve Chinese civil society only where they want it and their safety is assured.",
        ),
        ..actions_section(lang, "outgoing-safety", "firm")
    }
}

/// The answer to a fact.
pub(super) fn answered(fact: &str, label: &str, answer: &str, line: Option<usize>) -> Reason {
    Reason {
        fact: fact.to_owned(),
        label: label.to_owned(),
        record: None,
        state: AnswerState::Answered,
        answer: Some(AnswerValue {
            id: answer.to_owned(),
            label: answer.to_owned(),
        }),
        line,
        candidates: Vec::new(),
    }
}

pub(super) fn missing(fact: &str, label: &str) -> Reason {
    Reason {
        state: AnswerState::Unanswered,
        answer: None,
        line: None,
        ..answered(fact, label, "", None)
    }
}

fn of(record: &str, reason: Reason) -> Reason {
    Reason {
        record: Some(record.to_owned()),
        ..reason
    }
}

fn clash(fact: &str, label: &str, candidates: [(String, usize, &str); 2]) -> Reason {
    Reason {
        state: AnswerState::Conflicting,
        candidates: candidates
            .into_iter()
            .map(|(answer, line, source)| Candidate {
                answer: AnswerValue {
                    id: answer.clone(),
                    label: answer,
                },
                line: Some(line),
                source: Some(source.to_owned()),
            })
            .collect(),
        ..missing(fact, label)
    }
}

/// A finding with little in it, to be filled with `..`.
pub(super) fn finding(
    key: &str,
    status: Status,
    priority: Priority,
    title: String,
    text: String,
) -> Finding {
    let (rule, record) = key.split_once('@').map_or((key, None), |(rule, record)| {
        (rule, Some(record.to_owned()))
    });
    Finding {
        key: key.to_owned(),
        rule: rule.to_owned(),
        record,
        topic: "research".to_owned(),
        status,
        doubtful: false,
        priority,
        priority_because: None,
        level: "work-to-do".to_owned(),
        title,
        text,
        because: Vec::new(),
        asks: Vec::new(),
        untouched_section: None,
        cites: Vec::new(),
        why: Vec::new(),
        actions: Vec::new(),
    }
}

pub(super) fn question(fact: &str, section: &str, ask: String, settles: &[&str]) -> Question {
    Question {
        fact: fact.to_owned(),
        record: None,
        label: ask.clone(),
        ask,
        help: String::new(),
        options: ["done", "not-done"]
            .map(|id| AnswerValue {
                id: id.to_owned(),
                label: id.to_owned(),
            })
            .to_vec(),
        section: section.to_owned(),
        state: AnswerState::Unanswered,
        decisive: true,
        nobody_knows: false,
        priority: Some(Priority::High),
        settles: settles.iter().map(|&key| key.to_owned()).collect(),
    }
}

pub(super) fn action(
    id: &str,
    title: String,
    timing: Timing,
    priority: Option<Priority>,
    behind: &[&str],
) -> Action {
    Action {
        id: id.to_owned(),
        title,
        steps: Vec::new(),
        timing,
        priority,
        behind: behind.iter().map(|&key| key.to_owned()).collect(),
        cites: Vec::new(),
        why: Vec::new(),
    }
}

/// A screening in which nothing was found and nothing is open.
pub(super) fn empty(lang: Lang) -> Screening {
    Screening {
        format: FORMAT.to_owned(),
        tool: Tool {
            name: "partnerscreen".to_owned(),
            version: "0.1.0".to_owned(),
        },
        pack: pack(lang),
        profile: ProfileReceipt {
            name: "Voorbeeldstad – Kashgar".to_owned(),
            path: "profiles/voorbeeldstad-kashgar.yaml".to_owned(),
            hash: "b26a71f00c9d4e58".repeat(4),
        },
        as_of: "2026-11-24".to_owned(),
        lang,
        scope: Scope {
            applies: Applies::Yes,
            texts: Vec::new(),
            because: Vec::new(),
        },
        grounds: Vec::new(),
        outcome: Some(Outcome {
            lowest: Some("nothing-raised".to_owned()),
            highest: "nothing-raised".to_owned(),
            determined: true,
            text: say(
                lang,
                "Er kwam niets naar voren. Dat is geen goedkeuring.",
                "Nothing was raised. That is no approval.",
            ),
            lowest_because: Vec::new(),
            highest_because: Vec::new(),
        }),
        findings: Vec::new(),
        contradictions: Vec::new(),
        questions: Vec::new(),
        actions: Vec::new(),
        suggestions: Vec::new(),
        statuses: BTreeMap::new(),
        answers: Vec::new(),
        sections: sections(lang),
        counts: Counts {
            not_raised: 31,
            outside_scope: 2,
            total: 33,
            ..Counts::default()
        },
        disclaimer: say(
            lang,
            "Deze screening is geen keurmerk en geen stappenplan. Een screening zonder bevindingen betekent niet dat Stichting Voorbeeld het partnerschap goedkeurt. De regels volgen het advies van maart 2021.",
            "This screening is no seal of approval and no step-by-step plan. A screening without findings is not an approval by Stichting Voorbeeld. The rules follow the advisory of March 2021.",
        ),
    }
}

fn sections(lang: Lang) -> Vec<SectionState> {
    let section = |id: &str, title: String, touched| SectionState {
        id: id.to_owned(),
        title,
        touched,
    };
    vec![
        section("research", say(lang, "Onderzoek", "Research"), true),
        section("plan", say(lang, "Actieplan", "Action plan"), false),
        section("companies", say(lang, "Bedrijven", "Companies"), false),
    ]
}

fn ground(lang: Lang, state: GroundState, text: String, because: Vec<Reason>) -> Ground {
    Ground {
        id: "advise-against".to_owned(),
        title: say(
            lang,
            "Grond om een partnerschap af te raden",
            "Ground for advising against a partnership",
        ),
        state,
        text,
        because,
        cites: vec![research(lang, "advise-against")],
    }
}

/// A screening as a policy officer meets it: some of everything.
pub(super) fn full(lang: Lang) -> Screening {
    let repression = say(
        lang,
        "Grootschalige onderdrukking",
        "Large-scale repression",
    );
    let engagement = say(lang, "Mensenrechtenwerk mogelijk", "Engagement possible");
    Screening {
        grounds: vec![
            ground(
                lang,
                GroundState::Open,
                say(
                    lang,
                    "Nog niet onderzocht is of werk aan mensenrechten daar mogelijk is. Zolang dat zo is, staat de grond open.",
                    "Nobody has researched yet whether engagement on human rights is possible there. Until then the ground is open.",
                ),
                vec![
                    answered(
                        "research.repression",
                        &repression,
                        &say(lang, "ja", "yes"),
                        Some(21),
                    ),
                    missing("research.engagement", &engagement),
                ],
            ),
            Ground {
                id: "example-region".to_owned(),
                title: say(
                    lang,
                    "Regio die het advies als voorbeeld noemt",
                    "Region the advisory names as an example",
                ),
                cites: vec![research(lang, "xinjiang")],
                ..ground(
                    lang,
                    GroundState::Met,
                    say(
                        lang,
                        "De partner ligt in Xinjiang.",
                        "The partner is in Xinjiang.",
                    ),
                    vec![answered(
                        "partner.province",
                        &say(lang, "Provincie van de partner", "Province of the partner"),
                        "Xinjiang",
                        None,
                    )],
                )
            },
        ],
        outcome: Some(Outcome {
            lowest: Some("settle-first".to_owned()),
            highest: "advise-against".to_owned(),
            determined: false,
            text: say(
                lang,
                "Zoek eerst de grond uit. De uitkomst kan nog «Afgeraden» worden.",
                "Settle the ground first. The outcome can still become «Advised against».",
            ),
            lowest_because: vec!["example-region".to_owned()],
            highest_because: vec!["ground-advise-against".to_owned()],
        }),
        contradictions: vec![contradiction(lang)],
        findings: findings(lang),
        questions: questions(lang),
        actions: actions(lang),
        suggestions: vec![Action {
            steps: vec![say(
                lang,
                "Vraag een organisatie die aan dit thema werkt.",
                "Ask an organisation that works on this theme.",
            )],
            ..action(
                "visit-organisation",
                say(
                    lang,
                    "Bezoek met de delegatie een organisatie in uw eigen regio",
                    "Visit an organisation in your own region with the delegation",
                ),
                Timing::BeforeNextExchange,
                None,
                &[],
            )
        }],
        counts: Counts {
            raised: 3,
            open: 6,
            not_raised: 20,
            outside_scope: 4,
            total: 33,
            contradictions: 1,
        },
        ..empty(lang)
    }
}

fn contradiction(lang: Lang) -> Contradiction {
    Contradiction {
        key: "contacts.civil-society".to_owned(),
        text: say(
            lang,
            "Het profiel zegt dat er contact is met maatschappelijke organisaties, en ook dat dit er niet is.",
            "The profile says that there are contacts with civil society, and also that there are none.",
        ),
        priority: Priority::High,
        level: "settle-first".to_owned(),
        because: vec![clash(
            "contacts.civil-society",
            &say(
                lang,
                "Contact met maatschappelijke organisaties",
                "Contacts with civil society",
            ),
            [
                (say(lang, "ja", "yes"), 31, "Reisverslag 2025"),
                (
                    say(lang, "nee", "no"),
                    34,
                    "Notitie mensenrechten, B26-0142",
                ),
            ],
        )],
        cites: vec![actions_section(lang, "local-civil-society", "soft")],
        actions: vec!["settle-contradiction".to_owned()],
    }
}

fn findings(lang: Lang) -> Vec<Finding> {
    let theme = say(lang, "Onderzoek naar het thema", "Research into the theme");
    let part = say(lang, "Onderdeel mensenrechten", "Human-rights part");
    let open = |title: &str| {
        say(
            lang,
            &format!("Nog niet bekend: {title}."),
            &format!("Not known yet: {title}."),
        )
    };
    let waiting = |key: &str, section: &str, priority| Finding {
        doubtful: true,
        untouched_section: Some(section.to_owned()),
        cites: vec![actions_section(lang, "follow-up", "plain")],
        ..finding(
            key,
            Status::Open,
            priority,
            say(lang, "Evaluatie van het plan", "Evaluation of the plan"),
            open("plan"),
        )
    };
    vec![
        Finding {
            level: "advise-against".to_owned(),
            because: vec![
                answered(
                    "research.repression",
                    &say(
                        lang,
                        "Grootschalige onderdrukking",
                        "Large-scale repression",
                    ),
                    &say(lang, "ja", "yes"),
                    Some(21),
                ),
                missing(
                    "research.engagement",
                    &say(lang, "Mensenrechtenwerk mogelijk", "Engagement possible"),
                ),
            ],
            cites: vec![research(lang, "advise-against")],
            actions: vec!["research-engagement".to_owned()],
            ..finding(
                "ground-advise-against",
                Status::Open,
                Priority::Critical,
                say(
                    lang,
                    "De grond om af te raden",
                    "The ground for advising against",
                ),
                say(
                    lang,
                    "Nog niet bekend is of deze grond zich voordoet.",
                    "It is not known yet whether this ground is met.",
                ),
            )
        },
        Finding {
            level: "settle-first".to_owned(),
            because: vec![answered(
                "partner.province",
                &say(lang, "Provincie van de partner", "Province of the partner"),
                "Xinjiang",
                None,
            )],
            cites: vec![research(lang, "xinjiang")],
            actions: vec!["research-engagement".to_owned()],
            ..finding(
                "example-region",
                Status::Raised,
                Priority::Critical,
                say(
                    lang,
                    "Regio die het advies als voorbeeld noemt",
                    "Region the advisory names as an example",
                ),
                say(
                    lang,
                    "De partner ligt in Xinjiang. Het advies noemt die regio als voorbeeld van een plek waar werk aan mensenrechten een groot probleem is.",
                    "The partner is in Xinjiang. The advisory names that region as an example of a place where engagement on human rights is a big problem.",
                ),
            )
        },
        Finding {
            because: vec![answered(
                "research.theme",
                &theme,
                &say(lang, "niet gedaan", "not done"),
                Some(9),
            )],
            cites: vec![
                research(lang, "research-theme"),
                research(lang, "smart-city"),
            ],
            actions: vec![
                "research-theme".to_owned(),
                "consult-organisations".to_owned(),
            ],
            ..finding(
                "theme-not-researched",
                Status::Raised,
                Priority::High,
                say(
                    lang,
                    "Onderzoek naar het thema van de band",
                    "Research into the theme of the link",
                ),
                say(
                    lang,
                    "Niet onderzocht is welke mensenrechtenkwesties spelen binnen slim verkeer.",
                    "Nobody has researched which human-rights issues come with smart traffic.",
                ),
            )
        },
        Finding {
            because: vec![of(
                "bezoek-2026",
                answered(
                    "exchange.human_rights_part",
                    &part,
                    &say(lang, "geen", "none"),
                    Some(44),
                ),
            )],
            cites: vec![actions_section(lang, "every-exchange", "firm")],
            actions: vec!["add-human-rights-part".to_owned()],
            ..finding(
                "exchange-without-human-rights-part@bezoek-2026",
                Status::Raised,
                Priority::High,
                say(
                    lang,
                    "Onderdeel mensenrechten in elke uitwisseling",
                    "Human-rights part in every exchange",
                ),
                say(
                    lang,
                    "De uitwisseling bezoek-2026 heeft geen onderdeel over mensenrechten.",
                    "The exchange bezoek-2026 has no part about human rights.",
                ),
            )
        },
        Finding {
            doubtful: true,
            because: vec![
                of(
                    "*",
                    missing(
                        "exchange.safety",
                        &say(
                            lang,
                            "Veiligheid van deelnemers",
                            "Safety of those who take part",
                        ),
                    ),
                ),
                Reason {
                    state: AnswerState::Unknown,
                    line: Some(52),
                    ..missing(
                        "contacts.wish",
                        &say(
                            lang,
                            "Wens van de organisaties zelf",
                            "Wish of the organisations themselves",
                        ),
                    )
                },
            ],
            cites: vec![safeguard(lang)],
            actions: vec!["ask-embassy".to_owned()],
            ..finding(
                "civil-society-safety@*",
                Status::Open,
                Priority::Critical,
                say(
                    lang,
                    "Veiligheid van maatschappelijke organisaties",
                    "Safety of civil society",
                ),
                say(
                    lang,
                    "Nog niet bekend is of de veiligheid vaststaat bij de andere uitwisselingen.",
                    "It is not known yet whether safety is assured in the other exchanges.",
                ),
            )
        },
        waiting("plan-not-evaluated", "plan", Priority::Medium),
        waiting("plan-not-shared", "plan", Priority::Medium),
        waiting("plan-without-aims", "plan", Priority::High),
        waiting("companies-not-informed", "companies", Priority::Low),
    ]
}

fn questions(lang: Lang) -> Vec<Question> {
    vec![
        Question {
            priority: Some(Priority::Critical),
            help: say(
                lang,
                "Het gaat om elke vorm van werk aan mensenrechten, ook in het klein. Bijvoorbeeld: kunt u er praten met organisaties die aan uw thema werken?",
                "This is about engagement of any kind, also on a small scale. For example: can you talk there with organisations that work on your theme?",
            ),
            options: ["possible", "limited", "impossible", "no-conclusion"]
                .into_iter()
                .zip([
                    say(lang, "mogelijk", "possible"),
                    say(
                        lang,
                        "in beperkte vorm mogelijk",
                        "possible in a limited form",
                    ),
                    say(lang, "onmogelijk", "impossible"),
                    say(lang, "geen conclusie", "no conclusion"),
                ])
                .map(|(id, label)| AnswerValue {
                    id: id.to_owned(),
                    label,
                })
                .collect(),
            ..question(
                "research.engagement",
                "research",
                say(
                    lang,
                    "Is in de regio van de partner enige vorm van werk aan mensenrechten mogelijk?",
                    "Is engagement on human rights of any kind possible in the partner region?",
                ),
                &["ground-advise-against", "example-region"],
            )
        },
        Question {
            decisive: false,
            priority: Some(Priority::Medium),
            ..question(
                "plan.evaluated",
                "plan",
                say(
                    lang,
                    "Evalueert u het actieplan?",
                    "Do you evaluate the action plan?",
                ),
                &["plan-not-evaluated"],
            )
        },
        Question {
            record: Some("*".to_owned()),
            decisive: false,
            priority: Some(Priority::Critical),
            ..question(
                "exchange.safety",
                "exchanges",
                say(
                    lang,
                    "Staat de veiligheid van wie meedoet vast?",
                    "Is the safety of those who take part assured?",
                ),
                &["civil-society-safety@*"],
            )
        },
        Question {
            decisive: false,
            nobody_knows: true,
            state: AnswerState::Unknown,
            priority: Some(Priority::Critical),
            ..question(
                "contacts.wish",
                "contacts",
                say(
                    lang,
                    "Willen de organisaties zelf betrokken worden?",
                    "Do the organisations themselves want to be involved?",
                ),
                &["civil-society-safety@*"],
            )
        },
    ]
}

fn actions(lang: Lang) -> Vec<Action> {
    vec![
        Action {
            steps: vec![
                say(
                    lang,
                    "Lees rapporten van organisaties die de regio kennen.",
                    "Read reports by organisations that know the region.",
                ),
                say(
                    lang,
                    "Leg vast wat u vond over onderdrukking, en of werk aan mensenrechten er mogelijk is.",
                    "Write down what you found about repression, and whether engagement is possible there.",
                ),
            ],
            cites: vec![research(lang, "advise-against")],
            why: vec![research(lang, "xinjiang")],
            ..action(
                "research-engagement",
                say(
                    lang,
                    "Onderzoek of werk aan mensenrechten daar mogelijk is",
                    "Research whether engagement is possible there",
                ),
                Timing::BeforeDecision,
                Some(Priority::Critical),
                &["ground-advise-against", "example-region"],
            )
        },
        action(
            "ask-embassy",
            say(
                lang,
                "Vraag na of meedoen veilig is, bijvoorbeeld bij de ambassade",
                "Find out whether taking part is safe, for example through the embassy",
            ),
            Timing::BeforeNextExchange,
            Some(Priority::Critical),
            &["civil-society-safety@*"],
        ),
        Action {
            steps: vec![say(
                lang,
                "Leg beide bronnen naast elkaar en kies.",
                "Compare both sources and choose.",
            )],
            ..action(
                "settle-contradiction",
                say(
                    lang,
                    "Zoek uit welk antwoord klopt",
                    "Find out which answer is right",
                ),
                Timing::BeforeDecision,
                Some(Priority::High),
                &["contacts.civil-society"],
            )
        },
        action(
            "research-theme",
            say(
                lang,
                "Onderzoek het thema van de band",
                "Research the theme of the link",
            ),
            Timing::BeforeDecision,
            Some(Priority::High),
            &["theme-not-researched"],
        ),
        action(
            "consult-organisations",
            say(
                lang,
                "Praat met mensenrechtenorganisaties in uw gemeente",
                "Talk to human-rights organisations in your municipality",
            ),
            Timing::BeforeDecision,
            Some(Priority::High),
            &["theme-not-researched"],
        ),
        action(
            "add-human-rights-part",
            say(
                lang,
                "Neem een onderdeel over mensenrechten op in het programma",
                "Add a part about human rights to the programme",
            ),
            Timing::BeforeNextExchange,
            Some(Priority::High),
            &["exchange-without-human-rights-part@bezoek-2026"],
        ),
    ]
}

pub(super) fn outside(lang: Lang) -> Screening {
    Screening {
        scope: Scope {
            applies: Applies::No,
            texts: vec![say(
                lang,
                "De partner ligt niet in China.",
                "The partner is not in China.",
            )],
            because: vec![answered(
                "partner.country",
                &say(lang, "Land van de partner", "Country of the partner"),
                "Japan",
                Some(6),
            )],
        },
        outcome: None,
        counts: Counts {
            outside_scope: 33,
            total: 33,
            ..Counts::default()
        },
        ..empty(lang)
    }
}

/// A fresh profile: nothing in it but a name, so hardly anything is known.
pub(super) fn fresh(lang: Lang) -> Screening {
    let settles = ["plan-not-evaluated", "plan-without-aims", "scope"];
    let questions = (1..=34).map(|number| Question {
        priority: Some(if number < 8 {
            Priority::Critical
        } else {
            Priority::Medium
        }),
        settles: settles
            .iter()
            .take(1 + number % 3)
            .map(|&key| key.to_owned())
            .collect(),
        ..question(
            &format!("plan.fact_{number}"),
            if number < 16 { "plan" } else { "companies" },
            say(
                lang,
                &format!("Vraag {number} van de vragenlijst?"),
                &format!("Question {number} of the questionnaire?"),
            ),
            &[],
        )
    });
    let priorities = [
        Priority::Critical,
        Priority::High,
        Priority::High,
        Priority::Medium,
        Priority::Low,
    ];
    let waiting = (0..22).map(|number| Finding {
        doubtful: true,
        untouched_section: Some(if number % 3 == 0 { "companies" } else { "plan" }.to_owned()),
        ..finding(
            &format!("rule-{number}"),
            Status::Open,
            priorities[number % 5],
            say(lang, "Titel", "Title"),
            say(lang, "Nog niet bekend.", "Not known yet."),
        )
    });
    Screening {
        profile: ProfileReceipt {
            name: "nieuw.yaml".to_owned(),
            path: "-".to_owned(),
            ..empty(lang).profile
        },
        scope: Scope {
            applies: Applies::Open,
            texts: vec![say(
                lang,
                "Onbekend is in welk land de partner ligt.",
                "It is not known in which country the partner is.",
            )],
            because: vec![missing(
                "partner.country",
                &say(lang, "Land van de partner", "Country of the partner"),
            )],
        },
        outcome: Some(Outcome {
            lowest: None,
            highest: "advise-against".to_owned(),
            determined: false,
            text: say(
                lang,
                "Er is nog niets vastgesteld.",
                "Nothing is established yet.",
            ),
            lowest_because: Vec::new(),
            highest_because: (1..=7).map(|number| format!("rule-{number}")).collect(),
        }),
        questions: questions.collect(),
        findings: waiting.collect(),
        counts: Counts {
            open: 22,
            total: 33,
            not_raised: 11,
            ..Counts::default()
        },
        ..empty(lang)
    }
}

/// Answers on the ground that contradict each other.
pub(super) fn conflicting(lang: Lang) -> Screening {
    let engagement = say(lang, "Mensenrechtenwerk mogelijk", "Engagement possible");
    let because = vec![clash(
        "research.engagement",
        &engagement,
        [
            (say(lang, "mogelijk", "possible"), 14, "Reisverslag 2025"),
            (say(lang, "onmogelijk", "impossible"), 15, "Rapport 2026"),
        ],
    )];
    let mut screening = full(lang);
    screening.grounds = vec![ground(
        lang,
        GroundState::Conflicting,
        say(
            lang,
            "De antwoorden over deze grond spreken elkaar tegen. Zoek dat eerst uit.",
            "The answers about this ground contradict each other. Settle that first.",
        ),
        because.clone(),
    )];
    screening.contradictions = vec![Contradiction {
        key: "research.engagement".to_owned(),
        priority: Priority::Critical,
        because,
        ..contradiction(lang)
    }];
    screening.findings.clear();
    screening.outcome = Some(Outcome {
        lowest: Some("settle-first".to_owned()),
        highest: "settle-first".to_owned(),
        determined: true,
        text: say(
            lang,
            "Zoek eerst uit welk antwoord klopt.",
            "First find out which answer is right.",
        ),
        lowest_because: vec!["research.engagement".to_owned()],
        highest_because: Vec::new(),
    });
    screening.counts = Counts {
        contradictions: 1,
        ..empty(lang).counts
    };
    screening
}

/// What a profile may try on a reader's terminal.
pub(super) const HOSTILE: &str = "Kwaad\u{1b}[2J\u{202e}dnik\u{2066} regel\neen\r\n\u{9b}31m喀什市 👩\u{200d}👩\u{200d}👧 cafe\u{301} \u{200b}x\u{7}";

pub(super) fn hostile(lang: Lang) -> Screening {
    let mut screening = full(lang);
    HOSTILE.clone_into(&mut screening.profile.name);
    screening.profile.path = format!("map/{HOSTILE}.yaml");
    for finding in &mut screening.findings {
        finding.text.push_str(HOSTILE);
        for reason in &mut finding.because {
            reason.record = Some(HOSTILE.to_owned());
        }
    }
    for reason in screening
        .contradictions
        .iter_mut()
        .flat_map(|entry| &mut entry.because)
    {
        for candidate in &mut reason.candidates {
            candidate.source = Some(HOSTILE.to_owned());
        }
    }
    screening
}

/// Names longer than a line.
pub(super) fn huge(lang: Lang) -> Screening {
    let mut screening = full(lang);
    screening.profile.name = format!("{} – 喀什", "Zeerlangegemeentenaam".repeat(9));
    screening.findings.truncate(3);
    screening.findings[1].key = format!("example-region@{}", "zeer-lange-naam-".repeat(8));
    screening.findings[2].title =
        "Ministerievanvoorbeeldzakenafdelinginternationaleuitwisselingen".to_owned();
    screening
}

pub(super) fn explanation(lang: Lang) -> Explanation {
    let full = full(lang);
    let engagement = say(lang, "Mensenrechtenwerk mogelijk", "Engagement possible");
    let test = |text: String, truth, reason| ExplainedNode {
        connective: Connective::Test,
        text,
        truth,
        reason: Some(reason),
        parts: Vec::new(),
    };
    let repression = say(
        lang,
        "Grootschalige onderdrukking",
        "Large-scale repression",
    );
    let yes = say(lang, "ja", "yes");
    let impossible = say(lang, "onmogelijk", "impossible");
    let is = say(lang, "is", "is");
    let any = ExplainedNode {
        connective: Connective::Any,
        text: String::new(),
        truth: Truth::Unknown,
        reason: None,
        parts: vec![
            test(
                format!("{engagement} {is} «{impossible}»"),
                Truth::Unknown,
                missing("research.engagement", &engagement),
            ),
            test(
                say(
                    lang,
                    "Stadium van de band is «beëindigd»",
                    "Stage of the link is «ended»",
                ),
                Truth::False,
                answered(
                    "link.stage",
                    "",
                    &say(lang, "in overweging", "considering"),
                    Some(11),
                ),
            ),
        ],
    };
    Explanation {
        format: explanation::FORMAT.to_owned(),
        pack: full.pack.clone(),
        profile: full.profile.clone(),
        as_of: full.as_of.clone(),
        lang,
        key: "ground-advise-against".to_owned(),
        title: say(
            lang,
            "De grond om af te raden",
            "The ground for advising against",
        ),
        status: Status::Open,
        doubtful: true,
        scope: Applies::Yes,
        finding: None,
        priority: Priority::Critical,
        priority_because: None,
        level: say(lang, "Afgeraden", "Advised against"),
        applies: Some(test(
            say(
                lang,
                "Land van de partner is «China»",
                "Country of the partner is «China»",
            ),
            Truth::True,
            answered("partner.country", "", "China", Some(6)),
        )),
        when: ExplainedNode {
            connective: Connective::All,
            text: String::new(),
            truth: Truth::Unknown,
            reason: None,
            parts: vec![
                test(
                    format!("{repression} {is} «{yes}»"),
                    Truth::True,
                    answered("research.repression", &repression, &yes, Some(21)),
                ),
                ExplainedNode {
                    connective: Connective::Named,
                    text: say(
                        lang,
                        "werk aan mensenrechten is onmogelijk",
                        "engagement is impossible",
                    ),
                    truth: Truth::Unknown,
                    reason: None,
                    parts: vec![any],
                },
            ],
        },
        needs: full.questions.into_iter().take(1).collect(),
        cites: vec![research(lang, "advise-against")],
        why: vec![safeguard(lang)],
    }
}
