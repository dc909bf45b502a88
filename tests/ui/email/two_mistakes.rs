use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello {code}", "Your code is here.");
}
