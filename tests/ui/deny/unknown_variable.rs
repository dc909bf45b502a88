use cognito_triggers::prelude::*;

fn check(email: &str) -> Result<()> {
    deny!("Sign-up of {name} is closed.");
}

fn main() {}
