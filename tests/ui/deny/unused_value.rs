use cognito_triggers::prelude::*;

fn check(email: &str) -> Result<()> {
    deny!("Sign-up is closed.", email);
    Ok(())
}

fn main() {}
