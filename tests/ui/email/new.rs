use cognito_triggers::custom_message::Email;

fn main() {
    let _ = Email::new("Hello", "Your code is {####}.");
}
