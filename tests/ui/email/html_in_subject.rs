use cognito_triggers::prelude::*;

fn main() {
    let logo = cognito_triggers::custom_message::Html("<br>");
    let _ = email!("Hello {logo}", "Your code is {code}.");
}
