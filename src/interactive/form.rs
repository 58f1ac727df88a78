//! The small forms in which something is decided.

use super::key::Key;
use super::line::Line;
use crate::review::{Ground, Refusal, What};

/// What is decided with a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// To accept a raised finding.
    Accept,
    /// To accept that an open finding is not known.
    AcceptUnknown,
    /// To do an action.
    Plan,
    /// A remark.
    Note,
    /// To take a decision back.
    Withdraw,
}

/// What a field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldName {
    /// Which action.
    Action,
    /// Which decision.
    Decision,
    /// Why.
    Reason,
    /// What a note says.
    Text,
    /// The last day on which it holds.
    Until,
    /// The last day to have it done.
    Due,
    /// The function of who decides.
    Role,
}

impl FieldName {
    /// Tells whether it is chosen from a list, not typed.
    pub(super) fn is_choice(self) -> bool {
        matches!(self, Self::Action | Self::Decision)
    }
}

/// A field and what was typed in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    /// What it is for.
    pub(super) name: FieldName,
    /// What was typed; unused where it is chosen.
    pub(super) line: Line,
}

/// One of the things to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// The action's id, or the decision's number.
    pub(super) id: String,
    /// What a reader sees.
    pub(super) label: String,
}

/// What comes of a key in a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The form stays.
    Stay,
    /// It is put away.
    Cancel,
    /// It is sent off.
    Submit,
}

/// A form that is being filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    /// What is decided.
    pub(super) kind: Kind,
    /// The key of the finding it is about; empty where it is about any decision.
    pub(super) key: String,
    /// What the finding is about.
    pub(super) title: String,
    /// What there is to choose from.
    pub(super) choices: Vec<Choice>,
    /// Which of them is chosen.
    pub(super) chosen: usize,
    /// The fields.
    pub(super) fields: Vec<Field>,
    /// The field that keys go to.
    pub(super) focus: usize,
    /// Why it could not be sent off.
    pub(super) errors: Vec<Refusal>,
}

impl Form {
    /// Makes an empty form; the role is the one of the last decision.
    pub(super) fn new(
        kind: Kind,
        key: String,
        title: String,
        choices: Vec<Choice>,
        role: &str,
    ) -> Self {
        let names: &[FieldName] = match kind {
            Kind::Accept | Kind::AcceptUnknown => &[FieldName::Reason, FieldName::Until],
            Kind::Plan => &[FieldName::Action, FieldName::Due],
            Kind::Note => &[FieldName::Text],
            Kind::Withdraw => &[FieldName::Decision, FieldName::Reason],
        };
        let mut fields: Vec<Field> = names
            .iter()
            .map(|name| Field {
                name: *name,
                line: Line::default(),
            })
            .collect();
        fields.push(Field {
            name: FieldName::Role,
            line: Line::new(role),
        });
        // Where there is but one thing to choose it is chosen.
        let needs_no_choice =
            choices.len() == 1 && names.first().is_some_and(|name| name.is_choice());
        Self {
            kind,
            key,
            title,
            choices,
            chosen: 0,
            fields,
            focus: usize::from(needs_no_choice),
            errors: Vec::new(),
        }
    }

    /// Takes a key.
    pub(super) fn press(&mut self, key: &Key) -> Step {
        let last = self.fields.len().saturating_sub(1);
        match key {
            Key::Escape => return Step::Cancel,
            Key::Enter if self.focus == last => return Step::Submit,
            Key::Enter | Key::Tab | Key::Down => self.focus = (self.focus + 1).min(last),
            Key::BackTab | Key::Up => self.focus = self.focus.saturating_sub(1),
            _ => {
                let many = self.choices.len();
                let Some(field) = self.fields.get_mut(self.focus) else {
                    return Step::Stay;
                };
                if field.name.is_choice() {
                    match key {
                        Key::Left => self.chosen = self.chosen.saturating_sub(1),
                        Key::Right | Key::Char(' ') => {
                            self.chosen = (self.chosen + 1).min(many.saturating_sub(1));
                        }
                        _ => {}
                    }
                } else {
                    type_in(&mut field.line, key);
                }
            }
        }
        Step::Stay
    }

    /// Returns what is decided, as it stands in the form, without the answers it is made on.
    pub(super) fn what(&self) -> What {
        let chosen = || {
            let choice = self.choices.get(self.chosen);
            choice.map_or_else(String::new, |choice| choice.id.clone())
        };
        let key = self.key.clone();
        let ground = Ground::new();
        match self.kind {
            Kind::Accept => What::Accept {
                key,
                reason: self.text(FieldName::Reason),
                until: self.text(FieldName::Until),
                ground,
            },
            Kind::AcceptUnknown => What::AcceptUnknown {
                key,
                reason: self.text(FieldName::Reason),
                until: self.text(FieldName::Until),
                ground,
            },
            Kind::Plan => What::Plan {
                action: chosen(),
                due: self.text(FieldName::Due),
                ground,
            },
            Kind::Note => What::Note {
                key,
                text: self.text(FieldName::Text),
                ground,
            },
            Kind::Withdraw => What::Withdraw {
                number: chosen().parse().unwrap_or_default(),
                reason: self.text(FieldName::Reason),
            },
        }
    }

    /// Returns the function of who decides.
    pub(super) fn role(&self) -> String {
        self.text(FieldName::Role)
    }

    fn text(&self, name: FieldName) -> String {
        let field = self.fields.iter().find(|field| field.name == name);
        field.map_or_else(String::new, |field| field.line.text().trim().to_owned())
    }
}

/// Lets a key change a line; whether it was one that does.
pub(super) fn type_in(line: &mut Line, key: &Key) -> bool {
    match key {
        Key::Char(character) => line.insert(character.encode_utf8(&mut [0; 4])),
        Key::Paste(text) => line.insert(text),
        Key::Backspace => line.backspace(),
        Key::Delete => line.delete(),
        Key::Left => line.left(),
        Key::Right => line.right(),
        Key::Home => line.home(),
        Key::End => line.end(),
        _ => return false,
    }
    true
}
