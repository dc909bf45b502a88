//! The languages of a message: all have the same values and placeholders.

use std::collections::BTreeSet;

use super::choice::Choice;
use super::input::Variant;
use super::part::{Argument, PLACEHOLDERS, Part};
use super::source::in_notation;
use crate::tools::errors::Errors;

/// Finds the languages whose texts have other values and placeholders than most.
pub(super) fn differences(variants: &[Variant], choice: &Choice) -> Errors {
    let mut errors = Errors::default();
    let names: Vec<BTreeSet<String>> = variants.iter().map(names).collect();
    let placeholders: Vec<BTreeSet<&String>> =
        names.iter().map(|names| names.iter().filter(|name| is_placeholder(name)).collect()).collect();
    let most = placeholders.iter().max_by_key(|found| {
        let count = placeholders.iter().filter(|other| other == found).count();
        // Of sets that are as frequent, that of the default language.
        (count, placeholders.first() == Some(found))
    });
    for (variant, found) in variants.iter().zip(&placeholders) {
        let Some(most) = most.filter(|most| *most != found) else { continue };
        let list = |names: &BTreeSet<&String>| match names.len() {
            0 => "no placeholder".to_owned(),
            _ => names.iter().map(|name| format!("`{{{name}}}`")).collect::<Vec<_>>().join(" and "),
        };
        let other = found.difference(most).next().map(|name| name.as_str());
        let fact = format!("has {}, and other languages have {}", list(found), list(most));
        variant.report(other, &fact, "write the same placeholders in all languages".to_owned(), &mut errors);
    }
    for (variant, difference) in variants.iter().zip(value_differences(&names, choice)) {
        difference.report(variant, &mut errors);
    }
    errors
}

/// The values in which a language differs from the others.
#[derive(Clone, Default)]
struct Difference<'n> {
    lacks: Vec<&'n String>,
    has_alone: Vec<&'n String>,
}

/// Compares the values of all languages, each of which has its names in the list.
fn value_differences<'n>(names: &'n [BTreeSet<String>], choice: &Choice) -> Vec<Difference<'n>> {
    let mut differences = vec![Difference::default(); names.len()];
    let values: BTreeSet<&String> = names.iter().flatten().filter(|name| !is_placeholder(name)).collect();
    for name in values {
        let users = names.iter().filter(|names| names.contains(name)).count();
        if users == names.len() || choice.in_some.iter().any(|some| some == name) {
            continue;
        }
        // Where as many have it as lack it, the default language is right.
        let is_lacking = users * 2 > names.len()
            || (users * 2 == names.len() && names.first().is_some_and(|first| first.contains(name)));
        for (difference, names) in differences.iter_mut().zip(names) {
            if names.contains(name) != is_lacking {
                let list = if is_lacking { &mut difference.lacks } else { &mut difference.has_alone };
                list.push(name);
            }
        }
    }
    differences
}

impl Difference<'_> {
    fn report(&self, variant: &Variant, errors: &mut Errors) {
        // One value under another name is one mistake.
        if let (&[lacks], &[has]) = (&self.lacks[..], &self.has_alone[..]) {
            let fact = format!("has `{{{has}}}`, where other languages have `{{{lacks}}}`");
            let help = format!(
                "write `{{{lacks}}}`; if these are two values, write `in_some_languages = [{lacks}, {has}]`"
            );
            return variant.report(Some(has), &fact, in_notation(&help), errors);
        }
        let help = |action, name| {
            format!("{action} it; if some languages do without it, write `in_some_languages = [{name}]`")
        };
        for name in &self.lacks {
            let fact = format!("has no `{{{name}}}`, which other languages have");
            variant.report(None, &fact, help("write", name), errors);
        }
        for name in &self.has_alone {
            let fact = format!("has `{{{name}}}`, which other languages do not have");
            variant.report(Some(name), &fact, help("remove", name), errors);
        }
    }
}

fn is_placeholder(name: &str) -> bool {
    PLACEHOLDERS.contains(&name)
}

/// Returns the names of a text's values and placeholders.
fn names(variant: &Variant) -> BTreeSet<String> {
    variant.texts.iter().flat_map(|text| text.parts.iter().flatten()).filter_map(name).collect()
}

fn name(part: &Part) -> Option<String> {
    match part {
        Part::Text(_) => None,
        Part::Placeholder(placeholder) => Some(placeholder.name().to_owned()),
        Part::Value { value: Argument::Name(name), .. } => Some(name.to_string()),
        Part::Value { value, .. } => Some(value.written()),
    }
}

impl Variant {
    /// Reports a difference at a value or a placeholder, or at the end of the text.
    fn report(&self, at: Option<&str>, fact: &str, help: String, errors: &mut Errors) {
        let Some(last) = self.texts.last() else { return };
        let found = at.and_then(|wanted| {
            self.texts.iter().find_map(|text| {
                let is_wanted = |part: &Part| name(part).is_some_and(|name| name == wanted);
                let part = text.parts.iter().flatten().position(is_wanted)?;
                text.source.place(Some((part, 0)))
            })
        });
        let place = found.or_else(|| last.source.place(None)).unwrap_or_default();
        let language = self.language.as_deref().unwrap_or_default();
        errors.on(&last.source.literal, in_notation(&format!("{place}`{language}` {fact}")), help);
    }
}
