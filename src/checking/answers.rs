//! Answers that should be looked at: dates, places, and what does not go together.

use std::collections::BTreeSet;

use crate::facts::{Fact, FactIndex, Kind, Places};
use crate::pack::Pack;
use crate::profile::{Profile, Site, sites};
use crate::screening::model::{Contradiction, Reason};
use crate::screening::{not_arising, screen};
use crate::text::{Lang, Text, bilingual};
use crate::yaml::{Node, Problem};

/// Returns the warnings about the answers of a profile without errors.
pub(super) fn warnings(
    pack: &Pack,
    profile: &Profile,
    root: Option<&Node>,
    as_of: &str,
) -> Vec<Problem> {
    let sites = root.map_or_else(Vec::new, |root| sites(root, &pack.facts));
    let mut found = Vec::new();
    for site in &sites {
        dates(&site.entry.value, as_of, &mut found);
        if let Some(fact) = pack.facts.get(site.fact)
            && fact.kind == Kind::Place
            && !is_located(pack, profile, site.fact)
        {
            for name in answers(&site.entry.value) {
                found.extend(ambiguous(name, pack, site.fact));
            }
        }
    }
    contradictions(pack, profile, &sites, as_of, &mut found);
    found
}

/// Warns of sources from after the day.
fn dates(node: &Node, as_of: &str, found: &mut Vec<Problem>) {
    let several = node
        .get("answers")
        .and_then(|entry| entry.value.as_sequence());
    for one in [node].into_iter().chain(several.unwrap_or_default()) {
        let Some(entry) = one.get("date") else {
            continue;
        };
        // Both are year-month-day, which sorts as text.
        let date = entry
            .value
            .as_scalar()
            .map_or("", |scalar| scalar.text.trim());
        if date > as_of {
            found.push(
                Problem::at(
                    entry.value.span,
                    "date-in-future",
                    bilingual!(
                        "deze bron is van na {as_of}, de dag van de toets",
                        "this source is from after {as_of}, the day of the check"
                    ),
                )
                .help(bilingual!(
                    "klopt de datum? `--as-of` kiest een andere dag",
                    "is the date right? `--as-of` chooses another day"
                ))
                .warning(),
            );
        }
    }
}

/// Returns the values that answer a question: one, or those of several sources.
fn answers(node: &Node) -> Vec<&Node> {
    let several = node
        .get("answers")
        .and_then(|entry| entry.value.as_sequence());
    let parts = several.unwrap_or(std::slice::from_ref(node));
    let answer = |part| match Node::as_mapping(part) {
        Some(_) => part.get("answer").map(|entry| &entry.value),
        None => Some(part),
    };
    parts.iter().filter_map(answer).collect()
}

/// Tells whether another answer says where a place lies.
fn is_located(pack: &Pack, profile: &Profile, place: FactIndex) -> bool {
    looked_up(pack, place).any(|(index, fact)| {
        // A country holds many provinces; only the province tells places of one name apart.
        let country = matches!(fact.kind, Kind::Country(_));
        !country && profile.answers.contains_key(&index)
    })
}

/// Returns the facts that are looked up from a place.
fn looked_up(pack: &Pack, place: FactIndex) -> impl Iterator<Item = (FactIndex, &Fact)> {
    let facts = pack.facts.iter();
    facts.filter(move |(_, fact)| fact.lookup.contains(&place))
}

/// Warns of a name that several places have.
fn ambiguous(name: &Node, pack: &Pack, place: FactIndex) -> Option<Problem> {
    let text = &name.as_scalar()?.text;
    let labels = |lang| places(&pack.places, pack, place, text, lang);
    let (nl, en) = (labels(Lang::Nl), labels(Lang::En));
    if nl.len() < 2 {
        return None;
    }
    let (nl, en) = (nl.join(", "), en.join(", "));
    Some(
        Problem::at(
            name.span,
            "ambiguous-place",
            bilingual!(
                "er is meer dan één plaats met deze naam: {nl}",
                "there is more than one place of this name: {en}"
            ),
        )
        .help(bilingual!(
            "geef ook antwoord op de vraag naar de provincie, of schrijf de code van de plaats",
            "answer the question about the province too, or write the code of the place"
        ))
        .warning(),
    )
}

/// Returns where the places of a name lie, as readers call it: the province, else the country.
fn places(known: &Places, pack: &Pack, place: FactIndex, name: &str, lang: Lang) -> Vec<String> {
    let label = |code: &str| {
        looked_up(pack, place).find_map(|(_, fact)| {
            let value = fact.option_value(fact.option_number(code)?);
            Some(fact.value_label(value, lang))
        })
    };
    let mut found: Vec<String> = Vec::new();
    for place in known.find(name) {
        let code = match place.province.as_str() {
            "" => &place.country,
            _ => &place.province,
        };
        let label = label(code).unwrap_or_else(|| code.clone());
        if !found.contains(&label) {
            found.push(label);
        }
    }
    found
}

/// Warns of answers that cannot all be right, as the screening finds them.
fn contradictions(
    pack: &Pack,
    profile: &Profile,
    sites: &[Site<'_>],
    as_of: &str,
    found: &mut Vec<Problem>,
) {
    let dutch = screen(pack, profile, as_of, Lang::Nl).contradictions;
    let english = screen(pack, profile, as_of, Lang::En).contradictions;
    let idle = not_arising(pack, profile);
    for (nl, en) in dutch.iter().zip(&english) {
        let (code, message) = if idle.contains(&nl.key) {
            (
                "not-arising",
                bilingual!(
                    "dit is beantwoord, maar uit een ander antwoord volgt dat deze vraag niet speelt",
                    "this is answered, but by another answer this question does not arise"
                ),
            )
        } else {
            let text = |text: &str| text.trim_end_matches('.').to_owned();
            ("contradiction", Text::new(text(&nl.text), text(&en.text)))
        };
        let mut places = nl
            .because
            .iter()
            .filter_map(|reason| site(pack, sites, reason));
        let first = places.next().map(|site| site.entry.key_span);
        let problem = match first {
            Some(span) => Problem::at(span, code, message),
            None => Problem::whole(code, message),
        };
        found.push(match others(nl, first.is_some()) {
            Some(help) => problem.help(help).warning(),
            None => problem.warning(),
        });
    }
}

/// Returns the place of a reason.
fn site<'s, 'd>(pack: &Pack, sites: &'s [Site<'d>], reason: &Reason) -> Option<&'s Site<'d>> {
    let fact = pack.facts.find(&reason.fact)?;
    sites
        .iter()
        .find(|site| site.fact == fact && site.record == reason.record.as_deref())
}

/// Names the other answers concerned, with their lines.
fn others(contradiction: &Contradiction, is_first_placed: bool) -> Option<Text> {
    let skipped = usize::from(is_first_placed);
    let mut names = BTreeSet::new();
    for reason in contradiction.because.iter().skip(skipped) {
        let lines = reason
            .line
            .into_iter()
            .chain(reason.candidates.iter().filter_map(|c| c.line));
        names.extend(lines.map(|line| (line, reason.fact.clone())));
    }
    if names.is_empty() {
        return None;
    }
    let listed = |word: &str| {
        let names = names
            .iter()
            .map(|(line, fact)| format!("`{fact}` ({word} {line})"));
        names.collect::<Vec<_>>().join(", ")
    };
    let (nl, en) = (listed("regel"), listed("line"));
    Some(bilingual!("kijk ook naar {nl}", "look at {en} too"))
}
