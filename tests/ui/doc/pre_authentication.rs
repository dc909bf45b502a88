use cognito_triggers::pre_authentication::Event;
use cognito_triggers::prelude::*;

#[pre_authentication]
fn gate(event: Event<'_>) -> bool {
    event.user_attributes().custom("suspended").is_none()
}
fn main() {}
