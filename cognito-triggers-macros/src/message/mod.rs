//! `email!` and `sms!`: what the literal shows is checked here, the rest when the text is made.

mod checks;
mod expand;
mod input;

mod source;
mod template;
mod values;

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::parse::{ParseStream, Parser};

use self::checks::text;
use self::expand::{placeholders, tokens};
use self::input::{EMAIL, Given, SMS, arguments, comma, literal};
use self::source::Source;
use self::values::Values;
use crate::rules::Field;
use crate::tools::call::Call;
use crate::tools::carets::end;
use crate::tools::errors::Errors;

/// `email!($crate; "subject", "body", arguments)`.
pub(crate) fn email(input: TokenStream) -> TokenStream {
    let Call { krate, input } = Call::parse(input);
    let mut errors = Errors::default();
    let end = end(&input);
    let model = (|input: ParseStream<'_>| {
        let subject = literal(input, end, "the subject", EMAIL)?;
        comma(input, end)?;
        let body = match Source::of_file(input)? {
            Some(file) => file,
            None => Source::of_literal(literal(input, end, "the body", EMAIL)?),
        };
        Ok((Source::of_literal(subject), body, arguments(input, end)?))
    })
    .parse2(input);
    let (subject, body, arguments) = match model {
        Ok(model) => model,
        Err(error) => return failed(vec![error], errors),
    };
    if let Some(text) = arguments.iter().find_map(Given::as_text) {
        errors.on(
            text,
            "an e-mail has a subject and a body, and no more text",
            "remove it; for an SMS too, return `(email!(..), sms!(..))`",
        );
        return failed(Vec::new(), errors);
    }
    let mut values = Values::new(&arguments);
    let subject_parts = text(Field::Subject, &subject, &mut values, &mut errors);
    let body_parts = text(Field::Body, &body, &mut values, &mut errors);
    values.check_all_used(&mut errors);
    if !errors.is_empty() {
        return failed(Vec::new(), errors);
    }
    let subject = tokens(&subject_parts, &values, Field::Subject, subject.span(), body.span());
    let at = body.span();
    let type_parameter = placeholders(&body_parts, at);
    let dependency = body.dependency();
    let body = tokens(&body_parts, &values, Field::Body, at, at);
    let make = quote_spanned!(at=> __email::<#type_parameter>(&#subject, &#body));
    let message = values.bind(&krate, "email", &make, at);
    match dependency {
        Some(dependency) => quote!({ #dependency #message }),
        None => message,
    }
}

/// `sms!($crate; "text", arguments)`.
pub(crate) fn sms(input: TokenStream) -> TokenStream {
    let Call { krate, input } = Call::parse(input);
    let mut errors = Errors::default();
    let end = end(&input);
    let model = (|input: ParseStream<'_>| {
        let text = literal(input, end, "the text", SMS)?;
        Ok((text, arguments(input, end)?))
    })
    .parse2(input);
    let (literal, arguments) = match model {
        Ok(model) => model,
        Err(error) => return failed(vec![error], errors),
    };
    if let Some(text) = arguments.iter().find_map(Given::as_text) {
        let help = format!("write `sms!({})`", text.token());
        errors.on(&literal, "an SMS has no subject", help);
        return failed(Vec::new(), errors);
    }
    let literal = Source::of_literal(literal);
    let mut values = Values::new(&arguments);
    let parts = text(Field::Text, &literal, &mut values, &mut errors);
    values.check_all_used(&mut errors);
    if !errors.is_empty() {
        return failed(Vec::new(), errors);
    }
    let at = literal.span();
    let type_parameter = placeholders(&parts, at);
    let text = tokens(&parts, &values, Field::Text, at, at);
    let make = quote_spanned!(at=> __sms::<#type_parameter>(&#text));
    values.bind(&krate, "sms", &make, at)
}

/// An expression in place of a message, so that the mistake is the only error.
pub(crate) fn failed(more: Vec<syn::Error>, mut errors: Errors) -> TokenStream {
    for error in more {
        errors.push(error);
    }
    errors.into_expression()
}
