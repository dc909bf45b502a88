use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", "{username}, confirm your address: {link}", username = "ines");
}
