use cognito_triggers::prelude::*;

fn main() {
    let email = email!("Hello", "{username}, your code is {code}.", username = "ines");
    assert_eq!(email.delivered("123456", "ines"), "ines, your code is 123456.");
}
