//! The function under an attribute: its signature, and never its body.

mod generics;
mod levels;
mod name;
mod output;
mod parameters;
mod repair;

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, FnArg, ReturnType, Signature, Token, Visibility};

pub(super) use self::generics::Generics;
pub(super) use self::parameters::Input;

use self::generics::{Types, generics};
use self::output::{Output, output};
use self::parameters::{Parameters, parameters};
use crate::tools::carets::{around, end};
use crate::tools::errors::Errors;
use crate::tools::spec::{TRIGGERS, Trigger};

/// A function that can be a handler.
pub(super) struct Function {
    /// The `cfg` attributes, which the added items must share.
    pub(super) cfgs: Vec<Attribute>,
    /// The lint levels for `dead_code`.
    pub(super) levels: Vec<TokenStream>,
    pub(super) vis: Visibility,
    pub(super) name: Ident,
    /// Where the signature ends.
    pub(super) end: Span,
    /// The list of the impl of a handler without a state: that of any state.
    pub(super) any_state: TokenStream,
    /// Whether a call returns a future.
    pub(super) is_async: bool,
    /// The event's type, with `'_` for each lifetime.
    pub(super) event: TokenStream,
    /// The parameters after the event, in order.
    pub(super) inputs: Vec<Input>,
    /// The state's type, if the function takes one.
    pub(super) state: Option<TokenStream>,
    /// The type and const parameters, all of which the state's type decides.
    pub(super) generics: Generics,
    /// The type that the function returns, once awaited.
    pub(super) output: TokenStream,
    /// The empty list of parameters that the function is emitted with, if it is.
    pub(super) empty_generics: Option<TokenStream>,
}

/// A function up to its body, and the body unread.
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

/// Reads the function. Returns `None` where it cannot be a handler; `errors` then has the reasons.
pub(super) fn parse(item: &TokenStream, trigger: &Trigger, errors: &mut Errors) -> Option<Function> {
    let Ok(head) = syn::parse2::<Head>(item.clone()) else {
        not_a_function(item, trigger, errors);
        return None;
    };
    let signature = &head.signature;
    if signature.ident == "main" {
        errors.on(
            &signature.ident,
            "the function `main` starts the program, but a handler is called for each event",
            "give the handler another name, such as `verify`, and write `run(triggers![verify]).await` in `main`",
        );
        return None;
    }
    if name::check(signature, errors).is_err() {
        return None;
    }
    check_qualifiers(&head, errors);
    check_attributes(&head, trigger, errors);
    // Where one of these is missing, it is reported, and only the function's name is used.
    let before = errors.len();
    let Parameters { event, inputs, state } = parameters(signature, trigger, errors).unwrap_or_default();
    let Output { ty: output, is_future } = output(signature, trigger, errors).unwrap_or_default();
    let types = Types { event: &event, state: state.as_ref(), output: &output };
    // A type that is reported may have been the one that decides a parameter.
    let generics = if errors.len() == before {
        generics(signature, &types, trigger, errors)
    } else {
        Generics::default()
    };
    let is_method = matches!(signature.inputs.first(), Some(FnArg::Receiver(_)));
    (!is_method && has_body(&head)).then(|| Function {
        cfgs: head.attributes.iter().filter(|a| a.path().is_ident("cfg")).cloned().collect(),
        levels: levels::for_dead_code(&head.attributes),
        vis: head.vis.clone(),
        name: signature.ident.clone(),
        end: end(&signature.to_token_stream()),
        any_state: around(
            signature,
            &quote_spanned!(signature.ident.span()=> RouterState: ::core::marker::Sync),
        ),
        is_async: signature.asyncness.is_some() || is_future,
        event,
        inputs,
        state,
        generics,
        output,
        empty_generics: repair::empty_generics(signature),
    })
}

/// Returns the function as it was written, without what would make rustc report the same mistake
/// again in its own words, and without an expectation that comes true elsewhere.
pub(super) fn emitted(item: TokenStream, trigger: &Trigger, krate: &TokenStream) -> TokenStream {
    let Ok(head) = syn::parse2::<Head>(item.clone()) else { return item };
    let is_main = head.signature.ident == "main";
    let has_sibling = head.attributes.iter().any(|attribute| sibling(attribute).is_some());
    let is_expected = levels::has_expectation(&head.attributes);
    let output = repair::missing(&head.signature, &head.body, trigger, krate).or_else(|| {
        let pair = repair::pair(output::tokens(&head.signature)).filter(|_| trigger.has_placeholders())?;
        syn::parse2(pair.corrected).ok().map(|ty| ReturnType::Type(Token![->](Span::call_site()), ty))
    });
    let is_emptied = is_main || name::hides_module(&head.signature);
    let is_changed = output.is_some() || is_expected || is_emptied || has_sibling;
    if head.signature.constness.is_none() && has_body(&head) && !is_changed {
        return repair::without_proposal(item, &head.signature);
    }
    let Head { attributes, vis, mut signature, body } = head;
    let mut attributes = levels::without_expectation(attributes);
    attributes.retain(|attribute| sibling(attribute).is_none());
    signature.constness = None;
    signature.output = output.unwrap_or(signature.output);
    if is_emptied {
        let name = &signature.ident;
        return quote::quote!(#vis fn #name() {});
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

/// The keywords of items other than functions.
const KEYWORDS: [&str; 13] = [
    "struct",
    "enum",
    "union",
    "impl",
    "trait",
    "mod",
    "static",
    "const",
    "type",
    "use",
    "let",
    "macro_rules",
    "extern",
];

/// Reports an item that is not a function.
fn not_a_function(item: &TokenStream, trigger: &Trigger, errors: &mut Errors) {
    let attribute = trigger.attribute;
    let help = format!("write `async fn handler(event: {}) -> ..`", trigger.event());
    let keyword = item.clone().into_iter().find(
        |token| matches!(token, TokenTree::Ident(ident) if KEYWORDS.iter().any(|keyword| ident == keyword)),
    );
    let has_fn =
        item.clone().into_iter().any(|token| matches!(token, TokenTree::Ident(ident) if ident == "fn"));
    // Such as `fn verify(`, which rustc has reported already. A type may have an `fn` too.
    if has_fn && syn::parse2::<syn::Item>(item.clone()).is_err() {
        return;
    }
    if let Some(keyword) = keyword {
        errors.on(&keyword, format!("`#[{attribute}]` goes on a function, not on `{keyword}`"), help);
    } else {
        let first = item.clone().into_iter().next();
        errors.on(first, format!("`#[{attribute}]` goes on a function"), help);
    }
}

/// Reports what makes the function one that the router cannot call.
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
            "write a function outside a trait, with its body in braces",
        );
    }
}

