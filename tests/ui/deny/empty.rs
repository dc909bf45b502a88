use cognito_triggers::prelude::*;

fn check(email: &str) -> Result<()> {
    deny!();
    Ok(())
}

fn main() {}
