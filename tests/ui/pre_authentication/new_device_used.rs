use cognito_triggers::pre_authentication::Event;
use cognito_triggers::prelude::*;

#[pre_authentication]
async fn allow(event: Event<'_>) {
    let _is_new = event.new_device_used();
}

fn main() {}
