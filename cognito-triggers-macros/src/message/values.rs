//! The values that the texts insert: arguments of the macro, and variables around it.

use proc_macro2::{Ident, Span};
use syn::Expr;

use super::arguments::Given;
use super::part::{Argument, PLACEHOLDERS};
use crate::tools::errors::Errors;
use crate::tools::spec::is_near;

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
    /// The places in files that name a variable.
    in_files: Vec<(Ident, String)>,
    /// What files have in single braces, which is text, and its place.
    in_single_braces: Vec<(String, String)>,
    /// The path of the files, if a text comes from one.
    file: Option<String>,
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
            in_files: Vec::new(),
            in_single_braces: Vec::new(),
            file: None,
            next: 0,
            lacks_value: !is_every_text_read,
        }
    }

    /// Begins another text of the same message.
    pub(super) fn restart(&mut self) {
        self.next = 0;
    }

    /// Looks for names in single braces in a file's text, which may be meant as values.
    pub(super) fn pass_text(&mut self, file: String, text: &str, place: impl Fn(usize) -> Option<String>) {
        self.file = Some(file);
        for slot in self.given.iter().filter(|slot| !slot.is_used) {
            let Some(name) = slot.given.name.as_ref().map(ToString::to_string) else { continue };
            for written in [format!("{{{name}}}"), format!("{{ {name} }}")] {
                if let Some(place) = text.find(&written).and_then(&place) {
                    self.in_single_braces.push((name.clone(), format!("{place}`{written}`")));
                }
            }
        }
    }

    /// Returns where an argument's value stands among the bound values, or the fact that it is not given.
    /// `place` is that in a file.
    pub(super) fn resolve(
        &mut self,
        argument: &Argument,
        at: Span,
        place: Option<String>,
    ) -> Result<usize, String> {
        let index = match argument {
            Argument::Next => {
                self.next += 1;
                self.next - 1
            }
            Argument::Position(position) => *position,
            Argument::Name(name) => {
                let given = self.given.iter().position(|slot| slot.given.name.as_ref() == Some(name));
                let Some(index) = given else {
                    self.in_files.extend(place.map(|place| (name.clone(), place)));
                    return Ok(self.capture(name, at));
                };
                index
            }
        };
        if let Some(slot) = self.given.get_mut(index) {
            slot.is_used = true;
            return Ok(index);
        }
        self.lacks_value = true;
        let asked = match argument {
            Argument::Position(position) => format!("{{{position}}}"),
            _ => "{}".to_owned(),
        };
        let fact = match self.given.len() {
            0 => format!("`{asked}` inserts a value, but none is given"),
            1 => format!("`{asked}` inserts another value, but only one is given"),
            given => format!("`{asked}` inserts another value, but only {given} are given"),
        };
        Err(fact)
    }

    /// Takes the value of `{username}` as used, if it has one.
    pub(super) fn use_username(&mut self) {
        if let Some(slot) = self.username().and_then(|index| self.given.get_mut(index)) {
            slot.is_used = true;
        }
    }

    /// Whether `{username}` has a value.
    pub(super) fn has_username(&self) -> bool {
        self.username().is_some()
    }

    /// Returns where the value of `{username}` stands among the bound values, if it has one.
    pub(super) fn username(&self) -> Option<usize> {
        let is_username = |slot: &Slot| slot.given.name.as_ref().is_some_and(|name| name == "username");
        self.given.iter().position(is_username)
    }

    /// Takes a variable of the caller's once, and returns its place, which is after the arguments.
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

    /// Whether a value is missing. A missing placeholder may then be the same mistake.
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
        } else if PLACEHOLDERS.iter().any(|placeholder| name == placeholder) && name != "username" {
            errors.on(
                name,
                format!("`{{{name}}}` is replaced by Cognito, and takes no value"),
                format!(
                    "give the argument another name, such as `my_{name} = ..`, and write `{{my_{name}}}`"
                ),
            );
        } else if !is_used && !self.lacks_value {
            self.unused(name, errors);
        }
    }

    /// Reports a value that no text inserts, and what a file may have in its stead.
    fn unused(&self, name: &Ident, errors: &mut Errors) {
        let text = name.to_string();
        let written =
            if self.file.is_some() { format!("`{{{{ {name} }}}}`") } else { format!("`{{{name}}}`") };
        let (fact, help) = if let Some((_, found)) =
            self.in_single_braces.iter().find(|(found, _)| *found == text)
        {
            (format!("{found} is text: in a file, a value has doubled braces"), format!("write {written}"))
        } else if let Some((near, place)) =
            self.in_files.iter().find(|(near, _)| is_near(&near.to_string(), &text))
        {
            (
                format!("{place}`{{{{ {near} }}}}` is none of the values that are given"),
                format!("write {written}; if `{near}` is a variable, remove `{name}`"),
            )
        } else {
            let file = self.file.as_ref().map(|file| format!(" in `{file}`")).unwrap_or_default();
            (
                format!("the value `{name}` is not used{file}"),
                format!("write {written} where it goes, or remove it"),
            )
        };
        errors.on(name, fact, help);
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;
    use syn::parse_str;

    use super::{Value, Values};
    use crate::message::arguments::Given;
    use crate::message::part::Argument;
    use crate::tools::errors::Errors;

    /// Reads arguments without a comma in them.
    fn values(list: &str) -> Values {
        let given =
            list.split(", ").filter(|text| !text.is_empty()).map(|text| match text.split_once(" = ") {
                Some((name, value)) => {
                    Given { name: Some(parse_str(name).unwrap()), value: parse_str(value).unwrap() }
                }
                None => Given { name: None, value: parse_str(text).unwrap() },
            });
        Values::new(given.collect(), true)
    }

    fn resolve(values: &mut Values, arguments: &[&str], errors: &mut Errors) -> Vec<Option<usize>> {
        let argument = |text: &str| match text.parse() {
            Ok(position) => Argument::Position(position),
            Err(_) if text.is_empty() => Argument::Next,
            Err(_) => Argument::Name(parse_str(text).unwrap()),
        };
        let mut resolve = |text: &&str| {
            let at = Span::call_site();
            values.resolve(&argument(text), at, None).map_err(|fact| errors.at(at, fact, "none here")).ok()
        };
        arguments.iter().map(&mut resolve).collect()
    }

    #[test]
    fn arguments_come_first_and_variables_follow() {
        for (given, arguments, expected) in [
            ("a", vec![""], vec![0]),
            ("a, b", vec!["1", "", ""], vec![1, 0, 1]),
            ("x = a, y = b", vec!["y", "x", "z", "w", "z"], vec![1, 0, 2, 3, 2]),
            ("", vec!["x"], vec![0]),
        ] {
            let (mut values, mut errors) = (values(given), Errors::default());
            let found = resolve(&mut values, &arguments, &mut errors);
            assert_eq!(
                found,
                expected.iter().copied().map(Some).collect::<Vec<_>>(),
                "{given}: {arguments:?}"
            );
            let values = values.finish(&mut errors);
            assert!(expected.iter().all(|index| *index < values.len()), "{given}: {arguments:?}");
            let captured = values.iter().filter(|value| matches!(value, Value::Captured(_))).count();
            let named = given.split(", ").filter(|text| !text.is_empty()).count();
            assert_eq!(values.len() - captured, named, "{given}");
            assert_eq!(errors.messages(), [""; 0], "{given}");
        }
    }

    #[test]
    fn each_wrong_argument_is_one_error() {
        for (given, arguments, help) in [
            // The caller knows whether the text takes `{code}`.
            ("", vec![""], "none here"),
            ("a", vec!["1"], "none here"),
            ("a", vec![], "write `{}` where it goes, or remove it"),
            ("x = a", vec![], "write `{x}` where it goes, or remove it"),
            ("username = a", vec![], "write `{username}` where it goes, or remove it"),
            (
                "code = a",
                vec![],
                "give the argument another name, such as `my_code = ..`, and write `{my_code}`",
            ),
            ("x = a, x = b", vec!["x"], "remove one of them"),
        ] {
            let (mut values, mut errors) = (values(given), Errors::default());
            resolve(&mut values, &arguments, &mut errors);
            values.finish(&mut errors);
            let [error] = &errors.messages()[..] else { panic!("{given}: {:?}", errors.messages()) };
            assert!(error.ends_with(&format!("\nhelp: {help}")), "{given}: {error}");
        }
    }

    #[test]
    fn the_username_may_have_a_value() {
        let mut errors = Errors::default();
        let mut values = values("x = a, username = b");
        assert_eq!(values.username(), Some(1));
        values.use_username();
        resolve(&mut values, &["x"], &mut errors);
        assert_eq!(values.finish(&mut errors).len(), 2);
        assert!(errors.is_empty());
    }

    #[test]
    fn no_argument_is_unused_where_a_text_could_not_be_read() {
        let mut errors = Errors::default();
        let mut values = values("x = a");
        values.lacks_value = true;
        values.finish(&mut errors);
        assert!(errors.is_empty());
    }
}
