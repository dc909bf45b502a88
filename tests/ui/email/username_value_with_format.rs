use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", "{username:>8}, your code is {code}.", username = "ines");
}
