//! Pre sign-up: only addresses of some domains may sign up, and the user reads why.
//!
//! `cargo run --bin email-allow-list -- --event cognito-triggers/samples/PreSignUp_SignUp.json`

use cognito_triggers::pre_sign_up::{Event, Response};
use cognito_triggers::prelude::*;

const DOMAINS: [&str; 2] = ["example.com", "example.org"];

/// Lists only `SignUp`, since federated users sign in through a provider that the pool trusts.
#[pre_sign_up(SignUp)]
async fn allow(event: Event<'_>) -> Result<Response> {
    let user = event.user_attributes();
    let Some(email) = user.email() else {
        deny!("Please sign up with an e-mail address");
    };
    let domain = email.rsplit_once('@').map_or("", |(_, domain)| domain);
    if !DOMAINS.iter().any(|allowed| domain.eq_ignore_ascii_case(allowed)) {
        deny!("Only addresses of {} may sign up", DOMAINS.join(" and "));
    }
    Ok(Response::new())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    run(triggers![allow]).await
}

#[cfg(test)]
mod tests {
    use cognito_triggers::pre_sign_up::SignUp;

    use super::*;

    #[tokio::test]
    async fn another_domain_is_denied() {
        let event = cognito_triggers::pre_sign_up::Event::<SignUp>::sample();
        let event = event.with_user_attribute("email", "ines@elsewhere.net").any_source();
        let error = allow(event).await.unwrap_err();
        assert!(error.is_denial());
        assert_eq!(error.to_string(), "Only addresses of example.com and example.org may sign up");
    }
}
