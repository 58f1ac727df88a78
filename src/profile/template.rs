//! An empty profile with every question as a comment, for people to fill in.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::facts::{Fact, FactIndex, Facts, Kind, Records, Spot};
use crate::text::{Lang, Text};
use crate::yaml;

/// Columns that a comment takes at most.
const WIDTH: usize = 100;

/// More options than this stand in one paragraph instead of below each other.
const MANY: usize = 15;

/// What goes into a new profile.
#[derive(Debug, Clone, Copy)]
pub struct Template<'a> {
    /// The questionnaire.
    pub facts: &'a Facts,
    /// The facts that are asked.
    pub asked: &'a BTreeSet<FactIndex>,
    /// The name of the partnership; empty for none yet.
    pub name: &'a str,
    /// Answers that are known already, as a profile writes them unquoted.
    pub answers: &'a BTreeMap<FactIndex, String>,
    /// The file name of the JSON Schema beside it, for editors.
    pub schema: &'a str,
    /// The language of the comments.
    pub lang: Lang,
}

impl Template<'_> {
    /// Returns the text of the profile, which screens as it is.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.head(&mut out);
        let mut section = 0;
        let mut done = BTreeSet::new();
        for index in self.asked {
            let Some(fact) = self.top(*index) else {
                continue;
            };
            let group = fact.id.split('.').next().unwrap_or_default();
            if !done.insert(group.to_owned()) {
                continue;
            }
            if section <= fact.section {
                self.sections(section..fact.section, &mut out);
                self.section(fact.section, &mut out);
                section = fact.section + 1;
            }
            out.push('\n');
            self.group(group, 0, &mut out);
        }
        let end = u16::try_from(self.facts.sections.len()).unwrap_or(u16::MAX);
        self.sections(section..end, &mut out);
        out
    }

    /// Names the sections of which nothing is asked, so that nobody looks for them.
    fn sections(&self, numbers: Range<u16>, out: &mut String) {
        for number in numbers {
            let is_here = |index: &FactIndex| {
                let fact = self.facts.get(*index);
                fact.is_some_and(|fact| fact.section == number)
            };
            // Some stand in a group that another section began.
            if !self.asked.iter().any(is_here) {
                self.section(number, out);
                let none = Text::new(
                    "Geen vragen: er is niets dat nu speelt.",
                    "No questions: nothing arises now.",
                );
                comment(none.get(self.lang), "", WIDTH, out);
            }
        }
    }

    /// Returns a fact that is asked and stands outside records.
    fn top(&self, index: FactIndex) -> Option<&Fact> {
        let fact = self.facts.get(index)?;
        (fact.spot == Spot::Top && self.asked.contains(&index)).then_some(fact)
    }

    fn head(&self, out: &mut String) {
        let title = Text::new(
            "Profiel voor partnerscreen: wat bekend is over één band. Zet hier geen namen van personen in.",
            "Profile for partnerscreen: what is known of one partnership. Put no names of persons in it.",
        );
        let how = [
            Text::new(
                "Zet achter de dubbele punt een antwoord uit de lijst erboven. Laat leeg wat u nog niet weet: dat blijft een open vraag. Schrijf «onbekend» als u het hebt gevraagd en niemand het weet.",
                "Put an answer from the list above it behind the colon. Leave empty what you do not know yet: it stays an open question. Write «unknown» if you asked and nobody knows.",
            ),
            Text::new(
                "Een antwoord met bron: {answer: …, source: \"…\", date: 2026-05-01}. Een regel die met # begint, is een opmerking.",
                "An answer with its source: {answer: …, source: \"…\", date: 2026-05-01}. A line that begins with # is a remark.",
            ),
        ];
        comment(title.get(self.lang), "", WIDTH, out);
        out.push_str(&format!(
            "# yaml-language-server: $schema={}\n#\n",
            self.schema
        ));
        for text in &how {
            comment(text.get(self.lang), "", WIDTH, out);
        }
        out.push_str("partnerscreen: 1\n");
        let name = if self.name.is_empty() {
            String::new()
        } else {
            format!(" {}", yaml::scalar(self.name))
        };
        out.push_str(&format!("name:{name}\n"));
    }

    fn section(&self, number: u16, out: &mut String) {
        let title = self
            .facts
            .sections
            .get(usize::from(number))
            .map_or("", |section| section.title.get(self.lang));
        out.push('\n');
        comment(&format!("--- {title}"), "", WIDTH, out);
    }

    /// Writes everything that is asked under one key: a fact, or a group of facts.
    fn group(&self, path: &str, depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        let key = path.rsplit('.').next().unwrap_or(path);
        if let Some(index) = self.facts.find(path)
            && let Some(fact) = self.top(index)
        {
            self.fact(index, fact, key, &indent, out);
            return;
        }
        out.push_str(&format!("{indent}{key}:\n"));
        let prefix = format!("{path}.");
        let mut done = BTreeSet::new();
        for index in self.asked {
            let Some(fact) = self.top(*index) else {
                continue;
            };
            let below = fact.id.strip_prefix(&prefix);
            if let Some(next) = below.and_then(|rest| rest.split('.').next())
                && done.insert(next.to_owned())
            {
                if done.len() > 1 {
                    out.push('\n');
                }
                self.group(&format!("{prefix}{next}"), depth + 1, out);
            }
        }
    }

    fn fact(&self, index: FactIndex, fact: &Fact, key: &str, indent: &str, out: &mut String) {
        self.question(fact, indent, WIDTH, out);
        let answer = self.answers.get(&index).map_or_else(String::new, |answer| {
            let plain = matches!(fact.kind, Kind::Integer | Kind::Date);
            format!(
                " {}",
                if plain {
                    answer.clone()
                } else {
                    option_or_text(fact, answer)
                }
            )
        });
        out.push_str(&format!("{indent}{key}:{answer}\n"));
        if let Kind::Records(records) = &fact.kind {
            self.record(records, indent, out);
        }
    }

    /// Writes one record as a comment, to be copied.
    fn record(&self, records: &Records, indent: &str, out: &mut String) {
        let how = Text::new(
            "Haal bij de regels hieronder het eerste # weg, en herhaal ze voor elk onderdeel:",
            "Remove the first # of the lines below, and repeat them for each entry:",
        );
        let inner = format!("{indent}  ");
        comment(how.get(self.lang), &inner, WIDTH, out);
        let commented = format!("{indent}#  ");
        let mut shown = String::new();
        let id = format!("{}-1", records.record.replace('_', "-"));
        shown.push_str(&format!("- id: {id}\n"));
        for index in records
            .facts
            .iter()
            .filter(|index| self.asked.contains(index))
        {
            let Some(fact) = self.facts.get(*index) else {
                continue;
            };
            self.question(fact, "  ", WIDTH - commented.len(), &mut shown);
            shown.push_str(&format!("  {}:\n", fact.key()));
        }
        for line in shown.lines() {
            out.push_str(&commented);
            out.push_str(line);
            out.push('\n');
        }
    }

    /// Writes a question, its help and its options as comments.
    fn question(&self, fact: &Fact, indent: &str, width: usize, out: &mut String) {
        comment(fact.ask.get(self.lang), indent, width, out);
        comment(fact.help.get(self.lang), indent, width, out);
        if let Kind::YesNo = fact.kind {
            let options = Text::new("ja, nee of onbekend", "yes, no or unknown");
            comment(&format!("  {}", options.get(self.lang)), indent, width, out);
        }
        if let Kind::Choices(_) = fact.kind {
            let several = Text::new(
                "  Meer mag, tussen haken: [a, b]",
                "  Several will do, in brackets: [a, b]",
            );
            comment(several.get(self.lang), indent, width, out);
        }
        if matches!(fact.kind, Kind::Choice(_) | Kind::Choices(_)) {
            let options: Vec<String> = fact
                .options()
                .iter()
                .map(|option| format!("{}: {}", option.id, option.label.get(self.lang)))
                .collect();
            if options.len() > MANY {
                comment(&format!("  {}", options.join("; ")), indent, width, out);
            } else {
                for option in options {
                    comment(&format!("  {option}"), indent, width, out);
                }
            }
        }
    }
}

/// Writes a text as comment lines; whatever it holds, no line of it can be anything else.
fn comment(text: &str, indent: &str, width: usize, out: &mut String) {
    let margin: String = text.chars().take_while(|c| *c == ' ').collect();
    let first = format!("{indent}# {margin}");
    let next = format!("{first}{}", if margin.is_empty() { "" } else { "  " });
    let text: String = text
        .trim()
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let options = textwrap::Options::new(width)
        .initial_indent(&first)
        .subsequent_indent(&next)
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    for line in textwrap::wrap(&text, options) {
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

/// Returns an answer as it goes into the file: an option by its id, free text quoted where it must be.
fn option_or_text(fact: &Fact, answer: &str) -> String {
    match fact.kind {
        Kind::Text | Kind::Place => yaml::scalar(answer),
        _ => answer.to_owned(),
    }
}
