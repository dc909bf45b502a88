//! `email!` and `sms!`: parsed, checked, expanded.
//!
//! The literal text is checked here; its values are checked when the message is made.

mod checks;
mod expand;
mod input;
mod part;
mod source;
mod template;
mod values;

use proc_macro2::TokenStream;

use crate::tools::call::Call;
use crate::tools::errors::Errors;

/// Expands `email!($crate; "subject", "body", arguments)`.
pub(crate) fn email(call: TokenStream) -> TokenStream {
    message(call, input::email, checks::email, expand::email)
}

/// Expands `sms!($crate; "text", arguments)`.
pub(crate) fn sms(call: TokenStream) -> TokenStream {
    message(call, input::sms, checks::sms, expand::sms)
}

/// Takes the three steps. A message with a mistake becomes an expression, so that the mistake is the
/// only error.
fn message<Parsed, Checked>(
    call: TokenStream,
    parse: fn(TokenStream, &mut Errors) -> Option<Parsed>,
    check: fn(Parsed, &mut Errors) -> Option<Checked>,
    expand: fn(&TokenStream, &Checked) -> TokenStream,
) -> TokenStream {
    let Call { krate, input } = Call::parse(call);
    let mut errors = Errors::default();
    let checked = parse(input, &mut errors).and_then(|parsed| check(parsed, &mut errors));
    match checked {
        Some(checked) if errors.is_empty() => expand(&krate, &checked),
        _ => errors.into_expression(),
    }
}
