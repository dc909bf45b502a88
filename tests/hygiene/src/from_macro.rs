//! From `macro_rules!`, whose names and literals are of another place.

use ::renamed::custom_message::{Email, Event, Sms};

macro_rules! handler {
    ($name:ident, $source:ident, $event:ty, $response:ty, $message:expr) => {
        /// Made by a macro.
        #[::renamed::custom_message(crate = ::renamed, $source)]
        #[must_use]
        pub fn $name(event: $event, brand: &&'static ::core::primitive::str) -> $response {
            let _ = (event, brand);
            $message
        }
    };
}

handler!(verify, SignUp, Event<'_>, Email, ::renamed::email!("Hello", "Your code is {code}."));
handler!(resend, ResendCode, Event<'_>, Sms, ::renamed::sms!("Your code is {code}."));

macro_rules! hello {
    ($body:literal, $name:expr) => {{
        let brand = "Example";
        ::renamed::email!("{brand} for {name}", $body, name = $name)
    }};
}

macro_rules! list {
    ($($handler:path),*) => { ::renamed::triggers![$($handler),*] };
}

/// Two texts and two values, from two places.
#[must_use]
pub fn mixed() -> Email {
    let name = "Ines";
    hello!("{name}, your code is {code}.", name)
}

/// A list from a macro.
pub fn listed() {
    let service = list![verify, resend].with_state("Example").into_service();
    let _: ::renamed::TriggerService<_, &'static ::core::primitive::str> = service;
}
