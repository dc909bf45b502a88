use cognito_triggers::post_authentication::Event;
use cognito_triggers::prelude::*;

#[post_authentication]
async fn log(event: Event<'_>) {
    let _unknown = event.user_not_found();
}

fn main() {}
