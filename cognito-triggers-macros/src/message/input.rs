//! A message as the user wrote it: the texts, then the values.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, ExprLit, Lit, LitStr, Token};

use super::part::{Argument, Part};
use super::source::Source;
use crate::rules::{Allow, Field};
use crate::tools::carets;
use crate::tools::errors::{Errors, either, error_at, error_on};

/// An e-mail.
pub(super) struct Email {
    pub(super) subject: Text,
    pub(super) body: Text,
    pub(super) given: Vec<Given>,
    pub(super) allowed: Vec<Allow>,
}

/// An SMS.
pub(super) struct Sms {
    pub(super) text: Text,
    pub(super) given: Vec<Given>,
    pub(super) allowed: Vec<Allow>,
}

/// A text of a message.
pub(super) struct Text {
    pub(super) field: Field,
    pub(super) source: Source,
    /// The parts, or `None` where the template has a mistake, which has been reported.
    pub(super) parts: Option<Vec<Part>>,
}

/// An argument after the texts: `value` or `name = value`.
pub(super) struct Given {
    pub(super) name: Option<Ident>,
    pub(super) value: Expr,
}

/// Reads the tokens of `email!`.
pub(super) fn email(input: TokenStream, errors: &mut Errors) -> Option<Email> {
    let end = carets::end(&input);
    let parser = |input: ParseStream<'_>| {
        let subject = literal(input, end, "the subject", &EMAIL)?;
        comma(input, end)?;
        let body = match Source::of_file(input)? {
            Some(file) => file,
            None => Source::of_literal(literal(input, end, "the body", &EMAIL)?),
        };
        Ok((subject, body, arguments(input, end)?))
    };
    let (subject, body, mut given) = parser.parse2(input).map_err(|error| errors.push(error)).ok()?;
    if let Some(text) = given.iter().find_map(Given::as_text) {
        errors.on(
            text,
            "an e-mail has a subject and a body, and no other text",
            "remove it; for an SMS too, return `(email!(..), sms!(..))`",
        );
        return None;
    }
    let subject = Text::parse(Field::Subject, Source::of_literal(subject), errors);
    let body = Text::parse(Field::Body, body, errors);
    let allowed = take_allowed(&mut given, &[&subject, &body], errors);
    Some(Email { subject, body, given, allowed })
}

