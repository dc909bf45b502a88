//! The parts of a text become tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::LitStr;

use super::template::{Part, Placeholder};
use super::values::{Values, values_ident};
use crate::rules::Field;

/// The type that says which placeholders the text has.
pub(super) fn placeholders(parts: &[Part], at: Span) -> TokenStream {
    let has =
        |wanted: &Placeholder| parts.iter().any(|part| matches!(part, Part::Placeholder(p) if p == wanted));
    let path = |text: &str| Ident::new(text, at).into_token_stream();
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
pub(super) fn tokens(
    parts: &[Part],
    values: &Values<'_>,
    field: Field,
    at: Span,
    bound_at: Span,
) -> TokenStream {
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
