//! The type and const parameters of a handler, which its state's type decides.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::punctuated::Punctuated;
use syn::{GenericParam, Signature, Token, TypeParamBound, WherePredicate};

use crate::tools::carets::around;
use crate::tools::errors::Errors;
use crate::tools::spec::Trigger;
use crate::tools::tokens::{flat, lifetimes, shown};

/// The parameters and bounds that an impl for the handler declares.
#[derive(Default)]
pub(crate) struct Generics {
    /// `<S: Store>`, or nothing.
    pub(crate) declared: TokenStream,
    /// `where S: Store`, or nothing.
    pub(crate) bounds: TokenStream,
}

/// The types of the signature that may name a parameter.
pub(super) struct Types<'t> {
    pub(super) event: &'t TokenStream,
    pub(super) state: Option<&'t TokenStream>,
    pub(super) output: &'t TokenStream,
}

/// Reads the parameters, and reports those that the router cannot infer from the state.
pub(super) fn generics(
    signature: &Signature,
    types: &Types<'_>,
    trigger: &Trigger,
    errors: &mut Errors,
) -> Generics {
    let (mut params, mut predicates) = (Vec::new(), Vec::new());
    for param in &signature.generics.params {
        let mut param = param.clone();
        match &mut param {
            GenericParam::Lifetime(_) => continue,
            // A function's parameters have no defaults either, and rustc says so there.
            GenericParam::Type(ty) => {
                ty.default = None;
                ty.bounds = carried(&ty.bounds, signature);
            }
            GenericParam::Const(value) => value.default = None,
        }
        params.push(param);
    }
    for predicate in signature.generics.where_clause.iter().flat_map(|clause| &clause.predicates) {
        if let WherePredicate::Type(ty) = predicate {
            let mut ty = ty.clone();
            ty.bounds = carried(&ty.bounds, signature);
            predicates.push(ty);
        }
    }
    let names: Vec<&Ident> = params.iter().filter_map(name).collect();
    let inferred = inferred(&names, &params, &predicates, types.state);
    for param in &params {
        check_parameter(param, &inferred, types, trigger, errors);
    }
    let of_params = params.iter().filter_map(|param| match param {
        GenericParam::Type(ty) => Some(&ty.bounds),
        _ => None,
    });
    for bound in of_params.chain(predicates.iter().map(|ty| &ty.bounds)).flatten() {
        check_lifetimes(bound, signature, errors);
    }
    for ty in &predicates {
        check_lifetimes(&ty.bounded_ty, signature, errors);
    }
    let at = signature.ident.span();
    let list = (!params.is_empty()).then(|| around(signature, &quote_spanned!(at=> #(#params),*)));
    let bounds = (!predicates.is_empty()).then(|| quote_spanned!(at=> where #(#predicates),*));
    Generics { declared: list.unwrap_or_default(), bounds: bounds.unwrap_or_default() }
}

type Bounds = Punctuated<TypeParamBound, Token![+]>;

/// Returns the bounds without the function's lifetimes: the state outlives each call anyway.
fn carried(bounds: &Bounds, signature: &Signature) -> Bounds {
    let is_carried = |bound: &&TypeParamBound| match bound {
        TypeParamBound::Lifetime(lifetime) => !declares(signature, &lifetime.ident),
        _ => true,
    };
    bounds.iter().filter(is_carried).cloned().collect()
}

fn declares(signature: &Signature, lifetime: &Ident) -> bool {
    signature.generics.lifetimes().any(|declared| declared.lifetime.ident == *lifetime)
}

fn name(param: &GenericParam) -> Option<&Ident> {
    match param {
        GenericParam::Lifetime(_) => None,
        GenericParam::Type(ty) => Some(&ty.ident),
        GenericParam::Const(value) => Some(&value.ident),
    }
}

/// Lists the parameters that the state's type decides: those that it names, and the associated types
/// of those, such as `K` in `S: Store<Key = K>`.
fn inferred<'n>(
    names: &[&'n Ident],
    params: &[GenericParam],
    predicates: &[syn::PredicateType],
    state: Option<&TokenStream>,
) -> Vec<&'n Ident> {
    let state = state.cloned().unwrap_or_default();
    let decided = |tokens: &TokenStream| {
        let tokens = flat(tokens.clone());
        names.iter().copied().filter(move |name| is_decided(&tokens, name)).collect::<Vec<_>>()
    };
    let mut inferred = decided(&state);
    let of_params = params.iter().filter_map(|param| match param {
        GenericParam::Type(ty) => Some((ty.ident.to_token_stream(), &ty.bounds)),
        _ => None,
    });
    let of_predicates = predicates.iter().map(|ty| (ty.bounded_ty.to_token_stream(), &ty.bounds));
    let bounds: Vec<_> = of_params.chain(of_predicates).collect();
    loop {
        let before = inferred.len();
        for (bounded, bounds) in &bounds {
            let is_known = names.iter().all(|name| !names_it(bounded, name) || inferred.contains(name));
            if is_known {
                let found = bounds.iter().flat_map(associated).flat_map(|ty| decided(&ty));
                let new: Vec<_> = found.filter(|name| !inferred.contains(name)).collect();
                inferred.extend(new);
            }
        }
        if inferred.len() == before {
            return inferred;
        }
    }
}

/// Lists the types of `Key = K` and `-> K` in a bound.
fn associated(bound: &TypeParamBound) -> Vec<TokenStream> {
    let TypeParamBound::Trait(bound) = bound else { return Vec::new() };
    let Some(last) = bound.path.segments.last() else { return Vec::new() };
    match &last.arguments {
        syn::PathArguments::None => Vec::new(),
        syn::PathArguments::AngleBracketed(arguments) => {
            let types = arguments.args.iter().filter_map(|argument| match argument {
                syn::GenericArgument::AssocType(assoc) => Some(assoc.ty.to_token_stream()),
                _ => None,
            });
            types.collect()
        }
        syn::PathArguments::Parenthesized(arguments) => match &arguments.output {
            syn::ReturnType::Default => Vec::new(),
            syn::ReturnType::Type(_, ty) => vec![ty.to_token_stream()],
        },
    }
}

/// Whether the parameter stands in a type by itself: `S::Key` and `<S as Store>::Key` do not decide `S`.
fn is_decided(tokens: &[TokenTree], name: &Ident) -> bool {
    let is_punct = |token: Option<&TokenTree>, c: &[char]| matches!(token, Some(TokenTree::Punct(punct)) if c.contains(&punct.as_char()));
    tokens.iter().enumerate().any(|(at, token)| {
        let (before, after) = (at.checked_sub(1).and_then(|at| tokens.get(at)), tokens.get(at + 1));
        matches!(token, TokenTree::Ident(ident) if ident == name)
            && !is_punct(before, &[':', '\''])
            && !is_punct(after, &[':'])
            && !matches!(after, Some(TokenTree::Ident(ident)) if ident == "as")
    })
}

/// Finds the parameter's name in a type.
fn found(tokens: &TokenStream, name: &Ident) -> Option<TokenTree> {
    let tokens = flat(tokens.clone());
    let at = tokens.iter().enumerate().position(|(at, token)| {
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        // Neither the `S` of `module::S` nor that of `'S`.
        matches!(token, TokenTree::Ident(ident) if ident == name)
            && !matches!(before, Some(TokenTree::Punct(punct)) if [':', '\''].contains(&punct.as_char()))
    })?;
    tokens.into_iter().nth(at)
}

fn names_it(tokens: &TokenStream, name: &Ident) -> bool {
    found(tokens, name).is_some()
}

/// Reports a parameter that the router could not fill in.
fn check_parameter(
    param: &GenericParam,
    inferred: &[&Ident],
    types: &Types<'_>,
    trigger: &Trigger,
    errors: &mut Errors,
) {
    let Some(name) = name(param) else { return };
    let (kind, concrete) = match param {
        GenericParam::Const(_) => ("const", "a value"),
        _ => ("type", "a type"),
    };
    // As rustc proposes where the source is not imported.
    let text = name.to_string();
    if trigger.source(&text).is_some()
        || (trigger.has_versions() && ["V1_0", "V2_0", "V3_0"].contains(&&*text))
    {
        let module = trigger.attribute;
        errors.on(
            param,
            format!("`{text}` is a type of the module `{module}`, not a parameter"),
            format!("remove `<{text}>`, and import it: `use cognito_triggers::{module}::{text};`"),
        );
        return;
    }
    if let Some(place) = found(types.event, name) {
        errors.on(
            place,
            format!(
                "the event is the same for every state, so its type cannot name the {kind} parameter `{name}`"
            ),
            format!("write the event's type, such as `{}`", trigger.event()),
        );
    } else if let Some(place) = found(types.output, name) {
        errors.on(
            place,
            format!(
                "the response is checked for every state at once, so its type cannot name the {kind} parameter `{name}`"
            ),
            format!("write {concrete} in its place; `?` turns any error into `cognito_triggers::Error`"),
        );
    } else if !inferred.contains(&name) {
        let (fact, place) = match types.state {
            Some(state) => (
                format!(" from the state's type `{}`", shown(state)),
                format!("make it part of the state's type, such as `&App<{name}>`"),
            ),
            None => (
                ", since the handler takes no state".to_owned(),
                format!("take a state that names it, such as `app: &App<{name}>`"),
            ),
        };
        errors.on(
            param,
            format!("the router cannot infer the {kind} parameter `{name}`{fact}"),
            format!("{place}, or write {concrete} in its place"),
        );
    }
}

/// Reports a bound with a lifetime of the function, which does not exist outside of it.
fn check_lifetimes(bound: &impl ToTokens, signature: &Signature, errors: &mut Errors) {
    if let Some(lifetime) =
        lifetimes(bound.to_token_stream()).into_iter().find(|name| declares(signature, name))
    {
        errors.on(
            bound,
            format!(
                "the state serves every event, so a bound on it cannot name `'{lifetime}`, which belongs to one call"
            ),
            "write the bound for any lifetime, such as `S: for<'s> Store<'s>`",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use crate::tools::errors::Errors;
    use crate::tools::spec::Trigger;

    fn read(item: &str) -> (Option<[String; 2]>, Vec<String>) {
        let mut errors = Errors::default();
        let function = parse(&item.parse().unwrap(), Trigger::custom_message(), &mut errors);
        let spaceless = |tokens: &proc_macro2::TokenStream| tokens.to_string().replace(' ', "");
        let generics = function.map(|f| [spaceless(&f.generics.declared), spaceless(&f.generics.bounds)]);
        (generics, errors.messages())
    }

    #[test]
    fn parameters_of_the_state_are_declared() {
        for (item, declared, bounds) in [
            ("fn a(event: E, app: &App) -> R {}", "", ""),
            ("fn a<S: Store>(event: E, app: &App<S>) -> R {}", "<S:Store>", ""),
            (
                "fn a<S>(event: E, state: &S) -> R where S: Store, Vec<S>: Eq {}",
                "<S>",
                "whereS:Store,Vec<S>:Eq",
            ),
            ("fn a<const N: usize>(event: E, app: &App<[u8; N]>) -> R {}", "<constN:usize>", ""),
            // rustc reports the default of a function's parameter; in an impl it would not parse.
            (
                "fn a<S: Store = Disk, const N: u8 = 1>(event: E, app: &App<S, N>) -> R {}",
                "<S:Store,constN:u8>",
                "",
            ),
            // The function's lifetimes stay behind.
            (
                "fn a<'a: 'b, 'b, S: Store + 'a + 'static>(event: E<'a>, app: &'b App<S>) -> R where 'a: 'a, S: 'b {}",
                "<S:Store+'static>",
                "whereS:",
            ),
            ("fn a<S: for<'s> Store<'s>>(event: E, app: &App<S>) -> R {}", "<S:for<'s>Store<'s>>", ""),
            // An associated type is decided with its trait's.
            ("fn a<S: Store<Key = K>, K: Eq>(event: E, app: &App<S>) -> R {}", "<S:Store<Key=K>,K:Eq>", ""),
            ("fn a<F: Fn(u8) -> T, T>(event: E, app: &App<F>) -> R {}", "<F:Fn(u8)->T,T>", ""),
            (
                "fn a<S, K, V>(e: E, app: &App<S>) -> R where K: Iterator<Item = V>, S: Store<Key = K> {}",
                "<S,K,V>",
                "whereK:Iterator<Item=V>,S:Store<Key=K>",
            ),
        ] {
            let (generics, errors) = read(item);
            assert_eq!(errors, [""; 0], "{item}");
            assert_eq!(generics.unwrap(), [declared, bounds], "{item}");
        }
    }

    #[test]
    fn each_mistake_is_one_error() {
        for (item, fact) in [
            (
                "fn a<S>(event: E) -> R {}",
                "the router cannot infer the type parameter `S`, since the handler takes no state",
            ),
            (
                "fn a<S, T>(event: E, app: &App<T>) -> R {}",
                "the router cannot infer the type parameter `S` from the state's type `App<T>`",
            ),
            (
                "fn a<S: Store>(event: E, app: &App<S::Key>) -> R {}",
                "the router cannot infer the type parameter `S` from the state's type `App<S::Key>`",
            ),
            (
                "fn a<S: Store>(event: E, app: &App<<S as Store>::Key>) -> R {}",
                "the router cannot infer the type parameter `S` from the state's type",
            ),
            (
                "fn a<S: Store<K>, K>(event: E, app: &App<S>) -> R {}",
                "the router cannot infer the type parameter `K` from the state's type",
            ),
            (
                "fn a<const N: usize>(event: E, app: &App) -> R {}",
                "the router cannot infer the const parameter `N` from the state's type",
            ),
            ("fn a<T>(event: T, app: &App<T>) -> R {}", "the event is the same for every state"),
            ("fn a<T>(event: T) -> R {}", "the event is the same for every state"),
            (
                "fn a<S>(event: E, app: &App<S>) -> Result<R, S::Error> {}",
                "the response is checked for every",
            ),
            ("fn a<'a, S: Store<'a>>(event: E, app: &App<S>) -> R {}", "the state serves every event"),
            (
                "fn a<'a, S>(event: E, app: &App<S>) -> R where S: Store<'a> {}",
                "the state serves every event",
            ),
            // Nothing is said about the parameter of a state that is reported itself.
            ("fn a<S>(event: E, app: App<S>) -> R {}", "the parameters after the event"),
        ] {
            let (_, errors) = read(item);
            let [error] = &errors[..] else { panic!("{item}: {errors:?}") };
            assert!(error.starts_with(fact), "{item}: {error}");
        }
    }
}
