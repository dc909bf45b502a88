use cognito_triggers::define_auth_challenge::Decision;
use cognito_triggers::prelude::*;
use cognito_triggers::verify_auth_challenge_response::Event;

#[define_auth_challenge]
fn next(_: Event<'_>) -> Decision {
    Decision::IssueTokens
}

fn main() {}
