use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello {username}", "{username}, your code is {code}.", username = "ines");
}
