//! The help and the messages about arguments, in Dutch.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Says in Dutch what `help` texts say in English: commands and arguments by their names.
const HELP: &[(&str, &str)] = &[
    (
        "partnerscreen",
        "Screen een band van een Nederlandse gemeente of provincie met een partner in China",
    ),
    (
        "screen",
        "Screen partnerbanden: bevindingen, open vragen en een plan",
    ),
    (
        "explain",
        "Leg uit waarom een regel speelt, open is of niet speelt",
    ),
    (
        "questions",
        "Toon de vragen die bevindingen open houden, de beslissende eerst",
    ),
    ("plan", "Toon wat er te doen is, het dringendste eerst"),
    (
        "compare",
        "Vergelijk twee screenings: wat is er veranderd, en waardoor",
    ),
    (
        "review",
        "Beslis over bevindingen: in een tabel op het scherm, of met een van deze opdrachten",
    ),
    (
        "review/profile",
        "Profiel om over te beslissen; bij export en import ook een map met profielen",
    ),
    (
        "accept",
        "Accepteer bevindingen die spelen, tot een dag; ze blijven in elk rapport staan",
    ),
    (
        "accept-unknown",
        "Accepteer dat het antwoord bij open bevindingen niet bekend is; ze blijven open",
    ),
    ("review/plan", "Plan acties"),
    (
        "review/note",
        "Maak een notitie bij een bevinding of tegenspraak",
    ),
    (
        "review/list",
        "Toon de besluiten, ook die zijn ingetrokken; zonder venster ook zonder deze opdracht",
    ),
    (
        "withdraw",
        "Trek een besluit in; het blijft in de geschiedenis staan",
    ),
    (
        "export",
        "Schrijf de hele geschiedenis van besluiten als YAML",
    ),
    (
        "import",
        "Neem de besluiten uit zo'n bestand over; wat er al is, blijft zoals het is",
    ),
    (
        "import/file",
        "Bestand dat export schreef, of - voor standaardinvoer",
    ),
    ("keys", "Bevindingen met hun sleutel: regel of regel@record"),
    ("key", "Bevinding of tegenspraak, met de sleutel"),
    (
        "actions",
        "Acties met hun naam, als SLEUTEL/ACTIE, of als sleutel van een bevinding met één actie",
    ),
    ("reason", "Waarom"),
    ("until", "Laatste dag waarop het geldt, jaar-maand-dag"),
    ("due", "Laatste dag om het af te hebben, jaar-maand-dag"),
    (
        "role",
        "Functie van wie beslist, bijvoorbeeld \"beleidsmedewerker\"; nooit een naam van een persoon",
    ),
    (
        "plan/role",
        "Functie van wie het doet, bijvoorbeeld \"beleidsmedewerker\"; nooit een naam van een persoon",
    ),
    ("text", "Wat u wilt noteren"),
    ("number", "Nummer van het besluit, zoals de lijst het toont"),
    (
        "no_decisions",
        "Toon het resultaat zonder wat er is besloten",
    ),
    (
        "earlier",
        "Eerder profiel of bewaard resultaat (`screen --format json`), of - voor standaardinvoer",
    ),
    (
        "later",
        "Later profiel of bewaard resultaat, of - voor standaardinvoer",
    ),
    (
        "baseline",
        "Toon wat er veranderde sinds dit eerdere resultaat (`--format json`) of profiel, en waardoor",
    ),
    (
        "old_rules",
        "Gebruik het regelpakket in deze map voor wat eerder was",
    ),
    ("pack", "Controleer, test of beschrijf een regelpakket"),
    (
        "check",
        "Controleer profielen zonder te screenen: fouten, en antwoorden om nog eens te bekijken",
    ),
    (
        "fix",
        "Herstel wat maar op één manier goed kan, zoals een typefout, en toon eerst de regels",
    ),
    (
        "diff",
        "Toon de regels die --fix zou veranderen, en verander niets",
    ),
    (
        "pack/check",
        "Lees een pakket en meld wat er fout, ongebruikt, ongedekt of altijd waar in is",
    ),
    ("coverage", "Toon elke richtlijn met wat haar gebruikt"),
    ("test", "Voer de tests van een pakket uit"),
    (
        "mutants",
        "Verander ook elke voorwaarde om beurten, en meld wat geen test merkt",
    ),
    (
        "doc",
        "Schrijf de documentatie van een pakket als Markdown in de map van --output",
    ),
    (
        "schema",
        "Toon het JSON-schema van een profiel of een resultaat",
    ),
    (
        "init",
        "Maak een dossier in een map met profielen, om screenings en besluiten in te bewaren",
    ),
    (
        "no_record",
        "Leg niets vast in het dossier, en toon geen veranderingen sinds de vorige screening",
    ),
    (
        "history",
        "Toon de screenings in het dossier, en wat er tussen veranderde",
    ),
    ("history/profile", "Profiel, of map met profielen"),
    ("show", "Toon een eerdere screening opnieuw"),
    ("number", "Nummer van de screening"),
    (
        "purge",
        "Haal screenings en besluiten voorgoed uit het dossier",
    ),
    (
        "purge/profile",
        "Profiel, of map met profielen om alles van weg te halen",
    ),
    (
        "yes",
        "Haal het weg; zonder dit zegt het alleen wat er weggaat",
    ),
    (
        "verify",
        "Screen opnieuw wat in het dossier staat, en zeg of hetzelfde eruit komt",
    ),
    (
        "verify/number",
        "Nummer van de screening; zonder nummer allemaal",
    ),
    ("folder", "Map met de profielen"),
    (
        "new",
        "Maak een nieuw profiel, met alle vragen die in deze fase spelen",
    ),
    (
        "ask",
        "Vul een profiel door vragen te beantwoorden, de nuttigste eerst",
    ),
    ("ask/profile", "Profiel om te vullen"),
    (
        "batch",
        "Lees regels VRAAG ANTWOORD van standaardinvoer, in plaats van te vragen",
    ),
    (
        "plain",
        "Laat kleuren en lijnen tussen de vragen weg, voor een schermlezer",
    ),
    ("set/profile", "Profiel om te veranderen"),
    ("unset/profile", "Profiel om te veranderen"),
    ("add/profile", "Profiel om te veranderen"),
    (
        "set",
        "Zet één antwoord in een profiel; al het andere in het bestand blijft zoals het is",
    ),
    (
        "set/answer",
        "Antwoord: een keuze, een tekst, een getal of een datum; meer keuzes met komma's",
    ),
    (
        "unset",
        "Haal één antwoord uit een profiel; de vraag blijft, open",
    ),
    (
        "add",
        "Voeg een onderdeel toe aan een lijst van een profiel, zoals een uitwisseling",
    ),
    (
        "fact",
        "Vraag: link.stage, of van een onderdeel: exchanges.bezoek-2026.state",
    ),
    ("list", "Lijst: exchanges"),
    (
        "id",
        "Korte naam van het onderdeel, bijvoorbeeld bezoek-2026; geen namen van personen",
    ),
    ("source", "Waar het antwoord vandaan komt"),
    ("date", "Datum van de bron, jaar-maand-dag"),
    ("note", "Opmerking bij het antwoord"),
    (
        "file",
        "Het bestand dat u wilt maken, bijvoorbeeld mijn-band.yaml",
    ),
    (
        "name",
        "Naam van de band, bijvoorbeeld \"Voorbeeldstad – Kashgar\"",
    ),
    (
        "answer",
        "Een antwoord dat u al hebt, als VRAAG=ANTWOORD; mag vaker",
    ),
    (
        "force",
        "Vervang een profiel dat er al is, en bewaar een kopie ervan",
    ),
    (
        "rules",
        "Gebruik het regelpakket in deze map in plaats van het ingebouwde",
    ),
    ("lang", "Taal van alles wat op het scherm komt"),
    (
        "as_of",
        "Dateer het resultaat op deze dag in plaats van vandaag",
    ),
    ("color", "Gebruik kleur: op een scherm, altijd of nooit"),
    ("format", "Vorm van het resultaat"),
    (
        "width",
        "Breedte in tekens; anders die van het scherm, of 100",
    ),
    (
        "output",
        "Schrijf het resultaat naar dit bestand in plaats van naar het scherm",
    ),
    (
        "profiles",
        "Profielen, mappen met profielen, of - voor standaardinvoer",
    ),
    ("profile", "Profiel om te lezen, of - voor standaardinvoer"),
    (
        "all",
        "Toon alle bevindingen, ook van onderdelen waar niets is ingevuld",
    ),
    (
        "status",
        "Toon alleen bevindingen met deze status; de aantallen tellen alles",
    ),
    (
        "fail_on",
        "Eindig met code 1 als dit niveau bereikt of mogelijk is, of als het advies niet geldt",
    ),
    (
        "rule",
        "De regel om uit te leggen; voor één record als REGEL@RECORD",
    ),
    (
        "decisive",
        "Laat vragen weg die de uitkomst niet kunnen veranderen",
    ),
    ("of", "Waarvan"),
    ("help", "Toon deze uitleg"),
    ("version", "Toon de versie"),
];

