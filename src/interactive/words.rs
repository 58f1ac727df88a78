//! Every fixed word of the table, Dutch and English side by side.

use super::form::FieldName;
use super::rows::Matter;
use super::view::{ByDecision, Order};
use crate::report::{status_word, words};
use crate::review::{Judged, Standing, What};
use crate::screening::model::Status;
use crate::text::Lang;

/// The words in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Words(pub(super) Lang);

words! {
    too_small() => "Maak dit venster groter.", "Make this window larger.";
    leave_small() => "q stopt.", "q leaves.";

    // Above the table.
    outcome(brief: &str) => "Uitkomst: {brief}", "Outcome: {brief}";
    listed(shown: usize, all: usize) => "{shown} van {all}", "{shown} of {all}";
    searched(text: &str) => "zoek «{text}»", "search «{text}»";
    order(order: &str) => "volgorde: {order}", "order: {order}";
    column_priority() => "Prioriteit", "Priority";
    column_status() => "Status", "Status";
    column_finding() => "Bevinding", "Finding";
    column_topic() => "Onderwerp", "Topic";
    column_decision() => "Besluit", "Decision";
    nothing() => "Er zijn geen bevindingen. Dat is geen goedkeuring.", "There are no findings. That is no approval.";
    nothing_applies() =>
        "Het advies gaat hier niet over. Er is niets getoetst; dat zegt niets goeds of slechts.",
        "The advisory does not apply. Nothing was screened; that says nothing good or bad.";
    nothing_listed() =>
        "Geen bevinding past bij deze keuze. c toont alles.", "No finding fits this choice. c shows all.";
    lines_of(first: usize, last: usize, all: usize) => "Regel {first}-{last} van {all}", "Line {first}-{last} of {all}";
    until(what: &str, day: &str) => "{what} tot {day}", "{what} until {day}";

    // Keys.
    key_leave() => "stop", "leave";
    key_help() => "hulp", "help";
    key_read() => "lees", "read";
    key_back() => "terug", "back";
    key_search() => "zoek", "search";
    key_accept() => "accepteer", "accept";
    key_plan() => "plan", "plan";
    key_note() => "notitie", "note";
    key_withdraw() => "trek in", "withdraw";
    key_status() => "status", "status";
    key_urgency() => "prioriteit", "priority";
    key_topic() => "onderwerp", "topic";
    key_decision() => "besluit", "decision";
    key_order() => "volgorde", "order";
    key_clear() => "toon alles", "show all";
    key_overview() => "overzicht", "overview";
    key_neighbour() => "vorige/volgende", "previous/next";
    key_scroll() => "omhoog/omlaag", "up/down";
    key_keep() => "klaar", "done";
    key_cancel() => "niet doen", "cancel";
    key_next_field() => "volgende", "next";
    key_send() => "vastleggen", "record";
    key_choose() => "kies", "choose";

    // Forms.
    form_accept() => "Accepteren", "Accept";
    form_accept_unknown() => "Accepteren dat u dit niet weet", "Accept that you do not know";
    form_plan() => "Actie plannen", "Plan an action";
    form_note() => "Notitie maken", "Make a note";
    form_withdraw() => "Besluit intrekken", "Withdraw a decision";
    about_accept() =>
        "De bevinding blijft zichtbaar en het niveau daalt niet.",
        "The finding stays visible and the level does not sink.";
    about_accept_unknown() =>
        "De vraag blijft open. De uitkomst wordt hier niet zekerder van.",
        "The question stays open. The outcome gets no more certain by this.";
    about_plan() => "Een geplande actie is nog niet gedaan.", "A planned action is not done yet.";
    about_note() => "Een notitie verandert niets aan de bevinding.", "A note changes nothing about the finding.";
    about_withdraw() => "Een ingetrokken besluit blijft in de geschiedenis staan.", "A withdrawn decision stays in the history.";
    no_plan() => "Bij deze bevinding hoort geen actie om te plannen.", "No action to plan belongs to this finding.";
    no_withdraw() => "Hier is geen besluit om in te trekken.", "There is no decision to withdraw here.";
    no_finding() => "Kies eerst een bevinding.", "Choose a finding first.";
    only_note() =>
        "Een tegenspraak accepteert u niet: zoek uit wat klopt. Een notitie of plan kan wel.",
        "A contradiction is not accepted: settle what is right. A note or plan can be made.";
    recorded() => "Het besluit is vastgelegd.", "The decision is recorded.";
    recorded_withdrawal() => "Het besluit is ingetrokken.", "The decision is withdrawn.";
    not_recorded() => "Dit kan nog niet:", "This cannot be done yet:";
}

