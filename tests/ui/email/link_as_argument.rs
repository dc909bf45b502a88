use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", "Go to {link}.", link = "https://example.com");
}
