use cognito_triggers::pre_authentication::Event;
use cognito_triggers::prelude::*;

#[pre_authentication]
async fn allow(event: Event<'_>) {
    let _number: u32 = event.user_name().parse()?;
}

fn main() {}
