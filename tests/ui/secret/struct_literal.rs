use cognito_triggers::prelude::*;
use cognito_triggers::Secret;
use cognito_triggers::user_migration::{Authentication, Event, Migration};

#[user_migration(Authentication)]
async fn migrate(event: Event<'_, Authentication>) -> Result<Migration> {
    let _password = Secret("hunter2".into());
    Ok(Migration::NotFound)
}

fn main() {}
