//! One answer of a profile: a scalar, a list of options, or the long form with source, date and note.

use crate::facts::{Fact, Kind, Places, Value, fold};
use crate::text::{Lang, bilingual};
use crate::yaml::{Node, Problem, Scalar, Span, nearest, only_nearest};

/// What a scalar of a profile means to a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// A value that conditions can test.
    Value(Value),
    /// Text, a date or a place: kept, never tested.
    Text(String),
    /// «Asked, nobody knows».
    Unknown,
}

/// One answer with what the profile says about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenAnswer {
    /// What was answered.
    pub reading: Reading,
    /// The line it stands in, from 1.
    pub line: usize,
    /// Where it comes from, in the user's words.
    pub source: Option<String>,
    /// Its date, `2026-05-01`.
    pub date: Option<String>,
    /// A note, in the user's words.
    pub note: Option<String>,
}

/// All answers to one fact, at least one; several where sources contradict each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The answers, in the order of the file.
    pub answers: Vec<GivenAnswer>,
    /// The line of the first.
    pub line: usize,
}

/// Reads answers, collecting problems.
pub(super) struct Reader<'a> {
    pub(super) places: &'a Places,
    pub(super) lines: &'a [usize],
    pub(super) problems: Vec<Problem>,
    /// What is right, but should be looked at.
    pub(super) warnings: Vec<Problem>,
}

pub(super) const LONG_FORM: [&str; 5] = ["answer", "answers", "source", "date", "note"];

/// The keys of one of several answers.
const OF_ONE: [&str; 4] = ["answer", "source", "date", "note"];

