use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", "Hello {{ user.name }}, your code is {code}");
}
