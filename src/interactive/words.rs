//! Every fixed word of the table, Dutch and English side by side.

use super::form::FieldName;
use super::rows::Matter;
use super::view::{ByDecision, Order};
use crate::report::{days_left, status_word, words};
use crate::review::{Decision, Standing, What};
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
    pub(super) fn short(self, one: &Decision) -> String {
        let nl = self.0 == Lang::Nl;
        let text = match (&one.standing, &one.what) {
            (_, What::Note { .. }) => ["notitie", "note"],
            (Standing::Lapsed, What::Plan { .. }) => ["te laat", "late"],
            (Standing::Lapsed, _) => ["verlopen", "lapsed"],
            (Standing::GroundChanged { .. }, _) => ["antwoord veranderd", "answer changed"],
            (Standing::OnlyPlanned, _) => ["alleen te plannen", "only to be planned"],
            (Standing::NotRaised | Standing::OutsideScope | Standing::Gone, _) => {
                ["past nergens op", "matches nothing"]
            }
            (Standing::EndsSoon { days }, _) => return days_left(self.0, *days),
            (_, What::Accept { .. }) => ["geaccepteerd", "accepted"],
            (_, What::AcceptUnknown { .. }) => ["niet weten mag", "unknown accepted"],
            (_, What::Plan { .. }) => ["gepland", "planned"],
            (_, What::Withdraw { .. }) => ["ingetrokken", "withdrawn"],
        };
        let [dutch, english] = text;
        (if nl { dutch } else { english }).to_owned()
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
