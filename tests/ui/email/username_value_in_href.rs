use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", r#"<a href="/?user={username}">Sign in</a> with {code}"#, username = "ines");
}
