//! The function under an attribute: its signature, never its body.

mod output;
mod parameters;

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, FnArg, GenericParam, Signature, Visibility};

use self::output::output;
use self::parameters::parameters;
use crate::tools::errors::Errors;
use crate::tools::spec::Trigger;

/// A function that can be a handler.
pub(crate) struct Function {
    /// `cfg` attributes, which what the attribute adds must share.
    pub(crate) cfgs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) name: Ident,
    /// Whether calling it gives a future.
    pub(crate) is_async: bool,
    /// The event's type, with `'_` for each lifetime.
    pub(crate) event: TokenStream,
    /// What follows the event, in order.
    pub(crate) inputs: Vec<Input>,
    /// The state's type, if it takes one.
    pub(crate) state: Option<TokenStream>,
    /// What it returns, once awaited.
    pub(crate) output: TokenStream,
}

/// A parameter after the event.
pub(crate) enum Input {
    State,
    Context(TokenStream),
}

/// Attributes, visibility, signature; the rest is the body.
struct Head {
    attributes: Vec<Attribute>,
    vis: Visibility,
    signature: Signature,
    body: TokenStream,
}

impl Parse for Head {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        Ok(Self {
            attributes: input.call(Attribute::parse_outer)?,
            vis: input.parse()?,
            signature: input.parse()?,
            body: input.parse()?,
        })
    }
}

/// Reads the function; `None` where it cannot be a handler, for the reasons given.
pub(crate) fn parse(item: &TokenStream, trigger: &Trigger, errors: &mut Errors) -> Option<Function> {
    let Ok(head) = syn::parse2::<Head>(item.clone()) else {
        not_a_function(item, trigger, errors);
        return None;
    };
    let signature = &head.signature;
    if signature.ident == "main" {
        errors.on(
            &signature.ident,
            "the function `main` starts the program, and a handler is called for each event",
            "name the handler otherwise, such as `verify`, and write `run(triggers![verify]).await` in `main`",
        );
        return None;
    }
    check_qualifiers(&head, errors);
    check_attributes(&head, trigger, errors);
    // What is missing is reported, so it never gets further than the function's name.
    let (event, inputs, state) = parameters(signature, trigger, errors).unwrap_or_default();
    let (output, gives_future) = output(signature, trigger, errors).unwrap_or_default();
    let is_method = matches!(signature.inputs.first(), Some(FnArg::Receiver(_)));
    (!is_method && has_body(&head)).then(|| Function {
        cfgs: head.attributes.iter().filter(|a| a.path().is_ident("cfg")).cloned().collect(),
        vis: head.vis.clone(),
        name: signature.ident.clone(),
        is_async: signature.asyncness.is_some() || gives_future,
        event,
        inputs,
        state,
        output,
    })
}

