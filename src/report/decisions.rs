//! A decision in words: the same ones in every report and in the interactive table.

use super::words::Words;
use crate::screening::model::{Decision, Standing, What};
use crate::text::Lang;

/// Returns a decision in full: what, why, by whom, when, and whether it holds.
pub(crate) fn decision_line(lang: Lang, one: &Decision) -> String {
    Words(lang).decision(one)
}

/// Returns how many days are left, in words.
pub(crate) fn days_left(lang: Lang, days: i32) -> String {
    Words(lang).ends(days)
}

impl Words {
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
    pub(super) fn decision(self, one: &Decision) -> String {
        let nl = self.0 == Lang::Nl;
        let what = match &one.what {
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
        let (number, day, role) = (one.number, &one.day, &one.role);
        let standing = self.standing_text(one);
        let stop = stop(&what);
        if nl {
            format!("Besluit {number}, {day}, {role}: {what}{stop} Nu: {standing}")
        } else {
            format!("Decision {number}, {day}, {role}: {what}{stop} Now: {standing}")
        }
    }

    /// Whether a decision holds, and if not why.
    fn standing_text(self, one: &Decision) -> String {
        let nl = self.0 == Lang::Nl;
        let say = |dutch: &str, english: &str| (if nl { dutch } else { english }).to_owned();
        match &one.standing {
            Standing::Stands => say("geldt.", "holds."),
            Standing::EndsSoon { days } => {
                format!("{}, {}.", say("geldt", "holds"), self.ends(*days))
            }
            Standing::Lapsed if matches!(one.what, What::Plan { .. }) => say(
                "de dag is voorbij, de actie is te laat.",
                "the day is over, the action is late.",
            ),
            Standing::Lapsed => say(
                "verlopen, de bevinding is terug.",
                "lapsed, the finding is back.",
            ),
            Standing::GroundChanged { facts } if facts.is_empty() => say(
                "de grond van dit besluit is veranderd.",
                "the ground of this decision changed.",
            ),
            Standing::GroundChanged { facts } => {
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
            Standing::Replaced { by } if nl => format!("vervangen door besluit {by}."),
            Standing::Replaced { by } => format!("replaced by decision {by}."),
            Standing::Withdrawn {
                by,
                day,
                role,
                reason,
            } => {
                let stop = stop(reason);
                if nl {
                    format!("ingetrokken met besluit {by}, {day}, {role}. Reden: {reason}{stop}")
                } else {
                    format!("withdrawn with decision {by}, {day}, {role}. Reason: {reason}{stop}")
                }
            }
        }
    }
}

/// Returns what a sentence still lacks at its end.
fn stop(text: &str) -> &'static str {
    if text.trim_end().ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    }
}
