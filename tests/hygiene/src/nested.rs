//! Inside of functions and modules.

/// A module in a module, which sees nothing of its parents.
pub mod inner {
    /// A module in that.
    pub mod most {
        use ::renamed::custom_message::{Email, Event};

        /// Handles one source.
        #[::renamed::custom_message(crate = ::renamed, SignUp)]
        pub async fn verify(_: Event<'_>) -> Email {
            ::renamed::email!("Hello", "Your code is {code}.")
        }
    }
}

/// Names handlers of its own, and one of a module.
pub fn function() {
    use ::renamed::custom_message::{Email, Event, ResendCode};

    #[::renamed::custom_message(crate = ::renamed, ResendCode)]
    async fn resend(event: Resent<'_>) -> Email {
        let Resent::ResendCode(event) = event;
        ::renamed::email!("Hello", "{name}, your code is {code}.", name = event.user_name())
    }

    #[derive(::renamed::FromEvent)]
    #[from_event(crate = ::renamed)]
    enum Resent<'a> {
        ResendCode(Event<'a, ResendCode>),
    }

    let service = ::renamed::triggers![resend, inner::most::verify].into_service();
    let _: ::renamed::TriggerService<_, ()> = service;
}