/// The function as it is emitted: as it was written, but for what would make rustc report the same
/// mistake again, in its own words.
pub(crate) fn emitted(item: TokenStream) -> TokenStream {
    let Ok(head) = syn::parse2::<Head>(item.clone()) else { return item };
    let is_main = head.signature.ident == "main";
    let has_sibling = head.attributes.iter().any(|attribute| sibling(attribute).is_some());
    if head.signature.constness.is_none() && has_body(&head) && !is_main && !has_sibling {
        return item;
    }
    let Head { mut attributes, vis, mut signature, body } = head;
    attributes.retain(|attribute| sibling(attribute).is_none());
    signature.constness = None;
    if is_main {
        let name = &signature.ident;
        return quote::quote!(fn #name() {});
    }
    let body = if matches!(body.clone().into_iter().next(), Some(TokenTree::Group(_))) {
        body
    } else {
        quote::quote!({ ::core::unreachable!() })
    };
    quote::quote!(#(#attributes)* #vis #signature #body)
}

fn has_body(head: &Head) -> bool {
    matches!(head.body.clone().into_iter().next(), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace)
}

fn not_a_function(item: &TokenStream, trigger: &Trigger, errors: &mut Errors) {
    let attribute = trigger.attribute;
    let help = format!("write `async fn handler(event: {}) -> ..`", crate::tools::spec::event(attribute));
    let keyword = item.clone().into_iter().find(|token| {
        matches!(token, TokenTree::Ident(ident) if ["struct", "enum", "union", "impl", "trait", "mod", "static", "const", "type", "use", "let", "macro_rules", "extern"].iter().any(|k| ident == k))
    });
    let is_function =
        item.clone().into_iter().any(|token| matches!(token, TokenTree::Ident(ident) if ident == "fn"));
    match keyword {
        // Half-typed: rustc has said so, and the function is not among those of `triggers!`.
        _ if is_function => {}
        Some(keyword) => {
            errors.on(&keyword, format!("`#[{attribute}]` goes on a function, not on `{keyword}`"), help);
        }
        None => {
            let first = item.clone().into_iter().next();
            errors.on(first, format!("`#[{attribute}]` goes on a function"), help);
        }
    }
}

fn check_qualifiers(head: &Head, errors: &mut Errors) {
    let signature = &head.signature;
    if let Some(token) = &signature.constness {
        errors.on(token, "a handler runs for an event, not at compile time", "remove `const`");
    }
    if let syn::Safety::Unsafe(token) = &signature.safety {
        errors.on(
            token,
            "a handler cannot be unsafe: the router calls it",
            "remove `unsafe`, and write an `unsafe` block inside",
        );
    }
    if let Some(abi) = &signature.abi {
        errors.on(abi, "a handler is a Rust function", "remove `extern`");
    }
    if let Some(dots) = &signature.variadic {
        errors.on(dots, "a handler has a fixed list of parameters", "remove `...`");
    }
    if !has_body(head) {
        errors.on(
            &signature.ident,
            format!("the handler `{}` has no body", signature.ident),
            "write a function outside of a trait, with its body in braces",
        );
    }
    for parameter in &signature.generics.params {
        if !matches!(parameter, GenericParam::Lifetime(_)) {
            errors.on(
                parameter,
                "a handler has no type parameters: the router would not know which types to call it with",
                "write the type in its place",
            );
        }
    }
}

/// Two of our attributes on one function, of which the second is told; and those that make it
/// another kind of function.
fn check_attributes(head: &Head, trigger: &Trigger, errors: &mut Errors) {
    for attribute in &head.attributes {
        let Some(last) = attribute.path().segments.last() else { continue };
        if last.ident == "main" || last.ident == "test" {
            let name = attribute.path().to_token_stream().to_string().replace(' ', "");
            let instead = if last.ident == "main" {
                "and put it on `async fn main`, which calls `run(triggers![..]).await`"
            } else {
                "and write a test that calls the handler"
            };
            errors.on(
                attribute.path(),
                format!("a handler is called for each event, so it cannot have `#[{name}]`"),
                format!("remove `#[{name}]` here, {instead}"),
            );
        }
        if let Some(other) = sibling(attribute) {
            let fact = if other.attribute == trigger.attribute {
                format!("the function has `#[{}]` twice", other.attribute)
            } else {
                format!(
                    "a handler is for one trigger: this one has `#[{}]` and `#[{}]`",
                    trigger.attribute, other.attribute
                )
            };
            let help = if other.attribute == trigger.attribute {
                format!("list all trigger sources in one: `#[{}(.., ..)]`", trigger.attribute)
            } else {
                "write a handler for each trigger, which call the same function".to_owned()
            };
            errors.on(attribute.path(), fact, help);
        }
    }
}

/// The trigger of an attribute that is one of ours.
fn sibling(attribute: &Attribute) -> Option<&'static Trigger> {
    let last = attribute.path().segments.last()?;
    crate::tools::spec::TRIGGERS.iter().find(|trigger| last.ident == trigger.attribute)
}
