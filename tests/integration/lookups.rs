//! Country, place and province tell of each other: cases, problems, and every possible world as a second opinion.

use std::collections::{BTreeMap, BTreeSet};

use partnerscreen::facts::Cell;
use partnerscreen::pack::Pack;
use partnerscreen::screening::model::Status;
use partnerscreen::screening::{answer_table, screen};
use partnerscreen::text::Lang;

use crate::common::{Chance, DAY};
use crate::narrowing::walk;
use crate::small::{GUIDANCE, HEAD, finding, pack, problems, read, screened};

/// A questionnaire on where a partner is, in a world of three provinces, one of which is a country of its own.
const WHERE: &str = "sections:
  - id: s
    title: {nl: t, en: t}
    facts:
      - {id: done, type: yes_no, label: {nl: t, en: t}, ask: {nl: t, en: t}, help: {nl: t, en: t}}
      - {id: country, type: country, lookup: [place, province], label: {nl: Land, en: Country}, ask: {nl: t, en: t}, help: {nl: t, en: t}}
      - {id: place, type: place, label: {nl: Plaats, en: Place}, ask: {nl: t, en: t}, help: {nl: t, en: t}}
      - {id: province, type: choice, lookup: [place, country], options: [{id: CN-AA, nl: Aa, en: Aa}, {id: CN-BB, nl: Bb, en: Bb}, {id: CN-HK, nl: Hk, en: Hk}], label: {nl: Provincie, en: Province}, ask: {nl: t, en: t}, help: {nl: t, en: t}}
";

const WHERE_RULES: &str = "rules:
  - id: not-done
    cites: [g]
    when: done == \"no\" && country == \"CN\" && province == \"CN-AA\"
    level: low
    title: {nl: t, en: t}
    finding: {nl: t, en: t}
    actions: [do-it]
";

const PLACES: &str = "code,level,name_zh,name_pinyin,name_en,aliases,province_iso,province_name_en
1,province,,,Aa,,CN-AA,Aa
2,province,,,Bb,,CN-BB,Bb
3,province,,,Hk,HK,CN-HK,Hk
11,county,,,Stad,,CN-AA,Aa
12,county,,,Dorp,,CN-AA,Aa
21,county,,,Dorp,,CN-BB,Bb
";

const OUTSIDE: &str = "country,name_zh,name_en,aliases,province
HK,,Haven,,CN-HK
TW,,Eiland,TW,
";

fn where_pack() -> Pack {
    pack(&[
        ("facts.yaml", WHERE),
        ("rules/t.yaml", WHERE_RULES),
        ("places.csv", PLACES),
        ("places-outside.csv", OUTSIDE),
        ("guidance.yaml", GUIDANCE),
    ])
}

/// Returns what conditions read of country and province, as ids, and what contradicts what.
fn settled(pack: &Pack, text: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
    let profile = read(pack, text);
    let table = answer_table(pack, &profile);
    let values = |id: &str| {
        let index = pack.facts.find(id).unwrap();
        let fact = pack.facts.get(index).unwrap();
        match &table.cells[usize::from(index.0)] {
            Cell::One(value) => vec![fact.value_id(*value)],
            Cell::Many(values) => values.iter().map(|value| fact.value_id(*value)).collect(),
            cell => vec![format!("{cell:?}")],
        }
    };
    let clashes = screen(pack, &profile, DAY, Lang::En).contradictions;
    let clashes = clashes
        .into_iter()
        .map(|clash| format!("{}: {}", clash.key, clash.text));
    (values("country"), values("province"), clashes.collect())
}

