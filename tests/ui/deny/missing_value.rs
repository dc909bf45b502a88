use cognito_triggers::prelude::*;

fn check(email: &str) -> Result<()> {
    deny!("Sign-up of {} is closed.");
    Ok(())
}

fn main() {}
