use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::{Event, User};

#[user_migration(Authentication)]
async fn migrate(_: Event<'_>) -> User {
    User::new([("email", "ines@example.org")]).with_final_user_status("CONFIRMED")
}

fn main() {}