#[test]
fn a_fact_is_looked_up_from_several_and_contradictions_are_told_once() {
    let pack = where_pack();
    let none: [&str; 0] = [];
    let cases: &[(&str, &[&str], &[&str], &[&str])] = &[
        ("", &["Unanswered"], &["Unanswered"], &none),
        ("country: unknown\n", &["Unknown"], &["Unanswered"], &none),
        // One source each.
        ("country: HK\n", &["HK"], &["CN-HK"], &none),
        ("country: CN\n", &["CN"], &["Unanswered"], &none),
        ("country: TW\n", &["TW"], &["Unanswered"], &none),
        ("country: JP\n", &["JP"], &["Unanswered"], &none),
        ("province: CN-AA\n", &["CN"], &["CN-AA"], &none),
        ("province: CN-HK\n", &["HK"], &["CN-HK"], &none),
        ("place: Stad\n", &["CN"], &["CN-AA"], &none),
        ("place: Haven\n", &["HK"], &["CN-HK"], &none),
        ("place: Hk\n", &["HK"], &["CN-HK"], &none),
        ("place: Eiland\n", &["TW"], &["Unanswered"], &none),
        ("place: Nergens\n", &["Unanswered"], &["Unanswered"], &none),
        // A name in two provinces: the country is sure, and another answer decides.
        ("place: Dorp\n", &["CN"], &["CN-AA", "CN-BB"], &none),
        ("place: Dorp\nprovince: CN-BB\n", &["CN"], &["CN-BB"], &none),
        (
            "place: Dorp\ncountry: CN\n",
            &["CN"],
            &["CN-AA", "CN-BB"],
            &none,
        ),
        (
            "place: Dorp\nprovince: unknown\n",
            &["CN"],
            &["CN-AA", "CN-BB"],
            &none,
        ),
        // An answer wins over nothing, and «nobody knows» is filled in.
        (
            "country: unknown\nprovince: CN-AA\n",
            &["CN"],
            &["CN-AA"],
            &none,
        ),
        // At odds.
        (
            "country: HK\nprovince: CN-AA\n",
            &["CN", "HK"],
            &["CN-AA", "CN-HK"],
            &["country: «Country» and «Province» contradict each other."],
        ),
        (
            "country: CN\nprovince: CN-HK\n",
            &["CN", "HK"],
            &["CN-HK"],
            &["country: «Country» and «Province» contradict each other."],
        ),
        (
            "country: HK\nplace: Stad\n",
            &["CN", "HK"],
            &["CN-AA", "CN-HK"],
            &["country: «Country» and «Place» contradict each other."],
        ),
        (
            "country: TW\nprovince: CN-AA\n",
            &["CN", "TW"],
            &["CN-AA"],
            &["country: «Country» and «Province» contradict each other."],
        ),
        (
            "country: CN\nplace: Stad\nprovince: CN-BB\n",
            &["CN"],
            &["CN-AA", "CN-BB"],
            &["province: «Province» and «Place» contradict each other."],
        ),
        (
            "country: HK\nplace: Stad\nprovince: CN-AA\n",
            &["CN", "HK"],
            &["CN-AA", "CN-HK"],
            &["country: «Country» does not agree with «Place» and «Province»."],
        ),
        (
            "place: Eiland\nprovince: CN-AA\n",
            &["CN", "TW"],
            &["CN-AA"],
            &["place: «Place» and «Province» contradict each other."],
        ),
        (
            "place: Haven\nprovince: CN-AA\n",
            &["CN", "HK"],
            &["CN-AA", "CN-HK"],
            &["province: «Province» and «Place» contradict each other."],
        ),
        // Several sources for one answer: one that says nothing of the other fact may be the right one.
        (
            "country: {answers: [{answer: CN}, {answer: HK}]}\n",
            &["CN", "HK"],
            &["Unanswered"],
            &["country: The sources for «Country» contradict each other."],
        ),
        (
            "province: {answers: [{answer: CN-AA}, {answer: CN-BB}]}\n",
            &["CN"],
            &["CN-AA", "CN-BB"],
            &["province: The sources for «Province» contradict each other."],
        ),
        (
            "province: {answers: [{answer: CN-AA}, {answer: CN-AA}]}\n",
            &["CN"],
            &["CN-AA"],
            &none,
        ),
        (
            "country: {answers: [{answer: CN}, {answer: HK}]}\nplace: Stad\n",
            &["CN", "HK"],
            &["CN-AA"],
            &[
                "country: The sources for «Country» contradict each other. «Country» and «Place» contradict each other.",
            ],
        ),
    ];
    for (text, country, province, clashes) in cases {
        let (got_country, got_province, got_clashes) = settled(&pack, text);
        assert_eq!(got_country, *country, "{text}");
        assert_eq!(got_province, *province, "{text}");
        assert_eq!(got_clashes, *clashes, "{text}");
    }
}

#[test]
fn an_answer_that_was_looked_up_names_where_it_comes_from() {
    let pack = where_pack();
    let screening = screened(&pack, "done: no\nplace: Stad\ncountry: HK\n");
    let finding = finding(&screening, "not-done");
    let shown: Vec<_> = finding
        .because
        .iter()
        .flat_map(|reason| &reason.candidates)
        .map(|candidate| {
            let source = candidate.source.clone().unwrap_or_default();
            (candidate.answer.id.clone(), candidate.line, source)
        })
        .collect();
    let expected = [
        ("HK", Some(4), ""),
        ("CN", Some(3), "Place"),
        ("CN-AA", Some(3), "Place"),
        ("CN-HK", Some(4), "Country"),
    ];
    assert_eq!(
        shown,
        expected.map(|(id, line, source)| (id.to_owned(), line, source.to_owned()))
    );
}

