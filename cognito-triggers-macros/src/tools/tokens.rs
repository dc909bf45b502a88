//! Tokens, looked at and rewritten.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};

/// Prints tokens as people write them.
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

/// Lists the tokens, those in groups in place of the groups.
pub(crate) fn flat(tokens: TokenStream) -> Vec<TokenTree> {
    tokens
        .into_iter()
        .flat_map(|token| match token {
            TokenTree::Group(group) => flat(group.stream()),
            token => vec![token],
        })
        .collect()
}

/// Lists the names of the lifetimes, at every depth.
pub(crate) fn lifetimes(tokens: TokenStream) -> Vec<Ident> {
    let tokens = flat(tokens);
    let names = tokens.windows(2).filter_map(|pair| match pair {
        [TokenTree::Punct(quote), TokenTree::Ident(name)] if quote.as_char() == '\'' => Some(name.clone()),
        _ => None,
    });
    names.collect()
}

/// Writes `'_` for each named lifetime, since outside the function the name does not exist.
pub(crate) fn anonymous_lifetimes(tokens: TokenStream) -> TokenStream {
    anonymous(tokens, &|name| name != "static")
}

/// Writes `'_` for each lifetime with such a name.
pub(crate) fn anonymous(tokens: TokenStream, is_named: &dyn Fn(&Ident) -> bool) -> TokenStream {
    let mut after_quote = false;
    tokens
        .into_iter()
        .map(|token| {
            let is_name = std::mem::replace(
                &mut after_quote,
                matches!(&token, TokenTree::Punct(p) if p.as_char() == '\''),
            );
            match token {
                TokenTree::Ident(ident) if is_name && is_named(&ident) => {
                    Ident::new("_", ident.span()).into()
                }
                TokenTree::Group(group) => {
                    let mut new = Group::new(group.delimiter(), anonymous(group.stream(), is_named));
                    new.set_span(group.span());
                    new.into()
                }
                token => token,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;

    use super::{anonymous_lifetimes, flat, lifetimes, shown};

    fn tokens(text: &str) -> TokenStream {
        text.parse().unwrap()
    }

    #[test]
    fn types_and_lists_are_shown_as_written() {
        for text in ["custom_message::Event<SignUp>", "&App", "triggers![verify, invite]", "Vec<Vec<u8>>"] {
            assert_eq!(shown(&tokens(text)), text);
        }
    }

    #[test]
    fn groups_are_opened() {
        let list: Vec<String> = flat(tokens("a (b, [c])")).iter().map(ToString::to_string).collect();
        assert_eq!(list, ["a", "b", ",", "c"]);
    }

    #[test]
    fn lifetimes_are_found_and_renamed_at_every_depth() {
        for (text, names, renamed) in [
            ("Event<'a, &'static str>", vec!["a", "static"], "Event<'_, &'static str>"),
            ("&(A<'b>, [B<'_>; 1])", vec!["b", "_"], "&(A<'_>, [B<'_>; 1])"),
            ("Event<SignUp>", vec![], "Event<SignUp>"),
        ] {
            assert_eq!(lifetimes(tokens(text)), names, "{text}");
            let after = anonymous_lifetimes(tokens(text));
            assert_eq!(after.to_string(), tokens(renamed).to_string(), "{text}");
            let starts = |tokens: TokenStream| -> Vec<_> {
                tokens.into_iter().map(|token| token.span().start()).collect()
            };
            assert_eq!(starts(after), starts(tokens(text)), "{text}");
        }
    }
}
