//! What a handler returns.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericArgument, PathArguments, ReturnType, Signature, Type, TypeParamBound};

use crate::tools::errors::Errors;
use crate::tools::spec::Trigger;
use crate::tools::tokens::{anonymous_lifetimes, flat};

/// The type that comes out, and whether it does so through a future.
pub(super) fn output(
    signature: &Signature,
    trigger: &Trigger,
    errors: &mut Errors,
) -> Option<(TokenStream, bool)> {
    let ReturnType::Type(_, ty) = &signature.output else {
        let help = match crate::tools::spec::response(trigger.attribute) {
            "()" => return Some((quote::quote!(()), false)),
            response => format!("write `-> Result<{response}>`"),
        };
        errors.on(
            &signature.ident,
            format!("the handler `{}` returns nothing, and Cognito waits for an answer", signature.ident),
            help,
        );
        return None;
    };
    let idents: Vec<TokenTree> = flat(ty.to_token_stream());
    let names =
        |name: &str| idents.iter().any(|token| matches!(token, TokenTree::Ident(ident) if ident == name));
    match &**ty {
        Type::ImplTrait(opaque) => {
            let output = opaque.bounds.iter().find_map(future_output);
            if output.is_none() || signature.asyncness.is_some() {
                errors.on(
                    ty,
                    "the response's type must be named, since it says what the handler answers",
                    format!("write `Result<{}>`", crate::tools::spec::response(trigger.attribute)),
                );
                return None;
            }
            output.map(|ty| (anonymous_lifetimes(ty.to_token_stream()), true))
        }
        _ if names("dyn") && names("Future") => {
            let response = crate::tools::spec::response(trigger.attribute);
            errors.on(
                ty,
                "a handler returns its response, not a boxed future",
                format!("write `async fn {}(..) -> Result<{response}>`", signature.ident),
            );
            None
        }
        _ if names("impl") => {
            errors.on(
                ty,
                "the response's type must be named, since it says what the handler answers",
                format!("write `Result<{}>`", crate::tools::spec::response(trigger.attribute)),
            );
            None
        }
        ty if borrows(&idents) => {
            errors.on(
                ty,
                "a response borrows nothing from the event, which the framework gives back itself",
                format!("write `Result<{}>`", crate::tools::spec::response(trigger.attribute)),
            );
            None
        }
        ty => Some((ty.to_token_stream(), false)),
    }
}

/// Whether there is a lifetime other than `'static`.
fn borrows(tokens: &[TokenTree]) -> bool {
    tokens.windows(2).any(|pair| {
        matches!(pair, [TokenTree::Punct(quote), TokenTree::Ident(name)] if quote.as_char() == '\'' && name != "static")
    })
}

/// `T` of `Future<Output = T>`.
fn future_output(bound: &TypeParamBound) -> Option<&Type> {
    let TypeParamBound::Trait(bound) = bound else { return None };
    let last = bound.path.segments.last().filter(|last| last.ident == "Future")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::AssocType(assoc) if assoc.ident == "Output" => Some(&assoc.ty),
        _ => None,
    })
}
