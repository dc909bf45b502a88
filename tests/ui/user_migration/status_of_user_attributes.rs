use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::{Event, User};
use cognito_triggers::UserStatus;

#[user_migration(Authentication)]
async fn migrate(_: Event<'_>) -> User {
    User::new([("email", "ines@example.org")]).with_final_user_status(UserStatus::Confirmed)
}

fn main() {}
