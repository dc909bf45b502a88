use cognito_triggers::prelude::*;

fn check(email: &str) -> Result<()> {
    let _ = email;
    deny!("Sign-up of {} is closed.");
}

fn main() {}
