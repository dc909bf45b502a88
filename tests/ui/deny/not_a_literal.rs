use cognito_triggers::prelude::*;

fn check(email: &str) -> Result<()> {
    let text = "Sign-up is closed.";
    deny!(text);
}

fn main() {}
