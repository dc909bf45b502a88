//! A message as the user wrote it: the texts in each language, then the values.

use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, LitStr};

use super::arguments::{Given, arguments};
use super::choice::Choice;
use super::literal::{EMAIL, Origin, SMS, comma, literal};
use super::part::{Argument, Part};
use super::source::Source;
use crate::rules::{Allow, Field};
use crate::tools::carets;
use crate::tools::errors::{Errors, either};

/// A message.
pub(super) struct Message {
    /// One, or one for each language.
    pub(super) variants: Vec<Variant>,
    pub(super) given: Vec<Given>,
    pub(super) allowed: Vec<Allow>,
    pub(super) choice: Option<Choice>,
}

/// The texts of a message in one language: a subject and a body, or the text of an SMS.
pub(super) struct Variant {
    pub(super) language: Option<String>,
    pub(super) texts: Vec<Text>,
}

/// A text of a message.
pub(super) struct Text {
    pub(super) field: Field,
    pub(super) source: Source,
    /// The parts, or `None` where the template has a mistake, which has been reported.
    pub(super) parts: Option<Vec<Part>>,
}

/// Reads the tokens of `email!`.
pub(super) fn email(input: TokenStream, errors: &mut Errors) -> Option<Message> {
    let end = carets::end(&input);
    let parser = |input: ParseStream<'_>| {
        if let Some(file) = Origin::of_file(input)? {
            return Ok((None, file, arguments(input, end)?));
        }
        let subject = literal(input, end, "the subject", &EMAIL)?;
        comma(input, end, &subject)?;
        let body = match Origin::of_file(input)? {
            Some(file) => file,
            None => Origin::Literal(literal(input, end, "the body", &EMAIL)?),
        };
        Ok((Some(subject), body, arguments(input, end)?))
    };
    let (subject, body, given) = parser.parse2(input).map_err(|error| errors.push(error)).ok()?;
    if let Some(text) = given.iter().find_map(Given::as_text) {
        let fact = match subject {
            Some(_) => "an e-mail has a subject and a body, and no other text",
            None => "the subject stands before the file",
        };
        let help = match subject {
            Some(_) => "remove it; for an SMS too, return `(email!(..), sms!(..))`".to_owned(),
            None => format!("write `email!({}, file = ..)`", text.token()),
        };
        errors.on(text, fact, help);
        return None;
    }
    message(subject.as_ref(), body, Field::Body, given, errors)
}

/// Reads the tokens of `sms!`.
pub(super) fn sms(input: TokenStream, errors: &mut Errors) -> Option<Message> {
    let end = carets::end(&input);
    let parser = |input: ParseStream<'_>| {
        let text = match Origin::of_file(input)? {
            Some(file) => file,
            None => Origin::Literal(literal(input, end, "the text", &SMS)?),
        };
        Ok((text, arguments(input, end)?))
    };
    let (text, given) = parser.parse2(input).map_err(|error| errors.push(error)).ok()?;
    if let (Origin::Literal(literal), Some(second)) = (&text, given.iter().find_map(Given::as_text)) {
        errors.on(literal, "an SMS has no subject", format!("write `sms!({})`", second.token()));
        return None;
    }
    message(None, text, Field::Text, given, errors)
}

/// Reads the texts of each language.
fn message(
    subject: Option<&LitStr>,
    origin: Origin,
    field: Field,
    mut given: Vec<Given>,
    errors: &mut Errors,
) -> Option<Message> {
    let mut variants = Vec::new();
    let mut choice = None;
    match origin {
        Origin::Literal(literal) => {
            variants.push(Variant::read(subject, field, None, errors, |errors| {
                Source::of_literal(literal, errors)
            }));
        }
        Origin::File(path) => {
            let file = path.value();
            variants.push(Variant::read(subject, field, None, errors, |errors| {
                Source::of_file(path, &file, None, field, errors)
            }));
        }
        Origin::Files(pattern) => {
            let taken = Choice::take(&mut given, &pattern, errors)?;
            for language in &taken.languages {
                let language = language.value();
                let file = pattern.value().replace("{language}", &language);
                variants.push(Variant::read(subject, field, Some(language.clone()), errors, |errors| {
                    Source::of_file(pattern.clone(), &file, Some(&language), field, errors)
                }));
            }
            choice = Some(taken);
        }
    }
    let texts: Vec<&Text> = variants.iter().flat_map(|variant| &variant.texts).collect();
    let allowed = take_allowed(&mut given, &texts, errors);
    Some(Message { variants, given, allowed, choice })
}

impl Variant {
    /// Reads the texts. A file without a subject before it has it in its title.
    fn read(
        subject: Option<&LitStr>,
        field: Field,
        language: Option<String>,
        errors: &mut Errors,
        read: impl FnOnce(&mut Errors) -> (Source, Option<Vec<Part>>),
    ) -> Self {
        let mut texts = Vec::new();
        if let Some(subject) = subject {
            let (source, parts) = Source::of_literal(subject.clone(), errors);
            texts.push(Text { field: Field::Subject, source, parts });
        }
        let (source, mut parts) = read(errors);
        if let Some(language) = &language {
            // The language's own tag, as in `<html lang="{{ language }}">`.
            for part in parts.iter_mut().flatten() {
                if matches!(part, Part::Value { value: Argument::Name(name), .. } if name == "language") {
                    *part = Part::Text(language.clone());
                }
            }
        }
        if let (Field::Body, None, Some(parts)) = (field, subject, &parts) {
            let (source, parts) = source.title(parts, errors);
            texts.push(Text { field: Field::Subject, source, parts });
        }
        texts.push(Text { field, source, parts });
        Self { language, texts }
    }
}

