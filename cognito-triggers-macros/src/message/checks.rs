//! Checks what the texts show, and finds the values that they insert.

use syn::LitStr;

use super::input;
use super::part::{Part, Placeholder};
use super::source::Source;
use super::values::{Value, Values};
use crate::rules::{self, Field};
use crate::tools::errors::Errors;

/// An e-mail whose expansion cannot fail.
pub(super) struct Email {
    pub(super) subject: Text,
    pub(super) body: Text,
    /// The value of `{username}`, for the sources for which Cognito replaces none.
    pub(super) username: Option<usize>,
    pub(super) values: Vec<Value>,
}

/// An SMS whose expansion cannot fail.
pub(super) struct Sms {
    pub(super) text: Text,
    /// The value of `{username}`, for the sources for which Cognito replaces none.
    pub(super) username: Option<usize>,
    pub(super) values: Vec<Value>,
}

/// A checked text.
pub(super) struct Text {
    pub(super) field: Field,
    pub(super) source: Source,
    /// The parts, each value by its place among the message's values.
    pub(super) parts: Vec<Part<usize>>,
}

/// Checks an e-mail. Returns `None` where a text or a value is missing; `errors` then says so.
pub(super) fn email(email: input::Email, errors: &mut Errors) -> Option<Email> {
    let input::Email { subject, body, given } = email;
    let mut values = Values::new(given, subject.parts.is_some() && body.parts.is_some());
    let subject = text(subject, &mut values, errors);
    let body = text(body, &mut values, errors);
    let username = values.username();
    let values = values.finish(errors);
    Some(Email { subject: subject?, body: body?, username, values })
}

/// Checks an SMS. Returns `None` where the text or a value is missing; `errors` then says so.
pub(super) fn sms(sms: input::Sms, errors: &mut Errors) -> Option<Sms> {
    let mut values = Values::new(sms.given, sms.text.parts.is_some());
    let text = text(sms.text, &mut values, errors);
    let username = values.username();
    let values = values.finish(errors);
    Some(Sms { text: text?, username, values })
}

fn text(text: input::Text, values: &mut Values, errors: &mut Errors) -> Option<Text> {
    let input::Text { field, source, parts } = text;
    let mut mistakes = Errors::default();
    let parts = checked(field, &source, &parts?, values, &mut mistakes);
    source.report(mistakes, errors);
    Some(Text { field, source, parts: parts? })
}

fn checked(
    field: Field,
    source: &Source,
    parts: &[Part],
    values: &mut Values,
    errors: &mut Errors,
) -> Option<Vec<Part<usize>>> {
    let literal = &source.literal;
    // Not collected into an `Option` at once, which would stop at the first part without a value.
    let resolved: Vec<Option<Part<usize>>> = parts
        .iter()
        .map(|part| match part {
            Part::Text(text) => Some(Part::Text(text.clone())),
            Part::Placeholder(placeholder) => {
                check_field(field, placeholder, literal, errors);
                if *placeholder == Placeholder::Username {
                    values.use_username();
                }
                Some(Part::Placeholder(placeholder.clone()))
            }
            Part::Value { value, format } => {
                let value = values.resolve(value, literal, errors)?;
                Some(Part::Value { value, format: format.clone() })
            }
        })
        .collect();
    let before = errors.len();
    if field != Field::Subject && !values.lacks_value() {
        check_placeholders(field, parts, values, literal, errors);
    }
    if before == errors.len() {
        check_rules(field, &source.content, parts, values, literal, errors);
    }
    resolved.into_iter().collect()
}

/// Reports a placeholder that Cognito does not replace in this field.
fn check_field(field: Field, placeholder: &Placeholder, literal: &LitStr, errors: &mut Errors) {
    match (field, placeholder) {
        (Field::Subject, _) => errors.on(
            literal,
            "a subject takes no placeholders: Cognito does not replace them there",
            "write it in the body",
        ),
        (Field::Text, Placeholder::Link(_)) => {
            errors.on(literal, "an SMS has no link: Cognito replaces it only in e-mails", "write `{code}`");
        }
        _ => {}
    }
}

/// Reports missing placeholders, and those that stand in each other's way.
fn check_placeholders(field: Field, parts: &[Part], values: &Values, literal: &LitStr, errors: &mut Errors) {
    let has = |name: &str| parts.iter().any(|part| matches!(part, Part::Placeholder(p) if p.name() == name));
    let (code, username, link) = (has("code"), has("username"), has("link"));
    let text =
        |wanted: &str| parts.iter().any(|part| matches!(part, Part::Text(text) if text.contains(wanted)));
    if !code && !username && !link {
        let (fact, help) = if text("{code}") {
            (format!("{field} has `{{{{code}}}}`, which is text, not a placeholder"), "write `{code}`")
        } else if text("####") {
            (
                format!("{field} has `####`, but each event brings its own placeholder for the code"),
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
            format!("{field} has `{{link}}` and `{{{other}}}`, but Cognito never replaces both"),
            format!("remove `{{{other}}}` for a pool that verifies by link, and `{{link}}` for every other"),
        );
    } else if username && !code && values.has_username() {
        errors.on(
            literal,
            format!("{field} has a value for `{{username}}` but no `{{code}}`, and only an invitation may leave out the code"),
            "write `{code}` where the code goes; or remove `username = ..`, and call `without_code()`",
        );
    }
    // Without a placeholder, `{{####}}` was reported above.
    let is_reported = !code && !username && !link && text("####");
    if !is_reported && (text("{##") || text("{username}")) {
        errors.on(
            literal,
            "the text has a placeholder in Cognito's own notation, which the event may spell differently",
            "write `{code}` for `{####}`, `{username}`, or `{link:text}`",
        );
    }
}

/// Returns the placeholder that has a `$` before it, as other languages write it.
fn after_dollar(parts: &[Part]) -> Option<&'static str> {
    parts.windows(2).find_map(|pair| match pair {
        [Part::Text(text), Part::Placeholder(placeholder)] if text.ends_with('$') => Some(placeholder.name()),
        _ => None,
    })
}

