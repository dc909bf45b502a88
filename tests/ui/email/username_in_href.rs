use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", r#"<a href="{base}/?user={username}">Sign in</a> with {code}"#, base = "/");
}
