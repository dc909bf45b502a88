//! Mails from files: parts, the subject, languages.

use cognito_triggers::custom_message::{Code, Email, Event, EverySource, ResendCode, SignUp, Sms};
use cognito_triggers::prelude::*;
use cognito_triggers::{Languages, Source, languages};

mod lists {
    cognito_triggers::languages!(
        /// The languages of these tests.
        pub(crate) LANGUAGES = ["en", "de", "pt-BR"]
    );
}

use lists::LANGUAGES;

#[test]
fn parts_stand_in_the_text_and_are_escaped_for_their_place() {
    let (brand, name, base) = ("Example", "Ines & Co", "https://example.org");
    let email: Email = email!(file = "mails/whole.html");
    assert_eq!(email.subject(), "Example & Ines & Co – welcome");
    let header = "<title>Example &amp; Ines &amp; Co &ndash; welcome</title>\n<p>Example</p>";
    let link = "<a href=\"https://example.org/confirm?user=Ines%20%26%20Co&code={####}\">Confirm</a>";
    let style = "<style>p { margin: 0 }</style>";
    assert_eq!(email.body(), format!("<!doctype html>\n{header}\n{style}\n{link}\n"));
    let email: Email = email!("Hi {name}", file = "mails/whole.html");
    assert_eq!(email.subject(), "Hi Ines & Co");
}

fn verify(language: &str, name: &str) -> Email {
    email!(
        files = "mails/greet/{language}.html",
        languages = LANGUAGES,
        language = language,
        name = name,
        honorific = "Frau",
        in_some_languages = [honorific],
    )
}

#[test]
fn the_language_is_looked_up_and_the_first_is_the_default() {
    for (asked, tag, subject) in [
        ("en", "en", "Hello, Ines"),
        ("de-AT", "de", "Guten Tag, Ines"),
        ("PT_br", "pt-BR", "Olá, Ines"),
        ("pt", "en", "Hello, Ines"),
        ("", "en", "Hello, Ines"),
    ] {
        let email = verify(asked, "Ines");
        assert_eq!(email.subject(), subject, "{asked}");
        assert!(email.body().starts_with(&format!("<html lang=\"{tag}\">")), "{}", email.body());
        assert!(email.body().contains("<hr>"), "{}", email.body());
        assert_eq!(email.body().contains("Frau"), tag == "de");
    }
}

#[test]
fn each_kind_of_language_is_taken() {
    let event = Event::<SignUp>::sample().with_user_attribute("locale", "de");
    assert_eq!(verify(event.language(LANGUAGES).tag(), "a").subject(), "Guten Tag, a");
    for email in [
        email!(
            files = "mails/greet/{language}.html",
            languages = ["en", "pt-BR"],
            language = "pt-BR",
            name = 1
        ),
        email!(
            files = "mails/greet/{language}.html",
            languages = ["en", "pt-BR"],
            language = "pt-BR".to_owned(),
            name = 1
        ),
        email!(
            files = "mails/greet/{language}.html",
            languages = ["pt-BR"],
            language = LANGUAGES.default(),
            name = 1
        ),
    ] {
        let email: Email<Code> = email;
        assert_eq!(email.subject(), "Olá, 1");
    }
}

#[test]
fn the_client_metadata_comes_before_the_profile() {
    let event = Event::<ResendCode>::sample();
    assert_eq!(event.language(LANGUAGES), LANGUAGES.default());
    let event = event.with_user_attribute("locale", "pt-BR");
    assert_eq!(event.language(LANGUAGES).tag(), "pt-BR");
    let event = event.with_client_metadata("locale", "tlh");
    assert_eq!(event.language(LANGUAGES).tag(), "pt-BR");
    let event = event.with_client_metadata("locale", "de-CH");
    assert_eq!(event.language(LANGUAGES).tag(), "de");
}

#[test]
fn an_sms_is_a_file_without_its_last_line_break() {
    let (name, language) = ("Ines", LANGUAGES.lookup(["de"]));
    let sms: Sms =
        sms!(files = "mails/greet/{language}.txt", languages = crate::lists::LANGUAGES, language = language);
    assert_eq!(sms.text(), "Ihr Code ist {####}, Ines");
    let sms: Sms = sms!(file = "mails/greet/en.txt");
    assert_eq!(sms.text(), "Your code is {####}, Ines");
}

#[test]
fn a_value_for_the_user_name_goes_with_languages() {
    languages!(HERE = ["de", "en"]);
    let of: fn(&str) -> Email<EverySource> = |language| {
        email!(
            "Welcome",
            files = "mails/named/{language}.html",
            languages = HERE,
            language = language,
            username = "Ines",
        )
    };
    let email = of("en").for_source(Source::CustomMessageSignUp);
    assert_eq!(email.body(), "<p>Ines: {####}</p>\n");
    let email = of("fr").for_source(Source::CustomMessageAdminCreateUser);
    assert_eq!(email.body(), "<p>Für {username}: {####}</p>\n");
    assert_eq!(HERE, Languages::new(&["de", "en"]));
}

#[custom_message(SignUp)]
fn in_english_alone(_: Event<'_>) -> Email {
    email!(files = "mails/lonely/{language}.html", languages = ["en"], language = "en")
}

#[custom_message(ResendCode)]
fn in_fewer_languages(_: Event<'_>) -> Email {
    email!(files = "mails/greet/{language}.html", languages = ["en", "pt-BR"], language = "en", name = "Ines")
}

#[custom_message(SignUp)]
fn in_all_languages(_: Event<'_>) -> Email {
    verify("en", "Ines")
}

#[tokio::test]
async fn a_message_may_have_fewer_languages_than_another_of_the_same_files() {
    triggers![in_all_languages, in_fewer_languages].check_messages("mails").await.unwrap();
}

#[tokio::test]
async fn a_language_that_no_list_has_fails_the_test_of_the_messages() {
    let problems = triggers![in_english_alone].check_messages("mails").await.unwrap_err();
    let [problem] = &problems.iter().collect::<Vec<_>>()[..] else { panic!("{problems}") };
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/mails/lonely");
    assert_eq!(
        *problem,
        format!("{folder}/nl.html is not sent: write \"nl\" into the list of languages, or remove the file")
    );
}
