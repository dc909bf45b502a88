use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", "Hello {{name}}, your code is {code}");
}