impl Reader<'_> {
    /// Returns the line of a byte offset, from 1.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.lines.partition_point(|start| *start <= offset)
    }

    /// Reads the answer to a fact that is no list; `None` where nothing was filled in, or something is wrong with it.
    pub(super) fn given(&mut self, fact: &Fact, node: &Node) -> Option<Given> {
        let before = self.problems.len();
        let answers = match node.as_mapping() {
            Some(_) => self.long_form(fact, node),
            None => self.short_form(fact, node).into_iter().collect(),
        };
        if self.problems.len() > before {
            // Of two sources that contradict each other the right one alone would look certain.
            return None;
        }
        let line = answers.first()?.line;
        Some(Given { answers, line })
    }

    fn short_form(&mut self, fact: &Fact, node: &Node) -> Option<GivenAnswer> {
        let is_text = matches!(fact.kind, Kind::Text | Kind::Place);
        // A text of nothing but spaces says nothing, in quotes or not.
        let is_blank = |scalar: &Scalar| scalar.text.trim().is_empty();
        if node.is_empty() || is_text && node.as_scalar().is_some_and(is_blank) {
            return None;
        }
        if matches!(fact.kind, Kind::Choices(_))
            && let Some(problem) = glued_dash(node)
        {
            self.problems.push(problem);
            return None;
        }
        let reading = match (&fact.kind, node.as_sequence(), node.as_scalar()) {
            (Kind::Choices(_), Some(items), _) => self.options(fact, items)?,
            (_, None, Some(scalar)) => match self.scalar(fact, scalar, node.span) {
                Ok(reading) => reading,
                Err(problem) => {
                    self.problems.push(problem);
                    return None;
                }
            },
            _ => {
                let id = &fact.id;
                self.problems.push(
                    Problem::at(
                        node.span,
                        "wrong-type",
                        bilingual!("`{id}` heeft één antwoord, geen lijst", "`{id}` takes one answer, not a list"),
                    )
                    .help(bilingual!(
                        "spreken bronnen elkaar tegen? schrijf dan `answers: [{{answer: …, source: …}}, …]`",
                        "do sources contradict each other? then write `answers: [{{answer: …, source: …}}, …]`"
                    )),
                );
                return None;
            }
        };
        Some(GivenAnswer {
            reading,
            line: self.line(node.span.start),
            source: None,
            date: None,
            note: None,
        })
    }

    fn long_form(&mut self, fact: &Fact, node: &Node) -> Vec<GivenAnswer> {
        let fact_id = &fact.id;
        for entry in node.as_mapping().unwrap_or_default() {
            if !LONG_FORM.contains(&entry.key.as_str()) {
                let key = &entry.key;
                self.problems.push(
                    Problem::at(
                        entry.key_span,
                        "unknown-key",
                        bilingual!(
                            "`{key}` hoort niet bij een antwoord op `{fact_id}`",
                            "`{key}` does not belong to an answer to `{fact_id}`"
                        ),
                    )
                    .misspelt(key, nearest(key, LONG_FORM))
                    .repaired(only_nearest(key, LONG_FORM)),
                );
            }
        }
        match (node.get("answer"), node.get("answers")) {
            (Some(_), Some(several)) => {
                self.problems.push(Problem::at(
                    several.key_span,
                    "wrong-form",
                    bilingual!(
                        "`answer` en `answers` gaan niet samen",
                        "`answer` and `answers` do not go together"
                    ),
                ));
                Vec::new()
            }
            (Some(_), None) => self.one_answer(fact, node).into_iter().collect(),
            (None, Some(several)) => self.several(fact, &several.value),
            (None, None) => {
                // A source without an answer is no answer; what is written there is still checked.
                self.remarks(node);
                Vec::new()
            }
        }
    }

    fn several(&mut self, fact: &Fact, list: &Node) -> Vec<GivenAnswer> {
        if list.is_empty() {
            return Vec::new();
        }
        let Some(items) = list.as_sequence() else {
            self.problems.push(
                Problem::at(
                    list.span,
                    "wrong-type",
                    bilingual!(
                        "`answers` is een lijst van antwoorden",
                        "`answers` is a list of answers"
                    ),
                )
                .help(bilingual!(
                    "schrijf `answers: [{{answer: …, source: …}}, …]`",
                    "write `answers: [{{answer: …, source: …}}, …]`"
                )),
            );
            return Vec::new();
        };
        let mut answers = Vec::new();
        for item in items {
            if item.as_mapping().is_none() {
                answers.extend(self.short_form(fact, item));
                continue;
            }
            for entry in item.as_mapping().unwrap_or_default() {
                if !OF_ONE.contains(&entry.key.as_str()) {
                    let key = &entry.key;
                    self.problems.push(
                        Problem::at(
                            entry.key_span,
                            "unknown-key",
                            bilingual!(
                                "`{key}` hoort niet bij een antwoord",
                                "`{key}` does not belong to an answer"
                            ),
                        )
                        .misspelt(key, nearest(key, OF_ONE))
                        .repaired(only_nearest(key, OF_ONE)),
                    );
                }
            }
            answers.extend(self.one_answer(fact, item));
        }
        let several = answers.len() > 1;
        if several
            && answers
                .iter()
                .any(|answer| answer.reading == Reading::Unknown)
        {
            self.problems.push(
                Problem::at(
                    list.span,
                    "wrong-form",
                    bilingual!(
                        "`unknown` kan niet één van meer antwoorden zijn",
                        "`unknown` cannot be one of several answers"
                    ),
                )
                .help(bilingual!(
                    "laat `unknown` weg: één bron die het weet, is een antwoord",
                    "leave `unknown` out: one source that knows is an answer"
                )),
            );
        }
        answers
    }

    fn one_answer(&mut self, fact: &Fact, node: &Node) -> Option<GivenAnswer> {
        let (source, date, note) = self.remarks(node);
        let answer = self.short_form(fact, &node.get("answer")?.value)?;
        Some(GivenAnswer {
            source,
            date,
            note,
            ..answer
        })
    }

    fn remarks(&mut self, node: &Node) -> (Option<String>, Option<String>, Option<String>) {
        let source = self.remark(node, "source");
        let note = self.remark(node, "note");
        let date = self.remark(node, "date");
        if let (Some(date), Some(entry)) = (&date, node.get("date"))
            && let Err(problem) = check_date(date, entry.value.span)
        {
            self.problems.push(problem);
        }
        (source, date, note)
    }

    fn remark(&mut self, node: &Node, key: &str) -> Option<String> {
        let value = &node.get(key)?.value;
        if let Some(scalar) = value.as_scalar() {
            (!scalar.is_empty() && !scalar.text.trim().is_empty()).then(|| scalar.text.clone())
        } else {
            self.problems.push(Problem::at(
                value.span,
                "wrong-type",
                bilingual!("`{key}` is tekst", "`{key}` is text"),
            ));
            None
        }
    }

    fn options(&mut self, fact: &Fact, items: &[Node]) -> Option<Reading> {
        let mut bits = 0;
        let mut right = true;
        for item in items {
            match item
                .as_scalar()
                .map(|scalar| self.scalar(fact, scalar, item.span))
            {
                Some(Ok(Reading::Value(Value::Options(one)))) => bits |= one,
                Some(Ok(_)) | None => {
                    right = false;
                    let id = &fact.id;
                    self.problems.push(Problem::at(
                        item.span,
                        "wrong-type",
                        bilingual!(
                            "in de lijst van `{id}` horen alleen opties",
                            "the list of `{id}` holds options only"
                        ),
                    ));
                }
                Some(Err(problem)) => {
                    right = false;
                    self.problems.push(problem);
                }
            }
        }
        right.then_some(Reading::Value(Value::Options(bits)))
    }

    /// Reads one scalar as an answer to a fact.
    fn scalar(&mut self, fact: &Fact, scalar: &Scalar, span: Span) -> Result<Reading, Problem> {
        let text = scalar.text.trim();
        let unknown = text.eq_ignore_ascii_case("unknown") || text.eq_ignore_ascii_case("onbekend");
        if unknown && !scalar.quoted {
            return Ok(Reading::Unknown);
        }
        if unknown && !matches!(fact.kind, Kind::Text | Kind::Place) {
            return Err(Problem::at(
                span,
                "quoted-unknown",
                bilingual!(
                    "`{text}` tussen aanhalingstekens is een tekst, geen antwoord op deze vraag",
                    "`{text}` in quotes is a text, not an answer to this question"
                ),
            )
            .help(bilingual!(
                "weet niemand het? schrijf `unknown` zonder aanhalingstekens",
                "does nobody know? write `unknown` without quotes"
            )));
        }
        match &fact.kind {
            Kind::YesNo => yes_no(fact, text, span),
            Kind::Choice(_) | Kind::Choices(_) | Kind::Country(_) => self.option(fact, text, span),
            Kind::Integer => text
                .parse()
                .map(|number| Reading::Value(Value::Integer(number)))
                .map_err(|_| {
                    Problem::at(
                        span,
                        "wrong-type",
                        bilingual!(
                            "`{text}` is geen heel getal",
                            "`{text}` is not a whole number"
                        ),
                    )
                    .help(bilingual!(
                        "schrijf alleen cijfers, zonder punt of komma: `12`",
                        "write digits only, without a point or comma: `12`"
                    ))
                }),
            Kind::Date => check_date(text, span).map(|()| Reading::Text(text.to_owned())),
            Kind::Text | Kind::Place => Ok(Reading::Text(scalar.text.clone())),
            Kind::Records(_) => Err(Problem::at(
                span,
                "wrong-type",
                bilingual!("hier hoort een lijst", "a list is expected here"),
            )),
        }
    }

    fn option(&mut self, fact: &Fact, text: &str, span: Span) -> Result<Reading, Problem> {
        let written = match &fact.kind {
            Kind::Country(_) => text.to_uppercase(),
            // Options that are provinces are understood by every name the gazetteer has for them.
            _ if !fact.lookup.is_empty() => self.places.province(text).unwrap_or(text).to_owned(),
            _ => text.to_owned(),
        };
        let renamed = fact.renamed_option(&written);
        let meant = renamed.map_or(written.as_str(), |option| option.id.as_str());
        if let Some(number) = fact.option_number(meant) {
            if renamed.is_some() {
                self.warnings
                    .push(renamed_problem("renamed-option", (text, meant), span));
            }
            return Ok(Reading::Value(match &fact.kind {
                Kind::Choices(_) => Value::Options(1 << number),
                _ => fact.option_value(number),
            }));
        }
        let id = &fact.id;
        let problem = Problem::at(
            span,
            "unknown-option",
            bilingual!(
                "`{text}` is geen antwoord op `{id}`",
                "`{text}` is not an answer to `{id}`"
            ),
        );
        if let Some(near) = near_option(fact, text) {
            return Err(problem
                .misspelt(text, Some(near))
                .repaired(only_option(fact, text)));
        }
        if let Kind::Country(_) = fact.kind {
            return Err(problem.help(bilingual!(
                "schrijf een landcode van twee letters, bijvoorbeeld `CN`",
                "write a country code of two letters, for example `CN`"
            )));
        }
        let listed = |lang| {
            let options = fact.options().iter();
            options
                .map(|option| format!("`{}` ({})", option.id, option.label.get(lang)))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let (nl, en) = (listed(Lang::Nl), listed(Lang::En));
        Err(problem.help(bilingual!("kies uit: {nl}", "choose from: {en}")))
    }
}

