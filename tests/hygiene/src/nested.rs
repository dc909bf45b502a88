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

/// A list of languages in a module.
pub mod lists {
    ::renamed::languages!(
        /// A list for others.
        #[allow(unused)]
        pub(in crate::nested) LANGUAGES = ["en"]
    );
    ::renamed::languages!(
        /// A list for everybody.
        pub PUBLIC = ["en", "de"]
    );
}

/// Uses that list, by its path and by a list of its own.
#[must_use]
pub fn in_languages(values: u8) -> [::renamed::custom_message::Email; 2] {
    ::renamed::languages!(LANGUAGES = ["en"]);
    [
        ::renamed::email!(files = "mails/{language}.html", languages = lists::LANGUAGES, language = "en"),
        ::renamed::email!(
            files = "mails/{language}.html",
            languages = LANGUAGES,
            language = LANGUAGES.lookup([]),
            values = values,
        ),
    ]
}
