use cognito_triggers::prelude::*;

fn main() {
    struct Name;
    let name = Name;
    let _ = email!("Hello {name:?}", "Your code is {code}.");
}
