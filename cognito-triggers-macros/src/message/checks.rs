//! Checks what the texts show, and finds the values that they insert.

use syn::LitStr;

use super::input;
use super::part::{Part, Placeholder};
use super::source::Source;
use super::values::{Value, Values};
use crate::html::Scanner;
use crate::places::{self, Piece};
use crate::rules::{self, Allow, Field};
use crate::slot::Slot;
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
    /// The caller means its line breaks.
    pub(super) has_line_breaks: bool,
}

/// A checked text.
pub(super) struct Text {
    pub(super) field: Field,
    pub(super) source: Source,
    pub(super) parts: Vec<Part<Inserted>>,
}

/// A value where a text inserts it.
pub(super) struct Inserted {
    /// The value's place among the message's values.
    pub(super) index: usize,
    /// The place in the HTML.
    pub(super) slot: Slot,
    /// What the text has between the braces.
    pub(super) name: String,
}

/// Checks an e-mail. Returns `None` where a text or a value is missing; `errors` then says so.
pub(super) fn email(email: input::Email, errors: &mut Errors) -> Option<Email> {
    let input::Email { subject, body, given, allowed } = email;
    let mut values = Values::new(given, subject.parts.is_some() && body.parts.is_some());
    let subject = text(subject, &allowed, &mut values, errors);
    let body = text(body, &allowed, &mut values, errors);
    let username = values.username();
    let values = values.finish(errors);
    Some(Email { subject: subject?, body: body?, username, values })
}

/// Checks an SMS. Returns `None` where the text or a value is missing; `errors` then says so.
pub(super) fn sms(sms: input::Sms, errors: &mut Errors) -> Option<Sms> {
    let mut values = Values::new(sms.given, sms.text.parts.is_some());
    let text = text(sms.text, &sms.allowed, &mut values, errors);
    let username = values.username();
    let values = values.finish(errors);
    let has_line_breaks = sms.allowed.contains(&Allow::LineBreaks);
    Some(Sms { text: text?, username, values, has_line_breaks })
}

fn text(text: input::Text, allowed: &[Allow], values: &mut Values, errors: &mut Errors) -> Option<Text> {
    let input::Text { field, source, parts } = text;
    let mut mistakes = Errors::default();
    let parts = checked(field, &source, &parts?, allowed, values, &mut mistakes);
    source.report(mistakes, errors);
    Some(Text { field, source, parts: parts? })
}

fn checked(
    field: Field,
    source: &Source,
    parts: &[Part],
    allowed: &[Allow],
    values: &mut Values,
    errors: &mut Errors,
) -> Option<Vec<Part<Inserted>>> {
    let literal = &source.literal;
    let mut scanner = Scanner::new();
    // Not collected into an `Option` at once, which would stop at the first part without a value.
    let resolved: Vec<Option<Part<Inserted>>> = parts
        .iter()
        .map(|part| match part {
            Part::Text(text) => {
                scanner.read(text);
                Some(Part::Text(text.clone()))
            }
            Part::Placeholder(placeholder) => {
                scanner.pass_value();
                check_field(field, placeholder, literal, errors);
                if *placeholder == Placeholder::Username {
                    values.use_username();
                }
                Some(Part::Placeholder(placeholder.clone()))
            }
            Part::Value { value, format } => {
                let slot = if field == Field::Body { scanner.pass_value() } else { Slot::TEXT };
                let index = values.resolve(value, literal, errors)?;
                let value = Inserted { index, slot, name: value.written() };
                Some(Part::Value { value, format: format.clone() })
            }
        })
        .collect();
    let before = errors.len();
    if field != Field::Subject && !values.lacks_value() {
        check_placeholders(field, parts, values, literal, errors);
    }
    if before == errors.len() {
        check_rules(field, source, parts, values, allowed, errors);
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

/// Checks what the text has where, its length and its characters, as far as they do not depend on a value.
fn check_rules(
    field: Field,
    source: &Source,
    parts: &[Part],
    values: &Values,
    allowed: &[Allow],
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
    let invites = parts.contains(&Part::Placeholder(Placeholder::Username));
    // With a value, the text is for the other sources too.
    let takes_line_breaks = (invites && !values.has_username()) || allowed.contains(&Allow::LineBreaks);
    let length =
        if has_values { rules::check_maximum(field, &known) } else { rules::check_length(field, &known) };
    let characters = rules::check_characters(field, &source.content, takes_line_breaks);
    let places = rules::check_places(field, parts.iter().map(piece), invites, allowed);
    for violation in [length, characters, places].into_iter().filter_map(Result::err) {
        errors.on(&source.literal, violation.to_string(), violation.help());
    }
    check_braces(field, source, allowed, errors);
}

fn piece(part: &Part) -> Piece<'_> {
    match part {
        Part::Text(text) => Piece::Text(text),
        Part::Value { .. } => Piece::Value,
        Part::Placeholder(Placeholder::Code) => Piece::Placeholder("{code}"),
        Part::Placeholder(Placeholder::Username) => Piece::Placeholder("{username}"),
        Part::Placeholder(Placeholder::Link(_)) => Piece::Link,
    }
}

/// Reports a name in doubled braces, as other templates write a value.
fn check_braces(field: Field, source: &Source, allowed: &[Allow], errors: &mut Errors) {
    if source.is_file() || rules::check_braces(field, &source.content, true, allowed).is_ok() {
        return;
    }
    let name = places::doubled_braces(&source.content, true).map_or("name", |(_, name)| name);
    let value = if name.contains('.') {
        format!("`{{value}}`, and `value = {name}` after the text")
    } else {
        format!("`{{{name}}}`")
    };
    errors.on(
        &source.literal,
        format!("{field} has `{{{{{name}}}}}`, which would be sent as `{{{name}}}`"),
        format!("write {value}; to send the braces, write `allow = DoubledBraces` after the text"),
    );
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
