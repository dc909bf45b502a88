use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello {{name}}", "Your code is {code}");
}
