use cognito_triggers::pre_authentication::Event;
use cognito_triggers::prelude::*;

#[pre_authentication]
async fn allow(event: Event<'_>) {
    if event.user_not_found() {
        deny!("Wrong user name or password.");
    }
}

fn main() {}