#[test]
fn a_lookup_from_what_says_nothing_of_places_is_refused_with_its_place() {
    let wrong = |old: &str, new: &str| problems("facts.yaml", WHERE, old, new);
    let rule = "`lookup` goes from a choice or country to places, countries and other choices, each once, outside records";
    for (new, help) in [
        ("lookup: [plase, province]", " (did you mean `place`?)"),
        ("lookup: [place, place]", ""),
        ("lookup: [place, country]", ""),
        ("lookup: done", ""),
    ] {
        let said = wrong("lookup: [place, province]", new);
        assert_eq!(
            said.iter()
                .filter(|said| said.contains("facts.yaml"))
                .collect::<Vec<_>>(),
            [&format!("small/facts.yaml:6: [lookup] {rule}{help}")],
            "{new}"
        );
    }
    let said = wrong(
        "{id: done, type: yes_no",
        "{id: done, lookup: place, type: yes_no",
    );
    assert_eq!(said[0], format!("small/facts.yaml:5: [lookup] {rule}"));
    let said = wrong("lookup: [place, province]", "lookup: {a: b}");
    assert_eq!(
        said[0],
        "small/facts.yaml:6: [wrong-form] this has not the right form: lookup: invalid type: map, expected a word or a list"
    );
}

/// What the gazetteer of this file knows of the world: every country with a province that lies in it.
const WORLD: [(&str, Option<&str>); 5] = [
    ("CN", Some("CN-AA")),
    ("CN", Some("CN-BB")),
    ("HK", Some("CN-HK")),
    ("TW", None),
    ("JP", None),
];
const COUNTRIES: [&str; 4] = ["CN", "HK", "TW", "JP"];
const PROVINCES: [&str; 3] = ["CN-AA", "CN-BB", "CN-HK"];

/// Tells whether a place of a name can lie there.
fn lies_in(place: &str, (country, province): (&str, Option<&str>)) -> bool {
    match place {
        "Stad" => province == Some("CN-AA"),
        "Dorp" => matches!(province, Some("CN-AA" | "CN-BB")),
        "Haven" => province == Some("CN-HK"),
        "Eiland" => country == "TW",
        _ => true,
    }
}

