//! The list of an attribute: `SignUp, AdminCreateUser`.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::errors::{Errors, either};
use crate::spec::{TRIGGERS, Trigger};
use crate::version;

/// What an attribute's list says.
pub(crate) struct Args {
    /// The sources listed, as the user wrote them; none means all of the trigger.
    pub(crate) sources: Vec<Ident>,
    /// The version of the events, for the trigger that has several.
    pub(crate) version: Option<Ident>,
    /// The path to this crate.
    pub(crate) krate: TokenStream,
}

/// Reads the list; what is wrong in it is left out.
pub(crate) fn parse(tokens: TokenStream, trigger: &Trigger, errors: &mut Errors) -> Args {
    let mut elements = elements(tokens, errors);
    let version = version::take(&mut elements, trigger, errors);
    let mut args = Args { sources: Vec::new(), version, krate: quote!(::cognito_triggers) };
    for element in elements {
        match &element[..] {
            [TokenTree::Ident(name)] => source(name, trigger, &mut args, errors),
            [TokenTree::Ident(key), TokenTree::Punct(equals), path @ ..]
                if key == "crate" && equals.as_char() == '=' =>
            {
                krate(key, path, &mut args, errors);
            }
            [TokenTree::Literal(literal)] => {
                let text = literal.to_string();
                let text = text.trim_matches('"');
                let name = trigger.meant(text).map_or("SignUp", |source| source.name);
                errors.on(literal, "a trigger source is written without quotes", format!("write `{name}`"));
            }
            [.., TokenTree::Punct(colon), TokenTree::Ident(last)] if colon.as_char() == ':' => {
                let path: TokenStream = element.iter().cloned().collect();
                errors.on(path, "a trigger source is written without a path", format!("write `{last}`"));
            }
            other => {
                let tokens: TokenStream = other.iter().cloned().collect();
                let names = either(trigger.sources.iter().map(|source| source.name));
                errors.on(
                    &tokens,
                    format!("expected a trigger source, found `{tokens}`"),
                    format!("write {names}"),
                );
            }
        }
    }
    version::check_sources(args.version.as_ref(), &args.sources, errors);
    args
}

/// Splits at commas, and between two names where a comma is missing.
fn elements(tokens: TokenStream, errors: &mut Errors) -> Vec<Vec<TokenTree>> {
    let mut elements = Vec::new();
    let mut current: Vec<TokenTree> = Vec::new();
    for token in tokens {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => {
                if current.is_empty() {
                    errors.on(&token, "expected a trigger source, found `,`", "remove the comma");
                } else {
                    elements.push(std::mem::take(&mut current));
                }
                continue;
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                current.extend(group.stream());
                continue;
            }
            TokenTree::Ident(name)
                if matches!(current.last(), Some(TokenTree::Ident(_) | TokenTree::Literal(_))) =>
            {
                errors.on(&token, format!("expected `,` before `{name}`"), format!("write `, {name}`"));
                elements.push(std::mem::take(&mut current));
            }
            _ => {}
        }
        current.push(token);
    }
    if !current.is_empty() {
        elements.push(current);
    }
    elements
}

fn source(name: &Ident, trigger: &Trigger, args: &mut Args, errors: &mut Errors) {
    let text = name.to_string();
    if trigger.source(&text).is_some() {
        if args.sources.contains(name) {
            errors.on(name, format!("`{text}` is listed twice"), "remove one of them");
        } else {
            args.sources.push(name.clone());
        }
        return;
    }
    let fact = format!("`{text}` is not a trigger source of `{}`", trigger.name);
    if let Some(source) = trigger.meant(&text) {
        errors.on(name, fact, format!("write `{}`", source.name));
        return;
    }
    let elsewhere: Vec<String> = TRIGGERS
        .iter()
        .filter(|other| other.source(&text).is_some() || other.meant(&text).is_some())
        .map(|other| format!("#[{}]", other.attribute))
        .collect();
    if elsewhere.is_empty() {
        errors.on(name, fact, format!("write {}", either(trigger.nearest_first(&text))));
    } else {
        let attributes = either(elsewhere.iter().map(String::as_str));
        let here = either(trigger.nearest_first(&text));
        errors.on(name, fact, format!("it belongs to {attributes}; here, write {here}"));
    }
}

fn krate(key: &Ident, path: &[TokenTree], args: &mut Args, errors: &mut Errors) {
    let tokens: TokenStream = path.iter().cloned().collect();
    match syn::parse2::<syn::Path>(tokens) {
        Ok(path) => args.krate = path.into_token_stream(),
        Err(_) => errors.on(
            key,
            "`crate = ..` takes the path to `cognito_triggers`",
            "write `crate = ::my_crate::cognito_triggers`",
        ),
    }
}
