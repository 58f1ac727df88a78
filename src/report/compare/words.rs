//! The fixed words of a comparison. None of them says that something got better or worse.

use crate::report::words::{Words, words};
use crate::screening::compare::model::{ContradictionKind, DecisionCause, TransitionKind};
use crate::screening::model::Applies;
use crate::text::Lang;

words! {
    // The top.
    compare_title() => "Wat is er veranderd?", "What changed?";
    changes_since(date: &str) => "Veranderd sinds {date}", "Changed since {date}";
    label_then() => "Toen", "Then";
    label_now() => "Nu", "Now";
    side(date: &str, path: &str) => "{date}, {path}", "{date}, {path}";
    side_stored(date: &str, path: &str) =>
        "{date}, {path} (bewaard resultaat)", "{date}, {path} (stored result)";
    day_changes_nothing() =>
        "De datum zelf verandert geen enkele status.", "The date itself changes no status.";
    not_reproduced_then() =>
        "Let op: het bewaarde resultaat van toen volgt niet uit zijn eigen antwoorden en regels. Een ander programma maakte het, of iemand veranderde het.",
        "Note: the stored result of then does not follow from its own answers and rules. Another program made it, or somebody changed it.";
    not_reproduced_now() =>
        "Let op: het bewaarde resultaat van nu volgt niet uit zijn eigen antwoorden en regels. Een ander programma maakte het, of iemand veranderde het.",
        "Note: the stored result of now does not follow from its own answers and rules. Another program made it, or somebody changed it.";
    rules_missing_then(rules: &str) =>
        "De regels van toen ({rules}) zijn er niet bij. Met --old-rules MAP is beter te zeggen waardoor iets veranderde.",
        "The rules of then ({rules}) are not at hand. With --old-rules DIR it can be said better why something changed.";
    rules_missing_now(rules: &str) =>
        "De regels van nu ({rules}) zijn er niet bij. Met --rules MAP is beter te zeggen waardoor iets veranderde.",
        "The rules of now ({rules}) are not at hand. With --rules DIR it can be said better why something changed.";

    // Nothing changed.
    unchanged_heading() => "Niets veranderd", "Nothing changed";
    unchanged_text() =>
        "Elke regel heeft dezelfde status als toen. Ook de gronden, de tegenstrijdigheden en de uitkomst zijn dezelfde. Dat is geen goedkeuring.",
        "Every rule has the same status as then. The grounds, the contradictions and the outcome are the same too. That is no approval.";
    unchanged_statuses() => "Geen status veranderd", "No status changed";
    decisions_changed() => "Besluiten die anders staan", "Decisions that stand otherwise";
    other_file() =>
        "Het profiel is wel een ander bestand, maar alleen in volgorde, regelnummers, bronnen of tekst.",
        "The profile is another file, but only in order, line numbers, sources or text.";

    // Scope, grounds, outcome.
    scope_heading() => "Gaat het advies hierover?", "Does the advisory apply?";
    outcome_then_now() => "Uitkomst, toen en nu", "Outcome, then and now";
    grounds_changed() => "Gronden die anders zijn", "Grounds that differ";
    contradictions_changed() => "Tegenstrijdigheden die anders zijn", "Contradictions that differ";
    same_as_then() => "Hetzelfde als toen.", "The same as then.";
    arrow(before: &str, after: &str) => "{before} → {after}", "{before} → {after}";

    // Entries.
    column_change() => "Toen → nu", "Then → now";
    column_cause() => "Waardoor", "Because of";
    label_change() => "toen → nu", "then → now";
    label_cause() => "waardoor", "because of";
    label_level() => "niveau", "level";
    absent() => "er niet", "not there";
    old_key(key: &str) => "heette {key}", "was called {key}";

    // Causes.
    together() => "Alleen samen:", "Only together:";
    together_inline(parts: &str) => "alleen samen: {parts}", "only together: {parts}";
    each_enough() => "Elk hiervan is al genoeg:", "Each of these is enough:";
    among_these() => "Een of meer hiervan:", "One or more of these:";
    among_inputs() =>
        "Een of meer van de verschillen die onderaan staan.",
        "One or more of the differences listed below.";
    not_separable() =>
        "Antwoorden of regels. Zonder de regels van toen is dat niet te scheiden.",
        "Answers or rules. Without the rules of then these are not separable.";
    not_reproduced() =>
        "Niet te verklaren uit antwoorden of regels.",
        "Not explained by answers or rules.";
    maybe_more() => "Misschien zijn er nog meer mogelijkheden.", "There may be other ways.";

    // What was put in.
    inputs_heading() => "Wat anders is ingevuld", "What was filled in differently";
    inputs_without_effect() =>
        "Dit is anders dan toen, maar het verandert geen enkele status:",
        "This is different from then, but it changes no status:";
    refused_heading() =>
        "Antwoorden van toen die de regels van nu niet aannemen",
        "Answers of then that the rules of now refuse";
    refused_text() =>
        "Deze antwoorden tellen nu als niet beantwoord:",
        "These answers count as unanswered now:";
    part_rules(before: &str, after: &str) => "Regels: {before} → {after}", "Rules: {before} → {after}";
    part_program(before: &str, after: &str) =>
        "Programma: {before} → {after}", "Program: {before} → {after}";
    part_record_new(label: &str, id: &str, place: &str) =>
        "{label}: «{id}» is nieuw ({place})", "{label}: «{id}» is new ({place})";
    part_record_gone(label: &str, id: &str, place: &str) =>
        "{label}: «{id}» is weg (stond op {place})", "{label}: «{id}» is gone (was at {place})";
    rule_is_new() => "deze regel is nieuw", "this rule is new";
    rule_is_gone() => "deze regel is weg", "this rule is gone";
    rule_is_changed() => "deze regel is veranderd", "this rule was changed";
    rule_is_same() =>
        "deze regel is hetzelfde, maar iets waarop hij rust niet",
        "this rule is the same, but something it rests on is not";
    list_plain(count: usize) => "{count} opgegeven, gelezen als alles", "{count} given, taken as all";
    list_complete(count: usize) => "{count} opgegeven, dat is alles", "{count} given, which is all";
    list_incomplete(count: usize) => "{count} opgegeven, er zijn er meer", "{count} given, there are more";
    text_given() => "tekst", "text";
    several_sources(count: usize) => "{count} bronnen", "{count} sources";

    // The foot.
    whole_screening() => "De hele screening", "The whole screening";
    receipt_then() => "toen", "then";
    receipt_now() => "nu", "now";
}