/// Two facts more: one of its own, and one that is asked in one country only.
const MORE: &str = "      - {id: f, type: choice, options: [{id: a, nl: t, en: t}, {id: b, nl: t, en: t}], label: {nl: t, en: t}, ask: {nl: t, en: t}, help: {nl: t, en: t}}
      - {id: asked, type: yes_no, ask_when: country == \"HK\", label: {nl: t, en: t}, ask: {nl: t, en: t}, help: {nl: t, en: t}}
";

fn condition(depth: usize, chance: &mut Chance) -> String {
    if depth == 0 || chance.once_in(3) {
        let country = *chance.pick(&COUNTRIES);
        let province = *chance.pick(&PROVINCES);
        return match chance.below(8) {
            0 => format!("country == \"{country}\""),
            1 => format!("country != \"{country}\""),
            2 => format!("country in [\"CN\", \"{country}\"]"),
            3 => format!("province == \"{province}\""),
            4 => format!("province !in [\"{province}\", \"CN-AA\"]"),
            5 => "f == \"a\"".to_owned(),
            6 => "asked == \"yes\"".to_owned(),
            _ => "asked in [\"no\"]".to_owned(),
        };
    }
    let (left, right) = (condition(depth - 1, chance), condition(depth - 1, chance));
    match chance.below(3) {
        0 => format!("({left}) && ({right})"),
        1 => format!("({left}) || ({right})"),
        _ => format!("!(({left}) && ({right}))"),
    }
}

/// How many packs are generated.
const PACKS: u64 = 25;

/// Generates a pack with lookups, and the same without.
fn generate(chance: &mut Chance) -> [Pack; 2] {
    let mut rules = "rules:\n".to_owned();
    for number in 0..4 {
        let (applies, when) = (condition(1, chance), condition(3, chance));
        rules += &format!(
            "  - {{id: r{number}, cites: [g], applies: '{applies}', when: '{when}', level: low, title: {{nl: t, en: t}}, finding: {{nl: t, en: t}}, actions: [do-it]}}\n"
        );
    }
    let head = HEAD.replace(
        "scope: []",
        "scope: [{outside_when: 'country !in [\"CN\", \"HK\"]', text: {nl: t, en: t}}, {outside_when: 'asked == \"no\"', text: {nl: t, en: t}}]",
    );
    let facts = format!("{WHERE}{MORE}");
    let bare = facts
        .replace("lookup: [place, province], ", "")
        .replace("lookup: [place, country], ", "");
    assert!(!bare.contains("lookup"));
    [facts, bare].map(|facts| {
        pack(&[
            ("pack.yaml", &head),
            ("facts.yaml", &facts),
            ("rules/t.yaml", &rules),
            ("places.csv", PLACES),
            ("places-outside.csv", OUTSIDE),
        ])
    })
}

/// The answers of one profile, as text; several where sources differ.
#[derive(Debug, Default)]
struct Answers(BTreeMap<&'static str, Vec<&'static str>>);

impl Answers {
    fn by_chance(chance: &mut Chance) -> Self {
        let mut answers = BTreeMap::new();
        let domains: [(&'static str, &[&'static str]); 5] = [
            ("country", &COUNTRIES),
            ("place", &["Stad", "Dorp", "Haven", "Eiland", "Nergens"]),
            ("province", &PROVINCES),
            ("f", &["a", "b"]),
            ("asked", &["yes", "no"]),
        ];
        for (fact, values) in domains {
            let given = match chance.below(10) {
                0..=4 => continue,
                5 => vec!["unknown"],
                6 => vec![*chance.pick(values), *chance.pick(values)],
                _ => vec![*chance.pick(values)],
            };
            answers.insert(fact, given);
        }
        Self(answers)
    }

    fn yaml(&self) -> String {
        let mut yaml = String::new();
        for (fact, given) in &self.0 {
            let given: Vec<String> = given
                .iter()
                .map(|one| format!("{{answer: {one}}}"))
                .collect();
            yaml += &format!("{fact}: {{answers: [{}]}}\n", given.join(", "));
        }
        // One answer needs no list, and `unknown` may not stand in one.
        yaml.replace("{answers: [{answer: unknown}]}", "unknown")
    }

    /// Tells whether a value is not ruled out by what was answered.
    fn allow(&self, fact: &str, value: Option<&str>) -> bool {
        match self.0.get(fact).map(Vec::as_slice) {
            None | Some(["unknown"]) => true,
            Some(given) => value.is_some_and(|value| given.contains(&value)),
        }
    }

    /// Tells whether no source differs from another.
    fn agree(&self) -> bool {
        self.0
            .values()
            .all(|given| given.iter().all(|one| *one == given[0]))
    }

    /// Returns the country and province of every world in which all answers can be right.
    fn worlds(&self) -> Vec<(&'static str, Option<&'static str>)> {
        let places = self.0.get("place").map(Vec::as_slice).unwrap_or_default();
        WORLD
            .into_iter()
            .filter(|(country, province)| {
                self.allow("country", Some(country)) && self.allow("province", *province)
            })
            .filter(|world| places.is_empty() || places.iter().any(|place| lies_in(place, *world)))
            .collect()
    }
}

/// Returns the values that the engine leaves possible for a fact; nothing where it is unanswered.
fn possible(pack: &Pack, text: &str, fact: &str) -> Vec<String> {
    let index = pack.facts.find(fact).unwrap();
    let table = answer_table(pack, &read(pack, text));
    let id = |value| pack.facts.get(index).unwrap().value_id(value);
    match &table.cells[usize::from(index.0)] {
        Cell::One(value) => vec![id(*value)],
        Cell::Many(values) => values.iter().copied().map(id).collect(),
        _ => Vec::new(),
    }
}

fn statuses(pack: &Pack, text: &str) -> Vec<Status> {
    partnerscreen::screening::statuses(pack, &answer_table(pack, &read(pack, text)))
}

