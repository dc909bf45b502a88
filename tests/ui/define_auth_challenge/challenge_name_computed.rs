use cognito_triggers::define_auth_challenge::{ChallengeName, Decision, Event};
use cognito_triggers::prelude::*;

#[define_auth_challenge]
fn next(event: Event<'_>) -> Decision {
    let name = ChallengeName::CustomChallenge.to_string();
    match event.session().was_correct(name) {
        true => Decision::IssueTokens,
        false => Decision::custom_challenge(),
    }
}

fn main() {}
