use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello {user.name}", "Your code is {code}.");
}
