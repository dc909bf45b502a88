//! The parameters of a handler: the event, then the state and the context by reference.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{FnArg, GenericArgument, PathArguments, Signature, Type};

use crate::tools::errors::Errors;
use crate::tools::spec::Trigger;
use crate::tools::tokens::{anonymous, anonymous_lifetimes, flat, shown};

/// The parameters of a handler.
#[derive(Default)]
pub(super) struct Parameters {
    /// The event's type, with `'_` for each lifetime.
    pub(super) event: TokenStream,
    /// The parameters after the event, in order.
    pub(super) inputs: Vec<Input>,
    /// The state's type, if there is one.
    pub(super) state: Option<TokenStream>,
}

/// A parameter after the event.
pub(crate) enum Input {
    State,
    /// The context, by the type that the user wrote.
    Context(TokenStream),
}

/// Reads the parameters. Returns `None` where the event cannot be found.
pub(super) fn parameters(
    signature: &Signature,
    trigger: &Trigger,
    errors: &mut Errors,
) -> Option<Parameters> {
    let event_help = format!("take the event: `event: {}`", trigger.event());
    let mut parameters = Vec::new();
    for input in &signature.inputs {
        match input {
            FnArg::Receiver(receiver) => {
                errors.on(
                    receiver,
                    "a handler is a free function, without `self`",
                    "take what it needs as the state, behind the event: `app: &App`; and move it out of the `impl`, if it is in one",
                );
                return None;
            }
            FnArg::Typed(parameter) => parameters.push(parameter),
        }
    }
    let types: Vec<&Type> = parameters.iter().map(|parameter| &*parameter.ty).collect();
    let Some((event, rest)) = types.split_first() else {
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
            "the first parameter is the event, and the parameters taken by reference follow it",
            format!("take `{}` first, then `{}`", shown(&later), shown(&first)),
        );
        return None;
    }
    check_event(event, trigger, &event_help, errors);
    let mut inputs = Vec::new();
    let mut state: Option<TokenStream> = None;
    let mut has_context = false;
    for (ty, parameter) in rest.iter().zip(parameters.iter().skip(1)) {
        if shown(&ty.to_token_stream()) == shown(&event.to_token_stream()) {
            errors.on(parameter, "a handler takes one event", "remove this parameter");
            continue;
        }
        let Some(by_reference) = referenced(ty, errors) else { continue };
        if is_context(by_reference) {
            if std::mem::replace(&mut has_context, true) {
                errors.on(parameter, "the handler takes the context twice", "remove this parameter");
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
    // A lifetime of `for<'s>` in the state's type keeps its name.
    let declares = |name: &Ident| signature.generics.lifetimes().any(|it| it.lifetime.ident == *name);
    let state = state.map(|state| anonymous(state, &declares));
    Some(Parameters { event: anonymous_lifetimes(event.to_token_stream()), inputs, state })
}

/// Reports a first parameter that is no event taken by value.
fn check_event(ty: &Type, trigger: &Trigger, help: &str, errors: &mut Errors) {
    match ty {
        Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "LambdaEvent") => {
            errors.on(
                ty,
                "a handler takes Cognito's event, not `lambda_runtime`'s",
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
                        "an event is borrowed for the duration of the call",
                        "write `'_`, and call `event.into_owned()` to keep it",
                    );
                }
            }
        }
    }
}

/// Returns the `T` of `&T`, and reports any other type.
fn referenced<'t>(ty: &'t Type, errors: &mut Errors) -> Option<&'t Type> {
    let Type::Reference(reference) = unwrapped(ty) else {
        let help = match unwrapped(ty) {
            Type::ImplTrait(_) => {
                "take the router's state, such as `state: &App`, or `context: &Context`".to_owned()
            }
            ty => match shared(ty) {
                Some(("Arc", state)) => format!(
                    "write `&{}`; or `&{state}`, with the state itself in `.with_state(..)`: the router shares it",
                    shown(&ty.to_token_stream())
                ),
                Some((_, state)) => format!(
                    "write `&{state}`, and put the state itself into `.with_state(..)`: the router shares it"
                ),
                // The state itself borrows nothing, as it outlives every call.
                None => format!("write `&{}`", owned(&shown(&ty.to_token_stream()))),
            },
        };
        errors.on(
            ty,
            "the parameters after the event (the state and the context) are taken by reference",
            help,
        );
        return None;
    };
    if let Some(token) = &reference.mutability {
        errors.on(
            token,
            "the state is shared by all events",
            "write `&`, and put what changes into a `Mutex`",
        );
    }
    if let Some(lifetime) = reference.lifetime.as_ref().filter(|lifetime| lifetime.ident == "static") {
        errors.on(
            lifetime,
            "the state and the context are lent for the duration of the call",
            "remove `'static`; what outlives the call takes a clone of an `Arc` in the state",
        );
    }
    match unwrapped(&reference.elem) {
        elem if has_impl(elem) => {
            errors.on(
                ty,
                "the state's type must be named in full, but `impl` leaves a part of it without a name",
                named(elem),
            );
            None
        }
        elem if has_no_size(elem) => {
            let help = match elem {
                Type::TraitObject(object) => {
                    let bounds = shown(&object.bounds.to_token_stream());
                    let parameter = declared("&S", &bounds);
                    format!("{parameter}; or put a `Box<dyn {bounds}>` into a struct, and take `&App`")
                }
                _ => "put it into a struct, such as `struct App { .. }`, and take `&App`".to_owned(),
            };
            errors.on(ty, "the state must be a type of known size", help);
            None
        }
        elem => Some(elem),
    }
}