/// Returns the option whose id or name in either language is what the user wrote, or is near it.
fn near_option<'a>(fact: &'a Fact, text: &str) -> Option<&'a str> {
    let folded = fold(text);
    let by_label = fact
        .options()
        .iter()
        .find(|option| fold(&option.label.nl) == folded || fold(&option.label.en) == folded);
    by_label
        .map(|option| option.id.as_str())
        .or_else(|| nearest(text, fact.options().iter().map(|option| option.id.as_str())))
}

/// Returns the option that a misspelt one can only mean: by its name, or because no other answer is as near.
fn only_option<'a>(fact: &'a Fact, text: &str) -> Option<&'a str> {
    let folded = fold(text);
    let by_label = fact
        .options()
        .iter()
        .filter(|option| fold(&option.label.nl) == folded || fold(&option.label.en) == folded);
    let named: Vec<&str> = by_label.map(|option| option.id.as_str()).collect();
    match named.as_slice() {
        [] => only_nearest(text, fact.option_ids().into_iter().chain(UNKNOWN))
            .filter(|id| !UNKNOWN.contains(id)),
        [one] => Some(one),
        _ => None,
    }
}

/// The answer that nobody knows, in both languages.
const UNKNOWN: [&str; 2] = ["unknown", "onbekend"];

