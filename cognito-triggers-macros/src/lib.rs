//! The macros of `cognito-triggers`, which re-exports and documents them. Depend on that crate.
//!
//! A macro parses its tokens, checks what it found, and makes the expansion, in that order.
//! Mistakes are collected on the way and reported together. An attribute emits its item in any case.
//!
//! In each folder, a file may import those after its arrow:
//!
//! ```text
//! lib: attribute, triggers, message, derive, deny, name ──> tools, rules ──> places ──> characters, html ──> slot, unicode
//! attribute: expand, missing ──> args, signature ──> version
//! attribute/signature: name ──> generics, levels, output ──> repair, parameters
//! triggers: coverage
//! derive: variant
//! message: expand ──> checks ──> languages, shared, values ──> input ──> choice ──> arguments, literal, source ──> computed, file, title ──> template ──> part
//! tools: call, carets, errors, spec, tokens
//! ```
//!
//! A folder's `mod.rs` imports its files. `characters`, `html`, `places`, `rules`, `slot`, `table`
//! and `unicode` are files of the runtime crate, through symbolic links.

#![cfg_attr(
    not(test),
    warn(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used,
        reason = "rustc tells the user only that a macro panicked"
    )
)]

#[macro_use]
mod table;

mod attribute;
#[allow(dead_code, unreachable_pub, reason = "the file is the runtime crate's, which uses all of it")]
mod characters;
mod deny;
mod derive;
#[allow(dead_code, unreachable_pub, reason = "the file is the runtime crate's, which uses all of it")]
mod html;
mod message;
mod name;
#[allow(dead_code, unreachable_pub, reason = "the file is the runtime crate's, which uses all of it")]
mod places;
#[allow(
    dead_code,
    unreachable_pub,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "the file is the runtime crate's, which uses all of it, publicly"
)]
mod rules;
#[allow(dead_code, unreachable_pub, reason = "the file is the runtime crate's, which uses all of it")]
mod slot;
#[cfg(test)]
mod tests;
mod tools;
mod triggers;
#[allow(dead_code, unreachable_pub, reason = "the file is the runtime crate's, which uses all of it")]
mod unicode;

use proc_macro::TokenStream;

use self::tools::spec::Trigger;

/// Exports an attribute for each trigger. rustc wants the functions at the root.
macro_rules! attributes {
    ($($Trigger:ident $TriggerMarker:ident $module:ident [$($fact:tt)*] {
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
pub fn languages(input: TokenStream) -> TokenStream {
    message::languages(input.into()).into()
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
