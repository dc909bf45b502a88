//! The function's name, when the signature uses it for a type or a module: the attribute adds a type of that
//! name.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{FnArg, Signature};

use super::output;
use crate::tools::errors::Errors;
use crate::tools::tokens::flat;

/// Reports a function that is called like a type of its own signature, or like a module.
pub(super) fn check(signature: &Signature, errors: &mut Errors) -> Result<(), ()> {
    let name = &signature.ident;
    let (kind, rest) = match use_of(signature) {
        Some(Use::Type) => ("type", Err(())),
        // The function is emitted empty, so the rest of its signature can be reported too.
        Some(Use::Module) => ("module", Ok(())),
        None => return Ok(()),
    };
    errors.on(
        name,
        format!(
            "the handler has the name of the {kind} `{name}`, and its attribute adds a type of that name"
        ),
        format!("give the function another name, such as `{}`", snake_case(&name.to_string())),
    );
    rest
}

/// Whether the function is called like the module of a type in its signature, which its own type then hides.
pub(super) fn hides_module(signature: &Signature) -> bool {
    matches!(use_of(signature), Some(Use::Module))
}

#[derive(PartialEq)]
enum Use {
    Type,
    Module,
}

/// Finds the function's name in its signature.
fn use_of(signature: &Signature) -> Option<Use> {
    let types = signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(parameter) => Some(parameter.ty.to_token_stream()),
        FnArg::Receiver(_) => None,
    });
    let uses: Vec<Use> =
        types.chain([output::tokens(signature)]).flat_map(|ty| uses(ty, &signature.ident)).collect();
    [Use::Type, Use::Module].into_iter().find(|wanted| uses.contains(wanted))
}

fn uses(ty: TokenStream, name: &proc_macro2::Ident) -> Vec<Use> {
    let tokens = flat(ty);
    let is_mark = |token: Option<&TokenTree>, marks: &[char]| matches!(token, Some(TokenTree::Punct(p)) if marks.contains(&p.as_char()));
    let found = tokens.iter().enumerate().filter_map(|(at, token)| {
        let is_first = !at.checked_sub(1).is_some_and(|at| is_mark(tokens.get(at), &[':', '\'']));
        let is_name = matches!(token, TokenTree::Ident(ident) if ident == name) && is_first;
        is_name.then(|| if is_mark(tokens.get(at + 1), &[':']) { Use::Module } else { Use::Type })
    });
    found.collect()
}

/// Returns a name as functions have them, and another one than it was.
fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    if snake == name { format!("handle_{name}") } else { snake }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tools::errors::Errors;

    #[test]
    fn a_name_that_the_signature_needs_is_reported() {
        for (signature, error) in [
            (
                "fn Email(event: E) -> Result<Email>",
                "the handler has the name of the type `Email`, and its attribute adds a type of that name\nhelp: give the function another name, such as `email`",
            ),
            (
                "fn pre_sign_up(_: pre_sign_up::Event<'_>) -> R",
                "the handler has the name of the module `pre_sign_up`, and its attribute adds a type of that name\nhelp: give the function another name, such as `handle_pre_sign_up`",
            ),
            ("fn a(_: E<'a, m::a>, s: &b::a::C) -> R", ""),
        ] {
            let mut errors = Errors::default();
            let _ = check(&syn::parse_str(signature).unwrap(), &mut errors);
            assert_eq!(errors.messages().concat(), error, "{signature}");
        }
    }
}
