use cognito_triggers::prelude::*;

fn check() -> Option<u8> {
    deny!("Sign-up is closed.");
}

fn main() {}