/// Returns the pointer and the `T` of `Arc<T>`, `Rc<T>` and `Box<T>`, in which a router needs no state to be.
fn shared(ty: &Type) -> Option<(&'static str, String)> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let pointer = ["Arc", "Rc", "Box"].into_iter().find(|pointer| last.ident == pointer)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(inner) if !has_no_size(inner) && !has_impl(inner) => {
            Some((pointer, shown(&inner.to_token_stream())))
        }
        _ => None,
    }
}

/// Returns a type without the references in it.
fn owned(ty: &str) -> String {
    // A function takes its own references.
    let is_function = ["fn (", "Fn (", "FnMut (", "FnOnce ("].iter().any(|function| ty.contains(function));
    if is_function || ty.contains(['\'', '[']) {
        return ty.to_owned();
    }
    ty.replace("&mut ", "").replace("&str", "String").replace('&', "")
}

/// Says what to write in place of a state's type with `impl` in it.
fn named(ty: &Type) -> String {
    match ty {
        Type::ImplTrait(found) => declared("&S", &shown(&found.bounds.to_token_stream())),
        _ => match replaced(&shown(&ty.to_token_stream())) {
            Some((written, bounds)) => declared(&format!("&{written}"), &bounds),
            None => declared("&App<S>", "Store"),
        },
    }
}

/// Says how a type parameter is declared that takes the place of a type without a name.
fn declared(written: &str, bounds: &str) -> String {
    // The router shares the state, whatever the trait says.
    let sync = if bounds.split('+').any(|bound| bound.trim() == "Sync") { "" } else { " + Sync" };
    format!("write `{written}`, and declare `<S: {bounds}{sync}>` after the function's name")
}

/// Returns a type with `S` in place of `impl Store`, and the bounds of that.
fn replaced(ty: &str) -> Option<(String, String)> {
    let (before, rest) = ty.split_once("impl ")?;
    let end = rest.find(['>', ',', ')'])?;
    let (bounds, after) = rest.split_at(end);
    let is_plain = !bounds.contains(['<', '(']) && !after.contains("impl ");
    is_plain.then(|| (format!("{before}S{after}"), bounds.trim().to_owned()))
}

/// Returns the type without parentheses and the invisible groups of `macro_rules!`.
fn unwrapped(ty: &Type) -> &Type {
    match ty {
        Type::Paren(paren) => unwrapped(&paren.elem),
        Type::Group(group) => unwrapped(&group.elem),
        ty => ty,
    }
}

fn has_no_size(ty: &Type) -> bool {
    match ty {
        Type::TraitObject(_) | Type::Slice(_) => true,
        Type::Path(path) => path.path.is_ident("str"),
        _ => false,
    }
}

fn has_impl(ty: &Type) -> bool {
    let tokens = flat(ty.to_token_stream());
    tokens.iter().any(|token| matches!(token, TokenTree::Ident(ident) if ident == "impl"))
}

fn is_reference(ty: &Type) -> bool {
    matches!(unwrapped(ty), Type::Reference(_))
}

/// Whether the type is the context. The name decides, since a macro sees no types; rustc then checks
/// that it is `lambda_runtime`'s.
fn is_context(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Context"))
}

#[cfg(test)]
mod tests {
    use super::{Input, parameters};
    use crate::tools::errors::Errors;
    use crate::tools::spec::Trigger;

