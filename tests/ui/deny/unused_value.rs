use cognito_triggers::prelude::*;

fn check(email: &str) -> Result<()> {
    let _ = email;
    deny!("Sign-up is closed.", email);
}

fn main() {}
