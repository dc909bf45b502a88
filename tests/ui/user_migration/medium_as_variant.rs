use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::{DeliveryMedium, Event, User};

#[user_migration]
async fn migrate(_: Event<'_>) -> User {
    User::new([("email", "ines@example.org")]).with_desired_delivery_mediums([DeliveryMedium::Email])
}

fn main() {}
