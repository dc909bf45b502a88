use cognito_triggers::custom_message::Email;
use cognito_triggers::email;

fn main() {
    let _: Email = email!("Hello\r\nBcc: eve@example.org", "Your code is {code}.");
}
