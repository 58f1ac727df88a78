//! The advice level as an interval, in words.

use super::model::{Applies, Contradiction, Finding, Outcome, Question, Status};
use super::questions::SCOPE_KEY;
use crate::pack::{LevelIndex, Pack};
use crate::text::{Lang, Text, bilingual};

/// The lowest level that is certain and the highest that is possible, from what is raised and open.
pub(super) fn interval(
    raised: impl Iterator<Item = LevelIndex>,
    open: impl Iterator<Item = LevelIndex>,
) -> (LevelIndex, LevelIndex) {
    let lowest = raised.max().unwrap_or(LevelIndex(0));
    let highest = open.max().unwrap_or(LevelIndex(0)).max(lowest);
    (lowest, highest)
}

/// Puts the interval into words, with what it rests on.
pub(super) fn outcome(
    pack: &Pack,
    lang: Lang,
    applies: Applies,
    (lowest, highest): (LevelIndex, LevelIndex),
    findings: &[Finding],
    contradictions: &[Contradiction],
    questions: &[Question],
) -> Option<Outcome> {
    let (low, high) = (pack.level(lowest)?, pack.level(highest)?);
    let determined = applies == Applies::Yes && lowest == highest;
    // Where no level is certain, nothing fixes one.
    let lowest_because = if lowest == LevelIndex(0) || applies != Applies::Yes {
        Vec::new()
    } else {
        let raised = findings
            .iter()
            .filter(|finding| finding.status == Status::Raised && finding.level == low.id);
        let clashes = contradictions.iter().filter(|clash| clash.level == low.id);
        clashes
            .map(|clash| clash.key.clone())
            .chain(raised.map(|finding| finding.key.clone()))
            .collect()
    };
    let highest_because = if highest == lowest {
        Vec::new()
    } else {
        let open = findings
            .iter()
            .filter(|finding| finding.status == Status::Open && finding.level == high.id);
        open.map(|finding| finding.key.clone()).collect()
    };
    let (low_nl, low_en) = (&low.title.nl, &low.title.en);
    let (high_nl, high_en) = (&high.title.nl, &high.title.en);
    let text = match (applies, lowest == highest, lowest == LevelIndex(0)) {
        (Applies::Open, _, _) => bilingual!(
            "Nog niet zeker is of het advies over deze band gaat. Gaat het erover, dan is de uitkomst hoogstens: {high_nl}.",
            "It is not certain yet whether the advisory is about this link. If it is, the outcome is at most: {high_en}."
        ),
        (_, true, _) => bilingual!(
            "De uitkomst staat vast: {low_nl}.",
            "The outcome is settled: {low_en}."
        ),
        (_, false, true) => bilingual!(
            "Nog niets vastgesteld. De uitkomst kan nog worden: {high_nl}.",
            "Nothing established yet. The outcome can still become: {high_en}."
        ),
        (_, false, false) => bilingual!(
            "Zeker is: {low_nl}. Mogelijk is nog: {high_nl}.",
            "Certain is: {low_en}. Still possible is: {high_en}."
        ),
    };
    let deciding = if determined {
        String::new()
    } else {
        deciding(questions, &highest_because, lang)
    };
    Some(Outcome {
        lowest: (applies == Applies::Yes).then(|| low.id.clone()),
        highest: high.id.clone(),
        determined,
        text: format!("{}{deciding}", text.get(lang)),
        lowest_because,
        highest_because,
    })
}

/// Says how many questions decide on the highest level, and how many on any level that is not certain.
///
/// Of a profile that was just begun nearly every question is decisive; a reader wants to know which few decide most.
fn deciding(questions: &[Question], highest_because: &[String], lang: Lang) -> String {
    let all = questions.iter().filter(|question| question.decisive);
    let total = all.clone().count();
    let highest = all.filter(|question| {
        let mut settles = question.settles.iter();
        settles.any(|key| key == SCOPE_KEY || highest_because.contains(key))
    });
    let highest = highest.count();
    let on_highest = match highest {
        0 => Text::same(""),
        1 => bilingual!(
            " Eén vraag beslist daarover.",
            " One question decides that."
        ),
        _ => bilingual!(
            " {highest} vragen beslissen daarover.",
            " {highest} questions decide that."
        ),
    };
    let on_any = if total > highest {
        bilingual!(
            " In totaal kunnen {total} antwoorden de uitkomst nog veranderen.",
            " In all, {total} answers can still change the outcome."
        )
    } else {
        Text::same("")
    };
    format!("{}{}", on_highest.get(lang), on_any.get(lang))
}
