use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello {nam}", "Your code is {code}.");
}
