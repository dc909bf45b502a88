use cognito_triggers::pre_authentication::Event;
use cognito_triggers::prelude::*;

#[pre_authentication]
async fn allow(event: Event<'_>) {
    let _age: u8 = event.user_name().parse().deny_with("Sign in with your age.")?;
}

fn main() {}
