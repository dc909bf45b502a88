use cognito_triggers::define_auth_challenge::Decision;
use cognito_triggers::prelude::*;
use cognito_triggers::verify_auth_challenge_response::Event;

#[verify_auth_challenge_response]
fn check(_: Event<'_>) -> Decision {
    Decision::IssueTokens
}

fn main() {}
