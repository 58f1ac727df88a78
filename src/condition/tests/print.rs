//! Prints a made-up condition twice: as conditions are written, and as plain Rhai.

use super::generate::Condition;
use super::pack::Pack;
use super::tape::Tape;
use crate::condition::Comparison;
use crate::facts::{FactIndex, ListIndex};

/// What to print a condition as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    /// A condition of a rule pack.
    Pack,
    /// What Rhai runs: closures for `any`, `all` and `count`.
    Rhai,
}

/// Prints a condition; the tape chooses brackets, spaces and the order of the sides, none of which means anything.
pub(super) fn print(
    condition: &Condition,
    pack: &Pack,
    language: Language,
    tape: &mut Tape,
) -> String {
    let mut printer = Printer {
        pack,
        language,
        tape,
    };
    printer.condition(condition)
}

/// Prints a condition as conditions are written, without frills.
pub(super) fn plain(condition: &Condition, pack: &Pack) -> String {
    print(condition, pack, Language::Pack, &mut Tape::empty())
}

struct Printer<'a> {
    pack: &'a Pack,
    language: Language,
    tape: &'a mut Tape,
}

impl Printer<'_> {
    fn condition(&mut self, condition: &Condition) -> String {
        let text = match condition {
            Condition::Is(fact, option, negated) => {
                let (id, option) = (self.id(*fact), self.option(*fact, *option));
                let symbol = if *negated { "!=" } else { "==" };
                if self.tape.chance(2) {
                    self.joined(&option, symbol, &id)
                } else {
                    self.joined(&id, symbol, &option)
                }
            }
            Condition::In(fact, options, negated) => {
                let options: Vec<_> = options
                    .iter()
                    .map(|option| self.option(*fact, *option))
                    .collect();
                let symbol = if *negated { "!in" } else { "in" };
                format!("{} {symbol} [{}]", self.id(*fact), options.join(", "))
            }
            Condition::Contains(fact, option) => {
                format!(
                    "{}.contains({})",
                    self.id(*fact),
                    self.option(*fact, *option)
                )
            }
            Condition::Compare(fact, comparison, number) => {
                let id = self.id(*fact);
                self.compared(&id, *comparison, *number)
            }
            Condition::Same(fact, other, negated) => {
                let symbol = if *negated { "!=" } else { "==" };
                let (left, right) = (self.id(*fact), self.id(*other));
                self.joined(&left, symbol, &right)
            }
            Condition::Not(inner) => format!("!({})", self.condition(inner)),
            Condition::And(parts) => self.row(parts, " && "),
            Condition::Or(parts) => self.row(parts, " || "),
            Condition::Any(list, body) => self.over(*list, "any", "some", body),
            Condition::All(list, body) => self.over(*list, "all", "all", body),
            Condition::Count(list, comparison, number, body) => {
                let count = self.over(*list, "count", "filter", body);
                let count = match self.language {
                    Language::Pack => count,
                    Language::Rhai => format!("{count}.len()"),
                };
                self.compared(&count, *comparison, *number)
            }
        };
        if self.tape.chance(2) {
            format!("({text})")
        } else {
            text
        }
    }

    fn row(&mut self, parts: &[Condition], symbol: &str) -> String {
        let parts: Vec<_> = parts
            .iter()
            .map(|part| {
                let text = self.condition(part);
                match part {
                    Condition::Or(_) if symbol == " && " => format!("({text})"),
                    _ => text,
                }
            })
            .collect();
        let symbol = if self.tape.chance(2) {
            symbol.replace(' ', "\n  ")
        } else {
            symbol.to_owned()
        };
        parts.join(&symbol)
    }

    fn over(&mut self, list: ListIndex, name: &str, method: &str, body: &Condition) -> String {
        let (at, records) = self.pack.facts.list(list).unwrap();
        let id = &self.pack.facts.get(at).unwrap().id;
        let record = &records.record;
        let body = self.condition(body);
        match self.language {
            Language::Pack => format!("{name}({id}, {body})"),
            Language::Rhai => format!("{id}.{method}(|{record}| {body})"),
        }
    }

    fn compared(&mut self, left: &str, comparison: Comparison, number: i64) -> String {
        if self.tape.chance(2) {
            let symbol = comparison.mirrored().symbol();
            self.joined(&number.to_string(), symbol, left)
        } else {
            self.joined(left, comparison.symbol(), &number.to_string())
        }
    }

    fn joined(&mut self, left: &str, symbol: &str, right: &str) -> String {
        // Rhai keeps `<-` for itself.
        let space = match *self.tape.pick(&[" ", " ", "", "\n", "\t "]) {
            "" if right.starts_with('-') => " ",
            space => space,
        };
        format!("{left}{space}{symbol}{space}{right}")
    }

    fn id(&mut self, fact: FactIndex) -> String {
        let id = &self.pack.facts.get(fact).unwrap().id;
        if self.tape.chance(1) {
            id.replace('.', " . ")
        } else {
            id.clone()
        }
    }

    fn option(&self, fact: FactIndex, option: u16) -> String {
        let fact = self.pack.facts.get(fact).unwrap();
        format!("\"{}\"", fact.option_id(option).unwrap())
    }
}
