use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello {given-name}", "Your code is {code}.");
}
