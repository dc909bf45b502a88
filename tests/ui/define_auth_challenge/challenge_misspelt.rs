use cognito_triggers::define_auth_challenge::{Decision, Event};
use cognito_triggers::prelude::*;

#[define_auth_challenge]
fn next(event: Event<'_>) -> Decision {
    if event.session().last_is_correct("CUSTOM_CHALENGE") {
        return Decision::IssueTokens;
    }
    Decision::custom_challenge()
}

fn main() {}
