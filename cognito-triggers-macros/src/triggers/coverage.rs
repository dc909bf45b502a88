//! `triggers![a, b; complete: CustomMessage]`: the triggers whose every source must have a handler.

use proc_macro2::{Ident, TokenStream, TokenTree};

use crate::tools::errors::{Errors, either};
use crate::tools::spec::{TRIGGERS, nearest_first};

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
        TokenTree::Ident(name) if TRIGGERS.iter().any(|trigger| name == trigger.name) => Some(name.clone()),
        other => {
            let names = TRIGGERS.iter().map(|trigger| trigger.name);
            let help = format!("write {}", either(nearest_first(names, &other.to_string())));
            errors.on(other, format!("`{other}` is not a trigger"), help);
            None
        }
    }
}
