//! The fixed words of the reference of a pack, Dutch and English side by side.

use crate::report::words::{Words, words};
use crate::text::Lang;

words! {
    reference_home() => "Alle regels", "All rules";
    reference_generated() =>
        "Deze pagina's zijn gemaakt uit het regelpakket zelf, met «partnerscreen pack doc». Verander het pakket, niet deze pagina's.",
        "These pages are made from the rule pack itself, by «partnerscreen pack doc». Change the pack, not these pages.";
    reference_source(title: &str, publisher: &str, date: &str) =>
        "Bron: «{title}», {publisher}, {date}", "Source: «{title}», {publisher}, {date}";
    reference_braces() =>
        "Tussen accolades komt het antwoord te staan, of de naam van het record.",
        "In the place of braces comes the answer, or the name of the record.";
    reference_levels() => "Niveaus", "Levels";
    reference_rules() => "Regels", "Rules";
    reference_scope() => "of het advies hier geldt", "whether the advisory applies";
    reference_rule() => "Regel", "Rule";
    reference_topic() => "Onderwerp", "Topic";
    reference_each() => "Geldt apart voor elk van", "Speaks apart about each of";
    reference_ground() => "Hierop rust de grond", "On this rests the ground";
    reference_grounds() => "Gronden", "Grounds";
    reference_grounds_how() =>
        "Een grond is een reden die vóór alle bevindingen komt. Zolang een antwoord ontbreekt, is hij open, en dat is iets anders dan niet vervuld.",
        "A ground comes before all findings. While an answer is missing it is open, which is something else than not met.";
    reference_ground_met_when() => "Vervuld als:", "Met where:";
    reference_others() => "boven wat de grond niet opheft", "above what does not lift the ground";
    reference_scope_title() => "Of het advies hier geldt", "Whether the advisory applies";
    reference_scope_how() =>
        "In deze gevallen gaat het advies niet over de band, en komt er geen uitkomst. Ontbreekt een antwoord, dan is dat nog open.",
        "In these cases the advisory is not about the link, and there is no outcome. While an answer is missing this is open.";
    reference_outside_when() => "Buiten het advies als:", "Outside the advisory where:";
    reference_conflicts_how() =>
        "Antwoorden die niet samen waar kunnen zijn. Een antwoord dat zo in twijfel komt, telt niet mee tot het is opgelost.",
        "Answers that cannot be true together. An answer that is in doubt because of it does not count until that is settled.";
    reference_conflict_when() => "Tegenspraak als:", "Contradiction where:";
    reference_unsettles() => "brengt in twijfel", "throws in doubt";
    reference_replaces() => "Heette eerder", "Was called";
    reference_what() => "Wat er aan de hand is", "What is the matter";
    reference_remarks() =>
        "Daarbij kan staan, als de antwoorden dat zeker maken:",
        "This may be added, where the answers make it certain:";
    reference_only_when() => "alleen als:", "only where:";
    reference_unless_false() => "alleen als dit zo is, of nog kan zijn:", "only where this holds, or may hold:";
    reference_questions() => "Vragen die beslissen", "Questions that decide";
    reference_actions() => "Acties", "Actions";
    reference_while_open() => "Zolang antwoorden ontbreken:", "While answers are missing:";
    reference_raised() => "Voorbeeld: dit speelt", "Example: this is raised";
    reference_not_raised() => "Voorbeeld: dit speelt niet", "Example: this is not raised";
    reference_no_example() =>
        "De tests van het regelpakket hebben hiervan geen voorbeeld.",
        "The tests of the rule pack have no example of this.";
    reference_case(case: &str) => "Het geval «{case}»", "The case «{case}»";
    reference_questionnaire() => "De vragenlijst", "The questionnaire";
    reference_unanswered() =>
        "Niet invullen mag altijd: de vraag blijft dan open. Weet niemand het antwoord? Vul dan «onbekend» in.",
        "Every question may stay unanswered: it is open then. Does nobody know the answer? Fill in «unknown».";
    reference_type() => "soort antwoord", "kind of answer";
    reference_in_list() => "in elk record van", "in each record of";
    reference_lookup() => "anders opgezocht bij", "else looked up from";
    reference_read_by() => "beslist mee over", "helps to decide";
    reference_ask_when() => "Deze vraag speelt alleen als:", "This question arises only where:";
    reference_option() => "Antwoord", "Answer";
    reference_meaning() => "Betekenis", "Meaning";
    reference_actions_title() => "Acties en mogelijkheden", "Actions and possibilities";
    reference_suggestions() => "Mogelijkheden", "Possibilities";
    reference_suggest_when() => "Aangeboden als:", "Offered where:";
    reference_timing() => "wanneer", "when";
    reference_timings() => "Wanneer, de eerste die zeker geldt:", "When, the first that certainly holds:";
    reference_timing_when(timing: &str) => "{timing}, als:", "{timing}, where:";
    reference_timing_else(timing: &str) => "{timing}, in alle andere gevallen", "{timing}, in all other cases";
    reference_advisory() => "Het advies per paragraaf", "The advisory by section";
    reference_own_words() =>
        "Wat hier staat, is in eigen woorden samengevat. Lees het advies zelf voor de woorden van het advies.",
        "What stands here is summarised in the project's own words. Read the advisory itself for the words of the advisory.";
    reference_kind() => "Soort", "Kind";
    reference_coverage() => "Dekking van het advies", "Coverage of the advisory";
    reference_coverage_how() =>
        "Gebruikt is: een plicht, aanbeveling, voorwaarde of waarschuwing die een regel aanhaalt; een mogelijkheid die wordt aangeboden; achtergrond die een regel of actie noemt; een standpunt dat een regel noemt of dat zegt of het advies geldt.",
        "In use are: a duty, advice, safeguard or warning that a rule cites; an option that is offered; background that a rule or action names; a stance that a rule names or that says whether the advisory applies.";
    reference_used() => "Gebruikt", "In use";
    reference_items() => "In het advies", "In the advisory";
    reference_item() => "Richtlijn", "Item";
    reference_not_used() => "nog niet gebruikt", "not in use yet";
}

impl Words {
    /// A type of answer by the name that packs give it; a name this version does not know stays as it is.
    pub(super) fn fact_kind(self, kind: &str) -> String {
        match (self.0, kind) {
            (Lang::Nl, "yes_no") => "ja of nee",
            (Lang::Nl, "choice") => "één van de antwoorden hieronder",
            (Lang::Nl, "choices") => "geen, één of meer van de antwoorden hieronder",
            (Lang::Nl, "integer") => "een heel getal",
            (Lang::Nl, "date") => "een datum, jaar-maand-dag",
            (Lang::Nl, "text") => "tekst",
            (Lang::Nl, "place") => "een plaatsnaam",
            (Lang::Nl, "country") => "een landcode van twee letters",
            (Lang::Nl, "records") => "een lijst van records",
            (Lang::En, "yes_no") => "yes or no",
            (Lang::En, "choice") => "one of the answers below",
            (Lang::En, "choices") => "none, one or more of the answers below",
            (Lang::En, "integer") => "a whole number",
            (Lang::En, "date") => "a date, year-month-day",
            (Lang::En, "text") => "text",
            (Lang::En, "place") => "the name of a place",
            (Lang::En, "country") => "a country code of two letters",
            (Lang::En, "records") => "a list of records",
            (_, other) => other,
        }
        .to_owned()
    }
}
