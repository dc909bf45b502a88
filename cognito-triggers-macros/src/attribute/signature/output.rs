//! The type that a handler returns.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};
use syn::{GenericArgument, PathArguments, ReturnType, Signature, Type, TypeParamBound};

use super::repair;
use crate::tools::errors::Errors;
use crate::tools::spec::Trigger;
use crate::tools::tokens::{anonymous_lifetimes, flat, lifetimes};

/// The type that a handler returns, and how.
#[derive(Default)]
pub(super) struct Output {
    /// The type, once awaited.
    pub(super) ty: TokenStream,
    /// Whether the signature names a future of the type.
    pub(super) is_future: bool,
}

/// Reads the return type. Returns `None` where it is reported.
pub(super) fn output(signature: &Signature, trigger: &Trigger, errors: &mut Errors) -> Option<Output> {
    let response = trigger.response;
    let ReturnType::Type(_, ty) = &signature.output else {
        let help = match response {
            "()" => {
                let end = signature.paren_token.span.close();
                return Some(Output { ty: quote_spanned!(end=> ()), is_future: false });
            }
            response => format!("write `-> Result<{response}>`"),
        };
        errors.on(
            &signature.ident,
            format!("the handler `{}` returns nothing, but Cognito waits for an answer", signature.ident),
            help,
        );
        return None;
    };
    if let Some(pair) = repair::pair(ty.to_token_stream()).filter(|_| trigger.has_placeholders()) {
        errors.on(
            &pair.written,
            format!("`{}` takes its placeholders as one pair, `(Code, Username)`", pair.message),
            "write `(Code, Username)`",
        );
        return None;
    }
    let tokens = flat(ty.to_token_stream());
    let names =
        |name: &str| tokens.iter().any(|token| matches!(token, TokenTree::Ident(ident) if ident == name));
    match &**ty {
        Type::ImplTrait(opaque) => {
            let output = opaque.bounds.iter().find_map(future_output);
            if output.is_none() || signature.asyncness.is_some() {
                errors.on(
                    ty,
                    "the response's type must be named, since it says what the handler answers",
                    format!("write `Result<{response}>`"),
                );
                return None;
            }
            output.map(|ty| Output { ty: anonymous_lifetimes(ty.to_token_stream()), is_future: true })
        }
        _ if names("dyn") && names("Future") => {
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
                format!("write `Result<{response}>`"),
            );
            None
        }
        ty if lifetimes(ty.to_token_stream()).iter().any(|name| name != "static") => {
            errors.on(
                ty,
                "a response borrows nothing from the event, which the framework returns itself",
                format!("write `Result<{response}>`"),
            );
            None
        }
        ty => Some(Output { ty: ty.to_token_stream(), is_future: false }),
    }
}

/// Returns the tokens of the return type, none if there is none.
pub(super) fn tokens(signature: &Signature) -> TokenStream {
    match &signature.output {
        ReturnType::Default => TokenStream::new(),
        ReturnType::Type(_, ty) => ty.to_token_stream(),
    }
}

/// Returns the `T` of `Future<Output = T>`.
fn future_output(bound: &TypeParamBound) -> Option<&Type> {
    let TypeParamBound::Trait(bound) = bound else { return None };
    let last = bound.path.segments.last().filter(|last| last.ident == "Future")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::AssocType(assoc) if assoc.ident == "Output" => Some(&assoc.ty),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::output;
    use crate::tools::errors::Errors;
    use crate::tools::spec::Trigger;

    fn read(trigger: &Trigger, signature: &str) -> (Option<(String, bool)>, Vec<String>) {
        let mut errors = Errors::default();
        let output = output(&syn::parse_str(signature).unwrap(), trigger, &mut errors);
        let output = output.map(|output| (output.ty.to_string().replace(' ', ""), output.is_future));
        (output, errors.messages())
    }

    #[test]
    fn the_type_is_named_or_that_of_a_future() {
        for (signature, ty, is_future) in [
            ("fn verify() -> Result<Email>", "Result<Email>", false),
            ("async fn verify() -> Result<(), &'static str>", "Result<(),&'staticstr>", false),
            ("fn verify() -> impl Future<Output = Result<Email>> + Send", "Result<Email>", true),
            ("fn verify<'a>() -> impl Send + std::future::Future<Output = X<'a>>", "X<'_>", true),
        ] {
            let (output, errors) = read(Trigger::custom_message(), signature);
            assert_eq!(output, Some((ty.to_owned(), is_future)), "{signature}: {errors:?}");
            assert!(errors.is_empty(), "{signature}: {errors:?}");
        }
    }

    #[test]
    fn only_a_trigger_without_a_response_takes_a_function_that_returns_nothing() {
        let (output, errors) = read(Trigger::pre_sign_up(), "fn check()");
        assert_eq!((output, errors.len()), (Some(("()".to_owned(), false)), 0));
        let (output, errors) = read(Trigger::custom_message(), "fn check()");
        assert_eq!((output, errors.len()), (None, 1));
        assert!(errors[0].ends_with("help: write `-> Result<Email>`"), "{errors:?}");
    }

    #[test]
    fn other_types_are_reported() {
        for signature in [
            "fn verify() -> impl IntoResponse",
            "async fn verify() -> impl Future<Output = Email>",
            "fn verify() -> Result<impl IntoResponse>",
            "fn verify() -> Pin<Box<dyn Future<Output = Email>>>",
            "fn verify<'a>() -> Result<Answer<'a>>",
        ] {
            let (output, errors) = read(Trigger::custom_message(), signature);
            assert_eq!((output, errors.len()), (None, 1), "{signature}: {errors:?}");
        }
    }
}
