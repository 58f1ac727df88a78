//! Every fixed word of the reports, Dutch and English side by side, so that none can be missing in one language.
//!
//! Short, active sentences, for readers who are no lawyers and no programmers. Nothing here gives a verdict or
//! speaks for the source of a rule pack.

use crate::condition::Truth;
use crate::pack::Priority;
use crate::screening::model::{GroundState, Status, Timing};
use crate::text::Lang;

/// The words in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Words(pub(super) Lang);

/// Writes one method per sentence: `name(arguments) => "Dutch", "English";`.
macro_rules! words {
    ($($name:ident($($argument:ident: $kind:ty),*) => $nl:literal, $en:literal;)*) => {
        impl Words {
            $(pub(super) fn $name(self $(, $argument: $kind)*) -> String {
                match self.0 {
                    Lang::Nl => format!($nl),
                    Lang::En => format!($en),
                }
            })*
        }
    };
}

pub(crate) use words;

words! {
    // The top of a report.
    screened(date: &str) => "Screening van {date}", "Screening of {date}";
    against(title: &str, publisher: &str, date: &str) =>
        "Getoetst aan: «{title}», {publisher}, {date}", "Screened against: «{title}», {publisher}, {date}";
    profile(path: &str) => "Profiel: {path}", "Profile: {path}";
    standard_input() => "standaardinvoer", "standard input";

    // Whether the advisory applies.
    outside_heading() => "Het advies gaat hier niet over", "The advisory does not apply";
    outside_text() =>
        "Dit partnerschap valt buiten het advies. Daarom is er niets getoetst. Dat zegt niets goeds of slechts over het partnerschap.",
        "This partnership is outside what the advisory speaks about. So nothing was screened. That says nothing good or bad about the partnership.";
    reserve_heading() => "Onder voorbehoud", "With a reserve";
    reserve_text() =>
        "Het is nog niet zeker of het advies over dit partnerschap gaat. Alles hieronder geldt alleen als dat zo is.",
        "It is not certain yet whether the advisory applies to this partnership. All that follows holds only if it does.";

    // An interview.
    interview_left(left: usize, decisive: usize) =>
        "{left} vragen open, waarvan {decisive} beslissend", "{left} questions open, {decisive} of them decisive";
    interview_why() => "Nodig voor", "Needed for";
    interview_refines() => "Zegt meer over", "Says more about";
    interview_now() => "antwoord nu", "answer now";
    interview_raised(titles: &str) => "Speelt nu: {titles}.", "Raised now: {titles}.";
    interview_cleared(count: usize) => "Speelt niet: {count}.", "Not raised: {count}.";
    interview_opened(count: usize) => "Nieuw open: {count}.", "Newly open: {count}.";
    interview_refined(titles: &str) => "Aangepast aan uw antwoord: {titles}.", "Adapted to your answer: {titles}.";
    interview_nothing() => "Nog niets beslist door dit antwoord.", "This answer settles nothing by itself yet.";
    interview_same_outcome() => "De uitkomst is nog dezelfde.", "The outcome is still the same.";

    // Grounds and outcome.
    grounds_heading() => "Gronden in het advies", "Grounds in the advisory";
    outcome_heading() => "Uitkomst", "Outcome";
    level_settled() => "Niveau", "Level";
    means(meaning: &str) => "Dat betekent: {meaning}.", "That means: {meaning}.";
    level_lowest() => "Ten minste", "At least";
    level_highest() => "Ten hoogste", "At most";
    nothing_established() => "nog niets vastgesteld", "nothing established yet";
    lowest_uncertain() =>
        "niet te zeggen zolang onzeker is of het advies hierover gaat",
        "cannot be said while it is uncertain whether the advisory applies";
    would_mean(meaning: &str) => "Dat zou betekenen: {meaning}.", "That would mean: {meaning}.";
    due_to() => "vanwege", "due to";
    and_more(count: usize) => "en nog {count}", "and {count} more";
    own_ranking() =>
        "Niveaus en prioriteiten zijn een ordening van dit programma. Ze staan niet in het advies zelf.",
        "Levels and priorities are this tool's own ranking. They are not in the advisory itself.";
    not_applicable_outcome() => "Het advies gaat hier niet over", "The advisory does not apply";

    // Findings.
    contradictions_heading() => "Antwoorden die elkaar tegenspreken", "Answers that contradict each other";
    outside_contradictions() =>
        "Klopt een van deze antwoorden niet? Dan kan het advies hier toch over gaan. Zoek dat eerst uit.",
        "If one of these answers is wrong, the advisory may apply after all. Settle that first.";
    findings_heading() => "Bevindingen", "Findings";
    nothing_found() =>
        "Geen enkele bevinding speelt of staat open. Dat is geen goedkeuring.",
        "No finding is raised or open. That is no approval.";
    nothing_listed() => "Geen bevindingen om te tonen.", "No findings to list.";
    filtered(status: &str) =>
        "Let op, er staat een filter aan: u ziet alleen bevindingen met de status «{status}». De aantallen tellen alles.",
        "Note that a filter is on: only findings with the status «{status}» are listed. The counts include everything.";
    column_priority() => "Prioriteit", "Priority";
    column_what() => "Wat", "What";
    column_why() => "Waarom", "Why";
    column_do() => "Wat te doen", "What to do";
    column_guidance() => "In het advies", "Guidance";
    label_what() => "wat", "what";
    label_why() => "waarom", "why";
    label_do() => "doen", "do";
    label_guidance() => "in het advies", "guidance";
    label_key() => "sleutel", "key";
    label_priority_because() => "prioriteit omdat", "priority because";
    doubtful_findings() =>
        "Van deze is nog niet zeker of ze bij dit partnerschap aan de orde zijn:",
        "Of these it is not certain yet that they are at issue in this partnership:";
    explain_hint() =>
        "Meer over één bevinding: partnerscreen explain PROFIEL SLEUTEL",
        "More about one finding: partnerscreen explain PROFILE KEY";
    key_in_brackets() => "De sleutel staat achter de titel, tussen [ ].", "The key stands behind the title, between [ ].";
    untouched_heading() =>
        "In deze onderdelen is nog niets ingevuld. Wat daar open staat, is hier geteld:",
        "Nothing is filled in yet in these parts. What is open there is counted here:";
    untouched(title: &str, count: usize) => "{title}: {count}\u{a0}open", "{title}: {count}\u{a0}open";
    see_all() => "Met --all ziet u ze allemaal.", "Use --all to list them all.";

    // Reasons.
    line(line: usize) => "regel\u{a0}{line}", "line\u{a0}{line}";
    not_answered() => "nog niet beantwoord", "not answered";
    missing(labels: &str) => "Nog niet beantwoord: {labels}", "Not answered: {labels}";
    nobody_knows() => "niemand weet het", "nobody knows";
    still_open() => "nog open", "still open";
    does_not_arise() => "niet van toepassing", "does not apply";
    derived() => "afgeleid", "derived";
    source(source: &str) => "bron: {source}", "source: {source}";
    answers_clash() => "antwoorden spreken elkaar tegen", "answers contradict each other";
    versus() => "tegenover", "versus";
    the_others() => "overige", "others";

    // Questions.
    questions_heading() => "Open vragen", "Open questions";
    no_questions() => "Er zijn geen open vragen.", "There are no open questions.";
    no_decisive_questions() =>
        "Geen enkele open vraag kan het niveau nog verhogen.",
        "No open question can still raise the level.";
    decisive_questions() => "Deze antwoorden kunnen het niveau nog verhogen:", "These answers can still raise the level:";
    other_questions() => "Deze antwoorden veranderen het niveau niet:", "These answers do not change the level:";
    refining_questions() =>
        "Deze antwoorden maken een bevinding preciezer:", "These answers make a finding more precise:";
    unknown_questions() => "Gevraagd, maar niemand weet het nog:", "Asked, but nobody knows yet:";
    more_questions(count: usize, parts: &str) => "En nog {count}: {parts}.", "And {count} more: {parts}.";
    all_questions(count: usize, parts: &str) => "Samen {count}: {parts}.", "In all {count}: {parts}.";
    see_questions() =>
        "Alle vragen met uitleg: partnerscreen questions PROFIEL",
        "All questions with explanation: partnerscreen questions PROFILE";
    question_scope() => "de vraag of het advies geldt", "the question whether the advisory applies";
    label_options() => "antwoorden", "answers";
    label_part() => "onderdeel", "part";
    label_fact() => "invullen bij", "fill in at";
    could_lead_to(level: &str) => "kan leiden tot «{level}»", "can lead to «{level}»";
    fill_in_at(fact: &str) => "invullen bij {fact}", "fill in at {fact}";
    needed_for(what: &str) => "nodig voor {what}", "needed for {what}";
    and() => "en", "and";
    label_settles() => "nodig voor", "needed for";
    more_precise(what: &str) => "zegt meer over {what}", "says more about {what}";
    label_refines() => "zegt meer over", "says more about";

    // Plan.
    plan_heading() => "Plan", "Plan";
    no_actions() => "Er zijn geen acties.", "There are no actions.";
    first() => "Begin met de gronden:", "Begin with the grounds:";
    does_not_lift(ground: &str) =>
        "Dit heft de grond «{ground}» niet op:", "This does not lift the ground «{ground}»:";
    suggestions_heading() =>
        "Mogelijkheden, als u wilt. Weglaten is geen tekort:",
        "Possibilities, if you like. Leaving them out is no failing:";
    label_for() => "voor", "for";
    label_mind() => "denk aan", "keep in mind";

    // The foot of a report.
    counts_heading() => "Aantallen", "Counts";
    count_total() => "samen", "in total";
    count_contradictions() => "tegenstrijdigheden", "contradictions";
    receipt_heading() => "Herkomst", "Receipt";
    receipt_rules() => "regels", "rules";
    receipt_profile() => "profiel", "profile";
    receipt_tool() => "programma", "tool";
    receipt_date() => "datum", "date";
    disclaimer_heading() => "Wat dit niet is", "What this is not";

    // Overview.
    overview_of_one() => "Overzicht van 1 partnerschap", "Overview of 1 partnership";
    overview_of_many(count: usize) => "Overzicht van {count} partnerschappen", "Overview of {count} partnerships";
    column_name() => "Partnerschap", "Partnership";
    column_outcome() => "Uitkomst", "Outcome";
    column_file() => "Bestand", "File";
    none() => "geen", "none";
    not_screened() => "niet getoetst", "not screened";
    to_level(lowest: &str, highest: &str) => "{lowest}, hoogstens: {highest}", "{lowest}, at most: {highest}";

    // Explanation.
    status_heading() => "Status", "Status";
    leads_to(level: &str) => "leidt tot «{level}»", "leads to «{level}»";
    would_lead_to(level: &str) => "zou leiden tot «{level}»", "would lead to «{level}»";
    applies_heading() => "Is dit hier aan de orde?", "Is this at issue here?";
    when_heading() => "Speelt het?", "Is it raised?";
    needs_heading() => "Wat u moet weten om dit te beslissen", "What you need to know to decide this";
    cites_heading() => "Wat het advies zegt", "What the advisory says";
    why_heading() => "Om in gedachten te houden", "To keep in mind";
    all_parts() => "alles hieronder", "all of the following";
    any_part() => "ten minste één hieronder", "at least one of the following";
    not_part() => "dit juist niet", "not the following";
    doubtful() =>
        "Het is nog niet zeker of dit bij dit partnerschap aan de orde is.",
        "It is not certain yet that this is at issue in this partnership.";

    // Problems in files.
    error() => "fout", "error";
    warning() => "waarschuwing", "warning";
    check_not_compared() =>
        "Zolang er fouten zijn, is niet bekeken of de antwoorden bij elkaar passen.",
        "While there are errors, it was not checked whether the answers go together.";
    check_repaired(count: usize) => "Hersteld: {count}.", "Repaired: {count}.";
    check_nothing() => "geen opmerkingen", "no remarks";
    check_count(errors: &str, warnings: &str) => "{errors}, {warnings}", "{errors}, {warnings}";
    check_files(files: usize, line: &str) => "{files} profielen: {line}.", "{files} profiles: {line}.";
    many_errors(count: usize) => "{count} fouten", "{count} errors";
    one_error() => "1 fout", "1 error";
    many_warnings(count: usize) => "{count} waarschuwingen", "{count} warnings";
    one_warning() => "1 waarschuwing", "1 warning";
    help() => "hulp", "help";
}

