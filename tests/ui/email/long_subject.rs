use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Your account at Example, where you have been a customer since 1999 and Your account at Example, where you have been a customer since 1999 and so on", "Your code is {code}.");
}
