//! Mails as a team keeps them: a file for each language, a shared header and footer, and scenarios.
//!
//! `cargo run --bin localized` shows each message in each scenario of the folder `scenarios`, which has one for
//! each language. The files in `mails` are checked when the program is compiled: all languages have the same
//! values and placeholders, and Cognito takes every character. E-mails may not contain every character that
//! these languages use:
//!
//! | language | Cognito refuses | write |
//! |---|---|---|
//! | French | U+202F and U+00A0, the narrow and the plain no-break space before `?`, `!`, `:`, `;` | `&#8239;` or `&nbsp;` in the body, an ordinary space in the subject |
//! | Arabic, Hebrew, Persian | U+200E, U+200F, the direction marks; U+200C, the zero-width non-joiner | `dir="rtl"` on the element; `&zwnj;` in the body |
//! | Japanese, Chinese | U+3000, the ideographic space | `&#12288;` in the body, an ordinary space in the subject |

use cognito_triggers::custom_message::{AdminCreateUser, Code, Email, Event, Sms, Username};
use cognito_triggers::languages;
use cognito_triggers::prelude::*;

languages!(
    /// The languages in which there are texts. The first is for everybody else.
    LANGUAGES = ["en", "fr", "ar", "ja"]
);

#[custom_message(SignUp, ResendCode)]
fn verify(event: Event<'_>) -> (Email, Sms) {
    let language = event.language(LANGUAGES);
    let name = event.user_attributes().given_name().unwrap_or_default();
    (
        email!(
            files = "mails/verify/{language}.html",
            languages = LANGUAGES,
            language = language,
            name = name
        ),
        sms!(files = "mails/code/{language}.txt", languages = LANGUAGES, language = language),
    )
}

#[custom_message(ForgotPassword, Authentication, UpdateUserAttribute, VerifyUserAttribute)]
fn code(event: Event<'_>) -> (Email, Sms) {
    let language = event.language(LANGUAGES);
    (
        email!(files = "mails/code/{language}.html", languages = LANGUAGES, language = language),
        sms!(files = "mails/code/{language}.txt", languages = LANGUAGES, language = language),
    )
}

#[custom_message(AdminCreateUser)]
fn invite(event: Event<'_, AdminCreateUser>) -> Email<(Code, Username)> {
    let language = event.language(LANGUAGES);
    email!(files = "mails/invite/{language}.html", languages = LANGUAGES, language = language)
}

/// The router that `main` runs and that the test checks.
fn router() -> Triggers<impl HandlerSet<()>> {
    triggers![verify, code, invite]
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    run(router()).await
}

#[cfg(test)]
mod tests {
    use cognito_triggers::custom_message::SignUp;

    use super::*;

    #[tokio::test]
    async fn every_message_is_fit_to_be_sent_in_every_scenario() {
        router().check_messages("scenarios").await.unwrap();
    }

    #[test]
    fn the_app_decides_then_the_profile_then_english() {
        for (app, profile, subject) in [
            ("ja", "fr", "メールアドレスの確認"),
            ("tlh", "ar-EG", "تأكيد عنوانك"),
            ("", "fr_CA", "Confirmez votre adresse"),
            ("", "", "Confirm your address"),
        ] {
            let event = Event::<SignUp>::sample().with_client_metadata("locale", app);
            let (email, _) = verify(event.with_user_attribute("locale", profile).any_source());
            assert_eq!(email.subject(), subject);
        }
    }
}