impl Words {
    pub(super) fn errors(self, count: usize) -> String {
        match count {
            1 => self.one_error(),
            _ => self.many_errors(count),
        }
    }

    pub(super) fn warnings(self, count: usize) -> String {
        match count {
            1 => self.one_warning(),
            _ => self.many_warnings(count),
        }
    }
}

/// Words for values that are an enum.
impl Words {
    pub(super) fn priority(self, priority: Priority) -> &'static str {
        match (self.0, priority) {
            (Lang::Nl, Priority::Critical) => "kritiek",
            (Lang::En, Priority::Critical) => "critical",
            (Lang::Nl, Priority::High) => "hoog",
            (Lang::En, Priority::High) => "high",
            (Lang::Nl, Priority::Medium) => "middel",
            (Lang::En, Priority::Medium) => "medium",
            (Lang::Nl, Priority::Low) => "laag",
            (Lang::En, Priority::Low) => "low",
        }
    }

    pub(super) fn status(self, status: Status) -> &'static str {
        match (self.0, status) {
            (Lang::Nl, Status::Raised) => "speelt",
            (Lang::En, Status::Raised) => "raised",
            (Lang::Nl | Lang::En, Status::Open) => "open",
            (Lang::Nl, Status::NotRaised) => "speelt niet",
            (Lang::En, Status::NotRaised) => "not raised",
            (Lang::Nl, Status::OutsideScope) => "niet van toepassing",
            (Lang::En, Status::OutsideScope) => "outside scope",
        }
    }

    pub(super) fn ground(self, state: GroundState) -> &'static str {
        match (self.0, state) {
            (Lang::Nl, GroundState::Met) => "doet zich voor",
            (Lang::En, GroundState::Met) => "met",
            (Lang::Nl, GroundState::NotMet) => "doet zich niet voor",
            (Lang::En, GroundState::NotMet) => "not met",
            (Lang::Nl, GroundState::Open) => "nog open",
            (Lang::En, GroundState::Open) => "still open",
            (Lang::Nl, GroundState::Conflicting) => "antwoorden spreken elkaar tegen",
            (Lang::En, GroundState::Conflicting) => "answers contradict each other",
        }
    }

    pub(super) fn timing(self, timing: Timing) -> &'static str {
        match (self.0, timing) {
            (Lang::Nl, Timing::BeforeDecision) => "vóór het besluit",
            (Lang::En, Timing::BeforeDecision) => "before the decision",
            (Lang::Nl, Timing::BeforeNextExchange) => "vóór de volgende uitwisseling",
            (Lang::En, Timing::BeforeNextExchange) => "before the next exchange",
            (Lang::Nl, Timing::Ongoing) => "steeds",
            (Lang::En, Timing::Ongoing) => "all the time",
            (Lang::Nl, Timing::AtReview) => "bij de volgende evaluatie",
            (Lang::En, Timing::AtReview) => "at the next review",
        }
    }

    pub(super) fn truth(self, truth: Truth) -> &'static str {
        match (self.0, truth) {
            (Lang::Nl, Truth::True) => "waar",
            (Lang::En, Truth::True) => "true",
            (Lang::Nl, Truth::False) => "niet waar",
            (Lang::En, Truth::False) => "false",
            (Lang::Nl, Truth::Unknown) => "onbekend",
            (Lang::En, Truth::Unknown) => "unknown",
        }
    }

    /// A kind of guidance and how firmly it is worded; a word this version does not know stays as it is.
    pub(super) fn kind(self, kind: &str, strength: Option<&str>) -> String {
        let kind = match (self.0, kind) {
            (Lang::Nl, "stance") => "standpunt",
            (Lang::Nl, "duty") => "plicht",
            (Lang::Nl, "advice") => "aanbeveling",
            (Lang::Nl, "safeguard") => "voorwaarde om mensen te beschermen",
            (Lang::Nl, "warning") => "waarschuwing",
            (Lang::Nl, "option") => "mogelijkheid",
            (Lang::Nl, "context") => "achtergrond",
            (Lang::En, "safeguard") => "safeguard for people",
            (Lang::En, "context") => "background",
            (_, other) => other,
        };
        let strength = strength.map(|strength| match (self.0, strength) {
            (Lang::Nl, "firm") => "met nadruk",
            (Lang::Nl, "plain") => "gewoon",
            (Lang::Nl, "soft") => "voorzichtig",
            (Lang::En, "firm") => "firmly worded",
            (Lang::En, "plain") => "plainly worded",
            (Lang::En, "soft") => "softly worded",
            (_, other) => other,
        });
        match (self.0, strength) {
            (_, None) => kind.to_owned(),
            (Lang::Nl, Some(strength)) => format!("{kind}, {strength} geformuleerd"),
            (Lang::En, Some(strength)) => format!("{kind}, {strength}"),
        }
    }

    /// `1 finding`, `3 findings`.
    pub(super) fn findings(self, count: usize) -> String {
        let noun = match (self.0, count) {
            (Lang::Nl, 1) => "bevinding",
            (Lang::Nl, _) => "bevindingen",
            (Lang::En, 1) => "finding",
            (Lang::En, _) => "findings",
        };
        format!("{count}\u{a0}{noun}")
    }

    /// A day or month as people write it; what is no ISO date stays as it is.
    pub(super) fn date(self, iso: &str) -> String {
        const NL: [&str; 12] = [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ];
        const EN: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let months = match self.0 {
            Lang::Nl => NL,
            Lang::En => EN,
        };
        let mut parts = iso.split('-');
        let (year, month, day, rest) = (parts.next(), parts.next(), parts.next(), parts.next());
        let name = month
            .and_then(|month| month.parse::<usize>().ok())
            .and_then(|month| months.get(month.checked_sub(1)?));
        match (year, name, day.map(str::parse::<u8>), rest) {
            (Some(year), Some(month), None, None) => format!("{month} {year}"),
            (Some(year), Some(month), Some(Ok(day)), None) => format!("{day}\u{a0}{month} {year}"),
            _ => iso.to_owned(),
        }
    }
}
