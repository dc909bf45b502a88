use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", "<p title='Go to {link}'>Hello</p>");
}
