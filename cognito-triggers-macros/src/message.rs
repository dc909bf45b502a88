//! `email!` and `sms!`: what the literal shows is checked here, the rest when the text is made.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::parse::{ParseStream, Parser};
use syn::{Expr, LitStr, Token};

use crate::body::Source;
use crate::errors::Errors;
use crate::rules::{self, Field};
use crate::template::{Argument, PLACEHOLDERS, Part, Placeholder};

const EMAIL: &str = "email!(\"subject\", \"body with {code}\")";
const SMS: &str = "sms!(\"text with {code}\")";

/// `email!($crate; "subject", "body", arguments)`.
pub(crate) fn email(input: TokenStream) -> TokenStream {
    let (krate, input) = split_crate(input);
    let mut errors = Errors::default();
    let end = last_span(&input);
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
    let (krate, input) = split_crate(input);
    let mut errors = Errors::default();
    let end = last_span(&input);
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

/// An expression of any type in place of a message, so that the mistake is the only error.
fn failed(more: Vec<syn::Error>, mut errors: Errors) -> TokenStream {
    for error in more {
        errors.push(error);
    }
    let errors = errors.into_tokens();
    quote!({ #errors ::core::unreachable!() })
}

/// `deny!($crate; "text", arguments)`.
pub(crate) fn deny(input: TokenStream) -> TokenStream {
    let (krate, text) = split_crate(input);
    if text.is_empty() {
        let mut errors = Errors::default();
        errors.at(
            Span::call_site(),
            "a denial needs a text, since the end user reads it",
            "write `deny!(\"Only example.com addresses may sign up.\")`",
        );
        return failed(Vec::new(), errors);
    }
    let (first, last) = crate::signature::ends(&text);
    let (denied, error, format) = (name("__denied", first), name("__Error", first), name("__format", first));
    let is_plain = syn::parse2::<LitStr>(text.clone()).is_ok_and(|text| !text.value().contains(['{', '}']));
    let text = quote_spanned!(last=> (#text));
    // What has nothing to format is no `format!`, which clippy would remark on.
    let text = if is_plain { text } else { quote_spanned!(last=> (#format! #text)) };
    let error = quote_spanned!(last=> (#error::deny #text));
    quote_spanned! {first=> {
        #[allow(unused_imports)]
        use #krate::{Error as __Error, __private::format as __format, check::denied as __denied};
        return #denied #error;
    }}
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

/// Where the user's tokens end, which is where something is missing.
pub(crate) fn last_span(input: &TokenStream) -> Span {
    input.clone().into_iter().last().map_or_else(Span::call_site, |token| match token {
        TokenTree::Group(group) => group.span_close(),
        token => token.span(),
    })
}

fn mistake(at: Span, fact: &str, help: &str) -> syn::Error {
    syn::Error::new(at, format!("{fact}\nhelp: {help}"))
}

fn literal(input: ParseStream<'_>, end: Span, what: &str, example: &str) -> syn::Result<LitStr> {
    if input.is_empty() {
        return Err(mistake(end, &format!("{what} is missing"), &format!("write `{example}`")));
    }
    let found = if input.peek(LitStr) {
        let literal: LitStr = input.parse()?;
        if !literal.suffix().is_empty() {
            let fact = format!("{what} has the suffix `{}`", literal.suffix());
            return Err(mistake(literal.span(), &fact, "remove it"));
        }
        if !input.peek(Token![+]) && !input.peek(Token![.]) {
            return Ok(literal);
        }
        literal.into_token_stream()
    } else {
        match input.parse::<Expr>() {
            // Where rustc expects a `Result`, it proposes this.
            Ok(Expr::Call(call)) if matches!(&*call.func, Expr::Path(path) if path.path.is_ident("Ok")) => {
                let name = example.split('(').next().unwrap_or_default();
                return Err(syn::Error::new_spanned(
                    &call.func,
                    format!(
                        "`Ok` goes around the message, not around its text\nhelp: write `Ok({name}(..))`"
                    ),
                ));
            }
            Ok(found) => found.into_token_stream(),
            Err(error) => {
                let at = if input.is_empty() { end } else { error.span() };
                return Err(mistake(at, &format!("expected {what}"), &format!("write `{example}`")));
            }
        }
    };
    Err(syn::Error::new_spanned(
        found,
        format!(
            "{what} is one string literal, which is checked when the program is compiled\nhelp: write `{example}`; a value goes into it as `{{value}}`"
        ),
    ))
}

fn comma(input: ParseStream<'_>, end: Span) -> syn::Result<()> {
    if input.is_empty() {
        return Err(mistake(end, "the body is missing", &format!("write `{EMAIL}`")));
    }
    match input.parse::<Token![,]>() {
        Ok(_) => Ok(()),
        Err(error) => Err(mistake(
            error.span(),
            "there is no comma between the subject and the body",
            &format!("write `{EMAIL}`"),
        )),
    }
}

/// An argument after the texts: `value` or `name = value`.
struct Given {
    name: Option<Ident>,
    value: Expr,
}

impl Given {
    fn parse(input: ParseStream<'_>, end: Span) -> syn::Result<Self> {
        let named = input.peek(syn::Ident) && input.peek2(Token![=]) && !input.peek2(Token![==]);
        let colon = input.peek(syn::Ident) && input.peek2(Token![:]) && !input.peek2(Token![::]);
        let name = if named || colon {
            let name: Ident = input.parse()?;
            if colon {
                let colon = input.parse::<Token![:]>()?;
                let fact = "a value is given with `=`";
                return Err(mistake(colon.span, fact, &format!("write `{name} = ..`")));
            }
            input.parse::<Token![=]>()?;
            Some(name)
        } else {
            None
        };
        match (input.parse(), &name) {
            (Ok(value), _) => Ok(Self { name, value }),
            (Err(_), Some(name)) if input.is_empty() || input.peek(Token![,]) => Err(mistake(
                name.span(),
                &format!("`{name}` has no value"),
                &format!("write `{name} = value`"),
            )),
            (Err(error), _) => {
                let at = if input.is_empty() { end } else { error.span() };
                Err(mistake(at, "expected a value", "write `name = value`, or remove it"))
            }
        }
    }

    /// A text, which is no value to insert.
    fn as_text(&self) -> Option<&LitStr> {
        match &self.value {
            Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. })
                if self.name.is_none() && text.value().contains(['{', '#']) =>
            {
                Some(text)
            }
            _ => None,
        }
    }
}

fn arguments(input: ParseStream<'_>, end: Span) -> syn::Result<Vec<Given>> {
    let mut arguments = Vec::new();
    while !input.is_empty() {
        if let Err(error) = input.parse::<Token![,]>() {
            let found = input.cursor().token_stream().into_iter().next();
            let help = match found {
                Some(TokenTree::Punct(_)) | None => "remove it, or write `, name = value`".to_owned(),
                Some(found) => format!("write a comma before `{found}`"),
            };
            return Err(mistake(error.span(), "a value comes after a comma", &help));
        }
        if !input.is_empty() {
            arguments.push(Given::parse(input, end)?);
        }
    }
    Ok(arguments)
}

/// The values that the texts insert.
struct Values<'a> {
    given: &'a [Given],
    used: Vec<bool>,
    next: usize,
    /// Variables of the caller, by name.
    captured: Vec<Ident>,
    /// A text asks for more than is given, or could not be read.
    lacks_value: bool,
}

impl<'a> Values<'a> {
    fn new(given: &'a [Given]) -> Self {
        Self { given, used: vec![false; given.len()], next: 0, captured: Vec::new(), lacks_value: false }
    }

    /// Makes an argument of the text a position or the name of a variable.
    fn resolve(&mut self, argument: &mut Argument, at: &LitStr, errors: &mut Errors) {
        let asked = match argument {
            Argument::Position(position) => Some(*position),
            _ => None,
        };
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
        if let Some(used) = self.used.get_mut(index) {
            *used = true;
            return;
        }
        self.lacks_value = true;
        let asked = asked.map_or_else(|| "{}".to_owned(), |position: usize| format!("{{{position}}}"));
        let fact = match self.given.len() {
            0 => format!("`{asked}` inserts a value, and none is given"),
            1 => format!("`{asked}` inserts another value than the one that is given"),
            given => format!("`{asked}` inserts another value than the {given} that are given"),
        };
        errors.on(at, fact, "write `{code}` for the code, and `{name}` for the variable `name`");
    }

    fn capture(&mut self, name: &str, span: Span) {
        if !self.captured.iter().any(|ident| ident == name) {
            self.captured.push(Ident::new(name, span));
        }
    }

    fn check_all_used(&self, errors: &mut Errors) {
        for (index, (given, used)) in self.given.iter().zip(&self.used).enumerate() {
            let earlier =
                self.given[..index].iter().any(|other| other.name.is_some() && other.name == given.name);
            if let (Some(name), true) = (&given.name, earlier) {
                errors.on(name, format!("`{name}` is given twice"), "remove one of them");
                continue;
            }
            let placeholder = given.name.as_ref().filter(|name| PLACEHOLDERS.iter().any(|p| name == p));
            if let Some(name) = placeholder {
                errors.on(
                    name,
                    format!("`{{{name}}}` is replaced by Cognito, and takes no value"),
                    format!(
                        "name the argument otherwise, such as `my_{name} = ..`, and write `{{my_{name}}}`"
                    ),
                );
            } else if !used && !self.lacks_value {
                match &given.name {
                    Some(name) => errors.on(
                        name,
                        format!("the value `{name}` is not used"),
                        format!("write `{{{name}}}` where it goes, or remove it"),
                    ),
                    None => errors.on(
                        &given.value,
                        "the value is not used",
                        "write `{}` where it goes, or remove it",
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

    /// Evaluates the values, each once and in order, before what is made of them. The message has
    /// the span of its text: so does what rustc says about it.
    fn bind(&self, krate: &TokenStream, message: &str, make: &TokenStream, at: Span) -> TokenStream {
        // `$crate` keeps its own span, so nothing that rustc may underline starts with it.
        let (function, alias) = (format_ident!("{message}"), format_ident!("__{message}", span = at));
        let [part, code, username, link, html, text] =
            ["__Part", "__Code", "__Username", "__Link", "__html", "__text"].map(|alias| name(alias, at));
        let make = quote! {
            #[allow(unused_imports)]
            use #krate::{
                check::{#function as #alias, html_value as #html, text_value as #text},
                custom_message::{Code as #code, Link as #link, Part as #part, Username as #username},
            };
            #make
        };
        if self.given.is_empty() && self.captured.is_empty() {
            return quote_spanned!(at=> { #make });
        }
        let given = self.given.iter().map(|given| {
            let value = &given.value;
            let (first, last) = crate::signature::ends(&value.to_token_stream());
            let value = quote_spanned!(last=> (#value));
            quote_spanned!(first=> &#value)
        });
        let captured = self.captured.iter().map(|name| quote_spanned!(name.span()=> &#name));
        let values = values_ident(at);
        quote_spanned!(at=> match (#(#given,)* #(#captured,)*) { #values => { #make } })
    }
}

fn name(name: &str, at: Span) -> Ident {
    Ident::new(name, at)
}

/// The values, where only code of the macro's is in scope.
fn values_ident(at: Span) -> Ident {
    Ident::new("__values", at)
}

/// Reads a text and checks what the literal shows of it.
fn text(field: Field, source: &Source, values: &mut Values<'_>, errors: &mut Errors) -> Vec<Part> {
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
    if text("{##") || text("{username}") {
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

/// The type that says which placeholders the text has.
fn placeholders(parts: &[Part], at: Span) -> TokenStream {
    let has =
        |wanted: &Placeholder| parts.iter().any(|part| matches!(part, Part::Placeholder(p) if p == wanted));
    let path = |text: &str| name(text, at).into_token_stream();
    match (has(&Placeholder::Code), has(&Placeholder::Username)) {
        (true, true) => {
            let (code, username) = (path("__Code"), path("__Username"));
            quote_spanned!(at=> (#code, #username))
        }
        (true, false) => path("__Code"),
        (false, true) => path("__Username"),
        (false, false) => path("__Link"),
    }
}

/// The parts as an array for the runtime crate.
fn tokens(parts: &[Part], values: &Values<'_>, field: Field, at: Span, bound_at: Span) -> TokenStream {
    // Two texts of one message may come from different macros, and must find the same variable.
    let all = values_ident(at.resolved_at(bound_at));
    let parts = parts.iter().map(|part| {
        let part = match part {
            Part::Text(text) => quote_spanned!(at=> Text(#text)),
            Part::Placeholder(Placeholder::Code) => quote_spanned!(at=> CodePlaceholder),
            Part::Placeholder(Placeholder::Username) => quote_spanned!(at=> UsernamePlaceholder),
            Part::Placeholder(Placeholder::Link(None)) => quote_spanned!(at=> LinkPlaceholder),
            Part::Placeholder(Placeholder::Link(Some(text))) => quote_spanned!(at=> LinkText(#text)),
            Part::Value { argument, format } => {
                let mut index = values.index(argument);
                index.span = at;
                if !format.is_empty() {
                    let format = LitStr::new(&format!("{{:{format}}}"), at);
                    quote_spanned!(at=> Value(&::core::format_args!(#format, #all.#index)))
                } else if field == Field::Body {
                    quote_spanned!(at=> Value(__html(#all.#index)))
                } else {
                    quote_spanned!(at=> Value(__text(#all.#index)))
                }
            }
        };
        quote_spanned!(at=> __Part::#part)
    });
    quote_spanned!(at=> [#(#parts),*])
}
