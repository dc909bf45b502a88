//! Messages in the language of the user.
//!
//! `cargo run --bin localized` shows each message.
//!
//! E-mails may not contain every character that these languages use, and the compiler says so:
//!
//! | language | Cognito refuses | write |
//! |---|---|---|
//! | French | U+202F and U+00A0, the narrow and the plain no-break space before `?`, `!`, `:`, `;` | `&#8239;` or `&nbsp;` in the body, an ordinary space in the subject |
//! | Arabic, Hebrew, Persian | U+200E, U+200F, the direction marks; U+200C, the zero-width non-joiner | `dir="rtl"` on the element; `&zwnj;` in the body |
//! | Japanese, Chinese | U+3000, the ideographic space | `&#12288;` in the body, an ordinary space in the subject |

use cognito_triggers::custom_message::{Email, Event, Sms};
use cognito_triggers::prelude::*;

/// The languages in which there are texts.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Language {
    English,
    French,
    Arabic,
    Japanese,
}

impl Language {
    /// Returns the language of a tag such as `fr` or `fr-CA`, if there are texts in it.
    fn of_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next().unwrap_or(tag);
        Some(match language.to_ascii_lowercase().as_str() {
            "en" => Self::English,
            "fr" => Self::French,
            "ar" => Self::Arabic,
            "ja" => Self::Japanese,
            _ => return None,
        })
    }
}

/// Returns the language that the app asked for when it called, else that of the profile, else English.
fn language(event: &Event<'_>) -> Language {
    let asked: Option<&str> = event.client_metadata().get("locale");
    let tags = [asked, event.user_attributes().locale()];
    tags.into_iter().flatten().find_map(Language::of_tag).unwrap_or(Language::English)
}

#[custom_message(SignUp, ResendCode)]
async fn verify(event: Event<'_>) -> Result<(Email, Sms)> {
    Ok(message(language(&event), event.user_attributes().given_name().unwrap_or_default()))
}

fn message(language: Language, name: &str) -> (Email, Sms) {
    match language {
        Language::English => (
            email!("Confirm your address", "<p>Hello {name}!</p><p>Your code is <b>{code}</b>.</p>"),
            sms!("Your code is {code}"),
        ),
        Language::French => (
            email!(
                "Confirmez votre adresse",
                "<p>Bonjour {name}&#8239;!</p><p>Votre code&nbsp;: <b>{code}</b></p>"
            ),
            sms!("Votre code : {code}"),
        ),
        Language::Arabic => (
            email!(
                "تأكيد عنوانك",
                r#"<div dir="rtl"><p>مرحبا {name}!</p><p>رمزك هو <b>{code}</b></p></div>"#
            ),
            sms!("رمزك هو {code}"),
        ),
        Language::Japanese => (
            email!("メールアドレスの確認", "<p>{name}&#12288;様</p><p>確認コードは <b>{code}</b> です。</p>"),
            sms!("確認コードは {code} です。"),
        ),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    let is_lambda = std::env::var_os("AWS_LAMBDA_RUNTIME_API").is_some();
    if !is_lambda && std::env::args().len() == 1 {
        for language in [Language::English, Language::French, Language::Arabic, Language::Japanese] {
            let (email, sms) = message(language, "Ines");
            println!("{language:?}");
            println!("  {}\n  {}", email.subject(), email.delivered("123456", "ines"));
            println!("  {}", sms.delivered("123456", "ines"));
        }
        return Ok(());
    }
    run(triggers![verify]).await
}

#[cfg(test)]
mod tests {
    use cognito_triggers::custom_message::SignUp;

    use super::*;

    #[test]
    fn the_app_decides_then_the_profile_then_english() {
        let event = |app: &str, profile: &str| {
            let event = Event::<SignUp>::sample().with_client_metadata("locale", app);
            language(&event.with_user_attribute("locale", profile).any_source())
        };
        assert_eq!(event("ja", "fr"), Language::Japanese);
        assert_eq!(event("tlh", "ar-EG"), Language::Arabic);
        assert_eq!(event("", ""), Language::English);
    }
}
