//! The macros of `cognito-triggers`, which re-exports and documents them. Depend on that crate.
//!
//! Tokens are parsed, parsed parts become a model, the model becomes tokens: in that direction
//! only. What a mistake needs to be told about is collected on the way and reported at once; the
//! item that the user wrote is emitted in any case.

#[macro_use]
mod table;

mod attribute;
mod deny;
mod derive;
mod message;
mod name;
#[allow(
    dead_code,
    unreachable_pub,
    reason = "the file is the runtime crate's, which uses all of it, publicly"
)]
mod rules;
#[cfg(test)]
mod tests;
mod tools;
mod triggers;

use proc_macro::TokenStream;

use self::tools::spec::Trigger;

/// An entry point for each trigger: a macro can only be exported by a function at the root.
macro_rules! attributes {
    ($($Trigger:ident $TriggerType:ident $module:ident {
        $($Marker:ident = $Source:ident $wire:literal $fires:literal;)+
    })+) => {$(
        #[allow(missing_docs, reason = "documented where the runtime crate re-exports it")]
        #[proc_macro_attribute]
        pub fn $module(args: TokenStream, item: TokenStream) -> TokenStream {
            attribute::attribute(Trigger::$module(), args.into(), item.into()).into()
        }
    )+};
}

table!(attributes);

/// Makes an enum of events an event itself.
#[proc_macro_derive(FromEvent, attributes(from_event))]
pub fn from_event(item: TokenStream) -> TokenStream {
    derive::from_event(item.into()).into()
}

#[doc(hidden)]
#[proc_macro]
pub fn deny(input: TokenStream) -> TokenStream {
    deny::deny(input.into()).into()
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
pub fn claim(input: TokenStream) -> TokenStream {
    name::name(input.into(), "ClaimName", "claim!(\"tenant\")").into()
}

#[doc(hidden)]
#[proc_macro]
pub fn scope(input: TokenStream) -> TokenStream {
    name::name(input.into(), "ScopeName", "scope!(\"orders/read\")").into()
}

#[doc(hidden)]
#[proc_macro]
pub fn triggers(input: TokenStream) -> TokenStream {
    triggers::triggers(input.into()).into()
}
