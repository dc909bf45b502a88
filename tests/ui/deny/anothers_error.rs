use cognito_triggers::prelude::*;

fn check() -> std::io::Result<()> {
    deny!("Sign-up is closed.");
}

fn main() {}
