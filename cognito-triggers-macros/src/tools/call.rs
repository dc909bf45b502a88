//! What the wrappers of the function-like macros hand over.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};

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

/// A name of the macro's own, which rustc can underline at the user's tokens; `$crate` it cannot.
pub(crate) fn named(name: &str, at: Span) -> Ident {
    Ident::new(name, at)
}