/// Takes `allow = LineBreaks` out of the arguments, unless a text inserts `{allow}`.
fn take_allowed(given: &mut Vec<Given>, texts: &[&Text], errors: &mut Errors) -> Vec<Allow> {
    let inserts =
        |part: &Part| matches!(part, Part::Value { value: Argument::Name(name), .. } if name == "allow");
    if texts.iter().any(|text| text.parts.iter().flatten().any(inserts)) {
        return Vec::new();
    }
    let is_allow = |given: &Given| given.name.as_ref().is_some_and(|name| name == "allow");
    let (allowed, rest) = std::mem::take(given).into_iter().partition(is_allow);
    *given = rest;
    let named = |given: Given| {
        let name = match &given.value {
            Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
            _ => None,
        };
        let allow = Allow::ALL.into_iter().find(|allow| name.as_deref() == Some(allow.name()));
        if allow.is_none() {
            let help = format!("write {}", either(Allow::ALL.map(Allow::name)));
            errors.on(&given.value, "`allow` takes the name of a rule that a text may break", help);
        }
        allow
    };
    Vec::into_iter(allowed).filter_map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::{email, sms};
    use crate::tools::errors::Errors;

    #[test]
    fn texts_and_arguments_are_read() {
        let mut errors = Errors::default();
        let tokens = "\"a\", \"{code} {x} {}\", x = b == c, d == e, f::g(), \"h\",".parse().unwrap();
        let email = email(tokens, &mut errors).unwrap();
        assert_eq!(errors.messages(), [""; 0]);
        let texts: Vec<_> = email.variants[0].texts.iter().map(|text| &*text.source.content).collect();
        assert_eq!(texts, ["a", "{code} {x} {}"]);
        let names: Vec<_> =
            email.given.iter().map(|given| given.name.as_ref().map(ToString::to_string)).collect();
        assert_eq!(names, [Some("x".to_owned()), None, None, None]);
    }

    #[test]
    fn each_mistake_is_one_error() {
        for (tokens, fact) in [
            ("", "the subject is missing"),
            ("\"a\"", "the body is missing"),
            ("\"a\" \"b\"", "there is no comma between the subject and the body"),
            ("a, \"b\"", "the subject is one string literal"),
            ("\"a\" + b, \"c\"", "the subject is one string literal"),
            ("\"a\"x, \"b\"", "the subject has the suffix `x`"),
            ("Ok(\"a\"), \"b\"", "`Ok` goes around the message"),
            ("\"a\", file", "expected `=` after `file`"),
            ("\"a\", file = b", "the path is one string literal"),
            ("\"a\", files = \"b.html\"", "the path does not say where the language stands"),
            ("file = \"a/{language}.html\"", "`{language}` stands for a file of each language"),
            ("files = \"a/{language}.html\"", "the files' languages are not listed"),
            ("files = \"a/{language}.html\", languages = [\"en\"]", "nothing says which language to take"),
            (
                "files = \"{language}\", languages = \"en\", language = l",
                "`languages` is a list of language tags",
            ),
            ("files = \"{language}\", languages = [], language = l", "the list has no language"),
            ("files = \"{language}\", languages = [\"e\"], language = l", "`e` is not a language tag"),
            ("files = \"{language}\", languages = [\"en\", \"EN\"], language = l", "`EN` is listed twice"),
            ("file = \"a\", \"{b}\"", "the subject stands before the file"),
            ("\"a\", \"b\", \"{c}\"", "an e-mail has a subject and a body"),
            ("\"a\", \"b\" c", "a value comes after a comma"),
            ("\"a\", \"b\", c: d", "a value is given with `=`"),
            ("\"a\", \"b\", c = ", "`c` has no value"),
            ("\"a\", \"b\", ,", "expected a value"),
        ] {
            let mut errors = Errors::default();
            assert!(email(tokens.parse().unwrap(), &mut errors).is_none(), "{tokens}");
            let [error] = &errors.messages()[..] else { panic!("{tokens}: {:?}", errors.messages()) };
            assert!(error.starts_with(fact), "{tokens}: {error}");
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_is_one_error() {
        for (path, fact) in
            [("tests/none.html", "there is no file `tests/none.html`"), ("src", "`src` cannot be read")]
        {
            let mut errors = Errors::default();
            let email = email(quote::quote!(file = #path), &mut errors).unwrap();
            assert!(email.variants[0].texts[0].parts.is_none());
            let [error] = &errors.messages()[..] else { panic!("{path}: {:?}", errors.messages()) };
            assert!(error.starts_with(fact), "{path}: {error}");
        }
    }

    #[test]
    fn an_sms_has_one_text() {
        let mut errors = Errors::default();
        assert!(sms("\"a\", \"{code}\"".parse().unwrap(), &mut errors).is_none());
        assert_eq!(errors.messages(), ["an SMS has no subject\nhelp: write `sms!(\"{code}\")`"]);
    }

    #[test]
    fn both_texts_are_parsed_before_one_is_reported() {
        let mut errors = Errors::default();
        let email = email("\"{\", \"}\"".parse().unwrap(), &mut errors).unwrap();
        assert!(email.variants[0].texts.iter().all(|text| text.parts.is_none()));
        assert_eq!(errors.len(), 2);
    }
}
