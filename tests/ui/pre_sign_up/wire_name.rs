use cognito_triggers::pre_sign_up::Event;
use cognito_triggers::prelude::*;

#[pre_sign_up("PreSignUp_SignUp")]
async fn confirm(_: Event<'_>) {}

fn main() {}
