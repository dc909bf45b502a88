use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Go to {link}", "Go to {link}.");
}
