//! `claim!` and `scope!`: a literal name, checked at the literal by the runtime crate's rule.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use syn::LitStr;

use crate::tools::call::Call;
use crate::tools::errors::{error_at, error_on};

/// Expands `claim!($crate; "tenant")`: a constant of the type, made by its `literal`.
pub(crate) fn name(input: TokenStream, ty: &str, example: &str) -> TokenStream {
    let Call { krate, input } = Call::parse(input);
    match literal(&input, ty, example) {
        Ok(name) => {
            let ty = Ident::new(ty, Span::call_site());
            let at = name.span();
            // Under a name of the macro's own, which rustc can underline at the literal; `$crate` keeps
            // its own span.
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
        return Err(error_at(Span::call_site(), "the name is missing", help));
    }
    syn::parse2(input.clone()).map_err(|_| {
        let fact = format!(
            "the name is checked when the program is compiled, but `{input}` is not a string literal"
        );
        error_on(input, fact, help)
    })
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn only_a_string_literal_is_a_name() {
        let read = |text: &str| literal(&text.parse().unwrap(), "ClaimName", "claim!(\"tenant\")");
        assert_eq!(read("\"tenant\"").unwrap().value(), "tenant");
        for (text, fact) in [
            ("", "the name is missing"),
            ("tenant", "the name is checked when the program is compiled, but `tenant` is not"),
            ("\"a\", \"b\"", "the name is checked when the program is compiled"),
            ("b\"a\"", "the name is checked when the program is compiled"),
        ] {
            let error = read(text).err().unwrap().to_string();
            assert!(error.starts_with(fact), "{text}: {error}");
        }
    }
}