/// Returns the Dutch text for an argument: that of the command alone (`set/answer`), else that of every command.
fn argument_text(command: &str, argument: &str) -> Option<&'static str> {
    text(&format!("{command}/{argument}")).or_else(|| text(argument))
}

/// Returns the Dutch text for a name; a test holds that there is one for every command and argument.
pub(super) fn text(name: &str) -> Option<&'static str> {
    HELP.iter()
        .find(|(known, _)| *known == name)
        .map(|(_, text)| *text)
}

/// The parts of a help page with Dutch headings.
const TEMPLATE: &str = "{about}\n\nGebruik: {usage}\n\n{all-args}";

/// Puts the help of a command and its subcommands into Dutch.
pub(super) fn translate(command: clap::Command) -> clap::Command {
    translate_below("", command)
}

fn translate_below(parent: &str, command: clap::Command) -> clap::Command {
    let name = command.get_name().to_owned();
    let mut command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("Opdrachten")
        .subcommand_value_name("OPDRACHT")
        .disable_help_flag(true)
        .mut_args(|argument| {
            let heading = if argument.is_positional() {
                "Argumenten"
            } else {
                "Opties"
            };
            let help = argument_text(&name, argument.get_id().as_str()).unwrap_or_default();
            // The values are listed in English by clap itself; here they stand in the text.
            let values: Vec<String> = argument
                .get_possible_values()
                .iter()
                .map(|value| value.get_name().to_owned())
                .collect();
            let help = if values.is_empty() || !argument.get_action().takes_values() {
                help.to_owned()
            } else {
                format!("{help} [{}]", values.join(", "))
            };
            let takes_values = argument.get_action().takes_values();
            argument
                .help_heading(heading)
                .help(help)
                .hide_possible_values(takes_values)
                .hide_default_value(takes_values)
        })
        .mut_subcommands(|inner| translate_below(&name, inner));
    if let Some(about) = argument_text(parent, &name) {
        command = command.about(about).long_about(None);
    }
    let help = clap::Arg::new("help")
        .short('h')
        .long("help")
        .action(clap::ArgAction::Help)
        .help_heading("Opties")
        .help(text("help").unwrap_or_default());
    command = command.arg(help);
    if name == "partnerscreen" {
        let version = clap::Arg::new("version")
            .short('V')
            .long("version")
            .action(clap::ArgAction::Version)
            .help_heading("Opties")
            .help(text("version").unwrap_or_default());
        command = command.disable_version_flag(true).arg(version);
    }
    command
}

