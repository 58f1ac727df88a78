//! What checking and testing a rule pack showed, for whoever maintains it.

use std::io::{self, Write};

use super::columns::{Cell, table};
use super::layout::{Layout, Page};
use super::rich::{Ink, Rich};
use super::words::Words;
use crate::authoring::{
    CheckReport, Covered, Mutant, MutationReport, Survivor, TestReport, by_kind,
};
use crate::pack::{GuidanceKind, Strength};
use crate::screening::model::Status;
use crate::text::{Lang, Text, bilingual};

/// Four columns need at least this much.
const TABLE_WIDTH: usize = 70;

/// Writes what checking a pack showed; `whole` adds every item of the guidance with what uses it.
///
/// `refused` is the number of problems that were printed already.
pub fn pack_check(
    id: &str,
    report: &CheckReport,
    refused: usize,
    whole: bool,
    lang: Lang,
    layout: &Layout,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = Page::new(layout);
    let counts = report.counts;
    let (facts, rules, actions, suggestions) = (
        counts.facts,
        counts.rules,
        counts.actions,
        counts.suggestions,
    );
    say(
        &mut page,
        lang,
        &bilingual!(
            "regelpakket {id}: {facts} feiten, {rules} regels, {actions} acties, {suggestions} suggesties",
            "rule pack {id}: {facts} facts, {rules} rules, {actions} actions, {suggestions} suggestions"
        ),
    );
    let mut gaps = 0;
    for row in by_kind(&report.covered) {
        gaps += row.missing.len();
        let (items, used) = (row.items, row.items - row.missing.len());
        let kind = kind(row.kind);
        let (nl, en) = (kind.nl, kind.en);
        let mut line = Rich::plain(
            bilingual!(
                "{nl}: {used} van {items} gebruikt",
                "{en}: {used} of {items} in use"
            )
            .get(lang),
        );
        if !row.missing.is_empty() {
            let missing = row.missing.join(", ");
            let text = bilingual!("; ontbreekt: {missing}", "; missing: {missing}");
            line = line.with(Ink::Plain, text.get(lang));
        }
        page.item(2, "", &line);
    }
    if whole {
        coverage(&mut page, &report.covered, lang);
        page.blank();
    }
    let warning = bilingual!("let op", "warning");
    for finding in &report.findings {
        let (warning, code) = (warning.get(lang), finding.code);
        let text = finding.message.get(lang);
        page.item(0, "", &Rich::plain(format!("{warning}[{code}]: {text}")));
    }
    say(
        &mut page,
        lang,
        &verdict(refused + gaps, report.findings.len()),
    );
    page.finish(out)
}

fn verdict(errors: usize, warnings: usize) -> Text {
    let errors = match errors {
        0 => bilingual!("geen fouten", "no errors"),
        1 => bilingual!("1 fout", "1 error"),
        count => bilingual!("{count} fouten", "{count} errors"),
    };
    let (errors_nl, errors_en) = (errors.nl, errors.en);
    match warnings {
        0 => bilingual!(
            "{errors_nl}, niets ongebruikt of altijd waar",
            "{errors_en}, nothing unused or constant"
        ),
        1 => bilingual!("{errors_nl}, 1 keer «let op»", "{errors_en}, 1 warning"),
        count => bilingual!(
            "{errors_nl}, {count} keer «let op»",
            "{errors_en}, {count} warnings"
        ),
    }
}

/// Writes every item of the guidance with its kind, its strength and what uses it.
fn coverage(page: &mut Page, covered: &[Covered], lang: Lang) {
    let labels = [
        bilingual!("Richtlijn", "Guidance"),
        bilingual!("Soort", "Kind"),
        bilingual!("Kracht", "Strength"),
        bilingual!("Gebruikt door", "Used by"),
    ]
    .map(|label| label.get(lang).to_owned());
    let rows: Vec<[Vec<Rich>; 4]> = covered.iter().map(|item| row(item, lang)).collect();
    let cells: Vec<Vec<Cell>> = rows
        .iter()
        .map(|row| row.iter().map(|texts| Cell::stack(texts.clone())).collect())
        .collect();
    let lines = (page.width >= TABLE_WIDTH)
        .then(|| table(&labels, &cells, page.width, page.color))
        .flatten();
    if let Some(lines) = lines {
        page.table(&lines);
        return;
    }
    for [item, values @ ..] in &rows {
        page.blank();
        for text in item {
            page.text(2, text);
        }
        for (label, values) in labels.iter().skip(1).zip(values) {
            page.fields(4, &label.to_lowercase(), values);
        }
    }
}

fn row(item: &Covered, lang: Lang) -> [Vec<Rich>; 4] {
    let strength = item.strength.map(|strength| {
        let text = match strength {
            Strength::Firm => bilingual!("met nadruk", "firm"),
            Strength::Plain => bilingual!("gewoon", "plain"),
            Strength::Soft => bilingual!("voorzichtig", "soft"),
        };
        Rich::plain(text.get(lang))
    });
    let used_by = if item.used_by.is_empty() {
        let nothing = bilingual!("NIETS", "NOTHING");
        vec![Rich::inked(Ink::Strong, nothing.get(lang))]
    } else {
        item.used_by.iter().map(Rich::plain).collect()
    };
    [
        vec![Rich::inked(Ink::Strong, &item.id)],
        vec![Rich::plain(kind(item.kind).get(lang))],
        strength.into_iter().collect(),
        used_by,
    ]
}

