//! An e-mail from a file, checked when the program is compiled.
//!
//! The subject is the text of `<title>`. Single braces, such as those of style sheets, stay unchanged;
//! `{{ name }}` and `{{ code }}` are filled in, and `{{> footer.html}}` puts in another file. Cargo rebuilds the
//! program when one of the files changes.
//!
//! `cargo run --bin html-file`

use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp, ResendCode)]
async fn verify(event: Event<'_>) -> Result<Email> {
    let user = event.user_attributes();
    let name = user.given_name().unwrap_or("there");
    Ok(email!(
        file = "templates/welcome.html",
        name = name,
        brand = "Example & Sons",
        home = "https://example.org",
    ))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    run(triggers![verify]).await
}

#[cfg(test)]
mod tests {
    use cognito_triggers::custom_message::SignUp;

    use super::*;

    #[tokio::test]
    async fn the_file_is_filled_in() {
        let email = verify(Event::<SignUp>::sample().any_source()).await.unwrap();
        assert_eq!(email.subject(), "Welcome to Example & Sons, Ines");
        let body = email.delivered("123456", "ines");
        assert!(body.contains("body { font-family: sans-serif; margin: 2rem; }"), "{body}");
        assert!(body.contains("welcome to Example &amp; Sons"), "{body}");
        assert!(body.contains(r#"<a href="https://example.org/help">"#), "{body}");
        assert!(body.contains(r#"<p class="code">123456</p>"#), "{body}");
    }
}