/// Says in Dutch what is wrong with the arguments.
pub(super) fn error(error: &clap::Error) -> String {
    let get = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::StyledStrs(texts)) => texts
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let argument = get(ContextKind::InvalidArg);
    let value = get(ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::UnknownArgument => format!("onverwacht argument `{argument}`"),
        ErrorKind::InvalidSubcommand => format!(
            "er is geen opdracht `{}`",
            get(ContextKind::InvalidSubcommand)
        ),
        ErrorKind::MissingRequiredArgument => format!("hier ontbreekt: {argument}"),
        ErrorKind::MissingSubcommand => "hier ontbreekt een opdracht".to_owned(),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            format!("{argument} heeft een waarde nodig")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("`{value}` past niet bij {argument}")
        }
        ErrorKind::ArgumentConflict => {
            format!("{argument} staat er al, of gaat niet samen met de rest")
        }
        _ => "de opdracht is zo niet te begrijpen".to_owned(),
    };
    let mut lines = vec![format!("fout: {message}")];
    let valid = get(ContextKind::ValidValue);
    if !valid.is_empty() {
        lines.push(format!("  = hulp: kies uit: {valid}"));
    }
    let near = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
        ContextKind::SuggestedSubcommand,
    ]
    .into_iter()
    .map(get)
    .find(|near| !near.is_empty());
    if let Some(near) = near {
        lines.push(format!("  = hulp: bedoelde u `{near}`?"));
    }
    lines.push("Meer uitleg: partnerscreen --help --lang nl".to_owned());
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::{HELP, text};
    use crate::cli::command;
    use crate::text::Lang;

    fn names(command: &clap::Command, found: &mut Vec<String>) {
        found.push(command.get_name().to_owned());
        found.extend(command.get_arguments().flat_map(|argument| {
            let id = argument.get_id();
            [id.to_string(), format!("{}/{id}", command.get_name())]
        }));
        for inner in command.get_subcommands() {
            found.push(format!("{}/{}", command.get_name(), inner.get_name()));
            names(inner, found);
        }
    }

    #[test]
    fn every_command_and_argument_has_its_help_in_dutch_and_no_help_is_left_over() {
        let mut found = Vec::new();
        let mut english = command(Lang::En);
        english.build();
        names(&english, &mut found);
        for name in found.iter().filter(|name| !name.contains('/')) {
            assert!(
                text(name).is_some_and(|help| !help.is_empty()),
                "no Dutch help for `{name}`"
            );
        }
        for (name, _) in HELP {
            assert!(
                found.iter().any(|known| known == name),
                "Dutch help for `{name}`, which does not exist"
            );
        }
    }
}
