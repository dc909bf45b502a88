//! The lint levels of a handler that are for `dead_code`. The function itself is in use, since the code
//! beside it calls it, so they belong on the item that only `triggers!` uses.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, MetaList, Token};

/// Lints and groups that `dead_code` belongs to.
const NAMES: [&str; 3] = ["dead_code", "unused", "warnings"];

/// Returns the levels for `dead_code`, as attributes for the item that `triggers!` uses.
pub(super) fn for_dead_code(attributes: &[Attribute]) -> Vec<TokenStream> {
    let metas = attributes.iter().filter_map(|attribute| level(&attribute.meta));
    metas.map(|meta| quote!(#[#meta])).collect()
}

/// Returns the attributes for the function, on which an expectation of `dead_code` would not come true.
pub(super) fn without_expectation(attributes: Vec<Attribute>) -> Vec<Attribute> {
    let of_function = |mut attribute: Attribute| {
        attribute.meta = remaining(attribute.meta)?;
        Some(attribute)
    };
    attributes.into_iter().filter_map(of_function).collect()
}

/// Whether an attribute expects `dead_code`.
pub(super) fn has_expectation(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        remaining(attribute.meta.clone()).map(|meta| meta.to_token_stream().to_string())
            != Some(attribute.meta.to_token_stream().to_string())
    })
}

/// Returns what a lint level says of `dead_code`.
fn level(meta: &Meta) -> Option<TokenStream> {
    let (list, metas) = parts(meta)?;
    if list.path.is_ident("cfg_attr") {
        let predicate = metas.first()?;
        let levels: Vec<_> = metas.iter().skip(1).filter_map(level).collect();
        return (!levels.is_empty()).then(|| quote!(cfg_attr(#predicate, #(#levels),*)));
    }
    let kept: Vec<_> = metas.iter().filter(|meta| is_named(meta, &NAMES) || is_reason(meta)).collect();
    if !is_level(list) || kept.iter().all(|meta| is_reason(meta)) {
        return None;
    }
    // What is expected of a group may come true on the function.
    if list.path.is_ident("expect") && !kept.iter().any(|meta| is_named(meta, &NAMES[..1])) {
        return Some(quote!(allow(#(#kept),*)));
    }
    let path = &list.path;
    let kept = kept.iter().filter(|meta| !list.path.is_ident("expect") || !is_named(meta, &NAMES[1..]));
    Some(quote!(#path(#(#kept),*)))
}

/// Returns an attribute without the expectation of `dead_code`, if anything is left of it.
fn remaining(meta: Meta) -> Option<Meta> {
    let Some((list, metas)) = parts(&meta) else { return Some(meta) };
    let (kept, is_empty): (Vec<Meta>, bool) = if list.path.is_ident("cfg_attr") {
        let predicate = metas.first().cloned();
        let rest: Vec<Meta> = metas.iter().skip(1).cloned().filter_map(remaining).collect();
        let is_empty = rest.is_empty();
        (predicate.into_iter().chain(rest).collect(), is_empty)
    } else if list.path.is_ident("expect") && metas.iter().any(|meta| is_named(meta, &NAMES[..1])) {
        let kept: Vec<Meta> = metas.iter().filter(|meta| !is_named(meta, &NAMES[..1])).cloned().collect();
        let is_empty = kept.iter().all(is_reason);
        (kept, is_empty)
    } else {
        return Some(meta);
    };
    let list = MetaList { tokens: quote!(#(#kept),*), ..list.clone() };
    (!is_empty).then_some(Meta::List(list))
}

/// Reads a list such as `allow(dead_code)`.
fn parts(meta: &Meta) -> Option<(&MetaList, Punctuated<Meta, Token![,]>)> {
    let Meta::List(list) = meta else { return None };
    if !is_level(list) && !list.path.is_ident("cfg_attr") {
        return None;
    }
    let metas = Punctuated::parse_terminated.parse2(list.tokens.clone()).ok()?;
    Some((list, metas))
}

fn is_level(list: &MetaList) -> bool {
    ["allow", "expect", "warn", "deny", "forbid"].iter().any(|level| list.path.is_ident(level))
}

fn is_named(meta: &Meta, names: &[&str]) -> bool {
    names.iter().any(|name| meta.path().is_ident(name))
}

fn is_reason(meta: &Meta) -> bool {
    meta.path().is_ident("reason")
}

#[cfg(test)]
mod tests {
    use quote::{ToTokens, quote};
    use syn::{Attribute, ItemFn};

    use super::{for_dead_code, has_expectation, without_expectation};

    fn attributes(text: &str) -> Vec<Attribute> {
        syn::parse_str::<ItemFn>(&format!("{text} fn a() {{}}")).unwrap().attrs
    }

    #[test]
    fn levels_for_dead_code_are_moved_or_copied() {
        for (written, listed, on_function) in [
            ("#[inline]", "", "#[inline]"),
            ("#[allow(dead_code)]", "#[allow(dead_code)]", "#[allow(dead_code)]"),
            ("#[deny(unused, unsafe_code)]", "#[deny(unused)]", "#[deny(unused, unsafe_code)]"),
            ("#[allow(clippy::pedantic)]", "", "#[allow(clippy::pedantic)]"),
            ("#[expect(dead_code)] #[inline]", "#[expect(dead_code)]", "#[inline]"),
            (
                "#[expect(dead_code, unused_mut, reason = \"later\")]",
                "#[expect(dead_code, reason = \"later\")]",
                "#[expect(unused_mut, reason = \"later\")]",
            ),
            ("#[expect(unused)]", "#[allow(unused)]", "#[expect(unused)]"),
            ("#[expect(unused_mut)]", "", "#[expect(unused_mut)]"),
            ("#[cfg_attr(x, expect(dead_code))]", "#[cfg_attr(x, expect(dead_code))]", ""),
            (
                "#[cfg_attr(x, inline, expect(dead_code))]",
                "#[cfg_attr(x, expect(dead_code))]",
                "#[cfg_attr(x, inline)]",
            ),
            ("#[cfg_attr(x, inline)]", "", "#[cfg_attr(x, inline)]"),
        ] {
            let plain =
                |text: &str| attributes(text).iter().map(|a| quote!(#a).to_string()).collect::<String>();
            let before = attributes(written);
            let levels: String = for_dead_code(&before).iter().map(ToString::to_string).collect();
            assert_eq!(levels, plain(listed), "{written}");
            assert_eq!(has_expectation(&before), written != on_function, "{written}");
            let after = without_expectation(before);
            let after: String = after.iter().map(|a| a.to_token_stream().to_string()).collect();
            assert_eq!(after, plain(on_function), "{written}");
        }
    }
}
