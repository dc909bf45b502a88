//! `email!` and `sms!`: parsed, checked, expanded.
//!
//! The literal text is checked here; its values are checked when the message is made.

mod arguments;
mod checks;
mod choice;
mod computed;
mod expand;
mod file;
mod input;
mod languages;
mod literal;
mod part;
mod shared;
mod source;
mod template;
mod title;
mod values;

use proc_macro2::TokenStream;

use crate::tools::call::Call;
use crate::tools::errors::Errors;

/// Expands `email!($crate; "subject", "body", arguments)`.
pub(crate) fn email(call: TokenStream) -> TokenStream {
    message(call, "email", input::email, expand::email)
}

/// Expands `sms!($crate; "text", arguments)`.
pub(crate) fn sms(call: TokenStream) -> TokenStream {
    message(call, "sms", input::sms, expand::sms)
}

/// Expands `languages!($crate; NAME = ["en", "de"])`.
pub(crate) fn languages(call: TokenStream) -> TokenStream {
    let Call { krate, input } = Call::parse(call);
    shared::define(&krate, input).unwrap_or_else(|error| error.to_compile_error())
}

/// Takes the three steps. A message with a mistake becomes an expression, so that the mistake is the
/// only error.
fn message(
    call: TokenStream,
    name: &str,
    parse: fn(TokenStream, &mut Errors) -> Option<input::Message>,
    expand: fn(&TokenStream, &checks::Message) -> TokenStream,
) -> TokenStream {
    let Call { krate, input } = Call::parse(call);
    if let Some(call) = shared::call(&krate, name, &input) {
        return call;
    }
    let mut errors = Errors::default();
    let checked = parse(input, &mut errors).and_then(|parsed| checks::message(parsed, &mut errors));
    match checked {
        Some(checked) if errors.is_empty() => expand(&krate, &checked),
        _ => errors.without_repetitions().into_expression(),
    }
}
