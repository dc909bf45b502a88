//! `deny!`: a refusal whose text the end user reads.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::LitStr;

use crate::message::failed;
use crate::tools::call::{named as name, split_crate};
use crate::tools::errors::Errors;

/// `deny!($crate; "text", arguments)`.
pub(crate) fn deny(input: TokenStream) -> TokenStream {
    let (krate, text) = split_crate(input);
    if text.is_empty() {
        let mut errors = Errors::default();
        errors.at(
            Span::call_site(),
            "a denial needs a text, since the end user reads it",
            "write `deny!(\"Only example.com addresses may sign up.\")`",
        );
        return failed(Vec::new(), errors);
    }
    let (first, last) = crate::tools::tokens::ends(&text);
    let (denied, error, format) = (name("__denied", first), name("__Error", first), name("__format", first));
    let is_plain = syn::parse2::<LitStr>(text.clone()).is_ok_and(|text| !text.value().contains(['{', '}']));
    let text = quote_spanned!(last=> (#text));
    // What has nothing to format is no `format!`, which clippy would remark on.
    let text = if is_plain { text } else { quote_spanned!(last=> (#format! #text)) };
    let error = quote_spanned!(last=> (#error::deny #text));
    quote_spanned! {first=> {
        #[allow(unused_imports)]
        use #krate::{Error as __Error, __private::format as __format, check::denied as __denied};
        return #denied #error;
    }}
}
