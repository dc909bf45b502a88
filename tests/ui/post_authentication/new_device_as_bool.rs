use cognito_triggers::post_authentication::Event;
use cognito_triggers::prelude::*;

#[post_authentication]
async fn log(event: Event<'_>) {
    if event.new_device_used() {}
}

fn main() {}