/// Returns the whole answers of every world, without places.
fn complete(answers: &Answers, worlds: &BTreeSet<(String, Option<String>)>) -> Vec<String> {
    let mut all = Vec::new();
    for (country, province) in worlds {
        for f in ["a", "b"]
            .into_iter()
            .filter(|f| answers.allow("f", Some(f)))
        {
            let asked: Vec<&str> = if country == "HK" {
                let asked = ["yes", "no"].into_iter();
                asked
                    .filter(|asked| answers.allow("asked", Some(asked)))
                    .collect()
            } else {
                vec![""]
            };
            for asked in asked {
                let province = province.as_deref().unwrap_or_default();
                all.push(format!(
                    "country: {country}\nprovince: {province}\nf: {f}\nasked: {asked}\n"
                ));
            }
        }
    }
    all
}

#[test]
fn what_some_possible_world_contradicts_is_never_certain_and_what_all_agree_on_is_found() {
    let (mut worlds_tried, mut found, mut contradictory) = (0, 0, 0);
    // Loading a pack takes far longer than screening, so each serves many profiles.
    let packs: Vec<[Pack; 2]> = (0..PACKS).map(|seed| generate(&mut Chance(seed))).collect();
    for seed in 0..1000 {
        let mut chance = Chance(seed);
        let [pack, bare] = chance.pick(&packs);
        let answers = Answers::by_chance(&mut chance);
        let text = answers.yaml();
        let before = statuses(pack, &text);
        let worlds = answers.worlds();
        let what = format!("seed {seed}:\n{text}");

        if answers.agree() {
            let clashes = screen(pack, &read(pack, &text), DAY, Lang::En).contradictions;
            let told = clashes.iter().any(|clash| clash.key != "asked");
            assert_eq!(told, worlds.is_empty(), "{what}{clashes:#?}");
            // What every world says is known, and so is nothing that none says.
            let countries: BTreeSet<_> = worlds.iter().map(|world| world.0.to_owned()).collect();
            let provinces: BTreeSet<_> = worlds.iter().map(|world| world.1).collect();
            let got: BTreeSet<_> = possible(pack, &text, "country").into_iter().collect();
            if countries.len() == 1 {
                assert_eq!(got, countries, "{what}");
                found += 1;
            }
            assert!(worlds.is_empty() || got.is_subset(&countries), "{what}");
            let got: BTreeSet<_> = possible(pack, &text, "province")
                .into_iter()
                .map(Some)
                .collect();
            let provinces: BTreeSet<_> = provinces
                .into_iter()
                .map(|id| id.map(str::to_owned))
                .collect();
            if provinces.len() == 1 && !provinces.contains(&None) {
                assert_eq!(got, provinces, "{what}");
                found += 1;
            }
            assert!(worlds.is_empty() || got.is_subset(&provinces), "{what}");
        }

        // Where the answers cannot all be right, each value that one of them names may be.
        let mut owned: BTreeSet<(String, Option<String>)> = worlds
            .iter()
            .map(|(country, province)| ((*country).to_owned(), province.map(str::to_owned)))
            .collect();
        if owned.is_empty() {
            contradictory += 1;
            let mut provinces: Vec<_> = possible(pack, &text, "province")
                .into_iter()
                .map(Some)
                .collect();
            if provinces.is_empty() {
                provinces = vec![None];
            }
            for country in possible(pack, &text, "country") {
                owned.extend(
                    provinces
                        .iter()
                        .map(|province| (country.clone(), province.clone())),
                );
            }
            assert!(!owned.is_empty(), "{what}");
        }
        for whole in complete(&answers, &owned) {
            worlds_tried += 1;
            for (number, (was, is)) in before.iter().zip(statuses(bare, &whole)).enumerate() {
                let sound = match was {
                    Status::Open => true,
                    _ if is == Status::Open => whole.contains("province: \n"),
                    Status::NotRaised => matches!(is, Status::NotRaised | Status::OutsideScope),
                    certain => is == *certain,
                };
                assert!(
                    sound,
                    "{what}r{number} was {was:?}, but is {is:?} in\n{whole}"
                );
            }
        }
    }
    assert!(
        worlds_tried > 3000 && found > 500 && contradictory > 150,
        "{worlds_tried} worlds, {found} found, {contradictory} contradictory"
    );
}

#[test]
fn an_added_answer_only_narrows_where_facts_are_looked_up() {
    let mut checked = 0;
    let packs: Vec<[Pack; 2]> = (0..PACKS).map(|seed| generate(&mut Chance(seed))).collect();
    for seed in 0..400 {
        let mut chance = Chance(seed);
        let [pack, _] = chance.pick(&packs);
        let start = read(pack, &Answers::by_chance(&mut chance).yaml());
        checked += walk(pack, &start, "generated", seed, 25);
    }
    assert!(checked > 500, "only {checked} steps");
}
