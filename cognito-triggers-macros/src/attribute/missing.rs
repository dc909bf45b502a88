//! An attribute whose list is missing or empty.

use proc_macro2::{Ident, Span};

use super::args::Args;
use super::version;
use crate::tools::errors::{Errors, either};
use crate::tools::spec::Trigger;

/// Reports a list without a source where one is needed, or where a list is written. A macro cannot point at
/// a part of its own attribute.
pub(super) fn check_without_sources(args: &Args, trigger: &Trigger, function: &Ident, errors: &mut Errors) {
    let attribute = trigger.attribute;
    // As if the attribute were a token of the user's: rustc then does not speak of a macro.
    let at = args.start.unwrap_or_else(|| function.span().located_at(Span::call_site()));
    if let Some(why) = trigger.needs_list() {
        let names: Vec<&str> = trigger.source_names().collect();
        if let Some((first, others)) = names.split_first() {
            errors.at(
                at,
                format!("`#[{attribute}]` needs the list of its trigger sources: {why}"),
                format!(
                    "{}; the other source is {}",
                    begin(args, trigger, first),
                    either(others.iter().copied())
                ),
            );
        }
    }
    if args.version.is_none() {
        version::check_without_list(trigger, at, &begin(args, trigger, "V2_0"), errors);
    }
    // With the list or without it, the macro gets no tokens.
    let is_written = |at: Span| at.source_text().is_some_and(|text| has_empty_list(&text));
    if errors.is_empty() && args.start.is_none() && is_written(at) {
        let example = trigger.source_names().next().unwrap_or_default();
        errors.at(
            at,
            "an empty list names no trigger source",
            format!(
                "write `#[{attribute}]` for every source, or list them, as in `#[{attribute}({example})]`"
            ),
        );
    }
}

/// Advises to write a list that begins with a name, or to begin the one that there is.
fn begin(args: &Args, trigger: &Trigger, name: &str) -> String {
    match args.start {
        Some(_) => format!("begin the list with `{name}`"),
        None => format!("write `#[{}({name})]`", trigger.attribute),
    }
}

/// Whether an attribute is written with empty parentheses.
fn has_empty_list(attribute: &str) -> bool {
    let text: String = attribute.chars().filter(|c| !c.is_whitespace()).collect();
    text.trim_end_matches(']').ends_with("()")
}

#[cfg(test)]
mod tests {
    use super::super::args::parse;
    use super::{check_without_sources, has_empty_list};
    use crate::tools::errors::Errors;
    use crate::tools::spec::Trigger;

    #[test]
    fn an_attribute_needs_a_list_where_its_sources_or_its_version_matter() {
        for (trigger, expected) in [
            (Trigger::post_confirmation(), Some("`#[post_confirmation]` needs the list")),
            (Trigger::pre_token_generation(), Some("`#[pre_token_generation]` needs the version")),
            (Trigger::custom_message(), None),
        ] {
            let mut errors = Errors::default();
            let args = parse("".parse().unwrap(), trigger, &mut errors);
            check_without_sources(&args, trigger, &syn::parse_quote!(handler), &mut errors);
            let facts = errors.messages();
            assert_eq!(facts.len(), usize::from(expected.is_some()), "{facts:?}");
            assert!(expected.is_none_or(|fact| facts[0].starts_with(fact)), "{facts:?}");
        }
    }

    #[test]
    fn an_empty_list_is_told_from_none() {
        for text in ["#[pre_sign_up()]", "#[cognito_triggers :: pre_sign_up ( ) ]", "pre_sign_up()"] {
            assert!(has_empty_list(text), "{text}");
        }
        for text in ["#[pre_sign_up]", "#[pre_sign_up(SignUp)]", "#[pre_sign_up($($list),*)]", ""] {
            assert!(!has_empty_list(text), "{text}");
        }
    }
}
