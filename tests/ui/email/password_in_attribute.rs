use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", r#"{username}: <input value="{code}">"#);
}
