//! The return type that is emitted in place of one that is reported, so that rustc does not report it
//! again in its own words.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{ReturnType, Signature};

use crate::tools::carets::around;
use crate::tools::spec::Trigger;
use crate::tools::tokens::{flat, lifetimes};

/// Placeholders that are named as two arguments, or in the other order.
pub(super) struct Pair {
    /// The arguments, as they were written.
    pub(super) written: TokenStream,
    /// The message that they belong to, `Email` or `Sms`.
    pub(super) message: String,
    /// The whole type, as it should be.
    pub(super) corrected: TokenStream,
}

/// Finds `Email<Code, Username>` and `Email<(Username, Code)>` in a type.
pub(super) fn pair(ty: TokenStream) -> Option<Pair> {
    let tokens: Vec<TokenTree> = ty.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        let corrected = |start: usize, end: usize, new: TokenStream| {
            let (before, after) = (tokens.iter().take(start).cloned(), tokens.iter().skip(end).cloned());
            before.chain(new).chain(after).collect()
        };
        match (token, tokens.get(at + 1)) {
            (TokenTree::Group(group), _) => {
                if let Some(inner) = pair(group.stream()) {
                    let mut new = Group::new(group.delimiter(), inner.corrected);
                    new.set_span(group.span());
                    let corrected = corrected(at, at + 1, TokenTree::from(new).into());
                    return Some(Pair { corrected, ..inner });
                }
            }
            (TokenTree::Ident(name), Some(TokenTree::Punct(open)))
                if (name == "Email" || name == "Sms") && open.as_char() == '<' =>
            {
                let arguments: Vec<TokenTree> =
                    tokens.iter().skip(at + 2).take_while(|t| !is(t, '>')).cloned().collect();
                if !is_wrong(&arguments) {
                    continue;
                }
                let module = arguments.iter().take_while(
                    |token| !matches!(token, TokenTree::Ident(i) if i == "Code" || i == "Username"),
                );
                let module: TokenStream =
                    module.filter(|token| !matches!(token, TokenTree::Group(_))).cloned().collect();
                let new = quote!((#module Code, #module Username));
                let end = at + 2 + arguments.len();
                return Some(Pair {
                    written: arguments.into_iter().collect(),
                    message: name.to_string(),
                    corrected: corrected(at + 2, end, new),
                });
            }
            _ => {}
        }
    }
    None
}

/// Whether the arguments are both placeholders, and not the pair of them.
fn is_wrong(arguments: &[TokenTree]) -> bool {
    let names = |tokens: Vec<TokenTree>| -> Vec<String> {
        let names =
            tokens.iter().filter(|t| matches!(t, TokenTree::Ident(i) if i == "Code" || i == "Username"));
        names.map(ToString::to_string).collect()
    };
    let is_list = arguments.iter().any(|token| is(token, ','));
    match arguments {
        [TokenTree::Group(group)] => names(flat(group.stream())) == ["Username", "Code"],
        _ => is_list && names(flat(arguments.iter().cloned().collect())).len() == 2,
    }
}

fn is(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == c)
}

/// Returns the return type for a function that has none and answers, by how its body ends.
pub(super) fn missing(
    signature: &Signature,
    body: &TokenStream,
    trigger: &Trigger,
    krate: &TokenStream,
) -> Option<ReturnType> {
    let block = match body.clone().into_iter().next()? {
        TokenTree::Group(group) => group.stream(),
        _ => return None,
    };
    let is_answer = block.clone().into_iter().last().is_some_and(|last| !is(&last, ';'));
    if !matches!(signature.output, ReturnType::Default) || trigger.response == "()" || !is_answer {
        return None;
    }
    let response: TokenStream = trigger.response.parse().ok()?;
    let response = match trigger.response {
        "bool" => quote!(::core::primitive::bool),
        path if path.contains("::") => quote!(#krate::#response),
        _ => {
            let module: TokenStream = trigger.attribute.parse().ok()?;
            quote!(#krate::#module::#response)
        }
    };
    let fails = flat(block).iter().any(|token| {
        is(token, '?') || matches!(token, TokenTree::Ident(i) if ["Ok", "Err", "deny"].iter().any(|n| i == n))
    });
    let ty = if fails { quote!(::core::result::Result<#response, #krate::Error>) } else { response };
    syn::parse2(quote!(-> #ty)).ok()
}

/// Returns an empty list of parameters for a function that has none. Where the signature names a type that
/// is not imported, rustc would propose to declare it there as a parameter, and report it a second time for
/// the code beside the function, where it proposes nothing.
pub(super) fn empty_generics(signature: &Signature) -> Option<TokenStream> {
    let types = flat(quote!(#signature));
    // A lifetime or a parameter such as `S` may have to be declared.
    let is_lifetime = lifetimes(quote!(#signature)).iter().any(|name| name != "_");
    let is_parameter = types.iter().any(
        |token| matches!(token, TokenTree::Ident(i) if i.to_string().chars().all(|c| c.is_ascii_uppercase())),
    );
    let is_borrowed = flat(signature.output.to_token_stream()).iter().any(|token| is(token, '&'));
    if is_lifetime || is_parameter || is_borrowed || signature.generics.lt_token.is_some() {
        return None;
    }
    Some(around(signature, &TokenStream::new()))
}

/// Adds the empty list of parameters to the function.
pub(super) fn without_proposal(item: TokenStream, signature: &Signature) -> TokenStream {
    let Some(empty) = empty_generics(signature) else { return item };
    let mut is_function = false;
    let with_list = item.into_iter().flat_map(|token| {
        let is_name = is_function && matches!(&token, TokenTree::Ident(name) if *name == signature.ident);
        is_function = matches!(&token, TokenTree::Ident(keyword) if keyword == "fn");
        std::iter::once(token).chain(if is_name { empty.clone() } else { TokenStream::new() })
    });
    with_list.collect()
}

#[cfg(test)]
mod tests {
    use quote::{ToTokens, quote};

    use super::{missing, pair};
    use crate::tools::spec::Trigger;

    #[test]
    fn placeholders_become_the_pair() {
        for (written, corrected) in [
            ("Email<Code, Username>", Some("Email<(Code, Username)>")),
            ("Result<m::Sms<m::Username, m::Code>, E>", Some("Result<m::Sms<(m::Code, m::Username)>, E>")),
            ("(Email<(Username, Code)>, Sms)", Some("(Email<(Code, Username)>, Sms)")),
            ("Email<(Code, Username)>", None),
            ("Result<Email<Code>, E>", None),
            ("Email<Code, Link>", None),
        ] {
            let found =
                pair(written.parse().unwrap()).map(|pair| pair.corrected.to_string().replace(' ', ""));
            assert_eq!(found, corrected.map(|text| text.replace(' ', "")), "{written}");
        }
    }

    #[test]
    fn a_function_that_answers_gets_the_type_of_its_answer() {
        for (item, expected) in [
            ("fn a() { Ok(b) }", Some("->::core::result::Result<k::custom_message::Email,k::Error>")),
            ("fn a() { email!(b) }", Some("->k::custom_message::Email")),
            ("fn a() { b; }", None),
            ("fn a() {}", None),
            ("fn a() -> B { b }", None),
        ] {
            let function: syn::ItemFn = syn::parse_str(item).unwrap();
            let body = function.block.to_token_stream();
            let ty = missing(&function.sig, &body, Trigger::custom_message(), &quote!(k));
            let ty = ty.map(|ty| ty.to_token_stream().to_string().replace(' ', ""));
            assert_eq!(ty.as_deref(), expected, "{item}");
        }
    }
}
