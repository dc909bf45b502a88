//! Reads a text and checks what the literal, or the file, shows of it.

use syn::LitStr;

use super::source::Source;
use super::template::{Part, Placeholder};
use super::values::Values;
use crate::rules::{self, Field};
use crate::tools::errors::Errors;

/// Reads a text and checks what the literal shows of it.
pub(super) fn text(field: Field, source: &Source, values: &mut Values<'_>, errors: &mut Errors) -> Vec<Part> {
    let mut mistakes = Errors::default();
    let parts = checked(field, source, values, &mut mistakes);
    source.report(mistakes, errors);
    parts
}

fn checked(field: Field, source: &Source, values: &mut Values<'_>, errors: &mut Errors) -> Vec<Part> {
    let literal = &source.literal;
    let mut parts = match source.parts() {
        Ok(parts) => parts,
        Err((fact, help)) => {
            errors.on(literal, fact, help);
            values.lacks_value = true;
            return Vec::new();
        }
    };
    for part in &mut parts {
        match part {
            Part::Value { argument, .. } => values.resolve(argument, literal, errors),
            Part::Placeholder(_) if field == Field::Subject => {
                errors.on(
                    literal,
                    "a subject takes no placeholder: Cognito replaces none there",
                    "write it in the body",
                );
            }
            Part::Placeholder(Placeholder::Link(_)) if field == Field::Text => {
                errors.on(
                    literal,
                    "an SMS has no link: Cognito replaces it in e-mails only",
                    "write `{code}`",
                );
            }
            _ => {}
        }
    }
    let before = errors.len();
    if !values.lacks_value {
        check_placeholders(field, &parts, literal, errors);
    }
    if before == errors.len() {
        check_rules(field, &source.content, &parts, literal, errors);
    }
    parts
}

fn check_placeholders(field: Field, parts: &[Part], literal: &LitStr, errors: &mut Errors) {
    if field == Field::Subject {
        return;
    }
    let has = |wanted: fn(&Placeholder) -> bool| {
        parts.iter().any(|part| matches!(part, Part::Placeholder(p) if wanted(p)))
    };
    let (code, username, link) = (
        has(|p| *p == Placeholder::Code),
        has(|p| *p == Placeholder::Username),
        has(|p| matches!(p, Placeholder::Link(_))),
    );
    let text =
        |wanted: &str| parts.iter().any(|part| matches!(part, Part::Text(text) if text.contains(wanted)));
    if !code && !username && !link {
        let (fact, help) = if text("{code}") {
            (format!("{field} has `{{{{code}}}}`, which is text and no placeholder"), "write `{code}`")
        } else if text("####") {
            (
                format!("{field} has `####`, and each event says itself what stands for the code"),
                "write `{code}`",
            )
        } else {
            (
                format!("{field} has no `{{code}}`, and Cognito refuses a message without it"),
                "write `{code}` where the code goes",
            )
        };
        errors.on(literal, fact, help);
    } else if let Some(name) = after_dollar(parts) {
        errors.on(
            literal,
            format!("{field} has a `$` before `{{{name}}}`, which would be sent as it is"),
            format!("write `{{{name}}}`"),
        );
    } else if link && (code || username) && field == Field::Body {
        let other = if code { "code" } else { "username" };
        errors.on(
            literal,
            format!("{field} has `{{link}}` and `{{{other}}}`, and Cognito never replaces both"),
            format!("remove `{{{other}}}` for a pool that verifies by link, and `{{link}}` for every other"),
        );
    }
    // Without a placeholder, `{{####}}` was reported above.
    let is_reported = !code && !username && !link && text("####");
    if !is_reported && (text("{##") || text("{username}")) {
        errors.on(
            literal,
            "the text has a placeholder in Cognito's own notation, which the event may spell in another way",
            "write `{code}` for `{####}`, `{username}`, or `{link:text}`",
        );
    }
}

/// The placeholder that has a `$` before it, as in other languages.
fn after_dollar(parts: &[Part]) -> Option<&'static str> {
    parts.windows(2).find_map(|pair| match pair {
        [Part::Text(text), Part::Placeholder(placeholder)] if text.ends_with('$') => {
            Some(match placeholder {
                Placeholder::Code => "code",
                Placeholder::Username => "username",
                Placeholder::Link(_) => "link",
            })
        }
        _ => None,
    })
}

/// The rules on length and characters, as far as they do not depend on a value.
fn check_rules(field: Field, content: &str, parts: &[Part], literal: &LitStr, errors: &mut Errors) {
    let mut known = String::new();
    let mut has_values = false;
    for part in parts {
        match part {
            Part::Text(text) => known.push_str(text),
            Part::Placeholder(Placeholder::Code) => known.push_str("{####}"),
            Part::Placeholder(Placeholder::Username) => known.push_str("{username}"),
            Part::Placeholder(Placeholder::Link(None)) => known.push_str("{##Click Here##}"),
            Part::Placeholder(Placeholder::Link(Some(text))) => {
                known.push_str("{##");
                known.push_str(text);
                known.push_str("##}");
            }
            Part::Value { .. } => has_values = true,
        }
    }
    let invitation = parts.contains(&Part::Placeholder(Placeholder::Username));
    let length =
        if has_values { rules::check_maximum(field, &known) } else { rules::check_length(field, &known) };
    let characters = rules::check_characters(field, content, invitation);
    for violation in [length, characters].into_iter().filter_map(Result::err) {
        errors.on(literal, violation.to_string(), violation.help());
    }
}
