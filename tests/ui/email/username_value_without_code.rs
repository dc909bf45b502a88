use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", "Sign in as {username}.", username = "ines");
}
