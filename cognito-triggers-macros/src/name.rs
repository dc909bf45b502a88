//! `claim!`, `scope!`: a literal name, which the runtime crate's rule checks at the literal.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use syn::LitStr;

use crate::tools::call::split_crate;

/// `claim!($crate; "tenant")`: a constant of the type, made with its `literal`.
pub(crate) fn name(input: TokenStream, ty: &str, example: &str) -> TokenStream {
    let (krate, input) = split_crate(input);
    match literal(&input, ty, example) {
        Ok(name) => {
            let ty = Ident::new(ty, Span::call_site());
            let at = name.span();
            // Under a name of the macro's, which rustc can underline at the literal; `$crate` it
            // cannot.
            quote_spanned! {at=> {
                use #krate::pre_token_generation::#ty as CheckedName;
                const NAME: CheckedName = CheckedName::literal(#name);
                NAME
            }}
        }
        Err(error) => error.into_compile_error(),
    }
}

fn literal(input: &TokenStream, ty: &str, example: &str) -> syn::Result<LitStr> {
    let help = format!(
        "write a string literal, such as `{example}`; a computed name is checked when the handler runs: `{ty}::checked(name)?`"
    );
    if input.is_empty() {
        return Err(syn::Error::new(Span::call_site(), format!("the name is missing\nhelp: {help}")));
    }
    syn::parse2(input.clone()).map_err(|_| {
        syn::Error::new_spanned(
            input,
            format!("the name is checked when the program is compiled, and `{input}` is not a string literal\nhelp: {help}"),
        )
    })
}
