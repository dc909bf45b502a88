use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello {name:y}", "Your code is {code}.", name = 1);
}
