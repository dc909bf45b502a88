//! Checks what the texts show, and finds the values that they insert.

use super::choice::Choice;
use super::input;
use super::languages;
use super::part::{Mistake, Part, Placeholder};
use super::source::Source;
use super::values::{Value, Values};
use crate::html::Scanner;
use crate::places::{self, Piece};
use crate::rules::{self, Allow, Field};
use crate::slot::Slot;
use crate::tools::errors::Errors;

/// A message whose expansion cannot fail.
pub(super) struct Message {
    /// One, or one for each language.
    pub(super) variants: Vec<Variant>,
    /// The value of `{username}`, for the sources for which Cognito replaces none.
    pub(super) username: Option<usize>,
    pub(super) values: Vec<Value>,
    /// The caller means the line breaks of an SMS.
    pub(super) has_line_breaks: bool,
    pub(super) choice: Option<Choice>,
}

/// The texts of a message in one language: a subject and a body, or the text of an SMS.
pub(super) type Variant = Vec<Text>;

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

/// Checks a message. Returns `None` where a text or a value is missing; `errors` then says so.
pub(super) fn message(message: input::Message, errors: &mut Errors) -> Option<Message> {
    let input::Message { variants, given, allowed, choice } = message;
    let mut is_read = true;
    for text in variants.iter().flat_map(|variant| &variant.texts) {
        is_read &= text.parts.is_some();
    }
    let is_new = errors.is_empty();
    let mut values = Values::new(given, is_read);
    let mut checked = Vec::new();
    let differences = choice.as_ref().map(|choice| languages::differences(&variants, choice));
    for variant in variants {
        // Each language begins with the first argument for `{}`.
        values.restart();
        let mut lifted = allowed.clone();
        if variant.texts.iter().any(|text| text.parts.is_none()) {
            // A title that never ends hides the code, and is reported itself.
            lifted.push(Allow::HiddenCode);
        }
        checked.push(
            variant.texts.into_iter().map(|text| self::text(text, &lifted, &mut values, errors)).collect(),
        );
    }
    if let (Some(differences), true) = (differences, is_new && errors.is_empty()) {
        errors.extend(differences);
    }
    let username = values.username();
    let values = values.finish(errors);
    let variants: Option<Vec<Variant>> =
        checked.into_iter().map(|texts: Vec<Option<Text>>| texts.into_iter().collect()).collect();
    let has_line_breaks = allowed.contains(&Allow::LineBreaks);
    Some(Message { variants: variants?, username, values, has_line_breaks, choice })
}

fn text(text: input::Text, allowed: &[Allow], values: &mut Values, errors: &mut Errors) -> Option<Text> {
    let input::Text { field, source, parts } = text;
    let parts = checked(field, &source, &parts?, allowed, values, errors);
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
    let mut scanner = Scanner::new();
    // Not collected into an `Option` at once, which would stop at the first part without a value.
    let resolved: Vec<Option<Part<Inserted>>> = parts
        .iter()
        .enumerate()
        .map(|(at, part)| match part {
            Part::Text(text) => {
                scanner.read(text);
                if source.is_file() {
                    values.pass_text(source.path(), text, |offset| source.place(Some((at, offset))));
                }
                Some(Part::Text(text.clone()))
            }
            Part::Placeholder(placeholder) => {
                scanner.pass_value();
                if let Some(mistake) = check_field(field, placeholder) {
                    source.report(Some(at), mistake, errors);
                }
                if *placeholder == Placeholder::Username {
                    values.use_username();
                }
                Some(Part::Placeholder(placeholder.clone()))
            }
            Part::Value { value, format } => {
                let slot = if field == Field::Body { scanner.pass_value() } else { Slot::TEXT };
                let place = source.place(Some((at, 0)));
                let index = match values.resolve(value, source.span(), place) {
                    Ok(index) => index,
                    Err(fact) => {
                        let variable = "`{name}` for the variable `name`";
                        let help = match field {
                            Field::Subject => format!("write {variable}"),
                            _ => format!("write `{{code}}` for the code, and {variable}"),
                        };
                        source.report(Some(at), (fact, help), errors);
                        return None;
                    }
                };
                let value = Inserted { index, slot, name: value.written() };
                Some(Part::Value { value, format: format.clone() })
            }
        })
        .collect();
    let before = errors.len();
    if field != Field::Subject && !values.lacks_value() {
        check_placeholders(field, source, parts, values, errors);
    }
    if before == errors.len() {
        check_rules(field, source, parts, values, allowed, errors);
    }
    resolved.into_iter().collect()
}

