use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello {r#type}", "Your code is {code}.");
}