/// Returns what every report calls a kind.
fn kind(kind: GuidanceKind) -> Text {
    let id = serde_json::to_value(kind).ok();
    let id = id.as_ref().and_then(|id| id.as_str()).unwrap_or_default();
    Text::new(
        Words(Lang::Nl).kind(id, None),
        Words(Lang::En).kind(id, None),
    )
}

/// Writes what running the cases of a pack showed.
pub fn pack_tests(
    id: &str,
    report: &TestReport,
    lang: Lang,
    layout: &Layout,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = Page::new(layout);
    let failed = bilingual!("mislukt", "failed");
    for failure in &report.failures {
        let (failed, file, case) = (failed.get(lang), &failure.file, &failure.case);
        let text = failure.message.get(lang);
        page.item(
            0,
            "",
            &Rich::plain(format!("{failed}: {file}: {case}: {text}")),
        );
    }
    let words = Words(lang);
    for covered in &report.coverage {
        let missing: Vec<&str> = covered
            .missing()
            .into_iter()
            .map(|status| words.status(status))
            .collect();
        if missing.is_empty() {
            continue;
        }
        let (rule, missing) = (&covered.rule, missing.join(", "));
        say(
            &mut page,
            lang,
            &bilingual!(
                "niet getoond: {rule}: {missing}",
                "not shown: {rule}: {missing}"
            ),
        );
    }
    let shown: Vec<String> = [
        Status::Raised,
        Status::Open,
        Status::NotRaised,
        Status::OutsideScope,
    ]
    .into_iter()
    .map(|status| {
        let possible = || {
            let rules = report.coverage.iter();
            rules.filter(move |rule| rule.possible().any(|possible| possible == status))
        };
        let shown = possible().filter(|rule| rule.shown.contains(&status));
        let (word, shown, all) = (words.status(status), shown.count(), possible().count());
        let text = bilingual!("{word} {shown} van {all}", "{word} {shown} of {all}");
        text.get(lang).to_owned()
    })
    .collect();
    let shown = shown.join(", ");
    say(
        &mut page,
        lang,
        &bilingual!("regels getoond: {shown}", "rules shown: {shown}"),
    );
    let (cases, expectations, failures) =
        (report.cases, report.expectations, report.failures.len());
    say(
        &mut page,
        lang,
        &bilingual!(
            "regelpakket {id}: {cases} gevallen, {expectations} verwachtingen, {failures} mislukt",
            "rule pack {id}: {cases} cases, {expectations} expectations, {failures} failed"
        ),
    );
    page.finish(out)
}

/// Writes which alterations of a pack its cases did not notice.
pub fn pack_mutants(
    id: &str,
    report: &MutationReport,
    lang: Lang,
    layout: &Layout,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = Page::new(layout);
    let mut at = "";
    for mutant in report.survivors.iter().filter(|mutant| mutant.decides) {
        if at != mutant.at {
            at = &mutant.at;
            let survives = bilingual!("niemand merkt het bij {at}", "nobody notices at {at}");
            page.blank();
            say(&mut page, lang, &survives);
        }
        alteration(&mut page, mutant, lang);
    }
    for Survivor { at, becomes, .. } in &report.stale {
        page.blank();
        say(
            &mut page,
            lang,
            &bilingual!(
                "overbodig in tests/survivors.yaml: {at}: een test merkt dit, of deze verandering is er niet",
                "stale in tests/survivors.yaml: {at}: a test notices this, or there is no such alteration"
            ),
        );
        page.item(2, "", &condition(becomes, lang));
    }
    page.blank();
    let deciding = report.survivors.iter().filter(|mutant| mutant.decides);
    let survivors = deciding.count();
    let besides = report.survivors.len() - survivors;
    let (killed, same, excused) = (report.killed, report.same, report.excused);
    let stale = report.stale.len();
    if besides > 0 {
        say(
            &mut page,
            lang,
            &bilingual!(
                "van opmerkingen, acties, suggesties en hun tijdstip merkt geen geval {besides} veranderingen; dat hoeft ook niet",
                "of remarks, actions, suggestions and their timing no case notices {besides} alterations; none has to"
            ),
        );
    }
    say(
        &mut page,
        lang,
        &bilingual!(
            "regelpakket {id}: {killed} veranderingen opgemerkt, {same} veranderen niets, {survivors} niet opgemerkt, {excused} niet met reden, {stale} overbodige redenen",
            "rule pack {id}: {killed} alterations noticed, {same} change nothing, {survivors} not noticed, {excused} not with a reason, {stale} stale reasons"
        ),
    );
    page.finish(out)
}

fn alteration(page: &mut Page, mutant: &Mutant, lang: Lang) {
    let now = bilingual!("wordt", "becomes");
    let whole = bilingual!("geheel", "whole");
    page.item(2, "- ", &Rich::plain(&mutant.was));
    page.field(4, now.get(lang), &condition(&mutant.becomes, lang));
    if !mutant.whole.is_empty() && mutant.whole != mutant.becomes {
        page.field(4, whole.get(lang), &Rich::plain(&mutant.whole));
    }
}

fn condition(text: &str, lang: Lang) -> Rich {
    if text.is_empty() {
        let left_out = bilingual!("(weggelaten)", "(left out)");
        return Rich::inked(Ink::Faint, left_out.get(lang));
    }
    Rich::plain(text)
}

fn say(page: &mut Page, lang: Lang, text: &Text) {
    page.item(0, "", &Rich::plain(text.get(lang)));
}
