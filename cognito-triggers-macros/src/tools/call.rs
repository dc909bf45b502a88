//! The call of a function-like macro: the path to the runtime crate, `;`, and the user's tokens.

use proc_macro2::{TokenStream, TokenTree};

/// A call, as the runtime crate's wrapper passes it on.
pub(crate) struct Call {
    /// The path to the runtime crate, `$crate` in the wrapper.
    pub(crate) krate: TokenStream,
    /// The user's tokens.
    pub(crate) input: TokenStream,
}

impl Call {
    /// Splits the tokens at the wrapper's `;`.
    pub(crate) fn parse(tokens: TokenStream) -> Self {
        let mut tokens = tokens.into_iter();
        let krate = tokens
            .by_ref()
            .take_while(|token| !matches!(token, TokenTree::Punct(p) if p.as_char() == ';'))
            .collect();
        Self { krate, input: tokens.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::Call;

    #[test]
    fn only_the_first_semicolon_is_the_wrappers() {
        for (tokens, krate, input) in [
            ("::crate_path; a, b; complete: C", ":: crate_path", "a , b ; complete : C"),
            ("::renamed;", ":: renamed", ""),
            ("", "", ""),
        ] {
            let call = Call::parse(tokens.parse().unwrap());
            assert_eq!(
                (call.krate.to_string(), call.input.to_string()),
                (krate.to_owned(), input.to_owned())
            );
        }
    }
}