/// Checks length and characters, as far as they do not depend on a value.
fn check_rules(
    field: Field,
    content: &str,
    parts: &[Part],
    values: &Values,
    literal: &LitStr,
    errors: &mut Errors,
) {
    let mut known = String::new();
    let mut has_values = false;
    for part in parts {
        match part {
            Part::Text(text) => known.push_str(text),
            Part::Placeholder(Placeholder::Code) => known.push_str("{####}"),
            Part::Placeholder(Placeholder::Username) => known.push_str("{username}"),
            Part::Placeholder(Placeholder::Link(text)) => {
                known.push_str("{##");
                known.push_str(text.as_deref().unwrap_or("Click Here"));
                known.push_str("##}");
            }
            Part::Value { .. } => has_values = true,
        }
    }
    // With a value, the text is for the other sources too.
    let is_invitation = parts.contains(&Part::Placeholder(Placeholder::Username)) && !values.has_username();
    let length =
        if has_values { rules::check_maximum(field, &known) } else { rules::check_length(field, &known) };
    let characters = rules::check_characters(field, content, is_invitation);
    for violation in [length, characters].into_iter().filter_map(Result::err) {
        errors.on(literal, violation.to_string(), violation.help());
    }
}

#[cfg(test)]
mod tests {
    use crate::message::input;
    use crate::tools::errors::Errors;

    fn email(subject: &str, body: &str) -> Vec<String> {
        let mut errors = Errors::default();
        let email = input::email(quote::quote!(#subject, #body), &mut errors).unwrap();
        super::email(email, &mut errors);
        errors.messages()
    }

    fn sms(text: &str) -> Vec<String> {
        let mut errors = Errors::default();
        let sms = input::sms(quote::quote!(#text), &mut errors).unwrap();
        super::sms(sms, &mut errors);
        errors.messages()
    }

    #[test]
    fn right_texts_pass() {
        assert_eq!(email("Hello {name}", "{name}: {code}"), [""; 0]);
        assert_eq!(email("Hello", "{link:Go on}"), [""; 0]);
        assert_eq!(email("Hello", "{username} {code} costs $5"), [""; 0]);
        assert_eq!(sms("{code}"), [""; 0]);
    }

    #[test]
    fn a_mistake_in_one_text_is_one_error() {
        for (body, fact) in [
            ("Hello", "the e-mail's body has no `{code}`"),
            ("Hello {{code}}", "the e-mail's body has `{{code}}`"),
            ("Hello {{####}}", "the e-mail's body has `####`"),
            ("Hello ${code}", "the e-mail's body has a `$` before `{code}`"),
            ("{link} {code}", "the e-mail's body has `{link}` and `{code}`"),
            ("{code} {{####}}", "the text has a placeholder in Cognito's own notation"),
            ("{code} {{username}}", "the text has a placeholder in Cognito's own notation"),
            ("{code}\u{a0}", "the e-mail's body has U+00A0"),
            ("{code} {}", "`{}` inserts a value"),
            ("{", "the text has a `{` without a `}`"),
        ] {
            let errors = email("Hello", body);
            let [error] = &errors[..] else { panic!("{body}: {errors:?}") };
            assert!(error.starts_with(fact), "{body}: {error}");
        }
        for text in ["Hello", "{link}", "{code}\n"] {
            assert_eq!(sms(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn a_missing_value_hides_a_missing_placeholder() {
        let errors = email("Hello {}", "Hello there");
        let [error] = &errors[..] else { panic!("{errors:?}") };
        assert!(error.starts_with("`{}` inserts a value"), "{error}");
    }

    #[test]
    fn a_text_with_a_value_for_the_username_is_for_every_source() {
        let sms = |text: &str| {
            let mut errors = Errors::default();
            let sms = input::sms(quote::quote!(#text, username = name), &mut errors).unwrap();
            super::sms(sms, &mut errors);
            errors.messages()
        };
        assert_eq!(sms("{username}: {code}"), [""; 0]);
        for (text, fact) in [
            ("{username}\n{code}", "the SMS text has a line break"),
            ("Sign in as {username}", "the SMS text has a value for `{username}` but no `{code}`"),
            ("Your code is {code}", "the value `username` is not used"),
        ] {
            let errors = sms(text);
            let [error] = &errors[..] else { panic!("{text}: {errors:?}") };
            assert!(error.starts_with(fact), "{text}: {error}");
        }
    }

    #[test]
    fn both_texts_are_checked() {
        assert_eq!(email("Hello {code}", "Hello").len(), 2);
        assert_eq!(email("", "{").len(), 2);
    }
}
