use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello {app::NAME}", "Your code is {code}.");
}
