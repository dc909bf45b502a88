use cognito_triggers::define_auth_challenge::{ChallengeName, Decision, Event};
use cognito_triggers::prelude::*;

#[define_auth_challenge]
fn next(_: Event<'_>) -> Decision {
    Decision::IssueTokens(ChallengeName::CustomChallenge)
}

fn main() {}
