use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", "{username}, your code is {code}.", username = "ines", username = "Ines");
}
