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
    let help = format!("write `async fn handler(event: {}) -> ..`", crate::spec::event(attribute));
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
    crate::spec::TRIGGERS.iter().find(|trigger| last.ident == trigger.attribute)
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
    if let (Type::Reference(_), Some(later)) = (unwrapped(event), rest.iter().find(|ty| !is_reference(ty))) {
        let (first, later) = (event.to_token_stream(), later.to_token_stream());
        errors.on(
            event,
            "the first parameter is the event, and what is taken by reference follows it",
            format!("write `{}` first, then `{}`", shown(&later), shown(&first)),
        );
        return None;
    }
    check_event(event, trigger, &event_help, errors);
    let mut inputs = Vec::new();
    let mut state: Option<TokenStream> = None;
    let mut has_context = false;
    for ty in rest {
        if shown(&ty.to_token_stream()) == shown(&event.to_token_stream()) {
            errors.on(ty, "a handler takes one event", "remove this parameter");
            continue;
        }
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

fn check_event(ty: &Type, trigger: &Trigger, help: &str, errors: &mut Errors) {
    match ty {
        Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "LambdaEvent") => {
            errors.on(
                ty,
                "a handler takes Cognito's event, and not `lambda_runtime`'s",
                format!("write `{}::Event<'_>`, and take `&Context` for the context", trigger.attribute),
            );
        }
        Type::Reference(_) => errors.on(ty, "the first parameter is the event, by value", help),
        Type::ImplTrait(_) => {
            errors.on(ty, "the event's type must be named, since it says what the handler takes", help);
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
    let Type::Reference(reference) = unwrapped(ty) else {
        let help = match unwrapped(ty) {
            Type::ImplTrait(_) => {
                "take the router's state, such as `state: &App`, or `context: &Context`".to_owned()
            }
            _ => format!("write `&{}`", shown(&ty.to_token_stream())),
        };
        errors.on(ty, "what follows the event, state or context, is taken by reference", help);
        return None;
    };
    if let Some(token) = &reference.mutability {
        errors.on(
            token,
            "the state is shared by all events",
            "write `&`, and put what changes into a `Mutex`",
        );
    }
    match unwrapped(&reference.elem) {
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

/// The type without parentheses and the invisible groups of `macro_rules!`.
fn unwrapped(ty: &Type) -> &Type {
    match ty {
        Type::Paren(paren) => unwrapped(&paren.elem),
        Type::Group(group) => unwrapped(&group.elem),
        ty => ty,
    }
}

fn is_reference(ty: &Type) -> bool {
    matches!(unwrapped(ty), Type::Reference(_))
}

/// Tokens as one writes them.
pub(crate) fn shown(tokens: &TokenStream) -> String {
    let mut text = tokens.to_string();
    for (spaced, tight) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" < ", "<"),
        ("< ", "<"),
        (" >", ">"),
        ("& ", "&"),
        (" , ", ", "),
        (" ,", ","),
        (" ! ", "!"),
    ] {
        text = text.replace(spaced, tight);
    }
    text
}

/// The name decides: types are not known here. Rustc then checks that it is `lambda_runtime`'s.
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
    let idents: Vec<TokenTree> = flat(ty.to_token_stream());
    let names =
        |name: &str| idents.iter().any(|token| matches!(token, TokenTree::Ident(ident) if ident == name));
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
        _ if names("dyn") && names("Future") => {
            let response = crate::spec::response(trigger.attribute);
            errors.on(
                ty,
                "a handler returns its response, not a boxed future",
                format!("write `async fn {}(..) -> Result<{response}>`", signature.ident),
            );
            None
        }
        _ if names("impl") => {
            errors.on(
                ty,
                "the response's type must be named, since it says what the handler answers",
                format!("write `Result<{}>`", crate::spec::response(trigger.attribute)),
            );
            None
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

pub(crate) fn flat(tokens: TokenStream) -> Vec<TokenTree> {
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
