use cognito_triggers::define_auth_challenge::{Decision, Event};
use cognito_triggers::prelude::*;

#[define_auth_challenge]
fn next(_: Event<'_>) -> Decision {
    Decision::FailAuthentication
}

fn main() {
    let _ = triggers![next; complete: CustomAuth];
}
