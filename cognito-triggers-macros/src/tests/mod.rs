//! Runs the macros on text, without a compiler.

mod editor;
mod expansions;
mod expansions_of_mails;
mod layers;
mod odd_input;
mod texts;

use proc_macro2::TokenStream;

use crate::tools::spec::Trigger;
use crate::{attribute, deny, derive, message, name, triggers};

/// Each macro as a function of tokens.
#[derive(Clone, Copy, Debug)]
enum Macro {
    /// An attribute, as a function of its list.
    Attribute {
        trigger: &'static Trigger,
        item: &'static str,
    },
    /// `#[custom_message]`, as a function of its item.
    Item {
        args: &'static str,
    },
    Derive,
    Email,
    Sms,
    Triggers,
    Deny,
    Claim,
}

impl Macro {
    fn expand(self, input: TokenStream) -> TokenStream {
        match self {
            Self::Attribute { trigger, item } => attribute::attribute(trigger, input, tokens(item)),
            Self::Item { args } => attribute::attribute(Trigger::custom_message(), tokens(args), input),
            Self::Derive => derive::from_event(input),
            Self::Email => message::email(with_crate(&input)),
            Self::Sms => message::sms(with_crate(&input)),
            Self::Triggers => triggers::triggers(with_crate(&input)),
            Self::Deny => deny::deny(with_crate(&input)),
            Self::Claim => name::name(with_crate(&input), "ClaimName", "claim!(\"tenant\")"),
        }
    }
}

fn tokens(text: &str) -> TokenStream {
    text.parse().expect("the test's text has tokens")
}

/// Writes the call as the runtime crate's wrapper does.
fn with_crate(input: &TokenStream) -> TokenStream {
    quote::quote!(::cognito_triggers; #input)
}
