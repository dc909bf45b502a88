//! The function under an attribute: its signature, never its body.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{
    Attribute, FnArg, GenericArgument, GenericParam, PathArguments, ReturnType, Signature, Type,
    TypeParamBound, Visibility,
};

use crate::errors::Errors;
use crate::spec::Trigger;

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
    let before = errors.is_empty();
    let signature = &head.signature;
    check_qualifiers(&head, errors);
    sibling(&head, trigger, errors);
    let (event, inputs, state) = parameters(signature, trigger, errors)?;
    let (output, gives_future) = output(signature, trigger, errors)?;
    (before == errors.is_empty()).then(|| Function {
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

fn not_a_function(item: &TokenStream, trigger: &Trigger, errors: &mut Errors) {
    let attribute = trigger.attribute;
    let help = format!("write `async fn handler(event: {}) -> ..`", crate::spec::event(attribute));
    let keyword = item.clone().into_iter().find(|token| {
        matches!(token, TokenTree::Ident(ident) if ["struct", "enum", "union", "impl", "trait", "mod", "static", "const", "type", "use", "let", "macro_rules"].iter().any(|k| ident == k))
    });
    match keyword {
        Some(keyword) => {
            errors.on(&keyword, format!("`#[{attribute}]` goes on a function, not on `{keyword}`"), help)
        }
        None => errors.on(item, format!("`#[{attribute}]` goes on a function"), help),
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
    let has_body = matches!(head.body.clone().into_iter().next(), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace);
    if !has_body {
        errors.on(
            &signature.ident,
            format!("the handler `{}` has no body", signature.ident),
            "a handler is a free function: write its body in braces",
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

/// Two of our attributes on one function: the second one is told, by the first.
fn sibling(head: &Head, trigger: &Trigger, errors: &mut Errors) {
    for attribute in &head.attributes {
        let Some(last) = attribute.path().segments.last() else { continue };
        if let Some(other) = crate::spec::TRIGGERS.iter().find(|t| last.ident == t.attribute) {
            let fact = if other.attribute == trigger.attribute {
                format!("the function has `#[{}]` twice", other.attribute)
            } else {
                format!(
                    "a handler is for one trigger: this one has `#[{}]` and `#[{}]`",
                    trigger.attribute, other.attribute
                )
            };
            errors.on(&attribute.meta, fact, "list all trigger sources in one attribute; for another trigger, write another handler that calls the same function");
        }
    }
}

type Parameters = (TokenStream, Vec<Input>, Option<TokenStream>);

fn parameters(signature: &Signature, trigger: &Trigger, errors: &mut Errors) -> Option<Parameters> {
    let event_help = format!("take the event: `event: {}`", crate::spec::event(trigger.attribute));
    let mut typed = Vec::new();
    for input in &signature.inputs {
        match input {
            FnArg::Receiver(receiver) => {
                errors.on(
                    receiver,
                    "a handler is a free function, without `self`",
                    "move it out of the `impl`, and take what it needs as the state: `state: &App`",
                );
                return None;
            }
            FnArg::Typed(parameter) => typed.push(&*parameter.ty),
        }
    }
    let Some((event, rest)) = typed.split_first() else {
        errors.at(
            signature.paren_token.span.join(),
            format!("the handler `{}` takes no event", signature.ident),
            event_help,
        );
        return None;
    };
    check_event(event, &event_help, errors);
    let mut inputs = Vec::new();
    let mut state: Option<TokenStream> = None;
    let mut has_context = false;
    for ty in rest {
        let Some(by_reference) = referenced(ty, errors) else { continue };
        if is_context(by_reference) {
            if std::mem::replace(&mut has_context, true) {
                errors.on(ty, "the handler takes the context twice", "remove this parameter");
            }
            inputs.push(Input::Context(by_reference.to_token_stream()));
        } else {
            if state.replace(by_reference.to_token_stream()).is_some() {
                errors.on(
                    ty,
                    "a handler takes one state",
                    "put what it needs into one struct, and take that: `state: &App`",
                );
            }
            inputs.push(Input::State);
        }
    }
    Some((anonymous_lifetimes(event.to_token_stream()), inputs, state))
}

fn check_event(ty: &Type, help: &str, errors: &mut Errors) {
    match ty {
        Type::Reference(_) => errors.on(ty, "the first parameter is the event, by value", help),
        Type::ImplTrait(_) => {
            errors.on(ty, "the event's type must be named, since it says what the handler takes", help)
        }
        _ => {
            for token in flat(ty.to_token_stream()) {
                if matches!(&token, TokenTree::Ident(ident) if ident == "static") {
                    errors.on(
                        &token,
                        "an event is borrowed for the time of the call",
                        "write `'_`, and call `event.into_owned()` to keep it",
                    );
                }
            }
        }
    }
}

/// What `&T` refers to; anything else is a mistake.
fn referenced<'t>(ty: &'t Type, errors: &mut Errors) -> Option<&'t Type> {
    const HELP: &str = "take the router's state by reference, such as `state: &App`, or `context: &Context`";
    let Type::Reference(reference) = ty else {
        errors.on(ty, "what follows the event is taken by reference", HELP);
        return None;
    };
    if let Some(token) = &reference.mutability {
        errors.on(
            token,
            "the state is shared by all events",
            "write `&`, and put what changes into a `Mutex`",
        );
    }
    match &*reference.elem {
        Type::TraitObject(_) | Type::Slice(_) | Type::ImplTrait(_) => {
            errors.on(
                ty,
                "the state must be a type of known size",
                "put it into a struct, such as `struct App { .. }`, and take `&App`",
            );
            None
        }
        Type::Path(path) if path.path.is_ident("str") => {
            errors.on(
                ty,
                "the state must be a type of known size",
                "put it into a struct, such as `struct App { .. }`, and take `&App`",
            );
            None
        }
        elem => Some(elem),
    }
}

/// The name decides: types are not known here. Rustc then checks that it is lambda_runtime's.
fn is_context(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Context"))
}

/// The type that comes out, and whether it does so through a future.
fn output(signature: &Signature, trigger: &Trigger, errors: &mut Errors) -> Option<(TokenStream, bool)> {
    let ReturnType::Type(_, ty) = &signature.output else {
        let help = match crate::spec::response(trigger.attribute) {
            "()" => return Some((quote::quote!(()), false)),
            response => format!("write `-> Result<{response}>`"),
        };
        errors.on(
            &signature.ident,
            format!("the handler `{}` returns nothing, and Cognito waits for an answer", signature.ident),
            help,
        );
        return None;
    };
    match &**ty {
        Type::ImplTrait(opaque) => {
            let output = opaque.bounds.iter().find_map(future_output);
            if output.is_none() || signature.asyncness.is_some() {
                errors.on(
                    ty,
                    "the response's type must be named, since it says what the handler answers",
                    format!("write `Result<{}>`", crate::spec::response(trigger.attribute)),
                );
                return None;
            }
            output.map(|ty| (anonymous_lifetimes(ty.to_token_stream()), true))
        }
        ty => Some((ty.to_token_stream(), false)),
    }
}

/// `T` of `Future<Output = T>`.
fn future_output(bound: &TypeParamBound) -> Option<&Type> {
    let TypeParamBound::Trait(bound) = bound else { return None };
    let last = bound.path.segments.last().filter(|last| last.ident == "Future")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::AssocType(assoc) if assoc.ident == "Output" => Some(&assoc.ty),
        _ => None,
    })
}

/// The tokens with `'_` for each named lifetime, which outside the function does not exist.
fn anonymous_lifetimes(tokens: TokenStream) -> TokenStream {
    let mut after_quote = false;
    tokens
        .into_iter()
        .map(|token| {
            let is_name = std::mem::replace(
                &mut after_quote,
                matches!(&token, TokenTree::Punct(p) if p.as_char() == '\''),
            );
            match token {
                TokenTree::Ident(ident) if is_name && ident != "static" => {
                    Ident::new("_", ident.span()).into()
                }
                TokenTree::Group(group) => {
                    let mut new =
                        proc_macro2::Group::new(group.delimiter(), anonymous_lifetimes(group.stream()));
                    new.set_span(group.span());
                    new.into()
                }
                token => token,
            }
        })
        .collect()
}

fn flat(tokens: TokenStream) -> Vec<TokenTree> {
    tokens
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Group(group) => flat(group.stream()),
            token => vec![token],
        })
        .collect()
}

/// Where the whole of some tokens starts and ends: on stable, two spans cannot be joined.
pub(crate) fn ends(tokens: &TokenStream) -> (Span, Span) {
    let mut tokens = tokens.clone().into_iter();
    let first = tokens.next().map_or_else(Span::call_site, |token| token.span());
    let last = tokens.last().map_or(first, |token| token.span());
    (first, last)
}
