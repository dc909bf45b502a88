use cognito_triggers::define_auth_challenge::{ChallengeName, Event};
use cognito_triggers::prelude::*;

#[define_auth_challenge]
fn next(event: Event<'_>) -> bool {
    event.session().last_is_correct(ChallengeName::CustomChallenge)
}

fn main() {}
