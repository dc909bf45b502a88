//! `triggers![a, b; complete: CustomMessage, CustomAuth]`: the triggers whose every source must have a
//! handler.

use proc_macro2::{Ident, Spacing, TokenStream, TokenTree};
use quote::quote;

use crate::tools::errors::Errors;
use crate::tools::spec::{TRIGGERS, instead_of};

/// The word for the three triggers of a custom sign-in (the flow `CUSTOM_AUTH`), which need each other.
pub(super) const CUSTOM_AUTH: &str = "CustomAuth";

/// Splits the list into the handlers and, after `;`, the triggers to cover.
pub(super) fn split(input: TokenStream, errors: &mut Errors) -> (TokenStream, Vec<Ident>) {
    let mut tokens = input.into_iter();
    let is_semicolon = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';');
    let handlers: TokenStream = tokens.by_ref().take_while(|token| !is_semicolon(token)).collect();
    let rest: Vec<TokenTree> = tokens.collect();
    if let Some(complete) = complete_among(&handlers) {
        errors.on(
            complete,
            "`complete` comes after the handlers and a `;`",
            "put a `;` in place of the `,` before it, as in `triggers![verify; complete: CustomMessage]`",
        );
        return (handlers, Vec::new());
    }
    let triggers = match &rest[..] {
        [] => Vec::new(),
        [TokenTree::Ident(complete), TokenTree::Punct(colon), list @ ..]
            if complete == "complete" && colon.as_char() == ':' =>
        {
            if list.is_empty() {
                errors.on(
                    quote!(#complete #colon),
                    "`complete` names no trigger",
                    "write `complete: CustomMessage`",
                );
            }
            list.iter().filter_map(|token| trigger(token, errors)).collect()
        }
        [first, ..] => {
            errors.on(
                first,
                "expected `complete` after `;`",
                "name triggers there, as in `; complete: CustomMessage`, or put a `,` before another handler",
            );
            Vec::new()
        }
    };
    (handlers, triggers)
}

/// Finds `complete:` or `complete =` among the handlers.
fn complete_among(handlers: &TokenStream) -> Option<TokenTree> {
    let tokens: Vec<TokenTree> = handlers.clone().into_iter().collect();
    let is_demand = |pair: &&[TokenTree]| {
        let text: String = pair.iter().map(ToString::to_string).collect();
        // A path has two colons, and is another thing.
        matches!(pair, [TokenTree::Ident(_), TokenTree::Punct(p), ..] if p.spacing() == Spacing::Alone)
            && ["complete:", "complete="].contains(&&*text)
    };
    tokens.windows(2).find(is_demand)?.first().cloned()
}

/// Reads the name of a trigger.
fn trigger(token: &TokenTree, errors: &mut Errors) -> Option<Ident> {
    match token {
        TokenTree::Punct(punct) if punct.as_char() == ',' => None,
        TokenTree::Ident(name) if names().any(|known| name == known) => Some(name.clone()),
        other => {
            let help = instead_of(other.to_string().trim_matches('"'), names());
            errors.on(other, format!("`{other}` is not a trigger"), help);
            None
        }
    }
}

/// Lists what may stand after `complete:`.
fn names() -> impl Iterator<Item = &'static str> {
    TRIGGERS.iter().map(|trigger| trigger.name).chain([CUSTOM_AUTH])
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::tools::errors::Errors;

    #[test]
    fn handlers_and_triggers_are_split_at_the_semicolon() {
        for (list, handlers, triggers) in [
            ("a, b", "a , b", vec![]),
            ("a;", "a", vec![]),
            ("a, b; complete: CustomMessage", "a , b", vec!["CustomMessage"]),
            ("a; complete: CustomAuth", "a", vec!["CustomAuth"]),
            ("a; complete: CustomMessage, PreSignUp,", "a", vec!["CustomMessage", "PreSignUp"]),
        ] {
            let mut errors = Errors::default();
            let (left, right) = split(list.parse().unwrap(), &mut errors);
            assert_eq!(left.to_string(), handlers, "{list}");
            assert_eq!(right, triggers, "{list}");
            assert_eq!(errors.messages(), [""; 0], "{list}");
        }
    }

    #[test]
    fn each_wrong_demand_is_one_error() {
        for (list, help) in [
            ("a; complete:", "write `complete: CustomMessage`"),
            (
                "a; b",
                "name triggers there, as in `; complete: CustomMessage`, or put a `,` before another handler",
            ),
            (
                "a; complete = CustomMessage",
                "name triggers there, as in `; complete: CustomMessage`, or put a `,` before another handler",
            ),
            ("a, complete: CustomMessage", "put a `;` in place of the `,` before it"),
            ("a; complete: CustomMesage", "write `CustomMessage`; the others are "),
            ("a; complete: \"PreSignUp\"", "write `PreSignUp`; the others are "),
            ("a; complete: CustomAuthentication", "write `"),
            ("a; complete: CUSTOM_AUTH", "write `CustomAuth`; the others are "),
        ] {
            let mut errors = Errors::default();
            split(list.parse().unwrap(), &mut errors);
            let [error] = &errors.messages()[..] else { panic!("{list}: {:?}", errors.messages()) };
            assert!(error.contains(&format!("\nhelp: {help}")), "{list}: {error}");
        }
    }
}