/// Reads the tokens of `sms!`.
pub(super) fn sms(input: TokenStream, errors: &mut Errors) -> Option<Sms> {
    let end = carets::end(&input);
    let parser =
        |input: ParseStream<'_>| Ok((literal(input, end, "the text", &SMS)?, arguments(input, end)?));
    let (literal, mut given) = parser.parse2(input).map_err(|error| errors.push(error)).ok()?;
    if let Some(text) = given.iter().find_map(Given::as_text) {
        errors.on(literal, "an SMS has no subject", format!("write `sms!({})`", text.token()));
        return None;
    }
    let text = Text::parse(Field::Text, Source::of_literal(literal), errors);
    let allowed = take_allowed(&mut given, &[&text], errors);
    Some(Sms { text, given, allowed })
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

impl Text {
    fn parse(field: Field, source: Source, errors: &mut Errors) -> Self {
        let parts = source.parts(errors);
        Self { field, source, parts }
    }
}

/// A macro, as help texts name it.
struct Names {
    name: &'static str,
    example: &'static str,
    /// The function that takes computed texts.
    checked: &'static str,
}

const EMAIL: Names =
    Names { name: "email!", example: "email!(\"subject\", \"body with {code}\")", checked: "Email::checked" };

const SMS: Names = Names { name: "sms!", example: "sms!(\"text with {code}\")", checked: "Sms::checked" };

/// Reads a text, which is `what` in the messages.
fn literal(input: ParseStream<'_>, end: Span, what: &str, names: &Names) -> syn::Result<LitStr> {
    let Names { name, example, checked } = names;
    if input.is_empty() {
        return Err(error_at(end, format!("{what} is missing"), format!("write `{example}`")));
    }
    let found = if input.peek(LitStr) {
        let literal: LitStr = input.parse()?;
        if !literal.suffix().is_empty() {
            let fact = format!("{what} has the suffix `{}`", literal.suffix());
            return Err(error_at(literal.span(), fact, "remove it"));
        }
        if !input.peek(Token![+]) && !input.peek(Token![.]) {
            return Ok(literal);
        }
        literal.into_token_stream()
    } else {
        match input.parse::<Expr>() {
            // Where rustc expects a `Result`, it proposes to write `Ok` here.
            Ok(Expr::Call(call)) if matches!(&*call.func, Expr::Path(path) if path.path.is_ident("Ok")) => {
                let fact = "`Ok` goes around the message, not around its text";
                return Err(error_on(&call.func, fact, format!("write `Ok({name}(..))`")));
            }
            Ok(found) => found.into_token_stream(),
            Err(error) => {
                let at = if input.is_empty() { end } else { error.span() };
                return Err(error_at(at, format!("expected {what}"), format!("write `{example}`")));
            }
        }
    };
    if found.to_string() == "file" {
        let help = "write `file = \"templates/welcome.html\"`";
        return Err(error_on(found, "expected `=` after `file`", help));
    }
    Err(error_on(
        found,
        format!("{what} is one string literal, which is checked when the program is compiled"),
        format!(
            "write `{example}`; a value goes into it as `{{value}}`, and `{checked}` takes a text from elsewhere"
        ),
    ))
}

/// Reads the comma after the subject.
fn comma(input: ParseStream<'_>, end: Span) -> syn::Result<()> {
    let help = format!("write `{}`", EMAIL.example);
    if input.is_empty() {
        return Err(error_at(end, "the body is missing", help));
    }
    let comma = input.parse::<Token![,]>();
    comma
        .map(drop)
        .map_err(|error| error_at(error.span(), "there is no comma between the subject and the body", help))
}

/// Reads the arguments after the texts.
fn arguments(input: ParseStream<'_>, end: Span) -> syn::Result<Vec<Given>> {
    let mut arguments = Vec::new();
    while !input.is_empty() {
        if let Err(error) = input.parse::<Token![,]>() {
            let found = input.cursor().token_stream().into_iter().next();
            let help = match found {
                Some(TokenTree::Punct(_)) | None => "remove it, or write `, name = value`".to_owned(),
                Some(found) => format!("write a comma before `{found}`"),
            };
            return Err(error_at(error.span(), "a value comes after a comma", help));
        }
        if !input.is_empty() {
            arguments.push(Given::parse(input, end)?);
        }
    }
    Ok(arguments)
}

impl Given {
    fn parse(input: ParseStream<'_>, end: Span) -> syn::Result<Self> {
        let has_name = input.peek(syn::Ident);
        let has_colon = has_name && input.peek2(Token![:]) && !input.peek2(Token![::]);
        let has_equals = has_name && input.peek2(Token![=]) && !input.peek2(Token![==]);
        let name: Option<Ident> = if has_colon || has_equals { Some(input.parse()?) } else { None };
        if let (Some(name), true) = (&name, has_colon) {
            let colon = input.parse::<Token![:]>()?;
            return Err(error_at(colon.span, "a value is given with `=`", format!("write `{name} = ..`")));
        }
        if has_equals {
            input.parse::<Token![=]>()?;
        }
        match (input.parse(), &name) {
            (Ok(value), _) => Ok(Self { name, value }),
            (Err(_), Some(name)) if input.is_empty() || input.peek(Token![,]) => Err(error_at(
                name.span(),
                format!("`{name}` has no value"),
                format!("write a value after `{name} =`"),
            )),
            (Err(error), _) => {
                let at = if input.is_empty() { end } else { error.span() };
                Err(error_at(at, "expected a value", "write `name = value`, or remove it"))
            }
        }
    }

    /// Returns the argument if it is one more text of a message, and not a value to insert.
    fn as_text(&self) -> Option<&LitStr> {
        match &self.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. })
                if self.name.is_none() && text.value().contains(['{', '#']) =>
            {
                Some(text)
            }
            _ => None,
        }
    }
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
        assert_eq!((&*email.subject.source.content, &*email.body.source.content), ("a", "{code} {x} {}"));
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
            ("\"a\", file = b", "`file` is the path of a file"),
            ("\"a\", file = \"tests/none.html\"", "there is no file `tests/none.html`"),
            ("\"a\", file = \"src\"", "`src` cannot be read"),
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
    fn an_sms_has_one_text() {
        let mut errors = Errors::default();
        assert!(sms("\"a\", \"{code}\"".parse().unwrap(), &mut errors).is_none());
        assert_eq!(errors.messages(), ["an SMS has no subject\nhelp: write `sms!(\"{code}\")`"]);
    }

    #[test]
    fn both_texts_are_parsed_before_one_is_reported() {
        let mut errors = Errors::default();
        let email = email("\"{\", \"}\"".parse().unwrap(), &mut errors).unwrap();
        assert!(email.subject.parts.is_none() && email.body.parts.is_none());
        assert_eq!(errors.len(), 2);
    }
}
