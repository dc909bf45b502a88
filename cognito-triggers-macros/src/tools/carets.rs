//! Spans that decide where rustc puts its carets.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::Signature;

/// Returns a call that rustc underlines at the whole of `at`: on stable, the path decides where the
/// underline starts, and the parentheses where it ends.
pub(crate) fn call(
    at: &TokenStream,
    krate: &TokenStream,
    path: &[&str],
    arguments: &TokenStream,
) -> TokenStream {
    let (first, last) = ends(at);
    let krate = respan(krate.clone(), first);
    let path = path.iter().map(|name| Ident::new(name, first));
    let parentheses = quote_spanned!(last=> (#arguments));
    quote_spanned!(first=> #krate #(::#path)* #parentheses)
}

/// Returns the spans of the first and the last token: on stable, two spans cannot be joined.
pub(crate) fn ends(tokens: &TokenStream) -> (Span, Span) {
    let mut tokens = tokens.clone().into_iter();
    let first = tokens.next().map_or_else(Span::call_site, |token| token.span());
    let last = tokens.last().map_or(first, |token| token.span());
    (first, last)
}

/// Returns the place where the tokens end, for a mistake about something that is missing there.
pub(crate) fn end(tokens: &TokenStream) -> Span {
    tokens.clone().into_iter().last().map_or_else(Span::call_site, |token| match token {
        TokenTree::Group(group) => group.span_close(),
        token => token.span(),
    })
}

/// Makes a list of parameters that seems to be around a signature: there, rustc does not propose to declare a
/// missing type as one more.
pub(crate) fn around(signature: &Signature, params: &TokenStream) -> TokenStream {
    let open = quote_spanned!(signature.ident.span()=> <);
    quote_spanned!(end(&signature.to_token_stream())=> #open #params >)
}

/// Gives each of the tokens another span.
pub(crate) fn respan(tokens: TokenStream, span: Span) -> TokenStream {
    let at = |mut token: TokenTree| {
        token.set_span(span);
        token
    };
    tokens.into_iter().map(at).collect()
}

#[cfg(test)]
mod tests {
    use proc_macro2::{Span, TokenStream};

    use super::{call, end, ends};

    fn tokens(text: &str) -> TokenStream {
        text.parse().unwrap()
    }

    fn columns((first, last): (Span, Span)) -> (usize, usize) {
        (first.start().column, last.end().column)
    }

    #[test]
    fn a_call_spans_the_whole_of_its_place() {
        for (at, expected) in [("Result<Email>", (0, 13)), ("  Email", (2, 7)), ("a b (c d)", (0, 9))] {
            let call = call(&tokens(at), &tokens("krate"), &["check", "covers"], &tokens("x"));
            assert_eq!(call.to_string(), "krate :: check :: covers (x)", "{at}");
            assert_eq!(columns(ends(&call)), expected, "{at}");
        }
    }

    #[test]
    fn the_end_is_the_last_tokens() {
        for (text, column) in [("a, b", 3), ("a, (b c)", 7)] {
            assert_eq!(end(&tokens(text)).start().column, column, "{text}");
        }
    }
}
