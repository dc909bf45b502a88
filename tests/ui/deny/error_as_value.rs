use cognito_triggers::prelude::*;

fn check() -> Result<()> {
    return Error::deny("Sign-up is closed.");
}

fn main() {}
