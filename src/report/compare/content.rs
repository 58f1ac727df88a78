//! What a comparison says, in the order to read it: the same for a page and for Markdown.

use super::cause::{Told, cause, part};
use super::entries::{entries, ranks};
use crate::report::outcome::{path, short};
use crate::report::reason::{capital, headed};
use crate::report::rich::{Ink, Rich};
use crate::report::words::Words;
use crate::screening::compare::model::{
    Certainty, Comparison, ContradictionChange, DecisionChange, Origin, Refused, Side,
};
use crate::screening::model::{Applies, GroundState, Outcome, Standing};

/// A piece of a comparison.
pub(super) enum Block {
    Heading(String),
    Text(Rich),
    /// A label with its value.
    Field(String, Rich),
    /// Why what stands above it differs.
    Cause(Told),
    /// Entries with their cause, each apart.
    Entries(Vec<Entry>),
    /// Entries that have the same cause.
    Group {
        cause: Told,
        items: Vec<Rich>,
    },
    Items(Vec<Rich>),
}

/// An entry with its cause.
pub(super) struct Entry {
    pub(super) rank: Rich,
    pub(super) title: Rich,
    pub(super) details: Vec<Rich>,
    /// The key, and what it was called then.
    pub(super) key: String,
    pub(super) change: Rich,
    pub(super) cause: Told,
}

/// Returns what a comparison is about: the two screenings, and what they were tested against.
pub(super) fn top(words: Words, comparison: &Comparison) -> Vec<Rich> {
    let (before, after) = (&comparison.before, &comparison.after);
    let same_name = before.profile.name == after.profile.name;
    let side = |label: String, side: &Side| {
        let (date, path) = (words.date(&side.as_of), path(words, &side.profile.path));
        let text = if side.origin == Origin::Profile {
            words.side(&date, &path)
        } else {
            words.side_stored(&date, &path)
        };
        let name = if same_name {
            String::new()
        } else {
            format!("«{}», ", side.profile.name)
        };
        Rich::plain(format!("{label}: {name}{text}"))
    };
    let against = |side: &Side| {
        let source = &side.pack.source;
        let date = words.date(&source.date);
        words.against(&source.title, &source.publisher, &date)
    };
    let mut lines = vec![
        side(words.label_then(), before),
        side(words.label_now(), after),
        Rich::plain(against(after)),
    ];
    if against(before) != against(after) {
        let then = against(before);
        lines.push(Rich::plain(format!("{}: {then}", words.label_then())));
    }
    if before.as_of != after.as_of {
        lines.push(Rich::plain(words.day_changes_nothing()));
    }
    lines
}

/// Returns what differs and why.
pub(super) fn body(words: Words, comparison: &Comparison) -> Vec<Block> {
    let mut blocks = notes(words, comparison);
    if !comparison.changed {
        blocks.push(Block::Heading(if comparison.decisions.is_empty() {
            words.unchanged_heading()
        } else {
            words.unchanged_statuses()
        }));
        blocks.push(Block::Text(Rich::plain(words.unchanged_text())));
        let (then, now) = (&comparison.before.profile, &comparison.after.profile);
        if comparison.inputs.is_empty() && then.hash != now.hash {
            blocks.push(Block::Text(Rich::plain(words.other_file())));
        }
    }
    scope(words, comparison, &mut blocks);
    outcome(words, comparison, &mut blocks);
    grounds(words, comparison, &mut blocks);
    contradictions(words, comparison, &mut blocks);
    blocks.extend(entries(words, comparison));
    decisions(words, comparison, &mut blocks);
    inputs(words, comparison, &mut blocks);
    refused(words, comparison, &mut blocks);
    blocks
}

