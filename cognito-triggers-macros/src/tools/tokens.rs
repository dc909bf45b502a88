//! Tokens, looked at and put elsewhere.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

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

/// The tokens with `'_` for each named lifetime, which outside the function does not exist.
pub(crate) fn anonymous_lifetimes(tokens: TokenStream) -> TokenStream {
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

/// The tokens, with those in groups.
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

/// Compile errors, as an expression of whatever type the place wants. It might return, so that rustc does
/// not warn of unreachable code around it.
pub(crate) fn instead(errors: &TokenStream) -> TokenStream {
    quote!({
        #errors
        match ::core::option::Option::None {
            ::core::option::Option::Some(any) => any,
            ::core::option::Option::None => ::core::unreachable!(),
        }
    })
}
