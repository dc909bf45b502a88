use cognito_triggers::define_auth_challenge::{ChallengeName, Decision, Event};
use cognito_triggers::prelude::*;

#[define_auth_challenge]
fn next(event: Event<'_>) -> Option<Decision> {
    event.session().last_is_correct(ChallengeName::CustomChallenge).then_some(Decision::IssueTokens)
}

fn main() {}
