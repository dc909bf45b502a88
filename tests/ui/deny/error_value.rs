use cognito_triggers::prelude::*;

fn check(email: &str) -> Result<()> {
    deny!(Error::deny("Sign-up is closed."));
}

fn main() {}
