use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::{Event, User};

#[user_migration]
async fn migrate(_: Event<'_>) -> Result<Option<User>> {
    Ok(None)
}

fn main() {}
