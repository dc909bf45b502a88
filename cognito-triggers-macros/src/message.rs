//! `email!` and `sms!`: what the literal shows is checked here, the rest when the text is made.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Expr, LitStr, Token};

use crate::errors::Errors;
use crate::rules::{self, Field};
use crate::template::{self, Argument, PLACEHOLDERS, Part, Placeholder};

/// `email!($crate; "subject", "body", arguments)`.
pub(crate) fn email(input: TokenStream) -> TokenStream {
    let (krate, input) = split_crate(input);
    let mut errors = Errors::default();
    let model = (|input: ParseStream<'_>| {
        let subject = literal(input, "email!(\"subject\", \"body with {code}\")")?;
        comma(input, "the body", "email!(\"subject\", \"body with {code}\")")?;
        let body = literal(input, "email!(\"subject\", \"body with {code}\")")?;
        Ok((subject, body, arguments(input)?))
    })
    .parse2(input);
    let (subject, body, arguments) = match model {
        Ok(model) => model,
        Err(error) => return failed(vec![error], errors),
    };
    let mut values = Values::new(&arguments);
    let subject_parts = text(Field::Subject, &subject, &mut values, &mut errors);
    let body_parts = text(Field::Body, &body, &mut values, &mut errors);
    values.check_all_used(&mut errors);
    if !errors.is_empty() {
        return failed(Vec::new(), errors);
    }
    let subject = tokens(&krate, &subject_parts, &values, subject.span());
    let type_parameter = placeholders(&krate, &body_parts, body.span());
    let at = body.span();
    let body = tokens(&krate, &body_parts, &values, at);
    let make = quote_spanned!(at=> custom_message::Email::<#type_parameter>::from_parts(&#subject, &#body));
    values.bind(quote_spanned!(at=> #krate::#make))
}

/// `sms!($crate; "text", arguments)`.
pub(crate) fn sms(input: TokenStream) -> TokenStream {
    let (krate, input) = split_crate(input);
    let mut errors = Errors::default();
    let model = (|input: ParseStream<'_>| {
        let text = literal(input, "sms!(\"text with {code}\")")?;
        Ok((text, arguments(input)?))
    })
    .parse2(input);
    let (literal, arguments) = match model {
        Ok(model) => model,
        Err(error) => return failed(vec![error], errors),
    };
    let mut values = Values::new(&arguments);
    let parts = text(Field::Text, &literal, &mut values, &mut errors);
    values.check_all_used(&mut errors);
    if !errors.is_empty() {
        return failed(Vec::new(), errors);
    }
    let at = literal.span();
    let type_parameter = placeholders(&krate, &parts, at);
    let text = tokens(&krate, &parts, &values, at);
    let make = quote_spanned!(at=> custom_message::Sms::<#type_parameter>::from_parts(&#text));
    values.bind(quote_spanned!(at=> #krate::#make))
}

/// An expression of any type in place of a message, so that the mistake is the only error.
fn failed(more: Vec<syn::Error>, mut errors: Errors) -> TokenStream {
    more.into_iter().for_each(|error| errors.push(error));
    let errors = errors.into_tokens();
    quote!({ #errors ::core::unreachable!() })
}

/// What the wrapper puts before the user's tokens: the path to the runtime crate.
pub(crate) fn split_crate(input: TokenStream) -> (TokenStream, TokenStream) {
    let mut tokens = input.into_iter();
    let krate = tokens
        .by_ref()
        .take_while(|token| !matches!(token, TokenTree::Punct(p) if p.as_char() == ';'))
        .collect();
    (krate, tokens.collect())
}

fn literal(input: ParseStream<'_>, example: &str) -> syn::Result<LitStr> {
    if input.is_empty() {
        return Err(syn::Error::new(input.span(), format!("the text is missing\nhelp: write `{example}`")));
    }
    if input.peek(LitStr) {
        return input.parse();
    }
    let found: Expr = input.parse()?;
    Err(syn::Error::new_spanned(
        found,
        format!(
            "the text is a string literal, which is checked when the program is compiled\nhelp: write `{example}`; a value goes into it as `{{value}}`"
        ),
    ))
}

fn comma(input: ParseStream<'_>, before: &str, example: &str) -> syn::Result<()> {
    let missing = if input.is_empty() { "is missing" } else { "comes after a comma" };
    match input.parse::<Token![,]>() {
        Ok(_) => Ok(()),
        Err(error) => {
            Err(syn::Error::new(error.span(), format!("{before} {missing}\nhelp: write `{example}`")))
        }
    }
}

/// An argument after the texts: `value` or `name = value`.
struct Given {
    name: Option<Ident>,
    value: Expr,
}

impl Parse for Given {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let named = input.peek(syn::Ident) && input.peek2(Token![=]) && !input.peek2(Token![==]);
        let name = if named {
            let name = input.parse()?;
            input.parse::<Token![=]>()?;
            Some(name)
        } else {
            None
        };
        Ok(Self { name, value: input.parse()? })
    }
}

fn arguments(input: ParseStream<'_>) -> syn::Result<Vec<Given>> {
    if input.is_empty() {
        return Ok(Vec::new());
    }
    if !input.peek(Token![,]) {
        return Err(input.error("an argument comes after a comma\nhelp: write `, name = value`"));
    }
    input.parse::<Token![,]>()?;
    Ok(input.parse_terminated(Given::parse, Token![,])?.into_iter().collect())
}

/// The values that the texts insert.
struct Values<'a> {
    given: &'a [Given],
    used: Vec<bool>,
    next: usize,
    /// Variables of the caller, by name.
    captured: Vec<Ident>,
}

impl<'a> Values<'a> {
    fn new(given: &'a [Given]) -> Self {
        Self { given, used: vec![false; given.len()], next: 0, captured: Vec::new() }
    }

    /// Makes an argument of the text a position or the name of a variable.
    fn resolve(&mut self, argument: &mut Argument, at: &LitStr, errors: &mut Errors) {
        let index = match argument {
            Argument::Next => {
                self.next += 1;
                self.next - 1
            }
            Argument::Position(position) => *position,
            Argument::Name(name) => {
                match self.given.iter().position(|given| given.name.as_ref().is_some_and(|n| n == name)) {
                    Some(index) => index,
                    None => return self.capture(name, at.span()),
                }
            }
        };
        *argument = Argument::Position(index);
        match self.used.get_mut(index) {
            Some(used) => *used = true,
            None => errors.on(
                at,
                format!(
                    "the text inserts argument {index} (counted from 0), and there are {}",
                    self.given.len()
                ),
                "name the value: `{value}`",
            ),
        }
    }

    fn capture(&mut self, name: &str, span: Span) {
        if !self.captured.iter().any(|ident| ident == name) {
            self.captured.push(Ident::new(name, span));
        }
    }

    fn check_all_used(&self, errors: &mut Errors) {
        for (given, used) in self.given.iter().zip(&self.used) {
            let placeholder = given.name.as_ref().filter(|name| PLACEHOLDERS.iter().any(|p| name == p));
            if let Some(name) = placeholder {
                errors.on(
                    name,
                    format!("`{{{name}}}` is replaced by Cognito, and takes no value"),
                    format!(
                        "name the argument otherwise, such as `my_{name} = ..`, and write `{{my_{name}}}`"
                    ),
                );
            } else if !used {
                match &given.name {
                    Some(name) => errors.on(
                        name,
                        format!("the argument `{name}` is not used"),
                        format!("write `{{{name}}}` in the text, or remove it"),
                    ),
                    None => errors.on(
                        &given.value,
                        "the argument is not used",
                        "write `{}` in the text, or remove it",
                    ),
                }
            }
        }
    }

    /// Where an argument of the text stands among the bound values.
    fn index(&self, argument: &Argument) -> syn::Index {
        let index = match argument {
            Argument::Position(position) => *position,
            Argument::Next => self.given.len(),
            Argument::Name(name) => {
                self.given.len() + self.captured.iter().position(|ident| ident == name).unwrap_or(0)
            }
        };
        syn::Index { index: u32::try_from(index).unwrap_or(u32::MAX), span: Span::mixed_site() }
    }

    /// Evaluates the values, each once and in order, before what is made of them.
    fn bind(&self, make: TokenStream) -> TokenStream {
        if self.given.is_empty() && self.captured.is_empty() {
            return make;
        }
        let given = self.given.iter().map(|given| &given.value);
        let captured = &self.captured;
        let values = values_ident();
        quote!(match (#(&(#given),)* #(&#captured,)*) { #values => #make })
    }
}

/// A name that neither sees nor is seen by the caller's.
fn values_ident() -> Ident {
    Ident::new("values", Span::mixed_site())
}

/// Reads a text and checks what the literal shows of it.
fn text(field: Field, literal: &LitStr, values: &mut Values<'_>, errors: &mut Errors) -> Vec<Part> {
    let content = literal.value();
    let mut parts = match template::parse(&content) {
        Ok(parts) => parts,
        Err((fact, help)) => {
            errors.on(literal, fact, help);
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
    check_placeholders(field, &parts, literal, errors);
    check_rules(field, &content, &parts, literal, errors);
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
    if !code && !username && !link {
        errors.on(
            literal,
            format!("{field} has no `{{code}}`, and Cognito refuses a message without it"),
            "write `{code}` where the code goes",
        );
    } else if link && (code || username) && field == Field::Body {
        let other = if code { "code" } else { "username" };
        errors.on(
            literal,
            format!("{field} has `{{link}}` and `{{{other}}}`, and Cognito never replaces both"),
            format!("remove `{{{other}}}` for a pool that verifies by link, and `{{link}}` for every other"),
        );
    }
    let typed = parts
        .iter()
        .any(|part| matches!(part, Part::Text(text) if text.contains("{##") || text.contains("{username}")));
    if typed {
        errors.on(
            literal,
            "the text has a placeholder in Cognito's own notation, which the event may spell in another way",
            "write `{code}` for `{####}`, `{username}`, or `{link:text}`",
        );
    }
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

/// The type that says which placeholders the text has.
fn placeholders(krate: &TokenStream, parts: &[Part], at: Span) -> TokenStream {
    let has =
        |wanted: &Placeholder| parts.iter().any(|part| matches!(part, Part::Placeholder(p) if p == wanted));
    let path = |name: &str| {
        let name = Ident::new(name, at);
        quote_spanned!(at=> #krate::custom_message::#name)
    };
    match (has(&Placeholder::Code), has(&Placeholder::Username)) {
        (true, true) => {
            let (code, username) = (path("Code"), path("Username"));
            quote_spanned!(at=> (#code, #username))
        }
        (true, false) => path("Code"),
        (false, true) => path("Username"),
        (false, false) => path("Link"),
    }
}

/// The parts as an array for the runtime crate.
fn tokens(krate: &TokenStream, parts: &[Part], values: &Values<'_>, at: Span) -> TokenStream {
    let all = values_ident();
    let parts = parts.iter().map(|part| {
        let part = match part {
            Part::Text(text) => quote_spanned!(at=> Text(#text)),
            Part::Placeholder(Placeholder::Code) => quote_spanned!(at=> CodePlaceholder),
            Part::Placeholder(Placeholder::Username) => quote_spanned!(at=> UsernamePlaceholder),
            Part::Placeholder(Placeholder::Link(None)) => quote_spanned!(at=> LinkPlaceholder),
            Part::Placeholder(Placeholder::Link(Some(text))) => quote_spanned!(at=> LinkText(#text)),
            Part::Value { argument, format } => {
                let index = values.index(argument);
                if format.is_empty() {
                    quote_spanned!(at=> Value(#all.#index))
                } else {
                    let format = format!("{{:{format}}}");
                    quote_spanned!(at=> Value(&::core::format_args!(#format, #all.#index)))
                }
            }
        };
        quote_spanned!(at=> #krate::custom_message::Part::#part)
    });
    quote_spanned!(at=> [#(#parts),*])
}