/// Says that a word of an earlier questionnaire has another name now.
pub(super) fn renamed_problem(code: &'static str, (old, new): (&str, &str), span: Span) -> Problem {
    Problem::at(
        span,
        code,
        bilingual!("`{old}` heet nu `{new}`", "`{old}` is now called `{new}`"),
    )
    .help(bilingual!(
        "het antwoord telt gewoon mee; `check --fix` schrijft de nieuwe naam",
        "the answer counts as before; `check --fix` writes the new name"
    ))
    .warning()
    .repaired(Some(new))
}

/// Finds a list whose hyphens have no space behind them: it reads as one text.
pub(super) fn glued_dash(node: &Node) -> Option<Problem> {
    let text = &node.as_scalar().filter(|scalar| !scalar.quoted)?.text;
    let first = text.strip_prefix('-')?.split(' ').next()?;
    Some(
        Problem::at(
            Span {
                start: node.span.start,
                end: node.span.start + 1,
            },
            "space-after-dash",
            bilingual!(
                "na dit streepje ontbreekt een spatie",
                "a space is missing behind this hyphen"
            ),
        )
        .help(bilingual!("schrijf `- {first}`", "write `- {first}`")),
    )
}

fn yes_no(fact: &Fact, text: &str, span: Span) -> Result<Reading, Problem> {
    let yes = match text.to_lowercase().as_str() {
        "yes" | "true" | "ja" => true,
        "no" | "false" | "nee" => false,
        _ => {
            let id = &fact.id;
            return Err(Problem::at(
                span,
                "wrong-type",
                bilingual!(
                    "`{id}` is een vraag met ja of nee, niet `{text}`",
                    "`{id}` is a yes/no question, not `{text}`"
                ),
            )
            .help(bilingual!(
                "schrijf `ja`, `nee` of `onbekend`",
                "write `yes`, `no` or `unknown`"
            )));
        }
    };
    Ok(Reading::Value(Value::Option(u16::from(!yes))))
}

fn check_date(text: &str, span: Span) -> Result<(), Problem> {
    // Of the forms that a day can be written in, this is the only one that nobody reads otherwise.
    let has_form = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let is_date = has_form && text.parse::<jiff::civil::Date>().is_ok();
    if is_date {
        return Ok(());
    }
    Err(Problem::at(
        span,
        "bad-date",
        bilingual!("`{text}` is geen datum", "`{text}` is not a date"),
    )
    .help(bilingual!(
        "schrijf jaar-maand-dag, bijvoorbeeld `2026-05-01`",
        "write year-month-day, for example `2026-05-01`"
    )))
}
