//! `triggers![a, b; complete: CustomMessage, CustomAuth]`: the triggers whose every source must have a
//! handler.

use proc_macro2::{Ident, TokenStream, TokenTree};

use crate::tools::errors::{Errors, either};
use crate::tools::spec::{TRIGGERS, nearest_first};

/// The word for the three triggers of a custom sign-in (the flow `CUSTOM_AUTH`), which need each other.
pub(super) const CUSTOM_AUTH: &str = "CustomAuth";

/// Splits the list into the handlers and, after `;`, the triggers to cover.
pub(super) fn split(input: TokenStream, errors: &mut Errors) -> (TokenStream, Vec<Ident>) {
    let mut tokens = input.into_iter();
    let is_semicolon = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';');
    let handlers = tokens.by_ref().take_while(|token| !is_semicolon(token)).collect();
    let rest: Vec<TokenTree> = tokens.collect();
    let triggers = match &rest[..] {
        [] => Vec::new(),
        [TokenTree::Ident(complete), TokenTree::Punct(colon), list @ ..]
            if complete == "complete" && colon.as_char() == ':' =>
        {
            if list.is_empty() {
                errors.on(complete, "`complete` names no trigger", "write `complete: CustomMessage`");
            }
            list.iter().filter_map(|token| trigger(token, errors)).collect()
        }
        [first, ..] => {
            errors.on(
                first,
                "expected `complete` after `;`",
                "write `; complete: CustomMessage`, or `,` before another handler",
            );
            Vec::new()
        }
    };
    (handlers, triggers)
}

/// Reads the name of a trigger.
fn trigger(token: &TokenTree, errors: &mut Errors) -> Option<Ident> {
    match token {
        TokenTree::Punct(punct) if punct.as_char() == ',' => None,
        TokenTree::Ident(name) if names().any(|known| name == known) => Some(name.clone()),
        other => {
            let names = names();
            let help = format!("write {}", either(nearest_first(names, &other.to_string())));
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
            ("a; b", "write `; complete: CustomMessage`, or `,` before another handler"),
            (
                "a; complete = CustomMessage",
                "write `; complete: CustomMessage`, or `,` before another handler",
            ),
            ("a; complete: CustomMesage", "write `CustomMessage`, "),
            ("a; complete: CustomAuthentication", "write `"),
            ("a; complete: CUSTOM_AUTH", "write `"),
            ("a; complete: \"PreSignUp\"", "write `PreSignUp`, "),
        ] {
            let mut errors = Errors::default();
            split(list.parse().unwrap(), &mut errors);
            let [error] = &errors.messages()[..] else { panic!("{list}: {:?}", errors.messages()) };
            assert!(error.contains(&format!("\nhelp: {help}")), "{list}: {error}");
        }
    }
}
