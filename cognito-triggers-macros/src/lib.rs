//! The macros of `cognito-triggers`, which re-exports and documents them. Depend on that crate.
//!
//! Tokens are parsed, parsed parts become a model, the model becomes tokens: in that direction
//! only. What a mistake needs to be told about is collected on the way and reported at once; the
//! item that the user wrote is emitted in any case.

#[macro_use]
mod table;

mod args;
mod derive;
mod errors;
mod expand;
mod handler;
mod message;
#[allow(unreachable_pub, reason = "the file is the runtime crate's, where they are public")]
mod rules;
mod signature;
mod spec;
mod template;
#[cfg(test)]
mod tests;
mod triggers;

use proc_macro::TokenStream;

/// Handles the custom message trigger.
#[proc_macro_attribute]
pub fn custom_message(args: TokenStream, item: TokenStream) -> TokenStream {
    handler::attribute("custom_message", args.into(), item.into()).into()
}

/// Makes an enum of events an event itself.
#[proc_macro_derive(FromEvent, attributes(from_event))]
pub fn from_event(item: TokenStream) -> TokenStream {
    derive::from_event(item.into()).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn deny(input: TokenStream) -> TokenStream {
    message::deny(input.into()).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn email(input: TokenStream) -> TokenStream {
    message::email(input.into()).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn sms(input: TokenStream) -> TokenStream {
    message::sms(input.into()).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn triggers(input: TokenStream) -> TokenStream {
    triggers::triggers(input.into()).into()
}
