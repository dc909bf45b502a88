use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::Event;

#[user_migration]
async fn migrate(_: Event<'_>) -> Result<()> {
    Ok(())
}

fn main() {}