/// Says where a cause cannot be told as well as it might.
fn notes(words: Words, comparison: &Comparison) -> Vec<Block> {
    let (before, after) = (&comparison.before, &comparison.after);
    let rules = |side: &Side| format!("{} {}", side.pack.id, side.pack.version);
    let unknown = causes(comparison)
        .any(|certainty| matches!(certainty, Certainty::NotSeparable | Certainty::Among));
    let mut notes = Vec::new();
    if before.origin == Origin::ResultNotReproduced {
        notes.push(words.not_reproduced_then());
    }
    if after.origin == Origin::ResultNotReproduced {
        notes.push(words.not_reproduced_now());
    }
    if unknown && after.origin == Origin::ResultWithoutRules {
        notes.push(words.rules_missing_now(&rules(after)));
    }
    let another = before.pack.hash != after.pack.hash;
    let is_missing = |side: &Side| side.origin == Origin::ResultWithoutRules;
    // Where both have the same rules, they are asked for once.
    if unknown && is_missing(before) && (another || !is_missing(after)) {
        notes.push(words.rules_missing_then(&rules(before)));
    }
    notes
        .into_iter()
        .map(|note| Block::Text(Rich::plain(note)))
        .collect()
}

fn causes(comparison: &Comparison) -> impl Iterator<Item = Certainty> + '_ {
    let scope = comparison.scope.cause.iter();
    let outcome = comparison.outcome.cause.iter();
    let grounds = comparison.grounds.iter().map(|change| &change.cause);
    let contradictions = comparison.contradictions.iter().map(|change| &change.cause);
    let transitions = comparison.transitions.iter().map(|change| &change.cause);
    scope
        .chain(outcome)
        .chain(grounds)
        .chain(contradictions)
        .chain(transitions)
        .map(|cause| cause.certainty)
}

fn scope(words: Words, comparison: &Comparison, blocks: &mut Vec<Block>) {
    let scope = &comparison.scope;
    if scope.before == Applies::Yes && scope.after == Applies::Yes {
        return;
    }
    blocks.push(Block::Heading(words.scope_heading()));
    let (before, after) = (words.applies(scope.before), words.applies(scope.after));
    blocks.push(Block::Text(Rich::inked(
        Ink::Strong,
        if before == after {
            capital(after)
        } else {
            capital(&words.arrow(before, after))
        },
    )));
    match scope.after {
        Applies::Yes => {}
        Applies::No => blocks.push(Block::Text(Rich::plain(words.outside_text()))),
        Applies::Open => blocks.push(Block::Text(Rich::plain(words.reserve_text()))),
    }
    if let Some(because) = &scope.cause {
        blocks.push(Block::Cause(cause(words, because)));
    }
}

fn outcome(words: Words, comparison: &Comparison, blocks: &mut Vec<Block>) {
    let change = &comparison.outcome;
    let text = |outcome: &Option<Outcome>| match outcome {
        Some(outcome) => Rich::inked(Ink::Strong, &outcome.text),
        None => Rich::inked(Ink::Strong, words.not_applicable_outcome()),
    };
    blocks.push(Block::Heading(words.outcome_then_now()));
    if let Some(because) = &change.cause {
        blocks.push(Block::Field(words.label_then(), text(&change.before)));
        blocks.push(Block::Field(words.label_now(), text(&change.after)));
        blocks.push(Block::Cause(cause(words, because)));
    } else {
        blocks.push(Block::Text(text(&change.after)));
        blocks.push(Block::Text(Rich::plain(words.same_as_then())));
    }
    blocks.push(Block::Text(Rich::plain(words.own_ranking())));
}

fn grounds(words: Words, comparison: &Comparison, blocks: &mut Vec<Block>) {
    if comparison.grounds.is_empty() {
        return;
    }
    blocks.push(Block::Heading(words.grounds_changed()));
    let state = |state: Option<GroundState>, applies: Applies| match state {
        Some(state) => words.ground(state).to_owned(),
        None if applies == Applies::No => words.not_screened(),
        None => words.absent(),
    };
    let scope = &comparison.scope;
    for change in &comparison.grounds {
        let arrow = words.arrow(
            &state(change.before, scope.before),
            &state(change.after, scope.after),
        );
        let title = Rich::inked(Ink::Strong, format!("{}:", change.title))
            .with(Ink::Plain, " ")
            .with(Ink::Strong, arrow);
        let mut details: Vec<Rich> = change.text.iter().map(Rich::plain).collect();
        details.retain(|detail| !detail.is_empty());
        blocks.push(Block::Text(title));
        blocks.extend(details.into_iter().map(Block::Text));
        blocks.push(Block::Cause(cause(words, &change.cause)));
    }
}

