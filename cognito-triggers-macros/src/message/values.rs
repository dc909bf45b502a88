//! The values that the texts insert: arguments of the macro, and variables around it.

use proc_macro2::{Ident, Span};
use syn::{Expr, LitStr};

use super::input::Given;
use super::part::{Argument, PLACEHOLDERS};
use crate::tools::errors::Errors;

/// A value that is bound before the texts are made.
pub(super) enum Value {
    Given(Expr),
    /// A variable of the caller's, named in a text.
    Captured(Ident),
}

/// The values, while the texts are searched for them.
pub(super) struct Values {
    given: Vec<Slot>,
    captured: Vec<Ident>,
    /// The argument that the next `{}` takes.
    next: usize,
    /// Whether a text could not be read, or names a value that is not given.
    lacks_value: bool,
}

/// An argument, and whether a text inserts it.
struct Slot {
    given: Given,
    is_used: bool,
}

impl Values {
    /// Starts the search. Where a text could not be read, no argument counts as unused.
    pub(super) fn new(given: Vec<Given>, is_every_text_read: bool) -> Self {
        Self {
            given: given.into_iter().map(|given| Slot { given, is_used: false }).collect(),
            captured: Vec::new(),
            next: 0,
            lacks_value: !is_every_text_read,
        }
    }

    /// Returns where an argument's value stands among the bound values, and reports an argument without
    /// a value.
    pub(super) fn resolve(&mut self, argument: &Argument, at: &LitStr, errors: &mut Errors) -> Option<usize> {
        let index = match argument {
            Argument::Next => {
                self.next += 1;
                self.next - 1
            }
            Argument::Position(position) => *position,
            Argument::Name(name) => {
                match self.given.iter().position(|slot| slot.given.name.as_ref() == Some(name)) {
                    Some(index) => index,
                    None => return Some(self.capture(name, at.span())),
                }
            }
        };
        if let Some(slot) = self.given.get_mut(index) {
            slot.is_used = true;
            return Some(index);
        }
        self.lacks_value = true;
        let asked = match argument {
            Argument::Position(position) => format!("{{{position}}}"),
            _ => "{}".to_owned(),
        };
        let fact = match self.given.len() {
            0 => format!("`{asked}` inserts a value, and none is given"),
            1 => format!("`{asked}` inserts another value than the one that is given"),
            given => format!("`{asked}` inserts another value than the {given} that are given"),
        };
        errors.on(at, fact, "write `{code}` for the code, and `{name}` for the variable `name`");
        None
    }

    /// Takes a variable of the caller's, once. The values of the arguments stand before it.
    fn capture(&mut self, name: &Ident, span: Span) -> usize {
        let earlier = self.captured.iter().position(|captured| captured == name);
        let position = earlier.unwrap_or_else(|| {
            let mut name = name.clone();
            name.set_span(span);
            self.captured.push(name);
            self.captured.len() - 1
        });
        self.given.len() + position
    }

    /// Whether a placeholder that seems to be missing may be a value that is.
    pub(super) fn lacks_value(&self) -> bool {
        self.lacks_value
    }

    /// Reports arguments that no text inserts, and returns the values in order.
    pub(super) fn finish(self, errors: &mut Errors) -> Vec<Value> {
        for (index, slot) in self.given.iter().enumerate() {
            self.check(index, slot, errors);
        }
        let given = self.given.into_iter().map(|slot| Value::Given(slot.given.value));
        given.chain(self.captured.into_iter().map(Value::Captured)).collect()
    }

    fn check(&self, index: usize, Slot { given, is_used }: &Slot, errors: &mut Errors) {
        let Some(name) = &given.name else {
            if !is_used && !self.lacks_value {
                errors.on(&given.value, "the value is not used", "write `{}` where it goes, or remove it");
            }
            return;
        };
        if self.given.iter().take(index).any(|earlier| earlier.given.name.as_ref() == Some(name)) {
            errors.on(name, format!("`{name}` is given twice"), "remove one of them");
        } else if PLACEHOLDERS.iter().any(|placeholder| name == placeholder) {
            errors.on(
                name,
                format!("`{{{name}}}` is replaced by Cognito, and takes no value"),
                format!("name the argument otherwise, such as `my_{name} = ..`, and write `{{my_{name}}}`"),
            );
        } else if !is_used && !self.lacks_value {
            errors.on(
                name,
                format!("the value `{name}` is not used"),
                format!("write `{{{name}}}` where it goes, or remove it"),
            );
        }
    }
}
