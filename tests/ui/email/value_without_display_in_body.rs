use cognito_triggers::prelude::*;

fn main() {
    let name = Some("Ines");
    let _ = email!("Hello", "{name}, your code is {code}.");
}
