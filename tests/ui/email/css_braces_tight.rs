use cognito_triggers::custom_message::Email;
use cognito_triggers::email;

fn main() {
    let _: Email = email!("Welcome", "<style>p{color:red}</style>{code}");
}
