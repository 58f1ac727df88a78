//! Conditions in words: the same in an explanation as in the reference of a pack.

use crate::condition::{Comparison, Leaf, Quantifier, Test};
use crate::facts::Facts;
use crate::text::{Lang, Text, bilingual};

/// Says that all of several conditions hold.
pub(crate) fn all_hold() -> Text {
    bilingual!("dit geldt allemaal", "all of this holds")
}

/// Says that at least one of several conditions holds.
pub(crate) fn any_holds() -> Text {
    bilingual!("minstens één hiervan geldt", "at least one of this holds")
}

/// Says that a condition does not hold.
pub(crate) fn does_not_hold() -> Text {
    bilingual!("dit geldt niet", "this does not hold")
}

/// Says what a test asks of the answer to a fact.
pub(crate) fn test(facts: &Facts, leaf: &Leaf, lang: Lang) -> String {
    let Some(fact) = facts.get(leaf.fact) else {
        return String::new();
    };
    let label = fact.label.get(lang);
    let option = |number: u16| format!("«{}»", fact.value_label(fact.option_value(number), lang));
    let text = match &leaf.test {
        Test::OneOf(options) => {
            let word = match lang {
                Lang::Nl => " of ",
                Lang::En => " or ",
            };
            let options: Vec<String> = options.iter().map(|number| option(*number)).collect();
            let options = options.join(word);
            bilingual!("{label} is {options}", "{label} is {options}")
        }
        Test::Contains(number) => {
            let option = option(*number);
            bilingual!("bij {label} hoort {option}", "{label} includes {option}")
        }
        Test::Compare(comparison, number) => {
            let relation = relation(*comparison);
            let (nl, en) = (relation.nl, relation.en);
            bilingual!("{label} is {nl} {number}", "{label} is {en} {number}")
        }
        Test::Same(other, _) => {
            let other = facts.get(*other).map_or("", |fact| fact.label.get(lang));
            bilingual!(
                "{label} is hetzelfde als {other}",
                "{label} is the same as {other}"
            )
        }
    };
    text.get(lang).to_owned()
}

fn relation(comparison: Comparison) -> Text {
    match comparison {
        Comparison::Equal => Text::new("precies", "exactly"),
        Comparison::NotEqual => Text::new("niet", "not"),
        Comparison::Less => Text::new("minder dan", "less than"),
        Comparison::LessOrEqual => Text::new("hoogstens", "at most"),
        Comparison::Greater => Text::new("meer dan", "more than"),
        Comparison::GreaterOrEqual => Text::new("minstens", "at least"),
    }
}

/// Says of how many records of a list a condition holds; what holds follows.
pub(crate) fn quantified(quantifier: Quantifier, label: &Text) -> Text {
    let (nl, en) = (&label.nl, &label.en);
    match quantifier {
        Quantifier::Any => bilingual!(
            "voor minstens één van «{nl}» geldt",
            "for at least one of «{en}» holds"
        ),
        Quantifier::All => bilingual!("voor elk van «{nl}» geldt", "for every one of «{en}» holds"),
        Quantifier::Count(comparison, number) => {
            let relation = relation(comparison);
            let (how_nl, how_en) = (relation.nl, relation.en);
            bilingual!(
                "voor {how_nl} {number} van «{nl}» geldt",
                "for {how_en} {number} of «{en}» holds"
            )
        }
    }
}
