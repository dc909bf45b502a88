use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", r#"{username}: <a href="https://example.org/?p={code}">Sign in</a>"#);
}
