use cognito_triggers::prelude::*;

fn main() {
    let name = Some("ines");
    let _ = email!("Hello", "{username}, your code is {code}.", username = name);
}
