//! What the macros write, looked at without a compiler.

mod editor;
mod expansions;
mod odd_input;
mod texts;

use proc_macro2::TokenStream;

use crate::tools::spec::Trigger;
use crate::{attribute, deny, derive, message, triggers};

/// Each macro as a function of text.
#[derive(Clone, Copy, Debug)]
enum Macro {
    Attribute { item: &'static str },
    Item { args: &'static str },
    Derive,
    Email,
    Sms,
    Triggers,
    Deny,
}

impl Macro {
    fn expand(self, input: TokenStream) -> TokenStream {
        match self {
            Self::Attribute { item } => attribute::attribute(Trigger::custom_message(), input, tokens(item)),
            Self::Item { args } => attribute::attribute(Trigger::custom_message(), tokens(args), input),
            Self::Derive => derive::from_event(input),
            Self::Email => message::email(with_crate(&input)),
            Self::Sms => message::sms(with_crate(&input)),
            Self::Triggers => triggers::triggers(with_crate(&input)),
            Self::Deny => deny::deny(with_crate(&input)),
        }
    }
}

fn tokens(text: &str) -> TokenStream {
    text.parse().expect("the test's text has tokens")
}

/// As the wrapper passes it on.
fn with_crate(input: &TokenStream) -> TokenStream {
    quote::quote!(::cognito_triggers; #input)
}
