use cognito_triggers::prelude::*;

fn check() {
    deny!("Sign-up is closed.");
}

fn main() {}
