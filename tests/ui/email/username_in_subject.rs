use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello {username}", "Your code is {code}.");
}
