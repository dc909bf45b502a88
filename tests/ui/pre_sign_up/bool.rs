use cognito_triggers::pre_sign_up::Event;
use cognito_triggers::prelude::*;

#[pre_sign_up(SignUp)]
async fn confirm(_: Event<'_>) -> bool {
    true
}

fn main() {}