impl Words {
    /// Why a decision stands otherwise.
    pub(super) fn decision_cause(self, cause: DecisionCause, last: &str) -> String {
        let nl = self.0 == Lang::Nl;
        let [dutch, english] = match cause {
            DecisionCause::Made => ["dit besluit is nieuw", "this decision is new"],
            DecisionCause::Lapsed if nl => {
                return format!("het besluit is verlopen: de laatste dag was {last}");
            }
            DecisionCause::Lapsed => {
                return format!("the decision lapsed: its last day was {last}");
            }
            DecisionCause::Day if nl => return format!("de laatste dag is {last}"),
            DecisionCause::Day => return format!("its last day is {last}"),
            DecisionCause::Withdrawn => ["iemand trok het in", "somebody withdrew it"],
            DecisionCause::Replaced => [
                "een later besluit vervangt het",
                "a later decision replaces it",
            ],
            DecisionCause::Answers => [
                "de antwoorden waarop het rust, zijn anders",
                "the answers it rests on are others",
            ],
            DecisionCause::AnswersAgain => [
                "de antwoorden waarop het rust, zijn weer dezelfde",
                "the answers it rests on are the same again",
            ],
            DecisionCause::Subject => [
                "waar het over gaat, is veranderd",
                "what it is about changed",
            ],
            DecisionCause::Missing => [
                "het staat niet meer in het dossier",
                "the dossier does not have it any more",
            ],
        };
        (if nl { dutch } else { english }).to_owned()
    }

    pub(super) fn applies(self, applies: Applies) -> &'static str {
        match (self.0, applies) {
            (Lang::Nl, Applies::Yes) => "ja",
            (Lang::En, Applies::Yes) => "yes",
            (Lang::Nl, Applies::No) => "nee",
            (Lang::En, Applies::No) => "no",
            (Lang::Nl, Applies::Open) => "nog niet zeker",
            (Lang::En, Applies::Open) => "not certain yet",
        }
    }

    /// The heading above entries that changed in one way; what is raised now stands together, whatever it was.
    pub(super) fn group(self, kind: TransitionKind) -> &'static str {
        match (self.0, kind) {
            (Lang::Nl, TransitionKind::NewlyRaised | TransitionKind::OpenToRaised) => "Speelt nu",
            (Lang::En, TransitionKind::NewlyRaised | TransitionKind::OpenToRaised) => "Raised now",
            (Lang::Nl, TransitionKind::RaisedToOpen | TransitionKind::NowOpen) => "Is nu open",
            (Lang::En, TransitionKind::RaisedToOpen | TransitionKind::NowOpen) => "Open now",
            (Lang::Nl, TransitionKind::RankChanged) => "Andere prioriteit of ander niveau",
            (Lang::En, TransitionKind::RankChanged) => "Other priority or level",
            (Lang::Nl, TransitionKind::RaisedToNotRaised) => "Speelt niet meer",
            (Lang::En, TransitionKind::RaisedToNotRaised) => "Not raised any more",
            (Lang::Nl, TransitionKind::OpenToNotRaised) => "Was open, speelt niet",
            (Lang::En, TransitionKind::OpenToNotRaised) => "Was open, is not raised",
            (Lang::Nl, TransitionKind::Vanished) => "Is er niet meer",
            (Lang::En, TransitionKind::Vanished) => "Not there any more",
            (Lang::Nl, TransitionKind::NowOutsideScope) => "Nu niet van toepassing",
            (Lang::En, TransitionKind::NowOutsideScope) => "Outside scope now",
            (Lang::Nl, TransitionKind::NoLongerOutsideScope) => {
                "Nu wel van toepassing, speelt niet"
            }
            (Lang::En, TransitionKind::NoLongerOutsideScope) => {
                "No longer outside scope, not raised"
            }
            (Lang::Nl, TransitionKind::New) => "Nieuw, speelt niet",
            (Lang::En, TransitionKind::New) => "New, not raised",
        }
    }

    pub(super) fn contradiction(self, kind: ContradictionKind) -> &'static str {
        match (self.0, kind) {
            (Lang::Nl, ContradictionKind::New) => "nieuw",
            (Lang::En, ContradictionKind::New) => "new",
            (Lang::Nl, ContradictionKind::Gone) => "weg",
            (Lang::En, ContradictionKind::Gone) => "gone",
            (Lang::Nl, ContradictionKind::RankChanged) => "andere prioriteit of ander niveau",
            (Lang::En, ContradictionKind::RankChanged) => "other priority or level",
        }
    }
}