/// Words a placeholder that Cognito does not replace in this field.
fn check_field(field: Field, placeholder: &Placeholder) -> Option<Mistake> {
    let (fact, help) = match (field, placeholder) {
        (Field::Subject, _) => {
            ("a subject takes no placeholders: Cognito does not replace them there", "write it in the body")
        }
        (Field::Text, Placeholder::Link(_)) => {
            ("an SMS has no link: Cognito replaces it only in e-mails", "write `{code}`")
        }
        _ => return None,
    };
    Some((fact.to_owned(), help.to_owned()))
}

/// Reports missing placeholders, and those that stand in each other's way.
fn check_placeholders(field: Field, source: &Source, parts: &[Part], values: &Values, errors: &mut Errors) {
    let find =
        |name: &str| parts.iter().position(|part| matches!(part, Part::Placeholder(p) if p.name() == name));
    let (code, username, link) = (find("code"), find("username"), find("link"));
    let text = |wanted: &str| {
        parts.iter().enumerate().find_map(|(at, part)| match part {
            Part::Text(text) => text.find(wanted).map(|offset| (at, offset)),
            _ => None,
        })
    };
    if code.or(username).or(link).is_none() {
        let (at, fact, help) = if let Some(at) = text("{code}") {
            let fact = if source.is_file() {
                format!("{field} has `code` in single braces, which is text, not a placeholder")
            } else {
                format!("{field} has `{{{{code}}}}`, which is text, not a placeholder")
            };
            (Some(at), fact, "write `{code}`")
        } else if let Some(at) = text("####") {
            let fact = format!("{field} has `####`, but each event brings its own placeholder for the code");
            (Some(at), fact, "write `{code}`")
        } else {
            let fact = format!("{field} has no `{{code}}`, and Cognito refuses a message without it");
            (None, fact, "write `{code}` where the code goes")
        };
        source.report_at(at, (fact, help.to_owned()), errors);
    } else if let Some((at, name)) = after_dollar(parts) {
        let fact = format!("{field} has a `$` before `{{{name}}}`, which would be sent as it is");
        source.report(Some(at), (fact, format!("write `{{{name}}}`")), errors);
    } else if let (Some(at), Some(_), Field::Body) = (code.or(username), link, field) {
        let other = if code.is_some() { "code" } else { "username" };
        let fact = format!("{field} has `{{link}}` and `{{{other}}}`, but Cognito never replaces both");
        let help =
            format!("remove `{{{other}}}` for a pool that verifies by link, and `{{link}}` for every other");
        source.report(Some(at), (fact, help), errors);
    } else if let (Some(at), None, true) = (username, code, values.has_username()) {
        let fact = format!(
            "{field} has a value for `{{username}}` but no `{{code}}`, and only an invitation may leave out the code"
        );
        let help = "write `{code}` where the code goes; or remove `username = ..`, and call `without_code()`";
        source.report(Some(at), (fact, help.to_owned()), errors);
    }
    // Without a placeholder, `{{####}}` was reported above.
    let is_reported = code.or(username).or(link).is_none() && text("####").is_some();
    if let (Some(at), false) = (text("{##").or_else(|| text("{username}")), is_reported) {
        let fact =
            "the text has a placeholder in Cognito's own notation, which the event may spell differently";
        let help = "write `{code}` for `{####}`, `{username}`, or `{link:text}`";
        source.report_at(Some(at), (fact.to_owned(), help.to_owned()), errors);
    }
}

/// Returns the placeholder that has a `$` before it, as other languages write it.
fn after_dollar(parts: &[Part]) -> Option<(usize, &'static str)> {
    parts.windows(2).enumerate().find_map(|(at, pair)| match pair {
        [Part::Text(text), Part::Placeholder(placeholder)] if text.ends_with('$') => {
            Some((at + 1, placeholder.name()))
        }
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
    source.check(None, length, errors);
    source.check_characters(field, parts, takes_line_breaks, errors);
    let places = |end| rules::check_places(field, parts.iter().take(end).map(piece), invites, allowed);
    let whole = places(parts.len());
    if whole.is_err() {
        let end = (1..=parts.len()).find(|end| places(*end) == whole).unwrap_or(parts.len());
        source.check(Some(end - 1), whole, errors);
    }
    check_braces(field, source, allowed, errors);
}

fn piece(part: &Part) -> Piece<'_> {
    match part {
        Part::Text(text) => Piece::Text(text),
        Part::Value { .. } => Piece::Value,
        Part::Placeholder(Placeholder::Code) => Piece::Code("{code}"),
        Part::Placeholder(Placeholder::Username) => Piece::Username("{username}"),
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
        super::message(email, &mut errors);
        errors.messages()
    }

    fn sms(text: &str) -> Vec<String> {
        let mut errors = Errors::default();
        let sms = input::sms(quote::quote!(#text), &mut errors).unwrap();
        super::message(sms, &mut errors);
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
            super::message(sms, &mut errors);
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
