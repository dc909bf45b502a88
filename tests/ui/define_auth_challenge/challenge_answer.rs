use cognito_triggers::define_auth_challenge::{Decision, Event};
use cognito_triggers::prelude::*;

#[define_auth_challenge]
fn next(event: Event<'_>) -> Decision {
    let _answer = event.challenge_answer();
    Decision::IssueTokens
}

fn main() {}
