//! A list of languages that many messages share: `languages!(LANGUAGES = ["en", "de"])`.
//!
//! It becomes a constant, and a macro of the same name, since a macro cannot see a constant's value.
//! `email!` with `languages = LANGUAGES` calls that macro, which calls `email!` again with the list.

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Expr, Ident, Token, Visibility};

use super::choice::tags;
use crate::tools::errors::error_on;

/// Makes the constant and the macro.
pub(super) fn define(krate: &TokenStream, input: TokenStream) -> syn::Result<TokenStream> {
    let parser = |input: ParseStream<'_>| {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility: Visibility = input.parse()?;
        let name: Ident = input.parse()?;
        input.parse::<Token![=]>()?;
        Ok((attributes, visibility, name, input.parse::<Expr>()?))
    };
    let help = "write `languages!(LANGUAGES = [\"en\", \"de\"]);`, with `pub(crate)` before the name if other modules use it";
    let (attributes, visibility, name, list) = parser
        .parse2(input.clone())
        .map_err(|_| error_on(&input, "a list of languages has a name and tags", help))?;
    let tags = tags(&list)?;
    let hidden = format_ident!("__{name}");
    let import = match &visibility {
        Visibility::Inherited => quote!(pub(self)),
        // A macro that is not exported is visible in its crate at most.
        Visibility::Public(_) => quote!(pub(crate)),
        Visibility::Restricted(_) => quote!(#visibility),
    };
    Ok(quote! {
        #(#attributes)*
        #visibility const #name: #krate::Languages = #krate::Languages::new(&[#(#tags),*]);
        #[doc(hidden)]
        #[allow(unused_macros)]
        macro_rules! #hidden {
            ({ $($krate:tt)* } $name:ident { $($before:tt)* } { $($after:tt)* }) => {
                $($krate)* ::__private::$name!($($krate)*; $($before)* languages = [#(#tags),*] $($after)*)
            };
        }
        #[allow(unused_imports)]
        #import use #hidden as #name;
    })
}

/// Makes the call of a shared list's macro, if the message has `languages = NAME`.
pub(super) fn call(krate: &TokenStream, name: &str, input: &TokenStream) -> Option<TokenStream> {
    let tokens: Vec<TokenTree> = input.clone().into_iter().collect();
    let is_punct = |token: &TokenTree, wanted| matches!(token, TokenTree::Punct(p) if p.as_char() == wanted);
    let argument = |wanted: &str| {
        tokens.windows(2).position(|pair| {
            matches!(pair, [TokenTree::Ident(name), TokenTree::Punct(p)]
                if name == wanted && p.as_char() == '=' && p.spacing() == Spacing::Alone)
        })
    };
    let start = argument("languages")?;
    // The error says the list's name, which its macro does not pass on.
    argument("language")?;
    let rest = tokens.get(start + 2..)?;
    let is_path = |token: &&TokenTree| matches!(token, TokenTree::Ident(_)) || is_punct(token, ':');
    let path: Vec<&TokenTree> = rest.iter().take_while(is_path).collect();
    let after = rest.get(path.len()..)?;
    if path.is_empty() || after.first().is_some_and(|token| !is_punct(token, ',')) {
        return None;
    }
    let before = tokens.get(..start)?;
    let name = format_ident!("{name}");
    Some(quote!(#(#path)*! { { #krate } #name { #(#before)* } { #(#after)* } }))
}