impl Words {
    pub(super) fn matter(self, matter: Matter) -> &'static str {
        match (self.0, matter) {
            (lang, Matter::Raised) => status_word(lang, Status::Raised),
            (lang, Matter::Open) => status_word(lang, Status::Open),
            (Lang::Nl, Matter::Contradiction) => "tegenspraak",
            (Lang::En, Matter::Contradiction) => "contradiction",
        }
    }

    pub(super) fn by_decision(self, decision: ByDecision) -> &'static str {
        match (self.0, decision) {
            (Lang::Nl, ByDecision::Not) => "zonder besluit",
            (Lang::En, ByDecision::Not) => "not decided",
            (Lang::Nl, ByDecision::Decided) => "met besluit",
            (Lang::En, ByDecision::Decided) => "decided",
            (Lang::Nl, ByDecision::Attention) => "besluit vraagt aandacht",
            (Lang::En, ByDecision::Attention) => "decision asks for attention",
        }
    }

    pub(super) fn by_order(self, order: Order) -> &'static str {
        match (self.0, order) {
            (Lang::Nl, Order::Report) => "prioriteit",
            (Lang::En, Order::Report) => "priority",
            (Lang::Nl, Order::Topic) => "onderwerp",
            (Lang::En, Order::Topic) => "topic",
            (Lang::Nl, Order::Key) => "sleutel",
            (Lang::En, Order::Key) => "key",
            (Lang::Nl, Order::Decision) => "besluit",
            (Lang::En, Order::Decision) => "decision",
        }
    }

    pub(super) fn field(self, field: FieldName) -> &'static str {
        match (self.0, field) {
            (Lang::Nl, FieldName::Action) => "Actie",
            (Lang::En, FieldName::Action) => "Action",
            (Lang::Nl, FieldName::Decision) => "Besluit",
            (Lang::En, FieldName::Decision) => "Decision",
            (Lang::Nl, FieldName::Reason) => "Reden",
            (Lang::En, FieldName::Reason) => "Reason",
            (Lang::Nl, FieldName::Text) => "Tekst",
            (Lang::En, FieldName::Text) => "Text",
            (Lang::Nl, FieldName::Until) => "Tot en met",
            (Lang::En, FieldName::Until) => "Until",
            (Lang::Nl, FieldName::Due) => "Klaar op",
            (Lang::En, FieldName::Due) => "Done by",
            (Lang::Nl, FieldName::Role) => "Functie",
            (Lang::En, FieldName::Role) => "Role",
        }
    }

    /// What a field wants, where its label does not say it.
    pub(super) fn hint(self, field: FieldName) -> &'static str {
        match (self.0, field) {
            (Lang::Nl, FieldName::Until | FieldName::Due) => "jaar-maand-dag",
            (Lang::En, FieldName::Until | FieldName::Due) => "year-month-day",
            (Lang::Nl, FieldName::Role) => "geen naam",
            (Lang::En, FieldName::Role) => "not a name",
            _ => "",
        }
    }

    /// A decision in a few words, for a column.
    pub(super) fn short(self, one: &Judged<'_>) -> String {
        let nl = self.0 == Lang::Nl;
        let text = match (&one.standing, &one.entry.what) {
            (_, What::Note { .. }) => ["notitie", "note"],
            (Standing::Lapsed, What::Plan { .. }) => ["te laat", "late"],
            (Standing::Lapsed, _) => ["verlopen", "lapsed"],
            (Standing::GroundChanged(_), _) => ["antwoord veranderd", "answer changed"],
            (Standing::OnlyPlanned, _) => ["alleen te plannen", "only to be planned"],
            (Standing::NotRaised | Standing::OutsideScope | Standing::Gone, _) => {
                ["past nergens op", "matches nothing"]
            }
            (Standing::EndsSoon(days), _) => return self.ends(*days),
            (_, What::Accept { .. }) => ["geaccepteerd", "accepted"],
            (_, What::AcceptUnknown { .. }) => ["niet weten mag", "unknown accepted"],
            (_, What::Plan { .. }) => ["gepland", "planned"],
            (_, What::Withdraw { .. }) => ["ingetrokken", "withdrawn"],
        };
        let [dutch, english] = text;
        (if nl { dutch } else { english }).to_owned()
    }

    fn ends(self, days: i32) -> String {
        match (self.0, days) {
            (Lang::Nl, 0) => "eindigt vandaag".to_owned(),
            (Lang::En, 0) => "ends today".to_owned(),
            (Lang::Nl, 1) => "nog 1 dag".to_owned(),
            (Lang::En, 1) => "1 more day".to_owned(),
            (Lang::Nl, days) => format!("nog {days} dagen"),
            (Lang::En, days) => format!("{days} more days"),
        }
    }

    /// A decision in full: what, why, by whom, when, and whether it holds.
    pub(super) fn decision(self, one: &Judged<'_>) -> String {
        let entry = one.entry;
        let nl = self.0 == Lang::Nl;
        let what = match &entry.what {
            What::Accept { reason, until, .. } if nl => {
                format!("geaccepteerd tot en met {until}. Reden: {reason}")
            }
            What::Accept { reason, until, .. } => {
                format!("accepted until {until}. Reason: {reason}")
            }
            What::AcceptUnknown { reason, until, .. } if nl => {
                format!("geaccepteerd dat u dit niet weet, tot en met {until}. Reden: {reason}")
            }
            What::AcceptUnknown { reason, until, .. } => {
                format!("accepted that this is not known, until {until}. Reason: {reason}")
            }
            What::Plan { action, due, .. } if nl => {
                format!("actie `{action}` gepland, klaar op {due}")
            }
            What::Plan { action, due, .. } => format!("action `{action}` planned, done by {due}"),
            What::Note { text, .. } if nl => format!("notitie: {text}"),
            What::Note { text, .. } => format!("note: {text}"),
            What::Withdraw { number, reason } if nl => {
                format!("besluit {number} ingetrokken. Reden: {reason}")
            }
            What::Withdraw { number, reason } => {
                format!("decision {number} withdrawn. Reason: {reason}")
            }
        };
        let (number, day, role) = (entry.number, &entry.day, &entry.role);
        let standing = self.standing(one);
        let stop = if what.ends_with(['.', '!', '?']) {
            ""
        } else {
            "."
        };
        if nl {
            format!("Besluit {number}, {day}, {role}: {what}{stop} Nu: {standing}")
        } else {
            format!("Decision {number}, {day}, {role}: {what}{stop} Now: {standing}")
        }
    }

    /// Whether a decision holds, and if not why.
    pub(super) fn standing(self, one: &Judged<'_>) -> String {
        let nl = self.0 == Lang::Nl;
        let say = |dutch: &str, english: &str| (if nl { dutch } else { english }).to_owned();
        match &one.standing {
            Standing::Stands => say("geldt.", "holds."),
            Standing::EndsSoon(days) => {
                format!("{}, {}.", say("geldt", "holds"), self.ends(*days))
            }
            Standing::Lapsed if matches!(one.entry.what, What::Plan { .. }) => say(
                "de dag is voorbij, de actie is te laat.",
                "the day is over, the action is late.",
            ),
            Standing::Lapsed => say(
                "verlopen, de bevinding is terug.",
                "lapsed, the finding is back.",
            ),
            Standing::GroundChanged(facts) if facts.is_empty() => say(
                "de grond van dit besluit is veranderd.",
                "the ground of this decision changed.",
            ),
            Standing::GroundChanged(facts) => {
                let facts = facts.join(", ");
                if nl {
                    format!("de grond van dit besluit is veranderd: {facts}.")
                } else {
                    format!("the ground of this decision changed: {facts}.")
                }
            }
            Standing::OnlyPlanned => say(
                "de bevinding is nu kritiek, u kunt alleen nog een actie plannen.",
                "the finding is critical now, you can only plan an action.",
            ),
            Standing::NotRaised => say(
                "de bevinding speelt niet meer.",
                "the finding is not raised or open any more.",
            ),
            Standing::OutsideScope => say(
                "het advies gaat hier niet meer over.",
                "the advisory does not speak about this any more.",
            ),
            Standing::Gone => say(
                "deze sleutel bestaat niet meer.",
                "nothing has this key any more.",
            ),
            Standing::NotYet => say("gaat later in.", "begins later."),
            Standing::Replaced(by) if nl => format!("vervangen door besluit {by}."),
            Standing::Replaced(by) => format!("replaced by decision {by}."),
            Standing::Withdrawn(by) if nl => format!("ingetrokken met besluit {by}."),
            Standing::Withdrawn(by) => format!("withdrawn with decision {by}."),
        }
    }

    /// The page that `?` shows, line by line: a key and what it does; an empty key begins a part.
    pub(super) fn help_page(self) -> &'static [(&'static str, &'static str)] {
        match self.0 {
            Lang::Nl => &[
                ("", "Lezen"),
                ("↑ ↓", "vorige of volgende bevinding (ook k en j)"),
                ("PgUp PgDn", "een bladzijde terug of verder"),
                ("Home End", "naar de eerste of de laatste"),
                (
                    "Enter",
                    "lees de bevinding: redenen, opmerkingen, acties, advies",
                ),
                ("← →", "daar: de vorige of de volgende bevinding"),
                (
                    "i",
                    "overzicht: uitkomst, gronden, alle besluiten, aantallen",
                ),
                ("Esc q", "terug; in de tabel stopt q"),
                ("", "Kiezen wat u ziet"),
                ("/", "zoek in titel, tekst en sleutel"),
                ("s", "status: speelt, open, tegenspraak"),
                ("u", "prioriteit: kritiek, hoog, middel, laag"),
                ("t T", "onderwerp: het volgende, het vorige"),
                ("d", "besluit: zonder, met, vraagt aandacht"),
                ("o", "volgorde: prioriteit, onderwerp, sleutel, besluit"),
                ("c", "toon alles, in de volgorde van het rapport"),
                ("", "Besluiten"),
                (
                    "a",
                    "accepteer; bij een open bevinding: dat u het niet weet",
                ),
                ("p", "plan een actie"),
                ("n", "maak een notitie"),
                ("w", "trek een besluit in (in het overzicht: elk besluit)"),
                ("", "Tekens voor een smal venster"),
                ("+", "er is een besluit dat geldt"),
                ("-", "er is een notitie"),
                ("!", "een besluit geldt niet meer, of niet lang meer"),
                ("", "Een besluit verbergt niets en verlaagt geen niveau."),
            ],
            Lang::En => &[
                ("", "Read"),
                ("↑ ↓", "previous or next finding (k and j too)"),
                ("PgUp PgDn", "a page back or on"),
                ("Home End", "to the first or the last"),
                (
                    "Enter",
                    "read the finding: reasons, remarks, actions, guidance",
                ),
                ("← →", "there: the previous or the next finding"),
                ("i", "overview: outcome, grounds, all decisions, counts"),
                ("Esc q", "back; in the table q leaves"),
                ("", "Choose what you see"),
                ("/", "search in title, text and key"),
                ("s", "status: raised, open, contradiction"),
                ("u", "priority: critical, high, medium, low"),
                ("t T", "topic: the next, the previous"),
                ("d", "decision: not decided, decided, asks for attention"),
                ("o", "order: priority, topic, key, decision"),
                ("c", "show all, in the order of the report"),
                ("", "Decide"),
                ("a", "accept; an open finding: that you do not know"),
                ("p", "plan an action"),
                ("n", "make a note"),
                ("w", "withdraw a decision (in the overview: any)"),
                ("", "Signs in a narrow window"),
                ("+", "there is a decision that holds"),
                ("-", "there is a note"),
                ("!", "a decision does not hold any more, or not for long"),
                ("", "A decision hides nothing and lowers no level."),
            ],
        }
    }
}