/// Reports a second attribute of ours on the function, and attributes that make it another kind of
/// function.
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
                "write a handler for each trigger, and call the same function in each".to_owned()
            };
            errors.on(attribute.path(), fact, help);
        }
    }
}

/// Returns the trigger of an attribute that is one of ours.
fn sibling(attribute: &Attribute) -> Option<&'static Trigger> {
    let last = attribute.path().segments.last()?;
    TRIGGERS.iter().copied().find(|trigger| last.ident == trigger.attribute)
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;

    use super::{emitted, parse};
    use crate::tools::errors::Errors;
    use crate::tools::spec::Trigger;

    fn tokens(text: &str) -> TokenStream {
        text.parse().unwrap()
    }

    #[test]
    fn the_body_is_not_read() {
        let item = tokens(
            "#[cfg(x)] /// Text. \n #[inline] pub(crate) async fn verify(event: Event<'_>) -> Email { half typed ( ) .. }",
        );
        let mut errors = Errors::default();
        let function = parse(&item, Trigger::custom_message(), &mut errors).unwrap();
        assert_eq!(errors.messages(), [""; 0]);
        assert_eq!((function.cfgs.len(), function.is_async), (1, true));
        let emitted = emitted(item.clone(), Trigger::custom_message(), &TokenStream::new());
        assert_eq!(emitted.to_string().replace(" < >", ""), item.to_string());
    }

    #[test]
    fn an_empty_list_of_parameters_stays_one() {
        let item = tokens("fn verify<>(event: Event<'_>) -> Email {}");
        let emitted = emitted(item.clone(), Trigger::custom_message(), &TokenStream::new());
        assert_eq!(emitted.to_string(), item.to_string());
    }

    #[test]
    fn each_mistake_is_one_error() {
        for (item, fact) in [
            ("fn main(event: E) -> Email {}", "the function `main` starts the program"),
            ("const fn a(event: E) -> Email {}", "a handler runs for an event, not at compile time"),
            ("unsafe fn a(event: E) -> Email {}", "a handler cannot be unsafe"),
            ("extern \"C\" fn a(event: E) -> Email {}", "a handler is a Rust function"),
            ("fn a(event: E) -> Email;", "the handler `a` has no body"),
            ("#[tokio::main] fn a(event: E) -> Email {}", "a handler is called for each event"),
            ("#[custom_message] fn a(event: E) -> Email {}", "the function has `#[custom_message]` twice"),
            ("#[x::pre_sign_up] fn a(event: E) -> Email {}", "a handler is for one trigger"),
            ("fn Email(event: E) -> Email {}", "the handler has the name of the type `Email`"),
            ("struct A;", "`#[custom_message]` goes on a function, not on `struct`"),
            ("type A = fn();", "`#[custom_message]` goes on a function, not on `type`"),
            ("const A: fn() = b;", "`#[custom_message]` goes on a function, not on `const`"),
            ("a!();", "`#[custom_message]` goes on a function"),
        ] {
            let mut errors = Errors::default();
            parse(&tokens(item), Trigger::custom_message(), &mut errors);
            let [error] = &errors.messages()[..] else { panic!("{item}: {:?}", errors.messages()) };
            assert!(error.starts_with(fact), "{item}: {error}");
        }
    }

    #[test]
    fn a_half_typed_function_is_left_to_rustc() {
        for item in ["fn a(event: ) -> Email {}", "pub fn () {}", "async fn a"] {
            let mut errors = Errors::default();
            assert!(parse(&tokens(item), Trigger::custom_message(), &mut errors).is_none(), "{item}");
            assert!(errors.is_empty(), "{item}: {:?}", errors.messages());
        }
    }

    #[test]
    fn a_reported_mistake_is_not_emitted_again() {
        for (item, expected) in [
            ("const fn a(event: E) -> Email { b }", "fn a(event: E) -> Email { b }"),
            ("#[pre_sign_up] #[inline] fn a() -> Email { b }", "#[inline] fn a() -> Email { b }"),
            ("fn a() -> Email;", "fn a() -> Email { ::core::unreachable!() }"),
            ("fn main() -> Email { b }", "fn main() {}"),
            ("struct A;", "struct A;"),
            // It comes true on the item that `triggers!` uses.
            ("#[expect(dead_code)] fn a() -> Email { b }", "fn a() -> Email { b }"),
            // As it should be.
            ("fn a() -> Email<Code, Username> { b }", "fn a() -> Email<(Code, Username)> { b }"),
            ("fn a() { b }", "fn a() -> ::custom_message::Email { b }"),
        ] {
            assert_eq!(
                emitted(tokens(item), Trigger::custom_message(), &TokenStream::new()).to_string(),
                tokens(expected).to_string(),
                "{item}"
            );
        }
    }
}
