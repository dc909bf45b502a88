//! `deny!`: a refusal whose text the end user reads.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use syn::LitStr;

use crate::tools::call::Call;
use crate::tools::carets::ends;
use crate::tools::errors::Errors;

/// Expands `deny!($crate; "text", arguments)`.
pub(crate) fn deny(input: TokenStream) -> TokenStream {
    let Call { krate, input: text } = Call::parse(input);
    if text.is_empty() {
        let mut errors = Errors::default();
        errors.at(
            Span::call_site(),
            "a denial needs a text, since the end user reads it",
            "write `deny!(\"Only example.com addresses may sign up.\")`",
        );
        return errors.into_expression();
    }
    let (first, last) = ends(&text);
    // Names of the macro's own at the user's tokens, where rustc can underline them; `$crate` keeps its
    // own span.
    let [denied, error, format] = ["__Deniable", "__Error", "__format"].map(|name| Ident::new(name, first));
    let is_plain = syn::parse2::<LitStr>(text.clone()).is_ok_and(|text| !text.value().contains(['{', '}']));
    let text = quote_spanned!(last=> (#text));
    // Clippy remarks on a `format!` that formats nothing.
    let text = if is_plain { text } else { quote_spanned!(last=> (#format! #text)) };
    let error = quote_spanned!(last=> (#error::deny #text));
    quote_spanned! {first=> {
        #[allow(unused_imports)]
        use #krate::{Error as __Error, __private::{Deniable as __Deniable, format as __format}};
        return #denied::denied #error;
    }}
}
