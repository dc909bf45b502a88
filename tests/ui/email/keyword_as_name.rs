use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello {type}", "Your code is {code}.");
}