    #[test]
    fn state_and_context_follow_the_event_in_any_order() {
        for (signature, expected, state) in [
            ("fn verify(event: Event<'_>)", vec![], None),
            ("fn verify(event: Event<'_>, app: &App)", vec!["state"], Some("App")),
            ("fn verify(event: Event<'_>, c: &Context, app: &'a App)", vec!["Context", "state"], Some("App")),
            ("fn verify<'a>(event: E<'a>, app: &'a App<'a>)", vec!["state"], Some("App < '_ >")),
            ("fn verify<'a>(event: E, app: &App<'static>)", vec!["state"], Some("App < 'static >")),
            (
                "fn verify<'a>(event: E, app: &F<for<'s> fn(&'s u8)>)",
                vec!["state"],
                Some("F < for < 's > fn (& 's u8) >"),
            ),
            (
                "fn verify(event: E, app: &(App), c: &lambda_runtime::Context)",
                vec!["state", "lambda_runtime::Context"],
                Some("App"),
            ),
        ] {
            let mut errors = Errors::default();
            let parsed = syn::parse_str(signature).unwrap();
            let parameters = parameters(&parsed, Trigger::custom_message(), &mut errors).unwrap();
            assert_eq!(errors.messages(), [""; 0], "{signature}");
            let inputs = parameters.inputs.iter().map(|input| match input {
                Input::State => "state".to_owned(),
                Input::Context(ty) => ty.to_string().replace(' ', ""),
            });
            assert_eq!(inputs.collect::<Vec<_>>(), expected, "{signature}");
            assert_eq!(parameters.state.map(|ty| ty.to_string()).as_deref(), state, "{signature}");
        }
    }

    #[test]
    fn each_wrong_parameter_is_one_error() {
        for (signature, help) in [
            ("fn verify()", "take the event: `event: custom_message::Event<'_>`"),
            (
                "fn verify(&self, event: Event<'_>)",
                "take what it needs as the state, behind the event: `app: &App`; and move it out of the `impl`, if it is in one",
            ),
            ("fn verify(app: &App, event: Event)", "take `Event` first, then `&App`"),
            ("fn verify(event: &Event)", "take the event: `event: custom_message::Event<'_>`"),
            (
                "fn verify(event: LambdaEvent<E>)",
                "write `custom_message::Event<'_>`, and take `&Context` for the context",
            ),
            ("fn verify(event: Event<'static>)", "write `'_`, and call `event.into_owned()` to keep it"),
            ("fn verify(event: E, again: E)", "remove this parameter"),
            ("fn verify(event: E, app: App)", "write `&App`"),
            (
                "fn verify(event: E, app: Arc<App>)",
                "write `&Arc<App>`; or `&App`, with the state itself in `.with_state(..)`: the router shares it",
            ),
            (
                "fn verify(event: E, app: std::rc::Rc<App>)",
                "write `&App`, and put the state itself into `.with_state(..)`: the router shares it",
            ),
            ("fn verify(event: E, app: Box<dyn Store>)", "write `&Box<dyn Store>`"),
            ("fn verify(event: E, app: Option<&mut App>)", "write `&Option<App>`"),
            ("fn verify(event: E, app: (&Store, Vec<&str>))", "write `&(Store, Vec<String>)`"),
            ("fn verify(event: E, app: Box<dyn Fn(&str) -> bool>)", "write `&Box<dyn Fn (&str) -> bool>`"),
            ("fn verify(event: E, app: fn(&str) -> bool)", "write `&fn (&str) -> bool`"),
            ("fn verify(event: E, app: &mut App)", "write `&`, and put what changes into a `Mutex`"),
            (
                "fn verify(event: E, app: &'static App)",
                "remove `'static`; what outlives the call takes a clone of an `Arc` in the state",
            ),
            (
                "fn verify(event: E, app: &str)",
                "put it into a struct, such as `struct App { .. }`, and take `&App`",
            ),
            (
                "fn verify(event: E, app: &(dyn Store))",
                "write `&S`, and declare `<S: Store + Sync>` after the function's name; or put a `Box<dyn Store>` into a struct, and take `&App`",
            ),
            (
                "fn verify(event: E, app: &impl Store)",
                "write `&S`, and declare `<S: Store + Sync>` after the function's name",
            ),
            (
                "fn verify(event: E, app: &App<impl Store + Sync>)",
                "write `&App<S>`, and declare `<S: Store + Sync>` after the function's name",
            ),
            (
                "fn verify(event: E, app: &App<impl Into<String>>)",
                "write `&App<S>`, and declare `<S: Store + Sync>` after the function's name",
            ),
            (
                "fn verify(event: E, a: &A, b: &B)",
                "put what it needs into one struct, and take that: `state: &App`",
            ),
            ("fn verify(event: E, a: &Context, b: &Context)", "remove this parameter"),
        ] {
            let mut errors = Errors::default();
            parameters(&syn::parse_str(signature).unwrap(), Trigger::custom_message(), &mut errors);
            let [error] = &errors.messages()[..] else { panic!("{signature}: {:?}", errors.messages()) };
            assert!(error.ends_with(&format!("\nhelp: {help}")), "{signature}: {error}");
        }
    }
}
