use cognito_triggers::prelude::*;
use cognito_triggers::{post_authentication, verify_auth_challenge_response};

#[verify_auth_challenge_response]
fn check(_: verify_auth_challenge_response::Event<'_>) -> bool {
    false
}

#[post_authentication]
fn record(_: post_authentication::Event<'_>) {}

fn main() {
    let _ = triggers![check, record; complete: PostAuthentication, CustomAuth];
}
