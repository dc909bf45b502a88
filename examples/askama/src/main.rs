//! An e-mail from a template engine, which takes care of conditions, loops and layouts. The text goes
//! through [`Email::checked`], which returns the same `Email<P>` as `email!`, or an error that names
//! the field, the rule and the place.
//!
//! `cargo run -p example-askama`

use askama::Template;
use cognito_triggers::custom_message::{AdminCreateUser, Code, Email, Event, Username, without_placeholders};
use cognito_triggers::prelude::*;

#[derive(Template)]
#[template(path = "invite.html")]
struct Invite<'a> {
    brand: &'a str,
    team: &'a str,
    hints: &'a [&'a str],
    /// The placeholders, as Cognito spells them. The engine must not escape them.
    code: &'static str,
    username: &'static str,
}

#[custom_message(AdminCreateUser)]
async fn invite(event: Event<'_, AdminCreateUser>) -> Result<Email<(Code, Username)>> {
    // The engine escapes HTML and leaves braces alone.
    let team = event.user_attributes().custom("team").unwrap_or_default();
    let team = without_placeholders(team);
    let body = Invite {
        brand: "Example",
        team: &team,
        hints: &["Sign in within seven days.", "Choose a password of your own."],
        code: Code::TEXT,
        username: Username::TEXT,
    };
    Ok(Email::checked("You are invited", body.render()?)?)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    run(triggers![invite]).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_engine_escapes_and_the_text_is_checked() {
        let event = Event::<AdminCreateUser>::sample().with_user_attribute("custom:team", "R&D {####}");
        let email = invite(event).await.unwrap();
        assert!(email.body().contains("the team R&#38;D (####}"), "{}", email.body());
        assert!(email.delivered("k3!", "ines").contains("User name ines, password k3!"));
        let nbsp = Event::<AdminCreateUser>::sample().with_user_attribute("custom:team", "a\u{a0}b");
        let error = invite(nbsp).await.unwrap_err().to_string();
        assert!(error.contains("U+00A0 NO-BREAK SPACE at line 1"), "{error}");
    }
}