fn contradictions(words: Words, comparison: &Comparison, blocks: &mut Vec<Block>) {
    if comparison.contradictions.is_empty() {
        return;
    }
    blocks.push(Block::Heading(words.contradictions_changed()));
    let entry = |change: &ContradictionChange| {
        let rank = change.rank_after.as_ref().or(change.rank_before.as_ref());
        Entry {
            rank: rank.map_or_else(Rich::default, |rank| headed(words, rank.priority)),
            title: Rich::inked(Ink::Strong, &change.text),
            details: ranks(
                words,
                comparison,
                change.rank_before.as_ref(),
                change.rank_after.as_ref(),
            ),
            key: change.key.clone(),
            change: Rich::plain(words.contradiction(change.kind)),
            cause: cause(words, &change.cause),
        }
    };
    let entries = comparison.contradictions.iter().map(entry);
    blocks.push(Block::Entries(entries.collect()));
}

fn decisions(words: Words, comparison: &Comparison, blocks: &mut Vec<Block>) {
    if comparison.decisions.is_empty() {
        return;
    }
    blocks.push(Block::Heading(words.decisions_changed()));
    let entry = |change: &DecisionChange| {
        let one = &change.decision;
        let subject = one.what.subject().unwrap_or_default();
        let stood = |standing: &Option<Standing>| match standing {
            Some(standing) => {
                let text = words.stands(standing, &one.what);
                text.trim_end_matches('.').to_owned()
            }
            None => words.absent(),
        };
        let change_text = words.arrow(&stood(&change.before), &stood(&change.after));
        let because = words.decision_cause(change.cause, one.what.last_day().unwrap_or_default());
        Entry {
            rank: change
                .priority
                .map_or_else(Rich::default, |priority| headed(words, priority)),
            title: Rich::inked(Ink::Strong, change.title.as_deref().unwrap_or(subject)),
            details: vec![Rich::plain(words.decision_made_as(one))],
            key: subject.to_owned(),
            change: Rich::plain(change_text),
            cause: Told::of(Rich::plain(because)),
        }
    };
    let entries = comparison.decisions.iter().map(entry);
    blocks.push(Block::Entries(entries.collect()));
    blocks.push(Block::Text(Rich::plain(words.decisions_hide_nothing())));
}

fn inputs(words: Words, comparison: &Comparison, blocks: &mut Vec<Block>) {
    if comparison.inputs.is_empty() {
        return;
    }
    blocks.push(Block::Heading(words.inputs_heading()));
    if !comparison.changed {
        blocks.push(Block::Text(Rich::plain(words.inputs_without_effect())));
    }
    let items = comparison.inputs.iter().map(|input| part(words, input));
    blocks.push(Block::Items(items.collect()));
}

fn refused(words: Words, comparison: &Comparison, blocks: &mut Vec<Block>) {
    if comparison.refused.is_empty() {
        return;
    }
    blocks.push(Block::Heading(words.refused_heading()));
    blocks.push(Block::Text(Rich::plain(words.refused_text())));
    let item = |refused: &Refused| {
        let place = refused.line.map(|line| format!(" ({})", words.line(line)));
        Rich::plain(format!("{}{}", refused.why, place.unwrap_or_default()))
    };
    blocks.push(Block::Items(comparison.refused.iter().map(item).collect()));
}

/// Returns what both screenings were made of, so that they can be made again.
pub(super) fn receipts(words: Words, comparison: &Comparison) -> Vec<Rich> {
    [
        (words.receipt_then(), &comparison.before),
        (words.receipt_now(), &comparison.after),
    ]
    .into_iter()
    .flat_map(|(name, side)| {
        let (pack, profile, tool) = (&side.pack, &side.profile, &side.tool);
        [
            format!(
                "{} {name}: {} {}, SHA-256 {}",
                words.receipt_rules(),
                pack.id,
                pack.version,
                short(&pack.hash)
            ),
            format!(
                "{} {name}: SHA-256 {}",
                words.receipt_profile(),
                short(&profile.hash)
            ),
            format!(
                "{} {name}: {} {}",
                words.receipt_tool(),
                tool.name,
                tool.version
            ),
            format!("{} {name}: {}", words.receipt_date(), side.as_of),
        ]
    })
    .map(Rich::plain)
    .collect()
}
